import {
  ajouterJours,
  collectifManquant,
  debut,
  Droits,
  periodeDe,
  signaler,
  texteJour,
  texteMontant,
  versIso,
  type Anomalie,
  type Jour,
} from '../../../comptabilite';
import type { Donnees, Options } from '../calcul/donnees';
import { SANS_DATE } from '../calcul/produits';
import type { Imputations } from '../calcul/regularisation';
import { SCHEMAS } from '../calcul/regularisation';
import type { Proposition } from '../calcul/proposition';

interface Cadre {
  readonly imputations: Imputations;
  readonly options: Options;
  readonly donnees: Pick<Donnees, 'forcees' | 'tiers' | 'droits'>;
  readonly arrete: Jour;
}

/** Juge les propositions d'un arrêté : ce qui empêche de passer, ce qui mérite d'être relu. */
export function controlerPropositions(propositions: readonly Proposition[], cadre: Cadre): Anomalie[] {
  const tardives = apparuesApresCoup(cadre);
  const noms = new Map(cadre.donnees.tiers.map(t => [t.IdTiers, t.Nom]));
  const droits = new Droits(cadre.donnees.droits);
  const codes = new Set<string>();
  const sansCollectif = new Set<string>();
  const anomalies: Anomalie[] = [];
  for (const p of propositions) {
    anomalies.push(
      ...controlerForcage(p),
      ...controlerDroit(p, droits, cadre.arrete),
      ...controlerIgnoree(p),
      ...controlerImputation(p, cadre.imputations),
    );
    if (tardives(p)) anomalies.push(tardive(p));
    if (p.retenu === 0 || p.reconnue === true) continue;
    const codeTVA = cadre.imputations.codeTVA(p);
    if (SCHEMAS[p.module].tva && codeTVA !== undefined && cadre.imputations.sansTaux(codeTVA)) {
      codes.add(codeTVA);
    }
    if (exigeCollectif(p, cadre)) sansCollectif.add(p.tiers ?? '');
  }
  return [
    ...anomalies,
    ...[...codes].map(code => tauxInconnu(code, cadre.arrete)),
    ...[...sansCollectif].map(tiers => collectifManquant(tiers, noms.get(tiers))),
  ];
}

const lieu = (p: Proposition, colonne: string) => ({
  ...p.source,
  colonne,
  cle: p.piece,
});

/** La ligne de la feuille où un montant est forcé, sinon la pièce. */
const lieuDuForcage = (p: Proposition, colonne: string) =>
  p.forcage?.ligne === undefined
    ? { cle: p.cle }
    : { table: SCHEMAS[p.module].vente ? 'FaePca' : 'FnpCca', ligne: p.forcage.ligne, colonne, cle: p.cle };

/** C-CUT-05, C-CUT-07, C-CUT-09 : une décision a un motif, un auteur, une date, et sa base n'a pas bougé. */
function* controlerForcage(p: Proposition): Iterable<Anomalie> {
  if (!p.forcage) return;
  const nom = `${p.module} ${p.piece}`;
  if (p.forcage.motif === undefined) {
    yield signaler(
      'BLOQUANT',
      'C-CUT-05',
      { fr: `${nom} : montant forcé sans motif.`, en: `${nom}: amount forced without a reason.` },
      {
        fr: 'Écrivez le motif, ou effacez le montant forcé.',
        en: 'Write the reason, or clear the forced amount.',
      },
      lieuDuForcage(p, 'Motif'),
    );
  }
  if (p.forcage.auteur === undefined || p.forcage.date === undefined) {
    yield signaler(
      'ALERTE',
      'C-CUT-07',
      {
        fr: `${nom} : montant forcé sans auteur ou sans date.`,
        en: `${nom}: amount forced without author or date.`,
      },
      { fr: 'Dites qui a décidé, et quand.', en: 'Say who decided, and when.' },
      lieuDuForcage(p, 'Auteur'),
    );
  }
  if (p.baseModifiee !== undefined) {
    yield signaler(
      'ALERTE',
      'C-CUT-09',
      {
        fr: `${nom} : la base a bougé de ${texteMontant(p.baseModifiee)} depuis que le montant est forcé.`,
        en: `${nom}: the base has moved by ${texteMontant(p.baseModifiee, 'en')} since the amount was forced.`,
      },
      { fr: 'Revoyez le montant forcé, ou effacez-le.', en: 'Review the forced amount, or clear it.' },
      lieuDuForcage(p, 'Force'),
    );
  }
  if (p.reconnue === true) {
    yield signaler(
      'BLOQUANT',
      'C-CUT-26',
      {
        fr: `${nom} : un montant forcé sur une vente qu'une règle de CA reconnaît la compterait deux fois.`,
        en: `${nom}: an amount forced on a sale that a revenue rule recognises would count it twice.`,
      },
      { fr: 'Effacez le montant forcé.', en: 'Clear the forced amount.' },
      lieuDuForcage(p, 'Force'),
    );
  }
}

