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
  ['premier lancement', '?cas=vierge', page => presser(page, 'Ouvrir le classeur d’exemple')],
  ['tout est validé, en anglais', '?cas=fermable&langue=en'],
  ['mois fermé', '?cas=ferme'],
  ['tout clôturer, avant', '#/cloture'],
  ['tout clôturer, simulé', '#/cloture', page => presser(page, 'Simuler')],
  ['fermer un mois', '?cas=fermable#/cloture', page => presser(page, 'Fermer novembre 2026')],
  ['historique des exécutions', '#/historique'],
  ['aucune exécution, en anglais', '?cas=vide&langue=en#/historique'],
  ['liste des fonctions', '#/fonctions'],
  [
    'fonction remplie, en anglais',
    '?langue=en#/fonctions',
    async page => {
      await presser(page, 'AMORT.PLAN');
      await presser(page, 'Use the example');
    },
  ],
  [
    'fonction en erreur, cellule occupée',
    '#/fonctions',
    async page => {
      await presser(page, 'CA.AVANCEMENT');
      await presser(page, 'Insérer dans la cellule active');
    },
  ],
  ['travail, avant', '#/travail/avancement'],
  ['accueil, un travail masqué', '?cas=rattachement'],
  ['travail masqué par un réglage, en anglais', '?cas=rattachement&langue=en#/travail/avancement'],
  ['simulation', '#/travail/avancement', page => presser(page, 'Simuler')],
  [
    'affaire dépliée',
    '?langue=en#/travail/avancement',
    async page => {
      await presser(page, 'Simulate');
      await page.getByRole('button', { name: '24A020' }).click();
    },
  ],
  [
    '% forcé sans motif',
    '#/travail/avancement',
    async page => {
      await presser(page, 'Simuler');
      await page.getByRole('button', { name: '24A010' }).click();
      await presser(page, 'Forcer le %');
      await page.getByLabel('% forcé').fill('145');
      await presser(page, 'Écrire le % forcé');
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
  [
    'lettrage, lettre dépliée et provisions',
    '#/travail/tiers',
    async page => {
      await presser(page, 'Simuler');
      await presser(page, 'Lettre à Société des Établissements Martin-Delacourt');
      await page.getByRole('button', { name: 'Copier la lettre' }).waitFor();
      await page.getByRole('table', { name: 'Provisions clients' }).waitFor();
    },
  ],
  [
    'lettre non écrite, en anglais',
    '?langue=en#/travail/tiers',
    async page => {
      await presser(page, 'Simulate');
      await presser(page, 'Letter to Smith Ltd');
    },
  ],
  ['aucun tiers', '?cas=vide#/travail/tiers', simulerSansArrete],
  [
    'états : des lignes aux écritures',
    '#/travail/etats',
    async page => {
      await presser(page, 'Simuler');
      await presser(page, '▸ Production vendue');
      await presser(page, '▸ 706000');
      await page.getByRole('button', { name: '15/11/2026 P-40' }).waitFor();
    },
  ],
  [
    'états : un compte à regrouper, et le bilan, en anglais',
    '?cas=bloque&langue=en#/travail/etats',
    async page => {
      await presser(page, 'Simulate');
      await page.getByLabel('Statement', { exact: true }).selectOption('PASSIF');
      await page.getByLabel('Line of account 296000').waitFor();
    },
  ],
  [
    'balance, une classe et un compte dépliés, plan complété, édition retenue',
    '#/travail/comptabilite-generale',
    async page => {
      await presser(page, 'Simuler');
      await page.getByRole('button', { name: 'Classe 4' }).click();
      await presser(page, 'Mouvements de 411000');
      await page.getByRole('table', { name: 'Mouvements de 411000' }).waitFor();
      await page.getByRole('button', { name: '10/11/2026 F2026-101, aller à la ligne' }).waitFor();
      await page.getByRole('checkbox', { name: 'Grand livre' }).check();
      await presser(page, 'Retenir ce choix');
      await page.getByText('Choix retenu').waitFor();
      await presser(page, 'Compléter le plan d’un compte');
      await page.getByText('Ajoutés au plan de comptes : 1').waitFor();
    },
  ],
  [
    'recherche d’un compte, en anglais',
    '?langue=en#/travail/comptabilite-generale',
    async page => {
      await presser(page, 'Simulate');
      await page.getByRole('searchbox').fill('prestations');
      await page.getByRole('button', { name: 'Movements of 706000' }).waitFor();
    },
  ],
  ['aucune écriture', '?cas=vide#/travail/comptabilite-generale', simulerSansArrete],
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

  test('24A010 forcée à 50 % avec son motif : le CA s’annonce, l’écriture relance le calcul', async () => {
    const page = await ouvrir('#/travail/avancement');
    await page.getByRole('button', { name: 'Simuler' }).press('Enter');
    await page.getByRole('button', { name: '24A010' }).press('Enter');
    await page.getByRole('button', { name: 'Forcer le %' }).press('Enter');
    await page.getByLabel('% forcé').fill('50');
    await page.getByText('CA reconnu avec ce % : 50 000,00').waitFor();
    await page.getByRole('button', { name: 'Écrire le % forcé' }).press('Enter');
    await page.getByText('Un motif est exigé').waitFor();
    await page.getByLabel('Motif').fill('Recette signée');
    await page.getByRole('button', { name: 'Écrire le % forcé' }).press('Enter');
    await page.getByText('le calcul est relancé').waitFor();
  });

  test('les affaires se filtrent et se cherchent sans quitter la liste', async () => {
    const page = await ouvrir('#/travail/avancement');
    await page.getByRole('button', { name: 'Simuler' }).press('Enter');
    await page.getByLabel('Montrer').selectOption('PCA');
    await page.getByText('Affaires montrées : 1 sur 1').waitFor();
    await page.getByLabel('Montrer').selectOption('TOUTES');
    await page.getByLabel('Chercher une affaire').fill('refonte');
    await page.getByText('Affaires montrées : 1 sur 1').waitFor();
    expect(await page.getByRole('button', { name: '24A010' }).count()).toBe(1);
  });

  test('un mois ne se ferme pas tant qu’une raison reste ; sans raison, il se ferme après une question', async () => {
    let page = await ouvrir('#/cloture');
    const bouton = page.getByRole('button', { name: 'Fermer novembre 2026' });
    expect(await bouton.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('octobre 2026 n’est pas fermé').waitFor();
    await page.getByText('le dernier calcul a 2 anomalies bloquantes (C-TAB-01, C-GEN-03)').waitFor();
    // Rien n'a été validé en octobre : il peut se fermer avec novembre, et n'est alors plus une raison.
    await page.getByRole('checkbox', { name: /^Fermer aussi octobre 2026/ }).press('Space');
    await page.getByText('octobre 2026 n’est pas fermé').waitFor({ state: 'detached' });
    page = await ouvrir('?cas=fermable#/cloture');
    await page.getByRole('button', { name: 'Fermer novembre 2026' }).press('Enter');
    await page.getByText('Fermer novembre 2026 définitivement ?').waitFor();
    expect(await foyer(page)).toBe('Non, pas encore');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Mois fermé ·').waitFor();
  });

  test('AMORT.LINEAIRE s’essaie dans l’assistant : T-IMM-01, 333,33 en novembre 2026', async () => {
    const page = await ouvrir('#/fonctions');
    await page.getByLabel('Chercher une fonction').fill('lineaire dotation');
    await page.getByText('Fonctions : 1').waitFor();
    await page.getByRole('button', { name: 'AMORT.LINEAIRE' }).press('Enter');
    const champs: [string, string][] = [
      ['brut', '12 000'],
      ['dureeMois', '36'],
      ['miseEnService', '12/05/2026'],
      ['du', '01/11/2026'],
      ['au', '30/11/2026'],
    ];
    for (const [champ, valeur] of champs)
      await page.getByRole('combobox', { name: champ, exact: true }).fill(valeur);
    await page.getByText('333,33', { exact: true }).waitFor();
    await page
      .getByText('=AMORT.LINEAIRE(12000;36;DATE(2026;5;12);DATE(2026;11;1);DATE(2026;11;30))')
      .waitFor();
    await page.getByRole('button', { name: /brut : prendre la cellule/ }).press('Enter');
    await page.getByText("=AMORT.LINEAIRE('Feuille 1'!B2;36;").waitFor();
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

  test('au premier lancement, l’exemple se propose d’abord, puis les tables du classeur', async () => {
    const page = await ouvrir('?cas=vierge');
    const boutons = page.getByRole('main').getByRole('button');
    await boutons.first().waitFor();
    expect((await boutons.allTextContents()).slice(0, 2)).toEqual([
      'Ouvrir le classeur d’exemple',
      'Insérer les tables dans ce classeur',
    ]);
    await presser(page, 'Ouvrir le classeur d’exemple');
    const lien = page.getByRole('link', { name: 'Télécharger le classeur d’exemple' });
    expect(await lien.getAttribute('href')).toBe('modeles/exemple-esn.xlsx');
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
