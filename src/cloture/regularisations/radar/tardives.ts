/** C-CUT-11 : la facture est d'après l'arrêté, et elle dit une charge ou une vente d'avant que rien ne couvre. */
import { absolu, acquis, arbre, moins, ZERO, type Etendue, type Montant } from '../../../comptabilite';
import type { Source } from '../calcul/types';
import { partEchue } from '../../tables-communes/part-echue';
import { dire } from '../explications/pieces';
import { euros, laPeriode, leJour } from './dire';
import { bornesDe, etalement, montantDe, type CadreRadar, type Enjeu } from './expliquer';
import { cleLigne, CODES_RADAR, type Constat, type DonneesRadar, type OptionsRadar } from './types';

type FactureFournisseur = DonneesRadar['facturesFournisseurs'][number];
type FactureClient = DonneesRadar['facturesClients'][number];

export function* facturesTardives(donnees: DonneesRadar, options: OptionsRadar): Iterable<Constat> {
  const receptions = new Map(donnees.receptions.map(r => [cleLigne(r.IdReception, r.Ligne), r]));
  for (const f of donnees.facturesFournisseurs) {
    if (f.DateFacture <= options.arrete || f.Immobilisee === true) continue;
    const cle = f.IdReception === undefined ? '' : cleLigne(f.IdReception, f.LigneReception ?? '1');
    const reception = receptions.get(cle);
    if (reception !== undefined && reception.DateReception <= options.arrete)
      yield* pourReception(f, cle, reception, options);
    else if (reception === undefined) yield* achatEcoule(f, options);
  }
  for (const f of donnees.facturesClients)
    if (f.DateFacture > options.arrete) yield* venteEcoulee(f, options);
}

/** La réception est provisionnée à son prix ; la facture, elle, dit le vrai : l'écart est connu avant de clore. */
function* pourReception(
  f: FactureFournisseur,
  cle: string,
  reception: DonneesRadar['receptions'][number],
  options: OptionsRadar,
): Iterable<Constat> {
  const propose = options.propose('Receptions', cle);
  const couvert = propose ?? (options.fnpPerpetuel ? reception.MontantHT : ZERO);
  const provisionErp = (cadre: CadreRadar) =>
    options.fnpPerpetuel ? montantDe({ table: 'Receptions', ligne: reception.ligne })(cadre) : undefined;
  const ecart = moins(f.MontantHT, couvert);
  if (ecart === 0) return;
  yield {
    ...lieu('FacturesFournisseurs', f.ligne, cleLigne(f.IdFactF, f.Ligne), ecart),
    enjeu: cadre => {
      const facture = montantDe({ table: 'FacturesFournisseurs', ligne: f.ligne })(cadre);
      const dejaRegularise = propose === undefined ? provisionErp(cadre) : cadre.propose('Receptions', cle);
      return arbre.difference(dire('Facturé, moins déjà régularisé', 'Invoiced, less already accrued'), [
        facture,
        ...(dejaRegularise ? [dejaRegularise] : []),
      ]);
    },
    message: {
      fr: `Facture ${f.IdFactF} du ${leJour(f.DateFacture).fr} pour la réception ${cle} d'avant l'arrêté : ${euros(f.MontantHT).fr}, dont ${euros(couvert).fr} déjà régularisés.`,
      en: `Invoice ${f.IdFactF} of ${leJour(f.DateFacture).en} for receipt ${cle} before the closing date: ${euros(f.MontantHT).en}, of which ${euros(couvert).en} already accrued.`,
    },
    remede: REMEDE,
    proposition: { module: 'FNP', montant: ecart, ...achat(f) },
  };
}

function* achatEcoule(f: FactureFournisseur, options: OptionsRadar): Iterable<Constat> {
  const ecoule = dejaEcoule(f, f.MontantHT, options);
  const cle = cleLigne(f.IdFactF, f.Ligne);
  if (ecoule === undefined || options.propose('FacturesFournisseurs', cle) !== undefined) return;
  yield {
    ...lieu('FacturesFournisseurs', f.ligne, cle, ecoule.montant),
    enjeu: enjeuEcoule({ table: 'FacturesFournisseurs', ligne: f.ligne }, options),
    message: direEcoule(f.IdFactF, f, ecoule),
    remede: REMEDE,
    proposition: { module: 'FNP', montant: ecoule.montant, ...achat(f) },
  };
}

function* venteEcoulee(f: FactureClient, options: OptionsRadar): Iterable<Constat> {
  const ecoule = f.TypePiece === 'ACOMPTE' ? undefined : dejaEcoule(f, f.MontantHT, options);
  const cle = cleLigne(f.IdFacture, f.Ligne);
  if (ecoule === undefined || options.propose('FacturesClients', cle) !== undefined) return;
  if (!options.venteRattachee(f.IdAffaire, f.CodeProduit)) return;
  yield {
    ...lieu('FacturesClients', f.ligne, cle, ecoule.montant),
    enjeu: enjeuEcoule({ table: 'FacturesClients', ligne: f.ligne }, options),
    message: direEcoule(f.IdFacture, f, ecoule),
    remede: REMEDE,
    proposition: {
      module: 'FAE',
      montant: ecoule.montant,
      compte: f.Compte ?? options.compteVente(f.CodeProduit),
      idTiers: f.IdClient,
      idAffaire: f.IdAffaire,
      codeTVA: f.CodeTVA,
    },
  };
}

interface Ecoule {
  readonly periode: Etendue;
  readonly montant: Montant;
}

/** La part d'avant l'arrêté d'une facture à période ; undefined s'il n'y en a pas. */
function dejaEcoule(
  { PeriodeDu: du, PeriodeAu: au }: Pick<FactureFournisseur, 'PeriodeDu' | 'PeriodeAu'>,
  ht: Montant,
  { arrete, mode }: OptionsRadar,
): Ecoule | undefined {
  if (du === undefined || au === undefined || au < du || du > arrete) return undefined;
  const part = acquis(ht, { du, au }, arrete, mode);
  return part === 0 ? undefined : { periode: { du, au }, montant: part };
}

const enjeuEcoule =
  (source: Source, options: OptionsRadar): Enjeu =>
  cadre =>
    partEchue(montantDe(source)(cadre), etalement(cadre, bornesDe(source), options));

const direEcoule = (
  piece: string,
  { DateFacture }: Pick<FactureFournisseur, 'DateFacture'>,
  { periode, montant }: Ecoule,
) => ({
  fr: `Facture ${piece} du ${leJour(DateFacture).fr}, ${laPeriode(periode).fr} : ${euros(montant).fr} déjà écoulés à l'arrêté, sans régularisation.`,
  en: `Invoice ${piece} of ${leJour(DateFacture).en}, ${laPeriode(periode).en}: ${euros(montant).en} elapsed at the closing date, without an accrual.`,
});

const REMEDE = {
  fr: "Acceptez la proposition : la facture s'imputera sur son extourne.",
  en: 'Accept the proposal: the invoice will offset its reversal.',
};

const achat = (f: FactureFournisseur) => ({
  compte: f.Compte,
  idTiers: f.IdFournisseur,
  idAffaire: f.IdAffaire,
  codeTVA: f.CodeTVA,
});

const lieu = (table: string, ligne: number, cle: string, risque: Montant) =>
  ({
    code: CODES_RADAR.FACTURE_TARDIVE,
    gravite: 'ALERTE',
    table,
    ligne,
    colonne: 'DateFacture',
    cle,
    risque: absolu(risque),
  }) as const;
