import {
  absolu,
  acquis,
  chacun,
  FacturationReceptions,
  facturationDe,
  IndexPieces,
  maximum,
  minimum,
  moins,
  montant,
  PIECES_PAR_TRANCHE,
  plus,
  ranger,
  receptionEntiere,
  resteAFacturer,
  somme,
  ZERO,
  type Etendue,
  type Facturation,
  type Jour,
  type ModeEtalement,
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

type Achats = Pick<DonneesAvancement, 'commandesAchat' | 'receptions' | 'facturesFournisseurs'>;

const RIEN: PartAchat = { charge: ZERO, aVenir: ZERO };

/**
 * Achats de chaque affaire : factures, réceptions non facturées, commandes non reçues (domaine §5.7).
 * Une facture sans affaire prend celle de sa réception, puis de sa commande ;
 * de même pour son lot. C'est la mesure qui dit si la règle les compte. Une période s'étale du mode des régularisations :
 * les charges de l'affaire et la FNP ou la CCA du journal sont le même partage. Rend la main de temps en temps.
 */
export function* rangerAchats(
  donnees: Achats,
  aiguillage: Aiguillage,
  mode: ModeEtalement,
): Generator<void, void> {
  const liens = { ...(yield* relier(donnees)), mode };
  const facturer = (f: LigneFactureFournisseur, rang: number) => rangerFacture(f, rang, liens, aiguillage);
  const recevoir = (r: LigneReception, rang: number) => rangerReception(r, rang, liens, aiguillage);
  const commander = (c: LigneCommandeAchat) => rangerCommande(c, liens, aiguillage);
  yield* chacun(donnees.facturesFournisseurs, facturer, PIECES_PAR_TRANCHE);
  yield* chacun(donnees.receptions, recevoir, PIECES_PAR_TRANCHE);
  yield* chacun(donnees.commandesAchat, commander, PIECES_PAR_TRANCHE);
}

function rangerCommande(c: LigneCommandeAchat, liens: Liens, aiguillage: Aiguillage): void {
  const dossier = c.Statut === 'VALIDEE' ? aiguillage.versPiece(c) : undefined;
  if (!dossier) return;
  const cle = liens.commandes.cle(c.IdCdeAchat, c.Ligne) ?? '';
  dossier.commandesOuvertes.push(
    commandeOuverte(c, liens.recuParCommande.get(cle) ?? [], liens.factureParCommande.get(cle) ?? []),
  );
}

interface Liens {
  readonly receptions: FacturationReceptions<LigneReception, LigneFactureFournisseur>;
  readonly commandes: IndexPieces<'IdCdeAchat', LigneCommandeAchat>;
  readonly factureParCommande: ReadonlyMap<string, Facturation[]>;
  readonly recuParCommande: ReadonlyMap<string, Facturation[]>;
  readonly mode: ModeEtalement;
}

function* relier(achats: Achats): Generator<void, Omit<Liens, 'mode'>> {
  const { receptions, commandesAchat, facturesFournisseurs } = achats;
  const commandes = new IndexPieces(commandesAchat, 'IdCdeAchat');
  yield;
  const factureParCommande = new Map<string, Facturation[]>();
  const recuParCommande = new Map<string, Facturation[]>();
  yield* chacun(facturesFournisseurs, f =>
    ranger(factureParCommande, commandes.cle(f.IdCdeAchat, f.LigneCde), facturationDe(f)),
  );
  yield* chacun(receptions, r =>
    ranger(recuParCommande, commandes.cle(r.IdCdeAchat, r.LigneCde), receptionEntiere(r, r.DateReception)),
  );
  return {
    receptions: new FacturationReceptions(receptions, facturesFournisseurs),
    commandes,
    factureParCommande,
    recuParCommande,
  };
}

function rangerFacture(f: LigneFactureFournisseur, rang: number, liens: Liens, aiguillage: Aiguillage): void {
  const reception = liens.receptions.receptionDe(rang);
  const commande = liens.commandes.trouver(f.IdCdeAchat, f.LigneCde);
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
        const charge = acquis(m, { du, au }, date, liens.mode);
        return { charge, aVenir: moins(m, charge) };
      },
    });
  }
}

function rangerReception(r: LigneReception, rang: number, liens: Liens, aiguillage: Aiguillage): void {
  const commande = liens.commandes.trouver(r.IdCdeAchat, r.LigneCde);
  const dossier = aiguillage.versPiece(r, commande);
  if (!dossier) return;
  const facturations = liens.receptions.de(r, rang);
  const { PeriodeDu: du, PeriodeAu: au } = r;
  if (du !== undefined && au !== undefined && au >= du) {
    dossier.receptionsProratees.push(receptionProratee(r, { du, au }, facturations, liens.mode));
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
 * FNP de la ligne à une date : (quantité reçue - quantité facturée) × prix unitaire, en montant quand une
 * quantité manque ; jamais du signe contraire de la réception (domaine §4.6 règle 1).
 */
function resteNonFacture(r: LigneReception, facturations: readonly Facturation[], date: Jour): Montant {
  const factures = facturations.filter(f => f.date <= date);
  return resteAFacturer(r.Quantite, r.MontantHT, factures);
}

function receptionProratee(
  r: LigneReception,
  periode: Etendue,
  facturations: readonly Facturation[],
  mode: ModeEtalement,
): ReceptionProratee {
  // Un retour est négatif : son reste ne passe pas zéro non plus, de l'autre côté, comme l'avoir à recevoir qui le passe.
  const borner = (m: Montant) => (r.MontantHT >= 0 ? maximum(m, ZERO) : minimum(m, ZERO));
  return {
    reception: r,
    facturations,
    a: date => {
      if (date < r.DateReception) return RIEN;
      const facture = somme(facturations.filter(f => f.date <= date).map(f => f.montant));
      const charge = borner(moins(acquis(r.MontantHT, periode, date, mode), facture));
      const aVenir = borner(moins(r.MontantHT, plus(facture, charge)));
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
      const nonRecu = resteAFacturer(c.Quantite, c.MontantHT, avant(recus));
      const nonFacture = resteAFacturer(c.Quantite, c.MontantHT, avant(factures));
      return absolu(nonRecu) < absolu(nonFacture) ? nonRecu : montant(nonFacture);
    },
  };
}
