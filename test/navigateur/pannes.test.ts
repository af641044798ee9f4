/**
 * Une panne de chaque sorte dans la page construite : l'exécution se termine ou le dit en clair, une relance donne le
 * classeur d'une exécution sans panne, et rien de l'utilisateur ne diffère. Toutes les pannes à tous les envois se font
 * sous Node (`test/workbook/pannes`) ; ici passent la page, son cadre et son volet.
 */
import { ouvrirAtelier, type Atelier } from './atelier';
import { Essai, type Photo } from './essai';

const CLOTURE = 'Ecritures de clôture';
const TEMPS = 'Temps passés';

let atelier: Atelier;
let essai: Essai;
let depart: Photo;
let arrivee: Photo;
/** Envois qui écrivent, dans une exécution sans panne. */
let ecritures: number;

const aller = (hash: string) =>
  atelier.cadre().evaluate(adresse => {
    window.location.hash = adresse;
  }, hash);

/** Lance la validation du chiffre d'affaires, sans l'attendre. */
async function lancer(): Promise<void> {
  await aller('#/travail/avancement');
  const valider = atelier.volet.getByRole('button', { name: 'Valider', exact: true });
  // La panne a pu toucher aussi la relecture du volet : l'utilisateur réessaie.
  const reessayer = atelier.volet.getByRole('button', { name: 'Réessayer', exact: true });
  await valider.or(reessayer).first().waitFor();
  if (await reessayer.isVisible()) await reessayer.press('Enter');
  await valider.press('Enter');
  await atelier.volet.getByRole('progressbar').waitFor();
}

/** La fin de l'exécution : l'erreur dite, sinon le reçu. */
async function issue(): Promise<string> {
  const { volet } = atelier;
  await volet.getByRole('progressbar').waitFor({ state: 'detached' });
  const erreur = volet.getByRole('alert');
  return (await erreur.count()) > 0
    ? await erreur.first().innerText()
    : await volet
        .getByRole('status')
        .filter({ hasText: /Validé|Rien n’a été écrit/ })
        .first()
        .innerText();
}

async function valider(): Promise<string> {
  await lancer();
  return issue();
}

async function annuler(): Promise<void> {
  const { volet } = atelier;
  await aller('#/historique');
  await volet.getByRole('button', { name: 'Annuler la dernière exécution' }).press('Enter');
  await volet.getByRole('button', { name: 'Oui, l’annuler' }).press('Enter');
  await volet.getByText('Exécution annulée : les tables sont revenues à ce qu’elles étaient.').waitFor();
}

beforeAll(async () => {
  atelier = await ouvrirAtelier({ width: 1200, height: 900 });
  essai = await Essai.poser(atelier);
  await essai.apaiser();
  expect(await valider()).toMatch(/^Validé · \d+ écritures/);
  // L'utilisateur annote et filtre ; puis une facture d'avance change ce que la relance doit écrire.
  await essai.faire(context => {
    context.workbook.tables
      .getItem('CaAvancement')
      .columns.add(-1, [['Ma remarque'], ['vu avec Paul']] as never);
    const table = context.workbook.tables.getItem('EcrituresCloture');
    table.getRange().getLastRow().getOffsetRange(3, 0).getCell(0, 1).values = [['sous la table']];
    table.columns.getItem('Compte').filter.applyValuesFilter(['4181', '487000']);
    const factures = context.workbook.tables.getItem('FacturesClients');
    const premiere = (colonne: string) => factures.columns.getItem(colonne).getDataBodyRange().getCell(0, 0);
    premiere('Montant HT').values = [[90_000]];
    premiere('Montant TTC').values = [[108_000]];
  });
  depart = await essai.photo();
  await essai.avantEcriture(0, () => Promise.resolve());
  expect(await valider()).toMatch(/^Validé/);
  ecritures = await essai.ecritures();
  arrivee = await essai.photo();
  await annuler();
});

