/** Textes de la page « Mois fermés » : scellés, vérification, changements tardifs, réouverture, dans les deux langues. */
export const moisFr = {
  titre: 'Mois fermés',
  intro:
    'Fermer un mois le scelle : l’empreinte de ce qu’il a lu et écrit est gardée dans la feuille « Scellés des mois ». Vérifier la recalcule.',
  liste: 'Les mois',
  aucun: 'Aucun mois n’est fermé.',
  etat: {
    OUVERTE: 'Ouvert',
    EN_CLOTURE: 'En cours de clôture',
    FERMEE: 'Fermé',
    REOUVERTE: 'Rouvert, à refermer',
  },
  scelle: (numero: string, par: string, quand: string) => `Scellé n° ${numero}, ${par}, ${quand}`,
  sansScelle: 'Fermé sans scellé : le complément ne l’a pas fermé lui-même.',
  empreinte: 'Empreinte',
  feuille: 'Voir les scellés',
  verifier: 'Vérifier le dernier mois fermé',
  verifierMois: (mois: string) => `Vérifier ${mois}`,
  intact: (mois: string) =>
    `${mois} : rien n’a bougé, la chaîne des scellés est entière, et le mois se recalcule à l’identique.`,
  info: (mois: string) => `${mois} : rien de figé n’a bougé. À savoir :`,
  bouge: (mois: string) => `${mois} : quelque chose a bougé depuis la fermeture.`,
  rien: 'Aucun scellé en vigueur : fermez un mois pour le sceller.',
  effet: 'Effet sur les comptes du mois fermé',
  compte: 'Compte',
  fige: 'Figé',
  recalcule: 'Recalculé',
  consigner: 'Consigner les changements tardifs',
  consignerTexte:
    'Le mois fermé ne bouge pas. L’effet est consigné dans le mois ouvert, à sa date de survenance ; une écriture importée en retard passe au premier jour ouvert.',
  consigne: (lignes: string, effets: string, redatees: string) =>
    `Lignes consignées : ${lignes} · effets : ${effets} · écritures redatées : ${redatees}.`,
  rouvrirMois: (mois: string) => `Rouvrir ${mois}`,
  motif: 'Motif de la réouverture',
  confirmer: (mois: string) =>
    `Rouvrir ${mois} et les mois fermés après lui ? Leurs scellés sont levés, leurs écritures ne sont plus validées, et votre motif est gardé.`,
  oui: 'Oui, rouvrir',
  non: 'Non',
  rouverts: (mois: string) => `Rouverts : ${mois}.`,
  refus: 'Réouverture refusée : rien n’est écrit.',
};

export const moisEn: typeof moisFr = {
  titre: 'Closed months',
  intro:
    'Closing a month seals it: the fingerprint of what it read and wrote is kept in the sheet "Scellés des mois". Verify recomputes it.',
  liste: 'The months',
  aucun: 'No month is closed.',
  etat: {
    OUVERTE: 'Open',
    EN_CLOTURE: 'Being closed',
    FERMEE: 'Closed',
    REOUVERTE: 'Reopened, to close again',
  },
  scelle: (numero, par, quand) => `Seal no. ${numero}, ${par}, ${quand}`,
  sansScelle: 'Closed without a seal: the add-in did not close it.',
  empreinte: 'Fingerprint',
  feuille: 'See the seals',
  verifier: 'Verify the last closed month',
  verifierMois: mois => `Verify ${mois}`,
  intact: mois =>
    `${mois}: nothing moved, the chain of seals is whole, and the month recomputes identically.`,
  info: mois => `${mois}: nothing frozen moved. Worth knowing:`,
  bouge: mois => `${mois}: something moved since closing.`,
  rien: 'No seal in force: close a month to seal it.',
  effet: 'Effect on the accounts of the closed month',
  compte: 'Account',
  fige: 'Frozen',
  recalcule: 'Recomputed',
  consigner: 'Record the late changes',
  consignerTexte:
    'The closed month does not move. The effect is recorded in the open month, at its date of occurrence; an entry imported late moves to the first open day.',
  consigne: (lignes, effets, redatees) =>
    `Rows recorded: ${lignes} · effects: ${effets} · entries re-dated: ${redatees}.`,
  rouvrirMois: mois => `Reopen ${mois}`,
  motif: 'Reason for reopening',
  confirmer: mois =>
    `Reopen ${mois} and the months closed after it? Their seals are lifted, their entries are no longer validated, and your reason is kept.`,
  oui: 'Yes, reopen',
  non: 'No',
  rouverts: mois => `Reopened: ${mois}.`,
  refus: 'Reopening refused: nothing is written.',
};
