/** Les postes ouverts à une date, d'après les dates de lettrage et jamais d'après l'état du jour (domaine §8.1). */
import {
  absolu,
  fraction,
  montant as enMontant,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Auxiliaire } from './auxiliaire';
import type { Nature, Sens } from './collectifs';

/** Une ligne encore ouverte à l'arrêté. Montants positifs : dû par le client, ou au fournisseur. */
export interface PosteOuvert {
  readonly sens: Sens;
  readonly nature: Nature;
  readonly compte: Compte;
  /** Vide : la ligne ne nomme personne. */
  readonly tiers: string;
  readonly piece: string;
  readonly libelle: string;
  /** Date de la pièce. */
  readonly date: Jour;
  readonly dateEcriture: Jour;
  /** Échéance portée par la ligne, s'il y en a une. */
  readonly echeanceSaisie: Jour | undefined;
  readonly montant: Montant;
  readonly residuel: Montant;
  readonly devise: string | undefined;
  /** Part du montant en devise encore ouverte. */
  readonly residuelDevise: Montant | undefined;
  readonly lettrage: string | undefined;
  readonly source: {
    readonly table: string;
    readonly ligne: number;
    readonly cle?: string | undefined;
  };
  /** Rang de la ligne dans l'auxiliaire. */
  readonly rang: number;
  /** Ce qui l'a soldé en partie ; indéfini quand il est entier. */
  readonly imputation?: Imputation | undefined;
}

/**
 * Le partage d'un groupe partiellement lettré : les lignes du sens qui reste, dans l'ordre où elles se soldent, et
 * celles d'en face. Le résiduel d'une ligne est min(montant ; max(0 ; cumul jusqu'à elle - total d'en face)).
 */
export interface Imputation {
  readonly restantes: readonly number[];
  readonly soldantes: readonly number[];
}

/** Les rangs des lignes ouvertes à l'arrêté et ce qui en reste, en centimes ; sans créer d'objet par ligne. */
export interface Ouvertures {
  readonly rangs: readonly number[];
  readonly residuels: readonly number[];
  readonly imputations: ReadonlyMap<number, Imputation>;
  /** Groupes complets dont la somme n'est pas nulle à l'arrêté. */
  readonly desequilibres: readonly number[];
}

/** Les lignes ouvertes au soir d'un jour. Leur somme par compte et par tiers est le solde du grand livre ce jour-là. */
export function ouvrir(aux: Auxiliaire, arrete: Jour): Ouvertures {
  const { n, date, groupe, lettreLe, montant } = aux;
  const plancher = aux.plancher(arrete);
  const rangs: number[] = [];
  const residuels: number[] = [];
  const enAttente: number[] = [];
  const sommes = new Float64Array(aux.groupes.length);
  for (let i = 0; i < n; i++) {
    const d = date[i]!;
    if (d > arrete || d < plancher || montant[i] === 0) continue;
    const g = groupe[i]!;
    if (g < 0) {
      rangs.push(i);
      residuels.push(montant[i]!);
    } else if (lettreLe[i] !== 0 && lettreLe[i]! <= arrete) sommes[g]! += montant[i]!;
    else enAttente.push(i);
  }
  const membres = new Map<number, number[]>();
  sommes.forEach((somme, g) => {
    if (somme !== 0) membres.set(g, []);
  });
  for (const i of enAttente) {
    if (membres.has(groupe[i]!)) continue;
    rangs.push(i);
    residuels.push(montant[i]!);
  }
  const imputations = new Map<number, Imputation>();
  if (membres.size > 0) {
    for (let i = 0; i < n; i++)
      if (groupe[i]! >= 0 && date[i]! <= arrete && date[i]! >= plancher) membres.get(groupe[i]!)?.push(i);
    for (const lignes of membres.values()) imputer(aux, lignes, arrete, { rangs, residuels, imputations });
  }
  const desequilibres = [...membres.keys()].filter(g => aux.groupes[g]!.complet);
  return { rangs, residuels, imputations, desequilibres };
}

type Sortie = { rangs: number[]; residuels: number[]; imputations: Map<number, Imputation> };

