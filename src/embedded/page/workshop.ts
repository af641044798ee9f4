/**
 * L'atelier : l'Excel embarqué dans la grille, le volet à côté, et les gestes de la barre. Rien de métier ici :
 * la page est un Excel, le complément vit dans son cadre.
 */
import type { EmbeddedExcel } from '../embedded';
import type { FunctionsMetadata } from '../functions';
import { announce } from './announce';
import { drawBar } from './bar';
import { confirmReplace } from './confirm';
import { connectAddin } from './connection';
import { byId, element } from './elements';
import type { FrameSettings, Language, Theme } from './frame/messages';
import { setGridLanguage, showNumbersIn, type Grid } from './grid';
import { Pane } from './pane';
import { type Preferences, writePreferences } from './preferences';
import { ribbonOf, type RibbonButton } from './manifest';
import { makeSplitter } from './splitter';
import { textsFor } from './texts';

const EXAMPLE = 'exemple-esn.xlsx';

export interface WorkshopParts {
  grid: Grid;
  excel: EmbeddedExcel;
  preferences: Preferences;
  manifest: string;
  functions: Readonly<Record<Language, FunctionsMetadata>>;
  /** Se donner pour un Excel plus ancien (`?excelapi=1.13`). */
  excelApi?: string;
}

export class Workshop {
  readonly #parts: WorkshopParts;
  readonly #pane: Pane;
  readonly #header = byId('barre');
  #workbook = '';
  #modified = false;

