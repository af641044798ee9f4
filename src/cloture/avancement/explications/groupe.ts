import {
  arbre,
  texteJour,
  versIso,
  type Explication,
  type Jour,
  type Libelle,
  type ModeEtalement,
} from '../../../comptabilite';
import type { LigneForcee, LigneHistorique } from '../calcul/donnees';
import type { Dossier } from '../calcul/dossier';
import type { IndexAvancement } from '../calcul/index-affaires';
import { estAvancement, estParLignes } from '../calcul/regles';
import { ExplicationLignes } from './achevement';
import { ExplicationCharges } from './charges';
import { dire, montantLu, positive, tauxLu, total, unefois } from './feuilles';
import { ExplicationJours, type HeuresParJour } from './jours';
import { ExplicationPerte, type Depart } from './perte';
import type { Equipe } from './temps';
import { ExplicationVentes } from './ventes';

/** Ce que l'explication d'un groupe lit en plus de son dossier. */
export interface Lecture {
  readonly index: IndexAvancement;
  readonly heuresParJour: HeuresParJour;
  readonly modeAchats: ModeEtalement;
  readonly avoirsPositifs: boolean;
  readonly historique: readonly LigneHistorique[];
  nom(idCollab: string): string;
  /** D'où partent les soldes tenus par contrat à un arrêté. */
  depart(arrete: Jour): Depart;
}

const un = (fr: string, en: string): Explication => arbre.constante(dire(fr, en), 1, 'TAUX');
const aucun = (fr: string, en: string): Explication => arbre.constante(dire(fr, en), 0, 'TAUX');

/**
 * Un groupe (affaire ou lot) expliqué à une date : un arbre par chiffre de `mesurer`, bâti sur le même dossier. Chaque
 * arbre ne se construit que si on le demande.
 */
export class ExplicationGroupe {
  readonly ventes: ExplicationVentes;
  readonly depenses: ExplicationCharges;
  /** Les jours d'une régie ; undefined pour une autre méthode. */
  readonly jours: ExplicationJours | undefined;
  /** Les lignes de l'achèvement et du prorata. */
  readonly lignes: ExplicationLignes;
  private readonly connus = new Map<string, Explication>();
  private readonly force: LigneForcee | undefined;

  constructor(
    readonly dossier: Dossier,
    private readonly date: Jour,
    private readonly lecture: Lecture,
  ) {
    const { couts } = lecture.index;
    const equipe: Equipe = {
      couts,
      nom: lecture.nom,
      sansCout: id => dossier.regle.chargesTempsEtAchats && couts.estExterne(id),
    };
    this.ventes = new ExplicationVentes(dossier, date, lecture.avoirsPositifs);
    this.lignes = new ExplicationLignes(dossier, date, this.ventes, lecture.avoirsPositifs);
    this.depenses = new ExplicationCharges(dossier, date, equipe, lecture.modeAchats);
    this.force = lecture.index.force(dossier.cle, date);
    if (dossier.regle.methode === 'AVANCEMENT_THEORIQUE') {
      this.jours = new ExplicationJours(dossier, date, equipe, lecture.heuresParJour);
    }
  }

  /** Perte à terminaison et en-cours. */
  get perte(): ExplicationPerte {
    return new ExplicationPerte(this, this.dossier, this.lecture.depart(this.date));
  }

  get budget(): Explication {
    return this.ventes.budget;
  }

  get facture(): Explication {
    return this.ventes.facture;
  }

  /** CH / REP entre 0 et 1 ; en jours pour une régie. */
  get tauxCalcule(): Explication {
    if (this.jours) return this.jours.tauxCalcule;
    const { charges, reprevision } = this.depenses;
    return avancementDesCouts(dire('% calculé', 'Computed %'), charges, reprevision);
  }

  /** Ce que la méthode propose : le % calculé, ou jours retenus / jours vendus pour une régie. */
  get tauxPropose(): Explication | undefined {
    return this.jours ? this.jours.tauxPropose : this.tauxCalcule;
  }

