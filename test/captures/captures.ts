/**
 * `npm run captures` : les images du README et des guides, prises sur l'atelier tel qu'il est construit, avec le
 * classeur d'exemple livré. La même histoire chaque fois : l'accueil, une formule tapée dans une cellule, la clôture
 * validée depuis le volet, une affaire dépliée, une fonction choisie.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/embedded/page/build';
import { ouvrirAtelier, type Atelier, type OptionsAtelier } from '../navigateur/atelier';

const DOSSIER = join(ROOT, 'assets/aide/captures');
const FEUILLE = 'Liste des affaires';
/** Une cellule libre au-dessus de la table des affaires, visible à l'ouverture de la feuille. */
const LIBRE = 'F1';
/** L'exemple entier se lit en quelques secondes. */
const DELAI = 120_000;

interface Prise {
  nom: string;
  options: OptionsAtelier;
  histoire: (atelier: Atelier, anglais: boolean) => Promise<void>;
  /** Images de la page entière, ou du seul volet. */
  cadre: 'page' | 'volet';
}

const aller = ({ cadre }: Atelier, hash: string) =>
  cadre().evaluate(adresse => {
    window.location.hash = adresse;
  }, hash);

/** L'accueil, une fois le classeur lu. */
async function accueil({ volet }: Atelier): Promise<void> {
  await volet.getByRole('list').first().waitFor({ timeout: DELAI });
}

/** La formule dans la feuille des affaires, et la clôture validée à côté. */
async function clore(atelier: Atelier, anglais: boolean): Promise<void> {
  const { page, volet } = atelier;
  await accueil(atelier);
  await aller(atelier, '#/travail/avancement');
  await volet.getByRole('button', { name: anglais ? 'Post' : 'Valider', exact: true }).click();
  await volet.locator('table').first().waitFor({ timeout: DELAI });
  await atelier.onglet(FEUILLE);
  await atelier.aller(LIBRE);
  await atelier.taper(
    anglais ? '=CA.AVANCEMENT("24A010","2026-11-30")' : '=CA.AVANCEMENT("24A010";"2026-11-30")',
  );
  await atelier.attendre(FEUILLE, LIBRE, '45000');
  await atelier.aller(LIBRE);
  // Les bulles de la grille et l'annonce s'effacent d'elles-mêmes.
  await page.waitForTimeout(6000);
}

/** 24A010 dépliée après une simulation. */
async function affaire(atelier: Atelier): Promise<void> {
  const { volet } = atelier;
  await accueil(atelier);
  await aller(atelier, '#/travail/avancement');
  await volet.getByRole('button', { name: 'Simuler', exact: true }).click();
  await volet.getByLabel('Chercher une affaire').fill('24A010', { timeout: DELAI });
  const code = volet.getByRole('button', { name: /24A010$/ });
  await code.click();
  await volet.getByRole('button', { name: 'Forcer le %' }).click();
  await volet.getByLabel('% forcé').fill('50');
  await volet.getByLabel('Motif').fill('Recette du lot 2 signée le 28/11');
  await code.evaluate(bouton => bouton.scrollIntoView());
  await atelier.page.waitForTimeout(1000);
}

/** Les états de novembre, tous les travaux simulés : le compte de résultat, le mois à côté du mois d'avant. */
async function etats(atelier: Atelier): Promise<void> {
  const { volet } = atelier;
  await accueil(atelier);
  await aller(atelier, '#/cloture');
  await volet.getByRole('button', { name: 'Simuler', exact: true }).click();
  await volet.getByText(/^Simulation, rien n’est écrit/).waitFor({ timeout: DELAI });
  await aller(atelier, '#/travail/etats');
  await volet.getByRole('combobox', { name: 'Comparer' }).selectOption('M1', { timeout: DELAI });
  const titre = volet.getByRole('heading', { name: 'Compte de résultat' });
  await titre.evaluate(element => element.scrollIntoView());
  await atelier.page.waitForTimeout(500);
}

/** CA.AVANCEMENT choisie dans l'assistant, remplie et évaluée. */
async function assistant(atelier: Atelier): Promise<void> {
  const { volet } = atelier;
  await accueil(atelier);
  await aller(atelier, '#/fonctions');
  await volet.getByRole('button', { name: 'CA.AVANCEMENT', exact: true }).click();
  await volet.getByRole('combobox', { name: 'affaire' }).fill('24A010');
  await volet.getByText('45 000', { exact: true }).waitFor({ timeout: DELAI });
}

const PAGE = { width: 1440, height: 860 };
const PRISES: readonly Prise[] = [
  { nom: 'atelier-clair', options: PAGE, histoire: clore, cadre: 'page' },
  { nom: 'atelier-sombre', options: { ...PAGE, dark: true }, histoire: clore, cadre: 'page' },
  { nom: 'atelier-anglais', options: { ...PAGE, langue: 'en' }, histoire: clore, cadre: 'page' },
  { nom: 'atelier-etroit', options: { width: 600, height: 900 }, histoire: clore, cadre: 'page' },
  { nom: 'accueil', options: { height: 760 }, histoire: accueil, cadre: 'volet' },
  { nom: 'affaire', options: { height: 980 }, histoire: affaire, cadre: 'volet' },
  { nom: 'assistant', options: { height: 820 }, histoire: assistant, cadre: 'volet' },
  { nom: 'etats', options: { height: 980 }, histoire: etats, cadre: 'volet' },
  { nom: 'volet-320', options: { height: 900 }, histoire: clore, cadre: 'volet' },
];

async function prendre({ nom, options, histoire, cadre }: Prise): Promise<void> {
  const atelier = await ouvrirAtelier({ ...options, classeur: 'livre', construire: false });
  try {
    // Le séparateur, au clavier, ramène le volet à sa plus petite largeur.
    for (let pas = 0; cadre === 'volet' && pas < 6; pas++)
      await atelier.page.locator('#separateur').press('ArrowRight');
    await histoire(atelier, options.langue === 'en');
    const path = join(DOSSIER, `${nom}.png`);
    if (cadre === 'page') await atelier.page.screenshot({ path });
    else await atelier.page.locator('#volet').screenshot({ path });
    process.stderr.write(`${path}\n`);
    if (atelier.faults.length > 0) throw new Error(atelier.faults.join('\n'));
  } finally {
    await atelier.close();
  }
}

/** Toutes les images, ou celles dont le nom est donné : `npm run captures -- accueil`. */
async function main(): Promise<void> {
  mkdirSync(DOSSIER, { recursive: true });
  const demandees = process.argv.slice(2);
  for (const prise of PRISES)
    if (demandees.length === 0 || demandees.includes(prise.nom)) await prendre(prise);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
