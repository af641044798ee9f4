import { arbre, periodeDe, type Explication, type Jour, type Montant } from '../../../comptabilite';
import type { AnyTable, TablesLues } from '../../../workbook/table';
import { colonneDe } from '../../../workbook/table';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { Periodes } from '../../tables-communes';
import { arreter } from '../arreter';
import type { Proposition } from '../calcul/types';
import { lireOptions } from '../lecture';
import { RadarCutOff } from '../radar/table';
import { FaePca, FnpCca, type LigneLuePropositions } from '../tables';
import { dire, Pieces } from './pieces';
import { expliquerBase, expliquerPropose, expliquerRetenu, type Cadre } from './proposition';

/** Un arrêté que l'on explique : ses propositions par module et clé, et les cellules de ses décisions. */
class ArreteExplique {
  private readonly propositions: ReadonlyMap<string, Proposition>;
  private readonly cadre: Cadre;

  constructor(contexte: Contexte) {
    const { tables, parametres, arrete } = contexte;
    this.propositions = new Map(arreter(contexte).propositions.map(p => [`${p.module}|${p.cle}`, p]));
    const forcees = [...lignesDe(tables, FaePca), ...lignesDe(tables, FnpCca)].filter(
      ({ l }) => l.Force !== undefined && l.Arrete <= arrete,
    );
    const derniere = new Map<string, (typeof forcees)[number]>();
    for (const f of forcees) {
      const cle = `${f.l.Module}|${f.l.Cle}`;
      if ((derniere.get(cle)?.l.Arrete ?? 0) <= f.l.Arrete) derniere.set(cle, f);
    }
    const radar = new Map(
      tables
        .lire(RadarCutOff)
        .lignes.filter(l => l.Arrete === arrete)
        .map(l => [`Radar|${l.Constat}`, l]),
    );
    this.cadre = {
      pieces: new Pieces(tables),
      arrete,
      mode: lireOptions(parametres).mode,
      celluleForcee: p => {
        const f = derniere.get(`${p.module}|${p.cle}`);
        return f && celluleDe(f.table, f.l, 'Force');
      },
      celluleDuRadar: p => {
        const l = radar.get(p.cle);
        return l && celluleDe(RadarCutOff, l, 'Montant');
      },
    };
  }

  /** La proposition d'une ligne de feuille. */
  proposition({ Module, Cle }: { readonly Module: string; readonly Cle: string }): Proposition | undefined {
    return this.propositions.get(`${Module}|${Cle}`);
  }

  /** L'arbre d'une colonne en euros d'une proposition. */
  colonne(p: Proposition, colonne: string): Explication | undefined {
    switch (colonne) {
      case 'Base':
        return expliquerBase(p, this.cadre) ?? expliquerPropose(p, this.cadre);
      case 'Propose':
        return expliquerPropose(p, this.cadre);
      case 'Retenu':
        return expliquerRetenu(p, this.cadre);
      case 'Ecart': {
        const retenu = expliquerRetenu(p, this.cadre);
        const propose = expliquerPropose(p, this.cadre);
        return (
          retenu &&
          arbre.difference(dire('Retenu - Proposé', 'Retained - Proposed'), [
            retenu,
            ...(propose ? [propose] : []),
          ])
        );
      }
      default:
        return undefined;
    }
  }
}

const gardes = new WeakMap<TablesLues, { readonly cle: string; readonly explique: ArreteExplique }>();

/** L'arrêté expliqué ; le dernier demandé reste, car on en lit les cellules à la suite. */
function expliquerArrete(contexte: Contexte): ArreteExplique {
  const cle = `${contexte.arrete}|${JSON.stringify(lireOptions(contexte.parametres))}`;
  const garde = gardes.get(contexte.tables);
  if (garde?.cle === cle) return garde.explique;
  const explique = new ArreteExplique(contexte);
  gardes.set(contexte.tables, { cle, explique });
  return explique;
}

/**
 * L'arbre d'une cellule de « FAE et PCA » ou de « FNP et CCA ». Un mois fermé, et ce que l'utilisateur a vu en forçant,
 * répondent de leur cellule figée ; undefined pour un libellé, une cellule vide ou saisie.
 */
export function expliquerRegularisations(
  contexte: Contexte,
  { table, ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  const feuille = [FaePca, FnpCca].find(f => f.nom === table);
  if (feuille === undefined || ligne[colonne] === undefined || colonne === 'Force') return undefined;
  const lue = ligne as LigneLuePropositions;
  if (estFermee(contexte.tables, lue.Arrete) || colonne === 'BaseForcee')
    return celluleDe(feuille, lue, colonne);
  const explique = expliquerArrete({ ...contexte, arrete: lue.Arrete });
  const p = explique.proposition(lue);
  if (p === undefined) return undefined;
  if (colonne !== 'BaseModifiee') return explique.colonne(p, colonne);
  const base = explique.colonne(p, 'Base');
  return (
    base &&
    arbre.difference(dire('Base modifiée', 'Base change'), [base, celluleDe(feuille, lue, 'BaseForcee')])
  );
}

/** L'arbre du retenu d'une ligne, pour les fonctions de cellule. */
export const expliquerLigne = (
  contexte: Contexte,
  table: string,
  ligne: Readonly<Record<string, unknown>>,
): Explication | undefined => expliquerRegularisations(contexte, { table, ligne, colonne: 'Retenu' });

/** Un mois fermé ne se recalcule pas (conception §1, loi 7). */
export const estFermee = (tables: TablesLues, arrete: Jour): boolean =>
  tables.lire(Periodes).lignes.some(l => l.Periode === periodeDe(arrete) && l.Etat === 'FERMEE');

const lignesDe = (tables: TablesLues, table: typeof FaePca | typeof FnpCca) =>
  (tables.lire(table as AnyTable).lignes as readonly LigneLuePropositions[]).map(l => ({ table, l }));

function celluleDe(table: AnyTable, ligne: Readonly<Record<string, unknown>>, colonne: string): Explication {
  const { entete, en } = colonneDe(table, colonne);
  return arbre.cellule(
    dire(entete, en),
    { table: table.nom, ligne: Number(ligne['ligne']), colonne },
    arbre.eurosExacts(ligne[colonne] as Montant),
    'EUR',
  );
}
