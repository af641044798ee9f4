/** Ce que le paramètre EditionsComptables demande. */
import { lireSelection, signaler, type Anomalie } from '../../../comptabilite';
import { Parametres as TableParametres } from '../../tables-communes';
import type { Parametres } from '../../tables-communes/parametres';
import { AXES } from './balances';

export const EDITIONS = [
  'JOURNAL',
  'GRAND_LIVRE',
  'BALANCE_JOURNAL',
  'BALANCE_AFFAIRE',
  'BALANCE_SECTION',
] as const;
export type EditionDemandee = (typeof EDITIONS)[number];
export const AUCUNE = 'AUCUNE';

/** Les noms d'éditions d'un texte, et ceux qu'on n'y reconnaît pas. */
export function lireEditions(texte: string): {
  demandees: ReadonlySet<EditionDemandee>;
  inconnues: string[];
} {
  const noms = texte.split(/[;,\s]+/).filter(n => n !== '' && n.toUpperCase() !== AUCUNE);
  const connue = (n: string) => EDITIONS.find(e => e === n.toUpperCase());
  return {
    demandees: new Set(noms.flatMap(n => connue(n) ?? [])),
    inconnues: noms.filter(n => connue(n) === undefined),
  };
}

/** Les axes des balances détaillées demandées. */
export const axesDemandes = (demandees: ReadonlySet<EditionDemandee>) =>
  (Object.keys(AXES) as (keyof typeof AXES)[]).filter(axe => demandees.has(`BALANCE_${axe}`));

export interface Demande {
  readonly demandees: ReadonlySet<EditionDemandee>;
  readonly comptes: (compte: string) => boolean;
  readonly anomalies: readonly Anomalie[];
}

/** Ce que les paramètres demandent ; un nom ou un choix de comptes qui ne se comprend pas se dit (C-CPT-18). */
export function demandeDes(parametres: Parametres): Demande {
  const texte = parametres.valeur('EditionsComptables');
  const choix = parametres.valeur('EditionsComptes');
  const { demandees, inconnues } = lireEditions(texte);
  const selection = lireSelection(choix);
  const anomalies: Anomalie[] = [];
  const lieu = (cle: 'EditionsComptables' | 'EditionsComptes') => {
    const ligne = parametres.ligne(cle);
    return { table: TableParametres.nom, colonne: 'Valeur', cle, ...(ligne === undefined ? {} : { ligne }) };
  };
  if (inconnues.length > 0)
    anomalies.push(
      signaler(
        'ALERTE',
        'C-CPT-18',
        {
          fr: `Édition inconnue : ${inconnues.join(', ')}.`,
          en: `Unknown report: ${inconnues.join(', ')}.`,
        },
        { fr: `Choisissez parmi ${EDITIONS.join(', ')}.`, en: `Choose among ${EDITIONS.join(', ')}.` },
        lieu('EditionsComptables'),
      ),
    );
  if (!selection)
    anomalies.push(
      signaler(
        'ALERTE',
        'C-CPT-18',
        {
          fr: `Choix de comptes « ${choix} » incompris : le grand livre prend tous les comptes.`,
          en: `Account choice "${choix}" not understood: the ledger takes every account.`,
        },
        {
          fr: 'Écrivez des préfixes ou des intervalles : « 6;7 », « 40-41 ».',
          en: 'Write prefixes or ranges: "6;7", "40-41".',
        },
        lieu('EditionsComptes'),
      ),
    );
  return { demandees, comptes: selection?.convient ?? (() => true), anomalies };
}
