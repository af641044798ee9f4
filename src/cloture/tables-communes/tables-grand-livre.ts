import { Ecritures, EcrituresCloture } from './ecritures';
import { Exercices } from './referentiels';

/** Les tables dont le grand livre dépend, avec `Parametres`. À part de lui : une présentation les nomme sans le charger. */
export const TABLES_GRAND_LIVRE = [Exercices, Ecritures, EcrituresCloture] as const;
