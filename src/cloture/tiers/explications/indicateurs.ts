/** Pourquoi un indicateur vaut ce qu'il vaut (domaine §8.3, §13). */
import { arbre, type Explication } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import type { Sens } from '../calcul/collectifs';
import { exploitation } from '../indicateurs';
import type { ModeleTiers } from '../modele';
import type { ArbresBalance } from './balance';
import type { ArbresDelais } from './delais';
import { arbreCessions } from './engagements';
import { arbrePart, arbreRetard, arbresPenalitesFournisseurs, numerateurDe } from './parts';
import { dire } from './postes';

interface Sources {
  readonly contexte: Contexte;
  readonly modele: ModeleTiers;
  readonly delais: ArbresDelais;
  readonly balance: (sens: Sens) => ArbresBalance;
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

function colonnes(code: string, sources: Sources): Colonnes | undefined {
  const { contexte, modele, delais } = sources;
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
    case 'DSO_AVANT_AFFACTURAGE': {
      const avant = () =>
        arbre.somme(dire('Créances, cédées comprises', 'Receivables, sold ones included'), [
          delais.encours('CLIENT', arrete),
          arbreCessions(contexte.tables, arrete),
        ]);
      return {
        Valeur: () => delais.comptable('CLIENT', arrete, avant()),
        Numerateur: avant,
        Denominateur: () => delais.facture('CLIENT', arrete),
      };
    }
    case 'PENALITES_FOURNISSEURS':
      return {
        Valeur: () => arbresPenalitesFournisseurs(contexte, modele)?.penalites,
        Numerateur: () => arbresPenalitesFournisseurs(contexte, modele)?.dettes,
      };
    default:
      return code.startsWith('RETARD_')
        ? { Valeur: () => arbreRetard(modele, arrete, code.slice('RETARD_'.length)) }
        : parts(code, sources);
  }
}

/** Une part de l'encours : échu, douteux, premiers clients. */
function parts(code: string, { contexte: { arrete }, modele, balance }: Sources): Colonnes | undefined {
  const clients = balance('CLIENT');
  const part = numerateurDe(code, modele, arrete, clients);
  const total = () => clients.sommer(dire('Créances', 'Receivables'), () => true);
  return (
    part && {
      Valeur: () => arbrePart(dire('Part, en %', 'Share, in %'), part, total()),
      Numerateur: () => part,
      Denominateur: total,
    }
  );
}

/** L'arbre d'une cellule de « Indicateurs tiers ». */
export function expliquerIndicateur(
  sources: Sources,
  { ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  return colonnes(String(ligne['Code']), sources)?.[colonne as keyof Colonnes]?.();
}
