/** Ce que le volet montre d'une exécution ou des feuilles : propositions, forçages à relire, constats du radar. Aucun calcul comptable. */
import { somme, ZERO, type Jour } from '../../comptabilite';
import type { BilanExecution } from '../../ui/proprietes';
import type { TablesLues, Valeurs } from '../../workbook/table';
import { RadarCutOff } from './radar/table';
import { FaePca, FnpCca, type LignePropositions } from './tables';

export type LigneConstat = Valeurs<typeof RadarCutOff>;

/** Une proposition montrée, et la feuille où elle est. */
export interface PropositionVue {
  readonly table: typeof FaePca | typeof FnpCca;
  readonly ligne: LignePropositions;
}

const FEUILLES = [FaePca, FnpCca] as const;

/** Les propositions qu'une exécution a calculées. */
export const propositionsDe = (bilan: BilanExecution): PropositionVue[] =>
  FEUILLES.flatMap(table => lignesDe<LignePropositions>(bilan, table.nom).map(ligne => ({ table, ligne })));

/** Celles que les feuilles gardent d'un arrêté. */
export const propositionsEcrites = (tables: TablesLues, arrete: Jour): PropositionVue[] =>
  FEUILLES.flatMap(table =>
    (tables.lire(table).lignes as readonly LignePropositions[])
      .filter(l => l.Arrete === arrete)
      .map(ligne => ({ table, ligne })),
  );

/** Les constats du radar, du plus grand enjeu au plus petit. */
export const constatsDe = (bilan: BilanExecution): readonly LigneConstat[] =>
  lignesDe<LigneConstat>(bilan, RadarCutOff.nom);

const lignesDe = <L>({ produites }: BilanExecution, table: string): readonly L[] =>
  (produites?.find(p => p.table.nom === table)?.lignes ?? []) as readonly L[];

/** Les filtres de la liste, dans l'ordre où on les propose. */
export const FILTRES = [
  'TOUTES',
  'FORCEES',
  'BOUGEES',
  'FAE',
  'PCA',
  'AAE',
  'FNP',
  'CCA',
  'AAR',
  'CAP',
  'IGNOREES',
] as const;
export type Filtre = (typeof FILTRES)[number];

function retenue(filtre: Filtre, l: LignePropositions): boolean {
  switch (filtre) {
    case 'TOUTES':
      return true;
    case 'FORCEES':
      return l.Force !== undefined;
    case 'BOUGEES':
      return l.BaseModifiee !== undefined;
    case 'IGNOREES':
      return l.Etat === 'IGNORE';
    default:
      return l.Module === filtre;
  }
}

const simple = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Les propositions du filtre dont la pièce, le tiers, l'affaire ou le compte contient le texte. */
export function filtrer(
  propositions: readonly PropositionVue[],
  filtre: Filtre,
  recherche: string,
): PropositionVue[] {
  const cherche = simple(recherche.trim());
  return propositions.filter(
    ({ ligne: l }) =>
      retenue(filtre, l) &&
      simple([l.Piece, l.IdTiers, l.Tiers, l.IdAffaire, l.Compte].join(' ')).includes(cherche),
  );
}

/** Les filtres qui montreraient quelque chose. */
export const filtresUtiles = (propositions: readonly PropositionVue[]): Filtre[] =>
  FILTRES.filter(f => f === 'TOUTES' || propositions.some(({ ligne }) => retenue(f, ligne)));

/** Ce que le relecteur doit savoir des montants forcés. */
export function bilanForcages(propositions: readonly PropositionVue[]) {
  const forcees = propositions.filter(({ ligne }) => ligne.Force !== undefined);
  return {
    nombre: forcees.length,
    ecart: somme(forcees.map(({ ligne }) => ligne.Ecart ?? ZERO)),
    bougees: forcees.filter(({ ligne }) => ligne.BaseModifiee !== undefined).length,
  };
}
