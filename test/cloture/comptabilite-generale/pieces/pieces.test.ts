import * as fc from 'fast-check';
import { echeances } from '../../../../src/cloture/comptabilite-generale/pieces/calcul/abonnement';
import { pieces } from '../../../../src/cloture/comptabilite-generale/pieces';
import { appliquerModele } from '../../../../src/cloture/comptabilite-generale/pieces/calcul/modele';
import {
  compte,
  depuisEuros,
  lireNumero,
  Numerotation,
  somme,
  taux,
  trous,
  versIso,
  type Montant,
} from '../../../../src/comptabilite';
import { codes, dateDe, enTextes, euros, le, passerPieces, type Dossier } from './atelier';

const SAISIE =
  'IdPiece;Ligne;Type;Date;Journal;Piece;Libelle;Compte;Tiers;Debit;Credit;Montant;CodeTVA;Modele';
const saisie = (...lignes: string[]): Dossier => ({ SaisieEcritures: [SAISIE, ...lignes].join('\n') });
const ecritures = (dossier: Dossier, arrete?: string) => passerPieces(dossier, arrete).resultat.ecritures;

describe('une facture saisie en une ligne', () => {
  const facture = (type: string, tiers: string, compteBase: string, ht: string, code: string) =>
    ecritures(saisie(`P1;1;${type};2026-11-12;;F-77;Facture;${compteBase};${tiers};;;${ht};${code};`));

  test('vente de 1 000,00 à 20 % : tiers, produit, TVA ; au journal des ventes', () => {
    const [e] = facture('FACTURE_CLIENT', 'C1', '706', '1000.00', 'N');
    expect(enTextes(e!)).toEqual(['411 C1 D 1200.00', '706 C 1000.00', '44571 C 200.00']);
    expect([e!.journal, e!.origine, e!.cle]).toEqual(['VT', 'SAISIE', 'SAISIE|2026-11-30|P1|ARRETE']);
  });
  test('avoir fournisseur : les côtés de la facture, échangés', () => {
    const [e] = facture('AVOIR_FOURNISSEUR', 'F1', '606400', '300.00', 'N');
    expect(enTextes(e!)).toEqual(['401 F1 D 360.00', '606400 C 300.00', '44566 C 60.00']);
  });
  test('TVA non récupérable dans la charge, autoliquidée due et déductible, exonérée absente', () => {
    expect(enTextes(facture('FACTURE_FOURNISSEUR', 'F1', '606400', '100.00', 'NR')[0]!)).toEqual([
      '401 F1 C 120.00',
      '606400 D 120.00',
    ]);
    expect(enTextes(facture('FACTURE_FOURNISSEUR', 'F1', '606400', '100.00', 'A')[0]!)).toEqual([
      '401 F1 C 100.00',
      '606400 D 100.00',
      '44566 D 20.00',
      '4452 C 20.00',
    ]);
    expect(enTextes(facture('FACTURE_CLIENT', 'C1', '706', '100.00', 'X')[0]!)).toEqual([
      '411 C1 D 100.00',
      '706 C 100.00',
    ]);
  });
  test('sur les encaissements, la TVA d’une vente attend au 44574', () => {
    expect(enTextes(facture('FACTURE_CLIENT', 'C1', '706', '100.00', 'E')[0]!)).toContain('44574 C 20.00');
  });
  test('deux lignes : un tiers pour le tout, la TVA arrondie par ligne puis ajoutée', () => {
    // 10,03 × 20 % = 2,006 → 2,01 deux fois : 4,02, et non arr(20,06 × 20 %) = 4,01.
    const [e] = ecritures(
      saisie(
        'P1;1;FACTURE_CLIENT;2026-11-12;;F-77;Facture;706;C1;;;10.03;N;',
        'P1;2;FACTURE_CLIENT;2026-11-12;;F-77;Facture;707;C1;;;10.03;N;',
      ),
    );
    expect(enTextes(e!)).toEqual(['411 C1 D 24.08', '706 C 10.03', '707 C 10.03', '44571 C 4.02']);
  });
});

