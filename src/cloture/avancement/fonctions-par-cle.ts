import { manque, type ExempleFonction, type Fonction, type Texte } from '../fonction';
import { AFFAIRE, ARRETE } from '../fonction-parametres';
import type { Mesures } from './calcul/modele';
import type { MesureExpliquee } from './explications/mesures';
import { mesurer, preparer, TABLES, valeurRendue } from './fonctions-commun';
import { expliquer } from './fonctions-explication';

/** Pourquoi une mesure manque ; CA, FAE et PCA ne manquent jamais. */
function raisonDe(mesures: Mesures, mesure: MesureExpliquee): Texte | undefined {
  if (mesure === 'ca' || mesure === 'fae' || mesure === 'pca') return undefined;
  return mesures.manques[mesure === 'marge' ? 'charges' : mesure];
}

interface Description {
  readonly id: string;
  readonly description: Texte;
  readonly mesure: MesureExpliquee;
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
      classeur: 'exemple',
      ...exemple,
    },
    ...(remarques ? { remarques } : {}),
    creer: acces => (affaire, arrete) => {
      const { mesures, ou } = mesurer(acces, affaire, arrete);
      const valeur = valeurRendue(mesures, mesure);
      if (valeur !== undefined) return valeur;
      const raison = raisonDe(mesures, mesure);
      throw manque(raison?.fr ?? `${ou} : ce chiffre manque`, raison?.en ?? `${ou}: this figure is missing`);
    },
    preparer: acces => (_, arrete) => preparer(acces, arrete),
    expliquer: acces => (affaire, arrete) => expliquer(acces, affaire, mesure, arrete),
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
    id: 'CA.BUDGET',
    mesure: 'budget',
    description: {
      fr: "Budget de vente d'une affaire à l'arrêté : ce qu'elle rapportera, avenants retenus compris, en euros hors taxes.",
      en: 'Contract revenue of a project at the closing date: what it will bring, change orders included, in euros excluding VAT.',
    },
    exemple: { resultat: 100000, source: 'T-REV-03' },
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
  {
    id: 'CA.RAF',
    mesure: 'raf',
    description: {
      fr: "Reste à faire d'une affaire après l'arrêté : temps, planning ou tâches, et achats à venir, en euros.",
      en: 'Cost to complete of a project after the closing date: time, planning or tasks, and purchases to come, in euros.',
    },
    exemple: { resultat: 44000, source: 'T-REV-03' },
  },
  {
    id: 'CA.MARGE',
    mesure: 'marge',
    description: {
      fr: "Marge à date d'une affaire : CA reconnu moins charges réelles, cumulés jusqu'à l'arrêté, en euros.",
      en: 'Margin to date of a project: recognised revenue less actual costs, cumulative up to the closing date, in euros.',
    },
    exemple: { resultat: 9000, source: 'T-REV-03' },
    remarques: {
      fr: 'La provision pour perte à terminaison n’y est pas : voir CA.PERTE.',
      en: 'The provision for a loss at completion is not in it: see CA.PERTE.',
    },
  },
];

/** Les mesures d'une affaire, une par fonction. */
export const FONCTIONS_PAR_CLE: readonly Fonction[] = PAR_CLE.map(parCle);
