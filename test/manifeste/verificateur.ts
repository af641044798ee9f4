import type { Element } from './xml';

/** Ce que le manifeste doit rejoindre hors de lui. */
export interface Entourage {
  /** Dimensions d'une image publiée, ou undefined si elle n'existe pas. Le chemin est celui de l'URL. */
  tailleImage(chemin: string): { largeur: number; hauteur: number } | undefined;
  /** Noms donnés à Office.actions.associate. */
  readonly commandes: readonly string[];
  /** Actions du fichier des raccourcis clavier. */
  readonly raccourcis: readonly string[];
  /** Noms donnés à CustomFunctions.associate. */
  readonly fonctions: readonly string[];
  /** Identifiants de functions.json, par langue. */
  readonly metadonnees: Readonly<Record<string, readonly string[]>>;
  /** Pages et fichiers que la construction publie. */
  readonly publies: ReadonlySet<string>;
}

/** Un manquement : la règle et ce qui la viole. */
export interface Manquement {
  readonly regle: string;
  readonly detail: string;
}

/**
 * Enfants admis, dans l'ordre. « ? » : facultatif ; « * » : zéro ou plus ; « + » : un ou plus. Le schéma impose des
 * suites : un enfant bien nommé mais mal placé fait refuser tout le complément (office-js §1.4).
 */
const ORDRES: Record<string, string> = {
  OfficeApp:
    'Id AlternateId? Version ProviderName DefaultLocale DisplayName Description IconUrl? HighResolutionIconUrl? SupportUrl? AppDomains? Hosts? Requirements? DefaultSettings Permissions VersionOverrides? ExtendedOverrides?',
  DisplayName: 'Override*',
  AppDomains: 'AppDomain+',
  Requirements: 'Sets? Methods?',
  Sets: 'Set+',
  DefaultSettings: 'SourceLocation',
  VersionOverrides: 'Description? Requirements? Hosts Resources? VersionOverrides?',
  Runtimes: 'Runtime',
  AllFormFactors: 'ExtensionPoint?',
  DesktopFormFactor: 'GetStarted? FunctionFile ExtensionPoint+',
  GetStarted: 'Title Description LearnMoreUrl',
  'ExtensionPoint CustomFunctions': 'Script Page Metadata? Namespace?',
  'ExtensionPoint PrimaryCommandSurface': 'CustomTab? OfficeTab?',
  'ExtensionPoint ContextMenu': 'OfficeMenu+',
  // Le schéma en admet plusieurs ; Excel n'en montre qu'un par menu.
  OfficeMenu: 'Control',
  Items: 'Item+',
  Item: 'Label Supertip Icon? Action',
  Script: 'SourceLocation',
  Page: 'SourceLocation',
  Metadata: 'SourceLocation',
  CustomTab: 'Group+ Label',
  Group: 'Label Icon Control+',
  'Control Button': 'OverriddenByRibbonApi? Label Supertip Icon Action Enabled?',
  'Control Menu': 'OverriddenByRibbonApi? Label Supertip Icon Items',
  Supertip: 'Title Description',
  Icon: 'bt:Image+',
  'Action ShowTaskpane': 'TaskpaneId? SourceLocation Title?',
  'Action ExecuteFunction': 'FunctionName',
  Resources: 'bt:Images? bt:Urls? bt:ShortStrings? bt:LongStrings?',
  'bt:Images': 'bt:Image*',
  'bt:Urls': 'bt:Url*',
  'bt:ShortStrings': 'bt:String*',
  'bt:LongStrings': 'bt:String*',
};

const LONGUEURS: Record<string, number> = { 'bt:ShortStrings': 125, 'bt:LongStrings': 250 };
const TAILLES_EXIGEES = [16, 32, 80];
const TAILLES_ADMISES = [16, 20, 24, 32, 40, 48, 64, 80];

/** Type de ressource attendu par l'élément qui porte le resid. */
const RESSOURCES: Record<string, string> = {
  Label: 'bt:ShortStrings',
  'Supertip Title': 'bt:ShortStrings',
  'GetStarted Title': 'bt:ShortStrings',
  Description: 'bt:LongStrings',
  LearnMoreUrl: 'bt:Urls',
  SourceLocation: 'bt:Urls',
  FunctionFile: 'bt:Urls',
  Runtime: 'bt:Urls',
  'bt:Image': 'bt:Images',
};

