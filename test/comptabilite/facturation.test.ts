/** Qui facture quelle réception (domaine §4.6, règle 1) : l'index par rang dit ce que dit une recherche naïve. */
import fc from 'fast-check';
import {
  depuisEuros,
  FacturationReceptions,
  facturationDe,
  jour,
  receptionEntiere,
  type Lignes,
} from '../../src/comptabilite';

const id = fc.constantFrom('A', 'B', 'C');
const numero = fc.constantFrom('1', '2');
const facultatif = <T>(valeur: fc.Arbitrary<T>) => fc.option(valeur, { nil: undefined });
const euros = fc.integer({ min: -500, max: 500 }).map(depuisEuros);
const date = fc.integer({ min: 0, max: 60 }).map(n => (jour(2026, 11, 1) + n) as ReturnType<typeof jour>);

const receptions = fc
  .uniqueArray(fc.tuple(id, numero), { selector: cle => cle.join('|'), maxLength: 6 })
  .chain(cles =>
    fc.tuple(
      ...cles.map(([IdReception, Ligne], rang) =>
        fc.record({
          ligne: fc.constant(rang + 5),
          IdReception: fc.constant(IdReception),
          Ligne: fc.constant(Ligne),
          Quantite: facultatif(fc.nat(9)),
          MontantHT: euros,
          IdFacture: facultatif(fc.constantFrom('F0', 'F1', 'F9')),
          DateFacture: facultatif(date),
        }),
      ),
    ),
  );
const factures = fc
  .array(
    fc.record({
      DateFacture: date,
      Validee: fc.boolean(),
      Quantite: facultatif(fc.nat(9)),
      MontantHT: euros,
      IdReception: facultatif(id),
      LigneReception: facultatif(numero),
    }),
    { maxLength: 8 },
  )
  .map(lues => lues.map((f, rang) => ({ ...f, ligne: rang + 5, IdFactF: `F${rang}` })));

/** Les mêmes lignes, rangées par colonne et refaites à la demande. */
const parColonne = <L extends object>(lignes: readonly L[]): Lignes<L> => ({
  length: lignes.length,
  at: rang => ({ ...lignes[rang]! }),
  [Symbol.iterator]: () => lignes.map(l => ({ ...l }))[Symbol.iterator](),
  colonne: cle => lignes.map(l => l[cle]),
});

test('ce qui facture chaque réception, et la réception que solde chaque facture', () => {
  fc.assert(
    fc.property(receptions, factures, fc.boolean(), (recues, facturees, enColonnes) => {
      const [r, f] = enColonnes ? [parColonne(recues), parColonne(facturees)] : [recues, facturees];
      const index = new FacturationReceptions(r, f);
      const viseePar = ({ IdReception, LigneReception }: (typeof facturees)[number]) => {
        const deLaPiece = recues.filter(x => x.IdReception === IdReception);
        return LigneReception === undefined
          ? deLaPiece.length === 1
            ? deLaPiece[0]
            : undefined
          : deLaPiece.find(x => x.Ligne === LigneReception);
      };
      facturees.forEach((x, rang) => expect(index.receptionDe(rang)).toEqual(viseePar(x)));
      recues.forEach((x, rang) => {
        const visent = facturees.filter(y => viseePar(y) === x);
        const nommee = facturees.find(y => y.IdFactF === x.IdFacture);
        const datee = nommee ? (nommee.Validee ? nommee.DateFacture : undefined) : x.DateFacture;
        const entiere = x.IdFacture !== undefined && datee !== undefined ? [receptionEntiere(x, datee)] : [];
        const attendu = visent.length > 0 ? visent.filter(y => y.Validee).map(facturationDe) : entiere;
        expect(index.de(x, rang)).toEqual(attendu);
      });
    }),
  );
});
