import { Ecritures, EcrituresCloture, Exercices, Periodes } from '../../tables-communes';
import { Lettrages } from '../../tables-communes/lettrages';
import { PassagePlan } from '../../tables-communes/passage-plan';
import type { PresentationPartie } from '../partie';
import { MODULE_AN_SUIVANT } from './modules';

export const TABLES_OUVERTURE = [
  Exercices,
  Periodes,
  Ecritures,
  EcrituresCloture,
  Lettrages,
  PassagePlan,
] as const;

export const PRESENTATION_A_NOUVEAUX: PresentationPartie = {
  nom: 'a-nouveaux',
  lit: TABLES_OUVERTURE,
  ecrit: [EcrituresCloture],
  modules: [MODULE_AN_SUIVANT],
  feuilles: [],
};
