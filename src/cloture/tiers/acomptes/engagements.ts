import { minimum, moins, somme, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import type { LigneOperation } from './etablir';
import type { TypeOperation } from './calcul/types';
import { EngagementsTiers, OperationsTiers, type NatureEngagement } from './tables';

interface Regle {
  readonly nature: NatureEngagement;
  /** Ce qui apure l'engagement, par la pièce qu'il lie. */
  readonly apure: readonly TypeOperation[];
  /** Montant engagé. */
  readonly montant: (o: LigneOperation) => Montant;
}

const entier = (o: LigneOperation) => o.Montant;

const REGLES: Readonly<Partial<Record<TypeOperation, readonly Regle[]>>> = {
  ACOMPTE_RECU: [{ nature: 'ACOMPTE_A_COMPENSER', apure: ['COMPENSATION_ACOMPTE'], montant: entier }],
  ACOMPTE_VERSE: [{ nature: 'ACOMPTE_A_COMPENSER', apure: ['COMPENSATION_ACOMPTE'], montant: entier }],
  EFFET_ESCOMPTE: [{ nature: 'EFFET_ESCOMPTE_NON_ECHU', apure: [], montant: entier }],
  DAILLY: [{ nature: 'DAILLY', apure: ['DAILLY_REMBOURSE'], montant: entier }],
  CESSION_FACTOR: [{ nature: 'CREANCE_CEDEE', apure: ['FINANCEMENT_FACTOR'], montant: entier }],
  FINANCEMENT_FACTOR: [
    { nature: 'RETENUE_FACTOR', apure: ['LIBERATION_FACTOR'], montant: o => o.Retenue ?? ZERO },
  ],
};

const reference = (o: LigneOperation) => o.Piece ?? o.IdOperation;

/** Un engagement d'une opération, et ce qui l'apure à l'arrêté. */
export interface Engagement {
  readonly nature: NatureEngagement;
  readonly operation: LigneOperation;
  readonly apurements: readonly LigneOperation[];
  readonly montant: Montant;
  readonly apure: Montant;
  /** Un effet échu n'engage plus : il est apuré sans opération. */
  readonly echu: boolean;
}

/** Ce qui reste des opérations à l'arrêté : acomptes à compenser, risques escomptés, créances cédées. */
export function engagements(tables: TablesLues, arrete: Jour): Engagement[] {
  const operations = tables.lire(OperationsTiers).lignes.filter(o => o.Date <= arrete);
  const parPiece = new Map<string, LigneOperation[]>();
  for (const o of operations) {
    const cle = `${o.Type}|${o.IdTiers}|${o.PieceLiee ?? o.Piece ?? ''}`;
    parPiece.set(cle, [...(parPiece.get(cle) ?? []), o]);
  }
  return operations
    .flatMap(operation =>
      (REGLES[operation.Type] ?? []).map(({ nature, apure, montant: montantDe }): Engagement => {
        const { Type, DateEcheance, IdTiers } = operation;
        const montant = montantDe(operation);
        // Sans échéance, rien ne dit que l'effet est payé : il engage toujours.
        const echu = Type === 'EFFET_ESCOMPTE' && DateEcheance !== undefined && DateEcheance <= arrete;
        const apurements = apure.flatMap(
          type => parPiece.get(`${type}|${IdTiers}|${reference(operation)}`) ?? [],
        );
        const total = somme(apurements.map(o => o.Montant));
        return {
          nature,
          operation,
          apurements,
          montant,
          apure: echu ? montant : minimum(total, montant),
          echu,
        };
      }),
    )
    .filter(e => e.montant !== e.apure);
}

/** La table des engagements de l'arrêté. */
export const produireEngagements = (
  tables: TablesLues,
  arrete: Jour,
): TableProduite<typeof EngagementsTiers> => ({
  table: EngagementsTiers,
  lignes: engagements(tables, arrete).map(({ nature, operation: o, montant, apure }) => ({
    Nature: nature,
    IdOperation: o.IdOperation,
    Tiers: o.IdTiers,
    Piece: o.Piece,
    Date: o.Date,
    Echeance: o.DateEcheance,
    Montant: montant,
    Apure: apure,
    Reste: moins(montant, apure),
  })),
  cle: l => `${l.Nature}|${l.IdOperation}`,
  portee: () => true,
});

/**
 * Créances cédées au factor que le client n'a pas payées : celles que le factor n'a pas réglées, et celles qu'il a
 * financées tant qu'il garde une retenue, qu'il libère quand le client le paie.
 */
export function creancesCedees(tables: TablesLues, arrete: Jour): Montant {
  return somme(
    engagements(tables, arrete).map(({ nature, operation, montant, apure }) => {
      if (nature === 'CREANCE_CEDEE') return moins(montant, apure);
      return nature === 'RETENUE_FACTOR' ? operation.Montant : ZERO;
    }),
  );
}
