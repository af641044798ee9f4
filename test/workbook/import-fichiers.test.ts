import { Affaires } from '../../src/cloture/tables-communes';
import { parseCsv, splitCsv } from '../../src/workbook/csv';
import { decrireFeuille } from '../../src/workbook/feuille';
import {
  forTable,
  type ImportMode,
  importRows,
  previewImport,
  proposeMapping,
  readExport,
} from '../../src/workbook/importing';
import type { WorkOptions } from '../../src/workbook/office';
import { readTables } from '../../src/workbook/reader';
import { petitClasseur } from '../exemple/petit-classeur';
import { photographier } from './classeur-vivant';
import { ouvrir } from './ouvrir';

/** Les fichiers tels que les logiciels les écrivent, puis leur import, coupé, répété, refusé. */
const ouvert = ouvrir(petitClasseur);

const utf8 = (texte: string) => new TextEncoder().encode(texte);
const utf16 = (texte: string, petit: boolean) => {
  const octets = new Uint8Array(texte.length * 2);
  [...octets.keys()].forEach(i => {
    const code = texte.charCodeAt(i >> 1);
    octets[i] = (i % 2 === 0) === petit ? code & 255 : code >> 8;
  });
  return octets;
};
const ENCODAGES: readonly (readonly [string, (texte: string) => Uint8Array])[] = [
  ['UTF-8', utf8],
  ['UTF-8 avec sa marque', texte => utf8(`\ufeff${texte}`)],
  ['Windows-1252', texte => Uint8Array.from(texte, c => (c === '€' ? 0x80 : c.charCodeAt(0)))],
  ['UTF-16 petit-boutiste avec sa marque', texte => utf16(`\ufeff${texte}`, true)],
  ['UTF-16 gros-boutiste avec sa marque', texte => utf16(`\ufeff${texte}`, false)],
  ['UTF-16 sans marque', texte => utf16(texte, true)],
];

async function apercevoir(octets: Uint8Array, mode: ImportMode) {
  const lu = forTable(Affaires, readExport('export.csv', octets));
  return previewImport(Affaires, lu, proposeMapping(Affaires, lu.headers), mode);
}
const importer = async (octets: Uint8Array, mode: ImportMode, options?: WorkOptions) =>
  importRows(await apercevoir(octets, mode), decrireFeuille(Affaires), options);
const affaires = async () => (await readTables([Affaires])).lire(Affaires).lignes;

describe.each(ENCODAGES)('%s', (_nom, encoder) => {
  test.each([';', ',', '\t'])(
    'séparé par « %s » : titre, lignes vides, guillemets, sauts de ligne, virgule décimale',
    async separateur => {
      const joindre = (...cellules: string[]) => cellules.join(separateur);
      const fichier = [
        'Export des affaires, établi le 30/11/2026, par Zoé, pour la clôture',
        '',
        joindre('Code affaire', 'Libellé', 'IdClient', 'Type', 'Statut', 'Marge'),
        joindre(
          '="007"',
          `"Été à l'œil ; 1${separateur}5 €, ""vu"""`.replace('œ', 'oe'),
          'CL001',
          'EXTERNE',
          'OUVERTE',
          '"1,5"',
        ),
        '',
        joindre('26B002', '"deux\r\nlignes"', 'CL001', 'EXTERNE', 'OUVERTE', '"2,5"'),
        joindre('26B003', '=1+1', 'CL001', 'PERDUE', 'OUVERTE', '"3,5"'),
        joindre('26B004', '-remise', 'CL001', 'EXTERNE', 'OUVERTE', '"4,5"'),
        joindre('26B005', '@lui', 'CL001', 'EXTERNE', 'OUVERTE', ''),
        joindre('26B006', '+33 1 02', 'CL001', 'EXTERNE', 'OUVERTE', ''),
        joindre('26B007', '=1+1', 'CL001', 'EXTERNE', 'OUVERTE', ''),
        '',
      ].join('\r\n');
      const apercu = await apercevoir(encoder(fichier), 'AJOUTER');
      expect(apercu).toMatchObject({ added: 6, replaced: 0, refused: 1 });
      // L'anomalie dit la ligne du fichier, comme un éditeur la montre : titre, lignes vides et saut de ligne comptés.
      expect(apercu.anomalies).toMatchObject([{ code: 'C-GEN-03', ligne: 8, colonne: 'Type' }]);
      expect(apercu.anomalies[0]!.message).toMatch(/^export\.csv, ligne 8, « Type/);
      await importRows(apercu, decrireFeuille(Affaires));
      const lues = new Map((await affaires()).map(l => [l.IdAffaire, l.Libelle]));
      expect(
        ['007', '26B002', '26B003', '26B004', '26B005', '26B006', '26B007'].map(id => lues.get(id)),
      ).toEqual([
        `Été à l'oeil ; 1${separateur}5 €, "vu"`,
        'deux\r\nlignes',
        undefined,
        '-remise',
        '@lui',
        '+33 1 02',
        '=1+1',
      ]);
    },
  );
});

