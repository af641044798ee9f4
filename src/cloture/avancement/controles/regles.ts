/** Les affaires sans chiffre d'affaires : dites, jamais oubliées en silence (domaine §5.2). */
import type { Anomalie } from '../../../comptabilite';
import type { AffaireEcartee } from '../calcul/index-affaires';
import { anomalie } from './dire';

/** C-REV-07 et C-REV-10 : une affaire sans règle, d'une règle inconnue, ou de deux règles à l'avancement. */
export function controlerEcartee({ affaire, motif, regles }: AffaireEcartee): Anomalie | undefined {
  const lieu = { table: 'Affaires', ligne: affaire.ligne, colonne: 'RegleCA', cle: affaire.IdAffaire };
  const noms = regles.join(', ');
  switch (motif) {
    case 'DEUX_REGLES':
      return anomalie(
        'BLOQUANT',
        'C-REV-10',
        {
          fr: `Affaire ${affaire.IdAffaire} : plusieurs règles, ${noms} ; ses charges ne se partagent pas, le regroupement par affaire n'en admet qu'une à l'avancement.`,
          en: `Project ${affaire.IdAffaire}: several rules, ${noms}; its costs cannot be shared, grouping by project allows only one by stage of completion.`,
        },
        {
          fr: 'Donnez la même règle aux produits de cette affaire, ou un lot à chaque règle.',
          en: 'Give the same rule to the items of this project, or a lot to each rule.',
        },
        lieu,
      );
    case 'REGLE_INCONNUE':
      return anomalie(
        'BLOQUANT',
        'C-REV-07',
        {
          fr: `Affaire ${affaire.IdAffaire} : la règle ${noms} n'existe pas.`,
          en: `Project ${affaire.IdAffaire}: rule ${noms} does not exist.`,
        },
        {
          fr: 'Ajoutez-la à la table ReglesCA, ou changez celle du produit ou de l’affaire.',
          en: 'Add it to the ReglesCA table, or change the one of the item or project.',
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
