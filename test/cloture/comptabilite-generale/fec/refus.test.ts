import { CHAMPS, type Champ } from '../../../../src/cloture/comptabilite-generale/fec/calcul/champs';
import { mettreEnTables } from '../../../../src/cloture/comptabilite-generale/fec/lire';
import { alertes, base, facture, ligne, type LigneBrute, lireTexte, NOM, refus, texte } from './atelier';

/** Chaque règle de §11.4 enfreinte une fois, à partir d'un fichier juste : le bon message, à la bonne ligne. */

/** Le fichier juste, sa ligne de rang donné (à partir de 1, l'en-tête compris) changée. */
const changee = (rang: number, plus: LigneBrute) =>
  base().map((l, i) => (i + 2 === rang ? { ...l, ...plus } : l));
const sans = (champ: Champ) => texte(base(), { ordre: CHAMPS.filter(c => c !== champ) });
const remplacee = (rang: number, f: (enregistrement: string) => string) =>
  texte(base())
    .split('\r\n')
    .map((l, i) => (i + 1 === rang ? f(l) : l))
    .join('\r\n');
const coupee = (rang: number, champs: number) =>
  remplacee(rang, l => l.split('\t').slice(0, champs).join('\t'));
const avecSens = (Sens: string) =>
  texte(
    base().map(({ Debit, Credit, ...l }) =>
      Credit === '0,00' ? { ...l, Montant: Debit!, Sens } : { ...l, Montant: Credit!, Sens: 'C' },
    ),
    { ordre: CHAMPS.map(c => (c === 'Debit' ? 'Montant' : c === 'Credit' ? 'Sens' : c)) },
  );

/** Ce qui est cassé, le fichier, puis la ligne et la colonne que le message doit nommer, et ce qu'il doit dire. */
type Casse = readonly [quoi: string, fichier: string, ligne: number, colonne: string, dit: string];

