import { plage, secoupent } from './dossier';
import type { Dossier, FeuilleLue, Plage } from './dossier';
import { defautDeFormule } from './regles-cellules';
import type { Connus } from './regles-cellules';
import { verifierImpression } from './regles-impression';
import { attribut, descendants, fils, lien, nomLocal, premier, texteDe } from './xml';
import type { Noeud } from './xml';

const ORDRE =
  `sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
   autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
   hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
   ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems
   tableParts extLst`.split(/\s+/);

/** Ce qui entoure les cellules d'une feuille. */
export function verifierFeuille(d: Dossier, f: FeuilleLue, connus: Connus, differentiels: number): void {
  let rang = -1;
  for (const n of f.racine.enfants) {
    if (nomLocal(n) === 'AlternateContent') continue;
    const ici = ORDRE.indexOf(nomLocal(n));
    if (ici < rang) d.noter(f.partie, nomLocal(n), "élément hors de l'ordre du schéma");
    rang = Math.max(rang, ici);
  }
  verifierColonnes(d, f, connus);
  verifierVue(d, f);
  const fusions = verifierFusions(d, f);
  verifierConditions(d, f, connus, differentiels);
  verifierValidations(d, f, connus);
  verifierLiens(d, f, connus);
  verifierImpression(d, f);
  verifierNotes(d, f);
  for (const t of f.tables) {
    const zone = plage(attribut(t.racine, 'ref'));
    const coupee = zone && fusions.find(m => secoupent(m, zone));
    if (coupee) d.noter(f.partie, attribut(t.racine, 'ref') ?? '', 'cellules fusionnées dans un tableau');
  }
}

function verifierColonnes(d: Dossier, f: FeuilleLue, connus: Connus): void {
  let derniere = 0;
  const liste = premier(f.racine, 'cols');
  if (liste && liste.enfants.length === 0) d.noter(f.partie, 'cols', 'liste vide');
  for (const c of fils(liste, 'col')) {
    const [min, max] = [Number(attribut(c, 'min')), Number(attribut(c, 'max'))];
    const largeur = attribut(c, 'width');
    if (!(min > derniere && max >= min && max <= 16384))
      d.noter(f.partie, `col ${min}-${max}`, 'colonnes en désordre ou doubles');
    if (largeur !== undefined && !(Number(largeur) >= 0 && Number(largeur) <= 255))
      d.noter(f.partie, `col ${min}`, `largeur ${largeur}`);
    const s = attribut(c, 'style');
    if (s !== undefined && Number(s) >= connus.formats) d.noter(f.partie, `col ${min}`, `style ${s} inconnu`);
    derniere = max;
  }
  for (const r of fils(premier(f.racine, 'sheetData'), 'row')) {
    const ht = attribut(r, 'ht');
    if (ht !== undefined && !(Number(ht) >= 0 && Number(ht) <= 409.5))
      d.noter(f.partie, `ligne ${attribut(r, 'r')}`, `hauteur ${ht}`);
  }
}

function verifierVue(d: Dossier, f: FeuilleLue): void {
  const volet = premier(premier(premier(f.racine, 'sheetViews'), 'sheetView'), 'pane');
  if (!volet || attribut(volet, 'state') !== 'frozen') return;
  const coin = plage(attribut(volet, 'topLeftCell'));
  const [x, y] = [Number(attribut(volet, 'xSplit') ?? 0), Number(attribut(volet, 'ySplit') ?? 0)];
  const attendu = x > 0 && y > 0 ? 'bottomRight' : y > 0 ? 'bottomLeft' : 'topRight';
  if (x + y === 0 || !Number.isInteger(x + y))
    d.noter(f.partie, 'pane', 'volet figé sans lignes ni colonnes');
  if (coin && (coin.l1 <= y || coin.c1 <= x)) d.noter(f.partie, 'pane', 'coin du volet dans la partie figée');
  if ((attribut(volet, 'activePane') ?? 'topLeft') !== attendu) d.noter(f.partie, 'pane', 'volet actif faux');
}

function verifierFusions(d: Dossier, f: FeuilleLue): Plage[] {
  const liste = premier(f.racine, 'mergeCells');
  const zones: Plage[] = [];
  const compte = attribut(liste, 'count');
  if (compte !== undefined && Number(compte) !== liste?.enfants.length)
    d.noter(f.partie, 'mergeCells', 'count faux');
  for (const m of fils(liste, 'mergeCell')) {
    const ref = attribut(m, 'ref') ?? '';
    const zone = plage(ref);
    if (!zone || (zone.l1 === zone.l2 && zone.c1 === zone.c2))
      d.noter(f.partie, ref, 'fusion illisible ou d’une cellule');
    else if (zones.some(z => secoupent(z, zone))) d.noter(f.partie, ref, 'fusions qui se coupent');
    if (zone) zones.push(zone);
  }
  return zones;
}

function zonesDe(d: Dossier, f: FeuilleLue, sqref: string, quoi: string): Plage[] {
  const zones = sqref.split(' ').map(plage);
  if (sqref === '' || zones.some(z => z === undefined))
    d.noter(f.partie, quoi, `plages illisibles « ${sqref} »`);
  return zones.filter(z => z !== undefined);
}

