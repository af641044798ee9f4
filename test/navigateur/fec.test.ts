import { readFileSync } from 'node:fs';
import { base, facture, NOM, texte } from '../cloture/comptabilite-generale/fec/atelier';
import { ouvrirAtelier, type Atelier } from './atelier';

const ECRITURES = 'Écritures importées';
const outil = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AvecAxe {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

/** Ce qu'axe reproche à la page, et si elle déborde de 320 px. */
async function manquements({ cadre }: Atelier): Promise<string[]> {
  return cadre().evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
    const { violations } = await (window as unknown as AvecAxe).axe.run();
    const large = document.documentElement.scrollWidth > window.innerWidth ? ['déborde'] : [];
    return [...violations.flatMap(({ id, nodes }) => nodes.map(n => `${id} : ${n.html}`)), ...large];
  });
}

const deposer = (atelier: Atelier, champ: string, contenu: string) =>
  atelier.volet
    .getByLabel(champ)
    .setInputFiles({ name: NOM, mimeType: 'text/plain', buffer: Buffer.from(contenu) });

describe('importer et exporter un FEC, dans la page construite', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier({ outil });
    await atelier.volet.getByRole('link', { name: 'Données' }).click();
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  test('un fichier faux dit sa ligne, et n’offre pas d’importer', async () => {
    const { volet } = atelier;
    await deposer(atelier, 'Fichier FEC', texte(base()).replace('100,00', '100,01'));
    await volet.getByText('Ce fichier ne peut pas entrer').waitFor();
    await volet.getByText(/ligne 2, « EcritureNum » : la pièce VT 1 n’est pas équilibrée/).waitFor();
    expect(await volet.getByRole('button', { name: /Importer les écritures/ }).count()).toBe(0);
    expect(await manquements(atelier)).toEqual([]);
  });

  test('au clavier : l’aperçu, puis les écritures dans la feuille et le rapport', async () => {
    const { volet } = atelier;
    await deposer(atelier, 'Fichier FEC', texte([...base(), ...facture(3, '20261110')]));
    await volet.getByText('11 lignes, 4 pièces, exercice 01/01/2026 – 31/12/2026.').waitFor();
    await volet.getByRole('rowheader', { name: 'VT · Ventes' }).waitFor();
    expect(await manquements(atelier)).toEqual([]);
    await volet.getByRole('button', { name: 'Importer les écritures (11)' }).press('Enter');
    await volet.getByText('Écritures ajoutées : 11 · modifiées : 0 · retirées : 0.').waitFor();
    await atelier.attendre(ECRITURES, await atelier.trouver(ECRITURES, 'VT', 'Pièce'), 'FA1');
  });

  test('les écritures ressortent dans le format d’un logiciel', async () => {
    const { volet } = atelier;
    await volet.getByLabel('Format').selectOption('cegid');
    await volet.getByRole('button', { name: 'Préparer le fichier' }).press('Enter');
    const lien = volet.getByRole('link', { name: 'Télécharger ecritures-cegid-2026.csv' });
    await lien.waitFor();
    const [fichier] = await Promise.all([atelier.page.waitForEvent('download'), lien.click()]);
    expect(fichier.suggestedFilename()).toBe('ecritures-cegid-2026.csv');
    const contenu = readFileSync(await fichier.path(), 'latin1');
    expect(contenu.split('\r\n')[0]).toBe('15012026;VT;411000;DUPONT;D;120,00;Facture FA1;FA1');
  });

  test('l’historique des exécutions nomme l’import, pas son code', async () => {
    await atelier.cadre().evaluate(() => {
      window.location.hash = '#/historique';
    });
    await atelier.volet.getByText('Import d’un FEC', { exact: true }).waitFor();
    expect(await atelier.volet.getByText('import-fec').count()).toBe(0);
  });
});

test('en anglais, à 320 px, l’aperçu et ses messages le sont aussi', async () => {
  const atelier = await ouvrirAtelier({ langue: 'en', width: 320, height: 640, outil, construire: false });
  try {
    await atelier.volet.getByRole('link', { name: 'Data' }).click();
    await deposer(atelier, 'FEC file', texte(base()).replace('100,00', '100,01'));
    await atelier.volet.getByText(/line 2, "EcritureNum": the entry VT 1 does not balance/).waitFor();
    expect(await manquements(atelier)).toEqual([]);
  } finally {
    await atelier.close();
  }
});