const CASSES: readonly Casse[] = [
  ['fichier vide', '', 0, '', 'le fichier est vide'],
  ['fichier blanc', '\r\n\r\n', 0, '', 'le fichier est vide'],
  ['en-tête seul', texte([]), 0, '', 'le fichier n’a aucune écriture'],
  ['variante XML', '<?xml version="1.0"?>\n<comptabilite/>', 1, '', 'la variante XML'],
  ['séparateur point-virgule', texte(base(), { separateur: ';' }), 1, '', 'ni tabulation ni barre'],
  ['séparateur virgule', texte(base(), { separateur: ',' }), 1, '', 'ni tabulation ni barre'],
  ...CHAMPS.map((champ): Casse => [`colonne ${champ} absente`, sans(champ), 1, champ, 'la colonne manque']),
  ['colonne en double', texte(base(), { ordre: [...CHAMPS, 'Debit'] }), 1, 'Debit', 'donnée deux fois'],
  [
    'Montant sans Sens',
    texte(base(), { entete: CHAMPS.map(c => (c === 'Debit' ? 'Montant' : c)) }),
    1,
    'Debit',
    'la colonne manque',
  ],
  ['sans en-tête', texte(base()).replace(/^.*\r\n/, ''), 1, 'JournalCode', 'la colonne manque'],
  [
    'date au format JJ/MM/AAAA',
    texte(changee(3, { EcritureDate: '15/01/2026' })),
    3,
    'EcritureDate',
    '« 15/01/2026 » n’est pas une date',
  ],
  [
    'date qui n’existe pas',
    texte(changee(4, { EcritureDate: '20260231' })),
    4,
    'EcritureDate',
    '« 20260231 »',
  ],
  ['date vide', texte(changee(2, { EcritureDate: '' })), 2, 'EcritureDate', 'n’est pas une date'],
  ['date de pièce illisible', texte(changee(5, { PieceDate: '2026011' })), 5, 'PieceDate', '« 2026011 »'],
  ['date de lettrage illisible', texte(changee(6, { DateLet: '20261301' })), 6, 'DateLet', '« 20261301 »'],
  [
    'date de validation illisible',
    texte(changee(7, { ValidDate: 'janvier' })),
    7,
    'ValidDate',
    '« janvier »',
  ],
  [
    'la même date illisible deux lignes de suite',
    texte(base().map((l, i) => (i === 1 || i === 2 ? { ...l, PieceDate: 'x' } : l))),
    4,
    'PieceDate',
    '« x »',
  ],
  [
    'montant en lettres',
    texte(changee(2, { Debit: 'cent vingt' })),
    2,
    'Debit',
    '« cent vingt » n’est pas un montant',
  ],
  ['séparateur de milliers', texte(changee(8, { Debit: '1 120,00' })), 8, 'Debit', '« 1 120,00 »'],
  ['trois décimales', texte(changee(3, { Credit: '100,005' })), 3, 'Credit', '« 100,005 »'],
  ['deux virgules', texte(changee(3, { Credit: '1,00,00' })), 3, 'Credit', '« 1,00,00 »'],
  ['signe seul', texte(changee(4, { Credit: '-' })), 4, 'Credit', '« - »'],
  ['montant en notation scientifique', texte(changee(2, { Debit: '1,2E+02' })), 2, 'Debit', '« 1,2E+02 »'],
  [
    'montant au-delà des entiers exacts',
    texte(changee(2, { Debit: '99999999999999999' })),
    2,
    'Debit',
    'n’est pas un montant',
  ],
  [
    'montant en devise illisible',
    texte(changee(9, { Montantdevise: 'USD', Idevise: 'USD' })),
    9,
    'Montantdevise',
    '« USD »',
  ],
  [
    'débit et crédit',
    texte(changee(3, { Debit: '5,00', Credit: '105,00' })),
    3,
    'Debit',
    'débit 5,00 et crédit 105,00',
  ],
  ['sens inconnu', avecSens('X'), 2, 'Sens', '« X » n’est pas un sens'],
  ['sens vide', avecSens(''), 2, 'Sens', 'n’est pas un sens'],
  ['journal vide', texte(changee(6, { JournalCode: '' })), 6, 'JournalCode', 'le code du journal est vide'],
  [
    'compte à deux chiffres',
    texte(changee(3, { CompteNum: '70' })),
    3,
    'CompteNum',
    '« 70 » n’est pas un compte',
  ],
  ['compte en lettres', texte(changee(3, { CompteNum: 'VENTES' })), 3, 'CompteNum', '« VENTES »'],
  ['compte vide', texte(changee(3, { CompteNum: '' })), 3, 'CompteNum', 'n’est pas un compte'],
  [
    'compte de treize caractères',
    texte(changee(3, { CompteNum: '7060000000001' })),
    3,
    'CompteNum',
    'n’est pas un compte',
  ],
  ['compte avec un tiret', texte(changee(3, { CompteNum: '706-000' })), 3, 'CompteNum', '« 706-000 »'],
  [
    'pièce déséquilibrée',
    texte(changee(3, { Credit: '100,01' })),
    2,
    'EcritureNum',
    'VT 1 n’est pas équilibrée : débit 120,00, crédit 120,01',
  ],
  [
    'pièce coupée par la fin du fichier',
    texte(base().slice(0, -1)),
    8,
    'EcritureNum',
    'BQ 1 n’est pas équilibrée : débit 120,00, crédit 0,00',
  ],
  [
    'ligne dans un autre journal',
    texte(changee(4, { JournalCode: 'OD' })),
    4,
    'EcritureNum',
    'OD 1 n’est pas équilibrée',
  ],
  [
    'total déséquilibré',
    texte(changee(8, { Debit: '120,50' })),
    0,
    '',
    'débit 360,50, crédit 360,00, écart 0,50',
  ],
  [
    'numéro repris à une autre date, sans équilibre',
    texte(changee(5, { EcritureNum: '1' })),
    5,
    'EcritureNum',
    'la pièce VT 1 du 20/02/2026',
  ],
  [
    'date avant l’exercice',
    texte([...base(), ...facture(3, '20251231')]),
    10,
    'EcritureDate',
    '31/12/2025 est hors de l’exercice du 01/01/2026 au 31/12/2026',
  ],
  [
    'date après l’exercice',
    texte([...base(), ...facture(3, '20270101')]),
    10,
    'EcritureDate',
    '01/01/2027 est hors',
  ],
  [
    'retour à la ligne dans un libellé',
    remplacee(3, l => l.replace('Facture FA1', 'Facture\nFA1')),
    3,
    '',
    '11 champs pour 18 colonnes',
  ],
  ['fichier coupé dans une ligne', coupee(9, 12), 9, '', '12 champs pour 18 colonnes'],
  [
    'séparateur dans un libellé',
    texte(changee(3, { EcritureLib: 'Facture\tFA1', Idevise: 'EUR' })),
    3,
    '',
    '19 champs pour 18 colonnes : « EUR » est de trop',
  ],
  ['montant entre guillemets', texte(changee(2, { Debit: '"120,00"' })), 2, 'Debit', '« "120,00" »'],
];

