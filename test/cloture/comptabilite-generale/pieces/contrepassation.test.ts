import * as fc from 'fast-check';
import { pieces } from '../../../../src/cloture/comptabilite-generale/pieces';
import {
  contrepasser,
  type LigneDuLivre,
  type PieceDuLivre,
} from '../../../../src/cloture/comptabilite-generale/pieces/calcul/contrepasser';
import { PiecesContrepassees } from '../../../../src/cloture/comptabilite-generale/pieces/tables';
import { compte, montant, type Montant } from '../../../../src/comptabilite';
import { codes, dateDe, enTextes, euros, le, passerPieces, type Dossier } from './atelier';

const LIVRE =
  'Exercice;Journal;EcritureNum;Ligne;DateEcriture;Compte;Tiers;Piece;DatePiece;Libelle;Debit;Credit;DateEcheance;Lettrage';
const livre = (...lignes: string[]): Dossier => ({ Ecritures: [LIVRE, ...lignes].join('\n') });
const VENTE = (n: number, ht: string, ttc: string) => [
  `2026;VT;${n};1;2026-10-1${n};411;C1;F${n};2026-10-1${n};Vente ${n};${ttc};0;2026-11-30;`,
  `2026;VT;${n};2;2026-10-1${n};706;;F${n};2026-10-1${n};Vente ${n};0;${ht};;`,
  `2026;VT;${n};3;2026-10-1${n};44571;;F${n};2026-10-1${n};Vente ${n};0;${(Number(ttc) - Number(ht)).toFixed(2)};;`,
];
const BANQUE = [
  '2026;BQ;7;1;2026-10-20;512;;R7;2026-10-20;Remise;1200;0;;',
  '2026;BQ;7;2;2026-10-20;411;C1;R7;2026-10-20;Remise;0;1200;;',
];
const DEMANDE =
  'IdDemande;Date;Mode;Brouillard;Motif;Cle;Exercice;Journal;EcritureNum;Du;Au;Piece;Compte;Tiers;Origine';
const demandes = (...lignes: string[]): Dossier => ({ Contrepassations: [DEMANDE, ...lignes].join('\n') });

const dossier = (...lignes: string[]) => ({
  ...livre(...VENTE(1, '1000', '1200'), ...VENTE(2, '500', '600'), ...BANQUE),
  ...demandes(...lignes),
});
const passer = (...lignes: string[]) => passerPieces(dossier(...lignes)).resultat;

describe('une écriture', () => {
  test('contraire exact, mêmes comptes, tiers et pièce, à la date choisie ; liée à l’origine', () => {
    const [e] = passer('D1;2026-11-05;;;Doublon;2026|VT|1').ecritures;
    expect(enTextes(e!)).toEqual(['411 C1 C 1200.00', '706 D 1000.00', '44571 D 200.00']);
    expect(e!.lignes.map(l => l.piece)).toEqual(['F1', 'F1', 'F1']);
    expect([dateDe(e!), e!.extourneDe, e!.origine, e!.journal]).toEqual([
      '2026-11-05',
      '2026|VT|1',
      'EXTOURNE',
      'VT',
    ]);
  });
  test('le compte rendu va de l’origine à la contrepassation', () => {
    const { produites } = passer('D1;2026-11-05;;;Doublon;2026|VT|1');
    const [ligne] = produites.find(p => p.table === (PiecesContrepassees as never))!.lignes;
    expect(ligne).toMatchObject({
      Origine: '2026|VT|1',
      Contrepassation: 'CONTREPASSATION|2026-11-30|D1~2026/VT/1|EXTOURNE',
      Etat: 'FAITE',
      Raison: 'Doublon',
      EcritureNum: '1',
    });
    expect(euros(ligne!['Montant'] as number)).toBe('1200.00');
  });
  test('mode négatif : mêmes côtés, montants négatifs ; les mouvements du mois redeviennent ceux d’avant', () => {
    const [e] = passer('D1;2026-11-05;NEGATIF;;Doublon;2026|VT|1').ecritures;
    expect(enTextes(e!)).toEqual(['411 C1 D -1200.00', '706 C -1000.00', '44571 C -200.00']);
  });
  test('journal de banque : la contrepartie se contrepasse aussi (capacité 284)', () => {
    const [e] = passer('D1;2026-11-05;;;Rejet;;2026;BQ;7').ecritures;
    expect(enTextes(e!)).toEqual(['512 C 1200.00', '411 C1 D 1200.00']);
  });
  test('laissée au brouillard, elle a sa propre clé', () => {
    expect(passer('D1;2026-11-05;;O;Doublon;2026|VT|1').ecritures[0]!.cle).toBe(
      'BROUILLARD|2026-11-30|D1~2026/VT/1|EXTOURNE',
    );
  });
});

