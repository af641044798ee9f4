import { moins, montant, somme, ZERO, type Compte, type Jour, type Montant } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { FicheSaisie, ModeSaisi } from '../calcul';
import type { CategoriesImmo, Immobilisations, MouvementsImmo, TYPES_SORTIE } from '../tables';
import type { DonneesImmobilisations } from './donnees';

type LigneFiche = Ligne<typeof Immobilisations>;
type LigneCategorie = Ligne<typeof CategoriesImmo>;
type LigneMouvement = Ligne<typeof MouvementsImmo>;

/** Sortie d'une part du bien : un mouvement partiel, ou ce qui restait de la fiche. */
export interface Part {
  /** « M » et le numéro du mouvement, ou « FICHE ». */
  readonly id: string;
  readonly brut: Montant;
  readonly sortie?: Jour;
  readonly type?: (typeof TYPES_SORTIE)[number];
  readonly prixHT?: Montant;
}

export const PART_FICHE = 'FICHE';

/** Valeur brute entrée un jour : acquisition, complément, ou avoir (négatif). */
export interface Entree {
  readonly date: Jour;
  readonly montant: Montant;
}

const SIGNES: Readonly<Record<string, number>> = {
  ACQUISITION: 1,
  COMPLEMENT: 1,
  AVOIR: -1,
  AVOIR_ANTERIEUR: -1,
};
const PARTIELLES: ReadonlySet<string> = new Set(['CESSION', 'REBUT']);
const AUCUN_MOUVEMENT: readonly LigneMouvement[] = [];
const AUCUNE_ENTREE: readonly Entree[] = [];

/** Un bien : la fiche complétée par sa catégorie et ses mouvements, rangés par date. */
export class Bien {
  readonly id: string;
  readonly compte: Compte;
  readonly compteEnCours: Compte | undefined;
  readonly compteAmort: Compte | undefined;
  readonly compteDotation: Compte | undefined;
  readonly compteDepreciation: Compte | undefined;
  /** Entrées jusqu'à la mise en service : la base du plan. */
  readonly initiales: readonly Entree[];
  /** Compléments et avoirs d'après la mise en service : ils s'étalent jusqu'à la fin du plan. */
  readonly complements: readonly Entree[];
  /** Parts, sorties partielles d'abord ; leur brut somme au brut total. */
  readonly parts: readonly Part[];
  /** Fiche du calcul, sans la sortie : les parts s'en chargent. */
  readonly fiche: FicheSaisie;

  constructor(
    readonly ligne: LigneFiche,
    readonly categorie: LigneCategorie | undefined,
    readonly mouvements: readonly LigneMouvement[],
    donnees: Pick<DonneesImmobilisations, 'versions' | 'depreciations'>,
    fiche?: FicheSaisie,
  ) {
    this.id = ligne.IdImmo;
    // Une fiche sans compte est refusée avant tout calcul.
    this.compte = ligne.Compte ?? categorie?.Compte ?? ('' as Compte);
    this.compteEnCours = ligne.EnCours === true ? categorie?.CompteEnCours : undefined;
    this.compteAmort = ligne.CompteAmort ?? categorie?.CompteAmort;
    this.compteDotation = ligne.CompteDotation ?? categorie?.CompteDotation;
    this.compteDepreciation = categorie?.CompteDepreciation;
    const { initiales, complements } = entreesDe(ligne, mouvements);
    this.initiales = initiales;
    this.complements = complements;
    const brut = totalDe(initiales);
    this.parts = partsDe(ligne, mouvements, complements.length === 0 ? brut : plusDe(brut, complements));
    this.fiche = fiche ?? ficheDe(ligne, categorie, donnees, brut);
  }

  /** Le même bien avec une autre fiche de calcul : un essai. */
  avecFiche(fiche: FicheSaisie): Bien {
    return new Bien(this.ligne, this.categorie, this.mouvements, RIEN, fiche);
  }

  /** La valeur brute vient des mouvements, et non de la fiche. */
  get parMouvements(): boolean {
    return this.mouvements.some(m => SIGNES[m.Type] !== undefined);
  }

  /** Valeur brute au soir d'un jour, sorties déduites. */
  brut(d: Jour): Montant {
    let total = this.brutEntre(d);
    for (const p of this.parts) if (p.sortie !== undefined && p.sortie <= d) total = moins(total, p.brut);
    return total;
  }

  /** Valeur brute entrée au soir d'un jour, sorties non déduites. */
  brutEntre(d: Jour): Montant {
    let total = 0;
    for (const x of this.initiales) if (x.date <= d) total += x.montant;
    for (const x of this.complements) if (x.date <= d) total += x.montant;
    return montant(total);
  }

  /** Section, lieu ou détenteur au soir d'un jour : le dernier transfert qui le dit, sinon la fiche. */
  section(d: Jour): string | undefined {
    return this.dernierTransfert(d, 'Section') ?? this.ligne.Section;
  }

