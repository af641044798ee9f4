/**
 * L'atelier ouvert dans un navigateur, pour les essais et les captures. Les gestes passent par le clavier et la
 * souris ; comme la grille est dessinée sur un canevas, ce qu'elle montre se lit dans `window.atelier`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Frame } from 'playwright-core';
import {
  ADDIN_DIRECTORY,
  buildPages,
  PAGE_DIRECTORY,
  ROOT,
  TEMPLATES_DIRECTORY,
} from '../../src/embedded/page/build';
import { serve } from '../../src/embedded/server/server';
import { CLASSEUR, poserPetitClasseur } from '../exemple/petit-classeur';
import { openBrowser, type Browser, type BrowserOptions } from './chromium';

interface ReadableRange {
  getDisplayValue(): string;
  getFormula(): string;
  getRawValue(): string | number | boolean | null;
}
interface ReadableSheet {
  getRange(address: string): ReadableRange;
  getDataRange(): { getDisplayValues(): string[][]; getRawValues(): Valeur[][] };
}
/** La part de la façade d'Univer que l'on lit. */
interface ReadableWindow {
  atelier?: {
    ready: boolean;
    univerAPI: {
      getActiveWorkbook(): {
        isCellEditing(): boolean;
        getActiveSheet(): { getSheetName(): string };
        getSheetByName(name: string): ReadableSheet | null;
      };
      getUniverDoc(id: string): { getSnapshot(): { body?: { dataStream: string } } } | null;
    };
  };
}

/** Ce qu'une cellule garde. */
export type Valeur = string | number | boolean | null;

export interface Atelier extends Browser {
  url: string;
  /** Le volet, dans son cadre. */
  volet: FrameLocator;
  cadre(): Frame;
  /** Ce que la cellule montre. */
  lire(feuille: string, adresse: string): Promise<string>;
  /** La formule enregistrée, sous sa forme américaine. */
  formule(feuille: string, adresse: string): Promise<string>;
  /** Les valeurs d'une feuille, ligne par ligne, telles que la grille les garde ; une date est son numéro de série. */
  valeurs(feuille: string): Promise<Valeur[][]>;
  feuilleActive(): Promise<string>;
  /** Adresse de la cellule au croisement de la ligne qui porte cette clé et de la colonne de cet en-tête. */
  trouver(feuille: string, cle: string, entete: string): Promise<string>;
  /** Attend que la cellule montre ce texte, ou échoue en disant ce qu'elle montre. */
  attendre(feuille: string, adresse: string, texte: string): Promise<void>;
  /** Clique l'onglet d'une feuille. */
  onglet(feuille: string): Promise<void>;
  /** Va à une cellule de la feuille active par la zone de nom. */
  aller(adresse: string): Promise<void>;
  /** Tape dans la cellule choisie, au clavier seul, et valide. */
  taper(texte: string): Promise<void>;
}

export interface OptionsAtelier extends BrowserOptions {
  langue?: 'fr' | 'en';
  /** Le petit classeur des essais (défaut), vite ouvert, celui que `npm start` ouvre, ou celui d'un scénario. */
  classeur?: string;
  /** Les octets d'un autre classeur encore. */
  fichier?: Uint8Array;
  /** Un Excel plus ancien : la version d'ExcelApi qu'il annonce. */
  excelApi?: string;
  /** Faux quand l'appelant vient de construire les pages. */
  construire?: boolean;
  /** Script posé avant tout autre dans chaque cadre (un outil d'essai). */
  outil?: string;
}

const DELAI = 120_000;

