/** Des classeurs d'écritures pour les essais des états, comme on les lit dans un CSV. */
import { etats } from '../../../src/cloture/etats';
import type { Resultat } from '../../../src/cloture/contexte';
import { depuisTexte, type Jour } from '../../../src/comptabilite';
import { contexteDe, type ClasseurBrut } from '../../explication/rejeu';

/** Une ligne d'écriture : date, compte, débit moins crédit en euros, et ce qu'elle porte d'autre. */
export type Ecrit = readonly [
  date: string,
  compte: string,
  euros: number,
  plus?: {
    readonly journal?: string;
    readonly tiers?: string;
    readonly affaire?: string;
    readonly section?: string;
  },
];

export interface Dossier {
  readonly arrete: string;
  /** Code, début, fin, plan. */
  readonly exercices?: readonly (readonly [string, string, string, string])[];
  readonly ecritures: readonly Ecrit[];
  readonly parametres?: Readonly<Record<string, string>>;
  /** Autres tables, l'en-tête en première ligne. */
  readonly tables?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

export const EXERCICE_2026 = ['2026', '2026-01-01', '2026-12-31', 'PCG2025'] as const;

const euros = (m: number) => m.toFixed(2);

export function brut({
  arrete,
  exercices = [EXERCICE_2026],
  ecritures,
  parametres = {},
  tables = {},
}: Dossier): ClasseurBrut {
  const entete = [
    'Exercice',
    'Journal',
    'EcritureNum',
    'Ligne',
    'DateEcriture',
    'Compte',
    'Tiers',
    'Piece',
    'DatePiece',
    'Libelle',
    'Debit',
    'Credit',
    'IdAffaire',
    'Section',
  ];
  const lignes = ecritures.map(([date, compte, m, plus = {}], i) => [
    date.slice(0, 4),
    plus.journal ?? 'OD',
    `E${i + 1}`,
    '1',
    date,
    compte,
    plus.tiers ?? '',
    `P${i + 1}`,
    date,
    `Écriture ${i + 1}`,
    m > 0 ? euros(m) : '0.00',
    m < 0 ? euros(-m) : '0.00',
    plus.affaire ?? '',
    plus.section ?? '',
  ]);
  return new Map<string, readonly (readonly string[])[]>([
    [
      'Parametres',
      [
        ['Cle', 'Valeur'],
        ['DateArrete', arrete],
        ['RaisonSociale', 'Essai SARL'],
        ...Object.entries(parametres),
      ],
    ],
    ['Exercices', [['Exercice', 'DateDebut', 'DateFin', 'Referentiel'], ...exercices]],
    ['Ecritures', [entete, ...lignes]],
    ['Periodes', [['Periode', 'Exercice', 'Etat']]],
    ['PlanComptable', [['Compte', 'Libelle']]],
    ...Object.entries(tables),
  ]);
}

export const contexte = (d: Dossier) => contexteDe(brut(d), etats, depuisTexte(d.arrete) as Jour);

export const calculer = (d: Dossier): Resultat => etats.calculer(contexte(d));

type Ligne = Readonly<Record<string, unknown>>;

/** Les lignes produites d'une table. */
export const lignesDe = (r: Resultat, table: string): readonly Ligne[] =>
  (r.produites.find(p => p.table.nom === table)?.lignes ?? []) as readonly Ligne[];

/** Un montant d'état, en euros ; undefined si la cellule est vide. */
export function lire(r: Resultat, table: string, poste: string, colonne: string): number | undefined {
  const ligne = lignesDe(r, table).find(l => l['Poste'] === poste && l['Compte'] === undefined);
  if (ligne === undefined) throw new Error(`${table} n'a pas de poste ${poste}.`);
  const m = ligne[colonne];
  return m === undefined ? undefined : Number(m) / 100;
}

/** Les codes d'anomalies et leur clé, INFO omises. */
export const signalees = (r: Resultat): string[] =>
  r.anomalies.filter(a => a.gravite !== 'INFO').map(a => `${a.code} ${a.cle ?? ''}`.trim());
