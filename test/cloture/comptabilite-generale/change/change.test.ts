import * as fc from 'fast-check';
import { provisionner } from '../../../../src/cloture/comptabilite-generale/change/calcul/provision';
import { PositionsChange } from '../../../../src/cloture/comptabilite-generale/change/tables';
import { extourner, type Ecriture, type Montant } from '../../../../src/comptabilite';
import {
  calculer,
  codes,
  contexteDe,
  dateDe,
  enTextes,
  euros,
  le,
  passerComptabilite,
  type Dossier,
} from '../pieces/atelier';
import { comptabiliteGenerale } from '../../../../src/cloture/comptabilite-generale';

/** T-FX-01 (domaine §9.7) : créance de 10 000 USD à 1,10 ; dette de 5 000 USD à 1,12 ; clôture à 1,16. */
const LIVRE =
  'Exercice;Journal;EcritureNum;Ligne;DateEcriture;Compte;Tiers;Piece;DatePiece;Libelle;Debit;Credit;Devise;MontantDevise;DateEcheance;Lettrage;DateLettrage';
const CREANCE = [
  '2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;Vente USD;9090.91;0;USD;10000;2026-12-20;;',
  '2026;VT;1;2;2026-11-05;706;;F1;2026-11-05;Vente USD;0;9090.91;;;;;',
];
const DETTE = [
  '2026;AC;1;1;2026-11-08;401;F1;A1;2026-11-08;Achat USD;0;4464.29;USD;5000;2026-12-15;;',
  '2026;AC;1;2;2026-11-08;606400;;A1;2026-11-08;Achat USD;4464.29;0;;;;;',
];
const livre = (...lignes: string[]): Dossier => ({ Ecritures: [LIVRE, ...lignes].join('\n') });
const cours = (...lignes: string[]): Dossier => ({
  TauxChange: ['Devise;Date;Taux;Type', ...lignes].join('\n'),
});
const CLOTURE = cours('USD;2026-11-30;1.16;CLOTURE');
const option = (cle: string, valeur: string): Dossier => ({
  Parametres: `Cle;Valeur\nDateArrete;2026-11-30\n${cle};${valeur}`,
});
const T_FX_01 = { ...livre(...CREANCE, ...DETTE), ...CLOTURE };

/** Au dernier arrêté de l'exercice, les à-nouveaux suivent le change. */
const sansANouveaux = (ecritures: readonly Ecriture[]) => ecritures.filter(e => e.origine !== 'AN');

describe('T-FX-01', () => {
  test('perte latente au 476, gain au 477, provision de la perte seule, au centime', () => {
    const { ecritures, anomalies } = passerComptabilite(T_FX_01).resultat;
    expect(anomalies).toEqual([]);
    expect(ecritures.map(e => [dateDe(e), ...enTextes(e)])).toEqual([
      ['2026-11-30', '476 D 470.22', '411 C1 C 470.22'],
      ['2026-12-01', '476 C 470.22', '411 C1 D 470.22'],
      ['2026-11-30', '401 F1 D 153.95', '477 C 153.95'],
      ['2026-12-01', '401 F1 C 153.95', '477 D 153.95'],
      ['2026-11-30', '6815 D 470.22', '1515 C 470.22'],
    ]);
  });
  test('position globale : la provision est l’excédent, 316,27 ; 476 et 477 restent entiers', () => {
    const { ecritures } = passerComptabilite({
      ...T_FX_01,
      ...option('PositionGlobaleChange', 'O'),
    }).resultat;
    expect(enTextes(ecritures.at(-1)!)).toEqual(['6815 D 316.27', '1515 C 316.27']);
    expect(ecritures.flatMap(enTextes)).toEqual(expect.arrayContaining(['476 D 470.22', '477 C 153.95']));
  });
  test('position globale : des échéances d’exercices différents ne se compensent pas (PCG art. 420-6)', () => {
    const loin = DETTE.map(l => l.replace('2026-12-15', '2027-01-15'));
    const dossier = { ...livre(...CREANCE, ...loin), ...CLOTURE, ...option('PositionGlobaleChange', 'O') };
    expect(enTextes(passerComptabilite(dossier).resultat.ecritures.at(-1)!)).toEqual([
      '6815 D 470.22',
      '1515 C 470.22',
    ]);
  });
  test('la feuille montre chaque poste : 8 620,69 et -4 310,34', () => {
    const { produites } = passerComptabilite(T_FX_01).resultat;
    const lignes = produites.find(p => p.table === (PositionsChange as never))!.lignes;
    expect(
      lignes.map(l => [
        l['Piece'],
        euros(l['ValeurComptable'] as number),
        euros(l['ValeurCloture'] as number),
      ]),
    ).toEqual([
      ['F1', '9090.91', '8620.69'],
      ['A1', '-4464.29', '-4310.34'],
    ]);
  });
});

