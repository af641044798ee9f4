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

async function parcourir(atelier: Atelier): Promise<void> {
  expect(await manquements(atelier.cadre())).toEqual([]);
  await atelier.volet.getByRole('list').last().getByRole('link').first().click();
  await atelier.volet.getByRole('button', { name: /^(Simuler|Simulate)$/ }).click();
  await atelier.volet.getByRole('table').first().waitFor();
  await atelier.volet.getByRole('button', { name: /^(Simuler|Simulate)$/, disabled: false }).waitFor();
  expect(await manquements(atelier.cadre())).toEqual([]);
  expect(atelier.faults).toEqual([]);
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
