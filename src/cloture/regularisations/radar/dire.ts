import {
  texteJour,
  texteMontant,
  versIso,
  type Etendue,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Phrase } from './types';

export const euros = (m: Montant): Phrase => ({ fr: texteMontant(m), en: texteMontant(m, 'en') });
export const leJour = (j: Jour): Phrase => ({ fr: texteJour(j), en: versIso(j) });
export const laPeriode = ({ du, au }: Etendue): Phrase => ({
  fr: `du ${texteJour(du)} au ${texteJour(au)}`,
  en: `${versIso(du)} to ${versIso(au)}`,
});
