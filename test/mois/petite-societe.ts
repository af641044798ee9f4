/**
 * Une société de trois affaires sur douze mois : un forfait, un forfait qui perd, une régie vendue. Les lignes se
 * disent ici une fois ; `classeur()` en fait un .xlsx et `attendus()` en tire, mois par mois, les chiffres des règles
 * du domaine (§5.6 à §5.8) par un calcul direct, en euros, qui ne partage rien avec le produit.
 */
import { BLANK, defaultParameters } from '../../src/embedded/templates/content';
import { importFiles } from '../../src/embedded/templates/import';
import { allSheets, buildWorkbook } from '../../src/embedded/templates/workbook';

const ANNEE = 2026;
const deux = (n: number) => String(n).padStart(2, '0');
const date = (mois: number, jour: number) => `${ANNEE}-${deux(mois)}-${deux(jour)}`;
/** Dernier jour d'un mois de 2026, en ISO. */
export const finDe = (mois: number): string => new Date(Date.UTC(ANNEE, mois, 0)).toISOString().slice(0, 10);

interface Affaire {
  readonly id: string;
  readonly collab: string;
  readonly regle: 'REEL' | 'THEO';
  readonly produit: string;
  readonly vendu: number;
  /** Jours vendus d'une régie. */
  readonly joursVendus?: number;
  /** Jours travaillés de chaque mois, janvier d'abord, un par jour ouvert. */
  readonly jours: readonly number[];
  /** Jours planifiés en janvier 2027 : ce qui reste après l'année. */
  readonly reste: number;
  /** Facturé de chaque mois. */
  readonly factures: readonly number[];
  /** Coût journalier, puis celui du 1er juillet. */
  readonly couts: readonly [number, number];
}

export const AFFAIRES: readonly Affaire[] = [
  {
    id: 'F1',
    collab: 'C1',
    regle: 'REEL',
    produit: 'FORFAIT',
    vendu: 120_000,
    jours: [7, 10, 12, 9, 8, 11, 6, 3, 12, 10, 9, 7],
    reste: 30,
    factures: [0, 30_000, 0, 0, 25_000, 0, 0, 0, 20_000, 0, 0, 10_000],
    couts: [510, 533.33],
  },
  {
    // Vendue 30 000, elle coûtera 41 320 : sa perte se provisionne, baisse à mesure, puis disparaît.
    id: 'F2',
    collab: 'C2',
    regle: 'REEL',
    produit: 'FORFAIT',
    vendu: 30_000,
    jours: [0, 0, 8, 9, 9, 8, 7, 0, 9, 8, 9, 5],
    reste: 10,
    factures: [0, 0, 0, 0, 15_000, 0, 0, 0, 15_000, 0, 0, 0],
    couts: [440, 460],
  },
  {
    id: 'R1',
    collab: 'C3',
    regle: 'THEO',
    produit: 'REGIE',
    vendu: 137_500,
    joursVendus: 190,
    jours: [15, 16, 17, 16, 14, 17, 18, 8, 17, 18, 16, 14],
    reste: 12,
    factures: [0, 10_000, 12_000, 12_000, 0, 24_000, 11_000, 0, 12_000, 12_000, 11_500, 0],
    couts: [480, 495],
  },
];

/** Le % forcé d'un seul arrêté, et son motif. */
export const FORCE = { id: 'F1', mois: 6, taux: 0.5, motif: 'recette du lot 2 signée' } as const;

const csv = (entete: string, lignes: readonly (readonly (string | number)[])[]) =>
  new TextEncoder().encode([entete, ...lignes.map(l => l.join(';'))].join('\n'));

