/** Ce que la page « Données » demande du FEC : le lire, l'écrire au classeur, l'en tirer. */
import {
  type DemandeExport,
  type Export,
  exercicesDe,
  exporterFec,
  exporterLogiciel,
  TABLES_EXPORT,
} from '../../cloture/comptabilite-generale/fec/exporter';
import { type TotalJournal, totauxParJournal } from '../../cloture/comptabilite-generale/fec/calcul/rapport';
import type { Source } from '../../cloture/comptabilite-generale/fec/encodage';
import {
  type ModeFec,
  planifierImport,
  TABLES_IMPORT,
} from '../../cloture/comptabilite-generale/fec/importer';
import { type LectureMenee, lireFec, mettreEnTables } from '../../cloture/comptabilite-generale/fec/lire';
import { LOGICIELS } from '../../cloture/comptabilite-generale/fec/logiciels';
import { Ecritures, Exercices, Parametres, Periodes } from '../../cloture/tables-communes';
import { accorder, type Anomalie, finDeMois } from '../../comptabilite';
import type { DescriptionFeuille } from '../../workbook/feuille';
import type { WorkOptions } from '../../workbook/office';
import { readTables } from '../../workbook/reader';
import { Pace } from '../../workbook/seals/digest';
import { writeTogether } from '../../workbook/together';

export type { ModeFec } from '../../cloture/comptabilite-generale/fec/importer';

/** Un FEC lu, pas encore écrit. */
export interface FecRead {
  readonly lecture: LectureMenee;
  readonly journaux: readonly TotalJournal[];
}

export interface FecWritten {
  /** Bloquantes : rien n'est écrit. */
  readonly anomalies: readonly Anomalie[];
  /** Ce que le classeur avait déjà, et que l'import n'a pas repris. */
  readonly avis: readonly Anomalie[];
  readonly ajoutees: number;
  readonly modifiees: number;
  readonly retirees: number;
  /** Lignes de pièces nouvelles d'un mois fermé, datées du premier jour ouvert. */
  readonly redatees: number;
}

export interface FecServices {
  read(file: File, options: WorkOptions): Promise<FecRead>;
  write(read: FecRead, mode: ModeFec, options: WorkOptions): Promise<FecWritten>;
  /** Les exercices du classeur. */
  years(): Promise<ReturnType<typeof exercicesDe>>;
  /** Les formats d'export autres que le FEC. */
  formats: readonly { code: string; nom: string }[];
  export(demande: DemandeExport, format: string | undefined, options: WorkOptions): Promise<Export>;
}

const sourceOf = (file: File): Source => ({
  nom: file.name,
  taille: file.size,
  lire: async (de, a) => new Uint8Array(await file.slice(de, a).arrayBuffer()),
});

async function write(
  { lecture }: FecRead,
  mode: ModeFec,
  sheets: readonly DescriptionFeuille[],
  options: WorkOptions,
): Promise<FecWritten> {
  const fec = await mettreEnTables(lecture, options);
  const tables = await readTables(TABLES_IMPORT, options);
  const plan = await new Pace(options).run(planifierImport(fec, tables, mode));
  const rien = { ajoutees: 0, modifiees: 0, retirees: 0, redatees: 0, avis: [] };
  if (plan.anomalies.length > 0) return { ...rien, anomalies: plan.anomalies };
  const reports = await writeTogether(
    {
      produites: plan.produites,
      sheets,
      module: 'import-fec',
      arrete: finDeMois(lecture.derniereEcriture!),
      message: `${lecture.fichier} : ${accorder(lecture.lignes.nombre, 'ligne')}`,
    },
    options,
  );
  const { ajoutees, modifiees, retirees } = reports.find(({ table }) => table === Ecritures.nom)!;
  return { ajoutees, modifiees, retirees, redatees: plan.redatees, anomalies: [], avis: plan.avis };
}

export function fecServices(sheets: readonly DescriptionFeuille[]): FecServices {
  return {
    async read(file, options) {
      const { lignes } = (await readTables([Exercices])).lire(Exercices);
      const connus = lignes.map(l => ({ debut: l.DateDebut, fin: l.DateFin, code: l.Exercice }));
      const lecture = await lireFec(sourceOf(file), { connus }, options);
      return { lecture, journaux: totauxParJournal(lecture.lignes) };
    },
    write: (read, mode, options) => write(read, mode, sheets, options),
    years: async () => exercicesDe(await readTables([Exercices, Parametres, Periodes])),
    formats: LOGICIELS.map(({ code, nom }) => ({ code, nom })),
    async export(demande, format, options) {
      const tables = await readTables(TABLES_EXPORT, options);
      const logiciel = LOGICIELS.find(({ code }) => code === format);
      return logiciel
        ? exporterLogiciel(tables, demande, logiciel, options)
        : exporterFec(tables, demande, options);
    },
  };
}
