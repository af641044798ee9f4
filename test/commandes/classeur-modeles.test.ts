import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fflate } from '#vendor';
import { CAPACITES } from '../../src/cloture';
import { TABLES_COMMUNES } from '../../src/cloture/tables-communes';

const modeles = join(__dirname, '../../templates');
const texteXml = (t: string) =>
  t
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Lecteur de contrôle : le zip et des expressions régulières, rien de ce qui a écrit le fichier. */
class Modele {
  readonly parts: Record<string, string>;
  readonly feuilles: string[];

  constructor(nom: string) {
    const lus = fflate.unzipSync(new Uint8Array(readFileSync(join(modeles, nom))));
    this.parts = Object.fromEntries(Object.entries(lus).map(([p, o]) => [p, new TextDecoder().decode(o)]));
    this.feuilles = [...this.part('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(m =>
      texteXml(m[1]!),
    );
  }

  part(chemin: string): string {
    const part = this.parts[chemin];
    if (part === undefined) throw new Error(`${chemin} absent`);
    return part;
  }

  feuille(rang: number): string {
    return this.part(`xl/worksheets/sheet${rang + 1}.xml`);
  }

  /** Tables du classeur : nom, plage, colonnes, et la feuille qui la porte. */
  tables() {
    return this.feuilles.flatMap((nom, rang) => {
      const rels = this.parts[`xl/worksheets/_rels/sheet${rang + 1}.xml.rels`] ?? '';
      return [...rels.matchAll(/Target="\.\.\/(tables\/[^"]+)"/g)].map(m => {
        const xml = this.part(`xl/${m[1]}`);
        return {
          feuille: nom,
          rang,
          nom: /displayName="([^"]*)"/.exec(xml)![1]!,
          ref: /<table [^>]*ref="([^"]*)"/.exec(xml)![1]!,
          style: /tableStyleInfo name="([^"]*)"/.exec(xml)![1]!,
          colonnes: [...xml.matchAll(/<tableColumn [^>]*name="([^"]*)"/g)].map(c => texteXml(c[1]!)),
        };
      });
    });
  }

  textes(): string[] {
    return [...this.part('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(m =>
      texteXml(m[1]!),
    );
  }
}

const lettre = (n: number): string =>
  (n < 26 ? '' : lettre(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));

