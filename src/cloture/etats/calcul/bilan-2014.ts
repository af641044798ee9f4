/** Bilan des exercices ouverts avant le 01/01/2025 : ce qui diffère de celui de 2025 (domaine §12.5). */
import { BILAN_2025 } from './bilan-2025';
import type { LigneOfficielle } from './types';

const PROPRES: readonly LigneOfficielle[] = [
  {
    code: 'A03',
    fr: 'Frais de recherche et de développement',
    en: 'Research and development costs',
    cote: 'ACTIF',
    tous: '203',
    contra: '2803 2903',
  },
  {
    code: 'A13',
    fr: 'Participations',
    en: 'Equity interests',
    cote: 'ACTIF',
    tous: '25 261 266',
    contra: '2961 2962 2966',
  },
  {
    code: 'A25',
    fr: 'Autres créances',
    en: 'Other receivables',
    cote: 'ACTIF',
    siD: '18 400 401 403 404 405 408 409 419 42 43 44 45 46 471 472 473 475 478',
    contra: '495 496',
  },
  {
    code: 'A32',
    fr: 'Charges à répartir sur plusieurs exercices',
    en: 'Deferred charges',
    cote: 'ACTIF',
    tous: '481',
  },
  {
    code: 'A34',
    fr: 'Écarts de conversion et différences d’évaluation – Actif',
    en: 'Translation and valuation differences: assets',
    cote: 'ACTIF',
    tous: '474 476 4786',
  },
  {
    code: 'P13',
    fr: 'Produit des émissions de titres participatifs',
    en: 'Participating securities',
    cote: 'PASSIF',
    tous: '1671',
  },
  { code: 'P14', fr: 'Avances conditionnées', en: 'Conditional advances', cote: 'PASSIF', tous: '1674' },
  {
    code: 'P17',
    fr: 'Provisions pour charges',
    en: 'Provisions for charges',
    cote: 'PASSIF',
    tous: '153 154 155 156 157 158',
  },
  {
    code: 'P18',
    fr: 'Emprunts obligataires convertibles',
    en: 'Convertible bonds',
    cote: 'PASSIF',
    tous: '161 16881',
  },
  {
    code: 'P19',
    fr: 'Autres emprunts obligataires',
    en: 'Other bonds',
    cote: 'PASSIF',
    tous: '162 163 16883',
  },
  {
    code: 'P20',
    fr: 'Emprunts et dettes auprès des établissements de crédit',
    en: 'Bank borrowings',
    cote: 'PASSIF',
    tous: '164 16884',
    siC: '51 58',
  },
  {
    code: 'P27',
    fr: 'Autres dettes',
    en: 'Other payables',
    cote: 'PASSIF',
    tous: '509 489',
    siC: '18 409 410 411 413 416 418 419 45 46 471 472 473 475 478',
  },
  {
    code: 'P29',
    fr: 'Écarts de conversion et différences d’évaluation – Passif',
    en: 'Translation and valuation differences: liabilities',
    cote: 'PASSIF',
    tous: '4747 477 4787',
  },
];

const propres = new Map(PROPRES.map(l => [l.code, l]));

export const BILAN_2014: readonly LigneOfficielle[] = BILAN_2025.map(l => propres.get(l.code) ?? l);
