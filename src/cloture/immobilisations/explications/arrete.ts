/** Le bien arrêté, en arbres : ce qui varie depuis l'arrêté précédent. */
import { ajouterJours, arbre, texteJour, type Explication, type Jour } from '../../../comptabilite';
import { dateDerogatoire, rangsPresents, type BienArrete, type CadreArrete } from '../registre/arreter';
import { Dotations } from '../tables';
import { BienExplique, partDe, type Dossier } from './bien';
import { dire, ecart, montantLu, total, zero } from './feuilles';

/** Le bien arrêté : ses variations depuis le comptabilisé. */
export class ArreteExplique extends BienExplique {
  constructor(
    private readonly etat: BienArrete,
    private readonly arretes: CadreArrete,
    dossier: Dossier,
  ) {
    super(etat, dossier);
  }

  private get arrete(): Jour {
    return this.arretes.arrete;
  }

  private presentsAvant(): number[] {
    return rangsPresents(this.bien, this.etat.avant);
  }

  /** Ce qui est comptabilisé d'une part encore au bilan. */
  deja(entier: Explication, rang: number): Explication {
    const rangs = this.presentsAvant();
    const poids = (r: number) =>
      total(
        'Brut des parts',
        'Gross value of the parts',
        rangs.slice(0, r + 1).map(x => this.brutPart(x)),
      );
    const nom = dire('Part comptabilisée', 'Booked part');
    return partDe(entier, [rangs.indexOf(rang), rangs.length], poids, nom);
  }

  /** Dotation d'une part : son cumul, moins ce qui en est comptabilisé. */
  dotationPart(rang: number): Explication {
    const avant = this.comptabilise('Cumul', this.arrete);
    return ecart('Dotation de la période', 'Charge of the period', [
      this.cumulPart(rang, this.arrete),
      this.deja(avant, rang),
    ]);
  }

  /** Dotation des parts qui restent : ce que porte l'écriture du mois. */
  dotationRestante(): Explication {
    const restent = this.presentsAvant().filter(r => (this.bien.parts[r]?.sortie ?? Infinity) > this.arrete);
    if (restent.length === 0) return zero(dire('Sorti', 'Disposed of'));
    return restent.length === 1
      ? this.dotationPart(restent[0]!)
      : total(
          'Dotation de la période',
          'Charge of the period',
          restent.map(r => this.dotationPart(r)),
        );
  }

  periode(): Explication {
    const cumuls = this.presentsAvant().map(r => this.cumulPart(r, this.arrete));
    return ecart('Dotation de la période', 'Charge of the period', [
      cumuls.length === 1 ? cumuls[0]! : total('Cumul à l’arrêté', 'Accumulated at closing', cumuls),
      this.comptabilise('Cumul', this.arrete),
    ]);
  }

  annee(): Explication {
    const { debut } = this.arretes;
    const passees = this.historique.filter(d => d.Arrete >= debut && d.Arrete < this.arrete);
    const avant = passees.map(d => montantLu(Dotations, d, 'Economique', texteJour(d.Arrete)));
    return avant.length === 0
      ? this.periode()
      : total('Dotations de l’exercice', 'Charges of the fiscal year', [this.periode(), ...avant]);
  }

  anterieur(): Explication {
    if (this.etat.anterieur === 0) return zero(dire('Rien d’un exercice fini', 'Nothing from past years'));
    const veille = ajouterJours(this.arretes.debut, -1);
    const cumuls = this.presentsAvant().map(r => this.cumulPart(r, veille));
    return arbre.minimum(dire('Dont exercices finis', 'Of which past years'), [
      ecart('Cumul à l’ouverture, moins le comptabilisé', 'Accumulated at opening, less booked', [
        total('Cumul à l’ouverture', 'Accumulated at opening', cumuls),
        this.comptabilise('Cumul', this.arrete),
      ]),
      this.periode(),
    ]);
  }

  solde145Arrete(): Explication {
    return this.solde145(dateDerogatoire(this.arretes), this.arrete);
  }

  /** Variation du 145 : dotation positive, reprise négative ; un transfert laisse le solde passer. */
  derogatoire(): Explication {
    const transferes = this.etat.sorties.filter(s => s.part.type === 'TRANSFERT');
    if (transferes.length > 0) return zero(dire('Le solde passe à l’autre fiche', 'The balance moves on'));
    return ecart('Mouvement du 145', 'Movement of 145', [
      this.solde145Arrete(),
      this.comptabilise('Solde145', this.arrete),
    ]);
  }

  /** Variation des dépréciations des parts qui restent. */
  variationDepreciation(): Explication {
    return ecart('Variation de dépréciation', 'Change in impairment', [
      this.depreciation(this.arrete),
      this.comptabilise('Depreciation', this.arrete),
    ]);
  }

  /** Une colonne de « Dotations du mois », de l'historique ou du registre à imprimer ; undefined si ce n'est pas un chiffre. */
  colonne(cle: string): Explication | undefined {
    const { arrete, etat } = this;
    switch (cle) {
      case 'Brut':
        return this.brut(arrete);
      case 'EnCours':
        return etat.etat === 'EN_COURS'
          ? this.brut(arrete)
          : zero(dire('En service, ou sorti', 'In service, or disposed of'));
      case 'Annee':
        return this.annee();
      case 'Periode':
      case 'Economique':
        return this.periode();
      case 'Anterieur':
        return this.anterieur();
      case 'Cumul':
        return this.amortissement(arrete);
      case 'Depreciation':
        return this.depreciation(arrete);
      case 'VNC':
        return this.vnc(arrete);
      case 'FiscalAnnee':
        return this.dotationFiscale(this.arretes.debut, arrete);
      case 'CumulFiscal':
        return this.fiscal(arrete);
      case 'Fiscale':
        return this.fiscalDepuis();
      case 'Derogatoire':
        return this.derogatoire();
      case 'Solde145':
        return this.solde145Arrete();
      default:
        return undefined;
    }
  }

  private fiscalDepuis(): Explication | undefined {
    const fin = this.fiscal(this.arrete);
    if (fin === undefined) return undefined;
    return ecart('Dotation fiscale de la période', 'Tax charge of the period', [
      fin,
      this.comptabilise('CumulFiscal', this.arrete),
    ]);
  }
}
