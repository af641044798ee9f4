import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lignesDe } from '../xlsx/lignes';
import { verifier } from '../xlsx/verificateur';
import { RACINE, reussir, type Commande } from './lancer';

const scenario = (nom: string) => join(RACINE, 'test/scenarios', nom, 'entrees');

let dossier: string;
beforeAll(() => (dossier = mkdtempSync(join(tmpdir(), 'tiers-'))));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const commande = (nom: Commande, ...args: string[]) => reussir(dossier, nom, args);

const faits = new Set<string>();

/** Un classeur fait à sa première demande, quel que soit l'essai qui le demande : chacun se lance seul. */
function unefois(fichier: string, faire: () => void): string {
  if (!faits.has(fichier)) faire();
  faits.add(fichier);
  return fichier;
}

/** Le classeur d'un dossier de CSV, clôturé au 30/11/2026. */
const cloture = (nom: string) =>
  unefois(`${nom}.xlsx`, () => {
    commande('classeur', '--depuis', scenario(nom), '--sortie', 'source.xlsx');
    commande('cloture', 'source.xlsx', '--arrete', '2026-11-30', '--sortie', `${nom}.xlsx`);
  });

const octets = (fichier: string) => new Uint8Array(readFileSync(join(dossier, fichier)));

const lignes = (fichier: string, nom: string) => lignesDe(octets(fichier), nom);

test('T-AR-01 : la balance âgée du classeur écrit, au centime, ses pièces repliées', () => {
  const fichier = cloture('tiers-balance-agee');
  const balance = lignes(fichier, 'Balance âgée clients');
  const tranches = { Total: '12060', 'Non échu': '4800', '0–30': '2400', '31–60': '960', '61–90': '1000' };
  const attendu = { ...tranches, '> 90': '5000', 'Non affecté': '-2100' };
  for (const niveau of ['TIERS', 'COLLECTIF', 'TOTAL'])
    expect(balance.find(l => l['Niveau'] === niveau)).toMatchObject(attendu);
  expect(balance.find(l => l['Pièce'] === 'F6')).toMatchObject({
    Retard: '76',
    '61–90': '1000',
    Total: '1000',
  });
  expect(balance.map(l => l['Niveau'])).toEqual([
    ...Array<string>(8).fill('PIECE'),
    'TIERS',
    'COLLECTIF',
    'TOTAL',
  ]);
  expect(verifier(octets(fichier))).toEqual([]);
});

test('clôturer une seconde fois ne change aucune feuille de tiers', () => {
  const fichier = cloture('tiers-balance-agee');
  commande('cloture', fichier, '--arrete', '2026-11-30', '--sortie', 'bis.xlsx');
  for (const feuille of [
    'Balance âgée clients',
    'Balance âgée fournisseurs',
    'Indicateurs tiers',
    'Tendance des créances',
  ])
    expect(lignes('bis.xlsx', feuille)).toEqual(lignes(fichier, feuille));
});

test('T-AR-02 : DSO 39,00 et 40,33 jours dans le classeur écrit', () => {
  const indicateurs = new Map(lignes(cloture('tiers-dso'), 'Indicateurs tiers').map(l => [l['Code'], l]));
  expect(indicateurs.get('DSO')).toMatchObject({
    Valeur: '39',
    Numérateur: '180000',
    Dénominateur: '420000',
  });
  expect(Number(indicateurs.get('DSO_EPUISEMENT')?.['Valeur']).toFixed(2)).toBe('40.33');
});

/** Les écritures de clôture d'un mois : « compte débit crédit », dans l'ordre de la feuille. */
const ecrituresDe = (fichier: string, mois: string) =>
  lignes(fichier, 'Ecritures de clôture')
    .filter(l => l['Clé de génération']?.includes(`|${mois}|`))
    .map(l => [l['Compte'], Number(l['Débit']), Number(l['Crédit'])]);

test('T-AR-03 : 142,13 de pénalités et 40,00 d’indemnité dans le classeur écrit', () => {
  const fichier = cloture('tiers-penalites');
  expect(ecrituresDe(fichier, '2026-11-30')).toEqual([
    ['411', 182.13, 0],
    ['7631', 0, 142.13],
    ['7581', 0, 40],
  ]);
  expect(verifier(octets(fichier))).toEqual([]);
});

/** Le dossier de T-AR-04 avant sa première clôture : octobre ouvert, ni reclassement ni dépréciation. */
function avantLeConstat(): string {
  const vers = join(dossier, 'douteuses');
  cpSync(scenario('tiers-douteuses'), vers, { recursive: true });
  for (const table of ['EcrituresCloture', 'Depreciations']) rmSync(join(vers, `${table}.csv`));
  writeFileSync(
    join(vers, 'Periodes.csv'),
    'Periode;Exercice;Etat\n2026-10;2026;OUVERTE\n2026-11;2026;OUVERTE\n',
  );
  // C001 n'a pas de taux convenu : ses pénalités ne sont pas l'objet du cas.
  writeFileSync(join(vers, 'Parametres.csv'), 'Cle;Valeur;Type\nPenalitesRelance;N;BOOLEEN\n');
  return vers;
}

