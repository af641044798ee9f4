import { arbre, type Explication, type Jour, type Libelle } from '../../../comptabilite';
import type { LigneFactureClient } from '../calcul/donnees';
import type { Dossier } from '../calcul/dossier';
import type { SortePiece } from '../calcul/pieces';
import {
  LigneVendue,
  livraisonsAFacturer,
  PosteHorsCommande,
  type Echeance,
  type OrigineVente,
  type PosteVente,
} from '../calcul/poste';
import type { PieceRegularisee } from '../calcul/propositions';
import { auMoinsZero, auPlusZero, dire, jusquA, part, total, unefois } from './feuilles';
import { avenantLu, commandeLue, devisLu, echeanceLue, factureLue, livraisonLue, partDe } from './pieces';

/** Ce qu'une ligne de pièce apporte au budget et au facturé de son groupe. */
export interface ApportExplique {
  readonly sorte: SortePiece;
  readonly piece: string;
  readonly ligne: string;
  readonly commande: string | undefined;
  readonly ligneCommande: string | undefined;
  /** La pièce du poste ; undefined pour le reste d'une commande, un devis ou un avenant. */
  readonly de?: PieceRegularisee;
  readonly budget?: Explication;
  readonly facture?: Explication;
}

/** Ce qu'un poste apporte au budget, terme à terme. */
type Termes = Partial<Record<'facture' | 'livre' | 'echeances' | 'reste', Explication>>;

/** Les postes de vente d'un groupe à une date : budget et facturé. */
export class ExplicationVentes {
  private readonly connus = new Map<string, Explication>();
  private readonly factures = new Map<PosteVente, Explication[]>();
  private readonly termesConnus = new Map<PosteVente, Termes>();
  private apportsConnus: ApportExplique[] | undefined;

  constructor(
    private readonly dossier: Dossier,
    private readonly date: Jour,
    /** La table des factures porte ses avoirs en positif : leur cellule compte à l'envers. */
    private readonly avoirsPositifs: boolean,
  ) {}

  /** FACT. */
  get facture(): Explication {
    return unefois(this.connus, 'facture', () =>
      total(
        dire('Facturé', 'Invoiced'),
        this.dossier.postes.map(p => this.facturePoste(p)),
      ),
    );
  }

  /** DEV, devis signés. */
  get devis(): Explication {
    return total(
      dire('Devis signés', 'Signed quotes'),
      jusquA(this.dossier.devis, this.date).map(({ origine }) => devisLu(origine)),
    );
  }

  /** Avenants du budget : ceux des devis, ou ceux des lignes de commande engagées. */
  get avenants(): Explication {
    const libelle = dire('Avenants', 'Change orders');
    if (this.dossier.regle.baseBudget === 'DEVIS_SIGNES') {
      return total(
        libelle,
        jusquA(this.dossier.avenants, this.date).map(a => partDe(a.origine, avenantLu)),
      );
    }
    return total(
      libelle,
      this.dossier.postes.flatMap(p => (p instanceof LigneVendue ? this.avenantsDe(p) : [])),
    );
  }

  /** BUD : les postes, ou les devis et leurs avenants (domaine §5.3). */
  get budget(): Explication {
    const libelle = dire('Budget de vente', 'Contract revenue');
    if (this.dossier.regle.baseBudget === 'DEVIS_SIGNES') {
      return arbre.somme(libelle, [this.devis, this.avenants]);
    }
    return unefois(this.connus, 'budget', () =>
      total(
        libelle,
        this.dossier.postes.map(p => this.budgetPoste(p)),
      ),
    );
  }

  /** Un terme du budget des pièces, sur tous les postes. */
  terme(cle: 'livre' | 'echeances' | 'reste', libelle: Libelle): Explication {
    return total(
      libelle,
      this.dossier.postes.flatMap(p => this.termes(p)[cle] ?? []),
    );
  }

  /** Le budget et le facturé, ligne de pièce par ligne de pièce. */
  get apports(): readonly ApportExplique[] {
    return (this.apportsConnus ??= this.detailler());
  }

