import fc from 'fast-check';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient } from '../../src/embedded/node/client';
import type { BridgeRequest } from '../../src/embedded/protocol/wire';
import { petitClasseur } from '../exemple/petit-classeur';
import { NOVEMBRE } from './classeur-vivant';
import { CLES, Coauteur, NOMBRE_DE_GESTES, NOTES, Vue } from './coauteur';
import { type Code, entrelacer, installerPages, Poste } from './postes';

/**
 * Des entrelacements de deux clôtureurs et d'un co-auteur, envoi par envoi, chacun dans sa page. Rien d'écrit deux fois,
 * rien de perdu de ce que le co-auteur a saisi, et ce que la clôture dit à la fin est ce qu'elle dit d'un classeur où
 * personne ne s'est croisé. Vingt se suivent sur le même classeur : chacun part de ce que le précédent a
 * laissé.
 */
jest.setTimeout(3_600_000);

/** Un échantillon à chaque essai ; les mille par `ENTRELACEMENTS=1000` ; à partir de la n-ième suite, par `DEPUIS=n`. */
const PAR_SUITE = 20;
const SUITES = Number(process.env.ENTRELACEMENTS ?? 240) / PAR_SUITE;
const DEPUIS = process.env.DEPUIS ?? '0';
/** Envois entre deux gestes qui déplacent des lignes : une écriture déplacée se reprend en deux envois (README). */
const ECART = 4;
/** Le drapeau d'un envoi qui écrit (office-js §6.4). */
const ECRIT = 1;
/** Les clés des tables générées, telles que l'utilisateur les lit. */
const CLES_GENEREES: Readonly<Record<string, readonly string[]>> = {
  EcrituresCloture: ['Clé de génération', 'N° ligne'],
  CaAvancement: ['Arrêté', 'Affaire', 'Lot', 'Sous-lot', 'Règle'],
  Historique: ['Arrêté', 'Module', 'Affaire', 'Compte', 'Client', 'Type de ligne', "Date d'effet"],
};

const ISSUES = [
  'annulée',
  'bloquée',
  'clôture ce classeur depuis',
  'renoncée',
  'validée',
  'validée, à relancer',
];

type Role = 'VALIDER' | 'ANNULER' | 'RENONCER';
interface Croisement {
  readonly roles: readonly [Role, Role];
  /** Ce qui tire, à chaque pas, l'envoi qui passe. */
  readonly graine: number;
  /** Le pas où trois minutes passent d'un coup : un poste s'est mis en veille, son bail a expiré. */
  readonly veille: number | undefined;
  readonly gestes: readonly Geste[];
}

/** Un geste du co-auteur, et son moment : avant le n-ième envoi, ou juste avant la n-ième écriture, le pire. */
interface Geste {
  readonly ecriture: boolean;
  readonly moment: number;
  readonly quoi: number;
  readonly n: number;
}

const role = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Role>('VALIDER') },
  { weight: 1, arbitrary: fc.constant<Role>('ANNULER') },
  { weight: 1, arbitrary: fc.constant<Role>('RENONCER') },
);
const geste: fc.Arbitrary<Geste> = fc.record({
  ecriture: fc.boolean(),
  moment: fc.nat(60),
  quoi: fc.nat(NOMBRE_DE_GESTES - 1),
  n: fc.nat(1000),
});
const croisement: fc.Arbitrary<Croisement> = fc.record({
  roles: fc.tuple(role, role),
  graine: fc.nat(0xffffffff),
  veille: fc.option(fc.nat(120), { freq: 3, nil: undefined }),
  // Le premier change une facture avant tout : chaque entrelacement a des lignes à écrire.
  gestes: fc
    .tuple(fc.nat(1000), fc.array(geste, { minLength: 1, maxLength: 5 }))
    .map(([n, suite]) => [{ ecriture: false, moment: 1, quoi: 1, n }, ...suite]),
});

let octets: Uint8Array;
let excel: EmbeddedExcel;
let lea: Poste;
let paul: Poste;
let desinstaller: () => void;
let horloge = 0;
const issues = new Map<string, number>();

beforeAll(async () => {
  octets = await petitClasseur();
  desinstaller = installerPages();
  const maintenant = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => maintenant() + horloge);
  excel = await createEmbeddedExcel({ fichier: octets });
  lea = await Poste.ouvrir(excel, 'Léa');
  paul = await Poste.ouvrir(excel, 'Paul');
});

afterAll(() => {
  desinstaller();
  jest.restoreAllMocks();
  excel.dispose();
});

/** Ce qui a bloqué la dernière validation : un échec le dit. */
let bloquantes: readonly string[] = [];

