/** Affaires, commandes, échéanciers et avenants de la société ; rend les factures qu'ils appellent. */
import {
  ajouterJours,
  depuisEuros,
  fraction,
  montant,
  quantite,
  taux,
  valoriser,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import type { Effort } from './activite';
import type { Autre, Etape, Forfait, Lot, Regie } from './affaires';
import { alea } from './alea';
import { le, ouvreSuivant } from './calendrier';
import { ecrireDevisSigne } from './avant-commande';
import type { Carnet } from './carnet';
import type { FactureClient } from './factures';
import { FORFAITS } from './forfaits';
import { parLot } from './lots';
import { numeroDe, numeroter, type Ancre } from './numeros';
import { facturesDesRegies } from './facturation';
import { AUTRES, REGIES } from './regies';
import { PRODUITS } from './referentiels';

/** Commandes que le cas de référence numérote. */
const ANCRES: readonly Ancre[] = [
  { date: le('2026-05-18'), numero: 31 },
  { date: le('2026-06-22'), numero: 37 },
  { date: le('2026-10-01'), numero: 58 },
];
const EXPORT = le('2026-12-04');
/** Une situation de novembre que personne n'a encore facturée. */
const OUBLIEE = '26A180|2026-11-13';
/** Jours entre la date prévue d'une situation et sa facture. */
const DELAIS = [0, 0, 0, 1, 3, 7] as const;

type Vendue = Forfait | Regie | Autre;

const estForfait = (a: Vendue): a is Forfait => 'marge' in a;
const estRegie = (a: Vendue): a is Regie => 'tjm' in a;
const commandeLe = (a: Vendue): Jour =>
  a.signature === undefined ? ouvreSuivant(ajouterJours(le(a.du), -8)) : le(a.signature);

/** Écrit tout ce qui se vend et rend les factures, sans numéro encore. */
export function ecrireVentes(
  carnet: Carnet,
  efforts: readonly Effort[],
  achats: ReadonlyMap<string, Montant>,
): FactureClient[] {
  const vendues: readonly Vendue[] = [...FORFAITS, ...REGIES, ...AUTRES];
  const numeros = numerosDeCommande(vendues);
  const noms = new Map(carnet.lignes(t.Collaborateurs).map(c => [c.IdCollab, c.Nom]));
  const couts = coutsDesTemps(carnet, efforts);
  const factures: FactureClient[] = [];
  for (const a of vendues) {
    ecrireAffaire(carnet, a, noms);
    const commande = numeros.get(a) ?? '';
    if (estForfait(a)) {
      const cout = montant((couts.get(a.id) ?? 0) + (achats.get(a.id) ?? 0));
      const vente = arrondie(cout / (1 - a.marge));
      ecrireDevisSigne(carnet, a.id, commandeLe(a), vente, cout);
      ecrireCommande(carnet, a, commande, 1, vente);
      factures.push(...ecrireEcheancier(carnet, a, commande, vente));
    } else if (estRegie(a)) {
      const jours = efforts.reduce((total, e) => total + (e.affaire === a.id ? e.quarts : 0), 0) / 4;
      ecrireCommande(carnet, a, commande, Math.round(jours / (1 + a.derive)), depuisEuros(a.tjm));
      factures.push(...facturesDesRegies(a, commande, efforts));
    }
  }
  carnet.trier(t.Affaires, a => a.IdAffaire);
  return factures;
}

/** Une vente ronde : aux cinq cents euros. */
const arrondie = (centimes: number): Montant => montant(Math.round(centimes / 500_00) * 500_00);

function numerosDeCommande(vendues: readonly Vendue[]): Map<Vendue, string> {
  const signees = vendues
    .filter(a => estForfait(a) || estRegie(a))
    .sort((a, b) => commandeLe(a) - commandeLe(b));
  const numeros = new Map<Vendue, string>();
  for (const an of [2025, 2026]) {
    const debut = le(`${an}-01-01`);
    const annee = signees.filter(a => commandeLe(a) >= debut && commandeLe(a) < le(`${an + 1}-01-01`));
    const rangs = numeroter(annee.map(commandeLe), an === 2026 ? ANCRES : []);
    annee.forEach((a, i) => numeros.set(a, numeroDe('CV', an, rangs[i] ?? 0, 3)));
  }
  return numeros;
}

/** Coût des temps de chaque affaire jusqu'à son terme, au coût de leur jour ; un externe coûte par ses achats. */
function coutsDesTemps(carnet: Carnet, efforts: readonly Effort[]): ReadonlyMap<string, number> {
  const externes = new Set(
    carnet.lignes(t.Collaborateurs).flatMap(c => (c.Statut === 'EXTERNE' ? [c.IdCollab] : [])),
  );
  const tarifs = [...carnet.lignes(t.CoutsCollaborateurs)].sort((a, b) => b.DateEffet - a.DateEffet);
  const couts = new Map<string, number>();
  for (const { collab, jour, affaire, quarts } of efforts) {
    if (externes.has(collab)) continue;
    const tarif = tarifs.find(x => x.IdCollab === collab && x.DateEffet <= jour);
    if (!tarif) throw new Error(`Pas de coût de ${collab}.`);
    couts.set(affaire, (couts.get(affaire) ?? 0) + valoriser(quantite(quarts / 4), tarif.CoutJour));
  }
  return couts;
}

function ecrireAffaire(carnet: Carnet, a: Vendue, noms: ReadonlyMap<string, string>): void {
  const contrat = estForfait(a) ? 'FORFAIT' : estRegie(a) ? 'REGIE' : a.contrat;
  const regle = estForfait(a) || estRegie(a) ? PRODUITS[produitDe(a)].regle : a.regle;
  carnet.ajouter(t.Affaires, {
    IdAffaire: a.id,
    Libelle: a.libelle,
    IdClient: a.client,
    Type: 'EXTERNE',
    Statut: a.statut ?? 'OUVERTE',
    DateDebut: le(a.du),
    DateFin: le(a.au),
    ChefProjet: noms.get(a.chef),
    BU: a.bu,
    RegleCA: regle,
    Contrat: contrat,
    CLT: estForfait(a),
  });
}

const produitDe = (a: Forfait | Regie): keyof typeof PRODUITS =>
  estForfait(a) ? (a.produit ?? 'FORFAIT') : 'REGIE';

/** Ce qui se vend ensemble : chaque lot sur sa ligne, ou l'affaire entière sur une seule. */
function lignesVendues(a: Forfait | Regie, ht: Montant): { Ligne: string; lot?: Lot; ht: Montant }[] {
  const lots = (estForfait(a) && a.lots) || [];
  if (lots.length === 0) return [{ Ligne: '1', ht }];
  return parLot(ht, lots).flatMap((part, rang) => {
    const lot = lots[rang];
    return lot ? [{ Ligne: String(rang + 1), lot, ht: part }] : [];
  });
}

/** Une commande : un forfait à son prix, lot par lot s'il en a, ou des jours au leur. Un forfait terminé et facturé en entier est soldé. */
function ecrireCommande(
  carnet: Carnet,
  a: Forfait | Regie,
  numero: string,
  nombre: number,
  prix: Montant,
): void {
  const soldee =
    estForfait(a) && a.statut === 'TERMINEE' && !a.echeancier.some(([, , nature]) => nature === 'RG');
  carnet.ajouter(t.Commandes, {
    IdCommande: numero,
    IdAffaire: a.id,
    IdClient: a.client,
    Date: commandeLe(a),
    Statut: soldee ? 'SOLDEE' : 'VALIDEE',
    Devise: 'EUR',
    AvecEcheancier: estForfait(a),
  });
  for (const { Ligne, lot, ht } of lignesVendues(a, montant(nombre * prix))) {
    carnet.ajouter(t.LignesCommande, {
      IdCommande: numero,
      Ligne,
      Lot: lot?.code,
      CodeProduit: produitDe(a),
      Designation: lot?.libelle ?? a.libelle,
      Quantite: quantite(nombre),
      Unite: estForfait(a) ? 'FORFAIT' : 'JOUR',
      PrixUnitaire: lot ? ht : prix,
      MontantHT: ht,
      CodeTVA: a.client === 'CL013' ? 'INTRACOM' : PRODUITS.FORFAIT.tva,
    });
  }
}

/** Les échéances d'un forfait, chacune avec sa facture quand elle est émise ; la dernière prend ce qui reste. */
function ecrireEcheancier(carnet: Carnet, a: Forfait, commande: string, vente: Montant): FactureClient[] {
  const hasard = alea(vente);
  let cumul = 0;
  let place = 0;
  return a.echeancier.flatMap((etape, rang): FactureClient[] => {
    cumul += etape[1];
    const jusque =
      rang === a.echeancier.length - 1 ? vente : fraction(vente, Math.round(cumul * 10_000), 10_000);
    const ht = montant(jusque - place);
    place = jusque;
    const date = ouvreSuivant(ajouterJours(le(etape[0]), hasard.parmi(DELAIS)));
    const ecrire = (facture?: string) =>
      ecrireEcheance(carnet, a, { commande, rang: rang + 1, etape, ht, facture, date });
    if (date > EXPORT || `${a.id}|${etape[0]}` === OUBLIEE) {
      ecrire();
      return [];
    }
    const type = etape[2] === 'ACOMPTE' ? ({ type: 'ACOMPTE' } as const) : {};
    const lignes = lignesVendues(a, ht).map(({ Ligne, lot, ht: part }) => ({
      affaire: a.id,
      commande,
      ligneCommande: Ligne,
      ...(lot ? { lot: lot.code } : {}),
      produit: produitDe(a),
      quantite: 1,
      ht: part,
    }));
    return [{ date, client: a.client, ...type, lignes, numerotee: ecrire }];
  });
}

interface Echeance {
  readonly commande: string;
  readonly rang: number;
  readonly etape: Etape;
  readonly ht: Montant;
  readonly facture: string | undefined;
  readonly date: Jour;
}

function ecrireEcheance(
  carnet: Carnet,
  a: Forfait,
  { commande, rang, etape: [prevue, part, nature], ht, facture, date }: Echeance,
): void {
  carnet.ajouter(t.EcheancierFacturation, {
    IdCommande: commande,
    Ligne: String(rang),
    // Une échéance de plusieurs lots n'a pas de ligne : elle s'étale sur toutes.
    LigneCommande: a.lots ? undefined : '1',
    IdAffaire: a.id,
    DateEcheance: le(prevue),
    Nature: nature ?? 'SITUATION',
    Taux: taux(part),
    MontantHT: ht,
    Valide: true,
    IdFacture: facture,
    DateFacture: facture === undefined ? undefined : date,
  });
}

/** Les affaires de la société elle-même. */
export function ecrireInternes(carnet: Carnet): void {
  const commune = {
    IdClient: 'CL900',
    Type: 'INTERNE',
    Statut: 'OUVERTE',
    DateDebut: le('2026-01-01'),
    CLT: false,
  } as const;
  carnet.ajouter(
    t.Affaires,
    { ...commune, IdAffaire: 'ABSENCES', Libelle: 'Congés et absences' },
    { ...commune, IdAffaire: 'AVANTVENTE', Libelle: 'Avant-vente' },
    { ...commune, IdAffaire: 'FORMATION', Libelle: 'Formations suivies' },
    { ...commune, IdAffaire: 'INTERCONTRAT', Libelle: 'Entre deux missions' },
  );
}

/** Les avenants : un accepté en plus, un déjà dans la commande, un probable, un demandé, un refusé, un de budget. */
export function ecrireAvenants(carnet: Carnet): void {
  const avenant = (
    id: string,
    affaire: string,
    statut: 'DEMANDE' | 'PROBABLE' | 'ACCEPTE' | 'REFUSE',
    date: string | undefined,
    vente: number,
    plus: { type?: 'BUDGET'; inclus?: boolean; cout?: number } = {},
  ) =>
    carnet.ajouter(t.Avenants, {
      IdAvenant: id,
      IdAffaire: affaire,
      IdCommande: carnet.lignes(t.Commandes).find(c => c.IdAffaire === affaire)?.IdCommande,
      Type: plus.type ?? 'VENTE',
      Statut: statut,
      DateValidation: date === undefined ? undefined : le(date),
      MontantVente: depuisEuros(vente),
      MontantCout: depuisEuros(plus.cout ?? Math.round(vente * 0.8)),
      InclusDansCommande: plus.inclus ?? false,
    });
  avenant('AVT-2026-01', '25E010', 'ACCEPTE', '2026-04-02', 14_000, { inclus: true });
  avenant('AVT-2026-02', '26A120', 'ACCEPTE', '2026-06-10', 18_500);
  avenant('AVT-2026-03', '26A170', 'PROBABLE', '2026-09-18', 12_000);
  avenant('AVT-2026-04', '26A190', 'DEMANDE', undefined, 30_000);
  avenant('AVT-2026-05', '26A151', 'REFUSE', '2026-07-03', 8_000);
  avenant('AVT-2026-06', '26A152', 'ACCEPTE', '2026-10-06', 0, { type: 'BUDGET', cout: 6_400 });
}
