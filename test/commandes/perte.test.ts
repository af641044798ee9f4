/** Avenant de décembre (domaine §5.7) et perte à terminaison (§5.8), d'un dossier de CSV à des .xlsx clos, et par formules. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lignesDe } from '../xlsx/lignes';
import { verifier } from '../xlsx/verificateur';
import { RACINE, reussir, type Commande } from './lancer';

const AVENANT = join(RACINE, 'test/scenarios/avenant-decembre/entrees');
let dossier: string;
beforeAll(() => (dossier = mkdtempSync(join(tmpdir(), 'perte-'))));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const commande = (nom: Commande, ...args: string[]) => reussir(dossier, nom, args);

const octets = (fichier: string) => new Uint8Array(readFileSync(join(dossier, fichier)));

/** Trente jours ouvrés à 1 000 dans chaque mois qui reste, et les achats d'octobre puis de novembre. */
const planning = (mois: string) =>
  Array.from({ length: 30 }, (_, i) => {
    const jour = String((i % 15) + 1).padStart(2, '0');
    return `P${mois}${i};C00${1 + Math.floor(i / 15)};2026-${mois}-${jour};A1;1;CONFIRME`;
  });

/** Un forfait de 100 000, dont les charges seront de 120 000. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  Parametres: ['Cle;Valeur', 'DateArrete;2026-10-31'],
  Exercices: ['Exercice;DateDebut;DateFin;Referentiel', '2026;2026-01-01;2026-12-31;PCG2025'],
  Periodes: ['Periode;Exercice;Etat', '2026-10;2026;OUVERTE', '2026-11;2026;OUVERTE', '2026-12;2026;OUVERTE'],
  CodesTVA: ['CodeTVA;DateEffet;Taux;Regime', 'N20;2014-01-01;0.20;DEBITS'],
  Tiers: [
    'IdTiers;Nom;Type;CompteCollectif;CompteFAE_FAR',
    'CL1;Client;CLIENT;411000;4181',
    'FO1;Sous-traitant;FOURNISSEUR;401000;4081',
  ],
  Affaires: [
    'IdAffaire;Libelle;IdClient;Type;Statut;DateDebut;RegleCA',
    'A1;Forfait en perte;CL1;EXTERNE;OUVERTE;2026-10-01;FORFAIT',
  ],
  Produits: ['CodeProduit;Libelle;CompteVente;CodeTVA;RegleCA', 'FORFAIT;Forfait;706000;N20;FORFAIT'],
  ReglesCA: [
    'CodeRegle;Libelle;Type;Regroupement;ChargesTempsEtAchats;SourceRealise;SourceRAF',
    'FORFAIT;Coûts;AVANCEMENT_REEL;AFFAIRE;O;PIECES;PLANNING',
  ],
  Commandes: ['IdCommande;IdAffaire;IdClient;Date;Statut;AvecEcheancier', 'CV1;A1;CL1;2026-10-01;VALIDEE;N'],
  LignesCommande: [
    'IdCommande;Ligne;CodeProduit;Quantite;Unite;PrixUnitaire;MontantHT',
    'CV1;1;FORFAIT;1;FORFAIT;100000.00;100000.00',
  ],
  Collaborateurs: [
    'IdCollab;Nom;DateEntree;Statut;Productif;Centre',
    'C001;Un;2020-01-01;SALARIE;O;DEV',
    'C002;Deux;2020-01-01;SALARIE;O;DEV',
  ],
  CoutsCollaborateurs: ['IdCollab;DateEffet;CoutJour', 'C001;2026-01-01;1000.00', 'C002;2026-01-01;1000.00'],
  Planning: ['IdPlan;IdCollab;Date;IdAffaire;Jours;Statut', ...planning('11'), ...planning('12')],
  FacturesFournisseurs: [
    'IdFactF;Ligne;Reference;DateFacture;IdFournisseur;IdAffaire;Compte;CodeTVA;MontantHT;MontantTVA;MontantTTC;Validee',
    'FF1;1;R1;2026-10-20;FO1;A1;604000;N20;60000.00;12000.00;72000.00;O',
    'FF2;1;R2;2026-11-20;FO1;A1;604000;N20;30000.00;6000.00;36000.00;O',
  ],
};

function classeur(sortie: string, autres: Readonly<Record<string, readonly string[]>> = {}): void {
  const depuis = join(dossier, `de-${sortie}`);
  mkdirSync(depuis);
  for (const [table, lignes] of Object.entries({ ...TABLES, ...autres }))
    writeFileSync(join(depuis, `${table}.csv`), `${lignes.join('\n')}\n`);
  commande('classeur', '--depuis', depuis, '--sortie', sortie);
}

function clore(de: string, arrete: string, vers: string, ...options: string[]): void {
  commande('cloture', de, '--arrete', arrete, '--sortie', vers, ...options);
  expect(verifier(octets(vers))).toEqual([]);
}

/** Compte, débit, crédit de chaque ligne qu'un module a passée à un arrêté, hors extournes. */
const passees = (fichier: string, module: string, arrete: string) =>
  lignesDe(octets(fichier), 'Ecritures de clôture')
    .filter(l => /\|ARRETE$/.test(l['Clé de génération'] ?? ''))
    .filter(l => l['Clé de génération']?.startsWith(`${module}|${arrete}|`))
    .map(l => [l['Compte'], Number(l['Débit']), Number(l['Crédit'])]);
