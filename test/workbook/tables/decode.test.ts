import * as fc from 'fast-check';
import {
  booleen,
  compte,
  defineTable,
  enumeration,
  entier,
  jour,
  montant,
  periode,
  quantite,
  taux,
  texte,
} from '../../../src/workbook/table';
import { depuisEuros, jour as unJour, type Anomalie } from '../../../src/comptabilite';
import { quinzeChiffresDuTexte } from '../../comptabilite/quinze-chiffres';
import { controlerReferences, Decodage, decoder, lectureVide } from '../../../src/workbook/decode';

const bilingue = { fr: '', en: '' };

const Essai = defineTable({
  nom: 'Essai',
  feuille: 'Feuille d’essai',
  titre: bilingue,
  description: bilingue,
  famille: 'VENTES',
  requise: true,
  cle: ['Id'],
  colonnes: {
    Id: texte({ entete: 'N° pièce', en: 'Document no.', requis: true, synonymes: ['PieceRef'] }),
    Echeance: jour({ entete: "Date d'échéance", en: 'Due date' }),
    Montant: montant({ entete: 'Montant HT', en: 'Amount', requis: true, synonymes: ['HT'] }),
    Jours: quantite({ entete: 'Jours', en: 'Days' }),
    Taux: taux({ entete: 'Taux', en: 'Rate', bornes: [0, 1] }),
    Rang: entier({ entete: 'Rang', en: 'Rank' }),
    Valide: booleen({ entete: 'Validé', en: 'Validated' }),
    Etat: enumeration(['EN_COURS', 'FERMEE'], { entete: 'État', en: 'Status', alias: { CLOS: 'FERMEE' } }),
    Compte: compte({ entete: 'Compte', en: 'Account' }),
    Mois: periode({ entete: 'Mois', en: 'Month' }),
    IdParent: texte({ entete: 'Pièce mère', en: 'Parent', reference: 'Essai' }),
  },
});

const ENTETES = Essai.colonnes.map(c => c.entete);
type Champs = Partial<Record<string, unknown>>;

/** Une ligne de la table, à partir de quelques cellules ; le reste est vide. */
const ligne = (champs: Champs) => Essai.colonnes.map(c => ({ Id: 'P1', Montant: 1, ...champs })[c.cle] ?? '');
const lire = (...lignes: Champs[]) => decoder(Essai, [ENTETES, ...lignes.map(ligne)], { premiereLigne: 4 });
const une = (champs: Champs) => lire(champs).lignes[0];
const refus = (champs: Champs): Anomalie => {
  const { lignes, anomalies } = lire(champs);
  expect(lignes).toEqual([]);
  expect(anomalies).toHaveLength(1);
  expect(anomalies[0]?.gravite).toBe('BLOQUANT');
  return anomalies[0]!;
};

describe('les en-têtes se reconnaissent à leur nom, pas à leur place ni à leur écriture', () => {
  test.each([
    ['la clé', 'Echeance'],
    ["l'en-tête", "Date d'échéance"],
    ["l'apostrophe courbe et les capitales sans accent", 'DATE D’ECHEANCE'],
    ['des espaces en trop, insécables compris', '  date\u00a0 d’ échéance '],
    ["l'anglais", 'Due date'],
  ])('%s', (_, entete) => {
    const { lignes, anomalies } = decoder(
      Essai,
      [
        ['Id', entete, 'Montant'],
        ['A', 46356, 10],
      ],
      { premiereLigne: 1 },
    );
    expect(anomalies).toEqual([]);
    expect(lignes[0]?.Echeance).toBe(46356);
  });

  test('un synonyme est compris, avec un seul avis', () => {
    const { lignes, anomalies } = decoder(
      Essai,
      [
        ['PieceRef', 'HT'],
        ['A', 10],
        ['B', 20],
      ],
      { premiereLigne: 1 },
    );
    expect(lignes.map(l => l.Montant)).toEqual([1000, 2000]);
    expect(anomalies.map(a => [a.gravite, a.colonne])).toEqual([
      ['INFO', 'Id'],
      ['INFO', 'Montant'],
    ]);
  });

  test('une colonne déplacée est comprise, avec un avis pour elle seule', () => {
    const entetes = ['Montant', 'Id', 'Echeance'];
    const {
      lignes,
      anomalies,
      entetes: rangs,
    } = decoder(Essai, [entetes, [10, 'A', 46356]], { premiereLigne: 1 });
    expect(lignes[0]).toMatchObject({ Id: 'A', Montant: 1000, Echeance: 46356 });
    expect(rangs).toMatchObject({ Montant: 0, Id: 1, Echeance: 2 });
    expect(anomalies.map(a => [a.gravite, a.colonne])).toEqual([['INFO', 'Montant']]);
  });

  test('une colonne inconnue est ignorée', () => {
    const { anomalies, lignes } = decoder(
      Essai,
      [
        ['Id', 'Ma couleur', 'Montant'],
        ['A', 'bleu', 1],
      ],
      { premiereLigne: 1 },
    );
    expect(anomalies).toEqual([]);
    expect(lignes).toHaveLength(1);
  });

  test('une colonne obligatoire absente bloque et se nomme', () => {
    const { anomalies, lignes } = decoder(Essai, [['Id'], ['A']], { premiereLigne: 4 });
    expect(lignes).toEqual([]);
    expect(anomalies).toHaveLength(1);
    expect(anomalies[0]).toMatchObject({
      code: 'C-TAB-02',
      gravite: 'BLOQUANT',
      colonne: 'Montant',
      ligne: 4,
    });
    expect(anomalies[0]?.message).toContain('Montant HT');
  });

  test('deux colonnes de même sens bloquent', () => {
    const { anomalies } = decoder(
      Essai,
      [
        ['Id', 'Montant HT', 'HT'],
        ['A', 1, 2],
      ],
      { premiereLigne: 1 },
    );
    expect(anomalies[0]).toMatchObject({ code: 'C-TAB-03', gravite: 'BLOQUANT', colonne: 'Montant' });
  });

  test("deux colonnes d'un schéma ne peuvent porter le même nom", () => {
    const fautive = () =>
      defineTable({
        nom: 'X',
        feuille: 'x',
        titre: bilingue,
        description: bilingue,
        famille: 'VENTES',
        cle: ['A'],
        colonnes: {
          A: texte({ entete: 'Code', en: 'Code' }),
          B: texte({ entete: 'Libellé', en: 'Label', synonymes: ['CODE'] }),
        },
      });
    expect(fautive).toThrow('« code »');
  });
});

