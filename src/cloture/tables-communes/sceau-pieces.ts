/**
 * Le sceau d'une ligne d'écriture de clôture : ses cellules, le nombre de lignes de sa pièce, et ce qui la distingue de la
 * ligne d'avant (de la dernière, pour la première). Une ligne changée se remet de son sceau ; une ligne retirée, du sceau de
 * celle qui la suit ; une ligne ajoutée n'en a pas.
 */
import type { Rang, Lecture, Valeurs } from '../../workbook/table';
import { decoder } from '../../workbook/decode';
import { EcrituresCloture } from './ecritures';
import { cellulesDe, ouvrir, rupture, type Cellules, type Rupture } from './sceau';

/** Lignes regardées avant de rendre la main. */
const TRANCHE = 2048;

interface Suite {
  /** Lignes de la pièce. */
  readonly n: number;
  /** Les cellules de la ligne d'avant qui diffèrent ; vide : une cellule vide. Absent : on ne la connaît plus. */
  readonly avant?: Cellules;
}

type Scelle = Omit<Cellules, 'suite'> & { readonly suite?: Suite };

const CLES = EcrituresCloture.colonnes.map(({ cle }) => cle);

/** Les cellules qui diffèrent, dans l'ordre des colonnes. */
const difference = (de: Cellules, a: Cellules): Cellules =>
  Object.fromEntries(CLES.flatMap(cle => (de[cle] === a[cle] ? [] : [[cle, a[cle] ?? '']])));

function appliquer(cellules: Cellules, changes: Cellules): Cellules {
  const dites = { ...cellules, ...changes };
  return Object.fromEntries(
    CLES.flatMap(cle => (dites[cle] === undefined || dites[cle] === '' ? [] : [[cle, dites[cle]]])),
  );
}

/** Le sceau de chaque ligne d'écritures entières, dans le même ordre. */
export function scellerPieces(lignes: readonly Rang[]): string[] {
  const pieces = new Map<unknown, number[]>();
  for (const [i, ligne] of lignes.entries()) {
    const connue = pieces.get(ligne['CleGeneration']);
    if (connue) connue.push(i);
    else pieces.set(ligne['CleGeneration'], [i]);
  }
  const sceaux = new Array<string>(lignes.length);
  for (const rangs of pieces.values()) {
    rangs.sort((a, b) => Number(lignes[a]!['Ligne']) - Number(lignes[b]!['Ligne']));
    const cellules = rangs.map(i => cellulesDe(EcrituresCloture, lignes[i]!));
    for (const [k, i] of rangs.entries()) {
      const avant = difference(cellules[k]!, cellules.at(k - 1)!);
      sceaux[i] = JSON.stringify({ ...cellules[k], suite: { n: rangs.length, avant } satisfies Suite });
    }
  }
  return sceaux;
}

/** Ce que quelqu'un a fait des lignes d'écriture depuis que le complément les a écrites. */
export interface PiecesTouchees {
  readonly changees: readonly Rupture[];
  /** Numéros des lignes ajoutées à la main. */
  readonly ajoutees: readonly { readonly ligne: number; readonly cle: string }[];
  /** Les cellules des lignes retirées dont on sait ce qu'elles disaient, sceau compris. */
  readonly retirees: readonly Cellules[];
  /** Lignes retirées qu'on ne sait plus remettre, par clé de génération. */
  readonly perdues: ReadonlyMap<string, number>;
}

interface Vue {
  readonly ligne: number;
  readonly scelle: Scelle;
  readonly enPlace: boolean;
  readonly rupture: Rupture | undefined;
}

interface Piece {
  n: number;
  readonly vues: Map<number, Vue>;
}

const ouvrage = (cle: string) => cle.split('|', 2).join('|');

