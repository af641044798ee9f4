/** Les arbres des fonctions TIERS.* qui ne lisent que leurs arguments : chaque feuille est ce qu'on leur donne. */
import {
  arbre,
  type Explication,
  type Jour,
  type Libelle,
  type Montant,
  type Taux,
} from '../../comptabilite';
import type { Epuisement, MoisFacture } from './calcul/delais';
import { arbreEpuisement } from './explications/delais';
import { dire } from './explications/postes';

const euros = (libelle: Libelle, m: Montant) => arbre.argument(libelle, arbre.eurosExacts(m), 'EUR');
const creancesDonnees = (m: Montant) => euros(dire('Créances TTC', 'Receivables incl. VAT'), m);

/** Créances × jours / CA TTC. */
export function arbreDso(creances: Montant, ca: Montant, jours: number): Explication {
  const libelle = dire('DSO', 'DSO');
  const duree = arbre.argument(dire('Jours', 'Days'), jours, 'JOUR');
  return arbre.quotient(
    libelle,
    arbre.produit(dire('Créances × jours', 'Receivables × days'), [creancesDonnees(creances), duree]),
    euros(dire('CA TTC', 'Billed incl. VAT'), ca),
    'JOUR',
  );
}

/** Les mois épuisés, puis le suivant au prorata. */
export function arbreDsoEpuisement(
  creances: Montant,
  mois: readonly MoisFacture[],
  epuise: Epuisement,
): Explication {
  if (creances <= 0) return arbre.constante(dire('Pas de créances', 'No receivables'), 0, 'JOUR');
  const donnes = mois.map(({ ttc, jours }, i) => ({
    facture: ttc > 0 ? euros(dire(`CA TTC, mois ${i + 1}`, `Billed, month ${i + 1}`), ttc) : undefined,
    jours,
  }));
  return arbreEpuisement(creancesDonnees(creances), donnes, epuise);
}

/** arr(TTC × taux × jours de retard / 365). */
export function arbrePenaliteDonnee(ttc: Montant, due: Jour, paiement: Jour, taux: Taux): Explication {
  const libelle = dire('Pénalité', 'Penalty');
  const retard = arbre.difference(dire('Jours de retard', 'Days late'), [
    arbre.argument(dire('Paiement', 'Payment'), paiement, 'DATE'),
    arbre.argument(dire('Échéance', 'Due date'), due, 'DATE'),
  ]);
  const jours = retard.valeur.isNegative()
    ? arbre.constante(dire('Payée avant l’échéance', 'Paid before the due date'), 0, 'JOUR')
    : retard;
  const produit = arbre.produit(
    dire('TTC × taux × jours', 'Amount × rate × days'),
    [euros(dire('TTC', 'Amount incl. VAT'), ttc), arbre.argument(dire('Taux', 'Rate'), taux, 'TAUX'), jours],
    'EUR',
  );
  const annee = arbre.constante(dire('jours de l’année', 'days in the year'), 365, 'JOUR');
  return arbre.arrondi(libelle, arbre.quotient(libelle, produit, annee, 'EUR'));
}
