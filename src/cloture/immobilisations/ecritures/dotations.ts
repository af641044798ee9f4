import { oppose, periodeDe, texteMois, type Ecriture, type Jour, type Montant } from '../../../comptabilite';
import type { BienArrete } from '../registre/arreter';
import type { OptionsImmobilisations } from '../registre/donnees';
import { piece, Soldes } from './lignes';

interface Cadre {
  readonly arrete: Jour;
  readonly options: OptionsImmobilisations;
}

/** Écrit le couple charge / bilan d'un montant, la section sur la charge seule. */
interface Couple {
  readonly charge: Soldes;
  readonly bilan: Soldes;
}

const couple = (): Couple => ({ charge: new Soldes(), bilan: new Soldes() });
const lignesDe = ({ charge, bilan }: Couple) => [...charge.lignes(), ...bilan.lignes()];

/**
 * Dotations de l'arrêté : débit 681x, crédit 28x, cumulés par comptes et section, jamais par fiche (domaine §3.9).
 * Elles n'ont pas d'extourne. Le détail par bien est dans la table Dotations.
 */
export function ecrituresDotations(biens: readonly BienArrete[], { arrete, options }: Cadre): Ecriture[] {
  const lignes = couple();
  for (const { bien, dotation } of biens) {
    if (dotation === 0 || bien.compteAmort === undefined || bien.compteDotation === undefined) continue;
    lignes.charge.ajouter(bien.compteDotation, dotation, bien.section(arrete));
    lignes.bilan.ajouter(bien.compteAmort, oppose(dotation));
  }
  return piece(
    {
      module: 'AMORT',
      arrete,
      source: 'DOTATIONS',
      date: arrete,
      journal: options.journal,
      libelle: `Dotations aux amortissements, ${texteMois(periodeDe(arrete))}`,
    },
    lignesDe(lignes),
  );
}

/** Dérogatoire de l'arrêté : débit 68725, crédit 145 ; une reprise est de sens contraire, en 78725 (domaine §3.5). */
export function ecrituresDerogatoire(biens: readonly BienArrete[], { arrete, options }: Cadre): Ecriture[] {
  const { comptes, journal } = options;
  const pour = (sens: 'DOTATION' | 'REPRISE', libelle: string): Ecriture[] => {
    const lignes = couple();
    for (const { bien, derogatoire } of biens) {
      if (derogatoire === 0 || derogatoire > 0 !== (sens === 'DOTATION')) continue;
      const charge = sens === 'DOTATION' ? comptes.dotationDerogatoire : comptes.repriseDerogatoire;
      lignes.charge.ajouter(charge, derogatoire, bien.section(arrete));
      lignes.bilan.ajouter(comptes.derogatoire, oppose(derogatoire));
    }
    return piece(
      { module: 'DEROGATOIRE', arrete, source: sens, date: arrete, journal, libelle },
      lignesDe(lignes),
    );
  };
  // Dotations et reprises ne se compensent pas (PCG art. 1011-5).
  return [
    ...pour('DOTATION', 'Amortissements dérogatoires'),
    ...pour('REPRISE', "Reprises d'amortissements dérogatoires"),
  ];
}

/** Dépréciations de l'arrêté : débit 6816, crédit 29x ; reprises : débit 29x, crédit 7816 (domaine §3.7). */
export function ecrituresDepreciations(biens: readonly BienArrete[], { arrete, options }: Cadre): Ecriture[] {
  const { comptes, journal } = options;
  const pour = (sens: 'DOTATION' | 'REPRISE', libelle: string): Ecriture[] => {
    const lignes = couple();
    for (const { bien, depreciation } of biens) {
      if (depreciation === 0 || depreciation > 0 !== (sens === 'DOTATION')) continue;
      if (bien.compteDepreciation === undefined) continue;
      const charge = sens === 'DOTATION' ? comptes.dotationDepreciation : comptes.repriseDepreciation;
      lignes.charge.ajouter(charge, depreciation as Montant, bien.section(arrete));
      lignes.bilan.ajouter(bien.compteDepreciation, oppose(depreciation));
    }
    return piece(
      { module: 'DEPRECIMMO', arrete, source: sens, date: arrete, journal, libelle },
      lignesDe(lignes),
    );
  };
  return [
    ...pour('DOTATION', "Dépréciations d'immobilisations"),
    ...pour('REPRISE', "Reprises de dépréciations d'immobilisations"),
  ];
}
