import { arbre, ZERO, type Explication, type Jour } from '../../../comptabilite';
import { detailler, type Poids, type Regularisation, type TvaSurFae } from '../calcul/detail';
import type { OptionsAvancement } from '../calcul/donnees';
import { dire, part, positive, tauxLu, total } from './feuilles';
import type { ExplicationGroupe } from './groupe';

/** Un paramètre du dossier : sa cellule, ou son défaut quand il n'est pas écrit. */
export type LireParametre = (cle: 'TauxTVADefaut' | 'HeuresParJour') => Explication;

/** FAE et PCA d'un groupe, détail par détail, comme `repartirSurDetails` et `TvaSurFae` (domaine §4.1, §5.4). */
export class ExplicationRegularisations {
  private readonly poids: readonly Poids[];
  private parts: readonly Explication[] | undefined;

  constructor(
    private readonly groupe: ExplicationGroupe,
    private readonly date: Jour,
    private readonly tva: TvaSurFae,
    private readonly options: Pick<OptionsAvancement, 'cutOffTVA'>,
    private readonly parametre: LireParametre,
  ) {
    this.poids = detailler(groupe.dossier.postes, date);
  }

  /** Les détails du groupe, avec leurs comptes ; leurs montants se lisent dans les arbres. */
  get details(): Regularisation[] {
    return this.poids.map(p => this.tva.regularisation(p.detail, ZERO, this.date, false));
  }

  /** La part HT d'un détail ; undefined si le groupe n'a pas ce détail. */
  montant(module: 'FAE' | 'PCA', detail: DetailCherche): Explication | undefined {
    const rang = this.rangDe(detail);
    if (rang < 0) return undefined;
    const { lignes } = this.groupe;
    const sens = module === 'FAE' ? 'fae' : 'pca';
    const libelle = dire(`${module} ${nomDe(detail)}`, `${module} ${nomDe(detail)}`);
    const retenue = this.groupe[sens];
    if (this.groupe.parLignes) {
      const proposees = this.poids.map(p =>
        total(
          libelle,
          p.postes.flatMap(poste => lignes.lignes(sens, poste)),
        ),
      );
      if (!this.groupe.forcee(sens)) return proposees[rang];
      if (!total(libelle, proposees).valeur.isZero()) return part(libelle, retenue, proposees, rang);
    }
    return part(libelle, retenue, (this.parts ??= this.peser()), rang);
  }

  /** arr(HT × taux) ; nulle pour une PCA, et quand les régularisations sont passées hors taxes. */
  montantTva(module: 'FAE' | 'PCA', detail: DetailCherche): Explication | undefined {
    const ht = this.montant(module, detail);
    if (!ht) return undefined;
    if (module === 'PCA' || this.options.cutOffTVA !== 'TTC') {
      return arbre.constante(dire('Régularisée hors taxes', 'Accrued without VAT'), 0, 'EUR');
    }
    const libelle = dire(`TVA ${nomDe(detail)}`, `VAT ${nomDe(detail)}`);
    return arbre.arrondi(libelle, arbre.produit(dire('HT × taux', 'Net × rate'), [ht, this.taux(detail)]));
  }

  private taux({ codeTVA }: DetailCherche): Explication {
    if (codeTVA === undefined) return this.parametre('TauxTVADefaut');
    const ligne = this.tva.enVigueur(codeTVA, this.date);
    const taux = this.tva.taux(codeTVA, this.date);
    if (!ligne || !taux) throw new Error(`Code TVA ${codeTVA} : aucun taux à cette date.`);
    if (!taux.equals(ligne.Taux)) {
      return arbre.constante(dire(`${ligne.Regime} : sans TVA`, `${ligne.Regime}: no VAT`), taux, 'TAUX');
    }
    return tauxLu(dire(`Taux ${codeTVA}`, `Rate ${codeTVA}`), 'CodesTVA', ligne.ligne, 'Taux', ligne.Taux);
  }

  /** Ce que chaque détail pèse dans le partage : son budget, ou son facturé quand aucun n'a de budget. */
  private peser(): Explication[] {
    const { ventes } = this.groupe;
    const budgets = this.poids.map(p => {
      const nom = dire(`Budget ${nomDe(p)}`, `Contract revenue ${nomDe(p)}`);
      const budget = total(
        nom,
        p.postes.map(poste => ventes.budgetPoste(poste)),
      );
      return budget.valeur.isNegative() ? positive(nom, budget) : budget;
    });
    const factures = this.poids.map(p =>
      total(
        dire(`Facturé ${nomDe(p)}`, `Invoiced ${nomDe(p)}`),
        p.postes.map(poste => ventes.facturePoste(poste)),
      ),
    );
    return budgets.every(b => b.valeur.isZero()) ? factures : budgets;
  }

  private rangDe(d: DetailCherche): number {
    return this.poids.findIndex(
      ({ detail }) =>
        detail.compte === d.compte &&
        detail.tiers === d.tiers &&
        detail.codeTVA === d.codeTVA &&
        detail.codeProduit === d.codeProduit,
    );
  }
}

/** Le détail d'une ligne d'historique ou d'écriture. */
export type DetailCherche = Pick<Regularisation, 'compte' | 'tiers' | 'codeTVA' | 'codeProduit'>;

const nomDe = (p: Poids | DetailCherche): string => {
  const { compte, tiers, codeTVA } = 'detail' in p ? p.detail : p;
  return [compte, tiers, codeTVA].filter(x => x !== undefined).join(' · ');
};
