/** L'ordre d'un FEC : à-nouveaux, puis validation, numéro et ligne (domaine §11.3). */
import type { Valeurs } from '../../../../workbook/table';
import type { Ecritures } from '../../../tables-communes';
import { estANouveaux } from './exercice';

/** Une ligne des tables Ecritures ou EcrituresCloture, et d'où elle vient. */
export interface LigneAExporter extends Valeurs<typeof Ecritures> {
  readonly table: string;
  /** Ligne d'Excel. */
  readonly ligne: number;
}

interface Piece {
  readonly aNouveaux: boolean;
  readonly validation: number;
  readonly numero: Numero;
  readonly journal: string;
  readonly lignes: LigneAExporter[];
}

/** Un numéro se range par son préfixe, puis par son nombre : « 9 » vient avant « 10 ». */
interface Numero {
  readonly prefixe: string;
  readonly nombre: number;
}

function numeroDe(texte: string): Numero {
  const lu = /^(.*?)(\d{1,15})$/.exec(texte);
  return lu ? { prefixe: lu[1]!, nombre: Number(lu[2]) } : { prefixe: texte, nombre: -1 };
}

const comparer = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function comparerPieces(a: Piece, b: Piece): number {
  return (
    Number(b.aNouveaux) - Number(a.aNouveaux) ||
    a.validation - b.validation ||
    comparer(a.numero.prefixe, b.numero.prefixe) ||
    a.numero.nombre - b.numero.nombre ||
    comparer(a.journal, b.journal)
  );
}

/** Une écriture pas encore validée vient après toutes les autres. */
const SANS_DATE = Infinity;

/**
 * Range les lignes comme l'article A47 A-1 le veut. Une pièce reste d'un seul tenant ; elle se valide à sa première date
 * de validation.
 */
export function ordonner(lignes: readonly LigneAExporter[]): LigneAExporter[] {
  const pieces = new Map<string, Piece & { validation: number }>();
  for (const ligne of lignes) {
    const { Journal, EcritureNum, JournalLib = '', DateValidation = SANS_DATE } = ligne;
    const cle = `${Journal}\u0000${EcritureNum}`;
    const piece = pieces.get(cle);
    if (piece) {
      piece.lignes.push(ligne);
      piece.validation = Math.min(piece.validation, DateValidation);
    } else
      pieces.set(cle, {
        aNouveaux: estANouveaux(Journal, JournalLib),
        validation: DateValidation,
        numero: numeroDe(EcritureNum),
        journal: Journal,
        lignes: [ligne],
      });
  }
  return [...pieces.values()]
    .sort(comparerPieces)
    .flatMap(({ lignes: l }) => l.sort((a, b) => a.Ligne - b.Ligne));
}
