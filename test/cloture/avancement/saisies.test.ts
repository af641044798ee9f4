/** Un temps saisi, corrigé ou retiré : le modèle tenu à jour dit ce que dirait un modèle refait de rien. */
import * as fc from 'fast-check';
import { modeleA } from '../../../src/cloture/avancement/fonctions-commun';
import { creerModeleAvancement, SOCIETE } from '../../../src/cloture/avancement/calcul/modele';
import { lireDonnees, lireOptions } from '../../../src/cloture/avancement/lecture';
import { TABLES_AVANCEMENT } from '../../../src/cloture/avancement/tables-lues';
import type { Modele } from '../../../src/cloture/fonction';
import * as t from '../../../src/cloture/tables-communes';
import { lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { enSerie, terminer } from '../../../src/comptabilite';
import { decoder, lectureVide } from '../../../src/workbook/decode';
import { applyDelta } from '../../../src/workbook/delta';
import { asTablesLues } from '../../../src/workbook/reader';
import type { AnyTable, Lecture } from '../../../src/workbook/table';
import { Atelier, j, NOVEMBRE } from './atelier';
import type { Donnees } from './base';

const ENTETE = [
  'IdTemps',
  'IdCollab',
  'Date',
  'IdAffaire',
  'Lot',
  'Nature',
  'Jours',
  'Etat',
  'Facturable',
  'PeriodeComptable',
];
const JOURS = ['2026-10-20', '2026-11-10', '2026-11-30', '2026-12-10'];
const ARRETES = [...JOURS.slice(1).map(j), j('2026-10-31'), j('2026-12-31')];
const AFFAIRES = ['A', 'B', 'C', 'D', 'INCONNUE', SOCIETE];

/** Un salarié, un externe, et un collaborateur sans coût : un temps de lui bloque son affaire. */
const saisie = fc.record({
  collab: fc.constantFrom('S', 'S', 'S', 'X', 'SANS_COUT'),
  jour: fc.constantFrom(...JOURS),
  affaire: fc.constantFrom('A', 'B', 'C', 'D'),
  lot: fc.constantFrom('', 'L1', 'L2'),
  jours: fc.integer({ min: 1, max: 90 }).map(n => n / 10),
  etat: fc.constantFrom('VALIDE', 'VALIDE', 'SOUMIS', 'REFUSE'),
  facturable: fc.boolean(),
  periode: fc.constantFrom('', '', '2026-11', '2026-12'),
});
type Saisie = typeof saisie extends fc.Arbitrary<infer S> ? S : never;

/** Ce qui arrive à la table : une ligne corrigée, retirée, insérée. */
const geste = fc.record({
  quoi: fc.constantFrom('CORRIGER', 'CORRIGER', 'CORRIGER', 'RETIRER', 'INSERER'),
  rang: fc.nat(20),
  saisie,
});

const rangee = (cle: string, s: Saisie): unknown[] => [
  cle,
  s.collab,
  enSerie(j(s.jour)),
  s.affaire,
  s.lot,
  'PRODUCTION_FACTURABLE',
  s.jours,
  s.etat,
  s.facturable ? 'O' : 'N',
  s.periode,
];

/** A se regroupe entière, B par lot et en jours, C par lot ; D n'a pas de règle ; B et C ont du planning aux jours des temps. */
function dossier(): Donnees {
  const parLot = { CodeRegle: 'LOT', Type: 'AVANCEMENT_REEL', Regroupement: 'LOT' } as const;
  const a = new Atelier()
    .affaire('A')
    .affaire('B', { RegleCA: 'AVT' })
    .affaire('C', { RegleCA: 'LOT' })
    .affaire('D', { RegleCA: undefined })
    .regle({ Regroupement: 'LOT' }, 'AVT');
  a.remplacer({ regles: [...a.donnees.regles, { ...parLot, ligne: 9 }] });
  a.commande(100_000).ligneCommande(20_000, { Ligne: '2' });
  a.commande(50_000, { IdAffaire: 'B', CodeProduit: 'REGIE', Lot: 'L1', Unite: 'JOUR' });
  a.commande(80_000, { IdAffaire: 'C', CodeProduit: 'AUTRE', Lot: 'L1' });
  a.facture(30_000, '2026-11-05').facture(5_000, '2026-11-20', {
    IdAffaire: 'B',
    IdCommande: 'CV2',
    Lot: 'L1',
  });
  a.historique('2026-10-31', 10_000, 8_000);
  for (const jour of JOURS) {
    a.planning(3, jour).planning(2, jour, { IdAffaire: 'C', Lot: 'L1' });
    a.planning(1, jour, { IdAffaire: 'B', Lot: 'L1' }).planning(1, jour, { IdAffaire: 'C', IdCollab: 'X' });
  }
  return a.donnees;
}

const lecture = <T extends AnyTable>(table: T, lignes: readonly object[]) =>
  ({
    table,
    lignes,
    anomalies: [],
    entetes: {},
    absente: false,
    ecartees: [],
  }) as unknown as Lecture<AnyTable>;

/** Les tables du dossier, temps à part. */
function lectures(d: Donnees): Map<string, Lecture<AnyTable>> {
  const lues = [
    lecture(t.Affaires, d.affaires),
    lecture(t.Produits, d.produits),
    lecture(t.ReglesCA, d.regles),
    lecture(t.Commandes, d.commandes),
    lecture(t.LignesCommande, d.lignesCommande),
    lecture(t.FacturesClients, d.facturesClients),
    lecture(t.Planning, d.planning),
    lecture(t.Collaborateurs, d.collaborateurs),
    lecture(t.CoutsCollaborateurs, d.couts),
    lecture(t.Historique, d.historique),
    lecture(t.Periodes, d.periodes),
  ];
  return new Map(lues.map(l => [l.table.nom, l]));
}

const lireTemps = (corps: readonly unknown[][]) => decoder(t.Temps, [ENTETE, ...corps], { premiereLigne: 4 });

/** Le classeur que voit une fonction, figé pour une lecture. */
function classeur(autres: ReadonlyMap<string, Lecture<AnyTable>>, temps: Lecture<typeof t.Temps>): Modele {
  const tables = asTablesLues(new Map(autres).set(t.Temps.nom, temps as unknown as Lecture<AnyTable>));
  return { arrete: NOVEMBRE, tables, parametres: arrete => lireParametres(tables, arrete) };
}

/** Tout ce que le modèle répond : chaque affaire à chaque arrêté, et la liste des affaires. */
const dire = (modele: Pick<ReturnType<typeof modeleA>, 'affaires' | 'listees' | 'mesures'>) => ({
  affaires: modele.affaires,
  listees: ARRETES.map(a => modele.listees(a)),
  mesures: AFFAIRES.map(affaire => ARRETES.map(arrete => modele.mesures(affaire, arrete))),
});

const refait = ({ tables, parametres }: Modele) =>
  dire(terminer(creerModeleAvancement(lireDonnees(tables), lireOptions(parametres(NOVEMBRE)))));

test('saisie après saisie, lue seule ou avec toute sa table : ce que dit un modèle refait ; les modèles d’avant ne bougent pas', () => {
  const autres = lectures(dossier());
  let seules = 0;
  fc.assert(
    fc.property(
      fc.array(saisie, { maxLength: 12 }),
      fc.array(geste, { minLength: 1, maxLength: 6 }),
      (saisies, gestes) => {
        let corps = saisies.map((s, n) => rangee(`T${n}`, s));
        let temps = lireTemps(corps);
        const dits = [[classeur(autres, temps), refait(classeur(autres, temps))] as const];
        expect(dire(modeleA(dits[0]![0], NOVEMBRE))).toEqual(dits[0]![1]);
        gestes.forEach(({ quoi, rang, saisie: s }, n) => {
          const ou = corps.length === 0 ? 0 : rang % corps.length;
          const cle = quoi === 'CORRIGER' && corps[ou] ? corps[ou][0] : `G${n}`;
          const nouvelle = rangee(cle as string, s);
          const avant = temps;
          corps = [...corps];
          corps.splice(ou, quoi === 'INSERER' ? 0 : 1, ...(quoi === 'RETIRER' ? [] : [nouvelle]));
          const span = { first: 4 + ou, last: 4 + ou };
          const seule =
            quoi === 'CORRIGER' && corps.length > 0 && applyDelta(avant, span, ENTETE, [nouvelle], false);
          if (seule) seules++;
          temps = seule || lireTemps(corps);
          const apres = classeur(autres, temps);
          dits.push([apres, refait(apres)]);
          expect(dire(modeleA(apres, NOVEMBRE))).toEqual(dits.at(-1)![1]);
        });
        for (const [modele, dit] of dits) expect(dire(modeleA(modele, NOVEMBRE))).toEqual(dit);
      },
    ),
    { numRuns: 150 },
  );
  expect(seules).toBeGreaterThan(100);
});

test('une affaire dont aucun temps ne bouge garde sa réponse ; celle d’où part un temps et celle où il va se mesurent de nouveau', () => {
  const autres = lectures(dossier());
  const corps = (['A', 'B', 'C'] as const).map((affaire, n) =>
    rangee(`T${n}`, {
      affaire,
      collab: 'S',
      jour: '2026-11-10',
      lot: 'L1',
      jours: 1,
      etat: 'VALIDE',
      facturable: true,
      periode: '',
    }),
  );
  const temps = lireTemps(corps);
  const avant = modeleA(classeur(autres, temps), NOVEMBRE);
  const [deA, deB, deC] = ['A', 'B', 'C'].map(a => avant.mesures(a, NOVEMBRE));
  const partie = [...corps[0]!];
  partie[ENTETE.indexOf('IdAffaire')] = 'C';
  const relue = applyDelta(temps, { first: 4, last: 4 }, ENTETE, [partie], false)!;
  const apres = modeleA(classeur(autres, relue), NOVEMBRE);
  expect(apres.mesures('B', NOVEMBRE)).toBe(deB);
  for (const [affaire, dit] of [
    ['A', deA],
    ['C', deC],
  ] as const) {
    expect(apres.mesures(affaire, NOVEMBRE)).not.toEqual(dit);
  }
});

test('une autre table qui change fait refaire tout le modèle', () => {
  const autres = lectures(dossier());
  const temps = lireTemps([]);
  const avant = modeleA(classeur(autres, temps), NOVEMBRE).mesures('A', NOVEMBRE);
  const d = dossier();
  const facturees = lecture(t.FacturesClients, d.facturesClients.slice(1));
  const apres = modeleA(classeur(new Map(autres).set(t.FacturesClients.nom, facturees), temps), NOVEMBRE);
  expect(apres.mesures('A', NOVEMBRE)).not.toEqual(avant);
});

test('toute table que le calcul lit est de celles dont un changement fait refaire le modèle', () => {
  const lues: string[] = [];
  lireDonnees({
    lire: table => {
      lues.push(table.nom);
      return lectureVide(table);
    },
  });
  expect(lues.length).toBeGreaterThan(25);
  expect(TABLES_AVANCEMENT.map(table => table.nom)).toEqual(expect.arrayContaining(lues));
});