  get tauxForce(): Explication | undefined {
    const { force } = this;
    if (force?.TauxForce === undefined) return undefined;
    const libelle = dire('% forcé', 'Forced %');
    return entreZeroEtUn(libelle, tauxLu(libelle, 'CaAvancement', force.ligne, 'TauxForce', force.TauxForce));
  }

  /** Le % qui s'applique ; hors avancement, CA / budget, et rien sans budget. */
  get tauxRetenu(): Explication | undefined {
    const avance = estAvancement(this.dossier.regle);
    if (this.dossier.regle.margeNulle || !avance) {
      if (!this.budget.valeur.isZero()) {
        return arbre.quotient(dire('% retenu', 'Applied %'), this.ca, this.budget);
      }
      return avance ? aucun('Budget nul : 0 %', 'No contract revenue: 0%') : undefined;
    }
    return this.tauxForce ?? this.tauxPropose ?? aucun('Aucun jour vendu : 0 %', 'No day sold: 0%');
  }

  /** CA reconnu, cumulé : arr(BUD × %), le % forcé s'il y en a un ; livré ; ou facturé + FAE - PCA (domaine §5.4 à §5.9). */
  get ca(): Explication {
    if (this.parLignes) {
      const produits = arbre.somme(dire('Facturé + FAE', 'Invoiced + accrued'), [this.facture, this.fae]);
      return arbre.difference(dire('CA reconnu', 'Recognised revenue'), [produits, this.pca]);
    }
    if (!estAvancement(this.dossier.regle)) return this.lignes.livre;
    if (!this.dossier.regle.margeNulle) return this.caAvance;
    // PCG art. 622-4 : sans résultat fiable, le CA couvre les charges, pas plus.
    const libelle = dire('CA reconnu, marge nulle', 'Recognised revenue, zero margin');
    const termes = [this.depenses.charges, this.budget];
    return arbre.minimum(libelle, this.tauxForce ? [this.caAvance, ...termes] : termes);
  }

  private get caAvance(): Explication {
    return unefois(this.connus, 'ca', () => this.avancer());
  }

  private avancer(): Explication {
    const libelle = dire('CA reconnu', 'Recognised revenue');
    const { tauxForce, budget } = this;
    if (tauxForce) {
      return arbre.arrondi(
        libelle,
        arbre.produit(dire('Budget × % forcé', 'Budget × forced %'), [budget, tauxForce]),
      );
    }
    if (this.jours) return this.jours.ca(libelle, budget);
    const { charges, reprevision } = this.depenses;
    if (reprevision.valeur.lessThanOrEqualTo(0)) {
      return arbre.constante(
        dire(
          'Reprévision nulle ou négative : rien n’est reconnu',
          'No cost at completion: nothing recognised',
        ),
        0,
        'EUR',
      );
    }
    return arbre.prorata(libelle, budget, bornees(charges, reprevision), reprevision);
  }

  /** FAE et PCA se tirent de leurs lignes, et le CA d'elles. */
  get parLignes(): boolean {
    return estParLignes(this.dossier.regle);
  }

  get fae(): Explication {
    if (this.parLignes) return this.forcee('fae') ?? this.lignes.proposee('fae');
    const ecart = arbre.difference(dire('CA reconnu - facturé', 'Recognised - invoiced'), [
      this.ca,
      this.facture,
    ]);
    return positive(dire('Facture à établir', 'Accrued revenue'), ecart);
  }

  get pca(): Explication {
    if (this.parLignes) return this.forcee('pca') ?? this.lignes.proposee('pca');
    const ecart = arbre.difference(dire('Facturé - CA reconnu', 'Invoiced - recognised'), [
      this.facture,
      this.ca,
    ]);
    return positive(dire("Produit constaté d'avance", 'Deferred revenue'), ecart);
  }

  /** La FAE ou la PCA forcée à cet arrêté. */
  forcee(sens: 'fae' | 'pca'): Explication | undefined {
    const { force } = this;
    const colonne = sens === 'fae' ? 'FaeForcee' : 'PcaForcee';
    const m = force?.[colonne];
    if (!force || m === undefined) return undefined;
    const libelle =
      sens === 'fae' ? dire('FAE forcée', 'Forced accrual') : dire('PCA forcée', 'Forced deferral');
    return montantLu(libelle, 'CaAvancement', force.ligne, colonne, m);
  }

