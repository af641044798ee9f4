/**
 * Une écriture importée dans un mois fermé se date du premier jour ouvert, sa vraie date en survenance (domaine §1.2 ; PCG
 * art. 1031-4). Seule une pièce nouvelle est tardive : ce que le scellé a retenu ne bouge pas.
 */
import {
  LIGNES_PAR_TRANCHE,
  signaler,
  texteJour,
  versIso,
  type Anomalie,
  type Jour,
  type LieuAnomalie,
} from '../../comptabilite';
import { inForce, linksOf } from '../../workbook/seals/chain';
import type { Ligne, Rang, TablesLues, Valeurs } from '../../workbook/table';
import { cleTexte } from '../../workbook/tables/doublons';
import { Ecritures } from './ecritures';
import { lendemainDesFermes } from './mois-ouverts';
import { Exercices, Periodes } from './referentiels';
import { Scelles } from './scelles';

/** Les tables qu'il faut avoir lues pour redater. */
export const TABLES_REDATER = [Scelles, Periodes, Exercices, Ecritures] as const;

export type Importee = Rang & Pick<Valeurs<typeof Ecritures>, 'DateEcriture' | 'DateSurvenance'>;

export interface Redatees<L> {
  readonly lignes: readonly L[];
  /** Rangs, dans les lignes, de celles qui changent de date. */
  readonly rangs: readonly number[];
  /** Le premier jour ouvert. */
  readonly jour: Jour | undefined;
}

const piece = (l: Rang): string => [l['Exercice'], l['Journal'], l['EcritureNum']].join('|');

/**
 * Les lignes à importer, celles des pièces tardives redatées, par tranches. Une ligne déjà redatée au classeur le reste quand le fichier
 * la redonne à sa vraie date. Rien ne change si aucun mois n'est scellé avec des écritures, ni d'un exercice à un autre.
 */
export function* redater<L extends Importee>(
  lignes: readonly L[],
  tables: TablesLues,
): Generator<void, Redatees<L>> {
  const dernier = inForce(linksOf(tables.lire(Scelles).lignes)).at(-1);
  const scellees = dernier?.tables.some(t => t.Table === Ecritures.nom && t.Objet === 'ENTREE');
  if (!dernier || !scellees) return { lignes, rangs: [], jour: undefined };
  const fige = dernier.head.Arrete;
  const jour = lendemainDesFermes(tables, fige);
  const connues = new Map<string, Ligne<typeof Ecritures>>();
  const pieces = new Set<string>();
  for (const [i, l] of tables.lire(Ecritures).lignes.entries()) {
    if (i % LIGNES_PAR_TRANCHE === 0) yield;
    connues.set(cleTexte(l, Ecritures.cle), l);
    pieces.add(piece(l));
  }
  const exercices = tables.lire(Exercices).lignes;
  const exerciceDe = (d: Jour) => exercices.find(x => x.DateDebut <= d && d <= x.DateFin)?.Exercice;
  const cible = exerciceDe(jour);
  const rangs: number[] = [];
  const redatee = (l: L, rang: number): L => {
    if (!(l.DateEcriture <= fige)) return l;
    const date = dejaRedatee(l, connues.get(cleTexte(l, Ecritures.cle)));
    const tardive = !pieces.has(piece(l)) && cible !== undefined && exerciceDe(l.DateEcriture) === cible;
    if (date === undefined && !tardive) return l;
    rangs.push(rang);
    return { ...l, DateEcriture: date ?? jour, DateSurvenance: l.DateSurvenance ?? l.DateEcriture };
  };
  const redatees: L[] = [];
  for (const [rang, l] of lignes.entries()) {
    if (rang % LIGNES_PAR_TRANCHE === 0) yield;
    redatees.push(redatee(l, rang));
  }
  return { lignes: redatees, rangs, jour };
}

/** La date que la ligne a au classeur, si elle y a été redatée depuis celle du fichier. */
const dejaRedatee = (l: Importee, connue: Ligne<typeof Ecritures> | undefined): Jour | undefined =>
  connue !== undefined && connue.DateSurvenance === l.DateEcriture ? connue.DateEcriture : undefined;

/** C-GEN-04 : ce qui a été redaté, à dire à qui importe. */
export const direRedatees = (nombre: number, jour: Jour, lieu: LieuAnomalie): Anomalie =>
  signaler(
    'INFO',
    'C-GEN-04',
    {
      fr: `${nombre} ligne${nombre > 1 ? 's' : ''} de pièces nouvelles dans un mois fermé : datée${nombre > 1 ? 's' : ''} du ${texteJour(jour)}, la vraie date en survenance (PCG art. 1031-4).`,
      en: `${nombre} line${nombre > 1 ? 's' : ''} of new documents in a closed month: dated ${versIso(jour)}, the true date kept as date of occurrence.`,
    },
    {
      fr: 'Rien à faire : le mois fermé ne bouge pas, le mois ouvert porte l’écriture.',
      en: 'Nothing to do: the closed month does not move, the open month carries the entry.',
    },
    lieu,
  );
