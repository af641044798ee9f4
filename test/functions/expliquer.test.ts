import { ErreurFonction, type Fonction } from '../../src/cloture/fonction';
import { CATALOGUE } from '../../src/functions/catalogue';
import { acces, matricesExemple } from './exemple';
import { lireDans, type ClasseurBrut } from '../explication/rejeu';
import { rejouer, type Explication } from '../../src/comptabilite';

const lu = acces(matricesExemple());
const fonction = (id: string) => CATALOGUE.find(f => f.id === id) as Fonction;
const expliquer = (id: string, ...args: unknown[]) => fonction(id).expliquer!(lu)(...args);

/** Les cellules du cas de référence, à la ligne où les fonctions les lisent : l'en-tête est en ligne 4. */
const brut: ClasseurBrut = new Map(
  [...matricesExemple()].map(([nom, matrice]) => [
    nom,
    [[...(matrice[0] ?? []).map(String)], [], [], [], ...matrice.slice(1).map(l => l.map(String))],
  ]),
);

const rejouee = (e: Explication) => rejouer(e, lireDans(brut)).toNumber();

describe('une fonction par clé s’explique par ce qu’elle rend', () => {
  const explicables = CATALOGUE.filter(
    f => f.id.startsWith('CA.') && f.flux && f.expliquer && f.resultat.type === 'number',
  );

  test('toutes les mesures ont leur explication', () => {
    expect(explicables.map(f => f.id).sort()).toEqual(
      ['AVANCEMENT', 'BUDGET', 'FACTURE', 'FAE', 'MARGE', 'PCA', 'PRODUCTION', 'RAF', 'TAUX'].map(
        n => `CA.${n}`,
      ),
    );
  });

  const cas = explicables.flatMap(f =>
    [
      ['24A010', '2026-11-30'],
      ['*', '2026-11-30'],
      ['24A010', '2026-10-31'],
    ].map(([affaire, arrete]) => [f.id, affaire, arrete] as const),
  );
  // T-REV-03 ne dit rien avant octobre : sa production n'a pas de départ.
  const avecValeur = cas.filter(([id, , arrete]) => id !== 'CA.PRODUCTION' || arrete !== '2026-10-31');
  test.each(avecValeur)('%s("%s";"%s")', (id, affaire, arrete) => {
    const valeur = fonction(id).creer(lu)(affaire, arrete);
    const explication = expliquer(id, affaire, arrete);
    expect(explication.valeur.toNumber()).toBe(valeur);
    expect(rejouee(explication)).toBe(valeur);
  });

  test('un mois fermé s’explique par ses lignes d’historique, et rien d’autre', () => {
    const tables = new Set<string>();
    const voir = (e: Explication): void => {
      if (e.operation === 'CELLULE') tables.add(e.source.table);
      else if ('termes' in e) e.termes.forEach(voir);
    };
    for (const [id, affaire, arrete] of avecValeur) {
      if (arrete === '2026-10-31') voir(expliquer(id, affaire, arrete));
    }
    expect([...tables]).toEqual(['Historique']);
  });

  test('un refus est celui de la fonction', () => {
    expect(() => expliquer('CA.FAE', '', null)).toThrow(ErreurFonction);
    const sansDepart = ['24A010', '2026-10-31'] as const;
    expect(() => fonction('CA.PRODUCTION').creer(lu)(...sansDepart)).toThrow('ne donne pas ce chiffre');
    expect(() => expliquer('CA.PRODUCTION', ...sansDepart)).toThrow('ne donne pas ce chiffre');
    expect(() => expliquer('CA.FAE', 'INCONNUE', null)).toThrow('affaire INCONNUE inconnue');
  });
});

test('toute fonction du chiffre d’affaires s’explique', () => {
  const ca = CATALOGUE.filter(f => f.id.startsWith('CA.'));
  expect(ca.length).toBeGreaterThanOrEqual(13);
  expect(ca.filter(f => !f.expliquer && !f.expliquerCellule).map(f => f.id)).toEqual([]);
});