  localisation(d: Jour): string | undefined {
    return this.dernierTransfert(d, 'Localisation') ?? this.ligne.Localisation;
  }

  collaborateur(d: Jour): string | undefined {
    return this.dernierTransfert(d, 'IdCollab') ?? this.ligne.IdCollab;
  }

  private dernierTransfert(d: Jour, champ: 'Section' | 'Localisation' | 'IdCollab'): string | undefined {
    for (let i = this.mouvements.length - 1; i >= 0; i--) {
      const m = this.mouvements[i];
      if (m?.Type === 'TRANSFERT' && m.Date <= d && m[champ] !== undefined) return m[champ];
    }
    return undefined;
  }
}

const RIEN: Pick<DonneesImmobilisations, 'versions' | 'depreciations'> = {
  versions: new Map(),
  depreciations: new Map(),
};
const totalDe = (entrees: readonly Entree[]) => somme(entrees.map(x => x.montant));
const plusDe = (brut: Montant, entrees: readonly Entree[]) => somme([brut, ...entrees.map(x => x.montant)]);

/** Assemble un bien. L'ordre des lignes des tables ne change rien : tout est rangé par date. */
export function assembler(ligne: LigneFiche, donnees: DonneesImmobilisations): Bien {
  const categorie = ligne.Categorie === undefined ? undefined : donnees.categories.get(ligne.Categorie);
  return new Bien(ligne, categorie, donnees.mouvements.get(ligne.IdImmo) ?? AUCUN_MOUVEMENT, donnees);
}

function entreesDe(
  ligne: LigneFiche,
  mouvements: readonly LigneMouvement[],
): { initiales: readonly Entree[]; complements: readonly Entree[] } {
  const entrees = mouvements.flatMap(m => {
    const signe = SIGNES[m.Type];
    return signe === undefined ? [] : [{ date: m.Date, montant: montant(signe * m.Montant) }];
  });
  if (entrees.length === 0)
    return {
      initiales: [{ date: ligne.DateAcquisition, montant: ligne.ValeurBrute }],
      complements: AUCUNE_ENTREE,
    };
  const mes = ligne.DateMiseEnService;
  return {
    initiales: entrees.filter(x => mes === undefined || x.date <= mes),
    complements: entrees.filter(x => mes !== undefined && x.date > mes),
  };
}

function partsDe(ligne: LigneFiche, mouvements: readonly LigneMouvement[], total: Montant): Part[] {
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
  const reste = partielles.length === 0 ? total : moins(total, somme(partielles.map(p => p.brut)));
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

/** Le mode de la fiche, sinon celui de la catégorie, sinon le linéaire (PCG art. 214-13) ; un titre ne s'amortit pas. */
const modeDe = (l: LigneFiche, categorie: LigneCategorie | undefined): ModeSaisi =>
  l.Type === 'FINANCIERE' ? 'NON_AMORTISSABLE' : (l.Mode ?? categorie?.Mode ?? 'LINEAIRE');

type Modifiable<T> = { -readonly [C in keyof T]: T[C] };

/** La fiche du calcul ; un champ vide n'y est pas. */
function ficheDe(
  l: LigneFiche,
  categorie: LigneCategorie | undefined,
  donnees: Pick<DonneesImmobilisations, 'versions' | 'depreciations'>,
  brut: Montant,
): FicheSaisie {
  const fiche: Modifiable<FicheSaisie> = {
    id: l.IdImmo,
    brut,
    residuelle: l.ValeurResiduelle ?? ZERO,
    acquisition: l.DateAcquisition,
    dureeMois: l.DureeMois ?? categorie?.DureeMois ?? 0,
    mode: modeDe(l, categorie),
    convention: l.ConventionJours ?? categorie?.ConventionJours ?? '30_360',
  };
  if (l.DateMiseEnService !== undefined) fiche.miseEnService = l.DateMiseEnService;
  if (l.ModeFiscal !== undefined) fiche.modeFiscal = l.ModeFiscal;
  if (l.DureeFiscaleMois !== undefined) fiche.dureeFiscaleMois = l.DureeFiscaleMois;
  if (l.Coefficient !== undefined) fiche.coefficient = l.Coefficient;
  if (l.DateReprise !== undefined)
    fiche.reprise = {
      date: l.DateReprise,
      cumul: l.CumulReprise ?? ZERO,
      ...(l.CumulFiscalReprise === undefined ? {} : { cumulFiscal: l.CumulFiscalReprise }),
    };
  const versions = donnees.versions.get(l.IdImmo);
  if (versions !== undefined)
    fiche.versions = versions.map(v => ({
      dateEffet: v.DateEffet,
      base: v.Base,
      dureeRestanteMois: v.DureeRestante,
      mode: v.Mode,
    }));
  const depreciations = donnees.depreciations.get(l.IdImmo);
  if (depreciations !== undefined)
    fiche.depreciations = depreciations.map(d => ({ date: d.Date, montant: d.Montant }));
  return fiche;
}
