/** Chaque montant des balances, du grand livre, du journal et du passage se rejoue depuis les cellules du classeur. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { comptabiliteGenerale } from '../../../src/cloture/comptabilite-generale';
import { arbre, depuisTexte, type Explication, type Jour } from '../../../src/comptabilite';
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
const TABLES = [
  'BalanceGenerale',
  'BalanceAuxiliaire',
  'BalanceDetaillee',
  'GrandLivreEdite',
  'JournalGeneral',
  'RapprochementLivres',
  'BalanceGroupe',
  'PassagePlan',
];
const scenarios = readdirSync(SCENARIOS).filter(nom => /^cpta-(balance|passage|groupe)$/.test(nom));

function cellules(classeur: ClasseurBrut): CelluleExpliquee[] {
  const texte = (classeur.get('Parametres') ?? []).find(([cle]) => cle === 'DateArrete')?.[1] ?? '';
  const contexte = contexteDe(classeur, comptabiliteGenerale, depuisTexte(texte) as Jour);
  const { produites } = comptabiliteGenerale.calculer(contexte);
  const siennes = produites.filter(p => TABLES.includes(p.table.nom)) as Produite[];
  return [...cellulesGenerees(comptabiliteGenerale, contexte, siennes)];
}

test.each(scenarios)('%s', nom => {
  const { entrees } = lireScenario(join(SCENARIOS, nom));
  const lues = cellules(entrees);
  expect(lues.length).toBeGreaterThan(nom === 'cpta-passage' ? 40 : 100);
  expect(fautesDe(lues, entrees)).toEqual([]);
});

test('une feuille de l’arbre change le chiffre comme l’arbre le dit ; une ligne hors de l’arbre ne le change pas', () => {
  const { entrees } = lireScenario(join(SCENARIOS, 'cpta-balance'));
  const solde = (classeur: ClasseurBrut) =>
    cellules(classeur).find(
      c => c.table === 'BalanceGenerale' && c.ligne['Compte'] === '411000' && c.colonne === 'SoldeD',
    )!;
  const avant = solde(entrees);
  const feuilles = [...arbre.cellulesDe(avant.explication as Explication)];
  const [premiere] = feuilles;
  const change = changer(entrees, premiere!.source, '1300.00');
  const apres = solde(change);
  expect(apres.valeur.toNumber()).toBe(2500);
  expect(prevoir(avant.explication as Explication, lireDans(change)).toNumber()).toBe(2500);
  // La banque n'est pas dans l'arbre du client.
  const dehors = changer(entrees, { table: 'Ecritures', ligne: 5, colonne: 'Debit' }, '11000.00');
  expect(feuilles.some(f => f.source.ligne === 5)).toBe(false);
  expect(solde(dehors).valeur.toNumber()).toBe(2400);
});