const valider = (par: string, signal?: AbortSignal) => async (code: Code) => {
  const options = signal ? { signal } : {};
  const bilan = await code.runClose({
    capacites: code.capacites,
    arrete: NOVEMBRE,
    mode: 'VALIDER',
    par,
    ...options,
  });
  bloquantes = bilan.anomalies.filter(({ gravite }) => gravite === 'BLOQUANT').map(({ message }) => message);
  if (bilan.bloque) return 'bloquée';
  return bilan.anomalies.some(({ code: c }) => c === 'C-GEN-09') ? 'validée, à relancer' : 'validée';
};

function lancer(poste: Poste, role: Role, arret: AbortController): Promise<string> {
  if (role === 'ANNULER')
    return poste.fait(async ({ undoLastRun, capacites }) => {
      await undoLastRun(capacites, { par: poste.nom });
      return 'annulée';
    });
  return poste.fait(valider(poste.nom, role === 'RENONCER' ? arret.signal : undefined));
}

/** Une issue attendue, ou l'erreur telle quelle : une panne d'Excel n'a pas sa place ici. */
function nommer(erreur: unknown): string {
  const { name, message } = erreur as Error;
  if (name === 'CloseError' || name === 'Error') {
    const phrase = [
      'clôture ce classeur depuis',
      'pendant le calcul',
      'rien à annuler',
      'ne cesse de changer',
      'a repris la clôture',
    ].find(morceau => message.includes(morceau));
    if (phrase) return phrase;
  }
  if (name === 'Cancelled') return 'renoncée';
  throw erreur;
}

/** Un tirage qui se refait : la même graine donne le même ordre. Chacun passe par rafales, plus ou moins longues. */
function alea(graine: number): (possibles: number) => number {
  let etat = graine;
  let rafale = 0;
  let courant = 0;
  const tirer = (parmi: number) => {
    etat = (Math.imul(etat, 1_664_525) + 1_013_904_223) >>> 0;
    return (etat >>> 16) % parmi;
  };
  return possibles => {
    if (rafale-- === 0) {
      courant = tirer(2);
      rafale = tirer([1, 4, 16, 64][graine % 4]!);
    }
    return courant % possibles;
  };
}

/** La table générée que cet envoi s'apprête à écrire. */
function visee({ message, flags }: BridgeRequest): string | undefined {
  if ((flags & ECRIT) === 0) return undefined;
  const texte = JSON.stringify(message.body);
  return excel.model.tables().find(({ id, name }) => name in CLES_GENEREES && texte.includes(id))?.name;
}

async function croiser(
  { roles, graine, veille, gestes }: Croisement,
  coauteur: Coauteur,
): Promise<string | undefined> {
  const arret = new AbortController();
  let pas = 0;
  let ecritures = 0;
  let derniere: string | undefined;
  let dernierDeplacement = -ECART;
  lea.retenu = paul.retenu = true;
  const travaux = [lea, paul].map((poste, at) => ({
    poste,
    fini: lancer(poste, roles[at]!, arret),
  }));
  for (const { fini } of travaux)
    void fini.then(
      issue => (derniere = issue),
      () => (derniere = undefined),
    );
  const finis = Promise.allSettled(travaux.map(({ fini }) => fini));
  await entrelacer(travaux, alea(graine), async suivant => {
    const table = visee(suivant.prochain!);
    pas++;
    if (table) ecritures++;
    if (pas === 60) arret.abort();
    if (pas === veille) horloge += 180_000;
    const prevus = gestes.filter(({ ecriture, moment }) =>
      ecriture ? table !== undefined && moment % 12 === ecritures : moment === pas,
    );
    for (const { quoi, n } of prevus) {
      if (quoi >= NOTES && pas - dernierDeplacement < ECART) continue;
      if (quoi >= NOTES) dernierDeplacement = pas;
      await coauteur.geste(quoi, n, table);
    }
    // Les autres postes voient le geste avant l'envoi suivant.
    if (prevus.length > 0) await excel.calculated();
  });
  lea.retenu = paul.retenu = false;
  for (const fin of await finis) {
    const issue = fin.status === 'fulfilled' ? fin.value : nommer(fin.reason);
    issues.set(issue, (issues.get(issue) ?? 0) + 1);
  }
  return derniere;
}

