import { enEuros, quotient, versIso, type Jour, type Montant } from '../../comptabilite';
import { estVide, lireAffaire, lireArrete, lireMontant } from '../arguments';
import { exigerLisible, exigerParametres } from '../blocages';
import {
  ErreurFonction,
  type Acces,
  type ExempleFonction,
  type Fonction,
  type Modele,
  type ParametreFonction,
  type Texte,
} from '../fonction';
import { CodesTVA, EcrituresCloture, Historique, Periodes, PlanComptable, Tiers } from '../tables-communes';
import { creerModeleAvancement, type Mesures, type ModeleAvancement } from './calcul/modele';
import { lireDonnees, lireOptions, TABLES_AVANCEMENT } from './lecture';

/** Ce dont dépendent les mesures ; comptes, tiers et TVA ne servent qu'aux écritures. */
const TABLES = TABLES_AVANCEMENT.filter(
  table => ![PlanComptable, Tiers, CodesTVA, EcrituresCloture].some(autre => autre.nom === table.nom),
);
/** Ce dont dépend un mois fermé : rien que ce qu'il a figé. */
const TABLES_FERMEES = [Periodes, Historique];

const AFFAIRE: ParametreFonction = {
  nom: { fr: 'affaire', en: 'project' },
  description: {
    fr: 'Code de l\'affaire, ou "*" pour toute la société. Vide : #N/A.',
    en: 'Project code, or "*" for the whole company. Empty: #N/A.',
  },
  type: 'any',
};
const ARRETE: ParametreFonction = {
  nom: { fr: 'arrete', en: 'closingDate' },
  description: {
    fr: "Date d'arrêté ; celle du classeur si elle est omise ou vide.",
    en: 'Closing date; that of the workbook when omitted or empty.',
  },
  type: 'any',
  facultatif: true,
  date: true,
};

const modeles = new WeakMap<Modele, Map<string, ModeleAvancement>>();

/** Le modèle de l'avancement : un par lecture du classeur et par jeu d'options, car les paramètres sont datés. */
function modeleA(modele: Modele, arrete: Jour): ModeleAvancement {
  const connus = modeles.get(modele) ?? new Map<string, ModeleAvancement>();
  modeles.set(modele, connus);
  const options = lireOptions(modele.parametres(arrete));
  const cle = JSON.stringify(options);
  const trouve = connus.get(cle) ?? creerModeleAvancement(lireDonnees(modele.tables), options);
  connus.set(cle, trouve);
  return trouve;
}

/**
 * Mesures d'une affaire à un arrêté, ou l'erreur de cellule qui dit pourquoi il n'y en a pas.
 * @throws ErreurFonction #N/A : clé vide, affaire inconnue, anomalie bloquante ; #VALEUR! : date illisible.
 */
function mesurer(acces: Acces, affaireLue: unknown, arreteLu: unknown): { mesures: Mesures; ou: string } {
  const affaire = lireAffaire(affaireLue);
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const reponse = modeleA(modele, arrete).mesures(affaire, arrete);
  const fige = reponse.type === 'MESURES' && reponse.source === 'HISTORIQUE';
  if (!fige) exigerParametres(modele.parametres(arrete));
  exigerLisible(fige ? TABLES_FERMEES : TABLES, modele, affaire);
  if (reponse.type === 'ANOMALIE') throw new ErreurFonction('notAvailable', reponse.fr, reponse.en);
  return { mesures: reponse, ou: `${affaire}, ${versIso(arrete)}` };
}

interface Description {
  readonly id: string;
  readonly description: Texte;
  readonly mesure: 'ca' | 'taux' | 'facture' | 'fae' | 'pca' | 'production';
  readonly exemple: Pick<ExempleFonction, 'resultat' | 'source'>;
  readonly remarques?: Texte;
}

/** Une fonction par clé : la mesure demandée, en euros arrondis au centime, ou le taux sans arrondi. */
function parCle({ id, description, mesure, exemple, remarques }: Description): Fonction {
  return {
    id,
    description,
    parametres: [AFFAIRE, ARRETE],
    resultat: { type: 'number' },
    flux: true,
    lit: TABLES,
    exemple: {
      formule: `=${id}("24A010";"30/11/2026")`,
      arguments: ['24A010', '30/11/2026'],
      classeur: true,
      ...exemple,
    },
    ...(remarques ? { remarques } : {}),
    creer: acces => (affaire, arrete) => {
      const { mesures, ou } = mesurer(acces, affaire, arrete);
      const valeur = mesures[mesure];
      if (valeur !== undefined) return typeof valeur === 'number' ? enEuros(valeur) : valeur.toNumber();
      const raison =
        mesure === 'ca' || mesure === 'fae' || mesure === 'pca' ? undefined : mesures.manques[mesure];
      throw new ErreurFonction(
        'notAvailable',
        raison?.fr ?? `${ou} : ce chiffre manque`,
        raison?.en ?? `${ou}: this figure is missing`,
      );
    },
  };
}

