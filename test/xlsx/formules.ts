/** Ce qu'on peut dire d'une formule sans la calculer ; écrit pour le vérificateur seul. */
export interface Reperes {
  defaut?: string;
  feuilles: string[];
  tables: { nom: string; colonnes: string[] }[];
  fonctions: string[];
}

/** Fonctions plus jeunes que le format : nues dans un fichier, Excel ne les reconnaît pas. */
const A_PREFIXER = new Set(
  `XLOOKUP XMATCH FILTER SORT SORTBY UNIQUE SEQUENCE RANDARRAY LET LAMBDA TEXTJOIN CONCAT IFS SWITCH MAXIFS MINIFS
   IFNA VSTACK HSTACK TAKE DROP TOCOL TOROW TEXTSPLIT TEXTBEFORE TEXTAFTER CHOOSECOLS CHOOSEROWS EXPAND WRAPROWS
   WRAPCOLS DAYS NUMBERVALUE ISFORMULA FORMULATEXT SHEET SHEETS XOR UNICODE UNICHAR STDEV.S STDEV.P VAR.S VAR.P
   RANK.EQ PERCENTILE.INC QUARTILE.INC NORM.DIST MODE.SNGL CEILING.MATH FLOOR.MATH AGGREGATE`
    .split(/\s+/)
    .filter(Boolean),
);
const POINTEES = new Set(['ERROR.TYPE', 'ISO.CEILING', 'NETWORKDAYS.INTL', 'WORKDAY.INTL']);

/** Parcourt une formule telle que le fichier la stocke (sans « = »). */
export function analyser(formule: string): Reperes {
  const r: Reperes = { feuilles: [], tables: [], fonctions: [] };
  if (formule.trim() === '') return { ...r, defaut: 'formule vide' };
  if (formule.startsWith('=')) return { ...r, defaut: 'formule stockée avec son signe égal' };
  let profondeur = 0;
  let i = 0;
  while (i < formule.length) {
    const reste = formule.slice(i);
    const chaine = /^"(?:[^"]|"")*"/.exec(reste);
    const quote = /^'((?:[^']|'')+)'!/.exec(reste);
    const erreur = /^#(?:REF!|N\/A|DIV\/0!|VALUE!|NUM!|NULL!|NAME\?)/.exec(reste);
    const mot = /^[\p{L}_\\][\p{L}\p{N}_.\\]*/u.exec(reste);
    if (reste[0] === '"' && !chaine) return { ...r, defaut: 'guillemet non fermé' };
    if (reste[0] === "'" && !quote) return { ...r, defaut: 'apostrophe non fermée' };
    if (chaine) i += chaine[0].length;
    else if (erreur) i += erreur[0].length;
    else if (quote) {
      r.feuilles.push((quote[1] ?? '').replace(/''/g, "'"));
      i += quote[0].length;
    } else if (mot) {
      i += mot[0].length;
      i = suite(formule, i, mot[0], r);
      if (i < 0) return { ...r, defaut: 'crochet non fermé' };
    } else {
      if (reste[0] === '(') profondeur++;
      if (reste[0] === ')' && --profondeur < 0) return { ...r, defaut: 'parenthèse de trop' };
      if (reste[0] === '[' || reste[0] === ']') {
        if (!/^\[\d+\]/.test(reste)) return { ...r, defaut: 'crochet hors d’une table' };
        i += reste.indexOf(']');
      }
      if (reste[0] === '@') return { ...r, defaut: '« @ » n’existe pas dans un fichier' };
      if (reste[0] === ';') return { ...r, defaut: 'séparateur « ; » dans un fichier' };
      i++;
    }
  }
  if (profondeur !== 0) return { ...r, defaut: 'parenthèse non fermée' };
  const inconnue = r.fonctions.find(f => A_PREFIXER.has(f.toUpperCase()));
  if (inconnue !== undefined) return { ...r, defaut: `${inconnue} sans son préfixe _xlfn.` };
  const pointee = r.fonctions.find(
    f => f.includes('.') && !f.startsWith('_xl') && !POINTEES.has(f.toUpperCase()),
  );
  return pointee === undefined
    ? r
    : { ...r, defaut: `fonction ${pointee} inconnue d’Excel sous cette forme` };
}

/** Ce qui suit un mot : appel, feuille ou référence structurée. */
function suite(formule: string, i: number, mot: string, r: Reperes): number {
  if (formule[i] === '(') r.fonctions.push(mot);
  else if (formule[i] === '!') {
    r.feuilles.push(mot);
    return i + 1;
  } else if (formule[i] === '[') {
    let profondeur = 0;
    let j = i;
    for (; j < formule.length; j++) {
      if (formule[j] === "'") j++;
      else if (formule[j] === '[') profondeur++;
      else if (formule[j] === ']' && --profondeur === 0) break;
    }
    if (profondeur !== 0) return -1;
    r.tables.push({ nom: mot, colonnes: colonnes(formule.slice(i + 1, j)) });
    return j + 1;
  }
  return i;
}

function colonnes(interieur: string): string[] {
  const lus = interieur.includes('[')
    ? [...interieur.matchAll(/\[((?:'.|[^[\]'])*)\]/g)].map(m => m[1] ?? '')
    : [interieur];
  return lus.filter(c => c !== '' && !c.startsWith('#')).map(c => c.replace(/'(.)/g, '$1'));
}

/** Nom défini ou de table acceptable pour Excel. */
export function nomValide(nom: string): boolean {
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\?]{0,254}$/u.test(nom)) return false;
  return !/^[A-Za-z]{1,3}\d+$/.test(nom) && !/^[RrCc]$/.test(nom) && !/^[Rr]\d*[Cc]\d*$/.test(nom);
}
