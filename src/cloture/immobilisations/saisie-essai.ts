import { depuisTexte } from '../../comptabilite';
import { MODES, type Mode } from './calcul';
import type { Changement } from './simulation';

/** Ce qui est tapé dans le formulaire, tel quel. */
export interface Saisie {
  duree: string;
  mode: string;
  acquisition: string;
  miseEnService: string;
}

export const RIEN: Saisie = { duree: '', mode: '', acquisition: '', miseEnService: '' };

export interface SaisieLue {
  changement: Changement;
  fautes: ReadonlySet<keyof Saisie>;
}

/** Le changement demandé ; un champ vide ne change rien, un champ illisible est une faute et ne change rien non plus. */
export function lireSaisie({ duree, mode, acquisition, miseEnService }: Saisie): SaisieLue {
  const fautes = new Set<keyof Saisie>();
  const mois = /^\d{1,3}$/.test(duree.trim()) ? Number(duree) : 0;
  const dureeBonne = mois >= 1 && mois <= 600;
  if (duree.trim() !== '' && !dureeBonne) fautes.add('duree');
  const lireJour = (texte: string, cle: keyof Saisie) => {
    const jour = depuisTexte(texte.trim());
    if (texte.trim() !== '' && jour === undefined) fautes.add(cle);
    return jour;
  };
  const jourAcquisition = lireJour(acquisition, 'acquisition');
  const jourMES = lireJour(miseEnService, 'miseEnService');
  const choisi = MODES.find((connu: Mode) => connu === mode);
  const changement: Changement = {
    ...(dureeBonne ? { dureeMois: mois } : {}),
    ...(choisi === undefined ? {} : { mode: choisi }),
    ...(jourAcquisition === undefined ? {} : { acquisition: jourAcquisition }),
    ...(jourMES === undefined ? {} : { miseEnService: jourMES }),
  };
  return { changement, fautes };
}
