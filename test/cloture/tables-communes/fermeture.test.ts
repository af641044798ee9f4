import { Exercices, Historique, Parametres, Periodes } from '../../../src/cloture/tables-communes';
import { controlerFermeture, produireFermeture } from '../../../src/cloture/tables-communes/fermeture';
import { jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { planWrite, type Produite } from '../../../src/workbook/plan';
import { asTablesLues } from '../../../src/workbook/reader';
import type { AnyTable } from '../../../src/workbook/table';

/** Ce que « Fermer » fait des périodes et de l'arrêté du classeur (domaine §1.2). */
const NOVEMBRE = jour(2026, 11, 30);

function tables(parametres: string[][], periodes: string[][], exercices = ['2026', '2027']) {
  const lire = (table: AnyTable, entete: string[], lignes: string[][]) =>
    [table.nom, decoder(table, [entete, ...lignes], { premiereLigne: 4 })] as const;
  return asTablesLues(
    new Map([
      lire(Parametres, ['Cle', 'Valeur'], parametres),
      lire(Periodes, ['Periode', 'Exercice', 'Etat'], periodes),
      lire(
        Exercices,
        ['Exercice', 'DateDebut', 'DateFin', 'Referentiel'],
        exercices.map(a => [a, `${a}-01-01`, `${a}-12-31`, 'PCG2025']),
      ),
    ]),
  );
}

function fermer(...args: Parameters<typeof tables>) {
  const produites = produireFermeture(tables(...args), [], {
    arrete: NOVEMBRE,
    le: jour(2026, 12, 4),
    par: 'Léa',
  });
  const de = (nom: string) =>
    (produites as Produite[]).find(p => p.table.nom === nom)!.lignes as Record<string, unknown>[];
  return {
    periodes: de('Periodes').map(l => [l['Periode'], l['Etat']]),
    parametres: de('Parametres').map(l => [l['Cle'], l['Valeur']]),
  };
}

test('le mois fermé, le suivant et celui d’après ; une période déjà là n’est pas touchée', () => {
  const { periodes } = fermer(
    [['DateArrete', '2026-11-30']],
    [
      ['2026-11', '2026', 'OUVERTE'],
      ['2026-12', '2026', 'OUVERTE'],
    ],
  );
  expect(periodes).toEqual([
    ['2026-11', 'FERMEE'],
    ['2027-01', 'OUVERTE'],
  ]);
});

test('un mois qu’aucun exercice ne contient n’est pas inventé', () => {
  const { periodes } = fermer([], [['2026-11', '2026', 'OUVERTE']], ['2026']);
  expect(periodes).toEqual([
    ['2026-11', 'FERMEE'],
    ['2026-12', 'OUVERTE'],
  ]);
});

test('sans DateArrete, EN_CLOTURE passe au mois suivant', () => {
  const { periodes, parametres } = fermer(
    [],
    [
      ['2026-11', '2026', 'EN_CLOTURE'],
      ['2026-12', '2026', 'OUVERTE'],
    ],
  );
  expect(periodes.slice(0, 2)).toEqual([
    ['2026-11', 'FERMEE'],
    ['2026-12', 'EN_CLOTURE'],
  ]);
  expect(parametres).toEqual([]);
});

test.each([
  ['2026-11-30', '2026-12-31'],
  ['30/11/2026', '31/12/2026'],
  ['2026-10-31', '2026-12-31'],
])('l’arrêté %s avance à %s, écrit de même', (avant, apres) => {
  const { parametres } = fermer([['DateArrete', avant]], [['2026-11', '2026', 'OUVERTE']]);
  expect(parametres).toEqual([['DateArrete', apres]]);
});

test('un arrêté déjà plus loin ne recule pas', () => {
  expect(fermer([['DateArrete', '2026-12-31']], [['2026-11', '2026', 'OUVERTE']]).parametres).toEqual([]);
});

test('l’arrêté précédent choisi devient celui que l’on ferme', () => {
  const lignes = [
    ['DateArrete', '30/11/2026'],
    ['DateArretePrecedent', '30/09/2026'],
  ];
  expect(fermer(lignes, [['2026-11', '2026', 'OUVERTE']]).parametres).toEqual([
    ['DateArrete', '31/12/2026'],
    ['DateArretePrecedent', '30/11/2026'],
  ]);
});

test('C-GEN-08 : chaque mois antérieur encore ouvert empêche de fermer, et se nomme à sa ligne', () => {
  const anterieurs = (etat: string) =>
    controlerFermeture(
      tables(
        [],
        [
          ['2026-09', '2026', 'FERMEE'],
          ['2026-10', '2026', etat],
          ['2026-11', '2026', 'OUVERTE'],
        ],
      ),
      NOVEMBRE,
    );
  expect(anterieurs('FERMEE')).toEqual([]);
  for (const etat of ['OUVERTE', 'EN_CLOTURE', 'REOUVERTE'])
    expect(anterieurs(etat)).toMatchObject([
      { code: 'C-GEN-08', gravite: 'BLOQUANT', table: 'Periodes', ligne: 6, colonne: 'Etat', cle: '2026-10' },
    ]);
});

test('fermer ne retire rien : la ligne qu’un co-auteur ajoute après la lecture reste telle quelle', () => {
  const entete = Historique.colonnes.map(c => c.entete);
  const ligne = (affaire: string) =>
    Historique.colonnes.map(({ cle }) => {
      const connues: Record<string, string> = {
        Arrete: '2026-11-30',
        IdAffaire: affaire,
        Module: 'CA',
        DateEffet: '2026-11-30',
        Montant: '1',
        TypeLigne: 'ARRETE',
      };
      return connues[cle] ?? '';
    });
  const lire = (...affaires: string[]) =>
    decoder(Historique, [entete, ...affaires.map(ligne)], { premiereLigne: 4 });
  const lues = tables([], [['2026-11', '2026', 'OUVERTE']]);
  const avec = { lire: (t: AnyTable) => (t.nom === Historique.nom ? lire('24A010') : lues.lire(t)) };
  const [historique] = (
    produireFermeture(avec as never, [Historique], {
      arrete: NOVEMBRE,
      le: jour(2026, 12, 4),
      par: 'Léa',
    }) as Produite[]
  ).filter(p => p.table.nom === Historique.nom);
  const matrix = [entete, ligne('24A010'), ligne('24A020')];
  const plan = planWrite(
    historique!,
    { lecture: lire('24A010', '24A020') as never, matrix, headerRow: 4, besideRows: new Set() },
    (_colonne, valeur) => (valeur === undefined ? '' : (valeur as never)),
  );
  expect(plan.removed).toEqual([]);
  expect(plan.patches.map(({ index }) => index)).toEqual([0]);
});
