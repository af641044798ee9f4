/** Exporter un FEC, ou les écritures pour un autre logiciel : trier, contrôler comme à l'import, puis coder. */
import {
  accorder,
  bloquantes,
  estBloquante,
  signaler,
  texteJour,
  versIso,
  type Anomalie,
  type Jour,
  type Referentiel,
} from '../../../comptabilite';
import { nomNormalise, type TablesLues } from '../../../workbook/table';
import type { WorkOptions } from '../../../workbook/office';
import {
  Ecritures,
  EcrituresCloture,
  Exercices,
  Parametres,
  PlanComptable,
  Tiers,
} from '../../tables-communes';
import { arreteDuClasseur } from '../../tables-communes/parametres';
import { type Disposition, texteDisposition } from './calcul/disposition';
import { descriptionFec, type Libelles, nomDeFec, texteFec } from './calcul/ecrire';
import type { Bornes } from './calcul/exercice';
import { type LigneAExporter, ordonner } from './calcul/ordre';
import { coder, sourceOctets, type Encodage } from './encodage';
import { lireFec } from './lire';

/** Les tables qu'un export lit. */
export const TABLES_EXPORT = [
  Parametres,
  Exercices,
  PlanComptable,
  Tiers,
  Ecritures,
  EcrituresCloture,
] as const;

export interface DemandeExport {
  /** Code de l'exercice. */
  readonly exercice: string;
  /** Seulement les écritures de clôture : un extrait. */
  readonly generees?: boolean;
  /** Seulement entre ces dates : un extrait. */
  readonly du?: Jour;
  readonly au?: Jour;
  /** ISO 8859-15 par défaut, ou UTF-8 sans marque. */
  readonly encodage?: Exclude<Encodage, 'windows-1252'>;
}

export interface FichierFec {
  readonly nom: string;
  readonly octets: Uint8Array;
}

export interface Export {
  /** Le fichier, puis sa description ; rien si une anomalie bloque. */
  readonly fichiers: readonly FichierFec[];
  readonly anomalies: readonly Anomalie[];
  readonly bloque: boolean;
  readonly lignes: number;
  readonly empreinte?: string;
}

/** Les écritures demandées, dans l'ordre, et ce qui les nomme. */
interface Choix {
  readonly exercice: Bornes & { referentiel: Referentiel };
  readonly lignes: readonly LigneAExporter[];
  readonly libelles: Libelles;
  readonly siren: string | undefined;
  readonly extrait: boolean;
}

const bloquer = (fr: string, en: string, remede: string, remedy: string, table?: string): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-FEC-01',
    { fr, en },
    { fr: remede, en: remedy },
    table === undefined ? {} : { table },
  );

function choisir(tables: TablesLues, demande: DemandeExport): Choix | Anomalie {
  const ligne = tables.lire(Exercices).lignes.find(l => l.Exercice === demande.exercice);
  if (!ligne)
    return bloquer(
      `L'exercice « ${demande.exercice} » n'est pas dans la table Exercices.`,
      `The fiscal year "${demande.exercice}" is not in the Exercices table.`,
      'Choisissez un exercice du classeur, ou ajoutez-le.',
      'Choose a fiscal year of the workbook, or add it.',
      Exercices.nom,
    );
  const { generees = false, du, au } = demande;
  const dansExtrait = (jour: Jour) => (du === undefined || du <= jour) && (au === undefined || jour <= au);
  const lues = [...(generees ? [] : [Ecritures]), EcrituresCloture].flatMap(table =>
    tables
      .lire(table)
      .lignes.filter(l => l.Exercice === demande.exercice && dansExtrait(l.DateEcriture))
      .map((l): LigneAExporter => ({ ...l, table: table.nom })),
  );
  const siren = tables.lire(Parametres).lignes.find(l => nomNormalise(l.Cle) === 'siren')?.Valeur;
  return {
    exercice: {
      debut: ligne.DateDebut,
      fin: ligne.DateFin,
      code: ligne.Exercice,
      referentiel: ligne.Referentiel,
    },
    lignes: ordonner(lues),
    libelles: {
      comptes: new Map(tables.lire(PlanComptable).lignes.map(l => [l.Compte, l.Libelle])),
      tiers: new Map(tables.lire(Tiers).lignes.map(l => [l.IdTiers, l.Nom])),
    },
    siren: /^\d{9}$/.test((siren ?? '').replace(/\s/g, '')) ? siren!.replace(/\s/g, '') : undefined,
    extrait: generees || (du ?? 0) > ligne.DateDebut || (au ?? Infinity) < ligne.DateFin,
  };
}

/** Une ligne qui ne se lit pas manquerait au fichier sans le dire : elle bloque. */
const illisibles = (tables: TablesLues): Anomalie[] =>
  TABLES_EXPORT.flatMap(table => bloquantes(tables.lire(table).anomalies));

/** Une anomalie du fichier mène à la cellule du classeur d'où vient sa ligne. */
function situer(anomalie: Anomalie, lignes: readonly LigneAExporter[]): Anomalie {
  const source = anomalie.ligne === undefined ? undefined : lignes[anomalie.ligne - 2];
  if (!source) return anomalie;
  const { table, ligne, Journal, EcritureNum } = source;
  const { colonne: _champ, ...reste } = anomalie;
  return { ...reste, table, ligne, cle: `${Journal} ${EcritureNum}` };
}

