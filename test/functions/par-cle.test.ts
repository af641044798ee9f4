import { ErreurFonction } from '../../src/cloture/fonction';
import { CATALOGUE } from '../../src/functions/catalogue';
import { acces, matricesExemple, type Matrices } from './exemple';

const fonction = (id: string) => CATALOGUE.find(f => f.id === id)!;

/** Appelle une fonction sur un classeur ; rend sa valeur, ou « code phrase ». */
function appeler(id: string, args: readonly unknown[], matrices: Matrices = matricesExemple()): unknown {
  try {
    return fonction(id).creer(acces(matrices))(...args);
  } catch (erreur) {
    if (erreur instanceof ErreurFonction) return `${erreur.code} ${erreur.fr}`;
    throw erreur;
  }
}

/** Change des cellules d'une table du cas de référence. */
function avec(table: string, changer: (ligne: Record<string, unknown>) => void): Matrices {
  const matrices = matricesExemple();
  const [entete = [], ...lignes] = matrices.get(table)!;
  const changees = lignes.map(cellules => {
    const ligne = Object.fromEntries(entete.map((nom, i) => [String(nom), cellules[i]]));
    changer(ligne);
    return entete.map(nom => ligne[String(nom)]);
  });
  return matrices.set(table, [entete, ...changees]);
}

const ARRETE = 46356;

describe('les exemples de l’aide, sur le cas de référence (domaine §18, T-REV-03)', () => {
  test.each(CATALOGUE.filter(f => f.flux).map(f => [f.exemple.formule, f] as const))('%s', (_formule, f) => {
    expect(appeler(f.id, f.exemple.arguments)).toEqual(f.exemple.resultat);
  });
});

describe('ranger d’avance par tranches', () => {
  const suivies = CATALOGUE.filter(f => f.preparer);
  const etapes = (f: (typeof suivies)[number], a: ReturnType<typeof acces>) =>
    [...f.preparer!(a)(...f.exemple.arguments)].length;

  test('toutes s’y prêtent, sauf celles qui ne lisent que le plan, l’arrêté, une affaire ou un bien', () => {
    const autres = CATALOGUE.filter(f => f.flux && !f.preparer).map(f => f.id);
    expect(autres.filter(id => !id.startsWith('IMMO.'))).toEqual([
      'CA.EXPLIQUER',
      'CPTA.LIGNE',
      'CLOTURE.ARRETE',
    ]);
  });

  test.each(suivies.map(f => [f.id, f] as const))(
    '%s : même réponse, et rien à ranger deux fois',
    (_id, f) => {
      const classeur = acces(matricesExemple());
      etapes(f, classeur);
      expect(f.creer(classeur)(...f.exemple.arguments)).toEqual(f.exemple.resultat);
      expect(etapes(f, classeur)).toBe(0);
    },
  );
});

test.each([
  ['numéro de série', 46356],
  ['numéro de série avec une heure', 46356.75],
  ['texte ISO', '2026-11-30'],
  ['texte français', '30/11/2026'],
  ['texte compact', '20261130'],
  ['omise', null],
  ['vide', ''],
  ['cellule vide', 0],
])('arrêté %s', (_forme, arrete) => {
  expect(appeler('CA.AVANCEMENT', ['24A010', arrete])).toBe(45000);
});

test('le cumul à une autre date est celui de cette date : T-REV-03 historise 38 000 au 31/10/2026', () => {
  expect(appeler('CA.AVANCEMENT', ['24A010', '2026-10-31'])).toBe(38000);
});

describe('la clé', () => {
  const vide = 'notAvailable affaire vide : indiquez un code, ou "*" pour la société';
  test.each([
    ['null', null, vide],
    ['cellule vide de bureau', 0, vide],
    ['texte vide', '', vide],
    ['blancs', '  ', vide],
    ['inconnue', 'ZZZ', 'notAvailable affaire ZZZ inconnue : vérifiez le code dans la table Affaires'],
    ['casse différente', '24a010', 'notAvailable affaire 24a010 inconnue'],
    ['nombre', 24, 'notAvailable affaire 24 inconnue'],
    ['booléen', true, 'invalidValue affaire : un code est attendu, pas « VRAI »'],
  ])('%s', (_forme, cle, attendu) => {
    expect(appeler('CA.AVANCEMENT', [cle, ARRETE])).toEqual(expect.stringContaining(attendu));
  });

  test('un nombre désigne le code qu’il écrit', () => {
    const matrices = avec('Affaires', l => (l.IdAffaire = l.IdAffaire === '24A010' ? '24' : l.IdAffaire));
    expect(appeler('CA.FACTURE', [24, ARRETE], matrices)).toBe(0);
  });
});

test.each([
  ['texte', 'hier', "arrete : « hier » n'est pas une date"],
  ['date impossible', '31/11/2026', "arrete : « 31/11/2026 » n'est pas une date"],
  ['avant 1900', 12, "arrete : « 12 » n'est pas une date"],
  ['négative', -5, "arrete : « -5 » n'est pas une date"],
  ['booléen', false, "arrete : « FAUX » n'est pas une date"],
])('arrêté refusé : %s', (_forme, arrete, attendu) => {
  expect(appeler('CA.FAE', ['24A010', arrete])).toEqual(expect.stringContaining(`invalidValue ${attendu}`));
});

