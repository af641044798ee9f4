/** Contrôles des charges et du reste à faire : coûts manquants, achats, tâches, temps écartés (domaine §5.7, §6.2). */
import type { Anomalie } from '../../../comptabilite';
import { estAvancement } from '../calcul/regles';
import { anomalie, enJour, enMontant, ligneAffaire, type AffaireJugee } from './dire';

export function* controlerCharges(a: AffaireJugee): Iterable<Anomalie> {
  yield* controlerHistorisees(a);
  yield* controlerCouts(a);
  yield* controlerTaches(a);
  yield* controlerAchats(a);
  // Ailleurs, ni les temps ni les achats ne font le chiffre d'affaires.
  if (!estAvancement(a.dossier.regle)) return;
  yield* controlerExternes(a);
  yield* controlerTempsEcartes(a);
}

/** C-REV-19 : une règle qui lit les charges dans l'historique, et un historique qui n'en a aucune : CH vaudrait zéro. */
function* controlerHistorisees({ dossier, mesure, arrete }: AffaireJugee): Iterable<Anomalie> {
  if (!mesure.chargesHistorisees || dossier.chargesHistorisees.auPlusTard(arrete) !== 0) return;
  if (dossier.temps.auPlusTard(arrete) === 0 && dossier.achats.auPlusTard(arrete) === 0) return;
  yield anomalie(
    'BLOQUANT',
    'C-REV-19',
    {
      fr: `Affaire ${dossier.nom} : des temps ou des achats, mais aucune charge à l'Historique, où la règle ${dossier.regle.code} les lit.`,
      en: `Project ${dossier.nom}: time or purchases, but no cost in Historique, where rule ${dossier.regle.code} reads them.`,
    },
    {
      fr: "Ajoutez à Historique les lignes CHARGES de l'affaire, temps compris, ou mettez « Source du réalisé » à PIECES.",
      en: 'Add the CHARGES rows of the project to Historique, time included, or set SourceRealise to PIECES.',
    },
    { table: 'ReglesCA', ligne: dossier.regle.ligne, colonne: 'SourceRealise', cle: dossier.regle.code },
  );
}