afterAll(() => atelier?.close());
afterEach(async () => {
  await essai.apaiser();
  expect(atelier.faults).toEqual([]);
});

test('la relance change bien le classeur, et annuler depuis le volet le remet exactement', async () => {
  expect(ecritures).toBeGreaterThan(6);
  expect(arrivee).not.toEqual(depart);
  expect(await essai.photo()).toEqual(depart);
});

/** Ce qui arrive avant l'envoi du milieu, ce que le volet en dit, et comment on le répare. */
interface Panne {
  readonly nom: string;
  readonly arrive: () => Promise<void>;
  readonly dit: RegExp;
  readonly repare?: () => Promise<void>;
}

const PANNES: readonly Panne[] = [
  {
    nom: 'un envoi appliqué à moitié',
    arrive: () => essai.echouer('GeneralException', 'half'),
    dit: /Excel a répondu une erreur imprévue/,
  },
  {
    nom: 'une réponse perdue',
    arrive: () => essai.echouer('ConnectionFailure', 'all'),
    dit: /La connexion avec Excel a été interrompue/,
  },
  {
    nom: 'plus rien ne passe par sa taille',
    arrive: () => essai.regler({ maxBytes: 900 }),
    dit: /Trop de données (envoyées|lues) en une fois/,
  },
  {
    nom: 'une feuille protégée',
    arrive: () => essai.proteger(CLOTURE, true),
    dit: /Excel refuse l’écriture : la feuille ou la structure du classeur est protégée/,
    repare: () => essai.proteger(CLOTURE, false),
  },
  {
    nom: 'une table générée renommée par un co-auteur',
    arrive: () =>
      essai.coauteur(context => {
        context.workbook.tables.getItem('EcrituresCloture').name = 'Tableau12';
      }),
    dit: /introuvable|s’appelle maintenant Tableau12/,
    repare: () =>
      essai.coauteur(context => {
        context.workbook.tables.getItem('Tableau12').name = 'EcrituresCloture';
      }),
  },
  {
    nom: 'une table générée décalée par un co-auteur',
    arrive: () =>
      essai.coauteur(context => {
        context.workbook.worksheets.getItem('Ecritures de clôture').getRange('2:3').insert('Down');
      }),
    dit: /^Validé/,
    repare: () =>
      essai.coauteur(context => {
        context.workbook.worksheets.getItem('Ecritures de clôture').getRange('2:3').delete('Up');
      }),
  },
  {
    nom: 'un co-auteur qui saisit un temps',
    arrive: () =>
      essai.coauteur(context => {
        const jours = context.workbook.tables.getItem('Temps').columns.getItem('Jours').getDataBodyRange();
        jours.getCell(0, 0).values = [[3]];
      }),
    dit: /^Validé/,
    repare: async () => {
      await atelier.volet.getByText('« Temps passés » a changé pendant l’exécution').first().waitFor();
      await essai.coauteur(context => {
        const jours = context.workbook.tables.getItem('Temps').columns.getItem('Jours').getDataBodyRange();
        jours.getCell(0, 0).values = [[1]];
      });
    },
  },
  {
    nom: 'le calcul passé en manuel',
    arrive: () =>
      essai.faire(context => {
        context.workbook.application.calculationMode = 'Manual' as never;
      }),
    dit: /^Validé/,
    repare: async () => {
      expect(await essai.modeDeCalcul()).toBe('Manual');
      await essai.faire(context => {
        context.workbook.application.calculationMode = 'Automatic' as never;
      });
    },
  },
];

test.each(PANNES)('$nom : le volet le dit, une relance finit', async ({ arrive, dit, repare }) => {
  await essai.avantEcriture(Math.ceil(ecritures / 2), arrive);
  expect(await valider()).toMatch(dit);
  await essai.apaiser();
  await repare?.();
  expect(await valider()).toMatch(/^Validé/);
  expect(await essai.photo()).toEqual(arrivee);
  await annuler();
  expect(await essai.photo()).toEqual(depart);
});

