/** Pourquoi ces pénalités : impayé × taux × jours, semestre par semestre (domaine §8.5). */
import { arbre, jour, type Explication, type Jour } from '../../../comptabilite';
import type { Contexte } from '../../contexte';
import { Parametres as TableParametres, Tiers } from '../../tables-communes';
import type { LigneTiers } from '../modele';
import type { Morceau } from '../relances/calcul/penalites';
import { dire, jourDit } from './postes';

function tauxDe({ tables }: Contexte, m: Morceau, fiche: LigneTiers | undefined): Explication {
  if (m.origine === 'CONVENU' && fiche)
    return arbre.cellule(
      dire('Taux convenu', 'Agreed rate'),
      { table: Tiers.nom, ligne: fiche.ligne, colonne: 'TauxPenalites' },
      m.taux,
      'TAUX',
    );
  const cle = `${m.origine === 'BCE' ? 'TauxBCE' : 'TauxLegal'}_${m.semestre}`;
  const ligne = tables.lire(TableParametres).lignes.find(l => l.Cle === cle)?.ligne ?? 0;
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
function joursDe({ echeance, au }: TrancheExpliquee, semestre: string, entier: boolean): Explication {
  const libelle = dire(`Jours de retard ${semestre}`, `Days late ${semestre}`);
  if (entier) return arbre.difference(libelle, [au, echeance]);
  const { veille, fin } = bornes(semestre);
  return arbre.difference(libelle, [
    arbre.minimum(libelle, [au, jourDit('fin du semestre', 'end of half-year', fin)]),
    arbre.maximum(libelle, [echeance, jourDit('veille du semestre', 'eve of half-year', veille)]),
  ]);
}

/** Un impayé, son échéance et le jour où il cesse, en arbres. */
interface TrancheExpliquee {
  readonly montant: Explication;
  readonly echeance: Explication;
  readonly au: Explication;
}

/** Les termes d'un impayé, un par semestre de retard. */
export function arbresInteret(
  contexte: Contexte,
  morceaux: readonly Morceau[],
  tranche: TrancheExpliquee,
  fiche?: LigneTiers,
): Explication[] {
  return morceaux.map(m =>
    arbre.produit(
      dire(`Impayé × taux × jours, ${m.semestre}`, `Unpaid × rate × days, ${m.semestre}`),
      [tranche.montant, tauxDe(contexte, m, fiche), joursDe(tranche, m.semestre, morceaux.length === 1)],
      'EUR',
    ),
  );
}

/** arr(Σ impayé × taux × jours / jours de l'année). */
export function arbrePenalite(
  { parametres }: Contexte,
  piece: string,
  termes: readonly Explication[],
): Explication {
  const annee = arbre.constante(
    dire('jours de l’année', 'days in the year'),
    Number(parametres.valeur('BasePenalites')),
    'JOUR',
  );
  const somme = arbre.somme(dire('Impayé × taux × jours', 'Unpaid × rate × days'), termes, 'EUR');
  const libelle = dire(`Pénalités de ${piece}`, `Interest on ${piece}`);
  return arbre.arrondi(libelle, arbre.quotient(libelle, somme, annee, 'EUR'));
}
