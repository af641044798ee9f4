/** Pourquoi cette part de l'encours, ce retard observé, ces pénalités encourues (domaine §13, mission 304, 306, 309). */
import { arbre, type Explication, type Jour, type Libelle } from '../../../comptabilite';
import type { Contexte } from '../../contexte';
import { visiterSoldees } from '../calcul/retards';
import { premiers } from '../indicateurs';
import type { ModeleTiers } from '../modele';
import { dettesEnRetard } from '../penalites-fournisseurs';
import type { ArbresBalance } from './balance';
import { arbrePenalite, arbresInteret } from './penalites';
import { arbreDate, arbreEcheance, arbreLigne, arbreResiduel, dire, jourDit } from './postes';

/** Décimales d'une part ou d'un retard écrits dans une cellule. */
const DECIMALES = 4;
const CENT = arbre.constante(dire('cent', 'hundred'), 100);

/** Une part de l'encours, de 0 à 100 ; undefined sans encours. */
export function arbrePart(libelle: Libelle, part: Explication, total: Explication): Explication | undefined {
  if (total.valeur.isZero()) return undefined;
  const rapport = arbre.quotient(libelle, part, total);
  return arbre.arrondi(libelle, arbre.produit(libelle, [rapport, CENT], 'NOMBRE'), DECIMALES);
}

/** Le numérateur d'une part : échu, douteux, premiers clients ; undefined si le code n'est pas une part. */
export function numerateurDe(
  code: string,
  modele: ModeleTiers,
  arrete: Jour,
  balance: ArbresBalance,
): Explication | undefined {
  const concentration = /^CONCENTRATION_(\d+)$/.exec(code)?.[1];
  if (concentration !== undefined) {
    const grands = premiers(modele.balance(arrete, 'CLIENT'), Number(concentration));
    return arbre.somme(
      dire('Premiers clients', 'Largest customers'),
      grands.map(u => balance.total(u)),
      'EUR',
    );
  }
  const echu = /^ECHU(?:_(\d+))?$/.exec(code);
  if (echu) {
    const age = Number(echu[1] ?? 0);
    return balance.sommer(dire('Échu', 'Overdue'), v => v.retard > age && v.montant > 0);
  }
  return code === 'DOUTEUSES'
    ? balance.sommer(dire('Créances douteuses', 'Doubtful receivables'), v => v.poste.nature === 'DOUTEUX')
    : undefined;
}

/** Le retard moyen des pièces soldées d'un mode de règlement : chaque client pèse par ses pièces. */
export function arbreRetard(modele: ModeleTiers, arrete: Jour, mode: string): Explication | undefined {
  const aux = modele.lu.auxiliaire;
  const parTiers = new Map<string, { piece: number; reglement: number }[]>();
  visiterSoldees(aux, arrete, 'CLIENT', (piece, reglement) => {
    const tiers = aux.tiers[aux.tiersDe[piece]!]!;
    if ((modele.tiers.get(tiers)?.ModeReglement ?? 'AUTRE') !== mode) return;
    parTiers.set(tiers, [...(parTiers.get(tiers) ?? []), { piece, reglement }]);
  });
  if (parTiers.size === 0) return undefined;
  const pieces = [...parTiers.values()];
  const jours = arbre.somme(
    dire('Retards, pièce par pièce', 'Delays, document by document'),
    [...parTiers].map(([tiers, siennes]) =>
      arbre.produit(
        dire(modele.tiers.get(tiers)?.Nom ?? tiers, modele.tiers.get(tiers)?.Nom ?? tiers),
        [retardDuTiers(modele, siennes), nombre(siennes.length)],
        'JOUR',
      ),
    ),
    'JOUR',
  );
  const libelle = dire(`Retard moyen, ${mode}`, `Average delay, ${mode}`);
  const total = nombre(pieces.reduce((n, p) => n + p.length, 0));
  return arbre.arrondi(libelle, arbre.quotient(libelle, jours, total, 'JOUR'), DECIMALES);
}

const nombre = (n: number) => arbre.constante(dire('pièces soldées', 'documents settled'), n);

/** Retard d'un tiers, en jours entiers : Σ montant × (règlement - échéance) / Σ montant. */
function retardDuTiers(
  modele: ModeleTiers,
  siennes: readonly { readonly piece: number; readonly reglement: number }[],
): Explication {
  const aux = modele.lu.auxiliaire;
  const libelle = dire('Retard pondéré', 'Weighted delay');
  const termes = siennes.map(({ piece, reglement }) => {
    const nom = aux.origine(piece).Piece;
    const paye = arbreDate(aux, reglement, dire(`Règlement de ${nom}`, `Payment of ${nom}`), {
      colonne: aux.table(reglement) === 'Encaissements' ? 'Date' : 'DateEcriture',
      le: aux.date[reglement]! as Jour,
    });
    const echeance = arbreEcheance(aux, piece, modele.echeancier.echeanceDe(piece));
    const retard = arbre.difference(dire(`Retard de ${nom}`, `Delay of ${nom}`), [paye, echeance]);
    return arbre.produit(retard.libelle, [arbreLigne(aux, piece), retard], 'EUR');
  });
  const montants = arbre.somme(
    dire('Pièces soldées', 'Documents settled'),
    siennes.map(({ piece }) => arbreLigne(aux, piece)),
  );
  return arbre.arrondi(
    libelle,
    arbre.quotient(libelle, arbre.somme(libelle, termes, 'EUR'), montants, 'JOUR'),
    0,
  );
}

/** Les pénalités que coûteraient les dettes en retard, et ces dettes ; undefined si un taux légal manque. */
export function arbresPenalitesFournisseurs(contexte: Contexte, modele: ModeleTiers) {
  const { arrete, parametres } = contexte;
  const aux = modele.lu.auxiliaire;
  const dettes = dettesEnRetard(modele, parametres, arrete);
  if ('manquant' in dettes) return undefined;
  const montants = dettes.map(d => arbreResiduel(aux, d.poste));
  const penalites = dettes.map(({ poste, penalite }, i) => {
    const echeance = arbreEcheance(aux, poste.rang, poste.echeance);
    const au = jourDit('arrêté', 'until', arrete);
    const termes = arbresInteret(contexte, penalite.morceaux, { montant: montants[i]!, echeance, au });
    return arbrePenalite(contexte, poste.piece, termes);
  });
  return {
    penalites: arbre.somme(dire('Pénalités encourues', 'Penalties incurred'), penalites, 'EUR'),
    dettes: arbre.somme(dire('Dettes en retard', 'Overdue payables'), montants, 'EUR'),
  };
}
