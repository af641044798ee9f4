/** Le volet de comptabilité générale, nourri d'une balance, d'un compte absent et d'un grand livre de quelques lignes. */
import Panneau from '../../src/cloture/comptabilite-generale/Panneau';
import type { Capacite } from '../../src/cloture/capacite';
import { compte, depuisEuros, jour } from '../../src/comptabilite';
import { Ecritures, Exercices } from '../../src/cloture/tables-communes';
import type { BilanExecution, ModeExecution } from '../../src/ui/proprietes';
import type { AnyTable, Cellule } from '../../src/workbook/table';

export const comptabilite = {
  nom: 'comptabilite-generale',
  titre: { fr: 'Comptabilité générale', en: 'General ledger' },
  lit: [],
  ecrit: [],
  modules: [],
  feuilles: [],
  calculer: () => ({
    capacite: 'comptabilite-generale',
    anomalies: [],
    ecritures: [],
    produites: [],
    resume: '',
  }),
  panneau: () => Promise.resolve({ default: Panneau }),
} satisfies Capacite;

const balance = (Niveau: string, Compte: string | undefined, Libelle: string, solde: number) => ({
  Niveau,
  Compte,
  Libelle,
  SoldeD: depuisEuros(Math.max(0, solde)),
  SoldeC: depuisEuros(Math.max(0, -solde)),
});

const LIGNES: Readonly<Record<string, readonly object[]>> = {
  BalanceGenerale: [
    balance('COMPTE', '411000', 'Clients', 1234567.89),
    balance('CLASSE', '4', 'Classe 4', 1234567.89),
    balance('COMPTE', '706000', 'Prestations de services informatiques et de maintenance', -1234567.89),
    balance('CLASSE', '7', 'Classe 7', -1234567.89),
    { Niveau: 'TOTAL', SoldeD: depuisEuros(1234567.89), SoldeC: depuisEuros(1234567.89) },
  ],
  RapprochementLivres: [
    { Livre: 'JOURNAL', Debit: depuisEuros(1234567.89) },
    { Livre: 'GRAND_LIVRE', Debit: depuisEuros(1234567.89), Ecart: depuisEuros(0) },
    { Livre: 'BALANCE', Debit: depuisEuros(1234567.89), Ecart: depuisEuros(0) },
  ],
  ComptesAbsents: [
    {
      Compte: compte('622600'),
      Libelle: 'Honoraires',
      Collectif: false,
      Lignes: 12,
      Depuis: jour(2026, 3, 1),
    },
  ],
};

/** Ce que le volet lit du classeur quand on déplie un compte. */
export const ECRITURES: readonly (readonly [AnyTable, readonly (readonly Cellule[])[]])[] = [
  [
    Exercices,
    [
      ['Exercice', 'DateDebut', 'DateFin', 'Referentiel'],
      ['2026', '01/01/2026', '31/12/2026', 'PCG2025'],
    ],
  ],
  [
    Ecritures,
    [
      [
        'Exercice',
        'Journal',
        'EcritureNum',
        'Ligne',
        'DateEcriture',
        'Compte',
        'Piece',
        'DatePiece',
        'Libelle',
        'Debit',
        'Credit',
      ],
      ['2026', 'AN', '1', 1, '01/01/2026', '411000', 'AN', '01/01/2026', 'À-nouveaux', 1000, 0],
      ['2026', 'VT', 'VT001', 1, '10/11/2026', '411000', 'F2026-101', '10/11/2026', 'Facture', 240, 0],
    ],
  ],
];

/** Ce qu'une exécution rend à l'écran. */
export function bilanComptabilite(mode: ModeExecution, arrete: string, vide: boolean): BilanExecution {
  return {
    arrete,
    mode,
    anomalies: [],
    bloque: false,
    ecritures: { nombre: 0, debit: 0, credit: 0 },
    feuilles: ['Balance générale'],
    etapes: [],
    ecrituresDetail: [],
    resumes: [],
    produites: vide ? [] : Object.entries(LIGNES).map(([nom, lignes]) => ({ table: { nom }, lignes })),
  };
}
