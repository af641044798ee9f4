import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import {
  arbre,
  depuisEuros,
  enEuros,
  ErreurRejeu,
  fraction,
  montant,
  rejouer,
  type Cellule,
  type Explication,
  type Source,
} from '../../src/comptabilite';

const dire = (mot: string) => ({ fr: mot, en: mot });
const cle = (s: Source) => `${s.table}!${s.ligne}!${s.colonne}`;

/** Les cellules d'un arbre, telles qu'un classeur les porterait. */
function classeurDe(explication: Explication): Map<string, Decimal> {
  return new Map([...arbre.cellulesDe(explication)].map(c => [cle(c.source), c.valeur]));
}

const lireDans = (classeur: ReadonlyMap<string, Decimal>) => (source: Source) => {
  const valeur = classeur.get(cle(source));
  if (!valeur) throw new Error(`${cle(source)} n'existe pas`);
  return valeur;
};

const centimes = fc.integer({ min: -1e10, max: 1e10 }).map(n => new Decimal(n).div(100));

/** Un classeur ne porte pas de milliards de milliards d'euros : au-delà, soixante chiffres ne tiennent plus la tolérance. */
const PLUS_GRAND = 1e18;

/** Le produit de ces termes ; leur somme s'il passe ce qu'un classeur porte. */
const produitPossible = (termes: Explication[]): Explication =>
  termes
    .reduce((p, t) => p.times(t.valeur), new Decimal(1))
    .abs()
    .lessThan(PLUS_GRAND)
    ? arbre.produit(dire('Produit'), termes)
    : arbre.somme(dire('Somme'), termes);

/** Chaque feuille a sa ligne : deux feuilles d'un arbre ne se confondent pas. */
function unArbre(): fc.Arbitrary<Explication> {
  let ligne = 1;
  const feuille: fc.Arbitrary<Explication> = fc.oneof(
    centimes.map(v =>
      arbre.cellule(dire('Feuille'), { table: 'Temps', ligne: ++ligne, colonne: 'Jours' }, v, 'EUR'),
    ),
    centimes.map(v => arbre.constante(dire('Constante'), v)),
  );
  const { noeud } = fc.letrec<{ noeud: Explication }>(lier => {
    const termes = fc.array(lier('noeud'), { minLength: 1, maxLength: 4 });
    return {
      noeud: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        feuille,
        termes.map(t => arbre.somme(dire('Somme'), t)),
        termes.map(t => arbre.difference(dire('Différence'), t)),
        termes.map(t => produitPossible(t.slice(0, 2))),
        termes.map(t => arbre.minimum(dire('Minimum'), t)),
        termes.map(t => arbre.maximum(dire('Maximum'), t)),
        lier('noeud').map(t => arbre.arrondi(dire('Arrondi'), t)),
        fc
          .tuple(lier('noeud'), fc.integer({ min: 1, max: 366 }))
          .map(([t, n]) => arbre.quotient(dire('Quotient'), t, arbre.constante(dire('Jours'), n))),
      ),
    };
  });
  return noeud;
}

