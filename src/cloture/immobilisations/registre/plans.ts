import {
  ajouterJours,
  fraction,
  moins,
  n360,
  nbJours,
  plus,
  repartir,
  somme,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import {
  derogatoire,
  planEconomique,
  planFiscal,
  type Convention,
  type Fiche,
  type OptionsDerogatoire,
  type Plan,
  type PlanDerogatoire,
} from '../calcul';
import type { Bien, Entree, Part } from './bien';
import type { DonneesImmobilisations, OptionsImmobilisations } from './donnees';

/** Les plans d'un bien, toutes parts confondues et comme si rien ne sortait. */
export class PlansDuBien {
  /** Dernier jour où un cumul bouge. */
  readonly fin: Jour | undefined;

  constructor(
    readonly economique: Plan,
    readonly fiscal: Plan | undefined,
    readonly derogatoire: PlanDerogatoire,
    private readonly complements: readonly Entree[],
    private readonly convention: Convention,
  ) {
    const { fin } = economique;
    this.fin = fiscal?.fin !== undefined && fin !== undefined && fiscal.fin > fin ? fiscal.fin : fin;
  }

  /** Cumul économique au soir de `d`, compléments compris ; `p` : position de `d`, si on la connaît. */
  cumul(d: Jour, p?: number): Montant {
    const { economique, complements, convention } = this;
    const cumul = economique.cumul(d, p);
    const { fin } = economique;
    if (complements.length === 0 || fin === undefined) return cumul;
    return plus(cumul, somme(complements.map(c => cumulComplement(c, fin, d, convention))));
  }
}

/** Étalement d'un complément jusqu'à la fin du plan, dans la convention du bien. */
function cumulComplement({ montant, date }: Entree, fin: Jour, d: Jour, convention: Convention): Montant {
  if (d < date) return ZERO;
  const jours = convention === '30_360' ? n360 : nbJours;
  const total = jours(date, fin);
  return total <= 0 ? montant : fraction(montant, Math.min(jours(date, d), total), total);
}

const connues = new WeakMap<
  OptionsImmobilisations,
  { pour: DonneesImmobilisations; options: OptionsDerogatoire }
>();

/** Les réglages du calcul, faits une fois pour tout le registre. */
function optionsDuCalcul(
  donnees: DonneesImmobilisations,
  options: OptionsImmobilisations,
): OptionsDerogatoire {
  const connue = connues.get(options);
  if (connue?.pour === donnees) return connue.options;
  const faites: OptionsDerogatoire = {
    reprise: options.reprise,
    reste: options.reste,
    mensuel: options.derogatoireMensuel,
    ...(donnees.coefficients ? { coefficients: donnees.coefficients } : {}),
  };
  connues.set(options, { pour: donnees, options: faites });
  return faites;
}

/** Calcule les plans d'un bien que `verifierFiche` a accepté. */
export function planifier(
  bien: Bien,
  donnees: DonneesImmobilisations,
  options: OptionsImmobilisations,
): PlansDuBien {
  const opts = optionsDuCalcul(donnees, options);
  const exercices = donnees.bornes;
  const fiche = bien.fiche as Fiche;
  return new PlansDuBien(
    planEconomique(fiche, exercices, opts),
    planFiscal(fiche, exercices, opts),
    derogatoire(fiche, exercices, opts),
    bien.complements,
    fiche.convention,
  );
}

/** Un montant du bien entier, partagé entre ses parts selon leur brut ; les parts somment au montant. */
export function partager(total: Montant, parts: readonly Part[]): Montant[] {
  if (parts.length === 1) return [total];
  const poids = parts.map(p => p.brut);
  return poids.every(p => p === 0) ? parts.map((_, i) => (i === 0 ? total : ZERO)) : repartir(total, poids);
}

/** Cumul de chaque part au soir d'un jour, arrêté à sa sortie, qu'elle soit ou non déjà sortie. */
export function cumulsDesParts(bien: Bien, plans: PlansDuBien, d: Jour, p?: number): Montant[] {
  const { parts } = bien;
  return parts.map((part, rang) => {
    const sortie = part.sortie !== undefined && part.sortie < d ? part.sortie : undefined;
    const cumul = sortie === undefined ? plans.cumul(d, p) : plans.cumul(sortie);
    return parts.length === 1 ? cumul : partager(cumul, parts)[rang]!;
  });
}

/** Ce que le plan dit d'un bien au soir d'un jour, sorties prises en compte. */
export interface Releve {
  /** Tout ce qui a été doté jusque-là : la différence de deux relevés est une dotation. */
  readonly dote: Montant;
  /** Amortissements au bilan : les parts sorties n'y sont plus. */
  readonly amortissement: Montant;
  readonly depreciation: Montant;
  readonly vnc: Montant;
}

/** Relève un bien au soir d'un jour ; `p` : sa position, si on la connaît. */
export function relever(bien: Bien, plans: PlansDuBien, d: Jour, p?: number): Releve {
  const cumuls = cumulsDesParts(bien, plans, d, p);
  const depreciations = partager(plans.economique.depreciation(d), bien.parts);
  let [dote, amortissement, depreciation] = [0, 0, 0];
  bien.parts.forEach(({ sortie }, rang) => {
    dote += cumuls[rang]!;
    if (sortie !== undefined && sortie <= d) return;
    amortissement += cumuls[rang]!;
    depreciation += depreciations[rang]!;
  });
  const vnc = bien.brut(d) - amortissement - depreciation;
  return { dote, amortissement, depreciation, vnc } as Releve;
}

/** Dotations du..au, bornes comprises, sorties prises en compte : ce que le plan dit, sans rien savoir du comptabilisé. */
export function dotationDuPlan(bien: Bien, plans: PlansDuBien, du: Jour, au: Jour): Montant {
  return moins(relever(bien, plans, au).dote, relever(bien, plans, ajouterJours(du, -1)).dote);
}
