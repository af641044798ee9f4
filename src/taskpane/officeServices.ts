import { PRESENTATIONS } from '../cloture/presentations';
import {
  EcrituresCloture,
  Historique,
  JournalControles,
  JournalExecutions,
  Parametres,
  Periodes,
} from '../cloture/tables-communes';
import { FEUILLES_COMMUNES } from '../cloture/tables-communes/feuilles';
import { moisSautes } from '../cloture/tables-communes/mois-sautes';
import type { CleParametre } from '../cloture/tables-communes/parametres';
import { arreteDuClasseur, reglageEcrit } from '../cloture/tables-communes/parametres-en-vigueur';
import { bloquantes, depuisTexte, fin, type Jour, versIso } from '../comptabilite';
import { conserverPreferences, signataire } from '../ui/preferences';
import type {
  BilanExecution,
  Cellule,
  EtatClasseur,
  IssueExecution,
  OptionsExecution,
} from '../ui/proprietes';
import { VERSION } from '../version';
import { TableCache } from '../workbook/cache';
import { messageOf } from '../workbook/errors';
import { decrireFeuille, type DescriptionFeuille } from '../workbook/feuille';
import { goTo, openSheet } from '../workbook/navigation';
import { readTables } from '../workbook/reader';
import type { Mode } from '../workbook/runs';
import { tablesToRead } from '../workbook/tablesToRead';
import { readHeaders } from './headers';
import { issueDe, noterIssue, suivreIssues, TOUT } from './issues';
import { bilanDe } from './narrow';
import type { Services } from './services';
import { type DernierCalcul, type ExecutionJournal, type Situation, situer } from './situation';

/** Les petites tables dont l'accueil suit les changements ; les grandes se lisent à la simulation. */
const SUIVIES = [Parametres, Periodes, JournalExecutions, JournalControles] as const;

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
      // Rouvrir défait ce que le mois avait validé : ses travaux sont à refaire.
      etat: ligne.Mode === 'ROUVRIR' ? 'ANNULEE' : ligne.Etat,
      capacites: ligne.Module.split(/[\s,;+·]+/),
    }));
}

/** Les alertes de la dernière exécution que personne n'a acceptées ni corrigées. */
function alertesDuJournal(cache: TableCache): number {
  const { lignes } = cache.lire(JournalControles);
  return lignes.filter(({ Gravite, Statut }) => Gravite === 'ALERTE' && (Statut ?? 'OUVERT') === 'OUVERT')
    .length;
}

/** Le calcul le plus récent de cette page pour cet arrêté : d'ensemble, sinon travail par travail. */
function dernierCalcul(arrete: string | undefined): DernierCalcul | undefined {
  const bilans = [TOUT, ...PRESENTATIONS.map(({ nom }) => nom)]
    .map(issueDe)
    .flatMap(issue => (issue && 'bilan' in issue && issue.bilan.arrete === arrete ? [issue.bilan] : []));
  const [premier] = bilans;
  if (!premier) return undefined;
  const graves = bilans.flatMap(bilan => bloquantes(bilan.anomalies));
  return {
    arrete: premier.arrete,
    bloquantes: new Set(graves.map(a => JSON.stringify(a))).size,
    codes: [...new Set(graves.map(({ code }) => code))],
  };
}

/** Ce qui dit si un mois a été validé. Long à lire : une seule fois, si un mois d'avant est ouvert, puis ce qui change. */
const VALIDEES = [EcrituresCloture, Historique, Periodes] as const;
/** Une exécution y écrit par envois : les réunir, plutôt que de relire à chacun. */
const ATTENTE_VALIDEES_MS = 1_000;

/** Les mois qui se fermeraient avec celui-ci. Sans mois d'avant encore ouvert, rien n'est à lire. */
async function sautesDe(validees: TableCache, { arrete, arretes }: EtatClasseur): Promise<string[]> {
  if (arrete === undefined || !arretes.some(autre => autre < arrete)) return [];
  await commencer(validees);
  return moisSautes(validees, jourDe(arrete)).map(({ Periode }) => versIso(fin(Periode)));
}

async function commencer(cache: TableCache): Promise<void> {
  await cache.start();
  if (cache.failure !== undefined) throw cache.failure;
}

async function lireSituation(cache: TableCache, validees: TableCache): Promise<Situation> {
  await commencer(cache);
  const lectures = await readHeaders(tablesToRead(PRESENTATIONS));
  const etat = etatDuClasseur(cache);
  const faits = {
    etat,
    lectures,
    executions: executionsDuJournal(cache),
    alertes: alertesDuJournal(cache),
    sautes: await sautesDe(validees, etat),
    calcul: dernierCalcul(etat.arrete),
    reglage: (cle: CleParametre) => reglageEcrit(cache, cle, depuisTexte(etat.arrete ?? '') ?? (0 as Jour)),
  };
  return situer(faits, PRESENTATIONS);
}

/** Les noms qu'une colonne peut porter dans le classeur, pour la retrouver même renommée par un synonyme. */
function nomsDeColonne({ table, colonne }: Cellule): string[] {
  const definition = tablesToRead(PRESENTATIONS).find(connue => connue.nom === table);
  const trouvee = definition?.colonnes.find(({ cle }) => cle === colonne);
  return trouvee
    ? [trouvee.entete, trouvee.en, ...(trouvee.synonymes ?? [])]
    : colonne === undefined
      ? []
      : [colonne];
}

function jourDe(arrete: string): Jour {
  const jour = depuisTexte(arrete);
  if (jour === undefined) throw new RangeError(`Arrêté illisible : ${arrete}`);
  return jour;
}

