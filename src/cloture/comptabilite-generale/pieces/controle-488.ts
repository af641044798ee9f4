/** C-ABO-03 : au dernier arrêté d'un exercice, le compte d'abonnement est nul (PCG art. 1214-48). */
import { montant, type Anomalie } from '../../../comptabilite';
import type { Contexte } from '../../contexte';
import { Ecritures, EcrituresCloture, Exercices } from '../../tables-communes';
import type { Partie } from '../partie';
import * as dire from './dire';
import { PRESENTATION_ABONNEMENTS_SOLDES } from './presentation';

/** Le solde du compte d'abonnement depuis l'ouverture de l'exercice, à-nouveaux compris, s'il n'est pas nul à sa fin. */
export function controlerAbonnements({ arrete, tables, parametres }: Contexte): Anomalie[] {
  const exercice = tables.lire(Exercices).lignes.find(x => x.DateFin === arrete);
  if (!exercice) return [];
  const compte = parametres.valeur('CPT_ABONNEMENT');
  let solde = 0;
  for (const table of [Ecritures, EcrituresCloture])
    for (const l of tables.lire(table).lignes)
      if (l.Compte.startsWith(compte) && exercice.DateDebut <= l.DateEcriture && l.DateEcriture <= arrete)
        solde += l.Debit - l.Credit;
  return solde === 0 ? [] : [dire.abonnementNonSolde(compte, montant(solde))];
}

/** Le contrôle seul : les abonnements se passent avec les pièces, avant les autres capacités. */
export const abonnementsSoldes: Partie = {
  ...PRESENTATION_ABONNEMENTS_SOLDES,
  *calculer(contexte) {
    yield;
    return { anomalies: controlerAbonnements(contexte), ecritures: [], produites: [], resume: '' };
  },
};
