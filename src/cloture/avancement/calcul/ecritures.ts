import {
  absolu,
  ajouterJours,
  cleGeneration,
  ecriture,
  extourner,
  oppose,
  periodeDe,
  plus,
  somme,
  ZERO,
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
  readonly fae: readonly Regularisation[];
  readonly pca: readonly Regularisation[];
}

interface Contexte {
  readonly arrete: Jour;
  readonly options: OptionsAvancement;
  readonly tiers: ReadonlyMap<string, LigneTiers>;
}

/** Une ligne du côté de son signe : positif au débit, négatif au crédit. */
function auDebit(compte: Compte, solde: Montant, precisions: Partial<LigneEcriture> = {}): LigneEcriture {
  return {
    ...precisions,
    compte,
    debit: solde > 0 ? solde : ZERO,
    credit: solde < 0 ? absolu(solde) : ZERO,
  };
}

const auCredit = (compte: Compte, m: Montant, precisions: Partial<LigneEcriture> = {}) =>
  auDebit(compte, oppose(m), precisions);

/**
 * Écritures de FAE et de PCA de l'arrêté, chacune suivie de son extourne du premier jour de la période suivante
 * (domaine §4.2, §4.3). FAE : débit 4181 TTC, crédit 70x HT, crédit 44587. PCA : débit 70x, crédit 487.
 * Les affaires ne se compensent jamais (PCG art. 1011-5).
 */
export function ecrituresDe(affaires: readonly RegularisationsAffaire[], contexte: Contexte): Ecriture[] {
  const { arrete, options } = contexte;
  const fae =
    options.detailEcriture === 'PAR_TIERS'
      ? affaires.flatMap(a =>
          piece(contexte, 'FAE', a.idAffaire, libelleFae(a, contexte), lignesFae([a], contexte)),
        )
      : piece(contexte, 'FAE', options.comptes.fae, 'FAE de la période', lignesFae(affaires, contexte));
  const pca = piece(contexte, 'PCA', options.comptes.pca, 'PCA de la période', lignesPca(affaires, contexte));
  const lendemain = ajouterJours(arrete, 1);
  return [...fae, ...pca].flatMap(e => [e, extourner(e, lendemain, options.extourneForme)]);
}

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

function lignesFae(
  affaires: readonly RegularisationsAffaire[],
  { options, tiers }: Contexte,
): LigneEcriture[] {
  const bilan = new Cumul();
  const produits = new Cumul();
  const taxes = new Cumul();
  const parTiers = options.detailEcriture === 'PAR_TIERS';
  for (const { idAffaire, fae } of affaires) {
    for (const r of fae) {
      const compte = tiers.get(r.tiers)?.CompteFAE_FAR ?? options.comptes.fae;
      bilan.ajouter(compte, plus(r.montant, r.tva), parTiers ? { tiers: r.tiers, idAffaire } : {});
      produits.ajouter(r.compte, r.montant, { idAffaire });
      taxes.ajouter(r.compteTVA, r.tva, parTiers ? { idAffaire } : {});
    }
  }
  return [...bilan.lignes(auDebit), ...produits.lignes(auCredit), ...taxes.lignes(auCredit)];
}

function lignesPca(affaires: readonly RegularisationsAffaire[], { options }: Contexte): LigneEcriture[] {
  const produits = new Cumul();
  const total: Montant[] = [];
  for (const { idAffaire, pca } of affaires) {
    for (const r of pca) {
      produits.ajouter(r.compte, r.montant, { idAffaire });
      total.push(r.montant);
    }
  }
  const constate = somme(total);
  return constate === 0 ? [] : [...produits.lignes(auDebit), auCredit(options.comptes.pca, constate)];
}

/** Montants cumulés par compte et précisions, dans l'ordre d'arrivée ; un cumul nul ne fait pas de ligne. */
class Cumul {
  private readonly soldes = new Map<
    string,
    { compte: Compte; precisions: Partial<LigneEcriture>; m: Montant }
  >();

  ajouter(compte: Compte, m: Montant, precisions: Partial<LigneEcriture>): void {
    const cle = [compte, precisions.tiers ?? '', precisions.idAffaire ?? ''].join('|');
    const avant = this.soldes.get(cle);
    this.soldes.set(cle, { compte, precisions, m: plus(avant?.m ?? ZERO, m) });
  }

  lignes(
    cote: (compte: Compte, m: Montant, precisions: Partial<LigneEcriture>) => LigneEcriture,
  ): LigneEcriture[] {
    return [...this.soldes.values()].filter(s => s.m !== 0).map(s => cote(s.compte, s.m, s.precisions));
  }
}
