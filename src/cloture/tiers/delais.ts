/** Les délais de paiement d'un dossier à n'importe quel arrêté (domaine §8.3). */
import {
  date,
  debut,
  joursDuMois,
  periodeDe,
  precedente,
  quantite,
  somme,
  type Jour,
  type Montant,
  type Periode,
  type Taux,
  ZERO,
} from '../../comptabilite';
import type { TablesLues } from '../../workbook/table';
import { Ecritures } from '../tables-communes';
import { ecrituresFacturees, factureParMois } from './calcul/chiffre';
import type { Sens } from './calcul/collectifs';
import { delaiComptable, delaiParEpuisement, type MoisFacture } from './calcul/delais';
import { encours, type ModeleTiers } from './modele';

const MOIS_EPUISEMENT = 24;

/** Les périodes qui finissent à l'arrêté, de la plus récente à la plus ancienne. */
export function derniers(arrete: Jour, nombre: number): Periode[] {
  const periodes: Periode[] = [];
  let p = periodeDe(arrete);
  for (let i = 0; i < nombre; i++, p = precedente(p)) periodes.push(p);
  return periodes;
}

export function joursDe(p: Periode): number {
  const { annee, mois } = date(debut(p));
  return joursDuMois(annee, mois);
}

/** Les écritures de facture d'un sens ; undefined sans grand livre. */
export function facturees(modele: ModeleTiers, tables: TablesLues, sens: Sens) {
  return modele.lu.sources[sens] === 'GRAND_LIVRE'
    ? ecrituresFacturees(tables.lire(Ecritures).lignes, sens)
    : undefined;
}

/** Le facturé des deux sens et ce qu'on en tire, à n'importe quel arrêté. */
export class Delais {
  private readonly facture: Readonly<Record<Sens, ReadonlyMap<Periode, Montant>>>;
  private readonly premiere: Readonly<Record<Sens, Periode | undefined>>;

  constructor(
    private readonly modele: ModeleTiers,
    tables: TablesLues,
    readonly moisDso: number,
  ) {
    const de = (sens: Sens) => factureParMois(modele.lu.auxiliaire, sens, facturees(modele, tables, sens));
    this.facture = { CLIENT: de('CLIENT'), FOURNISSEUR: de('FOURNISSEUR') };
    const premiere = (sens: Sens) => [...this.facture[sens].keys()].sort()[0];
    this.premiere = { CLIENT: premiere('CLIENT'), FOURNISSEUR: premiere('FOURNISSEUR') };
  }

  mois(sens: Sens, p: Periode): Montant {
    return this.facture[sens].get(p) ?? ZERO;
  }

  encours(sens: Sens, arrete: Jour): Montant {
    return encours(this.modele.postesDe(arrete, sens));
  }

  /** Facturé et jours des derniers mois. */
  periode(sens: Sens, arrete: Jour, nombre: number): MoisFacture {
    const periodes = derniers(arrete, nombre);
    return {
      ttc: somme(periodes.map(p => this.mois(sens, p))),
      jours: periodes.reduce((n, p) => n + joursDe(p), 0),
    };
  }

  comptable(sens: Sens, arrete: Jour): Taux | undefined {
    const { ttc, jours } = this.periode(sens, arrete, this.moisDso);
    return delaiComptable(this.encours(sens, arrete), ttc, jours);
  }

  /** Les mois de l'historique facturé, du plus récent, vingt-quatre au plus. */
  connus(sens: Sens, arrete: Jour): Periode[] {
    const debutConnu = this.premiere[sens];
    return derniers(arrete, MOIS_EPUISEMENT).filter(p => debutConnu !== undefined && p >= debutConnu);
  }

  /** Par épuisement, sur l'historique facturé connu. */
  epuisement(sens: Sens, arrete: Jour) {
    const mois = this.connus(sens, arrete).map(p => ({ ttc: this.mois(sens, p), jours: joursDe(p) }));
    return delaiParEpuisement(this.encours(sens, arrete), mois);
  }
}

/** Un délai ou une rotation, à quatre décimales, pour une cellule. */
export const enQuantite = (t: Taux | undefined) => (t === undefined ? undefined : quantite(t));
