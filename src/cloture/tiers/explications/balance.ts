/** Les arbres d'une balance âgée (domaine §8.2). */
import { arbre, type Explication, type Jour, type Libelle } from '../../../comptabilite';
import type { CelluleGeneree } from '../../contexte';
import { NON_AFFECTE, type BalanceAgee, type UniteAgee, type Ventile } from '../calcul/balance-agee';
import type { PosteDate } from '../calcul/echeancier';
import type { ModeleTiers } from '../modele';
import { origineDe } from '../produites';
import { cleTranche } from '../tables';
import { arbreReevalue, arbreReste, arbreResiduel, dire, ZERO_EUROS } from './postes';

/** Les arbres d'une balance : ceux d'un poste, d'un tiers, d'un collectif, du total. */
export class ArbresBalance {
  private readonly residuels = new Map<PosteDate, Explication>();

  constructor(
    private readonly modele: ModeleTiers,
    private readonly balance: BalanceAgee,
    private readonly arrete: Jour,
  ) {}

  /** Ce que la cellule mesure ; undefined si ce n'est pas un montant de la balance. */
  expliquer(ligne: CelluleGeneree['ligne'], colonne: string): Explication | undefined {
    const { unites } = this.balance;
    const tiers = (ligne['Tiers'] as string | undefined) ?? '';
    const unite = unites.find(u => u.tiers === tiers);
    switch (ligne['Niveau']) {
      case 'PIECE': {
        const ventile = unite?.postes.find(v => origineDe(v.poste) === ligne['Origine']);
        return ventile && this.dePiece(ventile, colonne);
      }
      case 'TIERS':
        return unite && this.deTiers(unite, colonne);
      case 'COLLECTIF': {
        const compte = ligne['Compte'];
        return this.deUnites(unites, colonne, nom(String(compte)), v => v.poste.compte === compte);
      }
      case 'TOTAL':
        return this.deUnites(unites, colonne, { fr: 'Total', en: 'Total' });
      default:
        return undefined;
    }
  }

  private dePiece(ventile: Ventile, colonne: string): Explication | undefined {
    const retenu = dansColonne(colonne, this.modele, this.arrete);
    if (!retenu) return undefined;
    if (colonne === 'Litige' && !retenu(ventile)) return undefined;
    return retenu(ventile) ? this.deVentile(ventile) : ZERO_EUROS;
  }

  private deTiers(unite: UniteAgee, colonne: string): Explication | undefined {
    const fiche = this.modele.tiers.get(unite.tiers);
    const libelle = nom(fiche?.Nom ?? unite.tiers);
    const plafond =
      fiche?.Plafond === undefined
        ? undefined
        : arbre.cellule(
            dire('Plafond', 'Credit limit'),
            { table: 'Tiers', ligne: fiche.ligne, colonne: 'Plafond' },
            arbre.eurosExacts(fiche.Plafond),
            'EUR',
          );
    if (colonne === 'Plafond') return plafond;
    if (colonne === 'Depassement')
      return (
        plafond &&
        arbre.maximum({ fr: 'au-delà du plafond', en: 'over the limit' }, [
          ZERO_EUROS,
          arbre.difference({ fr: 'solde moins plafond', en: 'balance less limit' }, [
            this.total(unite),
            plafond,
          ]),
        ])
      );
    if (colonne === 'Part') {
      if (this.balance.total.total === 0) return undefined;
      const tous = this.deUnites(this.balance.unites, 'Total', { fr: 'Total', en: 'Total' })!;
      return arbre.quotient({ fr: 'part du tiers', en: 'share of the third party' }, this.total(unite), tous);
    }
    return this.deUnites([unite], colonne, libelle);
  }

