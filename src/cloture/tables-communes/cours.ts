/** Le cours auquel un arrêté convertit : une seule règle, pour les postes en devise et pour la balance âgée (domaine §9.7). */
import { debutDeMois, type Jour } from '../../comptabilite';
import type { Ligne, TablesLues } from '../../workbook/table';
import { TauxChange } from '.';

export type LigneCours = Ligne<typeof TauxChange>;

/**
 * Le cours de clôture d'une devise : le dernier du type CLOTURE du mois de l'arrêté, sinon le dernier COURS de ce mois.
 * Un cours d'un mois passé ne vaut pas : l'arrêté demanderait le sien.
 */
export function coursDeCloture(tables: TablesLues, arrete: Jour): (devise: string) => LigneCours | undefined {
  const debut = debutDeMois(arrete);
  const retenus = new Map<string, LigneCours>();
  for (const l of tables.lire(TauxChange).lignes) {
    if (l.Type === 'MOYEN' || l.Date < debut || l.Date > arrete || !l.Taux.isPositive() || l.Taux.isZero())
      continue;
    const autre = retenus.get(l.Devise.toUpperCase());
    const rang = (x: LigneCours) => (x.Type === 'CLOTURE' ? 1e7 : 0) + x.Date;
    if (!autre || rang(l) >= rang(autre)) retenus.set(l.Devise.toUpperCase(), l);
  }
  return devise => retenus.get(devise.toUpperCase());
}
