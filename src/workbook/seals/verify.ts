/** « Vérifier » : la chaîne est entière, et rien de ce qu'un mois figé a retenu n'a bougé (domaine §1.2). */
import { type Anomalie, type Jour, texteJour, versIso } from '../../comptabilite';
import type { Capacite } from '../../cloture/capacite';
import { CloseError } from '../errors';
import type { WorkOptions } from '../office';
import { enqueue } from '../queue';
import { readTables } from '../reader';
import { tablesToRead } from '../tablesToRead';
import { frozenBy } from './as-of';
import { readSealBook, type SealBook } from './book';
import { type Break, findBreaks, type Link } from './chain';
import { type Hash, sha256 } from './digest';
import { changesSince, type Moved } from './late';
import { replay, type Replay } from './replay';
import { sayBreak, sayChanges, sayReplay } from './sentences';

/** Un scellé, tel que le volet et la ligne de commande le montrent. Arrêté en ISO. */
export interface SealCheck {
  readonly numero: number;
  readonly arrete: string;
  readonly empreinte: string;
  readonly tables: number;
  readonly lignes: number;
  readonly version: string;
  readonly par: string;
  readonly horodatage: string;
  /** Levé par une réouverture. */
  readonly leve: boolean;
}

export interface Verification {
  /** L'arrêté vérifié, en ISO ; absent si le classeur n'a pas de scellé en vigueur. */
  readonly arrete?: string;
  readonly scelles: readonly SealCheck[];
  readonly anomalies: readonly Anomalie[];
  /** Le mois recalculé sur les tables d'aujourd'hui, comparé à ce qu'il a figé. */
  readonly rejeu?: Replay;
  /** Rien n'a bougé : la chaîne est entière, aucune ligne figée n'a changé. */
  readonly intact: boolean;
}

export interface VerifyRequest extends WorkOptions {
  readonly capacites: readonly Capacite[];
  /** Le mois à vérifier ; le dernier scellé par défaut, qui couvre aussi les lignes des mois d'avant. */
  readonly arrete?: Jour;
  readonly hash?: Hash;
}

/**
 * Recalcule ce qu'un scellé a retenu et dit la table et la ligne de ce qui a bougé. N'écrit rien.
 * @throws CloseError si l'arrêté demandé n'a pas de scellé en vigueur
 */
export function verifySeals(request: VerifyRequest): Promise<Verification> {
  return enqueue(async () => {
    const { capacites, hash = sha256, ...options } = request;
    const book = await readSealBook(options);
    const breaks = await findBreaks(book.links, hash);
    const link = linkToVerify(book, request.arrete);
    if (!link) return verification(book, breaks);
    const known = tablesToRead(capacites);
    const tables = await readTables(known, options);
    const moved = await changesSince(book, link, { tables, known }, { hash, ...options });
    const frozen = await frozenBy(book, link, known);
    const rejeu = await replay(tables, { capacites, frozen, ...options });
    return verification(book, breaks, { link, moved, rejeu });
  });
}

function linkToVerify(book: SealBook, arrete: Jour | undefined): Link | undefined {
  const link = arrete === undefined ? book.last : book.at(arrete);
  if (arrete === undefined || link) return link;
  throw new CloseError(
    `Le mois du ${texteJour(arrete)} n’a pas de scellé en vigueur : il n’a pas été fermé ici, ou il a été rouvert.`,
    `The month of ${versIso(arrete)} has no seal in force: it was not closed here, or it was reopened.`,
  );
}

interface Verified {
  readonly link: Link;
  readonly moved: readonly Moved[];
  readonly rejeu: Replay;
}

function verification(book: SealBook, breaks: readonly Break[], verified?: Verified): Verification {
  const anomalies = [...breaks.map(sayBreak)];
  if (verified) {
    const { link, moved, rejeu } = verified;
    const { Arrete } = link.head;
    const said = moved.flatMap(one => sayChanges(one, Arrete));
    anomalies.push(...said, ...sayReplay(rejeu, Arrete, said.length > 0));
  }
  return {
    ...(verified ? { arrete: versIso(verified.link.head.Arrete), rejeu: verified.rejeu } : {}),
    scelles: book.links.filter(({ head }) => head.Objet === 'SCELLE').map(seal => checkOf(seal, book)),
    anomalies,
    intact: anomalies.every(({ gravite }) => gravite === 'INFO'),
  };
}

function checkOf(link: Link, book: SealBook): SealCheck {
  const { numero, head, tables } = link;
  return {
    numero,
    arrete: versIso(head.Arrete),
    empreinte: head.Empreinte,
    tables: tables.length,
    lignes: tables.reduce((sum, { Lignes = 0 }) => sum + Lignes, 0),
    version: head.Version ?? '',
    par: head.Par ?? '',
    horodatage: head.Horodatage ?? '',
    leve: !book.force.includes(link),
  };
}
