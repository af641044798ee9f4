/** Les comptes de l'exercice d'avant, s'il était au PCG2014 et que celui-ci est au PCG2025. */
import { signaler, type Anomalie } from '../../../comptabilite';
import { convertir } from '../../../comptabilite/pcg';
import type { Ligne, Valeurs } from '../../../workbook/table';
import type { GrandLivre, LigneExercice } from '../../tables-communes/grand-livre';
import { PassagePlan } from '../../tables-communes/passage-plan';
import type { PlanDeComptes } from '../../tables-communes/plan-comptes';

export type LignePassage = Valeurs<typeof PassagePlan>;

/** Les comptes de l'exercice d'avant qui changent de numéro, ou dont la cible est à décider. */
export function passageDe(livre: GrandLivre, precedent: LigneExercice, plan: PlanDeComptes): LignePassage[] {
  return livre.comptes().flatMap((compte): LignePassage[] => {
    const passe = convertir(compte);
    if (passe.etat === 'INCHANGE') return [];
    const solde = livre.solde({ comptes: c => c === compte, au: precedent.DateFin, speciales: true });
    if (livre.lignes(compte, precedent.DateDebut, precedent.DateFin).length === 0 && solde === 0) return [];
    const { avertissement, autres = [] } = passe.regle ?? {};
    const ou = autres.length > 0 ? ` (ou ${autres.join(', ')})` : '';
    return [
      {
        Compte: compte,
        Libelle: plan.herite(compte, 'Libelle'),
        SoldeN1: solde,
        Propose: passe.etat === 'A_DECIDER' ? undefined : (passe.compte as LignePassage['Propose']),
        Etat: passe.etat,
        AVerifier: avertissement ? `${avertissement.fr}${ou}` : undefined,
      },
    ];
  });
}

/** C-CPT-16 : un compte de N-1 dont la cible est à l'utilisateur, et qu'il n'a pas choisie. */
export function controlerPassage(
  lignes: readonly LignePassage[],
  ecrites: readonly Ligne<typeof PassagePlan>[],
): Anomalie[] {
  const parCompte = new Map(ecrites.map(l => [l.Compte, l]));
  return lignes.flatMap(({ Compte, Etat }) => {
    const ecrite = parCompte.get(Compte);
    if (Etat !== 'A_DECIDER' || ecrite?.Retenu !== undefined) return [];
    return [
      signaler(
        'ALERTE',
        'C-CPT-16',
        {
          fr: `Compte ${Compte} de l'exercice d'avant : aucune cible d'office au PCG 2025.`,
          en: `Account ${Compte} of the previous year: no automatic target in PCG 2025.`,
        },
        {
          fr: `Saisissez le compte retenu dans « ${PassagePlan.feuille} » ; d'ici là, la colonne N-1 des états est incomplète.`,
          en: `Enter the account retained in "${PassagePlan.feuille}"; until then, the N-1 column of the statements is incomplete.`,
        },
        {
          table: PassagePlan.nom,
          colonne: 'Retenu',
          cle: Compte,
          ...(ecrite ? { ligne: ecrite.ligne } : {}),
        },
      ),
    ];
  });
}
