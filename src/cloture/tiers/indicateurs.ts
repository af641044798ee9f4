/** Délais, concentration, besoin en fonds de roulement et tendance (domaine §8.3, §13). */
import {
  date,
  debut,
  enEuros,
  fin,
  joursDuMois,
  moins,
  periodeDe,
  plus,
  precedente,
  quantite,
  quotient,
  somme,
  taux,
  texteMontant,
  type Jour,
  type Montant,
  type Periode,
  type Taux,
  ZERO,
} from '../../comptabilite';
import type { TablesLues, Valeurs } from '../../workbook/table';
import { Ecritures, EcrituresCloture } from '../tables-communes';
import type { Parametres } from '../tables-communes/parametres';
import { ecrituresFacturees, factureParMois } from './calcul/chiffre';
import type { Sens } from './calcul/collectifs';
import { delaiComptable, delaiParEpuisement, penalite, rotation, type MoisFacture } from './calcul/delais';
import { retardsObserves } from './calcul/retards';
import { encours, type ModeleTiers } from './modele';
import type { IndicateursTiers, TendanceTiers } from './tables';

export type LigneIndicateur = Valeurs<typeof IndicateursTiers>;
export type LigneTendance = Valeurs<typeof TendanceTiers>;

const MOIS_TENDANCE = 12;
const MOIS_EPUISEMENT = 24;

/** Les périodes qui finissent à l'arrêté, de la plus récente à la plus ancienne. */
function derniers(arrete: Jour, nombre: number): Periode[] {
  const periodes: Periode[] = [];
  let p = periodeDe(arrete);
  for (let i = 0; i < nombre; i++, p = precedente(p)) periodes.push(p);
  return periodes;
}

function joursDe(p: Periode): number {
  const { annee, mois } = date(debut(p));
  return joursDuMois(annee, mois);
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
    const { auxiliaire, sources } = modele.lu;
    const ecritures = tables.lire(Ecritures).lignes;
    const de = (sens: Sens) =>
      factureParMois(
        auxiliaire,
        sens,
        sources[sens] === 'GRAND_LIVRE' ? ecrituresFacturees(ecritures, sens) : undefined,
      );
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

  /** Par épuisement, sur l'historique facturé connu, vingt-quatre mois au plus. */
  epuisement(sens: Sens, arrete: Jour) {
    const debutConnu = this.premiere[sens];
    const connus = derniers(arrete, MOIS_EPUISEMENT).filter(p => debutConnu !== undefined && p >= debutConnu);
    const mois = connus.map(p => ({ ttc: this.mois(sens, p), jours: joursDe(p) }));
    return delaiParEpuisement(this.encours(sens, arrete), mois);
  }
}

const enQuantite = (t: Taux | undefined) => (t === undefined ? undefined : quantite(t));
const enEur = (m: Montant) => quantite(enEuros(m));

/** Les indicateurs de l'arrêté, chacun avec son numérateur et son dénominateur. */
export function indicateurs(
  modele: ModeleTiers,
  delais: Delais,
  tables: TablesLues,
  parametres: Parametres,
  arrete: Jour,
): LigneIndicateur[] {
  const { sources } = modele.lu;
  return [
    ...(sources.CLIENT === 'AUCUNE' ? [] : deClients(modele, delais, arrete)),
    ...(sources.FOURNISSEUR === 'AUCUNE' ? [] : deFournisseurs(modele, delais, parametres, arrete)),
    ...besoin(modele, tables, arrete),
  ];
}

function deClients(modele: ModeleTiers, delais: Delais, arrete: Jour): LigneIndicateur[] {
  const creances = delais.encours('CLIENT', arrete);
  const { ttc, jours } = delais.periode('CLIENT', arrete, delais.moisDso);
  const epuise = delais.epuisement('CLIENT', arrete);
  const annuel = delais.periode('CLIENT', arrete, 12).ttc;
  const ouverture = delais.encours('CLIENT', fin(derniers(arrete, 13)[12]!));
  const tourne = rotation(annuel, ouverture, creances);
  const sansCa = 'Pas de facturé positif sur la période : le délai ne se calcule pas.';
  return [
    {
      Code: 'DSO',
      Libelle: `DSO comptable, ${delais.moisDso} mois`,
      Valeur: enQuantite(delais.comptable('CLIENT', arrete)),
      Unite: 'jours',
      Numerateur: creances,
      Denominateur: ttc,
      Jours: jours,
      Lecture: ttc > 0 ? 'Créances TTC / CA TTC × jours ; douteux, acomptes et FAE exclus.' : sansCa,
    },
    {
      Code: 'DSO_EPUISEMENT',
      Libelle: 'DSO par épuisement',
      Valeur: enQuantite(epuise?.jours),
      Unite: 'jours',
      Numerateur: creances,
      Lecture: !epuise
        ? sansCa
        : epuise.extrapole
          ? 'Historique trop court : la fin est extrapolée à la moyenne des mois connus.'
          : 'Le CA TTC se retranche des créances, du mois le plus récent au plus ancien.',
    },
    {
      Code: 'ROTATION',
      Libelle: 'Rotation des créances',
      Valeur: enQuantite(tourne),
      Unite: 'fois par an',
      Numerateur: annuel,
      Denominateur: plus(ouverture, creances),
      Lecture: tourne === undefined ? 'Pas de créances.' : lireRotation(tourne),
    },
    ...ageEtPoids(modele, arrete),
    ...retardsParMode(modele, arrete),
  ];
}

