import { Dossier, lettres, plage } from './dossier';
import type { FeuilleLue } from './dossier';
import { attribut, fils, nomLocal, premier, sansEchappement, texteDe, vrai } from './xml';
import type { Noeud } from './xml';

export interface InventaireFeuille {
  nom: string;
  etat: string;
  onglet: string;
  volet: string;
  quadrillage: boolean;
  /** Largeur (et caché) par colonne. */
  largeurs: Record<string, string>;
  hauteurs: Record<string, string>;
  fusions: string[];
  tables: Record<string, InventaireTable>;
  formules: Record<string, string>;
  valeurs: Record<string, string>;
  /** Style de chaque cellule, écrit en clair : police, fond, bordure, alignement, format. */
  styles: Record<string, string>;
  validations: string[];
  conditions: string[];
  liens: string[];
  notes: Record<string, string>;
  impression: string;
  dessins: string[];
}

export interface InventaireTable {
  plage: string;
  colonnes: string[];
  calculees: Record<string, string>;
  totaux: Record<string, string>;
  filtre: string;
  style: string;
}

export interface Inventaire {
  feuilles: InventaireFeuille[];
  noms: Record<string, string>;
  parties: string[];
}

/**
 * Description d'un classeur, indépendante de l'ordre et de la numérotation des parties : deux fichiers qui montrent
 * et calculent la même chose ont le même inventaire. Ne partage aucun code avec le codec.
 */
