/** Ce que le volet montre à côté des travaux, dans la page construite : exemples vivants, réglages, historique des exécutions. */
import { ouvrirAtelier, type Atelier } from './atelier';

const EXEMPLES = 'Exemples Clôture';

describe('l’aide, les réglages et l’historique', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier();
  });
  afterAll(() => atelier?.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  const bouton = (nom: string) => atelier.volet.getByRole('button', { name: nom, exact: true });
  const aller = (hash: string) =>
    atelier.cadre().evaluate(adresse => {
      window.location.hash = adresse;
    }, hash);

  test('chaque exemple de l’aide, vivant dans une feuille, donne le résultat attendu à côté', async () => {
    await aller('#/fonctions');
    await bouton('Écrire la feuille d’exemples').click();
    await atelier.volet.getByText(/\d+ exemples écrits/).waitFor();
    expect(await atelier.feuilleActive()).toBe(EXEMPLES);
    const ecarts = async () =>
      (await atelier.valeurs(EXEMPLES))
        .slice(3)
        .filter(r => r[4] !== null && r[4] !== undefined && r[4] !== '' && String(r[3]) !== String(r[4]))
        .map(r => [r[0], r[3], r[4]]);
    const fin = Date.now() + 60_000;
    while ((await ecarts()).length > 0 && Date.now() < fin) await atelier.page.waitForTimeout(250);
    expect(await ecarts()).toEqual([]);
    const lignes = await atelier.valeurs(EXEMPLES);
    expect(lignes.find(r => r[0] === 'CA.AVANCEMENT')?.[3]).toBe(45_000);
  });

  test('les réglages disent les paramètres du classeur, chacun mène à sa cellule', async () => {
    await aller('#/reglages');
    await bouton('Aller à DateArrete').click();
    const fin = Date.now() + 10_000;
    while ((await atelier.feuilleActive()) === EXEMPLES && Date.now() < fin)
      await atelier.page.waitForTimeout(100);
    expect(await atelier.feuilleActive()).toBe('Paramètres du dossier');
  });

  test('l’historique montre la validation, et son bouton l’annule', async () => {
    await aller('#/travail/avancement');
    await bouton('Valider').click();
    await atelier.volet.getByText(/Validé · \d+ écritures/).waitFor();
    const ca = async () => (await atelier.valeurs("CA à l'avancement")).some(r => r[1] === '24A010');
    expect(await ca()).toBe(true);
    await aller('#/historique');
    await atelier.volet.getByText('Validation', { exact: true }).waitFor();
    await bouton('Annuler la dernière exécution').click();
    await bouton('Oui, l’annuler').click();
    await atelier.volet.getByText(/^Exécution annulée/).waitFor();
    expect(await ca()).toBe(false);
  });
});
