import { ajouterJours, moins, plus, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { Segment } from './segment';
import type { Defaut, EtatPlan, Fiche, Plan } from './types';

/** Amortissement cumulé au soir de `d` : celui du dernier segment commencé. */
export function cumulDans(segments: readonly Segment[], d: Jour, p?: number): Montant {
  for (let i = segments.length - 1; i > 0; i--) {
    const segment = segments[i];
    if (segment && segment.debut <= d) return segment.cumul(d, p);
  }
  return segments[0]?.cumul(d, p) ?? ZERO;
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
  return new PlanAssemble(matiere);
}

/** Une classe plutôt que des fonctions closes : cent mille plans ne portent que leurs données. */
class PlanAssemble implements Plan {
  readonly etat: EtatPlan;
  readonly debut: Jour | undefined;
  readonly fin: Jour | undefined;
  readonly alertes: readonly Defaut[];
  readonly vncSortie: Montant | undefined;
  private readonly brut: Montant;
  private readonly segments: readonly Segment[];
  private readonly depreciations: Matiere['depreciations'];
  private readonly repris: Montant;
  /** Dernier jour repris et jour de sortie, ou l'infini s'ils n'existent pas. */
  private readonly repriseLe: number;
  private readonly sortieLe: number;

  constructor(matiere: Matiere) {
    const { fiche, segments, depreciations, alertes, repris } = matiere;
    this.etat = matiere.etat ?? etatDe(fiche);
    this.brut = fiche.brut;
    this.segments = segments;
    this.depreciations = depreciations;
    this.alertes = alertes;
    this.repris = repris ?? ZERO;
    this.repriseLe = repris === undefined ? -Infinity : (fiche.reprise?.date ?? -Infinity);
    this.sortieLe = fiche.sortie?.date ?? Infinity;
    const limites = this.etat === 'EN_PLAN' ? bornes(matiere) : undefined;
    this.debut = limites?.debut;
    this.fin = limites?.fin;
    this.vncSortie = fiche.sortie === undefined ? undefined : moins(this.brut, this.cumul(fiche.sortie.date));
  }

  cumul(d: Jour, p?: number): Montant {
    if (this.sortieLe < d) return this.cumul(this.sortieLe as Jour);
    return d <= this.repriseLe ? this.repris : cumulDans(this.segments, d, p);
  }

  depreciation(d: Jour): Montant {
    if (d >= this.sortieLe) return ZERO;
    let acquise = ZERO;
    for (const { date, cumul } of this.depreciations) if (date <= d) acquise = cumul;
    return acquise;
  }

  dotation(du: Jour, au: Jour): Montant {
    return au < du ? ZERO : moins(this.cumul(au), this.cumul(ajouterJours(du, -1)));
  }

  vnc(d: Jour): Montant {
    return this.net(d, this.cumul(d));
  }

  net(d: Jour, cumul: Montant): Montant {
    return d >= this.sortieLe ? ZERO : moins(this.brut, plus(cumul, this.depreciation(d)));
  }
}
