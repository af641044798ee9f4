/** La TVA d'une pièce : ses taux, sa date, et le compte où elle attend quand elle n'est pas encore exigible. */
import {
  plus,
  ZERO,
  type Compte,
  type Jour,
  type Montant,
  type Taux,
  taux as unTaux,
} from '../../comptabilite';
import type { Ligne, TablesLues } from '../../workbook/table';
import { CodesTVA, Ecritures, FacturesClients, Produits } from '../tables-communes';
import type { Parametres } from '../tables-communes/parametres';

/** Le taux d'un code à une date ; nul quand la TVA n'est pas facturée. */
export interface TauxDeTVA {
  readonly taux: Taux;
  /** Ligne de CodesTVA d'où il vient ; absente pour le taux par défaut ou une TVA qui n'est pas facturée. */
  readonly ligne?: number;
  /** La TVA n'est exigible qu'à l'encaissement. */
  readonly encaissements: boolean;
}

/** Ce qu'une facture porte à un taux. */
export interface PartDeTaux extends TauxDeTVA {
  readonly ttc: Montant;
  /** Lignes de FacturesClients de cette part. */
  readonly lignes: readonly number[];
}

const NON_FACTUREE: ReadonlySet<string> = new Set(['AUTOLIQUIDATION', 'INTRACOM', 'EXONERE']);
const NUL = unTaux(0);

interface Facture {
  readonly date: Jour;
  readonly lignes: Ligne<typeof FacturesClients>[];
}

export class TvaDesPieces {
  private readonly factures = new Map<string, Facture>();
  private readonly codes = new Map<string, Ligne<typeof CodesTVA>[]>();
  private readonly produits = new Map<string, string | undefined>();
  private attentes: ReadonlyMap<string, Compte> | undefined;

  constructor(
    private readonly tables: TablesLues,
    private readonly parametres: Parametres,
  ) {
    for (const l of tables.lire(FacturesClients).lignes) {
      const connue = this.factures.get(l.IdFacture);
      if (connue) connue.lignes.push(l);
      else this.factures.set(l.IdFacture, { date: l.DateFacture, lignes: [l] });
    }
    for (const c of tables.lire(CodesTVA).lignes) {
      const connus = this.codes.get(c.CodeTVA);
      if (connus) connus.push(c);
      else this.codes.set(c.CodeTVA, [c]);
    }
    for (const p of tables.lire(Produits).lignes) this.produits.set(p.CodeProduit, p.CodeTVA);
  }

  /** Taux d'un code à une date, ou le taux par défaut sans code ; undefined si le code n'a pas de taux à cette date. */
  duCode(code: string | undefined, date: Jour): TauxDeTVA | undefined {
    if (code === undefined) return { taux: this.parametres.valeur('TauxTVADefaut'), encaissements: false };
    let dernier: Ligne<typeof CodesTVA> | undefined;
    for (const c of this.codes.get(code) ?? [])
      if (c.DateEffet <= date && (dernier === undefined || c.DateEffet > dernier.DateEffet)) dernier = c;
    if (dernier === undefined) return undefined;
    if (NON_FACTUREE.has(dernier.Regime)) return { taux: NUL, encaissements: false };
    const encaissements = dernier.Regime === 'ENCAISSEMENTS';
    return { taux: dernier.Taux, encaissements, ligne: dernier.ligne };
  }

  /** Date d'une facture client ; undefined si elle n'est pas dans la table. */
  dateDe(piece: string): Jour | undefined {
    return this.factures.get(piece)?.date;
  }

  /** Les parts d'une facture par taux, dans l'ordre des taux ; undefined si elle est inconnue ou si un code l'est. */
  parts(piece: string): readonly PartDeTaux[] | undefined {
    const facture = this.factures.get(piece);
    if (facture === undefined) return undefined;
    const parts = new Map<string, PartDeTaux>();
    for (const l of facture.lignes) {
      const code = l.CodeTVA ?? (l.CodeProduit === undefined ? undefined : this.produits.get(l.CodeProduit));
      const lu = this.duCode(code, facture.date);
      if (lu === undefined) return undefined;
      const cle = `${lu.taux.toString()}|${lu.encaissements}`;
      const avant = parts.get(cle);
      parts.set(cle, {
        ...lu,
        ttc: plus(avant?.ttc ?? ZERO, l.MontantTTC),
        lignes: [...(avant?.lignes ?? []), l.ligne],
      });
    }
    return [...parts.values()].filter(p => p.ttc > 0).sort((a, b) => a.taux.cmp(b.taux));
  }

  /** TTC d'une ligne de FacturesClients, par son numéro de ligne. */
  ttcDeLigne(ligne: number): Montant {
    return this.tables.lire(FacturesClients).lignes.find(l => l.ligne === ligne)?.MontantTTC ?? ZERO;
  }

  /** Le seul taux d'une facture ; le taux par défaut si elle est inconnue, undefined si elle en a plusieurs. */
  tauxUnique(piece: string): TauxDeTVA | undefined {
    const parts = this.parts(piece);
    if (parts === undefined || parts.length === 0) return this.duCode(undefined, 0 as Jour);
    return parts.length === 1 ? parts[0] : undefined;
  }

  /** Compte de TVA que l'écriture de la facture a crédité (445x hors 44571), sinon CPT_TVA_ATTENTE. */
  compteEnAttente(piece: string, tiers: string): Compte {
    this.attentes ??= this.lireAttentes();
    return (
      this.attentes.get(`${tiers}|${piece}`) ??
      this.attentes.get(`|${piece}`) ??
      this.parametres.valeur('CPT_TVA_ATTENTE')
    );
  }

  private lireAttentes(): Map<string, Compte> {
    const attentes = new Map<string, Compte>();
    for (const { Compte, Credit, Piece, Tiers } of this.tables.lire(Ecritures).lignes)
      if (Credit > 0 && /^445[78]/.test(Compte) && !Compte.startsWith('44571'))
        attentes.set(`${Tiers ?? ''}|${Piece}`, Compte);
    return attentes;
  }
}
