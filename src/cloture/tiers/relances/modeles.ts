/** Les niveaux et les lettres fournis, quand la table NiveauxRelance est vide (domaine §8.4). */

/** Un niveau de relance et ses deux lettres. */
export interface NiveauRelance {
  readonly niveau: number;
  readonly libelle: string;
  readonly jours: number;
  readonly objet: Readonly<Record<'FR' | 'EN', string>>;
  readonly texte: Readonly<Record<'FR' | 'EN', string>>;
}

const lettre = (fr: readonly string[], en: readonly string[]) => ({
  FR: fr.join('\n\n'),
  EN: en.join('\n\n'),
});

const DETAIL = '{pieces}';
const SALUTATION = { FR: 'Bonjour {contact},', EN: 'Dear {contact},' } as const;
const SIGNATURE = { FR: 'Cordialement,\n{societe}', EN: 'Kind regards,\n{societe}' } as const;

export const NIVEAUX_FOURNIS: readonly NiveauRelance[] = [
  {
    niveau: 0,
    libelle: 'Préventif',
    jours: -5,
    objet: { FR: 'Prochaine échéance – {client}', EN: 'Upcoming due date – {client}' },
    texte: lettre(
      [
        SALUTATION.FR,
        'Nous nous permettons de vous rappeler les échéances qui approchent :',
        DETAIL,
        'Net à régler : {net}. Si votre règlement est déjà parti, merci de ne pas tenir compte de ce message.',
        SIGNATURE.FR,
      ],
      [
        SALUTATION.EN,
        'This is a courtesy reminder of the amounts about to fall due:',
        DETAIL,
        'Net to pay: {net}. If your payment is already on its way, please disregard this message.',
        SIGNATURE.EN,
      ],
    ),
  },
  {
    niveau: 1,
    libelle: 'Amiable',
    jours: 5,
    objet: { FR: 'Factures en attente de règlement – {client}', EN: 'Outstanding invoices – {client}' },
    texte: lettre(
      [
        SALUTATION.FR,
        'Sauf erreur de notre part, les factures suivantes n’ont pas été réglées au {date} :',
        DETAIL,
        'Net à régler : {net}. Pouvez-vous nous dire quand votre paiement interviendra ?',
        SIGNATURE.FR,
      ],
      [
        SALUTATION.EN,
        'Unless we are mistaken, the following invoices were unpaid as of {date}:',
        DETAIL,
        'Net to pay: {net}. Could you let us know when we can expect your payment?',
        SIGNATURE.EN,
      ],
    ),
  },
  {
    niveau: 2,
    libelle: 'Ferme',
    jours: 15,
    objet: { FR: 'Deuxième rappel – {net} à régler', EN: 'Second reminder – {net} to pay' },
    texte: lettre(
      [
        SALUTATION.FR,
        'Malgré notre rappel, {net} restent dus, dont certaines pièces depuis {retard} jours :',
        DETAIL,
        'Merci de régler sous huit jours. {mention_penalites}',
        SIGNATURE.FR,
      ],
      [
        SALUTATION.EN,
        'Despite our reminder, {net} remains due, some items for {retard} days:',
        DETAIL,
        'Please pay within eight days. {mention_penalites}',
        SIGNATURE.EN,
      ],
    ),
  },
  {
    niveau: 3,
    libelle: 'Mise en demeure',
    jours: 30,
    objet: { FR: 'Mise en demeure de payer {net}', EN: 'Formal notice to pay {net}' },
    texte: lettre(
      [
        'À l’attention de {contact},',
        'Par la présente, nous vous mettons en demeure de nous régler sous huit jours la somme de {net}, ainsi composée :',
        DETAIL,
        '{mention_penalites}',
        'À défaut, nous engagerons le recouvrement sans autre avis.',
        SIGNATURE.FR,
      ],
      [
        'For the attention of {contact},',
        'We hereby give you formal notice to pay, within eight days, the sum of {net}, made up as follows:',
        DETAIL,
        '{mention_penalites}',
        'Failing payment, we shall start recovery proceedings without further notice.',
        SIGNATURE.EN,
      ],
    ),
  },
  {
    niveau: 4,
    libelle: 'Contentieux',
    jours: 60,
    objet: { FR: 'Transmission au contentieux – {client}', EN: 'Referral to collection – {client}' },
    texte: lettre(
      [
        'À l’attention de {contact},',
        'Notre mise en demeure étant restée sans effet, le dossier suivant, de {net}, est transmis à notre service contentieux :',
        DETAIL,
        '{mention_penalites}',
        SIGNATURE.FR,
      ],
      [
        'For the attention of {contact},',
        'Our formal notice having remained without effect, the following file, for {net}, is referred to our collection department:',
        DETAIL,
        '{mention_penalites}',
        SIGNATURE.EN,
      ],
    ),
  },
];
