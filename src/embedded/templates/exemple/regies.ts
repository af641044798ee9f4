/** Les régies, les maintenances et les prestations ponctuelles, hors cas de référence. */
import type { Autre, Regie } from './affaires';

const P = 'Portails';
const M = 'Mobilité';
const D = 'Données';
const I = 'Infogérance';

export const REGIES: readonly Regie[] = [
  {
    id: '25R040', libelle: "Assistance à maîtrise d'ouvrage", client: 'CL014', chef: 'C010', bu: D,
    du: '2025-11-03', au: '2026-06-30', statut: 'TERMINEE', signature: '2025-10-27', tjm: 780, derive: 0,
    equipe: [['C010', 0.5, '2025-11-03', '2026-04-30'], ['C034', 0.4, '2025-11-03', '2026-01-30']],
  },
  {
    id: '26R310', libelle: "Renfort de l'équipe d'intégration", client: 'CL014', chef: 'C017', bu: P,
    du: '2026-01-05', au: '2026-12-31', tjm: 490, derive: 0.02,
    equipe: [['C029', 0.9, '2026-01-05', '2026-04-30'], ['C032', 0.9, '2026-03-02'], ['C031', 0.9, '2026-06-01']],
  },
  {
    id: '26R320', libelle: 'Direction du projet finance', client: 'CL015', chef: 'C002', bu: P,
    du: '2026-01-12', au: '2027-01-29', tjm: 810, derive: -0.04,
    equipe: [['C002', 0.6, '2026-01-12', '2026-06-12'], ['C010', 0.35, '2026-06-15'], ['C013', 0.15]],
  },
  {
    id: '26R330', libelle: 'Expertise en données', client: 'CL016', chef: 'C034', bu: D,
    du: '2026-01-05', au: '2026-12-31', tjm: 700, derive: 0.06,
    equipe: [
      ['C034', 0.8, '2026-02-02', '2026-05-29'], ['C034', 0.4, '2026-06-01'],
      ['C001', 0.8, '2026-01-05', '2026-06-12'], ['C036', 0.8, '2026-01-05', '2026-05-29'],
    ],
  },
  {
    id: '26R340', libelle: "Recette de l'application de paie", client: 'CL017', chef: 'C010', bu: P,
    du: '2026-02-02', au: '2026-06-26', statut: 'TERMINEE', tjm: 500, derive: 0.03,
    equipe: [
      ['C030', 0.85, '2026-02-02', '2026-04-30'], ['C028', 0.85, '2026-02-02', '2026-03-31'],
      ['C045', 0.3, '2026-06-01'],
    ],
  },
  {
    id: '26R350', libelle: 'Support aux utilisateurs, niveau 2', client: 'CL008', chef: 'C037', bu: I,
    du: '2026-01-05', au: '2026-12-31', tjm: 430, derive: 0,
    equipe: [['C039', 0.8], ['C038', 0.3]],
  },
  {
    id: '26R360', libelle: 'Renfort architecture et ergonomie', client: 'CL018', chef: 'C015', bu: M,
    du: '2026-03-16', au: '2026-12-18', tjm: 740, derive: 0.11,
    equipe: [
      ['C015', 0.5, '2026-03-16', '2026-08-31'], ['C040', 0.35], ['C027', 0.8, '2026-03-16', '2026-04-03'],
      ['C016', 0.25, '2026-10-01'],
    ],
  },
];

export const AUTRES: readonly Autre[] = [
  {
    id: '25M410', libelle: 'Maintenance du portail des adhérents', client: 'CL001', chef: 'C037', bu: I,
    regle: 'MAINTENANCE',
    contrat: 'MAINTENANCE', du: '2025-07-01', au: '2027-06-30', equipe: [['C037', 0.12, '2026-01-05']],
  },
  {
    id: '26M420', libelle: 'Infogérance des serveurs', client: 'CL004', chef: 'C038', bu: I, regle: 'MAINTENANCE',
    contrat: 'MAINTENANCE', du: '2026-01-05', au: '2026-12-31', equipe: [['C037', 0.15], ['C039', 0.12]],
  },
  {
    id: '26M430', libelle: "Hébergement de l'extranet", client: 'CL015', chef: 'C038', bu: I, regle: 'MAINTENANCE',
    contrat: 'MAINTENANCE', du: '2026-04-01', au: '2027-03-31', equipe: [],
  },
  {
    id: '26P510', libelle: 'Interventions à la demande', client: 'CL010', chef: 'C012', bu: P, regle: 'LIVRAISON',
    contrat: 'REGIE', du: '2026-01-05', au: '2026-12-31', equipe: [['C012', 0.1], ['C023', 0.1]],
  },
  {
    id: '26N520', libelle: 'Fourniture de licences', client: 'CL009', chef: 'C008', bu: I, regle: 'LIVRAISON',
    contrat: 'NEGOCE', du: '2026-02-02', au: '2026-12-31', equipe: [],
  },
  {
    id: '26F530', libelle: 'Refacturation des déplacements', client: 'CL014', chef: 'C010', bu: D, regle: 'LIVRAISON',
    contrat: 'FRAIS', du: '2026-01-05', au: '2026-12-31', equipe: [],
  },
  {
    id: '26P540', libelle: 'Formations aux outils', client: 'CL017', chef: 'C040', bu: M, regle: 'LIVRAISON',
    contrat: 'REGIE', du: '2026-03-02', au: '2026-12-31', equipe: [['C040', 0.08], ['C030', 0.05, '2026-05-04']],
  },
];
