/** Ce que le volet montre d'une exécution : les biens du mois et leur plan, pris dans les tables calculées. */
import type { Anomalie, Montant } from '../../comptabilite';
import type { BilanExecution } from '../../ui/proprietes';
import type { Valeurs } from '../../workbook/table';
import type { Proposition } from './registre/facturation';
import type { DotationsDuMois, LigneDotation, PlanAmortissement } from './tables';

export type LigneDuMois = Valeurs<typeof DotationsDuMois>;
export type LigneDePlan = Valeurs<typeof PlanAmortissement>;

/** Un bien à l'arrêté, avec son plan par exercice. */
export interface BienDuMois {
  readonly ligne: LigneDuMois;
  readonly plan: readonly LigneDePlan[];
  /** Ce que les contrôles disent de lui. */
  readonly anomalies: readonly Anomalie[];
  /** Où il est, qui l'a, son numéro de série : ce qu'on cherche aussi. */
  readonly ailleurs: string;
}

function lignesDe(bilan: BilanExecution, nom: string): readonly object[] {
  return bilan.produites?.find(p => p.table.nom === nom)?.lignes ?? [];
}

/** Les dotations du mois qu'une exécution a calculées. */
export const dotationsDuMois = (bilan: BilanExecution) =>
  lignesDe(bilan, 'DotationsDuMois') as readonly LigneDuMois[];

/** Les fiches à créer depuis les factures, telles que l'exécution les propose. */
export const propositionsDe = (bilan: BilanExecution) =>
  lignesDe(bilan, 'PropositionsImmo') as readonly Proposition[];

function grouper<L>(lignes: readonly L[], cle: (ligne: L) => string | undefined): Map<string, L[]> {
  const groupes = new Map<string, L[]>();
  for (const ligne of lignes) {
    const de = cle(ligne) ?? '';
    const groupe = groupes.get(de);
    if (groupe) groupe.push(ligne);
    else groupes.set(de, [ligne]);
  }
  return groupes;
}

/** Les biens d'une exécution, dans l'ordre du calcul. */
export function biensDuMois(bilan: BilanExecution): BienDuMois[] {
  const plans = grouper(lignesDe(bilan, 'PlanAmortissement') as readonly LigneDePlan[], l => l.IdImmo);
  const anomalies = grouper(bilan.anomalies, a => a.cle);
  const lieux = new Map(
    (lignesDe(bilan, 'Dotations') as readonly LigneDotation[]).map(d => [
      d.IdImmo,
      [d.Localisation, d.IdCollab, d.NoSerie].filter(x => x !== undefined).join(' '),
    ]),
  );
  return dotationsDuMois(bilan).map(ligne => ({
    ligne,
    plan: plans.get(ligne.IdImmo) ?? [],
    anomalies: anomalies.get(ligne.IdImmo) ?? [],
    ailleurs: lieux.get(ligne.IdImmo) ?? '',
  }));
}

const simple = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Les biens dont le numéro, le libellé, la catégorie, le lieu, le détenteur ou la série contient le texte. */
export function filtrer(biens: readonly BienDuMois[], recherche: string): readonly BienDuMois[] {
  const cherche = simple(recherche.trim());
  if (cherche === '') return biens;
  return biens.filter(({ ligne, ailleurs }) =>
    simple(`${ligne.IdImmo} ${ligne.Libelle ?? ''} ${ligne.Categorie ?? ''} ${ailleurs}`).includes(cherche),
  );
}

/** Les points du graphique : la VNC de chaque exercice qui en a une. */
export function pointsDe(plan: readonly LigneDePlan[]) {
  return plan.flatMap(({ Fin, VNC }): { fin: NonNullable<typeof Fin>; vnc: Montant }[] =>
    Fin === undefined || VNC === undefined ? [] : [{ fin: Fin, vnc: VNC }],
  );
}
