/** Une table qui n'est plus dans le classeur : supprimée pendant une exécution (C-GEN-09), ou depuis la précédente (C-GEN-11). */
import {
  depuisTexte,
  lireCleGeneration,
  signaler,
  texteJour,
  versIso,
  type Anomalie,
  type Jour,
  type Phrase,
} from '../../comptabilite';
import type { AnyTable, Lecture, TablesLues } from '../../workbook/table';
import { EcrituresCloture } from './ecritures';
import { JournalExecutions } from './generees';
import { MODULES_PERMANENTS } from './produites';

const VERSIONS: Phrase = {
  fr: 'd’une version précédente du classeur (Fichier › Informations › Historique des versions)',
  en: 'from an earlier version of the workbook (File › Info › Version History)',
};

/** Ce qu'une exécution ne refait pas d'une table générée. */
const RESTE: Phrase = {
  fr: `Reprenez le reste ${VERSIONS.fr}, ou relancez chaque autre arrêté encore ouvert.`,
  en: `Take the rest ${VERSIONS.en}, or run every other close that is still open again.`,
};
const RELANCER: Phrase = {
  fr: `Relancez : les lignes de cet arrêté se refont. ${RESTE.fr}`,
  en: `Run again: the rows of this close are made again. ${RESTE.en}`,
};
const REFAITE: Phrase = {
  fr: `Valider refait la table et les lignes de cet arrêté. ${RESTE.fr}`,
  en: `Validating makes the table and the rows of this close again. ${RESTE.en}`,
};
const REPRENDRE: Phrase = {
  fr: `Reprenez-la ${VERSIONS.fr}, puis relancez.`,
  en: `Take it ${VERSIONS.en}, then run again.`,
};

/** « , avec ses lignes du 31/10/2026 » ; rien quand elle n'en avait que de l'arrêté en cours. */
const avecSesLignes = (jours: readonly Jour[]): Phrase => ({
  fr: jours.length === 0 ? '' : `, avec ses lignes du ${jours.map(texteJour).join(', du ')}`,
  en: jours.length === 0 ? '' : `, with its rows of ${jours.map(versIso).join(', ')}`,
});

/**
 * C-GEN-09 : un co-auteur a supprimé cette table pendant l'exécution. Avant d'écrire, elle s'arrête ; après, ce qui est
 * perdu se dit. Les lignes d'un autre arrêté sont celles qu'elle avait lues.
 */
export function supprimeePendant(lecture: Lecture, arrete: Jour, gravite: 'BLOQUANT' | 'ALERTE'): Anomalie {
  const { table } = lecture;
  const lignes = avecSesLignes(table.generee ? autresArretes(lecture, arrete) : []);
  const rien = gravite === 'BLOQUANT';
  return signaler(
    gravite,
    'C-GEN-09',
    {
      fr: `« ${table.feuille} » a été supprimée pendant l’exécution${lignes.fr}${rien ? ' : rien n’est écrit' : ''}.`,
      en: `"${table.feuille}" was deleted during the run${lignes.en}${rien ? ': nothing is written' : ''}.`,
    },
    table.generee ? RELANCER : REPRENDRE,
    { table: table.nom },
  );
}

/** Lignes regardées avant de rendre la main. */
const TRANCHE = 2048;

/**
 * C-GEN-11 : les tables générées absentes du classeur, où une exécution terminée avait pourtant écrit ; et, dans celle des
 * écritures, les arrêtés dont il ne reste aucune ligne. L'exécution ne refait que le sien.
 * @example controlerDisparues(tables, [EcrituresCloture], jour(2026, 11, 30))
 */
export function* controlerDisparues(
  tables: TablesLues,
  lues: readonly AnyTable[],
  arrete: Jour,
): Generator<void, Anomalie[]> {
  const anomalies: Anomalie[] = [];
  const ecrits = arretesEcrits(tables);
  for (const table of lues.filter(({ generee, nom }) => generee && ecrits.has(nom))) {
    const lecture = tables.lire(table);
    const jours = rangesSauf(ecrits.get(table.nom)!, arrete);
    if (lecture.absente) anomalies.push(absente(table, jours));
    else if (table.nom === EcrituresCloture.nom) {
      const perdus = yield* sansLigne(lecture, jours);
      if (perdus.length > 0) anomalies.push(perdues(table, perdus));
    }
  }
  return anomalies;
}

