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
    f => f.id.startsWith('CA.') && f.expliquer && f.resultat.type === 'number',
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
