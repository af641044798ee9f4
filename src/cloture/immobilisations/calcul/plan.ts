import { ajouterJours, moins, plus, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { Segment } from './segment';
import type { Defaut, EtatPlan, Fiche, Plan } from './types';

/** Amortissement cumulé au soir de `d` : celui du dernier segment commencé. */
export function cumulDans(segments: readonly Segment[], d: Jour): Montant {
  for (let i = segments.length - 1; i > 0; i--) {
    const segment = segments[i];
    if (segment && segment.debut <= d) return segment.cumul(d);
  }
  return segments[0]?.cumul(d) ?? ZERO;
}

/** Un bien amortissable sans date de mise en service attend (domaine §3.2). */
export function etatDe(fiche: Fiche): EtatPlan {
  const amortissable = [fiche, ...(fiche.versions ?? [])].some(v => v.mode !== 'NON_AMORTISSABLE');
  if (!amortissable) return 'NON_AMORTISSABLE';
  if (fiche.mode !== 'NON_AMORTISSABLE' && fiche.miseEnService === undefined) return 'EN_ATTENTE_MES';
  return 'EN_PLAN';
}

interface Matiere {
  readonly fiche: Fiche;
  readonly etat?: EtatPlan;
  readonly segments: readonly Segment[];
  readonly depreciations: readonly { readonly date: Jour; readonly cumul: Montant }[];
  readonly alertes: readonly Defaut[];
  readonly repris: Montant | undefined;
}

function plusTard(a: Jour, b: Jour | undefined): Jour {
  return b !== undefined && b > a ? b : a;
}

/** Premier et dernier jour où le plan bouge : la reprise retarde le premier, la sortie avance le dernier. */
function bornes({ fiche, segments }: Matiere): { debut: Jour; fin: Jour } | undefined {
  const mobiles = segments.filter(
    s => s.fin > s.debut || s.cumul(s.fin) !== s.cumul(ajouterJours(s.debut, -1)),
  );
  const premier = mobiles[0];
  const ultime = segments[segments.length - 1];
  if (!premier || !ultime) return undefined;
  const { reprise, sortie, miseEnService } = fiche;
  const debut = plusTard(
    plusTard(premier.debut, miseEnService),
    reprise ? ajouterJours(reprise.date, 1) : undefined,
  );
  const fin = plusTard(debut, ultime.fin);
  return { debut, fin: sortie && sortie.date < fin ? sortie.date : fin };
}

/** Le plan que voient les autres : segments, reprise, dépréciations et sortie mis ensemble. */
export function assembler(matiere: Matiere): Plan {
  const { fiche, segments, depreciations, alertes, repris } = matiere;
  const etat = matiere.etat ?? etatDe(fiche);
  const repriseLe = fiche.reprise?.date;
  const sortieLe = fiche.sortie?.date;
  const cumul = (d: Jour): Montant => {
    const jusque = sortieLe !== undefined && sortieLe < d ? sortieLe : d;
    if (repriseLe !== undefined && repris !== undefined && jusque <= repriseLe) return repris;
    return cumulDans(segments, jusque);
  };
  const depreciation = (d: Jour): Montant => {
    if (sortieLe !== undefined && d >= sortieLe) return ZERO;
    let acquise = ZERO;
    for (const { date, cumul: a } of depreciations) if (date <= d) acquise = a;
    return acquise;
  };
  const limites = etat === 'EN_PLAN' ? bornes(matiere) : undefined;
  return {
    etat,
    debut: limites?.debut,
    fin: limites?.fin,
    alertes,
    cumul,
    depreciation,
    dotation: (du, au) => (au < du ? ZERO : moins(cumul(au), cumul(ajouterJours(du, -1)))),
    vnc: d =>
      sortieLe !== undefined && d >= sortieLe ? ZERO : moins(fiche.brut, plus(cumul(d), depreciation(d))),
    vncSortie: sortieLe === undefined ? undefined : moins(fiche.brut, cumul(sortieLe)),
  };
}
