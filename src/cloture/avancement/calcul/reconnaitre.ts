import {
  appliquer,
  fraction,
  maximum,
  minimum,
  moins,
  plus,
  quotient,
  somme,
  taux,
  ZERO,
  type Jour,
  type Montant,
  type Taux,
} from '../../../comptabilite';
import type { LigneForcee } from './donnees';
import type { Dossier } from './dossier';
import { caDesJours, tauxDesJours, type MesureJours } from './jours';
import type { MesureCharges } from './mesures';
import { livreReconnu, proposer } from './propositions';
import { estAvancement, estParLignes } from './regles';

/** Ce que l'utilisateur remplace à un arrêté, pour un groupe (domaine §0.4, §5.11). */
export type Forcage = Pick<LigneForcee, 'TauxForce' | 'FaeForcee' | 'PcaForcee'>;

/** Le CA d'un groupe et ce qui le sépare du facturé. */
export interface Reconnu {
  /** CH / REP, ou JR / reprévision ; undefined hors avancement. */
  readonly tauxCalcule: Taux | undefined;
  /** Ce que la méthode propose : % calculé, ou % théorique d'une régie ; undefined sans jours vendus, ou hors avancement. */
  readonly tauxPropose: Taux | undefined;
  readonly tauxForce: Taux | undefined;
  /** Le % qui s'applique ; CA / budget hors avancement, undefined sans budget. */
  readonly tauxRetenu: Taux | undefined;
  readonly ca: Montant;
  /** FAE et PCA retenues. */
  readonly fae: Montant;
  readonly pca: Montant;
  /** Ce que les lignes proposent, quand la méthode part d'elles. */
  readonly proposees: { readonly fae: Montant; readonly pca: Montant } | undefined;
}

/** Ce qu'il faut d'un groupe mesuré pour reconnaître son CA. */
interface Base {
  readonly date: Jour;
  readonly budget: Montant;
  readonly facture: Montant;
  readonly charges: MesureCharges;
  readonly jours: MesureJours | undefined;
}

const UN = taux(1);
const NUL = taux(0);

/** Reconnaît le CA d'un groupe selon sa méthode (domaine §5.5 à §5.9). */
export function reconnaitre(dossier: Dossier, base: Base, force: Forcage): Reconnu {
  if (estAvancement(dossier.regle)) return aLAvancement(dossier, base, force.TauxForce);
  return estParLignes(dossier.regle) ? parLignes(dossier, base, force) : surLivraisons(dossier, base);
}

function aLAvancement(
  { regle: { margeNulle } }: Dossier,
  { budget, facture, charges, jours }: Base,
  force: Taux | undefined,
): Reconnu {
  const tauxForce = force === undefined ? undefined : borner(force);
  const reel = avancement(charges.charges, charges.reprevision);
  const tauxPropose = jours ? tauxDesJours(jours) : reel;
  const propose = jours ? caDesJours(jours, budget) : caAvance(budget, charges);
  const avance = tauxForce ? appliquer(budget, tauxForce) : propose;
  const ca = margeNulle ? limiter(avance, budget, charges.charges, tauxForce) : avance;
  return {
    tauxCalcule: jours ? jours.tauxCalcule : reel,
    tauxPropose,
    tauxForce,
    tauxRetenu: margeNulle ? (quotient(ca, budget) ?? NUL) : (tauxForce ?? tauxPropose ?? NUL),
    ...compare(ca, facture),
  };
}

/** CA = facturé + FAE retenue - PCA retenue : les deux peuvent coexister, elles viennent de lignes différentes. */
function parLignes({ postes, regle }: Dossier, { date, budget, facture }: Base, force: Forcage): Reconnu {
  const propositions = postes.map(p => proposer(p, regle, date));
  const proposees = {
    fae: somme(propositions.flatMap(p => p.fae.map(f => f.montant))),
    pca: somme(propositions.flatMap(p => p.pca.map(f => f.montant))),
  };
  const fae = force.FaeForcee ?? proposees.fae;
  const pca = force.PcaForcee ?? proposees.pca;
  const ca = moins(plus(facture, fae), pca);
  return { ...sansTaux(ca, budget), ca, fae, pca, proposees };
}

/** CA des livraisons, comparé au facturé. */
function surLivraisons({ postes, regle }: Dossier, { date, budget, facture }: Base): Reconnu {
  const ca = somme(postes.map(p => livreReconnu(p, regle, date)));
  return { ...sansTaux(ca, budget), ...compare(ca, facture) };
}

const compare = (ca: Montant, facture: Montant) => ({
  ca,
  fae: maximum(ZERO, moins(ca, facture)),
  pca: maximum(ZERO, moins(facture, ca)),
  proposees: undefined,
});

const sansTaux = (ca: Montant, budget: Montant) => ({
  tauxCalcule: undefined,
  tauxPropose: undefined,
  tauxForce: undefined,
  tauxRetenu: quotient(ca, budget),
});

/** CH / REP entre 0 et 1 ; 0 quand la reprévision est nulle ou négative (§16 cas 23). */
function avancement(charges: Montant, reprevision: Montant): Taux {
  if (reprevision <= 0 || charges <= 0) return NUL;
  return charges >= reprevision ? UN : (quotient(charges, reprevision) ?? NUL);
}

/** arr(BUD × CH / REP) : multiplié d'abord, divisé ensuite, arrondi une fois. */
function caAvance(budget: Montant, { charges, reprevision }: MesureCharges): Montant {
  if (reprevision <= 0 || charges <= 0) return ZERO;
  return fraction(budget, minimum(charges, reprevision), reprevision);
}

/** Marge nulle (PCG art. 622-4) : CA = min(CH ; BUD) ; un % forcé peut le baisser, jamais le relever. */
function limiter(avance: Montant, budget: Montant, charges: Montant, force: Taux | undefined): Montant {
  const limite = minimum(charges, budget);
  return force ? minimum(avance, limite) : limite;
}

function borner(t: Taux): Taux {
  if (t.lessThan(0)) return NUL;
  return t.greaterThan(1) ? UN : t;
}
