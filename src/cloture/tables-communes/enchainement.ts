/**
 * Les capacités d'une exécution se suivent (domaine §1.1) : chacune lit les tables telles que les précédentes vont les
 * écrire. Les états d'une première exécution sont donc ceux de la seconde.
 */
import type { Produite } from '../../workbook/plan';
import type { AnyTable, Lecture, Ligne, TablesLues, Valeurs } from '../../workbook/table';
import type { Capacite } from '../capacite';
import type { Contexte, Resultat } from '../contexte';
import { EcrituresCloture, Exercices, JournalExecutions } from '.';
import { produireEcritures } from './produites';

/**
 * Les tables telles que cette capacité les laissera : ses tables générées, et ses écritures parmi celles de clôture.
 * Rien n'est écrit ; une table n'est refaite que si on la lit.
 * @param capacite celle dont vient le résultat : ses modules disent quelles écritures de l'arrêté elle remplace
 * @example apres(regularisations, resultat, contexte).lire(EcrituresCloture).lignes // FNP de cette exécution comprises
 */
export function apres(
  capacite: Pick<Capacite, 'modules'>,
  resultat: Resultat,
  { arrete, tables }: Contexte,
): TablesLues {
  const produites = new Map<string, () => Produite>();
  for (const produite of resultat.produites) produites.set(produite.table.nom, () => produite);
  produites.set(
    EcrituresCloture.nom,
    () =>
      produireEcritures(resultat.ecritures, {
        arrete,
        modules: new Set(capacite.modules),
        existantes: tables.lire(EcrituresCloture).lignes,
        exercices: tables.lire(Exercices).lignes,
      }) as unknown as Produite,
  );
  const lectures = new Map<string, Lecture>();
  return {
    lire<T extends AnyTable>(table: T): Lecture<T> {
      const produite = produites.get(table.nom);
      if (produite === undefined) return tables.lire(table);
      const connue = lectures.get(table.nom) ?? ecrite(tables.lire(table as AnyTable), produite());
      lectures.set(table.nom, connue);
      return connue as unknown as Lecture<T>;
    },
  };
}

/** Chaque capacité dans l'ordre, d'un trait ; ce que l'une produit, la suivante le lit. */
export function calculerEnsemble(capacites: readonly Capacite[], contexte: Contexte): Resultat[] {
  let { tables } = contexte;
  return capacites.map((capacite, rang) => {
    const vu = { ...contexte, tables, precedentes: capacites.slice(0, rang).map(({ nom }) => nom) };
    const resultat = capacite.calculer(vu);
    tables = apres(capacite, resultat, vu);
    return resultat;
  });
}

/**
 * Un travail est fait pour l'arrêté : cette exécution l'a déjà calculé, ou sa dernière exécution au journal s'est terminée ;
 * annulée, interrompue ou rouverte depuis, il est à refaire.
 */
export function estFait(travail: string, { arrete, tables, precedentes }: Contexte): boolean {
  if (precedentes?.includes(travail) === true) return true;
  const derniere = tables
    .lire(JournalExecutions)
    .lignes.filter(l => l.Arrete === arrete && l.Mode !== 'SIMULER')
    .filter(l => l.Mode === 'ROUVRIR' || l.Module.split(', ').includes(travail))
    .at(-1);
  return derniere?.Etat === 'TERMINEE' && derniere.Mode !== 'ROUVRIR';
}

/** La lecture d'une table, comme si la production y était écrite : mêmes places, mêmes cellules de l'utilisateur. */
function ecrite(lecture: Lecture, produite: Produite): Lecture {
  const { cle, portee } = produite;
  const reservees = produite.colonnesUtilisateur ?? [];
  const voulues = new Map<string, Valeurs<AnyTable>>(produite.lignes.map(ligne => [cle(ligne), ligne]));
  const gardees: Ligne<AnyTable>[] = [];
  const possedees = new Map<string, Ligne<AnyTable>>();
  for (const ligne of lecture.lignes) {
    if (portee(ligne)) {
      possedees.set(cle(ligne), ligne);
      continue;
    }
    gardees.push(ligne);
    voulues.delete(cle(ligne));
  }
  for (const [texte, voulue] of voulues) {
    const avant = possedees.get(texte);
    const saisies = Object.fromEntries(reservees.map(colonne => [colonne, avant?.[colonne]]));
    gardees.push({ ...voulue, ...saisies, ligne: avant?.ligne ?? 0 });
  }
  const { table, anomalies, entetes, ecartees } = lecture;
  return { table, anomalies, entetes, ecartees, absente: false, lignes: gardees };
}
