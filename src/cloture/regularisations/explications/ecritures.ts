/** L'arbre d'une ligne d'écriture d'arrêté, et de son extourne, qui la nie sans rien recalculer (domaine §4.3). */
import { arbre, type Explication } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { EcrituresCloture } from '../../tables-communes';
import { mouvementsDe, type Mouvement } from '../calcul/ecritures';
import type { ArreteExplique } from './arrete';
import { dire, opposee } from './pieces';
import { expliquerPart } from './regularisation';

type LigneEcrite = Ligne<typeof EcrituresCloture>;
type Cote = 'Debit' | 'Credit';

const AUTRE: Readonly<Record<Cote, Cote>> = { Debit: 'Credit', Credit: 'Debit' };
const EXTOURNE = '|EXTOURNE';

/** Le débit ou le crédit d'une ligne ; undefined si la pièce ou le compte n'y sont plus. */
export function expliquerEcriture(
  ligne: LigneEcrite,
  cote: Cote,
  explique: ArreteExplique,
): Explication | undefined {
  if (ligne[cote] === 0)
    return arbre.constante(dire("La ligne est de l'autre côté", 'The line is on the other side'), 0, 'EUR');
  const cle = ligne.CleGeneration ?? '';
  if (!cle.endsWith(EXTOURNE)) return deArrete(ligne, cle, cote, explique);
  const annulee = `${cle.slice(0, -EXTOURNE.length)}|ARRETE`;
  if (explique.options.extourneForme === 'INVERSE') return deArrete(ligne, annulee, AUTRE[cote], explique);
  const nie = deArrete(ligne, annulee, cote, explique);
  return nie && opposee(dire("Extourne de l'écriture", 'Reversal of the entry'), nie);
}

/** Le cumul des mouvements de la ligne ; négatif, il a changé de côté, et la ligne en porte l'opposé. */
function deArrete(
  ligne: LigneEcrite,
  cle: string,
  cote: Cote,
  explique: ArreteExplique,
): Explication | undefined {
  const piece = explique.pieces.get(cle);
  if (piece === undefined) return undefined;
  const { debit, credit } = mouvementsDe(piece, explique.options);
  const [siens, autres] = cote === 'Debit' ? [debit, credit] : [credit, debit];
  const cumuler = (mouvements: readonly Mouvement[]) => cumul(ligne, mouvements, explique);
  const direct = siens.map(cumuler).find(e => e && e.valeur.greaterThan(0));
  if (direct !== undefined) return direct;
  const retourne = autres.map(cumuler).find(e => e && e.valeur.lessThan(0));
  return retourne && opposee(dire('Passé de ce côté', 'Posted on this side'), retourne);
}

function cumul(
  { Compte, Tiers, IdAffaire }: LigneEcrite,
  mouvements: readonly Mouvement[],
  explique: ArreteExplique,
): Explication | undefined {
  const siens = mouvements.filter(m => m.compte === Compte && m.tiers === Tiers && m.idAffaire === IdAffaire);
  const termes = siens.flatMap(m => expliquerPart(m.regularisation, m.part, explique) ?? []);
  if (siens.length === 0 || termes.length < siens.length) return undefined;
  return arbre.somme(dire(`Compte ${Compte}`, `Account ${Compte}`), termes, 'EUR');
}
