import { alterer, classeurComplet, etatDe } from '../embedded/xlsx/fabrique';
import { openDocument, saveDocument } from '../../src/embedded/xlsx';
import { inventaire } from './inventaire';
import { verifier } from './verificateur';

const CLASSEUR = 'xl/workbook.xml';
const TEMPS = 'xl/worksheets/sheet1.xml';
const SYNTHESE = 'xl/worksheets/sheet2.xml';
const STYLES = 'xl/styles.xml';
const TYPES = '[Content_Types].xml';
const TABLE = 'xl/tables/table1.xml';

/** Un défaut planté : la règle, la partie, ce qu'on y remplace, et ce que le vérificateur doit dire. */
const PLANTES: readonly (readonly [string, string, string | RegExp, string, RegExp])[] = [
  ['partie mal formée', SYNTHESE, '</sheetData>', '', /mal formé/],
  ['préfixe non déclaré', SYNTHESE, '<sheetData>', '<sheetData q:x="1">', /préfixe q non déclaré/],
  ['type de contenu absent', TYPES, /<Override PartName="\/xl\/styles.xml"[^>]*>/, '', /sans type propre/],
  ['type d’une partie absente', TYPES, '/xl/styles.xml', '/xl/autre.xml', /partie absente/],
  ['relation vers rien', 'xl/_rels/workbook.xml.rels', 'worksheets/sheet3.xml', 'worksheets/sheet9.xml', /cible absente/],
  ['partie orpheline', 'xl/_rels/workbook.xml.rels', /<Relationship [^>]*styles\.xml"[^>]*>/, '', /rien ne relie/],
  ['relation inconnue', TEMPS, /(<tablePart [^>]*)"rId\d+"/, '$1"rId99"', /relation rId99 inconnue/],
  ['nom de feuille interdit', CLASSEUR, 'name="Listes"', 'name="Lis/tes"', /nom de feuille refusé/],
  ['deux feuilles du même nom', CLASSEUR, 'name="Listes"', 'name="SYNTHÈSE"', /même nom/],
  ['aucune feuille visible', CLASSEUR, /name="(Temps passés|Synthèse)"/g, 'name="$1" state="hidden"', /aucune feuille visible/],
  ['onglet actif caché', CLASSEUR, /activeTab="\d+"/, 'activeTab="2"', /onglet actif/],
  ['textes partagés : nombre', 'xl/sharedStrings.xml', /uniqueCount="\d+"/, 'uniqueCount="3"', /3 au lieu de/],
  ['textes partagés : emplois', 'xl/sharedStrings.xml', / count="\d+"/, ' count="1"', /1 au lieu de/],
  ['numéro de texte', TEMPS, /(t="s"[^>]*><v>)0</, '$1999<', /valeur « 999 » impossible/],
  ['cellule deux fois', SYNTHESE, '<c r="A2"', '<c r="A1"', /mal placée/],
  ['lignes en désordre', SYNTHESE, '<row r="2"', '<row r="1"', /lignes en désordre/],
  ['style inexistant', TEMPS, /<c r="B2" s="\d+"/, '<c r="B2" s="400"', /style 400 inconnu/],
  ['format de nombre inconnu', STYLES, /numFmtId="164" formatCode/, 'numFmtId="190" formatCode', /format de nombre 164 inconnu/],
  ['police inexistante', STYLES, /(<cellXfs.*?fontId=)"\d+"/, '$1"77"', /fontId 77/],
  ['compte de styles', STYLES, /<fonts count="\d+"/, '<fonts count="90"', /count 90 faux/],
  ['tableau : identifiant', TABLE, / id="1" name="Temps"/, ' id="0" name="Temps"', /identifiant 0/],
  ['tableau : nom', TABLE, 'displayName="Temps"', 'displayName="A1"', /nom de tableau refusé/],
  ['tableau : plage et colonnes', TABLE, 'ref="A1:F4"', 'ref="A1:E4"', /6 colonnes pour une plage de 5/],
  ['tableau : en-tête de la feuille', TABLE, 'name="Jours"', 'name="Heures"', /l'en-tête de la feuille est « Jours »/],
  ['tableau : colonne double', TABLE, 'name="Jours"', 'name="N°"', /vide ou double/],
  ['tableau : filtre', TABLE, '<autoFilter ref="A1:F4"', '<autoFilter ref="A1:F9"', /plage du filtre/],
  ['tableau : colonne du filtre', TABLE, '<autoFilter ref="A1:F4"/>', '<autoFilter ref="A1:F4"><filterColumn colId="8"/></autoFilter>', /colonne 8 du filtre/],
  ['tableau : colonne calculée', TABLE, /(<tableColumn id="5"[^>]*)\/>/, '$1><calculatedColumnFormula>SUM(</calculatedColumnFormula></tableColumn>', /parenthèse non fermée/],
  ['tableau : totaux', TABLE, 'displayName="Temps"', 'displayName="Temps" totalsRowCount="1"', /plage du filtre/],
  ['tableau de la feuille', TEMPS, /<tableParts.*?<\/tableParts>/, '', /tableaux de la feuille/],
  ['nom qui ne désigne rien', CLASSEUR, "'Synthèse'!$B$1", '#REF!', /ne désigne plus rien/],
  ['nom vers une feuille absente', CLASSEUR, "'Synthèse'!$B$1", 'Disparue!$B$1', /feuille inconnue « Disparue »/],
  ['nom refusé', CLASSEUR, 'name="Taux"', 'name="AB12"', /nom refusé/],
  ['titres d’impression', CLASSEUR, '!$1:$1', '!$A$1', /titres d'impression/],
  ['formule : parenthèse', SYNTHESE, 'SUM(Temps[Montant])', 'SUM(Temps[Montant]', /parenthèse non fermée/],
  ['formule : guillemet', SYNTHESE, 'SUM(Temps[Montant])', 'A1&amp;"x', /guillemet non fermé/],
  ['formule : préfixe', SYNTHESE, 'SUM(Temps[Montant])', 'XLOOKUP(1,A1,A2)', /sans son préfixe/],
  ['formule : fonction du complément nue', SYNTHESE, 'SUM(Temps[Montant])', 'CA.AVANCEMENT(1)', /inconnue d’Excel/],
  ['formule : tableau inconnu', SYNTHESE, 'SUM(Temps[Montant])', 'SUM(Tomps[Montant])', /tableau inconnu/],
  ['formule : colonne inconnue', SYNTHESE, 'SUM(Temps[Montant])', 'SUM(Temps[Montent])', /colonne inconnue/],
  ['formule sans valeur', SYNTHESE, /<v>1200<\/v>/, '', /sans valeur gardée/],
  ['métadonnée inconnue', SYNTHESE, /<c r="B1"/, '<c cm="1" r="B1"', /métadonnée 1 inconnue/],
  ['validation : nombre', TEMPS, /<dataValidations count="2"/, '<dataValidations count="5"', /count 5/],
  ['validation : plage', TEMPS, 'sqref="F2:F4"', 'sqref="F4:F2"', /plages illisibles/],
  ['validations qui se coupent', TEMPS, 'sqref="F2:F4"', 'sqref="C2:F4"', /deux validations/],
  ['validation : liste trop longue', TEMPS, /<formula1>"VRAI,FAUX"</, `<formula1>"${'x'.repeat(256)}"<`, /liste de plus de 255/],
  ['validation : titre trop long', TEMPS, /promptTitle="[^"]*"/, `promptTitle="${'x'.repeat(33)}"`, /promptTitle de plus de 32/],
  ['validation : message trop long', TEMPS, / prompt="[^"]*"/, ` prompt="${'x'.repeat(256)}"`, /prompt de plus de 255/],
  ['validation sans formule', TEMPS, /<formula1>0<\/formula1>/, '', /validation sans formule/],
  ['validation : formule', TEMPS, /<formula1>0<\/formula1>/, '<formula1>SUM(</formula1>', /parenthèse non fermée/],
  ['format conditionnel : formule', TEMPS, /<formula>1<\/formula>/, '<formula>Tomps[Jours]</formula>', /tableau inconnu/],
  ['format conditionnel : plage', TEMPS, /<conditionalFormatting sqref="[^"]*"/, '<conditionalFormatting sqref="C4:C2"', /plages illisibles/],
  ['formule trop longue', SYNTHESE, 'SUM(Temps[Montant])', `1${'+1'.repeat(4_096)}`, /plus de 8 192 signes/],
  ['texte trop long', SYNTHESE, /<c r="A2"[^>]*>.*?<\/c>/, `<c r="A2" t="inlineStr"><is><t>${'é'.repeat(32_768)}</t></is></c>`, /plus de 32 767 signes/],
  ['hauteur', TEMPS, /<row r="2"/, '<row r="2" ht="900"', /hauteur 900/],
  ['style de colonne inexistant', TEMPS, /<col min="1"/, '<col style="400" min="1"', /style 400 inconnu/],
  ['tableau hors de la feuille', TABLE, 'ref="A1:F4"', 'ref="A1:F1048577"', /plage illisible/],
  ['fusions qui se coupent', SYNTHESE, /<mergeCells count="1">(<mergeCell [^>]*>)/, '<mergeCells count="2">$1<mergeCell ref="B5:D5"/>', /fusions qui se coupent/],
  ['lien vers une feuille absente', SYNTHESE, '<pageMargins', `<hyperlinks><hyperlink ref="A1" location="'Disparue'!A1"/></hyperlinks><pageMargins`, /« Disparue », absente/],
  ['lien sans cible', SYNTHESE, '<pageMargins', '<hyperlinks><hyperlink ref="A1"/></hyperlinks><pageMargins', /lien sans cible/],
  ['orientation inconnue', TEMPS, 'landscape', 'couche', /orientation couche inconnue/],
  ['pages impossibles', TEMPS, '<pageSetup ', '<pageSetup fitToWidth="-1" ', /fitToWidth -1 impossible/],
  ['marge négative', TEMPS, /<pageMargins left="[^"]*"/, '<pageMargins left="-1"', /marge left -1/],
  ['pied de page trop long', TEMPS, /<oddFooter>[^<]*</, `<oddFooter>${'x'.repeat(256)}<`, /titre de page de plus de 255/],
  ['pied avant l’en-tête', TEMPS, /<\/oddFooter>/, '</oddFooter><oddHeader>x</oddHeader>', /hors de l'ordre/],
  ['format conditionnel : dxf', TEMPS, 'dxfId="0"', 'dxfId="9"', /dxfId 9/],
  ['format conditionnel : priorité', TEMPS, 'priority="1"', 'priority="0"', /priorité 0/],
  ['largeur', TEMPS, /width="10"/, 'width="900"', /largeur 900/],
  ['colonnes qui se recouvrent', TEMPS, /min="2" max="2"/, 'min="1" max="2"', /colonnes en désordre/],
  ['fusion dans un tableau', TEMPS, '<conditionalFormatting', '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells><conditionalFormatting', /fusionnées dans un tableau/],
  ['fusion d’une cellule', SYNTHESE, 'ref="A5:C5"', 'ref="A5:A5"', /d’une cellule/],
  ['ordre du schéma', SYNTHESE, /(<sheetData>.*<\/sheetData>)(<mergeCells.*<\/mergeCells>)/s, '$2$1', /ordre du schéma/],
  ['volet figé', TEMPS, 'activePane="bottomRight"', 'activePane="topRight"', /volet actif faux/],
  ['note sans dessin', TEMPS, /<legacyDrawing [^>]*>/, '', /sans leur dessin/],
  ['note sans forme', 'xl/drawings/vmlDrawing1.vml', '<x:Row>1<', '<x:Row>7<', /note sans forme/],
  ['date des propriétés', 'docProps/core.xml', /(modified[^>]*>)[^<]*</, '$1hier<', /date illisible/],
]; // prettier-ignore

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
