import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { avancement } from '../../../src/cloture/avancement';
import { COLONNES_SAISIES } from '../../../src/cloture/avancement/tables';
import { EcrituresCloture, Exercices } from '../../../src/cloture/tables-communes';
import { produireEcritures } from '../../../src/cloture/tables-communes/produites';
import { arbre, depuisTexte, type Explication, type Jour, type Source } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import {
  cellulesGenerees,
  changer,
  contexteDe,
  fautesDe,
  lireDans,
  prevoir,
  type CelluleExpliquee,
  type ClasseurBrut,
} from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';

const SCENARIOS = join(__dirname, '../../scenarios');
const NOVEMBRE = depuisTexte('2026-11-30') as Jour;

/** Les cellules que l'avancement écrit sur ce classeur : sa feuille, son historique, ses écritures. */
function produire(classeur: ClasseurBrut, arrete = NOVEMBRE): CelluleExpliquee[] {
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

const SAISIES: readonly string[] = COLONNES_SAISIES;

const AVEC_AVANCEMENT = readdirSync(SCENARIOS, { withFileTypes: true })
  .filter(d => d.isDirectory())
  .map(d => d.name)
  .filter(nom => lireScenario(join(SCENARIOS, nom)).entrees.has('Affaires'));

describe.each(AVEC_AVANCEMENT)('scénario %s', nom => {
  const { entrees } = lireScenario(join(SCENARIOS, nom));
  const arretes =
    (entrees.get('Parametres') ?? []).find(([cle]) => cle === 'DateArrete')?.[1] ?? '2026-11-30';
  const cellules = produire(entrees, depuisTexte(arretes) as Jour).filter(c => !SAISIES.includes(c.colonne));

  test('chaque chiffre généré se rejoue depuis les cellules, au centime', () => {
    expect(fautesDe(cellules, entrees)).toEqual([]);
  });
});

test('les scénarios donnent des chiffres à expliquer', () => {
  const nombre = (nom: string) => produire(lireScenario(join(SCENARIOS, nom)).entrees).length;
  expect(nombre('exemple-esn')).toBeGreaterThan(50);
  expect(nombre('av-socle')).toBeGreaterThan(30);
});

describe("l'exemple, une cellule à la fois", () => {
  const { entrees } = lireScenario(join(SCENARIOS, 'exemple-esn'));
  const avant = produire(entrees);
  const chiffre = (cellules: readonly CelluleExpliquee[], colonne: string) =>
    cellules.find(
      c => c.table === 'CaAvancement' && c.ligne['IdAffaire'] === '24A010' && c.colonne === colonne,
    );
  const feuilles = (c: CelluleExpliquee) =>
    [...arbre.cellulesDe(c.explication as Explication)].map(f => f.source);
  const ou = (s: Source) => `${s.table} ${s.colonne} ${s.ligne}`;

  test('le CA reconnu vient des temps, de leurs coûts, du planning, des achats et des ventes (T-REV-03)', () => {
    const ca = chiffre(avant, 'CaReconnu') as CelluleExpliquee;
    expect(ca.explication?.valeur.toNumber()).toBe(45000);
    expect([...new Set(feuilles(ca).map(s => `${s.table}.${s.colonne}`))].sort()).toEqual([
      'CommandesAchat.MontantHT',
      'CommandesAchat.Quantite',
      'CoutsCollaborateurs.CoutJour',
      'EcheancierFacturation.MontantHT',
      'FacturesClients.MontantHT',
      'FacturesFournisseurs.MontantHT',
      'FacturesFournisseurs.Quantite',
      'LignesCommande.MontantHT',
      'Planning.Jours',
      'Receptions.MontantHT',
      'Receptions.Quantite',
      'Temps.Jours',
    ]);
  });

  // Dans chaque colonne source, une cellule dont un arbre prévoit l'effet : le calcul le trouve, partout.
  const sources = avant.flatMap(c => (c.explication ? feuilles(c) : []));
  const colonnes = [...new Set(sources.map(s => `${s.table}.${s.colonne}`))].sort();
  const reduire = (source: Source) =>
    changer(entrees, source, lireDans(entrees)(source).times('0.9').toDecimalPlaces(2).toString());
  const prevoirTout = (source: Source, autre: ClasseurBrut) =>
    avant
      .filter(c => c.explication && feuilles(c).some(s => ou(s) === ou(source)))
      .map(c => ({ avant: c, prevue: prevoir(c.explication as Explication, lireDans(autre)) }));

  const premierEffet = (possibles: readonly Source[]) => {
    for (const source of new Map(possibles.map(s => [ou(s), s])).values()) {
      const autre = reduire(source);
      const chiffres = prevoirTout(source, autre);
      if (chiffres.some(c => !c.prevue.equals(c.avant.valeur))) return { autre, chiffres };
    }
    return undefined;
  };

  test.each(colonnes)('%s baisse : chaque chiffre qui en vient change comme son arbre le dit', colonne => {
    const effet = premierEffet(sources.filter(s => `${s.table}.${s.colonne}` === colonne));
    expect(effet).toBeDefined();
    const apres = new Map(produire(effet!.autre).map(c => [c.nom, c.valeur.toDecimalPlaces(12).toString()]));
    expect(effet!.chiffres.map(c => [c.avant.nom, apres.get(c.avant.nom)])).toEqual(
      effet!.chiffres.map(c => [c.avant.nom, c.prevue.toDecimalPlaces(12).toString()]),
    );
  });

  test.each(['Temps', 'Planning'])('une ligne de %s hors de l’arbre ne change pas le chiffre', table => {
    const ca = chiffre(avant, 'CaReconnu') as CelluleExpliquee;
    const dedans = new Set(feuilles(ca).map(ou));
    const colonne = 'Jours';
    const dehors = (entrees.get(table) ?? [])
      .map((_, rang) => ({ table, ligne: rang + 1, colonne }))
      .filter(s => s.ligne > 1 && !dedans.has(ou(s)));
    expect(dehors.length).toBeGreaterThan(0);
    for (const source of dehors.slice(0, 3)) {
      const autre = changer(entrees, source, lireDans(entrees)(source).plus('0.5').toString());
      expect(chiffre(produire(autre), 'CaReconnu')?.valeur.toString()).toBe(ca.valeur.toString());
    }
  });
});
