import { plus, repartir, ZERO, type Montant } from '../../../comptabilite';
import type { LigneDeCommande } from './donnees';
import type { Etalement, LigneVendue } from './poste';

/** Reçoit la part d'un montant qui revient à une ligne de commande. */
export type Donner<L> = (ligne: L, part: Montant, etalement?: Etalement) => void;

const cleLigne = (idCommande: string, ligne: string) => `${idCommande}\u0000${ligne}`;
const ordinal = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Les lignes de commande, cherchées par commande, par affaire et par numéro, et leurs postes de vente. */
export class LignesDeCommande {
  private readonly parCommande = new Map<string, LigneDeCommande[]>();
  private readonly parAffaire = new Map<string, LigneDeCommande[]>();
  private readonly parNumero = new Map<string, LigneDeCommande>();
  private readonly postes = new Map<string, LigneVendue>();

  /** Une ligne, y compris d'une autre méthode : elle n'a alors pas de poste. */
  ajouter(idAffaire: string, ligne: LigneDeCommande, poste: LigneVendue | undefined): void {
    const cle = cleLigne(ligne.IdCommande, ligne.Ligne);
    this.parNumero.set(cle, ligne);
    if (poste) this.postes.set(cle, poste);
    ajouterA(this.parCommande, ligne.IdCommande, ligne);
    ajouterA(this.parAffaire, idAffaire, ligne);
  }

  /** À appeler une fois toutes les lignes ajoutées : elles vont par numéro, jamais dans l'ordre du classeur. */
  ranger(): void {
    const parNumero = (a: LigneDeCommande, b: LigneDeCommande) =>
      ordinal(a.IdCommande, b.IdCommande) || ordinal(a.Ligne, b.Ligne);
    for (const lignes of [...this.parCommande.values(), ...this.parAffaire.values()]) lignes.sort(parNumero);
  }

  deCommande(idCommande: string): readonly LigneDeCommande[] {
    return this.parCommande.get(idCommande) ?? [];
  }

  deAffaire(idAffaire: string): readonly LigneDeCommande[] {
    return this.parAffaire.get(idAffaire) ?? [];
  }

  visee(idCommande = '', ligne = ''): LigneDeCommande | undefined {
    return this.parNumero.get(cleLigne(idCommande, ligne));
  }

  /**
   * Donne une pièce à sa ligne de commande, ou l'étale sur toutes les lignes de la commande quand elle n'en vise
   * aucune. Rend faux si la commande ou la ligne n'existe pas : la pièce compte alors pour elle-même.
   */
  surLigne(
    idCommande: string | undefined,
    ligne: string | undefined,
    m: Montant,
    donner: Donner<LigneVendue>,
  ): boolean {
    if (idCommande === undefined) return false;
    if (ligne === undefined) return this.etaler(this.deCommande(idCommande), m, donner);
    const poste = this.postes.get(cleLigne(idCommande, ligne));
    if (poste) donner(poste, m);
    return this.visee(idCommande, ligne) !== undefined;
  }

  /** Étale une pièce sur des lignes de commande. Rend faux s'il n'y en a aucune. */
  etaler(lignes: readonly LigneDeCommande[], m: Montant, donner: Donner<LigneVendue>): boolean {
    partager(lignes, m, (l, part, etalement) => {
      const poste = this.postes.get(cleLigne(l.IdCommande, l.Ligne));
      if (poste) donner(poste, part, etalement);
    });
    return lignes.length > 0;
  }
}

/** Partage au prorata des montants HT par arrondi cumulé, lignes par ordre croissant. */
export function partager(
  lignes: readonly LigneDeCommande[],
  m: Montant,
  donner: Donner<LigneDeCommande>,
): void {
  if (lignes.length === 0) return;
  const total = lignes.reduce((t, l) => t + l.MontantHT, 0);
  const parts = repartir(m, total === 0 ? lignes.map(() => 1) : lignes.map(l => l.MontantHT));
  let avant = ZERO;
  lignes.forEach((l, rang) => {
    const part = parts[rang] ?? ZERO;
    donner(l, part, { lignes, rang, avant });
    avant = plus(avant, part);
  });
}

function ajouterA<L>(carte: Map<string, L[]>, cle: string, l: L): void {
  const liste = carte.get(cle);
  if (liste) liste.push(l);
  else carte.set(cle, [l]);
}
