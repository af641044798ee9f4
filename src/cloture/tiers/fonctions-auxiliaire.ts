/** TIERS.SOLDE et TIERS.BALANCEAGEE : elles suivent les tables. */
import {
  arbre,
  enEuros,
  estBloquante,
  moins,
  terminer,
  type Anomalie,
  type Explication,
  type Jour,
  ZERO,
} from '../../comptabilite';
import { lireArrete, lireChoix } from '../arguments';
import { erreurDe, exigerParametres } from '../blocages';
import {
  manque,
  type Acces,
  type Fonction,
  type Modele,
  type PlaceDebordee,
  type ResultatFonction,
} from '../fonction';
import { ARRETE } from '../fonction-parametres';
import { ParLecture } from '../par-lecture';
import * as a from './arguments';
import type { Sens } from './calcul/collectifs';
import { libelles } from './calcul/tranches';
import { controler } from './controles';
import { ArbresBalance } from './explications/balance';
import { arbreResiduel, dire } from './explications/postes';
import { lireReglages, ModeleTiers, type LigneTiers } from './modele';
import { TABLES_TIERS } from './tables-lues';
import { SANS_NOM, trier } from './produites';
import { cleTranche } from './tables';

const modeles = new ParLecture<ModeleTiers>();

/** Le modèle d'une lecture du classeur : un par jeu de réglages, car les paramètres sont datés. */
const modeleA = (modele: Modele, arrete: Jour): ModeleTiers => terminer(modeleParTranches(modele, arrete));

function modeleParTranches(modele: Modele, arrete: Jour): Generator<void, ModeleTiers> {
  const parametres = modele.parametres(arrete);
  exigerParametres(parametres);
  const cle = JSON.stringify([
    lireReglages(parametres),
    parametres.valeur('AcompteALaFacture'),
    parametres.valeur('JOURNAL_AN'),
  ]);
  return modeles.chercher(modele, cle, () => ModeleTiers.lire(modele.tables, parametres));
}

/** Range par tranches l'auxiliaire, et date les postes ouverts au soir de l'arrêté. */
function* preparer(acces: Acces, arreteLu: unknown): Generator<void, unknown> {
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const auxiliaire = yield* modeleParTranches(modele, arrete);
  return yield* auxiliaire.ouvrir(arrete);
}

const COLONNES_TIERS = ['Tiers', 'IdClient', 'IdFournisseur', 'IdTiers'] as const;

interface Illisibles {
  readonly parTiers: ReadonlyMap<string, Anomalie>;
  /** La première anomalie qui ne nomme personne. */
  readonly general: Anomalie | undefined;
}

const illisibles = new WeakMap<Modele, Illisibles>();

/** Les lignes qui ne se lisent pas, par tiers : une ligne écartée ne compte pas zéro. */
function releverIllisibles(modele: Modele): Illisibles {
  const connus = illisibles.get(modele);
  if (connus) return connus;
  const parTiers = new Map<string, Anomalie>();
  let general: Anomalie | undefined;
  for (const table of TABLES_TIERS) {
    const lecture = modele.tables.lire(table);
    const bloquantes = lecture.anomalies.filter(estBloquante);
    if (bloquantes.length === 0) continue;
    const ecartees = new Map(lecture.ecartees.map(l => [l['ligne'], l]));
    for (const anomalie of bloquantes) {
      const rang = anomalie.ligne === undefined ? undefined : ecartees.get(anomalie.ligne);
      const tiers = COLONNES_TIERS.map(cle => rang?.[cle]).find(v => typeof v === 'string');
      if (typeof tiers !== 'string') general ??= anomalie;
      else if (!parTiers.has(tiers)) parTiers.set(tiers, anomalie);
    }
  }
  const releve = { parTiers, general };
  illisibles.set(modele, releve);
  return releve;
}

function exigerTiers(modele: Modele, tiers?: string): void {
  const { parTiers, general } = releverIllisibles(modele);
  const sien = tiers === undefined ? parTiers.values().next().value : parTiers.get(tiers);
  const anomalie = general ?? sien;
  if (anomalie) throw erreurDe(anomalie);
}