function fichiers(): { name: string; bytes: Uint8Array }[] {
  const parMois = <T>(a: Affaire, de: (mois: number) => readonly T[]) => a.jours.flatMap((_, i) => de(i + 1));
  const temps = AFFAIRES.flatMap(a =>
    parMois(a, m =>
      Array.from({ length: a.jours[m - 1] ?? 0 }, (_, k) => [
        `T-${a.id}-${deux(m)}-${deux(k + 1)}`,
        a.collab,
        date(m, k + 1),
        a.id,
        'PRODUCTION_FACTURABLE',
        1,
        'VALIDE',
        'O',
      ]),
    ),
  );
  const planning = AFFAIRES.flatMap(a =>
    Array.from({ length: a.reste }, (_, k) => [
      `P-${a.id}-${k}`,
      a.collab,
      `2027-01-${deux(k + 1)}`,
      a.id,
      1,
    ]),
  );
  const factures = AFFAIRES.flatMap(a =>
    parMois(a, m => {
      const ht = a.factures[m - 1] ?? 0;
      if (ht === 0) return [];
      return [
        [
          `FC-${a.id}-${m}`,
          1,
          'FACTURE',
          date(m, 20),
          'CL1',
          a.id,
          `CV-${a.id}`,
          1,
          'N20',
          ht,
          ht * 1.2,
          'O',
        ],
      ];
    }),
  );
  const tables: Record<string, Uint8Array> = {
    Exercices: csv('Exercice;DateDebut;DateFin;Referentiel', [
      [2026, '2026-01-01', '2026-12-31', 'PCG2025'],
      [2027, '2027-01-01', '2027-12-31', 'PCG2025'],
    ]),
    Periodes: csv('Periode;Exercice;Etat', [
      ['2026-01', 2026, 'OUVERTE'],
      ['2026-02', 2026, 'OUVERTE'],
    ]),
    PlanComptable: csv('Compte;Libelle;Collectif;TypeTiers', [
      ['411000', 'Clients', 'O', 'CLIENT'],
      ['4181', 'Factures à établir', 'N', ''],
      ['706000', 'Prestations', 'N', ''],
    ]),
    Tiers: csv('IdTiers;Nom;Type;CompteCollectif', [['CL1', 'Client', 'CLIENT', '411000']]),
    Collaborateurs: csv(
      'IdCollab;Nom;DateEntree;Productif;Centre',
      AFFAIRES.map(a => [a.collab, `Personne ${a.collab}`, '2020-01-01', 'O', 'DEV']),
    ),
    CoutsCollaborateurs: csv(
      'IdCollab;DateEffet;CoutJour',
      AFFAIRES.flatMap(a => [
        [a.collab, '2026-01-01', a.couts[0]],
        [a.collab, '2026-07-01', a.couts[1]],
      ]),
    ),
    Produits: csv('CodeProduit;Libelle;CompteVente;CodeTVA;RegleCA', [
      ['FORFAIT', 'Forfait', '706000', 'N20', 'REEL'],
      ['REGIE', 'Régie vendue', '706000', 'N20', 'THEO'],
    ]),
    ReglesCA: csv('CodeRegle;Libelle;Type', [
      ['REEL', 'Coût sur coût', 'AVANCEMENT_REEL'],
      ['THEO', 'Jours sur jours', 'AVANCEMENT_THEORIQUE'],
    ]),
    CodesTVA: csv('CodeTVA;DateEffet;Taux;Regime', [['N20', '2014-01-01', '0.20', 'DEBITS']]),
    Affaires: csv(
      'IdAffaire;Libelle;IdClient;Type;Statut;RegleCA',
      AFFAIRES.map(a => [a.id, `Projet ${a.id}`, 'CL1', 'EXTERNE', 'OUVERTE', a.regle]),
    ),
    Commandes: csv(
      'IdCommande;IdAffaire;IdClient;Date;Statut;AvecEcheancier',
      AFFAIRES.map(a => [`CV-${a.id}`, a.id, 'CL1', '2026-01-02', 'VALIDEE', 'N']),
    ),
    LignesCommande: csv(
      'IdCommande;Ligne;CodeProduit;Quantite;Unite;PrixUnitaire;MontantHT;CodeTVA',
      AFFAIRES.map(a => {
        const [quantite, unite] = a.joursVendus === undefined ? [1, 'FORFAIT'] : [a.joursVendus, 'JOUR'];
        return [`CV-${a.id}`, 1, a.produit, quantite, unite, (a.vendu / quantite).toFixed(2), a.vendu, 'N20'];
      }),
    ),
    FacturesClients: csv(
      'IdFacture;Ligne;TypePiece;DateFacture;IdClient;IdAffaire;IdCommande;LigneCommande;CodeTVA;MontantHT;MontantTTC;Validee',
      factures,
    ),
    Temps: csv('IdTemps;IdCollab;Date;IdAffaire;Nature;Jours;Etat;Facturable', temps),
    Planning: csv('IdPlan;IdCollab;Date;IdAffaire;Jours', planning),
  };
  return Object.entries(tables).map(([nom, bytes]) => ({ name: `${nom}.csv`, bytes }));
}

/** Le classeur de la société, arrêté à janvier. */
export function classeur(): Promise<Uint8Array> {
  const { rows, anomalies } = importFiles(
    fichiers(),
    allSheets().map(({ table }) => table),
  );
  const bloquante = anomalies.find(a => a.gravite === 'BLOQUANT');
  if (bloquante) throw new Error(bloquante.message);
  const parametres = [
    ...defaultParameters().filter(p => p['Cle'] !== 'DateArrete'),
    { Cle: 'DateArrete', Valeur: '31/01/2026' },
  ];
  return buildWorkbook({ ...BLANK, rows: new Map([...rows, ['Parametres', parametres]]) });
}

/** Les chiffres d'une affaire à la fin d'un mois, en euros. */
export interface Attendu {
  readonly ca: number;
  readonly facture: number;
  readonly fae: number;
  readonly pca: number;
  readonly charges: number;
  readonly raf: number;
  readonly provision: number;
}

const centimes = (euros: number) => Math.round(euros * 100) / 100;
const cumul = (valeurs: readonly number[], mois: number) => valeurs.slice(0, mois).reduce((a, b) => a + b, 0);

/** Ce que dit le domaine d'une affaire à la fin d'un mois (1 à 12), de tête. */
export function attendu(a: Affaire, mois: number): Attendu {
  const cout = (m: number) => (a.jours[m - 1] ?? 0) * (m < 7 ? a.couts[0] : a.couts[1]);
  const deMois = (de: number, a12: number) =>
    Array.from({ length: Math.max(0, a12 - de + 1) }, (_, i) => cout(de + i)).reduce((x, y) => x + y, 0);
  const charges = centimes(deMois(1, mois));
  const raf = centimes(deMois(mois + 1, 12) + a.reste * a.couts[1]);
  const force = FORCE.id === a.id && FORCE.mois === mois ? FORCE.taux : undefined;
  const joursFaits = cumul(a.jours, mois);
  const ca =
    a.joursVendus === undefined
      ? centimes(force === undefined ? (a.vendu * charges) / (charges + raf) : a.vendu * force)
      : centimes((a.vendu * Math.min(joursFaits, a.joursVendus)) / a.joursVendus);
  const facture = cumul(a.factures, mois);
  const perte = a.vendu < charges + raf;
  return {
    ca,
    facture,
    fae: centimes(Math.max(0, ca - facture)),
    pca: centimes(Math.max(0, facture - ca)),
    charges,
    raf,
    provision: perte ? centimes(Math.max(0, raf - (a.vendu - ca))) : 0,
  };
}