describe('les montants se lisent au centime', () => {
  test('un montant calculé vaut ce que ses quinze premiers chiffres disent, et rien d’autre', () => {
    const centimes = fc.integer({ min: -(10 ** 14), max: 10 ** 14 });
    const facteur = fc.constantFrom(1, 1.2, 1.055, 0.3, 1 / 3, 7, 1 + 4e-16, 1 - 7e-16);
    fc.assert(
      fc.property(centimes, facteur, fc.constantFrom(1, 1.2, 3, 7), (n, par, sur) => {
        const cellule = ((n / 100) * par) / sur;
        const chiffres = quinzeChiffresDuTexte(cellule);
        const { lignes, anomalies } = lire({ Montant: cellule });
        expect(lignes[0]?.Montant).toBe(depuisEuros(chiffres));
        const entiers = chiffres === Number(chiffres.toFixed(2));
        expect(anomalies.map(a => a.code)).toEqual(entiers ? [] : ['C-TAB-06']);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [12.34, 1234],
    [1234.5, 123450],
    [0.1 + 0.2, 30],
    [1.005 * 100, 10050],
    [-0, 0],
    ['12', 1200],
    ['1 234,56', 123456],
    ['1\u00a0234,56 €', 123456],
    ['1\u202f234,56', 123456],
    ['1.234,56', 123456],
    ['1,234.56', 123456],
    ['1.234.567', 123456700],
    ['-12,5', -1250],
    ['12,50-', -1250],
    ['(12,50)', -1250],
    ['\u221212,5', -1250],
    [',5', 50],
  ])('%p vaut %p centimes', (cellule, centimes) => {
    const lue = une({ Montant: cellule })?.Montant;
    expect(lue).toBe(centimes);
  });

  test('un montant en texte ne donne qu’un avis par colonne', () => {
    const { anomalies } = lire(
      { Id: 'A', Montant: '1,5' },
      { Id: 'B', Montant: '2,5' },
      { Id: 'C', Montant: 3 },
    );
    expect(anomalies).toHaveLength(1);
    expect(anomalies[0]).toMatchObject({ gravite: 'INFO', colonne: 'Montant' });
    expect(anomalies[0]?.message).toContain('2, dès la ligne 5');
  });

  test.each([
    [2.345, 235],
    [-2.345, -235],
    ['1234,567', 123457],
    [1e-7, 0],
  ])('%p a plus de deux décimales : arrondi, demi éloigné de zéro, avec une alerte', (cellule, centimes) => {
    const { lignes, anomalies } = lire({ Montant: cellule });
    expect(lignes[0]?.Montant).toBe(centimes);
    expect(anomalies.filter(a => a.gravite === 'ALERTE')).toMatchObject([{ code: 'C-TAB-06', ligne: 5 }]);
  });

  test.each(['douze', '1,234', '1.234', '12 €uros', true, '1,2,3', '12..5', '1e5', 1e17])(
    '%p est refusé',
    cellule => {
      expect(refus({ Montant: cellule })).toMatchObject({ code: 'C-GEN-03', colonne: 'Montant', ligne: 5 });
    },
  );

  test.each(['#N/A', '#VALUE!', '#REF!', '#DIV/0!', '#NAME?', '#N/A '])(
    "l'erreur %s d'une cellule est dite",
    erreur => {
      expect(refus({ Montant: erreur }).message).toContain(erreur.trim());
      expect(refus({ Id: erreur.trim() }).message).toContain(erreur.trim());
    },
  );
});

describe('les dates se lisent jour en tête et ne se devinent pas', () => {
  const trente = unJour(2026, 11, 30);

  test.each([
    [46356],
    [46356.75],
    ['30/11/2026'],
    ['2026-11-30'],
    ['20261130'],
    [20261130],
    [' 30/11/2026\u00a0'],
    ['30/11/2026 14:30'],
    ['2026-11-30T00:00:00'],
  ])('%p est le 30 novembre 2026', cellule => expect(une({ Echeance: cellule })?.Echeance).toBe(trente));

  test('05/11/2026 est le 5 novembre', () => {
    expect(une({ Echeance: '05/11/2026' })?.Echeance).toBe(unJour(2026, 11, 5));
  });

  test('le calendrier 1904 décale de 1 462 jours (domaine §0.2)', () => {
    const lue = decoder(Essai, [ENTETES, ligne({ Echeance: 46356 - 1462 })], {
      premiereLigne: 4,
      base1904: true,
    });
    expect(lue.lignes[0]?.Echeance).toBe(trente);
  });

  test.each(['11/30/2026', '30/11/26', '30 nov. 2026', 'Nov 30, 2026', '31/02/2026', 60, -1, 1e9, true])(
    '%p est refusé',
    cellule => expect(refus({ Echeance: cellule })).toMatchObject({ code: 'C-GEN-03', colonne: 'Echeance' }),
  );
});

describe('les autres sortes de cellules', () => {
  test.each([
    ['O', true],
    ['oui', true],
    ['VRAI', true],
    [true, true],
    [1, true],
    ['N', false],
    ['Non', false],
    ['faux', false],
    [0, false],
    [false, false],
  ])('oui ou non : %p', (cellule, attendu) => expect(une({ Valide: cellule })?.Valide).toBe(attendu));
  test('« peut-être » n’est ni oui ni non', () =>
    expect(refus({ Valide: 'peut-être' }).colonne).toBe('Valide'));

  test.each([
    ['FERMEE', 'FERMEE'],
    ['Fermée', 'FERMEE'],
    ['en cours', 'EN_COURS'],
    ['clos', 'FERMEE'],
  ])('liste : %p', (cellule, attendu) => expect(une({ Etat: cellule })?.Etat).toBe(attendu));
  test('hors de la liste : refusé, et la liste est rappelée', () =>
    expect(refus({ Etat: 'perdue' }).remede).toContain('EN_COURS, FERMEE'));

  test.each([
    [0.2, '0.2'],
    ['20 %', '0.2'],
    ['20%', '0.2'],
    ['5,5 %', '0.055'],
    ['0,2', '0.2'],
    [0.1 + 0.2, '0.3'],
    ['2,1%', '0.021'],
  ])('taux : %p vaut %p, exact', (cellule, attendu) =>
    expect(une({ Taux: cellule })?.Taux?.toString()).toBe(attendu),
  );
  test('un taux de 20 au lieu de 20 % est refusé', () =>
    expect(refus({ Taux: 20 }).remede).toContain('20 %'));

  test('une quantité garde quatre décimales', () => {
    expect(une({ Jours: 0.1429 })?.Jours).toBe(1429);
    expect(une({ Jours: '1,125' })?.Jours).toBe(11250);
  });

  test.each([
    ['007', '007'],
    ['24E010', '24E010'],
    [' 24A010\u00a0', '24A010'],
    ['2026-11-30', '2026-11-30'],
  ])('le texte %p reste un texte', (cellule, attendu) => expect(une({ Id: cellule })?.Id).toBe(attendu));
  test('un code devenu nombre est lu, avec un avis', () => {
    const { lignes, anomalies } = lire({ Id: 7 });
    expect(lignes[0]?.Id).toBe('7');
    expect(anomalies).toMatchObject([{ gravite: 'INFO', colonne: 'Id' }]);
  });

  test('un compte se lit en texte ou en nombre, et se refuse sans trois chiffres en tête', () => {
    expect(une({ Compte: 706000 })?.Compte).toBe('706000');
    expect(une({ Compte: '411ACME' })?.Compte).toBe('411ACME');
    expect(refus({ Compte: 'CLIENT' }).colonne).toBe('Compte');
  });

  test('un mois saisi à la main, devenu date, redevient un mois', () => {
    expect(une({ Mois: '2026-11' })?.Mois).toBe('2026-11');
    expect(une({ Mois: unJour(2026, 11, 1) })?.Mois).toBe('2026-11');
    expect(une({ Mois: '11/2026' })?.Mois).toBe('2026-11');
    expect(refus({ Mois: unJour(2026, 11, 15) }).colonne).toBe('Mois');
  });

  test('un entier refuse les décimales', () => {
    expect(une({ Rang: '12' })?.Rang).toBe(12);
    expect(refus({ Rang: 1.5 }).colonne).toBe('Rang');
  });
});

describe('les lignes gardent leur numéro de feuille', () => {
  test('les lignes blanches sont sautées, espaces et formules vides compris', () => {
    const matrice = [
      ENTETES,
      ligne({ Id: 'A' }),
      ENTETES.map(() => ''),
      ENTETES.map(() => ' \u00a0'),
      ligne({ Id: 'B' }),
    ];
    const { lignes, anomalies } = decoder(Essai, matrice, { premiereLigne: 4 });
    expect(lignes.map(l => [l.Id, l.ligne])).toEqual([
      ['A', 5],
      ['B', 8],
    ]);
    expect(anomalies).toEqual([]);
  });

  test('une cellule obligatoire vide bloque sa ligne seule', () => {
    const { lignes, anomalies } = lire({ Id: 'A', Montant: '' }, { Id: 'B' });
    expect(lignes.map(l => l.Id)).toEqual(['B']);
    expect(anomalies).toMatchObject([
      { code: 'C-TAB-04', gravite: 'BLOQUANT', ligne: 5, colonne: 'Montant' },
    ]);
  });

  test('par tranches ou en une fois, la lecture est la même', () => {
    const lignes = [
      ligne({ Id: 'A' }),
      ligne({ Id: 'B', Montant: '2,5' }),
      ligne({ Id: 'A' }),
      ligne({ Id: 'D', Montant: 'x' }),
    ];
    const decodage = new Decodage(Essai, ENTETES, { premiereLigne: 4 });
    decodage.ajouter(lignes.slice(0, 1));
    decodage.ajouter(lignes.slice(1));
    expect(decodage.terminer()).toEqual(decoder(Essai, [ENTETES, ...lignes], { premiereLigne: 4 }));
  });

  test('mille cellules fausses donnent cent anomalies et leur résumé', () => {
    const { anomalies } = lire(...Array.from({ length: 1000 }, (_, i) => ({ Id: `P${i}`, Montant: 'x' })));
    expect(anomalies).toHaveLength(101);
    expect(anomalies[100]?.message).toContain('900 autres');
  });

  test('une table indispensable absente bloque, une facultative non', () => {
    expect(lectureVide(Essai).anomalies).toMatchObject([{ code: 'C-TAB-01', gravite: 'BLOQUANT' }]);
    expect(lectureVide({ ...Essai, requise: false })).toMatchObject({
      absente: true,
      anomalies: [],
      lignes: [],
    });
  });
});

describe('clés et références', () => {
  test('C-GEN-01 : une clé en double nomme les deux lignes', () => {
    const { anomalies } = lire({ Id: 'A' }, { Id: 'B' }, { Id: 'A' });
    expect(anomalies).toMatchObject([{ code: 'C-GEN-01', gravite: 'BLOQUANT', ligne: 7, cle: 'A' }]);
    expect(anomalies[0]?.message).toContain('ligne 5');
  });

  test('C-GEN-02 : une référence inconnue bloque ; une ligne écartée reste connue', () => {
    const lecture = lire({ Id: 'A', Montant: 'x' }, { Id: 'B', IdParent: 'A' }, { Id: 'C', IdParent: 'Z' });
    expect(controlerReferences(new Map([['Essai', lecture]]))).toMatchObject([
      { code: 'C-GEN-02', gravite: 'BLOQUANT', ligne: 7, colonne: 'IdParent', cle: 'Z' },
    ]);
  });

  test('une différence de casse est nommée dans le remède', () => {
    const lecture = lire({ Id: '24A010' }, { Id: 'B', IdParent: '24a010' });
    expect(controlerReferences(new Map([['Essai', lecture]]))[0]?.remede).toContain('24A010');
  });

  test('une table de référence absente ne se devine pas : une alerte le dit', () => {
    const lecture = lire({ Id: 'A', IdParent: 'Z' });
    const enfant = { ...lecture, table: { ...Essai, nom: 'Enfant' } };
    const tables = new Map([
      ['Enfant', enfant],
      ['Essai', lectureVide(Essai)],
    ]);
    expect(controlerReferences(tables)).toMatchObject([{ code: 'C-GEN-02', gravite: 'ALERTE' }]);
  });
});