describe('une fonction par arguments s’explique par ce qu’on lui donne', () => {
  // T-REV-03, T-REV-05, T-REV-07, puis les bornes : sans reprévision, charges négatives, budget qui couvre tout.
  test.each<[string, number[], number, number]>([
    ['CA.TAUXAVANCEMENT', [36_000, 44_000], 0.45, 2],
    ['CA.TAUXAVANCEMENT', [0, 0], 0, 0],
    ['CA.TAUXAVANCEMENT', [-100, 50], 0, 0],
    ['CA.TAUXAVANCEMENT', [-100, 300], 0, 2],
    ['CA.PERTE', [100_000, 60_000, 60_000, 50_000], 10_000, 3],
    ['CA.PERTE', [100_000, 60_000, 60_000, 80_000], 40_000, 3],
    ['CA.PERTE', [100_000, 90_000, 30_000, 75_000], 5_000, 3],
    ['CA.PERTE', [100_000, 36_000, 44_000, 45_000], 0, 0],
  ])('%s(%p) = %d', (id, args, attendu, donnes) => {
    expect(fonction(id).creer(lu)(...args)).toBe(attendu);
    const e = expliquer(id, ...args);
    expect(e.valeur.toNumber()).toBe(attendu);
    expect(rejouee(e)).toBe(attendu);
    const arguments_ = new Set<number>();
    const voir = (n: Explication): void => {
      if ('argument' in n) arguments_.add(n.valeur.toNumber());
      if ('termes' in n) n.termes.forEach(voir);
    };
    voir(e);
    expect([...arguments_].every(a => args.includes(a))).toBe(true);
    expect(arguments_.size).toBe(donnes);
  });

  test('un refus est celui de la fonction', () => {
    expect(() => expliquer('CA.TAUXAVANCEMENT', 36_000, null)).toThrow('raf : vide');
    expect(() => expliquer('CA.PERTE', 1, 2, -3, 4)).toThrow('raf : négatif');
  });
});

describe('CA.TABLEAU : chaque chiffre qui déborde', () => {
  const tableau = fonction('CA.TABLEAU');
  const lignes = tableau.creer(lu)('2026-11-30', null) as readonly (readonly (string | number)[])[];
  const arbreDe = (ligne: number, colonne: number) =>
    tableau.expliquerCellule!(lu, { ligne, colonne })('2026-11-30', null);

  test('a l’arbre de sa valeur', () => {
    const chiffres = lignes.flatMap((cellules, ligne) =>
      cellules.flatMap((valeur, colonne) => (typeof valeur === 'number' ? [{ ligne, colonne, valeur }] : [])),
    );
    expect(chiffres).toHaveLength(10);
    for (const { ligne, colonne, valeur } of chiffres) {
      const e = arbreDe(ligne, colonne)!;
      expect([colonne, e.valeur.toNumber(), rejouee(e)]).toEqual([colonne, valeur, valeur]);
      expect(e.libelle.fr).toMatch(/^24A010, /);
    }
  });

  test('un en-tête et un nom n’en ont pas', () => {
    expect([arbreDe(0, 0), arbreDe(0, 5), arbreDe(1, 0), arbreDe(1, 2), arbreDe(2, 5)]).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });
});

describe('CA.EXPLIQUER', () => {
  const lignes = (mesure: unknown, langue: 'fr' | 'en' = 'fr') =>
    fonction('CA.EXPLIQUER').creer({ ...lu, langue })('24A010', mesure, '2026-11-30') as readonly (readonly (
      string | number
    )[])[];

  test('le CA reconnu part de 45 000 et se déplie (T-REV-03)', () => {
    const [entetes, racine, ...suite] = lignes('CA');
    expect(entetes).toHaveLength(8);
    expect(racine).toEqual([0, 'CA reconnu', 'prorata a × b ÷ c', 45000, 'EUR', '', '', '']);
    const premiers = suite.filter(l => l[0] === 1).map(l => [String(l[1]).trim(), l[3]]);
    expect(premiers).toEqual([
      ['Budget de vente', 100000],
      ['Charges réelles', 36000],
      ['Reprévision', 80000],
    ]);
  });

  test('parle anglais', () => {
    const [entetes, racine] = lignes('CA', 'en');
    expect(entetes?.[1]).toBe('Figure');
    expect(racine?.slice(0, 4)).toEqual([0, 'Recognised revenue', 'share a × b ÷ c', 45000]);
  });

  test.each(['FAE', 'ca.fae', 'Fae', ' fae '])('comprend la mesure « %s »', mesure => {
    expect(lignes(mesure)[1]?.[3]).toBe(15000);
  });

  test.each([null, '', 0, 'Marges', true])('refuse %p et dit les choix', mesure => {
    expect(() => lignes(mesure)).toThrow('choisissez CA, TAUX');
  });

  test('est un rectangle de moins de mille lignes', () => {
    const toutes = lignes('MARGE');
    expect(new Set(toutes.map(l => l.length))).toEqual(new Set([8]));
    expect(toutes.length).toBeLessThan(1000);
  });
});
