/** Le calcul rend la main assez souvent : ses pauses se comptent, aucune durée n'est mesurée. */
import { tiers } from '../../../src/cloture/tiers';
import { ModeleTiers } from '../../../src/cloture/tiers/modele';
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
