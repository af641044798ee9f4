/** Un élément lu du manifeste : nom tel qu'écrit (préfixe compris), attributs, enfants, texte. */
export interface Element {
  readonly nom: string;
  readonly attributs: Readonly<Record<string, string>>;
  readonly enfants: readonly Element[];
  readonly texte: string;
}

const JETON =
  /<\?[^]*?\?>|<!--[^]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoder = (texte: string) =>
  texte.replace(/&(\w+);/g, (tout, nom: string) => {
    const valeur = ENTITES[nom];
    if (valeur === undefined) throw new Error(`Entité inconnue : ${tout}`);
    return valeur;
  });

function lireAttributs(source: string): Record<string, string> {
  const attributs: Record<string, string> = {};
  for (const [, nom = '', valeur = ''] of source.matchAll(/([\w:.-]+)\s*=\s*"([^"]*)"/g)) {
    if (nom in attributs) throw new Error(`Attribut en double : ${nom}`);
    attributs[nom] = decoder(valeur);
  }
  return attributs;
}

/** Lit un document XML sans CDATA ni DTD. @throws Error si une balise est mal fermée ou un texte mal formé. */
export function lireXml(source: string): Element {
  type Ouvert = { nom: string; attributs: Record<string, string>; enfants: Element[]; texte: string };
  const racine: Ouvert = { nom: '', attributs: {}, enfants: [], texte: '' };
  const pile: Ouvert[] = [racine];
  JETON.lastIndex = 0;
  while (JETON.lastIndex < source.length) {
    const debut = JETON.lastIndex;
    const jeton = JETON.exec(source);
    if (!jeton) throw new Error(`XML mal formé : ${source.slice(debut, debut + 60)}`);
    const [, fermee, ouverte, attributs = '', vide, texte] = jeton;
    const courant = pile[pile.length - 1]!;
    if (texte !== undefined) courant.texte += decoder(texte);
    else if (ouverte !== undefined) {
      const element: Ouvert = { nom: ouverte, attributs: lireAttributs(attributs), enfants: [], texte: '' };
      courant.enfants.push(element);
      if (!vide) pile.push(element);
    } else if (fermee !== undefined) {
      if (courant.nom !== fermee) throw new Error(`« ${fermee} » ferme « ${courant.nom} »`);
      pile.pop();
    }
  }
  const [document] = racine.enfants;
  if (pile.length !== 1 || !document || racine.enfants.length !== 1) throw new Error('XML non refermé');
  return document;
}
