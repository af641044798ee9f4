import { decrireFeuille } from '../../../workbook/feuille';
import type { Presentation } from '../../capacite';
import {
  CodesTVA,
  Ecritures,
  EcrituresCloture,
  Exercices,
  Periodes,
  PlanComptable,
  Tiers,
} from '../../tables-communes';
import { Lettrages } from '../../tables-communes/lettrages';
import { MODULES_OUVERTURE } from '../a-nouveaux/modules';
import { PassagePlan } from '../../tables-communes/passage-plan';
import type { PresentationPartie } from '../partie';
import { MODULES_PIECES } from './modules';
import { PiecesContrepassees, TABLES_PIECES } from './tables';

export const PRESENTATION_PIECES: Presentation = {
  nom: 'pieces',
  titre: { fr: 'Pièces, abonnements et contrepassations', en: 'Documents, recurring entries and reversals' },
  lit: [
    Exercices,
    Periodes,
    PlanComptable,
    Tiers,
    CodesTVA,
    Ecritures,
    EcrituresCloture,
    Lettrages,
    PassagePlan,
    ...TABLES_PIECES,
    PiecesContrepassees,
  ],
  ecrit: [PiecesContrepassees, EcrituresCloture],
  modules: [...MODULES_PIECES, ...MODULES_OUVERTURE],
  feuilles: [
    ...TABLES_PIECES.map(table => decrireFeuille(table)),
    decrireFeuille(PiecesContrepassees, {
      formatsConditionnels: [{ colonne: 'Etat', quand: { vaut: 'REFUSEE' }, ton: 'alerte' }],
    }),
  ],
  panneau: () => import('./Panneau'),
};

export const PRESENTATION_ABONNEMENTS_SOLDES: PresentationPartie = {
  nom: 'abonnements-soldes',
  lit: [Exercices, Ecritures, EcrituresCloture],
  ecrit: [],
  modules: [],
  feuilles: [],
};
