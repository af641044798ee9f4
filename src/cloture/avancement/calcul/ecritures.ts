import {
  ajouterJours,
  auCredit,
  auDebit,
  cleGeneration,
  CumulParCompte,
  ecriture,
  extourner,
  periodeDe,
  plus,
  type Compte,
  type Ecriture,
  type Jour,
  type LigneEcriture,
  type Montant,
} from '../../../comptabilite';
import type { Regularisation } from './detail';
import type { LigneTiers, OptionsAvancement } from './donnees';

/** FAE et PCA d'une affaire, détaillées. */
export interface RegularisationsAffaire {
  readonly idAffaire: string;
  /** Le lot, quand chacun a sa pièce. */
  readonly lot?: string | undefined;
  readonly fae: readonly Regularisation[];
  readonly pca: readonly Regularisation[];
}

interface Contexte {
  readonly arrete: Jour;
  readonly options: OptionsAvancement;
  readonly tiers: ReadonlyMap<string, LigneTiers>;
}

/**
 * Écritures de FAE et de PCA de l'arrêté, chacune suivie de son extourne du premier jour de la période suivante
 * (domaine §4.2, §4.3). FAE : débit 4181 TTC, crédit 70x HT, crédit 44587. PCA : débit 70x, crédit 487.
 * Les affaires ne se compensent jamais (PCG art. 1011-5).
 */
export function ecrituresDe(affaires: readonly RegularisationsAffaire[], contexte: Contexte): Ecriture[] {
  const { arrete, options } = contexte;
  if (!options.ecritureArrete) return [];
  const fae =
    options.detailEcriture === 'PAR_TIERS'
      ? affaires.flatMap(a =>
          piece(contexte, 'FAE', sourceDe(a), libelleFae(a, contexte), lignesFae([a], contexte)),
        )
      : piece(contexte, 'FAE', options.comptes.fae, 'FAE de la période', lignesFae(affaires, contexte));
  const pca = piece(contexte, 'PCA', options.comptes.pca, 'PCA de la période', lignesPca(affaires, contexte));
  const lendemain = ajouterJours(arrete, 1);
  return [...fae, ...pca].flatMap(e =>
    options.extourneAutomatique ? [e, extourner(e, lendemain, options.extourneForme)] : [e],
  );
}

/** La source d'une pièce : l'affaire, et son lot s'il a la sienne. */
export const sourceDe = ({ idAffaire, lot }: Pick<RegularisationsAffaire, 'idAffaire' | 'lot'>): string =>
  lot === undefined ? idAffaire : `${idAffaire}#${lot}`;

function piece(
  { arrete, options }: Contexte,
  module: 'FAE' | 'PCA',
  idSource: string,
  libelle: string,
  lignes: readonly LigneEcriture[],
): Ecriture[] {
  if (lignes.length === 0) return [];
  return [
    ecriture({
      cle: cleGeneration(module, arrete, idSource, 'ARRETE'),
      origine: module,
      journal: options.journal,
      date: arrete,
      piece: `${module}-${periodeDe(arrete)}-${idSource}`,
      libelle,
      lignes,
    }),
  ];
}

function libelleFae(a: RegularisationsAffaire, { tiers }: Contexte): string {
  const noms = [...new Set(a.fae.map(r => tiers.get(r.tiers)?.Nom ?? r.tiers))];
  return `FAE ${a.idAffaire} ${noms.join(', ')}`;
}

/** Ce qu'une régularisation porte à un compte. */
export interface Mouvement {
  readonly compte: Compte;
  readonly precisions: Pick<LigneEcriture, 'tiers' | 'idAffaire'>;
  readonly part: 'HT' | 'TVA' | 'TTC';
  readonly regularisation: Regularisation;
}

/** Les mouvements de FAE, par masse : 4181 au débit, produits puis TVA au crédit. */
export function mouvementsFae(
  affaires: readonly RegularisationsAffaire[],
  { options, tiers }: Pick<Contexte, 'options' | 'tiers'>,
): { bilan: Mouvement[]; produits: Mouvement[]; taxes: Mouvement[] } {
  const parTiers = options.detailEcriture === 'PAR_TIERS';
  const masses = { bilan: [], produits: [], taxes: [] } as ReturnType<typeof mouvementsFae>;
  for (const { idAffaire, fae } of affaires) {
    for (const regularisation of fae) {
      const { compte, compteTVA } = regularisation;
      const bilan = tiers.get(regularisation.tiers)?.CompteFAE_FAR ?? options.comptes.fae;
      masses.bilan.push({
        compte: bilan,
        precisions: parTiers ? { tiers: regularisation.tiers, idAffaire } : {},
        part: 'TTC',
        regularisation,
      });
      masses.produits.push({ compte, precisions: { idAffaire }, part: 'HT', regularisation });
      const precisions = parTiers ? { idAffaire } : {};
      masses.taxes.push({ compte: compteTVA, precisions, part: 'TVA', regularisation });
    }
  }
  return masses;
}

/** Les mouvements de PCA : produits au débit, 487 au crédit. */
export function mouvementsPca(
  affaires: readonly RegularisationsAffaire[],
  { options }: Pick<Contexte, 'options'>,
): { produits: Mouvement[]; bilan: Mouvement[] } {
  const toutes = affaires.flatMap(a =>
    a.pca.map(regularisation => ({ idAffaire: a.idAffaire, regularisation })),
  );
  return {
    produits: toutes.map(({ idAffaire, regularisation }) => ({
      compte: regularisation.compte,
      precisions: { idAffaire },
      part: 'HT',
      regularisation,
    })),
    bilan: toutes.map(({ regularisation }) => ({
      compte: options.comptes.pca,
      precisions: {},
      part: 'HT',
      regularisation,
    })),
  };
}

const montantDe = ({ part, regularisation: { montant, tva } }: Mouvement): Montant =>
  part === 'HT' ? montant : part === 'TVA' ? tva : plus(montant, tva);

function lignesFae(affaires: readonly RegularisationsAffaire[], contexte: Contexte): LigneEcriture[] {
  const { bilan, produits, taxes } = mouvementsFae(affaires, contexte);
  return [
    ...cumuler(bilan).lignes(auDebit),
    ...cumuler(produits).lignes(auCredit),
    ...cumuler(taxes).lignes(auCredit),
  ];
}

function lignesPca(affaires: readonly RegularisationsAffaire[], contexte: Contexte): LigneEcriture[] {
  const { produits, bilan } = mouvementsPca(affaires, contexte);
  const constate = cumuler(bilan).lignes(auCredit);
  return constate.length === 0 ? [] : [...cumuler(produits).lignes(auDebit), ...constate];
}

function cumuler(mouvements: readonly Mouvement[]): CumulParCompte {
  const cumul = new CumulParCompte();
  for (const m of mouvements) cumul.ajouter(m.compte, montantDe(m), m.precisions);
  return cumul;
}
