/** Ce que la méthode ne prend pas : dit, jamais oublié en silence (domaine §5.2). */
import type { Anomalie } from '../../../comptabilite';
import type { AffaireEcartee } from '../calcul/index-affaires';
import { anomalie } from './dire';

/** C-REV-07 et C-REV-10 : une affaire d'une autre méthode, sans règle, ou de plusieurs règles. */
export function controlerEcartee({ affaire, motif, regles }: AffaireEcartee): Anomalie | undefined {
  const lieu = { table: 'Affaires', ligne: affaire.ligne, colonne: 'RegleCA', cle: affaire.IdAffaire };
  const noms = regles.join(', ');
  switch (motif) {
    case 'DEUX_REGLES':
      return anomalie(
        'BLOQUANT',
        'C-REV-10',
        {
          fr: `Affaire ${affaire.IdAffaire} : plusieurs règles, ${noms} ; le regroupement par affaire n'en admet qu'une à l'avancement.`,
          en: `Project ${affaire.IdAffaire}: several rules, ${noms}; grouping by project allows only one by stage of completion.`,
        },
        {
          fr: 'Donnez la même règle aux produits de cette affaire, ou un lot à chaque règle.',
          en: 'Give the same rule to the items of this project, or a lot to each rule.',
        },
        lieu,
      );
    case 'AUTRE_METHODE':
      return anomalie(
        'INFO',
        'C-REV-07',
        {
          fr: `Affaire ${affaire.IdAffaire} : ${noms} relève d'une autre méthode que l'avancement.`,
          en: `Project ${affaire.IdAffaire}: ${noms} is another method than stage of completion.`,
        },
        {
          fr: 'Son chiffre d’affaires ne paraît pas dans cette feuille, ni dans le total de la société.',
          en: 'Its revenue appears neither on this sheet nor in the company total.',
        },
        lieu,
      );
    default:
      if (affaire.Type !== 'EXTERNE' || affaire.Statut === 'PROSPECT') return undefined;
      return anomalie(
        'INFO',
        'C-REV-07',
        {
          fr: `Affaire ${affaire.IdAffaire} : aucune règle de reconnaissance du chiffre d'affaires.`,
          en: `Project ${affaire.IdAffaire}: no revenue recognition rule.`,
        },
        {
          fr: 'Donnez une règle au produit vendu, ou à l’affaire.',
          en: 'Give a rule to the item sold, or to the project.',
        },
        lieu,
      );
  }
}
