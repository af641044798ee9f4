/** « Pourquoi ce chiffre ? » d'un poste en devise : ses lignes d'écriture, et le cours de clôture. */
import { lireCleGeneration, arbre, type Explication, type Libelle } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { EcrituresCloture } from '../../tables-communes';
import type { NatureProvision } from './calcul/types';
import { etablirChange, type PosteReevalue } from './etablir';
import { cloture, coursDe, ecartDe, enDevise, valeur } from './explications-postes';
import { aProvisionnerDe, couvertDe, dAjustement, deProvision } from './explications-provision';
import { MODULE_CHANGE, MODULE_PROVISION, MODULE_TRESORERIE } from './modules';
import { PositionsChange, ProvisionsChange } from './tables';

const dire = (fr: string, en: string): Libelle => ({ fr, en });

/** L'arbre d'une cellule du change ; undefined si elle n'est pas un chiffre de cette partie. */
export function expliquerChange(contexte: Contexte, demande: CelluleGeneree): Explication | undefined {
  const { table, ligne, colonne } = demande;
  if (table === PositionsChange.nom) {
    const poste = etablirChange(contexte).postes.find(p => p.poste.cle === ligne['Poste']);
    return poste && deColonne(poste, colonne);
  }
  if (table === ProvisionsChange.nom)
    return deProvision(etablirChange(contexte), contexte, ligne as Ligne<typeof ProvisionsChange>, colonne);
  if (table !== EcrituresCloture.nom || (colonne !== 'Debit' && colonne !== 'Credit')) return undefined;
  const { module, source } = lireCleGeneration(String(ligne['CleGeneration']));
  if (module === MODULE_PROVISION && ligne[colonne] !== 0)
    return dAjustement(etablirChange(contexte), contexte, source as NatureProvision);
  if ((module !== MODULE_CHANGE && module !== MODULE_TRESORERIE) || ligne[colonne] === 0) return undefined;
  const poste = etablirChange(contexte).postes.find(p => p.poste.cle === source);
  if (!poste) return undefined;
  const ecart =
    poste.ecart < 0 ? arbre.oppose(ecartDe(poste), dire('Perte de change', 'Exchange loss')) : ecartDe(poste);
  return Number(ligne[colonne]) < 0
    ? arbre.oppose(ecart, dire("Extourne de l'écriture", 'Reversal of the entry'))
    : ecart;
}

function deColonne(p: PosteReevalue, colonne: string): Explication | undefined {
  switch (colonne) {
    case 'MontantDevise':
      return enDevise(p);
    case 'ValeurComptable':
      return valeur(p);
    case 'CoursCloture':
      return coursDe(p);
    case 'ValeurCloture':
      return cloture(p);
    case 'Ecart':
      return ecartDe(p);
    case 'Couvert':
      return p.couvert === 0 ? undefined : couvertDe(p);
    case 'EcartAProvisionner':
      return p.poste.nature === 'TRESORERIE' ? undefined : aProvisionnerDe(p);
    default:
      return undefined;
  }
}
