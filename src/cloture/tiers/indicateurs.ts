/** Délais, concentration, besoin en fonds de roulement et tendance (domaine §8.3, §13). */
import {
  enEuros,
  fin,
  moins,
  plus,
  quantite,
  quotient,
  somme,
  taux as enTaux,
  texteMontant,
  type Jour,
  type Montant,
  type Taux,
  ZERO,
} from '../../comptabilite';
import type { TablesLues, Valeurs } from '../../workbook/table';
import { Ecritures, EcrituresCloture } from '../tables-communes';
import type { Parametres } from '../tables-communes/parametres';
import { estReevaluation } from '../tables-communes/reevaluation';
import { creancesCedees } from './acomptes/engagements';
import type { BalanceAgee, UniteAgee } from './calcul/balance-agee';
import type { Sens } from './calcul/collectifs';
import { delaiComptable, rotation } from './calcul/delais';
import { retardsObserves } from './calcul/retards';
import { derniers, enQuantite, type Delais } from './delais';
import type { ModeleTiers } from './modele';
import { penalitesEncourues } from './penalites-fournisseurs';
import type { IndicateursTiers } from './tables';

export type LigneIndicateur = Valeurs<typeof IndicateursTiers>;

const enEur = (m: Montant) => quantite(enEuros(m));

/** Les indicateurs de l'arrêté, chacun avec son numérateur et son dénominateur ; rend la main entre deux. */
export function* indicateurs(
  modele: ModeleTiers,
  delais: Delais,
  tables: TablesLues,
  parametres: Parametres,
  arrete: Jour,
): Generator<void, LigneIndicateur[]> {
  const { sources } = modele.lu;
  const lignes: LigneIndicateur[] = [];
  const pieces = [
    ...(sources.CLIENT === 'AUCUNE'
      ? []
      : [
          () => deClients(delais, arrete),
          () => avantAffacturage(delais, tables, arrete),
          () => ageEtPoids(modele, arrete),
          () => retardsParMode(modele, arrete),
        ]),
    ...(sources.FOURNISSEUR === 'AUCUNE' ? [] : [() => deFournisseurs(modele, delais, parametres, arrete)]),
    () => besoin(modele, tables, arrete),
  ];
  for (const piece of pieces) {
    yield;
    lignes.push(...piece());
  }
  return lignes;
}

/** Le DSO comme si rien n'était cédé ; aucune ligne sans affacturage (domaine §8.6). */
function avantAffacturage(delais: Delais, tables: TablesLues, arrete: Jour): LigneIndicateur[] {
  const cedees = creancesCedees(tables, arrete);
  if (cedees === 0) return [];
  const creances = plus(delais.encours('CLIENT', arrete), cedees);
  const { ttc, jours } = delais.periode('CLIENT', arrete, delais.moisDso);
  return [
    {
      Code: 'DSO_AVANT_AFFACTURAGE',
      Libelle: `DSO avant affacturage, ${delais.moisDso} mois`,
      Valeur: enQuantite(delaiComptable(creances, ttc, jours)),
      Unite: 'jours',
      Numerateur: creances,
      Denominateur: ttc,
      Jours: jours,
      Lecture: `Créances cédées et non payées par le client comprises : ${texteMontant(cedees)} ; le DSO comptable est celui d’après.`,
    },
  ];
}

function deClients(delais: Delais, arrete: Jour): LigneIndicateur[] {
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

/** Les unités qui doivent le plus, de la première. */
export const premiers = ({ unites }: BalanceAgee, nombre: number): readonly UniteAgee[] =>
  [...unites]
    .sort((a, b) => b.cumuls.total - a.cumuls.total)
    .slice(0, nombre)
    .filter(u => u.cumuls.total > 0);

function ageEtPoids(modele: ModeleTiers, arrete: Jour): LigneIndicateur[] {
  const balance = modele.balance(arrete, 'CLIENT');
  const { total } = balance;
  const postes = balance.unites.flatMap(u => u.postes);
  const plusDe = (jours: number) =>
    somme(postes.filter(v => v.retard > jours && v.montant > 0).map(v => v.montant));
  const douteux = somme(postes.filter(v => v.poste.nature === 'DOUTEUX').map(v => v.montant));
  const tete = (n: number) => somme(premiers(balance, n).map(u => u.cumuls.total));
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
    Valeur: quantite(enTaux(jours).div(pieces)),
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

const EXPLOITATION = /^(3|40|41|42|43|44|486|487)/;

/** Les lignes des comptes d'exploitation qui font le solde d'un jour, au cours d'entrée des devises. */
export function* exploitation(modele: ModeleTiers, tables: TablesLues, arrete: Jour) {
  const plancher = modele.lu.auxiliaire.plancher(arrete);
  for (const table of [Ecritures, EcrituresCloture])
    for (const ligne of tables.lire(table).lignes)
      if (
        ligne.DateEcriture <= arrete &&
        ligne.DateEcriture >= plancher &&
        EXPLOITATION.test(ligne.Compte) &&
        !(ligne.CleGeneration !== undefined && estReevaluation({ CleGeneration: ligne.CleGeneration }))
      )
        yield { table: table.nom, ligne };
}

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
  if (tables.lire(Ecritures).lignes.length === 0) return lignes;
  let [debits, credits] = [ZERO, ZERO];
  for (const { ligne } of exploitation(modele, tables, arrete)) {
    debits = plus(debits, ligne.Debit);
    credits = plus(credits, ligne.Credit);
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
