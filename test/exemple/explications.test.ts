import { avancement } from '../../src/cloture/avancement';
import { CaAvancement } from '../../src/cloture/avancement/tables';
import { EcrituresCloture, Exercices } from '../../src/cloture/tables-communes';
import { produireEcritures } from '../../src/cloture/tables-communes/produites';
import { fin, periode, versIso, type Jour } from '../../src/comptabilite';
import { fermerLesMois } from '../../src/embedded/templates/exemple/arretes';
import { allSheets } from '../../src/embedded/templates/workbook';
import type { Produite } from '../../src/workbook/plan';
import type { Colonne, Rang } from '../../src/workbook/table';
import {
  cellulesGenerees,
  contexteDe,
  verifier,
  type CelluleExpliquee,
  type ClasseurBrut,
} from '../explication/rejeu';
import { societe, type Tables } from './noyau';

/** La société entière, close mois après mois : chaque chiffre écrit se rejoue depuis les cellules brutes. */
const MOIS = Array.from({ length: 11 }, (_, rang) => periode(`2026-${String(rang + 1).padStart(2, '0')}`));
const SAISIE = 'TauxForce';

jest.setTimeout(180_000);

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

function enBrut(tables: Tables): ClasseurBrut {
  const connues = new Map(allSheets().map(({ table }) => [table.nom, table]));
  return new Map(
    [...tables].flatMap(([nom, lignes]): [string, string[][]][] => {
      const colonnes = connues.get(nom)?.colonnes;
      if (!colonnes) return [];
      const corps = lignes.map((l: Rang) => colonnes.map(c => enTexte(c, l[c.cle])));
      return [[nom, [colonnes.map(c => c.cle), ...corps]]];
    }),
  );
}

const fermes = new Map<number, ClasseurBrut>();

/** La société après ses premiers mois fermés ; les plus longs essais la partagent. */
function apres(mois: number): ClasseurBrut {
  const classeur = fermes.get(mois) ?? enBrut(fermerLesMois(societe(), MOIS.slice(0, mois)));
  fermes.set(mois, classeur);
  return classeur;
}

function produire(classeur: ClasseurBrut, arrete: Jour): CelluleExpliquee[] {
  const contexte = contexteDe(classeur, avancement, arrete);
  const { produites, ecritures } = avancement.calculer(contexte);
  const ecrites = produireEcritures(ecritures, {
    arrete,
    modules: new Set(avancement.modules),
    existantes: contexte.tables.lire(EcrituresCloture).lignes,
    exercices: contexte.tables.lire(Exercices).lignes,
  });
  return [...cellulesGenerees(avancement, contexte, [...produites, ecrites] as Produite[])];
}

const fautes = (cellules: readonly CelluleExpliquee[], classeur: ClasseurBrut): string[] =>
  cellules.flatMap(c => {
    try {
      verifier(c, classeur);
      return [];
    } catch (erreur) {
      return [String(erreur)];
    }
  });

test.each([
  ['juin', 5],
  ['novembre', 10],
] as const)(
  '%s : chaque chiffre de la feuille, de l’historique et des écritures se rejoue au centime',
  (_nom, rang) => {
    const classeur = apres(rang);
    const cellules = produire(classeur, fin(MOIS[rang]!)).filter(c => c.colonne !== SAISIE);
    const feuille = cellules.filter(c => c.table === CaAvancement.nom);
    expect(new Set(feuille.map(c => c.ligne['IdAffaire'])).size).toBeGreaterThanOrEqual(20);
    expect(cellules.length).toBeGreaterThan(600);
    expect(fautes(cellules, classeur)).toEqual([]);
  },
);

test('octobre fermé : sa feuille s’explique par ce que l’historique a figé', () => {
  const classeur = apres(10);
  const octobre = fin(MOIS[9]!);
  const contexte = contexteDe(classeur, avancement, octobre);
  const lignes = contexte.tables.lire(CaAvancement).lignes.filter(l => l.Arrete === octobre);
  const figees = [{ table: CaAvancement, lignes } as unknown as Produite];
  const cellules = [...cellulesGenerees(avancement, contexte, figees)].filter(c => c.colonne !== SAISIE);
  expect(cellules.length).toBeGreaterThan(300);
  expect(fautes(cellules, classeur)).toEqual([]);
  const tables = cellules.map(c =>
    c.explication?.operation === 'CELLULE' ? c.explication.source.table : '',
  );
  expect(tables.filter(t => t !== '' && t !== 'CaAvancement' && t !== 'Historique')).toEqual([]);
});
