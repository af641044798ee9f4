import fc from 'fast-check';
import { type Montant, montant as centimes } from '../../src/comptabilite';
import { decoder, encoderValeur } from '../../src/workbook/decode';
import { assertMatrix, neutralise } from '../../src/workbook/matrix';
import { type Cell } from '../../src/workbook/matrix';
import { type Existing, type Produite, planWrite, type WritePlan } from '../../src/workbook/plan';
import {
  type Cellule,
  type Colonne,
  defineTable,
  montant,
  texte,
  type Valeur,
  type Valeurs,
} from '../../src/workbook/table';

const Essai = defineTable({
  nom: 'Essai',
  feuille: 'Essai',
  titre: { fr: 'Essai', en: 'Trial' },
  description: { fr: 'Essai', en: 'Trial' },
  famille: 'GENEREES',
  generee: true,
  cle: ['Code'],
  colonnes: {
    Code: texte({ entete: 'Code', en: 'Code', requis: true }),
    Montant: montant({ entete: 'Montant', en: 'Amount', requis: true }),
    Note: texte({ entete: 'Note', en: 'Note' }),
    Horodatage: texte({ entete: 'Horodatage', en: 'Timestamp' }),
  },
});
type Ligne = Valeurs<typeof Essai>;

const encode = (colonne: Colonne, valeur: unknown) => encoderValeur(colonne, valeur as Valeur) as Cell;
const ENTETE = ['Code', 'Montant', 'Note', 'Horodatage', 'Commentaire de Léa'];

function enPlace(lignes: Cellule[][], aCote: number[] = []): Existing {
  const matrix = [ENTETE, ...lignes];
  return {
    lecture: decoder(Essai, matrix, { premiereLigne: 4 }),
    matrix,
    headerRow: 4,
    besideRows: new Set(aCote),
  };
}

function produite(lignes: Ligne[], portee: (l: Ligne) => boolean = () => true): Produite {
  return {
    table: Essai,
    lignes,
    cle: l => String(l['Code']),
    portee: l => portee(l as unknown as Ligne),
    colonnesUtilisateur: ['Note'],
  };
}

const ligne = (Code: string, euros: number, Horodatage = 't1'): Ligne => ({
  Code,
  Montant: centimes(euros * 100) as Montant,
  Horodatage,
});

/** Applique un plan à la matrice, comme le ferait l'écriture dans Excel. */
function appliquer(existing: Existing, plan: WritePlan): Cellule[][] {
  const corps = existing.matrix
    .slice(1, existing.matrix.length - plan.freeRows)
    .map(l => [...l] as Cellule[]);
  for (const { index, cells } of plan.patches)
    cells.forEach((cell, at) => {
      if (cell !== null) corps[index]![at] = cell;
    });
  const ajoutees = plan.appended.map(l => l.map(cell => cell ?? ''));
  return [...corps.filter((_, index) => !plan.removed.includes(index)), ...ajoutees];
}

describe('écrire en place', () => {
  test('une table vide d’une ligne reçoit ses lignes sans laisser de trou', () => {
    const plan = planWrite(produite([ligne('A', 1), ligne('B', 2)]), enPlace([['', '', '', '', '']]), encode);
    expect(plan.freeRows).toBe(1);
    expect(plan.appended).toEqual([
      ['A', 1, '', 't1', null],
      ['B', 2, '', 't1', null],
    ]);
  });

  test('une ligne inchangée n’est pas réécrite, même si l’heure a changé', () => {
    const plan = planWrite(produite([ligne('A', 1, 't2')]), enPlace([['A', 1, '', 't1', '']]), encode);
    expect(plan).toMatchObject({ patches: [], appended: [], removed: [], unchanged: 1 });
  });

  test('une ligne changée garde sa place, ses notes et la colonne de l’utilisateur', () => {
    const place = enPlace([
      ['B', 9, 'vu', 't1', 'à revoir'],
      ['A', 1, '', 't1', ''],
    ]);
    const plan = planWrite(produite([ligne('A', 1), ligne('B', 2, 't2')]), place, encode);
    expect(plan.patches).toEqual([{ index: 0, cells: [null, 2, null, 't2', null] }]);
    expect(appliquer(place, plan)[0]).toEqual(['B', 2, 'vu', 't2', 'à revoir']);
  });

  test('une ligne disparue est retirée ; annotée, elle reste, à zéro, et se dit sans objet', () => {
    const place = enPlace(
      [
        ['A', 1, '', 't1', ''],
        ['B', 2, 'ma note', 't1', ''],
        ['C', 3, '', 't1', ''],
      ],
      [7],
    );
    const plan = planWrite(produite([]), place, encode);
    expect(plan.removed).toEqual([0]);
    expect(plan.patches.map(p => p.index)).toEqual([1, 2]);
    expect(plan.anomalies.map(a => [a.code, a.ligne])).toEqual([
      ['C-GEN-05', 6],
      ['C-GEN-05', 7],
    ]);
  });

  test('une ligne qu’une autre exécution possède n’est ni touchée ni doublée', () => {
    const place = enPlace([['A', 1, '', 't1', '']]);
    const plan = planWrite(
      produite([ligne('A', 5)], () => false),
      place,
      encode,
    );
    expect(plan).toMatchObject({ patches: [], appended: [], removed: [] });
  });

  test('deux fois valent une, et le résultat porte exactement les clés voulues', () => {
    const codes = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), { maxLength: 6 });
    const lignes = codes.chain(cs =>
      fc.tuple(...cs.map(c => fc.integer({ min: -999, max: 999 }).map(m => ligne(c, m)))),
    );
    fc.assert(
      fc.property(lignes, lignes, (avant, apres) => {
        const depart = enPlace(avant.map(l => [l.Code, (l.Montant as number) / 100, '', 't1', '']));
        const une = appliquer(depart, planWrite(produite(apres as Ligne[]), depart, encode));
        expect(new Map(une.map(l => [l[0], l[1]]))).toEqual(
          new Map(apres.map(l => [l.Code, (l.Montant as number) / 100])),
        );
        const deux = planWrite(produite(apres as Ligne[]), enPlace(une), encode);
        expect([deux.patches, deux.appended, deux.removed]).toEqual([[], [], []]);
      }),
    );
  });
});

describe('cellules', () => {
  test('un libellé qui ressemble à une formule est neutralisé, un nombre non', () => {
    expect(['=1+1', '+33', '-5 %', '@nom', "'tel quel", 'texte', -5].map(neutralise)).toEqual([
      "'=1+1",
      "'+33",
      "'-5 %",
      "'@nom",
      "''tel quel",
      'texte',
      -5,
    ]);
  });

  test.each([
    ['NaN', NaN],
    ['un infini', Infinity],
    ['une valeur absente', undefined],
    ['une Date', new Date(0)],
    ['un texte trop long', 'x'.repeat(32_768)],
  ])('%s est refusé avant l’écriture', (_, valeur) => {
    expect(() => assertMatrix([[valeur as Cell]], 1, 1)).toThrow(TypeError);
  });

  test('une matrice dont les dimensions ne sont pas celles de la plage est refusée', () => {
    expect(() => assertMatrix([[1]], 2, 1)).toThrow(RangeError);
    expect(() => assertMatrix([[1], [1, 2]], 2, 1)).toThrow(RangeError);
  });
});
