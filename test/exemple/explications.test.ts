import { CAPACITES } from '../../src/cloture';
import { avancement } from '../../src/cloture/avancement';
import { CaAvancement, COLONNES_SAISIES } from '../../src/cloture/avancement/tables';
import { CaDetail } from '../../src/cloture/avancement/tables-detail';
import type { Capacite } from '../../src/cloture/capacite';
import { EcrituresCloture, Exercices, Historique, Parametres } from '../../src/cloture/tables-communes';
import { produireEcritures } from '../../src/cloture/tables-communes/produites';
import { fin, periode, versIso, type Jour } from '../../src/comptabilite';
import { fermerLesMois } from '../../src/embedded/templates/exemple/arretes';
import { allSheets } from '../../src/embedded/templates/workbook';
import type { Produite } from '../../src/workbook/plan';
import type { AnyTable, Colonne, Rang } from '../../src/workbook/table';
import {
  cellulesGenerees,
  contexteDe,
  verifier,
  type CelluleExpliquee,
  type ClasseurBrut,
} from '../explication/rejeu';
import { societe, type Tables } from './noyau';

/**
 * La société entière, close mois après mois par toutes ses capacités : chaque chiffre qu'elles écrivent, chaque mois, se
 * rejoue depuis les cellules brutes. Le CA y est présenté pièce par pièce, pour que le détail y soit aussi.
 */
const MOIS = Array.from({ length: 11 }, (_, rang) => periode(`2026-${String(rang + 1).padStart(2, '0')}`));
const SAISIES: ReadonlySet<string> = new Set<string>(COLONNES_SAISIES);
/** Des listes de travail et des rapprochements, dont les colonnes se lisent sans arbre. */
const SANS_ARBRE: ReadonlySet<string> = new Set([
  'CreancesNettes',
  'LettragesProposes',
  'PostesALettrer',
  'PrevisionTresorerie',
  'RapprochementImmo',
  'RapprochementTiers',
]);

/** Les capacités dont chaque chiffre doit avoir son arbre ; d'une autre, ceux qui l'ont se rejouent. */
const EXPLIQUEES: ReadonlySet<string> = new Set(['immobilisations', 'avancement', 'tiers']);

/** Une valeur en texte de CSV, sans l'encodeur du complément. */
function enTexte({ sorte }: Colonne, valeur: unknown): string {
  if (valeur === undefined) return '';
  switch (sorte) {
    case 'montant':
      return (Number(valeur) / 100).toFixed(2);
    case 'quantite':
      return String(Number(valeur) / 10_000);
    case 'jour':
      return versIso(valeur as Jour);
    case 'booleen':
      return valeur === true ? 'O' : 'N';
    default:
      return String(valeur);
  }
}

const CONNUES = new Map<string, AnyTable>(allSheets().map(({ table }) => [table.nom, table]));

function enMatrice({ colonnes }: AnyTable, lignes: readonly Rang[]): string[][] {
  return [colonnes.map(c => c.cle), ...lignes.map(l => colonnes.map(c => enTexte(c, l[c.cle])))];
}

/** Les tables longues, que la clôture n'écrit pas : leurs textes sont les mêmes d'un mois à l'autre. */
const SAISIES_LONGUES: ReadonlySet<string> = new Set(['Temps', 'Planning', 'Ecritures']);

function enBrut(tables: Tables, avant: ClasseurBrut = new Map()): ClasseurBrut {
  return new Map(
    [...tables].flatMap(([nom, lignes]): [string, readonly (readonly string[])[]][] => {
      const table = CONNUES.get(nom);
      if (!table) return [];
      const connue = SAISIES_LONGUES.has(nom) ? avant.get(nom) : undefined;
      return [[nom, connue ?? enMatrice(table, lignes)]];
    }),
  );
}

interface Etat {
  readonly tables: Tables;
  readonly brut: ClasseurBrut;
}

const etats = new Map<number, Etat>();

/** La société après ses premiers mois fermés, chacun à partir du précédent. */
function apres(mois: number): Etat {
  const connu = etats.get(mois);
  if (connu) return connu;
  const avant = mois === 0 ? undefined : apres(mois - 1);
  const tables = avant ? fermerLesMois(avant.tables, MOIS.slice(mois - 1, mois)) : enDetail(societe());
  const etat = { tables, brut: enBrut(tables, avant?.brut) };
  etats.set(mois, etat);
  return etat;
}

