/** Pourquoi ce net réclamé, cette pénalité, cette indemnité (domaine §8.4, §8.5). */
import { arbre, type Explication } from '../../../comptabilite';
import type { Contexte } from '../../contexte';
import { Parametres as TableParametres } from '../../tables-communes';
import type { Auxiliaire } from '../calcul/auxiliaire';
import type { ModeleTiers } from '../modele';
import { semestres } from '../relances/calcul/penalites';
import { tranchesDe, type Lettre, type PieceLettre } from '../relances/etablir';
import { arbrePenalite, arbresInteret } from './penalites';
import { arbreEcheance, arbreLigne, arbreResiduel, dire, jourDit, ZERO_EUROS } from './postes';

export interface SujetRelance {
  readonly contexte: Contexte;
  readonly modele: ModeleTiers;
  readonly lettre: Lettre;
}

const auxDe = ({ modele }: SujetRelance): Auxiliaire => modele.lu.auxiliaire;

function du(sujet: SujetRelance): Explication {
  return arbre.somme(
    dire('Pièces réclamées', 'Items claimed'),
    sujet.lettre.pieces.map(p => arbreResiduel(auxDe(sujet), p.poste)),
  );
}

function deduit(sujet: SujetRelance): Explication {
  const { contexte, modele, lettre } = sujet;
  const rangs = new Set(lettre.relance.credits.map(c => Number(c.cle)));
  const credits = modele.postesDe(contexte.arrete, 'CLIENT').filter(p => rangs.has(p.rang));
  return arbre.difference(dire('Avoirs et règlements', 'Credits and receipts'), [
    ZERO_EUROS,
    ...credits.map(p => arbreResiduel(auxDe(sujet), p)),
  ]);
}

/** La cellule d'un paramètre, ou la constante de la loi quand la table ne la porte pas. */
function parametre(sujet: SujetRelance, cle: 'IndemniteRecouvrement'): Explication {
  const { parametres } = sujet.contexte;
  const valeur = arbre.eurosExacts(parametres.valeur(cle));
  const ligne = parametres.ligne(cle);
  const libelle = dire('Indemnité forfaitaire (art. D441-5)', 'Fixed recovery fee (art. D441-5)');
  return ligne === undefined
    ? arbre.constante(libelle, valeur, 'EUR')
    : arbre.cellule(libelle, { table: TableParametres.nom, ligne, colonne: 'Valeur' }, valeur, 'EUR');
}

/** Ce qui a été payé en retard d'une pièce par un règlement : la part commune de leurs rangs dans le cumul. */
function partPayee(sujet: SujetRelance, piece: PieceLettre, soldante: number): Explication {
  const aux = auxDe(sujet);
  const { restantes, soldantes } = piece.poste.imputation!;
  const libelle = dire('Réglé en retard', 'Paid late');
  const tous = (rangs: readonly number[], signe: 1 | -1) =>
    signe === 1
      ? arbre.somme(
          libelle,
          rangs.map(r => arbreLigne(aux, r)),
          'EUR',
        )
      : arbre.difference(libelle, [ZERO_EUROS, ...rangs.map(r => arbreLigne(aux, r))]);
  const avant = tous(restantes.slice(0, restantes.indexOf(piece.poste.rang)), 1);
  const paye = arbre.difference(libelle, [
    arbreLigne(aux, piece.poste.rang),
    arbreResiduel(aux, piece.poste),
  ]);
  const ordre = [...soldantes].sort((a, b) => aux.date[a]! - aux.date[b]! || a - b);
  const rang = ordre.indexOf(soldante);
  return arbre.difference(libelle, [
    arbre.minimum(libelle, [tous(ordre.slice(0, rang + 1), -1), arbre.somme(libelle, [avant, paye])]),
    arbre.maximum(libelle, [tous(ordre.slice(0, rang), -1), avant]),
  ]);
}

function penalite(sujet: SujetRelance, piece: PieceLettre): Explication | undefined {
  const { contexte } = sujet;
  const aux = auxDe(sujet);
  if (piece.penalite === undefined) return undefined;
  const echeance = arbreEcheance(aux, piece.poste.rang, piece.poste.echeance);
  const ordre = [...(piece.poste.imputation?.soldantes ?? [])].sort(
    (a, b) => aux.date[a]! - aux.date[b]! || a - b,
  );
  const restants = [...piece.penalite.morceaux];
  const fiche = sujet.modele.tiers.get(sujet.lettre.relance.tiers);
  const termes = tranchesDe(piece.poste, aux, contexte.arrete).flatMap(tranche => {
    const { soldante } = tranche;
    const montant =
      soldante === undefined ? arbreResiduel(aux, piece.poste) : partPayee(sujet, piece, ordre[soldante]!);
    const au = jourDit(soldante === undefined ? 'arrêté' : 'paiement', 'until', tranche.au);
    const morceaux = restants.splice(0, [...semestres(tranche)].length);
    return arbresInteret(contexte, morceaux, { montant, echeance, au }, fiche);
  });
  return arbrePenalite(contexte, piece.poste.piece, termes);
}

/** L'arbre d'une colonne d'une pièce relancée. */
export function expliquerPiece(
  sujet: SujetRelance,
  piece: PieceLettre,
  colonne: string,
): Explication | undefined {
  switch (colonne) {
    case 'Reste':
      return arbreResiduel(auxDe(sujet), piece.poste);
    case 'Penalites':
      return penalite(sujet, piece);
    case 'Indemnite':
      return piece.indemnite === undefined ? undefined : parametre(sujet, 'IndemniteRecouvrement');
    default:
      return undefined;
  }
}

function sommePieces(sujet: SujetRelance, colonne: 'Penalites' | 'Indemnite', fr: string, en: string) {
  return arbre.somme(
    dire(fr, en),
    sujet.lettre.pieces.flatMap(p => expliquerPiece(sujet, p, colonne) ?? []),
    'EUR',
  );
}

/** L'arbre d'une colonne d'une lettre. */
export function expliquerLettre(sujet: SujetRelance, colonne: string): Explication | undefined {
  const { lettre } = sujet;
  const net = () => arbre.difference(dire('Net réclamé', 'Net claimed'), [du(sujet), deduit(sujet)]);
  const interets = () => sommePieces(sujet, 'Penalites', 'Pénalités', 'Interest');
  const forfaits = () => sommePieces(sujet, 'Indemnite', 'Indemnités', 'Recovery fees');
  switch (colonne) {
    case 'Du':
      return du(sujet);
    case 'Deduit':
      return deduit(sujet);
    case 'Net':
      return net();
    case 'Penalites':
      return lettre.penalites === undefined ? undefined : interets();
    case 'Indemnites':
      return lettre.indemnites === undefined ? undefined : forfaits();
    case 'Total':
      return arbre.somme(dire('Total dû', 'Total due'), [
        net(),
        ...(lettre.penalites === undefined ? [] : [interets(), forfaits()]),
      ]);
    default:
      return undefined;
  }
}
