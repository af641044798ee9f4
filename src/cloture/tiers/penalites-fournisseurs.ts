/** Ce que les retards de paiement coûteraient à la société (mission 309, C. com. art. L441-10). */
import { enEuros, quantite, somme, type Jour } from '../../comptabilite';
import type { Parametres } from '../tables-communes/parametres';
import type { PosteDate } from './calcul/echeancier';
import type { LigneIndicateur } from './indicateurs';
import type { ModeleTiers } from './modele';
import { auPlancher, penalites, type Penalite } from './relances/calcul/penalites';
import { cleLegal, lireTauxPenalites } from './relances/taux';

export interface DetteEnRetard {
  readonly poste: PosteDate;
  readonly penalite: Penalite;
}

/** Les dettes en retard et ce qu'elles coûtent au plancher, ou le semestre dont le taux légal manque (L441-10). */
export function dettesEnRetard(
  modele: ModeleTiers,
  parametres: Parametres,
  arrete: Jour,
): readonly DetteEnRetard[] | { readonly manquant: string } {
  const taux = auPlancher(lireTauxPenalites(parametres, undefined));
  const dettes: DetteEnRetard[] = [];
  for (const poste of modele.postesDe(arrete, 'FOURNISSEUR')) {
    const { nature, residuel, echeance } = poste;
    if (nature !== 'COURANT' || residuel <= 0 || echeance >= arrete) continue;
    const lue = penalites([{ montant: residuel, echeance, au: arrete }], taux);
    const manquant = 'manquant' in lue ? lue.manquant : lue.planchersInconnus[0];
    if ('manquant' in lue || manquant !== undefined) return { manquant: manquant! };
    dettes.push({ poste, penalite: lue });
  }
  return dettes;
}

/** Ce que coûteraient les retards de paiement : trois fois le taux légal de chaque semestre (L441-10). */
export function penalitesEncourues(
  modele: ModeleTiers,
  parametres: Parametres,
  arrete: Jour,
): LigneIndicateur {
  const ligne = {
    Code: 'PENALITES_FOURNISSEURS',
    Libelle: 'Pénalités encourues sur les dettes en retard',
    Unite: '€',
  };
  const dettes = dettesEnRetard(modele, parametres, arrete);
  if ('manquant' in dettes) {
    const cle = cleLegal(dettes.manquant);
    const [faire, cause] =
      parametres.texte(cle) === undefined ? ['Renseignez', 'n’est pas connu'] : ['Corrigez', 'ne se lit pas'];
    return { ...ligne, Lecture: `${faire} ${cle} dans les paramètres : le taux légal du semestre ${cause}.` };
  }
  const nombre = `${dettes.length} facture${dettes.length > 1 ? 's' : ''} en retard`;
  return {
    ...ligne,
    Valeur: quantite(enEuros(somme(dettes.map(d => d.penalite.montant)))),
    Numerateur: somme(dettes.map(d => d.poste.residuel)),
    Lecture: `${nombre}, à trois fois le taux légal de chaque semestre ; 40 € de plus par facture.`,
  };
}
