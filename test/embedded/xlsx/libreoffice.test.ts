import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient } from '../../../src/embedded/node/client';
import { openDocument, saveDocument } from '../../../src/embedded/xlsx';
import { inventaire } from '../../xlsx/inventaire';
import { avecLibreOffice, convertir } from '../../xlsx/libreoffice';
import { verifier } from '../../xlsx/verificateur';
import { classeurComplet, etatDe } from './fabrique';

/** Un classeur à plat d'OpenDocument : formule matricielle, note, style, lien, feuille cachée. */
const FODS = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
 <style:style style:name="gras" style:family="table-cell"><style:text-properties fo:font-weight="bold" fo:color="#c00000"/></style:style>
 <style:style style:name="cachee" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Données d'essai">
 <table:table-row>
  <table:table-cell table:style-name="gras" office:value-type="string"><office:annotation><text:p>Une note</text:p></office:annotation><text:p>Code</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><text:p>Montant</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell office:value-type="string"><text:p>007</text:p></table:table-cell>
  <table:table-cell office:value-type="float" office:value="12.5"/><table:table-cell office:value-type="date" office:date-value="2026-11-30"/></table:table-row>
 <table:table-row><table:table-cell office:value-type="string"><text:p>é &amp; « à »</text:p></table:table-cell>
  <table:table-cell office:value-type="float" office:value="-3"/>
  <table:table-cell table:formula="of:=[.B2]+[.B3]" office:value-type="float" office:value="9.5"/>
  <table:table-cell table:formula="of:=SUM([.B2:.B3]*2)" table:number-matrix-columns-spanned="1" table:number-matrix-rows-spanned="1" office:value-type="float" office:value="19"/></table:table-row>
</table:table>
<table:table table:name="Cachée" table:style-name="cachee"><table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document>`;

avecLibreOffice('échanges avec LibreOffice', () => {
  let dossier = '';
  beforeAll(() => {
    dossier = mkdtempSync(join(tmpdir(), 'cloture-lo-'));
  });
  afterAll(() => rmSync(dossier, { recursive: true, force: true }));

  test('un classeur de LibreOffice se lit et se réécrit sans perte', async () => {
    writeFileSync(join(dossier, 'source.fods'), FODS);
    convertir(dossier, 'source.fods', 'xlsx');
    const octets = new Uint8Array(readFileSync(join(dossier, 'source.xlsx')));
    const doc = await openDocument(octets);
    const lignes = doc.snapshot.sheets['s1']?.cellData;
    expect(lignes?.[1]?.[0]).toMatchObject({ v: '007', t: 1 });
    expect(lignes?.[1]?.[2]).toMatchObject({ v: 46356, t: 2 }); // 30 novembre 2026
    expect(lignes?.[2]?.[2]?.f).toBe('=B2+B3');
    const ecrit = await saveDocument(doc, etatDe(doc));
    expect(verifier(ecrit)).toEqual([]);
    expect(inventaire(ecrit)).toEqual(inventaire(octets));
  });

  test('nos fonctions et une plage qui déborde en reviennent telles que tapées', async () => {
    const tapees = [
      ['=CA.AVANCEMENT("24a010")', '=UNIQUE(H1:H3)', '=COUNTA(B1#)', '=XLOOKUP("b",H1:H3,H1:H3)'],
    ];
    const dans = async (fichier: Uint8Array | undefined, formules?: string[][]) => {
      const excel = await createEmbeddedExcel(fichier ? { fichier } : {});
      const client = bootClient(excel);
      const lues = await client.Excel.run(async context => {
        const feuille = context.workbook.worksheets.getFirst();
        if (formules) {
          feuille.getRange('H1:H3').values = [['a'], ['b'], ['a']];
          feuille.getRange('A1:D1').formulas = formules;
        }
        await context.sync();
        await excel.calculated();
        const plage = feuille.getRange('A1:D1').load('formulas,values');
        await context.sync();
        return { formules: plage.formulas as string[][], valeurs: plage.values as unknown[][] };
      });
      const octets = await excel.save();
      client.dispose();
      excel.dispose();
      return { ...lues, octets };
    };
    writeFileSync(join(dossier, 'tapees.xlsx'), (await dans(undefined, tapees)).octets);
    convertir(dossier, 'tapees.xlsx', 'xlsx', 'rendus');
    const rendu = new Uint8Array(readFileSync(join(dossier, 'rendus', 'tapees.xlsx')));
    const { formules, octets } = await dans(rendu);
    expect(formules).toEqual(tapees);
    expect(verifier(octets)).toEqual([]);
    expect(Object.values(inventaire(octets).feuilles[0]!.formules)).toEqual([
      '_xldudf_CA_AVANCEMENT("24a010")',
      '{B1:B2}_xlfn.UNIQUE(H1:H3)',
      'COUNTA(_xlfn.ANCHORARRAY(B1))',
      '_xlfn.XLOOKUP("b",H1:H3,H1:H3)',
    ]);
    // LibreOffice ne sait pas calculer la dernière et en enregistre #NAME? : rouvert, le classeur est recalculé.
    expect((await dans(octets)).valeurs[0]?.[3]).toBe('b');
  });

  test('LibreOffice ouvre le fichier écrit et y trouve les valeurs', async () => {
    const doc = await openDocument(await classeurComplet());
    const cellules = doc.snapshot.sheets['s1']?.cellData ?? {};
    cellules[4] = {
      ...cellules[3],
      0: { ...cellules[3]?.[0], v: '0042', t: 1 },
      2: { ...cellules[3]?.[2], v: 7.25, t: 2 },
    };
    const tables = doc.tables.map(t => ({ ...t, range: { ...t.range, endRow: 4 } }));
    writeFileSync(join(dossier, 'ecrit.xlsx'), await saveDocument(doc, etatDe(doc, { tables })));
    convertir(
      dossier,
      'ecrit.xlsx',
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,1',
    );
    const csv = readFileSync(join(dossier, 'ecrit-Temps passés.csv'), 'utf8').trim().split('\n');
    expect(csv[0]).toBe('N°,Date,Jours,Coût,Montant,Facturable');
    expect(csv[1]).toBe('001,02/11/2026,0.5,400.00,200.00,FALSE');
    expect(csv[4]).toBe('0042,04/11/2026,7.25,400.00,600.00,FALSE');
  });
});
