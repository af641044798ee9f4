/**
 * Le volet dans un Excel d'avant (ExcelApi 1.13) et dans un classeur qui compte ses jours depuis 1904 : la clôture y passe
 * comme ailleurs, les dates s'affichent et se saisissent dans le calendrier du classeur.
 */
import { classeurEn1904 } from '../exemple/classeur-1904';
import { ouvrirAtelier, type Atelier, type OptionsAtelier, type Valeur } from './atelier';

const CLOTURE = 'Ecritures de clôture';

/** Le cas 24A010 (domaine §18) : FAE 18 000 TTC le 30/11, extournée le 1er décembre. */
const NOVEMBRE = [
  ['4181', 18_000, 0],
  ['706000', 0, 15_000],
  ['44587', 0, 3_000],
  ['4181', 0, 18_000],
  ['706000', 15_000, 0],
  ['44587', 3_000, 0],
];

async function dans(options: OptionsAtelier, essai: (atelier: Atelier) => Promise<void>): Promise<void> {
  const atelier = await ouvrirAtelier(options);
  try {
    await atelier.cadre().evaluate(() => {
      window.location.hash = '#/travail/avancement';
    });
    await atelier.volet.getByRole('button', { name: 'Valider', exact: true }).press('Enter');
    await atelier.volet
      .getByRole('status')
      .filter({ hasText: /^Validé · \d+ écritures/ })
      .waitFor();
    await essai(atelier);
    expect(atelier.faults).toEqual([]);
  } finally {
    await atelier.close();
  }
}

async function deNovembre(atelier: Atelier): Promise<Record<string, Valeur>[]> {
  const rangs = await atelier.valeurs(CLOTURE);
  const entetes = (rangs[3] ?? []).map(String);
  const lignes = rangs.slice(4).map(r => Object.fromEntries(entetes.map((e, i) => [e, r[i] ?? ''])));
  return lignes.filter(l => String(l['Clé de génération']).includes('2026-11-30'));
}

const montants = (lignes: Record<string, Valeur>[]) =>
  lignes.map(l => [l['Compte'], Number(l['Débit']), Number(l['Crédit'])]);

test('Excel 2021 (ExcelApi 1.13) : novembre se valide et s’annule', async () => {
  await dans({ excelApi: '1.13' }, async atelier => {
    expect(
      await atelier
        .cadre()
        .evaluate(() => ['1.13', '1.14'].map(v => Office.context.requirements.isSetSupported('ExcelApi', v))),
    ).toEqual([true, false]);
    expect(montants(await deNovembre(atelier))).toEqual(NOVEMBRE);
    await atelier.cadre().evaluate(() => {
      window.location.hash = '#/historique';
    });
    await atelier.volet.getByRole('button', { name: 'Annuler la dernière exécution' }).press('Enter');
    await atelier.volet.getByRole('button', { name: 'Oui, l’annuler' }).press('Enter');
    await atelier.volet.getByText(/^Exécution annulée/).waitFor();
    expect(await deNovembre(atelier)).toEqual([]);
  });
});

test.each([['fr'], ['en']] as const)(
  'un classeur en 1904 (%s) : dates affichées et saisies dans son calendrier',
  async langue => {
    const fichier = await classeurEn1904();
    const atelier = await ouvrirAtelier({ fichier, langue });
    try {
      const temps = 'Temps passés';
      const date = await atelier.trouver(temps, 'T0001', 'Date');
      // T0001 est du 15/06/2026 : 46 188 depuis 1900, 44 726 depuis 1904.
      expect(await atelier.lire(temps, date)).toBe('15/06/2026');
      await atelier.onglet(temps);
      await atelier.aller(date);
      await atelier.taper(langue === 'fr' ? '16/06/2026' : '2026-06-16');
      expect(await atelier.lire(temps, date)).toBe('16/06/2026');
      const valeurs = await atelier.valeurs(temps);
      const colonne = (valeurs[3] ?? []).indexOf('Date');
      expect(valeurs[4]?.[colonne]).toBe(44_727);
      expect(atelier.faults).toEqual([]);
    } finally {
      await atelier.close();
    }
  },
);

test('un classeur en 1904 se clôture depuis le volet, ses écritures datées dans son calendrier', async () => {
  await dans({ fichier: await classeurEn1904() }, async atelier => {
    const lignes = await deNovembre(atelier);
    expect(montants(lignes)).toEqual(NOVEMBRE);
    // Le 30/11/2026 est le jour 46 356 depuis 1900 (domaine §0.2), 1 462 de moins depuis 1904.
    expect(lignes.map(l => l['Date'])).toEqual([44_894, 44_894, 44_894, 44_895, 44_895, 44_895]);
    const rangs = await atelier.valeurs(CLOTURE);
    const date = (rangs[3] ?? []).indexOf('Date');
    const premiere = rangs.findIndex(r => r[date] === 44_894) + 1;
    expect(await atelier.lire(CLOTURE, `${String.fromCharCode(65 + date)}${premiere}`)).toBe('30/11/2026');
  });
});
