/** Lecture typée des paramètres du dossier : valeur par défaut, date d'effet, anomalie quand une valeur est illisible. */
import {
  enEuros,
  montant,
  quantite,
  taux,
  versIso,
  type Anomalie,
  type Jour,
  type Montant,
  type Quantite,
  type Taux,
} from '../../comptabilite';
import * as t from '../../workbook/table';
import type { Faute } from '../../workbook/tables/phrases';
import { decoderIsolee } from '../../workbook/tables/seule';
import { COMPTES_PARAMETRES } from './parametres-comptes';
import { choix, libelle, oui, unEntier, unTexte, uneDate, type Description } from './parametres-sortes';
import { enVigueur, nombreOuTexte, type Lecteur, type LigneParametre } from './parametres-en-vigueur';
import { Parametres as TableParametres } from './referentiels';

export { arreteDuClasseur } from './parametres-en-vigueur';

/** Les paramètres connus : sorte, défaut et sens. Le premier choix d'une liste est le défaut. */
export const PARAMETRES = {
  RaisonSociale: unTexte('', 'Nom de la société.'),
  Siren: unTexte('', 'Numéro SIREN, neuf chiffres.'),
  DateArrete: uneDate("Dernier jour du mois que l'on clôture."),
  ReouvertureMois: oui(
    false,
    'O : un mois fermé peut être rouvert, avec un motif, tant que rien n’y est validé.',
  ),
  DateDebutExercice: uneDate("Premier jour de l'exercice en cours."),
  DateFinExercice: uneDate("Dernier jour de l'exercice en cours."),
  ReferentielComptable: choix(['AUTO', 'PCG2014', 'PCG2025'], "AUTO suit la date d'ouverture de l'exercice."),
  HeuresParJour: {
    schema: t.quantite(libelle),
    defaut: quantite(7),
    note: "Heures d'un jour, quand le collaborateur n'en a pas d'autres.",
  } satisfies Description<Quantite>,
  TauxTVADefaut: {
    schema: t.taux({ ...libelle, bornes: [0, 1] }),
    defaut: taux('0.20'),
    note: 'Taux des lignes sans code TVA, ni par leur produit, ni par leur compte.',
  } satisfies Description<Taux>,
  ProrataMethode: choix(['JOURS', 'MOIS', 'MOIS_PRORATA'], 'Étalement des produits et charges à cheval.'),
  CutOffTVA: choix(['TTC', 'HT'], 'FAE et FNP toutes taxes comprises, ou hors taxes.'),
  DetailEcriture: choix(
    ['PAR_TIERS', 'GROUPE_COMPTE', 'PAR_LOT'],
    'Une ligne par tiers, ou une par compte ; PAR_LOT : par tiers, et une pièce par lot de l’affaire.',
  ),
  ExtourneForme: choix(
    ['INVERSE', 'NEGATIVE'],
    'Débit et crédit échangés, ou montants négatifs du même côté.',
  ),
  EcritureArrete: oui(
    true,
    'N : FAE, PCA, FNP, CCA, avoirs et charges à payer vont à l’historique sans écriture.',
  ),
  ExtourneAutomatique: oui(
    true,
    'O : chaque écriture d’arrêté s’extourne au premier jour du mois suivant ; N : vous l’extournez vous-même.',
  ),
  Ech_Litteral: oui(false, "O : seules les échéances jusqu'à l'arrêté font le budget, comme dans Akuiteo."),
  RafTheorique_Litteral: oui(
    false,
    "O : le reste à faire réel d'une régie vendue lit le planning jusqu'à l'arrêté, comme dans Akuiteo.",
  ),
  Livraisons_Litteral: oui(
    false,
    'O : sur livraisons seules, le CA ne compte que le livré pas encore facturé, comme dans Akuiteo.',
  ),
  PcaAchevement_Litteral: oui(
    false,
    "O : à l'achèvement, la PCA est faite des factures d'après l'arrêté, comme dans Akuiteo.",
  ),
  FaeProrata_Litteral: oui(
    false,
    'O : au prorata, la FAE prend livraisons et échéances entières, comme dans Akuiteo.',
  ),
  EnCoursAchevement: choix(
    ['EXERCICE', 'MENSUEL', 'NON'],
    'À l’achèvement, le coût de ce qui n’est pas livré se stocke au 345 : en fin d’exercice, chaque mois, ou jamais.',
  ),
  EcritureEnCours: oui(true, 'N : l’en-cours va à l’historique sans écriture.'),
  PresentationCA: choix(
    ['SYNTHESE', 'DETAIL'],
    "Chiffre d'affaires : une ligne par affaire ou lot, ou aussi une par ligne de pièce.",
  ),
  DateArretePrecedent: uneDate("Arrêté historisé d'où part la production. Vide : la fin du mois d'avant."),
  FNP_Perpetuel: oui(false, "O : l'ERP crédite déjà le 408 à la réception."),
  ModuleProduits: choix(
    ['RECONNAISSANCE', 'RATTACHEMENT', 'PAR_PRODUIT'],
    'Produits de la société : par les règles de CA ; par le rattachement des factures et livraisons ; ou chaque produit par sa règle, les autres rattachés. Le volet cache ce qui ne sert pas.',
  ),
  ExclureNonValidees: oui(true, 'N : une facture pas encore validée éteint une FNP et se régularise aussi.'),
  HistoriserRegularisations: oui(true, 'N : les régularisations se passent sans entrer dans l’historique.'),
  HistoriserCharges: oui(
    false,
    'O : l’historique reçoit aussi les charges facturées du mois, par affaire, compte et produit (CHARGES).',
  ),
  CollectifTiersExige: oui(
    false,
    'O : un tiers régularisé sans compte FAE ou FAR bloque ; N : le compte des paramètres.',
  ),
  SeuilBaseModifiee: {
    schema: t.montant(libelle),
    defaut: montant(0),
    note: 'Au-delà, une base qui bouge depuis un forçage se signale.',
  } satisfies Description<Montant>,
  RadarDelaiFacturation: unEntier(
    30,
    'Radar : jours au-delà desquels une livraison ou une réception non facturée se montre.',
  ),
  RadarMoisRecurrence: unEntier(4, 'Radar : mois d’affilée qui font un fournisseur régulier.'),
  RadarJoursDouble: unEntier(
    10,
    'Radar : jours au plus entre deux factures de même montant suspectes d’être la même.',
  ),
  RadarPeriodeMaxMois: unEntier(36, 'Radar : mois au-delà desquels une période de facture est à relire.'),
  SeuilImmo: {
    schema: t.montant(libelle),
    defaut: montant(500_00),
    note: 'Au-dessous, un bien passe en charges (BOI-BIC-CHG-20-30-10).',
  } satisfies Description<Montant>,
  SeuilBase: choix(
    ['UNITAIRE', 'LIGNE'],
    'Le seuil se compare à la valeur unitaire, ou au total de la ligne.',
  ),
  SeuilInclusif: oui(false, 'O : un bien exactement au seuil est immobilisé.'),
  DerogatoireMensuel: oui(false, "O : le 145 se passe chaque mois ; N : au dernier mois de l'exercice."),
  ConventionResteDegressif: choix(
    ['EXERCICES', 'MOIS'],
    'Durée restante du dégressif, en exercices ou en mois.',
  ),
  OptionReprise: choix(
    ['PROSPECTIF', 'PLAN'],
    'Après une reprise : étaler le reste, ou rejoindre le plan théorique.',
  ),
  PeriodicitePlan: choix(
    ['ANNUELLE', 'SEMESTRIELLE', 'TRIMESTRIELLE', 'MENSUELLE'],
    "Une ligne du plan d'amortissement par exercice, semestre, trimestre ou mois.",
  ),
  OptionRebutExceptionnel: oui(false, 'O : un rebut est une charge exceptionnelle (6871).'),
  AvenantsProbables: oui(false, 'O : les avenants PROBABLE comptent comme les ACCEPTE.'),
  BucketsBalanceAgee: unTexte(
    '0;30;60;90',
    'Bornes des tranches de la balance âgée, en jours après l’échéance, comprises, croissantes.',
  ),
  CreditsBalanceAgee: choix(
    ['COLONNE_SEPAREE', 'PAR_DATE', 'FIFO', 'NON_ECHU'],
    'Avoirs et règlements non affectés : à part, par leur date, sur la plus ancienne créance du tiers, ou en non échu.',
  ),
  BaseBalanceAgee: choix(['ECHEANCE', 'FACTURE'], 'L’âge part de l’échéance, ou de la date de facture.'),
  TiersBalanceAgee: choix(
    ['FACTURE', 'PAYEUR'],
    'La balance âgée est tenue par tiers facturé, ou par payeur.',
  ),
  DeviseBalanceAgee: choix(
    ['COMPTABLE', 'REEVALUE'],
    'Postes en devise au montant comptabilisé, ou au cours de clôture de TauxChange.',
  ),
  DetailBalanceAgee: oui(true, 'O : une ligne repliée par pièce sous chaque tiers.'),
  ConditionReglementDefaut: unTexte(
    '30 J',
    'Conditions d’un tiers qui n’en a pas : 30 jours, le délai légal sans accord (C. com. art. L441-10).',
  ),
  AcompteALaFacture: oui(false, 'O : la facture d’acompte se comptabilise au 411 avant d’être payée.'),
  JOURNAL_AN: unTexte('AN', 'Journal des à-nouveaux : les exercices qu’il reprend ne comptent plus.'),
  PeriodesSpeciales: oui(
    false,
    'O : le dernier mois de l’exercice compte aussi les périodes spéciales 13 à 16 ; N : elles restent à part.',
  ),
  EditionsComptables: unTexte(
    'AUCUNE',
    'Éditions écrites en plus des balances, séparées par « ; » : JOURNAL, GRAND_LIVRE, BALANCE_JOURNAL, BALANCE_AFFAIRE, BALANCE_SECTION.',
  ),
  EditionsComptes: unTexte(
    '1-9',
    'Comptes du grand livre édité : préfixes ou intervalles, « 6;7 » ou « 40-41 ».',
  ),
  DSOMois: choix(['3', '12'], 'Mois du DSO comptable.'),
  DSOAlerteJours: {
    schema: t.quantite(libelle),
    defaut: quantite(10),
    note: 'Hausse du DSO sur trois mois, en jours, au-delà de laquelle la tendance alerte.',
  } satisfies Description<Quantite>,
  SeuilConcentration: {
    schema: t.taux({ ...libelle, bornes: [0, 1] }),
    defaut: taux('0.25'),
    note: 'Part d’un seul client dans les créances au-delà de laquelle elle est signalée.',
  } satisfies Description<Taux>,
  LettrageAuto: choix(
    ['NON', 'REFERENCE', 'MONTANT'],
    'Ce qui se lettre sans confirmation, somme nulle : rien, la même référence, ou aussi deux montants opposés uniques.',
  ),
  LettragePartiel: oui(true, 'N : une marque dont la somme n’est pas nulle est refusée.'),
  LettrageFIFO: oui(false, 'O : propose aussi de lettrer du plus ancien au plus récent, sans autre raison.'),
  LettragePasMax: {
    schema: t.entier({ ...libelle, bornes: [0, 50_000_000] }),
    defaut: 2_000_000,
    note: 'Comparaisons permises à la recherche des sous-ensembles ; au-delà, elle s’arrête et le dit.',
  } satisfies Description<number>,
  ToleranceReglement: {
    schema: t.montant(libelle),
    defaut: montant(0),
    note: 'Écart de règlement accepté au lettrage ; il part en 658 ou 758.',
  } satisfies Description<Montant>,
  EcartChangeReglement: choix(
    ['COMMERCIAL', 'FINANCIER'],
    'Écart de change d’un règlement lettré, soldé dans sa devise : 656 et 756, ou 666 et 766.',
  ),
  SeuilRelance: {
    schema: t.montant(libelle),
    defaut: montant(0),
    note: 'Un tiers qui doit moins, avoirs et règlements déduits, n’est pas relancé.',
  } satisfies Description<Montant>,
  PenalitesRelance: oui(
    false,
    'O : calcule les pénalités de retard et l’indemnité de chaque pièce relancée ; un taux qui manque bloque.',
  ),
  IndemniteRecouvrement: {
    schema: t.montant(libelle),
    defaut: montant(40_00),
    note: 'Indemnité forfaitaire par facture payée en retard (C. com. art. D441-5).',
  } satisfies Description<Montant>,
  BasePenalites: choix(['365', '360', '366'], 'Nombre de jours de l’année des pénalités de retard.'),
  DepreciationStatistique: oui(
    false,
    'O : déprécie par âge (TauxDepreciation) les créances échues qui ne sont pas douteuses ; en général non déductible.',
  ),
  Ligne455: choix(
    ['P27', 'P21'],
    'Comptes courants d’associés créditeurs au bilan : autres dettes, ou emprunts et dettes financières divers.',
  ),
  SigSubventions747: oui(false, 'O : la quote-part des subventions d’investissement (747) entre dans l’EBE.'),
  SigPersonnelExterieur: oui(false, 'O : le personnel extérieur (621) compte avec le personnel dans l’EBE.'),
  SigCreditBail: oui(false, 'O : le crédit-bail (612) sort des consommations de l’EBE.'),
  VersionBudget: unTexte('INITIAL', 'Version de la table Budgets que les états comparent au réel.'),
  JOURNAL_CLOTURE: unTexte('OD', 'Journal des écritures de clôture.'),
  JOURNAL_VENTES: unTexte('VT', 'Journal des factures clients saisies.'),
  JOURNAL_ACHATS: unTexte('AC', 'Journal des factures fournisseurs saisies.'),
  ANouveaux: choix(
    ['AUTO', 'NON'],
    'AUTO : les à-nouveaux sont repris du dernier exercice, sauf s’ils sont importés.',
  ),
  PositionGlobaleChange: oui(
    false,
    'O : la perte latente de change n’est provisionnée qu’au-delà du gain, par devise et exercice d’échéance (PCG art. 420-6).',
  ),
  ProvisionChange: choix(
    ['NATURE', 'FINANCIER'],
    'La provision de change d’une créance commerciale est d’exploitation (6815), ou financière comme les autres (6865).',
  ),
  ReevaluerAcomptes: oui(false, 'O : les acomptes en devise (4091, 4191) se réévaluent aussi.'),
  ...COMPTES_PARAMETRES,
} as const;

