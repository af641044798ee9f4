/**
 * Le module des produits de la société (capacité 180, domaine §4.7) : règles de CA, rattachement, ou par produit. Une livraison
 * ne se régularise jamais des deux côtés. Scénario regul-produits, dont le produit PROJET est passé à l'achèvement.
 */
import { join } from 'node:path';
import { avancement } from '../../../src/cloture/avancement';
import { regularisations } from '../../../src/cloture/regularisations';
import type { Anomalie, Jour } from '../../../src/comptabilite';
import { depuisEuros, enEuros, estBloquante, type Montant } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import { contexteDe, type ClasseurBrut } from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';
import { j } from './dossier';

const NOVEMBRE = j('2026-11-30');
const { entrees } = lireScenario(join(__dirname, '../../scenarios/regul-produits'));

/** Le classeur du scénario, sous ce module, l'affaire A2 à l'achèvement. */
const sous = (module: string, plus: ClasseurBrut = new Map()): ClasseurBrut =>
  new Map<string, readonly (readonly string[])[]>([
    ...entrees,
    [
      'Parametres',
      [
        ['Cle', 'Valeur'],
        ['DateArrete', '2026-11-30'],
        ['ModuleProduits', module],
        ['PresentationCA', 'DETAIL'],
      ],
    ],
    [
      'ReglesCA',
      [
        ['CodeRegle', 'Libelle', 'Type'],
        ['FORFAIT', 'Sur BL', 'ACHEVEMENT'],
      ],
    ],
    ...plus,
  ]);

interface Lance {
  readonly lignes: (table: string) => readonly Readonly<Record<string, unknown>>[];
  readonly tables: readonly string[];
  readonly anomalies: readonly Anomalie[];
  readonly ecritures: readonly string[];
}

function lancer(capacite: typeof avancement, classeur: ClasseurBrut, arrete: Jour = NOVEMBRE): Lance {
  const { produites, anomalies, ecritures } = capacite.calculer(contexteDe(classeur, capacite, arrete));
  return {
    lignes: table => (produites as Produite[]).filter(p => p.table.nom === table).flatMap(p => p.lignes),
    tables: produites.map(p => p.table.nom),
    anomalies,
    ecritures: ecritures.map(e => e.cle),
  };
}

/** Les livraisons régularisées, et de combien : par le rattachement, et par les règles. */
function regularisees(module: string) {
  const produits = lancer(regularisations, sous(module)).lignes('FaePca');
  const regles = lancer(avancement, sous(module)).lignes('CaDetail');
  const retenues = (de: typeof produits, cle: string, montant: string) =>
    de
      .filter(l => (l[montant] ?? 0) !== 0)
      .map(l => [String(l[cle]), enEuros(l[montant] as Montant)] as const);
  return {
    rattachees: retenues(produits, 'Piece', 'Retenu'),
    reconnues: retenues(regles, 'Piece', 'Fae'),
  };
}

test('RECONNAISSANCE : les seules ventes à règle se régularisent, et la feuille « FAE et PCA » ne se fait pas', () => {
  const { rattachees, reconnues } = regularisees('RECONNAISSANCE');
  expect(rattachees).toEqual([]);
  expect(reconnues).toEqual([['L8', 1_000]]);
  expect(lancer(regularisations, sous('RECONNAISSANCE')).tables).not.toContain('FaePca');
});

test('RATTACHEMENT : toutes les ventes se rattachent, celle qui a une règle comprise ; rien par règle', () => {
  const { rattachees, reconnues } = regularisees('RATTACHEMENT');
  expect(reconnues).toEqual([]);
  expect(new Map(rattachees).get('L8/1')).toBe(1_000);
  const seul = lancer(avancement, sous('RATTACHEMENT'));
  expect(seul.ecritures).toEqual([]);
  expect([seul.lignes('Historique'), seul.tables.includes('CaAvancement')]).toEqual([[], false]);
  expect(
    lancer(regularisations, sous('RATTACHEMENT')).anomalies.filter(a => a.code === 'C-CUT-29'),
  ).toMatchObject([
    { gravite: 'INFO', cle: 'ModuleProduits', message: expect.stringMatching(/^1 vente/) as string },
  ]);
});

test('PAR_PRODUIT : chaque vente d’un seul côté, et les mêmes ventes en tout qu’au rattachement', () => {
  const { rattachees, reconnues } = regularisees('PAR_PRODUIT');
  expect(reconnues).toEqual([['L8', 1_000]]);
  expect(new Map(rattachees).has('L8/1')).toBe(false);
  const total = (paires: readonly (readonly [string, number])[]) => paires.reduce((s, [, m]) => s + m, 0);
  expect(total(rattachees) + total(reconnues)).toBeCloseTo(total(regularisees('RATTACHEMENT').rattachees), 2);
});

test('passer au rattachement retire de l’arrêté ce que les règles y avaient mis, et dit le solde d’avant', () => {
  const avant: ClasseurBrut = new Map([
    [
      'CaAvancement',
      [
        ['Arrete', 'IdAffaire', 'Regle', 'CaReconnu'],
        ['2026-11-30', 'A2', 'FORFAIT', '1000'],
      ],
    ],
    [
      'Historique',
      [
        ['Arrete', 'Module', 'IdAffaire', 'DateEffet', 'Montant', 'TypeLigne', 'Valide'],
        ['2026-10-31', 'P1516', 'A2', '2026-10-31', '250', 'ARRETE', 'O'],
        ['2026-11-30', 'CA', 'A2', '2026-11-30', '1000', 'ARRETE', 'N'],
      ],
    ],
  ]);
  const contexte = contexteDe(sous('RATTACHEMENT', avant), avancement, NOVEMBRE);
  const { produites, anomalies } = avancement.calculer(contexte);
  const [produite] = (produites as Produite[]).filter(p => p.table.nom === 'CaAvancement');
  expect(produite?.lignes).toEqual([]);
  const historisee = contexte.tables.lire(produites.find(p => p.table.nom === 'Historique')!.table).lignes;
  const retirees = historisee.filter(l =>
    (produites as Produite[]).some(p => p.table.nom === 'Historique' && p.portee(l)),
  );
  expect(retirees).toMatchObject([{ Module: 'CA', Montant: depuisEuros(1_000) }]);
  expect(anomalies.some(estBloquante)).toBe(false);
  expect(anomalies.filter(a => a.code === 'C-REV-41')).toMatchObject([
    {
      gravite: 'ALERTE',
      message:
        'Provision pour perte à terminaison : les règles de CA ont laissé 250,00 € au 31/10/2026, que ModuleProduits = RATTACHEMENT ne suit plus.',
    },
  ]);
});
