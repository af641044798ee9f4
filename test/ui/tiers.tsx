/** Le volet des tiers, nourri d'une proposition de lettrage, de deux lettres et d'une provision. */
import Panneau from '../../src/cloture/tiers/Panneau';
import type { Capacite } from '../../src/cloture/capacite';
import { compte, depuisEuros, jour, taux } from '../../src/comptabilite';
import type { BilanExecution, ModeExecution } from '../../src/ui/proprietes';

export const tiers = {
  nom: 'tiers',
  titre: { fr: 'Clients et fournisseurs', en: 'Receivables and payables' },
  lit: [],
  ecrit: [],
  modules: [],
  feuilles: [],
  calculer: () => ({ capacite: 'tiers', anomalies: [], ecritures: [], produites: [], resume: '' }),
  panneau: () => Promise.resolve({ default: Panneau }),
} satisfies Capacite;

const proposition = (Proposition: string, Regle: string, Score: number, autres: object = {}) => ({
  Proposition,
  Regle,
  Score,
  Compte: compte('411000'),
  Tiers: 'C001',
  PiecesDebit: 'F2026-100 1\u00a0200,00',
  PiecesCredit: 'VIR-7788 1\u00a0200,00',
  Debit: depuisEuros(1200),
  Credit: depuisEuros(1200),
  ...autres,
});

const lettre = (IdTiers: string, Nom: string, Langue: 'FR' | 'EN', Objet?: string) => ({
  IdTiers,
  Nom,
  Langue,
  Arrete: jour(2026, 11, 30),
  Niveau: 3,
  Libelle: 'Mise en demeure',
  Net: depuisEuros(12000),
  Objet,
  Texte: Objet && `À l’attention de Mme Martin-Delacourt,\n\n- F200 du 31/08/2026 : 12\u00a0000,00\u00a0€`,
});

const LIGNES = {
  LettragesProposes: [
    proposition('a1', 'REFERENCE', 100),
    proposition('b2', 'SOUS_ENSEMBLE', 75, { Decision: 'ACCEPTER' }),
    proposition('c3', 'MONTANT', 80, { Decision: 'REFUSER' }),
  ],
  Lettrages: [{ Groupe: 'z', CleLigne: '1', Etat: 'LETTRE' }],
  Relances: [
    lettre('C002', 'Société des Établissements Martin-Delacourt', 'FR', 'Mise en demeure de payer'),
    lettre('C003', 'Smith Ltd', 'EN'),
  ],
  ProvisionsClients: [
    {
      IdTiers: 'C001',
      Nom: 'Dupont SA',
      IdFacture: 'F100',
      Arrete: jour(2026, 11, 30),
      Compte: compte('416000'),
      CreanceTTC: depuisEuros(12000),
      BaseHT: depuisEuros(10000),
      Taux: taux('0.6'),
      Montant: depuisEuros(6000),
      Dotation: depuisEuros(0),
      Reprise: depuisEuros(1500),
    },
  ],
};

/** Ce qu'une exécution des tiers rend à l'écran. */
export function bilanTiers(mode: ModeExecution, arrete: string, vide: boolean): BilanExecution {
  return {
    arrete,
    mode,
    anomalies: [],
    bloque: false,
    ecritures: { nombre: 0, debit: 0, credit: 0 },
    feuilles: ['Lettrage proposé', 'Relances', 'Provisions clients'],
    etapes: [],
    ecrituresDetail: [],
    resumes: [],
    produites: vide ? [] : Object.entries(LIGNES).map(([nom, lignes]) => ({ table: { nom }, lignes })),
  };
}