test('une cellule en cours de saisie : l’exécution attend, le dit, et rien de ce qui se tape n’est perdu', async () => {
  const { page, volet } = atelier;
  await atelier.onglet(TEMPS);
  const note = 'P2';
  await atelier.aller(note);
  await essai.regler({ latencyMs: 60 });
  await lancer();
  await atelier.aller(note);
  await page.keyboard.type('à moi', { delay: 30 });
  await volet.getByText(/Si une cellule est en cours de saisie, terminez-la/).waitFor();
  expect(await volet.getByRole('progressbar').count()).toBe(1);
  await page.keyboard.press('Enter');
  expect(await issue()).toMatch(/^Validé/);
  expect(await atelier.lire(TEMPS, note)).toBe('à moi');
  await essai.faire(context => {
    context.workbook.worksheets.getItem('Temps passés').getRange('P2').values = [['']];
  });
  expect(await essai.photo()).toEqual(arrivee);
  await annuler();
});

test('renoncer au milieu de l’écriture remet tout', async () => {
  await essai.avantEcriture(Math.ceil(ecritures / 2), async () => {
    await atelier.volet.getByRole('button', { name: 'Annuler', exact: true }).press('Enter');
  });
  await lancer();
  await atelier.volet.getByText(/^Opération annulée/).waitFor();
  expect(await essai.photo()).toEqual(depart);
});

/** Les clés de génération de l'arrêté, dans l'ordre alphabétique : une écriture doublée s'y verrait. */
const cles = (photo: Photo): string[] =>
  (
    JSON.stringify((photo['feuilles'] as Record<string, unknown>)[CLOTURE]).match(/[^"]*\|ARRETE/g) ?? []
  ).sort();

test('un co-auteur filtre et trie la table pendant qu’elle s’écrit : rien ne se double, son filtre reste', async () => {
  await essai.avantEcriture(Math.ceil(ecritures / 2), () =>
    essai.coauteur(context => {
      const table = context.workbook.tables.getItem('EcrituresCloture');
      table.sort.apply([{ key: 5, ascending: false }]);
      table.columns.getItem('Compte').filter.applyValuesFilter(['706000']);
    }),
  );
  expect(await valider()).toMatch(/^Validé/);
  await essai.apaiser();
  expect(await valider()).toMatch(/^Validé/);
  const photo = await essai.photo();
  expect(cles(photo)).toEqual(cles(arrivee));
  expect(cles(arrivee)).not.toHaveLength(0);
  const { filtres } = (photo['tables'] as Record<string, { filtres: unknown }>)['EcrituresCloture'] ?? {};
  expect(JSON.stringify(filtres)).toContain('706000');
});

const PERDUES =
  /« Ecritures de clôture » a été supprimée pendant l’exécution, avec ses lignes du 31\/10\/2026/;

test('la feuille générée supprimée par un co-auteur : c’est dit, une relance refait les écritures du mois', async () => {
  let supprimee = false;
  // Tout est lu, rien n'est écrit : le premier envoi qui écrit prend le bail.
  await essai.avantEcriture(1, async () => {
    await essai.coauteur(context => {
      context.workbook.worksheets.getItem('Ecritures de clôture').delete();
    });
    supprimee = true;
  });
  const premiere = await valider();
  expect(supprimee).toBe(true);
  // Les écritures d'octobre, que l'exécution de novembre ne refait pas, sont parties avec la feuille : le volet le dit.
  if (premiere.startsWith('Validé')) await atelier.volet.getByText(PERDUES).first().waitFor();
  else expect(premiere).toMatch(PERDUES);
  await essai.apaiser();
  expect(await valider()).toMatch(/^Validé/);
  const duMois = (clesDites: readonly string[]) => clesDites.filter(cle => cle.includes('|2026-11-30|'));
  const refaites = cles(await essai.photo());
  expect(refaites).toEqual(duMois(cles(arrivee)));
  expect(refaites).not.toHaveLength(0);
  expect(refaites).not.toEqual(cles(arrivee));
});
