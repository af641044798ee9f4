import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { petitClasseur } from '../exemple/petit-classeur';
import { inventaire } from '../xlsx/inventaire';
import { avecLibreOffice, convertir, CSV_DE_CHAQUE_FEUILLE } from '../xlsx/libreoffice';
import { feuille as feuilleLue, lignesDe } from '../xlsx/lignes';
import { verifier } from '../xlsx/verificateur';
import { CAPACITES } from '../../src/cloture';
import { Periodes, TABLES_COMMUNES } from '../../src/cloture/tables-communes';
import { lancer } from './lancer';

const GENEREES = [
  'Dotations du mois',
  'Dotations par compte',
  'Registre à imprimer',
  'Rapprochement des immos',
  'Modifications des fiches',
  "Plan d'amortissement",
  'Tableau des immobilisations',
  'Immobilisations à créer',
  'Historique des dotations',
  "CA à l'avancement",
  'Balance âgée clients',
  'Balance âgée fournisseurs',
  'Indicateurs tiers',
  'Tendance des créances',
  'Prévision de trésorerie',
  'Ecritures de clôture',
  'Historique des arrêtés',
  'Contrôles',
];
/** La feuille cachée où l'exécution garde de quoi se défaire. */
const REPRISE = 'Clôture (reprise)';
const JOURNAL = 'Journal des exécutions';
/** Les feuilles des tables que le complément écrit ; toutes les autres sont à l'utilisateur. */
const A_CLOTURE = new Set(
  [...TABLES_COMMUNES, ...CAPACITES.flatMap(c => [...c.ecrit])].filter(t => t.generee).map(t => t.feuille),
);

let dossier: string;
beforeAll(() => (dossier = mkdtempSync(join(tmpdir(), 'cloture-'))));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

/** Lance la commande comme le ferait un utilisateur placé dans son dossier. */
const cloture = (...args: string[]) => lancer(dossier, 'cloture', args);

const lireFichier = (nom: string) => new Uint8Array(readFileSync(join(dossier, nom)));

const feuille = (fichier: string, nom: string) => feuilleLue(lireFichier(fichier), nom);
const lignes = (fichier: string, nom: string) => lignesDe(lireFichier(fichier), nom);

/** Numéro de série d'Excel du 1er décembre 2026. */
const PREMIER_DECEMBRE = 46_357;

/** Soldes (débit moins crédit, en centimes) des comptes de régularisation, toutes écritures jusqu'à une date. */
function soldes(fichier: string, jusqua: number): Record<string, number> {
  const comptes: Record<string, number> = {};
  for (const ligne of lignes(fichier, 'Ecritures de clôture')) {
    if (Number(ligne['Date']) > jusqua) continue;
    const montant = Math.round((Number(ligne['Débit'] ?? 0) - Number(ligne['Crédit'] ?? 0)) * 100);
    comptes[ligne['Compte'] ?? ''] = (comptes[ligne['Compte'] ?? ''] ?? 0) + montant;
  }
  return comptes;
}

