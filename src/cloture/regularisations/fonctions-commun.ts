/** Les lignes d'un arrêté que les fonctions lisent : un mois fermé répond de ses feuilles figées. */
import { estBloquante, periodeDe, texteMois, type Jour } from '../../comptabilite';
import { erreurDe, exigerParametres } from '../blocages';
import { manque, type ErreurFonction, type Modele } from '../fonction';
import { Affaires, Periodes, PlanComptable } from '../tables-communes';
import { arreter } from './arreter';
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

const arretes = new WeakMap<Modele, Map<Jour, readonly LigneDite[]>>();

/**
 * Les lignes d'un arrêté : celles que la clôture en tirerait, ou celles que le mois fermé a figées.
 * @throws ErreurFonction #N/A si un paramètre ou une pièce bloque, ou si le mois fermé n'a rien figé.
 */
export function lignesA(modele: Modele, arrete: Jour): readonly LigneDite[] {
  const connus = arretes.get(modele) ?? new Map<Jour, readonly LigneDite[]>();
  arretes.set(modele, connus);
  const lignes =
    connus.get(arrete) ?? (estFermee(modele.tables, arrete) ? figees : calculees)(modele, arrete);
  connus.set(arrete, lignes);
  return lignes;
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

function calculees(modele: Modele, arrete: Jour): LigneDite[] {
  const parametres = modele.parametres(arrete);
  exigerParametres(parametres);
  const { propositions, anomalies } = arreter({ arrete, tables: modele.tables, parametres });
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
