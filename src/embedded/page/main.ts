/** Entrée de la page : monte la grille, l'Excel embarqué et l'atelier, puis ouvre le classeur d'exemple. */
import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-table/lib/index.css';
import '@univerjs/preset-sheets-filter/lib/index.css';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import '@univerjs/preset-sheets-conditional-formatting/lib/index.css';
import './page.css';
import { createEmbeddedExcel } from '../embedded';
import type { FunctionsMetadata } from '../functions';
import { announce } from './announce';
import type { Language } from './frame/messages';
import { byId } from './elements';
import { createGrid } from './grid';
import { functionsPath } from './manifest';
import { readPreferences } from './preferences';
import { keepActiveTabInView } from './tabs';
import { textsFor } from './texts';
import { acceptTyping } from './typing';
import { Workshop } from './workshop';

async function readText(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} : ${response.status}`);
  return response.text();
}

async function readFunctions(manifest: string, language: Language): Promise<FunctionsMetadata> {
  const path = functionsPath(manifest, language);
  return path ? (JSON.parse(await readText(path)) as FunctionsMetadata) : { functions: [] };
}

async function main(): Promise<void> {
  const preferences = readPreferences(new URL(window.location.href));
  document.documentElement.dataset['theme'] = preferences.theme;
  announce(textsFor(preferences.language).loading, true);
  const manifest = await readText('/manifest.xml');
  const [french, english] = await Promise.all([
    readFunctions(manifest, 'fr-FR'),
    readFunctions(manifest, 'en-US'),
  ]);
  const functions = { 'fr-FR': french, 'en-US': english };
  await Promise.all(['16px Calibri', 'bold 16px Calibri'].map(font => document.fonts.load(font)));
  const grid = createGrid('grille', preferences.language, preferences.theme);
  keepActiveTabInView(byId('grille'));
  const excel = await createEmbeddedExcel({
    univer: grid,
    locale: preferences.language,
    functions: french.functions.map(({ name }) => name),
    typing: () => grid.univerAPI.getActiveWorkbook()?.isCellEditing() ?? false,
  });
  acceptTyping(grid, { language: () => preferences.language, date1904: () => excel.model.date1904 });
  const address = new URL(window.location.href);
  const excelApi = address.searchParams.get('excelapi') ?? undefined;
  const workshop = new Workshop({
    ...{ grid, excel, preferences, manifest, functions },
    ...(excelApi ? { excelApi } : {}),
  });
  // La grille est un canevas : ce qu'elle montre se lit ici, depuis la console ou un essai. Les pannes de l'hôte
  // (`excel.sessions()[0].faults`) et un second poste s'y demandent aussi.
  const atelier = {
    ready: false,
    univerAPI: grid.univerAPI,
    excel,
    secondClient: (user: string) => workshop.openSecondClient(user),
  };
  Object.assign(window, { atelier });
  await workshop.openExample();
  atelier.ready = true;
}

main().catch((error: unknown) => {
  console.error(error);
  announce(String(error), true);
});
