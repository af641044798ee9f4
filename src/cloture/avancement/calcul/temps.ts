import { debut, periodeDe, valoriser, type Jour, type Montant, type Quantite } from '../../../comptabilite';
import type { Couts } from './couts';
import type { DonneesAvancement, LignePlanning, LigneTemps } from './donnees';
import type { Dossier } from './dossier';

interface JourPlanifie {
  cout: Montant | undefined;
  jours: number;
  externe: boolean;
  source: LignePlanning;
}

type PlanningParCollab = Map<string, Map<Jour, JourPlanifie[]>>;

/**
 * Temps valorisés et planning valorisé de chaque affaire (domaine §5.7, §6.2).
 * Un temps compté remplace le planning du même collaborateur, de la même affaire et du même jour. Les jours
 * d'un EXTERNE valent 0 quand les achats font les charges : son coût vient de ses factures (§16 cas 15).
 */
export function rangerTemps(
  donnees: Pick<DonneesAvancement, 'temps' | 'planning'>,
  dossiers: ReadonlyMap<string, Dossier>,
  couts: Couts,
): void {
  const plan = lirePlanning(donnees, dossiers, couts);
  const manquants = new Set<string>();
  for (const t of donnees.temps) {
    const dossier = dossiers.get(t.IdAffaire);
    if (!dossier) continue;
    const effet = dateComptable(t);
    if (!dossier.regle.etatsTemps.has(t.Etat)) {
      if (t.Etat !== 'REFUSE') dossier.tempsNonComptes.ajouter(effet, 1);
      continue;
    }
    plan.get(t.IdAffaire)?.get(t.IdCollab)?.delete(t.Date);
    const cout = coutDuJour(dossier, couts, t.IdCollab, t.Date, t.Jours);
    if (cout !== undefined) dossier.temps.ajouter(effet, cout, t);
    else signaler(manquants, dossier, 'Temps', t.IdCollab, t.Date, t.ligne, t.IdTemps);
  }
  for (const [idAffaire, parCollab] of plan) verserPlanning(dossiers.get(idAffaire), parCollab, manquants);
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
  if (dossier.regle.chargesTempsEtAchats && couts.estExterne(idCollab)) return valoriser(jours, 0 as Montant);
  const cout = couts.a(idCollab, date);
  return cout === undefined ? undefined : valoriser(jours, cout);
}

function lirePlanning(
  donnees: Pick<DonneesAvancement, 'planning'>,
  dossiers: ReadonlyMap<string, Dossier>,
  couts: Couts,
): Map<string, PlanningParCollab> {
  const plan = new Map<string, PlanningParCollab>();
  for (const p of donnees.planning) {
    const dossier = dossiers.get(p.IdAffaire);
    if (!dossier) continue;
    const parJour = chemin(chemin(plan, p.IdAffaire), p.IdCollab);
    const planifie: JourPlanifie = {
      cout: coutDuJour(dossier, couts, p.IdCollab, p.Date, p.Jours),
      jours: p.Jours,
      externe: couts.estExterne(p.IdCollab),
      source: p,
    };
    const memeJour = parJour.get(p.Date);
    if (memeJour) memeJour.push(planifie);
    else parJour.set(p.Date, [planifie]);
  }
  return plan;
}

function verserPlanning(
  dossier: Dossier | undefined,
  parCollab: PlanningParCollab,
  manquants: Set<string>,
): void {
  if (!dossier) return;
  for (const [idCollab, parJour] of parCollab) {
    for (const [date, planifies] of parJour) {
      for (const p of planifies) {
        if (p.externe) dossier.planningExterne.ajouter(date, p.jours);
        if (p.cout !== undefined) dossier.planning.ajouter(date, p.cout, p.source);
        else signaler(manquants, dossier, 'Planning', idCollab, date, p.source.ligne, p.source.IdPlan);
      }
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
  const marque = `${table}|${dossier.affaire.IdAffaire}|${idCollab}`;
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