/** La rotation d'usage va de 5 à 10 [SAPAR]. Le dénominateur montré est deux fois la moyenne. */
function lireRotation(t: Taux): string {
  const jugement = t.lt(5)
    ? 'lente (moins de 5)'
    : t.gt(10)
      ? 'rapide (plus de 10)'
      : 'dans la norme (5 à 10)';
  return `CA TTC annuel × 2 / (ouverture + clôture) : ${jugement}.`;
}

function part(code: string, libelle: string, num: Montant, den: Montant, lecture: string): LigneIndicateur {
  return {
    Code: code,
    Libelle: libelle,
    Valeur: enQuantite(quotient(num, den)?.times(100)),
    Unite: '%',
    Numerateur: num,
    Denominateur: den,
    Lecture: lecture,
  };
}

function ageEtPoids(modele: ModeleTiers, arrete: Jour): LigneIndicateur[] {
  const balance = modele.balance(arrete, 'CLIENT');
  const { total } = balance;
  const postes = balance.unites.flatMap(u => u.postes);
  const plusDe = (jours: number) =>
    somme(postes.filter(v => v.age > jours && v.montant > 0).map(v => v.montant));
  const douteux = somme(postes.filter(v => v.poste.nature === 'DOUTEUX').map(v => v.montant));
  const grands = balance.unites.map(u => u.cumuls.total).sort((a, b) => b - a);
  const tete = (n: number) => somme(grands.slice(0, n).filter(m => m > 0));
  return [
    part('ECHU', 'Part échue', plusDe(0), total.total, 'Créances en retard / total des créances.'),
    part('ECHU_60', 'Part en retard de plus de 60 jours', plusDe(60), total.total, ''),
    part('DOUTEUSES', 'Part douteuse', douteux, total.total, 'Comptes 416.'),
    ...[1, 5, 10].map(n =>
      part(
        `CONCENTRATION_${n}`,
        n === 1 ? 'Premier client' : `${n} premiers clients`,
        tete(n),
        total.total,
        'Part des créances.',
      ),
    ),
  ];
}

/** Retard moyen des clients par mode de règlement, chaque client pesant ses pièces soldées. */
function retardsParMode(modele: ModeleTiers, arrete: Jour): LigneIndicateur[] {
  const retards = retardsObserves(modele.lu.auxiliaire, arrete, 'CLIENT', r =>
    modele.echeancier.echeanceDe(r),
  );
  const modes = new Map<string, { jours: number; pieces: number }>();
  for (const [tiers, { jours, pieces }] of retards) {
    const mode = modele.tiers.get(tiers)?.ModeReglement ?? 'AUTRE';
    const connu = modes.get(mode) ?? { jours: 0, pieces: 0 };
    modes.set(mode, { jours: connu.jours + jours * pieces, pieces: connu.pieces + pieces });
  }
  return [...modes].sort().map(([mode, { jours, pieces }]) => ({
    Code: `RETARD_${mode}`,
    Libelle: `Retard moyen observé, règlement ${mode}`,
    Valeur: quantite(taux(jours).div(pieces)),
    Unite: 'jours',
    Jours: jours,
    Lecture: `${pieces} pièce${pieces > 1 ? 's' : ''} soldée${pieces > 1 ? 's' : ''} ; du dernier règlement à l’échéance.`,
  }));
}

function deFournisseurs(
  modele: ModeleTiers,
  delais: Delais,
  parametres: Parametres,
  arrete: Jour,
): LigneIndicateur[] {
  const { ttc, jours } = delais.periode('FOURNISSEUR', arrete, delais.moisDso);
  return [
    {
      Code: 'DPO',
      Libelle: `DPO, ${delais.moisDso} mois`,
      Valeur: enQuantite(delais.comptable('FOURNISSEUR', arrete)),
      Unite: 'jours',
      Numerateur: delais.encours('FOURNISSEUR', arrete),
      Denominateur: ttc,
      Jours: jours,
      Lecture: ttc > 0 ? 'Dettes 401 et 403 TTC / achats TTC × jours.' : 'Pas d’achats sur la période.',
    },
    penalitesEncourues(modele, parametres, arrete),
  ];
}

