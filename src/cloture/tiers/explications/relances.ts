/** Pourquoi ce net réclamé, cette pénalité, cette indemnité (domaine §8.4, §8.5). */
import { arbre, jour, type Explication, type Jour } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { Contexte } from '../../contexte';
import { Parametres as TableParametres, Tiers } from '../../tables-communes';
import type { Auxiliaire } from '../calcul/auxiliaire';
import type { ModeleTiers } from '../modele';
import { semestres, type Morceau } from '../relances/calcul/penalites';
import { tranchesDe, type Lettre, type PieceLettre } from '../relances/etablir';
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

function tauxDe(sujet: SujetRelance, m: Morceau): Explication {
  const { contexte, modele, lettre } = sujet;
  const fiche: Ligne<typeof Tiers> | undefined = modele.tiers.get(lettre.relance.tiers);
  if (m.origine === 'CONVENU' && fiche)
    return arbre.cellule(
      dire('Taux convenu', 'Agreed rate'),
      { table: Tiers.nom, ligne: fiche.ligne, colonne: 'TauxPenalites' },
      m.taux,
      'TAUX',
    );
  const cle = `${m.origine === 'BCE' ? 'TauxBCE' : 'TauxLegal'}_${m.semestre}`;
  const ligne = contexte.tables.lire(TableParametres).lignes.find(l => l.Cle === cle)?.ligne ?? 0;
  const lu = (valeur: Morceau['taux']) =>
    arbre.cellule(dire(cle, cle), { table: TableParametres.nom, ligne, colonne: 'Valeur' }, valeur, 'TAUX');
  return m.origine === 'BCE'
    ? arbre.somme(dire('BCE + 10 points', 'ECB + 10 points'), [
        lu(m.taux.minus('0.10')),
        arbre.constante(dire('10 points', '10 points'), '0.10', 'TAUX'),
      ])
    : arbre.produit(dire('Plancher légal', 'Legal floor'), [
        arbre.constante(dire('trois fois', 'three times'), 3),
        lu(m.taux.div(3)),
      ]);
}

/** Les bornes d'un semestre : la veille de son premier jour, et son dernier jour. */
function bornes(semestre: string): { readonly veille: Jour; readonly fin: Jour } {
  const [annee = 0, rang = 1] = semestre.split('_').map(Number);
  return rang === 1
    ? { veille: jour(annee - 1, 12, 31), fin: jour(annee, 6, 30) }
    : { veille: jour(annee, 6, 30), fin: jour(annee, 12, 31) };
}

/** Jours de retard d'une tranche dans un semestre : min(jusqu'au ; fin) - max(échéance ; veille). */
function joursDe(echeance: Explication, au: Explication, semestre: string, entier: boolean): Explication {
  const libelle = dire(`Jours de retard ${semestre}`, `Days late ${semestre}`);
  if (entier) return arbre.difference(libelle, [au, echeance]);
  const { veille, fin } = bornes(semestre);
  return arbre.difference(libelle, [
    arbre.minimum(libelle, [au, jourDit('fin du semestre', 'end of half-year', fin)]),
    arbre.maximum(libelle, [echeance, jourDit('veille du semestre', 'eve of half-year', veille)]),
  ]);
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
  const echeance = arbreEcheance(aux, piece.poste);
  const ordre = [...(piece.poste.imputation?.soldantes ?? [])].sort(
    (a, b) => aux.date[a]! - aux.date[b]! || a - b,
  );
  const restants = [...piece.penalite.morceaux];
  const termes = tranchesDe(piece.poste, aux, contexte.arrete).flatMap(tranche => {
    const soldante = tranche.soldante;
    const montant =
      soldante === undefined ? arbreResiduel(aux, piece.poste) : partPayee(sujet, piece, ordre[soldante]!);
    const au = jourDit(soldante === undefined ? 'arrêté' : 'paiement', 'until', tranche.au);
    const decoupe = [...semestres(tranche)];
    return decoupe.map(({ semestre }) => {
      const morceau = restants.shift()!;
      return arbre.produit(
        dire(`Impayé × taux × jours, ${semestre}`, `Unpaid × rate × days, ${semestre}`),
        [montant, tauxDe(sujet, morceau), joursDe(echeance, au, semestre, decoupe.length === 1)],
        'EUR',
      );
    });
  });
  const annee = arbre.constante(
    dire('jours de l’année', 'days in the year'),
    Number(contexte.parametres.valeur('BasePenalites')),
    'JOUR',
  );
  const somme = arbre.somme(dire('Impayé × taux × jours', 'Unpaid × rate × days'), termes, 'EUR');
  const libelle = dire(`Pénalités de ${piece.poste.piece}`, `Interest on ${piece.poste.piece}`);
  return arbre.arrondi(libelle, arbre.quotient(libelle, somme, annee, 'EUR'));
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
