import {
  accorder,
  constateDAvance,
  DatesDeFacture,
  signaler,
  texteJour,
  versIso,
  type Anomalie,
  type Jour,
  type Phrase,
} from '../../../comptabilite';
import type { Donnees, LigneLivraison, Options } from './donnees';
import { estInversee, etendueDe, refuserInversee } from './etendue';
import { partAcquise, proposer, repliEnJours, selonSigne } from './proposer';
import { Origines, pieceDe, type Origine, type Proposition } from './proposition';
import type { Propositions } from './types';
import { Ventes, type PieceDeVente } from './ventes';

type OptionsProduits = Pick<Options, 'mode' | 'exclureNonValidees' | 'moduleProduits' | 'comptes'>;

/**
 * Rattachement des produits à la période (domaine §4.7), pour une société qui l'a choisi : FAE des livraisons à
 * facturer et des échéances dues, PCA des factures à période. PAR_PRODUIT : ce qu'une règle de CA prend est montré et laissé.
 */
export function proposerProduits(donnees: Donnees, arrete: Jour, options: OptionsProduits): Propositions {
  if (options.moduleProduits === 'RECONNAISSANCE') return { proposees: [], anomalies: [] };
  const parRegle = options.moduleProduits === 'PAR_PRODUIT';
  const ventes = new Ventes(donnees, options.comptes.vente);
  const dates = datesDesFactures(donnees, options);
  const cadre: Cadre = { ventes, dates, arrete, parRegle };
  const livraisons = proposerLivraisons(donnees.livraisons, { ...cadre, options });
  const livrees = new Set(
    donnees.livraisons.flatMap(l => (l.DateLivraison > arrete ? [] : (ventes.ligneServie(l) ?? []))),
  );
  const echeances = proposerEcheances(donnees.echeances, { ...cadre, livrees });
  const factures = proposerPCA(donnees.facturesClients, { ...cadre, options });
  const proposees = [livraisons, echeances, factures].flatMap(r => r.proposees);
  return {
    proposees,
    anomalies: [
      ...[livraisons, echeances, factures].flatMap(r => r.anomalies),
      ...(parRegle ? [] : reglesSansEffet(proposees, ventes)),
    ],
  };
}

/** C-CUT-29 : une règle de CA que la société n'applique pas se dit ; sa vente est rattachée comme les autres. */
function reglesSansEffet(proposees: readonly Proposition[], ventes: Ventes): Anomalie[] {
  const n = proposees.filter(p => ventes.regleDe(p) !== undefined).length;
  if (n === 0) return [];
  return [
    signaler(
      'INFO',
      'C-CUT-29',
      {
        fr: `${accorder(n, 'vente rattachée porte', 'ventes rattachées portent')} une règle de CA, que ModuleProduits = RATTACHEMENT n'applique pas.`,
        en: `${accorder(n, 'sale in the cut-off carries', 'sales in the cut-off carry', 'en')} a revenue rule, which ModuleProduits = RATTACHEMENT does not apply.`,
      },
      {
        fr: 'Rien à faire ; PAR_PRODUIT laisserait ces ventes à leur règle.',
        en: 'Nothing to do; PAR_PRODUIT would leave these sales to their rule.',
      },
      { table: 'Parametres', colonne: 'Valeur', cle: 'ModuleProduits' },
    ),
  ];
}

/**
 * Ce que dit une pièce de vente. PAR_PRODUIT : une vente qu'une règle de CA prend n'est pas régularisée ici, même si
 * l'on y force un montant.
 */
function origineDe(p: PieceDeVente, { ventes, parRegle }: Cadre, dites: Dites): Origine {
  const imputation = ventes.imputer(p);
  const regle = parRegle ? ventes.regleDe(imputation) : undefined;
  if (regle === undefined) return { ...imputation, ...dites };
  const ignoree: Phrase = {
    fr: `Suit la règle de CA ${regle} : sa FAE et sa PCA viennent d'elle.`,
    en: `Follows revenue rule ${regle}, which gives its accrual and deferral.`,
  };
  return { ...imputation, ...dites, reconnue: true, ignoree };
}

/** Ce qu'une pièce de vente dit sans sa commande. */
type Dites = Pick<Origine, 'table' | 'ligne' | 'id' | 'numero' | 'etendue' | 'date' | 'ignoree'>;

/** Dates des factures clients qui comptent : un acompte ne facture aucune livraison (domaine §5.3). */
function datesDesFactures(
  { facturesClients }: Pick<Donnees, 'facturesClients'>,
  { exclureNonValidees }: OptionsProduits,
): DatesDeFacture {
  const dates = new DatesDeFacture();
  for (const f of facturesClients) {
    dates.ajouter(
      f.IdFacture,
      f.DateFacture,
      f.TypePiece !== 'ACOMPTE' && (f.Validee || !exclureNonValidees),
    );
  }
  return dates;
}

const estFacturee = (
  p: { readonly IdFacture?: string | undefined; readonly DateFacture?: Jour | undefined },
  dates: DatesDeFacture,
  arrete: Jour,
) => (dates.de(p.IdFacture, p.DateFacture) ?? arrete + 1) <= arrete;

