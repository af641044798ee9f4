import type { Dossier } from './dossier';
import { analyser, nomValide } from './formules';
import { attribut, descendants, fils, nomLocal, premier, texteDe } from './xml';
import type { Noeud } from './xml';

const ERREURS = /#(REF!|NAME\?)/;

/** Feuilles, onglet actif, noms définis, chaîne de calcul, textes partagés. */
export function verifierClasseur(d: Dossier): void {
  const racine = d.arbre(d.classeur);
  if (!racine) {
    d.noter(d.classeur || 'xl/workbook.xml', 'paquet', 'classeur absent ou illisible');
    return;
  }
  const feuilles = fils(premier(racine, 'sheets'), 'sheet');
  verifierOnglets(d, racine, feuilles);
  verifierNoms(d, racine, feuilles);
  verifierTextes(d);
  verifierChaine(d);
}

function verifierOnglets(d: Dossier, racine: Noeud, feuilles: readonly Noeud[]): void {
  const noms = new Set<string>();
  const ids = new Set<string>();
  for (const f of feuilles) {
    const nom = attribut(f, 'name') ?? '';
    const id = attribut(f, 'sheetId') ?? '';
    const interdit =
      nom === '' || nom.length > 31 || /[[\]:*?/\\]/.test(nom) || nom.startsWith("'") || nom.endsWith("'");
    if (interdit) d.noter(d.classeur, nom, 'nom de feuille refusé par Excel');
    if (noms.has(nom.toLowerCase())) d.noter(d.classeur, nom, 'deux feuilles du même nom');
    if (!/^[1-9]\d*$/.test(id) || ids.has(id)) d.noter(d.classeur, nom, 'sheetId absent ou double');
    noms.add(nom.toLowerCase());
    ids.add(id);
  }
  const visible = (f: Noeud | undefined): boolean =>
    f !== undefined && (attribut(f, 'state') ?? 'visible') === 'visible';
  if (!feuilles.some(visible)) d.noter(d.classeur, 'sheets', 'aucune feuille visible');
  const vue = premier(premier(racine, 'bookViews'), 'workbookView');
  const actif = feuilles[Number(attribut(vue, 'activeTab') ?? 0)];
  if (vue && !visible(actif)) d.noter(d.classeur, 'activeTab', 'onglet actif absent ou caché');
}

function verifierNoms(d: Dossier, racine: Noeud, feuilles: readonly Noeud[]): void {
  const vus = new Set<string>();
  const connues = new Set(feuilles.map(f => (attribut(f, 'name') ?? '').toLowerCase()));
  const tables = new Set(
    d.feuilles.flatMap(f => f.tables.map(t => (attribut(t.racine, 'displayName') ?? '').toLowerCase())),
  );
  for (const n of fils(premier(racine, 'definedNames'), 'definedName')) {
    const nom = attribut(n, 'name') ?? '';
    const portee = attribut(n, 'localSheetId');
    const cle = `${portee ?? ''}|${nom.toLowerCase()}`;
    if (vus.has(cle)) d.noter(d.classeur, nom, 'nom défini deux fois');
    vus.add(cle);
    if (portee !== undefined && !feuilles[Number(portee)])
      d.noter(d.classeur, nom, 'portée : feuille absente');
    if (!nom.startsWith('_xlnm.') && !nomValide(nom)) d.noter(d.classeur, nom, 'nom refusé par Excel');
    if (tables.has(nom.toLowerCase())) d.noter(d.classeur, nom, 'un tableau porte déjà ce nom');
    verifierCible(d, nom, texteDe(n), connues, tables);
  }
}

function verifierCible(
  d: Dossier,
  nom: string,
  texte: string,
  feuilles: ReadonlySet<string>,
  tables: ReadonlySet<string>,
): void {
  if (ERREURS.test(texte)) {
    d.noter(d.classeur, nom, `le nom ne désigne plus rien : ${texte}`);
    return;
  }
  const lu = analyser(texte);
  if (lu.defaut) d.noter(d.classeur, nom, `${lu.defaut} : ${texte}`);
  for (const f of lu.feuilles)
    if (!feuilles.has(f.toLowerCase())) d.noter(d.classeur, nom, `feuille inconnue « ${f} »`);
  for (const t of lu.tables)
    if (!tables.has(t.nom.toLowerCase())) d.noter(d.classeur, nom, `tableau inconnu « ${t.nom} »`);
  if (nom === '_xlnm.Print_Titles') {
    const morceaux = texte.replace(/'(?:[^']|'')*'!|[\p{L}\p{N}_.]+!/gu, '').split(',');
    const bon = morceaux.every(m => /^\$\d+:\$\d+$/.test(m) || /^\$[A-Z]{1,3}:\$[A-Z]{1,3}$/.test(m));
    if (!bon || morceaux.length > 2) d.noter(d.classeur, nom, `titres d'impression illisibles : ${texte}`);
  }
}

