import { cleGeneration, ecriture, type Ecriture, type Jour, type LigneEcriture } from '../../../comptabilite';
import type { Parametres } from '../../tables-communes/parametres';
import type { MODULES_DOUTEUSES } from '../modules';

/** Une pièce de ces lignes, les lignes nulles ôtées ; aucune s'il n'en reste pas. */
export function ecritureDe(
  { arrete, parametres }: { readonly arrete: Jour; readonly parametres: Parametres },
  module: (typeof MODULES_DOUTEUSES)[number],
  source: string,
  libelle: string,
  lignes: readonly LigneEcriture[],
): Ecriture[] {
  const utiles = lignes.filter(l => l.debit !== 0 || l.credit !== 0);
  if (utiles.length === 0) return [];
  return [
    ecriture({
      cle: cleGeneration(module, arrete, source, 'ARRETE'),
      origine: 'PROV',
      journal: parametres.valeur('JOURNAL_CLOTURE'),
      date: arrete,
      piece: `${module}-${source}`,
      libelle,
      lignes: utiles,
    }),
  ];
}