  private deUnites(
    unites: readonly UniteAgee[],
    colonne: string,
    libelle: Libelle,
    filtre: (v: Ventile) => boolean = () => true,
  ): Explication | undefined {
    if (colonne === 'EcartChange') return this.ecartDeChange(unites, libelle, filtre);
    if (colonne === 'Acomptes')
      return arbre.somme(
        libelle,
        unites.flatMap(u => u.acomptes).map(p => this.residuel(p)),
        'EUR',
      );
    const retenu = dansColonne(colonne, this.modele, this.arrete);
    if (!retenu) return undefined;
    const ventiles = unites.flatMap(u => u.postes.filter(v => retenu(v) && filtre(v)));
    return arbre.somme(
      libelle,
      ventiles.map(v => this.deVentile(v)),
      'EUR',
    );
  }

  /** Les postes retenus d'un sens, chacun pour ce que la balance en compte. */
  sommer(libelle: Libelle, retenu: (v: Ventile) => boolean): Explication {
    return arbre.somme(
      libelle,
      this.balance.unites.flatMap(u => u.postes.filter(retenu).map(v => this.deVentile(v))),
      'EUR',
    );
  }

  /** Le total d'une unité, sous le nom de son tiers. */
  total(unite: UniteAgee): Explication {
    return this.deUnites([unite], 'Total', nom(this.modele.tiers.get(unite.tiers)?.Nom ?? unite.tiers))!;
  }

  /** Ce que la réévaluation ajoute au comptabilisé. */
  private ecartDeChange(
    unites: readonly UniteAgee[],
    libelle: Libelle,
    filtre: (v: Ventile) => boolean,
  ): Explication {
    const reevalues = unites.flatMap(u => u.postes).filter(v => filtre(v) && this.reevalue(v.poste));
    return arbre.somme(
      libelle,
      reevalues.map(({ poste }) =>
        arbre.difference(nom(poste.piece), [this.montant(poste), this.residuel(poste)]),
      ),
      'EUR',
    );
  }

  /** Le poste dans sa tranche : son montant, moins ce que FIFO y impute. */
  deVentile({ poste, fifo }: Ventile): Explication {
    if (!fifo) return this.montant(poste);
    const cumul = [...fifo.debits, ...fifo.credits].map(p => this.montant(p));
    return arbreReste(nom(poste.piece), this.montant(poste), cumul);
  }

  private reevalue(poste: PosteDate) {
    return this.modele.reglages.reevalue ? this.modele.reevaluation(poste, this.arrete) : undefined;
  }

  /** Le résiduel d'un poste ; réévalué, son reste en devise au cours de clôture (domaine §9.7). */
  private montant(poste: PosteDate): Explication {
    const reevaluation = this.reevalue(poste);
    if (!reevaluation) return this.residuel(poste);
    const { cours } = reevaluation;
    const source = { table: 'TauxChange', ligne: cours.ligne, colonne: 'Taux' };
    return arbreReevalue(
      this.modele.lu.auxiliaire,
      poste,
      this.residuel(poste),
      arbre.cellule(nom(`1 EUR, ${cours.Devise}`), source, cours.Taux, 'NOMBRE'),
    );
  }

  private residuel(poste: PosteDate): Explication {
    const connu = this.residuels.get(poste) ?? arbreResiduel(this.modele.lu.auxiliaire, poste);
    this.residuels.set(poste, connu);
    return connu;
  }
}

const nom = (texte: string): Libelle => ({ fr: texte, en: texte });

/** Les postes d'une colonne de montants ; undefined pour une autre colonne. */
function dansColonne(
  colonne: string,
  modele: ModeleTiers,
  arrete: Jour,
): ((v: Ventile) => boolean) | undefined {
  if (colonne === 'Total') return () => true;
  if (colonne === 'NonAffecte') return v => v.tranche === NON_AFFECTE;
  if (colonne === 'Litige') return v => modele.enLitige(v.poste);
  if (colonne === 'Promesse') return v => modele.options(arrete).promis(v.poste);
  const rang = /^Tranche(\d+)$/.exec(colonne)?.[1];
  return rang === undefined ? undefined : v => cleTranche(v.tranche) === colonne;
}
