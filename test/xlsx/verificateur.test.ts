import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fflate } from '#vendor';
import { alterer, classeurComplet, etatDe } from '../embedded/xlsx/fabrique';
import { openDocument, saveDocument } from '../../src/embedded/xlsx';
import { inventaire } from './inventaire';
import { CLASSEUR, PARTIES, PLANTES, STYLES, SYNTHESE, TABLE, TEMPS } from './plantes';
import { verifier } from './verificateur';

/** Ce que les règles savent dire : le dernier texte de chaque `noter`, et les défauts d'une formule. */
function messages(): string[] {
  const sources = readdirSync(__dirname)
    .filter(nom => /^(regles-.*|formules)\.ts$/.test(nom))
    .map(nom => readFileSync(join(__dirname, nom), 'utf8'));
  const texte = String.raw`('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\x60(?:[^\x60\\]|\\.)*\x60)`;
  const noter = new RegExp(String.raw`noter\((?:(?!noter\()[^;])*?${texte}\s*,?\s*\);`, 'g');
  const defaut = new RegExp(String.raw`(?:defaut: |return )${texte}`, 'g');
  return sources.flatMap(source =>
    [...source.matchAll(noter), ...source.matchAll(defaut)].map(([, m]) => m!.slice(1, -1)),
  );
}

/** Le message, ce qu'il cite pouvant être n'importe quoi. */
const motif = (message: string): RegExp =>
  new RegExp(
    `^${message
      .split(/\$\{[^}]*\}/)
      .map(part => part.replace(/\\(.)/g, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}`,
    's',
  );

describe('vérificateur de classeurs', () => {
  let sain: Uint8Array;
  beforeAll(async () => {
    sain = await classeurComplet();
  });

  test('un classeur sain n’a aucun défaut', () => {
    expect(verifier(sain)).toEqual([]);
  });

  test.each(PLANTES)('%s', (_, partie, de, vers, dit) => {
    const defauts = verifier(alterer(sain, partie, de, vers)).map(
      d => `${d.partie} ${d.endroit} : ${d.defaut}`,
    );
    expect(defauts.join('\n')).toMatch(dit);
  });

  /** Une partie posée, et ce qui la relie, si c'est un tableau ; `undefined` l'ôte. */
  function poser(parties: Readonly<Record<string, string | undefined>>): Uint8Array {
    const toutes = fflate.unzipSync(sain);
    for (const [nom, texte] of Object.entries(parties)) {
      if (texte === undefined) delete toutes[nom];
      else toutes[nom] = fflate.strToU8(texte);
    }
    const octets = fflate.zipSync(toutes);
    if (!('xl/tables/table2.xml' in parties)) return octets;
    const type = '<Override PartName="/xl/tables/table2.xml" ContentType="application/x"/></Types>';
    const relation =
      '<Relationship Id="rId8" Type="http://x/table" Target="../tables/table2.xml"/></Relationships>';
    const typee = alterer(octets, '[Content_Types].xml', '</Types>', type);
    const reliee = alterer(typee, 'xl/worksheets/_rels/sheet1.xml.rels', '</Relationships>', relation);
    return alterer(
      reliee,
      'xl/worksheets/sheet1.xml',
      /<tableParts count="1">(.*)<\/tableParts>/,
      '<tableParts count="2">$1<tablePart r:id="rId8"/></tableParts>',
    );
  }
  const dits = (octets: Uint8Array) => verifier(octets).map(d => `${d.partie} ${d.endroit} : ${d.defaut}`);

  test.each(PARTIES)('%s', (_, parties, dit) => expect(dits(poser(parties)).join('\n')).toMatch(dit));

  test('chaque règle a son défaut planté', () => {
    const tout = [
      ...PLANTES.map(([, partie, de, vers]) => alterer(sain, partie, de, vers)),
      ...PARTIES.map(([, parties]) => poser(parties)),
    ].flatMap(octets => verifier(octets).map(d => d.defaut));
    const regles = messages();
    expect(regles.length).toBeGreaterThan(90);
    // Ces deux-là ont leur essai à part, plus bas.
    const aPart = /^(cellule sans formule dans la chaîne|débordement sur celui|nombre de titres)/;
    const sans = regles.filter(m => !aPart.test(m) && !tout.some(d => motif(m).test(d)));
    expect(sans).toEqual([]);
  });

  test('des titres de feuilles faux dans les propriétés sont vus', async () => {
    const titres =
      '<TitlesOfParts><vt:vector xmlns:vt="urn:v" size="3"><vt:lpstr>A</vt:lpstr></vt:vector></TitlesOfParts></Properties>';
    const defauts = verifier(alterer(sain, 'docProps/app.xml', '</Properties>', titres));
    expect(defauts.map(d => d.defaut).join('\n')).toMatch(/nombre de titres faux/);
  });

  test('une chaîne de calcul qui vise une cellule sans formule est vue', async () => {
    const lien =
      '<Relationship Id="rIdC" Type="http://x/calcChain" Target="theme/theme1.xml"/></Relationships>';
    const avec = alterer(sain, 'xl/_rels/workbook.xml.rels', '</Relationships>', lien);
    const defauts = verifier(
      alterer(avec, 'xl/theme/theme1.xml', /<a:themeElements>/, '<c r="Z9" i="1"/><a:themeElements>'),
    );
    expect(defauts.map(d => d.defaut).join('\n')).toMatch(/chaîne de calcul/);
  });

  test('un débordement sur un autre est vu', () => {
    const formule = (r: string): string => `<c r="${r}"><f t="array" ref="${r}:H9">1+1</f><v>2</v></c>`;
    const defauts = verifier(
      alterer(
        sain,
        SYNTHESE,
        '</sheetData>',
        `<row r="9">${formule('E9')}${formule('F9')}</row></sheetData>`,
      ),
    );
    expect(defauts.map(d => d.defaut).join('\n')).toMatch(/débordement sur celui de F9/);
  });
});

describe('inventaire', () => {
  test('ne voit pas l’ordre des parties ni la numérotation, voit chaque changement', async () => {
    const sain = await classeurComplet();
    const doc = await openDocument(sain);
    const base = inventaire(sain);
    expect(inventaire(await saveDocument(doc, etatDe(doc)))).toEqual(base);
    const changes: [string, string | RegExp, string][] = [
      [TEMPS, 'sqref="F2:F4"', 'sqref="F2:F3"'],
      [TEMPS, /width="10"/, 'width="11"'],
      [STYLES, 'formatCode="#,##0.00"', 'formatCode="0"'],
      [SYNTHESE, 'SUM(Temps[Montant])', 'SUM(Temps[Jours])'],
      [TABLE, 'TableStyleMedium9', 'TableStyleMedium2'],
      [CLASSEUR, "'Synthèse'!$B$1", "'Synthèse'!$B$2"],
      [TEMPS, 'landscape', 'portrait'],
    ];
    for (const [partie, de, vers] of changes)
      expect(inventaire(alterer(sain, partie, de, vers))).not.toEqual(base);
  });
});
