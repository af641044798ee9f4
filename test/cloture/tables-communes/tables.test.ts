import {
  FacturesClients,
  Parametres,
  Periodes,
  TABLES_COMMUNES,
  Temps,
} from '../../../src/cloture/tables-communes';
import { arreteDuClasseur, lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { jour } from '../../../src/comptabilite';
import { decoder, lectureVide } from '../../../src/workbook/decode';
import type { AnyTable, Lecture } from '../../../src/workbook/table';

const tablesDe = (...lectures: Lecture[]) => ({
  lire<T extends AnyTable>(table: T): Lecture<T> {
    return (lectures.find(l => l.table.nom === table.nom) as Lecture<T> | undefined) ?? lectureVide(table);
  },
});
const parametres = (...lignes: unknown[][]) =>
  decoder(Parametres, [['Cle', 'Valeur', 'Type', 'DateEffet'], ...lignes], { premiereLigne: 4 });
const arrete = jour(2026, 11, 30);

describe('les schémas', () => {
  test('noms et feuilles sont uniques, sans accent ni espace pour les noms', () => {
    expect(new Set(TABLES_COMMUNES.map(t => t.nom)).size).toBe(TABLES_COMMUNES.length);
    expect(new Set(TABLES_COMMUNES.map(t => t.feuille.toLowerCase())).size).toBe(TABLES_COMMUNES.length);
    for (const table of TABLES_COMMUNES) {
      expect(table.nom).toMatch(/^[A-Za-z]+$/);
      expect(table.feuille).not.toMatch(/[\\/?*[\]:]/);
      for (const { cle } of table.colonnes) expect(cle).toMatch(/^[A-Za-z_0-9]+$/);
    }
  });

  test('chaque clé, chaque référence et chaque convention nomme une colonne qui existe', () => {
    const colonnes = new Map(TABLES_COMMUNES.map(t => [t.nom, new Set(t.colonnes.map(c => c.cle))]));
    for (const table of TABLES_COMMUNES) {
      const siennes = colonnes.get(table.nom)!;
      const internes = [
        ...table.cle,
        ...(table.avoirs?.montants ?? []),
        ...table.references.flatMap(r => r.colonnes),
      ];
      expect(internes.filter(c => !siennes.has(c))).toEqual([]);
      for (const { table: cible, cible: cles } of table.references) {
        expect(cles.filter(c => !colonnes.get(cible)?.has(c))).toEqual([]);
      }
      for (const { reference } of table.colonnes) {
        const [cible = '', cle] = reference?.split('.') ?? [];
        if (reference)
          expect(colonnes.get(cible)?.has(cle ?? TABLES_COMMUNES.find(t => t.nom === cible)!.cle[0]!)).toBe(
            true,
          );
      }
    }
  });

  test('Lot et SousLot vont ensemble partout où une pièce ou un temps peut les porter (domaine §14)', () => {
    const avecLot = TABLES_COMMUNES.filter(t => t.colonnes.some(c => c.cle === 'Lot'));
    for (const table of avecLot) expect(table.colonnes.map(c => c.cle)).toContain('SousLot');
    expect(avecLot.map(t => t.nom)).toEqual(
      expect.arrayContaining([
        'LignesCommande',
        'EcheancierFacturation',
        'Livraisons',
        'FacturesClients',
        'Temps',
        'Planning',
        'CommandesAchat',
        'Receptions',
        'FacturesFournisseurs',
        'Historique',
      ]),
    );
  });

  test('les en-têtes du FEC se lisent dans Ecritures (LPF art. A47 A-1)', () => {
    const fec =
      'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompAuxNum PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate MontantDevise Idevise';
    const ecritures = TABLES_COMMUNES.find(t => t.nom === 'Ecritures')!;
    const { entetes } = decoder(ecritures, [fec.split(' ')], { premiereLigne: 1 });
    expect(Object.keys(entetes)).toHaveLength(16);
  });

  test('chaque colonne a une note en français et un en-tête anglais', () => {
    for (const table of TABLES_COMMUNES) {
      for (const colonne of table.colonnes) {
        expect([table.nom, colonne.cle, (colonne.note?.length ?? 0) ? 'note' : 'sans note']).toEqual([
          table.nom,
          colonne.cle,
          'note',
        ]);
        expect(colonne.en).not.toBe('');
      }
    }
  });
});

describe('les avoirs sont négatifs (domaine §0.1)', () => {
  const entetes = [
    'IdFacture',
    'Ligne',
    'TypePiece',
    'DateFacture',
    'IdClient',
    'Quantite',
    'MontantHT',
    'MontantTVA',
    'MontantTTC',
    'Validee',
  ];
  const piece = (id: string, type: string, ht: number) => [
    id,
    '1',
    type,
    46356,
    'C1',
    1,
    ht,
    ht / 5,
    ht * 1.2,
    'O',
  ];
  const lire = (...lignes: unknown[][]) =>
    decoder(FacturesClients, [entetes, ...lignes], { premiereLigne: 4 });

  test('écrits en positif, ils changent de signe, avec un avis', () => {
    const { lignes, anomalies } = lire(piece('F1', 'FACTURE', 100), piece('A1', 'AVOIR', 50));
    expect(lignes.map(l => [l.MontantHT, l.MontantTVA, l.MontantTTC, l.Quantite])).toEqual([
      [10000, 2000, 12000, 10000],
      [-5000, -1000, -6000, -10000],
    ]);
    expect(anomalies).toMatchObject([{ gravite: 'INFO', code: 'C-TAB-07' }]);
  });

  test('écrits en négatif, ils restent', () => {
    const { lignes, anomalies } = lire(piece('A1', 'AVOIR', -50));
    expect(lignes[0]?.MontantHT).toBe(-5000);
    expect(anomalies).toEqual([]);
  });

  test('les deux conventions dans la même table sont refusées', () => {
    const { anomalies } = lire(piece('A1', 'AVOIR', -50), piece('A2', 'AVOIR', 50));
    expect(anomalies).toMatchObject([{ gravite: 'BLOQUANT', code: 'C-TAB-07', ligne: 6 }]);
  });
});

describe('les paramètres', () => {
  test('sans table, chacun vaut son défaut', () => {
    const p = lireParametres(tablesDe(), arrete);
    expect(p.valeur('CPT_FAE')).toBe('4181');
    expect(p.valeur('CPT_TVA_FAE')).toBe('44587');
    expect(p.valeur('CPT_PCA')).toBe('487');
    expect(p.valeur('CPT_VENTE')).toBe('706');
    expect(p.valeur('JOURNAL_CLOTURE')).toBe('OD');
    expect(p.valeur('HeuresParJour')).toBe(70000);
    expect(p.valeur('TauxTVADefaut').toString()).toBe('0.2');
    expect(p.valeur('CutOffTVA')).toBe('TTC');
    expect(p.valeur('Ech_Litteral')).toBe(false);
    expect(p.ligne('CPT_FAE')).toBeUndefined();
    expect(p.anomalies).toEqual([]);
  });

  test("la dernière date d'effet qui ne dépasse pas l'arrêté l'emporte, où qu'elle soit", () => {
    const tables = tablesDe(
      parametres(
        ['HeuresParJour', '8', 'NOMBRE', jour(2026, 12, 1)],
        ['HeuresParJour', '7,5', 'NOMBRE', jour(2026, 6, 1)],
        ['HeuresParJour', '7', 'NOMBRE', ''],
      ),
    );
    expect(lireParametres(tables, arrete).valeur('HeuresParJour')).toBe(75000);
    expect(lireParametres(tables, arrete).ligne('HeuresParJour')).toBe(6);
    expect(lireParametres(tables, jour(2026, 5, 31)).valeur('HeuresParJour')).toBe(70000);
    expect(lireParametres(tables, jour(2026, 12, 31)).valeur('HeuresParJour')).toBe(80000);
  });

  test('une valeur illisible bloque, un paramètre inconnu se signale', () => {
    const { anomalies } = lireParametres(
      tablesDe(parametres(['TauxTVADefaut', 'vingt', 'TAUX', ''], ['TauTVADefaut', '0,2', 'TAUX', ''])),
      arrete,
    );
    expect(anomalies.map(a => [a.code, a.gravite, a.ligne])).toEqual([
      ['C-PAR-01', 'BLOQUANT', 5],
      ['C-PAR-02', 'INFO', 6],
    ]);
  });

  test.each(['30/11/2026', '2026-11-30', '46356', 46356])("l'arrêté s'écrit %p", valeur => {
    expect(arreteDuClasseur(tablesDe(parametres(['DateArrete', valeur, 'DATE', ''])))).toBe(arrete);
  });

  test("sans DateArrete, c'est la fin du seul mois en clôture", () => {
    const periodes = (...etats: string[]) =>
      decoder(
        Periodes,
        [['Periode', 'Exercice', 'Etat'], ...etats.map((e, i) => [`2026-${10 + i}`, '2026', e])],
        { premiereLigne: 4 },
      );
    expect(arreteDuClasseur(tablesDe(periodes('FERMEE', 'EN_CLOTURE', 'OUVERTE')))).toBe(arrete);
    expect(arreteDuClasseur(tablesDe(periodes('EN_CLOTURE', 'EN_CLOTURE')))).toBeUndefined();
  });
});

test('Temps garde ses jours exacts', () => {
  const { lignes } = decoder(
    Temps,
    [
      ['N° temps', 'Collaborateur', 'Date', 'Affaire', 'Nature', 'Nb jours', 'État', 'Facturable'],
      ['T1', 'C1', '02/11/2026', '24A010', 'RTT', '0,5', 'validé', 'oui'],
    ],
    { premiereLigne: 4 },
  );
  expect(lignes[0]).toMatchObject({
    Jours: 5000,
    Nature: 'CONGES',
    Etat: 'VALIDE',
    Facturable: true,
    Date: jour(2026, 11, 2),
  });
});
