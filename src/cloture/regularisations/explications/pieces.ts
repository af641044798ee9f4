/** Les cellules dont une proposition tient son montant : la ligne de pièce, sa période, ce qui la facture. */
import {
  arbre,
  ZERO,
  type Explication,
  type Jour,
  type Libelle,
  type Montant,
  type Quantite,
  type Taux,
} from '../../../comptabilite';
import { colonneDe, type AnyTable, type TablesLues } from '../../../workbook/table';
import * as t from '../../tables-communes';
import { TABLES_REGULARISATIONS } from '../tables-lues';
import type { Source } from '../calcul/types';

export const dire = (fr: string, en: string): Libelle => ({ fr, en });
export const zero = (): Explication => arbre.constante(dire('Zéro', 'Zero'), 0, 'EUR');

/** L'opposé : 0 - e. */
export const opposee = (libelle: Libelle, e: Explication): Explication =>
  arbre.difference(libelle, [zero(), e]);

type Colonnes = Readonly<Record<string, unknown>>;

/** Les lignes du classeur par table et numéro, rangées à la première demande. */
export class Pieces {
  private readonly rangees = new Map<string, ReadonlyMap<number, Colonnes>>();
  private readonly avoirsPositifs: boolean;

  constructor(private readonly tables: TablesLues) {
    this.avoirsPositifs = tables
      .lire(t.FacturesClients)
      .anomalies.some(a => a.code === 'C-TAB-07' && a.gravite === 'INFO');
  }

  ligne({ table, ligne }: Source): Colonnes | undefined {
    const connues = this.rangees.get(table) ?? this.ranger(table);
    this.rangees.set(table, connues);
    return connues.get(ligne);
  }

  /** Un montant hors taxes, tel que sa cellule le porte ; un avoir écrit en positif se lit à l'envers. */
  montant(libelle: Libelle, source: Source, colonne = 'MontantHT'): Explication {
    const ligne = this.ligne(source);
    const m = (ligne?.[colonne] ?? ZERO) as Montant;
    const inverse = this.avoirsPositifs && ligne?.['TypePiece'] === 'AVOIR';
    const cellule = (valeur: Montant) =>
      arbre.cellule(libelle, { ...source, colonne }, arbre.eurosExacts(valeur), 'EUR');
    return inverse ? opposee(libelle, cellule((0 - m) as Montant)) : cellule(m);
  }

  taux(libelle: Libelle, source: Source, colonne: string): Explication {
    const taux = this.ligne(source)?.[colonne] as Taux;
    return arbre.cellule(libelle, { ...source, colonne }, taux, 'TAUX');
  }

  date(libelle: Libelle, source: Source, colonne: string): Explication {
    const jour = this.ligne(source)?.[colonne] as Jour;
    return arbre.cellule(libelle, { ...source, colonne }, jour, 'DATE');
  }

  quantite(libelle: Libelle, source: Source): Explication {
    const q = this.ligne(source)?.['Quantite'] as Quantite;
    return arbre.cellule(libelle, { ...source, colonne: 'Quantite' }, arbre.quantiteExacte(q), 'NOMBRE');
  }

  private ranger(nom: string): ReadonlyMap<number, Colonnes> {
    const table = TABLES_REGULARISATIONS.find(x => x.nom === nom);
    return new Map((table ? this.tables.lire(table).lignes : []).map(l => [l.ligne, l]));
  }
}

/** Un montant tel que sa cellule le porte, sous le nom de sa colonne. */
export function celluleDe(
  table: AnyTable,
  ligne: Readonly<Record<string, unknown>>,
  colonne: string,
): Explication {
  const { entete, en } = colonneDe(table, colonne);
  return arbre.cellule(
    dire(entete, en),
    { table: table.nom, ligne: Number(ligne['ligne']), colonne },
    arbre.eurosExacts(ligne[colonne] as Montant),
    'EUR',
  );
}
