import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { coder, sourceOctets } from '../../../../src/cloture/comptabilite-generale/fec/encodage';
import {
  type DemandeExport,
  exporterFec,
  exporterLogiciel,
} from '../../../../src/cloture/comptabilite-generale/fec/exporter';
import { lireFec, mettreEnTables } from '../../../../src/cloture/comptabilite-generale/fec/lire';
import { LOGICIELS } from '../../../../src/cloture/comptabilite-generale/fec/logiciels';
import {
  Ecritures,
  EcrituresCloture,
  Exercices,
  Parametres,
  PlanComptable,
  Tiers,
} from '../../../../src/cloture/tables-communes';
import { jour, versIso } from '../../../../src/comptabilite';
import { encoderLigne, decoder } from '../../../../src/workbook/decode';
import { asTablesLues } from '../../../../src/workbook/reader';
import type { AnyTable, Cellule, Rang, TablesLues } from '../../../../src/workbook/table';
import { base, facture, ligne, type LigneBrute, lireTexte, NOM, texte } from './atelier';

/** Des tables comme Excel les rend : leurs lignes passent par les cellules. */
function tables(lignes: readonly (readonly [AnyTable, readonly object[]])[]): TablesLues {
  const lues = lignes.map(([table, rangs]) => {
    const matrice = [
      table.colonnes.map(c => c.entete),
      ...rangs.map(rang => encoderLigne(table, rang as Rang)),
    ] as Cellule[][];
    return [table.nom, decoder(table, matrice, { premiereLigne: 4 })] as const;
  });
  return asTablesLues(new Map(lues));
}

const SIREN = { Cle: 'Siren', Valeur: '123456789' };

/** Un classeur où ce FEC vient d'entrer. */
async function classeurDe(
  contenu: string,
  cloture: readonly object[] = [],
  parametres: readonly object[] = [SIREN],
) {
  const t = await mettreEnTables(await lireTexte(contenu));
  return tables([
    [Parametres, parametres],
    [Exercices, [t.exercice]],
    [PlanComptable, t.comptes],
    [Tiers, t.tiers],
    [Ecritures, t.ecritures],
    [EcrituresCloture, cloture],
  ]);
}

const DEMANDE: DemandeExport = { exercice: '2026' };
const relire = async (octets: Uint8Array) => mettreEnTables(await lireFec(sourceOctets(NOM, octets)));
const triees = (ecritures: readonly Rang[]) =>
  [...ecritures].sort((a, b) =>
    JSON.stringify([a.Journal, a.EcritureNum, a.Ligne]) < JSON.stringify([b.Journal, b.EcritureNum, b.Ligne])
      ? -1
      : 1,
  );

const enTexte = (octets: Uint8Array) => Buffer.from(octets).toString('latin1');
const CENTIMES = (n: number) => `${Math.trunc(n / 100)},${String(n % 100).padStart(2, '0')}`;

/** Des pièces au hasard : dates, montants, tiers, lettrages, devises, validées ou non, en plusieurs journaux. */
const PIECES = fc.array(
  fc.record({
    journal: fc.constantFrom('VT', 'AC', 'AN', 'OD'),
    mois: fc.integer({ min: 1, max: 12 }),
    jourDuMois: fc.integer({ min: 1, max: 28 }),
    retard: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    montants: fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 1, maxLength: 4 }),
    tiers: fc.constantFrom('', 'DUPONT', 'Ç 12'),
    libelle: fc.constantFrom('Facture', 'Été à 12 €', 'Œuvre "x"', 'a;b'),
    lettre: fc.constantFrom('', 'a', 'b'),
    devise: fc.constantFrom('', 'USD'),
  }),
  { minLength: 1, maxLength: 15 },
);
type PieceAuHasard = typeof PIECES extends fc.Arbitrary<readonly (infer P)[]> ? P : never;

