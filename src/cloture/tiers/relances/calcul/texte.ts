/** Textes des lettres : variables entre accolades, dans les deux langues (mission 307). */
import {
  date,
  enEuros,
  somme,
  texteJour,
  texteMontant,
  type Jour,
  type Montant,
} from '../../../../comptabilite';
import type { Relance } from './relancer';

export type LangueLettre = 'FR' | 'EN';

/** Ce qu'une lettre sait dire ; les noms valent dans les deux langues. */
export const VARIABLES = [
  'client',
  'contact',
  'societe',
  'date',
  'niveau',
  'pieces',
  'du',
  'deduit',
  'net',
  'retard',
  'mention_penalites',
  'penalites',
  'indemnites',
  'total',
] as const;
export type Variable = (typeof VARIABLES)[number];

/** Une variable sans valeur n'est pas remplacée par du vide : elle se dit. */
export type Valeurs = Readonly<Partial<Record<Variable, string>>>;

const FORME = /\{\s*([^{}]*?)\s*\}/g;

/**
 * Remplace les variables d'un texte. Rend les inconnues et celles qui n'ont pas de valeur : la lettre n'est alors pas
 * à envoyer.
 * @example remplir('Bonjour {client}', { client: 'Dupont' }) // { texte: 'Bonjour Dupont', manquantes: [] }
 */
export function remplir(texte: string, valeurs: Valeurs): { texte: string; manquantes: string[] } {
  const manquantes = new Set<string>();
  const rendu = texte.replace(FORME, (tout, nom: string) => {
    const valeur = valeurs[nom.toLowerCase() as Variable];
    if (valeur !== undefined) return valeur;
    manquantes.add(nom);
    return tout;
  });
  return { texte: rendu, manquantes: [...manquantes] };
}

const MOIS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** 30/11/2026, ou 30 November 2026. */
export function direJour(j: Jour, langue: LangueLettre): string {
  if (langue === 'FR') return texteJour(j);
  const { annee, mois, jour } = date(j);
  return `${jour} ${MOIS_EN[mois - 1]!} ${annee}`;
}

/** 1 234,56 €, ou €1,234.56. */
export function direMontant(m: Montant, langue: LangueLettre): string {
  if (langue === 'FR') return `${texteMontant(m)}\u00a0€`;
  const [entiers = '', centimes = ''] = Math.abs(enEuros(m)).toFixed(2).split('.');
  return `${m < 0 ? '-' : ''}€${entiers.replace(/\B(?=(\d{3})+$)/g, ',')}.${centimes}`;
}

/** Le détail de la lettre : une ligne par pièce due, puis les déductions ; une longue liste finit par un total. */
export function direPieces(relance: Relance, langue: LangueLettre): string {
  const jour = (j: Jour) => direJour(j, langue);
  const dues = relance.pieces.map(({ poste, retard }) => {
    const montant = direMontant(poste.reste, langue);
    if (langue === 'FR') {
      const quand =
        retard > 0
          ? `échue le ${jour(poste.echeance)} (${retard} jour${retard > 1 ? 's' : ''})`
          : `à échoir le ${jour(poste.echeance)}`;
      return `- ${poste.piece} du ${jour(poste.date)}, ${quand} : ${montant}`;
    }
    const when =
      retard > 0
        ? `due ${jour(poste.echeance)} (${retard} day${retard > 1 ? 's' : ''} late)`
        : `due ${jour(poste.echeance)}`;
    return `- ${poste.piece} of ${jour(poste.date)}, ${when}: ${montant}`;
  });
  const deductions = relance.credits.map(c =>
    langue === 'FR'
      ? `- ${c.piece} du ${jour(c.date)}, à déduire : ${direMontant(c.reste, langue)}`
      : `- ${c.piece} of ${jour(c.date)}, to be deducted: ${direMontant(c.reste, langue)}`,
  );
  return [
    ...borner(
      dues,
      relance.pieces.map(({ poste }) => poste.reste),
      langue,
    ),
    ...borner(
      deductions,
      relance.credits.map(c => c.reste),
      langue,
    ),
  ].join('\n');
}

/** Lignes d'un détail : au-delà, la lettre ne se lirait plus, et une cellule d'Excel ne la tiendrait pas (32 767 caractères). */
const LISTEES = 150;

/** Les premières lignes, puis le nombre et le total des autres. */
function borner(lignes: readonly string[], montants: readonly Montant[], langue: LangueLettre): string[] {
  const autres = lignes.length - LISTEES;
  if (autres <= 0) return [...lignes];
  const reste = direMontant(somme(montants.slice(LISTEES)), langue);
  const suite =
    langue === 'FR'
      ? `- et ${autres} autre${autres > 1 ? 's' : ''} pièce${autres > 1 ? 's' : ''}, pour ${reste} en tout`
      : `- and ${autres} more document${autres > 1 ? 's' : ''}, ${reste} in all`;
  return [...lignes.slice(0, LISTEES), suite];
}

/** La phrase sur les pénalités : leur montant s'il est calculé, sinon le rappel du droit. */
export function mentionPenalites(
  calculees: { readonly penalites: Montant; readonly indemnites: Montant } | undefined,
  langue: LangueLettre,
): string {
  if (calculees === undefined)
    return langue === 'FR'
      ? 'Des pénalités de retard et une indemnité forfaitaire de recouvrement par facture sont exigibles sans rappel (C. com. art. L441-10 et D441-5).'
      : 'Late-payment interest and a fixed recovery fee per invoice are due without further notice (French Commercial Code, art. L441-10 and D441-5).';
  const penalites = direMontant(calculees.penalites, langue);
  const indemnites = direMontant(calculees.indemnites, langue);
  return langue === 'FR'
    ? `À ce jour s'y ajoutent ${penalites} de pénalités de retard et ${indemnites} d'indemnités forfaitaires de recouvrement (C. com. art. L441-10 et D441-5).`
    : `As of today, ${penalites} of late-payment interest and ${indemnites} of fixed recovery fees are also due (French Commercial Code, art. L441-10 and D441-5).`;
}
