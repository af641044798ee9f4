/** Les tableaux de l'annexe, en arbres : la somme des biens du compte, case par case. */
import { ajouterJours, arbre, texteJour, type Explication, type Jour } from '../../../comptabilite';
import { Dotations, Immobilisations, TableauImmobilisations } from '../tables';
import type { BienArrete } from '../registre/arreter';
import { ouvrir, type OuvertureDuBien } from '../registre/tableau';
import type { ArreteExplique } from './arrete';
import type { BienExplique } from './bien';
import type { ImmobilisationsExpliquees } from './expliquees';
import { dire, montantLu, nombre, total } from './feuilles';
import { brutExplique } from './plans';

/** Un bien de l'exercice : arrêté, ou sorti à un arrêté précédent. */
interface BienDuTableau {
  readonly b: BienExplique;
  readonly o: OuvertureDuBien;
  readonly arrete: { readonly etat: BienArrete; readonly b: ArreteExplique } | undefined;
}

const ENTETES = new Map(TableauImmobilisations.colonnes.map(c => [c.cle, dire(c.entete, c.en)]));
const moinsUn = nombre(dire('Quitte le compte', 'Leaves the account'), -1);
const quitte = (e: Explication): Explication => arbre.produit(e.libelle, [e, moinsUn]);

/** Les cases du tableau d'un compte. */
class CasesDuCompte {
  private readonly veille: Jour;

  constructor(
    private readonly biens: readonly BienDuTableau[],
    private readonly compte: string,
    private readonly debut: Jour,
    private readonly fin: Jour,
  ) {
    this.veille = ajouterJours(debut, -1);
  }

  private get depart(): readonly BienDuTableau[] {
    return this.biens.filter(x => x.o.compte === this.compte);
  }

  private get presents(): readonly NonNullable<BienDuTableau['arrete']>[] {
    return this.biens.flatMap(({ arrete }) => (arrete?.etat.apres.Compte === this.compte ? [arrete] : []));
  }

  case(cle: string): Explication | undefined {
    const termes = this.termes(cle);
    const { fr, en } = ENTETES.get(cle) ?? dire(cle, cle);
    if (termes !== undefined) return total(fr, en, termes);
    const reste = (de: readonly string[], moins: string) =>
      arbre.difference(dire(fr, en), [
        total(
          'Ouverture et entrées',
          'Opening and additions',
          de.map(c => this.case(c)!),
        ),
        this.case(moins)!,
      ]);
    switch (cle) {
      case 'Sorties':
        return reste(['BrutN1', 'Acquisitions', 'Virements'], 'BrutN');
      case 'Reprises':
        return reste(['AmortN1', 'AmortVirements', 'Dotations'], 'AmortN');
      case 'NetN':
        return arbre.difference(
          dire(fr, en),
          ['BrutN', 'AmortN', 'DepreciationN'].map(c => this.case(c)!),
        );
      default:
        return undefined;
    }
  }

  private termes(cle: string): Explication[] | undefined {
    switch (cle) {
      case 'BrutN1':
        return this.depart.filter(x => x.o.brut !== 0).map(x => x.b.brut(this.veille));
      case 'AmortN1':
        return this.depart.filter(x => x.o.amort !== 0).map(x => x.b.comptabilise('Cumul', this.debut));
      case 'DepreciationN1':
        return this.depart
          .filter(x => x.o.depreciation !== 0)
          .map(x => x.b.comptabilise('Depreciation', this.debut));
      case 'Acquisitions':
        return this.depart.filter(x => x.o.entrees !== 0).map(x => this.entrees(x));
      case 'Virements':
        return this.biens.flatMap(x => this.virements(x));
      case 'AmortVirements':
        return this.biens.flatMap(x => this.virementsAmort(x));
      case 'Dotations':
        return this.biens.flatMap(x => this.dotations(x));
      case 'BrutN':
        return this.presents.map(({ b }) => b.brut(this.fin));
      case 'AmortN':
        return this.presents.map(({ b }) => b.amortissement(this.fin));
      case 'DepreciationN':
        return this.presents.map(({ b }) => b.depreciation(this.fin));
      default:
        return undefined;
    }
  }