/** C-DRT-01 : seul qui en a le droit force un montant ; le jour qui compte est celui de la décision. */
function controlerDroit(p: Proposition, droits: Droits, arrete: Jour): Anomalie[] {
  if (!p.forcage) return [];
  const nom = `${p.module} ${p.piece}`;
  const { auteur: par, date } = p.forcage;
  return droits.controler(
    {
      quoi: `${nom} forcé`,
      what: `${nom} forced`,
      par,
      droit: 'FORCER_REGULARISATIONS',
      jour: date ?? arrete,
    },
    lieuDuForcage(p, 'Auteur'),
  );
}

/** C-CUT-04 : une livraison que rien ne permet de rattacher. */
function* controlerIgnoree(p: Proposition): Iterable<Anomalie> {
  if (p.ignoree !== SANS_DATE || p.forcage) return;
  yield signaler(
    'ALERTE',
    'C-CUT-04',
    {
      fr: `Livraison ${p.piece} : ni date de facturation prévue, ni période ; ses ${texteMontant(p.base)} ne sont pas rattachés.`,
      en: `Delivery ${p.piece}: neither planned billing date nor period; its ${texteMontant(p.base, 'en')} are not accrued.`,
    },
    { fr: 'Donnez « À facturer le » ou la période.', en: 'Give “To be billed on” or the period.' },
    lieu(p, 'AFacturerLe'),
  );
}

/** C-CUT-24 : retenu, mais sans compte où le passer. C-CUT-23 : de la marchandise, dont la TVA est déjà due. */
function* controlerImputation(p: Proposition, imputations: Imputations): Iterable<Anomalie> {
  if (p.retenu === 0 || p.reconnue === true) return;
  if (p.compte === undefined || imputations.compteBilan(p) === undefined) {
    yield signaler(
      'BLOQUANT',
      'C-CUT-24',
      {
        fr: `${p.module} ${p.piece} : ${p.compte === undefined ? 'aucun compte de charge ou de produit' : 'aucun compte de bilan'}.`,
        en: `${p.module} ${p.piece}: no ${p.compte === undefined ? 'expense or revenue account' : 'balance sheet account'}.`,
      },
      { fr: 'Donnez le compte sur la ligne.', en: 'Give the account on the row.' },
      lieu(p, p.compte === undefined ? 'Compte' : 'CompteBilan'),
    );
  }
  if (p.module === 'FAE' && /^70[17]/.test(p.compte ?? '')) {
    yield signaler(
      'ALERTE',
      'C-CUT-23',
      {
        fr: `FAE ${p.piece} sur un bien livré : sa TVA est due dès la livraison (CGI art. 269).`,
        en: `FAE ${p.piece} on delivered goods: its VAT is due on delivery (CGI art. 269).`,
      },
      { fr: 'Déclarez-la dans la CA3 du mois.', en: 'Declare it in the VAT return of the month.' },
      lieu(p, 'MontantHT'),
    );
  }
}

function exigeCollectif({ module, tiers }: Proposition, { imputations, options }: Cadre): boolean {
  return (
    options.collectifExige &&
    options.detailEcriture === 'PAR_TIERS' &&
    (module === 'FAE' || module === 'FNP') &&
    imputations.sansCollectif(tiers)
  );
}

const tauxInconnu = (code: string, arrete: Jour): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-TVA-01',
    {
      fr: `Le code TVA ${code} n'a pas de taux au ${texteJour(arrete)}.`,
      en: `VAT code ${code} has no rate at ${versIso(arrete)}.`,
    },
    {
      fr: 'Ajoutez ce code à CodesTVA, avec une date d’effet antérieure.',
      en: 'Add this code to CodesTVA, with an earlier effective date.',
    },
    { table: 'CodesTVA', colonne: 'CodeTVA', cle: code },
  );

/** Une pièce d'un mois déjà arrêté, que les propositions de ce mois ne connaissaient pas. */
function apparuesApresCoup({ donnees, arrete }: Cadre): (p: Proposition) => boolean {
  const precedent = ajouterJours(debut(periodeDe(arrete)), -1);
  const connues = new Set(
    donnees.forcees.filter(l => l.Arrete === precedent).map(l => `${l.Module}|${l.Cle}`),
  );
  return p =>
    connues.size > 0 &&
    p.date <= precedent &&
    p.table === 'Receptions' &&
    p.facturations.length === 0 &&
    !connues.has(`${p.module}|${p.cle}`);
}

/** C-CUT-27 : le mois fermé ne bouge pas, la pièce arrivée depuis tombe dans celui-ci (domaine §1.3). */
const tardive = (p: Proposition): Anomalie =>
  signaler(
    'INFO',
    'C-CUT-27',
    {
      fr: `${p.module} ${p.piece} du ${texteJour(p.date)} est arrivée après l'arrêté de son mois : elle se passe à celui-ci.`,
      en: `${p.module} ${p.piece} of ${versIso(p.date)} came after the close of its month: it is booked in this one.`,
    },
    {
      fr: 'Rien à faire : le mois fermé ne bouge pas.',
      en: 'Nothing to do: the closed month does not move.',
    },
    lieu(p, 'DateReception'),
  );
