import { ErreurFonction, type Acces } from '../../src/cloture/fonction';
import { CATALOGUE } from '../../src/functions/catalogue';
import { acces, matricesExemple, type Matrices } from './exemple';

/** Les fonctions CA.* ajoutées à CA.AVANCEMENT : budget, reste à faire, marge, tableau, perte. */
function appeler(
  id: string,
  args: readonly unknown[],
  matrices: Matrices = matricesExemple(),
  langue: Acces['langue'] = 'fr',
): unknown {
  const fonction = CATALOGUE.find(f => f.id === id)!;
  try {
    return fonction.creer(acces(matrices, langue))(...fonction.parametres.map((_, i) => args[i] ?? null));
  } catch (erreur) {
    if (erreur instanceof ErreurFonction) return `${erreur.code} ${erreur[langue]}`;
    throw erreur;
  }
}

/** Change des cellules d'une table du cas de référence, ou en ôte des lignes (undefined). */
function avec(table: string, changer: (ligne: Record<string, unknown>) => boolean | void): Matrices {
  const matrices = matricesExemple();
  const [entete = [], ...lignes] = matrices.get(table)!;
  const gardees = lignes.flatMap(cellules => {
    const ligne = Object.fromEntries(entete.map((nom, i) => [String(nom), cellules[i]]));
    return changer(ligne) === false ? [] : [entete.map(nom => ligne[String(nom)])];
  });
  return matrices.set(table, [entete, ...gardees]);
}

const OCTOBRE = '2026-10-31';
const NOVEMBRE = '2026-11-30';

describe('un mois fermé répond de son historique, pour chaque mesure (exemple, octobre 2026)', () => {
  // La ligne CA d'octobre : 38 000, BUD 100 000, FACT 20 000, CH 30 400, RAF 49 600, 38 % ; FAE 18 000.
  const ATTENDUS = {
    'CA.AVANCEMENT': 38_000,
    'CA.TAUX': 0.38,
    'CA.BUDGET': 100_000,
    'CA.FACTURE': 20_000,
    'CA.FAE': 18_000,
    'CA.PCA': 0,
    'CA.RAF': 49_600,
    'CA.MARGE': 7_600,
  };
  const change = avec('FacturesClients', l => void (l['MontantHT'] = 1));

  test.each(Object.entries(ATTENDUS))('%s', (id, attendu) => {
    expect(appeler(id, ['24A010', OCTOBRE])).toBe(attendu);
    expect(appeler(id, ['*', OCTOBRE])).toBe(attendu);
    expect(appeler(id, ['24A010', OCTOBRE], change)).toBe(attendu);
  });

  test('la production du premier arrêté historisé n’a pas de précédent : elle manque, et le dit', () => {
    expect(appeler('CA.PRODUCTION', ['24A010', OCTOBRE])).toContain(
      "l'historique du 31/10/2026 ne donne pas",
    );
  });

  test('une reprise sans charges n’a ni reste à faire ni marge : #N/A, jamais zéro', () => {
    const reprise = avec('Historique', l => void ((l['CH'] = ''), (l['RAF'] = '')));
    for (const id of ['CA.RAF', 'CA.MARGE'])
      expect(appeler(id, ['24A010', OCTOBRE], reprise)).toContain('notAvailable');
  });
});

describe('CA.BUDGET, CA.RAF et CA.MARGE (T-REV-03, novembre 2026)', () => {
  test.each([
    ['CA.BUDGET', 100_000],
    ['CA.RAF', 44_000],
    ['CA.MARGE', 9_000],
  ])('%s', (id, attendu) => {
    expect(appeler(id, ['24A010'])).toBe(attendu);
    expect(appeler(id, ['*', NOVEMBRE])).toBe(attendu);
  });
});

describe('CA.TABLEAU', () => {
  test('en-têtes dans la langue d’Excel, mêmes chiffres', () => {
    const [fr, ligne] = appeler('CA.TABLEAU', []) as unknown[][];
    const [en, line] = appeler('CA.TABLEAU', [], matricesExemple(), 'en') as unknown[][];
    expect(fr?.slice(0, 5)).toEqual(['Affaire', 'Libellé', 'Règle', 'Budget de vente', 'Facturé']);
    expect(en?.slice(0, 5)).toEqual(['Project', 'Label', 'Rule', 'Contract revenue', 'Invoiced']);
    expect(line).toEqual(ligne);
  });

  test('au mois fermé, les chiffres figés ; ce que l’historique n’a pas est un texte', () => {
    const [entete = [], ligne = []] = appeler('CA.TABLEAU', [OCTOBRE]) as unknown[][];
    expect(ligne[entete.indexOf('CA reconnu')]).toBe(38_000);
    expect(ligne[entete.indexOf('Marge à date')]).toBe(7_600);
    expect(ligne[entete.indexOf('Production du mois')]).toBe('non historisé');
  });

  test('la règle choisit ses affaires ; une règle sans affaire le dit', () => {
    expect(appeler('CA.TABLEAU', [NOVEMBRE, 'FORFAIT_COUTS'])).toHaveLength(2);
    expect(appeler('CA.TABLEAU', [NOVEMBRE, 'AUTRE'])).toBe(
      "notAvailable aucune affaire à l'avancement sous la règle AUTRE au 30/11/2026",
    );
  });

  test('une affaire bloquée, une ligne illisible : le tableau se tait et dit pourquoi', () => {
    const sansCout = avec('CoutsCollaborateurs', () => false);
    expect(appeler('CA.TABLEAU', [NOVEMBRE], sansCout)).toMatch(/^notAvailable affaire 24A010 : C-TPS-02/);
    expect(appeler('CA.TABLEAU', [NOVEMBRE], sansCout, 'en')).toMatch(/C-TPS-02.*no daily cost/);
    const illisible = avec('Temps', l => void (l['Jours'] = 'deux'));
    expect(appeler('CA.TABLEAU', [NOVEMBRE], illisible)).toMatch(/^notAvailable Temps, ligne 5/);
  });
});

describe('CA.PERTE (domaine §19)', () => {
  test.each([
    ['T-REV-05', [100_000, 60_000, 60_000, 50_000], 10_000],
    ['T-REV-07', [100_000, 60_000, 60_000, 80_000], 40_000],
    ['sans perte', [100_000, 60_000, 40_000, 60_000], 0],
    ['reste à faire nul', [100_000, 120_000, 0, 100_000], 0],
  ])('%s', (_cas, args, attendu) => {
    expect(appeler('CA.PERTE', args)).toBe(attendu);
  });

  test('un reste à faire vide ou négatif est refusé : vide n’est pas zéro', () => {
    expect(appeler('CA.PERTE', [100_000, 60_000, null, 50_000])).toBe(
      'invalidValue raf : vide, indiquez 0 si tout est fait',
    );
    expect(appeler('CA.PERTE', [100_000, 60_000, -1, 50_000])).toContain('négatif');
    expect(appeler('CA.PERTE', [100_000, 60_000, 60_000])).toContain('caReconnu : valeur vide');
  });
});
