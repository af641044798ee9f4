import { readFileSync } from 'node:fs';
import { ouvrirAtelier, type Atelier } from './atelier';

/** La page « Diagnostic », par son bouton du ruban : ce qu'une personne qui a Excel lancerait et enverrait. */
describe('diagnostic', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier();
  });
  afterAll(() => atelier.close());

  test('le ruban l’ouvre, chaque essai va au bout, le résultat s’exporte en JSON', async () => {
    const { page, volet } = atelier;
    await page.getByRole('button', { name: 'Diagnostic' }).click();
    await volet.getByRole('button', { name: 'Lancer les essais' }).click();
    const conclusion = volet.getByText(/\d+ essais menés au bout sur \d+/).first();
    await conclusion.waitFor({ timeout: 300_000 });
    const [, reussis, total] =
      /(\d+) essais menés au bout sur (\d+)/.exec((await conclusion.textContent()) ?? '') ?? [];
    expect(Number(total)).toBeGreaterThanOrEqual(25);
    expect(reussis).toBe(total);

    const [fichier] = await Promise.all([
      page.waitForEvent('download'),
      volet.getByRole('link', { name: 'Télécharger le résultat (JSON)' }).click(),
    ]);
    expect(fichier.suggestedFilename()).toMatch(/^diagnostic-cloture-\d{4}-\d{2}-\d{2}\.json$/);
    const rapport = JSON.parse(readFileSync(await fichier.path(), 'utf8')) as {
      produit: string;
      excel: { langueAffichage: string };
      essais: { id: string; erreur: string }[];
    };
    expect(rapport).toMatchObject({ produit: 'cloture', excel: { langueAffichage: 'fr-FR' } });
    expect(rapport.essais.map(essai => essai.erreur)).toEqual(rapport.essais.map(() => 'aucune'));
    expect(rapport.essais).toHaveLength(Number(total));
  });

  test('rien n’en reste dans le classeur', async () => {
    const feuilles = await atelier.page.locator('[data-u-comp="slide-tab-item"]').allTextContents();
    expect(feuilles.filter(nom => /essai|diagnostic/i.test(nom))).toEqual([]);
    expect(feuilles.length).toBeGreaterThan(20);
  });
});
