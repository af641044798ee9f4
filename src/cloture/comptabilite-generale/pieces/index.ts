import {
  confronterValidees,
  controlerPeriode,
  terminer,
  texteMontant,
  type Anomalie,
  type Ecriture,
  type LieuAnomalie,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { Capacite } from '../../capacite';
import type { Contexte, Resultat, TableProduite } from '../../contexte';
import { EcrituresCloture, Periodes } from '../../tables-communes';
import { ouvrirExercice } from '../a-nouveaux/etablir';
import { expliquerANouveaux } from '../a-nouveaux/explications';
import { etablirAbonnements } from './abonnements';
import {
  estFaite,
  etablirContrepassations,
  montantDe,
  totalContrepasse,
  type PieceContrepassee,
} from './contrepassations';
import { ContextePieces } from './contexte';
import * as dire from './dire';
import { MODULE_SAISIE, MODULES_PIECES } from './modules';
import { expliquerPieces } from './explications';
import { lirePieces, totalDe, type PieceSaisie } from './saisies';
import { PRESENTATION_PIECES } from './presentation';
import { PiecesContrepassees, SaisieEcritures } from './tables';

/**
 * Les pièces du mois (domaine §9.1, §9.3, §9.6) : à-nouveaux, saisies, abonnements, contrepassations. Elles viennent avant les autres
 * travaux, qui lisent leurs écritures. N'écrit rien.
 */
function* calculerParTranches(recu: Contexte): Generator<void, Resultat> {
  const { arrete, tables, parametres } = recu;
  const ouverture = yield* ouvrirExercice(recu);
  yield;
  const contexte = new ContextePieces(arrete, tables, parametres);
  const ailleurs = contexte.sourcesAilleurs(MODULE_SAISIE);
  const lues = [...lirePieces(contexte)];
  const saisies = lues.filter(p => !ailleurs.has(p.id));
  const changees = lues.flatMap(p => confronterAilleurs(p, ailleurs.get(p.id) ?? []));
  const abonnements = etablirAbonnements(contexte);
  const contrepassations = etablirContrepassations(contexte);
  const ecritures = [
    ...ouverture.ecritures,
    ...saisies.flatMap(p => p.ecriture ?? []),
    ...abonnements.ecritures,
    ...contrepassations.ecritures,
  ];
  const etats = new Map(tables.lire(Periodes).lignes.map(l => [l.Periode, l.Etat]));
  const existantes = tables.lire(EcrituresCloture).lignes;
  const validees = confronterValidees(ecritures, existantes, arrete, new Set(MODULES_PIECES));
  return {
    capacite: PRESENTATION_PIECES.nom,
    anomalies: [
      ...controlerPeriode(arrete, etats),
      ...ouverture.anomalies,
      ...saisies.flatMap(p => p.anomalies),
      ...changees,
      ...abonnements.anomalies,
      ...contrepassations.anomalies,
      ...validees.anomalies,
    ],
    ecritures: validees.aEcrire,
    produites: [produireContrepassees(contrepassations.pieces, contexte)],
    resume: resumer(saisies, abonnements.ecritures, contrepassations.pieces),
  };
}

/** C-PIE-10 : une pièce validée à un autre arrêté dont la saisie a changé de montant, de compte, de tiers ou de date. */
function confronterAilleurs(piece: PieceSaisie, ecrites: readonly LigneEcrite[]): Anomalie[] {
  const [premiere] = ecrites;
  if (!premiere || premiere.DateValidation === undefined || piece.ecriture === undefined) return [];
  const dite = piece.ecriture.lignes.map(l => trace(l.compte, l.tiers, l.debit - l.credit));
  const validee = ecrites.map(l => trace(l.Compte, l.Tiers, l.Debit - l.Credit));
  const memes = dite.sort().join(';') === validee.sort().join(';');
  const lieu: LieuAnomalie = { table: SaisieEcritures.nom, ligne: piece.lignes[0].ligne, cle: piece.id };
  return memes && premiere.DateEcriture === piece.ecriture.date
    ? []
    : [dire.valideeAutrement(dire.laPiece(piece.id), lieu)];
}

type LigneEcrite = Ligne<typeof EcrituresCloture>;

const trace = (compte: string, tiers: string | undefined, solde: number) =>
  [compte, tiers ?? '', solde].join('|');

function produireContrepassees(
  pieces: readonly PieceContrepassee[],
  { arrete }: ContextePieces,
): TableProduite {
  const lignes = pieces.map(p => {
    const [premiere] = p.origine.lignes;
    const faite = estFaite(p.issue);
    return {
      Arrete: arrete,
      IdDemande: p.demande.IdDemande,
      Origine: p.origine.cle,
      Contrepassation: estFaite(p.issue) ? p.issue.cle : undefined,
      Etat: faite ? 'FAITE' : 'REFUSEE',
      Raison: estFaite(p.issue) ? p.demande.Motif : p.issue.fr,
      Journal: premiere?.Journal,
      EcritureNum: premiere?.EcritureNum,
      DateOrigine: premiere?.DateEcriture,
      Piece: premiere?.Piece,
      Date: p.demande.Date,
      Mode: p.mode,
      Montant: montantDe(p),
    };
  });
  const cle = (l: Readonly<Record<string, unknown>>) => [l['IdDemande'], l['Origine']].join('|');
  const dites = new Set(lignes.map(cle));
  return {
    table: PiecesContrepassees,
    lignes,
    cle,
    portee: l => l['Arrete'] === arrete || dites.has(cle(l)),
  };
}

const compter = (n: number, un: string, plusieurs: string): string[] =>
  n === 0 ? [] : [`${n} ${n > 1 ? plusieurs : un}`];

function resumer(
  saisies: readonly PieceSaisie[],
  abonnements: readonly Ecriture[],
  contrepassees: readonly PieceContrepassee[],
): string {
  const faites = saisies.filter(p => p.ecriture !== undefined);
  const contraires = contrepassees.filter(p => estFaite(p.issue));
  const parties = [
    ...compter(faites.length, 'pièce saisie', 'pièces saisies').map(
      t => `${t}, ${texteMontant(totalDe(faites))}`,
    ),
    ...compter(abonnements.length, 'abonnement', 'abonnements'),
    ...compter(contraires.length, 'contrepassation', 'contrepassations').map(
      t => `${t}, ${texteMontant(totalContrepasse(contrepassees))}`,
    ),
  ];
  return `Pièces : ${parties.length === 0 ? 'aucune à passer' : parties.join(' ; ')}`;
}

export const pieces: Capacite = {
  ...PRESENTATION_PIECES,
  calculer: contexte => terminer(calculerParTranches(contexte)),
  calculerParTranches,
  expliquer: (contexte, cellule) =>
    expliquerPieces(contexte, cellule) ?? expliquerANouveaux(contexte, cellule),
};
