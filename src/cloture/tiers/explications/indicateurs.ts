/** Pourquoi un indicateur vaut ce qu'il vaut (domaine §8.3, §13). */
import { arbre, type Explication } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { exploitation } from '../indicateurs';
import type { ModeleTiers } from '../modele';
import type { ArbresDelais } from './delais';
import { dire } from './postes';

interface Sources {
  readonly modele: ModeleTiers;
  readonly delais: ArbresDelais;
}

/** Les trois colonnes d'un indicateur ; une colonne vide manque. */
type Colonnes = Readonly<
  Partial<Record<'Valeur' | 'Numerateur' | 'Denominateur', () => Explication | undefined>>
>;

function ecart(fr: string, en: string, plus: () => Explication, moins: () => Explication): Colonnes {
  return {
    Valeur: () => arbre.difference(dire(fr, en), [plus(), moins()]),
    Numerateur: plus,
    Denominateur: moins,
  };
}

/** Débits ou crédits des comptes d'exploitation, cellule par cellule. */
function mouvements({ arrete, tables }: Contexte, modele: ModeleTiers, colonne: 'Debit' | 'Credit') {
  const libelle = colonne === 'Debit' ? dire('Débits', 'Debits') : dire('Crédits', 'Credits');
  const cellules: Explication[] = [];
  for (const { table, ligne } of exploitation(modele, tables, arrete))
    cellules.push(
      arbre.cellule(
        dire(`${ligne.Compte} ${ligne.Piece}`, `${ligne.Compte} ${ligne.Piece}`),
        { table, ligne: ligne.ligne, colonne },
        arbre.eurosExacts(ligne[colonne]),
        'EUR',
      ),
    );
  return arbre.somme(libelle, cellules, 'EUR');
}

function colonnes(code: unknown, contexte: Contexte, { modele, delais }: Sources): Colonnes | undefined {
  const { arrete } = contexte;
  switch (code) {
    case 'DSO':
    case 'DPO': {
      const sens = code === 'DSO' ? 'CLIENT' : 'FOURNISSEUR';
      return {
        Valeur: () => delais.comptable(sens, arrete),
        Numerateur: () => delais.encours(sens, arrete),
        Denominateur: () => delais.facture(sens, arrete),
      };
    }
    case 'DSO_EPUISEMENT':
      return {
        Valeur: () => delais.epuisement('CLIENT', arrete),
        Numerateur: () => delais.encours('CLIENT', arrete),
      };
    case 'ROTATION':
      return {
        Valeur: () => delais.rotation(arrete),
        Numerateur: () => delais.facture('CLIENT', arrete, 12),
        Denominateur: () => delais.bornes(arrete),
      };
    case 'BFR_COMMERCIAL':
      return ecart(
        'Créances moins dettes de tiers',
        'Receivables less payables',
        () => delais.solde('CLIENT', arrete),
        () => delais.solde('FOURNISSEUR', arrete),
      );
    case 'BFR':
      return ecart(
        'Besoin en fonds de roulement',
        'Working capital requirement',
        () => mouvements(contexte, modele, 'Debit'),
        () => mouvements(contexte, modele, 'Credit'),
      );
    default:
      return undefined;
  }
}

/** L'arbre d'une cellule de « Indicateurs tiers » : les délais et le besoin en fonds de roulement. */
export function expliquerIndicateur(
  contexte: Contexte,
  sources: Sources,
  { ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  return colonnes(ligne['Code'], contexte, sources)?.[colonne as keyof Colonnes]?.();
}