function absente(table: AnyTable, jours: readonly Jour[]): Anomalie {
  const lignes = avecSesLignes(jours);
  const message = {
    fr: `« ${table.feuille} » n’est plus dans le classeur, où une exécution l’avait écrite : elle a disparu${lignes.fr}.`,
    en: `"${table.feuille}" is no longer in the workbook, where a run had written it: it is gone${lignes.en}.`,
  };
  return signaler('ALERTE', 'C-GEN-11', message, REFAITE, { table: table.nom });
}

const perdues = (table: AnyTable, jours: readonly Jour[]): Anomalie =>
  signaler(
    'ALERTE',
    'C-GEN-11',
    {
      fr: `« ${table.feuille} » n’a plus aucune ligne du ${jours.map(texteJour).join(', du ')}, où une exécution en avait écrit.`,
      en: `"${table.feuille}" has no row left of ${jours.map(versIso).join(', ')}, where a run had written some.`,
    },
    {
      fr: `Reprenez-les ${VERSIONS.fr}, ou relancez chacun de ces arrêtés s’il est encore ouvert.`,
      en: `Take them ${VERSIONS.en}, or run each of these closes again if it is still open.`,
    },
    { table: table.nom },
  );

/**
 * Ceux de ces arrêtés dont la table des écritures n'a plus de ligne. Une écriture permanente (à-nouveaux) peut être d'une
 * exécution de n'importe quel arrêté : rien ne se conclut alors.
 */
function* sansLigne({ lignes }: Lecture, jours: readonly Jour[]): Generator<void, Jour[]> {
  const restants = new Map(jours.map(jour => [versIso(jour), jour]));
  let vues = 0;
  for (const ligne of lignes) {
    if (restants.size === 0) break;
    if (++vues % TRANCHE === 0) yield;
    const { module, arrete } = lireCleGeneration(String(ligne['CleGeneration']));
    if (MODULES_PERMANENTS.has(module)) return [];
    restants.delete(arrete);
  }
  return [...restants.values()];
}

/** Pour chaque table, les arrêtés où la dernière exécution terminée qui y a touché a laissé des lignes. */
function arretesEcrits(tables: TablesLues): Map<string, Set<Jour>> {
  const ecrits = new Map<string, Set<Jour>>();
  const terminees = tables
    .lire(JournalExecutions)
    .lignes.filter(({ Etat, Mode }) => Etat === 'TERMINEE' && (Mode === 'VALIDER' || Mode === 'FERMER'))
    .sort((a, b) => (a.Debut < b.Debut ? -1 : 1));
  for (const { Arrete, Remplace } of terminees)
    for (const [nom, { ajoutees = 0, modifiees = 0 }] of Object.entries(remplacees(Remplace))) {
      const jours = ecrits.get(nom) ?? new Set<Jour>();
      if (ajoutees + modifiees > 0) jours.add(Arrete);
      else jours.delete(Arrete);
      ecrits.set(nom, jours);
    }
  return ecrits;
}

function remplacees(texte = '{}'): Record<string, { ajoutees?: number; modifiees?: number }> {
  try {
    return JSON.parse(texte) as ReturnType<typeof remplacees>;
  } catch {
    // Coupé à ce que tient une cellule : cette exécution ne dit plus où elle a écrit.
    return {};
  }
}

/** Les arrêtés que portent les lignes d'une table générée, dans l'ordre, sauf celui-ci. */
function autresArretes({ table, lignes }: Lecture, arrete: Jour): Jour[] {
  const vus = new Set<unknown>();
  for (const ligne of lignes)
    vus.add(
      table.nom === EcrituresCloture.nom
        ? lireCleGeneration(String(ligne['CleGeneration'])).arrete
        : ligne['Arrete'],
    );
  const jours = [...vus].map(vu => (typeof vu === 'string' ? depuisTexte(vu) : (vu as Jour | undefined)));
  return rangesSauf(new Set(jours.filter(jour => jour !== undefined)), arrete);
}

const rangesSauf = (jours: ReadonlySet<Jour>, arrete: Jour): Jour[] =>
  [...jours].filter(jour => jour !== arrete).sort((a, b) => a - b);
