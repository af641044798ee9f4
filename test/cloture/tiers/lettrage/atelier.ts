/** Des postes à lettrer en une ligne : « piece, reste en centimes, jour ». */
import { montant, type Jour, terminer } from '../../../../src/comptabilite';
import {
  OPTIONS_LETTRAGE,
  proposer,
  type OptionsLettrage,
} from '../../../../src/cloture/tiers/lettrage/calcul/proposer';
import type { PosteALettrer } from '../../../../src/cloture/tiers/lettrage/calcul/types';

const DEBUT = 46_000;

/** Un poste du client C1 au 411 ; `jour` compte depuis une origine quelconque. */
export function poste(
  piece: string,
  reste: number,
  jour = 0,
  autres: Partial<PosteALettrer> = {},
): PosteALettrer {
  return {
    cle: `${piece}@${jour}@${reste}`,
    compte: '411',
    tiers: 'C1',
    devise: '',
    exerciceClos: '',
    date: (DEBUT + jour) as Jour,
    echeance: undefined,
    piece,
    libelle: '',
    reste: montant(reste),
    ...autres,
  };
}

export const lettrer = (postes: readonly PosteALettrer[], options: Partial<OptionsLettrage> = {}) =>
  terminer(proposer(postes, { ...OPTIONS_LETTRAGE, ...options }));
