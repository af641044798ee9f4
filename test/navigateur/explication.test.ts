import { readFileSync } from 'node:fs';
import { ouvrirAtelier, type Atelier } from './atelier';

const AFFAIRES = 'Liste des affaires';
const CALCUL = "CA à l'avancement";
const TEMPS = 'Temps passés';
const LIBRE = 'P2';
const outil = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AvecAxe {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

describe('« Pourquoi ce chiffre ? », sur la page construite', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier({ outil });
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  const noeud = (nom: RegExp) => atelier.volet.getByRole('treeitem', { name: nom });
  const manquements = () =>
    atelier.cadre().evaluate(async () => {
      await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
      const { violations } = await (window as unknown as AvecAxe).axe.run();
      return violations.flatMap(({ id, nodes }) => nodes.map(n => `${id} : ${n.html}`));
    });

  test('la cellule d’une fonction se déplie jusqu’à ses termes (T-REV-03)', async () => {
    await atelier.onglet(AFFAIRES);
    await atelier.aller(LIBRE);
    await atelier.taper('=CA.AVANCEMENT("24A010";"2026-11-30")');
    await atelier.attendre(AFFAIRES, LIBRE, '45000');
    await atelier.aller(LIBRE);
    await atelier.volet.getByRole('link', { name: 'Pourquoi ce chiffre ?' }).click();
    await noeud(/^CA reconnu\s*45 000,00\s€/).waitFor();
    await atelier.volet.getByText(/^100\s000,00\s€ × 36\s000,00\s€ ÷ 80\s000,00\s€/).waitFor();
    await noeud(/^Reprévision\s*80 000,00/).waitFor();
    expect(await manquements()).toEqual([]);
  });

  test('au clavier : déplier, descendre, aller à la cellule ; l’arbre reste', async () => {
    await noeud(/^CA reconnu/).press('ArrowDown');
    await noeud(/^Budget de vente/).press('ArrowRight');
    await noeud(/^Ligne CV-2026-031\/1/).press('ArrowRight');
    await noeud(/^Facturé/).press('ArrowRight');
    await noeud(/^Facture FC-2026-0142\/1/).press('Enter');
    await atelier.page.waitForFunction(
      nom =>
        (
          window as unknown as {
            atelier: {
              univerAPI: { getActiveWorkbook(): { getActiveSheet(): { getSheetName(): string } } };
            };
          }
        ).atelier.univerAPI
          .getActiveWorkbook()
          .getActiveSheet()
          .getSheetName() === nom,
      'Factures clients',
    );
    await atelier.volet.getByText('Cellule de la table FacturesClients : elle est saisie').waitFor();
    await noeud(/^CA reconnu/).waitFor();
  });

  test('la sélection suivie : une cellule écrite par le complément a son arbre, ses cellules leurs liens', async () => {
    const { volet } = atelier;
    await volet.getByRole('link', { name: 'À faire' }).click();
    await volet.getByRole('link', { name: "Chiffre d'affaires à l'avancement" }).click();
    await volet.getByRole('button', { name: 'Valider' }).press('Enter');
    await volet
      .getByRole('status')
      .filter({ hasText: /Validé · \d+ écritures/ })
      .waitFor();
    await volet.getByRole('link', { name: 'Pourquoi ce chiffre ?' }).click();
    await atelier.onglet(CALCUL);
    await atelier.aller(await atelier.trouver(CALCUL, '24A010', 'Temps valorisés'));
    await volet.getByRole('heading', { name: /24A010 FORFAIT_COUTS · Temps valorisés/ }).waitFor();
    // Quarante-neuf jours du même collaborateur : ils se lisent par mois.
    const collaborateur = noeud(/^Temps valorisés/)
      .getByRole('treeitem')
      .first();
    await collaborateur.press('ArrowRight');
    const mois = collaborateur.getByRole('treeitem').first();
    await mois.press('ArrowRight');
    const jour = mois.getByRole('treeitem').first();
    await jour.press('ArrowRight');
    await jour.getByRole('button', { name: /Temps passés, ligne \d+, Jours/ }).click();
    await volet.getByText('Cellule de la table Temps : elle est saisie').waitFor();
    expect(await atelier.feuilleActive()).toBe(TEMPS);
  });

  test('une cellule qui n’est pas à nous le dit', async () => {
    await atelier.onglet(AFFAIRES);
    await atelier.aller('Q30');
    await atelier.volet.getByText('Cette cellule n’est pas écrite par le complément.').waitFor();
  });

  test('à 320 px, l’arbre déplié tient en largeur', async () => {
    await atelier.onglet(AFFAIRES);
    await atelier.aller(LIBRE);
    await noeud(/^CA reconnu/).waitFor();
    await noeud(/^Charges réelles/).press('ArrowRight');
    await atelier.page.setViewportSize({ width: 320, height: 640 });
    const [contenu, fenetre] = await atelier
      .cadre()
      .evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(contenu).toBeLessThanOrEqual(fenetre ?? 0);
    expect(await manquements()).toEqual([]);
  });
});
