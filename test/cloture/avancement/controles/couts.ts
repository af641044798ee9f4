import { Atelier, e, j, q } from '../atelier';
import { ajouter, avecOctobre, regie, regle, saine, type Cas } from './outils';

const budgetDe = (euros: number) =>
  ajouter('budgets', { Version: 'INITIAL', Axe: 'AFFAIRE', Code: 'A', Montant: e(euros) });

/** Charges et reste à faire. */
export const COUTS: readonly Cas[] = [
  {
    code: 'C-REV-19',
    quand: 'une règle qui lit les charges à l’historique, qui n’en a pas',
    gravite: 'BLOQUANT',
    lieu: ['ReglesCA', 5, 'SourceRealise'],
    fautif: () => regle({ SourceRealise: 'HISTORIQUE' })(saine()),
  },
  {
    code: 'C-TPS-02',
    quand: 'un temps sans coût à sa date',
    gravite: 'BLOQUANT',
    lieu: ['Temps', 6, 'IdCollab'],
    fautif: () => saine().temps(1, '2025-12-31'),
  },
  {
    code: 'C-TPS-02',
    quand: 'un planning sans coût',
    gravite: 'BLOQUANT',
    lieu: ['Planning', 6, 'IdCollab'],
    fautif: () => saine().planning(1, '2026-12-03', { IdCollab: 'INCONNU' }),
    sain: () => saine().planning(1, '2026-11-03', { IdCollab: 'INCONNU' }),
  },
  {
    code: 'C-TPS-02',
    quand: 'une tâche dont les jours restants n’ont pas de coût',
    gravite: 'BLOQUANT',
    lieu: ['TachesAffaire', 5, 'IdCollab'],
    fautif: () =>
      ajouter('taches', { IdAffaire: 'A', Tache: 'T1', DateSaisie: j('2026-11-30'), Jours: q(4) })(
        regle({ SourceRAF: 'TACHES' })(saine()),
      ),
    sain: () =>
      ajouter('taches', {
        IdAffaire: 'A',
        Tache: 'T1',
        DateSaisie: j('2026-11-30'),
        Jours: q(4),
        IdCollab: 'S',
      })(regle({ SourceRAF: 'TACHES' })(saine())),
  },
  {
    code: 'C-AP-02',
    quand: 'une facture d’achat non validée et sans réception',
    gravite: 'ALERTE',
    lieu: ['FacturesFournisseurs', 5, 'Validee'],
    fautif: () => saine().achat(700, '2026-11-10', { Validee: false }),
    sain: () => saine().achat(700, '2026-11-10'),
  },
  {
    code: 'C-REV-15',
    quand: 'des achats qu’une règle de temps seuls ignore',
    gravite: 'INFO',
    lieu: ['ReglesCA', 5, 'ChargesTempsEtAchats'],
    fautif: () => regle({ ChargesTempsEtAchats: false })(saine().achat(700, '2026-11-10')),
    sain: () => saine().achat(700, '2026-11-10'),
  },
  {
    code: 'C-REV-13',
    quand: 'un externe planifié sans commande d’achat',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => saine().planning(2, '2026-12-03', { IdCollab: 'X' }),
    sain: () => saine().planning(2, '2026-12-03', { IdCollab: 'X' }).commandeAchat(2, 1_000, '2026-11-03'),
  },
  {
    code: 'C-TPS-01',
    quand: 'un temps soumis, que la règle ne compte pas',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => saine().temps(1, '2026-11-03', { Etat: 'SOUMIS' }),
    sain: () => saine().temps(1, '2026-12-03', { Etat: 'SOUMIS' }),
  },
  {
    code: 'C-TPS-03',
    quand: 'plus d’un jour pour un jour, sur deux affaires',
    gravite: 'ALERTE',
    lieu: ['Temps', 6, 'Jours'],
    fautif: () => saine().temps(0.5, '2026-11-02', { IdAffaire: 'B' }),
    sain: () => saine().temps(0.5, '2026-11-02', { IdAffaire: 'B', Etat: 'REFUSE' }),
  },
  {
    code: 'C-TPS-04',
    quand: 'un temps sur une affaire close',
    gravite: 'BLOQUANT',
    lieu: ['Temps', 6, 'IdAffaire'],
    fautif: () => saine().affaire('Z', { Statut: 'CLOSE' }).temps(1, '2026-11-03', { IdAffaire: 'Z' }),
    sain: () => saine().affaire('Z', { Statut: 'CLOSE' }).temps(1, '2026-10-30', { IdAffaire: 'Z' }),
  },
];

/** Le % d'avancement. */
export const TAUX: readonly Cas[] = [
  {
    code: 'C-REV-03',
    quand: 'une affaire en cours sans reste à faire',
    gravite: 'BLOQUANT',
    lieu: ['Affaires', 5, 'Statut'],
    fautif: () => new Atelier().affaire().commande(100_000).temps(1, '2026-11-02'),
  },
  {
    code: 'C-REV-03',
    quand: 'sans reste à faire, mais au budget de charges : elle finit',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'Statut'],
    fautif: () => budgetDe(550)(new Atelier().affaire().commande(100_000).temps(1, '2026-11-02')),
    sain: () => new Atelier().affaire('A', { Statut: 'TERMINEE' }).commande(1_000).temps(1, '2026-11-02'),
  },
  {
    code: 'C-REV-03',
    quand: 'sans reste à faire, loin de son budget de charges',
    gravite: 'BLOQUANT',
    lieu: ['Affaires', 5, 'Statut'],
    fautif: () => budgetDe(600)(new Atelier().affaire().commande(100_000).temps(1, '2026-11-02')),
    sain: () => new Atelier().affaire().commande(1_000).temps(1, '2026-11-02').force(0.5, 'recette'),
  },
  {
    code: 'C-REV-04',
    quand: 'un % forcé sans motif',
    gravite: 'BLOQUANT',
    lieu: ['CaAvancement', 5, 'Motif'],
    fautif: () => saine().force(0.5),
    sain: () => saine().force(0.5, 'recette du lot 1'),
  },
  {
    code: 'C-REV-05',
    quand: 'une régie sans jour vendu',
    gravite: 'BLOQUANT',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => regie(0),
    sain: () => regie(40),
  },
  {
    code: 'C-REV-16',
    quand: 'plus de jours réalisés que vendus',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => regie(2).temps(1, '2026-11-03').temps(0.5, '2026-11-04'),
    sain: () => regie(2).temps(1, '2026-11-03'),
  },
  {
    code: 'C-REV-06',
    quand: 'un avancement qui recule',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => avecOctobre(saine()).planning(50, '2027-01-04'),
    sain: () => avecOctobre(saine()),
  },
  {
    code: 'C-REV-12',
    quand: 'une reprévision négative',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => saine().achat(-9_000, '2026-11-10'),
  },
];