function verifierConditions(d: Dossier, f: FeuilleLue, connus: Connus, differentiels: number): void {
  const priorites = new Set<string>();
  for (const bloc of fils(f.racine, 'conditionalFormatting')) {
    const sqref = attribut(bloc, 'sqref') ?? '';
    zonesDe(d, f, sqref, 'conditionalFormatting');
    for (const regle of fils(bloc, 'cfRule')) {
      const priorite = attribut(regle, 'priority') ?? '';
      const dxf = attribut(regle, 'dxfId');
      if (!/^[1-9]\d*$/.test(priorite) || priorites.has(priorite))
        d.noter(f.partie, sqref, `priorité ${priorite} absente ou double`);
      priorites.add(priorite);
      if (dxf !== undefined && !(Number(dxf) < differentiels))
        d.noter(f.partie, sqref, `dxfId ${dxf} n'existe pas`);
      verifierFormules(d, f, regle, connus, ['formula'], sqref);
    }
  }
}

function verifierFormules(
  d: Dossier,
  f: FeuilleLue,
  n: Noeud,
  connus: Connus,
  noms: string[],
  ou: string,
): void {
  for (const nom of noms) {
    for (const formule of fils(n, nom)) {
      const defaut = defautDeFormule(texteDe(formule), connus);
      if (defaut !== undefined) d.noter(f.partie, ou, defaut);
    }
  }
}

function verifierValidations(d: Dossier, f: FeuilleLue, connus: Connus): void {
  const liste = premier(f.racine, 'dataValidations');
  if (!liste) return;
  const regles = fils(liste, 'dataValidation');
  const compte = attribut(liste, 'count');
  if (regles.length === 0) d.noter(f.partie, 'dataValidations', 'liste vide');
  if (compte !== undefined && Number(compte) !== regles.length)
    d.noter(f.partie, 'dataValidations', `count ${compte} au lieu de ${regles.length}`);
  const prises: Plage[] = [];
  for (const v of regles) {
    const sqref = attribut(v, 'sqref') ?? '';
    const zones = zonesDe(d, f, sqref, 'dataValidation');
    if (zones.some(z => prises.some(p => secoupent(p, z))))
      d.noter(f.partie, sqref, 'deux validations sur une cellule');
    prises.push(...zones);
    const formule = texteDe(premier(v, 'formula1'));
    const type = attribut(v, 'type') ?? 'none';
    if (type !== 'none' && formule === '') d.noter(f.partie, sqref, 'validation sans formule');
    if (formule.startsWith('"') && formule.length > 257)
      d.noter(f.partie, sqref, 'liste de plus de 255 signes');
    for (const [cle, limite] of [
      ['promptTitle', 32],
      ['errorTitle', 32],
      ['prompt', 255],
      ['error', 255],
    ] as const) {
      if ((attribut(v, cle) ?? '').length > limite)
        d.noter(f.partie, sqref, `${cle} de plus de ${limite} signes`);
    }
    verifierFormules(d, f, v, connus, ['formula1', 'formula2'], sqref);
  }
}

function verifierLiens(d: Dossier, f: FeuilleLue, connus: Connus): void {
  for (const h of fils(premier(f.racine, 'hyperlinks'), 'hyperlink')) {
    const ref = attribut(h, 'ref') ?? '';
    if (!plage(ref)) d.noter(f.partie, ref, 'lien posé nulle part');
    if (lien(h) === undefined && attribut(h, 'location') === undefined)
      d.noter(f.partie, ref, 'lien sans cible');
    const [, citee, nue] = /^(?:'((?:[^']|'')+)'|([^'!]+))!/.exec(attribut(h, 'location') ?? '') ?? [];
    const feuille = citee?.replace(/''/g, "'") ?? nue;
    if (feuille !== undefined && !connus.feuilles.has(feuille.toLowerCase()))
      d.noter(f.partie, ref, `lien vers la feuille « ${feuille} », absente`);
  }
}

/** Une note est un texte (comments) et une forme (VML) sur la même cellule. */
function verifierNotes(d: Dossier, f: FeuilleLue): void {
  const relations = d.relations(f.partie);
  const notes = relations.find(r => r.genre === 'comments');
  const ancien = premier(f.racine, 'legacyDrawing');
  const forme = relations.find(r => r.genre === 'vmlDrawing' && (!ancien || r.id === lien(ancien)));
  if (!notes) return;
  if (!ancien || !forme) {
    d.noter(f.partie, 'legacyDrawing', 'notes sans leur dessin VML');
    return;
  }
  const auteurs = fils(premier(d.arbre(notes.cible), 'authors'), 'author').length;
  const textes = new Set<string>();
  for (const n of fils(premier(d.arbre(notes.cible), 'commentList'), 'comment')) {
    const zone = plage(attribut(n, 'ref'));
    const ref = attribut(n, 'ref') ?? '';
    if (!zone || textes.has(`${zone.l1 - 1},${zone.c1 - 1}`))
      d.noter(notes.cible, ref, 'note mal placée ou double');
    if (zone) textes.add(`${zone.l1 - 1},${zone.c1 - 1}`);
    if (!(Number(attribut(n, 'authorId') ?? -1) < auteurs))
      d.noter(notes.cible, ref, 'auteur de note inconnu');
  }
  const formes = new Set<string>();
  const vml = d.arbre(forme.cible);
  for (const n of vml ? descendants(vml) : []) {
    if (nomLocal(n) !== 'ClientData' || attribut(n, 'ObjectType') !== 'Note') continue;
    formes.add(`${texteDe(premier(n, 'Row'))},${texteDe(premier(n, 'Column'))}`);
  }
  for (const t of textes) if (!formes.has(t)) d.noter(forme.cible, t, 'note sans forme');
  for (const t of formes) if (!textes.has(t)) d.noter(forme.cible, t, 'forme sans note');
}
