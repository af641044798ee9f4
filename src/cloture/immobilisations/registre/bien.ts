import {
  ajouterJours,
  fraction,
  moins,
  montant,
  n360,
  nbJours,
  oppose,
  plus,
  repartir,
  somme,
  ZERO,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import {
  derogatoire,
  planEconomique,
  planFiscal,
  type Convention,
  type FicheSaisie,
  type Fiche,
  type OptionsDerogatoire,
  type Plan,
  type PlanDerogatoire,
} from '../calcul';
import type { CategoriesImmo, Immobilisations, MouvementsImmo } from '../tables';
import type { DonneesImmobilisations, OptionsImmobilisations } from './donnees';

/** Sortie d'une part du bien : un mouvement partiel, ou ce qui restait de la fiche. */
export interface Part {
  /** « M » et le numéro du mouvement, ou « FICHE ». */
  readonly id: string;
  readonly brut: Montant;
  readonly sortie?: Jour;
  readonly type?: 'CESSION' | 'REBUT' | 'DESTRUCTION';
  readonly prixHT?: Montant;
}

export const PART_FICHE = 'FICHE';

/** Un bien : la fiche complétée par sa catégorie, ses mouvements, et les fiches du calcul. */
export interface Bien {
  readonly id: string;
  readonly ligne: Ligne<typeof Immobilisations>;
  readonly categorie: Ligne<typeof CategoriesImmo> | undefined;
  readonly compte: Compte;
  readonly compteEnCours: Compte | undefined;
  readonly compteAmort: Compte | undefined;
  readonly compteDotation: Compte | undefined;
  readonly compteDepreciation: Compte | undefined;
  /** Fiche du calcul, sans la sortie : les parts s'en chargent. */
  readonly fiche: FicheSaisie;
  readonly mouvements: readonly Ligne<typeof MouvementsImmo>[];
  /** Compléments et avoirs d'après la mise en service : ils s'étalent jusqu'à la fin du plan. */
  readonly complements: readonly { readonly date: Jour; readonly montant: Montant }[];
  /** Parts, sorties partielles d'abord ; leur brut somme au brut total. */
  readonly parts: readonly Part[];
  /** Valeur brute au soir d'un jour, sorties déduites. */
  brut(d: Jour): Montant;
  /** Valeur brute entrée au soir d'un jour, sorties non déduites. */
  brutEntre(d: Jour): Montant;
  section(d: Jour): string | undefined;
}

const SIGNES: Readonly<Record<string, number>> = { ACQUISITION: 1, COMPLEMENT: 1, AVOIR: -1 };
const PARTIELLES: ReadonlySet<string> = new Set(['CESSION', 'REBUT']);

/** Assemble un bien. L'ordre des lignes des tables ne change rien : tout est rangé par date. */
export function assembler(ligne: Ligne<typeof Immobilisations>, donnees: DonneesImmobilisations): Bien {
  const id = ligne.IdImmo;
  const categorie = ligne.Categorie === undefined ? undefined : donnees.categories.get(ligne.Categorie);
  const mouvements = donnees.mouvements.get(id) ?? [];
  const entrees = mouvements.flatMap(m => {
    const signe = SIGNES[m.Type];
    return signe === undefined ? [] : [{ date: m.Date, montant: montant(signe * m.Montant) }];
  });
  const debutPlan = ligne.DateMiseEnService;
  const parEntrees = entrees.length > 0;
  const initiales = parEntrees
    ? entrees.filter(x => debutPlan === undefined || x.date <= debutPlan)
    : [{ date: ligne.DateAcquisition, montant: ligne.ValeurBrute }];
  const complements = parEntrees ? entrees.filter(x => debutPlan !== undefined && x.date > debutPlan) : [];
  const toutes = [...initiales, ...complements];
  const total = somme(toutes.map(x => x.montant));
  const parts = partsDe(ligne, mouvements, total);
  const brutEntre = (d: Jour) => somme(toutes.filter(x => x.date <= d).map(x => x.montant));
  return {
    id,
    ligne,
    categorie,
    compte: ligne.Compte,
    compteEnCours: ligne.EnCours === true ? categorie?.CompteEnCours : undefined,
    compteAmort: ligne.CompteAmort ?? categorie?.CompteAmort,
    compteDotation: ligne.CompteDotation ?? categorie?.CompteDotation,
    compteDepreciation: categorie?.CompteDepreciation,
    fiche: ficheDe(ligne, categorie, donnees, somme(initiales.map(x => x.montant))),
    mouvements,
    complements,
    parts,
    brutEntre,
    brut: d =>
      moins(brutEntre(d), somme(parts.filter(p => p.sortie !== undefined && p.sortie <= d).map(p => p.brut))),
    section: d =>
      mouvements.filter(m => m.Type === 'TRANSFERT' && m.Date <= d && m.Section !== undefined).at(-1)
        ?.Section ?? ligne.Section,
  };
}

function partsDe(
  ligne: Ligne<typeof Immobilisations>,
  mouvements: readonly Ligne<typeof MouvementsImmo>[],
  total: Montant,
): Part[] {
  // La sortie totale est dans la fiche ; un mouvement du même jour pour tout le reste la répète seulement.
  const partielles = mouvements
    .filter(m => PARTIELLES.has(m.Type) && (ligne.DateSortie === undefined || m.Date < ligne.DateSortie))
    .map((m): Part => ({
      id: `M${m.NoMouvement}`,
      brut: m.Montant,
      sortie: m.Date,
      type: m.Type === 'CESSION' ? 'CESSION' : 'REBUT',
      ...(m.PrixHT === undefined ? {} : { prixHT: m.PrixHT }),
    }));
  const reste = moins(total, somme(partielles.map(p => p.brut)));
  return [
    ...partielles,
    {
      id: PART_FICHE,
      brut: reste,
      ...(ligne.DateSortie === undefined
        ? {}
        : { sortie: ligne.DateSortie, type: ligne.TypeSortie ?? 'REBUT' }),
      ...(ligne.PrixCessionHT === undefined ? {} : { prixHT: ligne.PrixCessionHT }),
    },
  ];
}

function ficheDe(
  l: Ligne<typeof Immobilisations>,
  categorie: Ligne<typeof CategoriesImmo> | undefined,
  donnees: DonneesImmobilisations,
  brut: Montant,
): FicheSaisie {
  const versions = donnees.versions.get(l.IdImmo) ?? [];
  const depreciations = donnees.depreciations.get(l.IdImmo) ?? [];
  return {
    id: l.IdImmo,
    brut,
    residuelle: l.ValeurResiduelle ?? ZERO,
    acquisition: l.DateAcquisition,
    ...(l.DateMiseEnService === undefined ? {} : { miseEnService: l.DateMiseEnService }),
    dureeMois: l.DureeMois,
    mode: l.Type === 'FINANCIERE' ? 'NON_AMORTISSABLE' : l.Mode,
    ...(l.ModeFiscal === undefined ? {} : { modeFiscal: l.ModeFiscal }),
    ...(l.DureeFiscaleMois === undefined ? {} : { dureeFiscaleMois: l.DureeFiscaleMois }),
    ...(l.Coefficient === undefined ? {} : { coefficient: l.Coefficient }),
    convention: l.ConventionJours ?? categorie?.ConventionJours ?? '30_360',
    ...(l.DateReprise === undefined
      ? {}
      : {
          reprise: {
            date: l.DateReprise,
            cumul: l.CumulReprise ?? ZERO,
            ...(l.CumulFiscalReprise === undefined ? {} : { cumulFiscal: l.CumulFiscalReprise }),
          },
        }),
    versions: versions.map(v => ({
      dateEffet: v.DateEffet,
      base: v.Base,
      dureeRestanteMois: v.DureeRestante,
      mode: v.Mode,
    })),
    depreciations: depreciations.map(d => ({ date: d.Date, montant: d.Montant })),
  };
}

/** Les plans d'un bien, toutes parts confondues et comme si rien ne sortait. */
export interface PlansDuBien {
  readonly economique: Plan;
  readonly fiscal: Plan | undefined;
  readonly derogatoire: PlanDerogatoire;
  /** Cumul économique, compléments compris. */
  cumul(d: Jour): Montant;
  /** Dernier jour où un cumul bouge. */
  readonly fin: Jour | undefined;
}

/** Étalement d'un complément jusqu'à la fin du plan, dans la convention du bien. */
function cumulComplement(m: Montant, date: Jour, fin: Jour, d: Jour, convention: Convention): Montant {
  const jours = convention === '30_360' ? n360 : nbJours;
  const total = jours(date, fin);
  if (d < date) return ZERO;
  return total <= 0 ? m : fraction(m, Math.min(jours(date, d), total), total);
}

/** Calcule les plans d'un bien que `verifierFiche` a accepté. */
export function planifier(
  bien: Bien,
  donnees: DonneesImmobilisations,
  options: OptionsImmobilisations,
): PlansDuBien {
  const opts: OptionsDerogatoire = {
    reprise: options.reprise,
    reste: options.reste,
    mensuel: options.derogatoireMensuel,
    ...(donnees.coefficients ? { coefficients: donnees.coefficients } : {}),
  };
  const exercices = donnees.bornes;
  const fiche = bien.fiche as Fiche;
  const economique = planEconomique(fiche, exercices, opts);
  const fiscal = planFiscal(fiche, exercices, opts);
  const { fin } = economique;
  const { convention } = fiche;
  return {
    economique,
    fiscal,
    derogatoire: derogatoire(fiche, exercices, opts),
    cumul: d =>
      fin === undefined || bien.complements.length === 0
        ? economique.cumul(d)
        : somme([
            economique.cumul(d),
            ...bien.complements.map(c => cumulComplement(c.montant, c.date, fin, d, convention)),
          ]),
    fin: fiscal?.fin !== undefined && fin !== undefined && fiscal.fin > fin ? fiscal.fin : fin,
  };
}

/** Un montant du bien entier, partagé entre ses parts selon leur brut ; les parts somment au montant. */
export function partager(total: Montant, parts: readonly Part[]): Montant[] {
  if (parts.length === 1) return [total];
  const poids = parts.map(p => p.brut);
  return poids.every(p => p === 0) ? parts.map((_, i) => (i === 0 ? total : ZERO)) : repartir(total, poids);
}

/** Cumul de chaque part au soir d'un jour, arrêté à sa sortie, qu'elle soit ou non déjà sortie. */
export function cumulsDesParts(bien: Bien, plans: PlansDuBien, d: Jour): Montant[] {
  return bien.parts.map((part, rang) => {
    const jusqua = part.sortie !== undefined && part.sortie < d ? part.sortie : d;
    return partager(plans.cumul(jusqua), bien.parts)[rang] ?? ZERO;
  });
}

/** Dotations du..au, bornes comprises, sorties prises en compte : ce que le plan dit, sans rien savoir du comptabilisé. */
export function dotationDuPlan(bien: Bien, plans: PlansDuBien, du: Jour, au: Jour): Montant {
  return moins(
    somme(cumulsDesParts(bien, plans, au)),
    somme(cumulsDesParts(bien, plans, ajouterJours(du, -1))),
  );
}

/** Amortissements au bilan au soir d'un jour : les parts sorties n'y sont plus. */
export function amortissementAu(bien: Bien, plans: PlansDuBien, d: Jour): Montant {
  return somme(
    cumulsDesParts(bien, plans, d).filter((_, i) => {
      const sortie = bien.parts[i]?.sortie;
      return sortie === undefined || sortie > d;
    }),
  );
}

/** Dépréciations au bilan au soir d'un jour. */
export function depreciationAu(bien: Bien, plans: PlansDuBien, d: Jour): Montant {
  const parts = partager(plans.economique.depreciation(d), bien.parts);
  return somme(parts.filter((_, i) => (bien.parts[i]?.sortie ?? Infinity) > d));
}

/** VNC au soir d'un jour : brut moins amortissements et dépréciations présents au bilan. */
export function vncAu(bien: Bien, plans: PlansDuBien, d: Jour): Montant {
  const deduit = plus(amortissementAu(bien, plans, d), depreciationAu(bien, plans, d));
  return plus(bien.brut(d), oppose(deduit));
}
