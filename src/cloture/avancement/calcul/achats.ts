import {
  absolu,
  acquis,
  fraction,
  moins,
  montant,
  oppose,
  plus,
  somme,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type {
  DonneesAvancement,
  LigneCommandeAchat,
  LigneFactureFournisseur,
  LigneReception,
} from './donnees';
import type { Aiguillage } from './aiguillage';

/** Ce qu'une date fait d'un achat : une part dans les charges, le reste encore à venir. */
export interface PartAchat {
  readonly charge: Montant;
  readonly aVenir: Montant;
}

/** Facture d'achat couvrant une période : la part non consommée est une charge constatée d'avance. */
export interface AchatProrate {
  readonly facture: LigneFactureFournisseur;
  a(date: Jour): PartAchat;
}

/** Une réception et ce qui la facture. */
export interface ReceptionSuivie {
  readonly reception: LigneReception;
  readonly facturations: readonly Facturation[];
}

/** Réception couvrant une période (domaine §4.6 règle 2). */
export interface ReceptionProratee extends ReceptionSuivie {
  a(date: Jour): PartAchat;
}

/** Commande d'achat : ce qui reste à réceptionner à une date. */
export interface CommandeOuverte {
  readonly commande: LigneCommandeAchat;
  readonly recus: readonly Facturation[];
  readonly factures: readonly Facturation[];
  reste(date: Jour): Montant;
}

/** Ce qui éteint une réception ou une commande, et la ligne qui le porte. */
export interface Facturation {
  readonly table: 'FacturesFournisseurs' | 'Receptions';
  readonly ligne: number;
  readonly date: Jour;
  readonly validee: boolean;
  readonly quantite: number | undefined;
  readonly montant: Montant;
}

type Achats = Pick<DonneesAvancement, 'commandesAchat' | 'receptions' | 'facturesFournisseurs'>;

const RIEN: PartAchat = { charge: ZERO, aVenir: ZERO };
const jonction = (a: string, b: string) => `${a}\u0000${b}`;

/**
 * Achats de chaque affaire : factures, réceptions non facturées, commandes non reçues (domaine §5.7).
 * Une facture sans affaire prend celle de sa réception, puis de sa commande ;
 * de même pour son lot. C'est la mesure qui dit si la règle les compte.
 */
export function rangerAchats(donnees: Achats, aiguillage: Aiguillage): void {
  const liens = relier(donnees);
  for (const f of donnees.facturesFournisseurs) rangerFacture(f, liens, aiguillage);
  for (const r of donnees.receptions) rangerReception(r, liens, aiguillage);
  for (const c of donnees.commandesAchat) {
    const dossier = c.Statut === 'VALIDEE' ? aiguillage.versPiece(c) : undefined;
    if (!dossier) continue;
    const cle = jonction(c.IdCdeAchat, c.Ligne);
    dossier.commandesOuvertes.push(
      commandeOuverte(c, liens.recuParCommande.get(cle) ?? [], liens.factureParCommande.get(cle) ?? []),
    );
  }
}

interface Liens {
  readonly receptions: ReadonlyMap<string, LigneReception>;
  readonly commandes: ReadonlyMap<string, LigneCommandeAchat>;
  /** Facturations d'une ligne de réception. */
  readonly factureParReception: ReadonlyMap<string, Facturation[]>;
  readonly factureParCommande: ReadonlyMap<string, Facturation[]>;
  readonly recuParCommande: ReadonlyMap<string, Facturation[]>;
  /** Date d'une facture validée, par numéro ; undefined si aucune de ses lignes n'est validée. */
  readonly factures: ReadonlyMap<string, Jour | undefined>;
  receptionDe(f: LigneFactureFournisseur): LigneReception | undefined;
  commandeDe(piece: { IdCdeAchat?: string | undefined; LigneCde?: string | undefined }): string | undefined;
}

function relier(donnees: Achats): Liens {
  const receptions = parPiece(donnees.receptions, r => r.IdReception);
  const commandes = parPiece(donnees.commandesAchat, c => c.IdCdeAchat);
  const liens = {
    receptions: receptions.lignes,
    commandes: commandes.lignes,
    factureParReception: new Map<string, Facturation[]>(),
    factureParCommande: new Map<string, Facturation[]>(),
    recuParCommande: new Map<string, Facturation[]>(),
    factures: new Map<string, Jour | undefined>(),
    receptionDe: (f: LigneFactureFournisseur) => {
      const cle = receptions.cle(f.IdReception, f.LigneReception);
      return cle === undefined ? undefined : receptions.lignes.get(cle);
    },
    commandeDe: (piece: { IdCdeAchat?: string | undefined; LigneCde?: string | undefined }) =>
      commandes.cle(piece.IdCdeAchat, piece.LigneCde),
  };
  for (const f of donnees.facturesFournisseurs) {
    if (f.Validee || !liens.factures.has(f.IdFactF)) {
      liens.factures.set(f.IdFactF, f.Validee ? f.DateFacture : undefined);
    }
    const facturation: Facturation = {
      table: 'FacturesFournisseurs',
      ligne: f.ligne,
      date: f.DateFacture,
      validee: f.Validee,
      quantite: f.Quantite,
      montant: f.MontantHT,
    };
    ranger(liens.factureParReception, receptions.cle(f.IdReception, f.LigneReception), facturation);
    ranger(liens.factureParCommande, liens.commandeDe(f), facturation);
  }
  for (const r of donnees.receptions) {
    ranger(liens.recuParCommande, liens.commandeDe(r), elleMeme(r, r.DateReception));
  }
  return liens;
}

/** Une réception qui vaut extinction de toute sa ligne à cette date. */
function elleMeme(r: LigneReception, date: Jour): Facturation {
  return {
    table: 'Receptions',
    ligne: r.ligne,
    date,
    validee: true,
    quantite: r.Quantite,
    montant: r.MontantHT,
  };
}

/** Lignes d'une table de pièces par (pièce, ligne) ; une pièce à ligne unique se trouve sans numéro de ligne. */
function parPiece<L extends { readonly Ligne: string }>(lignes: readonly L[], piece: (l: L) => string) {
  const index = new Map<string, L>();
  const uniques = new Map<string, string | undefined>();
  for (const l of lignes) {
    const cle = jonction(piece(l), l.Ligne);
    index.set(cle, l);
    uniques.set(piece(l), uniques.has(piece(l)) ? undefined : cle);
  }
  return {
    lignes: index as ReadonlyMap<string, L>,
    cle(id: string | undefined, ligne: string | undefined): string | undefined {
      if (id === undefined) return undefined;
      return ligne === undefined ? uniques.get(id) : jonction(id, ligne);
    },
  };
}

function rangerFacture(f: LigneFactureFournisseur, liens: Liens, aiguillage: Aiguillage): void {
  const reception = liens.receptionDe(f);
  const commande = liens.commandes.get(liens.commandeDe(f) ?? '');
  const dossier = f.Immobilisee === true ? undefined : aiguillage.versPiece(f, reception, commande);
  if (!dossier) return;
  if (!f.Validee) {
    const piece = {
      date: f.DateFacture,
      ligne: f.ligne,
      cle: `${f.IdFactF}/${f.Ligne}`,
      montant: f.MontantHT,
    };
    if (!reception && dossier.regle.chargesTempsEtAchats) dossier.achatsNonValides.push(piece);
    return;
  }
  const hors = f.HorsAvancement ?? reception?.Consommee === false;
  const { PeriodeDu: du, PeriodeAu: au, MontantHT: m } = f;
  if (hors) dossier.achatsHors.ajouter(f.DateFacture, m, f);
  else if (du === undefined || au === undefined || au < du) dossier.achats.ajouter(f.DateFacture, m, f);
  else {
    dossier.achatsProrates.push({
      facture: f,
      a: date => {
        if (date < f.DateFacture) return RIEN;
        const charge = acquis(m, { du, au }, date);
        return { charge, aVenir: moins(m, charge) };
      },
    });
  }
}

function rangerReception(r: LigneReception, liens: Liens, aiguillage: Aiguillage): void {
  const commande = liens.commandes.get(liens.commandeDe(r) ?? '');
  const dossier = aiguillage.versPiece(r, commande);
  if (!dossier) return;
  const facturations = facturationsDe(r, liens);
  const { PeriodeDu: du, PeriodeAu: au } = r;
  if (du !== undefined && au !== undefined && au >= du) {
    dossier.receptionsProratees.push(receptionProratee(r, du, au, facturations));
    return;
  }
  if (dossier.explicable) dossier.receptionsSuivies.push({ reception: r, facturations });
  const suite = r.Consommee === false ? dossier.receptionsHors : dossier.receptions;
  const dates = new Set([r.DateReception, ...facturations.map(f => f.date).filter(d => d > r.DateReception)]);
  let avant = ZERO;
  for (const date of [...dates].sort((a, b) => a - b)) {
    const nonFacture = resteNonFacture(r, facturations, date);
    suite.ajouter(date, moins(nonFacture, avant));
    avant = nonFacture;
  }
}

/**
 * Facturations d'une réception. Une facture non validée n'éteint rien (domaine §4.6). Sans ligne de facture
 * qui la vise, `Receptions.IdFacture` vaut facturation de toute la ligne à sa date.
 */
function facturationsDe(r: LigneReception, liens: Liens): Facturation[] {
  const visees = liens.factureParReception.get(jonction(r.IdReception, r.Ligne));
  if (visees) return visees.filter(f => f.validee);
  if (r.IdFacture === undefined) return [];
  const date = liens.factures.has(r.IdFacture) ? liens.factures.get(r.IdFacture) : r.DateFacture;
  return date === undefined ? [] : [elleMeme(r, date)];
}

/**
 * FNP de la ligne à une date : (quantité reçue - quantité facturée) × prix unitaire, en montant quand une
 * quantité manque ; jamais du signe contraire de la réception (domaine §4.6 règle 1).
 */
function resteNonFacture(r: LigneReception, facturations: readonly Facturation[], date: Jour): Montant {
  const factures = facturations.filter(f => f.date <= date);
  return reste(r.Quantite, r.MontantHT, factures);
}

/** Reste d'une quantité commandée ou reçue, valorisé à son prix ; en montant si une quantité manque. */
function reste(quantite: number | undefined, m: Montant, consommes: readonly Facturation[]): Montant {
  if (quantite === undefined || quantite === 0 || consommes.some(c => c.quantite === undefined)) {
    const pris = somme(consommes.map(c => c.montant));
    return m >= 0 ? borne(moins(m, pris)) : oppose(borne(moins(pris, m)));
  }
  const restant = consommes.reduce((q, c) => q - (c.quantite ?? 0), quantite);
  return restant !== 0 && restant > 0 === quantite > 0 ? fraction(m, restant, quantite) : ZERO;
}

/** max(0 ; m). */
function borne(m: Montant): Montant {
  return m < 0 ? ZERO : m;
}

function receptionProratee(
  r: LigneReception,
  du: Jour,
  au: Jour,
  facturations: readonly Facturation[],
): ReceptionProratee {
  return {
    reception: r,
    facturations,
    a: date => {
      if (date < r.DateReception) return RIEN;
      const facture = somme(facturations.filter(f => f.date <= date).map(f => f.montant));
      const charge = borne(moins(acquis(r.MontantHT, { du, au }, date), facture));
      const aVenir = borne(moins(r.MontantHT, plus(facture, charge)));
      return r.Consommee === false ? { charge: ZERO, aVenir: plus(charge, aVenir) } : { charge, aVenir };
    },
  };
}

/**
 * Reste à réceptionner d'une ligne de commande. Un achat facturé sans bon de réception est reçu : on retient le
 * plus avancé du reçu et du facturé, sans quoi il compterait dans les charges et dans le reste à faire.
 */
function commandeOuverte(
  c: LigneCommandeAchat,
  recus: readonly Facturation[],
  factures: readonly Facturation[],
): CommandeOuverte {
  return {
    commande: c,
    recus,
    factures,
    reste: date => {
      if (c.Date > date) return ZERO;
      const avant = (liste: readonly Facturation[]) => liste.filter(l => l.validee && l.date <= date);
      const nonRecu = reste(c.Quantite, c.MontantHT, avant(recus));
      const nonFacture = reste(c.Quantite, c.MontantHT, avant(factures));
      return absolu(nonRecu) < absolu(nonFacture) ? nonRecu : montant(nonFacture);
    },
  };
}

function ranger(carte: Map<string, Facturation[]>, cle: string | undefined, f: Facturation): void {
  if (cle === undefined) return;
  const liste = carte.get(cle);
  if (liste) liste.push(f);
  else carte.set(cle, [f]);
}
