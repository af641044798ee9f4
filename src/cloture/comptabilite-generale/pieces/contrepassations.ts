/** Les contrepassations demandées : une écriture, ou toutes celles que des critères retiennent (domaine §9.3). */
import {
  lireCleGeneration,
  cleGeneration,
  totalDebit,
  versIso,
  type Anomalie,
  type Ecriture,
  type LieuAnomalie,
  type Montant,
  type Phrase,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import { Ecritures, EcrituresCloture } from '../../tables-communes';
import {
  cleDePiece,
  contrepasser,
  retient,
  sansCritere,
  viseUneEcriture,
  type LigneDuLivre,
  type PieceDuLivre,
} from './calcul/contrepasser';
import type { ModeContrepassation } from './calcul/types';
import type { ContextePieces } from './contexte';
import * as dire from './dire';
import { MODULE_BROUILLARD, MODULE_CONTREPASSATION } from './modules';
import { Contrepassations } from './tables';

export type LigneDemande = Ligne<typeof Contrepassations>;

/** Ce qu'une demande a fait d'une écriture. */
export interface PieceContrepassee {
  readonly demande: LigneDemande;
  readonly origine: PieceDuLivre;
  readonly mode: ModeContrepassation;
  /** L'écriture contraire, ou pourquoi elle est refusée. */
  readonly issue: Ecriture | Phrase;
}

export interface ContrepassationsEtablies {
  readonly ecritures: readonly Ecriture[];
  readonly pieces: readonly PieceContrepassee[];
  readonly anomalies: readonly Anomalie[];
}

export const estFaite = (issue: Ecriture | Phrase): issue is Ecriture => 'lignes' in issue;

const RIEN: ContrepassationsEtablies = { ecritures: [], pieces: [], anomalies: [] };

/** La source d'une contrepassation dans sa clé : la demande, et l'écriture d'origine. */
const sourceDe = (demande: string, origine: string) => `${demande}~${origine.replaceAll('|', '/')}`;

/**
 * Les écritures contraires des demandes que cet arrêté doit passer. Une demande déjà passée à un autre arrêté ne l'est
 * plus, sauf celle restée au brouillard, que chaque exécution refait. Une écriture ne se contrepasse qu'une fois.
 */
export function etablirContrepassations(contexte: ContextePieces): ContrepassationsEtablies {
  const faites = new Set(
    [...contexte.sourcesAilleurs(MODULE_CONTREPASSATION).keys()].map(s => s.slice(0, s.indexOf('~'))),
  );
  const demandes = contexte.tables.lire(Contrepassations).lignes.filter(d => !faites.has(d.IdDemande));
  if (demandes.length === 0) return RIEN;
  const livre = lireLivre(contexte, demandes);
  const dejaPar = livre.extournees;
  const pieces: PieceContrepassee[] = [];
  const anomalies: Anomalie[] = [];
  for (const demande of demandes) {
    const rendu = traiter(demande, livre.pieces, dejaPar, contexte);
    anomalies.push(...rendu.anomalies);
    pieces.push(...rendu.pieces);
    for (const { issue, origine } of rendu.pieces) if (estFaite(issue)) dejaPar.set(origine.cle, issue.cle);
  }
  return { ecritures: pieces.map(p => p.issue).filter(estFaite), pieces, anomalies };
}

interface Livre {
  readonly pieces: readonly PieceDuLivre[];
  /** Clé d'une écriture → clé de ce qui l'a déjà contrepassée. */
  readonly extournees: Map<string, string>;
}

/** Le livre par pièces, en une passe ; les contrepassations que cette exécution refait n'en sont pas. */
function lireLivre({ arrete, tables }: ContextePieces, demandes: readonly LigneDemande[]): Livre {
  const pieces = new Map<string, { cle: string; table: string; lignes: LigneDuLivre[] }>();
  const extournees = new Map<string, string>();
  const refaites = new Set(demandes.map(d => d.IdDemande));
  const refaite = (l: LigneDuLivre) => {
    const { module, arrete: date, source } = lireCleGeneration(l.CleGeneration);
    if (l.DateValidation !== undefined && date !== versIso(arrete)) return false;
    if (module === MODULE_BROUILLARD) return refaites.has(source.slice(0, source.indexOf('~')));
    return module === MODULE_CONTREPASSATION && date === versIso(arrete);
  };
  for (const table of [Ecritures, EcrituresCloture])
    for (const l of tables.lire(table).lignes as readonly LigneDuLivre[]) {
      if (refaite(l)) continue;
      const cle = cleDePiece(l);
      if (l.IdExtourneDe !== undefined) extournees.set(l.IdExtourneDe, cle);
      const connue = pieces.get(cle);
      if (connue) connue.lignes.push(l);
      else pieces.set(cle, { cle, table: table.nom, lignes: [l] });
    }
  return { pieces: [...pieces.values()], extournees };
}

const lieuDe = (d: LigneDemande, colonne: string): LieuAnomalie => ({
  table: Contrepassations.nom,
  ligne: d.ligne,
  colonne,
  cle: d.IdDemande,
});

type Traitee = Pick<ContrepassationsEtablies, 'pieces' | 'anomalies'>;

function traiter(
  demande: LigneDemande,
  livre: readonly PieceDuLivre[],
  dejaPar: ReadonlyMap<string, string>,
  contexte: ContextePieces,
): Traitee {
  const quoi = dire.laDemande(demande.IdDemande);
  const seule = (anomalie: Anomalie): Traitee => ({ pieces: [], anomalies: [anomalie] });
  if (/[|#~]/.test(demande.IdDemande)) return seule(dire.codeReserve(quoi, lieuDe(demande, 'IdDemande')));
  const interdite = contexte.dateInterdite(demande.Date, quoi, lieuDe(demande, 'Date'));
  if (interdite) return seule(interdite);
  if (sansCritere(demande)) return seule(dire.demandeSansCritere(quoi, lieuDe(demande, 'Cle')));
  const retenues = livre.filter(piece => retient(demande, piece));
  if (retenues.length === 0) return seule(dire.demandeSansEcriture(quoi, lieuDe(demande, 'Cle')));
  const mode = demande.Mode ?? modeParDefaut(contexte);
  const pieces = retenues.map((origine): PieceContrepassee => {
    const issue = refusDe(demande, origine, dejaPar, contexte) ?? faire(demande, origine, mode, contexte);
    return { demande, origine, mode, issue };
  });
  // Une écriture désignée qui se refuse bloque ; parmi d'autres, elle est écartée et dite.
  const gravite = viseUneEcriture(demande) ? 'BLOQUANT' : 'ALERTE';
  const anomalies = pieces.flatMap(({ issue, origine }) =>
    estFaite(issue) ? [] : [dire.refusee(gravite, quoi, origine.cle, issue, lieuDe(demande, 'Cle'))],
  );
  return { pieces, anomalies };
}

const modeParDefaut = ({ parametres }: ContextePieces): ModeContrepassation =>
  parametres.valeur('ExtourneForme') === 'NEGATIVE' ? 'NEGATIF' : 'INVERSE';

function refusDe(
  { Date: le }: LigneDemande,
  { cle, lignes }: PieceDuLivre,
  dejaPar: ReadonlyMap<string, string>,
  { arrete }: ContextePieces,
): Phrase | undefined {
  const par = dejaPar.get(cle);
  if (par !== undefined) return dire.REFUS.DEJA(par);
  const [premiere] = lignes;
  if (lignes.some(l => l.IdExtourneDe !== undefined || l.Origine === 'EXTOURNE'))
    return dire.REFUS.EXTOURNE();
  const enCours =
    premiere?.CleGeneration?.split('|')[1] === versIso(arrete) && premiere.DateValidation === undefined;
  if (enCours) return dire.REFUS.NON_VALIDEE();
  return premiere !== undefined && le < premiere.DateEcriture ? dire.REFUS.AVANT() : undefined;
}

function faire(
  demande: LigneDemande,
  origine: PieceDuLivre,
  mode: ModeContrepassation,
  { arrete }: ContextePieces,
): Ecriture | Phrase {
  const module = demande.Brouillard === true ? MODULE_BROUILLARD : MODULE_CONTREPASSATION;
  try {
    return contrepasser(origine, {
      cle: cleGeneration(module, arrete, sourceDe(demande.IdDemande, origine.cle), 'EXTOURNE'),
      date: demande.Date,
      mode,
      libelle: `Contrepassation ${origine.lignes[0]?.Libelle ?? ''} (${demande.Motif})`,
    });
  } catch (erreur) {
    if (erreur instanceof RangeError) return dire.REFUS.DESEQUILIBREE();
    throw erreur;
  }
}

/** Le total des débits d'une pièce d'origine. */
export const montantDe = ({ origine }: PieceContrepassee): Montant =>
  origine.lignes.reduce((t, l) => t + l.Debit, 0) as Montant;

/** Le total des débits des contrepassations faites. */
export const totalContrepasse = (pieces: readonly PieceContrepassee[]): Montant =>
  pieces.reduce((t, { issue }) => (estFaite(issue) ? t + totalDebit(issue) : t), 0) as Montant;
