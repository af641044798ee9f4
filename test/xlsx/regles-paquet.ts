import { Dossier } from './dossier';
import { attribut, descendants, fils, nomLocal, texteDe } from './xml';

/** Types de contenu, relations, parties orphelines. */
export function verifierPaquet(d: Dossier): void {
  typesDeContenu(d);
  const vues = new Set<string>(['[Content_Types].xml']);
  suivre(d, '', vues);
  for (const nom of d.parties.keys()) {
    if (!vues.has(nom) && !nom.endsWith('/')) d.noter(nom, 'paquet', 'partie que rien ne relie');
  }
}

function typesDeContenu(d: Dossier): void {
  const racine = d.arbre('[Content_Types].xml');
  if (!racine) {
    d.noter('[Content_Types].xml', 'paquet', 'types de contenu absents');
    return;
  }
  const defauts = new Set(fils(racine, 'Default').map(t => (attribut(t, 'Extension') ?? '').toLowerCase()));
  const nommes = fils(racine, 'Override').map(t => (attribut(t, 'PartName') ?? '').slice(1));
  for (const [i, nom] of nommes.entries()) {
    if (!d.parties.has(nom)) d.noter('[Content_Types].xml', nom, 'type donné à une partie absente');
    if (nommes.indexOf(nom) !== i) d.noter('[Content_Types].xml', nom, 'type donné deux fois');
  }
  for (const nom of d.parties.keys()) {
    if (nom === '[Content_Types].xml' || nom.endsWith('/')) continue;
    const extension = nom.slice(nom.lastIndexOf('.') + 1).toLowerCase();
    if (!nommes.includes(nom) && !defauts.has(extension))
      d.noter('[Content_Types].xml', nom, 'partie sans type');
    const typee = /^xl\/(worksheets|tables|comments|charts|drawings)[^/]*\/[^/]+\.xml$|^xl\/[^/]+\.xml$/.test(
      nom,
    );
    if (typee && !nommes.includes(nom))
      d.noter('[Content_Types].xml', nom, 'partie du classeur sans type propre');
  }
}

function suivre(d: Dossier, partie: string, vues: Set<string>): void {
  const rels = Dossier.rels(partie);
  if (!d.parties.has(rels)) {
    if (partie === '') d.noter(rels, 'paquet', 'relations de la racine absentes');
    return;
  }
  vues.add(rels);
  const relations = d.relations(partie);
  const ids = new Set<string>();
  for (const r of relations) {
    if (r.id === '' || ids.has(r.id)) d.noter(rels, r.id, 'identifiant de relation absent ou double');
    ids.add(r.id);
    if (r.externe) continue;
    if (!d.parties.has(r.cible)) d.noter(rels, r.id, `cible absente : ${r.cible}`);
    else if (!vues.has(r.cible)) {
      vues.add(r.cible);
      suivre(d, r.cible, vues);
    }
  }
  liensEmployes(d, partie, ids);
}

/** Tout `r:id` d'une partie doit être dans ses relations. */
function liensEmployes(d: Dossier, partie: string, ids: ReadonlySet<string>): void {
  const racine = d.arbre(partie);
  if (!racine) return;
  const prefixes = new Set<string>();
  for (const n of descendants(racine)) {
    for (const [cle, valeur] of n.attributs) {
      if (cle.startsWith('xmlns:') && valeur.endsWith('/relationships')) prefixes.add(cle.slice(6));
    }
    for (const [cle, valeur] of n.attributs) {
      const [prefixe, nom] = cle.split(':');
      if (nom === undefined || !prefixes.has(prefixe ?? '') || valeur === '') continue;
      if (!ids.has(valeur)) d.noter(partie, `${n.nom}@${cle}`, `relation ${valeur} inconnue`);
    }
  }
}

/** Propriétés du document : présentes une fois, lisibles, et la liste des feuilles exacte quand elle est donnée. */
export function verifierProprietes(d: Dossier): void {
  const relations = d.relations('');
  for (const genre of ['core-properties', 'extended-properties', 'custom-properties']) {
    const trouvees = relations.filter(r => r.genre === genre);
    if (trouvees.length > 1) d.noter('_rels/.rels', genre, 'propriétés données deux fois');
  }
  const noyau = d.arbre(relations.find(r => r.genre === 'core-properties')?.cible);
  for (const n of noyau?.enfants ?? []) {
    const date = nomLocal(n) === 'created' || nomLocal(n) === 'modified';
    if (date && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(texteDe(n)))
      d.noter('docProps', nomLocal(n), 'date illisible');
  }
  const partie = relations.find(r => r.genre === 'extended-properties')?.cible;
  const titres = fils(d.arbre(partie), 'TitlesOfParts')[0];
  if (!titres || partie === undefined) return;
  const vecteur = titres.enfants[0];
  const lus = (vecteur?.enfants ?? []).map(texteDe);
  if (Number(attribut(vecteur, 'size')) !== lus.length)
    d.noter(partie, 'TitlesOfParts', 'nombre de titres faux');
  for (const [i, f] of d.feuilles.entries()) {
    if (lus[i] !== f.nom)
      d.noter(partie, 'TitlesOfParts', `titre ${i + 1} : « ${lus[i]} » au lieu de « ${f.nom} »`);
  }
}