const SOLDE: Fonction = {
  id: 'TIERS.SOLDE',
  description: {
    fr: "Solde ouvert d'un tiers à l'arrêté, en euros : dû par le client, ou dû au fournisseur ; acomptes non compris.",
    en: 'Open balance of a third party at the closing date, in euros: owed by the customer, or owed to the supplier; down payments excluded.',
  },
  parametres: [a.TIERS, ARRETE],
  resultat: { type: 'number' },
  flux: true,
  lit: TABLES_TIERS,
  exemple: {
    formule: '=TIERS.SOLDE("CL001";"31/10/2026")',
    arguments: ['CL001', '31/10/2026'],
    resultat: 24000,
    source: 'facture FC-2026-0142 du cas de référence, 20 000 HT',
    classeur: 'exemple',
  },
  remarques: {
    fr: "À une date passée, ce qui a été lettré depuis est encore ouvert : la date de lettrage décide, pas l'état du jour. Négatif : le client a payé plus qu'il ne devait.",
    en: 'At a past date, what was matched since is still open: the matching date decides, not the current state. Negative: the customer paid more than was owed.',
  },
  creer: acces => (tiers, arreteLu) => {
    const { auxiliaire, arrete, fiche } = lireCompte(acces, tiers, arreteLu);
    const [devant, derriere] = sensDe(fiche);
    const solde = (sens: Sens) => auxiliaire.soldes(arrete, sens).get(fiche.IdTiers) ?? ZERO;
    return enEuros(moins(solde(devant), solde(derriere)));
  },
  preparer: acces => (_, arrete) => preparer(acces, arrete),
  expliquer: acces => (tiers, arreteLu) => {
    const { auxiliaire, arrete, fiche } = lireCompte(acces, tiers, arreteLu);
    const [devant, derriere] = sensDe(fiche);
    const nom = fiche.Nom ?? fiche.IdTiers;
    const solde = (sens: Sens, fr: string, en: string) =>
      arbre.somme(
        dire(`${nom}, ${fr}`, `${nom}, ${en}`),
        auxiliaire
          .postesDe(arrete, sens)
          .filter(p => p.tiers === fiche.IdTiers && p.nature !== 'ACOMPTE')
          .map(p => arbreResiduel(auxiliaire.lu.auxiliaire, p)),
        'EUR',
      );
    const [du, deduit] = [
      solde(devant, 'solde', 'balance'),
      solde(derriere, 'de l’autre sens', 'the other way'),
    ];
    return deduit.termes.length === 0 ? du : arbre.difference(dire(nom, nom), [du, deduit]);
  },
};

/** Le sens dont une fiche porte le solde, puis celui qui s'en déduit. */
const sensDe = ({ Type }: LigneTiers): readonly [Sens, Sens] =>
  Type === 'FOURNISSEUR' ? ['FOURNISSEUR', 'CLIENT'] : ['CLIENT', 'FOURNISSEUR'];

/** Le tiers demandé et son auxiliaire. @throws ErreurFonction #N/A s'il est inconnu ou si ses lignes sont illisibles. */
function lireCompte(acces: Acces, tiersLu: unknown, arreteLu: unknown) {
  const tiers = a.lireTiers(tiersLu);
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  exigerTiers(modele, tiers);
  const auxiliaire = modeleA(modele, arrete);
  const fiche = auxiliaire.tiers.get(tiers);
  if (fiche) return { auxiliaire, arrete, fiche };
  throw manque(
    `tiers ${tiers} inconnu : vérifiez le code dans la table Tiers`,
    `unknown third party ${tiers}: check the code in table Tiers`,
  );
}