/** Ce que coûteraient les retards de paiement : trois fois le taux légal du semestre de l'arrêté (L441-10). */
function penalitesEncourues(modele: ModeleTiers, parametres: Parametres, arrete: Jour): LigneIndicateur {
  const { annee, mois } = date(arrete);
  const cle = `TauxLegal_${annee}_${mois <= 6 ? 1 : 2}`;
  const ligne = {
    Code: 'PENALITES_FOURNISSEURS',
    Libelle: 'Pénalités encourues sur les dettes en retard',
    Unite: '€',
  };
  const lu = parametres.texte(cle)?.trim();
  if (lu === undefined || !/^\d+([.,]\d+)?\s*%?$/.test(lu))
    return {
      ...ligne,
      Lecture: `Renseignez ${cle} dans les paramètres : le taux légal du semestre n’est pas connu.`,
    };
  const nombre = taux(lu.replace(',', '.').replace(/\s*%$/, ''));
  const plancher = (lu.endsWith('%') ? nombre.div(100) : nombre).times(3);
  const retards = modele
    .postesDe(arrete, 'FOURNISSEUR')
    .filter(p => p.nature === 'COURANT' && p.residuel > 0 && p.echeance < arrete);
  const total = somme(retards.map(p => penalite(p.residuel, p.echeance, arrete, plancher)));
  return {
    ...ligne,
    Valeur: enEur(total),
    Numerateur: somme(retards.map(p => p.residuel)),
    Lecture: `${retards.length} factures en retard, à trois fois ${cle} ; 40 € de plus par facture.`,
  };
}

const EXPLOITATION = /^(3|40|41|42|43|44|486|487)/;

/** Le BFR : commercial par les tiers, d'exploitation quand il y a un grand livre. */
function besoin(modele: ModeleTiers, tables: TablesLues, arrete: Jour): LigneIndicateur[] {
  const { sources } = modele.lu;
  if (sources.CLIENT === 'AUCUNE' && sources.FOURNISSEUR === 'AUCUNE') return [];
  const solde = (sens: Sens) => somme(modele.postesDe(arrete, sens).map(p => p.residuel));
  const [creances, dettes] = [solde('CLIENT'), solde('FOURNISSEUR')];
  const lignes: LigneIndicateur[] = [
    {
      Code: 'BFR_COMMERCIAL',
      Libelle: 'Créances moins dettes de tiers',
      Valeur: enEur(moins(creances, dettes)),
      Unite: '€',
      Numerateur: creances,
      Denominateur: dettes,
      Lecture: 'Clients et fournisseurs, acomptes déduits.',
    },
  ];
  const livre = tables.lire(Ecritures).lignes;
  if (livre.length === 0) return lignes;
  const plancher = modele.lu.auxiliaire.plancher(arrete);
  let [debits, credits] = [ZERO, ZERO];
  for (const l of [...livre, ...tables.lire(EcrituresCloture).lignes]) {
    if (l.DateEcriture > arrete || l.DateEcriture < plancher || !EXPLOITATION.test(l.Compte)) continue;
    debits = plus(debits, l.Debit);
    credits = plus(credits, l.Credit);
  }
  lignes.push({
    Code: 'BFR',
    Libelle: 'Besoin en fonds de roulement d’exploitation',
    Valeur: enEur(moins(debits, credits)),
    Unite: '€',
    Numerateur: debits,
    Denominateur: credits,
    Lecture: `Soldes des comptes 3, 40 à 44, 486 et 487 : ${texteMontant(moins(debits, credits))}.`,
  });
  return lignes;
}

/** Douze fins de mois, chacune avec les lettrages de l'époque ; celles d'avant la première ligne manquent. */
export function tendance(modele: ModeleTiers, delais: Delais, arrete: Jour, seuil: Taux): LigneTendance[] {
  const { auxiliaire } = modele.lu;
  let premier = Infinity;
  for (let i = 0; i < auxiliaire.n; i++) premier = Math.min(premier, auxiliaire.date[i]!);
  const fins = derniers(arrete, MOIS_TENDANCE).map(fin).reverse();
  const connus = fins.filter(f => f >= premier);
  const dsos = connus.map(f => delais.comptable('CLIENT', f));
  return connus.map((f, i) => {
    const balance = modele.balance(f, 'CLIENT');
    const echus = balance.unites.flatMap(u => u.postes).filter(v => v.age > 0 && v.montant > 0);
    const echu = somme(echus.map(v => v.montant));
    const dso = dsos[i];
    const avant = dsos[i - 3];
    const hausse = dso && avant ? dso.minus(avant) : undefined;
    return {
      FinDeMois: f,
      Creances: balance.total.total,
      Echu: echu,
      Ancien: somme(echus.filter(v => v.age > 90).map(v => v.montant)),
      PartEchu: quotient(echu, balance.total.total),
      CaTTC: delais.mois('CLIENT', periodeDe(f)),
      Dso: enQuantite(dso),
      DsoEpuisement: enQuantite(delais.epuisement('CLIENT', f)?.jours),
      Dettes: modele.balance(f, 'FOURNISSEUR').total.total,
      Dpo: enQuantite(delais.comptable('FOURNISSEUR', f)),
      Alerte: hausse?.gt(seuil)
        ? `DSO en hausse de ${hausse.toFixed(1).replace('.', ',')} jours en trois mois`
        : undefined,
    };
  });
}