/** Rien d'écrit deux fois, rien de perdu. */
function verifier({ registre }: Coauteur): void {
  for (const [nom, cles] of Object.entries(CLES_GENEREES)) {
    const vue = new Vue(excel, nom);
    const vues = vue.pleines.map(ligne => cles.map(cle => String(ligne[vue.colonneDe(cle)])).join('|'));
    const ecrites = vues.filter(cle => cle.replaceAll('|', '') !== '');
    expect([nom, ...ecrites].sort()).toEqual([nom, ...new Set(ecrites)].sort());
  }
  const vues = new Map(['Temps', 'FacturesClients'].map(nom => [nom, new Vue(excel, nom)]));
  for (const [ou, valeur] of registre.cellules) {
    const [nom = '', cle, entete = ''] = ou.split('|');
    const vue = vues.get(nom)!;
    const ligne = vue.corps.filter(l => l[vue.colonneDe(CLES[nom]!)] === cle);
    expect([ou, ligne.map(l => l[vue.colonneDe(entete)])]).toEqual([ou, [valeur]]);
  }
  const textes: string[] = [];
  for (const feuille of excel.model.sheets()) {
    const zone = feuille.usedArea();
    const lire = feuille.reader();
    for (let r = 0; zone && r < zone.row + zone.rows; r++)
      for (let c = 0; c < zone.column + zone.columns; c++) {
        const { value } = lire(r, c);
        if (typeof value === 'string' && value.startsWith('note '))
          textes.push(`${value} : ${feuille.name}, ${r}, ${c}`);
      }
  }
  const dites = textes.map(texte => texte.split(' : ')[0]!);
  const fautes = [
    ...textes.filter((_, at) => dites.indexOf(dites[at]!) !== dites.lastIndexOf(dites[at]!)),
    ...[...registre.notes].filter(note => !dites.includes(note)),
  ];
  expect(fautes).toEqual([]);
}

/** Les écritures du mois, sans leur ordre ni les lignes que le calcul ne produit plus. */
function ecritures(source: EmbeddedExcel): string[] {
  const vue = new Vue(source, 'EcrituresCloture');
  const dites = ['Clé de génération', 'N° ligne', 'Compte', 'Débit', 'Crédit', 'Date'];
  return vue.pleines
    .map(ligne => dites.map(entete => ligne[vue.colonneDe(entete)]))
    .filter(([cle, , , debit, credit]) => cle !== '' && (debit !== 0 || credit !== 0))
    .map(ligne => JSON.stringify(ligne))
    .sort();
}

/** Ce que la clôture écrirait maintenant, et ce qui est écrit : en débit, au centime. */
async function aJour(): Promise<void> {
  const simulation = await paul.fait(({ runClose, capacites }) =>
    runClose({ capacites, arrete: NOVEMBRE, mode: 'SIMULER' }),
  );
  const vue = new Vue(excel, 'EcrituresCloture');
  const debits = vue.pleines
    .filter(ligne => String(ligne[vue.colonneDe('Clé de génération')]).includes('|2026-11-30|'))
    .map(ligne => Math.round(Number(ligne[vue.colonneDe('Débit')]) * 100));
  expect(debits.reduce((a, b) => a + b, 0)).toBe(Math.round(simulation.ecritures.debit * 100));
}

/** La même saisie dans un classeur où personne n'a croisé personne. */
async function seul(): Promise<string[]> {
  const jumeau = await createEmbeddedExcel({ fichier: octets });
  const client = bootClient(jumeau);
  // Les tables de l'utilisateur, telles qu'elles sont à la fin.
  await client.Excel.run(async context => {
    for (const nom of ['Temps', 'FacturesClients']) {
      const vue = new Vue(excel, nom);
      const table = context.workbook.tables.getItem(nom);
      table.resize(table.getHeaderRowRange().getResizedRange(vue.corps.length, 0));
      await context.sync();
      table.getDataBodyRange().values = vue.corps as never;
    }
    await context.sync();
  });
  const poste = await Poste.ouvrir(jumeau, 'Seule');
  expect([await poste.fait(valider('Seule')), bloquantes]).toEqual(['validée', []]);
  const vues = ecritures(jumeau);
  jumeau.dispose();
  return vues;
}

async function preparer(): Promise<Coauteur> {
  await excel.load(octets);
  expect(await lea.fait(valider('Léa'))).toBe('validée');
  const client = bootClient(excel, { user: 'Marc' });
  await client.Excel.run(async context => {
    context.workbook.tables.getItem('CaAvancement').columns.add(-1, [['Ma remarque'], ['']] as never);
    await context.sync();
  });
  return new Coauteur(excel, client);
}

test('entrelacements : aucune écriture double, aucune saisie perdue', async () => {
  const suite = fc.array(croisement, { minLength: PAR_SUITE, maxLength: PAR_SUITE });
  await fc.assert(
    fc.asyncProperty(suite, async croisements => {
      const coauteur = await preparer();
      for (const croisement of croisements) {
        const derniere = await croiser(croisement, coauteur);
        verifier(coauteur);
        // Rien n'est périmé sans que la dernière à finir l'ait dit.
        const bouge = croisement.gestes.some(({ quoi }) => quoi >= NOTES);
        if (derniere === 'validée' && !bouge) await aJour();
      }
      expect([await paul.fait(valider('Paul')), bloquantes]).toEqual(['validée', []]);
      expect(ecritures(excel)).toEqual(await seul());
    }),
    { numRuns: SUITES, seed: 20_261_130, path: DEPUIS, endOnFailure: true },
  );
  // Les croisements ont bien eu lieu : chaque fin possible s'est vue.
  expect([...issues.keys()].sort()).toEqual(expect.arrayContaining(ISSUES) as unknown);
});
