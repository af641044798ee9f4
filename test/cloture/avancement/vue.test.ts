import fc from 'fast-check';
import {
  affairesDuMois,
  ecartDeBouclage,
  filtrerAffaires,
  lirePasse,
  moisDe,
  pointDe,
} from '../../../src/cloture/avancement/vue';
import type { LigneCaAvancement } from '../../../src/cloture/avancement/tables';
import { Historique } from '../../../src/cloture/tables-communes';
import {
  depuisEuros,
  enEuros,
  jour,
  montant,
  moins,
  type Montant,
  taux,
  ZERO,
} from '../../../src/comptabilite';
import type { BilanExecution } from '../../../src/ui/proprietes';
import { decoder } from '../../../src/workbook/decode';

/** Ce que le volet montre : des différences de cumuls, jamais un calcul de plus. T-REV-03 : CA 38 000 puis 45 000. */
const NOVEMBRE = jour(2026, 11, 30);
const ENTETES = ['Arrete', 'Module', 'IdAffaire', 'DateEffet', 'Montant', 'TypeLigne', 'FACT', 'Compte'];
const historique = (lignes: (string | number)[][]) =>
  decoder(Historique, [ENTETES, ...lignes], { premiereLigne: 1 }).lignes;

const ligne = (champs: Partial<LigneCaAvancement>): LigneCaAvancement => ({
  Arrete: NOVEMBRE,
  IdAffaire: '24A010',
  CaReconnu: depuisEuros(45_000),
  Facture: depuisEuros(30_000),
  Fae: depuisEuros(15_000),
  Pca: ZERO,
  Production: depuisEuros(7_000),
  ...champs,
});

const bilan = (lignes: LigneCaAvancement[], anomalies: BilanExecution['anomalies'] = []): BilanExecution => ({
  arrete: '2026-11-30',
  mode: 'SIMULER',
  anomalies,
  bloque: false,
  ecritures: { nombre: 0, debit: 0, credit: 0 },
  feuilles: [],
  etapes: [],
  ecrituresDetail: [],
  resumes: [],
  produites: [{ table: { nom: 'CaAvancement' }, lignes }],
});

const OCTOBRE = ['31/10/2026', 'CA', '24A010', '31/10/2026', 38000, 'ARRETE', 30000, ''];

describe('le passé d’une affaire', () => {
  test('est fait des cumuls CA d’avant l’arrêté ; FAE, extournes et mois suivants n’y entrent pas', () => {
    const passe = lirePasse(
      historique([
        OCTOBRE,
        ['31/10/2026', 'CA', '24A010', '31/10/2026', 500, 'MANUEL', '', ''],
        ['31/10/2026', 'FAE', '24A010', '31/10/2026', 8000, 'ARRETE', '', '706'],
        ['31/10/2026', 'FAE', '24A010', '01/11/2026', -8000, 'EXTOURNE', '', '706'],
        ['30/11/2026', 'CA', '24A010', '30/11/2026', 45000, 'ARRETE', 30000, ''],
        ['31/10/2026', 'CA', '24A020', '31/10/2026', 1000, 'ARRETE', 900, ''],
      ]),
      NOVEMBRE,
      [],
    );
    expect(passe.get('24A010|||')?.map(p => enEuros(p.ca))).toEqual([38_500]);
    expect(passe.get('')?.map(p => [enEuros(p.ca), p.facture && enEuros(p.facture)])).toEqual([
      [39_500, 30_900],
    ]);
  });

  test('les mois sont des différences : 7 000 en novembre ; une reprise ne donne pas de mois', () => {
    const passe = lirePasse(
      historique([['30/09/2026', 'CA', '24A010', '30/09/2026', 30000, 'REPRISE', 20000, ''], OCTOBRE]),
      NOVEMBRE,
      [],
    );
    const mois = moisDe(passe.get('24A010|||') ?? [], pointDe([ligne({})], NOVEMBRE));
    expect(mois.map(m => [m.arrete, enEuros(m.reconnu), m.facture && enEuros(m.facture)])).toEqual([
      [jour(2026, 10, 31), 8_000, 10_000],
      [NOVEMBRE, 7_000, 0],
    ]);
  });
});

