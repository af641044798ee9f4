/** Pourquoi ce poste à lettrer, cette proposition : ce qui reste de chaque ligne, et ce qui en serait pris (domaine §9.4). */
import { arbre, type Explication, type Jour, type Montant } from '../../../comptabilite';
import type { CelluleGeneree } from '../../contexte';
import type { PosteDate } from '../calcul/echeancier';
import type { PartLettree } from '../lettrage/calcul/types';
import { lireParts } from '../lettrage/decisions';
import { identifier } from '../lettrage/postes';
import { LettragesProposes, PostesALettrer } from '../lettrage/tables';
import type { ModeleTiers } from '../modele';
import type { Travaux } from '../travaux';
import { arbreResiduel, dire, ZERO_EUROS } from './postes';

type Cote = 'Debit' | 'Credit';

const coteDe = (montant: number): Cote => (montant > 0 ? 'Debit' : 'Credit');

/** Ce qui reste de chaque ligne d'un tiers avant le lettrage de l'arrêté, positif, par clé de ligne. */
function restesDe(modele: ModeleTiers, arrete: Jour, tiers: unknown): ReadonlyMap<string, Explication> {
  const aux = modele.lu.auxiliaire;
  const restes = new Map<string, Explication>();
  for (const poste of modele.postes(arrete)) {
    if (poste.tiers !== tiers) continue;
    const lue = identifier(aux, poste.rang);
    if (lue) restes.set(lue.cle, positif(poste, arbreResiduel(aux, poste)));
  }
  return restes;
}

const positif = (poste: PosteDate, reste: Explication): Explication =>
  poste.residuel > 0
    ? reste
    : arbre.difference(dire(`Reste de ${poste.piece}`, `Outstanding on ${poste.piece}`), [ZERO_EUROS, reste]);

const vaut = (e: Explication, centimes: number) => e.valeur.eq(arbre.eurosExacts(centimes as Montant));

/**
 * Ce que la proposition prend d'un côté : ses lignes entières ; si l'une garde un reste, ce que vaut l'autre côté, qui est
 * soldé. Undefined si une ligne a changé depuis.
 */
function pris(
  parts: readonly PartLettree[],
  restes: ReadonlyMap<string, Explication>,
  cote: Cote,
): Explication | undefined {
  const entier = (c: Cote): Explication | undefined => {
    const siennes = parts.filter(p => coteDe(p.montant) === c);
    const arbres = siennes.flatMap(p => restes.get(p.cle) ?? []);
    const entieres = siennes.every(p => {
      const reste = restes.get(p.cle);
      return reste !== undefined && vaut(reste, Math.abs(p.montant));
    });
    if (!entieres) return undefined;
    const libelle =
      c === 'Debit' ? dire('Débits lettrés', 'Matched debits') : dire('Crédits lettrés', 'Matched credits');
    return arbre.somme(libelle, arbres, 'EUR');
  };
  return entier(cote) ?? (parts.length > 0 ? entier(cote === 'Debit' ? 'Credit' : 'Debit') : undefined);
}

function proposition(travaux: Travaux, arrete: Jour, { ligne, colonne }: CelluleGeneree) {
  const trouvee = travaux.lettrage.propositions.propositions.find(p => p.id === ligne['Proposition']);
  const parts = trouvee?.parts ?? lireParts(String(ligne['Lignes'] ?? ''));
  const restes = restesDe(travaux.avantLettrage, arrete, ligne['Tiers']);
  const [debit, credit] = [pris(parts, restes, 'Debit'), pris(parts, restes, 'Credit')];
  if (!debit || !credit) return undefined;
  switch (colonne) {
    case 'Debit':
      return debit;
    case 'Credit':
      return credit;
    case 'Ecart':
      return arbre.difference(dire('Débit moins crédit', 'Debit less credit'), [debit, credit]);
    default:
      return undefined;
  }
}

function poste(travaux: Travaux, arrete: Jour, { ligne, colonne }: CelluleGeneree): Explication | undefined {
  if (colonne !== 'Debit' && colonne !== 'Credit') return undefined;
  const lu = travaux.lettrage.restants.find(p => p.cle === ligne['CleLigne']);
  if (lu === undefined) return undefined;
  if (coteDe(lu.reste) !== colonne)
    return arbre.constante(dire('Le poste est de l’autre côté', 'The item is on the other side'), 0, 'EUR');
  const reste = restesDe(travaux.avantLettrage, arrete, lu.tiers).get(lu.cle);
  return reste && vaut(reste, Math.abs(lu.reste)) ? reste : undefined;
}

/** L'arbre d'un montant de « Lettrage proposé » ou de « Postes à lettrer ». */
export function expliquerALettrer(
  travaux: Travaux,
  arrete: Jour,
  cellule: CelluleGeneree,
): Explication | undefined {
  if (cellule.table === LettragesProposes.nom) return proposition(travaux, arrete, cellule);
  return cellule.table === PostesALettrer.nom ? poste(travaux, arrete, cellule) : undefined;
}
