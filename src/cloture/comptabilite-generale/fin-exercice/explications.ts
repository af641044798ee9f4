/** « Pourquoi ce chiffre ? » d'un travail de fin d'exercice : ses pièces, puis leurs lignes d'écriture. */
import { arbre, terminer, type Explication, type Libelle } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { Exercices } from '../../tables-communes';
import { TravauxInventaire } from './tables';
import { type LigneSituee, travauxDe } from './travaux';

const COTES = {
  Debit: { fr: 'Débits', en: 'Debits' },
  Credit: { fr: 'Crédits', en: 'Credits' },
} as const;

/** Pièce par pièce, les cellules d'un côté. */
function total(lignes: readonly LigneSituee[], cote: 'Debit' | 'Credit'): Explication {
  const pieces = new Map<string, Explication[]>();
  for (const { table, l } of lignes) {
    if (l[cote] === 0) continue;
    const piece = `${l.Journal} ${l.EcritureNum}`;
    const libelle: Libelle = { fr: l.Libelle, en: l.Libelle };
    const source = { table: table.nom, ligne: l.ligne, colonne: cote };
    const cellule = arbre.cellule(libelle, source, arbre.eurosExacts(l[cote]), 'EUR');
    const connue = pieces.get(piece);
    if (connue) connue.push(cellule);
    else pieces.set(piece, [cellule]);
  }
  const termes = [...pieces].map(([piece, cellules]) =>
    arbre.somme({ fr: piece, en: piece }, cellules, 'EUR'),
  );
  return arbre.somme(COTES[cote], termes, 'EUR');
}

/** L'arbre du montant d'un travail ; undefined pour une autre cellule. */
export function expliquerTravaux(
  contexte: Contexte,
  { table, ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  if (table !== TravauxInventaire.nom || colonne !== 'Montant') return undefined;
  const exercice = contexte.tables
    .lire(Exercices)
    .lignes.find(x => x.Exercice === ligne['Exercice'] && x.DateFin === contexte.arrete);
  if (!exercice) return undefined;
  const lu = terminer(travauxDe(contexte, exercice)).find(
    ({ travail }) => travail.Travail === ligne['Travail'],
  );
  if (!lu) return undefined;
  const debits = total(lu.cumul.lignes, 'Debit');
  if (!lu.enSolde) return debits;
  return arbre.difference({ fr: 'Débits moins crédits', en: 'Debits less credits' }, [
    debits,
    total(lu.cumul.lignes, 'Credit'),
  ]);
}