/** Le moteur de la clôture et ce qui écrit dans le classeur : rien de cela n'est chargé avant d'agir. */
const acting = () => import('./acting');

/** Une exécution, dont l'issue reste connue de la page : revenir au volet la retrouve. */
async function lancer<M extends Mode>(
  travail: string,
  demande: { mode: M; arrete: string; options: OptionsExecution; anterieurs?: boolean },
): Promise<BilanExecution> {
  const { mode, arrete, options, anterieurs = false } = demande;
  const { close } = await acting();
  const bilan = await close(travail, { arrete: jourDe(arrete), mode, anterieurs, ...options });
  noterIssue(travail, { bilan });
  return bilan;
}

/** L'issue d'un travail : la sienne, sinon sa part de la dernière exécution d'ensemble, calculée une fois. */
const parts = new WeakMap<BilanExecution, Map<string, IssueExecution>>();
function issueDuTravail(travail: string): IssueExecution | undefined {
  const propre = issueDe(travail);
  const tout = issueDe(TOUT);
  const capacite = PRESENTATIONS.find(({ nom }) => nom === travail);
  if (propre || !tout || !('bilan' in tout) || !capacite) return propre;
  const connues = parts.get(tout.bilan) ?? new Map<string, IssueExecution>();
  parts.set(tout.bilan, connues);
  const part = connues.get(travail) ?? { bilan: bilanDe(tout.bilan, capacite) };
  connues.set(travail, part);
  return part;
}

/** Les feuilles que le complément sait faire : les communes, puis celles des capacités, chacune une fois. */
function feuilles(): DescriptionFeuille[] {
  const toutes = [...FEUILLES_COMMUNES, ...PRESENTATIONS.flatMap(capacite => [...capacite.feuilles])];
  const connues = new Map(toutes.map(feuille => [feuille.table.nom, feuille]));
  for (const table of tablesToRead(PRESENTATIONS))
    if (!connues.has(table.nom)) connues.set(table.nom, decrireFeuille(table));
  return [...connues.values()];
}

/** Celles que l'utilisateur remplit ; les autres naissent à la première validation. */
const aRemplir = () => feuilles().filter(({ table }) => !table.generee);

const EXEMPLE = 'modeles/exemple-esn.xlsx';

/** Excel ouvre l'exemple dans une autre fenêtre ; celui qui ne le sait pas laisse l'utilisateur le télécharger. */
async function ouvrirExemple(): Promise<boolean> {
  try {
    const reponse = await fetch(EXEMPLE);
    if (!reponse.ok) return false;
    const { openWorkbook } = await acting();
    await openWorkbook(new Uint8Array(await reponse.arrayBuffer()));
    return true;
  } catch {
    return false;
  }
}

/** Ce que le volet demande, réalisé dans l'Excel ouvert. */
export function officeServices(): Services {
  const cache = new TableCache(SUIVIES);
  const validees = new TableCache(VALIDEES, { delayMs: ATTENTE_VALIDEES_MS });
  let assistant: ReturnType<Services['assistant']> | undefined;
  let donnees: ReturnType<Services['donnees']> | undefined;
  let fec: ReturnType<Services['fec']> | undefined;
  let arretes: ReturnType<Services['arretes']> | undefined;
  let mois: ReturnType<Services['mois']> | undefined;
  return {
    capacites: PRESENTATIONS,
    version: VERSION,
    situation: () => lireSituation(cache, validees),
    suivre: rappel => {
      const cesser = [cache.subscribe(rappel), validees.subscribe(rappel), suivreIssues(rappel)];
      return () => cesser.forEach(finir => finir());
    },
    executer: capacite => (mode, arrete, options) => lancer(capacite.nom, { mode, arrete, options }),
    toutExecuter: (mode, arrete, options) => lancer(TOUT, { mode, arrete, options }),
    fermer: (arrete, anterieurs, options) => lancer(TOUT, { mode: 'FERMER', arrete, options, anterieurs }),
    lireTables: tables => readTables(tables),
    saisir: async saisie =>
      (await acting()).enterCells(
        saisie,
        feuilles().find(({ table }) => table.nom === saisie.table.nom),
      ),
    ajouter: async (table, lignes) =>
      (await acting()).addRows(
        table,
        lignes,
        feuilles().find(connue => connue.table.nom === table.nom),
      ),
    allerA: cellule => goTo(cellule, nomsDeColonne(cellule)),
    ouvrirFeuille: openSheet,
    messageErreur: messageOf,
    conserver: conserverPreferences,
    issues: { suivre: suivreIssues, de: issueDuTravail },
    assistant: () => (assistant ??= import('./functions/assistant').then(module => module.assistant)),
    donnees: () =>
      (donnees ??= import('./data/dataServices').then(module => module.dataServices(aRemplir()))),
    fec: () => (fec ??= import('./data/fecServices').then(module => module.fecServices(feuilles()))),
    arretes: () => (arretes ??= import('./records/recordServices').then(module => module.recordServices)),
    mois: () => (mois ??= import('./months/monthServices').then(module => module.monthServices)),
    annulation: {
      derniere: async () => (await acting()).undoableRun(),
      annuler: async () => (await acting()).undoLastRun(PRESENTATIONS, await signataire()),
    },
    premiersPas: {
      tables: aRemplir().length,
      insererTables: async options => (await acting()).insertTables(aRemplir(), options),
      ouvrirExemple,
      adresseExemple: EXEMPLE,
    },
  };
}