describe('npm run cloture', () => {
  test('novembre : le cas 24A010 de domaine §18, au centime, dans le fichier écrit', async () => {
    writeFileSync(join(dossier, 'exemple.xlsx'), await petitClasseur());
    const { code, sortie } = cloture(
      'exemple.xlsx',
      '--arrete',
      '2026-11-30',
      '--sortie',
      'novembre.xlsx',
      '--json',
    );
    expect(code).toBe(0);
    const bilan = JSON.parse(sortie) as Record<string, unknown>;
    expect(bilan).toMatchObject({
      arrete: '2026-11-30',
      ecritures: { nombre: 5, debit: 41_133.33, credit: 41_133.33 },
      feuilles: expect.arrayContaining(GENEREES) as unknown,
    });
    expect(Object.keys(bilan).sort()).toEqual(['anomalies', 'arrete', 'ecritures', 'etapes', 'feuilles']);
    const [affaire] = lignes('novembre.xlsx', "CA à l'avancement");
    expect(affaire).toMatchObject({
      Affaire: '24A010',
      'Budget de vente': '100000',
      Facturé: '30000',
      'CA reconnu': '45000',
      FAE: '15000',
    });
  });

  test('au 30/11 : 4181 D 18 000, 44587 C 3 000, 68112 D 333,33 ; au 01/12 FAE et TVA reviennent à zéro', () => {
    const novembre = soldes('novembre.xlsx', PREMIER_DECEMBRE - 1);
    expect(novembre).toMatchObject({
      4181: 18_000_00,
      44587: -3_000_00,
      68112: 333_33,
      28183: -333_33,
      4081: -2_400_00,
      44586: 400_00,
    });
    const decembre = soldes('novembre.xlsx', PREMIER_DECEMBRE);
    expect(decembre).toMatchObject({ 4181: 0, 44587: 0, 4081: 0, 44586: 0 });
  });

  test('le fichier écrit est sain, et tout ce qui n’est pas généré est intact', () => {
    expect(verifier(lireFichier('novembre.xlsx'))).toEqual([]);
    const avant = inventaire(lireFichier('exemple.xlsx'));
    const apres = inventaire(lireFichier('novembre.xlsx'));
    expect(apres.noms).toEqual(avant.noms);
    expect(apres.feuilles.map(f => f.nom)).toEqual([...avant.feuilles.map(f => f.nom), REPRISE]);
    for (const [index, source] of avant.feuilles.entries()) {
      if (A_CLOTURE.has(source.nom)) continue;
      // Novembre, onzième ligne sous un en-tête en ligne 4, est entré en clôture (domaine §1.2) ; rien d'autre n'a bougé.
      const enCloture = source.nom === Periodes.feuille ? { C15: 'texte EN_CLOTURE' } : {};
      expect(apres.feuilles[index]).toEqual({ ...source, valeurs: { ...source.valeurs, ...enCloture } });
    }
    for (const nom of GENEREES) {
      const [source, ecrite] = [feuille('exemple.xlsx', nom), feuille('novembre.xlsx', nom)];
      expect({ ...ecrite.largeurs }).toEqual(source.largeurs);
      expect(ecrite.volet).toBe(source.volet);
      expect(ecrite.impression).toBe(source.impression);
      expect(Object.values(ecrite.tables).map(t => [t.colonnes, t.style])).toEqual(
        Object.values(source.tables).map(t => [t.colonnes, t.style]),
      );
    }
  });

  test('valider deux fois ne change rien, hors le journal des exécutions et de quoi les défaire', () => {
    expect(cloture('novembre.xlsx', '--arrete', '2026-11-30', '--sortie', 'deuxfois.xlsx').code).toBe(0);
    const une = inventaire(lireFichier('novembre.xlsx')).feuilles;
    const deux = inventaire(lireFichier('deuxfois.xlsx')).feuilles;
    for (const [index, source] of une.entries())
      if (source.nom !== JOURNAL && source.nom !== REPRISE) expect(deux[index]).toEqual(source);
    expect(lignes('deuxfois.xlsx', JOURNAL)).toHaveLength(lignes('novembre.xlsx', JOURNAL).length + 1);
  });

  test('décembre s’ouvre sur novembre : CA M-1 vient de l’historique, rien de novembre ne bouge', () => {
    expect(cloture('novembre.xlsx', '--arrete', '2026-12-31', '--sortie', 'decembre.xlsx').code).toBe(0);
    const [affaire] = lignes('decembre.xlsx', "CA à l'avancement").filter(l => l['Arrêté'] === '46387');
    const euros = (entete: string) => Math.round(Number(affaire?.[entete] ?? NaN) * 100);
    expect(euros('CA M-1')).toBe(45_000_00);
    expect(euros('Production du mois')).toBe(euros('CA reconnu') - 45_000_00);
    // Facturé du mois nul : la production est la variation de FAE.
    expect(euros('Production du mois')).toBe(euros('FAE') - 15_000_00);
    const deNovembre = (fichier: string) =>
      lignes(fichier, 'Ecritures de clôture').filter(l => Number(l['Date']) <= PREMIER_DECEMBRE);
    expect(deNovembre('decembre.xlsx')).toEqual(deNovembre('novembre.xlsx'));
  });

  test('simuler n’écrit rien', () => {
    const avant = lireFichier('exemple.xlsx');
    expect(cloture('exemple.xlsx', '--arrete', '2026-11-30', '--simulation').code).toBe(0);
    expect(lireFichier('exemple.xlsx')).toEqual(avant);
  });

  test('un arrêté bloqué rend 1, liste ses anomalies et laisse le fichier intact', () => {
    const avant = lireFichier('exemple.xlsx');
    const { code, sortie } = cloture('exemple.xlsx', '--arrete', '2026-12-31', '--json');
    expect(code).toBe(1);
    const { anomalies } = JSON.parse(sortie) as {
      anomalies: { code: string; gravite: string; remede: string }[];
    };
    expect(anomalies.filter(a => a.gravite === 'BLOQUANT').map(a => a.code)).toContain('C-REV-09');
    expect(anomalies.every(a => a.remede.length > 0)).toBe(true);
    expect(lireFichier('exemple.xlsx')).toEqual(avant);
  });

  test.each([
    ['sans fichier', ['--arrete', '2026-11-30'], 'Donnez un classeur'],
    ['sans arrêté', ['exemple.xlsx'], '--arrete AAAA-MM-JJ'],
    ['un jour qui n’est pas une fin de mois', ['exemple.xlsx', '--arrete', '2026-11-29'], 'fin de mois'],
    [
      'un module inconnu',
      ['exemple.xlsx', '--arrete', '2026-11-30', '--modules', 'paie'],
      'Module inconnu : paie',
    ],
    ['un fichier absent', ['absent.xlsx', '--arrete', '2026-11-30'], 'introuvable'],
    ['une option inconnue', ['exemple.xlsx', '--arret', '2026-11-30'], '--arret'],
  ])('mauvais usage, %s : code 2 et une phrase', (_, args, attendu) => {
    const { code, sortie, erreur } = cloture(...args);
    expect([code, sortie]).toEqual([2, '']);
    expect(erreur).toContain(attendu);
  });

  test('un fichier qui n’est pas un classeur est refusé', () => {
    writeFileSync(join(dossier, 'notes.xlsx'), 'du texte');
    const { code, erreur } = cloture('notes.xlsx', '--arrete', '2026-11-30');
    expect(code).toBe(2);
    expect(erreur).toContain('notes.xlsx');
  });

  avecLibreOffice('le fichier écrit, ouvert par LibreOffice', () => {
    test('les chiffres de l’affaire et des écritures s’y lisent', () => {
      convertir(dossier, 'novembre.xlsx', CSV_DE_CHAQUE_FEUILLE);
      const csv = (nom: string) =>
        readFileSync(join(dossier, `novembre-${nom}.csv`), 'utf8')
          .split('\n')
          .map(ligne => ligne.split(';'));
      const [, , , entete = [], affaire = []] = csv("CA à l'avancement");
      expect(affaire[entete.indexOf('CA reconnu')]).toMatch(/^45.000[.,]00$/);
      expect(affaire[entete.indexOf('FAE')]).toMatch(/^15.000[.,]00$/);
      const ecritures = csv('Ecritures de clôture').flat();
      expect(ecritures).toContain('FAE|2026-11-30|24A010|ARRETE');
      expect(csv('Sommaire').flat()).toContain('30/11/2026');
    });
  });
});
