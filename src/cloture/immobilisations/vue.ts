/** Ce que le volet montre d'une exécution : les biens du mois et leur plan, pris dans les tables calculées. */
import type { Montant } from '../../comptabilite';
import type { BilanExecution } from '../../ui/proprietes';
import type { Valeurs } from '../../workbook/table';
import type { DotationsDuMois, PlanAmortissement } from './tables';

export type LigneDuMois = Valeurs<typeof DotationsDuMois>;
export type LigneDePlan = Valeurs<typeof PlanAmortissement>;

/** Un bien à l'arrêté, avec son plan par exercice. */
export interface BienDuMois {
  readonly ligne: LigneDuMois;
  readonly plan: readonly LigneDePlan[];
}

function lignesDe(bilan: BilanExecution, nom: string): readonly object[] {
  return bilan.produites?.find(p => p.table.nom === nom)?.lignes ?? [];
}

/** Les dotations du mois qu'une exécution a calculées. */
export const dotationsDuMois = (bilan: BilanExecution) =>
  lignesDe(bilan, 'DotationsDuMois') as readonly LigneDuMois[];

/** Les biens d'une exécution, dans l'ordre du calcul. */
export function biensDuMois(bilan: BilanExecution): BienDuMois[] {
  const plans = new Map<string, LigneDePlan[]>();
  for (const ligne of lignesDe(bilan, 'PlanAmortissement') as readonly LigneDePlan[]) {
    const plan = plans.get(ligne.IdImmo);
    if (plan) plan.push(ligne);
    else plans.set(ligne.IdImmo, [ligne]);
  }
  return dotationsDuMois(bilan).map(ligne => ({ ligne, plan: plans.get(ligne.IdImmo) ?? [] }));
}

const simple = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Les biens dont le numéro, le libellé ou la catégorie contient le texte, sans égard aux accents ni à la casse. */
export function filtrer(biens: readonly BienDuMois[], recherche: string): readonly BienDuMois[] {
  const cherche = simple(recherche.trim());
  if (cherche === '') return biens;
  return biens.filter(({ ligne }) =>
    simple(`${ligne.IdImmo} ${ligne.Libelle ?? ''} ${ligne.Categorie ?? ''}`).includes(cherche),
  );
}

/** Les points du graphique : la VNC de chaque exercice qui en a une. */
export function pointsDe(plan: readonly LigneDePlan[]) {
  return plan.flatMap(({ Fin, VNC }): { fin: NonNullable<typeof Fin>; vnc: Montant }[] =>
    Fin === undefined || VNC === undefined ? [] : [{ fin: Fin, vnc: VNC }],
  );
}
