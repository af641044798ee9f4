/** Le calcul rend la main assez souvent : ses pauses se comptent, aucune durée n'est mesurée. */
import { tiers } from '../../../src/cloture/tiers';
import { Auxiliaire } from '../../../src/cloture/tiers/calcul/auxiliaire';
import { livreDe, type LigneAuxiliaire } from '../../../src/cloture/tiers/calcul/livre';
import { Echeancier } from '../../../src/cloture/tiers/calcul/echeancier';
import { ModeleTiers } from '../../../src/cloture/tiers/modele';
import { compte, depuisEuros, ZERO, LIGNES_PAR_TRANCHE } from '../../../src/comptabilite';
import { contexteDe, type ClasseurBrut } from '../../explication/rejeu';
import { le } from './atelier';

const MOIS = 12;
const PAR_MOIS = 20;

/** Un an de factures de vingt clients, chacune réglée le mois suivant. */
function grandLivre(): ClasseurBrut {
  const lignes: string[][] = [];
  const passer = (
    mois: number,
    compte: string,
    client: number,
    piece: string,
    debit: number,
    credit: number,
  ) =>
    lignes.push([
      '2026',
      'VT',
      `${mois}-${piece}`,
      String(lignes.length + 1),
      `2026-${String(mois).padStart(2, '0')}-15`,
      compte,
      compte === '411' ? `C${client}` : '',
      piece,
      `2026-${String(mois).padStart(2, '0')}-15`,
      piece,
      debit.toFixed(2),
      credit.toFixed(2),
    ]);
  for (let mois = 1; mois <= MOIS; mois++)
    for (let client = 0; client < PAR_MOIS; client++) {
      const piece = `F${mois}-${client}`;
      passer(mois, '411', client, piece, 100 + client, 0);
      passer(mois, '706', client, piece, 0, 100 + client);
      if (mois > 1) passer(mois, '411', client, `R${mois}-${client}`, 0, 50);
    }
  const entetes =
    'Exercice Journal EcritureNum Ligne DateEcriture Compte Tiers Piece DatePiece Libelle Debit Credit'.split(
      ' ',
    );
  return new Map([
    ['Ecritures', [entetes, ...lignes]],
    [
      'Exercices',
      [
        ['Exercice', 'DateDebut', 'DateFin', 'Referentiel', 'Cloture'],
        ['2026', '2026-01-01', '2026-12-31', 'PCG2025', 'N'],
      ],
    ],
  ]);
}

test('jamais plus d’un nouvel arrêté calculé entre deux pauses', () => {
  const contexte = contexteDe(grandLivre(), tiers, le('2026-12-31'));
  const demandes = jest.spyOn(ModeleTiers.prototype, 'postes');
  try {
    const tranches = tiers.calculerParTranches!(contexte);
    const connus = new Set<number>();
    const nouveaux: number[] = [];
    for (let fini = false; !fini;) {
      const avant = connus.size;
      demandes.mockClear();
      fini = tranches.next().done === true;
      for (const [arrete] of demandes.mock.calls) connus.add(arrete);
      nouveaux.push(connus.size - avant);
    }
    // Douze fins de mois, et l'ouverture de la rotation.
    expect(connus.size).toBe(MOIS + 1);
    expect(Math.max(...nouveaux)).toBe(1);
    // Une pause au moins par fin de mois, par indicateur et par état.
    expect(nouveaux.length).toBeGreaterThan(2 * MOIS);
  } finally {
    demandes.mockRestore();
  }
});

test('le calcul d’un trait et celui par tranches rendent les mêmes lignes', () => {
  const contexte = contexteDe(grandLivre(), tiers, le('2026-12-31'));
  const lignes = (r: ReturnType<typeof tiers.calculer>) => r.produites.map(p => [p.table.nom, p.lignes]);
  const tranches = tiers.calculerParTranches!(contexte);
  let rendu = tranches.next();
  while (!rendu.done) rendu = tranches.next();
  expect(lignes(rendu.value)).toEqual(lignes(tiers.calculer(contexte)));
});

/** Ce que chaque tranche d'un calcul a fait, d'après un compteur. */
function travailParTranche<T>(suite: Generator<unknown, T>, compteur: () => number): [number[], T] {
  const travaux: number[] = [];
  for (;;) {
    const avant = compteur();
    const { done, value } = suite.next();
    travaux.push(compteur() - avant);
    if (done) return [travaux, value];
  }
}

const LIGNES = 130_000;

test('130 000 lignes de tiers se rangent par tranches : aucune n’en lit plus que sa part, toutes sont lues', () => {
  let lues = 0;
  const commun = {
    DateEcriture: le('2026-06-15'),
    DatePiece: le('2026-06-15'),
    Compte: compte('411'),
    Debit: depuisEuros(1),
    Credit: ZERO,
    Libelle: '',
    Piece: 'F',
  };
  const lignes = Array.from({ length: LIGNES }, (_, i): LigneAuxiliaire => {
    return {
      ...commun,
      ligne: i,
      get Tiers() {
        lues++;
        return `C${i % 500}`;
      },
    };
  });
  const [tranches, auxiliaire] = travailParTranche(
    Auxiliaire.ranger([livreDe('Ecritures', lignes)], new Map()),
    () => lues,
  );
  expect(auxiliaire.n).toBe(LIGNES);
  expect(lues).toBe(LIGNES);
  expect(Math.max(...tranches)).toBe(LIGNES_PAR_TRANCHE);
});

test('dater les postes ouverts d’un grand livre rend la main de même', () => {
  const entetes =
    'Exercice Journal EcritureNum Ligne DateEcriture Compte Tiers Piece DatePiece Libelle Debit Credit';
  const nombre = 2 * LIGNES_PAR_TRANCHE + 500;
  const lignes = Array.from({ length: nombre }, (_, i) =>
    `2026 VT ${i} 1 2026-06-15 411 C${i % 50} F${i} 2026-06-15 F${i} 10.00 0.00`.split(' '),
  );
  const classeur: ClasseurBrut = new Map([...grandLivre(), ['Ecritures', [entetes.split(' '), ...lignes]]]);
  const { tables, parametres } = contexteDe(classeur, tiers, le('2026-12-31'));
  const dater = jest.spyOn(Echeancier.prototype, 'dater');
  try {
    const modele = ModeleTiers.lu(tables, parametres);
    const [tranches, postes] = travailParTranche(
      modele.ouvrir(le('2026-12-31')),
      () => dater.mock.calls.length,
    );
    expect(postes).toHaveLength(nombre);
    expect(Math.max(...tranches)).toBe(LIGNES_PAR_TRANCHE);
    // Gardés : ni la balance ni les relances ne les datent une seconde fois.
    modele.balance(le('2026-12-31'), 'CLIENT');
    expect(dater.mock.calls.length).toBe(nombre);
  } finally {
    dater.mockRestore();
  }
});