/** Regarde les sceaux des écritures de clôture. Sans sceau (écrites par une version d'avant), rien n'est dit. */
export function* piecesTouchees(lecture: Lecture): Generator<void, PiecesTouchees> {
  const pieces = new Map<string, Piece>();
  const sansSceau: { ligne: number; cle: string }[] = [];
  const ajoutees: { ligne: number; cle: string }[] = [];
  let vues = 0;
  for (const lignes of [lecture.lignes, lecture.ecartees] as (readonly Rang[])[])
    for (const lue of lignes) {
      if (++vues % TRANCHE === 0) yield;
      const ligne = Number(lue['ligne']);
      const vue = regarder(lue, ligne);
      if (!vue) {
        sansSceau.push({ ligne, cle: String(lue['CleGeneration'] ?? '') });
        continue;
      }
      const cle = String(vue.scelle['CleGeneration']);
      const rang = Number(vue.scelle['Ligne']);
      const piece = pieces.get(cle) ?? { n: vue.scelle.suite?.n ?? 0, vues: new Map<number, Vue>() };
      pieces.set(cle, piece);
      const autre = piece.vues.get(rang);
      // Deux lignes d'un même sceau : l'une est la copie de l'autre ; celle qui a gardé sa clé est la vraie.
      if (autre?.enPlace || (autre && !vue.enPlace)) ajoutees.push({ ligne, cle });
      else {
        if (autre) ajoutees.push({ ligne: autre.ligne, cle });
        piece.vues.set(rang, vue);
      }
    }
  const scelles = new Set([...pieces.keys()].map(ouvrage));
  ajoutees.push(...sansSceau.filter(({ cle }) => scelles.has(ouvrage(cle))));
  return conclure(pieces, ajoutees);
}

function regarder(lue: Rang, ligne: number): Vue | undefined {
  const { Sceau: sceau } = lue;
  if (typeof sceau !== 'string') return undefined;
  const actuelles = cellulesDe(EcrituresCloture, lue);
  const debut = JSON.stringify(actuelles).slice(0, -1);
  // Presque toujours, le sceau est la ligne telle qu'elle est et sa suite : seule celle-ci est alors à lire.
  const suite = sceau.startsWith(`${debut},"suite":`)
    ? (ouvrir(`{${sceau.slice(debut.length + 1)}`) as Scelle)
    : undefined;
  const scelle: Scelle | undefined = suite ? ({ ...actuelles, ...suite } as Scelle) : ouvrir(sceau);
  if (!scelle) return undefined;
  const enPlace =
    actuelles['CleGeneration'] === scelle['CleGeneration'] && actuelles['Ligne'] === scelle['Ligne'];
  return {
    ligne,
    scelle,
    enPlace,
    rupture: suite ? undefined : rupture(EcrituresCloture, ligne, actuelles, scelle),
  };
}

function conclure(pieces: ReadonlyMap<string, Piece>, ajoutees: PiecesTouchees['ajoutees']): PiecesTouchees {
  const changees: Rupture[] = [];
  const retirees: Cellules[] = [];
  const perdues = new Map<string, number>();
  for (const [cle, { n, vues }] of pieces) {
    for (const { rupture: changee } of vues.values()) if (changee) changees.push(changee);
    if (n === vues.size) continue;
    const connues = new Map([...vues].map(([rang, { scelle }]) => [rang, sansSuite(scelle)]));
    const absentes = precedentes(vues).filter(avant => !connues.has(Number(avant['Ligne'])));
    for (const avant of absentes) connues.set(Number(avant['Ligne']), avant);
    if (connues.size < n) perdues.set(cle, n - connues.size);
    const rangs = [...connues.keys()].sort((a, b) => a - b);
    for (const cellules of absentes) {
      const precedente = connues.get(rangs.at(rangs.indexOf(Number(cellules['Ligne'])) - 1)!)!;
      // La ligne d'avant ne se sait que d'une pièce retrouvée entière.
      const avant = connues.size < n ? {} : { avant: difference(cellules, precedente) };
      retirees.push({ ...cellules, Sceau: JSON.stringify({ ...cellules, suite: { n, ...avant } }) });
    }
  }
  return { changees, ajoutees: [...ajoutees].sort((a, b) => a.ligne - b.ligne), retirees, perdues };
}

const sansSuite = ({ suite: _suite, ...cellules }: Scelle): Cellules => cellules as Cellules;

/** Ce que le sceau de chaque ligne dit de la ligne d'avant. */
const precedentes = (vues: ReadonlyMap<number, Vue>): Cellules[] =>
  [...vues.values()].flatMap(({ scelle }) =>
    scelle.suite?.avant ? [appliquer(sansSuite(scelle), scelle.suite.avant)] : [],
  );

/** Des lignes retirées, telles qu'à écrire de nouveau. */
export function lignesRetirees(retirees: readonly Cellules[]): readonly Valeurs<typeof EcrituresCloture>[] {
  const { colonnes } = EcrituresCloture;
  const matrice = retirees.map(cellules => colonnes.map(({ cle }) => cellules[cle] ?? ''));
  return decoder(EcrituresCloture, [colonnes.map(({ entete }) => entete), ...matrice], { premiereLigne: 1 })
    .lignes;
}
