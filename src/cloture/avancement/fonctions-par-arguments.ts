import { arbre, enEuros, plus, quotient, type Explication, type Montant } from '../../comptabilite';
import { estVide, lireMontant } from '../arguments';
import { refus, type Fonction } from '../fonction';
import { parametre } from '../fonction-parametres';
import { dire } from './explications/feuilles';
import { avancementDesCouts } from './explications/groupe';
import { expliquerProvision } from './explications/perte';
import { provisionRequise, type MesurePerte } from './perte/provision';

const CHARGES = parametre(
  ['charges', "Charges réelles à l'arrêté, en euros."],
  ['costs', 'Actual costs at the closing date, in euros.'],
);
const RAF = parametre(
  ['raf', 'Reste à faire, en euros ; 0 si tout est fait, jamais vide.'],
  ['toComplete', 'Cost to complete, in euros; 0 when all is done, never empty.'],
);
const BUDGET = parametre(
  ['budget', 'Budget de vente, en euros hors taxes.'],
  ['contractRevenue', 'Contract revenue, in euros excluding VAT.'],
);
const CA_RECONNU = parametre(
  ['caReconnu', "CA reconnu jusqu'à l'arrêté, en euros hors taxes."],
  ['revenue', 'Revenue recognised up to the closing date, in euros excluding VAT.'],
);

/** Reste à faire : jamais vide, car vide n'est pas zéro (domaine §17.5), jamais négatif. @throws ErreurFonction #VALEUR! */
function lireRaf(lu: unknown): Montant {
  if (estVide(lu))
    throw refus('raf : vide, indiquez 0 si tout est fait', 'toComplete: empty, give 0 when all is done');
  const raf = lireMontant(lu, RAF.nom);
  if (raf < 0) throw refus('raf : négatif, vérifiez-le', 'toComplete: negative, check it');
  return raf;
}

/** Les arguments d'un % d'avancement. @throws ErreurFonction #VALEUR! si l'un manque : un RAF vide n'est pas zéro. */
const lireAvancement = (charges: unknown, raf: unknown) => ({
  charges: lireMontant(charges, CHARGES.nom),
  raf: lireRaf(raf),
});

/**
 * % d'avancement = charges / (charges + RAF), entre 0 et 1, sans arrondi ; 0 sans reprévision (domaine §5.7).
 * @throws ErreurFonction #VALEUR! si le RAF est vide : zéro vaudrait 100 % (domaine §17.5).
 */
function tauxAvancement(chargesLues: unknown, rafLu: unknown): number {
  const { charges, raf } = lireAvancement(chargesLues, rafLu);
  const reprevision = plus(charges, raf);
  const taux = reprevision > 0 ? quotient(charges, reprevision)?.toNumber() : undefined;
  return Math.min(1, Math.max(0, taux ?? 0));
}

/** Les arguments d'une provision. @throws ErreurFonction #VALEUR! si l'un manque. */
const lirePerte = (budget: unknown, charges: unknown, raf: unknown, caReconnu: unknown): MesurePerte => ({
  budget: lireMontant(budget, BUDGET.nom),
  charges: lireMontant(charges, CHARGES.nom),
  raf: lireRaf(raf),
  caReconnu: lireMontant(caReconnu, CA_RECONNU.nom),
});

const donne = (fr: string, en: string, m: Montant) =>
  arbre.argument(dire(fr, en), arbre.eurosExacts(m), 'EUR');
const chargesDonnees = (m: Montant) => donne('Charges réelles', 'Actual costs', m);
const rafDonne = (m: Montant) => donne('Reste à faire', 'Cost to complete', m);

function expliquerTaux(chargesLues: unknown, rafLu: unknown): Explication {
  const lus = lireAvancement(chargesLues, rafLu);
  const charges = chargesDonnees(lus.charges);
  const reprevision = arbre.somme(dire('Reprévision', 'Cost at completion'), [charges, rafDonne(lus.raf)]);
  return avancementDesCouts(dire("% d'avancement", 'Stage of completion'), charges, reprevision);
}

function expliquerPerte(...valeurs: Parameters<typeof lirePerte>): Explication {
  const { budget, charges, raf, caReconnu } = lirePerte(...valeurs);
  return expliquerProvision({
    budget: donne('Budget de vente', 'Contract revenue', budget),
    charges: chargesDonnees(charges),
    raf: rafDonne(raf),
    ca: donne('CA reconnu', 'Recognised revenue', caReconnu),
  });
}

/** Les fonctions de l'avancement qui ne lisent que leurs arguments. */
export const FONCTIONS_PAR_ARGUMENTS: readonly Fonction[] = [
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
    expliquer: () => (charges, raf) => expliquerTaux(charges, raf),
  },
  {
    id: 'CA.PERTE',
    description: {
      fr: 'Provision requise pour perte à terminaison : la perte totale moins celle que le résultat porte déjà, en euros ; 0 sans perte.',
      en: 'Required provision for a loss at completion: the whole loss less what profit or loss already bears, in euros; 0 without a loss.',
    },
    parametres: [BUDGET, CHARGES, RAF, CA_RECONNU],
    resultat: { type: 'number' },
    exemple: {
      formule: '=CA.PERTE(100000;60000;60000;50000)',
      arguments: [100000, 60000, 60000, 50000],
      resultat: 10000,
      source: 'T-REV-05',
    },
    remarques: {
      fr: 'Si budget < charges + raf : max(0 ; raf − (budget − caReconnu)). Un CA reconnu au-delà des charges augmente la provision : `=CA.PERTE(100000;60000;60000;80000)` rend 40 000. À l’avancement, l’en-cours est nul.',
      en: 'When contract revenue < costs + cost to complete: max(0, toComplete − (contractRevenue − revenue)). Revenue beyond costs increases the provision: `=CA.PERTE(100000,60000,60000,80000)` returns 40,000. By stage of completion there is no work in progress.',
    },
    creer: () => (budget, charges, raf, caReconnu) =>
      enEuros(provisionRequise(lirePerte(budget, charges, raf, caReconnu))),
    expliquer: () => (budget, charges, raf, caReconnu) => expliquerPerte(budget, charges, raf, caReconnu),
  },
];
