/** Présenter des soldes et des mouvements sur les lignes d'un état (domaine §12.1). */
import { montant, ZERO, type Montant } from '../../../comptabilite';
import type { Rangee, Terme } from './dispositions';
import { HORS, type Regroupement } from './regrouper';
import { montrer, sensDe, type Solde } from './types';

/** Ce qu'un compte apporte à une ligne, tel que la ligne le montre. */
export interface Apport {
  readonly compte: string;
  readonly tiers: string;
  readonly montant: Montant;
  readonly contra: boolean;
  /** Le compte des écritures, quand la table de passage l'a changé. */
  readonly ancien?: string;
}

/** Les apports de chaque ligne, et les soldes qui n'en ont trouvé aucune. */
export interface Presentation {
  readonly parLigne: ReadonlyMap<string, readonly Apport[]>;
  readonly sansLigne: readonly Solde[];
}

/** Range des soldes non nuls. Un amortissement s'apporte au crédit, en moins de la valeur brute. */
export function presenter(soldes: Iterable<Solde>, regroupement: Regroupement): Presentation {
  const parLigne = new Map<string, Apport[]>();
  const sansLigne: Solde[] = [];
  for (const solde of soldes) {
    if (solde.montant === 0) continue;
    const place = regroupement.ranger(solde.compte, sensDe(solde.montant));
    if (place === HORS) continue;
    if (place === undefined) {
      sansLigne.push(solde);
      continue;
    }
    const { ligne, contra } = place;
    const { compte, tiers } = solde;
    const apports = parLigne.get(ligne.code) ?? [];
    const vu = contra ? 0 - solde.montant : montrer(ligne.cote, solde.montant);
    apports.push({ compte, tiers, montant: montant(vu), contra, ...origine(solde) });
    parLigne.set(ligne.code, apports);
  }
  return { parLigne, sansLigne };
}

const origine = ({ ancien }: Solde) => (ancien === undefined ? {} : { ancien });

/** Des mouvements par compte, comme des soldes sans tiers. */
export const commeSoldes = (mouvements: ReadonlyMap<string, number>): Solde[] =>
  [...mouvements].map(([compte, total]) => ({ compte, tiers: '', montant: montant(total) }));

const total = (apports: readonly Apport[], retenir: (a: Apport) => boolean): Montant =>
  montant(apports.reduce((s, a) => (retenir(a) ? s + a.montant : s), 0));

const commence = (compte: string, prefixes: readonly string[]) => prefixes.some(p => compte.startsWith(p));

/** Vrai si un compte compte dans un terme. */
export const dansTerme =
  ({ seulement, sauf }: Terme) =>
  ({ compte }: { readonly compte: string }): boolean =>
    (seulement === undefined || commence(compte, seulement)) &&
    (sauf === undefined || !commence(compte, sauf));

/** La valeur brute, ou celle des amortissements, d'une ligne. */
export const brut = (p: Presentation, code: string): Montant =>
  total(p.parLigne.get(code) ?? [], a => !a.contra);
export const contra = (p: Presentation, code: string): Montant =>
  total(p.parLigne.get(code) ?? [], a => a.contra);

/**
 * Le montant de chaque rangée d'un état : une ligne vaut ses apports, un total ses termes. Un terme nomme une rangée
 * d'avant ou une ligne officielle. `valeur` dit ce qu'une ligne vaut (net, brut, amortissements) ; net par défaut.
 */
export function evaluer(
  rangees: readonly Rangee[],
  presentation: Presentation,
  valeur: (code: string) => Montant = code => montant(brut(presentation, code) - contra(presentation, code)),
): Map<string, Montant> {
  const valeurs = new Map<string, Montant>();
  for (const { code, nature, termes } of rangees) {
    if (nature === 'TITRE' || nature === 'DONT') continue;
    if (termes.length === 0) valeurs.set(code, valeur(code));
    else valeurs.set(code, montant(termes.reduce((s, t) => s + t.signe * deTerme(t), 0)));
  }
  function deTerme(t: Terme): number {
    if (t.seulement === undefined && t.sauf === undefined) return valeurs.get(t.code) ?? valeur(t.code);
    return total(presentation.parLigne.get(t.code) ?? [], dansTerme(t));
  }
  return valeurs;
}

/** Le montant d'une rangée ; zéro si l'état ne l'a pas. */
export const lu = (valeurs: ReadonlyMap<string, Montant>, code: string): Montant => valeurs.get(code) ?? ZERO;
