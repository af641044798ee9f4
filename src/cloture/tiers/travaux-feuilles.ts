import { decrireFeuille, type DescriptionFeuille } from '../../workbook/feuille';
import { EngagementsTiers, OperationsTiers } from './acomptes/tables';
import {
  CreancesDouteuses,
  CreancesNettes,
  Depreciations,
  ProvisionsClients,
  TauxDepreciation,
} from './douteuses/tables';
import { LettragesProposes, PostesALettrer } from './lettrage/tables';
import { Lettrages } from '../tables-communes/lettrages';
import { RapprochementTiers } from './rapprochement/tables';
import { NiveauxRelance, PiecesRelancees, Relances } from './relances/tables';

/** Les feuilles du lettrage, des relances, des opérations et des créances douteuses, dans l'ordre du classeur. */
export const FEUILLES_TRAVAUX: readonly DescriptionFeuille[] = [
  decrireFeuille(OperationsTiers),
  decrireFeuille(CreancesDouteuses),
  decrireFeuille(TauxDepreciation),
  decrireFeuille(NiveauxRelance),
  decrireFeuille(LettragesProposes, {
    retenus: ['Decision'],
    formatsConditionnels: [
      { colonne: 'Decision', quand: { vaut: 'ACCEPTER' }, ton: 'succes' },
      { colonne: 'Decision', quand: { vaut: 'REFUSER' }, ton: 'attenue' },
    ],
  }),
  decrireFeuille(PostesALettrer, { retenus: ['Marque'] }),
  decrireFeuille(Lettrages, {
    retenus: ['Annuler'],
    formatsConditionnels: [{ colonne: 'Etat', quand: { vaut: 'ANNULE' }, ton: 'attenue' }],
  }),
  decrireFeuille(EngagementsTiers),
  decrireFeuille(Relances, {
    retenus: ['EnvoyeeLe', 'Suite'],
    formatsConditionnels: [{ colonne: 'Niveau', quand: { compare: '>', a: 2 }, ton: 'alerte' }],
  }),
  decrireFeuille(PiecesRelancees),
  decrireFeuille(ProvisionsClients, {
    formatsConditionnels: [{ colonne: 'Origine', quand: { vaut: 'STATISTIQUE' }, ton: 'alerte' }],
  }),
  decrireFeuille(CreancesNettes),
  decrireFeuille(Depreciations),
  decrireFeuille(RapprochementTiers, {
    formatsConditionnels: [{ colonne: 'Ecart', quand: { compare: '<>', a: 0 }, ton: 'erreur' }],
  }),
];
