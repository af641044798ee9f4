/** Pourquoi cet engagement : le montant de l'opération, et ce qui l'a apurée (domaine §8.6, §8.10). */
import { arbre, type Explication, type Jour } from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import type { CelluleGeneree } from '../../contexte';
import { engagements, type Engagement } from '../acomptes/engagements';
import { celluleOperation } from './operations';
import { dire, ZERO_EUROS } from './postes';

const montant = ({ nature, operation }: Engagement) =>
  celluleOperation(operation, nature === 'RETENUE_FACTOR' ? 'Retenue' : 'Montant');

function apure(e: Engagement): Explication {
  if (e.echu) return montant(e);
  const libelle = dire('Apuré', 'Cleared');
  const operations = arbre.somme(
    libelle,
    e.apurements.map(o => celluleOperation(o, 'Montant')),
    'EUR',
  );
  return arbre.minimum(libelle, [operations, montant(e)]);
}

const reste = (e: Engagement) =>
  arbre.difference(dire(`Reste de ${e.operation.IdOperation}`, `Left of ${e.operation.IdOperation}`), [
    montant(e),
    apure(e),
  ]);

/** L'arbre d'une cellule de « Acomptes et engagements ». */
export function expliquerEngagement(
  tables: TablesLues,
  arrete: Jour,
  { ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  const engagement = engagements(tables, arrete).find(
    e => e.nature === ligne['Nature'] && e.operation.IdOperation === ligne['IdOperation'],
  );
  if (!engagement) return undefined;
  if (colonne === 'Montant') return montant(engagement);
  if (colonne === 'Apure') return apure(engagement);
  return colonne === 'Reste' ? reste(engagement) : undefined;
}

/** Les créances cédées au factor que le client n'a pas payées. */
export function arbreCessions(tables: TablesLues, arrete: Jour): Explication {
  const cedees = engagements(tables, arrete).flatMap(e => {
    if (e.nature === 'CREANCE_CEDEE') return [reste(e)];
    return e.nature === 'RETENUE_FACTOR' ? [celluleOperation(e.operation, 'Montant')] : [];
  });
  return cedees.length === 0
    ? ZERO_EUROS
    : arbre.somme(dire('Créances cédées', 'Receivables sold'), cedees, 'EUR');
}