/**
 * Impute les règlements d'un groupe sur ses pièces, la plus ancienne d'abord. Un règlement compte dès la date de son
 * lettrage ; une pièce, dès qu'un règlement de son groupe compte.
 */
function imputer(aux: Auxiliaire, membres: readonly number[], arrete: Jour, sortie: Sortie): void {
  const { montant, lettreLe, date } = aux;
  const echeance = aux.lire('DateEcheance');
  const lettree = (i: number) => lettreLe[i] !== 0 && lettreLe[i]! <= arrete;
  const ordre = (i: number) => echeance(i) ?? date[i]!;
  const ranger = (lignes: number[]) =>
    lignes.sort((a, b) => Number(lettree(b)) - Number(lettree(a)) || ordre(a) - ordre(b) || a - b);
  const pieces = ranger(membres.filter(i => montant[i]! > 0));
  const reglements = ranger(membres.filter(i => montant[i]! < 0 && lettree(i)));
  for (const i of membres)
    if (montant[i]! < 0 && !lettree(i)) {
      sortie.rangs.push(i);
      sortie.residuels.push(montant[i]!);
    }
  const total = (lignes: readonly number[]) => lignes.reduce((s, i) => s + montant[i]!, 0);
  const solde = total(pieces) + total(reglements);
  const [restantes, soldantes] = solde >= 0 ? [pieces, reglements] : [reglements, pieces];
  const signe = solde >= 0 ? 1 : -1;
  const enFace = -signe * total(soldantes);
  let cumul = 0;
  for (const i of restantes) {
    const m = signe * montant[i]!;
    cumul += m;
    const reste = Math.min(m, Math.max(0, cumul - enFace));
    if (reste === 0) continue;
    sortie.rangs.push(i);
    sortie.residuels.push(signe * reste);
    if (reste !== m) sortie.imputations.set(i, { restantes, soldantes });
  }
}

/** Les postes ouverts au soir d'un jour, dans l'ordre du grand livre ; `sens` en choisit un seul. */
export function postesOuverts(aux: Auxiliaire, arrete: Jour, sens?: Sens): PosteOuvert[] {
  const { rangs, residuels, imputations } = ouvrir(aux, arrete);
  const poste = lecteurDePostes(aux, imputations);
  const postes: PosteOuvert[] = [];
  for (let k = 0; k < rangs.length; k++) {
    const rang = rangs[k]!;
    if (sens !== undefined && aux.comptes[aux.compteDe[rang]!]!.sens !== sens) continue;
    postes.push(poste(rang, residuels[k]!));
  }
  return postes.sort((a, b) => a.rang - b.rang);
}

/** De quoi faire un poste d'une ligne et de ce qui en reste : ses seules colonnes utiles, prises une fois. */
function lecteurDePostes(aux: Auxiliaire, imputations: Ouvertures['imputations']) {
  const piece = aux.lire('Piece');
  const libelle = aux.lire('Libelle');
  const datePiece = aux.lire('DatePiece');
  const echeance = aux.lire('DateEcheance');
  const devise = aux.lire('Devise');
  const montantDevise = aux.lire('MontantDevise');
  const lettrage = aux.lire('Lettrage');
  const ligne = aux.lire('ligne');
  const cle = aux.lire('CleGeneration');
  return (rang: number, residuel: number): PosteOuvert => {
    const { sens, nature, compte } = aux.comptes[aux.compteDe[rang]!]!;
    const montant = enMontant(aux.montant[rang]!);
    const enDevise = montantDevise(rang);
    return {
      sens,
      nature,
      compte,
      tiers: aux.tiers[aux.tiersDe[rang]!]!,
      piece: piece(rang),
      libelle: libelle(rang),
      date: datePiece(rang),
      dateEcriture: aux.date[rang]! as Jour,
      echeanceSaisie: echeance(rang),
      montant,
      residuel: enMontant(residuel),
      devise: devise(rang),
      residuelDevise:
        enDevise === undefined ? undefined : fraction(absolu(enDevise), residuel, Math.abs(montant)),
      lettrage: lettrage(rang),
      source: { table: aux.table(rang), ligne: ligne(rang), cle: cle(rang) },
      rang,
      imputation: imputations.get(rang),
    };
  };
}
