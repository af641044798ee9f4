/** Un arrêté que l'on explique : ce que le calcul en a tiré, et les cellules de ses décisions. */
import type { Explication, Jour } from '../../../comptabilite';
import type { AnyTable, TablesLues } from '../../../workbook/table';
import type { Contexte } from '../../contexte';
import { EcrituresCloture } from '../../tables-communes';
import { arreter } from '../arreter';
import { abonnementPasse } from '../calcul/charges-a-payer';
import { chargesDuMois, type ChargeDuMois } from '../calcul/charges';
import { piecesDe, type Piece } from '../calcul/ecritures';
import { Imputations, type Regularisation } from '../calcul/regularisation';
import type { Proposition } from '../calcul/proposition';
import { cle, ligneDeCharge, lignesDe, type LigneHistorisee } from '../historique';
import { lireOptions } from '../lecture';
import { identite, type Constat } from '../radar';
import { RadarCutOff } from '../radar/table';
import { FaePca, FnpCca, type LigneLuePropositions } from '../tables';
import { celluleDe, dire, opposee, Pieces } from './pieces';
import { expliquerPropose, type Cadre } from './proposition';

export class ArreteExplique {
  readonly cadre: Cadre;
  readonly imputations: Imputations;
  /** Les écritures de l'arrêté, par clé de génération. */
  readonly pieces: ReadonlyMap<string, Piece>;
  readonly options: ReturnType<typeof lireOptions>;
  private readonly propositions: ReadonlyMap<string, Proposition>;
  private readonly parPiece: ReadonlyMap<string, Proposition>;
  private readonly constats: ReadonlyMap<string, Constat>;
  private readonly historisees = new Map<string, Regularisation[]>();
  private readonly charges: ReadonlyMap<string, ChargeDuMois>;

  constructor(contexte: Contexte) {
    const { arrete } = contexte;
    const { donnees, options, propositions, passees, constats } = arreter(contexte);
    const { regularisations } = passees;
    this.options = options;
    this.cadre = cadreDe(contexte);
    this.imputations = new Imputations(donnees, options, arrete);
    this.propositions = new Map(propositions.map(p => [`${p.module}|${p.cle}`, p]));
    this.parPiece = new Map(propositions.map(p => [`${p.table}|${p.piece}`, p]));
    this.constats = new Map(constats.map(({ constat }) => [identite(constat), constat]));
    this.pieces = piecesDe(regularisations, {
      arrete,
      options,
      tiers: new Map(donnees.tiers.map(t => [t.IdTiers, t])),
    });
    for (const r of regularisations)
      for (const ligne of lignesDe(r, arrete)) {
        const reunies = this.historisees.get(cle(ligne)) ?? [];
        reunies.push(r);
        this.historisees.set(cle(ligne), reunies);
      }
    const charges = options.historiserCharges ? chargesDuMois(donnees, arrete, options) : [];
    this.charges = new Map(charges.map(c => [cle(ligneDeCharge(c, arrete)), c]));
  }

  /** La proposition d'une ligne de feuille. */
  proposition({ Module, Cle }: { readonly Module: string; readonly Cle: string }): Proposition | undefined {
    return this.propositions.get(`${Module}|${Cle}`);
  }

  /** L'arbre de ce qu'un constat du radar met en jeu. */
  enjeu({ Constat }: { readonly Constat: string }): Explication | undefined {
    return this.constats.get(Constat)?.enjeu({
      pieces: this.cadre.pieces,
      propose: (table, piece) => {
        const p = this.parPiece.get(`${table}|${piece}`);
        return p && expliquerPropose(p, this.cadre);
      },
    });
  }

  /** Ce qu'une ligne d'historique réunit. */
  reunies(ligne: LigneHistorisee): readonly Regularisation[] {
    return this.historisees.get(cle(ligne)) ?? [];
  }

  /** La charge facturée du mois d'une ligne d'historique. */
  charge(ligne: LigneHistorisee): ChargeDuMois | undefined {
    return this.charges.get(cle(ligne));
  }
}

/** Où les montants d'un arrêté se lisent : ses pièces, ses décisions, ses paramètres. */
function cadreDe({ tables, parametres, arrete }: Contexte): Cadre {
  const derniere = new Map<string, { readonly table: AnyTable; readonly l: LigneLuePropositions }>();
  for (const table of [FaePca, FnpCca])
    for (const l of tables.lire(table as AnyTable).lignes as readonly LigneLuePropositions[]) {
      const ou = `${l.Module}|${l.Cle}`;
      if (l.Force === undefined || l.Arrete > arrete) continue;
      if ((derniere.get(ou)?.l.Arrete ?? 0) <= l.Arrete) derniere.set(ou, { table, l });
    }
  const radar = new Map(
    tables
      .lire(RadarCutOff)
      .lignes.filter(l => l.Arrete === arrete)
      .map(l => [`Radar|${l.Constat}`, l]),
  );
  return {
    pieces: new Pieces(tables),
    arrete,
    parametres,
    mode: lireOptions(parametres).mode,
    celluleForcee: p => {
      const f = derniere.get(`${p.module}|${p.cle}`);
      return f && celluleDe(f.table, f.l, 'Force');
    },
    celluleDuRadar: p => {
      const l = radar.get(p.cle);
      return l && celluleDe(RadarCutOff, l, 'Montant');
    },
    fractionsPassees: id =>
      tables
        .lire(EcrituresCloture)
        .lignes.filter(e => abonnementPasse(e, arrete) === id)
        .flatMap(e => [
          ...(e.Debit === 0 ? [] : [celluleDe(EcrituresCloture, e, 'Debit')]),
          ...(e.Credit === 0
            ? []
            : [opposee(dire('Crédit', 'Credit'), celluleDe(EcrituresCloture, e, 'Credit'))]),
        ]),
  };
}

const gardes = new WeakMap<TablesLues, { readonly cle: string; readonly explique: ArreteExplique }>();

/** L'arrêté expliqué ; le dernier demandé reste, car on en lit les cellules à la suite. */
export function expliquerArrete(contexte: Contexte, arrete: Jour): ArreteExplique {
  const connue = `${arrete}|${JSON.stringify(lireOptions(contexte.parametres))}`;
  const garde = gardes.get(contexte.tables);
  if (garde?.cle === connue) return garde.explique;
  const explique = new ArreteExplique({ ...contexte, arrete });
  gardes.set(contexte.tables, { cle: connue, explique });
  return explique;
}
