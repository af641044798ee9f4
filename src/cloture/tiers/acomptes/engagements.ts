import { minimum, moins, plus, somme, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { TablesLues, Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import type { LigneOperation } from './etablir';
import type { TypeOperation } from './calcul/types';
import { EngagementsTiers, OperationsTiers, type NatureEngagement } from './tables';

type LigneEngagement = Valeurs<typeof EngagementsTiers>;

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

/** Ce qui reste des opérations à l'arrêté : acomptes à compenser, risques escomptés, créances cédées. */
function engagements(tables: TablesLues, arrete: Jour): LigneEngagement[] {
  const operations = tables.lire(OperationsTiers).lignes.filter(o => o.Date <= arrete);
  const apures = new Map<string, Montant>();
  for (const o of operations) {
    const cle = `${o.Type}|${o.IdTiers}|${o.PieceLiee ?? o.Piece ?? ''}`;
    apures.set(cle, plus(apures.get(cle) ?? ZERO, o.Montant));
  }
  return operations.flatMap(o =>
    (REGLES[o.Type] ?? []).flatMap((regle): LigneEngagement[] => {
      const montant = regle.montant(o);
      const echu = o.Type === 'EFFET_ESCOMPTE' && (o.DateEcheance === undefined || o.DateEcheance <= arrete);
      const total = regle.apure.reduce(
        (t, type) => plus(t, apures.get(`${type}|${o.IdTiers}|${reference(o)}`) ?? ZERO),
        ZERO,
      );
      const apure = echu ? montant : minimum(total, montant);
      if (moins(montant, apure) === 0) return [];
      return [
        {
          Nature: regle.nature,
          IdOperation: o.IdOperation,
          Tiers: o.IdTiers,
          Piece: o.Piece,
          Date: o.Date,
          Echeance: o.DateEcheance,
          Montant: montant,
          Apure: apure,
          Reste: moins(montant, apure),
        },
      ];
    }),
  );
}

/** La table des engagements de l'arrêté. */
export const produireEngagements = (
  tables: TablesLues,
  arrete: Jour,
): TableProduite<typeof EngagementsTiers> => ({
  table: EngagementsTiers,
  lignes: engagements(tables, arrete),
  cle: l => `${l.Nature}|${l.IdOperation}`,
  portee: () => true,
});

/**
 * Créances cédées au factor que le client n'a pas payées : celles que le factor n'a pas réglées, et celles qu'il a
 * financées tant qu'il garde une retenue, qu'il libère quand le client le paie.
 */
export function creancesCedees(tables: TablesLues, arrete: Jour): Montant {
  const montants = new Map(tables.lire(OperationsTiers).lignes.map(o => [o.IdOperation, o.Montant]));
  return somme(
    engagements(tables, arrete).map(l => {
      if (l.Nature === 'CREANCE_CEDEE') return l.Reste ?? ZERO;
      return l.Nature === 'RETENUE_FACTOR' ? (montants.get(l.IdOperation) ?? ZERO) : ZERO;
    }),
  );
}
