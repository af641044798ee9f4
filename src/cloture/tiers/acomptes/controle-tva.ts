/** C-CUT-02 : la TVA qui attend au compte des acomptes est celle des acomptes que rien n'a compensés (domaine §8.10). */
import {
  moins,
  plus,
  texteJour,
  texteMontant,
  versIso,
  ZERO,
  type Anomalie,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import { defiler } from '../../../workbook/tables/par-colonne';
import { Ecritures, EcrituresCloture } from '../../tables-communes';
import type { Parametres } from '../../tables-communes/parametres';
import type { ModeleTiers } from '../modele';
import { TvaDesPieces } from '../tva';
import { OperationsTiers } from './tables';
import { Acomptes } from './tva-acomptes';

export interface ContexteTvaAcomptes {
  readonly arrete: Jour;
  /** Les tables telles que l'arrêté les laisse : ses écritures comprises. */
  readonly tables: TablesLues;
  readonly parametres: Parametres;
  readonly modele: ModeleTiers;
}

/**
 * Compare le solde de CPT_TVA_ACOMPTE à l'arrêté à la TVA des acomptes ouverts de OperationsTiers. Un écart bloque,
 * sauf si un acompte ouvert a été comptabilisé hors de cette table : sa TVA n'est connue que de l'utilisateur, et
 * l'écart est une alerte.
 */
export function controlerTvaAcomptes(contexte: ContexteTvaAcomptes): Anomalie[] {
  const { arrete, tables, parametres, modele } = contexte;
  const compte = parametres.valeur('CPT_TVA_ACOMPTE') as string;
  const operations = tables.lire(OperationsTiers).lignes.filter(o => o.Date <= arrete);
  const attendu = new Acomptes(operations, new TvaDesPieces(tables, parametres)).enAttente();
  const solde = soldeDe(compte, contexte);
  const ecart = moins(solde, attendu);
  if (ecart === 0) return [];
  const connues = new Set(operations.map(o => `${o.IdTiers}|${o.Piece ?? o.IdOperation}`));
  const ailleurs = modele
    .postes(arrete)
    .some(p => p.nature === 'ACOMPTE' && !connues.has(`${p.tiers}|${p.piece}`));
  return [
    {
      code: 'C-CUT-02',
      gravite: ailleurs ? 'ALERTE' : 'BLOQUANT',
      table: Ecritures.nom,
      colonne: 'Compte',
      cle: compte,
      message: `Compte ${compte} (TVA sur acomptes) : solde de ${texteMontant(solde)} au ${texteJour(arrete)}, quand les acomptes à compenser en portent ${texteMontant(attendu)} ; écart de ${texteMontant(ecart)}.`,
      remede: ailleurs
        ? 'Vérifiez la TVA des acomptes comptabilisés hors de la table OperationsTiers, ou saisissez-les y.'
        : 'Saisissez dans OperationsTiers l’acompte ou la compensation qui manque, ou soldez le compte par une écriture.',
      en: {
        message: `Account ${compte} (VAT on down payments): balance of ${texteMontant(solde, 'en')} at ${versIso(arrete)}, while the down payments to clear carry ${texteMontant(attendu, 'en')}; gap of ${texteMontant(ecart, 'en')}.`,
        remede: ailleurs
          ? 'Check the VAT of the down payments booked outside the OperationsTiers table, or enter them there.'
          : 'Enter in OperationsTiers the missing down payment or clearing, or settle the account by an entry.',
      },
    },
  ];
}

/** Solde débiteur du compte, à-nouveaux compris, au soir de l'arrêté. */
function soldeDe(compte: string, { arrete, tables, modele }: ContexteTvaAcomptes): Montant {
  const depuis = modele.lu.auxiliaire.plancher(arrete);
  let solde = ZERO;
  for (const table of [Ecritures, EcrituresCloture] as const)
    for (const mouvement of defiler<typeof Ecritures, Montant>(
      tables.lire(table as typeof Ecritures),
      ({ Compte, DateEcriture, Debit, Credit }, i) =>
        Compte[i]!.startsWith(compte) && DateEcriture[i]! <= arrete && DateEcriture[i]! >= depuis
          ? moins(Debit[i]!, Credit[i]!)
          : ZERO,
    ))
      solde = plus(solde, mouvement);
  return solde;
}