  private entrees({ b: { bien } }: BienDuTableau): Explication {
    const anterieurs = new Set(bien.mouvements.filter(m => m.Type === 'AVOIR_ANTERIEUR').map(m => m.Date));
    return brutExplique(bien, d => d >= this.debut && d <= this.fin && !anterieurs.has(d));
  }

  private dotations({ b, o, arrete }: BienDuTableau): Explication[] {
    if (arrete !== undefined) return arrete.etat.apres.Compte === this.compte ? [arrete.b.annee()] : [];
    if (o.compte !== this.compte) return [];
    return b.historique
      .filter(d => d.Arrete >= this.debut && d.Arrete <= this.fin)
      .map(d => montantLu(Dotations, d, 'Economique', texteJour(d.Arrete)));
  }

  private donne({ bien }: BienExplique): Jour | undefined {
    const { TypeSortie, DateSortie } = bien.ligne;
    const donne = TypeSortie === 'TRANSFERT' && DateSortie !== undefined;
    return donne && DateSortie >= this.debut && DateSortie <= this.fin ? DateSortie : undefined;
  }

  /** Reçu d'une autre fiche, donné à une autre, ou passé de l'en-cours à l'immobilisation. */
  private virements(x: BienDuTableau): Explication[] {
    const { b, o, arrete } = x;
    const actuel = arrete?.etat.apres.Compte ?? o.compte;
    const recu =
      o.recu === undefined ? [] : [montantLu(Immobilisations, b.bien.ligne, 'ValeurBrute', b.bien.id)];
    const enCours =
      arrete === undefined || actuel === o.compte || arrete.etat.apres.Etat === 'SORTI'
        ? []
        : [...(o.brut === 0 ? [] : [b.brut(this.veille)]), ...(o.entrees === 0 ? [] : [this.entrees(x)])];
    return [
      ...(o.compte === this.compte ? [...recu, ...enCours.map(quitte)] : []),
      ...(actuel === this.compte ? enCours : []),
      ...(actuel === this.compte && this.donne(b) !== undefined
        ? [quitte(b.brutPart(b.bien.parts.length - 1))]
        : []),
    ];
  }

  private virementsAmort({ b, o, arrete }: BienDuTableau): Explication[] {
    const donne = this.donne(b);
    const actuel = arrete?.etat.apres.Compte ?? o.compte;
    return [
      ...(o.recu !== undefined && o.compte === this.compte
        ? [montantLu(Immobilisations, b.bien.ligne, 'CumulReprise', b.bien.id)]
        : []),
      ...(donne !== undefined && actuel === this.compte
        ? [quitte(b.cumulPart(b.bien.parts.length - 1, donne))]
        : []),
    ];
  }
}

/** Une case des tableaux de l'annexe ; undefined si ce n'est pas un montant. */
export function expliquerTableau(
  e: ImmobilisationsExpliquees,
  compte: string,
  colonne: string,
): Explication | undefined {
  const { etats, sortisAvant, donnees, debut, cadre } = e.arretees;
  if (cadre === undefined) return undefined;
  const { arrete } = cadre;
  const situer = { donnees, arrete, debut };
  const biens: BienDuTableau[] = [
    ...etats.flatMap(etat => {
      const b = e.bien(etat.bien.id);
      return b === undefined ? [] : [{ b, o: ouvrir(etat.bien, situer), arrete: { etat, b } }];
    }),
    ...sortisAvant.flatMap(({ bien }) => {
      const b = e.planifie(bien.id);
      const vu = b?.historique.some(d => d.Arrete >= debut && d.Arrete <= arrete);
      return b === undefined || vu !== true ? [] : [{ b, o: ouvrir(bien, situer), arrete: undefined }];
    }),
  ];
  return new CasesDuCompte(biens, compte, debut, arrete).case(colonne);
}
