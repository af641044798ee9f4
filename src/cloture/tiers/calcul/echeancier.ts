/** L'échéance de chaque poste : celle de la pièce, sinon celle des conditions du tiers (domaine §8.1). */
import type { Jour } from '../../../comptabilite';
import type { Auxiliaire } from './auxiliaire';
import { depassePlafond, echeance, lireCondition, passePlafond, type Condition } from './echeance';
import type { PosteOuvert } from './postes-ouverts';

/** D'où vient l'échéance : la ligne, une autre ligne de la pièce, les conditions du tiers, le défaut, la date. */
export type OrigineEcheance = 'SAISIE' | 'PIECE' | 'CONDITION' | 'DEFAUT' | 'DATE';

export interface PosteDate extends PosteOuvert {
  readonly echeance: Jour;
  readonly origineEcheance: OrigineEcheance;
}

/** Ce que le calcul des échéances a trouvé à dire, par tiers. */
export interface Constat {
  readonly tiers: string;
  nombre: number;
  readonly premier: PosteDate;
  readonly texte?: string;
}

/** Les constats d'une date, par tiers. */
export interface Constats {
  readonly illisibles: Map<string, Constat>;
  readonly parDefaut: Map<string, Constat>;
  readonly horsPlafond: Map<string, Constat>;
}

export const constatsVides = (): Constats => ({
  illisibles: new Map(),
  parDefaut: new Map(),
  horsPlafond: new Map(),
});

interface ConditionTiers {
  readonly texte: string;
  readonly condition: Condition | undefined;
}

/**
 * Date les postes. Un crédit vaut à sa date. Une condition illisible est un constat : l'échéance par défaut qui tient
 * la ligne dans une tranche n'est jamais écrite, le constat bloque.
 */
export class Echeancier {
  private readonly conditions = new Map<string, ConditionTiers>();
  private pieces: Map<string, Jour> | undefined;

  constructor(
    private readonly aux: Auxiliaire,
    tiers: readonly { readonly IdTiers: string; readonly ConditionReglement?: string | undefined }[],
    private readonly defaut: Condition,
  ) {
    for (const { IdTiers, ConditionReglement: texte } of tiers)
      if (texte !== undefined) this.conditions.set(IdTiers, { texte, condition: lireCondition(texte) });
  }

  /**
   * Donne son échéance au poste, le même objet : un grand livre en a des dizaines de milliers.
   * @param constats où noter ce qui est à dire ; ceux d'une seule date, une pièce y compte une fois
   */
  dater(poste: PosteOuvert, constats: Constats = constatsVides()): PosteDate {
    const [echeance, origineEcheance] = this.calculer(poste);
    const date: PosteDate = Object.assign(poste, { echeance, origineEcheance });
    if (date.residuel > 0 && date.nature === 'COURANT') this.controler(date, constats);
    return date;
  }

  /** Échéance d'une ligne de l'auxiliaire, sans rien constater. */
  echeanceDe(rang: number): Jour {
    const origine = this.aux.origine(rang);
    if (origine.DateEcheance !== undefined) return origine.DateEcheance;
    if (this.aux.montant[rang]! < 0) return origine.DatePiece;
    const tiers = this.aux.tiers[this.aux.tiersDe[rang]!]!;
    return echeance(origine.DatePiece, this.conditions.get(tiers)?.condition ?? this.defaut);
  }

  private calculer(poste: PosteOuvert): [echeance: Jour, origine: OrigineEcheance] {
    const { echeanceSaisie, residuel, nature, tiers, piece, date } = poste;
    if (echeanceSaisie !== undefined) return [echeanceSaisie, 'SAISIE'];
    if (residuel < 0) return [date, 'DATE'];
    const deLaPiece = nature === 'COURANT' ? undefined : this.echeancesDesPieces().get(`${tiers} ${piece}`);
    if (deLaPiece !== undefined) return [deLaPiece, 'PIECE'];
    const connue = this.conditions.get(tiers)?.condition;
    return [echeance(date, connue ?? this.defaut), connue ? 'CONDITION' : 'DEFAUT'];
  }

  private controler(poste: PosteDate, constats: Constats): void {
    const { tiers, origineEcheance } = poste;
    const illisible = this.conditions.get(tiers);
    if (origineEcheance === 'DEFAUT') {
      if (illisible) noter(constats.illisibles, poste, illisible.texte);
      else noter(constats.parDefaut, poste);
      return;
    }
    const condition = origineEcheance === 'CONDITION' ? illisible?.condition : undefined;
    if (passePlafond(poste.echeance, poste.date) || (condition && depassePlafond(condition)))
      noter(constats.horsPlafond, poste, illisible?.texte);
  }

  /** Échéances par tiers et pièce, pour les lignes qui n'en portent pas (reclassement au 416, effet). */
  private echeancesDesPieces(): ReadonlyMap<string, Jour> {
    if (this.pieces) return this.pieces;
    const { n, tiers, tiersDe, montant } = this.aux;
    const echeanceDe = this.aux.lire('DateEcheance');
    const pieceDe = this.aux.lire('Piece');
    const pieces = new Map<string, Jour>();
    for (let i = 0; i < n; i++) {
      const echeance = montant[i]! > 0 ? echeanceDe(i) : undefined;
      if (echeance !== undefined) pieces.set(`${tiers[tiersDe[i]!]!} ${pieceDe(i)}`, echeance);
    }
    return (this.pieces = pieces);
  }
}

function noter(constats: Map<string, Constat>, premier: PosteDate, texte?: string): void {
  const connu = constats.get(premier.tiers);
  if (connu) connu.nombre++;
  else
    constats.set(premier.tiers, {
      tiers: premier.tiers,
      nombre: 1,
      premier,
      ...(texte === undefined ? {} : { texte }),
    });
}
