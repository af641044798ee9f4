/**
 * `npm run captures` : les images du README et de l'aide, prises sur l'atelier tel qu'il est construit. La même
 * histoire chaque fois : la formule tapée dans une cellule, la clôture validée depuis le volet.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/embedded/page/build';
import { ouvrirAtelier, type Atelier, type OptionsAtelier } from '../navigateur/atelier';

const DOSSIER = join(ROOT, 'assets/aide/captures');
const FEUILLE = 'Liste des affaires';

interface Prise {
  nom: string;
  options: OptionsAtelier;
  /** Images de la page entière, ou du seul volet. */
  cadre: 'page' | 'volet';
}

const PRISES: readonly Prise[] = [
  { nom: 'atelier-clair', options: {}, cadre: 'page' },
  { nom: 'atelier-sombre', options: { dark: true }, cadre: 'page' },
  { nom: 'atelier-anglais', options: { langue: 'en' }, cadre: 'page' },
  { nom: 'volet-320', options: { height: 900 }, cadre: 'volet' },
  { nom: 'atelier-etroit', options: { width: 600, height: 900 }, cadre: 'page' },
];

async function histoire(atelier: Atelier, anglais: boolean): Promise<void> {
  const { page, volet } = atelier;
  await volet
    .getByRole('link', {
      name: anglais ? 'Revenue by stage of completion' : "Chiffre d'affaires à l'avancement",
    })
    .click();
  await volet.getByRole('button', { name: anglais ? 'Post' : 'Valider', exact: true }).click();
  await volet.locator('table').first().waitFor();
  await atelier.onglet(FEUILLE);
  await atelier.aller('B9');
  await atelier.taper(
    anglais ? '=CA.AVANCEMENT("24A010","2026-11-30")' : '=CA.AVANCEMENT("24A010";"2026-11-30")',
  );
  await atelier.attendre(FEUILLE, 'B9', '45000');
  await atelier.aller('B9');
  // Les bulles de la grille et l'annonce s'effacent d'elles-mêmes.
  await page.waitForTimeout(6000);
}

async function prendre({ nom, options, cadre }: Prise): Promise<void> {
  const atelier = await ouvrirAtelier({ ...options, construire: false });
  try {
    await histoire(atelier, options.langue === 'en');
    const path = join(DOSSIER, `${nom}.png`);
    // Le séparateur, au clavier, ramène le volet à sa plus petite largeur.
    for (let pas = 0; cadre === 'volet' && pas < 6; pas++)
      await atelier.page.locator('#separateur').press('ArrowRight');
    if (cadre === 'page') await atelier.page.screenshot({ path });
    else await atelier.page.locator('#volet').screenshot({ path });
    process.stderr.write(`${path}\n`);
    if (atelier.faults.length > 0) throw new Error(atelier.faults.join('\n'));
  } finally {
    await atelier.close();
  }
}

async function main(): Promise<void> {
  mkdirSync(DOSSIER, { recursive: true });
  for (const prise of PRISES) await prendre(prise);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
