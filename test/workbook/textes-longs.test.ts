import { CAPACITES } from '../../src/cloture';
import { EcrituresCloture, Historique, TABLES_COMMUNES } from '../../src/cloture/tables-communes';
import { ruptures } from '../../src/cloture/tables-communes/sceau';
import { piecesTouchees } from '../../src/cloture/tables-communes/sceau-pieces';
import { compte, Decimal, jour, montant } from '../../src/comptabilite';
import { decoder, encoderValeur } from '../../src/workbook/decode';
import { fitText, isCut } from '../../src/workbook/fit';
import { planWrite, type Produite, type WritePlan } from '../../src/workbook/plan';
import { stamped } from '../../src/workbook/post';
import type { AnyTable, Colonne, Rang, Valeur } from '../../src/workbook/table';
import { cleTexte } from '../../src/workbook/tables/doublons';

/** Un texte que les données font grandir n'arrête jamais une écriture : la cellule le coupe, et le dit. */
const LIMITE = 32_767;
const GENEREES: readonly AnyTable[] = [
  ...new Map([...TABLES_COMMUNES, ...CAPACITES.flatMap(c => [...c.ecrit])].map(t => [t.nom, t])).values(),
].filter(table => table.generee);

test('un texte coupé tient, le dit, se coupe une fois pour toutes, et jamais au milieu d’un caractère', () => {
  const long = fitText('é'.repeat(40_000));
  expect(long).toHaveLength(LIMITE);
  expect(long).toMatch(
    / … \[coupé : 40000 caractères, .*le reste est dans les tables dont ce texte vient\]$/,
  );
  expect([fitText(long), isCut(long), isCut('ici … [coupé]'), isCut(undefined)]).toEqual([
    long,
    true,
    false,
    false,
  ]);
  expect(fitText('x'.repeat(LIMITE))).toBe('x'.repeat(LIMITE));
  // L'apostrophe qui tient une formule pour du texte prend une place.
  expect(fitText(`=${'x'.repeat(LIMITE - 2)}`)).toHaveLength(LIMITE - 1);
  expect(fitText(`=${'x'.repeat(LIMITE - 1)}`)).toHaveLength(LIMITE - 1);
  for (const debut of ['', 'a'])
    expect(() => encodeURIComponent(fitText(debut + '😀'.repeat(20_000)))).not.toThrow();
});

/** Une valeur d'une colonne ; les textes sont tous démesurés, sauf la fin qui fait la clé. */
function valeur(colonne: Colonne, rang: number): Valeur {
  switch (colonne.sorte) {
    case 'texte':
      return `${rang}${'=é"\n'.repeat(12_000)}`;
    case 'compte':
      return compte('411000');
    case 'periode':
      return '2026-11';
    case 'taux':
      return new Decimal(colonne.bornes?.[1] ?? 1);
    case 'booleen':
      return true;
    case 'enumeration':
      return colonne.valeurs![rang % colonne.valeurs!.length]!;
    case 'jour':
      return jour(2026, 11, 30);
    default:
      return Math.min(colonne.bornes?.[1] ?? 9, (colonne.bornes?.[0] ?? 1) + rang);
  }
}

const encode = (colonne: Colonne, v: unknown) => encoderValeur(colonne, v as Valeur);

function planifier(produite: Produite, corps: readonly (readonly unknown[])[]): WritePlan {
  const matrix = [produite.table.colonnes.map(c => c.entete), ...corps];
  const lecture = decoder(produite.table, matrix, { premiereLigne: 4 });
  return planWrite(produite, { lecture, matrix, headerRow: 4, besideRows: new Set() }, encode);
}

/** La cellule telle qu'Excel la garde : sans l'apostrophe. */
const gardee = (cellule: unknown) =>
  typeof cellule === 'string' && cellule.startsWith("'") ? cellule.slice(1) : (cellule ?? '');

test.each(GENEREES.map(table => [table.nom, table] as const))(
  '%s : chaque texte tient, et la relance ne récrit rien',
  (_, table) => {
    const lignes = [0, 1].map(rang => Object.fromEntries(table.colonnes.map(c => [c.cle, valeur(c, rang)])));
    const distinctes =
      new Set(lignes.map(l => cleTexte(l, table.cle))).size === 2 ? lignes : lignes.slice(0, 1);
    const produite: Produite = stamped(
      { table, lignes: distinctes, cle: l => cleTexte(l as Rang, table.cle), portee: () => true },
      { par: 'essai', debut: '2026-11-30 10:00:00' },
    );
    const { appended } = planifier(produite, []);
    expect(appended).toHaveLength(distinctes.length);
    const trop = appended.flat().filter(c => typeof c === 'string' && c.length > LIMITE);
    expect(trop).toEqual([]);
    const relance = planifier(
      produite,
      appended.map(l => l.map(gardee)),
    );
    expect([relance.patches, relance.appended, relance.removed]).toEqual([[], [], []]);
    expect(relance.unchanged).toBe(distinctes.length);
  },
);