const provisions = (fichier: string, arrete: string) => passees(fichier, 'P1516', arrete);

/** Ces colonnes de chaque ligne de la feuille du chiffre d'affaires. */
const feuilleCa = (fichier: string, ...colonnes: string[]) =>
  lignesDe(octets(fichier), "CA à l'avancement").map(l => colonnes.map(c => Number(l[c])));

function formules(fichier: string, ...textes: string[]): unknown[] {
  return commande('formule', '--classeur', fichier, ...textes)
    .trim()
    .split('\n')
    .map(l => JSON.parse(l) as { valeur?: unknown; erreur?: string })
    .map(r => r.valeur ?? r.erreur);
}

test('T-REV-04 : l’avenant accepté le 12 décembre porte le CA à 57 200, dont 12 200 du mois', () => {
  commande('classeur', '--depuis', AVENANT, '--sortie', 'rev04.xlsx');
  clore('rev04.xlsx', '2026-12-31', 'decembre.xlsx');
  expect(
    feuilleCa('decembre.xlsx', 'Budget de vente', '% retenu', 'CA reconnu', 'PCA', 'Production du mois'),
  ).toEqual([[110_000, 0.52, 57_200, 12_800, 12_200]]);
  expect(passees('decembre.xlsx', 'PCA', '2026-12-31')).toEqual([
    ['706000', 12_800, 0],
    ['487', 0, 12_800],
  ]);
  expect(formules('decembre.xlsx', '=CA.AVANCEMENT("24A010")', '=CA.PRODUCTION("24A010")')).toEqual([
    57_200, 12_200,
  ]);
});

test('T-REV-05 : 10 000 dotés en octobre, 5 000 repris en novembre, octobre fermé ne bouge pas', () => {
  classeur('rev05.xlsx');
  clore('rev05.xlsx', '2026-10-31', 'octobre.xlsx', '--fermer');
  clore('octobre.xlsx', '2026-11-30', 'novembre.xlsx');
  const dotation = [
    ['6815', 10_000, 0],
    ['1516', 0, 10_000],
  ];
  expect(provisions('octobre.xlsx', '2026-10-31')).toEqual(dotation);
  expect(provisions('novembre.xlsx', '2026-10-31')).toEqual(dotation);
  expect(provisions('novembre.xlsx', '2026-11-30')).toEqual([
    ['1516', 5_000, 0],
    ['7815', 0, 5_000],
  ]);
});

test('T-REV-05 par formules : taux, CA et marge des deux mois, provision requise', () => {
  expect(
    formules(
      'novembre.xlsx',
      '=CA.TAUX("A1","31/10/2026")',
      '=CA.AVANCEMENT("A1","31/10/2026")',
      '=CA.TAUX("A1","30/11/2026")',
      '=CA.AVANCEMENT("A1","30/11/2026")',
      '=CA.RAF("A1","30/11/2026")',
      '=CA.MARGE("A1","30/11/2026")',
      '=CA.PERTE(100000,60000,60000,50000)',
      '=CA.PERTE(100000,90000,30000,75000)',
    ),
  ).toEqual([0.5, 50_000, 0.75, 75_000, 30_000, -15_000, 10_000, 5_000]);
});

test('T-REV-07 : à 80 % forcés, le bénéfice reconnu porte la provision à 40 000', () => {
  classeur('rev07.xlsx', {
    CaAvancement: ['Arrete;IdAffaire;CaReconnu;TauxForce;Motif', '2026-10-31;A1;0.00;0.8;Accord du client'],
  });
  clore('rev07.xlsx', '2026-10-31', 'force.xlsx');
  expect(provisions('force.xlsx', '2026-10-31')).toEqual([
    ['6815', 40_000, 0],
    ['1516', 0, 40_000],
  ]);
  // La ligne saisie sans règle est remplie, pas doublée d'une autre.
  expect(feuilleCa('force.xlsx', '% forcé', 'CA reconnu', 'Marge à terminaison')).toEqual([
    [0.8, 80_000, -20_000],
  ]);
  expect(formules('force.xlsx', '=CA.AVANCEMENT("A1")', '=CA.MARGE("A1")')).toEqual([80_000, 20_000]);
});