function lignesDe(p: PieceAuHasard, numero: number): LigneBrute[] {
  const date = jour(2026, p.mois, p.jourDuMois);
  const jourTexte = (j: typeof date) => versIso(j).replaceAll('-', '');
  const commun = {
    JournalCode: p.journal,
    JournalLib: { VT: 'Ventes', AC: 'Achats', AN: 'A-nouveaux', OD: 'Divers' }[p.journal]!,
    EcritureNum: String(numero),
    EcritureDate: jourTexte(date),
    PieceRef: `P${numero}`,
    PieceDate: jourTexte(date),
    EcritureLib: p.libelle,
    ValidDate: p.retard === undefined ? '' : jourTexte((date + p.retard) as typeof date),
    EcritureLet: p.lettre,
    DateLet: p.lettre === '' ? '' : '20261231',
  };
  const devise = p.devise === '' ? {} : { Montantdevise: '-12,50', Idevise: p.devise };
  const total = p.montants.reduce((a, b) => a + b, 0);
  return [
    ligne({
      ...commun,
      CompAuxNum: p.tiers,
      CompAuxLib: p.tiers && `Tiers ${p.tiers}`,
      Debit: CENTIMES(total),
      ...devise,
    }),
    ...p.montants.map((m, i) =>
      ligne({ ...commun, CompteNum: `70600${i}`, CompteLib: `Ventes ${i}`, Credit: CENTIMES(m) }),
    ),
  ];
}

test('importer, exporter, importer : les mêmes écritures, quel que soit le grand livre et l’encodage', async () => {
  await fc.assert(
    fc.asyncProperty(
      PIECES,
      fc.constantFrom('utf-8' as const, 'iso-8859-15' as const),
      async (pieces, encodage) => {
        const contenu = texte(pieces.flatMap((p, i) => lignesDe(p, i + 1)));
        const [premier, t] = [await mettreEnTables(await lireTexte(contenu)), await classeurDe(contenu)];
        const { fichiers, bloque } = await exporterFec(t, { ...DEMANDE, encodage });
        expect(bloque).toBe(false);
        const second = await relire(fichiers[0]!.octets);
        expect(triees(second.ecritures)).toEqual(triees(premier.ecritures));
        expect(second.comptes).toEqual(premier.comptes);
        expect(new Set(second.tiers)).toEqual(new Set(premier.tiers));
        // Exporter ce qu'on vient de relire donne le même fichier, à l'octet.
        const encore = await exporterFec(
          await classeurDe(new TextDecoder(encodage).decode(fichiers[0]!.octets)),
          { ...DEMANDE, encodage },
        );
        expect(encore.fichiers[0]!.octets).toEqual(fichiers[0]!.octets);
      },
    ),
    { numRuns: 60 },
  );
});

test('l’ordre : à-nouveaux, validation, numéro, ligne ; sans date de validation, à la fin', async () => {
  const an = facture(7, '20260101').map(l => ({
    ...l,
    JournalCode: 'AN',
    JournalLib: 'A nouveaux',
    ValidDate: '20260630',
  }));
  const lignes = [
    ...facture(10, '20260120'),
    ...facture(9, '20260120'),
    ...facture(11, '20260110').map(l => ({ ...l, ValidDate: '' })),
    ...facture(8, '20260115'),
    ...an,
  ];
  const { fichiers } = await exporterFec(await classeurDe(texte(lignes)), DEMANDE);
  const numeros = enTexte(fichiers[0]!.octets)
    .split('\r\n')
    .slice(1, -1)
    .map(l => l.split('\t')[2]);
  expect(numeros).toEqual(['7', '7', '7', '8', '8', '8', '9', '9', '9', '10', '10', '10', '11', '11', '11']);
});

test('le format : CR LF, tabulations, virgule, ISO 8859-15, ni séparateur ni guillemet d’encadrement', async () => {
  const lignes = base().map((l, i) => (i === 0 ? { ...l, EcritureLib: 'Été | 12 € "net"' } : l));
  const { fichiers, empreinte } = await exporterFec(await classeurDe(texte(lignes)), DEMANDE);
  const [fec, description] = fichiers as [(typeof fichiers)[0], (typeof fichiers)[0]];
  expect(fichiers.map(f => f.nom)).toEqual([NOM, '123456789FEC20261231_description.txt']);
  const lu = enTexte(fec.octets).split('\r\n');
  expect(lu[1]!.split('\t')).toEqual([
    'VT',
    'Ventes',
    '1',
    '20260115',
    '411000',
    'Clients',
    'DUPONT',
    'Dupont SA',
    'FA1',
    '20260115',
    '\u00c9t\u00e9 12 \u00a4 "net"',
    '120,00',
    '0,00',
    '',
    '',
    '20260115',
    '',
    '',
  ]);
  expect([lu.length, lu[9]]).toEqual([10, '']);
  expect(empreinte).toBe(createHash('sha256').update(fec.octets).digest('hex'));
  const dit = new TextDecoder().decode(description.octets);
  for (const mot of [
    empreinte!,
    `${fec.octets.length} octets`,
    'ISO 8859-15',
    'du 01/01/2026 au 31/12/2026',
    '18. Idevise',
  ])
    expect(dit).toContain(mot);
  const utf8 = await exporterFec(await classeurDe(texte(lignes)), { ...DEMANDE, encodage: 'utf-8' });
  expect([...utf8.fichiers[0]!.octets.subarray(0, 3)]).toEqual([...Buffer.from('Jou')]);
  expect(new TextDecoder().decode(utf8.fichiers[0]!.octets)).toContain('Été 12 € "net"');
});

