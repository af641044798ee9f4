/** Les arbres du grand livre et du journal édités : une ligne est une cellule d'écriture, un total leur somme. */
import { arbre, periodeDe, terminer, type Explication } from '../../../comptabilite';
import type { CelluleGeneree } from '../../contexte';
import type { LigneLivre } from '../../tables-communes/grand-livre';
import { arbreBalance } from '../../tables-communes/grand-livre/explications';
import type { Edition } from './edition';
import { lignesJournal } from './livres';
import { GrandLivreEdite } from './tables';

const euros = (l: LigneLivre, cote: 'Debit' | 'Credit'): Explication =>
  arbre.cellule(
    { fr: `Ligne de ${l.compte}`, en: `Row of ${l.compte}` },
    { table: l.table.nom, ligne: l.ligne, colonne: cote },
    arbre.eurosExacts(cote === 'Debit' ? l.debit : l.credit),
    'EUR',
  );
const total = (lignes: readonly LigneLivre[], cote: 'Debit' | 'Credit'): Explication =>
  arbre.somme(
    cote === 'Debit' ? { fr: 'Débits', en: 'Debits' } : { fr: 'Crédits', en: 'Credits' },
    lignes.filter(l => (cote === 'Debit' ? l.debit : l.credit) !== 0).map(l => euros(l, cote)),
    'EUR',
  );

export function arbreLigne(edition: Edition, cellule: CelluleGeneree): Explication | undefined {
  const { colonne } = cellule;
  if (colonne !== 'Debit' && colonne !== 'Credit' && colonne !== 'Solde') return undefined;
  if (cellule.ligne[colonne] === undefined) return undefined;
  return cellule.table === GrandLivreEdite.nom
    ? arbreGrandLivre(edition, cellule, colonne)
    : colonne === 'Solde'
      ? undefined
      : arbreJournal(edition, cellule, colonne);
}

function arbreGrandLivre(
  { livre, arrete, exercice }: Edition,
  { ligne }: CelluleGeneree,
  colonne: 'Debit' | 'Credit' | 'Solde',
): Explication | undefined {
  const { Compte, Rang, Nature } = ligne as { Compte: string; Rang: number; Nature: string };
  const lignes = livre.lignes(Compte, exercice.DateDebut, arrete, livre.courants());
  const jusque = Nature === 'TOTAL' ? lignes : lignes.slice(0, Rang);
  const [seule] = lignes.slice(Rang - 1);
  if (colonne !== 'Solde')
    return Nature === 'TOTAL' ? total(lignes, colonne) : seule && euros(seule, colonne);
  const ouverture = arbreBalance(
    livre,
    { au: arrete },
    { mesure: 'ouverture', cote: 'NET' },
    c => c === Compte,
  );
  if (jusque.length === 0) return ouverture;
  const mouvements = arbre.difference({ fr: 'Mouvements', en: 'Movements' }, [
    total(jusque, 'Debit'),
    total(jusque, 'Credit'),
  ]);
  return arbre.somme(
    { fr: `Solde de ${Compte}`, en: `Balance of ${Compte}` },
    [ouverture, mouvements],
    'EUR',
  );
}

function arbreJournal(
  edition: Edition,
  { ligne }: CelluleGeneree,
  cote: 'Debit' | 'Credit',
): Explication | undefined {
  const { Nature, Journal, Libelle, Rang } = ligne as {
    Nature: string;
    Journal?: string;
    Libelle?: string;
    Rang: number;
  };
  const rangees = terminer(lignesJournal(edition));
  if (Nature === 'LIGNE') {
    const seule = rangees.find(r => r.rang === Rang);
    return seule && euros(seule.l, cote);
  }
  const mois = /(\d{4}-\d{2})$/.exec(Libelle ?? '')?.[1];
  const siennes = rangees.filter(
    r =>
      Nature === 'TOTAL' ||
      (r.journal === (Journal ?? '') && (Nature === 'JOURNAL' || periodeDe(r.mois) === mois)),
  );
  return total(
    siennes.map(r => r.l),
    cote,
  );
}
