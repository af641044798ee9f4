import type { Donnees } from '../base';
import { type Atelier, e, j, NOVEMBRE, periodes } from '../atelier';
import { avecOctobre, saine, type Cas } from './outils';

const DECEMBRE = j('2026-12-31');

function changer<C extends keyof Donnees>(table: C, en: (l: Donnees[C][number]) => Donnees[C][number]) {
  return (a: Atelier) => a.remplacer({ [table]: a.donnees[table].map(l => en(l)) });
}

/** Face à l'arrêté précédent, aux périodes et aux écritures. */
export const PASSE: readonly Cas[] = [
  {
    code: 'C-REV-01',
    quand: 'un historique dont la FAE a été changée',
    gravite: 'BLOQUANT',
    lieu: ['Historique', 5, 'Montant'],
    fautif: () =>
      changer('historique', h => (h.Module === 'FAE' ? { ...h, Montant: e(1) } : h))(avecOctobre(saine())),
    sain: () => avecOctobre(saine()),
  },
  {
    code: 'C-REV-01',
    quand: 'une reprise sans facturé',
    gravite: 'ALERTE',
    lieu: ['Historique', 5, 'FACT'],
    fautif: () => changer('historique', h => ({ ...h, FACT: undefined }))(avecOctobre(saine())),
    sain: () => avecOctobre(saine()),
  },
  {
    code: 'C-REV-09',
    quand: 'aucun CA historisé en octobre, alors que septembre l’est',
    gravite: 'BLOQUANT',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => saine().temps(1, '2026-09-02').valider(j('2026-09-30')),
    sain: () => saine().temps(1, '2026-09-02'),
  },
  {
    code: 'C-GEN-04',
    quand: 'une facture d’octobre arrivée après l’arrêté',
    gravite: 'ALERTE',
    lieu: ['FacturesClients', undefined, 'DateFacture'],
    fautif: () => avecOctobre(saine()).facture(1_000, '2026-10-15'),
    sain: () => avecOctobre(saine()).facture(1_000, '2026-11-15'),
  },
  {
    code: 'C-GEN-04',
    quand: 'un temps d’octobre arrivé après l’arrêté',
    gravite: 'ALERTE',
    lieu: ['Temps', undefined, 'Date'],
    fautif: () => avecOctobre(saine()).temps(1, '2026-10-15'),
    sain: () => avecOctobre(saine()).temps(1, '2026-11-16'),
  },
  {
    code: 'C-GEN-04',
    quand: 'un mois fermé',
    gravite: 'BLOQUANT',
    lieu: ['Periodes', undefined, 'Etat'],
    fautif: () => saine().remplacer({ periodes: periodes('2026-12') }),
  },
  {
    code: 'C-GEN-06',
    quand: 'un arrêté qui n’est pas une fin de mois',
    gravite: 'BLOQUANT',
    lieu: ['Periodes', undefined, 'Etat'],
    fautif: saine,
    sain: saine,
    arrete: j('2026-11-29'),
  },
  {
    code: 'C-CUT-01',
    quand: 'pas de période où extourner',
    gravite: 'BLOQUANT',
    lieu: ['Periodes', undefined, 'Etat'],
    fautif: () => saine().remplacer({ periodes: periodes('2026-11').filter(p => p.Periode < '2026-12') }),
  },
  {
    code: 'C-CUT-02',
    quand: 'une FAE d’octobre dont l’extourne a été ôtée',
    gravite: 'BLOQUANT',
    lieu: ['EcrituresCloture', 5, 'Compte'],
    fautif: () => {
      const a = avecOctobre(saine());
      return a.remplacer({
        ecritures: a.donnees.ecritures.filter(l => !l.CleGeneration.endsWith('EXTOURNE')),
      });
    },
    sain: () => avecOctobre(saine()),
  },
  {
    code: 'C-GEN-07',
    quand: 'une écriture déjà validée pour un autre montant',
    gravite: 'BLOQUANT',
    lieu: ['EcrituresCloture', 5, 'DateValidation'],
    fautif: () => saine().valider(NOVEMBRE, DECEMBRE).temps(1, '2026-11-05'),
    sain: () => saine().valider(NOVEMBRE, DECEMBRE),
  },
];
