import type { Anomalie, Gravite } from '../../comptabilite';
import type { Defaut } from './calcul';
import type { Bien } from './registre/bien';

export type Precisions = Partial<Pick<Anomalie, 'table' | 'ligne' | 'colonne' | 'en'>>;

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

/** Le défaut d'une fiche ou d'un plan, porté par sa fiche, dans ses deux langues. */
export const defautSurFiche = (bien: Bien, { gravite, code, message, remede, en }: Defaut): Anomalie =>
  surFiche(bien, gravite, code, message, remede, en && { en });