test('il y en a au moins quarante sortes', () => {
  expect(new Set(CASSES.map(([quoi]) => quoi)).size).toBeGreaterThanOrEqual(40);
});

test.each(CASSES)('%s', async (_, contenu, numero, colonne, dit) => {
  const lecture = await lireTexte(contenu);
  const lieu = [NOM, ...(numero ? [`ligne ${numero}`] : []), ...(colonne ? [`« ${colonne} »`] : [])].join(
    ', ',
  );
  const trouvee = lecture.anomalies.find(a => a.message.startsWith(`${lieu} : `) && a.message.includes(dit));
  expect([trouvee?.message, refus(lecture)]).toEqual([expect.stringContaining(dit), expect.anything()]);
  expect(trouvee).toMatchObject({
    code: 'C-FEC-01',
    gravite: 'BLOQUANT',
    ...(numero ? { ligne: numero } : {}),
    ...(colonne ? { colonne } : {}),
  });
  expect(trouvee!.remede).not.toBe('');
  const place = [NOM, ...(numero ? [`line ${numero}`] : []), ...(colonne ? [`"${colonne}"`] : [])].join(', ');
  expect(trouvee!.en!.message).toContain(`${place}: `);
  expect(trouvee!.en!.remede).not.toBe('');
  expect(JSON.stringify(trouvee)).not.toMatch(/\{\d\}/);
  // Rien n'entre à moitié.
  expect(lecture.bloque).toBe(true);
  await expect(mettreEnTables(lecture)).rejects.toThrow('ne s’importe pas');
});

