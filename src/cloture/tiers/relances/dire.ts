/** Ce que les relances disent à l'utilisateur. */
import { accorder, texteJour, versIso, type Anomalie, type Jour } from '../../../comptabilite';
import type { Penalite } from './calcul/penalites';
import type { RaisonEcart } from './calcul/relancer';
import { direMontant } from './calcul/texte';
import type { RelancesEtablies } from './etablir';
import type { NiveauRelance } from './modeles';
import { NiveauxRelance } from './tables';

/** Une variable que la lettre ne sait pas remplacer. */
export function variableInconnue(niveau: NiveauRelance, tiers: string, noms: readonly string[]): Anomalie {
  const liste = noms.map(n => `{${n}}`).join(', ');
  return {
    code: 'C-REL-01',
    gravite: 'ALERTE',
    table: NiveauxRelance.nom,
    cle: String(niveau.niveau),
    message: `Relance de ${tiers}, niveau ${niveau.niveau} : ${liste} ne se remplace pas ; la lettre n'est pas écrite.`,
    remede:
      'Corrigez le texte du niveau ; {penalites}, {indemnites} et {total} demandent PenalitesRelance à O.',
    en: {
      message: `Reminder to ${tiers}, level ${niveau.niveau}: ${liste} cannot be replaced; the letter is not written.`,
      remede:
        'Correct the text of the level; {penalites}, {indemnites} and {total} need PenalitesRelance set to O.',
    },
  };
}

/** Le détail d'une pénalité : « 12 000,00 × 55 j × 7,86 % (convenu) ». */
export function direPenalite({ morceaux }: Penalite): string {
  const origine = { CONVENU: 'convenu', PLANCHER: 'plancher', BCE: 'BCE + 10 points' } as const;
  return morceaux
    .map(m => {
      const pourcent = m.taux.times(100).toString().replace('.', ',');
      return `${direMontant(m.montant, 'FR')} × ${m.jours} j × ${pourcent} % (${origine[m.origine]}, ${m.semestre})`;
    })
    .join(' + ');
}

/** Les clients en retard qui ne sont pas relancés, et pourquoi. */
export function direEcartes({ ecartes }: RelancesEtablies, arrete: Jour): Anomalie[] {
  const raisons: Readonly<Record<RaisonEcart, readonly [string, string]>> = {
    BLOQUE: ['bloqué', 'blocked'],
    LITIGE: ['en litige', 'disputed'],
    PROMESSE: ['promesse de paiement non échue', 'promise to pay not elapsed'],
    CREDITEUR: ['solde créditeur', 'credit balance'],
    COUVERT: ['avoirs ou règlements couvrent le dû', 'credits cover what is due'],
    SEUIL: ['sous le seuil', 'below the threshold'],
  };
  if (ecartes.length === 0) return [];
  const dire = (langue: 0 | 1) =>
    (Object.keys(raisons) as RaisonEcart[])
      .map(r => [r, ecartes.filter(e => e.raison === r).length] as const)
      .filter(([, n]) => n > 0)
      .map(([r, n]) => `${n} ${raisons[r][langue]}`)
      .join(', ');
  return [
    {
      code: 'C-REL-04',
      gravite: 'INFO',
      message: `Relances au ${texteJour(arrete)} : ${accorder(ecartes.length, "client en retard n'est pas relancé", 'clients en retard ne sont pas relancés')} (${dire(0)}).`,
      remede:
        'Litiges et promesses se lèvent dans « Suivi des créances », le blocage dans la fiche du tiers.',
      en: {
        message: `Reminders at ${versIso(arrete)}: ${accorder(ecartes.length, 'late customer is', 'late customers are', 'en')} not chased (${dire(1)}).`,
        remede:
          'Disputes and promises are lifted in “Suivi des créances”, the block in the third-party record.',
      },
    },
  ];
}
