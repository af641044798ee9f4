/** Ce qui nomme une ligne par groupe d'affaire, dans chaque feuille qui en a : l'arrêté, l'affaire ou le lot, et la règle. */
import { jour, texte } from '../../workbook/table';

const calcule = { calculee: true } as const;

/** La clé d'une telle ligne. */
export const CLE_DU_GROUPE = ['Arrete', 'IdAffaire', 'Lot', 'SousLot', 'Regle'] as const;

export const colonnesDuGroupe = () => ({
  Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule }),
  IdAffaire: texte({ entete: 'Affaire', en: 'Project', requis: true, reference: 'Affaires', ...calcule }),
  Lot: texte({ entete: 'Lot', en: 'Lot', ...calcule }),
  SousLot: texte({ entete: 'Sous-lot', en: 'Sub-lot', ...calcule }),
});

/** La règle de CA du groupe. */
export const regle = (plus: { readonly requis?: true } = {}) =>
  texte({ entete: 'Règle', en: 'Rule', ...plus, ...calcule });
