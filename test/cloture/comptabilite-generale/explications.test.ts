/** Chaque montant des balances, du grand livre, du journal et du passage se rejoue depuis les cellules du classeur. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { comptabiliteGenerale } from '../../../src/cloture/comptabilite-generale';
import { arbre, depuisTexte, type Explication, type Jour } from '../../../src/comptabilite';
import { GrandLivre } from '../../../src/cloture/tables-communes/grand-livre';
import type { Produite } from '../../../src/workbook/plan';
import {
  cellulesGenerees,
  changer,
  contexteDe,
  fautesDe,
  lireDans,
  prevoir,
  type CelluleExpliquee,
  type ClasseurBrut,
} from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';

const SCENARIOS = join(__dirname, '../../scenarios');
const TABLES = [
  'BalanceGenerale',
  'BalanceAuxiliaire',
  'BalanceDetaillee',
  'GrandLivreEdite',
  'JournalGeneral',
  'RapprochementLivres',
  'BalanceGroupe',
  'PassagePlan',
];
const scenarios = readdirSync(SCENARIOS).filter(nom => /^cpta-(balance|passage|groupe)$/.test(nom));

function cellules(classeur: ClasseurBrut): CelluleExpliquee[] {
  const texte = (classeur.get('Parametres') ?? []).find(([cle]) => cle === 'DateArrete')?.[1] ?? '';
  const contexte = contexteDe(classeur, comptabiliteGenerale, depuisTexte(texte) as Jour);
  const { produites } = comptabiliteGenerale.calculer(contexte);
  const siennes = produites.filter(p => TABLES.includes(p.table.nom)) as Produite[];
  return [...cellulesGenerees(comptabiliteGenerale, contexte, siennes)];
}

test.each(scenarios)('%s', nom => {
  const { entrees } = lireScenario(join(SCENARIOS, nom));
  const lues = cellules(entrees);
  expect(lues.length).toBeGreaterThan(nom === 'cpta-passage' ? 40 : 100);
  expect(fautesDe(lues, entrees)).toEqual([]);
});

test('une feuille de l’arbre change le chiffre comme l’arbre le dit ; une ligne hors de l’arbre ne le change pas', () => {
  const { entrees } = lireScenario(join(SCENARIOS, 'cpta-balance'));
  const solde = (classeur: ClasseurBrut) =>
    cellules(classeur).find(
      c => c.table === 'BalanceGenerale' && c.ligne['Compte'] === '411000' && c.colonne === 'SoldeD',
    )!;
  const avant = solde(entrees);
  const feuilles = [...arbre.cellulesDe(avant.explication as Explication)];
  const [premiere] = feuilles;
  const change = changer(entrees, premiere!.source, '1300.00');
  const apres = solde(change);
  expect(apres.valeur.toNumber()).toBe(2500);
  expect(prevoir(avant.explication as Explication, lireDans(change)).toNumber()).toBe(2500);
  // La banque n'est pas dans l'arbre du client.
  const dehors = changer(entrees, { table: 'Ecritures', ligne: 5, colonne: 'Debit' }, '11000.00');
  expect(feuilles.some(f => f.source.ligne === 5)).toBe(false);
  expect(solde(dehors).valeur.toNumber()).toBe(2400);
});

/** La FAE de 24A010 du cas d'or (domaine §18), TVA 20 % : passée fin octobre, extournée le 1er, repassée fin novembre. */
const FAE = (
  arrete: string,
  ttc: number,
  ht: number,
  mois: string,
  sens: 'ARRETE' | 'EXTOURNE',
  signe = 1,
) => {
  const [cle, tva] = [`CA|${arrete}|24A010|${sens}`, ttc - ht];
  const date = sens === 'ARRETE' ? arrete : `${mois}-01`;
  const extourneDe = sens === 'ARRETE' ? '' : `CA|${arrete}|24A010|ARRETE`;
  const inverse = sens === 'EXTOURNE' && signe > 0;
  return [
    ['418100', 'C002', ttc],
    ['706000', '', -ht],
    ['445870', '', -tva],
  ].map(([compte, tiers, m], rang) => {
    const montant = (inverse ? -1 : 1) * Number(m);
    const debit = signe * Math.max(montant, 0);
    const credit = signe * Math.max(-montant, 0);
    return [
      ['2026', 'OD', cle, String(rang + 1), date, String(compte), String(tiers), 'FAE', date, 'FAE 24A010'],
      [debit.toFixed(2), credit.toFixed(2), '24A010', cle, extourneDe, ''],
    ].flat();
  });
};

