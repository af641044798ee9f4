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
import type { Perte } from './etablir';

/** Les comptes de la provision : 1516 au bilan, 6815 pour doter, 7815 pour reprendre. */
export interface ComptesPerte {
  readonly provision: Compte;
  readonly dotation: Compte;
  readonly reprise: Compte;
}

/**
 * L'écriture d'une affaire : D 6815 / C 1516 de ce qui manque, D 1516 / C 7815 de ce qui déborde (domaine §5.8). Une
 * provision est ajustée par différence : elle n'a pas d'extourne. Deux lots de sens contraires ne se compensent pas.
 */
export function ecrituresPertes(
  pertes: readonly Perte[],
  comptes: ComptesPerte,
  { arrete, journal }: { readonly arrete: Jour; readonly journal: string },
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
      cle: cleGeneration('P1516', arrete, idAffaire, 'ARRETE'),
      origine: 'PROV',
      journal,
      date: arrete,
      piece: `P1516-${periodeDe(arrete)}-${idAffaire}`,
      libelle: `Perte à terminaison ${idAffaire}`,
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
