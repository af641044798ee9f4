/** Dix mille cellules `CA.AVANCEMENT` qui suivent cent mille temps : d'une saisie à la dernière valeur changée. */
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { attachFunctions, functionBridge } from '../../../src/embedded/functions';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { functionsMetadata } from '../../../src/functions/metadata';
import { classeurDuBanc } from '../classeur';
import { figure, type Figure } from '../mesure';

const TEMPS = 100_000;
const AFFAIRES = 2_000;
const ARRETES = ['2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30'];
const CELLULES = AFFAIRES * ARRETES.length;
const LARGEUR = 100;
const ESSAIS = 3;
/** Sans envoi de valeurs pendant ce temps, il n'en viendra plus : la bibliothèque les espace d'une demi-seconde. */
const SILENCE_MS = 2_500;
const FONCTION = 'CA.AVANCEMENT';
const VIDE = 'BANC.VIDE';

const affaire = (rang: number) => `26A${String(rang).padStart(4, '0')}`;
/** Les deux arguments de la n-ième cellule : aucune n'a ceux d'une autre. */
const argumentsDe = (n: number) => [affaire(Math.floor(n / ARRETES.length)), ARRETES[n % ARRETES.length]!];

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Une feuille de dix mille cellules d'une fonction. */
class Grille {
  constructor(
    private readonly excel: EmbeddedExcel,
    private readonly client: Client,
    readonly nom: string,
  ) {}

  async remplir(fonction: string): Promise<void> {
    const formules = Array.from({ length: CELLULES }, (_, n) => {
      const [a, date] = argumentsDe(n);
      return `=${fonction}("${a}","${date}")`;
    });
    await this.client.Excel.run(async context => {
      const feuille = context.workbook.worksheets.add(this.nom);
      const hauteur = CELLULES / LARGEUR;
      feuille.getRangeByIndexes(1, 0, hauteur, LARGEUR).formulas = Array.from({ length: hauteur }, (_, r) =>
        formules.slice(r * LARGEUR, (r + 1) * LARGEUR),
      );
      await context.sync();
    });
    await this.excel.calculated();
  }

  valeurs(): unknown[] {
    const lire = this.excel.model
      .sheets()
      .find(({ name }) => name === this.nom)!
      .reader();
    return Array.from(
      { length: CELLULES },
      (_, n) => lire(1 + Math.floor(n / LARGEUR), n % LARGEUR).value as unknown,
    );
  }
}

/** Ce qui vient d'une saisie : le temps jusqu'à la dernière valeur changée, et combien ont changé. */
interface Suite {
  readonly ms: number;
  readonly changees: number;
}

class Banc {
  private readonly vides: { setResult(valeur: number): void }[] = [];
  private poussees = 0;
  private tour = 0;

  private constructor(
    private readonly excel: EmbeddedExcel,
    private readonly client: Client,
    readonly pleine: Grille,
    readonly vide: Grille,
  ) {}

  static async ouvrir(): Promise<Banc> {
    const excel = await createEmbeddedExcel({ fichier: await classeurDuBanc(TEMPS, AFFAIRES) });
    const client = bootClient(excel);
    client.install();
    await import('../../../src/functions');
    const banc = new Banc(
      excel,
      client,
      new Grille(excel, client, 'Avancement'),
      new Grille(excel, client, 'Vide'),
    );
    client.CustomFunctions.associate(VIDE, (...recus: unknown[]) => {
      const invocation = recus[recus.length - 1] as { setResult(valeur: number): void };
      banc.vides.push(invocation);
      invocation.setResult(0);
    });
    const { functions } = functionsMetadata('fr');
    const modele = functions.find(({ id }) => id === FONCTION)!;
    attachFunctions(excel, client.session, {
      functions: [...functions, { ...modele, id: VIDE, name: VIDE, description: 'Ne fait rien.' }],
    });
    await banc.vide.remplir(VIDE);
    await banc.pleine.remplir(FONCTION);
    await banc.calme();
    await banc.ecouter();
    return banc;
  }

  /** Attend qu'il ne vienne plus de valeurs ; rend l'heure où la dernière était dans sa cellule. */
  private async calme(): Promise<number> {
    const { received } = functionBridge(this.excel);
    let vues = received.values;
    let derniere = performance.now();
    while (performance.now() - derniere < SILENCE_MS) {
      await pause(5);
      if (received.values === vues) continue;
      vues = received.values;
      await this.excel.calculated();
      derniere = performance.now();
    }
    return derniere;
  }

