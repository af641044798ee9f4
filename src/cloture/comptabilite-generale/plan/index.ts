import { controlerRattachements, PlanDeGroupe, regrouper } from './groupes';
import { comptesAbsents } from './absents';
import { controlerPassage, passageDe } from './passage';
import { PRESENTATION_PLAN } from './presentation';
import { BalanceGroupe, ComptesAbsents, ComptesGroupe } from './tables';
import type { Contexte } from '../../contexte';
import { GrandLivre } from '../../tables-communes/grand-livre';
import { PassagePlan } from '../../tables-communes/passage-plan';
import { PlanDeComptes, referentielDeLExercice } from '../../tables-communes/plan-comptes';
import { produireEntiere } from '../../tables-communes/produire-entiere';
import type { Partie, ResultatPartie } from '../partie';
import { expliquerPlan } from './explications';

/** Ce qui manque au plan, le passage des comptes de N-1 au plan de l'exercice, et la balance par plan de groupe. */
function* calculer({ arrete, tables, parametres }: Contexte): Generator<void, ResultatPartie> {
  const livre = yield* GrandLivre.lire(tables, parametres);
  const exercice = livre.exerciceDu(arrete);
  const plan = PlanDeComptes.lu(tables);
  const referentiel = exercice && referentielDeLExercice(exercice, parametres);
  const absents = referentiel ? comptesAbsents(livre, plan, referentiel) : [];
  yield;
  const precedent = exercice && livre.exercicePrecedent(exercice);
  const passe =
    precedent && referentiel === 'PCG2025' && referentielDeLExercice(precedent, parametres) === 'PCG2014';
  const passage = precedent && passe ? passageDe(livre, precedent, plan) : [];
  yield;
  const balance = exercice ? yield* livre.balance({ au: arrete }) : [];
  const groupes = PlanDeGroupe.lus(tables.lire(ComptesGroupe).lignes).flatMap(g =>
    regrouper(g, balance, plan),
  );
  return {
    anomalies: [
      ...controlerPassage(passage, tables.lire(PassagePlan).lignes),
      ...controlerRattachements(groupes),
    ],
    ecritures: [],
    produites: [
      produireEntiere(ComptesAbsents, absents, l => l.Compte),
      produireEntiere(PassagePlan, passage, l => l.Compte, ['Retenu']),
      produireEntiere(BalanceGroupe, groupes, l =>
        [l.Plan, l.Niveau, l.Rubrique ?? '', l.CompteGroupe ?? ''].join('|'),
      ),
    ],
    resume: absents.length > 0 ? `${absents.length} compte${absents.length > 1 ? 's' : ''} hors du plan` : '',
  };
}

export const plan: Partie = { ...PRESENTATION_PLAN, calculer, expliquer: expliquerPlan };
