/** Contrôles du % d'avancement : motif, reste à faire nul, jours vendus, recul (domaine §5.6, §5.7, §15). */
import { fraction, type Anomalie, type Taux } from '../../../comptabilite';
import { tauxFige, type ArreteHistorise } from '../calcul/historique';
import { estAvancement } from '../calcul/regles';
import { anomalie, enJour, enMontant, ligneAffaire, type AffaireJugee } from './dire';

/** Statuts où un reste à faire nul est plus souvent un oubli qu'une fin. */
const EN_COURS: ReadonlySet<string> = new Set(['PROSPECT', 'OUVERTE', 'SUSPENDUE']);

export function* controlerTaux(a: AffaireJugee): Iterable<Anomalie> {
  yield* controlerMotif(a);
  if (!estAvancement(a.dossier.regle)) return;
  if (a.mesure.jours) yield* controlerJours(a);
  else yield* controlerResteAFaire(a);
}

/** C-REV-04 : ce qui est forcé se documente ; un % est une mesure physique (PCG art. 622-3). */
function* controlerMotif({ dossier, force, arrete }: AffaireJugee): Iterable<Anomalie> {
  const forces = [force?.TauxForce, force?.FaeForcee, force?.PcaForcee];
  if (!force || forces.every(f => f === undefined) || (force.Motif ?? '').trim() !== '') return;
  const [quoi, what] = force.TauxForce
    ? ['un % forcé', 'a forced %']
    : ['une FAE ou une PCA forcée', 'a forced accrual or deferral'];
  const jour = enJour(arrete);
  yield anomalie(
    'BLOQUANT',
    'C-REV-04',
    {
      fr: `Affaire ${dossier.nom} : ${quoi} au ${jour.fr} demande un motif.`,
      en: `Project ${dossier.nom}: ${what} at ${jour.en} needs a reason.`,
    },
    {
      fr: 'Écrivez dans « Motif » la mesure physique ou le fait qui le justifie, ou effacez-le (PCG art. 622-3).',
      en: 'Write in "Motif" the physical measure or fact behind it, or clear it (PCG art. 622-3).',
    },
    { table: 'CaAvancement', ligne: force.ligne, colonne: 'Motif', cle: dossier.IdAffaire },
  );
}

/**
 * C-REV-03 : sans planning, le reste à faire est nul et l'avancement de 100 %. Cela bloque une affaire en cours, sauf
 * si elle est à son budget de charges, à un dixième près : elle finit alors, et une alerte suffit (domaine §5.7 d).
 */
function* controlerResteAFaire({ dossier, mesure, arrete }: AffaireJugee): Iterable<Anomalie> {
  const { charges, raf, reprevision, tauxForce } = mesure;
  if (raf === 0 && charges !== 0 && !tauxForce && EN_COURS.has(dossier.affaire.Statut)) {
    const budget = dossier.budgetCharges.auPlusTard(arrete);
    const finit = budget > 0 && reprevision >= fraction(budget, 9, 10);
    yield anomalie(
      finit ? 'ALERTE' : 'BLOQUANT',
      'C-REV-03',
      {
        fr: `Affaire ${dossier.nom} en cours sans reste à faire : son avancement est de 100 %.`,
        en: `Project ${dossier.nom} is open with nothing left to do: its progress is 100%.`,
      },
      {
        fr: 'Planifiez ce qui reste, passez l’affaire à TERMINEE, ou forcez le % avec un motif.',
        en: 'Plan what remains, set the project to TERMINEE, or force the % with a reason.',
      },
      ligneAffaire(dossier, 'Statut'),
    );
  }
  if (reprevision >= 0) return;
  const m = enMontant(reprevision);
  yield anomalie(
    'ALERTE',
    'C-REV-12',
    {
      fr: `Affaire ${dossier.nom} : reprévision négative (${m.fr}) ; avancement compté zéro.`,
      en: `Project ${dossier.nom}: negative cost at completion (${m.en}); progress counted as zero.`,
    },
    {
      fr: 'Vérifiez les avoirs fournisseurs et les temps négatifs.',
      en: 'Check supplier credit notes and negative time rows.',
    },
    ligneAffaire(dossier, 'IdAffaire'),
  );
}

/** C-REV-05 et C-REV-16 : une régie se mesure en jours vendus ; au-delà, c'est un avenant à proposer (domaine §5.6). */
function* controlerJours({ dossier, mesure }: AffaireJugee): Iterable<Anomalie> {
  const { jours, tauxForce } = mesure;
  if (!jours) return;
  if (jours.vendus <= 0 && jours.realises !== 0 && !tauxForce) {
    yield anomalie(
      'BLOQUANT',
      'C-REV-05',
      {
        fr: `Affaire ${dossier.nom} : aucun jour vendu, son % théorique ne se calcule pas.`,
        en: `Project ${dossier.nom}: no day sold, its theoretical % cannot be computed.`,
      },
      {
        fr: 'Saisissez les lignes de commande en jours ou en heures, ou forcez le % avec un motif.',
        en: 'Enter the order lines in days or hours, or force the % with a reason.',
      },
      ligneAffaire(dossier, 'IdAffaire'),
    );
  }
  if (jours.vendus <= 0 || jours.realises <= jours.vendus) return;
  const [faits, vendus] = [jours.realises, jours.vendus].map(q => String(q / 10_000)) as [string, string];
  yield anomalie(
    'ALERTE',
    'C-REV-16',
    {
      fr: `Affaire ${dossier.nom} : dépassement de jours vendus, ${virgule(faits)} réalisés pour ${virgule(vendus)} vendus.`,
      en: `Project ${dossier.nom}: more days done than sold, ${faits} done for ${vendus} sold.`,
    },
    { fr: 'Proposez un avenant au client.', en: 'Propose a change order to the customer.' },
    ligneAffaire(dossier, 'IdAffaire'),
  );
}

const virgule = (nombre: string) => nombre.replace('.', ',');

/** C-REV-06 : un avancement qui recule est permis, mais montré. */
export function controlerRecul(
  { dossier, mesure }: AffaireJugee,
  precedent: ArreteHistorise | undefined,
): Anomalie[] {
  const avant = tauxFige(precedent?.detail);
  const { tauxRetenu } = mesure;
  if (!avant || !tauxRetenu || !estAvancement(dossier.regle) || tauxRetenu.gte(avant)) return [];
  const pct = (t: Taux) => t.mul(100).toFixed(2);
  const [ici, alors] = [pct(tauxRetenu), pct(avant)];
  return [
    anomalie(
      'ALERTE',
      'C-REV-06',
      {
        fr: `Affaire ${dossier.nom} : avancement de ${virgule(ici)} %, contre ${virgule(alors)} % à l'arrêté précédent.`,
        en: `Project ${dossier.nom}: progress of ${ici}%, against ${alors}% at the previous closing date.`,
      },
      {
        fr: 'Vérifiez le reste à faire : la correction pèse toute sur ce mois.',
        en: 'Check the cost to complete: the whole correction falls in this month.',
      },
      ligneAffaire(dossier, 'IdAffaire'),
    ),
  ];
}
