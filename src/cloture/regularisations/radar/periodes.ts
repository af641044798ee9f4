/** C-CUT-15 : une facture à étaler dont la période n'a pas de fin, ou en a une qu'on ne peut pas croire. */
import {
  absolu,
  ajouterJours,
  ajouterMois,
  arbre,
  constateDAvance,
  moins,
  type Compte,
  type Etendue,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { aCourir } from '../../tables-communes/part-echue';
import { dire } from '../explications/pieces';
import { euros, laPeriode, leJour } from './dire';
import { bornesDe, etalement, montantDe, type Enjeu } from './expliquer';
import type { Dit } from '../calcul/types';
import { cleLigne, CODES_RADAR, type Constat, type DonneesRadar, type OptionsRadar } from './types';

/** Une ligne de facture à étaler, d'achat ou de vente. */
interface LigneAEtaler {
  readonly module: 'PCA' | 'CCA';
  readonly table: string;
  readonly ligne: number;
  readonly cle: string;
  readonly date: Jour;
  readonly du: Jour | undefined;
  readonly au: Jour | undefined;
  readonly ht: Montant;
  readonly compte: Compte;
  readonly tiers: string;
  readonly idAffaire: string | undefined;
  readonly codeTVA: string | undefined;
}

/** À défaut de mieux, un abonnement dure un an. */
const DUREE_SUPPOSEE = 12;

export function* periodesSuspectes(donnees: DonneesRadar, options: OptionsRadar): Iterable<Constat> {
  const habitudes = new Map<string, number>();
  for (const l of lignesAEtaler(donnees, options)) {
    const cle = `${l.tiers}|${l.compte}`;
    const doute = douter(l, options.periodeMaxMois);
    if (doute === undefined) {
      if (l.du !== undefined && l.au !== undefined) habitudes.set(cle, l.au - l.du);
      continue;
    }
    const constat = constater(l, doute, supposer(l, doute, habitudes.get(cle)), options);
    if (constat !== undefined) yield constat;
  }
}

/** Ce qui fait douter d'une période : sa longueur, ou la borne qui manque ; une fin avant le début est C-CUT-03. */
type Doute = 'LONGUE' | 'SANS_FIN' | 'SANS_DEBUT';

function douter({ du, au }: LigneAEtaler, maxMois: number): Doute | undefined {
  if (au === undefined) return 'SANS_FIN';
  if (du === undefined) return 'SANS_DEBUT';
  return ajouterMois(du, maxMois) <= au ? 'LONGUE' : undefined;
}

/** La période la plus vraisemblable : la durée de la précédente du même tiers et du même compte, sinon un an. */
function supposer(l: LigneAEtaler, doute: Doute, duree: number | undefined): Etendue | undefined {
  if (doute === 'SANS_DEBUT') {
    return l.au === undefined || l.au < l.date ? undefined : { du: l.date, au: l.au };
  }
  const du = l.du ?? l.date;
  const au =
    duree === undefined ? ajouterJours(ajouterMois(du, DUREE_SUPPOSEE), -1) : ajouterJours(du, duree);
  return { du, au };
}

function constater(
  l: LigneAEtaler,
  doute: Doute,
  supposee: Etendue | undefined,
  options: OptionsRadar,
): Constat | undefined {
  const { arrete, mode } = options;
  if (supposee === undefined) return undefined;
  const etale = constateDAvance(l.ht, supposee, arrete, mode);
  const deja =
    doute === 'LONGUE' && l.au !== undefined
      ? constateDAvance(l.ht, { du: supposee.du, au: l.au }, arrete, mode)
      : undefined;
  const montant = deja === undefined ? etale : moins(etale, deja);
  if (montant === 0) return undefined;
  const quoi = direDoute(l, doute);
  return {
    code: CODES_RADAR.PERIODE_SUSPECTE,
    gravite: 'ALERTE',
    table: l.table,
    ligne: l.ligne,
    colonne: 'PeriodeAu',
    cle: l.cle,
    risque: absolu(montant),
    enjeu: enjeuDe(l, supposee, deja !== undefined, options),
    message: {
      fr: `${l.cle} du ${leJour(l.date).fr} (${l.tiers}) : ${quoi.fr}. Étalée ${laPeriode(supposee).fr}, elle laisserait ${euros(etale).fr} à constater d'avance${deja === undefined ? '' : `, au lieu de ${euros(deja).fr}`}.`,
      en: `${l.cle} of ${leJour(l.date).en} (${l.tiers}): ${quoi.en}. Spread over ${laPeriode(supposee).en}, it would leave ${euros(etale).en} to defer${deja === undefined ? '' : `, instead of ${euros(deja).en}`}.`,
    },
    remede: {
      fr: 'Corrigez la fin de la période ; en attendant, la proposition la suppose.',
      en: 'Correct the end of the period; meanwhile the proposal assumes it.',
    },
    proposition: {
      module: l.module,
      montant,
      compte: l.compte,
      idTiers: l.tiers,
      idAffaire: l.idAffaire,
      codeTVA: l.codeTVA,
    },
  };
}

/** À constater d'avance sur la période supposée, moins ce que la période écrite en constate déjà. */
function enjeuDe(l: LigneAEtaler, supposee: Etendue, deja: boolean, options: OptionsRadar): Enjeu {
  const source = { table: l.table, ligne: l.ligne };
  const [du, au] = bornesDe(source);
  const debut = l.du === undefined ? { source, colonne: 'DateFacture' } : du;
  const fin = supposee.au === l.au ? au : { supposee: supposee.au };
  return cadre => {
    const ht = montantDe(source)(cadre);
    const etale = aCourir(ht, etalement(cadre, [debut, fin], options));
    if (!deja) return etale;
    return arbre.difference(dire('Moins ce qui l’est déjà', 'Less what already is'), [
      etale,
      aCourir(ht, etalement(cadre, [debut, au], options)),
    ]);
  };
}

function direDoute({ du, au }: LigneAEtaler, doute: Doute): Dit {
  const borne = doute === 'SANS_FIN' ? du : au;
  const { fr, en } = borne === undefined ? { fr: '?', en: '?' } : leJour(borne);
  switch (doute) {
    case 'LONGUE':
      return { fr: `sa période court jusqu'au ${fr}`, en: `its period runs until ${en}` };
    case 'SANS_FIN':
      return {
        fr: `sa période commence le ${fr} et ne finit pas`,
        en: `its period starts on ${en} and never ends`,
      };
    case 'SANS_DEBUT':
      return {
        fr: `sa période finit le ${fr} sans commencer`,
        en: `its period ends on ${en} without a start`,
      };
  }
}

/** Les lignes qui portent au moins une borne, validées et datées au plus tard de l'arrêté. */
function* lignesAEtaler(
  { facturesFournisseurs, facturesClients }: DonneesRadar,
  options: OptionsRadar,
): Iterable<LigneAEtaler> {
  const aEtaler = (f: {
    DateFacture: Jour;
    Validee: boolean;
    PeriodeDu?: Jour | undefined;
    PeriodeAu?: Jour | undefined;
  }) =>
    f.DateFacture <= options.arrete && f.Validee && (f.PeriodeDu !== undefined || f.PeriodeAu !== undefined);
  for (const f of facturesFournisseurs) {
    if (!aEtaler(f) || f.Immobilisee === true) continue;
    yield {
      module: 'CCA',
      table: 'FacturesFournisseurs',
      ligne: f.ligne,
      cle: cleLigne(f.IdFactF, f.Ligne),
      date: f.DateFacture,
      du: f.PeriodeDu,
      au: f.PeriodeAu,
      ht: f.MontantHT,
      compte: f.Compte,
      tiers: f.IdFournisseur,
      idAffaire: f.IdAffaire,
      codeTVA: f.CodeTVA,
    };
  }
  for (const f of facturesClients) {
    if (!aEtaler(f) || f.TypePiece === 'ACOMPTE' || !options.venteRattachee(f.IdAffaire, f.CodeProduit))
      continue;
    yield {
      module: 'PCA',
      table: 'FacturesClients',
      ligne: f.ligne,
      cle: cleLigne(f.IdFacture, f.Ligne),
      date: f.DateFacture,
      du: f.PeriodeDu,
      au: f.PeriodeAu,
      ht: f.MontantHT,
      compte: f.Compte ?? options.compteVente(f.CodeProduit),
      tiers: f.IdClient,
      idAffaire: f.IdAffaire,
      codeTVA: f.CodeTVA,
    };
  }
}
