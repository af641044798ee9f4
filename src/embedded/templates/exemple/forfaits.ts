/** Les forfaits, hors cas de référence. */
import type { Forfait } from './affaires';

const P = 'Portails';
const M = 'Mobilité';
const D = 'Données';
const I = 'Infogérance';

export const FORFAITS: readonly Forfait[] = [
  {
    id: '25A110', libelle: 'Refonte du système commercial', client: 'CL003', chef: 'C011', bu: P,
    du: '2025-10-06', au: '2026-07-31', statut: 'TERMINEE', signature: '2025-09-22', marge: 0.24,
    equipe: [['C011', 0.4], ['C014', 0.5], ['C016', 0.7], ['C021', 0.9], ['C022', 0.85]],
    echeancier: [
      ['2025-10-15', 0.2], ['2025-12-15', 0.2], ['2026-03-16', 0.25], ['2026-05-29', 0.2],
      ['2026-07-31', 0.15, 'SOLDE'],
    ],
  },
  {
    id: '25E010', libelle: 'Extranet des fournisseurs', client: 'CL004', chef: 'C012', bu: P,
    du: '2025-11-03', au: '2027-01-29', signature: '2025-10-20', marge: 0.27,
    equipe: [['C012', 0.3], ['C017', 0.6], ['C023', 0.8]],
    echeancier: [
      ['2025-12-15', 0.15], ['2026-03-31', 0.2], ['2026-06-30', 0.2], ['2026-09-30', 0.2],
      ['2026-12-18', 0.15], ['2027-01-29', 0.1, 'SOLDE'],
    ],
  },
  {
    id: '26A120', libelle: 'Application mobile des agents', client: 'CL005', chef: 'C013', bu: M,
    du: '2026-01-12', au: '2027-02-26', marge: 0.22,
    equipe: [['C013', 0.4], ['C018', 0.8], ['C024', 0.9], ['C025', 0.85], ['C040', 0.45]],
    echeancier: [
      ['2026-01-15', 0.1], ['2026-04-15', 0.2], ['2026-07-15', 0.2], ['2026-10-15', 0.2], ['2027-01-15', 0.2],
      ['2027-02-26', 0.1, 'SOLDE'],
    ],
  },
  {
    id: '26A130', libelle: 'Prise de rendez-vous en ligne', client: 'CL006', chef: 'C010', bu: P,
    du: '2026-02-02', au: '2026-10-30', statut: 'TERMINEE', marge: 0.19,
    equipe: [['C010', 0.3], ['C019', 0.7], ['C026', 0.9], ['C041', 0.6]],
    echeancier: [
      ['2026-02-16', 0.3], ['2026-05-15', 0.2], ['2026-08-31', 0.3], ['2026-10-30', 0.15, 'SOLDE'],
      ['2027-10-30', 0.05, 'RG'],
    ],
  },
  {
    id: '26A151', libelle: 'Entrepôt de données : socle', client: 'CL007', chef: 'C012', bu: D,
    du: '2026-01-19', au: '2026-09-30', statut: 'TERMINEE', marge: 0.25,
    equipe: [['C033', 0.8], ['C035', 0.8], ['C044', 0.7], ['C012', 0.2]],
    echeancier: [['2026-02-02', 0.25], ['2026-04-30', 0.25], ['2026-07-15', 0.25], ['2026-09-30', 0.25, 'SOLDE']],
  },
  {
    id: '26A152', libelle: 'Entrepôt de données : tableaux de bord', client: 'CL007', chef: 'C012', bu: D,
    du: '2026-06-01', au: '2027-03-31', marge: 0.23,
    equipe: [['C034', 0.5], ['C036', 0.8], ['C045', 0.8], ['C012', 0.2]],
    echeancier: [
      ['2026-06-15', 0.2], ['2026-09-15', 0.2], ['2026-11-16', 0.2], ['2027-01-29', 0.2],
      ['2027-03-31', 0.2, 'SOLDE'],
    ],
  },
  {
    id: '26A160', libelle: 'Migration vers le nuage', client: 'CL008', chef: 'C015', bu: I, produit: 'FORFAIT_DEVIS',
    du: '2026-03-02', au: '2027-01-15', marge: 0.2,
    equipe: [['C037', 0.6], ['C038', 0.6], ['C015', 0.3]],
    echeancier: [['2026-03-16', 0.3], ['2026-06-30', 0.25], ['2026-10-30', 0.25], ['2027-01-15', 0.2, 'SOLDE']],
  },
  {
    id: '26A170', libelle: 'Gestion électronique des actes', client: 'CL009', chef: 'C011', bu: P,
    du: '2026-04-07', au: '2027-01-29', marge: 0.21,
    equipe: [['C011', 0.3], ['C027', 0.85], ['C028', 0.85], ['C042', 0.6]],
    echeancier: [
      ['2026-04-15', 0.2, 'ACOMPTE'], ['2026-07-15', 0.25], ['2026-10-15', 0.25], ['2027-01-29', 0.3, 'SOLDE'],
    ],
  },
  {
    id: '26A180', libelle: 'Configurateur de devis en ligne', client: 'CL010', chef: 'C011', bu: P,
    produit: 'FORFAIT_LOTS',
    lots: [
      { code: 'MOTEUR', libelle: 'Moteur de règles', part: 0.6, equipe: ['C016', 'C021'] },
      { code: 'SITE', libelle: 'Parcours et intégration au site', part: 0.4, equipe: ['C011', 'C022'] },
    ],
    du: '2026-08-24', au: '2027-04-30', marge: 0.26,
    equipe: [['C011', 0.3], ['C016', 0.8], ['C021', 0.9], ['C022', 0.8]],
    echeancier: [['2026-09-01', 0.15], ['2026-11-13', 0.25], ['2027-01-29', 0.3], ['2027-04-30', 0.3, 'SOLDE']],
  },
  {
    id: '26A190', libelle: 'Échanges avec le système hospitalier', client: 'CL006', chef: 'C010', bu: P,
    du: '2026-05-04', au: '2027-01-29', marge: -0.09,
    equipe: [['C010', 0.3], ['C014', 0.5], ['C029', 0.85], ['C030', 0.85], ['C043', 0.7]],
    echeancier: [['2026-05-18', 0.25], ['2026-08-31', 0.25], ['2026-11-30', 0.25], ['2027-01-29', 0.25, 'SOLDE']],
  },
  {
    id: '26A200', libelle: 'Audit et refonte du site public', client: 'CL011', chef: 'C040', bu: P,
    du: '2026-01-12', au: '2026-05-29', statut: 'TERMINEE', marge: 0.3,
    equipe: [['C040', 0.3], ['C020', 0.9], ['C031', 0.85]],
    echeancier: [['2026-01-30', 0.3], ['2026-03-31', 0.4], ['2026-05-29', 0.3, 'SOLDE']],
  },
  {
    id: '26A210', libelle: 'Plateforme de covoiturage', client: 'CL012', chef: 'C013', bu: M,
    produit: 'FORFAIT_TACHES',
    du: '2026-09-01', au: '2027-05-28', signature: '2026-10-12', marge: 0.24,
    equipe: [['C013', 0.3], ['C015', 0.45], ['C019', 0.8], ['C026', 0.8, '2026-11-02']],
    echeancier: [['2026-10-19', 0.2], ['2026-12-15', 0.2], ['2027-03-15', 0.3], ['2027-05-28', 0.3, 'SOLDE']],
  },
  {
    id: '26A220', libelle: 'Prévision des ventes', client: 'CL013', chef: 'C033', bu: D,
    du: '2026-10-05', au: '2027-03-31', marge: 0.28,
    equipe: [['C033', 0.85], ['C035', 0.85], ['C044', 0.5]],
    echeancier: [['2026-10-15', 0.3], ['2026-12-31', 0.3], ['2027-03-31', 0.4, 'SOLDE']],
  },
];