/** Tous les éléments, avec leur parent, dans l'ordre du document. */
export function* parcourir(
  element: Element,
  parent?: Element,
): Generator<{ element: Element; parent?: Element }> {
  yield parent ? { element, parent } : { element };
  for (const enfant of element.enfants) yield* parcourir(enfant, element);
}

const type = (e: Element) => e.attributs['xsi:type'];

function verifierOrdre(element: Element): string | undefined {
  const ordre = ORDRES[`${element.nom} ${type(element) ?? ''}`.trim()] ?? ORDRES[element.nom];
  if (ordre === undefined) return undefined;
  const motif = ordre
    .split(' ')
    .map(mot => /^([\w:]+)([?*+]?)$/.exec(mot)!)
    .map(([, nom = '', nombre = '']) => `(?:${nom} )${nombre}`)
    .join('');
  const suite = element.enfants.map(enfant => `${enfant.nom} `).join('');
  return new RegExp(`^${motif}$`).test(suite) ? undefined : `${element.nom} : ${suite}au lieu de ${ordre}`;
}

function* verifierEnsemble(nom: string, a: readonly string[], b: readonly string[]): Generator<Manquement> {
  for (const x of a) if (!b.includes(x)) yield { regle: nom, detail: `${x} n'est pas de l'autre côté` };
  for (const x of b) if (!a.includes(x)) yield { regle: nom, detail: `${x} manque dans le premier` };
  if (new Set(a).size !== a.length) yield { regle: nom, detail: 'un nom est en double' };
}

/** Une vérification complète du manifeste ; une liste vide dit qu'il est bon. */
export function verifierManifeste(racine: Element, entourage: Entourage): Manquement[] {
  const tous = [...parcourir(racine)];
  return [
    ...verifierFormes(tous),
    ...verifierRessources(tous),
    ...verifierAdresses(tous, entourage),
    ...verifierIcones(tous, entourage),
    ...verifierMoteur(tous, entourage),
  ];
}

type Noeud = { element: Element; parent?: Element };

function* verifierFormes(tous: readonly Noeud[]): Generator<Manquement> {
  const identifiants = new Set<string>();
  for (const { element, parent } of tous) {
    const ordre = verifierOrdre(element);
    if (ordre) yield { regle: 'ordre', detail: ordre };
    if (element.nom === 'Namespace') yield { regle: 'sans-espace-de-noms', detail: 'Namespace présent' };
    if (element.nom === 'TaskpaneId') yield { regle: 'un-seul-volet', detail: 'TaskpaneId présent' };
    const id = element.attributs['id'];
    if (id === undefined) continue;
    if (identifiants.has(id)) yield { regle: 'identifiants-uniques', detail: id };
    identifiants.add(id);
    if (id.length > (parent?.nom.startsWith('bt:') ? 32 : 125)) yield { regle: 'longueurs', detail: id };
  }
  const version = tous.find(n => n.element.nom === 'Version')?.element.texte ?? '';
  if (!/^\d{1,5}(\.\d{1,5}){0,3}$/.test(version)) yield { regle: 'version', detail: version };
  const guid = tous.find(n => n.element.nom === 'Id')?.element.texte ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(guid)) yield { regle: 'identite', detail: guid };
}

function* verifierRessources(tous: readonly Noeud[]): Generator<Manquement> {
  const definies = new Map<string, string>();
  for (const { element, parent } of tous)
    if (parent && parent.nom.startsWith('bt:') && element.attributs['id'])
      definies.set(element.attributs['id'], parent.nom);
  const utilisees = new Set<string>();
  for (const { element, parent } of tous) {
    const resid = element.attributs['resid'];
    if (resid !== undefined) {
      utilisees.add(resid);
      const attendue = RESSOURCES[`${parent?.nom} ${element.nom}`] ?? RESSOURCES[element.nom];
      if (definies.get(resid) !== attendue)
        yield { regle: 'ressources', detail: `${element.nom} → ${resid}` };
    }
    const limite = LONGUEURS[parent?.nom ?? ''];
    if (limite !== undefined) yield* verifierTextes(element, limite);
    if (element.nom === 'DisplayName') yield* verifierTextes(element, 125);
    if (element.nom === 'Description' && parent?.nom === 'OfficeApp') yield* verifierTextes(element, 250);
  }
  for (const id of definies.keys())
    if (!utilisees.has(id)) yield { regle: 'ressources-inutiles', detail: id };
}

