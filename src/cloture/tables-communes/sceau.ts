/**
 * Le sceau d'une ligne que le complément a écrite : ses cellules, recopiées à côté. Excel n'interdit rien à qui ouvre le
 * classeur ; une ligne changée à la main se voit donc, se dit, et se remet telle qu'elle avait été écrite. Qui efface aussi
 * le sceau échappe à ce contrôle : c'est une trace, pas un verrou.
 */
import { periodeDe, quinzeChiffres, texteJour, versIso, type Anomalie, type Jour } from '../../comptabilite';
import { encoderValeur } from '../../workbook/decode';
import type { AnyTable, Cellule, Colonne, Lecture, TablesLues, Valeur } from '../../workbook/table';
import { Historique } from './generees';
import { Periodes } from './referentiels';

/**
 * Ce que le sceau ne couvre pas : lui-même, quand et par qui, l'état du mois, que fermer et rouvrir changent, et le
 * lettrage, qui se fait après coup.
 */
const HORS_SCEAU: ReadonlySet<string> = new Set([
  'Sceau',
  'Par',
  'Horodatage',
  'Valide',
  'Lettrage',
  'DateLettrage',
]);

const scellees = (table: AnyTable): readonly Colonne[] => table.colonnes.filter(c => !HORS_SCEAU.has(c.cle));

/** La table porte des sceaux. */
export const estScellee = (table: AnyTable): boolean => table.colonnes.some(c => c.cle === 'Sceau');

export type Cellules = Readonly<Record<string, Exclude<Cellule, null>>>;

/** Les cellules pleines d'une ligne que son sceau couvre. */
export function cellulesDe(table: AnyTable, ligne: Readonly<Record<string, unknown>>): Cellules {
  const pleines = scellees(table).flatMap(c => {
    const cellule = encoderValeur(c, ligne[c.cle] as Valeur);
    return cellule === '' ? [] : [[c.cle, cellule] as const];
  });
  return Object.fromEntries(pleines);
}

/**
 * Le sceau d'une ligne : ses cellules pleines, en JSON, dates en numéros de série d'Excel.
 * @example sceller(Historique, ligne) // {"Arrete":46356,"Module":"CA","IdAffaire":"24A010","Montant":45000}
 */
export const sceller = (table: AnyTable, ligne: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(cellulesDe(table, ligne));

/** Une ligne que quelqu'un a changée depuis que le complément l'a écrite. */
export interface Rupture {
  readonly ligne: number;
  /** Les colonnes qui ne disent plus ce qu'elles disaient. */
  readonly colonnes: readonly Colonne[];
  readonly actuelles: Cellules;
  /** Ce que la ligne disait, cellule par cellule ; une colonne absente était vide. */
  readonly cellules: Cellules;
}

/** Les lignes d'une table dont le sceau ne correspond plus, y compris celles qui ne se lisent plus. */
export function ruptures({ table, lignes, ecartees }: Lecture): Rupture[] {
  return [...lignes, ...ecartees].flatMap((lue): Rupture[] => {
    const ligne: Readonly<Record<string, unknown>> = lue;
    const cellules = ouvrir(ligne['Sceau']);
    const changee = cellules && rupture(table, Number(ligne['ligne']), cellulesDe(table, ligne), cellules);
    return changee ? [changee] : [];
  });
}

/** Ce qu'une ligne ne dit plus comme son sceau ; undefined s'ils se valent. */
export function rupture(
  table: AnyTable,
  ligne: number,
  actuelles: Cellules,
  cellules: Cellules,
): Rupture | undefined {
  const colonnes = scellees(table).filter(({ cle }) => dite(actuelles[cle]) !== dite(cellules[cle]));
  return colonnes.length === 0 ? undefined : { ligne, colonnes, actuelles, cellules };
}

/** Ce que dit une cellule : un nombre, à la précision d'Excel (15 chiffres) ; un taux de 17 chiffres n'en revient pas entier. */
const dite = (cellule: Cellule | undefined) =>
  typeof cellule === 'number' ? quinzeChiffres(cellule) : (cellule ?? '');

/** Ce que dit un sceau ; undefined s'il n'y en a pas, ou qu'il ne se lit plus. */
export function ouvrir(sceau: unknown): Cellules | undefined {
  if (typeof sceau !== 'string' || !sceau.startsWith('{')) return undefined;
  try {
    return JSON.parse(sceau) as Cellules;
  } catch {
    return undefined;
  }
}

/**
 * C-HIS-01 : une ligne d'historique écrite par le complément a été changée à la main. D'un mois fermé, elle bloque : rien
 * de fermé ne bouge. De l'arrêté en cours, relancer la récrit.
 */
export function controlerSceaux(tables: TablesLues, arrete: Jour): Anomalie[] {
  const lecture = tables.lire(Historique);
  const fermes = new Set(
    tables.lire(Periodes).lignes.flatMap(p => (p.Etat === 'FERMEE' ? [p.Periode as string] : [])),
  );
  const validees = new Set(lecture.lignes.flatMap(l => (l.Valide === true ? [l.ligne] : [])));
  return ruptures(lecture).map(({ ligne, colonnes, cellules }) => {
    const [premiere] = colonnes;
    const jour = Number(cellules['Arrete']) as Jour;
    const ferme = validees.has(ligne) || fermes.has(periodeDe(jour));
    const enCours = !ferme && jour === arrete;
    const quoi = [cellules['Module'], cellules['IdAffaire']].filter(x => x !== undefined).join(' ');
    const noms = (de: (c: Colonne) => string) => colonnes.map(de).join(', ');
    return {
      code: 'C-HIS-01',
      gravite: ferme ? 'BLOQUANT' : enCours ? 'INFO' : 'ALERTE',
      table: Historique.nom,
      ligne,
      colonne: premiere?.cle ?? 'Montant',
      cle: quoi,
      message: `${quoi} du ${texteJour(jour)}, ligne changée à la main depuis que le complément l'a écrite : ${noms(c => c.entete)}.`,
      remede: enCours
        ? 'Relancez : l’arrêté en cours se récrit.'
        : 'Remettez la ligne (page « Arrêtés » du volet), puis ajoutez une ligne MANUEL si elle doit être corrigée.',
      en: {
        message: `${quoi} of ${versIso(jour)}, row changed by hand since the add-in wrote it: ${noms(c => c.en)}.`,
        remede: enCours
          ? 'Run again: the current close is rewritten.'
          : 'Put the row back (“Closes” page of the pane), then add a MANUEL row if it must be corrected.',
      },
    };
  });
}
