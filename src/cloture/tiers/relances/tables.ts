/** Les relances : niveaux et textes de l'utilisateur, lettres du mois et leur trace (domaine §8.4, §8.5). */
import { defineTable, entier, enumeration, jour, montant, texte } from '../../../workbook/table';

const calcule = { calculee: true } as const;
const m = (entete: string, en: string, note: string) => montant({ entete, en, note, ...calcule });
const t = (entete: string, en: string, note: string, largeur?: number) =>
  texte({ entete, en, note, ...calcule, ...(largeur === undefined ? {} : { largeur }) });

const VARIABLES_NOTE =
  'Variables : {client}, {contact}, {societe}, {date}, {niveau}, {pieces}, {du}, {deduit}, {net}, {retard}, {mention_penalites} ; et {penalites}, {indemnites}, {total} si PenalitesRelance vaut O.';

export const NiveauxRelance = defineTable({
  nom: 'NiveauxRelance',
  feuille: 'Niveaux de relance',
  titre: { fr: 'Niveaux de relance et leurs textes', en: 'Dunning levels and texts' },
  description: {
    fr: 'Un niveau par ligne. Table vide : préventif 5 jours avant, amiable à 5, ferme à 15, mise en demeure à 30, contentieux à 60, avec les textes fournis.',
    en: 'One level per row. Empty table: 5 days before, then 5, 15, 30 and 60 days late, with the texts supplied.',
  },
  famille: 'REFERENTIELS',
  gel: { nature: 'HORS' },
  cle: ['Niveau'],
  colonnes: {
    Niveau: entier({
      entete: 'Niveau',
      en: 'Level',
      requis: true,
      bornes: [0, 9],
      note: 'Le plus élevé est le plus sévère.',
    }),
    Libelle: texte({ entete: 'Libellé', en: 'Label', largeur: 24, note: 'Nom du niveau.' }),
    Jours: entier({
      entete: 'Jours de retard',
      en: 'Days late',
      requis: true,
      bornes: [-90, 3650],
      note: 'Retard à partir duquel le niveau vaut ; négatif avant l’échéance.',
    }),
    ObjetFR: texte({ entete: 'Objet (français)', en: 'Subject (French)', largeur: 36, note: VARIABLES_NOTE }),
    TexteFR: texte({ entete: 'Texte (français)', en: 'Text (French)', largeur: 60, note: VARIABLES_NOTE }),
    ObjetEN: texte({ entete: 'Objet (anglais)', en: 'Subject (English)', largeur: 36, note: VARIABLES_NOTE }),
    TexteEN: texte({ entete: 'Texte (anglais)', en: 'Text (English)', largeur: 60, note: VARIABLES_NOTE }),
  },
});

const arrete = () => jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule });
const tiers = () => texte({ entete: 'Tiers', en: 'Third party', requis: true, ...calcule });
const niveau = (note: string) => entier({ entete: 'Niveau', en: 'Level', requis: true, note, ...calcule });

export const Relances = defineTable({
  nom: 'Relances',
  feuille: 'Relances',
  titre: { fr: 'Relances', en: 'Dunning letters' },
  description: {
    fr: 'Une lettre par client à l’arrêté, au plus haut niveau de ses pièces, avoirs et règlements déduits. Les arrêtés passés restent : c’est la trace.',
    en: 'One letter per customer at the closing date, at the highest level of its items, credits deducted. Past closing dates stay: this is the log.',
  },
  famille: 'GENEREES',
  generee: true,
  gel: { nature: 'HORS' },
  cle: ['Arrete', 'IdTiers'],
  colonnes: {
    Arrete: arrete(),
    IdTiers: tiers(),
    Nom: t('Nom', 'Name', 'Raison sociale.', 28),
    Niveau: niveau('Le plus haut niveau de ses pièces ; il ne redescend pas.'),
    Libelle: t('Libellé du niveau', 'Level name', 'Nom du niveau.', 20),
    Langue: enumeration(['FR', 'EN'], { entete: 'Langue', en: 'Language', ...calcule }),
    Courriel: t('Courriel', 'E-mail', 'Adresse de la fiche tiers.', 26),
    Pieces: entier({ entete: 'Pièces', en: 'Items', note: 'Nombre de pièces réclamées.', ...calcule }),
    RetardMax: entier({
      entete: 'Retard le plus long',
      en: 'Longest delay',
      note: 'Jours depuis la plus ancienne échéance réclamée.',
      ...calcule,
    }),
    Du: m('Dû', 'Due', 'Somme des pièces réclamées.'),
    Deduit: m('Déduit', 'Deducted', 'Avoirs et règlements non affectés.'),
    Net: m('Net réclamé', 'Net claimed', 'Dû moins déduit ; toujours positif.'),
    Penalites: m('Pénalités', 'Interest', 'Pénalités de retard, si PenalitesRelance vaut O.'),
    Indemnites: m('Indemnités', 'Recovery fees', 'Indemnité forfaitaire par pièce en retard.'),
    Total: m('Total', 'Total', 'Net, pénalités et indemnités.'),
    Objet: t('Objet', 'Subject', 'Objet de la lettre.', 40),
    Texte: t('Texte', 'Text', 'La lettre, prête à copier.', 70),
    EnvoyeeLe: jour({ entete: 'Envoyée le', en: 'Sent on', note: 'À vous.' }),
    Suite: texte({
      entete: 'Suite',
      en: 'Outcome',
      largeur: 40,
      note: 'À vous : réponse, appel, prochaine action.',
    }),
  },
});

export const PiecesRelancees = defineTable({
  nom: 'PiecesRelancees',
  feuille: 'Pièces relancées',
  titre: { fr: 'Pièces relancées', en: 'Items chased' },
  description: {
    fr: 'Le niveau de chaque pièce à chaque arrêté, et ses pénalités : un niveau ne redescend jamais.',
    en: 'The level of each item at each closing date, and its interest: a level never decreases.',
  },
  famille: 'GENEREES',
  generee: true,
  gel: { nature: 'HORS' },
  cle: ['Arrete', 'IdTiers', 'Compte', 'Piece', 'Origine'],
  colonnes: {
    Arrete: arrete(),
    IdTiers: tiers(),
    Compte: t('Compte', 'Account', 'Compte collectif.'),
    Piece: t('Pièce', 'Document', 'Pièce réclamée.', 18),
    Origine: t('Origine', 'Source', 'Table et ligne de la feuille.', 18),
    Echeance: jour({ entete: "Date d'échéance", en: 'Due date', ...calcule }),
    Retard: entier({ entete: 'Retard', en: 'Days late', ...calcule }),
    Niveau: niveau('Niveau de la pièce.'),
    Reste: m('Reste dû', 'Outstanding', 'Ce qui en reste ouvert à l’arrêté.'),
    Penalites: m(
      'Pénalités',
      'Interest',
      'Sur l’impayé, du lendemain de l’échéance à l’arrêté ou au paiement.',
    ),
    Detail: t('Détail', 'Detail', 'Montant, jours et taux de chaque semestre.', 60),
    Indemnite: m('Indemnité', 'Recovery fee', 'Indemnité forfaitaire de recouvrement.'),
  },
});
