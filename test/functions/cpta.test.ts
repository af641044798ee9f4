/** CPTA.SOLDE, sur le scénario des balances : les attendus sont ceux de ses CSV, ou se font de tête. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ErreurFonction } from '../../src/cloture/fonction';
import { rejouer } from '../../src/comptabilite';
import { CATALOGUE } from '../../src/functions/catalogue';
import { lireDans, type ClasseurBrut } from '../explication/rejeu';
import { acces, type Matrices } from './exemple';

const dossier = join(__dirname, '../scenarios/cpta-balance/entrees');
const matrices = (): Matrices =>
  new Map(
    readdirSync(dossier).map(nom => [
      basename(nom, '.csv'),
      readFileSync(join(dossier, nom), 'utf8')
        .trim()
        .split('\n')
        .map(l => l.split(';')),
    ]),
  );
const solde = CATALOGUE.find(f => f.id === 'CPTA.SOLDE')!;

function appeler(args: readonly unknown[], sur = matrices()): unknown {
  try {
    return solde.creer(acces(sur))(...[...args, null, null, null].slice(0, 4));
  } catch (erreur) {
    if (erreur instanceof ErreurFonction) return `${erreur.code} ${erreur.fr}`;
    throw erreur;
  }
}

const CAS: [args: unknown[], attendu: number][] = [
  [['411'], 2400],
  [['411000', null, '30/11/2026'], 2400],
  [['512', null, '2026-10-31'], 10000],
  [['512', '01/11/2026', '30/11/2026'], 1200],
  [['512', '01/01/2026', '30/11/2026'], 1200],
  [['6;7'], -1500],
  [['6-7', '2026-11-01'], 500],
  [['4;-44'], 1100],
  [['706', null, null, '24A010'], -2000],
  [['706', null, null, '*'], -2000],
  [['606', null, null, '24A010'], 0],
  [['706', null, '30/11/2025'], -1000],
  [['1-7'], 0],
  [[706000], -2000],
];

test.each(CAS)('CPTA.SOLDE(%p) = %d, et s’explique', (args, attendu) => {
  expect(appeler(args)).toBe(attendu);
  const brut: ClasseurBrut = new Map(
    [...matrices()].map(([nom, [entete = [], ...lignes]]) => [
      nom,
      [entete.map(String), [], [], [], ...lignes.map(l => l.map(String))],
    ]),
  );
  const arbre = solde.expliquer!(acces(matrices()))(...[...args, null, null, null].slice(0, 4));
  expect(arbre.valeur.toNumber()).toBe(attendu);
  expect(rejouer(arbre, lireDans(brut)).toNumber()).toBe(attendu);
});

test.each<[string, unknown[], string]>([
  ['vide', [''], 'notAvailable comptes vide : indiquez un compte ou un préfixe'],
  ['cellule vide', [0], 'notAvailable comptes vide : indiquez un compte ou un préfixe'],
  ['incompris', ['banque'], 'invalidValue comptes : « banque » ne se comprend pas'],
  ['inconnu', ['999'], 'notAvailable aucun compte « 999 » au plan comptable ni dans les écritures'],
  ['affaire inconnue', ['706', null, null, '24Z'], 'notAvailable affaire 24Z inconnue'],
  ['affaire vide', ['706', null, null, ''], 'notAvailable affaire vide : omettez-la, ou "*" pour la société'],
  ['bornes inversées', ['706', '2026-12-01', '2026-11-30'], 'invalidValue la période finit le 30/11/2026'],
  ['sans exercice', ['706', null, '2031-01-31'], 'notAvailable aucun exercice ne contient le 31/01/2031'],
])('%s', (_nom, args, phrase) => {
  expect(appeler(args)).toEqual(expect.stringContaining(phrase));
});

test('un compte du plan que rien ne mouvemente vaut zéro', () => {
  const avec = matrices();
  avec.get('PlanComptable')!.push(['622600', 'Honoraires', '', '']);
  expect(appeler(['6226'], avec)).toBe(0);
});

test('une ligne illisible empêche de répondre, au lieu de compter zéro', () => {
  const avec = matrices();
  const ecritures = avec.get('Ecritures')!;
  ecritures[9]![10] = 'cent';
  expect(appeler(['411'], avec)).toEqual(expect.stringMatching(/^notAvailable .*Ecritures.*cent/));
});
