import { fflate, hucre } from '#vendor';
import { stateOfSnapshot } from '../../../src/embedded/xlsx';
import type { UniverExtras, WorkbookState, XlsxDocument } from '../../../src/embedded/xlsx';

const lettre = (c: number): string => String.fromCharCode(65 + c);

/** Un classeur écrit par la bibliothèque des modèles : un de chaque chose que le codec ne doit pas perdre. */
export async function classeurComplet(lignes = 3, bancal = false): Promise<Uint8Array> {
  const entetes = ['N°', 'Date', 'Jours', 'Coût', 'Montant', 'Facturable'];
  const rows: (string | number | boolean | Date | null)[][] = [entetes];
  const cells = new Map<string, Partial<hucre.Cell>>();
  entetes.forEach((_, c) =>
    cells.set(`0,${c}`, {
      style: {
        font: { bold: true },
        fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DDEBF7' } },
      },
    }),
  );
  for (let i = 1; i <= lignes; i++) {
    rows.push([`00${i}`, new Date(Date.UTC(2026, 10, (i % 28) + 1)), i / 2, 400, null, i % 2 === 0]);
    cells.set(`${i},1`, { style: { numFmt: 'dd/mm/yyyy' } });
    cells.set(`${i},3`, {
      style: { numFmt: '#,##0.00', font: { color: { theme: 4, tint: 0.4 }, italic: true } },
    });
    cells.set(`${i},4`, {
      formula: 'Temps[[#This Row],[Jours]]*Temps[[#This Row],[Coût]]',
      formulaResult: i * 200,
      style: { numFmt: '#,##0.00' },
    });
  }
  const temps: hucre.WriteSheet = {
    name: 'Temps passés',
    columns: entetes.map((_, c) => ({ width: 10 + c * 2.5 })),
    rows,
    cells,
    tables: [
      {
        name: 'Temps',
        range: `A1:${lettre(5)}${lignes + 1}`,
        columns: entetes.map(name => ({ name })),
        style: 'TableStyleMedium9',
      },
    ],
    freezePane: { rows: 1, columns: 1 },
    dataValidations: [
      {
        type: 'list',
        values: ['VRAI', 'FAUX'],
        range: `F2:F${lignes + 1}`,
        inputTitle: 'Facturable',
        inputMessage: 'Oui ou non',
      },
      { type: 'decimal', operator: 'greaterThan', formula1: '0', range: 'C2:C5000' },
    ],
    conditionalRules: [
      {
        type: 'cellIs',
        operator: 'greaterThan',
        formula: '1',
        priority: 1,
        range: `C2:C${lignes + 1}`,
        style: { font: { bold: true } },
      },
    ],
    pageSetup: { orientation: 'landscape', paperSize: 'a4', printTitlesRow: '$1:$1' },
    headerFooter: { oddFooter: '&P / &N' },
  };
  cells.set('1,0', { comment: { author: 'Clôture', text: 'Identifiant du temps' }, style: { numFmt: '@' } });
  const synthese: hucre.WriteSheet = {
    name: 'Synthèse',
    rows: [
      ['Total', null],
      ['Texte', '=pas une formule'],
      ['Vide', ''],
    ],
    cells: new Map([['0,1', { formula: 'SUM(Temps[Montant])', formulaResult: 1200 }]]),
    merges: [{ startRow: 4, startCol: 0, endRow: 4, endCol: 2 }],
    view: { showGridLines: false, tabColor: { rgb: '1F4E79' } },
  };
  const cachee: hucre.WriteSheet = { name: 'Listes', rows: [['a'], ['b']], hidden: true };
  const octets = await hucre.writeXlsx({
    sheets: [temps, synthese, cachee],
    namedRanges: [{ name: 'Taux', range: "'Synthèse'!$B$1" }],
    properties: {
      created: new Date(Date.UTC(2026, 0, 1)),
      modified: new Date(Date.UTC(2026, 0, 1)),
      title: 'Essai',
    },
  });
  // La bibliothèque oublie les apostrophes autour de « Temps passés » : Excel réparerait le fichier.
  return bancal ? octets : alterer(octets, 'xl/workbook.xml', '>Temps passés!', ">'Temps passés'!");
}

/** L'état tel qu'il est à l'ouverture. */
export function etatDe(doc: XlsxDocument, autre: Partial<UniverExtras> = {}): WorkbookState {
  return stateOfSnapshot(doc.snapshot, {
    tables: doc.tables,
    names: doc.names,
    settings: doc.settings,
    active: doc.active,
    spills: doc.spills,
    spilled: doc.spilled,
    ...autre,
  });
}

/** Remplace un texte dans une partie : un défaut planté. */
export function alterer(octets: Uint8Array, partie: string, de: string | RegExp, vers: string): Uint8Array {
  const parties = fflate.unzipSync(octets);
  const contenu = parties[partie];
  if (!contenu) throw new Error(`partie absente : ${partie}`);
  const avant = fflate.strFromU8(contenu);
  const apres = avant.replace(de, vers);
  if (apres === avant) throw new Error(`rien à altérer dans ${partie} : ${String(de)}`);
  return fflate.zipSync({ ...parties, [partie]: fflate.strToU8(apres) });
}

/** Le texte d'une partie. */
export function partie(octets: Uint8Array, nom: string): string {
  const contenu = fflate.unzipSync(octets)[nom];
  return contenu ? fflate.strFromU8(contenu) : '';
}