describe.each(['cloture-vierge.xlsx', 'exemple-esn.xlsx'])('%s', nom => {
  const modele = new Modele(nom);
  const tables = modele.tables();
  const textes = modele.textes();

  test('un sommaire d’abord, puis une feuille par table, celles des capacités comprises', () => {
    expect(modele.feuilles[0]).toBe('Sommaire');
    const desCapacites = CAPACITES.flatMap(c => [...c.lit, ...c.ecrit, ...c.feuilles.map(f => f.table)]);
    const voulues = [...TABLES_COMMUNES, ...desCapacites].map(t => t.nom);
    expect(tables.map(t => t.nom).sort()).toEqual([...new Set(voulues)].sort());
    expect(voulues).toEqual(expect.arrayContaining(['CaAvancement', 'Immobilisations', 'Dotations']));
    expect(modele.feuilles).toContain("CA à l'avancement");
    expect([...modele.feuille(0).matchAll(/<hyperlink /g)]).toHaveLength(tables.length);
  });

  test('chaque table commence ligne 4, colonne A, et porte les en-têtes du schéma, tous différents', () => {
    for (const table of tables) {
      const schema = TABLES_COMMUNES.find(t => t.nom === table.nom);
      if (schema) expect(table.colonnes).toEqual(schema.colonnes.map(c => c.entete));
      expect(new Set(table.colonnes.map(c => c.toLowerCase())).size).toBe(table.colonnes.length);
      expect(table.ref).toMatch(new RegExp(`^A4:${lettre(table.colonnes.length - 1)}\\d+$`));
      expect(table.style).toMatch(/^TableStyle/);
      const entetes = [
        ...modele.feuille(table.rang).matchAll(/<c r="[A-Z]+4"[^>]*t="s"[^>]*><v>(\d+)<\/v>/g),
      ];
      expect(entetes.map(m => textes[Number(m[1])])).toEqual(table.colonnes);
    }
  });

  test('listes : les énumérations en toutes lettres, les références par un nom défini qui suit sa table', () => {
    const noms = [...modele.part('xl/workbook.xml').matchAll(/<definedName name="(Liste_[^"]*)">([^<]*)</g)];
    const definis = new Map(noms.map(m => [m[1]!, texteXml(m[2]!)]));
    for (const { nom: table, rang, colonnes } of tables) {
      const schema = TABLES_COMMUNES.find(t => t.nom === table);
      if (!schema) continue;
      const xml = modele.feuille(rang);
      schema.colonnes.forEach((colonne, i) => {
        const attendue = colonne.valeurs
          ? `"${colonne.valeurs.join(',')}"`
          : colonne.reference
            ? 'Liste_'
            : undefined;
        const liste = new RegExp(
          `<dataValidation [^>]*sqref="${lettre(i)}5:${lettre(i)}\\d+"[^>]*><formula1>([^<]*)<`,
        ).exec(xml);
        expect([
          table,
          colonnes[i],
          liste ? texteXml(liste[1]!).slice(0, attendue?.length) : undefined,
        ]).toEqual([table, colonnes[i], attendue]);
        if (colonne.reference) {
          const cible = /^(\w+)\[(.+)\]$/.exec(definis.get(liste![1]!) ?? '')!;
          expect(tables.find(t => t.nom === cible[1])?.colonnes).toContain(cible[2]);
        }
        if (attendue) expect(attendue.length).toBeLessThanOrEqual(255);
      });
    }
  });

  test('notes sur chaque en-tête, volets figés sous lui, colonnes larges, formats', () => {
    const formats = new Map(
      [...modele.part('xl/styles.xml').matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(m => [
        m[1]!,
        texteXml(m[2]!),
      ]),
    );
    const integres = new Map([
      ['49', '@'],
      ['1', '0'],
      ['4', '#,##0.00'],
      ['10', '0.00%'],
    ]);
    const xfs = [
      .../<cellXfs[^>]*>(.*?)<\/cellXfs>/s
        .exec(modele.part('xl/styles.xml'))![1]!
        .matchAll(/<xf numFmtId="(\d+)"/g),
    ].map(m => m[1]!);
    for (const { nom: table, rang, colonnes } of tables) {
      const xml = modele.feuille(rang);
      const rels = modele.part(`xl/worksheets/_rels/sheet${rang + 1}.xml.rels`);
      const notes = modele.part(`xl/${/Target="\.\.\/(comments[^"]*)"/.exec(rels)![1]}`);
      expect([...notes.matchAll(/<comment ref="[A-Z]+4"/g)]).toHaveLength(colonnes.length);
      expect(xml).toContain('ySplit="4" topLeftCell="B5" state="frozen"');
      const largeurs = [...xml.matchAll(/<col min="\d+" max="\d+" style="(\d+)" width="([\d.]+)"/g)];
      expect(largeurs).toHaveLength(colonnes.length);
      const schema = TABLES_COMMUNES.find(t => t.nom === table);
      schema?.colonnes.forEach((colonne, i) => {
        const format = xfs[Number(largeurs[i]![1])]!;
        expect([colonne.cle, formats.get(format) ?? integres.get(format)]).toEqual([
          colonne.cle,
          colonne.format,
        ]);
      });
    }
  });

  test('en-têtes répétés à l’impression, A4 couchée ou debout, une page de large ou plus, onglets en couleur', () => {
    const titres = [
      ...modele
        .part('xl/workbook.xml')
        .matchAll(/<definedName name="_xlnm.Print_Titles" localSheetId="(\d+)">([^<]*)</g),
    ];
    expect(titres).toHaveLength(tables.length);
    for (const [, rang, plage] of titres) {
      const feuille = `'${modele.feuilles[Number(rang)]!.replaceAll("'", "''")}'`;
      const large = /fitToWidth="(?!1")\d+"/.test(modele.feuille(Number(rang)));
      expect(texteXml(plage!)).toBe(`${large ? `${feuille}!$A:$A,` : ''}${feuille}!$4:$4`);
    }
    // Le passif, haut et étroit, s'imprime debout comme dans la liasse.
    const debout = ['BilanPassif'];
    for (const { rang, nom: table } of tables) {
      const [, sens] =
        /<pageSetup [^>]*orientation="(\w+)"[^>]*fitToHeight="0"/.exec(modele.feuille(rang)) ?? [];
      expect([table, sens]).toEqual([table, debout.includes(table) ? 'portrait' : 'landscape']);
      expect(modele.feuille(rang)).toContain('<tabColor rgb="FF');
    }
  });

  test('aucune fonction du complément n’est écrite d’avance, ni formule en erreur', () => {
    const formules = modele.feuilles.flatMap((_, rang) =>
      [...modele.feuille(rang).matchAll(/<f(?: [^>]*)?>([^<]*)</g)].map(m => m[1]!),
    );
    expect(formules.filter(f => /\b(CA|REGUL|IMMO|TIERS|CPTA|CLOTURE|AMORT)\./.test(f))).toEqual([]);
    // Hors des totaux, qu'Excel calcule seul, il n'y a que la date du sommaire.
    expect(formules.filter(f => !/^SUBTOTAL\(10[39],\w+\[[^\]]+\]\)$/.test(f))).toHaveLength(1);
  });
});

test("l'exemple porte le cas de référence : l'affaire 24A010, arrêtée au 30/11/2026 (domaine §18)", () => {
  const textes = new Modele('exemple-esn.xlsx').textes();
  expect(textes).toEqual(expect.arrayContaining(['24A010', '30/11/2026', 'Mutuelle Atlantique']));
});
