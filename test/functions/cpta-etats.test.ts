/** CPTA.LIGNE et CPTA.POSTE : les valeurs du domaine §19, les messages, et ce que le classeur change. */
import { FONCTIONS_ETATS } from '../../src/cloture/etats/fonctions';
import { ErreurFonction, type Acces } from '../../src/cloture/fonction';
import { arreteDuClasseur, lireParametres } from '../../src/cloture/tables-communes/parametres';
import { ouvrirRejeu } from '../../src/comptabilite';
import { HistoriqueEtats } from '../../src/cloture/etats/tables';
import { RegroupementComptes } from '../../src/cloture/etats/tables-saisies';
import { brut, type Dossier } from '../cloture/etats/dossier';
import { decoderClasseur, lireDans } from '../explication/rejeu';

const SANS_CLASSEUR: Acces = {
  version: '0',
  base1904: false,
  langue: 'fr',
  modele: () => {
    throw new Error('Le plan est nommé : le classeur ne se lit pas.');
  },
};

const acces = (d: Dossier): Acces => {
  const tables = decoderClasseur(brut(d), [HistoriqueEtats, RegroupementComptes]);
  const modele = {
    arrete: arreteDuClasseur(tables),
    tables,
    parametres: (j: never) => lireParametres(tables, j),
  };
  return { ...SANS_CLASSEUR, modele: () => modele };
};

const fonction = (id: string) => FONCTIONS_ETATS.find(f => f.id === id)!;
const appeler = (id: string, a: Acces, ...arguments_: unknown[]) => {
  try {
    const f = fonction(id);
    return f.creer(a)(...f.parametres.map((_, i) => arguments_[i] ?? null));
  } catch (e) {
    if (!(e instanceof ErreurFonction)) throw e;
    return `${e.code} ${e.fr} | ${e.en}`;
  }
};
const ligne = (...arguments_: unknown[]) => appeler('CPTA.LIGNE', SANS_CLASSEUR, ...arguments_);

describe('CPTA.LIGNE', () => {
  test('les valeurs du domaine §19', () => {
    expect(ligne('44587', 'C', 'PCG2025')).toBe('P25');
    expect(ligne('675', null, 'PCG2025')).toBe(
      'notAvailable 675 n’est pas du PCG2025 : voir 657 | 675 is not in PCG2025: see 657',
    );
    expect(ligne('675', null, 'PCG2014')).toBe('XC2');
  });
  test('sans sens : la ligne si c’est la même, sinon préciser D ou C', () => {
    expect(ligne(706000, null, 'PCG2025')).toBe('PV');
    expect(ligne('44587', '', 'PCG2025')).toMatch(
      /^invalidValue 44587 se présente en A25 au débit, en P25 au crédit : préciser D ou C/,
    );
    expect(ligne('28183', null, 'pcg2025')).toBe('A11');
  });
  test('les refus disent quoi écrire', () => {
    expect(ligne(0)).toMatch(/^notAvailable compte vide/);
    expect(ligne('12')).toMatch(/^invalidValue compte : « 12 » n’en est pas un/);
    expect(ligne('411', 'X', 'PCG2025')).toMatch(/^invalidValue/);
    expect(ligne('801', null, 'PCG2025')).toMatch(/^notAvailable 801 n’a de ligne/);
    expect(ligne('757', 'C', 'PCG2014')).toMatch(/voir 775/);
  });
  test('sans référentiel : le plan de l’exercice, et le regroupement du classeur', () => {
    const d: Dossier = {
      arrete: '2025-03-31',
      exercices: [['A', '2024-07-01', '2025-06-30', 'PCG2014']],
      ecritures: [],
      tables: {
        RegroupementComptes: [
          ['Compte', 'Sens', 'Ligne'],
          ['4671', '', 'A24'],
          ['80', '', 'HORS'],
        ],
      },
    };
    const dans = (...arguments_: unknown[]) => appeler('CPTA.LIGNE', acces(d), ...arguments_);
    expect([dans('675'), dans('467100', 'D'), dans('801', 'D')]).toEqual(['XC2', 'A24', 'HORS']);
    expect(appeler('CPTA.LIGNE', acces({ ...d, arrete: '2027-01-31' }), '675')).toMatch(
      /^notAvailable aucun exercice/,
    );
  });
});

describe('CPTA.POSTE', () => {
  const d: Dossier = {
    arrete: '2026-11-30',
    ecritures: [
      ['2026-10-10', '411000', 120, { tiers: 'A' }],
      ['2026-10-10', '706000', -100],
      ['2026-10-10', '445710', -20],
      ['2026-11-10', '604000', 30],
      ['2026-11-10', '401000', -30, { tiers: 'F' }],
    ],
  };
  const poste = (x: Dossier, ...arguments_: unknown[]) => appeler('CPTA.POSTE', acces(x), ...arguments_);
  test('cumul au résultat, net au bilan, soldes de gestion, à l’arrêté demandé', () => {
    expect(['CAN', 'RES', 'VA', 'A24', 'P25', 'TA'].map(c => poste(d, c))).toEqual([
      100, 70, 70, 120, 20, 120,
    ]);
    expect([poste(d, 'res', '31/10/2026'), poste(d, 'P24', '2026-10-31')]).toEqual([100, 0]);
  });
  test('un poste inconnu, une date sans exercice, un compte sans ligne', () => {
    expect(poste(d, 'ZZZ')).toMatch(/^notAvailable ZZZ n’est un poste d’aucun état/);
    expect(poste(d, '')).toMatch(/^notAvailable codeLigne vide/);
    expect(poste(d, 'CAN', '31/01/2028')).toMatch(/^notAvailable aucun exercice/);
    const bancal: Dossier = { ...d, ecritures: [...d.ecritures, ['2026-11-10', '801', 5]] };
    expect(poste(bancal, 'CAN')).toMatch(/^notAvailable .*801/);
  });
  test('un mois fermé répond de son historique, que les écritures aient changé ou non', () => {
    const tables = {
      Periodes: [
        ['Periode', 'Exercice', 'Etat'],
        ['2026-10', '2026', 'FERMEE'],
      ],
      HistoriqueEtats: [
        ['Arrete', 'Etat', 'Poste', 'Libelle', 'Mois', 'Cumul', 'Valide'],
        ['2026-10-31', 'RESULTAT', 'CAN', 'Chiffre d’affaires net', '90.00', '90.00', 'O'],
      ],
    };
    expect([poste({ ...d, tables }, 'CAN', '31/10/2026'), poste({ ...d, tables }, 'CAN')]).toEqual([90, 100]);
    const f = fonction('CPTA.POSTE').expliquer!(acces({ ...d, tables }))('CAN', '31/10/2026');
    expect(f).toMatchObject({ operation: 'CELLULE', source: { table: 'HistoriqueEtats', ligne: 2 } });
  });
  test('elle s’explique jusqu’aux écritures', () => {
    for (const code of ['CAN', 'RES', 'EBE', 'A24', 'P10', 'P10N', 'TA', 'TP']) {
      const e = fonction('CPTA.POSTE').expliquer!(acces(d))(code, null);
      expect([code, ouvrirRejeu(lireDans(brut(d)))(e).toNumber()]).toEqual([code, poste(d, code)]);
    }
  });
});
