import { valoriser, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { Aiguillage } from './aiguillage';
import type { Couts } from './couts';
import type { LigneTache } from './donnees';
import { cleGroupe } from './groupe';

/** Le reste à faire d'une tâche à une date : la saisie qui compte, et son coût s'il est connu. */
export interface ResteTache {
  readonly saisie: LigneTache;
  /** undefined : ni coût saisi, ni collaborateur dont le coût soit connu ; jamais zéro. */
  readonly cout: Montant | undefined;
}

/** Une tâche, avec ses saisies successives. */
export interface TacheSuivie {
  /** La dernière saisie au plus tard de cette date ; undefined si la tâche n'en a pas. */
  a(date: Jour): ResteTache | undefined;
}

/**
 * Reste à faire par tâche (domaine §5.7) : jours restants × coût du collaborateur de la tâche à la date d'arrêté,
 * ou le coût saisi. Les jours d'un EXTERNE valent 0 quand les achats font les charges, comme ses temps.
 */
export function rangerTaches(taches: readonly LigneTache[], aiguillage: Aiguillage, couts: Couts): void {
  const saisies = new Map<string, LigneTache[]>();
  for (const t of taches) {
    const cle = `${cleGroupe(t)}\u0000${t.Tache}`;
    const liste = saisies.get(cle);
    if (liste) liste.push(t);
    else saisies.set(cle, [t]);
  }
  for (const liste of saisies.values()) {
    const [premiere] = liste.sort((a, b) => b.DateSaisie - a.DateSaisie);
    const dossier = premiere && aiguillage.vers(premiere.IdAffaire, premiere.Lot, premiere.SousLot);
    if (dossier?.regle.sourceRaf !== 'TACHES') continue;
    const { chargesTempsEtAchats } = dossier.regle;
    dossier.taches.push({
      a: date => {
        const saisie = liste.find(t => t.DateSaisie <= date);
        return saisie && { saisie, cout: coutRestant(saisie, date, couts, chargesTempsEtAchats) };
      },
    });
  }
}

function coutRestant(
  { MontantCout, Jours, IdCollab }: LigneTache,
  date: Jour,
  couts: Couts,
  chargesTempsEtAchats: boolean,
): Montant | undefined {
  if (MontantCout !== undefined) return MontantCout;
  if (Jours === undefined) return undefined;
  if (Jours === 0) return ZERO;
  if (IdCollab === undefined) return undefined;
  if (chargesTempsEtAchats && couts.estExterne(IdCollab)) return ZERO;
  const cout = couts.a(IdCollab, date);
  return cout === undefined ? undefined : valoriser(Jours, cout);
}
