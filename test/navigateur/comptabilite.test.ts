import { ouvrirAtelier, type Atelier } from './atelier';

describe('la comptabilité générale, dans la page construite', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier();
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  test('le volet montre la balance du petit classeur, et les mouvements d’un compte', async () => {
    const { volet } = atelier;
    await volet.getByRole('link', { name: 'Comptabilité générale' }).click();
    await volet.getByRole('button', { name: 'Simuler' }).press('Enter');
    await volet.getByRole('searchbox', { name: 'Chercher un compte' }).fill('4181');
    await volet.getByRole('button', { name: 'Mouvements de 4181' }).click();
    // FAE de 18 000 HT passée le 31/10 et extournée le 01/11 (domaine §18), TVA 20 %.
    const mouvements = volet.getByRole('table', { name: 'Mouvements de 4181' });
    await mouvements.getByRole('row', { name: /31\/10\/2026.*21\s600,00/ }).waitFor();
    await mouvements.getByRole('row', { name: /01\/11\/2026.*21\s600,00/ }).waitFor();
  });

  test('CPTA.SOLDE se tape dans une cellule', async () => {
    await atelier.onglet('Liste des affaires');
    await atelier.aller('Q2');
    await atelier.taper('=CPTA.SOLDE("4181";;"31/10/2026")');
    await atelier.attendre('Liste des affaires', 'Q2', '21600');
  });
});
