/**
 * Rejouer un mois figé : le recalculer sur les tables d'aujourd'hui et le comparer à ce qu'il a écrit. Rien n'a bougé :
 * aucun écart. Une pièce tardive : son effet sur chaque compte et chaque ligne générée.
 */
import {
  type Anomalie,
  bloquantes,
  type Compte,
  enEuros,
  enNombre,
  type Jour,
  type Montant,
  type Quantite,
  versIso,
} from '../../comptabilite';
import type { Capacite, Resultat } from '../../cloture/capacite';
import { EcrituresCloture } from '../../cloture/tables-communes';
import { lireParametres } from '../../cloture/tables-communes/parametres';
import type { WorkOptions } from '../office';
import type { Produite } from '../plan';
import { calculate } from '../runs';
import type { AnyTable, Ligne, Rang, TablesLues } from '../table';
import { cleLisible } from '../tables/doublons';
import { asOf, entriesOf, type Frozen } from './as-of';
import { partsOf } from './canonical';

/** L'effet sur un compte, en euros, débit positif : ce qui est figé, ce que le recalcul donne. */
export interface AccountEffect {
  readonly module: string;
  readonly compte: Compte;
  readonly idAffaire?: string;
  readonly fige: number;
  readonly recalcule: number;
}

/** L'effet sur une cellule d'une table générée ; absent : la ligne n'y est pas. */
export interface LineEffect {
  readonly table: string;
  readonly cle: string;
  /** Clé de la colonne. */
  readonly colonne: string;
  readonly fige?: number;
  readonly recalcule?: number;
}

export interface Replay {
  /** En ISO. */
  readonly arrete: string;
  readonly comptes: readonly AccountEffect[];
  readonly lignes: readonly LineEffect[];
  /** Ce qui empêche de recalculer : il n'y a alors pas d'effet à dire. */
  readonly anomalies: readonly Anomalie[];
}

export interface ReplayRequest extends WorkOptions {
  readonly capacites: readonly Capacite[];
  readonly frozen: Frozen;
}

/** Rejoue un mois figé sur des tables déjà lues. N'écrit rien. */
export async function replay(tables: TablesLues, request: ReplayRequest): Promise<Replay> {
  const { frozen, capacites, ...options } = request;
  const { arrete } = frozen;
  const view = asOf(tables, frozen);
  const parametres = lireParametres(view, arrete);
  const results = await calculate({ capacites, arrete, mode: 'SIMULER', ...options }, view, parametres);
  const anomalies = bloquantes([...parametres.anomalies, ...results.flatMap(r => r.anomalies)]);
  if (anomalies.length > 0) return { arrete: versIso(arrete), comptes: [], lignes: [], anomalies };
  return {
    arrete: versIso(arrete),
    comptes: accountEffects(tables, arrete, results),
    lignes: results.flatMap(({ produites }) =>
      produites.flatMap(p => lineEffects(tables, arrete, p as Produite)),
    ),
    anomalies: [],
  };
}

interface Sum {
  readonly module: string;
  readonly compte: Compte;
  readonly idAffaire: string | undefined;
  fige: number;
  recalcule: number;
}

/** Σ débit − crédit par module, compte et affaire, extournes à part : elles défont le mois d'après. */
function accountEffects(tables: TablesLues, arrete: Jour, results: readonly Resultat[]): AccountEffect[] {
  const sums = new Map<string, Sum>();
  const add = (
    cle: string,
    { compte, idAffaire }: { compte: Compte; idAffaire?: string | undefined },
    side: 'fige' | 'recalcule',
    amount: number,
  ) => {
    const [module = ''] = cle.split('|');
    const key = [module, compte, idAffaire ?? ''].join('|');
    const sum = sums.get(key) ?? { module, compte, idAffaire, fige: 0, recalcule: 0 };
    sum[side] += amount;
    sums.set(key, sum);
  };
  for (const l of entriesOf(tables, arrete))
    if (l.DateEcriture <= arrete)
      add(l.CleGeneration, { compte: l.Compte, idAffaire: l.IdAffaire }, 'fige', l.Debit - l.Credit);
  // Les à-nouveaux ne sont pas de l'arrêté : ils se reprennent d'un exercice à l'autre.
  const duMois = results
    .flatMap(({ ecritures }) => ecritures)
    .filter(e => e.cle.split('|')[1] === versIso(arrete));
  for (const e of duMois)
    if (e.date <= arrete) for (const l of e.lignes) add(e.cle, l, 'recalcule', l.debit - l.credit);
  return [...sums.values()]
    .filter(({ fige, recalcule }) => fige !== recalcule)
    .map(({ idAffaire, ...sum }) => ({
      ...sum,
      ...(idAffaire === undefined ? {} : { idAffaire }),
      fige: enEuros(sum.fige as Montant),
      recalcule: enEuros(sum.recalcule as Montant),
    }));
}

/** Les cellules chiffrées d'une table générée de l'arrêté qui ne sont plus celles du mois figé. */
function lineEffects(tables: TablesLues, arrete: Jour, produite: Produite): LineEffect[] {
  const { table, lignes, cle, portee, colonnesUtilisateur = [] } = produite;
  if (table.nom === EcrituresCloture.nom || partsOf(table)[0]?.objet !== 'RESULTAT') return [];
  const frozen = new Map<string, Ligne<AnyTable>>();
  for (const ligne of tables.lire(table).lignes)
    if (ligne['Arrete'] === arrete && portee({ ...ligne, Valide: false })) frozen.set(cle(ligne), ligne);
  const typed = new Set(colonnesUtilisateur);
  const effects: LineEffect[] = [];
  const compare = (fige: Rang | undefined, recalcule: Rang | undefined) => {
    for (const { cle: colonne, sorte } of table.colonnes) {
      if (typed.has(colonne) || (sorte !== 'montant' && sorte !== 'quantite')) continue;
      const [before, after] = [fige?.[colonne], recalcule?.[colonne]] as (number | undefined)[];
      if ((before ?? 0) === (after ?? 0)) continue;
      const value = (cents: number) =>
        sorte === 'montant' ? enEuros(cents as Montant) : enNombre(cents as Quantite);
      effects.push({
        table: table.nom,
        cle: cleLisible(table, (recalcule ?? fige)!),
        colonne,
        ...(before === undefined ? {} : { fige: value(before) }),
        ...(after === undefined ? {} : { recalcule: value(after) }),
      });
    }
  };
  for (const ligne of lignes) {
    const key = cle(ligne);
    compare(frozen.get(key), ligne);
    frozen.delete(key);
  }
  for (const ligne of frozen.values()) compare(ligne, undefined);
  return effects;
}
