import { FUNCTION_IDS } from './ids';
import { associateLazily } from './lazy';

// Excel appelle dès que la page est là : chaque fonction est inscrite aussitôt, et le moteur vient au premier appel.
associateLazily(FUNCTION_IDS, () => import('./calls'));
