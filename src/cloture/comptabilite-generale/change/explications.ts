/** « Pourquoi ce chiffre ? » d'un poste en devise : ses lignes d'écriture, et le cours de clôture. */
import { absolu, arbre, type Explication, type Libelle } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { EcrituresCloture, TauxChange } from '../../tables-communes';
import type { PartOuverte } from './calcul/types';
import { etablirChange, type PosteReevalue } from './etablir';
import { MODULE_CHANGE, MODULE_TRESORERIE } from './modules';
import { PositionsChange, ProvisionsChange } from './tables';

const dire = (fr: string, en: string): Libelle => ({ fr, en });
const zero = () => arbre.constante(dire('Zéro', 'Zero'), 0, 'EUR');
const opposee = (libelle: Libelle, e: Explication) => arbre.difference(libelle, [zero(), e]);

/** L'arbre d'une cellule du change ; undefined si elle n'est pas un chiffre de cette partie. */
export function expliquerChange(contexte: Contexte, demande: CelluleGeneree): Explication | undefined {
  const { table, ligne, colonne } = demande;
  if (table === PositionsChange.nom) {
    const poste = etablirChange(contexte).postes.find(p => p.poste.cle === ligne['Poste']);
    return poste && deColonne(poste, colonne);
  }
  if (table === ProvisionsChange.nom)
    return deProvision(contexte, ligne as Ligne<typeof ProvisionsChange>, colonne);
  if (table !== EcrituresCloture.nom || (colonne !== 'Debit' && colonne !== 'Credit')) return undefined;
  const [module, , source] = String(ligne['CleGeneration']).split('|');
  if ((module !== MODULE_CHANGE && module !== MODULE_TRESORERIE) || ligne[colonne] === 0) return undefined;
  const poste = etablirChange(contexte).postes.find(p => p.poste.cle === source);
  if (!poste) return undefined;
  const ecart =
    poste.ecart < 0 ? opposee(dire('Perte de change', 'Exchange loss'), ecartDe(poste)) : ecartDe(poste);
  return Number(ligne[colonne]) < 0
    ? opposee(dire("Extourne de l'écriture", 'Reversal of the entry'), ecart)
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
    default:
      return undefined;
  }
}

/** Le montant en devise d'une part : la cellule de la ligne, du signe de son côté ; une part entamée est une constante. */
function deviseDe({ ligne, devise }: PartOuverte): Explication {
  const source = { table: ligne.table, ligne: ligne.ligne, colonne: 'MontantDevise' };
  const libelle = dire(`${ligne.piece}, en ${ligne.devise}`, `${ligne.piece}, in ${ligne.devise}`);
  const entiere = absolu(devise) === absolu(ligne.montantDevise ?? devise);
  if (ligne.montantDevise === undefined || !entiere)
    return arbre.constante(
      dire(`${libelle.fr}, reste`, `${libelle.en}, remaining`),
      arbre.eurosExacts(devise),
      'EUR',
    );
  const cellule = arbre.cellule(libelle, source, arbre.eurosExacts(absolu(devise)), 'EUR');
  return devise < 0 ? opposee(libelle, cellule) : cellule;
}

const enDevise = ({ poste }: PosteReevalue): Explication =>
  arbre.somme(
    dire(`Reste en ${poste.devise}`, `Remaining in ${poste.devise}`),
    poste.parts.map(deviseDe),
    'EUR',
  );

/** La valeur comptable d'une part : le débit ou le crédit de la ligne, ou sa fraction encore ouverte. */
function valeurDe({ ligne, devise, valeur: v }: PartOuverte): Explication {
  const colonne = ligne.montant < 0 ? 'Credit' : 'Debit';
  const libelle = dire(`${ligne.piece}, à son cours d’entrée`, `${ligne.piece}, at entry rate`);
  const source = { table: ligne.table, ligne: ligne.ligne, colonne };
  const cellule = arbre.cellule(libelle, source, arbre.eurosExacts(absolu(ligne.montant)), 'EUR');
  const entiere = v === ligne.montant;
  const prise = entiere
    ? cellule
    : arbre.prorata(
        libelle,
        cellule,
        arbre.constante(dire('Reste en devise', 'Remaining currency'), arbre.eurosExacts(absolu(devise))),
        arbre.constante(
          dire('Montant en devise', 'Currency amount'),
          arbre.eurosExacts(absolu(ligne.montantDevise ?? devise)),
        ),
      );
  return ligne.montant < 0 ? opposee(libelle, prise) : prise;
}

const valeur = ({ poste }: PosteReevalue): Explication =>
  arbre.somme(dire('Valeur comptable', 'Book value'), poste.parts.map(valeurDe), 'EUR');

const coursDe = ({ cours }: PosteReevalue): Explication =>
  arbre.cellule(
    dire(`Cours de clôture ${cours.Devise}, pour 1 EUR`, `Closing rate ${cours.Devise}, for 1 EUR`),
    { table: TauxChange.nom, ligne: cours.ligne, colonne: 'Taux' },
    cours.Taux,
    'NOMBRE',
  );

const cloture = (p: PosteReevalue): Explication =>
  arbre.arrondi(
    dire('Valeur à la clôture', 'Closing value'),
    arbre.quotient(dire('Devise ÷ cours', 'Currency ÷ rate'), enDevise(p), coursDe(p), 'EUR'),
  );

const ecartDe = (p: PosteReevalue): Explication =>
  arbre.difference(dire('Écart de conversion', 'Translation difference'), [cloture(p), valeur(p)]);

/** Pertes ou gains d'une devise et d'une nature, sans couverture ; ailleurs, la feuille « Postes en devise » les détaille. */
function deProvision(
  contexte: Contexte,
  ligne: Ligne<typeof ProvisionsChange>,
  colonne: string,
): Explication | undefined {
  const globale = contexte.parametres.valeur('PositionGlobaleChange');
  const financier = contexte.parametres.valeur('ProvisionChange') === 'FINANCIER';
  const perte = colonne === 'Pertes' || (colonne === 'Requis' && !globale);
  if (!perte && colonne !== 'Gains') return undefined;
  const siens = etablirChange(contexte).postes.filter(
    p =>
      p.poste.devise === ligne.Devise &&
      p.poste.nature !== 'TRESORERIE' &&
      (financier || p.poste.nature === 'FINANCIER' ? 'FINANCIER' : 'COMMERCIAL') === ligne.Nature,
  );
  if (siens.some(p => p.couvert !== 0)) return undefined;
  const termes = siens
    .filter(p => (perte ? p.ecart < 0 : p.ecart > 0))
    .map(p =>
      perte
        ? opposee(dire(`Perte sur ${p.poste.piece}`, `Loss on ${p.poste.piece}`), ecartDe(p))
        : ecartDe(p),
    );
  return arbre.somme(
    perte ? dire('Pertes latentes', 'Unrealised losses') : dire('Gains latents', 'Unrealised gains'),
    termes,
    'EUR',
  );
}
