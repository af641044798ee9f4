import {
  absolu,
  cleGeneration,
  ecriture,
  moins,
  plus,
  ZERO,
  type Compte,
  type Ecriture,
  type Jour,
  type LigneEcriture,
  type Montant,
  type OrigineEcriture,
} from '../../../comptabilite';

/** Modules des clés de génération des immobilisations : ce qu'une relance remplace. */
export const MODULES = ['AMORT', 'MES', 'CESSION', 'TRANSFERT', 'DEROGATOIRE', 'DEPRECIMMO'] as const;
export type ModuleImmo = (typeof MODULES)[number];

const ORIGINES: Readonly<Record<ModuleImmo, OrigineEcriture>> = {
  AMORT: 'AMORT',
  MES: 'AMORT',
  CESSION: 'CESSION',
  TRANSFERT: 'AMORT',
  DEROGATOIRE: 'DEROGATOIRE',
  DEPRECIMMO: 'PROV',
};

/** Ligne du côté de son signe : un solde positif au débit, négatif au crédit. */
export function ligne(
  compte: Compte,
  solde: Montant,
  precisions: Partial<LigneEcriture> = {},
): LigneEcriture {
  return {
    ...precisions,
    compte,
    debit: solde > 0 ? solde : ZERO,
    credit: solde < 0 ? absolu(solde) : ZERO,
  };
}

interface Piece {
  readonly module: ModuleImmo;
  readonly arrete: Jour;
  readonly source: string;
  readonly date: Jour;
  readonly journal: string;
  readonly libelle: string;
  /** Jour du fait, quand l'écriture est datée d'un autre mois. */
  readonly survenance?: Jour | undefined;
}

/** Une pièce de ces lignes, les lignes nulles ôtées ; aucune s'il n'en reste pas. */
export function piece(p: Piece, lignes: readonly LigneEcriture[]): Ecriture[] {
  const utiles = lignes.filter(l => l.debit !== 0 || l.credit !== 0);
  if (utiles.length === 0) return [];
  const cle = cleGeneration(p.module, p.arrete, p.source, 'ARRETE');
  return [
    ecriture({
      cle,
      origine: ORIGINES[p.module],
      journal: p.journal,
      date: p.date,
      piece: `${p.module}-${p.source}`,
      libelle: p.libelle,
      lignes: utiles,
      ...(p.survenance === undefined ? {} : { survenance: p.survenance }),
    }),
  ];
}

/** Soldes cumulés par compte et section, rendus dans l'ordre des clés : jamais celui des lignes de la feuille. */
export class Soldes {
  private readonly soldes = new Map<
    string,
    { compte: Compte; section: string | undefined; solde: Montant }
  >();

  ajouter(compte: Compte, solde: Montant, section?: string): void {
    const cle = `${compte}|${section ?? ''}`;
    const avant = this.soldes.get(cle);
    this.soldes.set(cle, { compte, section, solde: plus(avant?.solde ?? ZERO, solde) });
  }

  lignes(): LigneEcriture[] {
    return [...this.soldes.entries()]
      .filter(([, s]) => s.solde !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { compte, section, solde }]) =>
        ligne(compte, solde, section === undefined ? {} : { section }),
      );
  }
}

/** Solde d'une ligne : débit moins crédit. */
export const soldeDe = (l: { readonly debit: Montant; readonly credit: Montant }): Montant =>
  moins(l.debit, l.credit);