/** L'électricité de novembre contrepassée et repassée à 450 en décembre, novembre fermé. */
const CORRECTION = [
  ['606100', '', '0.00', '500.00'],
  ['445660', '', '0.00', '100.00'],
  ['401000', 'F001', '600.00', '0.00'],
  ['606100', '', '450.00', '0.00'],
  ['445660', '', '90.00', '0.00'],
  ['401000', 'F001', '0.00', '540.00'],
].map(([compte = '', tiers = '', debit = '', credit = ''], rang) => {
  const cle = rang < 3 ? 'SAISIE|2026-12-31|AC-1|EXTOURNE' : 'SAISIE|2026-12-31|AC-1 bis|ARRETE';
  const piece = ['AC-1', '2026-11-10', 'Électricité corrigée'];
  const numero = ['2026', 'OD', cle, String((rang % 3) + 1), '2026-12-01', compte, tiers];
  return [...numero, ...piece, debit, credit, '', cle, '', '2026-11-10'];
});

const COLONNES_CLOTURE =
  'Exercice Journal EcritureNum Ligne DateEcriture Compte Tiers Piece DatePiece Libelle Debit Credit IdAffaire CleGeneration IdExtourneDe DateSurvenance';

test.each([
  ['échangée', 1],
  ['négative', -1],
])(
  'après une extourne %s et une correction, chaque montant se déplie jusqu’à ses lignes',
  (_forme, signe) => {
    const { entrees } = lireScenario(join(SCENARIOS, 'cpta-balance'));
    const cloture = [
      ...FAE('2026-10-31', 21_600, 18_000, '2026-11', 'ARRETE'),
      ...FAE('2026-10-31', 21_600, 18_000, '2026-11', 'EXTOURNE', signe),
      ...FAE('2026-11-30', 18_000, 15_000, '2026-12', 'ARRETE'),
      ...FAE('2026-11-30', 18_000, 15_000, '2026-12', 'EXTOURNE', signe),
      ...CORRECTION,
    ];
    const complet = new Map(entrees).set('EcrituresCloture', [COLONNES_CLOTURE.split(' '), ...cloture]);
    const soldes = (arrete: string) => {
      const classeur = changer(complet, { table: 'Parametres', ligne: 2, colonne: 'Valeur' }, arrete);
      const lues = cellules(classeur);
      expect(fautesDe(lues, classeur)).toEqual([]);
      return new Map(
        lues
          .filter(c => c.table === 'BalanceGenerale' && c.ligne['Niveau'] === 'COMPTE')
          .map(c => [`${c.ligne['Compte']} ${c.colonne}`, c.valeur.toNumber()]),
      );
    };
    const novembre = soldes('2026-11-30');
    expect([novembre.get('418100 SoldeD'), novembre.get('445870 SoldeC')]).toEqual([18_000, 3_000]);
    expect([novembre.get('606100 SoldeD'), novembre.get('401000 SoldeC')]).toEqual([500, 1_300]);
    const decembre = soldes('2026-12-31');
    expect([decembre.get('418100 SoldeD'), decembre.get('445870 SoldeC')]).toEqual([0, 0]);
    expect([decembre.get('606100 SoldeD'), decembre.get('401000 SoldeC')]).toEqual([450, 1_240]);
  },
);

test('le total des auxiliaires : chaque tiers par son nom, les lignes d’un collectif lues une fois pour tous', () => {
  const { entrees } = lireScenario(join(SCENARIOS, 'cpta-balance'));
  const ventes = Array.from({ length: 300 }, (_, i) => {
    const piece = [`V${i}`, '2026-11-15', 'Vente'];
    return ['2026', 'VT', `V${i}`, '1', '2026-11-15', '411000', `C1${i}`, ...piece, '10.00', '0.00', '', ''];
  });
  const classeur = new Map(entrees).set('Ecritures', [...entrees.get('Ecritures')!, ...ventes]);
  const contexte = contexteDe(classeur, comptabiliteGenerale, depuisTexte('2026-11-30') as Jour);
  const lectures = jest.spyOn(GrandLivre.prototype, 'lignes');
  const arbreTotal = comptabiliteGenerale.expliquer?.(contexte, {
    table: 'BalanceAuxiliaire',
    ligne: { Niveau: 'TOTAL' },
    colonne: 'CumulD',
  });
  // Clients : 2 400 facturés en octobre (C002), et 300 ventes de 10 ; C001 n'a au débit que son à-nouveau.
  expect(arbreTotal?.valeur.toNumber()).toBe(5_400);
  expect(lectures.mock.calls.length).toBeLessThan(10);
  lectures.mockRestore();
  const noms = (arbreTotal as { termes?: readonly Explication[] }).termes?.map(e => e.libelle.fr);
  expect(noms).toContain('411000 C17, débits');
});
