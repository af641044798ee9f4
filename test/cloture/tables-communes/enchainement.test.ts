import { cleGeneration, compte, ecriture, jour, type Montant } from '../../../src/comptabilite';
import type { Capacite, Contexte, Resultat } from '../../../src/cloture/capacite';
import { EcrituresCloture } from '../../../src/cloture/tables-communes';
import { calculerEnsemble } from '../../../src/cloture/tables-communes/enchainement';
import { lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { produireEcritures } from '../../../src/cloture/tables-communes/produites';
import { asTablesLues } from '../../../src/workbook/reader';
import type { Lecture } from '../../../src/workbook/table';

const ARRETE = jour(2026, 11, 30);
const FNP = (centimes: number) =>
  ecriture({
    cle: cleGeneration('FNP', ARRETE, 'R1', 'ARRETE'),
    origine: 'FNP',
    journal: 'SIT',
    date: ARRETE,
    piece: 'R1',
    libelle: 'Réception non facturée',
    lignes: [
      { compte: compte('611000'), debit: centimes as Montant, credit: 0 as Montant },
      { compte: compte('408100'), debit: 0 as Montant, credit: centimes as Montant },
    ],
  });

/** Une capacité qui passe une FNP, une autre qui additionne ce que les écritures de clôture disent du compte 611. */
const passe = (centimes: number): Capacite =>
  ({
    nom: 'passe',
    modules: ['FNP'],
    calculer: (): Resultat => ({
      capacite: 'passe',
      anomalies: [],
      ecritures: [FNP(centimes)],
      produites: [],
      resume: '',
    }),
  }) as unknown as Capacite;
const additionne = {
  nom: 'additionne',
  modules: [],
  calculer: ({ tables }: Contexte): Resultat => ({
    capacite: 'additionne',
    anomalies: [],
    ecritures: [],
    produites: [],
    resume: String(
      tables
        .lire(EcrituresCloture)
        .lignes.filter(l => l.Compte === '611000')
        .reduce((total, l) => total + l.Debit, 0),
    ),
  }),
} as unknown as Capacite;

/** Un classeur dont les écritures de clôture sont celles d'une exécution précédente. */
function contexte(deja: number | undefined, valideLe?: ReturnType<typeof jour>): Contexte {
  const existantes =
    deja === undefined
      ? []
      : produireEcritures([FNP(deja)], {
          arrete: ARRETE,
          modules: new Set(['FNP']),
          existantes: [],
          exercices: [],
        }).lignes.map((l, i) => ({ ...l, ligne: 5 + i, DateValidation: valideLe }));
  const lecture = { ...asTablesLues(new Map()).lire(EcrituresCloture), lignes: existantes, absente: false };
  const tables = asTablesLues(new Map([[EcrituresCloture.nom, lecture as unknown as Lecture]]));
  return { arrete: ARRETE, tables, parametres: lireParametres(tables, ARRETE) };
}

const total = (c: Contexte) => calculerEnsemble([passe(2_000_00), additionne], c)[1]?.resume;

test('la capacité suivante lit les écritures que la précédente va passer', () => {
  expect(total(contexte(undefined))).toBe('200000');
});

test('une relance remplace celles de la fois d’avant : deux fois valent une', () => {
  expect(total(contexte(1_500_00))).toBe('200000');
  expect(total(contexte(2_000_00))).toBe('200000');
});

test('une écriture validée reste, et n’est pas comptée deux fois', () => {
  expect(total(contexte(1_500_00, jour(2026, 12, 4)))).toBe('150000');
});

test('sans écritures avant elle, la capacité ne voit que le classeur', () => {
  expect(calculerEnsemble([additionne], contexte(1_500_00))[0]?.resume).toBe('150000');
});