describe("l'arbre d'un chiffre", () => {
  test('rejoué depuis ses cellules, vaut ce qu’il annonce', () => {
    fc.assert(
      fc.property(unArbre(), e => {
        const rejoue = rejouer(e, lireDans(classeurDe(e)));
        expect(rejoue.minus(e.valeur).abs().lessThan('1e-19')).toBe(true);
      }),
    );
  });

  test('une cellule changée sous lui est nommée', () => {
    fc.assert(
      fc.property(unArbre(), fc.nat(), centimes, (e, rang, ecart) => {
        const feuilles = [...arbre.cellulesDe(e)];
        const changee = feuilles[rang % Math.max(1, feuilles.length)];
        if (!changee || ecart.isZero()) return;
        const classeur = classeurDe(e).set(cle(changee.source), changee.valeur.plus(ecart));
        expect(() => rejouer(e, lireDans(classeur))).toThrow(`ligne ${changee.source.ligne})`);
      }),
    );
  });

  test('un nœud qui annonce autre chose que ses termes est nommé, avec son chemin', () => {
    const deux = arbre.constante(dire('Deux'), 2);
    const faux = { ...arbre.somme(dire('Temps'), [deux, deux]), valeur: new Decimal(5) };
    const racine = arbre.maximum(dire('Charges'), [faux]);
    expect(() => rejouer(racine, lireDans(new Map()))).toThrow(ErreurRejeu);
    expect(() => rejouer(racine, lireDans(new Map()))).toThrow('Charges › Temps : 5 annoncé, 4 rejoué.');
  });

  test('un quotient par zéro ne se construit pas', () => {
    const zero = arbre.constante(dire('Zéro'), 0);
    expect(() => arbre.quotient(dire('Rapport'), zero, zero)).toThrow('Rapport : division par zéro.');
  });
});

describe('arrondir', () => {
  const feuille = (valeur: string): Cellule =>
    arbre.cellule(dire('Montant'), { table: 'T', ligne: 2, colonne: 'M' }, valeur, 'EUR');

  test.each([
    ['2.345', '2.35'],
    ['-2.345', '-2.35'],
    ['1.005', '1.01'],
    ['-0.004', '0'],
  ])('arr(%p) vaut %p (domaine §0.1)', (valeur, attendu) => {
    const e = arbre.arrondi(dire('Arrondi'), feuille(valeur));
    expect(e.valeur.toNumber()).toBe(Number(attendu));
    expect(rejouer(e, lireDans(classeurDe(e))).toNumber()).toBe(Number(attendu));
  });

  test('un prorata multiplie avant de diviser : 0,15 × 1 / 30 vaut 0,01, comme fraction', () => {
    const e = arbre.prorata(
      dire('Part'),
      feuille('0.15'),
      arbre.constante(dire('Jours'), 1),
      arbre.constante(dire('Mois'), 30),
    );
    expect(e.valeur.toNumber()).toBe(0.01);
    expect(e.valeur.toNumber()).toBe(enEuros(fraction(depuisEuros(0.15), 1, 30)));
  });

  test('un prorata vaut toujours la fraction du calcul', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 9e6 }),
        fc.integer({ min: 1, max: 1e9 }),
        (m, num, den) => {
          const e = arbre.prorata(
            dire('Part'),
            arbre.constante(dire('Montant'), arbre.eurosExacts(montant(m)), 'EUR'),
            arbre.constante(dire('Numérateur'), num),
            arbre.constante(dire('Dénominateur'), den),
          );
          expect(e.valeur.times(100).toNumber()).toBe(fraction(montant(m), num, den));
          expect(rejouer(e, lireDans(new Map())).equals(e.valeur)).toBe(true);
        },
      ),
    );
  });
});

describe('les unités', () => {
  const en = (unite: 'EUR' | 'JOUR' | 'TAUX' | 'NOMBRE') => arbre.constante(dire(unite), 2, unite);

  test.each([
    [['JOUR', 'EUR'], 'EUR'],
    [['EUR', 'TAUX'], 'EUR'],
    [['EUR', 'EUR'], 'NOMBRE'],
    [['JOUR', 'TAUX'], 'JOUR'],
    [['TAUX', 'TAUX'], 'TAUX'],
  ] as const)('%p multipliés sont en %s', (termes, attendue) => {
    expect(arbre.produit(dire('Produit'), termes.map(en)).unite).toBe(attendue);
  });

  test('des euros sur des euros sont un rapport ; un prorata reste en euros', () => {
    expect(arbre.quotient(dire('%'), en('EUR'), en('EUR')).unite).toBe('TAUX');
    expect(arbre.prorata(dire('CA'), en('EUR'), en('EUR'), en('EUR')).unite).toBe('EUR');
  });
});
