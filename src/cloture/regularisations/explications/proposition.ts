/** L'arbre d'une proposition : ce que la règle tire de sa pièce, et ce qui en est retenu (conception §1, loi 3). */
import { arbre, type Explication, type Jour, type ModeEtalement } from '../../../comptabilite';
import type { Parametres } from '../../tables-communes/parametres';
import { estSociale } from '../calcul/charges-a-payer';
import type { Proposition } from '../calcul/proposition';
import type { Source } from '../calcul/types';
import { aCourir, arreteConstant, partEchue } from '../../tables-communes/part-echue';
import { dire, opposee, zero, type Pieces } from './pieces';

/** Ce qu'il faut savoir de l'arrêté pour expliquer ses propositions. */
export interface Cadre {
  readonly pieces: Pieces;
  readonly arrete: Jour;
  readonly mode: ModeEtalement;
  readonly parametres: Parametres;
  /** La cellule où le montant est forcé. */
  celluleForcee(p: Proposition): Explication | undefined;
  /** La cellule du radar où un constat accepté montre son montant. */
  celluleDuRadar(p: Proposition): Explication | undefined;
  /** Les montants d'abonnement que les écritures des mois d'avant ont passés. */
  fractionsPassees(idCharge: string): readonly Explication[];
}

/** L'arbre d'une colonne en euros d'une proposition. */
export function expliquerColonne(p: Proposition, colonne: string, cadre: Cadre): Explication | undefined {
  switch (colonne) {
    case 'Base':
      return expliquerBase(p, cadre) ?? expliquerPropose(p, cadre);
    case 'Propose':
      return expliquerPropose(p, cadre);
    case 'Retenu':
      return expliquerRetenu(p, cadre);
    case 'Ecart': {
      const retenu = expliquerRetenu(p, cadre);
      const propose = expliquerPropose(p, cadre);
      const termes = propose ? [propose] : [];
      return retenu && arbre.difference(dire('Retenu - Proposé', 'Retained - Proposed'), [retenu, ...termes]);
    }
    default:
      return undefined;
  }
}

/** Le montant de la pièce, dans le sens du module ; undefined s'il ne vient pas d'une seule cellule. */
export function expliquerBase(p: Proposition, { pieces }: Cadre): Explication | undefined {
  if (p.cle.startsWith('Radar|')) return undefined;
  const { source } = p;
  const m = pieces.montant(dire(`Montant HT ${p.piece}`, `Amount excl. VAT ${p.piece}`), source);
  if (estSociale(p)) return auTaux(m, source, pieces);
  return p.module === 'AAR' || p.module === 'AAE'
    ? opposee(dire('Avoir attendu', 'Expected credit note'), m)
    : m;
}

/** Le montant proposé. */
export function expliquerPropose(p: Proposition, cadre: Cadre): Explication | undefined {
  if (p.propose === undefined) return undefined;
  if (p.cle.startsWith('Radar|')) return cadre.celluleDuRadar(p);
  const base = expliquerBase(p, cadre);
  if (base === undefined) return undefined;
  const explique = arbreDe(p)(p, base, p.source, cadre);
  return explique.valeur.times(100).equals(p.propose) ? explique : undefined;
}

/** Le montant retenu : le forcé, sinon le proposé. */
export function expliquerRetenu(p: Proposition, cadre: Cadre): Explication | undefined {
  if (p.forcage) return cadre.celluleForcee(p);
  return p.propose === undefined ? zero() : expliquerPropose(p, cadre);
}

type ArbreDe = (p: Proposition, base: Explication, source: Source, cadre: Cadre) => Explication;

function arbreDe(p: Proposition): ArbreDe {
  if (p.module === 'PCA' || p.module === 'CCA') return constatee;
  if (p.module === 'CAP') return aPayer;
  return p.etendue ? echue : reste;
}

/** Les charges sociales : arr(m × taux). */
const auTaux = (m: Explication, source: Source, pieces: Pieces): Explication =>
  arbre.arrondi(
    dire('Charges sociales', 'Social charges'),
    arbre.produit(dire('Montant × taux', 'Amount × rate'), [
      m,
      pieces.taux(dire('Taux de charges', 'Social charges rate'), source, 'TauxCharges'),
    ]),
  );

