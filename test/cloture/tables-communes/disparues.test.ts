import { EcrituresCloture, Historique, JournalExecutions } from '../../../src/cloture/tables-communes';
import { controlerDisparues } from '../../../src/cloture/tables-communes/disparues';
import { jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';
import type { AnyTable, Lecture } from '../../../src/workbook/table';

/** Ce qui se dit d'une table générée absente du classeur, d'après le journal des exécutions. */
const NOVEMBRE = jour(2026, 11, 30);
const PLEINE = {
  Exercice: '2026',
  Journal: 'OD',
  Ligne: 1,
  JournalLib: 'Opérations diverses',
  DateEcriture: '2026-11-30',
  Compte: '4181',
  Piece: 'P1',
  DatePiece: '2026-11-30',
  Libelle: 'FAE',
  Debit: 100,
  Credit: 0,
  Origine: 'FAE',
};
const ECRITES = '{"EcrituresCloture":{"ajoutees":6,"modifiees":0,"retirees":0}}';

/** Le bout d'un travail mené par tranches. */
function finir<T>(tranches: Generator<void, T>): T {
  for (;;) {
    const { done, value } = tranches.next();
    if (done) return value;
  }
}

/** Les messages, pour les écritures en place (absentes sans elles) et un journal de lignes « arrêté, mode, état, remplacé ». */
type Execution = readonly [arrete: string, mode: string, etat: string, remplace: string];
const dire = (...lignes: readonly Execution[]): string[] => direAvec(undefined, ...lignes);

function direAvec(cles: readonly string[] | undefined, ...lignes: readonly Execution[]): string[] {
  const entete = ['IdExecution', 'Debut', 'Module', 'Arrete', 'Mode', 'Etat', 'Remplace'];
  const corps = lignes.map(([arrete, mode, etat, remplace], i) => [
    `e${i}`,
    `2026-12-01 09:00:0${i}`,
    'avancement',
    arrete,
    mode,
    etat,
    remplace,
  ]);
  const journal = decoder(JournalExecutions, [entete, ...corps], { premiereLigne: 4 });
  expect(journal.lignes).toHaveLength(lignes.length);
  const lues = new Map<string, Lecture<AnyTable>>([[JournalExecutions.nom, journal]]);
  if (cles) {
    const vide = EcrituresCloture.colonnes.map(() => '');
    const rang = (cle: string) => EcrituresCloture.colonnes.findIndex(colonne => colonne.cle === cle);
    const ecritures = cles.map((cle, i) => {
      const ligne: (string | number)[] = [...vide];
      Object.entries({ ...PLEINE, EcritureNum: `CL-${i}`, CleGeneration: cle }).forEach(
        ([nom, valeur]) => (ligne[rang(nom)] = valeur),
      );
      return ligne;
    });
    const entetes = EcrituresCloture.colonnes.map(({ entete: e }) => e);
    const lecture = decoder(EcrituresCloture, [entetes, ...ecritures], { premiereLigne: 4 });
    expect(lecture.lignes).toHaveLength(cles.length);
    lues.set(EcrituresCloture.nom, lecture);
  }
  const tables = [EcrituresCloture, Historique, JournalExecutions];
  return finir(controlerDisparues(asTablesLues(lues), tables, NOVEMBRE)).map(
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
  expect(dire(...(lignes as readonly Execution[]))).toEqual([]);
});

const OCTOBRE: Execution = ['2026-10-31', 'VALIDER', 'TERMINEE', ECRITES];
const VIDEE: Execution = [
  '2026-10-31',
  'VALIDER',
  'TERMINEE',
  '{"EcrituresCloture":{"ajoutees":0,"modifiees":0,"retirees":6}}',
];

test('la table refaite sans les lignes d’un autre arrêté : cela se dit encore', () => {
  expect(direAvec(['FAE|2026-11-30|24A010|ARRETE'], OCTOBRE)).toEqual([
    'C-GEN-11 ALERTE « Ecritures de clôture » n’a plus aucune ligne du 31/10/2026, où une exécution en avait écrit.',
  ]);
});

test.each([
  ['il en reste une ligne', ['FAE|2026-10-31|24A010|ARRETE'], [OCTOBRE]],
  ['la dernière exécution les a toutes retirées', ['FAE|2026-11-30|24A010|ARRETE'], [OCTOBRE, VIDEE]],
  ['une écriture permanente a pu être la sienne', ['AN|2026-01-01|512|ARRETE'], [OCTOBRE]],
] as const)('%s : rien n’est perdu', (_cas, cles, executions) => {
  expect(direAvec(cles, ...executions)).toEqual([]);
});