export type CleParametre = keyof typeof PARAMETRES;
export type ValeurParametre<C extends CleParametre> = (typeof PARAMETRES)[C]['defaut'];

/** Le taux légal ou de la BCE d'un semestre : TauxLegal_2026_1, TauxBCE_2026_1 (domaine §8.5) ; la BCE a connu des taux négatifs. */
const DE_SEMESTRE = /^taux(legal|bce)/;
const TAUX_DE_SEMESTRE = { schema: t.taux({ ...libelle, bornes: [-0.05, 1] }) };

/** Les paramètres tels qu'ils valent à un arrêté. */
export interface Parametres {
  /** Valeur du paramètre, ou son défaut. Ex. : parametres.valeur('CPT_FAE') = '4181'. */
  valeur<C extends CleParametre>(cle: C): ValeurParametre<C>;
  /** Ligne de la feuille d'où vient la valeur ; undefined quand c'est le défaut. */
  ligne(cle: CleParametre): number | undefined;
  /** Valeur d'un paramètre hors de la liste, comme TauxLegal_2026_1, telle qu'écrite. */
  texte(cle: string): string | undefined;
  /** Taux d'un semestre, comme TauxLegal_2026_1 ; undefined s'il manque, ou s'il ne se lit pas (C-PAR-01). */
  taux(cle: string): Taux | undefined;
  /** Valeurs illisibles (BLOQUANT) et paramètres inconnus (INFO). */
  readonly anomalies: readonly Anomalie[];
}