test('ce que l’ISO 8859-15 n’a pas s’écrit au plus proche, ou se compte', () => {
  expect(enTexte(coder(['L’an – « 1 » … 中😀'], 'iso-8859-15').octets)).toBe("L'an - \u00ab 1 \u00bb ... ??");
  expect(coder(['L’an – 中😀'], 'iso-8859-15').perdus).toBe(2);
});

const cloture = (plus: object = {}) => ({
  Exercice: '2026',
  Journal: 'SIT',
  EcritureNum: 'CL-2026-11-001',
  JournalLib: 'Situations',
  DateEcriture: jour(2026, 11, 30),
  Piece: 'FAE 24A010',
  DatePiece: jour(2026, 11, 30),
  Libelle: 'Facture à établir 24A010',
  Origine: 'FAE',
  CleGeneration: 'FAE|2026-11-30|24A010|ARRETE',
  Debit: 0,
  Credit: 0,
  ...plus,
});
const FAE = [
  cloture({ Ligne: 1, Compte: '418100', Debit: 12_000, Tiers: 'DUPONT' }),
  cloture({ Ligne: 2, Compte: '706000', Credit: 12_000 }),
];

test('les écritures de clôture sont du FEC de l’exercice ; seules, elles font un extrait _PROV', async () => {
  const t = await classeurDe(texte(base()), FAE);
  expect((await exporterFec(t, DEMANDE)).lignes).toBe(10);
  const seules = await exporterFec(t, { ...DEMANDE, generees: true });
  expect([seules.lignes, seules.fichiers[0]!.nom]).toEqual([2, '123456789FEC20261231_PROV.txt']);
  expect(seules.anomalies.map(a => [a.gravite, a.table, a.ligne, a.cle])).toContainEqual([
    'ALERTE',
    'EcrituresCloture',
    5,
    'SIT CL-2026-11-001',
  ]);
  const fevrier = await exporterFec(t, { ...DEMANDE, du: jour(2026, 2, 1), au: jour(2026, 2, 28) });
  expect([fevrier.lignes, fevrier.fichiers[0]!.nom]).toEqual([3, '123456789FEC20261231_PROV.txt']);
});

test.each([
  ['exercice inconnu', (t: TablesLues) => exporterFec(t, { exercice: '2020' }), 'n’est pas', 'Exercices'],
])('%s : aucun fichier', async (_, exporter, __, table) => {
  const rendu = await exporter(await classeurDe(texte(base())));
  expect([rendu.bloque, rendu.fichiers, rendu.anomalies[0]?.table]).toEqual([true, [], table]);
});

test('sans SIREN, pièce fausse ou ligne illisible : aucun fichier, et la cellule du classeur est nommée', async () => {
  const sans = await exporterFec(await classeurDe(texte(base()), [], []), DEMANDE);
  expect([sans.bloque, sans.fichiers, sans.anomalies[0]?.message]).toEqual([
    true,
    [],
    expect.stringContaining('SIREN'),
  ]);
  const fausse = await exporterFec(await classeurDe(texte(base()), [FAE[0]!]), DEMANDE);
  expect(fausse.fichiers).toEqual([]);
  expect(fausse.anomalies[0]).toMatchObject({ code: 'C-FEC-01', table: 'EcrituresCloture', ligne: 5 });
  const illisible = tables([
    [Parametres, [SIREN]],
    [
      Exercices,
      [
        {
          Exercice: '2026',
          DateDebut: jour(2026, 1, 1),
          DateFin: jour(2026, 12, 31),
          Referentiel: 'PCG2025',
        },
      ],
    ],
    [PlanComptable, []],
    [Tiers, []],
    [EcrituresCloture, [...FAE, cloture({ Ligne: 3, Compte: '70' })]],
  ]);
  const rendu = await exporterFec(illisible, DEMANDE);
  expect([rendu.fichiers, rendu.anomalies[0]]).toEqual([
    [],
    expect.objectContaining({ gravite: 'BLOQUANT', table: 'EcrituresCloture', ligne: 7 }),
  ]);
  const hors = await exporterFec(
    await classeurDe(
      texte(base()),
      FAE.map(l => ({ ...l, DateEcriture: jour(2027, 1, 1) })),
    ),
    DEMANDE,
  );
  expect([hors.fichiers, hors.anomalies[0]?.message]).toEqual([
    [],
    expect.stringContaining('hors de l’exercice'),
  ]);
});

