import { aNouveaux } from './a-nouveaux';
import { change } from './change';
import { editions } from './editions';
import { fec } from './fec';
import { finExercice } from './fin-exercice';
import type { Partie } from './partie';
import { abonnementsSoldes } from './pieces/controle-488';
import { plan } from './plan';
import { verification } from './verification';

/**
 * Les parties, dans leur ordre : ce qui passe des écritures, puis ce qui les contrôle, puis ce qui les édite. Chacune lit
 * les tables telles que les précédentes vont les laisser. En ajouter une : un sous-dossier, une
 * ligne ici, et une dans `presentation.ts`.
 */
export const PARTIES: readonly Partie[] = [
  change,
  abonnementsSoldes,
  aNouveaux,
  plan,
  verification,
  editions,
  finExercice,
  fec,
];
