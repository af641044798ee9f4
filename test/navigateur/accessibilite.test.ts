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

/** L'accueil, puis le volet de chaque travail de clôture, avant et après une simulation. */
async function parcourir({ volet, cadre, faults }: Atelier): Promise<void> {
  expect(await manquements(cadre())).toEqual([]);
  const travaux = volet.getByRole('list').last().getByRole('link');
  await travaux.first().waitFor();
  const nombre = await travaux.count();
  for (let rang = 0; rang < nombre; rang++) {
    await travaux.nth(rang).click();
    await volet.getByRole('button', { name: /^(Simuler|Simulate)$/ }).click();
    await volet.getByRole('table').first().waitFor();
    await volet.getByRole('button', { name: /^(Simuler|Simulate)$/, disabled: false }).waitFor();
    expect(await manquements(cadre())).toEqual([]);
    await volet.getByRole('link', { name: /^(À faire|To do)$/ }).click();
  }
  expect(faults).toEqual([]);
}

jest.setTimeout(180_000);

describe('le volet construit, sous sa règle de sécurité, est accessible', () => {
  test.each([
    ['clair, en français', {}],
    ['sombre, en anglais', { dark: true, langue: 'en' }],
    ['dans une fenêtre étroite de 320 px', { width: 320, height: 640 }],
  ] as const)('%s', async (_nom, options) => {
    const atelier = await ouvrirAtelier({ ...options, outil });
    try {
      await parcourir(atelier);
      const largeur = await atelier
        .cadre()
        .evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(largeur[0]).toBeLessThanOrEqual(largeur[1] ?? 0);
    } finally {
      await atelier.close();
    }
  });
});
