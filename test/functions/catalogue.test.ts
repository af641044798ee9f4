import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../src/functions/catalogue';
import { helpHtml, helpMarkdown } from '../../src/functions/help';
import { functionsMetadata } from '../../src/functions/metadata';
import { FUNCTION_IDS } from '../../src/functions/ids';
import { bindFunctions } from '../../src/functions/register';
import type { Source } from '../../src/functions/source';
import { NOT_LOADED } from '../../src/functions/streams';
import { VERSION } from '../../src/version';
import { ErreurCellule, installer } from './global';

const fermee: Source = {
  version: VERSION,
  base1904: false,
  langue: 'fr',
  loaded: false,
  dateSystem: () => undefined,
  start: () => undefined,
  subscribe: () => () => undefined,
  modele: () => {
    throw NOT_LOADED;
  },
};

/** Les fonctions du catalogue, appelées comme le fait Excel. */
function lier(source: Source = fermee) {
  installer();
  const { calls } = bindFunctions({ source });
  return (id: string, ...recus: unknown[]) => calls.get(id)!([...recus, {}]);
}

const aide = (nom: string) => readFileSync(join(__dirname, '../../assets/aide', nom), 'utf8');

test('catalogue, métadonnées des deux langues et fonctions inscrites portent les mêmes identifiants', () => {
  const ids = CATALOGUE.map(f => f.id);
  expect(new Set(ids).size).toBe(ids.length);
  // La page n'emporte que cette liste : une fonction ajoutée au catalogue s'ajoute à src/functions/ids.ts.
  expect(FUNCTION_IDS).toEqual(ids);
  for (const langue of ['fr', 'en'] as const)
    expect(functionsMetadata(langue).functions.map(f => f.id)).toEqual(ids);
});

test('les fonctions de cette tranche y sont', () => {
  expect(CATALOGUE.map(f => f.id)).toEqual(
    expect.arrayContaining([
      'CA.AVANCEMENT',
      'CA.TAUX',
      'CA.FACTURE',
      'CA.FAE',
      'CA.PCA',
      'CA.PRODUCTION',
      'CA.TAUXAVANCEMENT',
      'AMORT.LINEAIRE',
      'AMORT.DEGRESSIF',
      'AMORT.DEROGATOIRE',
      'AMORT.VNC',
      'AMORT.PLAN',
      'CLOTURE.ARRETE',
      'CLOTURE.VERSION',
    ]),
  );
});

describe('métadonnées', () => {
  const [fr, en] = [functionsMetadata('fr'), functionsMetadata('en')];

  test('un nom est ASCII, pointé, de 3 à 64 signes, et n’est pas une adresse de cellule', () => {
    for (const { id, name } of fr.functions) {
      expect(name).toBe(id);
      expect(name).toMatch(/^[A-Z][A-Z0-9]*(\.[A-Z][A-Z0-9]*)+$/);
      expect(name.length).toBeLessThanOrEqual(64);
    }
  });

  test('d’une langue à l’autre, seuls les textes changent, et ils changent tous', () => {
    const sansTextes = (m: typeof fr) =>
      JSON.stringify(m, (cle, valeur: unknown) =>
        cle === 'description' || cle === 'name' ? undefined : valeur,
      );
    expect(sansTextes(en)).toBe(sansTextes(fr));
    fr.functions.forEach((f, i) => {
      const autre = en.functions[i]!;
      expect(autre.description).not.toBe(f.description);
      f.parameters.forEach((p, j) => expect(autre.parameters[j]!.description).not.toBe(p.description));
    });
  });

  test('un argument facultatif n’est jamais suivi d’un argument obligatoire', () => {
    for (const f of fr.functions) {
      const facultatifs = f.parameters.map(p => p.optional === true);
      expect(facultatifs).toEqual([...facultatifs].sort());
    }
  });

  test('une fonction qui suit le classeur est un flux et dit quelles tables elle lit', () => {
    for (const f of CATALOGUE) expect([f.id, (f.lit ?? []).length > 0]).toEqual([f.id, f.flux === true]);
  });

  test('l’aide mène à l’ancre de la fonction', () => {
    const page = helpHtml();
    for (const f of functionsMetadata('fr', 'https://exemple.fr').functions) {
      const url = new URL(f.helpUrl);
      expect(url.origin + url.pathname).toBe('https://exemple.fr/assets/aide/fonctions.html');
      expect(page).toContain(`<section id="${url.hash.slice(1)}">`);
    }
  });
});

describe('exemples', () => {
  const directes = CATALOGUE.filter(f => !f.flux);

  test.each(directes.map(f => [f.exemple.formule, f] as const))('%s', (_formule, f) => {
    expect(lier()(f.id, ...f.exemple.arguments)).toEqual(f.exemple.resultat);
  });

  test('la formule écrite commence par le nom de la fonction', () => {
    for (const f of CATALOGUE) expect(f.exemple.formule.startsWith(`=${f.id}(`)).toBe(true);
  });
});

test('une erreur métier est une erreur d’Excel, avec la phrase de la langue affichée', () => {
  const lever = (langue: 'fr' | 'en') => {
    try {
      return lier({ ...fermee, langue })('CA.TAUXAVANCEMENT', 36000, null);
    } catch (erreur) {
      return erreur;
    }
  };
  expect(lever('fr')).toEqual(new ErreurCellule('#VALUE!', 'raf : vide, indiquez 0 si tout est fait'));
  expect(lever('en')).toEqual(new ErreurCellule('#VALUE!', 'toComplete: empty, give 0 when all is done'));
});

test('une date attend que l’origine des jours soit connue : en calendrier 1904, la même date a un autre numéro', async () => {
  const source = {
    ...fermee,
    base1904: false,
    dateSystem: () => Promise.resolve().then(() => void (source.base1904 = true)),
  };
  const serie1904 = [46154, 46327, 46356].map(n => n - 1462);
  await expect(lier(source)('AMORT.LINEAIRE', 12000, 36, ...serie1904, null, null)).resolves.toBe(333.33);
});

test('sans réponse d’Excel sur l’origine des jours, la cellule le dit', async () => {
  const appeler = lier({ ...fermee, dateSystem: () => Promise.reject(NOT_LOADED) });
  await expect(appeler('AMORT.LINEAIRE', 12000, 36, 46154, 46327, 46356, null, null)).rejects.toMatchObject({
    code: '#N/A',
    message: expect.stringMatching(/^Données non chargées/) as unknown,
  });
});

describe('CA.TAUXAVANCEMENT', () => {
  const taux = (...args: unknown[]) => lier()('CA.TAUXAVANCEMENT', ...args);
  test('borné de 0 à 1, 0 si la reprévision est nulle (domaine §5.7)', () => {
    expect([taux(0, 0), taux(500, 0), taux(-500, 1000), taux(1, 2)]).toEqual([0, 1, 0, 1 / 3]);
  });
});

test('les pages d’aide publiées sont celles du catalogue (sinon : npx tsx test/functions/ecrire-aide.ts)', () => {
  expect(aide('fonctions.md')).toBe(helpMarkdown());
  expect(aide('fonctions.html')).toBe(helpHtml());
});
