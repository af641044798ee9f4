import { somme, texteMontant, versIso, type Jour } from '../../comptabilite';
import type { TableProduite } from '../contexte';
import { SCHEMAS } from './calcul/regularisation';
import type { Proposition } from './calcul/proposition';
import type { ModuleRegul } from './calcul/types';
import {
  COLONNES_SAISIES,
  FaePca,
  FnpCca,
  type Etat,
  type ModuleCharges,
  type ModuleProduits,
} from './tables';

const estProduit = (m: ModuleRegul): m is ModuleProduits => SCHEMAS[m].vente;
const estCharge = (m: ModuleRegul): m is ModuleCharges => !SCHEMAS[m].vente;

const commun = (arrete: Jour) => ({
  cle: (l: { Arrete: Jour; Module: string; Cle: string }) => [versIso(l.Arrete), l.Module, l.Cle].join('|'),
  portee: (l: { Arrete: Jour }) => l.Arrete === arrete,
  colonnesUtilisateur: COLONNES_SAISIES,
});

type NomDuTiers = (id: string) => string | undefined;

/** « FAE et PCA » à l'arrêté ; les lignes des arrêtés passés y restent. */
export function produireProduits(
  propositions: readonly Proposition[],
  arrete: Jour,
  nom: NomDuTiers,
): TableProduite<typeof FaePca> {
  const lignes = propositions.flatMap(p => (estProduit(p.module) ? [ligneDe(p, p.module, arrete, nom)] : []));
  return { table: FaePca, lignes, ...commun(arrete) };
}

/** « FNP et CCA » à l'arrêté ; les lignes des arrêtés passés y restent. */
export function produireCharges(
  propositions: readonly Proposition[],
  arrete: Jour,
  nom: NomDuTiers,
): TableProduite<typeof FnpCca> {
  const lignes = propositions.flatMap(p => (estCharge(p.module) ? [ligneDe(p, p.module, arrete, nom)] : []));
  return { table: FnpCca, lignes, ...commun(arrete) };
}

/** La ligne de feuille d'une proposition, bâtie d'un trait : un arrêté en écrit cent mille. */
function ligneDe<M extends ModuleRegul>(p: Proposition, module: M, arrete: Jour, nom: NomDuTiers) {
  const decidee = p.propose !== undefined || p.forcage !== undefined;
  return {
    Module: module,
    Arrete: arrete,
    Cle: p.cle,
    Etat: etatDe(p),
    Piece: p.piece,
    IdTiers: p.tiers,
    Tiers: p.tiers === undefined ? undefined : nom(p.tiers),
    IdAffaire: p.idAffaire,
    Lot: p.lot,
    SousLot: p.sousLot,
    CodeProduit: p.codeProduit,
    Compte: p.compte,
    CodeTVA: p.codeTVA,
    PeriodeDu: p.etendue?.du,
    PeriodeAu: p.etendue?.au,
    Base: p.base,
    Propose: p.propose,
    Force: p.forcage?.montant,
    Motif: p.forcage?.motif,
    Auteur: p.forcage?.auteur,
    DateForcage: p.forcage?.date,
    Expire: p.forcage?.expire,
    Retenu: decidee ? p.retenu : undefined,
    Ecart: decidee ? p.ecart : undefined,
    BaseForcee: p.forcage?.base,
    BaseModifiee: p.baseModifiee,
    Ignoree: p.ignoree?.fr,
  };
}

function etatDe(p: Proposition): Etat {
  if (p.baseModifiee !== undefined) return 'BASE_MODIFIEE';
  if (p.forcage) return 'FORCE';
  return p.ignoree ? 'IGNORE' : 'PROPOSE';
}

/** Le bilan en une ligne : ce qui est retenu par module, et combien de lignes sont ignorées. */
export function resumer(propositions: readonly Proposition[]): string {
  const parts = (Object.keys(SCHEMAS) as ModuleRegul[]).flatMap(module => {
    const retenues = propositions.filter(p => p.module === module && p.retenu !== 0);
    return retenues.length === 0 ? [] : [`${module} ${texteMontant(somme(retenues.map(p => p.retenu)))}`];
  });
  const ignorees = propositions.filter(p => p.ignoree && !p.forcage).length;
  if (ignorees > 0)
    parts.push(`${ignorees} ligne${ignorees > 1 ? 's' : ''} ignorée${ignorees > 1 ? 's' : ''}`);
  return `Régularisations : ${parts.length === 0 ? 'rien à régulariser' : parts.join(', ')}`;
}
