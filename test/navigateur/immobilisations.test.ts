/** Le volet des immobilisations dans la page construite, sur un vrai bien : simuler, déplier, changer de vue, essayer. */
import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { ouvrirAtelier, type Atelier, type OptionsAtelier } from './atelier';

const outil = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AvecAxe {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

function manquements(cadre: Frame): Promise<string[]> {
  return cadre.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
    const { violations } = await (window as unknown as AvecAxe).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(n => `${id} : ${n.html}`));
  });
}

/** Simule, puis déplie INF-0001 (T-IMM-01). */
async function deplier({ cadre, volet }: Atelier): Promise<void> {
  await cadre().evaluate(() => {
    window.location.hash = '#/travail/immobilisations';
  });
  await volet.getByRole('button', { name: /^(Simuler|Simulate)$/ }).click();
  await volet.getByText(/Simulation, (rien n’est écrit|nothing written)/).waitFor();
  await volet.getByRole('button', { name: /INF-0001/ }).press('Enter');
  await volet.getByRole('button', { name: /^(Essayer un autre plan|Try another plan)$/ }).waitFor();
}

const lignesDuPlan = ({ volet }: Atelier, nom: RegExp) =>
  volet.getByRole('table', { name: nom }).locator('tbody tr').count();

test.each<[string, OptionsAtelier]>([
  ['clair, en français', {}],
  ['sombre, en anglais, 320 px', { dark: true, langue: 'en', width: 320, height: 640 }],
])('%s : le plan en quatre vues de même total, puis un essai de quarante-huit mois', async (_, options) => {
  const atelier = await ouvrirAtelier({ ...options, outil });
  const { volet, cadre, faults } = atelier;
  try {
    await deplier(atelier);
    await expect(volet.getByRole('img', { name: /INF-0001/ }).count()).resolves.toBe(1);
    const plan = /^(Le plan en chiffres|The plan in figures)$/;
    const vue = volet.getByRole('combobox', { name: /^(Plan par|Plan by)$/ });
    for (const [choix, lignes] of [
      ['ANNUELLE', 4],
      ['SEMESTRIELLE', 7],
      ['TRIMESTRIELLE', 13],
      ['MENSUELLE', 37],
    ] as const) {
      await vue.selectOption(choix);
      await expect(lignesDuPlan(atelier, plan)).resolves.toBe(lignes);
      const total = await volet.getByRole('table', { name: plan }).locator('tfoot').textContent();
      expect(total?.replace(/[^0-9]/g, '')).toBe('1200000');
    }
    expect(await manquements(cadre())).toEqual([]);
    await volet.getByRole('button', { name: /^(Essayer un autre plan|Try another plan)$/ }).click();
    await volet.getByLabel(/^(Durée \(mois\)|Life \(months\))$/).fill('48');
    // 12 000 × 229/1 440 : la première annuité de quarante-huit mois.
    await volet
      .getByText(/1[\s,.]908[,.]33/)
      .first()
      .waitFor();
    expect(await manquements(cadre())).toEqual([]);
    const [contenu, fenetre] = await cadre().evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(contenu).toBeLessThanOrEqual(fenetre ?? 0);
    expect(faults).toEqual([]);
  } finally {
    await atelier.close();
  }
});