describe('les invariants d’une pièce', () => {
  const refus = (...lignes: string[]) => {
    const { resultat } = passerPieces(saisie(...lignes));
    expect(resultat.ecritures).toEqual([]);
    expect(resultat.anomalies.every(a => a.en !== undefined && a.remede !== '')).toBe(true);
    return codes(resultat, 'BLOQUANT');
  };
  const ligne = (
    n: number,
    compteLigne: string,
    debit: string,
    credit: string,
    options: { date?: string; tiers?: string } = {},
  ) =>
    `P1;${n};ECRITURE;${options.date ?? '2026-11-12'};;X1;OD;${compteLigne};${options.tiers ?? ''};${debit};${credit};;;`;

  test('équilibrée, elle se passe au journal des OD, avec sa pièce', () => {
    const [e] = ecritures(saisie(ligne(1, '613', '500.00', ''), ligne(2, '512', '', '500.00')));
    expect(enTextes(e!)).toEqual(['613 D 500.00', '512 C 500.00']);
    expect([e!.journal, e!.piece, dateDe(e!)]).toEqual(['OD', 'X1', '2026-11-12']);
  });
  test('un centime d’écart : C-CPT-01, qui dit les deux totaux', () => {
    const { resultat } = passerPieces(saisie(ligne(1, '613', '500.00', ''), ligne(2, '512', '', '499.99')));
    expect(codes(resultat)).toEqual(['C-CPT-01']);
    expect(resultat.anomalies[0]!.message).toContain('débit 500,00, crédit 499,99');
    expect(resultat.anomalies[0]!.en!.message).toContain('debit 500.00, credit 499.99');
  });
  test.each([
    ['une seule ligne', [ligne(1, '613', '500.00', '')], 'C-PIE-03'],
    [
      'dates différentes',
      [ligne(1, '613', '5.00', ''), ligne(2, '512', '', '5.00', { date: '2026-11-13' })],
      'C-PIE-02',
    ],
    ['débit et crédit', [ligne(1, '613', '5.00', '5.00'), ligne(2, '512', '', '5.00')], 'C-PIE-04'],
    ['compte inconnu', [ligne(1, '628', '5.00', ''), ligne(2, '512', '', '5.00')], 'C-PIE-06'],
    ['compte bloqué', [ligne(1, '613900', '5.00', ''), ligne(2, '512', '', '5.00')], 'C-PIE-07'],
    ['compte de regroupement', [ligne(1, '606', '5.00', ''), ligne(2, '512', '', '5.00')], 'C-PIE-07'],
    ['collectif sans tiers', [ligne(1, '411', '5.00', ''), ligne(2, '512', '', '5.00')], 'C-CPT-03'],
    [
      'tiers hors collectif',
      [ligne(1, '613', '5.00', '', { tiers: 'F1' }), ligne(2, '512', '', '5.00')],
      'C-CPT-03',
    ],
    [
      'mois fermé',
      [
        ligne(1, '613', '5.00', '', { date: '2026-10-12' }),
        ligne(2, '512', '', '5.00', { date: '2026-10-12' }),
      ],
      'C-GEN-04',
    ],
    [
      'hors exercice',
      [
        ligne(1, '613', '5.00', '', { date: '2025-10-12' }),
        ligne(2, '512', '', '5.00', { date: '2025-10-12' }),
      ],
      'C-PIE-01',
    ],
  ])('%s : refusée', (_, lignes, code) => {
    expect(refus(...lignes)).toContain(code);
  });
  test('une pièce d’après l’arrêté attend le sien', () => {
    const suivante = [
      ligne(1, '613', '5.00', '', { date: '2026-12-01' }),
      ligne(2, '512', '', '5.00', { date: '2026-12-01' }),
    ];
    expect(ecritures(saisie(...suivante))).toEqual([]);
    expect(ecritures(saisie(...suivante), '2026-12-31')).toHaveLength(1);
  });

  const VALIDEE = (montant: string, validation: string) => ({
    EcrituresCloture: `Exercice;Journal;EcritureNum;Ligne;DateEcriture;Compte;Piece;DatePiece;Libelle;Debit;Credit;DateValidation;Origine;CleGeneration
2026;OD;CL-2026-11-001;1;2026-11-12;613;X1;2026-11-12;OD;${montant};0;${validation};SAISIE;SAISIE|2026-11-30|P1|ARRETE
2026;OD;CL-2026-11-001;2;2026-11-12;512;X1;2026-11-12;OD;0;${montant};${validation};SAISIE;SAISIE|2026-11-30|P1|ARRETE`,
  });
  test('passée à l’arrêté d’avant, elle ne se repasse pas ; validée puis changée, elle bloque (PCG 1031-3)', () => {
    const pareille = saisie(ligne(1, '613', '500.00', ''), ligne(2, '512', '', '500.00'));
    const decembre = (validation: string, montant = '500.00') =>
      passerPieces({ ...pareille, ...VALIDEE(montant, validation) }, '2026-12-31').resultat;
    expect([decembre('2026-12-03').ecritures, codes(decembre('2026-12-03'))]).toEqual([[], []]);
    expect(codes(decembre('2026-12-03', '499.00'))).toEqual(['C-PIE-10']);
    expect(codes(decembre('', '499.00'))).toEqual([]);
  });
  test('passée à l’arrêté d’avant, elle ne se repasse pas, même si son code porte une barre', () => {
    const barre = (texte: string) => texte.replaceAll('P1;', 'P|1;').replaceAll('|P1|', '|P|1|');
    const { SaisieEcritures } = saisie(ligne(1, '613', '500.00', ''), ligne(2, '512', '', '500.00'));
    const { resultat } = passerPieces(
      {
        SaisieEcritures: barre(SaisieEcritures!),
        EcrituresCloture: barre(VALIDEE('500.00', '2026-12-03').EcrituresCloture),
      },
      '2026-12-31',
    );
    expect([resultat.ecritures, codes(resultat)]).toEqual([[], []]);
  });
  test('validée au même arrêté, d’un autre montant : C-GEN-07', () => {
    const { resultat } = passerPieces({
      ...saisie(ligne(1, '613', '500.00', ''), ligne(2, '512', '', '500.00')),
      ...VALIDEE('499.00', '2026-12-03'),
    });
    expect([resultat.ecritures, codes(resultat)]).toEqual([[], ['C-GEN-07']]);
  });
});

