import { maximum, moins, plus, repartir, somme, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { Dossier } from './dossier';
import type { Mesure } from './mesures';
import { LigneVendue, livraisonsAFacturer, type DetailVente, type PosteVente } from './poste';
import { proposer, type PieceRegularisee } from './propositions';
import { estParLignes } from './regles';

/** D'où vient un montant : la pièce, ou la ligne de commande pour ce qui en reste. */
export type SortePiece = 'FACTURE' | 'LIVRAISON' | 'ECHEANCE' | 'COMMANDE' | 'DEVIS' | 'AVENANT';

/** Ce qu'une ligne de pièce apporte au budget de son groupe, et sa part du CA, de la FAE et de la PCA. */
export interface LigneDePiece extends Apport {
  readonly ca: Montant;
  readonly fae: Montant;
  readonly pca: Montant;
}

interface Apport {
  readonly sorte: SortePiece;
  readonly piece: string;
  readonly ligne: string;
  /** Ligne de commande servie, quand la pièce en sert une. */
  readonly commande: string | undefined;
  readonly ligneCommande: string | undefined;
  readonly date: Jour;
  readonly detail: DetailVente | undefined;
  readonly codeProduit: string | undefined;
  readonly budget: Montant;
  readonly facture: Montant;
  /** Ce que la ligne propose de régulariser, quand FAE et PCA viennent des lignes. */
  readonly faeProposee: Montant;
  readonly pcaProposee: Montant;
}

/** Ce que les pièces d'un dossier proposent ; rien quand le CA se mesure autrement. */
function proposesDe({ regle, postes }: Dossier, date: Jour): Proposes {
  const parPoste = estParLignes(regle) ? postes.map(p => proposer(p, regle, date)) : [];
  const ranger = (sens: 'fae' | 'pca') =>
    new Map<PieceRegularisee, Montant>(
      parPoste.flatMap(p => p[sens].map(({ de, montant }) => [de, montant] as const)),
    );
  return { fae: ranger('fae'), pca: ranger('pca') };
}

type Proposes = Record<'fae' | 'pca', ReadonlyMap<PieceRegularisee, Montant>>;
const RIEN = { faeProposee: ZERO, pcaProposee: ZERO } as const;

/**
 * Le détail d'un groupe, une ligne par ligne de pièce (domaine §5.2, Presentation = DETAIL) : la somme des lignes est
 * la synthèse. CA, FAE et PCA se partagent au prorata du budget par arrondi cumulé, en ordre croissant des pièces ; au
 * prorata du facturé si aucune n'a de budget. Le dossier doit suivre ses ventes.
 */
export function detaillerPieces(dossier: Dossier, mesure: Mesure, date: Jour): LigneDePiece[] {
  const parDevis = dossier.regle.baseBudget === 'DEVIS_SIGNES';
  const proposes = proposesDe(dossier, date);
  const apports = dossier.postes.flatMap(p => apportsDuPoste(p, date, !parDevis, proposes));
  if (parDevis) apports.push(...apportsDesDevis(dossier, date));
  apports.sort((a, b) => (cle(a) < cle(b) ? -1 : 1));
  const budgets = apports.map(a => maximum(a.budget, ZERO));
  const poids = somme(budgets) === 0 ? apports.map(a => a.facture) : budgets;
  if (mesure.proposees) return partagerParLignes(apports, poids, mesure);
  const [ca, fae, pca] = [mesure.ca, mesure.fae, mesure.pca].map(total => partager(total, poids));
  return apports.map((a, rang) => ({
    ...a,
    ca: ca?.[rang] ?? ZERO,
    fae: fae?.[rang] ?? ZERO,
    pca: pca?.[rang] ?? ZERO,
  }));
}

/** Quand FAE et PCA viennent des lignes, chacune a la sienne ; forcée, elle se partage comme la proposition. */
function partagerParLignes(
  apports: readonly Apport[],
  poids: readonly Montant[],
  { fae, pca }: Mesure,
): LigneDePiece[] {
  const porter = (retenue: Montant, proposees: readonly Montant[]) => {
    if (retenue === somme(proposees)) return proposees;
    return partager(retenue, somme(proposees) === 0 ? poids : proposees);
  };
  const faes = porter(
    fae,
    apports.map(a => a.faeProposee),
  );
  const pcas = porter(
    pca,
    apports.map(a => a.pcaProposee),
  );
  return apports.map((a, rang) => {
    const [f, p] = [faes[rang] ?? ZERO, pcas[rang] ?? ZERO];
    return { ...a, ca: moins(plus(a.facture, f), p), fae: f, pca: p };
  });
}

const cle = (a: Apport) =>
  [a.sorte, a.piece, a.ligne, a.commande ?? '', a.ligneCommande ?? ''].join('\u0000');

/** Parts d'un total ; zéro partout quand les poids se compensent : rien ne dit alors qui en prend. */
function partager(total: Montant, poids: readonly Montant[]): Montant[] {
  return somme(poids) === 0 ? poids.map(() => ZERO) : repartir(total, poids);
}

function apportsDuPoste(poste: PosteVente, date: Jour, auBudget: boolean, proposes: Proposes): Apport[] {
  const vendue = poste instanceof LigneVendue ? poste : undefined;
  const commun = {
    commande: vendue?.ligne.IdCommande,
    ligneCommande: vendue?.ligne.Ligne,
    detail: poste.detail,
    facture: ZERO,
    ...RIEN,
  };
  const aEtablir = (de: PieceRegularisee) => ({ faeProposee: proposes.fae.get(de) ?? ZERO });
  const produit = vendue?.ligne.CodeProduit;
  const termes = poste.termes(date);
  const factures = poste.lignesFacturees
    // Une facture d'après l'arrêté ne compte que si une PCA littérale la prend.
    .filter(f => f.date <= date || proposes.pca.has(f))
    .map((f): Apport => {
      const { piece } = f;
      const facture = f.date <= date ? f.montant : ZERO;
      const ou = { sorte: 'FACTURE' as const, piece: piece.IdFacture, ligne: piece.Ligne, date: f.date };
      return {
        ...commun,
        ...ou,
        codeProduit: produit ?? piece.CodeProduit,
        facture,
        budget: auBudget ? facture : ZERO,
        pcaProposee: proposes.pca.get(f) ?? ZERO,
      };
    });
  if (!auBudget) return factures;
  const livraisons = enParts(termes.livre, livraisonsAFacturer(poste, date)).map(
    ({ de: l, part }): Apport => {
      const ou = { sorte: 'LIVRAISON' as const, piece: l.piece.IdBL, ligne: l.piece.Ligne, date: l.date };
      const codeProduit = produit ?? l.piece.CodeProduit;
      return { ...commun, ...ou, ...aEtablir(l), codeProduit, budget: part };
    },
  );
  const echeances = enParts(termes.echeances, vendue?.echeancesRetenues(date) ?? []).map(
    ({ de: e, part }): Apport => {
      const ou = {
        sorte: 'ECHEANCE' as const,
        piece: e.piece.IdCommande,
        ligne: e.piece.Ligne,
        date: e.echeance,
      };
      return { ...commun, ...ou, ...aEtablir(e), codeProduit: produit, budget: part };
    },
  );
  return [...factures, ...livraisons, ...echeances, ...resteDeCommande(vendue, termes.reste, commun)];
}

function resteDeCommande(
  vendue: LigneVendue | undefined,
  reste: Montant,
  commun: Pick<Apport, 'commande' | 'ligneCommande' | 'detail' | 'facture' | keyof typeof RIEN>,
): Apport[] {
  if (!vendue || reste === 0) return [];
  const { commande, ligne } = vendue;
  const ou = { sorte: 'COMMANDE' as const, piece: ligne.IdCommande, ligne: ligne.Ligne, date: commande.Date };
  return [{ ...commun, ...ou, codeProduit: ligne.CodeProduit, budget: reste }];
}

/** Les parts d'un terme borné, au prorata des pièces qui le font. */
function enParts<P extends { readonly montant: Montant }>(terme: Montant, pieces: readonly P[]) {
  if (terme === 0) return [];
  const parts = repartir(
    terme,
    pieces.map(p => p.montant),
  );
  return pieces.map((de, rang) => ({ de, part: parts[rang] ?? ZERO }));
}

/** Devis signés et avenants retenus : les lignes d'un budget qui part des devis. */
function apportsDesDevis({ devis, avenants }: Dossier, date: Jour): Apport[] {
  const commun = {
    commande: undefined,
    ligneCommande: undefined,
    detail: undefined,
    codeProduit: undefined,
    ...RIEN,
  };
  const signes = devis
    .entrees()
    .filter(e => e.jour <= date)
    .map(({ jour, montant, origine }): Apport => {
      const ou = { sorte: 'DEVIS' as const, piece: origine.IdDevis, ligne: '', date: jour };
      return { ...commun, ...ou, budget: montant as Montant, facture: ZERO };
    });
  const retenus = avenants
    .entrees()
    .filter(e => e.jour <= date)
    .map(({ jour, montant, origine }): Apport => {
      const ou = { sorte: 'AVENANT' as const, piece: origine.piece.IdAvenant, ligne: '', date: jour };
      return { ...commun, ...ou, budget: montant as Montant, facture: ZERO };
    });
  return [...signes, ...retenus];
}
