/** « Pourquoi ce chiffre ? » du lettrage, des provisions, des créances nettes et des relances, bâti à la demande. */
import { terminer, type Explication } from '../../comptabilite';
import type { CelluleGeneree, Contexte } from '../contexte';
import { EcrituresCloture } from '../tables-communes';
import { EngagementsTiers } from './acomptes/tables';
import { CreancesNettes, Depreciations, ProvisionsClients } from './douteuses/tables';
import { expliquerALettrer } from './explications/a-lettrer';
import { expliquerEcriture } from './explications/ecritures';
import { expliquerEngagement } from './explications/engagements';
import { expliquerNettes } from './explications/nettes';
import { siEcrit } from './explications/postes';
import { expliquerProvision } from './explications/provisions';
import { expliquerLettre, expliquerPiece } from './explications/relances';
import { LettragesProposes, PostesALettrer } from './lettrage/tables';
import { PiecesRelancees, Relances } from './relances/tables';
import { MODULES_TIERS } from './modules';
import { travailler, type Travaux } from './travaux';

const faits = new WeakMap<Contexte['tables'], Map<number, Travaux>>();

/** Les travaux d'une lecture du classeur et d'un arrêté, faits une fois. */
function travauxDe(contexte: Contexte): Travaux {
  const connus = faits.get(contexte.tables) ?? new Map<number, Travaux>();
  faits.set(contexte.tables, connus);
  const deja = connus.get(contexte.arrete);
  if (deja) return deja;
  const travaux = terminer(travailler(contexte));
  connus.set(contexte.arrete, travaux);
  return travaux;
}

function expliquer(contexte: Contexte, cellule: CelluleGeneree): Explication | undefined {
  const { table, ligne, colonne } = cellule;
  if (table === EcrituresCloture.nom) {
    const notre = MODULES_TIERS.includes(moduleDe(ligne));
    return notre ? expliquerEcriture(contexte, travauxDe(contexte), cellule) : undefined;
  }
  if (table === EngagementsTiers.nom) return expliquerEngagement(contexte.tables, contexte.arrete, cellule);
  if (table === CreancesNettes.nom) return expliquerNettes(contexte, travauxDe(contexte), cellule);
  if (table === LettragesProposes.nom || table === PostesALettrer.nom)
    return expliquerALettrer(travauxDe(contexte), contexte.arrete, cellule);
  if (ligne['Arrete'] !== contexte.arrete) return undefined;
  const travaux = travauxDe(contexte);
  const tiers = ligne['IdTiers'];
  if (table === ProvisionsClients.nom || table === Depreciations.nom) {
    const piece = travaux.douteuses.pieces.find(
      p =>
        p.tiers === tiers && p.piece === (ligne['IdFacture'] ?? '') && p.compte === (ligne['Compte'] ?? ''),
    );
    return piece && expliquerProvision({ contexte, modele: travaux.avantDouteuses, piece }, colonne);
  }
  const lettre = travaux.relances.lettres.find(l => l.relance.tiers === tiers);
  if (lettre === undefined) return undefined;
  const sujet = { contexte, modele: travaux.modele, lettre };
  if (table === Relances.nom) return expliquerLettre(sujet, colonne);
  const piece = lettre.pieces.find(
    ({ poste: p }) =>
      p.compte === ligne['Compte'] &&
      p.piece === ligne['Piece'] &&
      `${p.source.table} ${p.source.ligne}` === ligne['Origine'],
  );
  return piece && expliquerPiece(sujet, piece, colonne);
}

const moduleDe = (ligne: CelluleGeneree['ligne']) => String(ligne['CleGeneration']).split('|')[0] ?? '';

const TABLES: ReadonlySet<string> = new Set(
  [
    EngagementsTiers,
    ProvisionsClients,
    Depreciations,
    CreancesNettes,
    LettragesProposes,
    PostesALettrer,
    Relances,
    PiecesRelancees,
    EcrituresCloture,
  ].map(t => t.nom),
);

/**
 * L'arbre d'une cellule de « Provisions clients », « Relances », de leurs détails, du lettrage, des engagements, ou d'une
 * écriture de tiers ; undefined ailleurs, ou tant qu'une ligne en cause n'est pas écrite au classeur.
 */
export function expliquerTravaux(contexte: Contexte, cellule: CelluleGeneree): Explication | undefined {
  return TABLES.has(cellule.table) ? siEcrit(() => expliquer(contexte, cellule)) : undefined;
}
