/**
 * Le navigateur des essais : le Chromium de la machine, sinon celui que livre @sparticuz/chromium, mené par
 * playwright-core dans un dossier d'utilisateur neuf. Une page d'essai échoue sur toute erreur de console, toute
 * erreur de script, toute règle de sécurité enfreinte et toute requête hors du serveur.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Ce qu'un geste peut attendre, en millisecondes : large, car une machine d'intégration partage ses cœurs. */
const PATIENCE = 60_000;

export interface Browser {
  context: BrowserContext;
  page: Page;
  /** Ce qui n'aurait pas dû arriver depuis l'ouverture. */
  faults: string[];
  close(): Promise<void>;
}

async function executable(): Promise<string> {
  const given = process.env['CHROMIUM'];
  const found = [given, ...USUAL_PLACES].find(path => path && existsSync(path));
  if (found) return found;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

export interface BrowserOptions {
  width?: number;
  height?: number;
  dark?: boolean;
  scale?: number;
}

/** Ouvre un navigateur dont seules les requêtes vers `allowed` sont permises. */
export async function openBrowser(allowed: string, options: BrowserOptions = {}): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'cloture-navigateur-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await executable(),
    headless: true,
    args: ARGS,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme: options.dark ? 'dark' : 'light',
    locale: 'fr-FR',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = context.pages()[0] ?? (await context.newPage());
  const faults: string[] = [];
  watch(page, allowed, faults);
  return {
    context,
    page,
    faults,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function watch(page: Page, allowed: string, faults: string[]): void {
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`console : ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', error => faults.push(`script : ${error.stack ?? error.message}`));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(allowed) && !/^(data|blob|about):/.test(url)) faults.push(`requête : ${url}`);
  });
  page.on('response', response => {
    if (response.status() >= 400) faults.push(`réponse ${response.status()} : ${response.url()}`);
  });
}
