import { plage, secoupent } from './dossier';
import type { Dossier, FeuilleLue, Plage } from './dossier';
import { analyser } from './formules';
import { attribut, fils, premier, sansEchappement, texteDe } from './xml';
import type { Noeud } from './xml';

const TYPES = new Set(['b', 'd', 'e', 'inlineStr', 'n', 's', 'str']);
const ERREUR =
  /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!)$/;

/** Noms qu'une formule peut citer. */
export interface Connus {
  feuilles: ReadonlySet<string>;
  tables: ReadonlyMap<string, ReadonlySet<string>>;
  formats: number;
  metadonnees: number;
}

/** Ordre et contenu des cellules d'une feuille. */
export function verifierCellules(d: Dossier, f: FeuilleLue, connus: Connus): void {
  let ligne = 0;
  const debordements: { cellule: string; zone: Plage }[] = [];
  for (const r of fils(premier(f.racine, 'sheetData'), 'row')) {
    const n = Number(attribut(r, 'r') ?? ligne + 1);
    if (!(n > ligne && n <= 1048576))
      d.noter(f.partie, `ligne ${n}`, 'lignes en désordre, doubles ou hors feuille');
    ligne = n;
    const s = attribut(r, 's');
    if (s !== undefined && Number(s) >= connus.formats) d.noter(f.partie, `ligne ${n}`, `style ${s} inconnu`);
    let colonne = 0;
    for (const c of fils(r, 'c')) {
      const reference = attribut(c, 'r') ?? '';
      const ou = plage(reference);
      if (!ou || ou.l1 !== n || ou.c1 <= colonne)
        d.noter(f.partie, reference, 'cellule mal placée ou double');
      colonne = ou?.c1 ?? colonne;
      verifierCellule(d, f, c, reference, connus);
      const formule = premier(c, 'f');
      const zone = attribut(formule, 't') === 'array' ? plage(attribut(formule, 'ref')) : undefined;
      if (attribut(formule, 't') === 'array') {
        const dedans = zone && ou && zone.l1 === ou.l1 && zone.c1 === ou.c1;
        if (!dedans) d.noter(f.partie, reference, 'zone de formule matricielle fausse');
        if (zone) debordements.push({ cellule: reference, zone });
      }
    }
  }
  for (const [i, a] of debordements.entries()) {
    const autre = debordements.slice(i + 1).find(b => secoupent(a.zone, b.zone));
    if (autre) d.noter(f.partie, a.cellule, `débordement sur celui de ${autre.cellule}`);
  }
}

function verifierCellule(d: Dossier, f: FeuilleLue, c: Noeud, r: string, connus: Connus): void {
  const s = attribut(c, 's');
  if (s !== undefined && !(Number(s) >= 0 && Number(s) < connus.formats))
    d.noter(f.partie, r, `style ${s} inconnu`);
  const cm = attribut(c, 'cm');
  if (cm !== undefined && !(Number(cm) >= 1 && Number(cm) <= connus.metadonnees))
    d.noter(f.partie, r, `métadonnée ${cm} inconnue`);
  const type = attribut(c, 't') ?? 'n';
  const v = premier(c, 'v');
  const valeur = texteDe(v);
  if (!TYPES.has(type)) d.noter(f.partie, r, `type ${type} inconnu`);
  else if (v) {
    const bon =
      type === 's' ? /^\d+$/.test(valeur) && Number(valeur) < d.textes.length
      : type === 'b' ? valeur === '0' || valeur === '1'
      : type === 'e' ? ERREUR.test(valeur)
      : type === 'n' ? valeur !== '' && Number.isFinite(Number(valeur))
      : true; // prettier-ignore
    if (!bon) d.noter(f.partie, r, `valeur « ${valeur} » impossible pour le type ${type}`);
  } else if (type === 's') d.noter(f.partie, r, 'texte partagé sans numéro');
  const texte = d.texteCellule(c);
  if (texte !== undefined && texte.length > 32767) d.noter(f.partie, r, 'texte de plus de 32 767 signes');
  const formule = premier(c, 'f');
  if (formule) verifierFormule(d, f, formule, v, r, connus);
}

function verifierFormule(
  d: Dossier,
  f: FeuilleLue,
  formule: Noeud,
  v: Noeud | undefined,
  r: string,
  connus: Connus,
): void {
  const partagee = attribut(formule, 't') === 'shared' && attribut(formule, 'ref') === undefined;
  if (!v) d.noter(f.partie, r, 'formule sans valeur gardée');
  if (partagee || attribut(formule, 't') === 'dataTable') return;
  const defaut = defautDeFormule(sansEchappement(texteDe(formule)), connus);
  if (defaut !== undefined) d.noter(f.partie, r, defaut);
}

/** Ce qui ne va pas dans une formule, avec les feuilles et les tableaux du classeur. */
export function defautDeFormule(
  texte: string,
  connus: Pick<Connus, 'feuilles' | 'tables'>,
): string | undefined {
  const lu = analyser(texte);
  if (lu.defaut !== undefined) return `${lu.defaut} : ${texte}`;
  if (texte.length > 8192) return 'formule de plus de 8 192 signes';
  const feuille = lu.feuilles.find(
    n => !n.includes('[') && !n.includes(':') && !connus.feuilles.has(n.toLowerCase()),
  );
  if (feuille !== undefined) return `feuille inconnue « ${feuille} » : ${texte}`;
  for (const t of lu.tables) {
    const colonnes = connus.tables.get(t.nom.toLowerCase());
    if (!colonnes) return `tableau inconnu « ${t.nom} » : ${texte}`;
    const absente = t.colonnes.find(c => !colonnes.has(c.toLowerCase()));
    if (absente !== undefined) return `colonne inconnue ${t.nom}[${absente}] : ${texte}`;
  }
  return undefined;
}