describe('ce qui se refuse', () => {
  test.each([
    ['mois fermé', 'D1;2026-10-25;;;Doublon;2026|VT|1', 'C-GEN-04'],
    ['sans critère', 'D1;2026-11-05;;;Doublon', 'C-CTP-01'],
    ['clé inconnue', 'D1;2026-11-05;;;Doublon;2026|VT|99', 'C-CTP-02'],
  ])('%s', (_, demande, code) => {
    const resultat = passer(demande);
    expect([resultat.ecritures, codes(resultat, 'BLOQUANT')]).toEqual([[], [code]]);
  });
  test('deux fois : la seconde demande est refusée, et dit par quoi', () => {
    const resultat = passer('D1;2026-11-05;;;Doublon;2026|VT|1', 'D2;2026-11-06;;;Encore;2026|VT|1');
    expect(resultat.ecritures).toHaveLength(1);
    expect(codes(resultat, 'BLOQUANT')).toEqual(['C-CTP-03']);
    expect(resultat.anomalies[0]!.message).toContain('déjà contrepassée par CONTREPASSATION|2026-11-30|D1');
  });
  test('au mois suivant non plus, et sa contrepassation ne se contrepasse pas', () => {
    const { ensuite } = passerPieces(dossier('D1;2026-11-05;;;Doublon;2026|VT|1'));
    const avec = (demande: string) => ({
      ...ensuite,
      arrete: le('2026-12-31'),
      tables: {
        lire: (table: never) =>
          (table as { nom: string }).nom === 'Contrepassations'
            ? passerPieces(dossier(demande)).ensuite.tables.lire(table)
            : ensuite.tables.lire(table),
      },
    });
    const encore = pieces.calculer(avec('D2;2026-12-05;;;Encore;2026|VT|1') as never);
    expect([encore.ecritures, codes(encore)]).toEqual([[], ['C-CTP-03']]);
    const retour = pieces.calculer(
      avec('D3;2026-12-05;;;Retour;CONTREPASSATION|2026-11-30|D1~2026/VT/1|EXTOURNE') as never,
    );
    expect([retour.ecritures, codes(retour)]).toEqual([[], ['C-CTP-03']]);
    expect(retour.anomalies[0]!.message).toContain('extourne');
  });
  test('une pièce déséquilibrée n’a pas de contraire', () => {
    const { resultat } = passerPieces({
      ...livre(
        '2026;OD;1;1;2026-10-10;613;;X;2026-10-10;X;10;0;;',
        '2026;OD;1;2;2026-10-10;512;;X;2026-10-10;X;0;9;;',
      ),
      ...demandes('D1;2026-11-05;;;X;2026|OD|1'),
    });
    expect([resultat.ecritures, codes(resultat)]).toEqual([[], ['C-CTP-03']]);
  });
});