/**
 * Paramètres valables à l'arrêté : pour chaque clé, la dernière ligne dont la date d'effet ne le dépasse pas.
 * @example lireParametres(tables, jour(2026, 11, 30)).valeur('TauxTVADefaut')
 */
export function lireParametres(tables: Lecteur, arrete: Jour): Parametres {
  const lignes = enVigueur(tables.lire(TableParametres).lignes, arrete);
  const anomalies: Anomalie[] = [];
  const valeurs = new Map<string, t.Valeur>();
  const lire = (
    cle: string,
    { schema }: Pick<Description<unknown>, 'schema'>,
    ligne: LigneParametre,
    dite = cle,
  ) => {
    const lu = decoderIsolee(schema, nombreOuTexte(ligne.Valeur, schema));
    if ('valeur' in lu) valeurs.set(cle, lu.valeur);
    else anomalies.push(illisible(dite, ligne, lu.faute));
  };
  for (const [cle, description] of Object.entries(PARAMETRES)) {
    const ligne = lignes.get(t.nomNormalise(cle));
    if (ligne) lire(cle, description, ligne);
  }
  for (const [nom, ligne] of lignes) if (DE_SEMESTRE.test(nom)) lire(nom, TAUX_DE_SEMESTRE, ligne, ligne.Cle);
  anomalies.push(...inconnus(lignes));
  return {
    valeur: <C extends CleParametre>(cle: C) =>
      (valeurs.get(cle) ?? PARAMETRES[cle].defaut) as ValeurParametre<C>,
    ligne: cle => (valeurs.has(cle) ? lignes.get(t.nomNormalise(cle))?.ligne : undefined),
    texte: cle => lignes.get(t.nomNormalise(cle))?.Valeur,
    taux: cle => valeurs.get(t.nomNormalise(cle)) as Taux | undefined,
    anomalies,
  };
}

