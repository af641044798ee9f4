import { ErreurFonction } from '../../src/cloture/fonction';
import { rejouer } from '../../src/comptabilite';
import { CATALOGUE } from '../../src/functions/catalogue';
import { lireDans, type ClasseurBrut } from '../explication/rejeu';
import { acces, matricesExemple, type Matrices } from './exemple';

const fonction = (id: string) => CATALOGUE.find(f => f.id === id)!;

function appeler(id: string, args: readonly unknown[], matrices: Matrices = matricesExemple()): unknown {
  try {
    return fonction(id).creer(acces(matrices))(...args);
  } catch (erreur) {
    if (erreur instanceof ErreurFonction) return `${erreur.code} ${erreur.fr}`;
    throw erreur;
  }
}

/** Le cas de référence, et des lignes de plus ou en moins dans une table. */
function avec(table: string, entete: readonly string[], ...lignes: readonly unknown[][]): Matrices {
  const matrices = matricesExemple();
  const [propre = [], ...siennes] = matrices.get(table) ?? [];
  const large = [...new Set([...propre.map(String), ...entete])];
  const ajout = lignes.map(l => large.map(nom => l[entete.indexOf(nom)] ?? ''));
  return matrices.set(table, [large, ...siennes.map(l => large.map((_, i) => l[i] ?? '')), ...ajout]);
}

const RECEPTION = [
  'IdReception',
  'Ligne',
  'DateReception',
  'IdFournisseur',
  'IdAffaire',
  'Compte',
  'Quantite',
  'MontantHT',
  'PeriodeDu',
  'PeriodeAu',
];
const recu = (...valeurs: unknown[]) => avec('Receptions', RECEPTION, valeurs);

describe('REGUL.FNP', () => {
  test.each([
    ['l’affaire', '24A010', 2000],
    ['le compte', '604000', 2000],
    ['le compte en nombre', 604000, 2000],
    ['un début de compte', '60', 2000],
    ['la société', '*', 2000],
  ])('%s', (_, cle, attendu) => {
    expect(appeler('REGUL.FNP', [cle, '30/11/2026'])).toBe(attendu);
  });

  test.each([
    ['', 'notAvailable cle vide : indiquez une affaire, un compte, ou "*" pour la société'],
    [0, 'notAvailable cle vide'],
    ['ZZZ', "notAvailable ZZZ n'est ni une affaire ni un compte"],
    ['999', "notAvailable 999 n'est ni une affaire ni un compte"],
    [true, 'invalidValue cle : un code est attendu, pas « VRAI »'],
  ])('clé %p refusée', (cle, phrase) => {
    expect(appeler('REGUL.FNP', [cle, '30/11/2026'])).toEqual(expect.stringContaining(phrase));
  });

  test('la veille de la réception il n’y a rien, et rien de plus quand la date est omise', () => {
    expect(appeler('REGUL.FNP', ['24A010', '26/11/2026'])).toBe(0);
    expect(appeler('REGUL.FNP', ['24A010', null])).toBe(2000);
  });

  test('une réception à période ne vaut que sa part échue : 3 100 × 16 / 31', () => {
    const matrices = recu(
      'BR9',
      '1',
      '2026-11-20',
      'FO001',
      '24A010',
      '611000',
      '',
      '3100',
      '2026-11-15',
      '2026-12-15',
    );
    expect(appeler('REGUL.FNP', ['611000', '30/11/2026'], matrices)).toBe(1600);
    expect(appeler('REGUL.FNP', ['24A010', '30/11/2026'], matrices)).toBe(3600);
  });

  test('une réception illisible ne compte pas zéro : elle se dit', () => {
    const matrices = recu('BR9', '1', 'hier', 'FO001', '24A010', '604000', '', '3100');
    expect(appeler('REGUL.FNP', ['24A010', '30/11/2026'], matrices)).toEqual(
      expect.stringMatching(/^notAvailable .*Receptions.*/),
    );
  });

  test('un mois fermé ne répond que de ce qu’il a figé', () => {
    expect(appeler('REGUL.FNP', ['24A010', '31/10/2026'])).toBe(
      "notAvailable octobre 2026 est fermé sans régularisations : il n'en a pas figé",
    );
    const matrices = avec(
      'FnpCca',
      [
        'Arrete',
        'Module',
        'Cle',
        'Etat',
        'Piece',
        'IdAffaire',
        'Compte',
        'Base',
        'Propose',
        'Retenu',
        'Ecart',
      ],
      [
        '2026-10-31',
        'FNP',
        'Receptions|X|1',
        'FORCE',
        'X/1',
        '24A010',
        '604000',
        '900',
        '900',
        '750',
        '-150',
      ],
    );
    expect(appeler('REGUL.FNP', ['24A010', '31/10/2026'], matrices)).toBe(750);
    expect(appeler('REGUL.FNP', ['604', '31/10/2026'], matrices)).toBe(750);
  });

  test('le montant retenu, et non le proposé', () => {
    const matrices = avec(
      'FnpCca',
      ['Arrete', 'Module', 'Cle', 'Etat', 'Piece', 'Base', 'Propose', 'Force', 'Motif', 'Retenu'],
      [
        '2026-11-30',
        'FNP',
        'Receptions|BR-2026-046|1',
        'FORCE',
        'BR-2026-046/1',
        '2000',
        '2000',
        '1750',
        'Litige',
        '1750',
      ],
    );
    expect(appeler('REGUL.FNP', ['24A010', '30/11/2026'], matrices)).toBe(1750);
  });
});