export function inventaire(octets: Uint8Array): Inventaire {
  const d = new Dossier(octets);
  const styles = stylesEnClair(d);
  const onglets = fils(premier(d.arbre(d.classeur), 'sheets'), 'sheet').map(s => attribut(s, 'name') ?? '');
  const noms: Record<string, string> = {};
  for (const n of fils(premier(d.arbre(d.classeur), 'definedNames'), 'definedName')) {
    const portee = attribut(n, 'localSheetId');
    noms[`${portee === undefined ? '' : `${onglets[Number(portee)]}!`}${attribut(n, 'name')}`] = texteDe(n);
  }
  return {
    feuilles: d.feuilles.map(f => decrire(d, f, styles)),
    noms,
    parties: [...d.parties.keys()]
      .filter(p => /\/(charts|media|theme|embeddings|pivotTables)\//.test(p))
      .sort(),
  };
}

/** Un noeud et ce qu'il contient, en une ligne ; attributs triés, identifiants techniques laissés. */
function enClair(n: Noeud | undefined): string {
  if (!n) return '';
  const attributs = [...n.attributs].filter(([k]) => !/^(xmlns|xr|mc)/.test(k) && k !== 'count').sort();
  const dedans = n.enfants.map(enClair).join(' ');
  const texte = n.enfants.length === 0 ? n.texte : '';
  const booleen = (v: string): string => (v === 'true' ? '1' : v === 'false' ? '0' : v);
  return `${nomLocal(n)}(${attributs.map(([k, v]) => `${k}=${booleen(v)}`).join(',')}${texte === '' ? '' : `|${texte}`}${dedans === '' ? '' : ` ${dedans}`})`;
}

function stylesEnClair(d: Dossier): { cellules: string[]; differentiels: string[] } {
  const racine = d.arbre(d.liee(d.classeur, 'styles'));
  const de = (liste: string, i: string | undefined): string =>
    enClair(premier(racine, liste)?.enfants[Number(i ?? 0)]);
  const formats = new Map(
    fils(premier(racine, 'numFmts'), 'numFmt').map(f => [
      attribut(f, 'numFmtId'),
      attribut(f, 'formatCode') ?? '',
    ]),
  );
  const cellules = fils(premier(racine, 'cellXfs'), 'xf').map(xf => {
    const numero = attribut(xf, 'numFmtId') ?? '0';
    return [
      de('fonts', attribut(xf, 'fontId')),
      de('fills', attribut(xf, 'fillId')),
      de('borders', attribut(xf, 'borderId')),
      `format ${formats.get(numero) ?? `n° ${numero}`}`,
      enClair(premier(xf, 'alignment')),
      enClair(premier(xf, 'protection')),
    ].join(' ; ');
  });
  return { cellules, differentiels: (premier(racine, 'dxfs')?.enfants ?? []).map(enClair) };
}

function decrire(
  d: Dossier,
  f: FeuilleLue,
  styles: { cellules: string[]; differentiels: string[] },
): InventaireFeuille {
  const vue = premier(premier(f.racine, 'sheetViews'), 'sheetView');
  const volet = premier(vue, 'pane');
  const quadrillage = attribut(vue, 'showGridLines');
  const liste = (nom: string): Noeud[] => fils(f.racine, nom);
  const conditions = liste('conditionalFormatting').flatMap(b =>
    fils(b, 'cfRule').map(r => {
      const dxf = attribut(r, 'dxfId');
      const nue: Noeud = { ...r, attributs: new Map([...r.attributs].filter(([k]) => k !== 'dxfId')) };
      return `${attribut(b, 'sqref')} ${enClair(nue)} ${dxf === undefined ? '' : styles.differentiels[Number(dxf)]}`;
    }),
  );
  const impression = ['printOptions', 'pageMargins', 'pageSetup', 'headerFooter', 'rowBreaks', 'colBreaks'];
  return {
    nom: f.nom,
    etat: f.etat,
    onglet: enClair(premier(premier(f.racine, 'sheetPr'), 'tabColor')),
    volet: volet ? `${attribut(volet, 'xSplit') ?? 0},${attribut(volet, 'ySplit') ?? 0}` : '',
    quadrillage: quadrillage === undefined || vrai(quadrillage),
    largeurs: largeurs(f),
    hauteurs: hauteurs(f),
    fusions: fils(premier(f.racine, 'mergeCells'), 'mergeCell')
      .map(m => attribut(m, 'ref') ?? '')
      .sort(),
    tables: Object.fromEntries(
      f.tables.map(t => [attribut(t.racine, 'displayName') ?? '', decrireTable(t.racine)]),
    ),
    ...cellules(d, f, styles.cellules),
    validations: fils(premier(f.racine, 'dataValidations'), 'dataValidation').map(enClair).sort(),
    conditions: conditions.sort(),
    liens: fils(premier(f.racine, 'hyperlinks'), 'hyperlink')
      .map(h => decrireLien(d, f, h))
      .sort(),
    notes: notes(d, f),
    impression: impression.map(n => enClair(premier(f.racine, n))).join(' '),
    dessins: d
      .relations(f.partie)
      .filter(r => r.genre === 'drawing')
      .map(r => enClair(d.arbre(r.cible))),
  };
}

function decrireLien(d: Dossier, f: FeuilleLue, h: Noeud): string {
  const relations = new Map(d.relations(f.partie).map(r => [r.id, r.cible]));
  const cible = [...h.attributs]
    .map(([k, v]) => (k.endsWith(':id') ? relations.get(v) : k === 'location' ? v : ''))
    .join('');
  return `${attribut(h, 'ref')} → ${cible}`;
}

function largeurs(f: FeuilleLue): Record<string, string> {
  const lues: Record<string, string> = {};
  for (const c of fils(premier(f.racine, 'cols'), 'col')) {
    const max = Math.min(Number(attribut(c, 'max')), Number(attribut(c, 'min')) + 400);
    for (let n = Number(attribut(c, 'min')); n <= max; n++) {
      lues[lettres(n)] = `${attribut(c, 'width') ?? ''}${vrai(attribut(c, 'hidden')) ? ' cachée' : ''}`;
    }
  }
  return lues;
}

function hauteurs(f: FeuilleLue): Record<string, string> {
  const lues: Record<string, string> = {};
  for (const r of fils(premier(f.racine, 'sheetData'), 'row')) {
    const cachee = vrai(attribut(r, 'hidden')) ? ' cachée' : '';
    const dite = `${attribut(r, 'ht') ?? ''}${cachee}`;
    if (dite !== '') lues[attribut(r, 'r') ?? ''] = dite;
  }
  return lues;
}

function decrireTable(t: Noeud): InventaireTable {
  const colonnes = fils(premier(t, 'tableColumns'), 'tableColumn');
  const nom = (c: Noeud): string => sansEchappement(attribut(c, 'name') ?? '');
  const calculees = colonnes.flatMap(c => {
    const formule = premier(c, 'calculatedColumnFormula');
    return formule ? [[nom(c), texteDe(formule)] as const] : [];
  });
  const totaux = colonnes.flatMap(c => {
    const dit = attribut(c, 'totalsRowFunction') ?? attribut(c, 'totalsRowLabel');
    return dit === undefined ? [] : [[nom(c), dit + texteDe(premier(c, 'totalsRowFormula'))] as const];
  });
  return {
    plage: attribut(t, 'ref') ?? '',
    colonnes: colonnes.map(nom),
    calculees: Object.fromEntries(calculees),
    totaux: Object.fromEntries(totaux),
    filtre: enClair(premier(t, 'autoFilter')),
    style: enClair(premier(t, 'tableStyleInfo')),
  };
}

function cellules(
  d: Dossier,
  f: FeuilleLue,
  styles: string[],
): Pick<InventaireFeuille, 'formules' | 'valeurs' | 'styles'> {
  const formules: Record<string, string> = {};
  const valeurs: Record<string, string> = {};
  const apparences: Record<string, string> = {};
  for (const r of fils(premier(f.racine, 'sheetData'), 'row')) {
    for (const c of fils(r, 'c')) {
      const ou = attribut(c, 'r') ?? '';
      const formule = premier(c, 'f');
      if (formule) {
        const forme =
          attribut(formule, 't') === 'array'
            ? `{${(attribut(formule, 'ref') ?? '').replace(/^(.+):\1$/, '$1')}}`
            : '';
        formules[ou] = forme + texteDe(formule);
      }
      const texte = d.texteCellule(c);
      const v = texteDe(premier(c, 'v'));
      if (texte !== undefined && texte !== '') valeurs[ou] = `texte ${texte}`;
      else if (v !== '') {
        const sorte = attribut(c, 't') ?? 'n';
        valeurs[ou] = `${sorte} ${sorte === 'n' ? Number(v) : v}`;
      }
      const style = attribut(c, 's');
      if (style !== undefined && style !== '0') apparences[ou] = styles[Number(style)] ?? 'inconnu';
    }
  }
  return { formules, valeurs, styles: apparences };
}

function notes(d: Dossier, f: FeuilleLue): Record<string, string> {
  const partie = d.liee(f.partie, 'comments');
  const lues: Record<string, string> = {};
  for (const n of fils(premier(d.arbre(partie), 'commentList'), 'comment')) {
    if (plage(attribut(n, 'ref'))) lues[attribut(n, 'ref') ?? ''] = texteDe(premier(n, 'text'));
  }
  return lues;
}
