import * as t from '../../../../src/cloture/immobilisations/tables';
import {
  CIVILS,
  cloturer,
  DEFAUTS,
  enchainer,
  finsDeMois,
  IMM01,
  IMM02,
  blocages,
  produite,
  soldes,
  texteLignes,
} from './atelier';

const VENDU = { ...IMM01, DateSortie: '2027-10-20', TypeSortie: 'CESSION', PrixCessionHT: 7500 };

describe('T-IMM-01 : dotations du mois', () => {
  test('domaine §3.3 : les mois de 2026, puis novembre à 68112 333,33 / 28183 333,33 (§18)', () => {
    const mois = [211.11, 333.33, 333.34, 333.33, 333.33, 333.34, 333.33, 333.33];
    let registre = { ...DEFAUTS, Immobilisations: [IMM01] };
    for (const [i, arrete] of finsDeMois('2026-05', '2026-12').entries()) {
      const cloture = cloturer(registre, arrete);
      expect(blocages(cloture.resultat.anomalies)).toEqual([]);
      expect(texteLignes(cloture.resultat.ecritures)).toEqual([
        `68112 D ${mois[i]!.toFixed(2)}`,
        `28183 C ${mois[i]!.toFixed(2)}`,
      ]);
      registre = cloture.registre as typeof registre;
    }
  });

  test('une fiche créée en retard rattrape les mois du même exercice, sans alerte', () => {
    const { resultat } = cloturer({ Immobilisations: [IMM01] }, '2026-11-30');
    expect(soldes(resultat.ecritures)).toEqual({ 28183: -2211.11, 68112: 2211.11 });
    expect(resultat.anomalies.map(a => a.code)).toEqual([]);
    expect(produite(resultat, t.DotationsDuMois)[0]).toMatchObject({
      Annee: 2211.11,
      Periode: 2211.11,
      EnCours: 0,
      Cumul: 2211.11,
      VNC: 9788.89,
    });
  });

  test('deux mois manqués : Période vaut deux mois, Année depuis le 1er janvier (capacité 279)', () => {
    const { registre } = enchainer({ Immobilisations: [IMM01] }, ['2026-09-30']);
    const { resultat } = cloturer(registre, '2026-11-30');
    expect(produite(resultat, t.DotationsDuMois)[0]).toMatchObject({ Periode: 666.67, Annee: 2211.11 });
  });

  test('un exercice fini est rattrapé avec une alerte (domaine §3.9)', () => {
    const { resultat } = cloturer({ Immobilisations: [IMM01] }, '2027-01-31');
    expect(soldes(resultat.ecritures)).toEqual({ 28183: -2877.78, 68112: 2877.78 });
    expect(resultat.anomalies.find(a => a.code === 'C-IMM-12')?.message).toContain('2\u00a0544,44');
  });

  test('une ligne par comptes et section, jamais par fiche', () => {
    const fiches = [
      { ...IMM01, Section: 'PARIS' },
      { ...IMM01, IdImmo: 'INF-0002', Section: 'PARIS' },
      { ...IMM01, IdImmo: 'INF-0003', Section: 'LYON' },
    ];
    const { resultat } = cloturer({ Immobilisations: fiches }, '2026-05-31');
    expect(resultat.ecritures).toHaveLength(1);
    expect(texteLignes(resultat.ecritures)).toEqual(['68112 D 211.11', '68112 D 422.22', '28183 C 633.33']);
    expect(resultat.ecritures[0]?.lignes.map(l => l.section)).toEqual(['LYON', 'PARIS', undefined]);
    expect(produite(resultat, t.Dotations)).toHaveLength(3);
  });
});

describe('T-IMM-07 : cession de T-IMM-01 le 20/10/2027', () => {
  const jusqua = [...finsDeMois('2026-05', '2026-12')];

  test('PCG2025 : les écritures, dans l’ordre, au centime', () => {
    const { registre } = enchainer({ Immobilisations: [VENDU] }, jusqua);
    const { resultat } = cloturer(registre, '2027-10-31');
    expect(texteLignes(resultat.ecritures)).toEqual([
      '68112 D 3222.23',
      '28183 C 3222.23',
      '28183 D 5766.67',
      '657 D 6233.33',
      '2183 C 12000.00',
      '462 D 9000.00',
      '757 C 7500.00',
      '44571 C 1500.00',
    ]);
    expect(new Set(resultat.ecritures.map(e => e.date))).toEqual(new Set([46680]));
  });

  test('PCG2014, par le référentiel de l’exercice : 675 et 775', () => {
    const Exercices = CIVILS.map(x => ({ ...x, Referentiel: 'PCG2014' }));
    const modele = { ...DEFAUTS, Exercices };
    const { registre } = enchainer({ Immobilisations: [VENDU] }, jusqua, modele);
    const { resultat } = cloturer(registre, '2027-10-31', modele);
    expect(texteLignes(resultat.ecritures)).toContain('675 D 6233.33');
    expect(texteLignes(resultat.ecritures)).toContain('775 C 7500.00');
  });

  test('une facture validée crédite déjà 757 : le prix n’est pas passé deux fois (C-IMM-07)', () => {
    const FacturesClients = [
      {
        IdFacture: 'F1',
        Ligne: '1',
        TypePiece: 'FACTURE',
        DateFacture: '2027-10-20',
        IdClient: 'CL',
        Compte: '757',
        MontantHT: 7500,
        MontantTVA: 1500,
        MontantTTC: 9000,
        Validee: 'O',
        IdImmo: 'INF-0001',
      },
    ];
    const { registre } = enchainer({ Immobilisations: [VENDU] }, jusqua);
    const { resultat } = cloturer({ ...registre, FacturesClients }, '2027-10-31');
    expect(texteLignes(resultat.ecritures)).not.toContain('757 C 7500.00');
    expect(resultat.anomalies.map(a => [a.code, a.gravite])).toEqual([['C-IMM-07', 'INFO']]);
  });

  test('après la sortie, plus rien ; tous ses comptes de bilan sont à zéro', () => {
    const { ecritures, registre } = enchainer({ Immobilisations: [VENDU] }, [
      ...jusqua,
      ...finsDeMois('2027-01', '2027-12'),
    ]);
    const { 2183: brut, 28183: amort, 657: vnc } = soldes(ecritures);
    expect([brut, amort, vnc]).toEqual([-12000, undefined, 6233.33]);
    expect(cloturer(registre, '2028-01-31').resultat.ecritures).toEqual([]);
  });
});

