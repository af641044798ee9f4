/** Les achats des affaires : commandes, réceptions, factures reçues, et notes de frais. */
import {
  compte,
  date,
  depuisEuros,
  finDeMois,
  fraction,
  montant,
  plus,
  quantite,
  versIso,
  type Jour,
  type Montant,
  type Quantite,
} from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import { le } from './calendrier';
import type { Carnet } from './carnet';
import { numeroDe, numeroter, type Ancre } from './numeros';
import { echeanceDe } from './tiers';

export interface Reception {
  readonly date: Jour;
  readonly quantite: Quantite;
  readonly ht: Montant;
  /** Quand la facture arrive ; après l'export, elle n'y est pas. */
  readonly factureLe: Jour;
  /** Livré mais pas encore posé : hors des charges de l'avancement. */
  readonly enAttente?: boolean;
}

export interface AchatAffaire {
  readonly affaire: string;
  readonly fournisseur: string;
  readonly nature: (typeof t.NATURES_CHARGE)[number];
  readonly compte: string;
  readonly commandeLe?: Jour;
  readonly quantite: number;
  readonly prix: Montant;
  readonly receptions: readonly Reception[];
}

/** L'export de l'ERP date du 4 décembre : les factures reçues ensuite n'y sont pas. */
const EXPORT = le('2026-12-04');

const livraison = (
  date: string,
  nombre: number,
  prix: number,
  factureLe: string,
  enAttente = false,
): Reception => ({
  date: le(date),
  quantite: quantite(nombre),
  ht: montant(nombre * prix * 100),
  factureLe: le(factureLe),
  enAttente,
});

/** Le matériel : des serveurs dont deux attendent leur pose, des tablettes livrées en partie. */
export const MATERIEL: readonly AchatAffaire[] = [
  {
    affaire: '26A160',
    fournisseur: 'FO019',
    nature: 'MP_AFFAIRE',
    compte: '606300',
    commandeLe: le('2026-03-20'),
    quantite: 6,
    prix: montant(4_200_00),
    receptions: [
      livraison('2026-05-12', 4, 4200, '2026-05-29'),
      livraison('2026-09-22', 2, 4200, '2026-10-05', true),
    ],
  },
  {
    affaire: '26A120',
    fournisseur: 'FO019',
    nature: 'MP_AFFAIRE',
    compte: '606300',
    commandeLe: le('2026-06-15'),
    quantite: 20,
    prix: montant(390_00),
    receptions: [livraison('2026-07-08', 12, 390, '2026-07-20')],
  },
];

const ANCRES = {
  commandes: [{ date: le('2026-09-28'), numero: 12 }],
  receptions: [
    { date: le('2026-10-30'), numero: 40 },
    { date: le('2026-11-27'), numero: 46 },
  ],
  factures: [{ date: le('2026-10-31'), numero: 77 }],
} as const satisfies Record<string, readonly Ancre[]>;

/** Écrit les achats et rend ce que chaque affaire aura coûté en achats, de la commande au terme. */
export function ecrireAchats(carnet: Carnet, achats: readonly AchatAffaire[]): ReadonlyMap<string, Montant> {
  const couts = new Map<string, Montant>();
  const commandes = numerotes(
    achats.filter(a => a.commandeLe !== undefined),
    a => a.commandeLe ?? EXPORT,
    ANCRES.commandes,
    'CA',
  );
  const receptions = achats.flatMap(achat => achat.receptions.map(reception => ({ achat, reception })));
  const bons = numerotes(receptions, r => r.reception.date, ANCRES.receptions, 'BR');
  const facturees = receptions.filter(r => r.reception.factureLe <= EXPORT);
  const factures = numerotes(facturees, r => r.reception.factureLe, ANCRES.factures, 'FF');
  for (const [achat, numero] of commandes) ecrireCommande(carnet, achat, numero);
  for (const recu of receptions) {
    const commande = commandes.get(recu.achat);
    const bon = bons.get(recu) ?? '';
    const facture = factures.get(recu);
    ecrireReception(carnet, recu.achat, recu.reception, { bon, commande, facture });
    if (facture !== undefined) ecrireFacture(carnet, recu.achat, recu.reception, { bon, commande, facture });
  }
  for (const { affaire, quantite: nombre, prix, receptions: recues } of achats) {
    const recu = recues.reduce((total, r) => plus(total, r.ht), montant(0));
    const prevu = affaire === '26A220' ? recu : montant(Math.round(nombre * prix));
    couts.set(affaire, plus(couts.get(affaire) ?? montant(0), prevu));
  }
  return couts;
}

