import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { ouvrirAtelier, type Atelier } from './atelier';

const outil = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AvecAxe {
  axe: {
    run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
  };
}

/** Les manquements qu'axe trouve dans un cadre de la page construite, sous sa règle de sécurité. */
function manquements(cadre: Frame): Promise<string[]> {
  return cadre.evaluate(async () => {
    // Une couleur en transition n'est ni celle d'avant ni celle d'après : axe lit la page au repos.
    await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
    const { violations } = await (window as unknown as AvecAxe).axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(n => `${id} : ${n.html} ${n.failureSummary ?? ''}`),
    );
  });
}

/** Les pages du volet qui ne sont pas un travail de clôture. */
const PAGES = [
  'cloture',
  'explication',
  'fonctions',
  'donnees',
  'mois',
  'historique',
  'aide',
  'reglages',
  'diagnostic',
];

/** Mène le volet à une page et attend qu'elle soit là, chargée. */
async function ouvrirPage({ cadre, volet }: Atelier, hash: string): Promise<void> {
  await cadre().evaluate(adresse => {
    window.location.hash = adresse;
  }, hash);
  await volet.locator('h1').waitFor();
  await cadre().waitForFunction(() => !document.querySelector('.fui-Spinner'));
}

/** L'accueil, chaque page, puis chaque travail de clôture après une simulation. */
async function parcourir(atelier: Atelier): Promise<void> {
  const { volet, cadre, faults } = atelier;
  const etapes = volet.getByRole('list', { name: /^(Étapes de la clôture|Steps of the close)$/ });
  await etapes.waitFor();
  expect(await manquements(cadre())).toEqual([]);
  const travaux = await etapes
    .getByRole('link')
    .evaluateAll(liens => liens.map(lien => lien.getAttribute('href') ?? ''));
  const pages = [
    ...PAGES.map(page => `#/${page}`),
    ...travaux.filter(adresse => adresse.includes('/travail/')),
  ];
  for (const adresse of pages) {
    await ouvrirPage(atelier, adresse);
    if (adresse.includes('/travail/') || adresse.endsWith('/cloture')) {
      await volet.getByRole('button', { name: /^(Simuler|Simulate)$/ }).click();
      await volet.getByText(/Simulation, (rien n’est écrit|nothing written)/).waitFor();
      // Ce texte peut être celui d'avant : la nouvelle simulation est finie quand ses boutons se rallument.
      await volet
        .locator('button:not([aria-disabled="true"])', { hasText: /^(Simuler|Simulate)$/ })
        .waitFor();
    }
    expect([adresse, await manquements(cadre())]).toEqual([adresse, []]);
    const [contenu, fenetre] = await cadre().evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect([adresse, contenu]).toEqual([adresse, Math.min(contenu ?? 0, fenetre ?? 0)]);
  }
  expect(faults).toEqual([]);
}

describe('le volet construit, sous sa règle de sécurité, est accessible', () => {
  test.each([
    ['clair, en français', {}],
    ['sombre, en anglais', { dark: true, langue: 'en' }],
    ['dans une fenêtre étroite de 320 px', { width: 320, height: 640 }],
  ] as const)('%s', async (_nom, options) => {
    const atelier = await ouvrirAtelier({ ...options, outil });
    try {
      await parcourir(atelier);
    } finally {
      await atelier.close();
    }
  });
});
