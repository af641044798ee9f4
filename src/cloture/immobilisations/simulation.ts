/** L'essai d'un autre plan, sans rien écrire : une fiche, ou toutes celles d'une catégorie. */
import { plus, somme, type Jour, type Montant, ZERO } from '../../comptabilite';
import type { TablesLues } from '../../workbook/table';
import { lireParametres } from '../tables-communes/parametres';
import { verifierFiche, vues, type Defaut, type FicheSaisie, type Mode, type Periodicite } from './calcul';
import { assembler, type Bien } from './registre/bien';
import { lignesDuPlan, type LignePlan } from './registre/plan-produit';
import { dotationDuPlan, planifier, relever } from './registre/plans';
import {
  lireImmobilisations,
  lireOptions,
  type DonneesImmobilisations,
  type OptionsImmobilisations,
} from './registre/donnees';

/** Le registre tel qu'il est au moment de l'essai. */
export interface Registre {
  readonly donnees: DonneesImmobilisations;
  readonly options: OptionsImmobilisations;
}

/** Ce que l'essai change ; ce qui est absent reste celui de la fiche. */
export interface Changement {
  readonly dureeMois?: number;
  readonly mode?: Mode;
  readonly acquisition?: Jour;
  readonly miseEnService?: Jour;
}

/** Un exercice d'un plan, en centimes ; la VNC est celle du dernier jour. */
export interface LigneEssai {
  readonly fin: Jour;
  readonly dotation: Montant;
  readonly vnc: Montant;
}

export interface Essai {
  /** Valeur brute des biens de l'essai, sorties non déduites. */
  readonly brut: Montant;
  readonly lignes: readonly LigneEssai[];
  /** Ce qui ne va pas avec les valeurs essayées ; une fiche qui a un défaut bloquant est laissée de côté. */
  readonly defauts: readonly Defaut[];
  readonly ecartees: number;
}

/** Lit le registre et les réglages à l'arrêté. */
export function lireRegistre(tables: TablesLues, arrete: Jour): Registre {
  return { donnees: lireImmobilisations(tables), options: lireOptions(lireParametres(tables, arrete)) };
}

/** Les biens sur lesquels porte un essai : celui de la fiche, ou tous ceux de sa catégorie. */
export function biensDe(
  { donnees }: Registre,
  portee: { readonly id: string } | { readonly categorie: string },
): Bien[] {
  const retenue = (fiche: { IdImmo: string; Categorie?: string | undefined }) =>
    'id' in portee ? fiche.IdImmo === portee.id : fiche.Categorie === portee.categorie;
  return donnees.fiches.filter(retenue).map(fiche => assembler(fiche, donnees));
}

/** Un plan essayé part de la mise en service : il oublie les révisions, qui supposent l'ancien plan. */
function changer(fiche: FicheSaisie, changement: Changement): FicheSaisie {
  return Object.keys(changement).length === 0 ? fiche : { ...fiche, ...changement, versions: [] };
}

const bloque = (defauts: readonly Defaut[]) => defauts.some(d => d.gravite === 'BLOQUANT');

/**
 * Les dotations et la VNC par exercice qu'auraient ces biens avec ce changement, en centimes ; sans changement, leur
 * plan actuel. Le calcul est celui de la clôture.
 * @example essayer(biensDe(registre, { id: 'INF-0001' }), { dureeMois: 48 }, registre).lignes
 */
export function essayer(biens: readonly Bien[], changement: Changement, registre: Registre): Essai {
  const { donnees, options } = registre;
  const exercices = donnees.exercices.map(x => ({ debut: x.DateDebut, fin: x.DateFin }));
  const defauts: Defaut[] = [];
  let ecartees = 0;
  const periodes = new Map<Jour, Jour>();
  const plans = biens.flatMap(connu => {
    const bien = connu.avecFiche(changer(connu.fiche, changement));
    const trouves = verifierFiche(
      bien.fiche,
      donnees.coefficients === undefined ? {} : { coefficients: donnees.coefficients },
    );
    defauts.push(...trouves);
    if (bloque(trouves)) {
      ecartees++;
      return [];
    }
    const plan = planifier(bien, donnees, options);
    for (const { debut, fin } of vues(plan.economique, exercices, 'ANNUELLE')) periodes.set(fin, debut);
    return [{ bien, plan }];
  });
  const lignes = [...periodes]
    .sort(([a], [b]) => a - b)
    .map(([fin, debut]) => ({
      fin,
      dotation: somme(plans.map(({ bien, plan }) => dotationDuPlan(bien, plan, debut, fin))),
      vnc: somme(plans.map(({ bien, plan }) => relever(bien, plan, fin).vnc)),
    }));
  const brut = somme(biens.flatMap(bien => bien.parts.map(part => part.brut)));
  return { brut, lignes, defauts, ecartees };
}

/**
 * Le plan d'un bien du registre dans une périodicité, à l'arrêté ; vide si sa fiche n'a pas de plan.
 * @example planDuBien(registre, 'INF-0001', 'MENSUELLE', arrete)
 */
export function planDuBien(
  registre: Registre,
  id: string,
  periodicite: Periodicite,
  arrete: Jour,
): LignePlan[] {
  const { donnees, options } = registre;
  return biensDe(registre, { id })
    .filter(bien => !bloque(verifierFiche(bien.fiche)))
    .flatMap(bien =>
      lignesDuPlan(
        { bien, plans: planifier(bien, donnees, options) },
        { arrete, donnees, options: { periodicite } },
      ),
    );
}

/** Les dotations du mois d'un couple de comptes, en centimes. */
export interface DotationCompte {
  readonly compteDotation: string;
  readonly compteAmort: string;
  readonly annee: Montant;
  readonly periode: Montant;
}

interface LigneDuMois {
  readonly CompteDotation?: string | undefined;
  readonly CompteAmort?: string | undefined;
  readonly Annee?: Montant | undefined;
  readonly Periode?: Montant | undefined;
}

/** Les dotations du mois par compte de dotation et d'amortissement, dans l'ordre des comptes. */
export function parCompte(lignes: readonly LigneDuMois[]): DotationCompte[] {
  const groupes = new Map<string, DotationCompte>();
  for (const { CompteDotation = '', CompteAmort = '', Annee = ZERO, Periode = ZERO } of lignes) {
    if (Annee === ZERO && Periode === ZERO) continue;
    const cle = `${CompteDotation}|${CompteAmort}`;
    const avant = groupes.get(cle);
    groupes.set(cle, {
      compteDotation: CompteDotation,
      compteAmort: CompteAmort,
      annee: plus(avant?.annee ?? ZERO, Annee),
      periode: plus(avant?.periode ?? ZERO, Periode),
    });
  }
  return [...groupes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, groupe]) => groupe);
}
