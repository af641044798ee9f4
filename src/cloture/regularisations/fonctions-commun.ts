/** Les lignes d'un arrêté que les fonctions lisent : un mois fermé répond de ses feuilles figées. */
import { estBloquante, periodeDe, terminer, texteMois, type Jour } from '../../comptabilite';
import { erreurDe, exigerParametres } from '../blocages';
import { lireArrete } from '../arguments';
import { manque, type Acces, type ErreurFonction, type Modele } from '../fonction';
import { ParLecture } from '../par-lecture';
import { Affaires, Periodes, PlanComptable } from '../tables-communes';
import { arreterParTranches } from './arreter';
import { estFermee } from './explications';
import { produireCharges, produireProduits } from './produites';
import { FaePca, FnpCca, type LignePropositions } from './tables';
import { TABLES_REGULARISATIONS } from './tables-lues';

export const TABLES = [...new Set([...TABLES_REGULARISATIONS, Affaires, PlanComptable, Periodes])];

/** Une ligne d'un arrêté, et la feuille où elle est. */
export interface LigneDite {
  readonly table: string;
  readonly l: LignePropositions;
}

const arretes = new ParLecture<readonly LigneDite[]>();

/**
 * Les lignes d'un arrêté : celles que la clôture en tirerait, ou celles que le mois fermé a figées.
 * @throws ErreurFonction #N/A si un paramètre ou une pièce bloque, ou si le mois fermé n'a rien figé.
 */
export const lignesA = (modele: Modele, arrete: Jour): readonly LigneDite[] =>
  terminer(lignesParTranches(modele, arrete));

const lignesParTranches = (modele: Modele, arrete: Jour): Generator<void, readonly LigneDite[]> =>
  arretes.chercher(modele, arrete, () => dire(modele, arrete));

/** Établit par tranches les lignes où une cellule de cet arrêté cherchera les siennes. */
export function preparer(acces: Acces, arreteLu: unknown): Generator<void, unknown> {
  const modele = acces.modele();
  return lignesParTranches(modele, lireArrete(arreteLu, modele.arrete, acces.base1904));
}

function* dire(modele: Modele, arrete: Jour): Generator<void, readonly LigneDite[]> {
  return estFermee(modele.tables, arrete) ? figees(modele, arrete) : yield* calculees(modele, arrete);
}

function figees({ tables }: Modele, arrete: Jour): LigneDite[] {
  const lignes = [FaePca, FnpCca].flatMap(table =>
    (tables.lire(table).lignes as readonly LignePropositions[])
      .filter(l => l.Arrete === arrete)
      .map(l => ({ table: table.nom, l })),
  );
  if (lignes.length > 0) return lignes;
  const mois = periodeDe(arrete);
  throw manque(
    `${texteMois(mois)} est fermé sans régularisations : il n'en a pas figé`,
    `${mois} is closed without cut-off: it recorded none`,
  );
}

function* calculees(modele: Modele, arrete: Jour): Generator<void, LigneDite[]> {
  const parametres = modele.parametres(arrete);
  exigerParametres(parametres);
  const { propositions, anomalies } = yield* arreterParTranches({
    arrete,
    tables: modele.tables,
    parametres,
  });
  const bloquante = anomalies.find(estBloquante);
  if (bloquante) throw erreurDe(bloquante);
  const sansNom = () => undefined;
  return [
    ...produireProduits(propositions, arrete, sansNom).lignes.map(l => ({ table: FaePca.nom, l })),
    ...produireCharges(propositions, arrete, sansNom).lignes.map(l => ({ table: FnpCca.nom, l })),
  ];
}

/** Une ligne calculée dont la feuille ne porte pas encore ce qui l'explique. */
export const sansArbre = (l: LignePropositions): ErreurFonction =>
  manque(
    `${l.Module} ${l.Piece} : validez l'arrêté, la ligne n'est pas encore écrite`,
    `${l.Module} ${l.Piece}: validate the close, the row is not written yet`,
  );
