import { CAPACITES } from '../cloture';
import type { Capacite } from '../cloture/capacite';
import { JournalExecutions, Parametres, Periodes } from '../cloture/tables-communes';
import { arreteDuClasseur } from '../cloture/tables-communes/parametres';
import { depuisTexte, fin, type Jour, versIso } from '../comptabilite';
import { conserverPreferences } from '../ui/preferences';
import type { Cellule, EtatClasseur, ProprietesPanneau } from '../ui/proprietes';
import { VERSION } from '../version';
import { TableCache } from '../workbook/cache';
import { messageOf } from '../workbook/errors';
import { goTo, openSheet } from '../workbook/navigation';
import { readTables } from '../workbook/reader';
import { runClose, tablesToRead } from '../workbook/runs';
import { readHeaders } from './headers';
import { derniereIssue, suivreIssue } from './outcome';
import type { Services } from './services';
import { type ExecutionJournal, type Situation, situer } from './situation';

/** Les petites tables dont l'accueil suit les changements ; les grandes se lisent à la simulation. */
const SUIVIES = [Parametres, Periodes, JournalExecutions] as const;

function etatDuClasseur(cache: TableCache): EtatClasseur {
  const arrete = arreteDuClasseur(cache);
  const periodes = cache.lire(Periodes).lignes;
  const mois = periodes.find(ligne => fin(ligne.Periode) === arrete);
  const ouvertes = periodes.filter(ligne => ligne.Etat !== 'FERMEE').map(ligne => fin(ligne.Periode));
  return {
    ...(arrete === undefined ? {} : { arrete: versIso(arrete) }),
    periode: mois?.Etat ?? 'INCONNUE',
    arretes: ouvertes.sort((a, b) => a - b).map(versIso),
  };
}

function executionsDuJournal(cache: TableCache): ExecutionJournal[] {
  return cache
    .lire(JournalExecutions)
    .lignes.filter(ligne => ligne.Mode !== 'SIMULER')
    .map(ligne => ({
      arrete: versIso(ligne.Arrete),
      etat: ligne.Etat,
      capacites: ligne.Module.split(/[\s,;+·]+/),
    }));
}

async function lireSituation(cache: TableCache): Promise<Situation> {
  await cache.start();
  if (cache.failure !== undefined) throw cache.failure;
  const tables = tablesToRead(CAPACITES);
  const lectures = await readHeaders(tables);
  return situer({ etat: etatDuClasseur(cache), lectures, executions: executionsDuJournal(cache) }, CAPACITES);
}

/** Les noms qu'une colonne peut porter dans le classeur, pour la retrouver même renommée par un synonyme. */
function nomsDeColonne({ table, colonne }: Cellule): string[] {
  const definition = tablesToRead(CAPACITES).find(connue => connue.nom === table);
  const trouvee = definition?.colonnes.find(({ cle }) => cle === colonne);
  return trouvee ? [trouvee.entete, trouvee.en, ...(trouvee.synonymes ?? [])] : [];
}

function jourDe(arrete: string): Jour {
  const jour = depuisTexte(arrete);
  if (jour === undefined) throw new RangeError(`Arrêté illisible : ${arrete}`);
  return jour;
}

const executer =
  (capacite: Capacite): ProprietesPanneau['executer'] =>
  (mode, arrete, options) =>
    runClose({ capacites: [capacite], arrete: jourDe(arrete), mode, ...options });

/** Ce que le volet demande, réalisé dans l'Excel ouvert. */
export function officeServices(): Services {
  const cache = new TableCache(SUIVIES);
  return {
    capacites: CAPACITES,
    version: VERSION,
    situation: () => lireSituation(cache),
    suivre: rappel => cache.subscribe(rappel),
    executer,
    fermer: (arrete, options) =>
      runClose({ capacites: CAPACITES, arrete: jourDe(arrete), mode: 'FERMER', ...options }),
    lireTables: tables => readTables(tables),
    allerA: cellule => goTo(cellule, nomsDeColonne(cellule)),
    ouvrirFeuille: openSheet,
    messageErreur: messageOf,
    conserver: conserverPreferences,
    issue: { suivre: suivreIssue, derniere: derniereIssue },
  };
}
