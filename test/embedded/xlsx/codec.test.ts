import { hucre } from '#vendor';
import { newDocument, openDocument, saveDocument } from '../../../src/embedded/xlsx';
import type { XlsxDocument } from '../../../src/embedded/xlsx';
import { inventaire } from '../../xlsx/inventaire';
import { verifier } from '../../xlsx/verificateur';
import { classeurComplet, etatDe, partie } from './fabrique';

const ouvrir = async (): Promise<{ octets: Uint8Array; doc: XlsxDocument }> => {
  const octets = await classeurComplet();
  return { octets, doc: await openDocument(octets, { functions: ['CA.AVANCEMENT'] }) };
};

describe("ouvrir un classeur et l'enregistrer", () => {
  test('le fichier de départ est sans défaut pour le vérificateur', async () => {
    expect(verifier(await classeurComplet())).toEqual([]);
  });

  test("un titre d'impression dont la feuille n'a pas ses apostrophes est réparé", async () => {
    const bancal = await classeurComplet(3, true);
    expect(verifier(bancal).map(d => d.endroit)).toContain('_xlnm.Print_Titles');
    const doc = await openDocument(bancal);
    expect(verifier(await saveDocument(doc, etatDe(doc)))).toEqual([]);
  });

  test('sans changement, tables, styles, formules, notes, validations et impression sont intacts', async () => {
    const { octets, doc } = await ouvrir();
    const ecrit = await saveDocument(doc, etatDe(doc));
    expect(verifier(ecrit)).toEqual([]);
    expect(inventaire(ecrit)).toEqual(inventaire(octets));
  });

  test('un identifiant reste un texte, une date un numéro de série, un booléen un booléen', async () => {
    const { doc } = await ouvrir();
    const ligne = doc.snapshot.sheets['s1']?.cellData?.[1];
    expect(ligne?.[0]).toMatchObject({ v: '001', t: 1 });
    expect(ligne?.[1]).toMatchObject({ v: 46328, t: 2 }); // 2 novembre 2026
    expect(ligne?.[5]).toMatchObject({ v: 0, t: 3 });
    expect(ligne?.[4]?.f).toBe('=Temps[[#This Row],[Jours]]*Temps[[#This Row],[Coût]]');
    expect(doc.tables.map(t => [t.name, t.range.endRow])).toEqual([['Temps', 3]]);
    expect(doc.names).toEqual([{ name: 'Taux', refersTo: "'Synthèse'!$B$1" }]);
  });

  test('une table qui grandit emmène filtre, validations et formats conditionnels qui la couvraient', async () => {
    const { doc } = await ouvrir();
    const cellules = doc.snapshot.sheets['s1']?.cellData ?? {};
    const modele = cellules[3] ?? {};
    cellules[4] = { ...modele, 0: { ...modele[0], v: '0042', t: 1 } };
    const tables = doc.tables.map(t => ({ ...t, range: { ...t.range, endRow: 4 } }));
    const ecrit = await saveDocument(doc, etatDe(doc, { tables }));
    expect(verifier(ecrit)).toEqual([]);
    const feuille = inventaire(ecrit).feuilles[0];
    expect(feuille?.tables['Temps']).toMatchObject({ plage: 'A1:F5', filtre: 'autoFilter(ref=A1:F5)' });
    expect(feuille?.validations.some(v => v.includes('sqref=F2:F5,'))).toBe(true);
    expect(feuille?.validations.some(v => v.includes('sqref=C2:C5000'))).toBe(true);
    expect(feuille?.conditions[0]).toMatch(/^C2:C5 /);
    expect(feuille?.valeurs['A5']).toBe('texte 0042');
    expect(feuille?.styles['D5']).toBe(feuille?.styles['D4']);
  });

  test('un style changé repart de celui du fichier : la couleur de thème survit à un nouveau format', async () => {
    const { doc } = await ouvrir();
    const cellule = doc.snapshot.sheets['s1']?.cellData?.[1]?.[3];
    const id = cellule?.s as string;
    const change = { ...doc.snapshot.styles[id], n: { pattern: '0.000' } };
    if (cellule) cellule.s = change;
    const ecrit = await saveDocument(doc, etatDe(doc));
    expect(verifier(ecrit)).toEqual([]);
    expect(inventaire(ecrit).feuilles[0]?.styles['D2']).toMatch(/theme=4,tint=0.4.*format 0\.000/);
  });

  test('une feuille, une table et un nom nouveaux sont écrits, une feuille ôtée disparaît avec ses parties', async () => {
    const { doc } = await ouvrir();
    const { snapshot } = doc;
    snapshot.sheetOrder = ['s2', 'n1', 's3'];
    snapshot.sheets['n1'] = {
      id: 'n1', name: "Ecritures d'essai", tabColor: '#FF0000',
      cellData: { 3: { 0: { v: 'Compte', t: 1 }, 1: { v: 'Débit', t: 1 } }, 4: { 0: { v: '411000', t: 1 }, 1: { v: 12.5, t: 2 } } },
      columnData: { 0: { w: 140, hd: 0 } }, freeze: { xSplit: 0, ySplit: 4, startRow: 4, startColumn: -1 },
    }; // prettier-ignore
    const nouvelle = {
      id: 'x', sheetId: 'n1', name: 'EcrituresCloture', showHeader: true, showTotals: false, styleName: 'TableStyleLight1',
      range: { startRow: 3, startColumn: 0, endRow: 4, endColumn: 1 }, calculatedColumns: { 1: '=1+[@Compte]' },
    }; // prettier-ignore
    const somme = snapshot.sheets['s2']?.cellData?.[0];
    if (somme) somme[1] = { f: "=SUM('Ecritures d''essai'!B5)", v: 12.5, t: 2 };
    const names = [{ name: 'Essai', refersTo: "'Ecritures d''essai'!$B$5" }];
    const ecrit = await saveDocument(doc, etatDe(doc, { tables: [nouvelle], names }));
    expect(verifier(ecrit)).toEqual([]);
    const lu = inventaire(ecrit);
    expect(lu.feuilles.map(f => f.nom)).toEqual(['Synthèse', "Ecritures d'essai", 'Listes']);
    expect(lu.noms).toEqual({ Essai: "'Ecritures d''essai'!$B$5" });
    expect(lu.feuilles[1]?.tables['EcrituresCloture']?.calculees).toEqual({
      Débit: '1+EcrituresCloture[[#This Row],[Compte]]',
    });
    expect(lu.feuilles[1]).toMatchObject({ volet: '0,4', largeurs: { A: '20' } });
  });

  test("une feuille renommée est suivie par les titres d'impression et les noms réservés", async () => {
    const { doc } = await ouvrir();
    const temps = doc.snapshot.sheets['s1'];
    if (temps) temps.name = 'Heures';
    const ecrit = await saveDocument(doc, etatDe(doc));
    expect(verifier(ecrit)).toEqual([]);
    expect(inventaire(ecrit).noms['Heures!_xlnm.Print_Titles']).toBe('Heures!$1:$1');
  });

  test('des lignes insérées déplacent notes, validations et formats conditionnels', async () => {
    const { doc } = await ouvrir();
    const temps = doc.snapshot.sheets['s1'];
    if (!temps?.cellData) throw new Error('feuille absente');
    const deplacees = Object.entries(temps.cellData).map(([l, c]) => [Number(l) + 2, c]);
    temps.cellData = Object.fromEntries(deplacees);
    const tables = doc.tables.map(t => ({ ...t, range: { ...t.range, startRow: 2, endRow: 5 } }));
    const edits = { s1: [{ axis: 'rows', kind: 'insert', at: 0, count: 2 } as const] };
    const ecrit = await saveDocument(doc, etatDe(doc, { tables, edits }));
    expect(verifier(ecrit)).toEqual([]);
    const feuille = inventaire(ecrit).feuilles[0];
    expect(Object.keys(feuille?.notes ?? {})).toEqual(['A4']);
    expect(feuille?.conditions[0]).toMatch(/^C4:C6 /);
    expect(feuille?.validations.some(v => v.includes('sqref=F4:F6,'))).toBe(true);
  });

  test('un débordement garde sa zone et ses valeurs, une fonction du complément sa valeur', async () => {
    const { doc } = await ouvrir();
    const cellules = doc.snapshot.sheets['s2']?.cellData ?? {};
    cellules[9] = {
      0: { f: '=CA.TABLEAU("x")', v: 'a', t: 1 },
      3: { f: '=CA.AVANCEMENT("24A010")', v: 45000, t: 2 },
    };
    cellules[15] = { 0: { f: '=CA.AVANCEMENT("")', v: '#N/A', t: 1 } };
    const zone = { startRow: 9, startColumn: 0, endRow: 10, endColumn: 1 };
    const ecrit = await saveDocument(
      doc,
      etatDe(doc, {
        spills: { s2: { 9: { 0: zone } } },
        spilled: {
          s2: {
            9: { 0: { v: 'a', t: 1 }, 1: { v: 1, t: 2 } },
            10: { 0: { v: 'b', t: 1 }, 1: { v: 2, t: 2 } },
          },
        },
      }),
    );
    expect(verifier(ecrit)).toEqual([]);
    const xml = partie(ecrit, 'xl/worksheets/sheet2.xml');
    expect(xml).toContain(
      '<c r="A10" t="str" cm="1"><f t="array" ref="A10:B11">_xldudf_CA_TABLEAU("x")</f><v>a</v></c>',
    );
    expect(xml).toContain('<c r="D10"><f>_xldudf_CA_AVANCEMENT("24A010")</f><v>45000</v></c>');
    expect(xml).toContain('<c r="A16" t="e"><f>_xldudf_CA_AVANCEMENT("")</f><v>#N/A</v></c>');
    const relu = await openDocument(ecrit, { functions: ['CA.AVANCEMENT', 'CA.TABLEAU'] });
    const lues = relu.snapshot.sheets['s2']?.cellData;
    expect(lues?.[9]?.[0]?.f).toBe('=CA.TABLEAU("x")');
    expect(lues?.[10]?.[1]?.v).toBeUndefined(); // le débordement n'est pas une saisie : il bloquerait la formule
    const encore = await saveDocument(relu, etatDe(relu));
    expect(inventaire(encore).feuilles[1]?.formules).toEqual(inventaire(ecrit).feuilles[1]?.formules);
  });

  test('une erreur saisie reste une erreur, le même texte reste un texte', async () => {
    const doc = await newDocument();
    const feuille = doc.snapshot.sheets['s1'];
    if (feuille)
      feuille.cellData = {
        0: { 0: { v: '#N/A', t: 1 }, 1: { v: '#N/A', t: 4 }, 2: { v: '_x0041_ et\nligne ', t: 1 } },
      };
    const ecrit = await saveDocument(doc, etatDe(doc));
    expect(verifier(ecrit)).toEqual([]);
    const relu = (await openDocument(ecrit)).snapshot.sheets['s1']?.cellData?.[0];
    expect([relu?.[0]?.t, relu?.[1]?.t, relu?.[2]?.v]).toEqual([1, 4, '_x0041_ et\nligne ']);
    expect(partie(ecrit, 'xl/worksheets/sheet1.xml')).toContain(
      '<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="s">',
    );
  });

  test('les réglages du complément se retrouvent à la réouverture, et partent quand on les ôte', async () => {
    const { doc } = await ouvrir();
    const settings = { 'cloture.version': 3, bail: { par: 'Léa & Cie', '<a>': [1, null] } };
    const ecrit = await saveDocument(doc, etatDe(doc, { settings }));
    expect(verifier(ecrit)).toEqual([]);
    const relu = await openDocument(ecrit);
    expect(relu.settings).toEqual(settings);
    const vide = await saveDocument(relu, etatDe(relu, { settings: {} }));
    expect(verifier(vide)).toEqual([]);
    expect((await openDocument(vide)).settings).toEqual({});
  });

  test('deux enregistrements du même état donnent les mêmes octets, relus et réécrits aussi', async () => {
    const { doc } = await ouvrir();
    const un = await saveDocument(doc, etatDe(doc));
    const deux = await saveDocument(doc, etatDe(doc));
    expect(Buffer.compare(un, deux)).toBe(0);
    const relu = await openDocument(un);
    expect(Buffer.compare(await saveDocument(relu, etatDe(relu)), un)).toBe(0);
  });

  test('le fichier écrit se relit par une autre bibliothèque', async () => {
    const { doc } = await ouvrir();
    const livre = await hucre.openXlsx(await saveDocument(doc, etatDe(doc)), { readStyles: true });
    expect(livre.sheets.map(s => s.name)).toEqual(['Temps passés', 'Synthèse', 'Listes']);
    expect(livre.sheets[0]?.rows[1]?.slice(0, 4)).toEqual(['001', new Date(Date.UTC(2026, 10, 2)), 0.5, 400]);
    expect(livre.sheets[2]?.hidden).toBe(true);
  });

  test("ce qui n'est pas un classeur est refusé par une phrase", async () => {
    await expect(openDocument(new Uint8Array([1, 2, 3]))).rejects.toThrow('archive illisible');
    await expect(openDocument(new Uint8Array([0xd0, 0xcf, 0x11]))).rejects.toThrow('mot de passe');
  });
});