interface Cadre {
  readonly ventes: Ventes;
  readonly dates: DatesDeFacture;
  readonly arrete: Jour;
  /** Chaque vente suit sa règle de CA, si elle en a une. */
  readonly parRegle: boolean;
}

/** Livraisons faites et pas facturées : entières à leur date de facturation prévue, ou au prorata de leur période. */
function proposerLivraisons(
  livraisons: Donnees['livraisons'],
  cadre: Cadre & { readonly options: OptionsProduits },
): Propositions {
  const { dates, arrete, options } = cadre;
  const rendu: Propositions = { proposees: [], anomalies: [] };
  const origines = new Origines(rang => {
    const l = livraisons[rang]!;
    const { ligne, IdBL: id, Ligne: numero, DateLivraison: date } = l;
    const etendue = etendueDe(l);
    const ignoree = etendue ? undefined : pasEncore(l, arrete);
    return origineDe(l, cadre, { table: 'Livraisons', ligne, id, numero, date, etendue, ignoree });
  });
  livraisons.forEach((l, rang) => {
    if (l.DateLivraison > arrete || estFacturee(l, dates, arrete)) return;
    if (estInversee(l)) {
      rendu.anomalies.push(refuserInversee(l, 'Livraisons', pieceDe(l.IdBL, l.Ligne)));
      return;
    }
    const etendue = etendueDe(l);
    const acquise = partAcquise(l.MontantHT, etendue, arrete, options.mode);
    if (acquise === 0) return;
    const proposition = proposer(origines, rang, selonSigne(acquise, l.MontantHT, ['FAE', 'AAE']));
    rendu.proposees.push(proposition);
    rendu.anomalies.push(...repliEnJours(proposition, etendue, options.mode));
  });
  return rendu;
}

/** Pourquoi une livraison sans période n'est pas à facturer à l'arrêté. */
function pasEncore({ AFacturerLe: date }: LigneLivraison, arrete: Jour): Phrase | undefined {
  if (date === undefined) return SANS_DATE;
  if (date <= arrete) return undefined;
  return {
    fr: `À facturer le ${texteJour(date)}, après l'arrêté.`,
    en: `To be billed on ${versIso(date)}, after the closing date.`,
  };
}

/** Akuiteo ignore en silence une livraison sans date ni période ; ici elle se voit (C-CUT-04). */
export const SANS_DATE: Phrase = {
  fr: 'Ni date de facturation prévue, ni période : rien ne dit si elle est à facturer.',
  en: 'Neither a planned billing date nor a period: nothing says whether it is to be billed.',
};

const LIVREE: Phrase = {
  fr: 'La ligne de commande est livrée : la livraison compte, pas l’échéancier.',
  en: 'The order line is delivered: the delivery counts, not the schedule.',
};

/** Échéances validées, dues et pas facturées ; un acompte n'en est jamais une (domaine §14.2). */
function proposerEcheances(
  echeances: Donnees['echeances'],
  cadre: Cadre & { readonly livrees: ReadonlySet<string> },
): Propositions {
  const { ventes, dates, arrete, livrees } = cadre;
  const origines = new Origines(rang => {
    const e = echeances[rang]!;
    const { ligne, IdCommande: id, Ligne: numero, DateEcheance: date } = e;
    const ignoree = livrees.has(ventes.ligneServie(e) ?? '') ? LIVREE : undefined;
    return origineDe(e, cadre, { table: 'EcheancierFacturation', ligne, id, numero, date, ignoree });
  });
  const proposees = echeances.flatMap((e, rang) => {
    const due = e.Valide && e.Nature !== 'ACOMPTE' && e.DateEcheance <= arrete;
    if (!due || estFacturee(e, dates, arrete)) return [];
    return [proposer(origines, rang, selonSigne(e.MontantHT, e.MontantHT, ['FAE', 'AAE']))];
  });
  return { proposees, anomalies: [] };
}

/** Produits constatés d'avance : la part, après l'arrêté, des factures à période. Ex. : T-CUT-05, 10 454,79. */
function proposerPCA(
  factures: Donnees['facturesClients'],
  cadre: Cadre & { readonly options: OptionsProduits },
): Propositions {
  const { arrete, options } = cadre;
  const rendu: Propositions = { proposees: [], anomalies: [] };
  const origines = new Origines(rang => {
    const f = factures[rang]!;
    const { ligne, IdFacture: id, Ligne: numero, DateFacture: date } = f;
    return origineDe(f, cadre, { table: 'FacturesClients', ligne, id, numero, date, etendue: etendueDe(f) });
  });
  factures.forEach((f, rang) => {
    if (f.DateFacture > arrete || f.TypePiece === 'ACOMPTE') return;
    if (options.exclureNonValidees && !f.Validee) return;
    if (estInversee(f)) {
      rendu.anomalies.push(refuserInversee(f, 'FacturesClients', pieceDe(f.IdFacture, f.Ligne)));
      return;
    }
    const etendue = etendueDe(f);
    if (!etendue || etendue.au <= arrete) return;
    const proposition = proposer(origines, rang, {
      module: 'PCA',
      base: f.MontantHT,
      propose: constateDAvance(f.MontantHT, etendue, arrete, options.mode),
    });
    rendu.proposees.push(proposition);
    rendu.anomalies.push(...repliEnJours(proposition, etendue, options.mode));
  });
  return rendu;
}