describe('capacité 88 : 1 USD = 0,92 EUR à l’entrée, 0,90 à la clôture', () => {
  // Un euro vaut 1 / 0,90 = 1,111111 USD : 10 000 USD entrés à 9 200,00 en valent 9 000,00.
  const CAPACITE_88 = {
    ...livre(
      '2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;Vente USD;9200;0;USD;10000;2026-12-20;;',
      '2026;VT;1;2;2026-11-05;706;;F1;2026-11-05;Vente USD;0;9200;;;;;',
    ),
    ...cours('USD;2026-11-30;1.111111;CLOTURE'),
  };
  test('200,00 au 476 et 200,00 de provision, 6865 par option', () => {
    const { ecritures } = passerComptabilite({
      ...CAPACITE_88,
      ...option('ProvisionChange', 'FINANCIER'),
    }).resultat;
    expect(ecritures.map(enTextes)).toEqual([
      ['476 D 200.00', '411 C1 C 200.00'],
      ['476 C 200.00', '411 C1 D 200.00'],
      ['6865 D 200.00', '1515 C 200.00'],
    ]);
  });
  test('un gain latent ne passe jamais en résultat', () => {
    const { ecritures } = passerComptabilite({
      ...CAPACITE_88,
      ...cours('USD;2026-11-30;1.05;CLOTURE'),
    }).resultat;
    expect(ecritures.flatMap(e => e.lignes.map(l => l.compte)).filter(c => /^[67]/.test(c))).toEqual([]);
  });
});

describe('la provision s’ajuste par différence', () => {
  test('au mois suivant, le cours remonte : reprise de ce qui déborde ; relancer ne double rien', () => {
    const novembre = passerComptabilite(T_FX_01);
    const encore = comptabiliteGenerale.calculer(novembre.ensuite);
    expect(encore.ecritures).toEqual(novembre.resultat.ecritures);
    const decembre = {
      ...novembre.ensuite,
      arrete: le('2026-12-31'),
      tables: {
        lire: (table: never) =>
          (table as { nom: string }).nom === 'TauxChange'
            ? contexteDe(cours('USD;2026-12-31;1.12;CLOTURE')).tables.lire(table)
            : novembre.ensuite.tables.lire(table),
      } as never,
    };
    // 10 000 / 1,12 = 8 928,57 : perte 162,34 ; la provision passe de 470,22 à 162,34. La dette est à son cours.
    const { resultat } = calculer(comptabiliteGenerale, decembre);
    expect(
      sansANouveaux(resultat.ecritures)
        .filter(e => !e.cle.endsWith('EXTOURNE'))
        .map(enTextes),
    ).toEqual([
      ['476 D 162.34', '411 C1 C 162.34'],
      ['1515 D 307.88', '7815 C 307.88'],
    ]);
  });
  test('une provision déjà dans le grand livre compte', () => {
    const dossier = {
      ...T_FX_01,
      ...livre(
        ...CREANCE,
        '2026;OD;9;1;2026-10-31;6815;;P;2026-10-31;Provision;100;0;;;;;',
        '2026;OD;9;2;2026-10-31;1515;;P;2026-10-31;Provision;0;100;;;;;',
      ),
    };
    expect(enTextes(passerComptabilite(dossier).resultat.ecritures.at(-1)!)).toEqual([
      '6815 D 370.22',
      '1515 C 370.22',
    ]);
  });
  test('la part couverte ne se provisionne pas : 4 000 USD couverts sur 10 000, arr(470,22 × 6 / 10) = 282,13', () => {
    const couverture = {
      CouverturesChange: 'IdCouverture;Tiers;Piece;Devise;MontantDevise\nH1;C1;F1;USD;4000',
    };
    const { ecritures } = passerComptabilite({ ...T_FX_01, ...couverture }).resultat;
    expect(enTextes(ecritures.at(-1)!)).toEqual(['6815 D 282.13', '1515 C 282.13']);
    expect(enTextes(ecritures[0]!)).toEqual(['476 D 470.22', '411 C1 C 470.22']);
  });
});