/** Construit ce qui a changé, sert, ouvre la page et attend le classeur d'exemple et le volet. */
export async function ouvrirAtelier(options: OptionsAtelier = {}): Promise<Atelier> {
  if (options.construire !== false) await buildPages();
  const petits = mkdtempSync(join(tmpdir(), 'atelier-'));
  const { classeur = 'petit' } = options;
  if (options.fichier) writeFileSync(join(petits, CLASSEUR), options.fichier);
  else if (classeur !== 'livre')
    await poserPetitClasseur(petits, classeur === 'petit' ? undefined : classeur);
  const server = await serve({
    root: ROOT,
    templates: options.classeur === 'livre' ? TEMPLATES_DIRECTORY : petits,
    page: PAGE_DIRECTORY,
    addin: ADDIN_DIRECTORY,
    port: 0,
  });
  const browser = await openBrowser(server.url, options);
  const { page } = browser;
  if (options.outil) await browser.context.addInitScript({ content: options.outil });
  const address = new URL(server.url);
  address.searchParams.set('langue', options.langue ?? 'fr');
  address.searchParams.set('theme', options.dark ? 'sombre' : 'clair');
  if (options.excelApi) address.searchParams.set('excelapi', options.excelApi);
  await page.goto(address.href);
  await page.waitForFunction(() => (window as ReadableWindow).atelier?.ready, undefined, { timeout: DELAI });
  const volet = page.frameLocator('#volet iframe');
  await volet.locator('main').waitFor({ timeout: DELAI });

  const read = (sheet: string, cell: string, what: 'getDisplayValue' | 'getFormula') =>
    page.evaluate(
      ([name, at, method]) => {
        const workbook = (window as ReadableWindow).atelier?.univerAPI.getActiveWorkbook();
        return workbook?.getSheetByName(name)?.getRange(at)[method]() ?? '';
      },
      [sheet, cell, what] as const,
    );
  /** Ce que l'on attend de la page arrive-t-il sous peu ? */
  const bientot = (condition: (texte: string) => boolean, texte: string) =>
    page.waitForFunction(condition, texte, { timeout: 10_000 }).then(
      () => true,
      () => false,
    );
  const atelier: Atelier = {
    ...browser,
    url: server.url,
    volet,
    cadre() {
      const frame = page.frames().find(candidate => candidate.url().includes('taskpane.html'));
      if (!frame) throw new Error('le cadre du volet est absent');
      return frame;
    },
    // Les milliers se séparent d'une espace insécable étroite ; les essais l'écrivent comme une espace.
    lire: async (feuille, adresse) => (await read(feuille, adresse, 'getDisplayValue')).replace(/\s/g, ' '),
    formule: (feuille, adresse) => read(feuille, adresse, 'getFormula'),
    feuilleActive: () =>
      page.evaluate(
        () =>
          (window as ReadableWindow).atelier?.univerAPI.getActiveWorkbook().getActiveSheet().getSheetName() ??
          '',
      ),
    valeurs: feuille =>
      page.evaluate(
        name =>
          (window as ReadableWindow).atelier?.univerAPI
            .getActiveWorkbook()
            .getSheetByName(name)
            ?.getDataRange()
            .getRawValues() ?? [],
        feuille,
      ),
    async trouver(feuille, cle, entete) {
      const values = await page.evaluate(
        name =>
          (window as ReadableWindow).atelier?.univerAPI
            .getActiveWorkbook()
            .getSheetByName(name)
            ?.getDataRange()
            .getDisplayValues() ?? [],
        feuille,
      );
      return addressOf(values, cle, entete);
    },
    async attendre(feuille, adresse, texte) {
      const end = Date.now() + DELAI;
      let shown = await atelier.lire(feuille, adresse);
      while (shown !== texte && Date.now() < end) {
        await page.waitForTimeout(100);
        shown = await atelier.lire(feuille, adresse);
      }
      if (shown !== texte) throw new Error(`${feuille}!${adresse} montre « ${shown} » et non « ${texte} »`);
    },
    async onglet(feuille) {
      await page.locator('[data-u-comp="slide-tab-item"]').getByText(feuille, { exact: true }).click();
    },
    async aller(adresse) {
      const box = page.locator('[data-u-comp="defined-name"] input').first();
      await box.click();
      await box.fill(adresse);
      await box.press('Enter');
    },
    // Comme une personne : on regarde ce qui s'écrit, on reprend si une touche s'est perdue, on valide jusqu'à ce que
    // la cellule se ferme.
    async taper(texte) {
      await page.keyboard.type(texte, { delay: 15 });
      for (let reprises = 5; ; reprises--) {
        if (reprises === 0) throw new Error(`« ${texte} » ne s'écrit pas dans la cellule`);
        if (await bientot(portantTexte, texte)) {
          await page.keyboard.press('Enter');
          if (await bientot(fermee, '')) return;
          if (await bientot(portantTexte, texte)) continue;
        }
        await page.keyboard.press('Escape');
        await page.keyboard.type(texte, { delay: 50 });
      }
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(petits, { recursive: true, force: true });
    },
  };
  return atelier;
}

/** L'éditeur de la cellule porte ce texte (lu dans la page). */
function portantTexte(texte: string): boolean {
  const editor = (window as ReadableWindow).atelier?.univerAPI.getUniverDoc('__INTERNAL_EDITOR__DOCS_NORMAL');
  return editor?.getSnapshot().body?.dataStream.trimEnd() === texte;
}

/** Aucune cellule n'est en cours de saisie (lu dans la page). */
function fermee(): boolean {
  return (window as ReadableWindow).atelier?.univerAPI.getActiveWorkbook().isCellEditing() === false;
}

function addressOf(values: string[][], key: string, header: string): string {
  const headerRow = values.findIndex(row => row.includes(header));
  const column = values[headerRow]?.indexOf(header) ?? -1;
  const row = values.findIndex((cells, index) => index > headerRow && cells.includes(key));
  if (headerRow < 0 || row < 0) throw new Error(`« ${key} » ou « ${header} » absent de la feuille`);
  const letters = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26));
  return `${letters}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}
