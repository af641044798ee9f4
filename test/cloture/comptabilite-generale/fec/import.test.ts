import { CHAMPS, type Champ } from '../../../../src/cloture/comptabilite-generale/fec/calcul/champs';
import { mettreEnTables } from '../../../../src/cloture/comptabilite-generale/fec/lire';
import { jour } from '../../../../src/comptabilite';
import { alertes, base, facture, ligne, type LigneBrute, lireTexte, refus, texte } from './atelier';

/** Les variantes d'un FEC que l'article A47 A-1 et les logiciels donnent : toutes disent les mêmes écritures. */
const attendues = async () => (await mettreEnTables(await lireTexte(texte(base())))).ecritures;

const changerMontants = (f: (montant: string) => string): LigneBrute[] =>
  base().map(l => ({ ...l, Debit: f(l.Debit!), Credit: f(l.Credit!) }));
const parMontantEtSens = (debit: string, credit: string): LigneBrute[] =>
  base().map(({ Debit, Credit, ...l }) =>
    Credit === '0,00' ? { ...l, Montant: Debit!, Sens: debit } : { ...l, Montant: Credit!, Sens: credit },
  );
const AVEC_SENS: Champ[] = CHAMPS.map(c => (c === 'Debit' ? 'Montant' : c === 'Credit' ? 'Sens' : c));
const garnir = (valeur: string) => `  ${valeur}   `;

