/** De douze erreurs semées une à une dans un grand livre, combien sont nommées en premier (domaine §8.8, C-AR-01). */
import fc from 'fast-check';
import { montant, type Jour, type Montant } from '../../../src/comptabilite';
import { chiffresInverses, virguleDeplacee } from '../../../src/cloture/tiers/rapprochement/calcul/chiffres';
import { rapprocher } from '../../../src/cloture/tiers/rapprochement/calcul/rapprocher';
import type {
  Comparaison,
  LigneRapprochee,
  NatureEcart,
} from '../../../src/cloture/tiers/rapprochement/calcul/types';

/** Générateur congruentiel : le même grand livre à chaque essai. */
function alea(graine: number): () => number {
  let etat = graine;
  return () => (etat = (Math.imul(etat, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
}

const NOMBRE = 400;
type Cote = LigneRapprochee[];

/** Un auxiliaire de factures et règlements, et le même au général, où les règlements portent la référence de la banque. */
function livre(graine: number): { auxiliaire: Cote; general: Cote } {
  const suivant = alea(graine);
  const auxiliaire = Array.from({ length: NOMBRE }, (_, i): LigneRapprochee => {
    const facture = i % 2 === 0;
    const centimes = 10_000 + Math.floor(suivant() * 900_000);
    return {
      table: 'FacturesClients',
      ligne: i + 5,
      compte: '411',
      tiers: `C${Math.floor(suivant() * 40)}`,
      piece: facture ? `FA${1000 + i}` : `R${1000 + i}`,
      date: (46_000 + i) as Jour,
      montant: montant(facture ? centimes : -centimes),
    };
  });
  const general = auxiliaire.map((l, i) => ({
    ...l,
    table: 'Ecritures',
    piece: l.piece.startsWith('R') ? `VIR${9000 + i}` : l.piece,
  }));
  return { auxiliaire, general };
}

const comparer = (c: Partial<Comparaison> & { auxiliaire: Cote; general: Cote }): Comparaison => ({
  ailleurs: [],
  apres: [],
  duCollectif: tiers => tiers.startsWith('C'),
  ...c,
});

/** La facture où l'erreur est semée. */
const CIBLE = 120;
const remplacer = (lignes: Cote, i: number, autres: Partial<LigneRapprochee>): Cote =>
  lignes.map((l, rang) => (rang === i ? { ...l, ...autres } : l));
const sans = (lignes: Cote, ...rangs: number[]): Cote => lignes.filter((_, i) => !rangs.includes(i));

interface Semis {
  readonly nature: NatureEcart;
  readonly piece: string;
  readonly comparaison: Comparaison;
}

/** Les douze erreurs ; la pièce est celle que le premier candidat doit nommer. */
function semer(graine: number): Record<string, Semis> {
  const { auxiliaire, general } = livre(graine);
  const cible = general[CIBLE]!;
  const { piece } = cible;
  const un = (nature: NatureEcart, c: Partial<Comparaison>, autre = piece): Semis => ({
    nature,
    piece: autre,
    comparaison: { ...comparer({ auxiliaire, general }), ...c },
  });
  const texte = String(cible.montant);
  const k = [...texte].findIndex(
    (c, i) => i + 1 < texte.length && c !== texte[i + 1] && texte[i + 1] !== '0',
  );
  const inverse = Number(texte.slice(0, k) + texte[k + 1]! + texte[k]! + texte.slice(k + 2)) as Montant;
  return {
    'tiers oublié': un('SANS_TIERS', {
      general: remplacer(general, CIBLE, { tiers: '' }),
      auxiliaire: sans(auxiliaire, CIBLE),
    }),
    'tiers d’un autre collectif': un('TIERS_D_UN_AUTRE_COLLECTIF', {
      general: remplacer(general, CIBLE, { tiers: 'F3' }),
      auxiliaire: sans(auxiliaire, CIBLE),
    }),
    'débit pour crédit': un('SENS_INVERSE', {
      general: remplacer(general, CIBLE, { montant: (0 - cible.montant) as Montant }),
    }),
    'chiffres inversés': un('CHIFFRES_INVERSES', {
      general: remplacer(general, CIBLE, { montant: inverse }),
    }),
    'virgule déplacée': un('VIRGULE_DEPLACEE', {
      general: remplacer(general, CIBLE, { montant: (cible.montant * 10) as Montant }),
    }),
    'passée deux fois au général': un('DOUBLON_GENERAL', { general: [...general, { ...cible, ligne: 999 }] }),
    'saisie deux fois à l’auxiliaire': un('DOUBLON_AUXILIAIRE', {
      auxiliaire: [...auxiliaire, { ...auxiliaire[CIBLE]!, ligne: 999 }],
    }),
    'mauvais compte': un('MAUVAIS_COMPTE', {
      general: sans(general, CIBLE),
      ailleurs: [{ ...cible, compte: '467' }],
    }),
    'après l’arrêté': un('HORS_PERIODE', {
      general: sans(general, CIBLE),
      apres: [{ ...cible, date: (cible.date + 40) as Jour }],
    }),
    'mauvais tiers': un('MAUVAIS_TIERS', { general: remplacer(general, CIBLE, { tiers: 'C77' }) }),
    'facture jamais passée': un('ABSENTE_DU_GENERAL', { general: sans(general, CIBLE) }),
    'écriture manuelle': un(
      'ABSENTE_DE_L_AUXILIAIRE',
      { general: [...general, { ...cible, piece: 'OD77', montant: montant(1_234_56), ligne: 999 }] },
      'OD77',
    ),
  };
}

describe.each([1, 7, 2026])('douze erreurs semées, grand livre %i', graine => {
  const semis = Object.entries(semer(graine));

  test('il y en a douze, et au moins dix sont nommées en premier', () => {
    expect(semis).toHaveLength(12);
    const nommees = semis.filter(([, { nature, piece, comparaison }]) => {
      const [premier] = rapprocher(comparaison).candidats;
      return premier?.nature === nature && premier.ligne.piece === piece;
    });
    expect(nommees.length).toBeGreaterThanOrEqual(10);
  });

  test('les effets des candidats font toujours l’écart', () => {
    for (const [, { comparaison }] of semis) {
      const { ecart, candidats } = rapprocher(comparaison);
      expect(candidats.reduce((s, c) => s + c.effet, 0)).toBe(ecart);
    }
  });
});

test('sans erreur, rien n’est en cause, même si la banque donne ses propres références', () => {
  const { auxiliaire, general } = livre(3);
  expect(rapprocher(comparer({ auxiliaire, general }))).toEqual({ ecart: 0, candidats: [] });
});

test('deux factures passées en une écriture : un regroupement, sans écart', () => {
  const { auxiliaire, general } = livre(5);
  const [a, b] = [general[10]!, { ...general[12]!, tiers: general[10]!.tiers }];
  const aux = remplacer(auxiliaire, 12, { tiers: a.tiers });
  const ensemble = { ...a, piece: 'OD1', montant: montant(a.montant + b.montant) };
  const { ecart, candidats } = rapprocher(
    comparer({ auxiliaire: aux, general: [...sans(general, 10, 12), ensemble] }),
  );
  expect(ecart).toBe(0);
  expect(candidats.map(c => c.nature)).toEqual(['REGROUPEMENT']);
});

test('deux erreurs ensemble : leurs effets font l’écart et toutes deux sont nommées', () => {
  const { auxiliaire, general } = livre(9);
  const { ecart, candidats } = rapprocher(
    comparer({ auxiliaire, general: [...sans(general, 20), { ...general[40]!, ligne: 999 }] }),
  );
  expect(candidats.map(c => c.nature).sort()).toEqual(['ABSENTE_DU_GENERAL', 'DOUBLON_GENERAL']);
  expect(candidats.reduce((s, c) => s + c.effet, 0)).toBe(ecart);
});

test('propriété : quoi qu’on ôte, ajoute ou change, les effets font l’écart', () => {
  const changement = fc.record({
    cote: fc.constantFrom('auxiliaire' as const, 'general' as const),
    rang: fc.integer({ min: 0, max: 59 }),
    quoi: fc.constantFrom('OTER', 'DOUBLER', 'NEGATIF', 'TIERS', 'MONTANT'),
  });
  fc.assert(
    fc.property(fc.array(changement, { maxLength: 8 }), changements => {
      const depart = livre(11);
      const cotes = { auxiliaire: depart.auxiliaire.slice(0, 60), general: depart.general.slice(0, 60) };
      for (const { cote, rang, quoi } of changements) {
        const l = cotes[cote][rang];
        if (!l) continue;
        if (quoi === 'OTER') cotes[cote] = sans(cotes[cote], rang);
        else if (quoi === 'DOUBLER') cotes[cote] = [...cotes[cote], { ...l }];
        else if (quoi === 'TIERS') cotes[cote] = remplacer(cotes[cote], rang, { tiers: 'C99' });
        else {
          const m = (quoi === 'NEGATIF' ? 0 - l.montant : l.montant + 7) as Montant;
          cotes[cote] = remplacer(cotes[cote], rang, { montant: m });
        }
      }
      const { ecart, candidats } = rapprocher(comparer(cotes));
      expect(candidats.reduce((s, c) => s + c.effet, 0)).toBe(ecart);
    }),
  );
});

test('les formes d’une erreur de frappe', () => {
  expect(chiffresInverses(125_400, 152_400)).toBe(true);
  expect(chiffresInverses(125_400, 452_100)).toBe(false);
  expect(virguleDeplacee(12_000, 120_000)).toBe(true);
  expect(virguleDeplacee(12_000, 12_001)).toBe(false);
});

test('un grand livre sans tiers ne se compare pas ligne à ligne à l’auxiliaire entier', () => {
  const nombre = 1_000;
  const cote = (tiers: string, prefixe: string): Cote =>
    Array.from({ length: nombre }, (_, i) => ({
      table: 'Ecritures',
      ligne: i,
      compte: '411',
      tiers,
      get piece() {
        lues++;
        return `${prefixe}${i}`;
      },
      date: 46_000 as Jour,
      montant: montant(100 + i),
    }));
  let lues = 0;
  const { candidats } = rapprocher(comparer({ auxiliaire: cote('C1', 'FA'), general: cote('', 'VIR') }));
  expect(candidats).toHaveLength(2 * nombre);
  // Quelques clés par ligne, jamais une par couple de lignes.
  expect(lues).toBeLessThan(100 * nombre);
});
