/** Plan comptable, produits, règles de CA, TVA, périodes et paramètres de la société. */
import { compte, debut, fin, jour, periode, suivante, taux, type Compte } from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import { le } from './calendrier';
import type { Carnet } from './carnet';

/** Taux de chaque code, en pour cent. */
export const TVA = { N20: 20, EXO: 0, INTRACOM: 0 } as const;

interface Produit {
  readonly libelle: string;
  readonly famille: string;
  readonly compte: Compte;
  readonly tva: keyof typeof TVA;
  readonly regle: string;
}

const produit = (
  libelle: string,
  famille: string,
  vente: string,
  regle: string,
  tva: Produit['tva'] = 'N20',
): Produit => ({
  libelle,
  famille,
  compte: compte(vente),
  tva,
  regle,
});

/** Ce que la société vend. Le forfait est celui du cas de référence. */
export const PRODUITS = {
  FORFAIT: produit('Projet au forfait', 'PRESTATIONS', '706000', 'FORFAIT_COUTS'),
  FORFAIT_LOTS: produit('Projet au forfait, par lots', 'PRESTATIONS', '706000', 'FORFAIT_LOTS'),
  FORFAIT_TACHES: produit('Projet au forfait, suivi par tâches', 'PRESTATIONS', '706000', 'FORFAIT_TACHES'),
  FORFAIT_DEVIS: produit('Projet au forfait, sur devis signés', 'PRESTATIONS', '706000', 'FORFAIT_DEVIS'),
  REGIE: produit('Régie vendue en jours', 'PRESTATIONS', '706100', 'REGIE_JOURS'),
  MAINTENANCE: produit('Maintenance et infogérance', 'CONTRATS', '706200', 'MAINTENANCE'),
  INTERVENTION: produit('Intervention à la demande', 'PRESTATIONS', '706300', 'LIVRAISON'),
  FORMATION: produit('Formation aux outils', 'PRESTATIONS', '706400', 'LIVRAISON', 'EXO'),
  LICENCE: produit('Licences revendues', 'NEGOCE', '707000', 'LIVRAISON'),
  FRAIS: produit('Frais refacturés', 'FRAIS', '708500', 'LIVRAISON'),
} as const;

/** Comptes que le cas de référence n'a pas : numéro, libellé, et le type de tiers des collectifs. */
const COMPTES: readonly (readonly [
  numero: string,
  libelle: string,
  tiers?: 'CLIENT' | 'FOURNISSEUR' | 'SALARIE',
])[] = [
  ['101000', 'Capital'],
  ['106100', 'Réserve légale'],
  ['106800', 'Autres réserves'],
  ['110000', 'Report à nouveau'],
  ['1516', 'Provisions pour pertes sur contrats'],
  ['164000', 'Emprunts auprès des établissements de crédit'],
  ['205000', 'Logiciels'],
  ['2181', 'Installations et agencements'],
  ['2182', 'Matériel de transport'],
  ['2184', 'Mobilier'],
  ['275000', 'Dépôts et cautionnements versés'],
  ['2805', 'Amortissements des logiciels'],
  ['28181', 'Amortissements des agencements'],
  ['28182', 'Amortissements du matériel de transport'],
  ['28184', 'Amortissements du mobilier'],
  ['404', "Fournisseurs d'immobilisations", 'FOURNISSEUR'],
  ['416000', 'Clients douteux ou litigieux', 'CLIENT'],
  ['419100', 'Clients : acomptes reçus', 'CLIENT'],
  ['421000', 'Personnel : rémunérations dues'],
  ['425000', 'Personnel : notes de frais'],
  ['431000', 'Sécurité sociale'],
  ['437000', 'Autres organismes sociaux'],
  ['44551', 'TVA à décaisser'],
  ['44562', 'TVA déductible sur immobilisations'],
  ['44588', 'TVA sur acomptes reçus'],
  ['462', "Créances sur cessions d'immobilisations"],
  ['486', "Charges constatées d'avance"],
  ['491000', 'Dépréciations des comptes de clients'],
  ['512000', 'Banque'],
  ['606100', 'Électricité et eau'],
  ['606300', 'Petit équipement'],
  ['606400', 'Fournitures de bureau'],
  ['607000', 'Achats de licences pour revente'],
  ['611000', 'Hébergement et services en ligne'],
  ['613200', 'Locations immobilières'],
  ['613500', 'Locations de véhicules'],
  ['615500', 'Entretien et nettoyage'],
  ['616000', "Primes d'assurance"],
  ['622600', 'Honoraires'],
  ['625100', 'Voyages et déplacements'],
  ['626000', 'Télécommunications'],
  ['627000', 'Services bancaires'],
  ['631300', 'Formation professionnelle'],
  ['641000', 'Salaires et traitements'],
  ['645000', 'Charges de sécurité sociale'],
  ['654100', 'Pertes sur créances irrécouvrables'],
  ['657', 'Valeur comptable des immobilisations cédées'],
  ['661100', "Intérêts d'emprunt"],
  ['68111', 'Dotations aux amortissements des immobilisations incorporelles'],
  ['681740', 'Dotations aux dépréciations des créances'],
  ['6815', "Dotations aux provisions d'exploitation"],
  ['706100', 'Prestations en régie'],
  ['706200', 'Maintenance et infogérance'],
  ['706300', 'Interventions ponctuelles'],
  ['706400', 'Formations'],
  ['707000', 'Ventes de licences'],
  ['708500', 'Frais refacturés'],
  ['757', 'Produits de cession des immobilisations'],
  ['7815', "Reprises sur provisions d'exploitation"],
];