/** Le même, octobre fermé puis novembre clôturé. */
const douteuses = () =>
  unefois('ar04.xlsx', () => {
    commande('classeur', '--depuis', avantLeConstat(), '--sortie', 'source.xlsx');
    commande('cloture', 'source.xlsx', '--arrete', '2026-10-31', '--fermer', '--sortie', 'octobre.xlsx');
    commande('cloture', 'octobre.xlsx', '--arrete', '2026-11-30', '--sortie', 'ar04.xlsx');
  });

test('T-AR-04 : reclassée et dépréciée en octobre, perdue en novembre, dans le classeur écrit', () => {
  const fichier = douteuses();
  expect(ecrituresDe(fichier, '2026-10-31')).toEqual([
    ['416', 12_000, 0],
    ['411', 0, 12_000],
    ['68174', 6_000, 0],
    ['491', 0, 6_000],
  ]);
  expect(ecrituresDe(fichier, '2026-11-30')).toEqual([
    ['512', 3_600, 0],
    ['6541', 7_000, 0],
    ['44571', 1_400, 0],
    ['416', 0, 12_000],
    ['491', 6_000, 0],
    ['78174', 0, 6_000],
  ]);
  expect(verifier(octets(fichier))).toEqual([]);
});

test('npm run formule : T-AR-04, le mouvement de chaque compte par SUMIFS sur les écritures de clôture', () => {
  const attendus = {
    '416': [12_000, 12_000],
    '411': [0, 12_000],
    '68174': [6_000, 0],
    '491': [6_000, 6_000],
    '512': [3_600, 0],
    '6541': [7_000, 0],
    '44571': [1_400, 0],
    '78174': [0, 6_000],
  };
  const formules = Object.keys(attendus).flatMap(compte =>
    ['Débit', 'Crédit'].map(
      cote => `=SUMIFS(EcrituresCloture[${cote}],EcrituresCloture[Compte],"${compte}")`,
    ),
  );
  const rendues = commande('formule', '--classeur', douteuses(), ...formules)
    .trim()
    .split('\n')
    .map(l => JSON.parse(l) as { valeur?: unknown; erreur?: string });
  expect(rendues.map(r => r.valeur ?? r.erreur)).toEqual(Object.values(attendus).flat());
});

test('npm run formule : T-AR-01 à 03 par le chemin des fonctions de cellule', () => {
  const formules = [
    '=TIERS.TRANCHE(DATE(2026,10,30),DATE(2026,11,30))',
    '=TIERS.TRANCHE(DATE(2026,10,16),DATE(2026,11,30),{0,15,45})',
    '=TIERS.ECHEANCE(DATE(2026,11,12),"45 J FDM")',
    '=TIERS.ECHEANCE(DATE(2026,11,12),"FDM + 45")',
    '=TIERS.DSO(180000,420000,91)',
    '=ROUND(TIERS.DSOEPUISEMENT(180000,{130000;150000},{30;31}),2)',
    '=TIERS.PENALITE(12000,DATE(2026,9,30),DATE(2026,11,24),0.0786)',
    '=TIERS.SOLDE("C001","30/11/2026")',
    '=TIERS.SOLDE("C001","31/10/2026")',
    '=TIERS.SOLDE("F001")',
    '=TIERS.BALANCEAGEE("30/11/2026")',
    '=TIERS.SOLDE("")',
    '=TIERS.ECHEANCE(DATE(2026,11,12),"à réception")',
  ];
  const rendues = commande('formule', '--classeur', cloture('tiers-balance-agee'), ...formules)
    .trim()
    .split('\n')
    .map(l => JSON.parse(l) as { valeur?: unknown; erreur?: string });
  expect(rendues.map(r => r.valeur ?? r.erreur)).toEqual([
    '31–60',
    '16–45',
    46387,
    46401,
    39,
    40.33,
    142.13,
    12_060,
    12_960,
    1_800,
    [
      ['Tiers', 'Nom', 'Total', 'Non échu', '0–30', '31–60', '61–90', '> 90', 'Non affecté'],
      ['C001', 'Alpha SA', 12_060, 4_800, 2_400, 960, 1_000, 5_000, -2_100],
      ['', 'Total', 12_060, 4_800, 2_400, 960, 1_000, 5_000, -2_100],
    ],
    '#N/A',
    '#VALUE!',
  ]);
});