  get caPrecedent(): Explication {
    const precedent = this.lecture.index.precedent(this.date);
    return caHistorise(this.lecture.index, this.dossier.cle, precedent);
  }

  /** Le % forcé de l'arrêté précédent, pour mémoire : il ne vaut plus. */
  get tauxForcePrecedent(): Explication | undefined {
    const { index } = this.lecture;
    const precedent = index.force(this.dossier.cle, index.precedent(this.date));
    if (precedent?.TauxForce === undefined) return undefined;
    const libelle = dire("% forcé à l'arrêté précédent", 'Forced % at the previous closing');
    return tauxLu(libelle, 'CaAvancement', precedent.ligne, 'TauxForce', precedent.TauxForce);
  }

  get production(): Explication {
    return arbre.difference(dire('Production du mois', 'Revenue of the month'), [this.ca, this.caPrecedent]);
  }

  get margeADate(): Explication {
    return arbre.difference(dire('Marge à date', 'Margin to date'), [this.ca, this.depenses.charges]);
  }

  get margeTerminaison(): Explication {
    return arbre.difference(dire('Marge à terminaison', 'Margin at completion'), [
      this.budget,
      this.depenses.reprevision,
    ]);
  }

  /** % retenu × reprévision - charges ; sans % forcé, les charges sont exactement leur part. */
  get ecartMarge(): Explication {
    const libelle = dire('Écart de marge', 'Margin gap');
    const { charges, reprevision } = this.depenses;
    if (!this.tauxForce && !this.dossier.regle.margeNulle && !this.jours) {
      return arbre.difference(libelle, [charges, charges]);
    }
    const prevues = arbre.arrondi(
      dire('Charges prévues au % retenu', 'Costs expected at the applied %'),
      arbre.produit(dire('Reprévision × % retenu', 'Cost at completion × applied %'), [
        reprevision,
        this.tauxRetenu ?? aucun('Budget nul : 0 %', 'No contract revenue: 0%'),
      ]),
    );
    return arbre.difference(libelle, [prevues, charges]);
  }
}

/** Le CA historisé d'un groupe à un arrêté ; zéro quand rien n'y est. */
export function caHistorise(index: IndexAvancement, cle: string, arrete: Jour): Explication {
  const libelle = dire(`CA historisé au ${texteJour(arrete)}`, `Revenue recorded at ${versIso(arrete)}`);
  const lignes = (index.historique.de(cle, arrete)?.lignes ?? []).filter(l => l.Module === 'CA');
  return total(
    libelle,
    lignes.map(l =>
      montantLu(
        dire(`Historique ${l.TypeLigne}`, `History ${l.TypeLigne}`),
        'Historique',
        l.ligne,
        'Montant',
        l.Montant,
      ),
    ),
  );
}

/** CH / REP entre 0 et 1 ; 0 sans reprévision (domaine §5.7). */
export function avancementDesCouts(
  libelle: Libelle,
  charges: Explication,
  reprevision: Explication,
): Explication {
  if (reprevision.valeur.lessThanOrEqualTo(0)) {
    return aucun('Reprévision nulle ou négative : 0 %', 'No cost at completion: 0%');
  }
  return entreZeroEtUn(libelle, arbre.quotient(libelle, charges, reprevision));
}

/** Un % entre 0 et 1 ; la borne ne se montre que si elle joue. */
function entreZeroEtUn(libelle: Libelle, e: Explication): Explication {
  if (e.valeur.isNegative()) return arbre.maximum(libelle, [aucun('Pas moins de 0 %', 'At least 0%'), e]);
  return e.valeur.greaterThan(1) ? arbre.minimum(libelle, [un('Pas plus de 100 %', 'At most 100%'), e]) : e;
}

/** Les charges entre zéro et la reprévision. */
function bornees(charges: Explication, reprevision: Explication): Explication {
  if (charges.valeur.isNegative()) return positive(charges.libelle, charges);
  return charges.valeur.greaterThan(reprevision.valeur)
    ? arbre.minimum(charges.libelle, [charges, reprevision])
    : charges;
}
