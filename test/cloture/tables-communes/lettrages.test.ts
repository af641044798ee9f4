import fc from 'fast-check';
import { EcrituresCloture, Ecritures } from '../../../src/cloture/tables-communes';
import {
  avecLettrages,
  cleImportee,
  type LigneLettrage,
} from '../../../src/cloture/tables-communes/lettrages';
import type { Jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';
import type { Cellule } from '../../../src/workbook/table';

const ENTETES = ['Exercice', 'Journal', 'EcritureNum', 'Ligne', 'DateEcriture', 'Compte', 'Tiers'];
const SUITE = ['Piece', 'DatePiece', 'Libelle', 'Debit', 'Credit'];

interface LigneEssai {
  readonly numero: number;
  readonly compte: string;
  /** Lettrage importé ; undefined : la cellule est vide. */
  readonly importe: string | undefined;
  /** Lettrage fait ici. */
  readonly ici: string | undefined;
}

const rangee = (l: LigneEssai, colonnes: boolean): Cellule[] => [
  ...['2026', 'VT', `V${l.numero}`, 1, 46_000, l.compte, 'C1', 'F', 46_000, 'F', l.numero + 1, 0],
  ...(colonnes ? [l.importe ?? '', l.importe === undefined ? '' : 46_010] : []),
];

const lignes = fc
  .array(
    fc.record({
      compte: fc.constantFrom('411000', '401000', '512000'),
      importe: fc.option(fc.constantFrom('A', 'b'), { nil: undefined }),
      ici: fc.option(fc.constantFrom('ZA', 'zb'), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map(ls => ls.map((l, numero) => ({ ...l, numero })));

test('un lettrage fait ici prévaut sur l’importé, sur les seuls comptes de classe 4 ; le reste de la ligne ne change pas', () => {
  fc.assert(
    fc.property(lignes, fc.boolean(), (essais, colonnes) => {
      const entetes = [...ENTETES, ...SUITE, ...(colonnes ? ['Lettrage', 'DateLettrage'] : [])];
      const lecture = decoder(Ecritures, [entetes, ...essais.map(l => rangee(l, colonnes))], {
        premiereLigne: 4,
      });
      const tables = asTablesLues(new Map([[Ecritures.nom, lecture]]));
      const lettrages = essais.flatMap(({ numero, ici }): Omit<LigneLettrage, 'ligne'>[] =>
        ici === undefined
          ? []
          : [
              {
                Groupe: 'G',
                CleLigne: `2026|VT|V${numero}|1`,
                Etat: 'LETTRE',
                Code: ici,
                DateLettrage: 46_020 as Jour,
              },
            ],
      );
      const avant = lecture.lignes.map(l => ({ ...l }));
      const apres = avecLettrages(tables, lettrages);
      expect(apres.lire(EcrituresCloture).lignes).toEqual([]);
      expect(apres.lire(Ecritures).lignes).toEqual(
        avant.map((l, i) => {
          const { compte, ici } = essais[i]!;
          return ici === undefined || !compte.startsWith('4')
            ? l
            : { ...l, Lettrage: ici, DateLettrage: 46_020 };
        }),
      );
      expect(lecture.lignes).toEqual(avant);
      expect(cleImportee(avant[0]!)).toBe('2026|VT|V0|1');
    }),
    { numRuns: 60 },
  );
});