/** Un texte et sa traduction : présents, dans les limites, une seule fois par langue, jamais pour la langue par défaut. */
function* verifierTextes(element: Element, limite: number): Generator<Manquement> {
  const surcharges = element.enfants.filter(e => e.nom.endsWith('Override'));
  const textes = [element.attributs['DefaultValue'], ...surcharges.map(e => e.attributs['Value'])];
  for (const texte of textes)
    if (!texte || texte.length > limite) yield { regle: 'longueurs', detail: texte ?? 'texte absent' };
  const langues = surcharges.map(e => e.attributs['Locale']);
  if (langues.join() !== 'en-US') yield { regle: 'langues', detail: `${textes[0]} : ${langues.join()}` };
}

function* verifierAdresses(tous: readonly Noeud[], { publies }: Entourage): Generator<Manquement> {
  for (const { element } of tous) {
    const { DefaultValue, Value, Url, ResourcesUrl } = element.attributs;
    const valeurs = [DefaultValue, Value, Url, ResourcesUrl, element.texte.trim()];
    for (const valeur of valeurs) {
      if (valeur === undefined || !/^\w+:\/\//.test(valeur)) continue;
      if (!valeur.startsWith('https://')) yield { regle: 'https', detail: valeur };
      const chemin = new URL(valeur).pathname;
      if (chemin !== '/' && !publies.has(chemin)) yield { regle: 'publie', detail: chemin };
    }
  }
}

function* verifierIcones(tous: readonly Noeud[], entourage: Entourage): Generator<Manquement> {
  const adresses = new Map(
    tous
      .filter(n => n.parent?.nom === 'bt:Images')
      .map(({ element }) => [element.attributs['id'] ?? '', element.attributs['DefaultValue'] ?? '']),
  );
  const controler = function* (url: string, taille: number): Generator<Manquement> {
    const image = entourage.tailleImage(new URL(url).pathname);
    if (image?.largeur !== taille || image.hauteur !== taille)
      yield { regle: 'icones', detail: `${url} n'est pas une image de ${taille} pixels` };
  };
  for (const { element } of tous) {
    if (element.nom === 'IconUrl') yield* controler(element.attributs['DefaultValue'] ?? '', 32);
    if (element.nom === 'HighResolutionIconUrl')
      yield* controler(element.attributs['DefaultValue'] ?? '', 64);
    if (element.nom !== 'Icon') continue;
    const tailles = element.enfants.map(image => Number(image.attributs['size']));
    for (const taille of TAILLES_EXIGEES)
      if (!tailles.includes(taille)) yield { regle: 'icones', detail: `taille ${taille} absente` };
    for (const [rang, taille] of tailles.entries()) {
      if (!TAILLES_ADMISES.includes(taille)) yield { regle: 'icones', detail: `taille ${taille} inconnue` };
      const url = adresses.get(element.enfants[rang]!.attributs['resid'] ?? '');
      if (url) yield* controler(url, taille);
    }
  }
}

function* verifierMoteur(tous: readonly Noeud[], entourage: Entourage): Generator<Manquement> {
  const noms = tous.filter(n => n.element.nom === 'FunctionName').map(n => n.element.texte.trim());
  // Le ruban et le menu contextuel offrent la même commande ; un raccourci en offre une autre.
  yield* verifierEnsemble('commandes', [...new Set([...noms, ...entourage.raccourcis])], entourage.commandes);
  for (const ids of Object.values(entourage.metadonnees))
    yield* verifierEnsemble('fonctions', ids, entourage.fonctions);
  const pages = tous
    .filter(
      ({ element, parent }) =>
        element.nom === 'Runtime' ||
        element.nom === 'FunctionFile' ||
        (element.nom === 'SourceLocation' && (parent?.nom === 'Page' || parent?.nom === 'Action')),
    )
    .map(n => n.element.attributs['resid']);
  if (pages.length < 4 || new Set(pages).size !== 1)
    yield { regle: 'une-seule-page', detail: pages.join(', ') };
  const runtime = tous.find(n => n.element.nom === 'Runtime')?.element;
  if (runtime?.attributs['lifetime'] !== 'long') yield { regle: 'duree-longue', detail: 'lifetime' };
}