describe('en masse', () => {
  test('un filtre, N écritures, N contrepassations ; la demande ne se repasse pas', () => {
    const { resultat, ensuite } = passerPieces(dossier('M1;2026-11-30;;;Reprise;;;VT'));
    expect(resultat.ecritures.map(e => e.extourneDe)).toEqual(['2026|VT|1', '2026|VT|2']);
    expect(pieces.calculer(ensuite).ecritures.map(e => e.cle)).toEqual(resultat.ecritures.map(e => e.cle));
    expect(pieces.calculer({ ...ensuite, arrete: le('2026-12-31') }).ecritures).toEqual([]);
  });
  test('celle qui est déjà contrepassée est écartée et dite, les autres passent', () => {
    const resultat = passer('D1;2026-11-05;;;Doublon;2026|VT|1', 'M1;2026-11-30;;;Reprise;;;VT');
    expect(resultat.ecritures.map(e => e.extourneDe)).toEqual(['2026|VT|1', '2026|VT|2']);
    expect([codes(resultat, 'ALERTE'), codes(resultat, 'BLOQUANT')]).toEqual([['C-CTP-03'], []]);
  });
  test.each([
    ['par dates', ';;;;;2026-10-12;2026-10-19', ['2026|VT|2']],
    ['par compte', ';;;;;;;;512', ['2026|BQ|7']],
    ['par tiers et pièce', ';;;;;;;F2;;C1', ['2026|VT|2']],
  ])('%s', (_, criteres, attendues) => {
    expect(passer(`M1;2026-11-30;;;Reprise${criteres}`).ecritures.map(e => e.extourneDe)).toEqual(attendues);
  });
});

const COMPTES = ['411', '401', '512', '606400', '706', '44571'].map(compte);

const piece = fc
  .array(
    fc.record({
      rang: fc.nat(COMPTES.length - 1),
      centimes: fc.integer({ min: 1, max: 1e9 }),
      debit: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((lignes): PieceDuLivre => {
    const ligne = (rang: number, debit: number, credit: number, i: number): LigneDuLivre => ({
      ligne: i + 2,
      Exercice: '2026',
      Journal: 'OD',
      EcritureNum: '1',
      Ligne: i + 1,
      DateEcriture: le('2026-11-02'),
      Compte: COMPTES[rang]!,
      Piece: 'P',
      DatePiece: le('2026-11-02'),
      Libelle: 'P',
      Debit: montant(debit),
      Credit: montant(credit),
    });
    const faites = lignes.map((l, i) =>
      l.debit ? ligne(l.rang, l.centimes, 0, i) : ligne(l.rang, 0, l.centimes, i),
    );
    const solde = faites.reduce((s, l) => s + l.Debit - l.Credit, 0);
    const reste = solde === 0 ? [] : [ligne(2, Math.max(0, -solde), Math.max(0, solde), faites.length)];
    return { cle: 'K', table: 'Ecritures', lignes: [...faites, ...reste] };
  })
  .filter(p => p.lignes.length >= 2);

describe('propriétés', () => {
  const facon = (mode: 'INVERSE' | 'NEGATIF') => ({ cle: 'R', date: le('2026-11-30'), mode, libelle: 'R' });
  const soldes = (lignes: readonly { compte: string; m: number }[]) => {
    const total = new Map<string, number>();
    for (const { compte: c, m } of lignes) total.set(c, (total.get(c) ?? 0) + m);
    return total;
  };
  test('dans les deux modes, chaque solde revient à zéro et la pièce est équilibrée', () => {
    fc.assert(
      fc.property(piece, fc.constantFrom('INVERSE' as const, 'NEGATIF' as const), (origine, mode) => {
        const e = contrepasser(origine, facon(mode));
        const tout = soldes([
          ...origine.lignes.map(l => ({ compte: l.Compte, m: l.Debit - l.Credit })),
          ...e.lignes.map(l => ({ compte: l.compte, m: l.debit - l.credit })),
        ]);
        expect([...tout.values()].every(m => m === 0)).toBe(true);
        expect(e.lignes.reduce((s, l) => s + l.debit - l.credit, 0)).toBe(0);
      }),
    );
  });
  test('en négatif, les mouvements débit et crédit de chaque compte reviennent à ce qu’ils étaient', () => {
    fc.assert(
      fc.property(piece, origine => {
        const e = contrepasser(origine, facon('NEGATIF'));
        for (const cote of ['Debit', 'Credit'] as const) {
          const avant = origine.lignes.map(l => ({ compte: l.Compte, m: l[cote] as number }));
          const apres = e.lignes.map(l => ({
            compte: l.compte as string,
            m: l[cote === 'Debit' ? 'debit' : 'credit'] as Montant as number,
          }));
          expect([...soldes([...avant, ...apres]).values()].every(m => m === 0)).toBe(true);
        }
      }),
    );
  });
});
