/** Ce qu'un FEC change au classeur : ses écritures, et les comptes, tiers, exercice et mois qui manquent. */
import { signaler, type Anomalie } from '../../../comptabilite';
import type { Produite } from '../../../workbook/plan';
import type { AnyTable, Rang, TablesLues } from '../../../workbook/table';
import { cleTexte } from '../../../workbook/tables/doublons';
import {
  Ecritures,
  EcrituresCloture,
  Exercices,
  Periodes,
  PlanComptable,
  Scelles,
  Tiers,
} from '../../tables-communes';
import { direRedatees, redater } from '../../tables-communes/redater';
import type { TablesFec } from './calcul/fec';
import { lignesControle } from './calcul/rapport';
import { retirerGenerees } from './generees';
import { RapportFec } from './tables';

/** Remplacer les écritures importées de l'exercice, ou ajouter les pièces nouvelles. */
export type ModeFec = 'REMPLACER' | 'AJOUTER';

/** Les tables qu'un import lit et écrit. */
export const TABLES_IMPORT = [
  Exercices,
  Periodes,
  PlanComptable,
  Tiers,
  Ecritures,
  EcrituresCloture,
  RapportFec,
  Scelles,
] as const;

/** Ce que l'utilisateur ajoute aux lignes importées, et qu'un nouvel import lui laisse. */
const A_L_UTILISATEUR = ['IdAffaire', 'Section', 'DateEcheance'];

/** Conflits montrés un par un. */
const MONTRES = 20;

export interface PlanImport {
  readonly produites: readonly Produite[];
  /** Bloquantes : rien ne s'écrit. */
  readonly anomalies: readonly Anomalie[];
  /** Lignes de pièces nouvelles d'un mois fermé, datées du premier jour ouvert. */
  readonly redatees: number;
  /** Les écritures de clôture que le fichier ramenait, laissées de côté. */
  readonly avis: readonly Anomalie[];
}

/** Les lignes que la table n'a pas encore, par leur clé. */
function absentes(table: AnyTable, lignes: readonly Rang[], tables: TablesLues): Produite {
  const { lignes: lues, ecartees } = tables.lire(table);
  const connues = new Set([...lues, ...ecartees].map(l => cleTexte(l, table.cle)));
  const cle = (ligne: Rang) => cleTexte(ligne, table.cle);
  return { table, lignes: lignes.filter(l => !connues.has(cle(l))), cle, portee: () => false };
}

/** Une ligne importée de cet exercice : un import la remplace. Ce qui est saisi reste. */
const estImportee = (ligne: Rang, exercice: string) =>
  ligne.Exercice === exercice && (ligne.Origine ?? 'IMPORT') === 'IMPORT';

const conflit = (ligne: number | undefined, cle: string, mode: ModeFec): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-FEC-01',
    {
      fr: `L'écriture ${cle} du fichier est déjà dans le classeur${mode === 'REMPLACER' ? ', saisie à la main' : ''}.`,
      en: `Entry ${cle} of the file is already in the workbook${mode === 'REMPLACER' ? ', typed by hand' : ''}.`,
    },
    mode === 'AJOUTER'
      ? {
          fr: "Choisissez de remplacer l'exercice, ou importez un fichier qui n'a que les pièces nouvelles.",
          en: 'Choose to replace the fiscal year, or import a file with the new entries only.',
        }
      : { fr: 'Renumérotez ou retirez la ligne saisie.', en: 'Renumber or remove the typed row.' },
    { table: Ecritures.nom, cle, ...(ligne === undefined ? {} : { ligne }) },
  );

/** Les lignes du classeur que l'import ne remplace pas et dont le fichier reprend la clé. */
function conflits(
  ecritures: TablesFec['ecritures'],
  code: string,
  tables: TablesLues,
  mode: ModeFec,
): Anomalie[] {
  const lues = tables.lire(Ecritures);
  const gardees = [...lues.lignes, ...lues.ecartees] as (Rang & { ligne?: number })[];
  const autres = new Map(
    gardees
      .filter(l => mode === 'AJOUTER' || !estImportee(l, code))
      .map(l => [cleTexte(l, Ecritures.cle), l.ligne]),
  );
  if (autres.size === 0) return [];
  const trouves = ecritures.filter(e => autres.has(cleTexte(e as Rang, Ecritures.cle)));
  return trouves.slice(0, MONTRES).map(e => {
    const ligne = autres.get(cleTexte(e as Rang, Ecritures.cle));
    return conflit(ligne, `${e.Journal} ${e.EcritureNum}, ligne ${e.Ligne}`, mode);
  });
}

/** Un exercice du même code mais d'autres dates : on ne sait pas lequel des deux est juste. */
function exerciceAutre({ exercice }: TablesFec, tables: TablesLues): Anomalie[] {
  const connu = tables.lire(Exercices).lignes.find(l => l.Exercice === exercice.Exercice);
  if (!connu || (connu.DateDebut === exercice.DateDebut && connu.DateFin === exercice.DateFin)) return [];
  const { Exercice: code, ligne } = connu;
  return [
    signaler(
      'BLOQUANT',
      'C-FEC-01',
      {
        fr: `L'exercice ${code} du classeur n'a pas les dates de celui du fichier.`,
        en: `Fiscal year ${code} of the workbook does not have the dates of the file's.`,
      },
      { fr: 'Corrigez ses dates dans la table Exercices.', en: 'Correct its dates in the Exercices table.' },
      { table: Exercices.nom, ligne, cle: code },
    ),
  ];
}

/**
 * Ce que l'import écrirait, table par table. Une ligne de même clé garde sa place, et ce que l'utilisateur y a ajouté
 * (affaire, section, échéance) ; ni compte ni tiers déjà là ne change.
 */
export function* planifierImport(
  fec: TablesFec,
  tables: TablesLues,
  mode: ModeFec,
): Generator<void, PlanImport> {
  const code = fec.exercice.Exercice;
  const cle = (ligne: Rang) => cleTexte(ligne, Ecritures.cle);
  const generees = tables.lire(EcrituresCloture).lignes.filter(l => l.Exercice === code);
  const { gardees, avis, conflits: changees } = retirerGenerees(fec.ecritures, generees);
  const { lignes, rangs, jour } = yield* redater(
    gardees as readonly (Rang & (typeof gardees)[number])[],
    tables,
  );
  const dits =
    jour === undefined || rangs.length === 0 ? avis : [...avis, direRedatees(rangs.length, jour, {})];
  const ecritures = {
    table: Ecritures,
    lignes,
    cle,
    portee: (ligne: Rang) => mode === 'REMPLACER' && estImportee(ligne, code),
    colonnesUtilisateur: A_L_UTILISATEUR,
  } as unknown as Produite;
  const rapport: Produite = {
    table: RapportFec,
    lignes: [...fec.rapport, ...lignesControle(code, dits, fec.rapport.length)] as unknown as readonly Rang[],
    cle: ligne => cleTexte(ligne, RapportFec.cle),
    portee: ligne => ligne.Exercice === code,
  };
  return {
    redatees: rangs.length,
    anomalies: [...exerciceAutre(fec, tables), ...changees, ...conflits(gardees, code, tables, mode)],
    avis,
    produites: [
      absentes(Exercices, [fec.exercice as Rang], tables),
      absentes(Periodes, fec.periodes as unknown as readonly Rang[], tables),
      absentes(PlanComptable, fec.comptes as unknown as readonly Rang[], tables),
      absentes(Tiers, fec.tiers as unknown as readonly Rang[], tables),
      ecritures,
      rapport,
    ],
  };
}
