import type { AnyTable } from '../../workbook/table';
import type { Presentation } from '../capacite';
import { EcrituresCloture, Periodes } from '../tables-communes';
import { PRESENTATION_A_NOUVEAUX } from './a-nouveaux/presentation';
import { PRESENTATION_CHANGE } from './change/presentation';
import { PRESENTATION_EDITIONS } from './editions/presentation';
import { PRESENTATION_FEC } from './fec/presentation';
import { PRESENTATION_FIN_EXERCICE } from './fin-exercice/presentation';
import type { PresentationPartie } from './partie';
import { PRESENTATION_ABONNEMENTS_SOLDES } from './pieces/presentation';
import { PRESENTATION_PLAN } from './plan/presentation';
import { PRESENTATION_VERIFICATION } from './presentation-verification';

/** Ce que les parties apportent au classeur, dans l'ordre de `parties.ts`. */
export const PARTIES_PRESENTEES: readonly PresentationPartie[] = [
  PRESENTATION_CHANGE,
  PRESENTATION_ABONNEMENTS_SOLDES,
  PRESENTATION_A_NOUVEAUX,
  PRESENTATION_PLAN,
  PRESENTATION_VERIFICATION,
  PRESENTATION_EDITIONS,
  PRESENTATION_FIN_EXERCICE,
  PRESENTATION_FEC,
];

const sansDoublon = (tables: readonly AnyTable[]): AnyTable[] => [...new Set(tables)];

export const PRESENTATION_COMPTABILITE_GENERALE: Presentation = {
  nom: 'comptabilite-generale',
  titre: { fr: 'Comptabilité générale', en: 'General ledger' },
  lit: sansDoublon([Periodes, EcrituresCloture, ...PARTIES_PRESENTEES.flatMap(p => [...p.lit])]),
  ecrit: sansDoublon([...PARTIES_PRESENTEES.flatMap(p => [...p.ecrit]), EcrituresCloture]),
  modules: PARTIES_PRESENTEES.flatMap(p => [...p.modules]),
  feuilles: PARTIES_PRESENTEES.flatMap(p => [...p.feuilles]),
  panneau: () => import('./Panneau'),
};