const AVIS: readonly Casse[] = [
  [
    'ligne à zéro',
    texte([...base(), ligne({ EcritureNum: '2', JournalCode: 'BQ', CompteNum: '512000' })]),
    10,
    'Debit',
    'à zéro',
  ],
  [
    'trou dans la numérotation',
    texte([...base(), ...facture(5, '20260401')]),
    10,
    'EcritureNum',
    'du n° 2 on passe au n° 5, numéros manquants : 3, 4',
  ],
  ['écriture non validée', texte(changee(2, { ValidDate: '' })), 2, 'ValidDate', 'n’est pas validée'],
  [
    'validée avant sa date',
    texte(changee(4, { ValidDate: '20260114' })),
    4,
    'ValidDate',
    'validée le 14/01/2026, avant sa date 15/01/2026',
  ],
  ['référence vide', texte(changee(3, { PieceRef: '' })), 3, 'PieceRef', 'la référence de pièce est vide'],
  ['libellé vide', texte(changee(3, { EcritureLib: '' })), 3, 'EcritureLib', 'le libellé est vide'],
  ['date de pièce vide', texte(changee(3, { PieceDate: '' })), 3, 'PieceDate', 'la date de pièce est vide'],
  [
    'libellé de compte qui change',
    texte(changee(6, { CompteLib: 'Ventes' })),
    6,
    'CompteLib',
    '706000 s’appelle « Prestations de services » puis « Ventes »',
  ],
  [
    '411 sans auxiliaire',
    texte(changee(2, { CompAuxNum: '' })),
    2,
    'CompAuxNum',
    'le compte 411000 n’a pas de compte auxiliaire',
  ],
  [
    '401 sans auxiliaire',
    texte(changee(8, { CompteNum: '401000', CompteLib: 'Fournisseurs' })),
    8,
    'CompAuxNum',
    '401000',
  ],
  [
    'lettrage qui ne s’annule pas',
    texte(changee(2, { EcritureLet: 'AA' })),
    2,
    'EcritureLet',
    'le lettrage AA du compte 411000 ne s’annule pas : il reste 120,00',
  ],
  [
    '675 dans un exercice ouvert en 2026',
    texte(changee(8, { CompteNum: '675000', CompteLib: 'VNC' })),
    8,
    'CompteNum',
    'le compte 675000 n’est pas du plan PCG2025',
  ],
  [
    'montant négatif',
    texte([...base(), ...facture(3, '20260401', '-120,00', '-100,00', '-20,00')]),
    10,
    'Debit',
    '-120,00 est négatif',
  ],
  ['tabulation en trop', remplacee(3, l => `${l}\t`), 3, '', 'un séparateur de trop'],
  ['guillemets', texte(changee(3, { EcritureLib: 'Le "Monde"' })), 3, '', 'contient un guillemet'],
  [
    'numéro vide',
    texte(base().map((l, i) => (i < 3 ? { ...l, EcritureNum: '' } : l))),
    2,
    'EcritureNum',
    'n’a pas de numéro',
  ],
  [
    'solde des comptes de gestion',
    texte([
      ...base(),
      ligne({
        JournalCode: 'OD',
        CompteNum: '706000',
        CompteLib: 'Prestations de services',
        Debit: '200,00',
      }),
      ligne({ JournalCode: 'OD', CompteNum: '120000', CompteLib: 'Résultat', Credit: '200,00' }),
    ]),
    10,
    'EcritureNum',
    'OD 1 solde des comptes de gestion sur le compte 120000',
  ],
  [
    'tiers client et fournisseur',
    texte(changee(9, { CompteNum: '401000', CompteLib: 'Fournisseurs' })),
    2,
    'CompAuxNum',
    'le tiers DUPONT sert à des comptes de clients et de fournisseurs',
  ],
];

test.each(AVIS)('s’importe, mais se lit : %s', async (_, contenu, numero, colonne, dit) => {
  const lecture = await lireTexte(contenu);
  expect(refus(lecture)).toEqual([]);
  const lieu = [NOM, `ligne ${numero}`, ...(colonne ? [`« ${colonne} »`] : [])].join(', ');
  const trouvee = lecture.anomalies.find(a => a.message.startsWith(`${lieu} : `) && a.message.includes(dit));
  expect([trouvee?.message, alertes(lecture)]).toEqual([expect.stringContaining(dit), expect.anything()]);
  expect(trouvee).toMatchObject({ code: 'C-FEC-02', gravite: 'ALERTE', ligne: numero });
  expect(JSON.stringify(trouvee)).not.toMatch(/\{\d\}/);
});

test('le fichier juste ne dit rien', async () => {
  expect((await lireTexte(texte(base()))).anomalies).toEqual([]);
});

test('mille lignes fausses : les vingt premières, puis le compte', async () => {
  const fausses = Array.from({ length: 1000 }, () => ligne({ CompteNum: '6' }));
  const dites = refus(await lireTexte(texte(fausses))).filter(m => m.includes('CompteNum'));
  expect(dites).toHaveLength(21);
  expect(dites[20]).toContain('ligne 1001, « CompteNum » : encore 980 fois');
});

test('une suite de la société n’a pas de trou par journal ; un lettrage en minuscules est partiel', async () => {
  const od = facture(2, '20260201').map(l => ({ ...l, JournalCode: 'OD' }));
  expect(
    (await lireTexte(texte([...facture(1, '20260115'), ...od, ...facture(3, '20260301')]))).anomalies,
  ).toEqual([]);
  expect((await lireTexte(texte(changee(2, { EcritureLet: 'aa' })))).anomalies).toEqual([]);
});
