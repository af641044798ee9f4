/** L'ouverture de l'exercice, la paie, l'emprunt, les notes de frais : ce qui n'a ni client ni fournisseur. */
import {
  ajouterJours,
  ajouterMois,
  depuisEuros,
  finDeMois,
  fraction,
  moins,
  montant,
  plus,
  somme,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import type { Valeurs } from '../../../workbook/table';
import { BIENS, comptesDe, repriseDe } from './biens';
import { joursOuvres, le, ouvreSuivant } from './calendrier';
import type { Carnet } from './carnet';
import { ecrireClients, ecrireFournisseurs, ecrireTVA, ecrireVirementInconnu } from './ecritures-tiers';
import { Journaux, type LigneJournal } from './journal';
import { faeReprise, type AffaireReprise } from './reprise';

const OUVERTURE = le('2026-01-01');
const MOIS = Array.from({ length: 11 }, (_, rang) => le(`2026-${String(rang + 1).padStart(2, '0')}-01`));

/** Écrit le grand livre de la société, équilibré pièce par pièce. */
export function ecrireEcritures(carnet: Carnet, reprises: readonly AffaireReprise[]): void {
  const journaux = new Journaux();
  const dus = ecrireClients(carnet, journaux);
  ecrireFournisseurs(carnet, journaux);
  ecrireVirementInconnu(journaux);
  ecrirePaie(carnet, journaux);
  ecrireBanque(carnet, journaux);
  ecrireTVA(journaux);
  ouvrir(journaux, dus, reprises);
  journaux.verser(carnet);
}

/** Le bilan d'ouverture ; le report à nouveau en est la différence. Les FAE et PCA reprises s'extournent le jour même. */
function ouvrir(journaux: Journaux, dus: readonly LigneJournal[], reprises: readonly AffaireReprise[]): void {
  const regularisations = reprises.flatMap((r): LigneJournal[] => {
    const { ht, tva, ttc } = faeReprise(r);
    const pca = montant(Math.max(0, r.facture - r.ca));
    return [
      { compte: '4181', debit: ttc, tiers: r.client, affaire: r.affaire },
      { compte: '44587', credit: tva },
      { compte: '487', credit: pca, affaire: r.affaire },
      { compte: r.compte, credit: montant(ht - pca), affaire: r.affaire },
    ];
  });
  const bilan = regularisations.filter(l => l.compte.startsWith('4'));
  const lignes: LigneJournal[] = [
    { compte: '101000', credit: depuisEuros(200_000) },
    { compte: '106100', credit: depuisEuros(20_000) },
    { compte: '106800', credit: depuisEuros(184_000) },
    { compte: '164000', credit: depuisEuros(96_000) },
    ...BIENS.flatMap(bien => ouvrirBien(bien)),
    { compte: '275000', debit: depuisEuros(17_250) },
    { compte: '512000', debit: depuisEuros(486_300) },
    ...dus,
    ...bilan,
  ];
  const solde = somme(lignes.map(l => moins(l.debit ?? ZERO, l.credit ?? ZERO)));
  journaux.passer('AN', OUVERTURE, 'AN 2026', 'À-nouveaux 2026', [
    ...lignes,
    { compte: '110000', credit: solde },
  ]);
  journaux.passer('OD', OUVERTURE, 'EXT 2025-12', 'Extourne des régularisations de décembre 2025', [
    ...regularisations.map(l => ({ ...l, debit: l.credit ?? ZERO, credit: l.debit ?? ZERO })),
  ]);
}

function ouvrirBien(bien: (typeof BIENS)[number]): LigneJournal[] {
  const reprise = repriseDe(bien);
  if (reprise === undefined) return [];
  const { brut, amort } = comptesDe(bien);
  return [
    { compte: brut, debit: depuisEuros(bien.brut) },
    { compte: amort, credit: reprise },
  ];
}

/** La paie d'un mois : salaires bruts, cotisations, nets payés le dernier jour ouvré, charges le 15. */
function ecrirePaie(carnet: Carnet, journaux: Journaux): void {
  for (const du of MOIS) {
    const au = finDeMois(du);
    const brut = somme(carnet.lignes(t.Collaborateurs).map(c => salaireDe(carnet, c, du, au)));
    const salariales = fraction(brut, 22, 100);
    const urssaf = fraction(brut, 30, 100);
    const autres = fraction(brut, 12, 100);
    const net = moins(brut, salariales);
    const piece = `PAIE ${String(MOIS.indexOf(du) + 1).padStart(2, '0')}/2026`;
    journaux.passer('PA', au, piece, `Salaires ${piece}`, [
      { compte: '641000', debit: brut },
      { compte: '645000', debit: plus(urssaf, autres) },
      { compte: '421000', credit: net },
      { compte: '431000', credit: plus(salariales, urssaf) },
      { compte: '437000', credit: autres },
    ]);
    journaux.passer('BQ', joursOuvres(du, au).at(-1) ?? au, piece, `Virement des salaires ${piece}`, [
      { compte: '421000', debit: net },
      { compte: '512000', credit: net },
    ]);
    if (du === MOIS.at(-1)) continue;
    journaux.passer('BQ', ouvreSuivant(ajouterJours(au, 15)), piece, `Cotisations ${piece}`, [
      { compte: '431000', debit: plus(salariales, urssaf) },
      { compte: '437000', debit: autres },
      { compte: '512000', credit: plus(plus(salariales, urssaf), autres) },
    ]);
  }
}

type Collaborateur = Valeurs<typeof t.Collaborateurs>;

/** Salaire brut d'un présent : son coût d'un jour, sur 218 jours, hors charges, frais et structure (la moitié), divisé par douze. */
function salaireDe(carnet: Carnet, c: Collaborateur, du: Jour, au: Jour): Montant {
  const present = c.DateEntree <= au && (c.DateSortie ?? au) >= du;
  if (c.Statut === 'EXTERNE' || !present) return ZERO;
  const tarif = carnet
    .lignes(t.CoutsCollaborateurs)
    .filter(x => x.IdCollab === c.IdCollab && x.DateEffet <= au);
  const cout = tarif.sort((a, b) => b.DateEffet - a.DateEffet)[0]?.CoutJour ?? ZERO;
  return fraction(cout, Math.round(218 * Number(c.Quotite ?? 1) * 10), 10 * 12 * 2);
}

/** Emprunt, frais de banque, notes de frais, et le prix du véhicule vendu en juin. */
function ecrireBanque(carnet: Carnet, journaux: Journaux): void {
  MOIS.forEach((du, rang) => {
    const au = finDeMois(du);
    const interets = depuisEuros(256 - rang * 5.34);
    journaux.passer('BQ', ouvreSuivant(ajouterJours(du, 9)), `ECH ${rang + 1}`, "Échéance de l'emprunt", [
      { compte: '164000', debit: depuisEuros(2_000) },
      { compte: '661100', debit: interets },
      { compte: '512000', credit: plus(depuisEuros(2_000), interets) },
    ]);
    journaux.passer('BQ', au, `FRAIS ${rang + 1}`, 'Frais de tenue de compte', [
      { compte: '627000', debit: depuisEuros(87.5) },
      { compte: '512000', credit: depuisEuros(87.5) },
    ]);
    ecrireNotes(carnet, journaux, du, au);
  });
  const creance = depuisEuros(9_800 * 1.2);
  journaux.passer('BQ', le('2026-07-06'), 'VIR VEHICULE', 'Règlement de la berline vendue', [
    { compte: '512000', debit: creance },
    { compte: '462', credit: creance },
  ]);
}

function ecrireNotes(carnet: Carnet, journaux: Journaux, du: Jour, au: Jour): void {
  const notes = carnet.lignes(t.NotesFrais).filter(n => n.Date >= du && n.Date <= au);
  const total = somme(notes.map(n => n.MontantHT));
  const piece = `NDF ${notes[0]?.IdNdf ?? ''}`;
  journaux.passer('OD', au, piece, 'Notes de frais du mois', [
    ...notes.map(n => ({
      compte: '625100',
      debit: n.MontantHT,
      ...(n.IdAffaire === undefined ? {} : { affaire: n.IdAffaire }),
    })),
    { compte: '425000', credit: total },
  ]);
  const paye = ouvreSuivant(ajouterJours(ajouterMois(du, 1), 9));
  if (paye > le('2026-12-04')) return;
  journaux.passer('BQ', paye, piece, 'Remboursement des notes de frais', [
    { compte: '425000', debit: total },
    { compte: '512000', credit: total },
  ]);
}