/** Une charge à payer : sa part échue, moins les fractions passées d'un abonnement ; ou les charges sociales dessus. */
function aPayer(p: Proposition, base: Explication, source: Source, cadre: Cadre): Explication {
  if (estSociale(p)) {
    const assiette = cadre.pieces.montant(dire('Assiette', 'Basis'), source);
    return auTaux(partDe(p, assiette, source, cadre), source, cadre.pieces);
  }
  const part = partDe(p, base, source, cadre);
  if (p.extournee) return part;
  return arbre.difference(dire('Fraction à passer', 'Portion to post'), [
    part,
    ...cadre.fractionsPassees(p.piece),
  ]);
}

/** Constaté d'avance (domaine §4.5) ; sans période, il n'y a rien à étaler. */
function constatee(p: Proposition, base: Explication, source: Source, cadre: Cadre): Explication {
  const etalement = etalementDe(p, source, cadre);
  return etalement ? aCourir(base, etalement) : base;
}

/** Échu moins ce qui est déjà facturé, jamais de l'autre signe. */
function echue(p: Proposition, base: Explication, source: Source, cadre: Cadre): Explication {
  const part = partDe(p, base, source, cadre);
  return p.facturations.length === 0 ? part : sansLeFacture(p, part, cadre);
}

/** La part échue de la période de la pièce ; tout, si elle n'en a pas. */
function partDe(p: Proposition, base: Explication, source: Source, cadre: Cadre): Explication {
  const etalement = etalementDe(p, source, cadre);
  return etalement ? partEchue(base, etalement) : base;
}

const etalementDe = ({ etendue }: Proposition, source: Source, { pieces, arrete, mode }: Cadre) =>
  etendue && {
    du: pieces.date(dire('Période du', 'Service from'), source, 'PeriodeDu'),
    au: pieces.date(dire('Période au', 'Service to'), source, 'PeriodeAu'),
    arrete: arreteConstant(arrete),
    mode,
  };

/** Ce qui reste à facturer d'une pièce sans période : en quantité, sinon en montant (domaine §4.6, règle 1). */
function reste(p: Proposition, base: Explication, source: Source, cadre: Cadre): Explication {
  if (p.facturations.length === 0) return base;
  const { pieces } = cadre;
  const enQuantite =
    Number(pieces.ligne(source)?.['Quantite'] ?? 0) !== 0 &&
    p.facturations.every(f => f.quantite !== undefined);
  if (!enQuantite) return sansLeFacture(p, base, cadre);
  const recue = pieces.quantite(dire('Quantité', 'Quantity'), source);
  const restante = arbre.difference(dire('Quantité à facturer', 'Quantity to be invoiced'), [
    recue,
    ...p.facturations.map(f => pieces.quantite(dire('Quantité facturée', 'Invoiced quantity'), f)),
  ]);
  return arbre.prorata(
    dire('Reste à facturer, au prix reçu', 'To be invoiced, at the received price'),
    base,
    borne(restante, recue.valeur.isNegative()),
    recue,
  );
}

function sansLeFacture(p: Proposition, part: Explication, { pieces }: Cadre): Explication {
  const avoir = p.module === 'AAR' || p.module === 'AAE';
  const factures = p.facturations.map(f => {
    const m = pieces.montant(dire('Déjà facturé', 'Already invoiced'), f);
    return avoir ? opposee(dire('Déjà crédité', 'Already credited'), m) : m;
  });
  return borne(arbre.difference(dire('Reste à facturer', 'To be invoiced'), [part, ...factures]), false);
}

/** Jamais du signe contraire de la pièce. */
const borne = (e: Explication, negative: boolean): Explication =>
  (negative ? arbre.minimum : arbre.maximum)(e.libelle, [
    arbre.constante(dire('Zéro', 'Zero'), 0, e.unite),
    e,
  ]);
