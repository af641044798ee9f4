/** De quoi clôturer un registre de quelques lignes, par le vrai décodage et la vraie capacité. */
import { immobilisations } from '../../../../src/cloture/immobilisations';
import * as t from '../../../../src/cloture/immobilisations/tables';
import * as communes from '../../../../src/cloture/tables-communes';
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { produireEcritures } from '../../../../src/cloture/tables-communes/produites';
import {
  depuisTexte,
  enEuros,
  moins,
  plus,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../../src/comptabilite';
import type { Resultat } from '../../../../src/cloture/capacite';
import { decoder, encoderValeur } from '../../../../src/workbook/decode';
import type { Produite } from '../../../../src/workbook/plan';
import { asTablesLues } from '../../../../src/workbook/reader';
import type { AnyTable, Cellule, TablesLues, Valeurs } from '../../../../src/workbook/table';

export const j = (iso: string): Jour => {
  const jour = depuisTexte(iso);
  if (jour === undefined) throw new Error(iso);
  return jour;
};

type Rangee = Readonly<Record<string, Cellule>>;
export type Registre = Readonly<Record<string, readonly Rangee[]>>;

const TABLES: readonly AnyTable[] = [
  ...communes.TABLES_COMMUNES,
  ...immobilisations.lit,
  ...immobilisations.ecrit,
];

const exercice = (Exercice: string, DateDebut: string, DateFin: string, Referentiel = 'PCG2025') => ({
  Exercice,
  DateDebut,
  DateFin,
  Referentiel,
});

/** Exercices civils 2024 à 2032 ; ceux d'avant 2025 sont au PCG2014. */
export const CIVILS = Array.from({ length: 9 }, (_, i) => 2024 + i).map(a =>
  exercice(String(a), `${a}-01-01`, `${a}-12-31`, a < 2025 ? 'PCG2014' : 'PCG2025'),
);

const PERIODES = Array.from({ length: 9 * 12 }, (_, i) => ({
  Periode: `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
  Exercice: String(2024 + Math.floor(i / 12)),
  Etat: 'OUVERTE',
}));

export const INFORMATIQUE = {
  Categorie: 'INFO',
  Libelle: 'Matériel informatique',
  Type: 'CORPORELLE',
  Compte: '2183',
  CompteEnCours: '231',
  CompteAmort: '28183',
  CompteDotation: '68112',
  CompteDepreciation: '29183',
  Prefixe: 'INF-',
};

/** T-IMM-01 (domaine §3.3). */
export const IMM01 = {
  IdImmo: 'INF-0001',
  Libelle: 'Serveur',
  Categorie: 'INFO',
  Type: 'CORPORELLE',
  Compte: '2183',
  DateAcquisition: '2026-05-12',
  DateMiseEnService: '2026-05-12',
  ValeurBrute: 12000,
  Mode: 'LINEAIRE',
  DureeMois: 36,
};

/** T-IMM-02 (domaine §3.4). */
export const IMM02 = {
  ...IMM01,
  IdImmo: 'INF-0001',
  Libelle: 'Machine',
  DateAcquisition: '2026-09-14',
  DateMiseEnService: '2026-09-14',
  ValeurBrute: 50000,
  DureeMois: 60,
  ModeFiscal: 'DEGRESSIF',
};

export const DEFAUTS: Registre = {
  Exercices: CIVILS,
  Periodes: PERIODES,
  CategoriesImmo: [INFORMATIQUE],
};

/** Une clôture, et le classeur qui en sort, prêt pour l'arrêté suivant. */
export interface Cloture {
  readonly resultat: Resultat;
  readonly registre: Registre;
}

/** Un registre lu par le vrai décodage. @throws Error si une ligne ne se lit pas. */
export function lireRegistre(complet: Registre): TablesLues {
  const lectures = [...new Map(TABLES.map(table => [table.nom, table])).values()].flatMap(table => {
    const rangees = complet[table.nom];
    if (!rangees || rangees.length === 0) return [];
    const entetes = [...new Set(rangees.flatMap(r => Object.keys(r)))];
    const matrice = [entetes, ...rangees.map(r => entetes.map(cle => r[cle] ?? ''))];
    const lecture = decoder(table, matrice, { premiereLigne: 4 });
    const graves = lecture.anomalies.filter(a => a.gravite === 'BLOQUANT');
    if (graves.length > 0) throw new Error(graves.map(a => a.message).join('\n'));
    return [[table.nom, lecture] as const];
  });
  return asTablesLues(new Map(lectures));
}

/** Clôture un registre, et rend les tables telles qu'elles seraient écrites. */
export function cloturer(registre: Registre, arrete: string, modele: Registre = DEFAUTS): Cloture {
  const complet: Registre = { ...modele, ...registre };
  const tables = lireRegistre(complet);
  const jour = j(arrete);
  const resultat = immobilisations.calculer({
    arrete: jour,
    tables,
    parametres: lireParametres(tables, jour),
  });
  const ecrites = produireEcritures(resultat.ecritures, {
    arrete: jour,
    modules: new Set(immobilisations.modules),
    existantes: tables.lire(communes.EcrituresCloture).lignes,
    exercices: tables.lire(communes.Exercices).lignes,
  });
  const sortie: Record<string, readonly Rangee[]> = { ...complet };
  for (const p of [...resultat.produites, ecrites] as Produite[]) {
    const gardees = tables
      .lire(p.table)
      .lignes.filter(l => !p.portee(l))
      .map(l => enRangee(p.table, l));
    sortie[p.table.nom] = [...gardees, ...p.lignes.map(l => enRangee(p.table, l))];
  }
  return { resultat, registre: sortie };
}

function enRangee(table: AnyTable, ligne: Valeurs<AnyTable>): Rangee {
  return Object.fromEntries(table.colonnes.map(c => [c.cle, encoderValeur(c, ligne[c.cle])]));
}

/** Clôture mois après mois, chaque arrêté partant du classeur du précédent ; rend toutes les écritures. */
export function enchainer(
  registre: Registre,
  arretes: readonly string[],
  modele: Registre = DEFAUTS,
): { ecritures: Ecriture[]; anomalies: Anomalie[]; registre: Registre } {
  let courant: Registre = { ...modele, ...registre };
  const ecritures: Ecriture[] = [];
  const anomalies: Anomalie[] = [];
  for (const arrete of arretes) {
    const { resultat, registre: suivant } = cloturer(courant, arrete, modele);
    ecritures.push(...resultat.ecritures);
    anomalies.push(...resultat.anomalies);
    courant = suivant;
  }
  return { ecritures, anomalies, registre: courant };
}

/** Fins de mois de `du` à `au`, bornes comprises, au format AAAA-MM. */
export function finsDeMois(du: string, au: string): string[] {
  const arretes: string[] = [];
  for (
    let [a, m] = du.split('-').map(Number) as [number, number];
    ;
    m === 12 ? ((a += 1), (m = 1)) : (m += 1)
  ) {
    const mois = `${a}-${String(m).padStart(2, '0')}`;
    if (mois > au) return arretes;
    arretes.push(`${mois}-${new Date(Date.UTC(a, m, 0)).getUTCDate()}`);
  }
}

/** Soldes des comptes en euros, débit positif, sans les comptes nuls. */
export function soldes(ecritures: readonly Ecriture[]): Record<string, number> {
  const cumuls = new Map<string, Montant>();
  for (const l of ecritures.flatMap(e => e.lignes))
    cumuls.set(l.compte, plus(cumuls.get(l.compte) ?? ZERO, moins(l.debit, l.credit)));
  return Object.fromEntries(
    [...cumuls]
      .filter(([, m]) => m !== 0)
      .sort()
      .map(([c, m]) => [c, enEuros(m)]),
  );
}

/** Les lignes d'une écriture en texte : « 68112 D 333.33 ». */
export const texteLignes = (ecritures: readonly Ecriture[]): string[] =>
  ecritures.flatMap(e =>
    e.lignes.map(
      l => `${l.compte} ${l.debit !== 0 ? 'D' : 'C'} ${enEuros(plus(l.debit, l.credit)).toFixed(2)}`,
    ),
  );

/** Codes des anomalies qui bloquent. */
export const blocages = (anomalies: readonly Anomalie[]): string[] =>
  anomalies.filter(a => a.gravite === 'BLOQUANT').map(a => a.code);

/** Une ligne produite, en euros. */
export function produite(resultat: Resultat, table: AnyTable): Record<string, unknown>[] {
  const trouvee = resultat.produites.find(p => p.table.nom === table.nom);
  return (trouvee?.lignes ?? []).map(l => enRangee(table, l));
}

export { t };
