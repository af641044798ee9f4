/** Aspect des feuilles des tables communes : ce que la table seule ne dit pas. */
import { decrireFeuille, type DescriptionFeuille, type FormatConditionnel } from '../../workbook/feuille';
import { EcrituresCloture } from './ecritures';
import { Historique, JournalControles, JournalExecutions } from './generees';
import { TABLES_COMMUNES } from './index';
import { FacturesClients } from './factures-clients';
import { Scelles } from './scelles';

const quand = (colonne: string, vaut: string, ton: FormatConditionnel['ton']): FormatConditionnel => ({
  colonne,
  quand: { vaut },
  ton,
});

const FORMATS = new Map<string, readonly FormatConditionnel[]>([
  [
    JournalControles.nom,
    [
      quand('Gravite', 'BLOQUANT', 'erreur'),
      quand('Gravite', 'ALERTE', 'alerte'),
      quand('Gravite', 'INFO', 'attenue'),
    ],
  ],
  [
    JournalExecutions.nom,
    [
      quand('Etat', 'COMMENCEE', 'alerte'),
      quand('Etat', 'INTERROMPUE', 'erreur'),
      quand('Etat', 'ANNULEE', 'attenue'),
      quand('Etat', 'TERMINEE', 'succes'),
    ],
  ],
  [EcrituresCloture.nom, [quand('Origine', 'EXTOURNE', 'attenue')]],
  [Historique.nom, [quand('TypeLigne', 'EXTOURNE', 'attenue')]],
  [FacturesClients.nom, [quand('Validee', 'N', 'alerte')]],
  [Scelles.nom, [quand('Objet', 'SCELLE', 'succes'), quand('Objet', 'REOUVERTURE', 'alerte')]],
]);

const RETENUS = new Map<string, readonly string[]>([[JournalControles.nom, ['Statut', 'Motif']]]);

/** Une feuille par table commune, dans l'ordre du classeur. */
export const FEUILLES_COMMUNES: readonly DescriptionFeuille[] = TABLES_COMMUNES.map(table =>
  decrireFeuille(table, {
    formatsConditionnels: FORMATS.get(table.nom) ?? [],
    retenus: RETENUS.get(table.nom) ?? [],
  }),
);
