import { lireCleGeneration, arbre, ZERO, type Explication } from '../../../comptabilite';
import type { Regularisation } from '../calcul/detail';
import {
  mouvementsFae,
  mouvementsPca,
  type Mouvement,
  type RegularisationsAffaire,
} from '../calcul/ecritures';
import type { ModuleSolde } from '../perte/historique';
import type { ArreteExplique } from './arrete';
import { dire, opposee, separer, total } from './feuilles';
import type { ExplicationGroupe } from './groupe';

/** Une ligne d'écriture générée, telle que la feuille la porte. */
export interface LigneExpliquee {
  readonly CleGeneration: string;
  readonly Compte: string;
  readonly Tiers?: string | undefined;
  readonly IdAffaire?: string | undefined;
}

type Sens = 'Debit' | 'Credit';

/** Une régularisation nue garde son groupe : les lots d'une affaire partagent sa pièce. */
interface Nue extends Regularisation {
  readonly groupe: ExplicationGroupe;
}

const AUTRE: Readonly<Record<Sens, Sens>> = { Debit: 'Credit', Credit: 'Debit' };

/**
 * Le débit ou le crédit d'une ligne de FAE, de PCA ou de provision, extourne comprise : une extourne nie l'écriture
 * qu'elle annule, elle ne recalcule rien (domaine §4.2). undefined si la ligne n'est pas de ces modules.
 */
export function expliquerEcriture(
  ligne: LigneExpliquee,
  sens: Sens,
  explique: ArreteExplique,
): Explication | undefined {
  const { module, sens: type } = lireCleGeneration(ligne.CleGeneration);
  if (module === 'P1516' || module === 'P394' || module === 'ENCOURS')
    return deSolde(module, ligne, sens, explique);
  if (module !== 'FAE' && module !== 'PCA') return undefined;
  if (type !== 'EXTOURNE') return deRegularisation(module, ligne, sens, explique);
  const negative = explique.options.extourneForme === 'NEGATIVE';
  const annulee = deRegularisation(module, ligne, negative ? sens : AUTRE[sens], explique);
  if (!annulee || !negative) return annulee;
  return opposee(dire("Extourne de l'écriture", 'Reversal of the entry'), annulee);
}

function deRegularisation(
  module: 'FAE' | 'PCA',
  ligne: LigneExpliquee,
  sens: Sens,
  explique: ArreteExplique,
): Explication | undefined {
  const affaires = affairesDe(ligne, explique).map(id => nues(id, lotDe(ligne, id), module, explique));
  const { debit, credit } = masses(module, affaires, explique);
  const porte = (m: Mouvement) =>
    m.compte === ligne.Compte &&
    m.precisions.tiers === ligne.Tiers &&
    m.precisions.idAffaire === ligne.IdAffaire;
  const [direct, inverse] = sens === 'Debit' ? [debit, credit] : [credit, debit];
  return duCote(direct.filter(porte), inverse.filter(porte), module, explique);
}

/** Les affaires d'une ligne : la sienne, celle de sa pièce, ou toutes quand la pièce est groupée par compte. */
function affairesDe(ligne: LigneExpliquee, { index }: ArreteExplique): string[] {
  const id = affaireDe(ligne);
  return index.parAffaire.has(id) ? [id] : [...index.parAffaire.keys()];
}

/** L'affaire que dit une ligne d'écriture, ou la source de sa clé. */
export const affaireDe = ({ IdAffaire, CleGeneration }: LigneExpliquee): string =>
  IdAffaire ?? lireCleGeneration(CleGeneration).source;

/** Le lot d'une pièce qui n'en a qu'un (PAR_LOT). */
function lotDe({ CleGeneration }: LigneExpliquee, idAffaire: string): string | undefined {
  const { source } = lireCleGeneration(CleGeneration);
  return source.startsWith(`${idAffaire}#`) ? source.slice(idAffaire.length + 1) : undefined;
}

/** FAE ou PCA de chaque détail d'une affaire, ou d'un lot, sans montant : l'arbre le donnera. */
function nues(
  idAffaire: string,
  lot: string | undefined,
  module: 'FAE' | 'PCA',
  explique: ArreteExplique,
): RegularisationsAffaire {
  const { parLot } = explique.options;
  const detaillees = explique
    .groupesDe(idAffaire)
    .filter(g => !parLot || module === 'PCA' || g.dossier.Lot === lot)
    .flatMap(groupe =>
      explique
        .regularisations(groupe)
        .details.map((nue): Nue => ({ ...nue, montant: ZERO, tva: ZERO, groupe })),
    );
  return { idAffaire, fae: module === 'FAE' ? detaillees : [], pca: module === 'PCA' ? detaillees : [] };
}

function masses(
  module: 'FAE' | 'PCA',
  affaires: readonly RegularisationsAffaire[],
  { donnees, options }: ArreteExplique,
): { debit: Mouvement[]; credit: Mouvement[] } {
  if (module === 'PCA') {
    const { produits, bilan } = mouvementsPca(affaires, { options });
    return { debit: produits, credit: bilan };
  }
  const tiers = new Map(donnees.tiers.map(t => [t.IdTiers, t]));
  const { bilan, produits, taxes } = mouvementsFae(affaires, { options, tiers });
  return { debit: bilan, credit: [...produits, ...taxes] };
}

/** Le cumul de la ligne ; négatif, il a changé de côté, et la ligne porte l'opposé. */
function duCote(
  direct: readonly Mouvement[],
  inverse: readonly Mouvement[],
  module: 'FAE' | 'PCA',
  explique: ArreteExplique,
): Explication | undefined {
  if (direct.length === 0 && inverse.length === 0) return undefined;
  const libelle = dire(`Régularisations ${module}`, `${module} accruals`);
  const parts = (direct.length > 0 ? direct : inverse).flatMap(m => partDe(m, module, explique) ?? []);
  const passe = separer(libelle, parts, dire(`Affaires sans ${module}`, `Projects without ${module}`));
  return direct.length > 0 ? passe : opposee(libelle, passe);
}

function partDe(m: Mouvement, module: 'FAE' | 'PCA', explique: ArreteExplique): Explication | undefined {
  const nue = m.regularisation as Nue;
  const regularisations = explique.regularisations(nue.groupe);
  const ht = regularisations.montant(module, nue);
  const tva = regularisations.montantTva(module, nue);
  if (!ht || !tva) return undefined;
  if (m.part === 'HT') return ht;
  return m.part === 'TVA' ? tva : arbre.somme(dire('TTC', 'Gross'), [ht, tva]);
}

/** Dotation ou reprise d'un solde tenu par contrat : 1516, 394 ou 345 (domaine §5.5, §5.8). */
function deSolde(
  module: ModuleSolde,
  ligne: LigneExpliquee,
  sens: Sens,
  explique: ArreteExplique,
): Explication | undefined {
  const { dotation, provision, reprise } = explique.comptesDe(module);
  const variations = explique.variations(affaireDe(ligne), module);
  const dotations = total(
    dire('Dotations', 'Charges'),
    variations.filter(v => v.valeur.isPositive() && !v.valeur.isZero()),
  );
  const negatives = variations.filter(v => v.valeur.isNegative());
  const reprises = opposee(dire('Reprises', 'Releases'), total(dire('Reprises', 'Releases'), negatives));
  if (ligne.Compte === provision) return sens === 'Credit' ? dotations : reprises;
  if (ligne.Compte === dotation && (sens === 'Debit' || dotation !== reprise)) return dotations;
  return ligne.Compte === reprise ? reprises : undefined;
}