describe('domaine §16, plans comptables', () => {
  const vendu = (DateSortie: string) => ({
    ...IMM01,
    DateAcquisition: '2024-07-01',
    DateMiseEnService: '2024-07-01',
    DateSortie,
    TypeSortie: 'CESSION',
    PrixCessionHT: 1000,
  });
  const modele = (DateDebut: string, DateFin: string, Referentiel: string) => ({
    ...DEFAUTS,
    Exercices: [{ Exercice: 'X', DateDebut, DateFin, Referentiel }],
    Periodes: DEFAUTS['Periodes']!.map(p => ({ ...p, Exercice: 'X' })),
  });

  test('1. exercice du 01/07/2024 au 30/06/2025, sortie le 15/03/2025 : 675 et 775', () => {
    const m = modele('2024-07-01', '2025-06-30', 'PCG2014');
    const { resultat } = cloturer({ Immobilisations: [vendu('2025-03-15')] }, '2025-03-31', m);
    const comptes = Object.keys(soldes(resultat.ecritures));
    expect(comptes).toEqual(expect.arrayContaining(['675', '775']));
  });

  test('2. exercice ouvert le 01/02/2025 : 657 et 757', () => {
    const m = modele('2025-02-01', '2026-01-31', 'PCG2025');
    const { resultat } = cloturer({ Immobilisations: [vendu('2025-03-15')] }, '2025-03-31', m);
    const comptes = Object.keys(soldes(resultat.ecritures));
    expect(comptes).toEqual(expect.arrayContaining(['657', '757']));
  });

  test('5. un bien amorti encore utilisé : dotation 0, il reste au brut', () => {
    const { registre } = enchainer({ Immobilisations: [IMM01] }, ['2029-05-31']);
    const { resultat } = cloturer(registre, '2029-06-30');
    expect(resultat.ecritures).toEqual([]);
    expect(produite(resultat, t.DotationsDuMois)[0]).toMatchObject({ Etat: 'AMORTI', Brut: 12000, VNC: 0 });
    const sorti = { ...IMM01, DateSortie: '2029-06-15', TypeSortie: 'REBUT' };
    const rebut = cloturer({ ...registre, Immobilisations: [sorti] }, '2029-06-30');
    expect(texteLignes(rebut.resultat.ecritures)).toEqual(['28183 D 12000.00', '2183 C 12000.00']);
  });

  test('6. sortie le jour de la mise en service : un jour de dotation, 11,11', () => {
    const sorti = { ...IMM01, DateSortie: '2026-05-12', TypeSortie: 'REBUT' };
    const { resultat } = cloturer({ Immobilisations: [sorti] }, '2026-05-31');
    expect(texteLignes(resultat.ecritures)).toEqual([
      '68112 D 11.11',
      '28183 C 11.11',
      '28183 D 11.11',
      '657 D 11988.89',
      '2183 C 12000.00',
    ]);
  });
});

describe('T-IMM-02 : dérogatoire', () => {
  test('au dernier mois de l’exercice par défaut : +2 861,11, +5 458,33, +47,92, −669,79 × 2, −7 027,78', () => {
    const { ecritures, anomalies } = enchainer({ Immobilisations: [IMM02] }, [
      '2026-11-30',
      ...[2026, 2027, 2028, 2029, 2030, 2031].map(a => `${a}-12-31`),
    ]);
    expect(blocages(anomalies)).toEqual([]);
    const derogatoires = ecritures.filter(e => e.origine === 'DEROGATOIRE');
    expect(texteLignes(derogatoires)).toEqual([
      '68725 D 2861.11',
      '145 C 2861.11',
      '68725 D 5458.33',
      '145 C 5458.33',
      '68725 D 47.92',
      '145 C 47.92',
      '78725 C 669.79',
      '145 D 669.79',
      '78725 C 669.79',
      '145 D 669.79',
      '78725 C 7027.78',
      '145 D 7027.78',
    ]);
  });

  test('mensuel par paramètre : septembre 2026 = 715,28', () => {
    const Parametres = [{ Cle: 'DerogatoireMensuel', Valeur: 'O' }];
    const { resultat } = cloturer({ Immobilisations: [IMM02], Parametres }, '2026-09-30');
    expect(texteLignes(resultat.ecritures)).toContain('145 C 715.28');
  });

  test('à la cession, le 145 est repris en entier', () => {
    const vendu = { ...IMM02, DateSortie: '2028-06-30', TypeSortie: 'CESSION', PrixCessionHT: 20000 };
    const { ecritures } = enchainer({ Immobilisations: [vendu] }, ['2026-12-31', '2027-12-31', '2028-06-30']);
    expect(texteLignes(ecritures)).toContain('145 D 8319.44');
    expect(soldes(ecritures)['145']).toBeUndefined();
  });
});