/** La balance demandée. @throws ErreurFonction si un sens, une ligne ou un contrôle l'empêche. */
function lireBalance(acces: Acces, arreteLu: unknown, sensLu: unknown) {
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const sens = lireChoix(sensLu, a.SENS.nom, ['CLIENT', 'FOURNISSEUR'] as const, 'CLIENT');
  exigerTiers(modele);
  const auxiliaire = modeleA(modele, arrete);
  const seuil = modele.parametres(arrete).valeur('SeuilConcentration');
  const bloquante = controler(auxiliaire, arrete, seuil).find(estBloquante);
  if (bloquante) throw erreurDe(bloquante);
  const balance = auxiliaire.balance(arrete, sens);
  return { auxiliaire, arrete, balance, unites: trier(balance, auxiliaire) };
}

type BalanceLue = ReturnType<typeof lireBalance>;

/** La balance d'un sens en lignes de cellules : en-têtes, tiers, total. */
function deborder({ auxiliaire, balance, unites }: BalanceLue): ResultatFonction {
  const ligne = (code: string, nom: string, c: (typeof balance)['total']) => [
    code,
    nom,
    ...[c.total, ...c.tranches, c.nonAffecte].map(enEuros),
  ];
  const nom = (tiers: string) => (tiers === '' ? SANS_NOM : (auxiliaire.tiers.get(tiers)?.Nom ?? tiers));
  return [
    ['Tiers', 'Nom', 'Total', ...libelles(auxiliaire.reglages.bornes), 'Non affecté'],
    ...unites.map(u => ligne(u.tiers, nom(u.tiers), u.cumuls)),
    ligne('', 'Total', balance.total),
  ];
}

/** L'arbre d'une cellule de la balance débordée ; undefined pour un titre, un code, un nom. */
function expliquerPlace(lue: BalanceLue, { ligne, colonne }: PlaceDebordee): Explication | undefined {
  const { auxiliaire, arrete, balance, unites } = lue;
  const montants = ['Total', ...balance.total.tranches.map((_, rang) => cleTranche(rang)), 'NonAffecte'];
  const cle = montants[colonne - 2];
  if (cle === undefined || ligne < 1 || ligne > unites.length + 1) return undefined;
  const unite = unites[ligne - 1];
  const niveau = unite ? { Niveau: 'TIERS', Tiers: unite.tiers } : { Niveau: 'TOTAL' };
  return new ArbresBalance(auxiliaire, balance, arrete).expliquer(niveau, cle);
}

const BALANCEAGEE: Fonction = {
  id: 'TIERS.BALANCEAGEE',
  description: {
    fr: "Balance âgée à l'arrêté, une ligne par tiers et le total, par tranche d'ancienneté, en euros.",
    en: 'Aged balance at the closing date, one row per third party and the total, by ageing bucket, in euros.',
  },
  parametres: [ARRETE, a.SENS],
  resultat: { type: 'any', matrice: true },
  flux: true,
  lit: TABLES_TIERS,
  exemple: {
    formule: '=TIERS.BALANCEAGEE("30/11/2026")',
    arguments: ['30/11/2026', null],
    resultat: [
      ['Tiers', 'Nom', 'Total', 'Non échu', '0–30', '31–60', '61–90', '> 90', 'Non affecté'],
      ['CL001', 'Mutuelle Atlantique', 36000, 12000, 24000, 0, 0, 0, 0],
      ['', 'Total', 36000, 12000, 24000, 0, 0, 0, 0],
    ],
    source: 'factures du cas de référence : 24 000 échus de 30 jours, 12 000 à échoir',
    classeur: 'seule affaire',
  },
  remarques: {
    fr: 'La première ligne porte les titres. Tranches, base et traitement des avoirs sont ceux des paramètres BucketsBalanceAgee, BaseBalanceAgee et CreditsBalanceAgee.',
    en: 'The first row holds the (French) headings. Buckets, basis and treatment of credits follow the settings BucketsBalanceAgee, BaseBalanceAgee and CreditsBalanceAgee.',
  },
  creer: acces => (arrete, sens) => deborder(lireBalance(acces, arrete, sens)),
  preparer: acces => arrete => preparer(acces, arrete),
  expliquerCellule: (acces, place) => (arrete, sens) =>
    expliquerPlace(lireBalance(acces, arrete, sens), place),
};

export const FONCTIONS_AUXILIAIRE: readonly Fonction[] = [SOLDE, BALANCEAGEE];
