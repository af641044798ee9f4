import { useState } from 'react';
import { depuisTexte } from '../../comptabilite';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { lireRegistre, type Registre } from './simulation';
import { TABLES_PLANS } from './tables-lues';
import { Dotations } from './tables';

const TABLES_DU_DETAIL = [...TABLES_PLANS, Dotations];

/** Le registre, lu à la demande : il ne l'est pas tant que personne ne déplie un bien. */
export interface AccesRegistre {
  readonly registre: Registre | undefined;
  readonly erreur: unknown;
  /** Le lit, ou le relit s'il l'a été pour une exécution précédente. */
  demander(): void;
}

/** Lecture du registre pour une exécution ; une nouvelle exécution le fera relire. */
export function useRegistre(
  lireTables: ProprietesPanneau['lireTables'],
  arrete: string,
  execution: object,
): AccesRegistre {
  const [lu, setLu] = useState<{ pour: object; registre?: Registre; erreur?: unknown }>();
  const demander = () => {
    const jour = depuisTexte(arrete);
    if (lu?.pour === execution || jour === undefined) return;
    setLu({ pour: execution });
    lireTables(TABLES_DU_DETAIL).then(
      tables => setLu({ pour: execution, registre: lireRegistre(tables, jour) }),
      (erreur: unknown) => setLu({ pour: execution, erreur }),
    );
  };
  const valable = lu?.pour === execution ? lu : undefined;
  return { registre: valable?.registre, erreur: valable?.erreur, demander };
}