function illisible(cle: string, ligne: LigneParametre, { message, remede, en }: Faute): Anomalie {
  return {
    code: 'C-PAR-01',
    gravite: 'BLOQUANT',
    table: TableParametres.nom,
    ligne: ligne.ligne,
    colonne: 'Valeur',
    cle,
    message: `Parametres, ligne ${ligne.ligne}, ${cle} : ${message}.`,
    remede,
    en: { message: `Parametres, row ${ligne.ligne}, ${cle}: ${en.message}.`, remede: en.remede },
  };
}

/** Préfixes de paramètres libres, que d'autres capacités lisent par leur nom. */
const LIBRES = /^(tauxlegal|tauxbce|cpt|buckets|credits|conventionjours|acompte|position)/;

function* inconnus(lignes: ReadonlyMap<string, LigneParametre>): Iterable<Anomalie> {
  const connus = new Set(Object.keys(PARAMETRES).map(t.nomNormalise));
  for (const [nom, ligne] of lignes) {
    if (connus.has(nom) || LIBRES.test(nom)) continue;
    yield {
      code: 'C-PAR-02',
      gravite: 'INFO',
      table: TableParametres.nom,
      ligne: ligne.ligne,
      colonne: 'Cle',
      cle: ligne.Cle,
      message: `Parametres, ligne ${ligne.ligne} : « ${ligne.Cle} » n'est pas un paramètre connu ; il est ignoré.`,
      remede: "Vérifiez l'orthographe dans le dictionnaire des données.",
      en: {
        message: `Parametres, row ${ligne.ligne}: "${ligne.Cle}" is not a known setting; it is ignored.`,
        remede: 'Check the spelling in the data dictionary.',
      },
    };
  }
}

/** Défaut d'un paramètre, tel qu'à écrire dans la colonne Valeur d'un modèle. */
export function texteDefaut(cle: CleParametre): string {
  const { defaut, schema } = PARAMETRES[cle];
  if (defaut === undefined) return '';
  switch (t.registreColonnes.get(schema)?.sorte) {
    case 'booleen':
      return defaut === true ? 'O' : 'N';
    case 'jour':
      return versIso(defaut as unknown as Jour);
    case 'quantite':
      return String((defaut as Quantite) / 10_000);
    case 'montant':
      return String(enEuros(defaut as unknown as Montant));
    default:
      return String(defaut);
  }
}