  private detailler(): ApportExplique[] {
    const parDevis = this.dossier.regle.baseBudget === 'DEVIS_SIGNES';
    const desPostes = this.dossier.postes.flatMap(p => this.apportsDe(connu(p), !parDevis));
    if (!parDevis) return desPostes;
    const nu = { ligne: '', commande: undefined, ligneCommande: undefined };
    const devis = jusquA(this.dossier.devis, this.date).map(({ origine: d }): ApportExplique => ({
      ...nu,
      sorte: 'DEVIS',
      piece: d.IdDevis,
      budget: devisLu(d),
    }));
    const avenants = jusquA(this.dossier.avenants, this.date).map(({ origine }): ApportExplique => {
      const budget = partDe(origine, avenantLu);
      return { ...nu, sorte: 'AVENANT', piece: origine.piece.IdAvenant, budget };
    });
    return [...desPostes, ...devis, ...avenants];
  }

  private apportsDe(poste: LigneVendue | PosteHorsCommande, auBudget: boolean): ApportExplique[] {
    const vendue = poste instanceof LigneVendue ? poste : undefined;
    const commun = { commande: vendue?.ligne.IdCommande, ligneCommande: vendue?.ligne.Ligne };
    const factures = poste.lignesFacturees.map((de): ApportExplique => {
      const { IdFacture: piece, Ligne: ligne } = de.piece;
      const nue = { ...commun, sorte: 'FACTURE' as const, piece, ligne, de };
      // Une facture d'après l'arrêté n'apporte rien au facturé.
      if (de.date > this.date) return nue;
      const facture = partDe(de, f => factureLue(f, this.avoirsPositifs));
      return { ...nue, facture, ...(auBudget && { budget: facture }) };
    });
    if (!auBudget) return factures;
    const termes = this.termes(poste);
    const livraisons = enParts(termes.livre, livraisonsAFacturer(poste, this.date), this.livrees(poste));
    const retenues = vendue ? this.echeancesDe(vendue) : [];
    const echeances = enParts(termes.echeances, retenues, vendue ? this.echeances(vendue) : []);
    const reste = vendue && termes.reste && !termes.reste.valeur.isZero() ? [termes.reste] : [];
    return [
      ...factures,
      ...livraisons.map(({ de, budget }): ApportExplique => {
        return { ...commun, sorte: 'LIVRAISON', piece: de.piece.IdBL, ligne: de.piece.Ligne, de, budget };
      }),
      ...echeances.map(({ de, budget }): ApportExplique => {
        return {
          ...commun,
          sorte: 'ECHEANCE',
          piece: de.piece.IdCommande,
          ligne: de.piece.Ligne,
          de,
          budget,
        };
      }),
      ...reste.map((budget): ApportExplique => {
        const { commande: piece = '', ligneCommande: ligne = '' } = commun;
        return { ...commun, sorte: 'COMMANDE', piece, ligne, budget };
      }),
    ];
  }

  facturePoste(poste: PosteVente): Explication {
    return total(nomDe(poste), this.facturesDe(connu(poste)));
  }

  budgetPoste(poste: PosteVente): Explication {
    const { facture, livre, echeances, reste } = this.termes(poste);
    return total(
      nomDe(poste),
      [facture, livre, echeances, reste].flatMap(t => t ?? []),
    );
  }

  /** Ce que chaque pièce d'un poste compte à établir : elle-même, ou sa part de ce que la commande borne. */
  aEtablir(lu: PosteVente): ReadonlyMap<PieceRegularisee, Explication> {
    const poste = connu(lu);
    const livrees = livraisonsAFacturer(poste, this.date);
    if (poste instanceof PosteHorsCommande) {
      return new Map(livrees.map(l => [l, partDe(l, livraisonLue)]));
    }
    const dues = poste.engagee(this.date) ? poste.echeancesAEtablir(this.date) : [];
    const lues = dues.map(e => partDe(e, echeanceLue));
    const termes = this.calculerTermes(poste, lues);
    return new Map<PieceRegularisee, Explication>(
      [...enParts(termes.livre, livrees, this.livrees(poste)), ...enParts(termes.echeances, dues, lues)].map(
        ({ de, budget }) => [de, budget],
      ),
    );
  }

  /** La méthode de la valeur résiduelle (domaine §5.3) : chaque terme est borné par ce qui reste de la commande. */
  private termes(poste: PosteVente): Termes {
    return unefois(this.termesConnus, poste, () => this.calculerTermes(connu(poste)));
  }

