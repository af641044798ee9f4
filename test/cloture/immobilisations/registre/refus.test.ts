/** Les saisies fausses, en français et en anglais : ce qui ne va pas, et quoi faire. */
import { cloturerImmobilisations } from '../../../../src/cloture/immobilisations/registre/cloturer';
import { produirePlans } from '../../../../src/cloture/immobilisations/registre/plan-produit';
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { direAnomalie } from '../../../../src/comptabilite';
import {
  cloturer,
  DEFAUTS,
  enchainer,
  IMM01,
  IMM02,
  INFORMATIQUE,
  j,
  lireRegistre,
  type Registre,
} from './atelier';

const lisible = (texte: string | undefined) => texte?.replace(/[\u00a0\u202f]/g, ' ').replace(/’/g, "'");

/** Ce que la clôture dit d'un code, dans les deux langues, avec sa table et sa gravité. */
function dire(registre: Registre, code: string, arrete = '2026-12-31') {
  const trouvees = cloturer(registre, arrete).resultat.anomalies.filter(a => a.code === code);
  return trouvees.map(a => ({
    ou: `${a.gravite} ${a.table} ${a.cle}`,
    fr: [lisible(a.message), lisible(a.remede)],
    en: [direAnomalie(a, 'en').message, direAnomalie(a, 'en').remede],
  }));
}

test.each<[string, object, string, string, [string, string], [string, string]]>([
  [
    'pas de mise en service',
    { DateMiseEnService: '' },
    'C-IMM-04',
    'ALERTE',
    [
      'pas de date de mise en service : aucune dotation, le bien attend',
      "Indiquez la date de mise en service, ou gérez le bien en en-cours jusqu'à elle.",
    ],
    [
      'no in-service date: no charge, the asset waits',
      'Enter the in-service date, or keep the asset in progress until then.',
    ],
  ],
  [
    'durée 0',
    { DureeMois: 0 },
    'C-IMM-05',
    'BLOQUANT',
    ['durée de 0 mois', 'Indiquez une durée de 1 à 600 mois entiers, ou le mode NON_AMORTISSABLE.'],
    ['life of 0 months', 'Enter a life of 1 to 600 whole months, or the method NON_AMORTISSABLE.'],
  ],
  [
    'valeur résiduelle au-delà du brut',
    { ValeurResiduelle: 12001 },
    'C-IMM-RESIDUELLE',
    'BLOQUANT',
    [
      'la valeur résiduelle (12 001,00 €) dépasse la valeur brute (12 000,00 €)',
      'Ramenez la valeur résiduelle à la valeur brute au plus ; 0 dans le doute.',
    ],
    [
      'the residual value (€12,001.00) exceeds the gross value (€12,000.00)',
      'Bring the residual value down to the gross value at most; 0 when in doubt.',
    ],
  ],
  [
    "sortie avant l'acquisition",
    { DateSortie: '2026-05-11', TypeSortie: 'REBUT' },
    'C-IMM-SORTIE',
    'BLOQUANT',
    [
      'sorti le 11/05/2026, avant son acquisition le 12/05/2026',
      "Corrigez la date de sortie ou la date d'acquisition.",
    ],
    [
      'disposed of on 11/05/2026, before its acquisition on 12/05/2026',
      'Correct the disposal date or the acquisition date.',
    ],
  ],
  [
    'plan fiscal plus lent',
    { ModeFiscal: 'LINEAIRE', DureeFiscaleMois: 60 },
    'C-IMM-FISCAL',
    'ALERTE',
    [
      'le plan fiscal (60 mois) est plus lent que le plan économique (36 mois) : pas de dérogatoire',
      "Réintégrez l'excédent économique hors comptabilité, ou corrigez la durée fiscale.",
    ],
    [
      'the tax plan (60 months) is slower than the economic plan (36 months): no excess tax charge',
      'Add the economic excess back in the tax return, or correct the tax life.',
    ],
  ],
])('%s', (_, fiche, code, gravite, fr, en) => {
  expect(dire({ Immobilisations: [{ ...IMM01, ...fiche }] }, code)).toEqual([
    {
      ou: `${gravite} Immobilisations INF-0001`,
      fr: [`INF-0001 : ${fr[0]}`, fr[1]],
      en: [`INF-0001: ${en[0]}`, en[1]],
    },
  ]);
});