describe('ce qui se réévalue, et ce qui ne se réévalue pas', () => {
  test('un cours manque : bloquant, il nomme la devise et la date ; un cours du mois d’avant ne vaut pas', () => {
    const { resultat } = passerComptabilite({ ...T_FX_01, ...cours('USD;2026-10-31;1.12;CLOTURE') });
    expect([resultat.ecritures, codes(resultat, 'BLOQUANT')]).toEqual([[], ['C-CHG-01']]);
    expect(resultat.anomalies[0]!.message).toContain('USD pour le mois du 30/11/2026');
    expect(resultat.anomalies[0]!.en!.message).toContain('USD for the month of 2026-11-30');
  });
  test('sans montant en devise : bloquant', () => {
    const dossier = { ...livre(...CREANCE.map(l => l.replace(';10000;', ';;'))), ...CLOTURE };
    expect(codes(passerComptabilite(dossier).resultat, 'BLOQUANT')).toEqual(['C-CHG-02']);
  });
  test('la trésorerie passe par le résultat, sans extourne, et le mois suivant repart de sa nouvelle valeur', () => {
    const tresorerie = livre(
      '2026;BQ;1;1;2026-11-05;5124;;R1;2026-11-05;Virement;909.09;0;USD;1000;;;',
      '2026;BQ;1;2;2026-11-05;706;;R1;2026-11-05;Virement;0;909.09;;;;;',
    );
    // 1 000 / 1,16 = 862,07 : perte 47,02.
    const { resultat, ensuite } = passerComptabilite({ ...tresorerie, ...CLOTURE });
    expect(resultat.ecritures.map(enTextes)).toEqual([['666 D 47.02', '5124 C 47.02']]);
    const tables = {
      lire: (table: never) =>
        (table as { nom: string }).nom === 'TauxChange'
          ? contexteDe(cours('USD;2026-12-31;1.16;CLOTURE')).tables.lire(table)
          : ensuite.tables.lire(table),
    } as never;
    expect(
      sansANouveaux(
        comptabiliteGenerale.calculer({ ...ensuite, arrete: le('2026-12-31'), tables }).ecritures,
      ),
    ).toEqual([]);
    expect(comptabiliteGenerale.calculer(ensuite).ecritures).toEqual(resultat.ecritures);
  });
  test('un acompte ne se réévalue que par option', () => {
    const acompte = livre(
      '2026;BQ;1;1;2026-11-05;512;;R1;2026-11-05;Acompte;909.09;0;;;;;',
      '2026;BQ;1;2;2026-11-05;4191;C1;R1;2026-11-05;Acompte;0;909.09;USD;1000;;;',
    );
    expect(passerComptabilite({ ...acompte, ...CLOTURE }).resultat.ecritures).toEqual([]);
    const avec = passerComptabilite({ ...acompte, ...CLOTURE, ...option('ReevaluerAcomptes', 'O') });
    expect(enTextes(avec.resultat.ecritures[0]!)).toEqual(['4191 C1 D 47.02', '477 C 47.02']);
  });
  test('réglée en partie (cas limite 17) : le reste à son cours d’entrée, l’écart réalisé se signale', () => {
    // 4 000 USD reçus à 1,16 = 3 448,28 ; il reste 6 000 USD, entrés à 5 454,55, qui valent 5 172,41 : perte 282,14.
    // Réalisé : 4 000 USD entrés à 3 636,36, réglés 3 448,28 : perte 188,08 à passer au 656.
    const partielle = [
      '2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;Vente USD;9090.91;0;USD;10000;2026-12-20;a;2026-11-20',
      '2026;VT;1;2;2026-11-05;707;;F1;2026-11-05;Vente USD;0;9090.91;;;;;',
      '2026;BQ;1;1;2026-11-20;411;C1;R1;2026-11-20;Règlement;0;3448.28;USD;4000;;a;2026-11-20',
      '2026;BQ;1;2;2026-11-20;512;;R1;2026-11-20;Règlement;3448.28;0;;;;;',
    ];
    const { resultat } = passerComptabilite({ ...livre(...partielle), ...CLOTURE });
    expect(enTextes(resultat.ecritures[0]!)).toEqual(['476 D 282.14', '411 C1 C 282.14']);
    expect(codes(resultat).filter(c => c.startsWith('C-CHG'))).toEqual(['C-CHG-04']);
    expect(resultat.anomalies[0]!.message).toContain('perte réalisée de 188,08');
  });
  test('soldée, elle disparaît ; lettrée après l’arrêté, elle est ouverte', () => {
    const soldee = (quand: string) => [
      `2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;Vente USD;9090.91;0;USD;10000;2026-12-20;A;${quand}`,
      `2026;BQ;1;1;2026-11-20;411;C1;R1;2026-11-20;Règlement;0;9090.91;USD;10000;;A;${quand}`,
    ];
    expect(passerComptabilite({ ...livre(...soldee('2026-11-20')), ...CLOTURE }).resultat.ecritures).toEqual(
      [],
    );
    const apres = passerComptabilite({ ...livre(soldee('2026-12-05')[0]!), ...CLOTURE }).resultat;
    expect(enTextes(apres.ecritures[0]!)).toEqual(['476 D 470.22', '411 C1 C 470.22']);
  });
});