/** C-TPS-02 : sans coût à la date, un temps ou un planning n'a pas de valeur ; jamais zéro. */
function* controlerCouts({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  for (const m of dossier.coutsManquants) {
    if (m.table === 'Planning' && m.date <= arrete) continue;
    const jour = enJour(m.date);
    yield anomalie(
      'BLOQUANT',
      'C-TPS-02',
      {
        fr: `Affaire ${dossier.nom} : pas de coût journalier de ${m.idCollab} au ${jour.fr}.`,
        en: `Project ${dossier.nom}: no daily cost for ${m.idCollab} on ${jour.en}.`,
      },
      {
        fr: `Ajoutez à CoutsCollaborateurs un coût de ${m.idCollab} dont la date d'effet précède ce jour.`,
        en: `Add to CoutsCollaborateurs a cost for ${m.idCollab} effective before that day.`,
      },
      { table: m.table, ligne: m.ligne, colonne: 'IdCollab', cle: m.cle },
    );
  }
}

/** C-TPS-02 : une tâche dont les jours restants n'ont pas de coût ; le reste à faire serait trop petit. */
function* controlerTaches({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  for (const tache of dossier.taches) {
    const reste = tache.a(arrete);
    if (!reste || reste.cout !== undefined) continue;
    const { Tache, IdCollab, ligne } = reste.saisie;
    const [raison, reason] =
      IdCollab === undefined
        ? ['aucun collaborateur ni coût', 'neither person nor cost']
        : [
            `pas de coût journalier de ${IdCollab} à cette date`,
            `no daily cost for ${IdCollab} at that date`,
          ];
    yield anomalie(
      'BLOQUANT',
      'C-TPS-02',
      {
        fr: `Affaire ${dossier.nom}, tâche ${Tache} : ${raison}, son reste à faire n'a pas de valeur.`,
        en: `Project ${dossier.nom}, task ${Tache}: ${reason}, its cost to complete has no value.`,
      },
      {
        fr: 'Affectez un collaborateur qui a un coût, ou saisissez le coût restant de la tâche.',
        en: 'Assign someone who has a cost, or type the remaining cost of the task.',
      },
      { table: 'TachesAffaire', ligne, colonne: 'IdCollab', cle: Tache },
    );
  }
}

function* controlerAchats({ dossier, mesure, arrete }: AffaireJugee): Iterable<Anomalie> {
  for (const f of dossier.achatsNonValides) {
    if (f.date > arrete) continue;
    const m = enMontant(f.montant);
    yield anomalie(
      'ALERTE',
      'C-AP-02',
      {
        fr: `Facture d'achat ${f.cle} non validée et sans réception : ${m.fr} hors des charges.`,
        en: `Purchase invoice ${f.cle} not posted and without receipt: ${m.en} left out of costs.`,
      },
      { fr: 'Validez-la, ou saisissez la réception.', en: 'Post it, or enter the receipt.' },
      { table: 'FacturesFournisseurs', ligne: f.ligne, colonne: 'Validee', cle: f.cle },
    );
  }
  if (mesure.achatsIgnores === 0) return;
  const ignores = enMontant(mesure.achatsIgnores);
  yield anomalie(
    'INFO',
    'C-REV-15',
    {
      fr: `Affaire ${dossier.nom} : ${ignores.fr} d'achats et de frais ne comptent pas, la règle ${dossier.regle.code} ne prend que les temps.`,
      en: `Project ${dossier.nom}: ${ignores.en} of purchases and expenses do not count, rule ${dossier.regle.code} takes time only.`,
    },
    {
      fr: 'Passez « Charges : temps et achats » à O dans la règle si ces achats font l’avancement.',
      en: 'Set ChargesTempsEtAchats to O in the rule if these purchases make the progress.',
    },
    {
      table: 'ReglesCA',
      ligne: dossier.regle.ligne,
      colonne: 'ChargesTempsEtAchats',
      cle: dossier.regle.code,
    },
  );
}

/** C-REV-13 : le coût d'un externe vient de ses achats ; planifié sans commande, il manque au reste à faire. */
function* controlerExternes({ dossier, mesure, arrete }: AffaireJugee): Iterable<Anomalie> {
  if (!dossier.regle.chargesTempsEtAchats) return;
  if (dossier.planningExterne.apres(arrete) <= 0 || mesure.commandesOuvertes !== 0) return;
  yield anomalie(
    'ALERTE',
    'C-REV-13',
    {
      fr: `Affaire ${dossier.nom} : des jours d'externes sont planifiés sans commande d'achat ouverte.`,
      en: `Project ${dossier.nom}: days of subcontractors are planned without an open purchase order.`,
    },
    {
      fr: 'Saisissez la commande : le coût d’un externe vient de ses achats.',
      en: 'Enter the order: the cost of a subcontractor comes from purchases.',
    },
    ligneAffaire(dossier, 'IdAffaire'),
  );
}

function* controlerTempsEcartes({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  const nombre = dossier.tempsNonComptes.auPlusTard(arrete);
  if (nombre <= 0) return;
  const jour = enJour(arrete);
  yield anomalie(
    'ALERTE',
    'C-TPS-01',
    {
      fr: `Affaire ${dossier.nom}, temps au plus tard du ${jour.fr} dans un état qui ne compte pas : ${nombre}.`,
      en: `Project ${dossier.nom}, time rows up to ${jour.en} in a state that does not count: ${nombre}.`,
    },
    {
      fr: 'Faites valider ces temps avant de clôturer.',
      en: 'Have these rows validated before closing.',
    },
    ligneAffaire(dossier, 'IdAffaire'),
  );
}
