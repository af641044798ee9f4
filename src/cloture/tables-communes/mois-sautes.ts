/**
 * Un mois sauté : ouvert, et où rien n'a été validé. Fermer le suivant peut le fermer avec lui ; la production part alors du
 * dernier mois fermé, puisque tout est cumulé (domaine §1.3).
 */
import { fin, type Jour, periodeDe, versIso } from '../../comptabilite';
import { type AnyTable, type Lecture, type Ligne, nomNormalise, type TablesLues } from '../../workbook/table';
import { EcrituresCloture, Historique, Parametres, Periodes } from '.';

/** Les mois d'avant l'arrêté, pas fermés, dont aucune écriture ni ligne d'historique n'a été validée. */
export function moisSautes(tables: TablesLues, arrete: Jour): Ligne<typeof Periodes>[] {
  const valides = new Set<string>();
  for (const l of tables.lire(EcrituresCloture).lignes) valides.add(l.CleGeneration.split('|')[1] ?? '');
  for (const l of tables.lire(Historique).lignes) valides.add(versIso(l.Arrete));
  return tables
    .lire(Periodes)
    .lignes.filter(l => l.Periode < periodeDe(arrete) && l.Etat !== 'FERMEE' && l.Etat !== 'REOUVERTE')
    .filter(l => !valides.has(versIso(fin(l.Periode))));
}

/** Les mêmes tables, où la production de l'arrêté part du dernier mois fermé, s'il y a des mois sautés entre les deux. */
export function depuisLeDernierFerme(tables: TablesLues, arrete: Jour): TablesLues {
  const fermes = tables
    .lire(Periodes)
    .lignes.filter(l => l.Etat === 'FERMEE')
    .map(l => fin(l.Periode))
    .filter(f => f < arrete);
  if (fermes.length === 0 || moisSautes(tables, arrete).length === 0) return tables;
  const parametres = avecArretePrecedent(tables.lire(Parametres as AnyTable), Math.max(...fermes) as Jour);
  return {
    lire<T extends AnyTable>(table: T): Lecture<T> {
      return table.nom === Parametres.nom ? (parametres as unknown as Lecture<T>) : tables.lire(table);
    },
  };
}

/** Les paramètres, où l'arrêté précédent est celui-ci : sa ligne changée, ou une de plus. */
export function avecArretePrecedent(lecture: Lecture, precedent: Jour): Lecture {
  const { table, anomalies, entetes, absente, ecartees } = lecture;
  const estElle = (l: Ligne<AnyTable>) => nomNormalise(String(l['Cle'])) === 'datearreteprecedent';
  const Valeur = versIso(precedent);
  const autres = lecture.lignes.filter(l => !estElle(l));
  const elle = lecture.lignes.find(estElle) ?? { Cle: 'DateArretePrecedent', ligne: 0 };
  return { table, anomalies, entetes, absente, ecartees, lignes: [...autres, { ...elle, Valeur }] };
}
