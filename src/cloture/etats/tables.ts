/** Les états que la clôture écrit : résultat, bilan, soldes de gestion, résultat par mois et par affaire. */
import {
  booleen,
  compte,
  defineTable,
  enumeration,
  jour,
  montant,
  taux,
  texte,
  type Table,
  type Valeurs,
} from '../../workbook/table';

const calcule = { calculee: true } as const;
const CENTIMES = '#,##0.00;-#,##0.00;"–"';
const m = (entete: string, en: string, note: string, largeur = 15) =>
  montant({ entete, en, note, largeur, format: CENTIMES, ...calcule });
const pct = (entete: string, en: string, note: string) =>
  taux({ entete, en, note, largeur: 10, format: '0.0%', ...calcule });

/** Ce qu'est une rangée d'état : ses comptes se replient au-dessus de la ligne qui les totalise. */
export const NATURES = ['EDITION', 'TITRE', 'COMPTE', 'LIGNE', 'DONT', 'TOTAL'] as const;

const poste = () =>
  texte({
    entete: 'Poste',
    en: 'Line code',
    requis: true,
    largeur: 9,
    note: 'Code de la ligne ou du total, celui de CPTA.POSTE.',
    ...calcule,
  });
const duCompte = () =>
  compte({
    entete: 'Compte',
    en: 'Account',
    largeur: 11,
    note: 'Rempli sur une ligne de compte, repliée sous la sienne.',
    ...calcule,
  });
const nature = () =>
  enumeration(NATURES, {
    entete: 'Nature',
    en: 'Kind',
    requis: true,
    largeur: 10,
    note: 'EDITION dit la période et si l’état est provisoire ou définitif.',
    ...calcule,
  });
const libelle = (largeur: number) => texte({ entete: 'Libellé', en: 'Label', largeur, ...calcule });
/** Poste, compte, nature et libellé d'une rangée. */
const rangee = (largeur = 52) => ({
  Poste: poste(),
  Compte: duCompte(),
  Nature: nature(),
  Libelle: libelle(largeur),
});
const N1 = 'Même période, un an avant, dans le plan de l’exercice. Vide : pas d’écritures.';

export const CompteResultat = defineTable({
  nom: 'CompteResultat',
  feuille: 'Compte de résultat',
  titre: { fr: 'Compte de résultat', en: 'Income statement' },
  description: {
    fr: 'En liste, dans le plan de l’exercice : le mois, le cumul depuis l’ouverture, l’année d’avant, le budget. En euros.',
    en: 'List model in the chart of the year: month, year to date, prior year, budget. In euros.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Poste', 'Compte'],
  colonnes: {
    ...rangee(58),
    Mois: m('Mois', 'Month', 'Mouvements du mois arrêté.'),
    Cumul: m('Cumul', 'Year to date', 'Depuis le premier jour de l’exercice.'),
    CumulN1: m('Cumul N-1', 'Prior year to date', N1),
    Variation: m('Variation', 'Change', 'Cumul moins cumul N-1.'),
    MoisN1: m('Mois N-1', 'Prior year month', N1),
    BudgetMois: m('Budget du mois', 'Month budget', 'Vide : pas de budget par compte.'),
    BudgetCumul: m('Budget cumulé', 'Budget to date', 'Vide : pas de budget par compte.'),
    EcartBudget: m('Écart au budget', 'Variance', 'Cumul moins budget cumulé.'),
    Liasse: texte({
      entete: 'Liasse',
      en: 'Tax form',
      largeur: 9,
      note: 'Case des tableaux 2052 et 2053, pour recouper.',
      ...calcule,
    }),
  },
});

export const BilanActif = defineTable({
  nom: 'BilanActif',
  feuille: 'Bilan actif',
  titre: { fr: 'Bilan : actif', en: 'Balance sheet: assets' },
  description: {
    fr: 'À l’arrêté : brut, amortissements et dépréciations, net ; et le net à la clôture de l’exercice d’avant. En euros.',
    en: 'At the closing date: gross, depreciation and impairment, net; and net at the prior year-end. In euros.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Poste', 'Compte'],
  colonnes: {
    ...rangee(62),
    Brut: m('Brut', 'Gross', 'Valeur brute.', 17),
    Amortissements: m('Amort. et dépréc.', 'Depreciation', 'Amortissements et dépréciations.', 17),
    Net: m('Net', 'Net', 'Brut moins amortissements et dépréciations.', 17),
    NetN1: m('Net N-1', 'Prior net', 'À la clôture de l’exercice précédent.', 17),
  },
});