describe('les sceaux recopient la ligne telle qu’elle est écrite', () => {
  const ecriture = (Ligne: number, Libelle: string): Rang => ({
    Exercice: '2026', Journal: 'OD', EcritureNum: 'OD-1', Ligne, JournalLib: 'Opérations diverses', DateEcriture: jour(2026, 11, 30),
    Compte: compte('411000'), Piece: 'P1', DatePiece: jour(2026, 11, 30), Libelle, Debit: montant(Ligne === 1 ? 100 : 0),
    Credit: montant(Ligne === 1 ? 0 : 100), Origine: 'FAE', CleGeneration: 'CA|2026-11-30|24A010|ARRETE',
  }); // prettier-ignore

  test('des libellés démesurés : la ligne retirée à la main se remet, celle qui reste n’a rien de changé', () => {
    const lignes = [ecriture(1, `"${'é\n'.repeat(15_000)}`), ecriture(2, 'x'.repeat(30_000))];
    const produite = stamped(
      {
        table: EcrituresCloture,
        lignes,
        cle: l => cleTexte(l as Rang, EcrituresCloture.cle),
        portee: () => true,
      },
      { par: 'essai', debut: '' },
    );
    const { appended } = planifier(produite, []);
    const entete = EcrituresCloture.colonnes.map(c => c.entete);
    const lire = (corps: readonly (readonly unknown[])[]) =>
      decoder(EcrituresCloture, [entete, ...corps.map(l => l.map(gardee))], { premiereLigne: 4 });
    const regarder = (corps: readonly (readonly unknown[])[]) => {
      const suite = piecesTouchees(lire(corps));
      for (;;) {
        const { done, value } = suite.next();
        if (done) return value;
      }
    };
    expect(regarder(appended)).toMatchObject({ changees: [], ajoutees: [], retirees: [] });
    for (const reste of [0, 1]) {
      const { retirees, perdues } = regarder([appended[reste]!]);
      expect([retirees.length, perdues.size]).toEqual([1, 0]);
      expect(retirees[0]!['Libelle']).toBe(gardee(appended[1 - reste]![entete.indexOf('Libellé')]));
    }
  });

  test('seule la pièce dont le sceau ne tient pas est coupée : les libellés des autres restent entiers', () => {
    const long = 'x'.repeat(9_000);
    const autre = (Ligne: number) => ({
      ...ecriture(Ligne, long),
      CleGeneration: 'CA|2026-11-30|24A020|ARRETE',
    });
    const { lignes } = stamped(
      {
        table: EcrituresCloture,
        lignes: [ecriture(1, `"${'é\n'.repeat(15_000)}`), ecriture(2, 'court'), autre(1), autre(2)],
        cle: l => cleTexte(l as Rang, EcrituresCloture.cle),
        portee: () => true,
      },
      { par: 'essai', debut: '' },
    );
    const textes = lignes.map(l => String((l as Rang)['Libelle']));
    expect(isCut(textes[0])).toBe(true);
    expect(textes.slice(1)).toEqual(['court', long, long]);
    expect(lignes.every(l => String((l as Rang)['Sceau']).length <= 32_767)).toBe(true);
  });

  test('un historique au libellé démesuré garde son sceau', () => {
    const code = (c: Colonne) => Historique.cle.includes(c.cle) || c.reference !== undefined;
    const ligne = Object.fromEntries(
      Historique.colonnes.map(c => [c.cle, c.sorte === 'texte' && code(c) ? c.cle : valeur(c, 1)]),
    );
    const produite = stamped(
      {
        table: Historique,
        lignes: [ligne],
        cle: l => cleTexte(l as Rang, Historique.cle),
        portee: () => true,
      },
      { par: 'essai', debut: '' },
    );
    const { appended } = planifier(produite, []);
    const entete = Historique.colonnes.map(c => c.entete);
    const lire = (corps: readonly unknown[]) =>
      decoder(Historique, [entete, corps.map(gardee)], { premiereLigne: 4 });
    expect(ruptures(lire(appended[0]!))).toEqual([]);
    const montantLu = Historique.colonnes.findIndex(c => c.cle === 'Montant');
    const changee = appended[0]!.map((v, k) => (k === montantLu ? 1_000 : v));
    expect(ruptures(lire(changee)).map(r => r.colonnes.map(c => c.cle))).toEqual([['Montant']]);
  });
});
