/**
 * L'ordre des travaux (capacité 195, domaine §1.1) : le chiffre d'affaires prévient quand les charges de l'arrêté ne sont pas
 * faites, et nomme ce qui en reste ouvert, sorte par sorte. Cas de référence (domaine §18).
 */
import { join } from 'node:path';
import { avancement } from '../../../src/cloture/avancement';
import { regularisations } from '../../../src/cloture/regularisations';
import { calculerEnsemble } from '../../../src/cloture/tables-communes/enchainement';
import { jour } from '../../../src/comptabilite';
import { contexteDe, type ClasseurBrut } from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';

const NOVEMBRE = jour(2026, 11, 30);
const { entrees } = lireScenario(join(__dirname, '../../scenarios/cas-dore'));

/** Le classeur, et des lignes de plus dans une table ; une cellule pas dite est celle de sa première ligne. */
const plus = (table: string, ...ajoutees: readonly Readonly<Record<string, string>>[]): ClasseurBrut => {
  const cles = Object.keys(ajoutees[0] ?? {});
  const [entete = cles, ...lignes] = entrees.get(table) ?? [];
  return new Map(entrees).set(table, [
    entete,
    ...lignes,
    ...ajoutees.map(l => entete.map((cle, i) => l[cle] ?? lignes[0]?.[i] ?? '')),
  ]);
};

const dits = (classeur: ClasseurBrut) =>
  avancement
    .calculer(contexteDe(classeur, avancement, NOVEMBRE))
    .anomalies.filter(a => a.code === 'C-REV-42')
    .map(({ gravite, table, message }) => ({ gravite, table, message }));

const execution = (l: Readonly<Record<string, string>>) => ({
  IdExecution: `X${l['Debut'] ?? ''}`,
  Module: 'regularisations',
  Arrete: '2026-11-30',
  Mode: 'VALIDER',
  Etat: 'TERMINEE',
  ...l,
});

test('charges pas arrêtées : une alerte, et la réception pas facturée du cas de référence est nommée', () => {
  expect(dits(entrees)).toEqual([
    {
      gravite: 'ALERTE',
      table: 'FnpCca',
      message: expect.stringMatching(/30\/11\/2026 ne sont pas arrêtées/) as string,
    },
    {
      gravite: 'ALERTE',
      table: 'Receptions',
      message: 'Réceptions pas encore facturées : 1 (BR-2026-046/1).',
    },
  ]);
});

test('dans une même exécution, après les régularisations : rien à dire', () => {
  const contexte = contexteDe(entrees, avancement, NOVEMBRE);
  const [, ca] = calculerEnsemble([regularisations, avancement], contexte);
  expect(ca?.anomalies.filter(a => a.code === 'C-REV-42')).toEqual([]);
});

test.each([
  ['validées pour l’arrêté', [{ Debut: '1' }], 0],
  ['validées avec d’autres travaux', [{ Debut: '1', Module: 'pieces, regularisations' }], 0],
  ['validées pour un autre mois', [{ Debut: '1', Arrete: '2026-10-31' }], 2],
  ['un autre travail validé', [{ Debut: '1', Module: 'immobilisations' }], 2],
  ['annulées depuis', [{ Debut: '1', Etat: 'ANNULEE' }], 2],
  ['refaites après une annulation', [{ Debut: '1', Etat: 'ANNULEE' }, { Debut: '2' }], 0],
  ['le mois rouvert depuis', [{ Debut: '1' }, { Debut: '2', Mode: 'ROUVRIR', Module: 'mois' }], 2],
])('au journal, %s', (_, executions, alertes) => {
  expect(dits(plus('JournalExecutions', ...executions.map(execution)))).toHaveLength(alertes);
});

test.each([
  [
    'Temps',
    { IdTemps: 'T-X', IdCollab: 'S', Date: '2026-11-20', IdAffaire: '24A010', Jours: '1', Etat: 'SOUMIS' },
    'Temps du mois pas validés : 1 (T-X).',
  ],
  [
    'Planning',
    { IdPlan: 'P-X', IdCollab: 'S', Date: '2026-11-29', IdAffaire: '24A010', Jours: '1' },
    'Jours planifiés sans temps saisi : 1 (P-X).',
  ],
  [
    'CommandesAchat',
    {
      IdCdeAchat: 'CA-X',
      Ligne: '1',
      Date: '2026-11-02',
      IdAffaire: '24A010',
      MontantHT: '100',
      Statut: 'BROUILLON',
    },
    "Commandes d'achat au brouillon : 1 (CA-X/1).",
  ],
  [
    'FacturesFournisseurs',
    {
      IdFactF: 'FF-X',
      Ligne: '1',
      DateFacture: '2026-11-12',
      IdFournisseur: 'FR001',
      IdAffaire: '24A010',
      Compte: '604000',
      MontantHT: '100',
      MontantTTC: '120',
      Validee: 'N',
    },
    'Factures fournisseurs pas validées : 1 (FF-X/1).',
  ],
])('%s : ce qui reste ouvert est nommé', (table, ligne, message) => {
  expect(
    dits(plus(table, ligne))
      .filter(d => d.table === table)
      .map(d => d.message),
  ).toEqual([message]);
});

test('une affaire sans chiffre d’affaires à reconnaître n’y compte pas', () => {
  const ailleurs = {
    IdTemps: 'T-X',
    IdCollab: 'S',
    Date: '2026-11-20',
    IdAffaire: 'INTERNE',
    Jours: '1',
    Etat: 'SOUMIS',
  };
  expect(dits(plus('Temps', ailleurs)).filter(d => d.table === 'Temps')).toEqual([]);
});
