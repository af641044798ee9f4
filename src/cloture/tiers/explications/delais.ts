/** Les arbres des délais de paiement : l'encours, le facturé, les deux DSO et le DPO (domaine §8.3). */
import { arbre, fin, type Explication, type Jour, type Periode } from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import type { Parametres } from '../../tables-communes/parametres';
import { visiterFactures } from '../calcul/chiffre';
import type { Sens } from '../calcul/collectifs';
import type { Epuisement } from '../calcul/delais';
import { Delais, derniers, facturees, joursDe } from '../delais';
import { dansEncours, type ModeleTiers } from '../modele';
import { arbreLigne, arbreResiduel, dire, ZERO_EUROS } from './postes';

/** Décimales d'un délai écrit dans une cellule. */
const DECIMALES = 4;

const jours = (n: number) => arbre.constante(dire('jours de la période', 'days in the period'), n, 'JOUR');

/** Le facturé d'un mois, absent s'il n'est pas positif, et ses jours. */
interface MoisExplique {
  readonly facture: Explication | undefined;
  readonly jours: number;
}

/** Les jours des mois épuisés, plus ceux du suivant au prorata de ce qui reste ; du mois le plus récent, sans arrondi. */
export function arbreEpuisement(
  creances: Explication,
  mois: readonly MoisExplique[],
  { epuises, extrapole }: Pick<Epuisement, 'epuises' | 'extrapole'>,
): Explication {
  const passes = mois.slice(0, epuises);
  const entames = extrapole ? mois : mois.slice(epuises, epuises + 1);
  const factures = (m: readonly MoisExplique[]) => m.flatMap(({ facture }) => facture ?? []);
  const duree = (m: readonly MoisExplique[]) => m.reduce((n, { jours }) => n + jours, 0);
  const reste = arbre.difference(dire('Créances non épuisées', 'Receivables left'), [
    creances,
    ...factures(passes),
  ]);
  const prorata = arbre.quotient(
    dire('Jours au prorata', 'Days pro rata'),
    arbre.produit(dire('Reste × jours', 'Left × days'), [reste, jours(duree(entames))]),
    arbre.somme(dire('Facturé de la période', 'Billed in the period'), factures(entames)),
    'JOUR',
  );
  const entiers = dire('Jours des mois épuisés', 'Days of the months used');
  return arbre.somme(dire('DSO par épuisement', 'DSO, count-back'), [
    arbre.constante(entiers, duree(passes), 'JOUR'),
    prorata,
  ]);
}

/** Encours, facturé et délais d'un dossier, à n'importe quel arrêté. */
export class ArbresDelais {
  private readonly delais: Delais;
  private readonly rangs: Readonly<Record<Sens, ReadonlyMap<Periode, readonly number[]>>>;

  constructor(
    private readonly modele: ModeleTiers,
    tables: TablesLues,
    parametres: Parametres,
  ) {
    this.delais = new Delais(modele, tables, Number(parametres.valeur('DSOMois')));
    const de = (sens: Sens) => {
      const parMois = new Map<Periode, number[]>();
      visiterFactures(modele.lu.auxiliaire, sens, facturees(modele, tables, sens), (rang, mois) =>
        parMois.set(mois, [...(parMois.get(mois) ?? []), rang]),
      );
      return parMois;
    };
    this.rangs = { CLIENT: de('CLIENT'), FOURNISSEUR: de('FOURNISSEUR') };
  }

  encours(sens: Sens, arrete: Jour): Explication {
    const libelle = sens === 'CLIENT' ? dire('Créances', 'Receivables') : dire('Dettes', 'Payables');
    const postes = this.modele.postesDe(arrete, sens).filter(dansEncours);
    return arbre.somme(
      libelle,
      postes.map(p => arbreResiduel(this.modele.lu.auxiliaire, p)),
      'EUR',
    );
  }

  mois(sens: Sens, p: Periode): Explication {
    return arbre.somme(
      dire(`Facturé TTC de ${p}`, `Billed incl. VAT, ${p}`),
      (this.rangs[sens].get(p) ?? []).map(rang => arbreLigne(this.modele.lu.auxiliaire, rang)),
      'EUR',
    );
  }

  /** Le facturé des derniers mois ; ceux du DSO sans autre précision. */
  facture(sens: Sens, arrete: Jour, nombre = this.delais.moisDso): Explication {
    return arbre.somme(
      dire(`Facturé TTC, ${nombre} mois`, `Billed incl. VAT, ${nombre} months`),
      derniers(arrete, nombre).map(p => this.mois(sens, p)),
    );
  }

  /** Encours × jours / facturé ; undefined si le délai ne se calcule pas. */
  comptable(sens: Sens, arrete: Jour, encours = this.encours(sens, arrete)): Explication | undefined {
    if (this.delais.comptable(sens, arrete) === undefined) return undefined;
    const libelle = sens === 'CLIENT' ? dire('DSO', 'DSO') : dire('DPO', 'DPO');
    const duree = this.delais.periode(sens, arrete, this.delais.moisDso).jours;
    const produit = arbre.produit(libelle, [encours, jours(duree)]);
    return arbre.arrondi(
      libelle,
      arbre.quotient(libelle, produit, this.facture(sens, arrete), 'JOUR'),
      DECIMALES,
    );
  }

  /** Les jours des mois épuisés, plus ceux du suivant au prorata de ce qui reste. */
  epuisement(sens: Sens, arrete: Jour): Explication | undefined {
    const epuise = this.delais.epuisement(sens, arrete);
    if (epuise === undefined) return undefined;
    const libelle = dire('DSO par épuisement', 'DSO, count-back');
    const encours = this.encours(sens, arrete);
    if (encours.valeur.lte(0)) return arbre.constante(dire('Pas de créances', 'No receivables'), 0, 'JOUR');
    const mois = this.delais.connus(sens, arrete);
    const tous = mois.map(p => ({
      facture: this.delais.mois(sens, p) > 0 ? this.mois(sens, p) : undefined,
      jours: joursDe(p),
    }));
    return arbre.arrondi(libelle, arbreEpuisement(encours, tous, epuise), DECIMALES);
  }

  /** Créances d'ouverture et de clôture : il y a douze mois, et à l'arrêté. */
  bornes(arrete: Jour): Explication {
    return arbre.somme(dire('Ouverture et clôture', 'Opening and closing'), [
      this.encours('CLIENT', fin(derniers(arrete, 13)[12]!)),
      this.encours('CLIENT', arrete),
    ]);
  }

  /** Facturé annuel × 2 / (ouverture + clôture). */
  rotation(arrete: Jour): Explication | undefined {
    const bornes = this.bornes(arrete);
    if (bornes.valeur.isZero()) return undefined;
    const libelle = dire('Rotation des créances', 'Receivables turnover');
    const deux = arbre.constante(dire('deux', 'two'), 2);
    const produit = arbre.produit(libelle, [this.facture('CLIENT', arrete, 12), deux]);
    return arbre.arrondi(libelle, arbre.quotient(libelle, produit, bornes, 'NOMBRE'), DECIMALES);
  }

  /** Tous les postes d'un sens, acomptes compris : ce que le BFR commercial oppose. */
  solde(sens: Sens, arrete: Jour): Explication {
    const libelle = sens === 'CLIENT' ? dire('Clients', 'Customers') : dire('Fournisseurs', 'Suppliers');
    const postes = this.modele.postesDe(arrete, sens);
    return postes.length === 0
      ? ZERO_EUROS
      : arbre.somme(
          libelle,
          postes.map(p => arbreResiduel(this.modele.lu.auxiliaire, p)),
        );
  }
}