/** Numérote des pièces dans l'ordre de leurs dates. */
function numerotes<P>(
  pieces: readonly P[],
  jour: (p: P) => Jour,
  ancres: readonly Ancre[],
  prefixe: string,
): Map<P, string> {
  const triees = [...pieces].sort((a, b) => jour(a) - jour(b));
  const numeros = new Map<P, string>();
  for (const an of [2025, 2026]) {
    const annee = triees.filter(p => date(jour(p)).annee === an);
    const rangs = numeroter(annee.map(jour), an === 2026 ? ancres : []);
    annee.forEach((p, i) => numeros.set(p, numeroDe(prefixe, an, rangs[i] ?? 0, 3)));
  }
  return numeros;
}

function ecrireCommande(carnet: Carnet, a: AchatAffaire, numero: string): void {
  carnet.ajouter(t.CommandesAchat, {
    IdCdeAchat: numero,
    Ligne: '1',
    Date: a.commandeLe ?? EXPORT,
    IdFournisseur: a.fournisseur,
    IdAffaire: a.affaire,
    Nature: a.nature,
    Compte: compte(a.compte),
    Quantite: quantite(a.quantite),
    PrixUnitaire: a.prix,
    MontantHT: montant(a.quantite * a.prix),
    Statut: 'VALIDEE',
    CodeTVA: 'N20',
  });
}

interface Numeros {
  readonly bon: string;
  readonly commande: string | undefined;
  readonly facture: string | undefined;
}

function ecrireReception(carnet: Carnet, a: AchatAffaire, r: Reception, n: Numeros): void {
  carnet.ajouter(t.Receptions, {
    IdReception: n.bon,
    Ligne: '1',
    IdCdeAchat: n.commande,
    LigneCde: n.commande === undefined ? undefined : '1',
    DateReception: r.date,
    IdFournisseur: a.fournisseur,
    IdAffaire: a.affaire,
    Nature: a.nature,
    Compte: compte(a.compte),
    CodeTVA: 'N20',
    Quantite: r.quantite,
    MontantHT: r.ht,
    IdFacture: n.facture,
    DateFacture: n.facture === undefined ? undefined : r.factureLe,
    Consommee: r.enAttente !== true,
  });
}

function ecrireFacture(
  carnet: Carnet,
  a: AchatAffaire,
  r: Reception,
  n: Numeros & { facture: string },
): void {
  const tva = fraction(r.ht, 20, 100);
  carnet.ajouter(t.FacturesFournisseurs, {
    IdFactF: n.facture,
    Ligne: '1',
    Reference: `${a.fournisseur}/${versIso(r.factureLe).slice(2, 7)}`,
    DateFacture: r.factureLe,
    DateEcheance: echeanceDe(
      r.factureLe,
      carnet.lignes(t.Tiers).find(x => x.IdTiers === a.fournisseur)?.ConditionReglement,
    ),
    IdFournisseur: a.fournisseur,
    IdAffaire: a.affaire,
    IdReception: n.bon,
    LigneReception: '1',
    IdCdeAchat: n.commande,
    LigneCde: n.commande === undefined ? undefined : '1',
    Compte: compte(a.compte),
    CodeTVA: 'N20',
    Quantite: r.quantite,
    MontantHT: r.ht,
    MontantTVA: tva,
    MontantTTC: plus(r.ht, tva),
    Validee: true,
    HorsAvancement: r.enAttente === true,
  });
}

/** Déplacements des chefs de projet : affaire, qui, et ce qu'un mois coûte, en euros. */
const DEPLACEMENTS = [
  ['26A120', 'C013', 180],
  ['26A190', 'C010', 240],
  ['26A151', 'C012', 95],
  ['25E010', 'C012', 120],
] as const;

/** Écrit les notes de frais : une par mois et par chef de projet, celles de 26F530 à refacturer. */
export function ecrireNotesFrais(carnet: Carnet): void {
  let rang = 0;
  for (let mois = 1; mois <= 11; mois++) {
    const jour = finDeMois(le(`2026-${String(mois).padStart(2, '0')}-01`));
    const ajouter = (affaire: string, collab: string, euros: number, refacturable: boolean) =>
      carnet.ajouter(t.NotesFrais, {
        IdNdf: numeroDe('NF', 2026, ++rang, 3),
        Ligne: '1',
        IdCollab: collab,
        Date: jour,
        IdAffaire: affaire,
        MontantHT: depuisEuros(euros),
        TVA: montant(0),
        Refacturable: refacturable,
      });
    for (const [affaire, collab, euros] of DEPLACEMENTS) {
      const a = carnet.lignes(t.Affaires).find(x => x.IdAffaire === affaire);
      if (a && (a.DateDebut ?? jour) <= jour && jour <= (a.DateFin ?? jour))
        ajouter(affaire, collab, euros + ((mois * 37) % 60), false);
    }
    ajouter('26F530', 'C010', 410 + ((mois * 83) % 170), true);
  }
}
