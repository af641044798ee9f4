/** Échéances : la grammaire des conditions de règlement et les plafonds légaux (domaine §8.1 ; C. com. art. L441-10). */
import {
  ajouterJours,
  ajouterMois,
  date,
  finDeMois,
  jour,
  joursDuMois,
  type Jour,
} from '../../../comptabilite';

/**
 * Une condition comprise. NET : date + jours. JOURS_FDM : fin du mois de (date + jours), puis, s'il y a lieu, le jour
 * `le` du mois suivant. FDM_JOURS : fin du mois de la date, plus jours ; ce n'est pas la même règle.
 */
export type Condition =
  | { readonly forme: 'NET'; readonly jours: number }
  | { readonly forme: 'JOURS_FDM'; readonly jours: number; readonly le?: number }
  | { readonly forme: 'FDM_JOURS'; readonly jours: number };

const J = '(?:J|JOURS)?';
const FORMES: readonly (readonly [RegExp, (n: number, le: number) => Condition])[] = [
  [/^COMPTANT$/, () => ({ forme: 'NET', jours: 0 })],
  [new RegExp(`^(?:NET)?(\\d{1,3})${J}$`), jours => ({ forme: 'NET', jours })],
  [new RegExp(`^(\\d{1,3})${J}FDM$`), jours => ({ forme: 'JOURS_FDM', jours })],
  [new RegExp(`^(\\d{1,3})${J}FDMLE(\\d{1,2})$`), (jours, le) => ({ forme: 'JOURS_FDM', jours, le })],
  [new RegExp(`^FDM\\+(\\d{1,3})${J}$`), jours => ({ forme: 'FDM_JOURS', jours })],
];

/**
 * Condition d'un texte : « 30 J », « NET 45 », « 45 J FDM », « FDM + 45 », « 30 J FDM LE 10 », « COMPTANT » ; casse et
 * espaces libres, « FIN DE MOIS » vaut FDM. Rend undefined pour toute autre forme : jamais une supposition.
 */
export function lireCondition(texte: string): Condition | undefined {
  if (/\d\s+\d/.test(texte)) return undefined;
  const compact = texte.toUpperCase().replace(/\s+/g, '').replace('FINDEMOIS', 'FDM');
  for (const [forme, faire] of FORMES) {
    const lu = forme.exec(compact);
    if (!lu) continue;
    const le = lu[2] === undefined ? 1 : Number(lu[2]);
    return le >= 1 && le <= 31 ? faire(Number(lu[1] ?? 0), le) : undefined;
  }
  return undefined;
}

/**
 * Échéance d'une pièce : 12/11/2026 à « 45 J FDM » → 31/12/2026 ; à « FDM + 45 » → 14/01/2027.
 * @throws RangeError hors du calendrier d'Excel.
 */
export function echeance(depuis: Jour, condition: Condition): Jour {
  if (condition.forme === 'NET') return ajouterJours(depuis, condition.jours);
  if (condition.forme === 'FDM_JOURS') return ajouterJours(finDeMois(depuis), condition.jours);
  const fin = finDeMois(ajouterJours(depuis, condition.jours));
  return condition.le === undefined ? fin : jourDuMoisSuivant(fin, condition.le);
}

/** Le jour `le` du mois qui suit, ou le dernier du mois s'il est plus court. */
function jourDuMoisSuivant(fin: Jour, le: number): Jour {
  const { annee, mois } = date(ajouterMois(fin, 1));
  return jour(annee, mois, Math.min(le, joursDuMois(annee, mois)));
}

/** Plafonds convenus les plus longs (C. com. art. L441-10 I) : 60 jours de la facture, ou 45 jours fin de mois. */
const PLAFOND_NET = 60;
const PLAFOND_FDM = 45;

/**
 * Dernier jour permis à une échéance convenue : 60 jours après la facture, ou 45 jours fin de mois, que l'on compte
 * les 45 jours avant la fin de mois ou après elle ; le plus tardif des trois.
 */
export function plafondLegal(facture: Jour): Jour {
  return Math.max(
    echeance(facture, { forme: 'NET', jours: PLAFOND_NET }),
    echeance(facture, { forme: 'JOURS_FDM', jours: PLAFOND_FDM }),
    echeance(facture, { forme: 'FDM_JOURS', jours: PLAFOND_FDM }),
  ) as Jour;
}

/** Une échéance passe le plafond légal ; à 60 jours de la facture, elle n'y est jamais. */
export const passePlafond = (echue: Jour, facture: Jour): boolean =>
  echue - facture > PLAFOND_NET && echue > plafondLegal(facture);

/** Une condition qui dépasse le plafond, quelle que soit la date de la facture. */
export function depassePlafond({ forme, jours }: Condition): boolean {
  return jours > (forme === 'NET' ? PLAFOND_NET : PLAFOND_FDM);
}
