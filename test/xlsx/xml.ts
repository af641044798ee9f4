/** Lecteur XML du vérificateur : sévère, et sans rien de commun avec celui du codec. */
export interface Noeud {
  nom: string;
  attributs: Map<string, string>;
  enfants: Noeud[];
  texte: string;
}

const ENTITES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decoder(brut: string, ou: string): string {
  if (/[<]/.test(brut)) throw new Error(`« < » nu dans ${ou}`);
  return brut.replace(/&([^;&]*;?)/g, (tout, corps: string) => {
    if (!corps.endsWith(';')) throw new Error(`« & » nu dans ${ou}`);
    const cle = corps.slice(0, -1);
    const nombre = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(cle);
    if (nombre) return String.fromCodePoint(nombre[1] ? parseInt(nombre[1], 16) : Number(nombre[2]));
    const signe = ENTITES.get(cle);
    if (signe === undefined) throw new Error(`entité inconnue ${tout} dans ${ou}`);
    return signe;
  });
}

const BALISE =
  /<(?:(\?[\s\S]*?\?)|(!--[\s\S]*?--)|(!\[CDATA\[[\s\S]*?\]\])|(\/?)([^\s<>/=]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?))>/y;
const ATTRIBUT = /([^\s=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const local = (nom: string): string => nom.slice(nom.indexOf(':') + 1);

function attributsDe(brut: string, nom: string): Map<string, string> {
  const attributs = new Map<string, string>();
  for (const m of brut.matchAll(ATTRIBUT)) {
    const cle = m[1] ?? '';
    if (attributs.has(cle)) throw new Error(`attribut ${cle} écrit deux fois sur ${nom}`);
    attributs.set(cle, decoder(m[2] ?? m[3] ?? '', `${nom}@${cle}`));
  }
  return attributs;
}

/** Lit une partie ; lève une erreur qui dit ce qui n'est pas du XML bien formé. */
export function lireXml(xml: string): Noeud {
  const interdit = /[^\t\n\r\u0020-\uD7FF\uD800-\uDFFF\uE000-\uFFFD]/.exec(xml);
  if (interdit) throw new Error(`caractère interdit U+${interdit[0].charCodeAt(0).toString(16)}`);
  const pile: Noeud[] = [];
  let racine: Noeud | undefined;
  let ici = xml.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (ici < xml.length) {
    const debut = xml.indexOf('<', ici);
    const texte = xml.slice(ici, debut < 0 ? undefined : debut);
    const courant = pile[pile.length - 1];
    if (courant) courant.texte += decoder(texte, courant.nom);
    else if (texte.trim() !== '') throw new Error('texte hors de la racine');
    if (debut < 0) break;
    BALISE.lastIndex = debut;
    const m = BALISE.exec(xml);
    if (!m) throw new Error(`balise mal écrite : ${xml.slice(debut, debut + 40)}`);
    ici = BALISE.lastIndex;
    if (m[3] !== undefined && courant) courant.texte += m[3].slice(8, -2);
    if (m[1] !== undefined || m[2] !== undefined || m[3] !== undefined) continue;
    const nom = m[5] ?? '';
    if (m[4] === '/') {
      if (pile.pop()?.nom !== nom) throw new Error(`${nom} ferme une autre balise`);
      continue;
    }
    const noeud: Noeud = { nom, attributs: attributsDe(m[6] ?? '', nom), enfants: [], texte: '' };
    if (courant) courant.enfants.push(noeud);
    else if (racine) throw new Error('deux racines');
    else racine = noeud;
    if (m[7] !== '/') pile.push(noeud);
  }
  if (pile.length > 0) throw new Error(`${pile[pile.length - 1]?.nom} n'est pas fermé`);
  if (!racine) throw new Error('partie vide');
  verifierEspaces(racine, new Set(['xml', 'xmlns']));
  return racine;
}

function verifierEspaces(noeud: Noeud, connus: ReadonlySet<string>): void {
  const ici = new Set(connus);
  for (const cle of noeud.attributs.keys()) if (cle.startsWith('xmlns:')) ici.add(cle.slice(6));
  for (const nom of [noeud.nom, ...noeud.attributs.keys()]) {
    const prefixe = nom.includes(':') ? nom.slice(0, nom.indexOf(':')) : undefined;
    if (prefixe !== undefined && !ici.has(prefixe)) throw new Error(`préfixe ${prefixe} non déclaré`);
  }
  for (const enfant of noeud.enfants) verifierEspaces(enfant, ici);
}

export const nomLocal = (n: Noeud): string => local(n.nom);
export const fils = (n: Noeud | undefined, nom: string): Noeud[] =>
  (n?.enfants ?? []).filter(e => local(e.nom) === nom);
export const premier = (n: Noeud | undefined, nom: string): Noeud | undefined => fils(n, nom)[0];
export const attribut = (n: Noeud | undefined, nom: string): string | undefined => n?.attributs.get(nom);
export const vrai = (v: string | undefined): boolean => v === '1' || v === 'true';

/** Valeur de `r:id` (ou d'un autre attribut des relations), quel que soit le préfixe. */
export function lien(n: Noeud): string | undefined {
  for (const [cle, valeur] of n.attributs) if (cle.includes(':') && local(cle) === 'id') return valeur;
  return undefined;
}

export function* descendants(n: Noeud): Iterable<Noeud> {
  yield n;
  for (const e of n.enfants) yield* descendants(e);
}

/** Tout le texte sous un noeud. */
export const texteDe = (n: Noeud | undefined): string =>
  n === undefined ? '' : n.texte + n.enfants.map(texteDe).join('');

/** Échappements `_xHHHH_` du format. */
export const sansEchappement = (t: string): string =>
  t.replace(/_x([0-9A-Fa-f]{4})_/g, (_, h: string) => String.fromCharCode(Number.parseInt(h, 16)));
