import {
  texteJour,
  texteMontant,
  versIso,
  type Etendue,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Dit } from '../calcul/types';

export const euros = (m: Montant): Dit => ({ fr: texteMontant(m), en: texteMontant(m, 'en') });
export const leJour = (j: Jour): Dit => ({ fr: texteJour(j), en: versIso(j) });
export const laPeriode = ({ du, au }: Etendue): Dit => ({
  fr: `du ${texteJour(du)} au ${texteJour(au)}`,
  en: `${versIso(du)} to ${versIso(au)}`,
});
