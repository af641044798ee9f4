/** Contrôles des ventes : factures, budget, échéanciers, devis, avenants, TVA (domaine §5.3, §15). */
import type { Anomalie, Jour, Montant } from '../../../comptabilite';
import type { Regularisation, TvaSurFae } from '../calcul/detail';
import type { Dossier } from '../calcul/dossier';
import { LigneVendue } from '../calcul/poste';
import { anomalie, enJour, enMontant, ligneAffaire, type AffaireJugee } from './dire';

export function* controlerVentes(a: AffaireJugee): Iterable<Anomalie> {
  yield* controlerFactures(a);
  yield* controlerBudget(a);
  yield* controlerEcheanciers(a);
  yield* controlerDevis(a);
  yield* controlerLignesSansRegle(a);
}

/** C-REV-02 : une facture non validée au plus tard de l'arrêté fausse le facturé, donc FAE et PCA. */
function* controlerFactures({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  for (const f of dossier.facturesNonValidees) {
    if (f.date > arrete) continue;
    const jour = enJour(f.date);
    yield anomalie(
      'BLOQUANT',
      'C-REV-02',
      {
        fr: `La facture ${f.cle} du ${jour.fr} n'est pas validée.`,
        en: `Invoice ${f.cle} of ${jour.en} is not posted.`,
      },
      { fr: 'Validez la facture, ou changez sa date.', en: 'Post the invoice, or change its date.' },
      { table: 'FacturesClients', ligne: f.ligne, colonne: 'Validee', cle: f.cle },
    );
  }
}

function* controlerBudget({ dossier, mesure }: AffaireJugee): Iterable<Anomalie> {
  if (mesure.budget < 0) {
    const m = enMontant(mesure.budget);
    yield anomalie(
      'ALERTE',
      'C-REV-12',
      {
        fr: `Affaire ${dossier.nom} : budget de vente négatif (${m.fr}).`,
        en: `Project ${dossier.nom}: negative contract revenue (${m.en}).`,
      },
      { fr: 'Vérifiez les avoirs sans facture.', en: 'Check credit notes without an invoice.' },
      ligneAffaire(dossier, 'IdAffaire'),
    );
  }
  if (mesure.budget !== 0 || mesure.charges === 0) return;
  const charges = enMontant(mesure.charges);
  yield anomalie(
    'ALERTE',
    'C-REV-17',
    {
      fr: `Affaire ${dossier.nom} sans vente : ses charges (${charges.fr}) pèsent sur le résultat.`,
      en: `Project ${dossier.nom} without sales: its costs (${charges.en}) weigh on profit or loss.`,
    },
    { fr: 'Saisissez la commande si elle est signée.', en: 'Enter the order if it is signed.' },
    ligneAffaire(dossier, 'IdAffaire'),
  );
}

/** C-REV-11 : le budget garde ce que l'échéancier validé ne couvre pas (domaine §5.3, piège 2). */
function* controlerEcheanciers({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  for (const poste of dossier.postes) {
    if (!poste.echeancierIncomplet(arrete)) continue;
    const lieu = poste instanceof LigneVendue ? { ligne: poste.ligne.ligne } : {};
    yield anomalie(
      'ALERTE',
      'C-REV-11',
      {
        fr: `Commande ${poste.nom} : l'échéancier validé n'atteint pas la commande ; le reste est gardé au budget.`,
        en: `Order ${poste.nom}: the validated billing schedule does not reach the order; the rest stays in the budget.`,
      },
      { fr: "Complétez ou validez l'échéancier.", en: 'Complete or validate the schedule.' },
      { table: 'LignesCommande', ...lieu, colonne: 'MontantHT', cle: poste.nom },
    );
  }
}

/** C-REV-18 : un devis signé sans date, ou un avenant sans ligne de commande, ne peut pas compter ; il se dit. */
function* controlerDevis({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  if (dossier.regle.baseBudget === 'DEVIS_SIGNES') {
    for (const d of dossier.devisSansDate) {
      const m = enMontant(d.montant);
      yield anomalie(
        'ALERTE',
        'C-REV-18',
        {
          fr: `Devis ${d.cle} signé sans date de signature : ${m.fr} hors du budget.`,
          en: `Quote ${d.cle} signed without a signature date: ${m.en} left out of the budget.`,
        },
        { fr: 'Saisissez la date de signature.', en: 'Enter the signature date.' },
        { table: 'Devis', ligne: d.ligne, colonne: 'DateSignature', cle: d.cle },
      );
    }
  }
  for (const v of dossier.avenantsSansCommande) {
    if (v.date > arrete) continue;
    const m = enMontant(v.montant);
    yield anomalie(
      'ALERTE',
      'C-REV-18',
      {
        fr: `Avenant ${v.cle} sans ligne de commande à grossir : ${m.fr} hors du budget.`,
        en: `Change order ${v.cle} without an order line to add to: ${m.en} left out of the budget.`,
      },
      {
        fr: 'Saisissez la commande, ou donnez à l’avenant celle qu’il modifie.',
        en: 'Enter the order, or give the change order the one it amends.',
      },
      { table: 'Avenants', ligne: v.ligne, colonne: 'IdCommande', cle: v.cle },
    );
  }
}

/** C-REV-07 : des lignes de vente sans règle, ou d'une règle inconnue ; elles ne comptent nulle part. */
function* controlerLignesSansRegle({ dossier }: AffaireJugee): Iterable<Anomalie> {
  for (const code of [...dossier.autresRegles].sort()) {
    const [quelle, which] = code === '' ? ['aucune règle', 'no rule'] : [`la règle ${code}`, `rule ${code}`];
    yield anomalie(
      'ALERTE',
      'C-REV-07',
      {
        fr: `Affaire ${dossier.nom} : des lignes de vente ont ${quelle}, que rien ne calcule.`,
        en: `Project ${dossier.nom}: sales lines have ${which}, which nothing computes.`,
      },
      {
        fr: 'Donnez une règle à leur produit, ou à l’affaire.',
        en: 'Give a rule to their item, or to the project.',
      },
      ligneAffaire(dossier, 'RegleCA'),
    );
  }
}

/** C-TVA-01 : un code TVA sans taux à la date ; la TVA de la FAE ne peut pas être calculée. */
export function controlerTVA(
  { nom }: Dossier,
  fae: readonly Regularisation[],
  tva: TvaSurFae,
  arrete: Jour,
): Anomalie[] {
  const jour = enJour(arrete);
  return fae
    .filter(r => tva.taux(r.codeTVA, arrete) === undefined)
    .map(r =>
      anomalie(
        'BLOQUANT',
        'C-TVA-01',
        {
          fr: `Affaire ${nom} : le code TVA ${r.codeTVA} n'a pas de taux au ${jour.fr}.`,
          en: `Project ${nom}: VAT code ${r.codeTVA} has no rate at ${jour.en}.`,
        },
        {
          fr: 'Ajoutez ce code à CodesTVA, avec une date d’effet antérieure.',
          en: 'Add this code to CodesTVA, with an earlier effective date.',
        },
        { table: 'CodesTVA', colonne: 'CodeTVA', cle: r.codeTVA ?? '' },
      ),
    );
}

/** C-REV-14 : une FAE ou une PCA que rien ne permet de porter à un compte de vente. */
export function sansDetail(dossier: Dossier, total: Montant): Anomalie {
  const m = enMontant(total);
  return anomalie(
    'BLOQUANT',
    'C-REV-14',
    {
      fr: `Affaire ${dossier.nom} : ${m.fr} à régulariser sans compte de vente où les porter.`,
      en: `Project ${dossier.nom}: ${m.en} to accrue or defer without a revenue account to carry it.`,
    },
    {
      fr: 'Vérifiez les commandes et les factures de l’affaire : leurs montants se compensent.',
      en: 'Check the orders and invoices of the project: their amounts cancel out.',
    },
    ligneAffaire(dossier, 'IdAffaire'),
  );
}