export const BilanPassif = defineTable({
  nom: 'BilanPassif',
  feuille: 'Bilan passif',
  titre: { fr: 'Bilan : passif', en: 'Balance sheet: equity and liabilities' },
  description: {
    fr: 'À l’arrêté, et à la clôture de l’exercice d’avant. Le résultat comprend ce que le compte 12 ne porte pas encore.',
    en: 'At the closing date, and at the prior year-end. The result includes what account 12 does not carry yet.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Poste', 'Compte'],
  colonnes: {
    ...rangee(62),
    Net: m('Montant', 'Amount', 'À l’arrêté.', 17),
    NetN1: m('Montant N-1', 'Prior amount', 'À la clôture de l’exercice précédent.', 17),
  },
});

export const SoldesGestion = defineTable({
  nom: 'SoldesGestion',
  feuille: 'Soldes de gestion',
  titre: { fr: 'Soldes intermédiaires de gestion et CAF', en: 'Management balances and cash flow' },
  description: {
    fr: 'Du chiffre d’affaires au résultat net, puis la capacité d’autofinancement. En euros.',
    en: 'From revenue to net result, then the cash flow (French SIG and CAF). In euros.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Poste'],
  colonnes: {
    Poste: poste(),
    Nature: nature(),
    Libelle: libelle(52),
    Mois: m('Mois', 'Month', 'Mois arrêté.'),
    Cumul: m('Cumul', 'Year to date', 'Depuis le premier jour de l’exercice.'),
    PartCA: pct(
      '% CA',
      '% revenue',
      'Cumul rapporté au chiffre d’affaires net. Vide : pas de chiffre d’affaires.',
    ),
    CumulN1: m('Cumul N-1', 'Prior year to date', N1),
    Variation: m('Variation', 'Change', 'Cumul moins cumul N-1.'),
  },
});

/** Colonne d'un mois : son titre suit l'exercice. */
const colonneMois = (rang: number, entete: string) =>
  montant({ entete, en: `Month ${rang}`, mobile: true, largeur: 14, format: CENTIMES, ...calcule });

const mensuel = (mois: Readonly<Record<string, ReturnType<typeof colonneMois>>>) =>
  defineTable({
    nom: 'ResultatMensuel',
    feuille: 'Résultat par mois',
    titre: { fr: 'Compte de résultat par mois', en: 'Income statement by month' },
    description: {
      fr: 'Le compte de résultat, un mois par colonne depuis l’ouverture de l’exercice, et leur somme. En euros.',
      en: 'The income statement, one month per column since the start of the year, and their sum. In euros.',
    },
    famille: 'GENEREES',
    generee: true,
    cle: ['Poste'],
    colonnes: {
      Poste: poste(),
      Nature: nature(),
      Libelle: libelle(44),
      ...mois,
      Cumul: m('Cumul', 'Year to date', 'Somme des mois.'),
    },
  }) as unknown as Table<LigneMensuelle>;

/** Une rangée du résultat par mois : Poste, Nature, Libelle, M1 à Mn, Cumul. */
export type LigneMensuelle = Record<string, string | number | undefined> & { Poste: string };

/** La table, ses colonnes de mois aux noms voulus. @example tableMensuelle(['janv. 2026', 'févr. 2026']) */
export const tableMensuelle = (mois: readonly string[]): Table<LigneMensuelle> =>
  mensuel(Object.fromEntries(mois.map((entete, i) => [`M${i + 1}`, colonneMois(i + 1, entete)])));

export const ResultatMensuel = tableMensuelle(Array.from({ length: 12 }, (_, i) => `Mois ${i + 1}`));

export const AXES = ['AFFAIRE', 'BU', 'SECTION'] as const;