describe('un modèle', () => {
  const MODELES = 'Modele;Ligne;Journal;Compte;Sens;Part;Montant;Tiers;Libelle';
  const modeles = (...lignes: string[]) => ({ ModelesEcritures: [MODELES, ...lignes].join('\n') });

  test('répartit un montant ; la ligne libre équilibre', () => {
    const [e] = ecritures({
      ...saisie('P1;1;MODELE;2026-11-30;;L11;Loyer novembre;;F1;;;1000.01;;LOYER'),
      ...modeles('LOYER;1;AC;613;DEBIT;0.5;;;', 'LOYER;2;;606100;DEBIT;0.5;;;', 'LOYER;3;;401;CREDIT;;;;'),
    });
    expect(enTextes(e!)).toEqual(['613 D 500.01', '606100 D 500.01', '401 F1 C 1000.02']);
    expect(e!.journal).toBe('AC');
  });
  test('inconnu ou à deux lignes libres : refusé', () => {
    const demande = saisie('P1;1;MODELE;2026-11-30;;L11;Loyer;;F1;;;1000.00;;LOYER');
    expect(codes(passerPieces(demande).resultat)).toContain('C-PIE-08');
    const faux = modeles('LOYER;1;;613;DEBIT;;;;', 'LOYER;2;;401;CREDIT;;;;');
    expect(codes(passerPieces({ ...demande, ...faux }).resultat)).toContain('C-PIE-08');
  });
  test('propriété : quelles que soient les parts, l’écriture est équilibrée', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ part: fc.integer({ min: 0, max: 10_000 }), debit: fc.boolean() }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (parts, centimes) => {
          const lignes = appliquerModele(
            [
              ...parts.map(({ part, debit }, i) => ({
                Ligne: i + 1,
                Compte: compte('613'),
                Sens: debit ? ('DEBIT' as const) : ('CREDIT' as const),
                Part: taux(part).div(10_000),
              })),
              { Ligne: 99, Compte: compte('512'), Sens: 'CREDIT' },
            ],
            centimes as Montant,
          );
          expect(somme(lignes.map(l => l.debit))).toBe(somme(lignes.map(l => l.credit)));
        },
      ),
    );
  });
});

