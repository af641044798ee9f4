/** Les écritures des factures et de leurs règlements, clients et fournisseurs, lettrées quand elles se soldent. */
import {
  ajouterJours,
  date,
  finDeMois,
  fraction,
  montant,
  moins,
  oppose,
  somme,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import type { Valeurs } from '../../../workbook/table';
import { alea, type Alea } from './alea';
import { le, ouvreSuivant } from './calendrier';
import type { Carnet } from './carnet';
import type { Journaux } from './journal';
import { Lettrages, type LigneJournal } from './journal';
import { RETARDS } from './tiers';

type LigneClient = Valeurs<typeof t.FacturesClients>;
type LigneFournisseur = Valeurs<typeof t.FacturesFournisseurs>;

const OUVERTURE = le('2026-01-01');
const EXPORT = le('2026-12-04');
/** Le client en liquidation : plus rien depuis l'été. */
const DEFAILLANT = { client: 'CL018', depuis: le('2026-07-01'), douteuxLe: le('2026-10-30') };
/** La facture que la clinique conteste, payée à moitié. */
const LITIGE = { affaire: '26A130', du: le('2026-08-25'), au: le('2026-09-15'), payeeLe: le('2026-10-20') };

/** Les lignes de chaque pièce, dans l'ordre des pièces. */
function parPiece<L>(lignes: readonly L[], piece: (ligne: L) => string): L[][] {
  const pieces = new Map<string, L[]>();
  for (const ligne of lignes) pieces.set(piece(ligne), [...(pieces.get(piece(ligne)) ?? []), ligne]);
  return [...pieces.values()];
}

/** Ce qui reste dû à l'ouverture : des lignes d'à-nouveaux, une par facture. */
export function ecrireClients(carnet: Carnet, journaux: Journaux): LigneJournal[] {
  const lettrages = new Lettrages();
  const hasard = alea(411);
  return parPiece(carnet.lignes(t.FacturesClients), f => f.IdFacture).flatMap(lignes => {
    const [tete] = lignes;
    return tete ? ecrireFactureClient(tete, lignes, journaux, lettrages, hasard) : [];
  });
}

function ecrireFactureClient(
  tete: LigneClient,
  lignes: readonly LigneClient[],
  journaux: Journaux,
  lettrages: Lettrages,
  hasard: Alea,
): LigneJournal[] {
  const ttc = somme(lignes.map(l => l.MontantTTC));
  const paye = reglementClient(tete, ttc, hasard);
  if (paye !== undefined && paye.le < OUVERTURE) return [];
  if (tete.TypePiece === 'ACOMPTE') {
    if (paye) encaisserAcompte(tete, ttc, paye.le, journaux);
    return [];
  }
  const solde = paye?.montant === ttc && paye.le <= EXPORT;
  const lettrage = solde ? ([lettrages.suivant(tete.IdClient), paye.le] as const) : undefined;
  const douteux = estDouteux(tete)
    ? ([lettrages.suivant(tete.IdClient), DEFAILLANT.douteuxLe] as const)
    : undefined;
  const marque = lettrage ?? douteux;
  const client: LigneJournal = {
    compte: '411000',
    tiers: tete.IdClient,
    debit: ttc,
    echeance: tete.DateEcheance ?? tete.DateFacture,
    ...(marque === undefined ? {} : { lettrage: marque }),
  };
  const ouverte = tete.DateFacture < OUVERTURE;
  if (!ouverte) {
    journaux.passer('VE', tete.DateFacture, tete.IdFacture, `${libelleDe(tete)} ${tete.IdFacture}`, [
      client,
      ...lignes.map(l => ({ compte: l.Compte ?? '706000', credit: l.MontantHT, ...affaireDe(l) })),
      { compte: '44571', credit: somme(lignes.map(l => l.MontantTVA ?? montant(0))) },
    ]);
  }
  if (paye && paye.le <= EXPORT) {
    journaux.passer('BQ', paye.le, `VIR ${tete.IdFacture}`, `Règlement ${tete.IdFacture}`, [
      { compte: '512000', debit: paye.montant },
      {
        compte: '411000',
        tiers: tete.IdClient,
        credit: paye.montant,
        ...(lettrage === undefined ? {} : { lettrage }),
      },
    ]);
  }
  if (douteux) {
    journaux.passer(
      'OD',
      DEFAILLANT.douteuxLe,
      `DOUTEUX ${tete.IdFacture}`,
      `Créance douteuse ${tete.IdFacture}`,
      [
        {
          compte: '416000',
          tiers: tete.IdClient,
          debit: ttc,
          echeance: tete.DateEcheance ?? tete.DateFacture,
        },
        { compte: '411000', tiers: tete.IdClient, credit: ttc, lettrage: douteux },
      ],
    );
  }
  return ouverte ? [{ ...client, piece: tete.IdFacture, datePiece: tete.DateFacture }] : [];
}

const libelleDe = ({ TypePiece }: LigneClient) => (TypePiece === 'AVOIR' ? 'Avoir' : 'Facture');
const affaireDe = ({ IdAffaire }: { IdAffaire?: string | undefined }) =>
  IdAffaire === undefined ? {} : { affaire: IdAffaire };

const estDouteux = ({ IdClient, DateEcheance }: LigneClient) =>
  IdClient === DEFAILLANT.client &&
  (DateEcheance ?? EXPORT) >= DEFAILLANT.depuis &&
  (DateEcheance ?? EXPORT) <= le('2026-08-31');

/** Quand et combien le client paie ; undefined s'il ne paie pas. */
function reglementClient(
  tete: LigneClient,
  ttc: Montant,
  hasard: Alea,
): { le: Jour; montant: Montant } | undefined {
  const echeance = tete.DateEcheance ?? tete.DateFacture;
  const habitude = hasard.entier(-3, 6) + (RETARDS.get(tete.IdClient) ?? 0);
  if (tete.TypePiece === 'AVOIR') return undefined;
  if (tete.IdClient === DEFAILLANT.client && echeance >= DEFAILLANT.depuis) return undefined;
  const conteste =
    tete.IdAffaire === LITIGE.affaire && tete.DateFacture >= LITIGE.du && tete.DateFacture <= LITIGE.au;
  if (conteste) return { le: LITIGE.payeeLe, montant: fraction(ttc, 1, 2) };
  const paye = ouvreSuivant(ajouterJours(echeance, habitude));
  return paye < tete.DateFacture
    ? { le: ouvreSuivant(tete.DateFacture), montant: ttc }
    : { le: paye, montant: ttc };
}

/** Un acompte n'est pas un produit : il se porte au 4191 quand il est payé, sa TVA étant due (domaine §8.10). */
function encaisserAcompte(tete: LigneClient, ttc: Montant, paye: Jour, journaux: Journaux): void {
  if (paye > EXPORT) return;
  const tva = tete.MontantTVA ?? montant(0);
  journaux.passer('BQ', paye, tete.IdFacture, `Acompte ${tete.IdFacture}`, [
    { compte: '512000', debit: ttc },
    { compte: '419100', tiers: tete.IdClient, credit: ttc },
    { compte: '44588', debit: tva },
    { compte: '44571', credit: tva },
  ]);
}

/** Les factures d'achat validées et leurs paiements, à l'échéance ou quelques jours après. */
export function ecrireFournisseurs(carnet: Carnet, journaux: Journaux): void {
  const lettrages = new Lettrages();
  const hasard = alea(401);
  for (const lignes of parPiece(carnet.lignes(t.FacturesFournisseurs), f => f.IdFactF)) {
    const [tete] = lignes;
    if (tete?.Validee) ecrireFactureFournisseur(tete, lignes, journaux, lettrages, hasard);
  }
}

function ecrireFactureFournisseur(
  tete: LigneFournisseur,
  lignes: readonly LigneFournisseur[],
  journaux: Journaux,
  lettrages: Lettrages,
  hasard: Alea,
): void {
  const ttc = somme(lignes.map(l => l.MontantTTC ?? l.MontantHT));
  const tva = somme(lignes.map(l => l.MontantTVA ?? montant(0)));
  const echeance = tete.DateEcheance ?? tete.DateFacture;
  const paye = ouvreSuivant(ajouterJours(echeance, hasard.entier(0, 5)));
  const immo = tete.Immobilisee === true;
  const compte = immo ? '404' : '401000';
  const lettrage = paye <= EXPORT ? ([lettrages.suivant(tete.IdFournisseur), paye] as const) : undefined;
  const dette = { compte, tiers: tete.IdFournisseur, ...(lettrage === undefined ? {} : { lettrage }) };
  journaux.passer('AC', tete.DateFacture, tete.IdFactF, `Facture ${tete.Reference}`, [
    ...lignes.map(l => ({ compte: l.Compte, debit: l.MontantHT, ...affaireDe(l) })),
    { compte: immo ? '44562' : '44566', debit: tva },
    { ...dette, credit: ttc, echeance },
  ]);
  if (paye > EXPORT) return;
  journaux.passer('BQ', paye, `PMT ${tete.IdFactF}`, `Paiement ${tete.Reference}`, [
    { ...dette, debit: ttc },
    { compte: '512000', credit: ttc },
  ]);
}

/** Un virement que personne n'a su rattacher à une facture. */
export function ecrireVirementInconnu(journaux: Journaux): void {
  journaux.passer('BQ', le('2026-11-19'), 'VIR 88213', 'Virement Menuiseries Lannic, sans référence', [
    { compte: '512000', debit: montant(1_740_00) },
    { compte: '411000', tiers: 'CL010', credit: montant(1_740_00) },
  ]);
}

/** La TVA de chaque mois : déclarée le dernier jour, payée le 24 du mois suivant. */
export function ecrireTVA(journaux: Journaux): void {
  for (let mois = 1; mois <= 10; mois++) {
    const du = le(`2026-${String(mois).padStart(2, '0')}-01`);
    const au = finDeMois(du);
    const collectee = oppose(journaux.mouvement('44571', du, au));
    const surAchats = journaux.mouvement('44566', du, au);
    const surBiens = journaux.mouvement('44562', du, au);
    const due = moins(moins(collectee, surAchats), surBiens);
    const piece = `CA3 ${String(mois).padStart(2, '0')}/${date(du).annee}`;
    journaux.passer('OD', au, piece, `TVA du mois ${piece}`, [
      { compte: '44571', debit: collectee },
      { compte: '44566', credit: surAchats },
      { compte: '44562', credit: surBiens },
      { compte: '44551', credit: due },
    ]);
    const paye = ouvreSuivant(ajouterJours(au, 24));
    journaux.passer('BQ', paye, piece, `Paiement ${piece}`, [
      { compte: '44551', debit: due },
      { compte: '512000', credit: due },
    ]);
  }
}
