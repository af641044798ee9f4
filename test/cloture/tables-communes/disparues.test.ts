import { EcrituresCloture, Historique, JournalExecutions } from '../../../src/cloture/tables-communes';
import { controlerDisparues } from '../../../src/cloture/tables-communes/disparues';
import { jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';

/** Ce qui se dit d'une table générée absente du classeur, d'après le journal des exécutions. */
const NOVEMBRE = jour(2026, 11, 30);
const ECRITES = '{"EcrituresCloture":{"ajoutees":6,"modifiees":0,"retirees":0}}';

/** Les messages, pour un journal de lignes « arrêté, mode, état, remplacé ». */
function dire(...lignes: [arrete: string, mode: string, etat: string, remplace: string][]): string[] {
  const entete = ['IdExecution', 'Debut', 'Module', 'Arrete', 'Mode', 'Etat', 'Remplace'];
  const corps = lignes.map(([arrete, mode, etat, remplace], i) => [
    `e${i}`,
    '2026-12-01 09:00:00',
    'avancement',
    arrete,
    mode,
    etat,
    remplace,
  ]);
  const journal = decoder(JournalExecutions, [entete, ...corps], { premiereLigne: 4 });
  expect(journal.lignes).toHaveLength(lignes.length);
  const tables = asTablesLues(new Map([[JournalExecutions.nom, journal]]));
  return controlerDisparues(tables, [EcrituresCloture, Historique, JournalExecutions], NOVEMBRE).map(
    ({ code, gravite, message }) => `${code} ${gravite} ${message}`,
  );
}

test('une exécution terminée y avait écrit : la table a disparu, avec les lignes des autres arrêtés', () => {
  expect(
    dire(
      ['2026-10-31', 'FERMER', 'TERMINEE', ECRITES],
      ['2026-09-30', 'VALIDER', 'TERMINEE', ECRITES],
      ['2026-11-30', 'VALIDER', 'TERMINEE', ECRITES],
    ),
  ).toEqual([
    'C-GEN-11 ALERTE « Ecritures de clôture » n’est plus dans le classeur, où une exécution l’avait écrite : elle a disparu, avec ses lignes du 30/09/2026, du 31/10/2026.',
  ]);
});

test('de cet arrêté seul, ses lignes se refont : seule la table est dite', () => {
  expect(dire(['2026-11-30', 'VALIDER', 'TERMINEE', ECRITES])).toEqual([
    'C-GEN-11 ALERTE « Ecritures de clôture » n’est plus dans le classeur, où une exécution l’avait écrite : elle a disparu.',
  ]);
});

test.each([
  ['aucune exécution', []],
  ['une exécution annulée', [['2026-10-31', 'VALIDER', 'ANNULEE', ECRITES]]],
  ['une annulation', [['2026-10-31', 'ANNULER', 'TERMINEE', ECRITES]]],
  ['une exécution qui n’y a rien ajouté', [['2026-10-31', 'VALIDER', 'TERMINEE', '{}']]],
  ['un journal coupé à la taille d’une cellule', [['2026-10-31', 'VALIDER', 'TERMINEE', '{"Ecri']]],
] as const)('%s : rien ne dit que la table ait existé', (_cas, lignes) => {
  expect(dire(...(lignes as unknown as Parameters<typeof dire>))).toEqual([]);
});
