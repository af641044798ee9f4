/** Le volet dans Chromium, à 320 px, sous la règle de sécurité de la vraie page : accessibilité, clavier, débordement. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { type Browser, openBrowser } from '../navigateur/chromium';
import { type PageServie, servirHarnais } from './page';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Les manquements qu'axe trouve, toutes règles WCAG 2.1 A et AA. */
async function manquements(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: outil } = window as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
      };
    };
    const { violations } = await outil.run();
    return violations.flatMap(v =>
      v.nodes.map(n => `${v.id} : ${n.html.slice(0, 200)} ${n.failureSummary ?? ''}`),
    );
  });
}

const presser = (page: Page, nom: string) => page.getByRole('button', { name: nom, exact: true }).click();

/** Simule, déplie un bien et ouvre l'essai d'un autre plan. */
async function essayer(page: Page, bien: string): Promise<void> {
  await presser(page, 'Simuler');
  await page.getByRole('button', { name: bien }).click();
  await presser(page, 'Essayer un autre plan');
}

async function simulerSansArrete(page: Page): Promise<void> {
  await page.getByRole('combobox').fill('30/11/2026');
  await presser(page, 'Simuler');
}

const ETATS: [nom: string, adresse: string, agir?: (page: Page) => Promise<unknown>][] = [
  ['accueil', ''],
  ['accueil d’un classeur vide', '?cas=vide'],
  ['accueil bloqué, en anglais', '?cas=bloque&langue=en'],
  ['classeur illisible', '?cas=panne'],
  ['travail, avant', '#/travail/avancement'],
  ['simulation', '#/travail/avancement', page => presser(page, 'Simuler')],
  [
    'affaire dépliée',
    '?langue=en#/travail/avancement',
    async page => {
      await presser(page, 'Simulate');
      await page.getByRole('button', { name: '24A020' }).click();
    },
  ],
  ['validation refusée', '?cas=bloque#/travail/avancement', page => presser(page, 'Valider')],
  ['validation faite', '?cas=propre#/travail/avancement', page => presser(page, 'Valider')],
  ['calcul en cours', '?cas=long#/travail/avancement', page => presser(page, 'Simuler')],
  ['erreur d’Excel', '?cas=panne-calcul#/travail/avancement', page => presser(page, 'Valider')],
  ['date refusée', '#/travail/avancement', page => page.getByRole('combobox').fill('29/11/2026')],
  ['dotations du mois', '#/travail/immobilisations', page => presser(page, 'Simuler')],
  ['aucun bien', '?cas=vide#/travail/immobilisations', simulerSansArrete],
  [
    'bien déplié, en anglais',
    '?langue=en#/travail/immobilisations',
    async page => {
      await presser(page, 'Simulate');
      await page.getByRole('button', { name: 'BAT-0001' }).click();
      await page.getByText('The plan in figures').click();
    },
  ],
  [
    'essai d’un plan',
    '#/travail/immobilisations',
    async page => {
      await essayer(page, 'INF-0002');
      await page.getByLabel('Mode', { exact: true }).selectOption('DEGRESSIF');
    },
  ],
  [
    'essai mal tapé sur une catégorie',
    '#/travail/immobilisations',
    async page => {
      await essayer(page, 'INF-0001');
      await page.getByLabel('toute la catégorie').click();
      await page.getByLabel('Durée (mois)').fill('700');
      await page.getByLabel('Acquisition').fill('31/02/2026');
    },
  ],
  ['diagnostic', '#/diagnostic'],
  ['aide', '#/aide'],
  ['réglages', '#/reglages'],
  ['page inconnue', '#/ailleurs'],
];

let service: PageServie;
beforeAll(async () => {
  service = await servirHarnais();
});
afterAll(() => service.fermer());

