/** De quoi clôturer quelques écritures de tiers par le vrai décodage et la vraie capacité, et recommencer. */
import { tiers } from '../../../../src/cloture/tiers';
import type { Resultat } from '../../../../src/cloture/capacite';
import * as communes from '../../../../src/cloture/tables-communes';
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { produireEcritures } from '../../../../src/cloture/tables-communes/produites';
import {
  enEuros,
  moins,
  plus,
  ZERO,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../../src/comptabilite';
import { decoder, encoderValeur } from '../../../../src/workbook/decode';
import type { Produite } from '../../../../src/workbook/plan';
import { asTablesLues } from '../../../../src/workbook/reader';
import type { AnyTable, Cellule, TablesLues, Valeurs } from '../../../../src/workbook/table';
import { cellulesGenerees, verifier, type ClasseurBrut } from '../../../explication/rejeu';
import { le } from '../atelier';

type Rangee = Readonly<Record<string, Cellule>>;
export type Classeur = Readonly<Record<string, readonly Rangee[]>>;

const TABLES: readonly AnyTable[] = [
  ...new Map(
    [...communes.TABLES_COMMUNES, ...tiers.lit, ...tiers.ecrit].map(t => [t.nom, t] as const),
  ).values(),
];

export const PARAMETRES = (reglages: Readonly<Record<string, string>>): readonly Rangee[] =>
  Object.entries(reglages).map(([Cle, Valeur]) => ({ Cle, Valeur }));

/** Un dossier de 2026 : trois clients, un fournisseur, TVA à 20 %, mois ouverts depuis septembre. */
export const DOSSIER: Classeur = {
  Exercices: [
    {
      Exercice: '2025',
      DateDebut: '2025-01-01',
      DateFin: '2025-12-31',
      Referentiel: 'PCG2025',
      Cloture: 'O',
    },
    {
      Exercice: '2026',
      DateDebut: '2026-01-01',
      DateFin: '2026-12-31',
      Referentiel: 'PCG2025',
      Cloture: 'N',
    },
  ],
  Periodes: Array.from({ length: 12 }, (_, i) => ({
    Periode: `2026-${String(i + 1).padStart(2, '0')}`,
    Exercice: '2026',
    Etat: i < 8 ? 'FERMEE' : 'OUVERTE',
  })),
  Tiers: [
    { IdTiers: 'C1', Nom: 'Dupont', Type: 'CLIENT', CompteCollectif: '411', Contact: 'Mme Dupont' },
    { IdTiers: 'C2', Nom: 'Smith Ltd', Type: 'CLIENT', CompteCollectif: '411', Langue: 'EN' },
    { IdTiers: 'C3', Nom: 'Martin', Type: 'CLIENT', CompteCollectif: '411' },
    { IdTiers: 'F1', Nom: 'Fournier', Type: 'FOURNISSEUR', CompteCollectif: '401' },
  ],
  CodesTVA: [
    { CodeTVA: 'N', DateEffet: '2014-01-01', Taux: 0.2, Regime: 'DEBITS', CompteCollectee: '44571' },
    { CodeTVA: 'R', DateEffet: '2014-01-01', Taux: 0.055, Regime: 'DEBITS', CompteCollectee: '44571' },
    { CodeTVA: 'E', DateEffet: '2014-01-01', Taux: 0.2, Regime: 'ENCAISSEMENTS', CompteCollectee: '44574' },
  ],
};

let numero = 0;

/** Une ligne de compte de tiers ; montant en euros, positif au débit. */
export function ligne(
  IdTiers: string,
  Piece: string,
  date: string,
  montant: number,
  autres: Rangee = {},
): Rangee {
  numero++;
  return {
    Exercice: date.slice(0, 4),
    Journal: montant > 0 ? 'VT' : 'BQ',
    EcritureNum: String(numero),
    Ligne: 1,
    DateEcriture: date,
    Compte: IdTiers.startsWith('F') ? '401' : '411',
    Tiers: IdTiers,
    Piece,
    DatePiece: date,
    Libelle: Piece,
    Debit: Math.max(montant, 0),
    Credit: Math.max(-montant, 0),
    ...autres,
  };
}

export const cleDe = (l: Rangee) => [l['Exercice'], l['Journal'], l['EcritureNum'], l['Ligne']].join('|');

export interface Cloture {
  readonly resultat: Resultat;
  /** Le classeur tel que la validation le laisserait. */
  readonly classeur: Classeur;
  readonly tables: TablesLues;
}

/** Lit un classeur comme le ferait l'exécution. */
export function lire(classeur: Classeur): TablesLues {
  const complet: Classeur = { ...DOSSIER, ...classeur };
  return asTablesLues(
    new Map(
      TABLES.flatMap(table => {
        const rangees = complet[table.nom];
        if (!rangees || rangees.length === 0) return [];
        const entetes = [...new Set(rangees.flatMap(r => Object.keys(r)))];
        const matrice = [entetes, ...rangees.map(r => entetes.map(cle => r[cle] ?? ''))];
        const lecture = decoder(table, matrice, { premiereLigne: 4 });
        const graves = lecture.anomalies.filter(a => a.gravite === 'BLOQUANT');
        if (graves.length > 0) throw new Error(graves.map(a => a.message).join('\n'));
        return [[table.nom, lecture] as const];
      }),
    ),
  );
}

/** Le même classeur en cellules brutes, à la ligne où `lire` les trouve : l'en-tête est en ligne 4. */
export const brutDe = (classeur: Classeur): ClasseurBrut =>
  new Map(
    Object.entries({ ...DOSSIER, ...classeur }).map(([nom, rangees]) => {
      const entetes = [...new Set(rangees.flatMap(r => Object.keys(r)))];
      const lignes = rangees.map(r => entetes.map(cle => String(r[cle] ?? '')));
      return [nom, [entetes, [], [], [], ...lignes]];
    }),
  );

/** Explique et rejoue depuis les cellules tout chiffre que la clôture produit dans ces tables ; rend leurs noms. */
export function rejouerTables(classeur: Classeur, arrete: string, noms: readonly string[]): string[] {
  const tables = lire(classeur);
  const jour = le(arrete);
  const contexte = { arrete: jour, tables, parametres: lireParametres(tables, jour) };
  const resultat = tiers.calculer(contexte);
  const produites = [...resultat.produites, ecrituresDe(resultat, tables, jour)] as Produite[];
  const brut = brutDe(classeur);
  const cellules = cellulesGenerees(
    tiers,
    contexte,
    produites.filter(p => noms.includes(p.table.nom)),
  );
  return [...cellules].map(cellule => {
    verifier(cellule, brut);
    return cellule.nom;
  });
}

const ecrituresDe = (resultat: Resultat, tables: TablesLues, arrete: Jour) =>
  produireEcritures(resultat.ecritures, {
    arrete,
    modules: new Set(tiers.modules),
    existantes: tables.lire(communes.EcrituresCloture).lignes,
    exercices: tables.lire(communes.Exercices).lignes,
  });

/** Clôture un arrêté et rend le classeur d'après : les lignes de la portée sont remplacées, les autres restent. */
export function clore(classeur: Classeur, arrete: string): Cloture {
  const tables = lire(classeur);
  const jour = le(arrete);
  const resultat = tiers.calculer({ arrete: jour, tables, parametres: lireParametres(tables, jour) });
  const ecrites = ecrituresDe(resultat, tables, jour);
  const sortie: Record<string, readonly Rangee[]> = { ...DOSSIER, ...classeur };
  for (const p of [...resultat.produites, ecrites] as Produite[]) {
    const gardees = tables
      .lire(p.table)
      .lignes.filter(l => !p.portee(l))
      .map(l => enRangee(p.table, l));
    sortie[p.table.nom] = [...gardees, ...p.lignes.map(l => enRangee(p.table, l))];
  }
  return { resultat, classeur: sortie, tables };
}

function enRangee(table: AnyTable, l: Valeurs<AnyTable>): Rangee {
  return Object.fromEntries(table.colonnes.map(c => [c.cle, encoderValeur(c, l[c.cle])]));
}

/** Les lignes d'une table générée, telles qu'écrites. */
export const rangees = (c: Cloture | Classeur, nom: string): readonly Rangee[] =>
  ('resultat' in c ? (c as Cloture).classeur : (c as Classeur))[nom] ?? [];

/** Modifie les lignes d'une table du classeur. */
export const modifier = (classeur: Classeur, nom: string, faire: (r: Rangee) => Rangee): Classeur => ({
  ...classeur,
  [nom]: rangees(classeur, nom).map(faire),
});

/** « 6541 D 7000.00 », dans l'ordre des écritures. */
export const texteLignes = (ecritures: readonly Ecriture[]): string[] =>
  ecritures.flatMap(e =>
    e.lignes.map(
      l => `${l.compte} ${l.debit !== 0 ? 'D' : 'C'} ${enEuros(plus(l.debit, l.credit)).toFixed(2)}`,
    ),
  );

/** Soldes des comptes de toutes les écritures de clôture d'un classeur, en euros, sans les nuls. */
export function soldes(classeur: Classeur): Record<string, number> {
  const cumuls = new Map<string, Montant>();
  for (const l of lire(classeur).lire(communes.EcrituresCloture).lignes)
    cumuls.set(l.Compte, plus(cumuls.get(l.Compte) ?? ZERO, moins(l.Debit, l.Credit)));
  return Object.fromEntries(
    [...cumuls]
      .filter(([, m]) => m !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([c, m]) => [c, enEuros(m)]),
  );
}

export const codes = ({ resultat }: Cloture): string[] =>
  resultat.anomalies.filter(a => a.gravite !== 'INFO').map(a => a.code);
