import { quotient, type Montant } from '../../comptabilite';
import { estVide, lireMontant } from '../arguments';
import { ErreurFonction, type Fonction, type ParametreFonction } from '../fonction';

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
