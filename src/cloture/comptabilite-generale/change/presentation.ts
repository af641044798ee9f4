import { decrireFeuille } from '../../../workbook/feuille';
import { Ecritures, EcrituresCloture, Exercices, TauxChange } from '../../tables-communes';
import { Lettrages } from '../../tables-communes/lettrages';
import type { PresentationPartie } from '../partie';
import { MODULES_CHANGE } from './modules';
import { CouverturesChange, PositionsChange, ProvisionsChange } from './tables';

export const PRESENTATION_CHANGE: PresentationPartie = {
  nom: 'change',
  lit: [
    Exercices,
    Ecritures,
    EcrituresCloture,
    Lettrages,
    TauxChange,
    CouverturesChange,
    PositionsChange,
    ProvisionsChange,
  ],
  ecrit: [PositionsChange, ProvisionsChange],
  modules: MODULES_CHANGE,
  feuilles: [CouverturesChange, PositionsChange, ProvisionsChange].map(table => decrireFeuille(table)),
};