  private calculerTermes(poste: LigneVendue | PosteHorsCommande, aEcheance?: readonly Explication[]): Termes {
    const facture = total(dire('Facturé', 'Invoiced'), this.facturesDe(poste));
    const livrees = this.livrees(poste);
    if (poste instanceof PosteHorsCommande) {
      return { facture, livre: total(dire('Livré non facturé', 'Delivered, not invoiced'), livrees) };
    }
    const commande = this.commande(poste);
    const [versZero, borner] = commande.valeur.isNegative()
      ? ([auPlusZero, arbre.maximum] as const)
      : ([auMoinsZero, arbre.minimum] as const);
    const pris: Explication[] = [facture];
    const reste = (libelle: Libelle) => versZero(libelle, arbre.difference(libelle, [commande, ...pris]));
    const prendre = (libelle: Libelle, termes: readonly Explication[]) => {
      if (termes.length === 0) return undefined;
      const disponible = reste(dire('Reste de la commande', 'Left of the order'));
      const pu = borner(libelle, [versZero(libelle, total(libelle, termes)), disponible]);
      pris.push(pu);
      return pu;
    };
    const livre = prendre(dire('Livré non facturé', 'Delivered, not invoiced'), livrees);
    const echeances = prendre(
      dire('Échéancier non facturé', 'Schedule not invoiced'),
      aEcheance ?? this.echeances(poste),
    );
    return {
      facture,
      ...(livre && { livre }),
      ...(echeances && { echeances }),
      ...(poste.resteGarde(this.date) && {
        reste: reste(
          dire('Commandé, ni livré ni à l’échéancier', 'Ordered, neither delivered nor scheduled'),
        ),
      }),
    };
  }

  private commande(poste: LigneVendue): Explication {
    if (!poste.engagee(this.date)) {
      const libelle = dire('Commande non engagée à cette date', 'Order not committed at that date');
      return arbre.constante(libelle, 0, 'EUR');
    }
    return arbre.somme(dire('Commande et avenants', 'Order and change orders'), [
      commandeLue(poste.ligne),
      ...this.avenantsDe(poste),
    ]);
  }

  private avenantsDe(poste: LigneVendue): Explication[] {
    if (!poste.engagee(this.date)) return [];
    return jusquA(poste.avenants, this.date).map(a => partDe(a.origine, avenantLu));
  }

  private facturesDe(poste: LigneVendue | PosteHorsCommande): Explication[] {
    const lire = (f: LigneFactureClient) => factureLue(f, this.avoirsPositifs);
    return unefois(this.factures, poste, () =>
      jusquA<OrigineVente<LigneFactureClient>>(poste.factures, this.date).map(f => partDe(f.origine, lire)),
    );
  }

  private livrees(poste: LigneVendue | PosteHorsCommande): Explication[] {
    return livraisonsAFacturer(poste, this.date).map(l => partDe(l, livraisonLue));
  }

  private echeancesDe(poste: LigneVendue): Echeance[] {
    return poste.engagee(this.date) ? poste.echeancesRetenues(this.date) : [];
  }

  private echeances(poste: LigneVendue): Explication[] {
    return this.echeancesDe(poste).map(e => partDe(e, echeanceLue));
  }
}

/** Les parts d'un terme borné, au prorata des pièces qui le font. */
function enParts<P>(
  terme: Explication | undefined,
  pieces: readonly P[],
  lues: readonly Explication[],
): { de: P; budget: Explication }[] {
  if (!terme || terme.valeur.isZero()) return [];
  return pieces.map((de, rang) => ({
    de,
    budget: part(lues[rang]?.libelle ?? terme.libelle, terme, lues, rang),
  }));
}

/** Les deux sortes de postes ; une troisième serait à expliquer ici. */
function connu(poste: PosteVente): LigneVendue | PosteHorsCommande {
  if (poste instanceof LigneVendue || poste instanceof PosteHorsCommande) return poste;
  throw new Error(`${poste.nom} : poste de vente sans explication.`);
}

const nomDe = (poste: PosteVente): Libelle =>
  poste instanceof LigneVendue
    ? dire(`Ligne ${poste.nom}`, `Line ${poste.nom}`)
    : dire('Pièces sans commande', 'Documents without order');