  /** La fonction vide : à chaque changement de sa feuille, elle pousse un nombre de plus dans tant de cellules. */
  private ecouter(): Promise<void> {
    return this.client.Excel.run(async context => {
      context.workbook.worksheets.getItem(this.vide.nom).onChanged.add(() => {
        for (const invocation of this.vides.slice(0, this.poussees)) invocation.setResult(this.tour);
        return Promise.resolve();
      });
      await context.sync();
    });
  }

  private async suivre(grille: Grille, saisir: (context: Excel.RequestContext) => void): Promise<Suite> {
    const avant = grille.valeurs();
    const debut = performance.now();
    await this.client.Excel.run(async context => {
      saisir(context);
      await context.sync();
    });
    const fin = await this.calme();
    const apres = grille.valeurs();
    return { ms: fin - debut, changees: apres.filter((v, n) => v !== avant[n]).length };
  }

  /** Une saisie dans une table de l'utilisateur, suivie par les cellules de l'avancement. */
  saisir(table: string, colonne: string, valeurs: readonly number[]): Promise<Suite> {
    return this.suivre(this.pleine, context => {
      const corps = context.workbook.tables.getItem(table).columns.getItem(colonne).getDataBodyRange();
      corps.getCell(0, 0).getResizedRange(valeurs.length - 1, 0).values = valeurs.map(v => [v]);
    });
  }

  /** Une saisie qui fait pousser autant de cellules de la fonction vide. */
  async pousser(cellules: number): Promise<Suite> {
    this.poussees = cellules;
    this.tour++;
    const suite = await this.suivre(this.vide, context => {
      context.workbook.worksheets.getItem(this.vide.nom).getRange('A1').values = [[this.tour]];
    });
    return suite;
  }

  /** Chaque cellule porte ce qu'un calcul neuf du classeur rend. @throws si une seule est périmée */
  async verifier(): Promise<void> {
    const { source } = await import('../../../src/functions/calls');
    const { CATALOGUE } = await import('../../../src/functions/catalogue');
    const calculer = CATALOGUE.find(({ id }) => id === FONCTION)!.creer(source);
    const perimees = this.pleine.valeurs().filter((v, n) => v !== calculer(...argumentsDe(n)));
    if (perimees.length > 0)
      throw new Error(`${perimees.length} cellules périmées, dont ${String(perimees[0])}.`);
  }

  fermer(): void {
    this.client.dispose();
    this.excel.dispose();
  }
}

/** Le meilleur de plusieurs essais : une saisie, et dans ce même essai la fonction vide qui change autant de cellules. */
async function mesurer(
  quoi: string,
  attendues: (changees: number) => boolean,
  saisir: (banc: Banc, essai: number) => Promise<Suite>,
): Promise<Figure> {
  const banc = await Banc.ouvrir();
  const essais: { readonly ms: number; readonly plancherMs: number; readonly changees: number }[] = [];
  for (let essai = 0; essai < ESSAIS; essai++) {
    const suite = await saisir(banc, essai);
    if (!attendues(suite.changees)) throw new Error(`${suite.changees} valeurs changées : inattendu.`);
    await banc.verifier();
    const vide = await banc.pousser(suite.changees);
    if (vide.changees !== suite.changees)
      throw new Error(`La fonction vide a changé ${vide.changees} cellules.`);
    essais.push({ ms: suite.ms, plancherMs: vide.ms, changees: suite.changees });
  }
  banc.fermer();
  const { ms, plancherMs, changees } = essais.sort((a, b) => a.ms - b.ms)[0]!;
  return figure(quoi, ms, 'une fonction personnalisée vide qui change autant de cellules', plancherMs, {
    cellules: CELLULES,
    temps: TEMPS,
    changees,
  });
}

/** (b1) Un temps corrigé : les cellules de son affaire seules changent. */
export const fraicheur = (): Promise<Figure> =>
  mesurer(
    `D'un temps corrigé à la dernière valeur changée, ${CELLULES} cellules ${FONCTION} sur ${TEMPS} temps`,
    changees => changees > 0 && changees <= ARRETES.length,
    (banc, essai) => banc.saisir('Temps', 'Jours', [2 + essai]),
  );

/** (b2) Tous les coûts changés d'un coup : presque chaque cellule change. */
export const fraicheurDeToutes = (): Promise<Figure> =>
  mesurer(
    `Des coûts de tous les collaborateurs changés à la dernière valeur, ${CELLULES} cellules ${FONCTION} sur ${TEMPS} temps`,
    changees => changees > CELLULES * 0.9,
    (banc, essai) =>
      banc.saisir(
        'CoutsCollaborateurs',
        'Coût journalier',
        Array.from({ length: 60 }, (_, n) => 300 + ((n * (7 + essai)) % 60) * 5),
      ),
  );