describe('logiciels', () => {
  const exporter = async (code: string) => {
    const t = await classeurDe(texte(base()), FAE);
    const rendu = await exporterLogiciel(
      t,
      { ...DEMANDE, generees: true },
      LOGICIELS.find(l => l.code === code)!,
    );
    return enTexte(rendu.fichiers[0]!.octets).split('\r\n');
  };

  test('chacun nomme la source publique de son format', () => {
    expect(LOGICIELS.length).toBeGreaterThanOrEqual(8);
    for (const { source } of LOGICIELS) expect(source).toMatch(/\w+\.(com|fr)/);
  });

  test('Cegid : date, journal, comptes, sens, montant, libellé sans accents, pièce', async () => {
    expect(await exporter('cegid')).toEqual([
      '30112026;SIT;418100;DUPONT;D;120,00;Facture a etablir 24A010;FAE 24A010',
      '30112026;SIT;706000;;C;120,00;Facture a etablir 24A010;FAE 24A010',
      '',
    ]);
  });

  test('Isacompta et ACD : treize colonnes, le nom du tiers ou du compte, la date d’un trait ou découpée', async () => {
    expect((await exporter('isacompta')).slice(0, 2)).toEqual([
      '1;Facture à établir 24A010;30112026;Facture à établir 24A010;DUPONT;Dupont SA;FAE 24A010;120,00;0,00;120,00;D;;SIT',
      '1;Facture à établir 24A010;30112026;Facture à établir 24A010;706000;Prestations de services;FAE 24A010;0,00;120,00;120,00;C;;SIT',
    ]);
    expect((await exporter('acd'))[0]).toBe(
      '1;30/11/2026;2026;11;30;FAE 24A010;Facture à établir 24A010;DUPONT;Dupont SA;120,00;0,00;120,00;SIT',
    );
  });

  test('Sage 100 : onze colonnes séparées par des tabulations, la date en JJMMAA', async () => {
    expect((await exporter('sage-100'))[0]!.split('\t')).toEqual([
      'G',
      'SIT',
      '301126',
      'CL-2026-11-001',
      '418100',
      'DUPONT',
      'Facture \u00e0 \u00e9tablir 24A010',
      '',
      '',
      '120,00',
      '0,00',
    ]);
  });

  test('Ciel : colonnes fixes ; EBP : montant sur treize, point décimal', async () => {
    // Ciel n'a que deux caractères de journal : SIT n'y tient pas, et l'export le dit.
    const t = await classeurDe(texte(base()), FAE);
    const rendu = await exporterLogiciel(
      t,
      { ...DEMANDE, generees: true },
      LOGICIELS.find(l => l.code === 'ciel')!,
    );
    expect([rendu.fichiers, rendu.anomalies[0]?.message]).toEqual([
      [],
      expect.stringContaining('« SIT » ne tient pas dans les 2 caractères'),
    ]);
    const od = await classeurDe(
      texte(base()),
      FAE.map(l => ({ ...l, Journal: 'OD' })),
    );
    const ciel = await exporterLogiciel(
      od,
      { ...DEMANDE, generees: true },
      LOGICIELS.find(l => l.code === 'ciel')!,
    );
    const [premiere = ''] = enTexte(ciel.fichiers[0]!.octets).split('\r\n');
    expect([premiere.length, premiere.slice(0, 15), premiere.slice(83, 85)]).toEqual([
      142,
      '1    OD20261130',
      '0D',
    ]);
    expect((await exporter('ebp'))[1]).toBe(
      `    1,30112026,SIT,706000         ,,"${'Facture a etablir 24A010'.padEnd(40)}","FAE 24A010     ",0000000120.00,C,,`,
    );
  });
});
