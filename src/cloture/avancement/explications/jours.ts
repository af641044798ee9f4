import { arbre, type Explication, type Jour, type Libelle } from '../../../comptabilite';
import type { Dossier } from '../calcul/dossier';
import { LigneVendue } from '../calcul/poste';
import { apres, dire, joursLus, jusquA, unefois } from './feuilles';
import { joursComptes, type Equipe } from './temps';
import { partDe } from './pieces';

/** Heures d'un jour : la cellule du paramètre, ou son défaut. */
export type HeuresParJour = () => Explication;

/** Les jours d'une régie vendue, comme `mesurerJours` (domaine §5.6). */
export class ExplicationJours {
  private readonly connus = new Map<string, Explication>();

  constructor(
    private readonly dossier: Dossier,
    private readonly date: Jour,
    private readonly equipe: Equipe,
    private readonly heuresParJour: HeuresParJour,
  ) {}

  /** JV. */
  get vendus(): Explication {
    const postes = this.dossier.postes.flatMap(p =>
      p instanceof LigneVendue && p.engagee(this.date) ? [p] : [],
    );
    return arbre.somme(
      dire('Jours vendus', 'Days sold'),
      postes.flatMap(p => this.vendusDe(p)),
      'JOUR',
    );
  }

  /** JR. */
  get realises(): Explication {
    return unefois(this.connus, 'realises', () => {
      const entrees = jusquA(this.dossier.joursRealises, this.date);
      return joursComptes(dire('Jours réalisés', 'Days worked'), 'Temps', entrees, this.equipe);
    });
  }

  get retenus(): Explication {
    const libelle = dire('Jours retenus', 'Days counted');
    const faits = this.faits(libelle);
    return this.dossier.regle.plafonner ? arbre.minimum(libelle, [faits, this.vendus]) : faits;
  }

  get rafTheorique(): Explication {
    return arbre.difference(dire('Reste à faire théorique', 'Days left, as sold'), [
      this.vendus,
      this.realises,
    ]);
  }

  get rafReel(): Explication {
    return unefois(this.connus, 'rafReel', () => {
      const { joursPlanifies, regle } = this.dossier;
      const lire = regle.rafLitteral ? jusquA : apres;
      const libelle = dire('Reste à faire réel', 'Days left, as planned');
      return joursComptes(libelle, 'Planning', lire(joursPlanifies, this.date), this.equipe);
    });
  }

  get ecart(): Explication {
    return arbre.difference(dire('Écart de reste à faire', 'Gap in days left'), [
      this.rafTheorique,
      this.rafReel,
    ]);
  }

  get reprevision(): Explication {
    return arbre.somme(dire('Reprévision en jours', 'Days at completion'), [this.realises, this.rafReel]);
  }

  get tauxCalcule(): Explication {
    const libelle = dire('% calculé en jours', 'Computed % in days');
    const { reprevision } = this;
    return reprevision.valeur.greaterThan(0)
      ? arbre.quotient(libelle, this.faits(dire('Jours réalisés', 'Days worked')), reprevision)
      : arbre.constante(dire('Reprévision nulle : 0 %', 'No day at completion: 0%'), 0, 'TAUX');
  }

  /** JR / JV, tel quel ; undefined sans jours vendus. */
  get tauxTheorique(): Explication | undefined {
    return this.rapport(dire('% théorique', 'Theoretical %'), this.realises, !this.vendus.valeur.isZero());
  }

  /** Jours retenus / jours vendus ; undefined sans jours vendus. */
  get tauxPropose(): Explication | undefined {
    return this.rapport(dire('% proposé', 'Proposed %'), this.retenus, this.vendus.valeur.greaterThan(0));
  }

  /** arr(BUD × jours retenus / JV) ; 0 sans jours vendus. */
  ca(libelle: Libelle, budget: Explication): Explication {
    const { vendus } = this;
    return vendus.valeur.greaterThan(0)
      ? arbre.prorata(libelle, budget, this.retenus, vendus)
      : arbre.constante(
          dire('Aucun jour vendu : rien n’est reconnu', 'No day sold: nothing recognised'),
          0,
          'EUR',
        );
  }

  private rapport(libelle: Libelle, jours: Explication, possible: boolean): Explication | undefined {
    return possible ? arbre.quotient(libelle, jours, this.vendus) : undefined;
  }

  private faits(libelle: Libelle): Explication {
    const { realises } = this;
    const zero = arbre.constante(dire('Zéro', 'Zero'), 0, 'JOUR');
    return realises.valeur.isNegative() ? arbre.maximum(libelle, [zero, realises]) : realises;
  }

  /** Production selon Akuiteo : BUD - CA M-1 sans reste théorique, sinon BUD / reprévision × JR. */
  productionIndicative(budget: Explication, caPrecedent: Explication): Explication | undefined {
    const libelle = dire('Production indicative', 'Indicative revenue');
    if (this.rafTheorique.valeur.isZero()) return arbre.difference(libelle, [budget, caPrecedent]);
    const { reprevision } = this;
    return reprevision.valeur.isZero()
      ? undefined
      : arbre.prorata(libelle, budget, this.realises, reprevision);
  }

  private vendusDe(poste: LigneVendue): Explication[] {
    const { ligne, Unite, Quantite } = { ...poste.ligne };
    const nom = dire(`Ligne ${poste.nom}`, `Line ${poste.nom}`);
    const quantite = joursLus(nom, 'LignesCommande', ligne, 'Quantite', Quantite);
    const heures = jusquA(poste.heuresAvenants, this.date).map(a =>
      partDe(
        a.origine,
        avenant =>
          arbre.cellule(
            dire(`Avenant ${avenant.IdAvenant}`, `Change order ${avenant.IdAvenant}`),
            { table: 'Avenants', ligne: avenant.ligne, colonne: 'Heures' },
            arbre.quantiteExacte(avenant.Heures ?? (0 as typeof Quantite)),
            'NOMBRE',
          ),
        4,
      ),
    );
    return [
      ...(Unite === 'JOUR' ? [quantite] : []),
      ...(Unite === 'HEURE' ? [this.enJours(nom, { ...quantite, unite: 'NOMBRE' })] : []),
      ...(heures.length === 0
        ? []
        : [this.enJours(nom, arbre.somme(dire('Heures des avenants', 'Hours of change orders'), heures))]),
    ];
  }

  /** Des heures en jours, à quatre décimales. */
  private enJours(libelle: Libelle, heures: Explication): Explication {
    const jours = arbre.quotient(
      dire('Heures ÷ heures par jour', 'Hours ÷ hours a day'),
      heures,
      this.heuresParJour(),
      'JOUR',
    );
    return arbre.arrondi(libelle, jours, 4);
  }
}
