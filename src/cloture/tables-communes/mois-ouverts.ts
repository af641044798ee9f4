import { ajouterJours, fin, periodeDe, type Jour } from '../../comptabilite';
import type { TablesLues, Valeurs } from '../../workbook/table';
import { Periodes } from '.';

const finsDesFermes = (tables: TablesLues): Jour[] =>
  tables.lire(Periodes).lignes.flatMap(l => (l.Etat === 'FERMEE' ? [fin(l.Periode)] : []));

/** Lendemain du dernier mois fermé avant l'arrêté ; le premier jour d'Excel s'il n'y en a pas (domaine §1.2). */
export function premierJourOuvert(arrete: Jour, tables: TablesLues): Jour {
  const fermes = finsDesFermes(tables).filter(f => f < arrete);
  return fermes.length === 0 ? (61 as Jour) : ajouterJours(Math.max(...fermes) as Jour, 1);
}

/** Lendemain du dernier mois fermé, ou d'un arrêté scellé s'il est plus tard. */
export function lendemainDesFermes(tables: TablesLues, scelle: Jour): Jour {
  return ajouterJours(Math.max(scelle, ...finsDesFermes(tables)) as Jour, 1);
}

export type EtatDuMois = Valeurs<typeof Periodes>['Etat'] | 'INCONNU';

/** L'état du mois d'un jour ; INCONNU quand la table des périodes ne le contient pas. */
export function etatsDesMois(tables: TablesLues): (jour: Jour) => EtatDuMois {
  const etats = new Map(tables.lire(Periodes).lignes.map(l => [l.Periode, l.Etat]));
  return jour => etats.get(periodeDe(jour)) ?? 'INCONNU';
}
