/** Pourquoi ce débit, ce crédit d'une écriture de tiers : écart, opération, reclassement, dépréciation (domaine §8, §9.4). */
import { lireCleGeneration, arbre, versIso, type Explication, type Montant } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { MODULE_LETTRAGE, MODULE_OPERATIONS } from '../modules';
import type { Travaux } from '../travaux';
import { arbreEcart } from './lettrage';
import { arbresOperation } from './operations';
import { dire } from './postes';
import { expliquerProvision, resteReclasse } from './provisions';

type Sujet = CelluleGeneree & { readonly colonne: 'Debit' | 'Credit'; readonly source: string };

function operation(contexte: Contexte, { operations }: Travaux, sujet: Sujet): Explication | undefined {
  const lue = operations.lues.find(o => o.ligne.IdOperation === sujet.source);
  const ligne = lue && arbresOperation(lue, contexte)[Number(sujet.ligne['Ligne']) - 1];
  return sujet.colonne === 'Debit' ? ligne?.debit : ligne?.credit;
}

function depreciation(contexte: Contexte, travaux: Travaux, { source }: Sujet): Explication {
  const [, tiers, sens] = /^(.*)-(DOTATION|REPRISE)$/.exec(source) ?? [];
  const pieces = travaux.douteuses.pieces.filter(p => p.tiers === tiers);
  const variation = sens === 'DOTATION' ? 'Dotation' : 'Reprise';
  return arbre.somme(
    sens === 'DOTATION' ? dire('Dotations du client', 'Charges') : dire('Reprises du client', 'Releases'),
    pieces.flatMap(
      piece => expliquerProvision({ contexte, modele: travaux.avantDouteuses, piece }, variation) ?? [],
    ),
    'EUR',
  );
}

/** L'arbre du débit ou du crédit d'une ligne d'écriture de tiers de l'arrêté. */
export function expliquerEcriture(
  contexte: Contexte,
  travaux: Travaux,
  cellule: CelluleGeneree,
): Explication | undefined {
  const { ligne, colonne } = cellule;
  const { module, arrete: date, source } = lireCleGeneration(String(ligne['CleGeneration']));
  // Un écart de change n'a pas de devise : c'est ce qui reste en euros quand elle est soldée.
  if (colonne === 'MontantDevise' && module === MODULE_LETTRAGE && ligne[colonne] === 0)
    return arbre.constante(dire('La devise est soldée', 'The currency is settled'), 0, 'EUR');
  if (colonne !== 'Debit' && colonne !== 'Credit') return undefined;
  if (date !== versIso(contexte.arrete)) return undefined;
  const valeur = ligne[colonne] as Montant;
  if (valeur === 0)
    return arbre.constante(dire('La ligne est de l’autre côté', 'The line is on the other side'), 0, 'EUR');
  switch (module) {
    case MODULE_LETTRAGE:
      return arbreEcart(contexte, travaux, source);
    case MODULE_OPERATIONS:
      return operation(contexte, travaux, { ...cellule, colonne, source });
    case 'DOUTEUX': {
      const piece = String(ligne['Piece']);
      return resteReclasse(travaux.avantDouteuses, contexte.arrete, { tiers: source, piece, valeur });
    }
    default:
      return depreciation(contexte, travaux, { ...cellule, colonne, source });
  }
}
