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
import { partAcquise, repliEnJours, selonSigne } from './proposer';
import { pieceDe, Proposition } from './proposition';
import type { Propositions } from './types';
import { Ventes } from './ventes';

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
  const livraisons = proposerLivraisons(donnees.livraisons, { ventes, dates, arrete, options });
  const livrees = new Set(
    donnees.livraisons.flatMap(l => (l.DateLivraison > arrete ? [] : (ventes.ligneServie(l) ?? []))),
  );
  const echeances = proposerEcheances(donnees.echeances, { ventes, dates, arrete, livrees });
  const factures = proposerPCA(donnees.facturesClients, { ventes, arrete, options });
  const proposees = [livraisons, echeances, factures].flatMap(r => r.proposees);
  return {
    proposees: parRegle ? proposees.map(p => laisserAuxRegles(p, ventes)) : proposees,
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

/** Une vente qu'une règle de CA prend n'est pas régularisée ici, même si l'on y force un montant. */
function laisserAuxRegles(p: Proposition, ventes: Ventes): Proposition {
  const regle = ventes.regleDe(p);
  if (regle === undefined) return p;
  return p.avec({
    propose: undefined,
    reconnue: true,
    ignoree: {
      fr: `Suit la règle de CA ${regle} : sa FAE et sa PCA viennent d'elle.`,
      en: `Follows revenue rule ${regle}, which gives its accrual and deferral.`,
    },
  });
}

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
}

/** Livraisons faites et pas facturées : entières à leur date de facturation prévue, ou au prorata de leur période. */
function proposerLivraisons(
  livraisons: Donnees['livraisons'],
  { ventes, dates, arrete, options }: Cadre & { options: OptionsProduits },
): Propositions {
  const rendu: Propositions = { proposees: [], anomalies: [] };
  for (const l of livraisons) {
    if (l.DateLivraison > arrete || estFacturee(l, dates, arrete)) continue;
    if (estInversee(l)) {
      rendu.anomalies.push(refuserInversee(l, 'Livraisons', pieceDe(l.IdBL, l.Ligne)));
      continue;
    }
    const etendue = etendueDe(l);
    const ignoree = etendue ? undefined : pasEncore(l, arrete);
    const acquise = partAcquise(l.MontantHT, etendue, arrete, options.mode);
    if (acquise === 0) continue;
    const proposition = new Proposition({
      ...ventes.imputer(l),
      ...selonSigne(acquise, l.MontantHT, ['FAE', 'AAE']),
      ...(ignoree ? { propose: undefined, ignoree } : {}),
      table: 'Livraisons',
      ligne: l.ligne,
      id: l.IdBL,
      numero: l.Ligne,
      etendue,
      date: l.DateLivraison,
    });
    rendu.proposees.push(proposition);
    rendu.anomalies.push(...repliEnJours(proposition, options.mode));
  }
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
  { ventes, dates, arrete, livrees }: Cadre & { livrees: ReadonlySet<string> },
): Propositions {
  const proposees = echeances
    .filter(e => e.Valide && e.Nature !== 'ACOMPTE' && e.DateEcheance <= arrete)
    .filter(e => !estFacturee(e, dates, arrete))
    .map(
      e =>
        new Proposition({
          ...ventes.imputer(e),
          ...selonSigne(e.MontantHT, e.MontantHT, ['FAE', 'AAE']),
          ...(livrees.has(ventes.ligneServie(e) ?? '') ? { propose: undefined, ignoree: LIVREE } : {}),
          table: 'EcheancierFacturation',
          ligne: e.ligne,
          id: e.IdCommande,
          numero: e.Ligne,
          date: e.DateEcheance,
        }),
    );
  return { proposees, anomalies: [] };
}

/** Produits constatés d'avance : la part, après l'arrêté, des factures à période. Ex. : T-CUT-05, 10 454,79. */
function proposerPCA(
  factures: Donnees['facturesClients'],
  { ventes, arrete, options }: Omit<Cadre, 'dates'> & { options: OptionsProduits },
): Propositions {
  const rendu: Propositions = { proposees: [], anomalies: [] };
  for (const f of factures) {
    if (f.DateFacture > arrete || f.TypePiece === 'ACOMPTE') continue;
    if (options.exclureNonValidees && !f.Validee) continue;
    if (estInversee(f)) {
      rendu.anomalies.push(refuserInversee(f, 'FacturesClients', pieceDe(f.IdFacture, f.Ligne)));
      continue;
    }
    const etendue = etendueDe(f);
    if (!etendue || etendue.au <= arrete) continue;
    const proposition = new Proposition({
      ...ventes.imputer(f),
      module: 'PCA',
      table: 'FacturesClients',
      ligne: f.ligne,
      id: f.IdFacture,
      numero: f.Ligne,
      etendue,
      date: f.DateFacture,
      base: f.MontantHT,
      propose: constateDAvance(f.MontantHT, etendue, arrete, options.mode),
    });
    rendu.proposees.push(proposition);
    rendu.anomalies.push(...repliEnJours(proposition, options.mode));
  }
  return rendu;
}