test('REGUL.TABLEAU : un module inconnu, et un arrêté où il n’y a rien', () => {
  expect(appeler('REGUL.TABLEAU', ['30/11/2026', 'XYZ'])).toEqual(
    expect.stringContaining('invalidValue module : « XYZ » inconnu'),
  );
  expect(appeler('REGUL.TABLEAU', ['30/11/2026', 'CCA'])).toBe(
    'notAvailable aucune régularisation CCA au 30/11/2026',
  );
});

/** Le cas de référence et une réception à période, et leurs cellules telles qu'Excel les range. */
function aPeriode(): { matrices: Matrices; brut: ClasseurBrut } {
  const matrices = recu(
    'BR9',
    '1',
    '2026-11-20',
    'FO001',
    '24A010',
    '611000',
    '',
    '3100',
    '2026-11-15',
    '2026-12-15',
  );
  const brut = new Map(
    [...matrices].map(([nom, m]) => [
      nom,
      [m[0]!.map(String), [], [], [], ...m.slice(1).map(l => l.map(String))],
    ]),
  );
  return { matrices, brut };
}

test('REGUL.FNP s’explique par les cellules de la réception, et la somme se rejoue', () => {
  const { matrices, brut } = aPeriode();
  const e = fonction('REGUL.FNP').expliquer!(acces(matrices))('24A010', '30/11/2026');
  expect(e.valeur.toNumber()).toBe(3600);
  expect(rejouer(e, lireDans(brut)).toNumber()).toBe(3600);
});

test('REGUL.TABLEAU : chaque montant qui déborde a son arbre, un en-tête ou un texte n’en a pas', () => {
  const { matrices, brut } = aPeriode();
  const { creer, expliquerCellule } = fonction('REGUL.TABLEAU');
  const lu = acces(matrices);
  const lignes = creer(lu)('30/11/2026', 'FNP') as readonly (readonly (string | number)[])[];
  const arbreDe = (ligne: number, colonne: number) =>
    expliquerCellule!(lu, { ligne, colonne })('30/11/2026', 'FNP');
  // BR-2026-046 : 2 000 ; BR9 : 3 100, dont 16 jours sur 31.
  expect(lignes.map(l => l.slice(6))).toEqual([
    ['Base HT', 'Proposé', 'Retenu', 'Écart'],
    [2000, 2000, 2000, 0],
    [3100, 1600, 1600, 0],
  ]);
  lignes.forEach((cellules, ligne) =>
    cellules.forEach((valeur, colonne) => {
      const e = arbreDe(ligne, colonne);
      const attendu = typeof valeur === 'number' ? valeur : undefined;
      expect([ligne, colonne, e && rejouer(e, lireDans(brut)).toNumber()]).toEqual([ligne, colonne, attendu]);
    }),
  );
  expect(arbreDe(lignes.length, 6)).toBeUndefined();
});

describe('le module des produits de la société (capacité 180)', () => {
  const sous = (module: string) => avec('Parametres', ['Cle', 'Valeur'], ['ModuleProduits', module]);

  test('RATTACHEMENT : CA.* renvoie au rattachement, REGUL.* répond', () => {
    for (const id of ['CA.AVANCEMENT', 'CA.FAE', 'CA.TABLEAU'])
      expect(
        appeler(id, id === 'CA.TABLEAU' ? ['30/11/2026', null] : ['*', '30/11/2026'], sous('RATTACHEMENT')),
      ).toMatch(/^notAvailable ModuleProduits vaut RATTACHEMENT : .* voir REGUL\.FAE et REGUL\.PCA/);
    expect(appeler('REGUL.FAE', ['24A010', '30/11/2026'], sous('RATTACHEMENT'))).toBe(0);
  });

  test.each(['RECONNAISSANCE', 'PAR_PRODUIT'])('%s : CA.* répond', module => {
    expect(appeler('CA.FAE', ['24A010', '30/11/2026'], sous(module))).toBe(15_000);
  });
});

describe('le profil particulier (capacité 186)', () => {
  const parFormule = () => {
    const matrices = matricesExemple();
    const [entete = [], ...lignes] = matrices.get('ReglesCA') ?? [];
    return matrices.set('ReglesCA', [[...entete, 'Formule'], ...lignes.map(l => [...l, 'Budget'])]);
  };

  test('CA.* dit où est son CA, et ne le compte ni au total, ni au tableau', () => {
    expect(appeler('CA.AVANCEMENT', ['24A010', '30/11/2026'], parFormule())).toMatch(
      /^notAvailable affaire 24A010 : son CA vient d'une formule/,
    );
    expect(appeler('CA.TABLEAU', ['30/11/2026', null], parFormule())).toMatch(
      /^notAvailable aucune affaire à l'avancement/,
    );
  });
});