function caracteresPerdus(nombre: number): Anomalie[] {
  if (nombre === 0) return [];
  const [fr, en] = [
    `${accorder(nombre, "caractère n'existe pas en ISO 8859-15, remplacé", "caractères n'existent pas en ISO 8859-15, remplacés")} par « ? ».`,
    `${accorder(nombre, 'character does', 'characters do', 'en')} not exist in ISO 8859-15, replaced by "?".`,
  ];
  const remede = { fr: 'Exportez en UTF-8 pour les garder.', en: 'Export in UTF-8 to keep them.' };
  return [signaler('ALERTE', 'C-FEC-02', { fr, en }, remede, {})];
}

const hexadecimal = (octets: Uint8Array) => [...octets].map(o => o.toString(16).padStart(2, '0')).join('');

const NOM_ENCODAGE = { 'iso-8859-15': 'ISO 8859-15', 'utf-8': 'UTF-8 sans marque' } as const;

/**
 * Le FEC d'un exercice, ou un extrait. Les contrôles de l'import (domaine §11.4) passent d'abord : une anomalie bloquante,
 * et il n'y a pas de fichier.
 * @throws Cancelled si l'on renonce
 */
export async function exporterFec(
  tables: TablesLues,
  demande: DemandeExport,
  options: WorkOptions = {},
): Promise<Export> {
  const choix = choisir(tables, demande);
  if ('code' in choix) return { fichiers: [], anomalies: [choix], bloque: true, lignes: 0 };
  const { exercice, lignes, libelles, siren, extrait } = choix;
  const sansSiren = bloquer(
    'Le SIREN du dossier manque : il fait partie du nom du fichier.',
    'The SIREN of the company is missing: it is part of the file name.',
    'Renseignez le paramètre « Siren », neuf chiffres.',
    'Fill in the « Siren » setting, nine digits.',
    Parametres.nom,
  );
  const nom = nomDeFec(siren ?? 'SIREN', exercice.fin, extrait);
  const morceaux = [...texteFec(lignes, libelles)];
  const { encodage = 'iso-8859-15' } = demande;
  const { octets, perdus } = coder(morceaux, encodage);
  const relu = await lireFec(
    sourceOctets(nom, octets),
    { exercice, referentiel: exercice.referentiel },
    options,
  );
  const anomalies = [
    ...illisibles(tables),
    ...(siren === undefined ? [sansSiren] : []),
    ...relu.anomalies.map(a => situer(a, lignes)),
    ...caracteresPerdus(perdus),
  ];
  if (siren === undefined || anomalies.some(estBloquante))
    return { fichiers: [], anomalies, bloque: true, lignes: lignes.length };
  const empreinte = hexadecimal(
    new Uint8Array(await crypto.subtle.digest('SHA-256', octets as BufferSource)),
  );
  const description = descriptionFec({
    nom,
    exercice,
    encodage: NOM_ENCODAGE[encodage],
    empreinte,
    octets: octets.length,
    lignes,
    extrait,
  });
  const decrit = {
    nom: nom.replace(/\.txt$/, '_description.txt'),
    octets: new TextEncoder().encode(description),
  };
  return { fichiers: [{ nom, octets }, decrit], anomalies, bloque: false, lignes: lignes.length, empreinte };
}

/**
 * Les écritures de clôture dans le format d'un logiciel. L'équilibre se contrôle comme pour un FEC.
 * @throws Cancelled si l'on renonce
 */
export async function exporterLogiciel(
  tables: TablesLues,
  demande: DemandeExport,
  disposition: Disposition,
  options: WorkOptions = {},
): Promise<Export> {
  const choix = choisir(tables, demande);
  if ('code' in choix) return { fichiers: [], anomalies: [choix], bloque: true, lignes: 0 };
  const { lignes, libelles, exercice } = choix;
  const { octets: fec } = coder([...texteFec(lignes, libelles)], 'utf-8');
  const nomFec = nomDeFec('SIREN', exercice.fin, true);
  const relu = await lireFec(
    sourceOctets(nomFec, fec),
    { exercice, referentiel: exercice.referentiel },
    options,
  );
  const graves = [...illisibles(tables), ...bloquantes(relu.anomalies).map(a => situer(a, lignes))];
  const vide = { fichiers: [], bloque: true, lignes: lignes.length } as const;
  if (graves.length > 0) return { ...vide, anomalies: graves };
  try {
    const { octets, perdus } = coder([texteDisposition(disposition, lignes, libelles)], disposition.encodage);
    const nom = `ecritures-${disposition.code}-${exercice.code}${periode(demande)}.${disposition.extension}`;
    return {
      fichiers: [{ nom, octets }],
      anomalies: caracteresPerdus(perdus),
      bloque: false,
      lignes: lignes.length,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [fr, en] = [`${disposition.nom} : ${error.message}`, `${disposition.nom}: ${error.message}`];
    const trop = bloquer(
      fr,
      en,
      'Raccourcissez ce code dans le classeur.',
      'Shorten this code in the workbook.',
    );
    return { ...vide, anomalies: [trop] };
  }
}

const periode = ({ du, au }: DemandeExport) =>
  (du === undefined ? '' : `-du-${versIso(du)}`) + (au === undefined ? '' : `-au-${versIso(au)}`);

/** Les exercices qu'on peut exporter, avec leurs dates ; `courant` contient l'arrêté du classeur. */
export function exercicesDe(tables: TablesLues): { code: string; libelle: string; courant: boolean }[] {
  const arrete = arreteDuClasseur(tables);
  return tables.lire(Exercices).lignes.map(({ Exercice: code, DateDebut: debut, DateFin: fin }) => ({
    code,
    libelle: `${code} (${texteJour(debut)} – ${texteJour(fin)})`,
    courant: arrete !== undefined && debut <= arrete && arrete <= fin,
  }));
}
