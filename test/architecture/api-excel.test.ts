import { join, relative } from 'node:path';
import ts from 'typescript';

/**
 * Le manifeste ne demande qu'ExcelApi 1.13 (Excel 2021) : chaque membre d'Office.js dont se sert le complément est de ce jeu
 * ou d'avant. Ce qui est plus récent est nommé ici, avec ce que fait le complément quand Excel ne l'a pas.
 */
const racine = join(__dirname, '../..');
const JEU = [1, 13] as const;

const PLUS_RECENTS: Readonly<Record<string, string>> = {
  'WorksheetChangedEventArgs.triggerSource':
    '1.14 : sans lui, ce qu’écrit ce poste ne se distingue pas de sa saisie ; seuls les autres postes sont vus (edits)',
};

/** Le jeu d'API d'un membre, lu dans la documentation de ses types. */
function jeuDe(symbole: ts.Symbol): readonly [number, number] | string | undefined {
  const remarques = symbole.getJsDocTags().flatMap(({ text }) => ts.displayPartsToString(text));
  const jeu = /\[Api set: (\w+) ?([\d.]*)/.exec(remarques.join(' '));
  if (!jeu) return undefined;
  const [, nom = '', version = ''] = jeu;
  if (nom !== 'ExcelApi') return nom;
  const [majeur = 0, mineur = 0] = version.split('.').map(Number);
  return [majeur, mineur];
}

const estOffice = (symbole: ts.Symbol): boolean =>
  symbole.declarations?.some(d => d.getSourceFile().fileName.includes('@types/office-js')) ?? false;

function membresRecents(fichiers: readonly string[]): { recents: Set<string>; vus: number } {
  const { config } = ts.readConfigFile(join(racine, 'tsconfig.json'), chemin => ts.sys.readFile(chemin));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, racine);
  const programme = ts.createProgram(fichiers, { ...options, noEmit: true, incremental: false });
  const verificateur = programme.getTypeChecker();
  const recents = new Set<string>();
  let vus = 0;
  const visiter = (noeud: ts.Node): void => {
    if (ts.isPropertyAccessExpression(noeud) || ts.isBindingElement(noeud)) {
      const symbole = verificateur.getSymbolAtLocation(noeud.name);
      if (symbole && estOffice(symbole)) {
        vus++;
        const jeu = jeuDe(symbole);
        const parent = symbole.declarations?.[0]?.parent;
        const classe = parent && 'name' in parent ? (parent.name as ts.Identifier).text : '';
        const vieux = Array.isArray(jeu) && (jeu[0] < JEU[0] || (jeu[0] === JEU[0] && jeu[1] <= JEU[1]));
        if (jeu !== undefined && !vieux) recents.add(`${classe}.${symbole.name}`);
      }
    }
    ts.forEachChild(noeud, visiter);
  };
  for (const fichier of programme.getSourceFiles())
    if (!fichier.fileName.includes('node_modules') && !relative(racine, fichier.fileName).startsWith('..'))
      visiter(fichier);
  return { recents, vus };
}

test('rien de plus récent qu’Excel 2021, sauf ce qui est nommé', () => {
  const sources = ts.sys.readDirectory(join(racine, 'src/workbook'), ['.ts'], undefined, ['**/*.ts']);
  const { recents, vus } = membresRecents(sources);
  expect(vus).toBeGreaterThan(300);
  expect([...recents].sort()).toEqual(Object.keys(PLUS_RECENTS).sort());
});