/** `count` est le nombre d'emplois, `uniqueCount` le nombre de textes. */
function verifierTextes(d: Dossier): void {
  const partie = d.liee(d.classeur, 'sharedStrings');
  const sst = d.arbre(partie);
  let emplois = 0;
  for (const f of d.feuilles) {
    for (const n of descendants(premier(f.racine, 'sheetData') ?? f.racine)) {
      if (nomLocal(n) === 'c' && attribut(n, 't') === 's') emplois++;
    }
  }
  if (partie === undefined || !sst) {
    if (emplois > 0) d.noter('xl/sharedStrings.xml', 'partie', 'textes partagés absents');
    return;
  }
  const [compte, uniques] = [attribut(sst, 'count'), attribut(sst, 'uniqueCount')];
  const nombre = fils(sst, 'si').length;
  if (uniques !== undefined && Number(uniques) !== nombre)
    d.noter(partie, 'uniqueCount', `${uniques} au lieu de ${nombre}`);
  if (compte !== undefined && Number(compte) !== emplois)
    d.noter(partie, 'count', `${compte} au lieu de ${emplois}`);
}

function verifierChaine(d: Dossier): void {
  const partie = d.liee(d.classeur, 'calcChain');
  if (partie === undefined) return;
  const formules = d.feuilles.map(f => {
    const cellules = fils(premier(f.racine, 'sheetData'), 'row').flatMap(r => fils(r, 'c'));
    return new Set(cellules.filter(c => premier(c, 'f')).map(c => attribut(c, 'r') ?? ''));
  });
  let feuille = 1;
  for (const c of fils(d.arbre(partie), 'c')) {
    feuille = Number(attribut(c, 'i') ?? feuille);
    const r = attribut(c, 'r') ?? '';
    if (!formules.some(f => f.has(r)) || feuille < 1)
      d.noter(partie, r, 'cellule sans formule dans la chaîne de calcul');
  }
}

/** Comptes des listes de styles et numéros employés par chaque format de cellule. */
export function verifierStyles(d: Dossier): { formats: number; differentiels: number } {
  const partie = d.liee(d.classeur, 'styles');
  const racine = d.arbre(partie);
  if (partie === undefined || !racine) {
    d.noter('xl/styles.xml', 'paquet', 'styles absents');
    return { formats: 0, differentiels: 0 };
  }
  const taille = new Map<string, number>();
  for (const liste of [
    'numFmts',
    'fonts',
    'fills',
    'borders',
    'cellStyleXfs',
    'cellXfs',
    'cellStyles',
    'dxfs',
  ]) {
    const noeud = premier(racine, liste);
    const compte = attribut(noeud, 'count');
    taille.set(liste, noeud?.enfants.length ?? 0);
    if (compte !== undefined && Number(compte) !== noeud?.enfants.length)
      d.noter(partie, liste, `count ${compte} faux`);
  }
  const propres = fils(premier(racine, 'numFmts'), 'numFmt').map(f => Number(attribut(f, 'numFmtId')));
  if (new Set(propres).size !== propres.length) d.noter(partie, 'numFmts', 'identifiant de format double');
  const listes: [string, string][] = [
    ['fontId', 'fonts'],
    ['fillId', 'fills'],
    ['borderId', 'borders'],
    ['xfId', 'cellStyleXfs'],
  ];
  for (const liste of ['cellStyleXfs', 'cellXfs']) {
    for (const [i, xf] of fils(premier(racine, liste), 'xf').entries()) {
      for (const [cle, cible] of listes) {
        const n = Number(attribut(xf, cle) ?? 0);
        if (cle === 'xfId' && liste === 'cellStyleXfs') continue;
        if (!(n >= 0 && n < (taille.get(cible) ?? 0)))
          d.noter(partie, `${liste}[${i}]`, `${cle} ${n} n'existe pas`);
      }
      const format = Number(attribut(xf, 'numFmtId') ?? 0);
      if (format >= 164 && !propres.includes(format))
        d.noter(partie, `${liste}[${i}]`, `format de nombre ${format} inconnu`);
    }
  }
  for (const police of descendants(premier(racine, 'fonts') ?? racine)) {
    const taillePolice = nomLocal(police) === 'sz' ? Number(attribut(police, 'val')) : 11;
    if (!(taillePolice >= 1 && taillePolice <= 409)) d.noter(partie, 'fonts', 'taille de police impossible');
  }
  return { formats: taille.get('cellXfs') ?? 0, differentiels: taille.get('dxfs') ?? 0 };
}
