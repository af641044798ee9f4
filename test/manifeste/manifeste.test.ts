import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeCommands } from '../../src/commands/close';
import { CATALOGUE } from '../../src/functions/catalogue';
import { functionsMetadata } from '../../src/functions/metadata';
import { TEXTES } from '../../src/ui/dictionnaire';
import { lireXml } from './xml';
import { parcourir, verifierManifeste, type Entourage } from './verificateur';

const racine = join(__dirname, '../..');
const source = readFileSync(join(racine, 'manifest.xml'), 'utf8');

/** Dimensions d'un PNG, lues dans son en-tête. */
function tailleImage(chemin: string) {
  const fichier = join(racine, chemin);
  if (!existsSync(fichier)) return undefined;
  const octets = readFileSync(fichier);
  if (octets.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { largeur: octets.readUInt32BE(16), hauteur: octets.readUInt32BE(20) };
}

interface Textes {
  [nom: string]: { value: string };
}
const lireJson = (nom: string): unknown => JSON.parse(readFileSync(join(racine, 'assets', nom), 'utf8'));
const raccourcis = lireJson('raccourcis.json') as {
  actions: { id: string; type: string; name: string }[];
  shortcuts: { action: string; key: { default: string } }[];
  resources: { default: Textes };
};
const enAnglais = lireJson('raccourcis-en.json') as { resources: { 'en-us': Textes } };

const ids = (langue: 'fr' | 'en') => functionsMetadata(langue).functions.map(f => f.id);
const entourage: Entourage = {
  tailleImage,
  commandes: Object.keys(closeCommands),
  raccourcis: raccourcis.actions.map(({ id }) => id),
  fonctions: CATALOGUE.map(f => f.id),
  metadonnees: { fr: ids('fr'), en: ids('en') },
  publies: new Set([
    '/taskpane.html',
    '/functions.json',
    '/functions-en.json',
    '/assets/raccourcis.json',
    '/assets/raccourcis-en.json',
    ...readdirSync(join(racine, 'assets/icones')).map(nom => `/assets/icones/${nom}`),
    ...readdirSync(join(racine, 'assets/aide')).map(nom => `/assets/aide/${nom}`),
  ]),
};

const regles = (manifeste: string, autour: Entourage = entourage) =>
  new Set(verifierManifeste(lireXml(manifeste), autour).map(m => m.regle));

/** Change le manifeste d'une seule façon ; échoue si le motif n'y est pas. */
function avec(motif: string | RegExp, par: string): string {
  const change = source.replace(motif, par);
  if (change === source) throw new Error(`motif absent : ${String(motif)}`);
  return change;
}

test('le manifeste est bon', () => {
  expect(verifierManifeste(lireXml(source), entourage)).toEqual([]);
});

test('toutes ses adresses sont celles du poste de développement, que la construction remplace', () => {
  const adresses = source.match(/https?:\/\/[^"<\s]+/g) ?? [];
  const autres = adresses.filter(a => !a.startsWith('https://localhost:3001'));
  expect(new Set(autres.map(a => new URL(a).host))).toEqual(new Set(['schemas.microsoft.com', 'www.w3.org']));
});

describe('chaque règle sait refuser', () => {
  test.each<[string, string]>([
    ['ordre', avec(/(<FunctionFile[^>]*>)\s*([^]*?<\/ExtensionPoint>)(?=\s*<\/DesktopFormFactor>)/, '$2$1')],
    ['ordre', avec(/(<Label resid="Onglet.Titre" \/>)/, '<Icon></Icon>$1')],
    [
      'ordre',
      avec('<Action xsi:type="ShowTaskpane">', '<Enabled>true</Enabled><Action xsi:type="ShowTaskpane">'),
    ],
    ['longueurs', avec('DefaultValue="Le mois"', `DefaultValue="${'x'.repeat(126)}"`)],
    ['longueurs', avec(/Value="Computes[^"]*"/, `Value="${'x'.repeat(251)}"`)],
    ['longueurs', avec(/Mois\.Titre/g, 'Mois.Titre.qui.depasse.trente.deux.caracteres')],
    ['longueurs', avec('DefaultValue="Le mois"', 'DefaultValue=""')],
    ['langues', avec('<Override Locale="en-US" Value="Clôture (month-end close)" />', '')],
    [
      'langues',
      avec('<bt:Override Locale="en-US" Value="Close" />', '<bt:Override Locale="fr-FR" Value="Close" />'),
    ],
    ['ressources', avec('<Label resid="Mois.Titre" />', '<Label resid="Absent.Titre" />')],
    ['ressources', avec('<Label resid="Mois.Titre" />', '<Label resid="Ouvrir.Texte" />')],
    [
      'ressources-inutiles',
      avec(
        '<bt:Url id="Aide.Url"',
        '<bt:Url id="Orpheline.Url" DefaultValue="https://localhost:3001/taskpane.html" /><bt:Url id="Aide.Url"',
      ),
    ],
    ['identifiants-uniques', avec('id="Cloture.Diagnostic"', 'id="Cloture.Valider"')],
    ['version', avec('<Version>0.1.0.0</Version>', '<Version>0.1.beta</Version>')],
    ['identite', avec(/<Id>[^<]*</, '<Id>cloture<')],
    ['https', avec('https://localhost:3001/functions.json', 'http://localhost:3001/functions.json')],
    ['publie', avec('https://localhost:3001/functions.json', 'https://localhost:3001/fonctions.json')],
    ['icones', avec('cloture-80.png', 'cloture-64.png')],
    ['icones', avec('icones/valider-16.png', 'icones/absente-16.png')],
    ['icones', avec('<bt:Image size="80" resid="cloture.80" />', '')],
    ['commandes', avec('<FunctionName>valider<', '<FunctionName>fermer<')],
    ['une-seule-page', avec('<FunctionFile resid="Page.Url"', '<FunctionFile resid="Aide.Url"')],
    ['une-seule-page', avec('<Runtime resid="Page.Url"', '<Runtime resid="Fonctions.Url"')],
    ['duree-longue', avec('lifetime="long"', 'lifetime="short"')],
    ['sans-espace-de-noms', avec('</Metadata>', '</Metadata><Namespace resid="Onglet.Titre" />')],
    ['un-seul-volet', avec(/(<Action xsi:type="ShowTaskpane">)/, '$1<TaskpaneId>volet</TaskpaneId>')],
  ])('%s', (regle, manifeste) => {
    expect(regles(manifeste)).toContain(regle);
  });

  test('fonctions : une fonction enregistrée sans métadonnées, ou l’inverse', () => {
    const autre = { ...entourage, fonctions: [...entourage.fonctions.slice(1), 'CA.INCONNUE'] };
    expect(regles(source, autre)).toContain('fonctions');
    const anglais = { ...entourage, metadonnees: { ...entourage.metadonnees, en: ids('en').slice(1) } };
    expect(regles(source, anglais)).toContain('fonctions');
  });

  test('un XML mal fermé n’est pas lu', () => {
    expect(() => lireXml(source.replace('</Icon>', ''))).toThrow();
  });
});

test('le menu contextuel d’une cellule mène à l’explication, aux fonctions et à la clôture', () => {
  const menu = [...parcourir(lireXml(source))].find(
    ({ element }) => element.nom === 'OfficeMenu' && element.attributs['id'] === 'ContextMenuCell',
  );
  const commandes = [...parcourir(menu!.element)].filter(({ element }) => element.nom === 'FunctionName');
  expect(commandes.map(({ element }) => element.texte.trim())).toEqual(['pourquoi', 'fonctions', 'cloture']);
});

describe('raccourcis clavier', () => {
  test('chacun lance une commande du complément, par Ctrl+Maj+Alt et une lettre à lui', () => {
    const connues = Object.keys(closeCommands);
    for (const { id, type } of raccourcis.actions) {
      expect(connues).toContain(id);
      expect(type).toBe('ExecuteFunction');
    }
    expect(raccourcis.shortcuts.map(({ action }) => action)).toEqual(raccourcis.actions.map(({ id }) => id));
    const touches = raccourcis.shortcuts.map(({ key }) => key.default);
    for (const touche of touches) expect(touche).toMatch(/^Ctrl\+Shift\+Alt\+[A-Z]$/);
    expect(new Set(touches).size).toBe(touches.length);
  });

  test('chacun a un nom dans les deux langues', () => {
    const noms = raccourcis.actions.map(({ name }) => /^\$\{resource\.(\w+)\}$/.exec(name)?.[1] ?? name);
    for (const textes of [raccourcis.resources.default, enAnglais.resources['en-us']])
      expect(Object.entries(textes).map(([nom, { value }]) => [nom, value.trim() !== ''])).toEqual(
        noms.map(nom => [nom, true]),
      );
  });

  test("l'aide du volet annonce les mêmes touches, à leur nom français et anglais", () => {
    const touches = raccourcis.shortcuts.map(({ key }) => key.default);
    const montrees = (langue: 'fr' | 'en') =>
      TEXTES[langue].aide.touches.flatMap(([touche = '']) => (touche.startsWith('Ctrl') ? [touche] : []));
    expect(montrees('en').sort()).toEqual([...touches].sort());
    expect(
      montrees('fr')
        .map(touche => touche.replace('Maj', 'Shift'))
        .sort(),
    ).toEqual([...touches].sort());
  });
});

test('les icônes publiées sont celles que le dessin rend', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'icones-'));
  try {
    execFileSync(process.execPath, [join(racine, 'assets/icones/dessiner.mjs'), dossier]);
    const dessinees = readdirSync(dossier);
    expect(dessinees.length).toBe(48);
    for (const nom of dessinees) {
      const [dessinee, publiee] = [dossier, join(racine, 'assets/icones')].map(d =>
        readFileSync(join(d, nom)),
      );
      expect([nom, dessinee!.equals(publiee!)]).toEqual([nom, true]);
    }
  } finally {
    rmSync(dossier, { recursive: true });
  }
});