describe('le bouclage du mois', () => {
  test('T-REV-03 boucle : 7 000 = 0 facturé + ΔFAE 7 000', () => {
    expect(ecartDeBouclage([ligne({})], lirePasse(historique([OCTOBRE]), NOVEMBRE, [ligne({})]))).toBe(ZERO);
  });

  test('un CA M-1 qui n’est pas celui de l’historique se voit, au centime', () => {
    const fausse = ligne({ Production: depuisEuros(7_000.01) });
    expect(ecartDeBouclage([fausse], lirePasse(historique([OCTOBRE]), NOVEMBRE, [ligne({})]))).toBe(
      montant(1),
    );
  });

  test('sans facturé historisé, on ne prétend pas qu’il boucle', () => {
    const sans = ['31/10/2026', 'CA', '24A010', '31/10/2026', 38000, 'ARRETE', '', ''];
    expect(
      ecartDeBouclage([ligne({})], lirePasse(historique([sans]), NOVEMBRE, [ligne({})])),
    ).toBeUndefined();
  });

  test('quels que soient CA et facturé des deux mois, une affaire exacte boucle', () => {
    const centimes = fc.integer({ min: -1e9, max: 1e9 }).map(montant);
    const positif = (m: Montant) => (m > 0 ? m : ZERO);
    fc.assert(
      fc.property(centimes, centimes, centimes, centimes, (ca, facture, caAvant, factureAvant) => {
        const exacte = ligne({
          CaReconnu: ca,
          Facture: facture,
          Fae: positif(moins(ca, facture)),
          Pca: positif(moins(facture, ca)),
          Production: moins(ca, caAvant),
        });
        const avant = { ...pointDe([exacte], jour(2026, 10, 31)), ca: caAvant, facture: factureAvant };
        expect(ecartDeBouclage([exacte], new Map([['24A010|||', [avant]]]))).toBe(ZERO);
      }),
    );
  });
});

describe('la liste des affaires', () => {
  const lignes = [
    ligne({ Libelle: 'Refonte du site', Client: 'Société Générale' }),
    ligne({ IdAffaire: '24A011', Fae: ZERO, Pca: depuisEuros(10), TauxForce: taux('0.5') }),
    ligne({ IdAffaire: '24A0', Fae: ZERO, Production: depuisEuros(-1), MargeTerminaison: depuisEuros(-1) }),
  ];
  const anomalie = {
    code: 'C-REV-04',
    gravite: 'ALERTE' as const,
    message: 'Affaire 24A011 : recul.',
    remede: '',
  };
  const affaires = affairesDuMois(bilan(lignes, [anomalie]));
  const codes = (...demande: [Parameters<typeof filtrerAffaires>[1], string]) =>
    filtrerAffaires(affaires, ...demande).map(({ ligne: l }) => l.IdAffaire);

  test('une anomalie va à l’affaire qu’elle nomme, pas à celle dont le code en est le début', () => {
    expect(affaires.map(({ anomalies }) => anomalies.length)).toEqual([0, 1, 0]);
  });

  test.each([
    ['TOUTES', '', ['24A010', '24A011', '24A0']],
    ['FAE', '', ['24A010']],
    ['PCA', '', ['24A011']],
    ['FORCE', '', ['24A011']],
    ['RECUL', '', ['24A0']],
    ['PERTE', '', ['24A0']],
    ['ANOMALIE', '', ['24A011']],
    ['TOUTES', 'société generale', ['24A010']],
    ['PCA', 'refonte', []],
  ] as const)('le filtre %s avec « %s »', (filtre, recherche, attendus) => {
    expect(codes(filtre, recherche)).toEqual(attendus);
  });
});
