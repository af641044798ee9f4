/**
 * Le cas de référence du domaine (§18), hors 24A010 que le noyau donne : 24A020, régie vendue de T-REV-02, et 24M030,
 * maintenance de T-CUT-05. Les figures attendues ne sont pas ici : elles sortent des tables.
 */
import { montant, quantite, taux } from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import { le } from './calendrier';
import type { Carnet } from './carnet';
import type { FactureClient } from './factures';

const CLIENT = 'CL002';
const COMMANDE = 'CV-2026-037';
const MAINTENANCE = 'CV-2026-058';

/** Vingt et un jours jusqu'au 31 octobre, cinq en novembre : 21/40 puis 26/40 des quarante jours vendus. */
const FAITS: Readonly<Record<string, readonly string[]>> = {
  C036: [
    ...['07-02', '07-09', '07-16', '07-23', '07-30', '08-27', '09-03', '09-10', '09-17', '09-24'],
    ...['10-01', '10-08', '10-15', '10-22', '10-29', '11-05', '11-12', '11-19', '11-26'],
  ],
  C034: ['09-08', '09-15', '09-22', '10-06', '10-13', '10-20', '11-10'],
};

/** Dix-huit jours encore prévus : quarante-quatre en tout, quatre de plus que vendus. */
const PREVUS: Readonly<Record<string, readonly string[]>> = {
  C036: [
    ...[
      '2026-12-03',
      '2026-12-10',
      '2026-12-17',
      '2027-01-07',
      '2027-01-14',
      '2027-01-21',
      '2027-01-28',
      '2027-02-04',
    ],
    ...['2027-02-11', '2027-02-18', '2027-02-25', '2027-03-04', '2027-03-11', '2027-03-18', '2027-03-25'],
  ],
  C034: ['2026-12-08', '2027-01-12', '2027-02-09'],
};

/** Sept mille euros hors taxes le dernier jour d'août et de septembre, puis à la mi-novembre ; un an de maintenance. */
export const FACTURES_DOREES: readonly FactureClient[] = [
  ...['2026-08-31', '2026-09-30', '2026-11-13'].map((date): FactureClient => ({
    date: le(date),
    client: CLIENT,
    lignes: [
      { affaire: '24A020', commande: COMMANDE, produit: 'REGIE', quantite: 10, ht: montant(7_000_00) },
    ],
  })),
  {
    date: le('2026-10-15'),
    client: 'CL016',
    lignes: [
      {
        affaire: '24M030',
        commande: MAINTENANCE,
        produit: 'MAINTENANCE',
        quantite: 1,
        ht: montant(12_000_00),
        du: le('2026-10-15'),
        au: le('2027-10-14'),
      },
    ],
  },
];

/** Écrit 24A020 et 24M030 : affaires, commandes, temps et planning. Leurs factures suivent celles de la société. */
export function ecrireCasDore(carnet: Carnet): void {
  ecrireAffaires(carnet);
  ecrireCommandes(carnet);
  let rang = 0;
  for (const [collab, jours] of Object.entries(FAITS)) {
    for (const jour of jours) {
      carnet.ajouter(t.Temps, {
        IdTemps: `T02${String(++rang).padStart(2, '0')}`,
        IdCollab: collab,
        Date: le(`2026-${jour}`),
        IdAffaire: '24A020',
        Tache: 'Réalisation',
        Nature: 'PRODUCTION_FACTURABLE',
        Jours: quantite(1),
        Heures: quantite(7),
        Etat: 'VALIDE',
        Facturable: true,
      });
    }
  }
  for (const [collab, jours] of Object.entries(PREVUS)) {
    for (const jour of jours) {
      carnet.ajouter(t.Planning, {
        IdPlan: `P02${String(++rang).padStart(2, '0')}`,
        IdCollab: collab,
        Date: le(jour),
        IdAffaire: '24A020',
        Tache: 'Réalisation',
        Jours: quantite(1),
        Statut: 'CONFIRME',
      });
    }
  }
}

function ecrireAffaires(carnet: Carnet): void {
  const commune = { Type: 'EXTERNE', Statut: 'OUVERTE', CLT: false } as const;
  carnet.ajouter(
    t.Affaires,
    {
      ...commune,
      IdAffaire: '24A020',
      Libelle: 'Évolutions du site de la banque',
      IdClient: CLIENT,
      DateDebut: le('2026-07-01'),
      DateFin: le('2027-03-31'),
      ChefProjet: 'Ophélie Strauss',
      BU: 'Données',
      RegleCA: 'REGIE_JOURS',
      Contrat: 'REGIE',
    },
    {
      ...commune,
      IdAffaire: '24M030',
      Libelle: 'Maintenance des outils de données',
      IdClient: 'CL016',
      DateDebut: le('2026-10-15'),
      DateFin: le('2027-10-14'),
      ChefProjet: 'Stéphane Morvan',
      BU: 'Infogérance',
      RegleCA: 'MAINTENANCE',
      Contrat: 'MAINTENANCE',
    },
  );
}

function ecrireCommandes(carnet: Carnet): void {
  carnet.ajouter(
    t.Commandes,
    {
      IdCommande: COMMANDE,
      IdAffaire: '24A020',
      IdClient: CLIENT,
      Date: le('2026-06-22'),
      Statut: 'VALIDEE',
      Devise: 'EUR',
      AvecEcheancier: false,
    },
    {
      IdCommande: MAINTENANCE,
      IdAffaire: '24M030',
      IdClient: 'CL016',
      Date: le('2026-10-01'),
      Statut: 'VALIDEE',
      Devise: 'EUR',
      AvecEcheancier: false,
    },
  );
  carnet.ajouter(
    t.LignesCommande,
    {
      IdCommande: COMMANDE,
      Ligne: '1',
      CodeProduit: 'REGIE',
      Designation: 'Développement en régie, quarante jours',
      Quantite: quantite(40),
      Unite: 'JOUR',
      PrixUnitaire: montant(700_00),
      Remise: taux(0),
      MontantHT: montant(28_000_00),
      CodeTVA: 'N20',
    },
    {
      IdCommande: MAINTENANCE,
      Ligne: '1',
      CodeProduit: 'MAINTENANCE',
      Designation: 'Maintenance annuelle',
      Quantite: quantite(1),
      Unite: 'FORFAIT',
      PrixUnitaire: montant(12_000_00),
      MontantHT: montant(12_000_00),
      CodeTVA: 'N20',
      PeriodeDu: le('2026-10-15'),
      PeriodeAu: le('2027-10-14'),
    },
  );
}
