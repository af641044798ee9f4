/** « Pourquoi ce chiffre ? » d'un travail de fin d'exercice : ses pièces, puis leurs lignes d'écriture. */
import { terminer, type Explication } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { Exercices } from '../../tables-communes';
import { GrandLivre } from '../../tables-communes/grand-livre';
import { arbreBalance, arbreCote, citerEcriture } from '../../tables-communes/grand-livre/explications';
import { TravauxInventaire } from './tables';
import { travauxDe } from './travaux';

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
  const lu = terminer(travauxDe(contexte, exercice, true)).find(
    ({ travail }) => travail.Travail === ligne['Travail'],
  );
  if (!lu) return undefined;
  if ('cumul' in lu.source) {
    const { cumul, cote } = lu.source;
    const nom = lu.travail.Travail;
    const citees = cumul.lignes.map(l => citerEcriture(l.table, l.l));
    return arbreCote({ fr: nom, en: nom }, citees, cote === 'Debit' ? 'DEBIT' : 'CREDIT');
  }
  const livre = GrandLivre.lu(contexte.tables, contexte.parametres);
  const demande = { au: contexte.arrete, speciales: true };
  return arbreBalance(livre, demande, { mesure: 'solde', cote: 'NET' }, lu.source.comptes);
}
