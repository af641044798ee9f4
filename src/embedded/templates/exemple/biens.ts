/** Le registre des immobilisations : les biens repris au 31 décembre 2025, ceux achetés en 2026, un véhicule vendu. */
import { compte, depuisEuros, fraction, n360, type Jour, type Montant } from '../../../comptabilite';
import { CategoriesImmo, Immobilisations } from '../../../cloture/immobilisations/tables';
import { le } from './calendrier';
import type { Carnet } from './carnet';

const REPRISE = le('2025-12-31');

type Categorie = readonly [
  code: string,
  libelle: string,
  type: 'CORPORELLE' | 'INCORPORELLE',
  compte: string,
  amort: string,
  dotation: string,
  mois: number,
  prefixe: string,
];

/** INFORMATIQUE vient du cas de référence. */
const CATEGORIES: readonly Categorie[] = [
  ['LOGICIEL', 'Logiciels', 'INCORPORELLE', '205000', '2805', '68111', 36, 'LOG-'],
  ['AGENCEMENT', 'Agencements des bureaux', 'CORPORELLE', '2181', '28181', '68112', 120, 'AGE-'],
  ['VEHICULE', 'Véhicules', 'CORPORELLE', '2182', '28182', '68112', 60, 'VEH-'],
  ['MOBILIER', 'Mobilier', 'CORPORELLE', '2184', '28184', '68112', 84, 'MOB-'],
];

interface Bien {
  readonly id: string;
  readonly libelle: string;
  readonly categorie: string;
  readonly service: string;
  readonly brut: number;
}

/** Les biens que le cas de référence n'a pas. */
export const BIENS: readonly Bien[] = [
  {
    id: 'AGE-0001', libelle: 'Aménagement du plateau, quai de la Fosse', categorie: 'AGENCEMENT',
    service: '2021-06-01', brut: 86_000,
  },
  {
    id: 'MOB-0001', libelle: 'Bureaux et salles de réunion', categorie: 'MOBILIER', service: '2021-06-15',
    brut: 21_400,
  },
  { id: 'MOB-0002', libelle: 'Cabines acoustiques', categorie: 'MOBILIER', service: '2026-01-26', brut: 4_900 },
  { id: 'VEH-0001', libelle: 'Berline de direction', categorie: 'VEHICULE', service: '2023-04-03', brut: 22_800 },
  {
    id: 'LOG-0001', libelle: 'Progiciel de gestion des affaires', categorie: 'LOGICIEL', service: '2023-10-02',
    brut: 18_000,
  },
  {
    id: 'LOG-0002', libelle: 'Connecteur de facturation électronique', categorie: 'LOGICIEL',
    service: '2026-03-16', brut: 9_600,
  },
  {
    id: 'PC-0001', libelle: 'Vingt ordinateurs portables', categorie: 'INFORMATIQUE', service: '2024-02-05',
    brut: 24_000,
  },
  {
    id: 'PC-0002', libelle: 'Douze ordinateurs portables', categorie: 'INFORMATIQUE', service: '2025-09-15',
    brut: 14_400,
  },
  {
    id: 'PC-0003', libelle: 'Neuf ordinateurs portables', categorie: 'INFORMATIQUE', service: '2026-09-21',
    brut: 10_800,
  },
];

/** Amortissements d'un bien à la reprise, en linéaire de trente jours par mois, au plus sa valeur. */
export function repriseDe(bien: Bien): Montant | undefined {
  const service = le(bien.service);
  if (service > REPRISE) return undefined;
  const mois = dureeDe(bien);
  return fraction(depuisEuros(bien.brut), Math.min(n360(service, REPRISE), mois * 30), mois * 30);
}

const dureeDe = ({ categorie }: Bien): number => CATEGORIES.find(([code]) => code === categorie)?.[6] ?? 36;

export const comptesDe = ({ categorie }: Bien): { brut: string; amort: string } => {
  const [, , , brut = '2183', amort = '28183'] = CATEGORIES.find(([code]) => code === categorie) ?? [];
  return { brut, amort };
};

const VENTE_DU_VEHICULE: Jour = le('2026-06-18');

/** Écrit catégories et fiches ; `factures` donne le numéro interne de la facture des biens de l'année. */
export function ecrireBiens(carnet: Carnet, factures: ReadonlyMap<string, string>): void {
  for (const [code, libelle, type, brut, amort, dotation, mois, prefixe] of CATEGORIES) {
    carnet.ajouter(CategoriesImmo, {
      Categorie: code,
      Libelle: libelle,
      Type: type,
      Compte: compte(brut),
      CompteAmort: compte(amort),
      CompteDotation: compte(dotation),
      Mode: 'LINEAIRE',
      DureeMois: mois,
      ConventionJours: '30_360',
      Prefixe: prefixe,
    });
  }
  for (const bien of BIENS) {
    const reprise = repriseDe(bien);
    carnet.ajouter(Immobilisations, {
      IdImmo: bien.id,
      Libelle: bien.libelle,
      Categorie: bien.categorie,
      Type: bien.categorie === 'LOGICIEL' ? 'INCORPORELLE' : 'CORPORELLE',
      Compte: compte(comptesDe(bien).brut),
      DateAcquisition: le(bien.service),
      DateMiseEnService: le(bien.service),
      ValeurBrute: depuisEuros(bien.brut),
      Mode: 'LINEAIRE',
      DureeMois: dureeDe(bien),
      ConventionJours: '30_360',
      ...(reprise === undefined ? {} : { DateReprise: REPRISE, CumulReprise: reprise }),
      ...lienFacture(factures.get(bien.id)),
      ...(bien.id === 'VEH-0001'
        ? { DateSortie: VENTE_DU_VEHICULE, TypeSortie: 'CESSION' as const, PrixCessionHT: depuisEuros(9_800) }
        : {}),
      Localisation: 'Nantes',
    });
  }
  carnet.completer(Immobilisations, f => f.IdImmo === 'INF-0001', lienFacture(factures.get('INF-0001')));
}

const lienFacture = (facture: string | undefined) => (facture === undefined ? {} : { IdFactF: facture, LigneFactF: '1' });
