/** Ce que la société facture au fil de l'eau : régies au mois, maintenances à la période, prestations livrées. */
import {
  ajouterJours,
  ajouterMois,
  debutDeMois,
  depuisEuros,
  finDeMois,
  montant,
  quantite,
  versIso,
  type Jour,
} from '../../../comptabilite';
import { Livraisons } from '../../../cloture/tables-communes';
import type { Effort } from './activite';
import type { Regie } from './affaires';
import { alea } from './alea';
import { joursOuvres, le, ouvreSuivant } from './calendrier';
import type { Carnet } from './carnet';
import { facturesManquantes, type FactureClient } from './factures';
import { PRODUITS } from './referentiels';

const EXPORT = le('2026-12-04');

/** Une régie se facture au mois, sur les jours facturables : le dernier jour ouvré, ou les premiers du mois suivant. */
export function facturesDesRegies(a: Regie, commande: string, efforts: readonly Effort[]): FactureClient[] {
  const parMois = new Map<Jour, number>();
  for (const { affaire, jour, nature, quarts } of efforts) {
    if (affaire !== a.id || nature !== 'PRODUCTION_FACTURABLE' || jour > EXPORT) continue;
    const mois = debutDeMois(jour);
    parMois.set(mois, (parMois.get(mois) ?? 0) + quarts);
  }
  const hasard = alea(a.tjm * 31 + parMois.size);
  return [...parMois].flatMap(([mois, quarts]): FactureClient[] => {
    const tardive = hasard.entier(1, 4) === 1;
    const dernier = joursOuvres(mois, finDeMois(mois)).at(-1) ?? mois;
    const date = tardive ? ouvreSuivant(ajouterJours(ajouterMois(mois, 1), hasard.entier(0, 4))) : dernier;
    if (date > EXPORT) return [];
    const ht = montant((quarts * a.tjm * 100) / 4);
    return [
      {
        date,
        client: a.client,
        lignes: [{ affaire: a.id, commande, produit: 'REGIE', quantite: quarts / 4, ht }],
      },
    ];
  });
}

const periode = (
  affaire: string,
  client: string,
  date: string,
  mois: number,
  euros: number,
): FactureClient => {
  const du = le(date);
  const au = ajouterJours(ajouterMois(du, mois), -1);
  return {
    date: ouvreSuivant(du),
    client,
    lignes: [{ affaire, produit: 'MAINTENANCE', quantite: 1, ht: depuisEuros(euros), du, au }],
  };
};

/** Les maintenances, facturées d'avance. */
export const MAINTENANCES: readonly FactureClient[] = [
  periode('25M410', 'CL001', '2025-07-01', 12, 17_400),
  periode('25M410', 'CL001', '2026-07-01', 12, 18_000),
  ...['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'].map(date =>
    periode('26M420', 'CL004', date, 3, 9_300),
  ),
  periode('26M430', 'CL015', '2026-04-01', 12, 6_240),
];

/** Les licences revendues et les frais refacturés chaque mois. */
export function facturesCourantes(): FactureClient[] {
  const licences = [
    ['2026-02-12', 4_800],
    ['2026-06-09', 7_350],
    ['2026-10-20', 3_920],
  ] as const;
  const frais = Array.from({ length: 11 }, (_, mois): FactureClient => {
    const fin = finDeMois(le(`2026-${String(mois + 1).padStart(2, '0')}-01`));
    const ht = depuisEuros(410 + (((mois + 1) * 83) % 170));
    return {
      date: ouvreSuivant(ajouterJours(fin, 3)),
      client: 'CL014',
      lignes: [{ affaire: '26F530', produit: 'FRAIS', quantite: 1, ht }],
    };
  });
  return [
    ...licences.map(([date, ht]): FactureClient => ({
      date: le(date),
      client: 'CL009',
      lignes: [{ affaire: '26N520', produit: 'LICENCE', quantite: 1, ht: depuisEuros(ht) }],
    })),
    ...frais.filter(f => f.date <= EXPORT),
  ];
}

/** Un geste commercial : la recette de 26A130 avait pris du retard. */
export const AVOIRS: readonly FactureClient[] = [
  {
    date: le('2026-09-22'),
    client: 'CL006',
    type: 'AVOIR',
    lignes: [{ affaire: '26A130', produit: 'FORFAIT', quantite: -1, ht: montant(-4_500_00) }],
  },
];

const INTERVENTIONS = [
  ['26P510', 'CL010', 'INTERVENTION'],
  ['26P540', 'CL017', 'FORMATION'],
  ['26P510', 'CL010', 'INTERVENTION'],
] as const;

/**
 * Les petites prestations, livrées puis facturées quelques jours après : autant qu'il en faut pour que les factures du
 * cas de référence portent leur numéro. Deux livraisons de novembre ne sont pas encore facturées.
 */
export function facturesDesInterventions(carnet: Carnet, autres: readonly FactureClient[]): FactureClient[] {
  const hasard = alea(510);
  let bl = 0;
  const livrer = (
    date: Jour,
    affaire: string,
    produit: keyof typeof PRODUITS,
    ht: number,
    facture?: string,
    le?: Jour,
  ) =>
    carnet.ajouter(Livraisons, {
      IdBL: `BL-2026-${String(++bl).padStart(3, '0')}`,
      Ligne: '1',
      IdAffaire: affaire,
      CodeProduit: produit,
      CodeTVA: PRODUITS[produit].tva,
      DateLivraison: date,
      Quantite: quantite(1),
      MontantHT: montant(ht),
      AFacturerLe: finDeMois(date),
      IdFacture: facture,
      DateFacture: le,
    });
  const factures = facturesManquantes(autres).flatMap(({ du, au, nombre }) => {
    if (nombre < 0) throw new Error(`${-nombre} factures de trop avant le ${versIso(au)}.`);
    const jours = joursOuvres(ajouterJours(du ?? le('2026-01-12'), 1), ajouterJours(au, -1));
    return Array.from({ length: nombre }, (_, rang): FactureClient => {
      const date = jours[Math.floor(((rang + 0.5) * jours.length) / nombre)] ?? au;
      const [affaire, client, produit] = hasard.parmi(INTERVENTIONS);
      const ht = hasard.entier(6, 38) * 5_000;
      const livree = ajouterJours(date, -hasard.entier(1, 6));
      return {
        date,
        client,
        lignes: [{ affaire, produit, quantite: 1, ht: montant(ht) }],
        numerotee: numero => livrer(livree, affaire, produit, ht, numero, date),
      };
    });
  });
  livrer(le('2026-11-24'), '26P510', 'INTERVENTION', 1_450_00);
  livrer(le('2026-11-27'), '26P540', 'FORMATION', 980_00);
  return factures;
}