describe.each([
  ['clair', false],
  ['sombre', true],
])('thème %s', (_, dark) => {
  let navigateur: Browser;
  beforeAll(async () => {
    navigateur = await openBrowser(service.adresse, { width: 320, height: 640, dark });
  });
  afterAll(() => navigateur.close());

  test.each(ETATS.map(([nom, adresse, agir]) => ({ nom, adresse, agir })))(
    '$nom',
    async ({ adresse, agir }) => {
      const { page, faults } = navigateur;
      await page.goto('about:blank');
      await page.goto(service.adresse + adresse);
      await page.waitForSelector('h1');
      await page.waitForFunction(() => !document.querySelector('.fui-Spinner'));
      await agir?.(page);
      await page.waitForTimeout(150);
      expect(await manquements(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(faults).toEqual([]);
    },
  );
});

describe('au clavier seul', () => {
  let navigateur: Browser;
  beforeAll(async () => {
    navigateur = await openBrowser(service.adresse, { width: 320, height: 640 });
  });
  afterAll(() => navigateur.close());

  const ouvrir = async (adresse: string) => {
    const { page } = navigateur;
    await page.goto('about:blank');
    await page.goto(service.adresse + adresse);
    await page.waitForSelector('h1');
    return page;
  };
  const foyer = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

  test('de l’accueil au travail, le titre reçoit le focus, puis l’arrêté et les boutons dans l’ordre', async () => {
    const page = await ouvrir('');
    await page.getByRole('link', { name: 'CA à l’avancement' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('input');
    expect(await foyer(page)).toBe('CA à l’avancement');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.press('Tab');
    expect(await foyer(page)).toBe('Simuler');
    await page.keyboard.press('Enter');
    await page.getByText('45 000,00').waitFor();
    expect(await foyer(page)).toBe('Simuler');
  });

  test('T-IMM-02 en dégressif s’essaie au clavier, plan du registre et essai côte à côte', async () => {
    const page = await ouvrir('#/travail/immobilisations');
    await page.getByRole('button', { name: 'Simuler' }).press('Enter');
    await page.getByLabel('Chercher un bien').fill('baie');
    await page.getByText('Biens montrés : 1 sur 1').waitFor();
    await page.getByRole('button', { name: 'INF-0002' }).press('Enter');
    await page.getByRole('button', { name: 'Essayer un autre plan' }).press('Enter');
    await page.getByLabel('Mode', { exact: true }).focus();
    await page.keyboard.press('d');
    const chiffres = page.getByRole('table', { name: 'Le plan en chiffres' });
    await chiffres.getByText('15 458,33').waitFor();
    const lignes = await chiffres.locator('tbody tr').allInnerTexts();
    const nets = lignes.map(ligne => ligne.replace(/\s+/g, ' ').trim());
    expect(nets).toEqual([
      '31/12/2026 2 972,22 5 833,33',
      '31/12/2027 10 000,00 15 458,33',
      '31/12/2028 10 000,00 10 047,92',
      '31/12/2029 10 000,00 9 330,21',
      '31/12/2030 10 000,00 9 330,21',
      '31/12/2031 7 027,78',
    ]);
    expect(await page.getByRole('img', { name: /Valeur nette de INF-0002/ }).count()).toBe(1);
  });

  test('Échap annule un calcul en cours', async () => {
    const page = await ouvrir('?cas=long#/travail/avancement');
    await page.getByRole('button', { name: 'Simuler' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('40 000 sur 100 000').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Opération annulée.').waitFor();
  });

  test('une cellule disparue se dit au lieu d’échouer en silence', async () => {
    const page = await ouvrir('?cas=bloque#/travail/avancement');
    await page.getByRole('button', { name: 'Simuler' }).click();
    await page
      .getByRole('button', { name: 'Aller à la cellule : Planning, ligne 12, colonne IdAffaire' })
      .click();
    await page.getByRole('alert').getByText('introuvable').waitFor();
  });

  test('le contraste élevé garde les textes et le cadre du focus', async () => {
    const { page } = navigateur;
    await page.emulateMedia({ forcedColors: 'active' });
    await ouvrir('?cas=bloque#/travail/avancement');
    await page.getByRole('button', { name: 'Simuler' }).click();
    await page.getByText('Bloquant ·').waitFor();
    expect(await manquements(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none' });
  });

  test('une préférence s’applique aussitôt et se conserve par le rangement du poste', async () => {
    const page = await ouvrir('#/reglages');
    await page.getByLabel('Langue du volet').selectOption('en');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await ouvrir('#/reglages');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.getByLabel('Pane language').inputValue()).toBe('en');
    expect(navigateur.faults).toEqual([]);
  });
});
