import type { Anomalie, Gravite } from '../../comptabilite';
import type { Bien } from './registre/bien';

export type Precisions = Partial<Pick<Anomalie, 'table' | 'ligne' | 'colonne'>>;

/** Une anomalie qui porte sur la fiche d'un bien ; le message nomme toujours le bien. */
export function surFiche(
  bien: Bien,
  gravite: Gravite,
  code: string,
  message: string,
  remede: string,
  precisions: Precisions = {},
): Anomalie {
  return {
    code,
    gravite,
    table: 'Immobilisations',
    ligne: bien.ligne.ligne,
    cle: bien.id,
    message: message.includes(bien.id) ? message : `Immobilisation ${bien.id} : ${message}`,
    remede,
    ...precisions,
  };
}