describe('propriétés', () => {
  const poste = fc.record({
    devise: fc.constantFrom('USD', 'GBP'),
    nature: fc.constantFrom('COMMERCIAL' as const, 'FINANCIER' as const),
    exercice: fc.constantFrom('2026', '2027', undefined),
    ecart: fc.integer({ min: -1e8, max: 1e8 }).map(m => m as Montant),
  });
  const requis = (postes: Parameters<typeof provisionner>[0], globale: boolean) =>
    provisionner(postes, globale).reduce((s, p) => s + p.requis, 0);

  test('la position globale ne provisionne jamais plus, et jamais moins que l’excédent net par devise', () => {
    fc.assert(
      fc.property(fc.array(poste, { maxLength: 20 }), postes => {
        const pertes = postes.reduce((s, p) => s + Math.max(0, -p.ecart), 0);
        const nets = ['USD', 'GBP'].map(d =>
          Math.max(0, -postes.filter(p => p.devise === d).reduce((s, p) => s + p.ecart, 0)),
        );
        expect(requis(postes, false)).toBe(pertes);
        expect(requis(postes, true)).toBeLessThanOrEqual(pertes);
        expect(requis(postes, true)).toBeGreaterThanOrEqual(nets[0]! + nets[1]!);
      }),
    );
  });
  test('écart plus extourne ne laissent rien sur aucun compte', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 5000, max: 20_000 }),
        fc.integer({ min: 5000, max: 20_000 }),
        (devise, entree, cloture) => {
          const valeur = ((devise / 100) * (10_000 / entree)).toFixed(2);
          const { ecritures } = passerComptabilite({
            ...livre(
              `2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;V;${valeur};0;USD;${(devise / 100).toFixed(2)};2026-12-20;;`,
            ),
            ...cours(`USD;2026-11-30;${(cloture / 10_000).toFixed(4)};CLOTURE`),
          }).resultat;
          const change = ecritures.filter(e => e.cle.startsWith('CHANGE|'));
          expect(change.length === 0 || change.length === 2).toBe(true);
          if (change[0]) expect(change[1]).toEqual(extourner(change[0], le('2026-12-01')));
        },
      ),
      { numRuns: 50 },
    );
  });
});
