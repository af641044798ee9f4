import { ouvrirAtelier, type Atelier } from './atelier';

const AFFAIRES = 'Liste des affaires';
const TEMPS = 'Temps passés';
/** Une cellule vide, à droite de la table des affaires. */
const LIBRE = 'P2';

const EXPORT = [
  'N° de saisie;Jour;IdCollab;IdAffaire;Jours;Etat;Nature;Facturable',
  'X1;05/11/2026;C001;24A010;0,5;VALIDE;PRODUCTION_FACTURABLE;O',
  'X2;31/02/2026;C001;24A010;1;VALIDE;PRODUCTION_FACTURABLE;O',
  'T0001;15/06/2026;C002;24A010;1;VALIDE;PRODUCTION_FACTURABLE;O',
].join('\r\n');

describe('la page « Données », dans la page construite', () => {
  let atelier: Atelier;
  beforeAll(async () => {
    atelier = await ouvrirAtelier();
    await atelier.volet.getByRole('link', { name: 'Données' }).click();
  });
  afterAll(() => atelier.close());
  afterEach(() => expect(atelier.faults).toEqual([]));

  const deposer = async () => {
    await atelier.volet.getByLabel('Table à remplir').selectOption('Temps');
    await atelier.volet
      .getByLabel('Fichier CSV ou texte')
      .setInputFiles({ name: 'crm.csv', mimeType: 'text/csv', buffer: Buffer.from(EXPORT) });
    await atelier.volet.getByText('crm.csv · lignes : 3.').waitFor();
  };

  test('un export s’aperçoit, se corrige et entre ; ses lignes refusées se disent', async () => {
    const { volet } = atelier;
    await deposer();
    // « N° de saisie » n'est le nom d'aucune colonne : l'obligatoire manquant s'ouvre de lui-même.
    await volet.getByLabel('N° temps (obligatoire)').selectOption('N° de saisie');
    await volet.getByLabel('Date (obligatoire)').selectOption('Jour');
    await volet.getByText('À ajouter : 1 · à remplacer : 0 · refusées : 2.').waitFor();
    await volet.getByText(/crm\.csv, ligne 3, « Date »/).waitFor();
    await volet.getByText(/Ligne 4 du fichier : la clé T0001 est déjà dans Temps/).waitFor();
    await volet.getByRole('button', { name: 'Importer les lignes lues (1)' }).press('Enter');
    await volet.getByText('lignes ajoutées : 1 · modifiées : 0').waitFor();
    await atelier.attendre(TEMPS, await atelier.trouver(TEMPS, 'X1', 'Jours'), '0,50');
  });

  test('la correspondance est retenue dans le classeur', async () => {
    await deposer();
    await atelier.volet.getByText(/la clé X1 est déjà dans Temps/).waitFor();
  });

  test('une formule en #NOM? se répare, puis se fige en valeur', async () => {
    const { volet } = atelier;
    await atelier.onglet(AFFAIRES);
    await atelier.aller(LIBRE);
    await atelier.taper('=CA_FACTURE("24A010";"2026-11-30")');
    await atelier.attendre(AFFAIRES, LIBRE, '#NOM?');
    await volet.getByRole('button', { name: 'Réparer les formules' }).click();
    await volet.getByText('Formules réparées : 1.').waitFor();
    await atelier.attendre(AFFAIRES, LIBRE, '30000');
    await volet.getByRole('button', { name: 'Figer en valeurs' }).click();
    await volet.getByRole('button', { name: 'Oui, figer' }).click();
    await volet.getByText('Formules figées : 1.').waitFor();
    await atelier.attendre(AFFAIRES, LIBRE, '30000');
    expect(await atelier.formule(AFFAIRES, LIBRE)).toBe('');
  });
});
