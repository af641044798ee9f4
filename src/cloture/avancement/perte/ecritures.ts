import {
  absolu,
  cleGeneration,
  ecriture,
  periodeDe,
  somme,
  ZERO,
  type Compte,
  type Ecriture,
  type Jour,
  type LigneEcriture,
  type Montant,
} from '../../../comptabilite';
import type { ModuleSolde } from './historique';
import type { Solde } from './soldes';

/**
 * Les comptes d'un solde : doté par D dotation / C provision, repris par D provision / C reprise. 1516, 6815 et 7815 d'une
 * perte ; un en-cours, à l'actif, se dote au débit du 345 et se reprend à son crédit, par le 7134.
 */
export interface ComptesPerte {
  readonly provision: Compte;
  readonly dotation: Compte;
  readonly reprise: Compte;
}

/** De quel solde il s'agit, et comment l'écriture le nomme. */
export interface SortePiece {
  readonly module: ModuleSolde;
  readonly libelle: string;
}
const PERTE: SortePiece = { module: 'P1516', libelle: 'Perte à terminaison' };

/**
 * L'écriture d'une affaire : D 6815 / C 1516 de ce qui manque, D 1516 / C 7815 de ce qui déborde (domaine §5.8). Un
 * solde est ajusté par différence : il n'a pas d'extourne. Deux lots de sens contraires ne se compensent pas.
 */
export function ecrituresPertes(
  pertes: readonly Solde[],
  comptes: ComptesPerte,
  { arrete, journal }: { readonly arrete: Jour; readonly journal: string },
  { module, libelle }: SortePiece = PERTE,
): Ecriture[] {
  const parAffaire = new Map<string, Montant[]>();
  for (const { groupe, variation } of pertes) {
    if (variation === 0) continue;
    parAffaire.set(groupe.IdAffaire, [...(parAffaire.get(groupe.IdAffaire) ?? []), variation]);
  }
  return [...parAffaire].map(([idAffaire, variations]) => {
    const dotation = somme(variations.filter(v => v > 0));
    const reprise = absolu(somme(variations.filter(v => v < 0)));
    return ecriture({
      cle: cleGeneration(module, arrete, idAffaire, 'ARRETE'),
      origine: module === 'ENCOURS' ? 'ENCOURS' : 'PROV',
      journal,
      date: arrete,
      piece: `${module}-${periodeDe(arrete)}-${idAffaire}`,
      libelle: `${libelle} ${idAffaire}`,
      lignes: [
        ...paire(comptes.dotation, comptes.provision, dotation, idAffaire),
        ...paire(comptes.provision, comptes.reprise, reprise, idAffaire),
      ],
    });
  });
}

function paire(auDebit: Compte, auCredit: Compte, montant: Montant, idAffaire: string): LigneEcriture[] {
  if (montant === 0) return [];
  return [
    { compte: auDebit, debit: montant, credit: ZERO, idAffaire },
    { compte: auCredit, debit: ZERO, credit: montant, idAffaire },
  ];
}