  constructor(parts: WorkshopParts) {
    this.#parts = parts;
    const { excel, grid, preferences } = parts;
    this.#pane = new Pane({
      container: byId('volet'),
      title: 'Clôture',
      connect: language => connectAddin(excel, parts.functions[language], parts.excelApi),
      onEscape: () => grid.univerAPI.getActiveWorkbook()?.getActiveSheet()?.getActiveRange()?.activate(),
    });
    excel.model.on('changed', () => this.#setModified(true));
    makeSplitter(byId('separateur'), preferences.paneWidth, width => {
      byId('volet').style.setProperty('--largeur-volet', `${width}px`);
      this.#prefer({ paneWidth: width });
    });
    this.#listenToWindow();
    this.#apply();
  }

  /** Ouvre le classeur d'exemple, tel que le serveur le tient. */
  async openExample(): Promise<void> {
    const response = await fetch(`/modeles/${EXAMPLE}`);
    if (!response.ok) throw new Error(`${EXAMPLE} : ${response.status}`);
    await this.#load(new Uint8Array(await response.arrayBuffer()), EXAMPLE);
  }

  async #open(file: File): Promise<void> {
    await this.#replacing(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      try {
        await this.#load(bytes, file.name);
      } catch (error) {
        console.warn(error);
        announce(this.#texts.unreadable(file.name));
      }
    });
  }

  async #load(bytes: Uint8Array, name: string): Promise<void> {
    const { excel, grid, preferences } = this.#parts;
    announce(this.#texts.loading, true);
    await excel.load(bytes);
    excel.model.fileName = name;
    // Un fichier écrit hors d'Excel n'a pas les résultats de ses formules : Excel les calcule à l'ouverture.
    grid.univerAPI.getFormula().executeCalculation();
    showNumbersIn(grid, preferences.language);
    this.#workbook = name;
    this.#modified = false;
    this.#draw();
    this.#pane.load(this.#settings());
    announce(this.#texts.opened(name));
  }

  async #save(): Promise<void> {
    const { excel } = this.#parts;
    announce(this.#texts.saving, true);
    await excel.calculated();
    const bytes = await excel.save();
    download(bytes, this.#workbook);
    this.#setModified(false);
    announce(this.#texts.saved(this.#workbook));
  }

  async #replacing(action: () => Promise<void>): Promise<void> {
    if (this.#modified && !(await confirmReplace(this.#texts))) return;
    await action();
  }

  async #command(button: RibbonButton): Promise<void> {
    if (!this.#parts.preferences.paneOpen) this.#togglePane();
    if (button.action) await this.#pane.runCommand({ id: button.id, action: button.action });
    else this.#pane.focus();
  }

  #togglePane(): void {
    this.#prefer({ paneOpen: !this.#parts.preferences.paneOpen });
    this.#apply();
  }

  /** Comme Excel, une autre langue ne vaut qu'à l'ouverture suivante du complément : le cadre se recharge. */
  #language(language: Language): void {
    this.#prefer({ language });
    setGridLanguage(this.#parts.grid, language);
    showNumbersIn(this.#parts.grid, language);
    this.#apply();
    this.#pane.load(this.#settings());
  }

  #settings(): FrameSettings {
    const { preferences, excelApi } = this.#parts;
    const { language, theme } = preferences;
    return { language, theme, document: this.#workbook, ...(excelApi ? { excelApi } : {}) };
  }

  /**
   * Un co-auteur sur ce classeur : la page du complément une seconde fois, sans être montrée, avec sa bibliothèque et
   * sa session. Ses fonctions de cellule ne sont pas branchées : la grille n'est pas la sienne.
   */
  openSecondClient(user: string): void {
    const container = element('div', { hidden: true });
    document.body.append(container);
    const connect = () => {
      const session = this.#parts.excel.connect({ user });
      return { session, close: () => session.dispose() };
    };
    new Pane({ container, title: user, connect, onEscape: () => undefined }).load(this.#settings());
  }

  #theme(theme: Theme): void {
    this.#prefer({ theme });
    this.#parts.grid.univerAPI.toggleDarkMode(theme === 'dark');
    this.#apply();
    this.#pane.setTheme(theme);
  }

  #prefer(change: Partial<Preferences>): void {
    Object.assign(this.#parts.preferences, change);
    writePreferences(this.#parts.preferences);
  }

  #setModified(modified: boolean): void {
    if (this.#modified === modified) return;
    this.#modified = modified;
    this.#draw();
  }

  get #texts() {
    return textsFor(this.#parts.preferences.language);
  }

  /** Met la page au goût des préférences : langue, thème, volet. */
  #apply(): void {
    const { language, theme, paneOpen } = this.#parts.preferences;
    document.documentElement.lang = language.slice(0, 2);
    document.documentElement.dataset['theme'] = theme;
    document.body.classList.toggle('sans-volet', !paneOpen);
    byId('separateur').setAttribute('aria-label', this.#texts.paneWidth);
    this.#draw();
  }

  #draw(): void {
    const { preferences, manifest } = this.#parts;
    const state = {
      ...preferences,
      texts: this.#texts,
      workbook: this.#workbook,
      modified: this.#modified,
      ribbon: ribbonOf(manifest, preferences.language),
    };
    drawBar(this.#header, state, {
      open: file => this.#attempt(this.#open(file)),
      save: () => this.#attempt(this.#save()),
      example: () => this.#attempt(this.#replacing(() => this.openExample())),
      togglePane: () => this.#togglePane(),
      language: language => this.#language(language),
      theme: theme => this.#theme(theme),
      command: button => this.#command(button),
    });
  }

  #attempt(action: Promise<void>): void {
    action.catch((error: unknown) => {
      console.warn(error);
      announce(this.#texts.failed(error instanceof Error ? error.message : String(error)));
    });
  }

  #listenToWindow(): void {
    // F6 passe du classeur au volet, comme dans Excel ; le cadre renvoie la main de la même touche.
    const toPane = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || !this.#parts.preferences.paneOpen) return;
      event.preventDefault();
      event.stopPropagation();
      this.#pane.focus();
    };
    window.addEventListener('keydown', toPane, { capture: true });
    window.addEventListener('beforeunload', event => {
      if (this.#modified) event.preventDefault();
    });
  }
}

function download(bytes: Uint8Array, name: string): void {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
