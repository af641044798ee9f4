/** Pourquoi un chiffre d'une fin de mois vaut ce qu'il vaut, avec les lettrages de l'époque. */
import { arbre, periodeDe, type Explication, type Jour } from '../../../comptabilite';
import type { CelluleGeneree } from '../../contexte';
import type { Sens } from '../calcul/collectifs';
import type { ArbresBalance } from './balance';
import type { ArbresDelais } from './delais';
import { dire } from './postes';

interface Sources {
  readonly delais: ArbresDelais;
  readonly balance: (sens: Sens, arrete: Jour) => ArbresBalance;
}

/** L'arbre d'une cellule de « Tendance des créances ». */
export function expliquerTendance(
  { delais, balance }: Sources,
  { ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  const mois = ligne['FinDeMois'] as Jour;
  const creances = () => balance('CLIENT', mois).sommer(dire('Créances', 'Receivables'), () => true);
  const echu = (age: number) =>
    balance('CLIENT', mois).sommer(dire('Échu', 'Overdue'), v => v.retard > age && v.montant > 0);
  switch (colonne) {
    case 'Creances':
      return creances();
    case 'Echu':
      return echu(0);
    case 'Ancien':
      return echu(90);
    case 'PartEchu':
      return arbre.quotient(dire('Part échue', 'Overdue share'), echu(0), creances());
    case 'CaTTC':
      return delais.mois('CLIENT', periodeDe(mois));
    case 'Dso':
      return delais.comptable('CLIENT', mois);
    case 'DsoEpuisement':
      return delais.epuisement('CLIENT', mois);
    case 'Dettes':
      return balance('FOURNISSEUR', mois).sommer(dire('Dettes', 'Payables'), () => true);
    case 'Dpo':
      return delais.comptable('FOURNISSEUR', mois);
    default:
      return undefined;
  }
}
