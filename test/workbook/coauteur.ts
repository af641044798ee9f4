/** Un co-auteur qui travaille dans le classeur pendant qu'on le clôture, et le registre de ce qu'il y a mis. */
import type { EmbeddedExcel } from '../../src/embedded/embedded';
import type { Client } from '../../src/embedded/node/client';

type Place = readonly [row: number, column: number, rows: number, columns: number];

/** Une table telle qu'on la voit à l'écran à cet instant. */
export class Vue {
  readonly entetes: readonly string[];
  readonly corps: readonly (readonly unknown[])[];
  readonly feuille: string;
  readonly ligne: number;
  readonly colonne: number;

  constructor(excel: EmbeddedExcel, nom: string) {
    const table = excel.model.tables().find(t => t.name === nom);
    if (!table) throw new Error(`Pas de table ${nom}.`);
    const feuille = excel.model.sheet(table.sheetId)!;
    const lire = feuille.reader();
    const { row, column, rows, columns } = table.area;
    const valeurs = Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_c, c) => lire(row + r, column + c).value as unknown),
    );
    this.entetes = valeurs[0]!.map(String);
    this.corps = valeurs.slice(1);
    this.feuille = feuille.name;
    this.ligne = row + 1;
    this.colonne = column;
  }

  colonneDe(entete: string): number {
    return this.entetes.indexOf(entete);
  }

  /** Les lignes qui disent quelque chose. */
  get pleines(): (readonly unknown[])[] {
    return this.corps.filter(ligne => ligne.some(v => v !== ''));
  }
}

/** Ce que le co-auteur a écrit : ce qui doit se retrouver, quoi qu'aient fait les autres. */
export class Registre {
  /** Table, clé et colonne d'une cellule saisie → sa valeur. */
  readonly cellules = new Map<string, number>();
  /** Les textes écrits à côté, dessous, ou dans sa colonne : chacun une fois dans le classeur. */
  readonly notes = new Set<string>();
}

/** La colonne qui nomme une ligne, pour l'utilisateur. */
export const CLES: Readonly<Record<string, string>> = { Temps: 'N° temps', FacturesClients: 'N° facture' };

export class Coauteur {
  readonly registre = new Registre();
  private numero = 0;

  constructor(
    private readonly excel: EmbeddedExcel,
    private readonly client: Client,
  ) {}

  /** Un geste, d'un seul envoi, à la place que le co-auteur voit maintenant ; `visee` : la table qu'il vient gêner. */
  async geste(quoi: number, n: number, visee = 'EcrituresCloture'): Promise<void> {
    await GESTES[quoi % GESTES.length]!(this, n, visee);
  }

  vue(nom: string): Vue {
    return new Vue(this.excel, nom);
  }

  nouveau(): string {
    return `TX${++this.numero}`;
  }

  texte(): string {
    const note = `note ${++this.numero}`;
    this.registre.notes.add(note);
    return note;
  }

  ecrire(feuille: string, [row, column, rows, columns]: Place, values: unknown[][]): Promise<void> {
    return this.client.Excel.run(async context => {
      context.workbook.worksheets.getItem(feuille).getRangeByIndexes(row, column, rows, columns).values =
        values;
      await context.sync();
    });
  }

  table(nom: string, geste: (table: Excel.Table) => void): Promise<void> {
    return this.client.Excel.run(async context => {
      geste(context.workbook.tables.getItem(nom));
      await context.sync();
    });
  }

  /** Insère ou supprime une ligne entière de la feuille. */
  deplacer(feuille: string, row: number, sens: 'insert' | 'delete'): Promise<void> {
    return this.client.Excel.run(async context => {
      const ligne = context.workbook.worksheets
        .getItem(feuille)
        .getRangeByIndexes(row, 0, 1, 1)
        .getEntireRow();
      if (sens === 'insert') ligne.insert('Down');
      else ligne.delete('Up');
      await context.sync();
    });
  }

  vide(feuille: string, [row, column]: Place): boolean {
    const { model } = this.excel;
    return (
      model
        .sheets()
        .find(({ name }) => name === feuille)!
        .reader()(row, column).value === ''
    );
  }