const VARIANTES: readonly [string, string][] = [
  ['barre verticale', texte(base(), { separateur: '|' })],
  ['LF seul', texte(base(), { finDeLigne: '\n' })],
  ['CR seul', texte(base(), { finDeLigne: '\r' })],
  ['CR CR LF', texte(base(), { finDeLigne: '\r\r\n' })],
  ['sans fin de ligne à la dernière', texte(base()).trimEnd()],
  [
    'fins de ligne mêlées',
    texte(base().slice(0, 4)) + texte(base().slice(4), { finDeLigne: '\n' }).replace(/^.*\n/, ''),
  ],
  ['BOM', `\ufeff${texte(base())}`],
  ['fin de fichier DOS', `${texte(base())}\u001a`],
  ['lignes blanches', texte(base()).replace(/\r\n/g, '\r\n\r\n')],
  [
    'champs garnis d’espaces',
    texte(base().map(l => Object.fromEntries(Object.entries(l).map(([c, v]) => [c, garnir(v)])))),
  ],
  [
    'en-tête d’une autre casse, avec accents',
    texte(base(), { entete: CHAMPS.map(c => (c === 'Debit' ? 'Débit' : c.toUpperCase())) }),
  ],
  [
    'en-têtes de logiciels',
    texte(base(), {
      entete: CHAMPS.map(
        c => ({ CompAuxNum: 'CompteAuxNum', ValidDate: 'DateValid', Idevise: 'Devise' })[c as string] ?? c,
      ),
    }),
  ],
  ['colonnes dans un autre ordre', texte(base(), { ordre: [...CHAMPS].reverse() })],
  ['point décimal', texte(changerMontants(m => m.replace(',', '.')))],
  ['sans décimales', texte(changerMontants(m => m.replace(',00', '')))],
  ['quatre décimales nulles', texte(changerMontants(m => `${m}00`))],
  ['signe plus en tête', texte(changerMontants(m => `+${m}`))],
  ['signe plus en queue', texte(changerMontants(m => `${m}+`))],
  ['montant vide au lieu de zéro', texte(changerMontants(m => (m === '0,00' ? '' : m)))],
  ['Montant et Sens D ou C', texte(parMontantEtSens('D', 'C'), { ordre: AVEC_SENS })],
  ['Montant et Sens d ou c', texte(parMontantEtSens('d', 'c'), { ordre: AVEC_SENS })],
  ['Montant et Sens +1 ou -1', texte(parMontantEtSens('+1', '-1'), { ordre: AVEC_SENS })],
  ['plus de 18 colonnes', texte(base()).replace(/\r\n/g, '\tautre chose\r\n')],
  ['séparateurs en trop à la fin', texte(base()).replace(/\r\n/g, '\t\t\r\n')],
  [
    'champs entre guillemets, en-tête compris',
    texte(base(), { separateur: '"\t"', finDeLigne: '"\r\n"' }).replace(/^/, '"').replace(/"$/, ''),
  ],
  ['les deux derniers champs omis', texte(base()).replace(/\t\t\r\n/g, '\r\n')],
];

test.each(VARIANTES)('%s', async (_, contenu) => {
  const lecture = await lireTexte(contenu);
  expect(refus(lecture)).toEqual([]);
  expect((await mettreEnTables(lecture)).ecritures).toEqual(await attendues());
});

test('les écritures portent l’exercice, leur rang, leurs dates et leurs centimes', async () => {
  expect((await attendues())[0]).toEqual({
    Exercice: '2026',
    Journal: 'VT',
    JournalLib: 'Ventes',
    EcritureNum: '1',
    Ligne: 1,
    DateEcriture: jour(2026, 1, 15),
    Compte: '411000',
    Tiers: 'DUPONT',
    Piece: 'FA1',
    DatePiece: jour(2026, 1, 15),
    Libelle: 'Facture FA1',
    Debit: 12_000,
    Credit: 0,
    DateValidation: jour(2026, 1, 15),
    Origine: 'IMPORT',
  });
});

test.each([
  ['-120,00', -12_000],
  ['120,00-', -12_000],
  ['- 120,00', -12_000],
  ['-120.5', -12_050],
  ['+0,07', 7],
  ['07', 700],
])('un montant signé, « %s »', async (montant, centimes) => {
  const signe = [ligne({ Debit: montant }), ligne({ CompteNum: '706000', Credit: montant })];
  const lecture = await lireTexte(texte(signe));
  expect(refus(lecture)).toEqual([]);
  expect((await mettreEnTables(lecture)).ecritures.map(e => e.Debit + e.Credit)).toEqual([
    centimes,
    centimes,
  ]);
  expect(alertes(lecture).filter(a => a.includes('est négatif'))).toHaveLength(centimes < 0 ? 2 : 0);
});

describe('comptes, tiers, exercice et rapport', () => {
  test('le compte garde ses zéros, le collectif nomme un tiers à chaque ligne', async () => {
    const { comptes, tiers } = await mettreEnTables(await lireTexte(texte(base())));
    expect(comptes).toEqual([
      { Compte: '411000', Libelle: 'Clients', Collectif: true, TypeTiers: 'CLIENT' },
      { Compte: '445710', Libelle: 'TVA collectée' },
      { Compte: '512000', Libelle: 'Banque' },
      { Compte: '706000', Libelle: 'Prestations de services' },
    ]);
    expect(tiers).toEqual([
      { IdTiers: 'DUPONT', Nom: 'Dupont SA', Type: 'CLIENT', CompteCollectif: '411000' },
    ]);
  });

  test.each([
    ['401000', 'FOURNISSEUR'],
    ['421000', 'SALARIE'],
    ['455000', 'AUTRE'],
  ])('le tiers du compte %s est %s', async (CompteNum, type) => {
    const lignes = [
      ligne({ CompteNum, CompAuxNum: 'X', Credit: '10,00' }),
      ligne({ CompteNum: '606000', Debit: '10,00' }),
    ];
    const { tiers } = await mettreEnTables(await lireTexte(texte(lignes)));
    expect(tiers).toEqual([{ IdTiers: 'X', Nom: 'X', Type: type, CompteCollectif: CompteNum }]);
  });

  test('l’exercice finit à la date du nom, et suit le plan de son ouverture', async () => {
    const { exercice, periodes } = await mettreEnTables(await lireTexte(texte(base())));
    expect(exercice).toEqual({
      Exercice: '2026',
      DateDebut: jour(2026, 1, 1),
      DateFin: jour(2026, 12, 31),
      Referentiel: 'PCG2025',
    });
    expect(periodes.map(p => p.Periode)).toEqual(
      Array.from({ length: 12 }, (_, m) => `2026-${String(m + 1).padStart(2, '0')}`),
    );
  });

  test('un exercice de juillet à juin ouvert en 2024 suit le PCG2014', async () => {
    const lignes = facture(1, '20250315');
    const { exercice } = await mettreEnTables(
      await lireTexte(texte(lignes), { fichier: '123456789FEC20250630.txt' }),
    );
    expect(exercice).toMatchObject({
      DateDebut: jour(2024, 7, 1),
      DateFin: jour(2025, 6, 30),
      Referentiel: 'PCG2014',
    });
  });

  test('les à-nouveaux disent l’ouverture d’un exercice court ; sans eux, il est dit déduit', async () => {
    const an = facture(1, '20250201').map(l => ({ ...l, JournalCode: 'AN', JournalLib: 'A nouveaux' }));
    const fichier = '123456789FEC20251231.txt';
    const court = await lireTexte(texte([...an, ...facture(1, '20250315')]), { fichier });
    expect(court.exercice).toMatchObject({ debut: jour(2025, 2, 1), fin: jour(2025, 12, 31) });
    expect(court.referentiel).toBe('PCG2025');
    const muet = await lireTexte(texte(facture(1, '20250315')), { fichier });
    expect(alertes(muet).join()).toContain('l’exercice est déduit : du 01/01/2025 au 31/12/2025');
  });

  test('sans date dans le nom, les écritures font déduire l’exercice ; des bornes données l’emportent', async () => {
    const fichier = 'export.txt';
    const deduit = await lireTexte(texte(base()), { fichier });
    expect(deduit.exercice).toEqual({ debut: jour(2026, 1, 1), fin: jour(2026, 12, 31) });
    const exercice = { debut: jour(2025, 10, 1), fin: jour(2026, 9, 30) };
    expect((await lireTexte(texte(base()), { fichier, exercice })).exercice).toBe(exercice);
  });

  test('le rapport nomme le fichier, les totaux, les journaux et les points à lire', async () => {
    const lignes = [...base(), ligne({ EcritureNum: '2', JournalCode: 'BQ', JournalLib: 'Banque' })];
    const { rapport } = await mettreEnTables(await lireTexte(texte(lignes)));
    expect(rapport.map(r => [r.Rubrique, r.Code, r.Lignes, r.Pieces, r.Debit, r.Credit, r.Solde])).toEqual([
      ['FICHIER', undefined, undefined, undefined, undefined, undefined, undefined],
      ['TOTAL', undefined, 9, 4, 36_000, 36_000, 20_000],
      ['JOURNAL', 'VT', 6, 2, 24_000, 24_000, 0],
      ['JOURNAL', 'BQ', 3, 2, 12_000, 12_000, 0],
      ...['LIGNE_NULLE', 'SANS_AUXILIAIRE'].map(() => [
        'CONTROLE',
        'C-FEC-02',
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ]),
    ]);
    expect(rapport[4]).toMatchObject({ LigneFichier: 10 });
  });
});

test('des numéros qui recommencent chaque mois font des pièces par date ; une pièce à plusieurs dates se dit', async () => {
  const mensuels = [...facture(1, '20260115'), ...facture(1, '20260215', '60,00', '50,00', '10,00')];
  const lecture = await lireTexte(texte(mensuels));
  expect([refus(lecture), alertes(lecture), lecture.totaux?.nombre]).toEqual([[], [], 2]);
  const cles = (await mettreEnTables(lecture)).ecritures.map(e => `${e.EcritureNum}/${e.Ligne}`);
  expect(cles).toEqual(['1/1', '1/2', '1/3', '1/4', '1/5', '1/6']);
  const [premiere, ...suite] = facture(1, '20260115');
  const etalee = await lireTexte(texte([{ ...premiere, EcritureDate: '20260114' }, ...suite]));
  expect([refus(etalee), etalee.totaux?.nombre]).toEqual([[], 1]);
  expect(alertes(etalee)[0]).toContain('la pièce VT 1 porte plusieurs dates');
});

test('une écriture sans numéro en reçoit un de sa date et de sa pièce', async () => {
  const lecture = await lireTexte(
    texte(facture(1, '20260115').map(l => ({ ...l, EcritureNum: '', ValidDate: '' }))),
  );
  expect(refus(lecture)).toEqual([]);
  const { ecritures } = await mettreEnTables(lecture);
  expect(ecritures.map(e => [e.EcritureNum, e.Ligne, e.DateValidation])).toEqual(
    [1, 2, 3].map(n => ['SN-20260115-FA1', n, undefined]),
  );
});
