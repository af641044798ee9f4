/** Les comptes de tiers dont on suit les postes ouverts, et ce qu'ils portent (domaine §8.1, §8.3). */
import { type Compte, plusLongPrefixe } from '../../../comptabilite';

export type Sens = 'CLIENT' | 'FOURNISSEUR';

/** Ce que porte un collectif : factures, effets à recevoir ou à payer, créances douteuses, acomptes. */
export type Nature = 'COURANT' | 'EFFET' | 'DOUTEUX' | 'ACOMPTE';

export interface Collectif {
  readonly compte: Compte;
  readonly sens: Sens;
  readonly nature: Nature;
}

/** Ce que le plan comptable dit d'un compte. */
export interface LignePlan {
  readonly Compte: Compte;
  readonly Collectif?: boolean | undefined;
  readonly TypeTiers?: string | undefined;
}

type Classe = Omit<Collectif, 'compte'>;
/** Une régularisation, ou un solde présenté ailleurs : jamais un poste ouvert. */
const HORS = 'HORS';

const PREFIXES: ReadonlyMap<string, Classe | typeof HORS> = new Map<string, Classe | typeof HORS>([
  ['411', { sens: 'CLIENT', nature: 'COURANT' }],
  ['413', { sens: 'CLIENT', nature: 'EFFET' }],
  ['416', { sens: 'CLIENT', nature: 'DOUTEUX' }],
  ['419', { sens: 'CLIENT', nature: 'ACOMPTE' }],
  ['401', { sens: 'FOURNISSEUR', nature: 'COURANT' }],
  ['403', { sens: 'FOURNISSEUR', nature: 'EFFET' }],
  ['404', { sens: 'FOURNISSEUR', nature: 'COURANT' }],
  ['405', { sens: 'FOURNISSEUR', nature: 'EFFET' }],
  ['409', { sens: 'FOURNISSEUR', nature: 'ACOMPTE' }],
  ...['408', '418', '4096', '4097', '4098', '4196', '4197', '4198'].map(p => [p, HORS] as const),
]);

/**
 * Le collectif d'un compte, d'après son préfixe ; un compte que le plan dit collectif d'un client ou d'un fournisseur
 * l'est aussi. Undefined pour les autres et pour les régularisations (4181, 4081…).
 */
export function classer(
  compte: Compte,
  plan: ReadonlyMap<string, LignePlan> = new Map(),
): Collectif | undefined {
  const trouve = plusLongPrefixe(compte, PREFIXES);
  if (trouve === HORS) return undefined;
  if (trouve) return { compte, ...trouve };
  const ligne = plan.get(compte);
  if (!ligne?.Collectif) return undefined;
  if (ligne.TypeTiers !== 'CLIENT' && ligne.TypeTiers !== 'FOURNISSEUR') return undefined;
  return { compte, sens: ligne.TypeTiers, nature: 'COURANT' };
}