  /** Saisit des nombres dans une ligne d'une table de l'utilisateur, en un envoi, et s'en souvient. */
  async saisir(nom: string, n: number, valeurs: Readonly<Record<string, number>>): Promise<void> {
    const vue = this.vue(nom);
    const rang = n % vue.corps.length;
    const cle = String(vue.corps[rang]![vue.colonneDe(CLES[nom]!)]);
    await this.client.Excel.run(async context => {
      const feuille = context.workbook.worksheets.getItem(vue.feuille);
      for (const [entete, valeur] of Object.entries(valeurs)) {
        this.registre.cellules.set(`${nom}|${cle}|${entete}`, valeur);
        const place = [vue.ligne + rang, vue.colonne + vue.colonneDe(entete), 1, 1] as const;
        feuille.getRangeByIndexes(...place).values = [[valeur]];
      }
      await context.sync();
    });
  }
}

type Geste = (c: Coauteur, n: number, visee: string) => Promise<void>;

/** Les gestes qui changent ce que la clôture calcule, puis ceux qui laissent une note, puis ceux qui déplacent des lignes. */
export const NOTES = 6;
const GESTES: readonly Geste[] = [
  (c, n) => c.saisir('Temps', n, { Jours: 1 + (n % 4) / 2 }),
  (c, n) => {
    const ht = [20_000, 30_000, 90_000][n % 3]!;
    return c.saisir('FacturesClients', n, {
      'Montant HT': ht,
      'Montant TVA': ht / 5,
      'Montant TTC': ht * 1.2,
    });
  },
  async function ajouterUnTemps(c, n) {
    const vue = c.vue('Temps');
    const modele = vue.corps[n % vue.corps.length]!;
    const id = c.nouveau();
    c.registre.cellules.set(`Temps|${id}|Jours`, Number(modele[vue.colonneDe('Jours')]));
    const ligne = modele.map((v, at) => (at === vue.colonneDe('N° temps') ? id : v));
    const place: Place = [vue.ligne + vue.corps.length, vue.colonne, 1, ligne.length];
    await c.ecrire(vue.feuille, place, [ligne]);
  },
  async function remarquer(c, n) {
    const vue = c.vue('CaAvancement');
    const rang = n % vue.corps.length;
    const colonne = vue.colonneDe('Ma remarque');
    if (vue.corps[rang]![colonne] !== '') return;
    await c.ecrire(vue.feuille, [vue.ligne + rang, vue.colonne + colonne, 1, 1], [[c.texte()]]);
  },
  async function noterACote(c, n, visee) {
    const vue = c.vue(visee);
    const place: Place = [vue.ligne + (n % vue.corps.length), vue.colonne + vue.entetes.length + 1, 1, 1];
    if (c.vide(vue.feuille, place)) await c.ecrire(vue.feuille, place, [[c.texte()]]);
  },
  async function noterDessous(c, n, visee) {
    const vue = c.vue(visee);
    const place: Place = [vue.ligne + vue.corps.length + 2 + (n % 3), vue.colonne + (n % 5), 1, 1];
    if (c.vide(vue.feuille, place)) await c.ecrire(vue.feuille, place, [[c.texte()]]);
  },
  (c, n) => c.table('Temps', table => table.sort.apply([{ key: n % 8, ascending: n % 2 === 0 }])),
  (c, n, visee) => c.table(visee, table => table.sort.apply([{ key: n % 12, ascending: n % 2 === 0 }])),
  async function inserer(c, n, visee) {
    const vue = c.vue(visee);
    await c.deplacer(vue.feuille, vue.ligne + (n % vue.corps.length), 'insert');
  },
  async function decaler(c, n, visee) {
    const vue = c.vue(visee);
    await c.deplacer(vue.feuille, 1, vue.ligne > 8 || (n % 2 === 0 && vue.ligne > 4) ? 'delete' : 'insert');
  },
  async function supprimer(c, n) {
    const vue = c.vue('EcrituresCloture');
    const validee = vue.colonneDe('Date de validation');
    const ouvertes = vue.corps.flatMap((ligne, at) => (ligne[validee] === '' ? [at] : []));
    const rang = ouvertes[n % (ouvertes.length || 1)];
    if (rang !== undefined) await c.table('EcrituresCloture', table => table.rows.getItemAt(rang).delete());
  },
  (c, n) =>
    c.table('EcrituresCloture', table =>
      n % 3 === 0
        ? table.clearFilters()
        : table.columns.getItem('Compte').filter.applyValuesFilter(['4181', '487000']),
    ),
];
export const NOMBRE_DE_GESTES = GESTES.length;
