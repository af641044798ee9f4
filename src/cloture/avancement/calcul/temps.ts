import {
  chacun,
  debut,
  LIGNES_PAR_TRANCHE,
  PIECES_PAR_TRANCHE,
  periodeDe,
  valoriser,
  ZERO,
  type Jour,
  type Lignes,
  type Montant,
  type Quantite,
} from '../../../comptabilite';
import type { Aiguillage } from './aiguillage';
import { coutEnVigueur, type Couts } from './couts';
import type { DonneesAvancement, LignePlanning, LigneTemps } from './donnees';
import type { Dossier } from './dossier';

interface JourPlanifie {
  readonly dossier: Dossier;
  readonly source: LignePlanning;
}

/** Planning par affaire, collaborateur et jour : ce qu'un temps saisi remplace. */
type PlanningParAffaire = Map<string, Map<string, JoursPlanifies>>;
type JoursPlanifies = Map<Jour, JourPlanifie[]>;

/**
 * Temps et planning de chaque groupe, en euros et en jours (domaine §5.6, §5.7, §6.2).
 * Un temps compté remplace le planning valorisé du même collaborateur, de la même affaire et du même jour ; en
 * jours, le planning reste entier. Les jours d'un EXTERNE valent 0 quand les achats font les charges : son coût
 * vient de ses factures (§16 cas 15). Rend la main de temps en temps : c'est la plus grande table.
 */
export function* rangerTemps(
  donnees: Pick<DonneesAvancement, 'temps' | 'planning'>,
  aiguillage: Aiguillage,
  couts: Couts,
): Generator<void, void> {
  const { plan, premier } = yield* lirePlanning(donnees.planning, aiguillage);
  const manquants = new Set<string>();
  let lues = 0;
  for (const t of donnees.temps) {
    if (++lues % LIGNES_PAR_TRANCHE === 0) yield;
    const dossier = aiguillage.vers(t.IdAffaire, t.Lot, t.SousLot);
    if (!dossier) continue;
    const { regle } = dossier;
    const effet = dateComptable(t);
    if (!regle.etatsTemps.has(t.Etat)) {
      if (t.Etat !== 'REFUSE') dossier.tempsNonComptes.ajouter(effet, 1);
      continue;
    }
    if (t.Date >= premier) plan.get(t.IdAffaire)?.get(t.IdCollab)?.delete(t.Date);
    if (regle.methode === 'AVANCEMENT_THEORIQUE' && (t.Facturable || !regle.facturablesSeuls)) {
      dossier.joursRealises.ajouter(effet, t.Jours, t);
    }
    const cout = coutDuJour(dossier, couts, t.IdCollab, t.Date, t.Jours);
    if (cout !== undefined) dossier.temps.ajouter(effet, cout, t);
    else signaler(manquants, dossier, 'Temps', t.IdCollab, t.Date, t.ligne, t.IdTemps);
  }
  const verser = (parCollab: ReadonlyMap<string, JoursPlanifies>) => {
    for (const parJour of parCollab.values()) verserPlanning(parJour, couts, manquants);
  };
  yield* chacun([...plan.values()], verser, PIECES_PAR_TRANCHE);
}

/**
 * Date à laquelle un temps compte : la sienne, ou le premier jour de sa période comptable quand une correction
 * le rattache à un autre mois que le sien (domaine §6.4). Son coût reste celui de sa vraie date.
 */
export function dateComptable(t: Pick<LigneTemps, 'Date' | 'PeriodeComptable'>): Jour {
  if (t.PeriodeComptable === undefined || t.PeriodeComptable === periodeDe(t.Date)) return t.Date;
  return debut(t.PeriodeComptable);
}

function coutDuJour(
  dossier: Dossier,
  couts: Couts,
  idCollab: string,
  date: Jour,
  jours: Quantite,
): Montant | undefined {
  const tarif = couts.de(idCollab);
  if (tarif.externe && dossier.regle.chargesTempsEtAchats) return ZERO;
  const cout = coutEnVigueur(tarif, date);
  return cout && valoriser(jours, cout.CoutJour);
}

/** Le planning qui fait le reste à faire, et son premier jour : avant lui, un temps n'a rien à y remplacer. */
function* lirePlanning(
  planning: Lignes<LignePlanning>,
  aiguillage: Aiguillage,
): Generator<void, { plan: PlanningParAffaire; premier: number }> {
  const plan: PlanningParAffaire = new Map();
  let premier = Infinity;
  const planifier = (source: LignePlanning) => {
    const dossier = aiguillage.vers(source.IdAffaire, source.Lot, source.SousLot);
    if (!dossier) return;
    if (dossier.regle.methode === 'AVANCEMENT_THEORIQUE') {
      dossier.joursPlanifies.ajouter(source.Date, source.Jours, source);
    }
    if (dossier.regle.sourceRaf !== 'PLANNING') return;
    if (source.Date < premier) premier = source.Date;
    const parJour = chemin(chemin(plan, source.IdAffaire), source.IdCollab);
    const memeJour = parJour.get(source.Date);
    if (memeJour) memeJour.push({ dossier, source });
    else parJour.set(source.Date, [{ dossier, source }]);
  };
  yield* chacun(planning, planifier, PIECES_PAR_TRANCHE);
  return { plan, premier };
}

function verserPlanning(parJour: JoursPlanifies, couts: Couts, manquants: Set<string>): void {
  for (const planifies of parJour.values()) {
    for (const { dossier, source } of planifies) {
      const { IdCollab, Date: date, Jours } = source;
      if (couts.estExterne(IdCollab)) dossier.planningExterne.ajouter(date, Jours);
      const cout = coutDuJour(dossier, couts, IdCollab, date, Jours);
      if (cout !== undefined) dossier.planning.ajouter(date, cout, source);
      else signaler(manquants, dossier, 'Planning', IdCollab, date, source.ligne, source.IdPlan);
    }
  }
}

/** Une anomalie par affaire, collaborateur et table : la ligne la plus récente suffit à la situer. */
function signaler(
  manquants: Set<string>,
  dossier: Dossier,
  table: 'Temps' | 'Planning',
  idCollab: string,
  date: Jour,
  ligne: number,
  cle: string,
): void {
  const marque = `${table}|${dossier.cle}|${idCollab}`;
  if (manquants.has(marque)) {
    const rang = dossier.coutsManquants.findIndex(m => m.table === table && m.idCollab === idCollab);
    const connu = dossier.coutsManquants[rang];
    if (!connu || date <= connu.date || table === 'Temps') return;
    dossier.coutsManquants[rang] = { idCollab, table, ligne, date, cle };
    return;
  }
  manquants.add(marque);
  dossier.coutsManquants.push({ idCollab, table, ligne, date, cle });
}

function chemin<K, C, V>(carte: Map<K, Map<C, V>>, cle: K): Map<C, V> {
  let suite = carte.get(cle);
  if (!suite) carte.set(cle, (suite = new Map<C, V>()));
  return suite;
}
