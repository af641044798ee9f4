import { arbre, type Explication, type Jour } from '../../../comptabilite';
import type { Dossier } from '../calcul/dossier';
import type { Echeance, LigneFacturee, Livraison, PosteVente } from '../calcul/poste';
import { livraisonsReconnues, proposer, type PieceRegularisee } from '../calcul/propositions';
import { dire, total, unefois } from './feuilles';
import { echeanceLue, factureLue, livraisonLue, partDe } from './pieces';
import { partDePeriode } from './prorata';
import type { ExplicationVentes } from './ventes';

type Sens = 'fae' | 'pca';

const NOMS = {
  fae: dire('FAE proposée par les lignes', 'Accrual proposed by the lines'),
  pca: dire('PCA proposée par les lignes', 'Deferral proposed by the lines'),
} as const;

/** FAE, PCA et CA d'un groupe à l'achèvement ou au prorata, pièce par pièce, comme `proposer` et `livreReconnu`. */
export class ExplicationLignes {
  private readonly connus = new Map<string, Explication>();
  private readonly parPoste = new Map<PosteVente, Record<Sens, ReadonlyMap<PieceRegularisee, Explication>>>();

  constructor(
    private readonly dossier: Dossier,
    private readonly date: Jour,
    private readonly ventes: ExplicationVentes,
    private readonly avoirsPositifs: boolean,
  ) {}

  /** Ce que les lignes de tous les postes proposent. */
  proposee(sens: Sens): Explication {
    return unefois(this.connus, sens, () =>
      total(
        NOMS[sens],
        this.dossier.postes.flatMap(p => this.lignes(sens, p)),
      ),
    );
  }

  /** Ce que proposent les lignes d'un poste. */
  lignes(sens: Sens, poste: PosteVente): Explication[] {
    return [...this.propositions(poste)[sens].values()];
  }

  /** Ce qu'une pièce propose ; undefined si elle ne propose rien. */
  dePiece(sens: Sens, piece: PieceRegularisee): Explication | undefined {
    for (const poste of this.dossier.postes) {
      const trouvee = this.propositions(poste)[sens].get(piece);
      if (trouvee) return trouvee;
    }
    return undefined;
  }

  /** CA sur livraisons seules. */
  get livre(): Explication {
    const { regle, postes } = this.dossier;
    const livraisons = postes.flatMap(p => livraisonsReconnues(p, regle, this.date));
    return total(
      dire('CA reconnu des livraisons', 'Recognised revenue of deliveries'),
      livraisons.map(l => {
        const entiere = partDe(l, livraisonLue);
        return regle.methode === 'ACHEVEMENT' ? entiere : this.ecoulee(l, entiere);
      }),
    );
  }

  private propositions(poste: PosteVente): Record<Sens, ReadonlyMap<PieceRegularisee, Explication>> {
    const connues = this.parPoste.get(poste) ?? this.proposer(poste);
    this.parPoste.set(poste, connues);
    return connues;
  }

  private proposer(poste: PosteVente): Record<Sens, ReadonlyMap<PieceRegularisee, Explication>> {
    const { regle } = this.dossier;
    const { fae, pca } = proposer(poste, regle, this.date);
    const bases = this.ventes.aEtablir(poste);
    const entier = regle.methode === 'ACHEVEMENT';
    const faite = (de: Livraison | Echeance, base: Explication) =>
      entier || regle.faeLitteral ? base : this.ecoulee(de, base);
    const differee = (de: LigneFacturee) => {
      const facture = partDe(de, f => factureLue(f, this.avoirsPositifs));
      return entier ? facture : arbre.difference(facture.libelle, [facture, this.ecoulee(de, facture)]);
    };
    return {
      fae: new Map(
        fae.flatMap(({ de }) => {
          const base = bases.get(de);
          return base ? [[de, faite(de, base)]] : [];
        }),
      ),
      pca: new Map(pca.map(({ de }) => [de, differee(de)])),
    };
  }

  /** La part écoulée ; celle d'une pièce étalée sur sa commande est une différence de cumuls. */
  private ecoulee(piece: PieceRegularisee, base: Explication): Explication {
    const table = tableDe(piece);
    const { etalement } = piece;
    const entiere = base.valeur.equals(arbre.eurosExacts(piece.montant));
    if (!etalement || !entiere || etalement.rang === 0) {
      return partDePeriode(base, table, piece.piece, this.date);
    }
    const avant = Array.from({ length: etalement.rang }, (_, rang) =>
      this.lue({ ...piece, etalement: { ...etalement, rang } }),
    );
    const cumul = (parts: readonly Explication[]) =>
      partDePeriode(total(base.libelle, parts), table, piece.piece, this.date);
    return arbre.difference(base.libelle, [cumul([...avant, base]), cumul(avant)]);
  }

  private lue(piece: PieceRegularisee): Explication {
    if ('livree' in piece) return partDe(piece, f => factureLue(f, this.avoirsPositifs));
    return 'echeance' in piece ? partDe(piece, echeanceLue) : partDe(piece, livraisonLue);
  }
}

function tableDe(piece: PieceRegularisee): string {
  if ('livree' in piece) return 'FacturesClients';
  return 'echeance' in piece ? 'EcheancierFacturation' : 'Livraisons';
}
