/** Les chiffres d'un bien à l'arrêté, en arbres : ceux de `arreter` et du plan, depuis les cellules. */
import {
  ajouterJours,
  arbre,
  texteJour,
  versIso,
  type Explication,
  type Jour,
  type Libelle,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import { avancement, premierMois } from '../calcul/derogatoire';
import { Dotations, Immobilisations, MouvementsImmo } from '../tables';
import type { Bien } from '../registre/bien';
import type { DonneesImmobilisations, OptionsImmobilisations } from '../registre/donnees';
import type { BienPlanifie } from '../registre/plan-produit';
import { dire, ecart, instant, montantLu, nombre, nombreLu, total, zero, type Instant } from './feuilles';
import { brutExplique, cumulFiscalExplique, depreciationExpliquee, planExplique } from './plans';
import { joursPasses } from './rythmes';

export interface Dossier {
  readonly donnees: DonneesImmobilisations;
  readonly options: OptionsImmobilisations;
}

type LigneDotation = Ligne<typeof Dotations>;

const auSoir = (d: Jour): Instant => instant(d, dire(`Au ${texteJour(d)}`, `At ${versIso(d)}`));
/**
 * La part énième d'un chiffre partagé au prorata du brut, par arrondi cumulé (domaine §0.1) : `poids(r)` est le brut
 * des parts jusqu'à la énième.
 */
export function partDe(
  entier: Explication,
  [rang, nombreDeParts]: readonly [number, number],
  poids: (rang: number) => Explication,
  nom: Libelle,
): Explication {
  const dernier = nombreDeParts - 1;
  const prorata = dire('Au prorata du brut', 'In proportion to gross value');
  const jusque = (r: number) =>
    r === dernier ? entier : arbre.prorata(prorata, entier, poids(r), poids(dernier));
  return rang === 0 ? jusque(0) : arbre.difference(nom, [jusque(rang), jusque(rang - 1)]);
}

/** Un bien dont chaque chiffre se déplie. */
export class BienExplique {
  readonly bien: Bien;
  private readonly economique: (d: Instant) => Explication;

  constructor(
    private readonly planifie: BienPlanifie,
    private readonly dossier: Dossier,
  ) {
    this.bien = planifie.bien;
    this.economique = planExplique(this.cadre, d => planifie.plans.economique.depreciation(d));
  }

  private get cadre() {
    return { bien: this.bien, ...this.dossier };
  }

  get historique(): readonly LigneDotation[] {
    return this.dossier.donnees.dotations.get(this.bien.id) ?? [];
  }

  /** Cumul économique du bien entier, compléments compris, comme si rien ne sortait. */
  private cumulEntier(d: Jour): Explication {
    const i = auSoir(d);
    const base = this.economique(i);
    const { fin } = this.planifie.plans.economique;
    const passes = this.bien.mouvements.flatMap(m => {
      const signe =
        m.Type === 'COMPLEMENT' || m.Type === 'ACQUISITION' ? 1 : m.Type.startsWith('AVOIR') ? -1 : 0;
      const tardif = this.bien.complements.some(c => c.date === m.Date);
      return signe === 0 || !tardif || fin === undefined || m.Date > d
        ? []
        : [this.complement(m, signe, i, fin)];
    });
    return passes.length === 0
      ? base
      : total('Cumul, compléments compris', 'Accumulated, additions included', [base, ...passes]);
  }

  private complement(m: Ligne<typeof MouvementsImmo>, signe: number, d: Instant, fin: Jour): Explication {
    const lu = montantLu(MouvementsImmo, m, 'Montant', `${m.Type} ${m.NoMouvement}`);
    const montant =
      signe > 0
        ? lu
        : arbre.produit(lu.libelle, [lu, nombre(dire('Un avoir diminue', 'A credit note reduces'), -1)]);
    if (d.jour >= fin) return montant;
    const convention = this.bien.fiche.convention === '30_360' ? '30_360' : 'REEL_TOTAL';
    const origine = { jour: m.Date, feuille: nombreLu(MouvementsImmo, m, 'Date', 'DATE') };
    const duree = { convention, origine, mois: nombre(dire('Sans objet', 'Not used'), 0) } as const;
    return arbre.prorata(
      dire('Complément, étalé jusqu’à la fin du plan', 'Addition, spread to the end of the plan'),
      montant,
      joursPasses(duree, d),
      joursPasses(duree, auSoir(fin)),
    );
  }

  /** Poids cumulé des parts jusqu'à la énième : le brut d'un mouvement, ou ce qui reste à la fiche. */
  private poids(rang: number): Explication {
    const { parts, mouvements } = this.bien;
    const entier = brutExplique(this.bien, () => true);
    if (rang === parts.length - 1) return entier;
    const cedes = parts.slice(0, rang + 1).flatMap(p => {
      const m = mouvements.find(x => `M${x.NoMouvement}` === p.id);
      return m === undefined ? [] : [montantLu(MouvementsImmo, m, 'Montant', p.id)];
    });
    return total('Brut des parts', 'Gross value of the parts', cedes);
  }

  private part(entier: Explication, rang: number): Explication {
    const nom = dire('Part du bien', 'Part of the asset');
    return partDe(entier, [rang, this.bien.parts.length], r => this.poids(r), nom);
  }

  /** Cumul d'une part au soir d'un jour, arrêté à sa sortie. */
  cumulPart(rang: number, d: Jour): Explication {
    const sortie = this.bien.parts[rang]?.sortie;
    return this.part(this.cumulEntier(sortie !== undefined && sortie < d ? sortie : d), rang);
  }

  brutPart(rang: number): Explication {
    const { parts } = this.bien;
    if (parts.length === 1) return brutExplique(this.bien, () => true);
    const avant = rang === 0 ? [] : [this.poids(rang - 1)];
    return ecart('Brut de la part', 'Gross value of the part', [this.poids(rang), ...avant]);
  }

  private rangs(retenu: (sortie: Jour | undefined) => boolean): number[] {
    return this.bien.parts.flatMap((p, i) => (retenu(p.sortie) ? [i] : []));
  }

  private presents(d: Jour): number[] {
    return this.rangs(sortie => sortie === undefined || sortie > d);
  }

  private sommeParts(
    fr: string,
    en: string,
    rangs: readonly number[],
    de: (rang: number) => Explication,
  ): Explication {
    const [seul] = rangs;
    if (seul === undefined) return zero(dire('Sorti', 'Disposed of'));
    return rangs.length === 1 ? de(seul) : total(fr, en, rangs.map(de));
  }

  /** Tout ce qui est doté au soir d'un jour, sorties comprises. */
  dote(d: Jour): Explication {
    return this.sommeParts(
      'Doté',
      'Depreciated',
      this.rangs(() => true),
      r => this.cumulPart(r, d),
    );
  }

  amortissement(d: Jour): Explication {
    return this.sommeParts('Cumul', 'Accumulated', this.presents(d), r => this.cumulPart(r, d));
  }

  depreciation(d: Jour): Explication {
    const retenue = (x: Jour) => this.planifie.plans.economique.depreciation(x);
    const entiere = depreciationExpliquee(this.cadre, d, retenue);
    return this.sommeParts('Dépréciation', 'Impairment', this.presents(d), r => this.part(entiere, r));
  }

  /** Valeur brute au soir d'un jour : ce qui est entré, moins les parts sorties. */
  brut(d: Jour): Explication {
    if (this.presents(d).length === 0) return zero(dire('Sorti', 'Disposed of'));
    const entre = brutExplique(this.bien, x => x <= d);
    const sortis = this.rangs(sortie => sortie !== undefined && sortie <= d);
    if (sortis.length === 0)
      return this.bien.parMouvements || this.bien.ligne.DateAcquisition <= d
        ? entre
        : zero(dire('Pas encore acquis', 'Not yet acquired'));
    return ecart('Valeur brute', 'Gross value', [entre, ...sortis.map(r => this.brutPart(r))]);
  }

  vnc(d: Jour): Explication {
    return ecart('VNC', 'Book value', [this.brut(d), this.amortissement(d), this.depreciation(d)]);
  }

  fiscal(d: Jour): Explication | undefined {
    return cumulFiscalExplique(this.cadre, auSoir(d));
  }

  dotationFiscale(du: Jour, au: Jour): Explication | undefined {
    const fin = this.fiscal(au);
    const avant = this.fiscal(ajouterJours(du, -1));
    return fin && avant && ecart('Dotation fiscale', 'Tax charge', [fin, avant]);
  }

  /** Solde du 145 du bien entier : l'excédent fiscal à la clôture, ou en douzièmes cumulés (domaine §3.5). */
  private solde145Entier(d: Jour): Explication {
    const { derogatoire } = this.planifie.plans;
    let avant = this.ouverture145();
    for (const ligne of derogatoire.lignes) {
      if (d < ligne.debut) return avant;
      const fin = this.excedent(ligne.fin);
      if (d >= ligne.fin) {
        avant = fin;
        continue;
      }
      const { ecoules, mois } = avancement(ligne, premierMois(this.bien.fiche), d);
      if (!this.dossier.options.derogatoireMensuel || mois === 0) return avant;
      const mouvement = arbre.prorata(
        dire('Écart de l’exercice, en mois', 'Excess of the year, by months'),
        ecart('Écart de l’exercice', 'Excess of the year', [fin, avant]),
        nombre(dire('Mois écoulés', 'Months elapsed'), ecoules),
        nombre(dire('Mois', 'Months'), mois),
      );
      return total('Solde du 145', 'Balance of 145', [avant, mouvement]);
    }
    return avant;
  }

  private excedent(d: Jour): Explication {
    return arbre.maximum(dire('Excédent fiscal, jamais négatif', 'Tax excess, never negative'), [
      zero(dire('Zéro', 'Zero')),
      ecart('Fiscal moins économique', 'Tax less economic', [
        this.fiscal(d) ?? zero(dire('Pas de plan fiscal', 'No tax plan')),
        this.economique(auSoir(d)),
      ]),
    ]);
  }

  private ouverture145(): Explication {
    const { ligne, fiche } = this.bien;
    if (fiche.reprise?.cumulFiscal === undefined || fiche.modeFiscal === undefined)
      return zero(dire('Rien au 145 avant', 'Nothing in 145 before'));
    return arbre.maximum(dire('145 repris', '145 taken over'), [
      zero(dire('Zéro', 'Zero')),
      ecart('Fiscal moins économique repris', 'Tax less economic taken over', [
        montantLu(Immobilisations, ligne, 'CumulFiscalReprise'),
        montantLu(Immobilisations, ligne, 'CumulReprise'),
      ]),
    ]);
  }

  solde145(d: Jour, present: Jour = d): Explication {
    const entier = this.solde145Entier(d);
    return this.sommeParts('Solde du 145', 'Balance of 145', this.presents(present), r =>
      this.part(entier, r),
    );
  }

  /** Ce que l'arrêté précédent a comptabilisé : une cellule de l'historique, la reprise, ou rien. */
  comptabilise(colonne: 'Cumul' | 'Solde145' | 'Depreciation' | 'CumulFiscal', arrete: Jour): Explication {
    const derniere = this.historique.filter(l => l.Arrete < arrete).at(-1);
    if (derniere !== undefined) return montantLu(Dotations, derniere, colonne, texteJour(derniere.Arrete));
    const { reprise } = this.bien.fiche;
    if (reprise === undefined) return zero(dire('Rien de comptabilisé', 'Nothing booked'));
    if (colonne === 'Solde145') return this.ouverture145();
    if (colonne === 'Depreciation') return this.depreciation(reprise.date);
    const { CumulFiscalReprise } = this.bien.ligne;
    return colonne === 'CumulFiscal' && CumulFiscalReprise !== undefined
      ? montantLu(Immobilisations, this.bien.ligne, 'CumulFiscalReprise')
      : montantLu(Immobilisations, this.bien.ligne, 'CumulReprise');
  }
}