describe('un abonnement', () => {
  const ABO = 'IdAbonnement;Libelle;Mode;Montant;Periodicite;Debut;Fin;ArretLe;Compte;Contrepartie;Modele';
  const abonnement = (...lignes: string[]) => ({ Abonnements: [ABO, ...lignes].join('\n') });

  test('fixe mensuel : une écriture par mois, au 488, à la fin du mois', () => {
    const liste = ecritures(abonnement('EAU;Eau;FIXE;100.00;MENSUELLE;2026-11-01;;;606100;;'));
    expect(liste.map(e => [dateDe(e), ...enTextes(e)])).toEqual([
      ['2026-11-30', '606100 D 100.00', '488 C 100.00'],
    ]);
    expect(liste[0]!.cle).toBe('ABONNEMENT|2026-11-30|EAU#2026-11|ARRETE');
  });
  test('jamais deux fois : la période passée à un autre arrêté ne revient pas', () => {
    const dossier = abonnement('EAU;Eau;FIXE;100.00;MENSUELLE;2026-11-01;;;606100;;');
    const { ensuite } = passerPieces(dossier);
    const decembre = pieces.calculer({ ...ensuite, arrete: le('2026-12-31') });
    expect(decembre.ecritures.map(e => e.cle)).toEqual(['ABONNEMENT|2026-12-31|EAU#2026-12|ARRETE']);
    expect(pieces.calculer(ensuite).ecritures.map(e => e.cle)).toEqual([
      'ABONNEMENT|2026-11-30|EAU#2026-11|ARRETE',
    ]);
  });
  test('un mois fermé se rattrape au premier jour ouvert, avec sa date de survenance, et se dit', () => {
    const { resultat } = passerPieces(abonnement('EAU;Eau;FIXE;100.00;MENSUELLE;2026-10-01;;;606100;;'));
    expect(resultat.ecritures.map(e => [dateDe(e), e.survenance && versIso(e.survenance)])).toEqual([
      ['2026-11-01', '2026-10-31'],
      ['2026-11-30', undefined],
    ]);
    expect(codes(resultat)).toEqual(['C-ABO-02']);
  });
  test('étalé : 100,00 sur trois mois donne 33,33, 33,34 et 33,33 (domaine §0.1)', () => {
    const parts = echeances(
      {
        Mode: 'ETALE',
        Montant: depuisEuros(100),
        Periodicite: 'MENSUELLE',
        Debut: le('2026-01-15'),
        Fin: le('2026-03-02'),
      },
      le('2026-12-31'),
    );
    expect(parts.map(e => [versIso(e.date), euros(e.montant)])).toEqual([
      ['2026-01-31', '33.33'],
      ['2026-02-28', '33.34'],
      ['2026-03-31', '33.33'],
    ]);
  });
  test('trimestriel, il s’arrête quand on l’arrête', () => {
    const abonne = {
      Mode: 'FIXE',
      Montant: depuisEuros(90),
      Periodicite: 'TRIMESTRIELLE',
      Debut: le('2026-01-01'),
    } as const;
    expect(echeances(abonne, le('2026-12-31')).map(e => e.periode)).toEqual([
      '2026-03',
      '2026-06',
      '2026-09',
      '2026-12',
    ]);
    expect(echeances({ ...abonne, ArretLe: le('2026-07-01') }, le('2026-12-31')).map(e => e.periode)).toEqual(
      ['2026-03', '2026-06'],
    );
  });
  test.each([
    ['sans compte ni modèle', 'EAU;Eau;FIXE;100.00;MENSUELLE;2026-11-01;;;;;'],
    ['étalé sans fin', 'EAU;Eau;ETALE;100.00;MENSUELLE;2026-11-01;;;606100;;'],
    ['fini avant de commencer', 'EAU;Eau;ETALE;100.00;MENSUELLE;2026-11-01;2026-09-30;;606100;;'],
  ])('%s : refusé', (_, ligne) => {
    expect(codes(passerPieces(abonnement(ligne)).resultat, 'BLOQUANT')).toEqual(['C-ABO-01']);
  });
  test('propriété : les parts d’un étalement font le total, jamais plus d’un centime d’écart entre elles', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e10, max: 1e10 }),
        fc.integer({ min: 1, max: 120 }),
        (centimes, mois) => {
          const Fin = (le('2026-01-31') + (mois - 1) * 30.4375) | 0;
          const abonne = {
            Mode: 'ETALE',
            Montant: centimes as Montant,
            Periodicite: 'MENSUELLE',
            Debut: le('2026-01-01'),
            Fin: Fin as never,
          } as const;
          const parts = echeances(abonne, le('2040-12-31')).map(e => e.montant);
          expect(somme(parts)).toBe(centimes);
          expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('les numéros', () => {
  test('les trous se voient, préfixe par préfixe', () => {
    expect(trous(['1', '2', '2', '5', 'A-7', 'A-9', 'sans'])).toEqual([
      { prefixe: '', du: 3, au: 4 },
      { prefixe: 'A-', du: 8, au: 8 },
    ]);
  });
  test('propriété : donnés parmi d’autres déjà pris, ils se suivent sans trou ni doublon, suite par suite', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
        fc.array(fc.constantFrom('2026|VT', '2026|OD', '2027|OD'), { minLength: 1, maxLength: 30 }),
        (pris, suites) => {
          const numerotation = new Numerotation('CL-2026-11-');
          const numero = (rang: number) => `CL-2026-11-${String(rang).padStart(3, '0')}`;
          for (const rang of pris) numerotation.reserver('2026|OD', numero(rang));
          const donnes = new Map<string, string[]>();
          for (const suite of suites)
            donnes.set(suite, [...(donnes.get(suite) ?? []), numerotation.suivant(suite)]);
          for (const [suite, numeros] of donnes) {
            const deja = suite === '2026|OD' ? pris.map(numero) : [];
            expect(new Set([...deja, ...numeros]).size).toBe(deja.length + numeros.length);
            // Du premier au dernier donné, tout rang est pris ou donné.
            const dernier = lireNumero(numeros.at(-1)!)!.rang;
            const connus = [numero(1), ...deja.filter(n => lireNumero(n)!.rang <= dernier), ...numeros];
            expect([connus.includes(numero(1)), trous(connus)]).toEqual([true, []]);
            expect(new Set([...deja, ...numeros]).has(numero(1))).toBe(true);
          }
        },
      ),
    );
  });
});
