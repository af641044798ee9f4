import { ouvrirAtelier, type Atelier } from './atelier';

const AFFAIRES = 'Liste des affaires';
const CALCUL = "CA à l'avancement";

/** Ce que le contrôleur fait du volet dans la page construite : forcer un %, insérer une fonction, fermer le mois. */
describe('le volet, un mois entier', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier();
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  const bouton = (nom: string | RegExp) => atelier.volet.getByRole('button', { name: nom });
  const aller = (hash: string) =>
    atelier.cadre().evaluate(adresse => {
      window.location.hash = adresse;
    }, hash);

  test('une fonction choisie se remplit depuis les tables, montre sa valeur et s’écrit dans la cellule active', async () => {
    await atelier.onglet(AFFAIRES);
    await atelier.aller('P2');
    await aller('#/fonctions');
    await atelier.volet.getByLabel('Chercher une fonction').fill('CA.AVANCEMENT');
    await bouton('CA.AVANCEMENT').click();
    await atelier.volet.getByText('45 000', { exact: true }).waitFor();
    await bouton('Insérer dans la cellule active').click();
    await atelier.volet.getByText(/Formule écrite en .*P2/).waitFor();
    await atelier.attendre(AFFAIRES, 'P2', '45000');
    expect(await atelier.formule(AFFAIRES, 'P2')).toBe('=CA.AVANCEMENT("24A010")');
  });

  test('24A010 forcée à 50 % : le CA simulé, la feuille et la cellule le disent', async () => {
    await aller('#/travail/avancement');
    await bouton('Valider').click();
    await bouton(/24A010$/).click();
    await bouton('Forcer le %').click();
    await atelier.volet.getByLabel('% forcé').fill('50');
    await atelier.volet.getByLabel('Motif').fill('Recette signée');
    await bouton('Écrire le % forcé').click();
    await atelier.volet.getByText('50,00 %').first().waitFor();
    const taux = await atelier.trouver(CALCUL, '24A010', '% forcé');
    await atelier.attendre(CALCUL, taux, '50,00%');
    await atelier.attendre(AFFAIRES, 'P2', '50000');
  });

  test('tout validé, le mois se ferme et décembre s’ouvre ; ce qu’il a figé ne bouge plus', async () => {
    await aller('#/cloture');
    await bouton('Valider').click();
    await atelier.volet.getByText(/Validé · \d+ écritures/).waitFor();
    await bouton('Fermer novembre 2026').click();
    await bouton('Oui, fermer le mois').click();
    await atelier.volet.getByText(/Mois fermé ·/).waitFor();
    await aller('#/');
    await atelier.volet.getByText('Clôture de décembre 2026').waitFor();
    await aller('#/historique');
    await atelier.volet.getByText('Fermeture', { exact: true }).waitFor();
    const ca = await atelier.trouver(CALCUL, '24A010', 'CA reconnu');
    expect(await atelier.lire(CALCUL, ca)).toBe('50 000,00');
  });
});