test('catégorie changée après une dotation', () => {
  const { registre } = enchainer({ Immobilisations: [IMM01] }, ['2026-05-31']);
  const changee = {
    ...registre,
    Immobilisations: [{ ...IMM01, Categorie: 'AUTRE' }],
    CategoriesImmo: [INFORMATIQUE, { ...INFORMATIQUE, Categorie: 'AUTRE' }],
  };
  expect(dire(changee, 'C-IMM-13', '2026-06-30')).toEqual([
    {
      ou: 'BLOQUANT Immobilisations INF-0001',
      fr: [
        'Immobilisation INF-0001 : sa catégorie était INFO au dernier arrêté, elle est AUTRE.',
        'Rétablissez-la ; pour en changer, créez une fiche dans la nouvelle catégorie, et transférez celle-ci vers elle (type de sortie TRANSFERT).',
      ],
      en: [
        'Asset INF-0001: its category was INFO at the last closing, it is now AUTRE.',
        'Put it back; to change it, create a record in the new category and transfer this one to it (disposal type TRANSFERT).',
      ],
    },
  ]);
});

describe('C-IMM-19 : des plans plus longs que la feuille', () => {
  const plans = (limite: number, periodicite: 'ANNUELLE' | 'MENSUELLE' = 'ANNUELLE') => {
    const arrete = j('2026-12-31');
    const Immobilisations = [IMM01, { ...IMM02, IdImmo: 'INF-0002' }, { ...IMM01, IdImmo: 'INF-0003' }];
    const tables = lireRegistre({ ...DEFAUTS, Immobilisations });
    const parametres = lireParametres(tables, arrete);
    const { donnees, options, planifies } = cloturerImmobilisations({ arrete, tables, parametres });
    return produirePlans(planifies, { arrete, donnees, options: { ...options, periodicite } }, limite);
  };

  // Annuités de T-IMM-01 : 2026 à 2029 ; de T-IMM-02 : 2026 à 2031 (domaine §3.3, §3.4).
  test.each([
    [14, ['INF-0001', 'INF-0002', 'INF-0003'], undefined],
    [13, ['INF-0001', 'INF-0002'], 'Biens absents : 1, à partir de INF-0003'],
    [9, ['INF-0001'], 'Biens absents : 2, à partir de INF-0002'],
  ])('une feuille de %i lignes : un bien y est entier ou pas du tout', (limite, presents, phrase) => {
    const { produite, anomalies } = plans(limite);
    expect([...new Set(produite.lignes.map(l => l.IdImmo))]).toEqual(presents);
    expect(anomalies.map(a => a.code)).toEqual(phrase === undefined ? [] : ['C-IMM-19']);
    if (phrase !== undefined) expect(lisible(anomalies[0]?.message)).toContain(phrase);
  });

  test('le message et le remède, selon ce que le plan peut encore réduire', () => {
    const [annuelle] = plans(9).anomalies;
    expect(annuelle).toMatchObject({ gravite: 'ALERTE', table: 'PlanAmortissement', cle: 'INF-0002' });
    expect(lisible(annuelle?.remede)).toContain('archivez les fiches amorties');
    expect(annuelle?.en?.message).toContain('Assets left out: 2, from INF-0002 on');
    expect(annuelle?.en?.remede).toContain('archive the records');
    const [mensuelle] = plans(9, 'MENSUELLE').anomalies;
    expect(mensuelle?.cle).toBe('INF-0001');
    expect(mensuelle?.remede).toContain('Mettez PeriodicitePlan à ANNUELLE');
    expect(mensuelle?.en?.remede).toContain('Set PeriodicitePlan to ANNUELLE');
  });
});
