import fc from 'fast-check';
import { TABLES_COMMUNES } from '../../../src/cloture/tables-communes';
import { Decimal, jour as unJour } from '../../../src/comptabilite';
import { decoder, encoderLigne } from '../../../src/workbook/decode';
import type { Colonne, Rang, Valeur } from '../../../src/workbook/table';

const caracteres = "abcXYZ019 éàç'«»=+-@/._";
const texteLibre = fc
  .array(fc.constantFrom(...caracteres), { minLength: 1, maxLength: 12 })
  .map(c => c.join('').trim())
  .filter(t => t !== '');

/** Une valeur quelconque d'une colonne, telle que les calculs la connaissent. */
function valeur(colonne: Colonne): fc.Arbitrary<Valeur> {
  switch (colonne.sorte) {
    case 'texte':
      return texteLibre;
    case 'compte':
      return fc.stringMatching(/^\d{3}[0-9A-Z]{0,9}$/);
    case 'periode':
      return fc
        .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }))
        .map(([a, m]) => `${a}-${String(m).padStart(2, '0')}`);
    case 'montant':
    case 'quantite':
      return fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });
    case 'taux':
      return fc.integer({ min: 0, max: 1_000_000 }).map(n => new Decimal(n).div(1_000_000));
    case 'entier': {
      const [min, max] = colonne.bornes ?? [-1_000_000, 1_000_000];
      return fc.integer({ min, max });
    }
    case 'jour':
      // Le calendrier 1904 n'a pas de jour avant le 1er janvier 1904.
      return fc.integer({ min: unJour(1904, 1, 2), max: unJour(2199, 12, 31) });
    case 'booleen':
      return fc.boolean();
    case 'enumeration':
      return fc.constantFrom(...(colonne.valeurs ?? []));
  }
}

const ligneDe = (colonnes: readonly Colonne[]): fc.Arbitrary<Rang> =>
  fc.record(
    Object.fromEntries(
      colonnes.map(c => [c.cle, c.requis ? valeur(c) : fc.option(valeur(c), { nil: undefined })]),
    ),
  );

const comparable = (ligne: Rang) =>
  Object.fromEntries(Object.entries(ligne).map(([cle, v]) => [cle, v instanceof Decimal ? v.toFixed() : v]));

describe.each(TABLES_COMMUNES.map(t => [t.nom, t] as const))('%s', (_, table) => {
  test.each([false, true])('écrire puis lire rend la même ligne, sans anomalie (1904 : %s)', base1904 => {
    fc.assert(
      fc.property(ligneDe(table.colonnes), ligne => {
        const entetes = table.colonnes.map(c => c.entete);
        const cellules = encoderLigne(table, ligne, base1904);
        const lue = decoder(table, [entetes, cellules], { premiereLigne: 4, base1904 });
        const anomalies = lue.anomalies.filter(a => a.code !== 'C-TAB-07');
        expect(anomalies).toEqual([]);
        const attendue =
          lue.anomalies.length > 0 ? avoirRetourne(ligne, table.avoirs?.montants ?? []) : ligne;
        expect(comparable(lue.lignes[0] as Rang)).toEqual({ ...comparable(attendue), ligne: 5 });
        expect(table.schema.safeParse(lue.lignes[0]).success).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

/** Un avoir seul, écrit en positif, se lit en négatif. */
function avoirRetourne(ligne: Rang, montants: readonly string[]): Rang {
  const retournee = { ...ligne };
  for (const cle of montants) {
    const v = ligne[cle];
    if (typeof v === 'number') retournee[cle] = 0 - v;
  }
  return retournee;
}