const PAR_CLE: readonly Description[] = [
  {
    id: 'CA.AVANCEMENT',
    mesure: 'ca',
    description: {
      fr: "Chiffre d'affaires reconnu d'une affaire, cumulé jusqu'à l'arrêté, en euros hors taxes.",
      en: 'Recognised revenue of a project, cumulative up to the closing date, in euros excluding VAT.',
    },
    exemple: { resultat: 45000, source: 'T-REV-03' },
    remarques: {
      fr: "Un mois fermé répond de son historique : il ne bouge plus. Le total de la société n'est donné que si chaque affaire a le sien.",
      en: 'A closed month answers from its history: it no longer moves. The company total is given only when every project has its own.',
    },
  },
  {
    id: 'CA.TAUX',
    mesure: 'taux',
    description: {
      fr: "Pourcentage d'avancement retenu d'une affaire, de 0 à 1, sans arrondi.",
      en: 'Applied stage of completion of a project, from 0 to 1, unrounded.',
    },
    exemple: { resultat: 0.45, source: 'T-REV-03' },
    remarques: {
      fr: "Pour la société, c'est le CA reconnu divisé par le budget de vente.",
      en: 'For the company, it is recognised revenue divided by contract revenue.',
    },
  },
  {
    id: 'CA.FACTURE',
    mesure: 'facture',
    description: {
      fr: "Facturé d'une affaire jusqu'à l'arrêté : factures validées moins avoirs, hors acomptes, en euros hors taxes.",
      en: 'Invoiced on a project up to the closing date: posted invoices less credit notes, without down payments, in euros excluding VAT.',
    },
    exemple: { resultat: 30000, source: 'T-REV-03' },
  },
  {
    id: 'CA.FAE',
    mesure: 'fae',
    description: {
      fr: "Factures à établir d'une affaire à l'arrêté, en euros hors taxes : CA reconnu au-delà du facturé.",
      en: 'Accrued income of a project at the closing date, in euros excluding VAT: revenue beyond what is invoiced.',
    },
    exemple: { resultat: 15000, source: 'T-REV-03' },
  },
  {
    id: 'CA.PCA',
    mesure: 'pca',
    description: {
      fr: "Produits constatés d'avance d'une affaire à l'arrêté, en euros hors taxes : facturé au-delà du CA reconnu.",
      en: 'Deferred income of a project at the closing date, in euros excluding VAT: invoiced beyond revenue.',
    },
    exemple: { resultat: 0, source: 'T-REV-03' },
  },
  {
    id: 'CA.PRODUCTION',
    mesure: 'production',
    description: {
      fr: "Production du mois d'une affaire : CA reconnu moins CA historisé à l'arrêté précédent, en euros hors taxes.",
      en: 'Revenue of the month of a project: recognised revenue less the revenue recorded at the previous closing date, in euros excluding VAT.',
    },
    exemple: { resultat: 7000, source: 'T-REV-03' },
  },
];

const CHARGES: ParametreFonction = {
  nom: { fr: 'charges', en: 'costs' },
  description: {
    fr: "Charges réelles à l'arrêté, en euros.",
    en: 'Actual costs at the closing date, in euros.',
  },
  type: 'any',
};
const RAF: ParametreFonction = {
  nom: { fr: 'raf', en: 'toComplete' },
  description: {
    fr: 'Reste à faire, en euros ; 0 si tout est fait, jamais vide.',
    en: 'Cost to complete, in euros; 0 when all is done, never empty.',
  },
  type: 'any',
};

/**
 * % d'avancement = charges / (charges + RAF), entre 0 et 1, sans arrondi ; 0 si la reprévision est nulle (domaine §5.7).
 * @throws ErreurFonction #VALEUR! si le RAF est vide : vide n'est pas zéro, et zéro vaudrait 100 % (domaine §17.5).
 */
function tauxAvancement(chargesLues: unknown, rafLu: unknown): number {
  const charges = lireMontant(chargesLues, CHARGES.nom);
  if (estVide(rafLu))
    throw new ErreurFonction(
      'invalidValue',
      'raf : vide, indiquez 0 si tout est fait',
      'toComplete: empty, give 0 when all is done',
    );
  const raf = lireMontant(rafLu, RAF.nom);
  if (raf < 0)
    throw new ErreurFonction('invalidValue', 'raf : négatif, vérifiez-le', 'toComplete: negative, check it');
  const reprevision = (charges + raf) as Montant;
  const taux = quotient(charges, reprevision)?.toNumber() ?? 0;
  return Math.min(1, Math.max(0, taux));
}

/** Les fonctions de cellule du chiffre d'affaires à l'avancement. */
export const FONCTIONS_AVANCEMENT: readonly Fonction[] = [
  ...PAR_CLE.map(parCle),
  {
    id: 'CA.TAUXAVANCEMENT',
    description: {
      fr: "Pourcentage d'avancement : charges / (charges + reste à faire), de 0 à 1, sans arrondi.",
      en: 'Stage of completion: costs / (costs + cost to complete), from 0 to 1, unrounded.',
    },
    parametres: [CHARGES, RAF],
    resultat: { type: 'number' },
    exemple: {
      formule: '=CA.TAUXAVANCEMENT(36000;44000)',
      arguments: [36000, 44000],
      resultat: 0.45,
      source: 'T-REV-03',
    },
    creer: () => (charges, raf) => tauxAvancement(charges, raf),
  },
];