describe('jamais un chiffre faux, jamais zéro à la place', () => {
  test('sans coût à la date, la phrase nomme la table et la ligne', () => {
    let jour = 10;
    const matrices = avec('CoutsCollaborateurs', l => (l.DateEffet = `2027-01-${jour++}`));
    const reponse = appeler('CA.AVANCEMENT', ['24A010', ARRETE], matrices);
    expect(reponse).toMatch(/^notAvailable C-TPS-02 : .*coût journalier de C00\d/);
  });

  test('un temps illisible de l’affaire', () => {
    const matrices = avec('Temps', l => (l.Jours = l.IdTemps === 'T0002' ? 'un' : l.Jours));
    expect(appeler('CA.AVANCEMENT', ['24A010', ARRETE], matrices)).toMatch(
      /^notAvailable Temps, ligne 6\b.*« un »/,
    );
    expect(appeler('CA.AVANCEMENT', ['*', ARRETE], matrices)).toMatch(/^notAvailable Temps, ligne 6\b/);
  });

  test('un temps illisible d’une autre affaire ne tait pas celle-ci', () => {
    const matrices = matricesExemple();
    const temps = matrices.get('Temps')!;
    const autre = temps[1]!.map((cellule, i) =>
      temps[0]![i] === 'IdTemps'
        ? 'T9999'
        : temps[0]![i] === 'IdAffaire'
          ? '24A999'
          : temps[0]![i] === 'Jours'
            ? 'x'
            : cellule,
    );
    temps.push(autre);
    expect(appeler('CA.AVANCEMENT', ['24A010', ARRETE], matrices)).toBe(45000);
    expect(appeler('CA.AVANCEMENT', ['*', ARRETE], matrices)).toMatch(/^notAvailable Temps, ligne/);
  });

  test('une table indispensable absente', () => {
    const matrices = matricesExemple();
    matrices.delete('Affaires');
    expect(appeler('CA.AVANCEMENT', ['24A010', ARRETE], matrices)).toMatch(/^notAvailable La table Affaires/);
  });

  test('un paramètre illisible', () => {
    const matrices = matricesExemple();
    const entete = matrices.get('Parametres')![0]!;
    const illisible: Record<string, string> = { Cle: 'TauxTVADefaut', Valeur: 'vingt' };
    matrices.get('Parametres')!.push(entete.map(nom => illisible[String(nom)] ?? ''));
    const sansDouble = matrices
      .get('Parametres')!
      .filter((l, i, t) => i === t.length - 1 || l[0] !== 'TauxTVADefaut');
    matrices.set('Parametres', sansDouble);
    expect(appeler('CA.AVANCEMENT', ['24A010', ARRETE], matrices)).toMatch(
      /^notAvailable Parametres, ligne \d+.*vingt/,
    );
  });

  test('production sans historique du mois précédent', () => {
    const matrices = avec('Historique', l => (l.IdAffaire = '24A020'));
    expect(appeler('CA.PRODUCTION', ['24A010', ARRETE], matrices)).toMatch(/^notAvailable /);
    expect(appeler('CA.AVANCEMENT', ['24A010', ARRETE], matrices)).toBe(45000);
  });

  test('arrêté inconnu', () => {
    const matrices = avec('Parametres', l => (l.Cle = l.Cle === 'DateArrete' ? 'OptionVide' : l.Cle));
    const sansPeriode = matrices.set('Periodes', [matrices.get('Periodes')![0]!]);
    const attendu = expect.stringContaining('notAvailable arrêté inconnu : renseignez DateArrete') as unknown;
    expect(appeler('CA.AVANCEMENT', ['24A010', null], sansPeriode)).toEqual(attendu);
    expect(appeler('CLOTURE.ARRETE', [], sansPeriode)).toEqual(attendu);
  });
});

describe('un mois fermé répond de son historique', () => {
  const fermer = (matrices: Matrices) => {
    const [entete = [], ...lignes] = matrices.get('Periodes')!;
    const [periode, etat] = [entete.indexOf('Periode'), entete.indexOf('Etat')];
    const fermees = lignes.map(l => l.map((c, i) => (i === etat && l[periode] === '2026-10' ? 'FERMEE' : c)));
    return matrices.set('Periodes', [entete, ...fermees]);
  };

  test('un temps d’octobre changé après coup ne le bouge pas', () => {
    const matrices = fermer(avec('Temps', l => (l.Jours = '9')));
    expect(appeler('CA.AVANCEMENT', ['24A010', '31/10/2026'], matrices)).toBe(38000);
  });

  test('une ligne illisible d’aujourd’hui ne le tait pas', () => {
    const matrices = fermer(avec('Temps', l => (l.Jours = 'x')));
    expect(appeler('CA.AVANCEMENT', ['24A010', '31/10/2026'], matrices)).toBe(38000);
  });
});
