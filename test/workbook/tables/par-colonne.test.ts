import fc from 'fast-check';
import { Planning, Temps } from '../../../src/cloture/tables-communes';
import { Decodage, decoder } from '../../../src/workbook/decode';
import { repetitions } from '../../../src/workbook/tables/empreintes';
import { defiler, lignesVues } from '../../../src/workbook/tables/par-colonne';

const ENTETES = ['IdPlan', 'IdCollab', 'Date', 'IdAffaire', 'Jours'];
const rang = (n: number, jours: unknown = 1) => [`P${n}`, 'C1', 46_000 + n, n % 2 ? 'A' : 'B', jours];

test('une clé de plusieurs colonnes : chaque répétition, et la première ligne qui la porte', () => {
  const valeur = fc.constantFrom('A', 'B', '1', '12', '2', 1, 2, 12, undefined);
  fc.assert(
    fc.property(fc.array(fc.tuple(valeur, valeur), { maxLength: 60 }), cles => {
      const attendues = cles.flatMap((cle, i) => {
        const premiere = cles.findIndex(autre => autre[0] === cle[0] && autre[1] === cle[1]);
        return premiere < i ? [[i, premiere]] : [];
      });
      const trouvees: number[][] = [];
      repetitions([cles.map(c => c[0]), cles.map(c => c[1])], cles.length, (i, premiere) =>
        trouvees.push([i, premiere]),
      );
      expect(trouvees).toEqual(attendues);
    }),
  );
});

test('une cellule refusée qui se répète est refusée à chaque ligne ; les autres lignes gardent leur numéro', () => {
  const lecture = decoder(
    Planning,
    [
      ENTETES,
      rang(1),
      rang(2, '?'),
      rang(3, '?'),
      ['', ' ', '', null, ''],
      rang(4),
      rang(5, ''),
      rang(6, ''),
    ],
    { premiereLigne: 4 },
  );
  expect(lecture.lignes.map(l => [l.ligne, l.IdPlan])).toEqual([
    [5, 'P1'],
    [9, 'P4'],
  ]);
  const refus = lecture.anomalies.filter(a => a.gravite === 'BLOQUANT');
  expect(refus.map(a => [a.ligne, a.code])).toEqual([
    [6, 'C-GEN-03'],
    [7, 'C-GEN-03'],
    [10, 'C-TAB-04'],
    [11, 'C-TAB-04'],
  ]);
  expect(lecture.ecartees.map(l => l['IdPlan'])).toEqual(['P2', 'P3', 'P5', 'P6']);
});

test('lue par tranches de toute taille, une table donne la même lecture que d’un coup', () => {
  const rangs = Array.from({ length: 700 }, (_, n) => rang(n, n % 97 === 5 ? 'x' : n / 4));
  const entiere = decoder(Planning, [ENTETES, ...rangs], { premiereLigne: 4 });
  for (const pas of [1, 255, 256, 257, 300]) {
    const decodage = new Decodage(Planning, ENTETES, { premiereLigne: 4 });
    for (let de = 0; de < rangs.length; de += pas) decodage.ajouter(rangs.slice(de, de + pas));
    const lue = decodage.terminer();
    expect(lue.lignes).toEqual(entiere.lignes);
    expect(lue.anomalies).toEqual(entiere.anomalies);
    expect(lue.ecartees).toEqual(entiere.ecartees);
  }
});

test('les lignes défilent comme elles se lisent', () => {
  const lecture = decoder(Planning, [ENTETES, rang(1), rang(2), rang(3)], { premiereLigne: 4 });
  const lues = lecture.lignes.map(l => [l.ligne, l.IdPlan, l.Date, l.Tache]);
  expect([...defiler(lecture, (c, i) => [c.ligne[i], c.IdPlan[i], c.Date[i], c.Tache[i]])]).toEqual(lues);
  // Une lecture faite d'objets, sans passer par une feuille, défile aussi.
  const copie = { ...lecture, lignes: lecture.lignes.slice(1) };
  expect([...defiler(copie, (c, i) => c.IdPlan[i])]).toEqual(['P2', 'P3']);
});

test('une ligne vue à sa place dit ce que dit la ligne lue, colonne absente et numéro compris', () => {
  const lecture = decoder(Planning, [ENTETES, rang(1), ['', '', '', '', ''], rang(3)], { premiereLigne: 4 });
  const cles = [...Planning.colonnes.map(c => c.cle), 'ligne'] as (keyof (typeof lecture.lignes)[number])[];
  const vues = lignesVues(lecture);
  expect(vues.length).toBe(2);
  expect([...vues].map(l => cles.map(cle => l[cle]))).toEqual(
    lecture.lignes.map(l => cles.map(cle => l[cle])),
  );
  expect([vues.at(1)?.IdPlan, vues.at(1)?.ligne, vues.at(2)]).toEqual(['P3', 7, undefined]);
  expect(vues.colonne?.('IdPlan')).toEqual(['P1', 'P3']);
});

test('une table sans une ligne n’a rien à dire', () => {
  const { lignes, anomalies } = decoder(Temps, [Temps.colonnes.map(c => c.entete)], { premiereLigne: 4 });
  expect(lignes).toEqual([]);
  expect(anomalies).toEqual([]);
});
