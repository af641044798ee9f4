import { taux } from '../../../../src/comptabilite';
import { verifierFiche, type FicheSaisie } from '../../../../src/cloture/immobilisations/calcul';
import { eur, fiche, j } from './atelier';

const saine = fiche({ brut: 12000, dureeMois: 60 }, '12/05/2026');
const dire = (f: FicheSaisie) => verifierFiche(f).map(d => `${d.gravite} ${d.code} ${d.message}`);

test('une fiche saine ne dit rien ; un bien non amortissable non plus', () => {
  expect(dire(saine)).toEqual([]);
  expect(dire({ ...fiche({ brut: 12000, mode: 'NON_AMORTISSABLE' }), dureeMois: 0 })).toEqual([]);
});

test.each<[string, Partial<FicheSaisie>, string]>([
  ['durée 0', { dureeMois: 0 }, 'BLOQUANT C-IMM-05 IMMO-1 : durée de 0 mois'],
  ['durée 601', { dureeMois: 601 }, 'BLOQUANT C-IMM-05 IMMO-1 : durée de 601 mois'],
  ['durée 36,5', { dureeMois: 36.5 }, 'BLOQUANT C-IMM-05 IMMO-1 : durée de 36,5 mois'],
  [
    'résiduelle au-delà du brut',
    { residuelle: eur(12001) },
    'BLOQUANT C-IMM-RESIDUELLE IMMO-1 : la valeur résiduelle (12\u00a0001,00 €) dépasse la valeur brute (12\u00a0000,00 €)',
  ],
  ['brut négatif', { brut: eur(-1) }, 'BLOQUANT C-IMM-BRUT IMMO-1 : la valeur brute est négative (-1,00 €)'],
  [
    'sortie avant acquisition',
    { sortie: { date: j('11/05/2026') } },
    'BLOQUANT C-IMM-SORTIE IMMO-1 : sorti le 11/05/2026, avant son acquisition le 12/05/2026',
  ],
  [
    'mise en service avant acquisition',
    { miseEnService: j('11/05/2026') },
    'ALERTE C-IMM-MES IMMO-1 : mis en service le 11/05/2026, avant son acquisition le 12/05/2026',
  ],
  [
    'unités d’œuvre',
    { mode: 'UNITES_OEUVRE' },
    "BLOQUANT C-IMM-MODE IMMO-1 : l'amortissement par unités d'œuvre n'est pas calculé",
  ],
  [
    'dégressif fiscal de moins de trois ans',
    { modeFiscal: 'DEGRESSIF', dureeFiscaleMois: 24 },
    'BLOQUANT C-IMM-05 IMMO-1 : durée fiscale de 24 mois : le dégressif demande des années entières, trois au moins',
  ],
  [
    'dégressif fiscal en années non entières',
    { modeFiscal: 'DEGRESSIF', dureeMois: 54 },
    'BLOQUANT C-IMM-05 IMMO-1 : durée fiscale de 54 mois : le dégressif demande des années entières, trois au moins',
  ],
  [
    'coefficient autre que celui de la durée',
    { modeFiscal: 'DEGRESSIF', coefficient: taux(2.25) },
    'ALERTE C-IMM-05 IMMO-1 : coefficient dégressif de 2,25 au lieu de 1,75 pour 60 mois',
  ],
  [
    'plan fiscal plus lent',
    { modeFiscal: 'LINEAIRE', dureeFiscaleMois: 120 },
    'ALERTE C-IMM-FISCAL IMMO-1 : le plan fiscal (120 mois) est plus lent que le plan économique (60 mois) : pas de dérogatoire',
  ],
  [
    'durée fiscale sans mode fiscal',
    { dureeFiscaleMois: 36 },
    'ALERTE C-IMM-FISCAL IMMO-1 : une durée fiscale est donnée sans mode fiscal : pas de plan fiscal, pas de dérogatoire',
  ],
  [
    'reprise au-delà de la base',
    { residuelle: eur(2000), reprise: { date: j('31/12/2026'), cumul: eur(10001) } },
    'BLOQUANT C-IMM-REPRISE IMMO-1 : cumul repris de 10\u00a0001,00 €, hors de 0 à 10\u00a0000,00 €',
  ],
  [
    'reprise après la fin du plan',
    { reprise: { date: j('30/06/2031'), cumul: eur(11000) } },
    'ALERTE C-IMM-REPRISE IMMO-1 : repris le 30/06/2031, après la fin de son plan, avec 1\u00a0000,00 € à amortir : tout passe le lendemain',
  ],
  [
    'deux révisions du même jour',
    {
      versions: [1, 2].map(n => ({
        dateEffet: j('01/01/2027'),
        base: eur(n),
        dureeRestanteMois: 12,
        mode: 'LINEAIRE' as const,
      })),
    },
    'BLOQUANT C-IMM-REVISION IMMO-1 : deux révisions au 01/01/2027',
  ],
  [
    'reprise de dépréciation sans dépréciation',
    { depreciations: [{ date: j('31/12/2026'), montant: eur(-1) }] },
    'BLOQUANT C-IMM-DEPRECIATION IMMO-1 : les reprises de dépréciation dépassent les dotations au 31/12/2026',
  ],
])('%s', (_, saisie, attendu) => {
  expect(dire({ ...saine, ...saisie })).toEqual([attendu]);
});

test('pas de mise en service : le bien attend, et c’est dit', () => {
  expect(dire(fiche({ brut: 12000 }))).toEqual([
    'ALERTE C-IMM-04 IMMO-1 : pas de date de mise en service : aucune dotation, le bien attend',
  ]);
});

test('dégressif économique : une alerte à justifier (C-IMM-06)', () => {
  expect(verifierFiche({ ...saine, mode: 'DEGRESSIF' }).map(d => d.code)).toEqual(['C-IMM-06']);
});

test('chaque défaut dit quoi faire', () => {
  const mauvaise = { ...saine, brut: eur(-5), dureeMois: 0, sortie: { date: j('01/01/2020') } };
  for (const { remede } of verifierFiche(mauvaise)) expect(remede).toMatch(/^[A-ZÉ].+\.$/);
});