export const ResultatParAxe = defineTable({
  nom: 'ResultatParAxe',
  feuille: 'Résultat par affaire',
  titre: { fr: 'Résultat par affaire, BU et section', en: 'Result by project, business unit and section' },
  description: {
    fr: 'Le résultat de l’exercice, réparti selon l’affaire ou la section que portent les écritures. Chaque axe totalise la société.',
    en: 'The result to date, split by the project or section that entries carry. Each axis adds up to the company.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Axe', 'Code'],
  colonnes: {
    Axe: enumeration(AXES, { entete: 'Axe', en: 'Axis', requis: true, largeur: 10, ...calcule }),
    Code: texte({
      entete: 'Code',
      en: 'Code',
      requis: true,
      largeur: 14,
      note: 'NON AFFECTE : les écritures sans code. TOTAL : la société.',
      ...calcule,
    }),
    Libelle: libelle(34),
    CA: m('Chiffre d’affaires', 'Revenue', 'CA net.', 14),
    AutresProduits: m('Autres produits', 'Other income', 'D’exploitation.', 14),
    Achats: m(
      'Achats et charges externes',
      'Purchases',
      'Achats, variations de stocks, charges externes.',
      14,
    ),
    Taxes: m('Impôts et taxes', 'Taxes', 'Ligne IT.', 14),
    Personnel: m('Personnel', 'Staff', 'Salaires et cotisations.', 14),
    Autres: m('Dotations et autres', 'Other expenses', 'Dotations, cessions, autres charges.', 14),
    Exploitation: m('Exploitation', 'Operating', 'Résultat d’exploitation.', 14),
    HorsExploitation: m(
      'Financier et exceptionnel',
      'Financial and exceptional',
      'Et opérations en commun, participation, impôts.',
      14,
    ),
    Resultat: m('Résultat', 'Result', 'De l’exercice, à l’arrêté.', 14),
    ResultatMois: m('Résultat du mois', 'Month result', 'Du mois arrêté.', 14),
  },
});

export const CompteGestion = defineTable({
  nom: 'CompteGestion',
  feuille: 'Compte de gestion',
  titre: { fr: 'Compte de gestion', en: 'Management income statement' },
  description: {
    fr: 'Votre présentation du résultat (table LignesEtat) : mois, cumul, budget, N-1, atterrissage, et chaque ligne en part du CA.',
    en: 'Your layout of the result (table LignesEtat): month, to date, budget, prior year, landing, and share of revenue.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Poste'],
  colonnes: {
    Poste: poste(),
    Nature: nature(),
    Libelle: libelle(44),
    Mois: m('Mois', 'Month', 'Mois arrêté.'),
    PartMois: pct('% mois', '% month', 'Part du CA du mois ; sur un ratio, sa valeur.'),
    Cumul: m('Cumul', 'Year to date', 'Depuis le premier jour de l’exercice.'),
    PartCumul: pct('% cumul', '% to date', 'Part du CA cumulé ; sur un ratio, sa valeur.'),
    CumulN1: m('Cumul N-1', 'Prior year to date', N1),
    PartN1: pct('% N-1', '% prior', 'Part du CA cumulé de N-1 ; sur un ratio, sa valeur.'),
    BudgetMois: m('Budget du mois', 'Month budget', 'Vide : pas de budget par compte.'),
    BudgetCumul: m('Budget cumulé', 'Budget to date', 'Vide : pas de budget par compte.'),
    EcartBudget: m('Écart au budget', 'Variance', 'Cumul moins budget cumulé.'),
    Atterrissage: m('Atterrissage', 'Landing', 'Cumul plus budget des mois qui restent.'),
  },
});

export const ETATS = ['RESULTAT', 'SOLDES', 'ACTIF', 'PASSIF'] as const;

export const HistoriqueEtats = defineTable({
  nom: 'HistoriqueEtats',
  feuille: 'Historique des états',
  titre: { fr: 'Historique des états', en: 'History of statements' },
  description: {
    fr: 'Les montants de chaque arrêté. Un mois fermé y est figé : CPTA.POSTE lui répond d’ici.',
    en: 'The amounts of each closing date. A closed month is frozen here: CPTA.POSTE answers from it.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Arrete', 'Etat', 'Poste'],
  colonnes: {
    Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule }),
    Etat: enumeration(ETATS, { entete: 'État', en: 'Statement', requis: true, largeur: 12, ...calcule }),
    Poste: poste(),
    Libelle: libelle(52),
    Mois: m('Mois', 'Month', 'Mouvement du mois ; vide au bilan.'),
    Cumul: m('Cumul', 'Year to date', 'Cumul de l’exercice ; au bilan, le net.'),
    Valide: booleen({ entete: 'Validé', en: 'Validated', note: 'O : mois fermé.', ...calcule }),
    Par: texte({ entete: 'Par', en: 'By', ...calcule }),
    Horodatage: texte({ entete: 'Horodatage', en: 'Timestamp', largeur: 20, ...calcule }),
  },
});

export type LigneResultat = Valeurs<typeof CompteResultat>;

/** Écrites par la clôture. */
export const TABLES_ETATS = [
  CompteResultat,
  ResultatMensuel,
  SoldesGestion,
  BilanActif,
  BilanPassif,
  ResultatParAxe,
  CompteGestion,
  HistoriqueEtats,
] as const;
