import {
  acquis,
  arbre,
  constateDAvance,
  enEuros,
  MODES_ETALEMENT,
  type Etendue,
  type Explication,
  type Jour,
  type ModeEtalement,
  type Montant,
} from '../../comptabilite';
import { lireChoix, lireDate, lireMontant, lirePeriode } from '../arguments';
import type { Fonction } from '../fonction';
import { facultatif, parametre, parametreDate } from '../fonction-parametres';
import { aCourir, partEchue, type Etalement } from '../tables-communes/part-echue';
import { FONCTIONS_PAR_CLE } from './fonctions-par-cle';

const MONTANT = parametre(
  ['montant', 'Montant hors taxes de la pièce, en euros ; négatif pour un avoir.'],
  ['amount', 'Amount of the document excluding VAT, in euros; negative for a credit note.'],
);
const DU = parametreDate(
  ['du', 'Premier jour du service, compris.'],
  ['from', 'First day of the service, included.'],
);
const AU = parametreDate(
  ['au', 'Dernier jour du service, compris.'],
  ['to', 'Last day of the service, included.'],
);
const ARRETE = parametreDate(
  ['arrete', "Date d'arrêté : ce jour est compté."],
  ['closingDate', 'Closing date: that day counts.'],
);
const MODE = facultatif(
  parametre(
    [
      'mode',
      'JOURS (par défaut), MOIS (un mois compte dès 15 jours sur 30) ou MOIS_PRORATA (un mois compte pour sa part de jours).',
    ],
    [
      'mode',
      'JOURS, days (default), MOIS, whole months (15 days of 30 or more) or MOIS_PRORATA (a month counts for its share of days).',
    ],
  ),
);

/** Une part d'un montant étalé : son calcul, et son arbre. */
interface Part {
  readonly calculer: (m: Montant, etendue: Etendue, arrete: Jour, mode: ModeEtalement) => Montant;
  readonly expliquer: (base: Explication, etalement: Etalement) => Explication;
}

/** @throws ErreurFonction #VALEUR! : montant ou date illisible, mode inconnu, période qui finit avant de commencer. */
function lire([montant, du, au, arrete, mode]: readonly unknown[], base1904: boolean) {
  const m = lireMontant(montant, MONTANT.nom);
  const { debut, fin } = lirePeriode(du, au, base1904);
  return {
    m,
    etendue: { du: debut, au: fin },
    arrete: lireDate(arrete, ARRETE.nom, base1904),
    mode: lireChoix(mode, MODE.nom, MODES_ETALEMENT, 'JOURS'),
  };
}

/** Une part en fonction de cellule, en euros au centime, et pourquoi elle vaut cela. */
const etaler = (part: Part): Pick<Fonction, 'creer' | 'expliquer'> => ({
  creer:
    ({ base1904 }) =>
    (...recus) => {
      const { m, etendue, arrete, mode } = lire(recus, base1904);
      return enEuros(part.calculer(m, etendue, arrete, mode));
    },
  expliquer:
    ({ base1904 }) =>
    (...recus) => {
      const { m, etendue, arrete, mode } = lire(recus, base1904);
      const date = ({ nom }: typeof DU, jour: Jour) => arbre.argument(nom, jour, 'DATE');
      return part.expliquer(arbre.argument(MONTANT.nom, arbre.eurosExacts(m), 'EUR'), {
        du: date(DU, etendue.du),
        au: date(AU, etendue.au),
        arrete: date(ARRETE, arrete),
        mode,
      });
    },
});

const PARAMETRES = [MONTANT, DU, AU, ARRETE, MODE];

/** Les régularisations par clé, puis l'étalement : part acquise à l'arrêté, et part à constater d'avance (domaine §4.5). */
export const FONCTIONS_REGULARISATIONS: readonly Fonction[] = [
  ...FONCTIONS_PAR_CLE,
  {
    id: 'REGUL.ACQUIS',
    description: {
      fr: "Part d'un montant acquise à l'arrêté : ce qu'un service à période a déjà rendu, en euros.",
      en: 'Part of an amount earned at the closing date: what a service over a period has already delivered, in euros.',
    },
    parametres: PARAMETRES,
    resultat: { type: 'number' },
    exemple: {
      formule: '=REGUL.ACQUIS(12000;DATE(2026;10;15);DATE(2027;10;14);DATE(2026;11;30))',
      arguments: [12000, 46310, 46674, 46356, null],
      resultat: 1545.21,
      source: 'T-CUT-05 et T-REV-06',
    },
    remarques: {
      fr: 'Zéro avant le début, tout à partir de la fin. En MOIS, une période dont aucun mois ne compte se calcule en jours.',
      en: 'Zero before the start, everything from the end on. In MOIS, a period none of whose months counts is computed in days.',
    },
    ...etaler({ calculer: acquis, expliquer: partEchue }),
  },
  {
    id: 'REGUL.CONSTATE',
    description: {
      fr: "Part d'un montant à constater d'avance à l'arrêté (PCA ou CCA), en euros.",
      en: 'Part of an amount to defer at the closing date (deferred income or prepaid expense), in euros.',
    },
    parametres: PARAMETRES,
    resultat: { type: 'number' },
    exemple: {
      formule: '=REGUL.CONSTATE(3600;DATE(2026;7;1);DATE(2027;6;30);DATE(2026;11;30))',
      arguments: [3600, 46204, 46568, 46356, null],
      resultat: 2090.96,
      source: 'T-CUT-06',
    },
    remarques: {
      fr: "C'est le montant moins sa part acquise : les deux somment toujours au montant.",
      en: 'It is the amount less its earned part: the two always add up to the amount.',
    },
    ...etaler({ calculer: constateDAvance, expliquer: aCourir }),
  },
];