test('le séparateur se reconnaît malgré des virgules décimales ou dans les libellés', () => {
  const lire = (texte: string) => parseCsv(utf8(texte)).delimiter;
  expect(lire('a;b\n1,5;2,5\n3,5;4,5')).toBe(';');
  expect(lire('a\tb\tc\n"x, y, z, t"\t1\t2')).toBe('\t');
  expect(lire('a,b\n1,5\n2,7')).toBe(',');
  expect(lire('seule\nvaleur')).toBe(';');
});

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  'un gros fichier se découpe par tranches, où que tombe la coupe (décalage %d)',
  decalage => {
    // Douze octets par ligne : l'accent, le guillemet doublé et le retour tombent tour à tour sur une coupe.
    const nombre = 150_000;
    const octets = utf8(`${'x'.repeat(decalage)}\r\n${'"é""\r\n";1\r\n'.repeat(nombre)}`);
    const suite = splitCsv(octets);
    let pauses = 0;
    let etape = suite.next();
    for (; !etape.done; etape = suite.next()) pauses++;
    // Une pause par quart de mégaoctet lu, une par quart découpé.
    expect(pauses).toBeGreaterThanOrEqual(2 * Math.floor(octets.length / 262_144));
    const { records } = etape.value;
    expect(records).toHaveLength(2 * nombre + 1);
    const lus = new Set(records.slice(1).map(champs => JSON.stringify(champs)));
    expect([...lus]).toEqual(['["é\\"\\r\\n","1"]', '[]']);
  },
);

test('un guillemet jamais refermé dit sa ligne', () => {
  expect(() => readExport('x.csv', utf8('a;b\n1;"deux\n3;4'))).toThrow('ouvert ligne 2');
});

test('un en-tête qu’on ne reconnaît pas est la première ligne la plus remplie', () => {
  const { headers, headerLine } = forTable(
    Affaires,
    readExport('x.csv', utf8('Titre\n\nNuméro;Zone;Qui\n1;2;3')),
  );
  expect([headerLine, headers]).toEqual([3, ['Numéro', 'Zone', 'Qui']]);
});

const LIGNES = (nombre: number, libelle: string) =>
  utf8(
    ['Code affaire;Libellé;IdClient;Type;Statut']
      .concat(Array.from({ length: nombre }, (_, i) => `Z${i};${libelle}${i};CL001;EXTERNE;OUVERTE`))
      .join('\n'),
  );

test('le même remplacement deux fois vaut une fois', async () => {
  const fichier = utf8('Code affaire;Libellé\n24A010;Nouveau nom');
  expect(await importer(fichier, 'REMPLACER')).toMatchObject({ ajoutees: 0, modifiees: 1 });
  const une = photographier(ouvert.excel);
  expect(await importer(fichier, 'REMPLACER')).toMatchObject({ modifiees: 0, inchangees: 1 });
  expect(photographier(ouvert.excel)).toEqual(une);
});

describe('un import qui s’arrête en route laisse la table comme elle était', () => {
  // Plusieurs envois : chacun reste sous 1,5 Mo.
  const GROS = LIGNES(300, 'é'.repeat(20_000));

  test('annulé avant, ou entre deux envois', async () => {
    const avant = photographier(ouvert.excel);
    const arret = new AbortController();
    arret.abort();
    await expect(importer(GROS, 'AJOUTER', { signal: arret.signal })).rejects.toThrow('Opération annulée');
    expect(photographier(ouvert.excel)).toEqual(avant);
    const bouton = new AbortController();
    let ecrites = 0;
    const onProgress = ({ fait }: { fait: number }) => {
      ecrites = fait;
      bouton.abort();
    };
    await expect(importer(GROS, 'AJOUTER', { signal: bouton.signal, onProgress })).rejects.toThrow(
      'Opération annulée',
    );
    expect(ecrites).toBeGreaterThan(0);
    expect(ecrites).toBeLessThan(300);
    expect(photographier(ouvert.excel)).toEqual(avant);
  });

  test('Excel refuse un envoi, à moitié fait', async () => {
    const avant = photographier(ouvert.excel);
    const apercu = await apercevoir(LIGNES(3, 'x'), 'AJOUTER');
    let refus = 0;
    for (let n = 1; ; n++) {
      ouvert.client.session.faults.failAt(n, 'GeneralException', 'half');
      const fini = await importRows(apercu, decrireFeuille(Affaires)).then(
        () => true,
        () => false,
      );
      ouvert.client.session.faults.clear();
      if (fini) break;
      refus++;
      expect([n, photographier(ouvert.excel)]).toEqual([n, avant]);
    }
    expect(refus).toBeGreaterThan(3);
    expect((await affaires()).filter(l => l.IdAffaire.startsWith('Z'))).toHaveLength(3);
  });
});

test('en ajout, une clé arrivée dans la table depuis l’aperçu garde sa ligne', async () => {
  const apercu = await apercevoir(LIGNES(2, 'du fichier '), 'AJOUTER');
  await importer(
    utf8('Code affaire;Libellé;IdClient;Type;Statut\nZ1;d’un co-auteur;CL001;EXTERNE;OUVERTE'),
    'AJOUTER',
  );
  expect(await importRows(apercu, decrireFeuille(Affaires))).toMatchObject({ ajoutees: 1, modifiees: 0 });
  const lues = (await affaires()).filter(l => l.IdAffaire.startsWith('Z'));
  expect(lues.map(l => l.Libelle)).toEqual(['d’un co-auteur', 'du fichier 0']);
});

test('un fichier tout décalé ne dit pas mille fois la même chose, et rien n’en entre', async () => {
  const lignes = Array.from({ length: 1000 }, (_, i) => `Z${i};a;b;CL001;EXTERNE;OUVERTE`);
  const apercu = await apercevoir(
    utf8(['Code affaire;Libellé;IdClient;Type;Statut', ...lignes].join('\n')),
    'AJOUTER',
  );
  expect(apercu).toMatchObject({ added: 0, refused: 1000 });
  const trop = apercu.anomalies.filter(a => a.code === 'C-CSV-05');
  expect(trop).toHaveLength(51);
  expect(trop[50]!.message).toContain('950 autres lignes');
});