function enDetail(tables: Tables): Tables {
  const detail = { Cle: 'PresentationCA', Valeur: 'DETAIL' };
  return new Map(tables).set(Parametres.nom, [...(tables.get(Parametres.nom) ?? []), detail]);
}

function produire(capacite: Capacite, classeur: ClasseurBrut, arrete: Jour): CelluleExpliquee[] {
  const contexte = contexteDe(classeur, capacite, arrete);
  const { produites, ecritures } = capacite.calculer(contexte);
  const ecrites = produireEcritures(ecritures, {
    arrete,
    modules: new Set(capacite.modules),
    existantes: contexte.tables.lire(EcrituresCloture).lignes,
    exercices: contexte.tables.lire(Exercices).lignes,
  });
  const cellules = cellulesGenerees(capacite, contexte, [...produites, ecrites] as Produite[]);
  return [...cellules].filter(c => !SAISIES.has(c.colonne));
}

/** Ce qui ne se rejoue pas au centime ; d'une table sans arbre, les arbres qui s'y trouvent se rejouent aussi. */
const fautes = (cellules: readonly CelluleExpliquee[], classeur: ClasseurBrut): string[] =>
  cellules.flatMap(c => {
    if (!c.explication && SANS_ARBRE.has(c.table)) return [];
    try {
      verifier(c, classeur);
      return [];
    } catch (erreur) {
      return [String(erreur)];
    }
  });

/** Combien de chiffres un mois compte au moins, par table : un essai vide ne prouve rien. */
const AU_MOINS: Readonly<Record<string, number>> = {
  CaAvancement: 300,
  CaDetail: 100,
  Historique: 80,
  EcrituresCloture: 40,
  DotationsDuMois: 5,
  PlanAmortissement: 20,
  TableauImmobilisations: 20,
  BalanceAgeeClients: 20,
};

test.each(MOIS.map((mois, rang) => [mois, rang] as const))(
  '%s : chaque chiffre que les capacités écrivent se rejoue au centime',
  (mois, rang) => {
    const { brut } = apres(rang);
    const parTable = new Map<string, number>();
    for (const capacite of CAPACITES) {
      // Les feuilles d'état parlent du dernier arrêté écrit : elles se rejouent une fois le mois fermé.
      const classeur = capacite.nom === 'etats' ? apres(rang + 1).brut : brut;
      const toutes = produire(capacite, classeur, fin(mois));
      const cellules = EXPLIQUEES.has(capacite.nom) ? toutes : toutes.filter(c => c.explication);
      for (const c of cellules) parTable.set(c.table, (parTable.get(c.table) ?? 0) + 1);
      expect(fautes(cellules, classeur)).toEqual([]);
    }
    const manquent = Object.entries(AU_MOINS).filter(([table, n]) => (parTable.get(table) ?? 0) < n);
    expect([manquent, [...parTable]]).toEqual([[], [...parTable]]);
  },
);

/** Ce que les régularisations historisent à côté des règles de CA. */
const CHARGES: ReadonlySet<string> = new Set(['FNP', 'CCA']);

test('un mois fermé s’explique par ce qu’il a figé, et rien d’autre', () => {
  const { brut } = apres(MOIS.length);
  for (const mois of MOIS) {
    const arrete = fin(mois);
    const contexte = contexteDe(brut, avancement, arrete);
    const figees = [CaAvancement, CaDetail, Historique].map(table => ({
      table,
      lignes: contexte.tables
        .lire<AnyTable>(table)
        .lignes.filter(l => l['Arrete'] === arrete && !CHARGES.has(String(l['Module']))),
    }));
    const cellules = [...cellulesGenerees(avancement, contexte, figees as unknown as Produite[])].filter(
      c => !SAISIES.has(c.colonne),
    );
    expect(cellules.length).toBeGreaterThan(400);
    expect(fautes(cellules, brut)).toEqual([]);
    const lues = cellules.flatMap(({ explication: e }) => (e?.operation === 'CELLULE' ? e.source.table : []));
    expect(new Set(lues)).toEqual(new Set(['CaAvancement', 'CaDetail', 'Historique']));
  }
});