export function ecrireReferentiels(carnet: Carnet): void {
  for (const [numero, libelle, tiers] of COMPTES) {
    carnet.ajouter(t.PlanComptable, {
      Compte: compte(numero),
      Libelle: libelle,
      Collectif: tiers !== undefined,
      TypeTiers: tiers,
      Imputable: true,
      Bloque: false,
    });
  }
  carnet.trier(t.PlanComptable, c => c.Compte);
  ecrireRegles(carnet);
  ecrirePeriodes(carnet);
}

function ecrireRegles(carnet: Carnet): void {
  const regle = {
    Regroupement: 'AFFAIRE',
    NiveauDetail: 'COMPTE',
    BaseBudget: 'REPREVISION_VENTES',
    EtatsTemps: 'VALIDE',
    RegleSur: 'PRODUIT',
  } as const;
  carnet.ajouter(
    t.ReglesCA,
    {
      ...regle,
      CodeRegle: 'REGIE_JOURS',
      Libelle: "Régie vendue à l'avancement des jours",
      Type: 'AVANCEMENT_THEORIQUE',
    },
    {
      ...regle,
      CodeRegle: 'FORFAIT_LOTS',
      Libelle: "Forfait à l'avancement des coûts, lot par lot",
      Type: 'AVANCEMENT_REEL',
      Regroupement: 'LOT',
    },
    {
      ...regle,
      CodeRegle: 'FORFAIT_TACHES',
      Libelle: "Forfait à l'avancement des coûts, reste à faire par tâche",
      Type: 'AVANCEMENT_REEL',
      SourceRAF: 'TACHES',
    },
    {
      ...regle,
      CodeRegle: 'FORFAIT_DEVIS',
      Libelle: "Forfait à l'avancement des coûts, budget des devis signés",
      Type: 'AVANCEMENT_REEL',
      BaseBudget: 'DEVIS_SIGNES',
    },
    { ...regle, CodeRegle: 'MAINTENANCE', Libelle: 'Maintenance au prorata du temps', Type: 'PRORATA' },
    {
      ...regle,
      CodeRegle: 'LIVRAISON',
      Libelle: "Prestation à l'achèvement",
      Type: 'ACHEVEMENT',
      LivraisonsExclusivement: false,
    },
  );
  for (const [code, p] of Object.entries(PRODUITS)) {
    if (code === 'FORFAIT') continue;
    carnet.ajouter(t.Produits, {
      CodeProduit: code,
      Libelle: p.libelle,
      Famille: p.famille,
      CompteVente: p.compte,
      CodeTVA: p.tva,
      RegleCA: p.regle,
      Immobilisable: false,
    });
  }
  carnet.ajouter(t.CodesTVA, {
    CodeTVA: 'INTRACOM',
    DateEffet: le('2014-01-01'),
    Taux: taux(0),
    Regime: 'INTRACOM',
  });
}

/** Les périodes, toutes ouvertes : les mois clos le seront par leur clôture. Décembre 2025 est clos dans l'ancien outil. */
function ecrirePeriodes(carnet: Carnet): void {
  carnet.ajouter(t.Exercices, {
    Exercice: '2025',
    DateDebut: jour(2025, 1, 1),
    DateFin: jour(2025, 12, 31),
    Referentiel: 'PCG2025',
    Cloture: true,
  });
  carnet.trier(t.Exercices, x => x.Exercice);
  carnet.ajouter(t.Periodes, {
    Periode: periode('2025-12'),
    Exercice: '2025',
    Etat: 'FERMEE',
    DateFermeture: le('2026-01-09'),
    Par: 'S. Roche',
  });
  for (let mois = periode('2026-01'); debut(mois) <= fin(periode('2027-01')); mois = suivante(mois))
    carnet.ajouter(t.Periodes, { Periode: mois, Exercice: mois.slice(0, 4), Etat: 'OUVERTE' });
}
