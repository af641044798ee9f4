/** Le lettrage dans le classeur : proposer, décider, lettrer, défaire, et ce qu'en voient les balances. */
import fc from 'fast-check';
import { ModeleTiers } from '../../../../src/cloture/tiers/modele';
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { le } from '../atelier';
import {
  cleDe,
  clore,
  codes,
  DOSSIER,
  ligne,
  lire,
  modifier,
  PARAMETRES,
  rangees,
  soldes,
  texteLignes,
  type Classeur,
} from './atelier';

const ARRETE = '2026-11-30';
const FACTURE = ligne('C1', 'F100', '2026-09-10', 1_200);
const REGLEMENT = ligne('C1', 'BQ7', '2026-10-05', -1_200, { Libelle: 'VIR F100' });

const postes = (classeur: Classeur, date: string) => {
  const tables = lire(classeur);
  return ModeleTiers.lu(tables, lireParametres(tables, le(date))).postes(le(date));
};
const solde = (classeur: Classeur, tiers: string, date: string) =>
  postes(classeur, date)
    .filter(p => p.tiers === tiers)
    .reduce((s, p) => s + p.residuel, 0);
const ouverts = (classeur: Classeur, date: string) =>
  postes(classeur, date).map(p => [p.piece, p.residuel / 100]);
const accepter = (classeur: Classeur) =>
  modifier(classeur, 'LettragesProposes', p => ({ ...p, Decision: 'ACCEPTER' }));

describe('proposer, accepter, défaire', () => {
  const propose = clore({ ...DOSSIER, Ecritures: [FACTURE, REGLEMENT] }, ARRETE);
  const lettre = clore(accepter(propose.classeur), ARRETE);

  test('la proposition dit sa règle, son score et ses pièces ; rien n’est lettré sans décision', () => {
    expect(rangees(propose, 'LettragesProposes')).toEqual([
      expect.objectContaining({
        Regle: 'REFERENCE',
        Score: 100,
        Debit: 1_200,
        Credit: 1_200,
        Ecart: 0,
        PiecesDebit: 'F100 1\u00a0200,00',
      }),
    ]);
    expect(rangees(propose, 'Lettrages')).toEqual([]);
    expect(rangees(propose, 'PostesALettrer').map(p => p['Piece'])).toEqual(['F100', 'BQ7']);
  });

  test('acceptée, elle lettre à la date du plus récent ; avant elle, les postes sont ouverts', () => {
    const lignes = rangees(lettre, 'Lettrages');
    expect(lignes.map(l => [l['CleLigne'], l['Code'], l['Montant'], l['Etat']])).toEqual([
      [cleDe(FACTURE), 'A', 1_200, 'LETTRE'],
      [cleDe(REGLEMENT), 'A', -1_200, 'LETTRE'],
    ]);
    expect(lignes.map(l => l['DateLettrage'])).toEqual([le('2026-10-05'), le('2026-10-05')]);
    expect(rangees(lettre, 'LettragesProposes')).toEqual([]);
    expect(ouverts(lettre.classeur, '2026-11-30')).toEqual([]);
    expect(ouverts(lettre.classeur, '2026-09-30')).toEqual([['F100', 1_200]]);
    expect(solde(lettre.classeur, 'C1', '2026-11-30')).toBe(solde(propose.classeur, 'C1', '2026-11-30'));
  });

  test('la relance ne change rien, et la table Ecritures n’est pas écrite', () => {
    expect(clore(lettre.classeur, ARRETE).classeur).toEqual(lettre.classeur);
    expect(lettre.resultat.produites.map(p => p.table.nom)).not.toContain('Ecritures');
  });

  test('défait, le groupe rouvre ses postes, garde sa trace et n’est plus proposé', () => {
    const demande = modifier(lettre.classeur, 'Lettrages', l => ({ ...l, Annuler: 'O' }));
    const defait = clore(demande, ARRETE);
    expect(rangees(defait, 'Lettrages').map(l => [l['Etat'], l['Annuler']])).toEqual([
      ['ANNULE', ''],
      ['ANNULE', ''],
    ]);
    expect(ouverts(defait.classeur, ARRETE)).toEqual(ouverts(propose.classeur, ARRETE));
    expect(rangees(defait, 'LettragesProposes').map(p => p['Regle'])).not.toContain('REFERENCE');
  });

  test('un lettrage d’un mois fermé ne se défait pas', () => {
    const ferme = modifier(
      modifier(lettre.classeur, 'Lettrages', l => ({ ...l, Annuler: 'O' })),
      'Periodes',
      p => (p['Periode'] === '2026-09' || p['Periode'] === '2026-10' ? { ...p, Etat: 'FERMEE' } : p),
    );
    const refuse = clore(ferme, ARRETE);
    expect(codes(refuse)).toContain('C-LET-03');
    expect(rangees(refuse, 'Lettrages').map(l => l['Etat'])).toEqual(['LETTRE', 'LETTRE']);
  });

  test('refusée, elle garde sa ligne et ne revient pas ailleurs', () => {
    const refusee = clore(
      modifier(propose.classeur, 'LettragesProposes', p => ({ ...p, Decision: 'REFUSER' })),
      ARRETE,
    );
    expect(rangees(refusee, 'LettragesProposes').map(p => p['Decision'])).toContain('REFUSER');
    expect(rangees(refusee, 'Lettrages')).toEqual([]);
  });

  test('acceptée puis périmée : rien n’est lettré, et cela se dit', () => {
    const changee = modifier(accepter(propose.classeur), 'Ecritures', l =>
      l['Piece'] === 'BQ7' ? { ...l, Credit: 1_100 } : l,
    );
    const r = clore(changee, ARRETE);
    expect(codes(r)).toContain('C-LET-01');
    expect(rangees(r, 'Lettrages')).toEqual([]);
  });
});

test('un écart dans la tolérance part en 658, au compte et au nom du tiers', () => {
  const depart: Classeur = {
    ...DOSSIER,
    Parametres: PARAMETRES({ ToleranceReglement: '1.00' }),
    Ecritures: [FACTURE, { ...REGLEMENT, Credit: 1_199.5 }],
  };
  const lettre = clore(accepter(clore(depart, ARRETE).classeur), ARRETE);
  expect(texteLignes(lettre.resultat.ecritures)).toEqual(['411 C 0.50', '658 D 0.50']);
  expect(rangees(lettre, 'Lettrages').reduce((s, l) => s + Math.round(Number(l['Montant']) * 100), 0)).toBe(
    0,
  );
  expect(ouverts(lettre.classeur, ARRETE)).toEqual([]);
  expect(clore(lettre.classeur, ARRETE).classeur).toEqual(lettre.classeur);
  expect(soldes(lettre.classeur)).toEqual({ '411': -0.5, '658': 0.5 });
});

test('un partiel, puis le solde : le code passe en capitales et chaque ligne garde sa date', () => {
  const premier = ligne('C1', 'F100', '2026-10-05', -800);
  const second = ligne('C1', 'F100', '2026-11-10', -400);
  const octobre = clore({ ...DOSSIER, Ecritures: [FACTURE, premier] }, '2026-10-31');
  const partiel = clore(accepter(octobre.classeur), '2026-10-31');
  expect(rangees(partiel, 'Lettrages').map(l => [l['Code'], l['Montant']])).toEqual([
    ['a', 800],
    ['a', -800],
  ]);
  expect(ouverts(partiel.classeur, '2026-10-31')).toEqual([['F100', 400]]);
  const novembre = clore({ ...partiel.classeur, Ecritures: [FACTURE, premier, second] }, ARRETE);
  const complet = clore(accepter(novembre.classeur), ARRETE);
  expect(rangees(complet, 'Lettrages').map(l => [l['Code'], l['Montant'], l['DateLettrage']])).toEqual([
    ['B', 1_200, le('2026-10-05')],
    ['B', -800, le('2026-10-05')],
    ['B', -400, le('2026-11-10')],
  ]);
  expect(ouverts(complet.classeur, ARRETE)).toEqual([]);
  expect(ouverts(complet.classeur, '2026-10-31')).toEqual([['F100', 400]]);
});

test('les marques de l’utilisateur lettrent ensemble, et une marque impossible reste en place', () => {
  const ecritures = [FACTURE, ligne('C1', 'X1', '2026-10-01', -700), ligne('C1', 'X2', '2026-10-02', -500)];
  const depart = clore({ ...DOSSIER, Ecritures: ecritures }, ARRETE);
  const marques = modifier(depart.classeur, 'PostesALettrer', p => ({ ...p, Marque: '1' }));
  const lettre = clore(marques, ARRETE);
  expect(rangees(lettre, 'Lettrages').map(l => l['Regle'])).toEqual(['MANUEL', 'MANUEL', 'MANUEL']);
  expect(ouverts(lettre.classeur, ARRETE)).toEqual([]);
  const seule = modifier(depart.classeur, 'PostesALettrer', p =>
    p['Piece'] === 'F100' ? { ...p, Marque: '1' } : p,
  );
  const refusee = clore(seule, ARRETE);
  expect(codes(refusee)).toContain('C-LET-02');
  expect(rangees(refusee, 'PostesALettrer').map(p => p['Marque'])).toContain('1');
});

test('automatique : la même référence se lettre seule, et se défait comme les autres', () => {
  const r = clore(
    { ...DOSSIER, Parametres: PARAMETRES({ LettrageAuto: 'REFERENCE' }), Ecritures: [FACTURE, REGLEMENT] },
    ARRETE,
  );
  expect(rangees(r, 'Lettrages')).toHaveLength(2);
  const defait = clore(
    modifier(r.classeur, 'Lettrages', l => ({ ...l, Annuler: 'O' })),
    ARRETE,
  );
  expect(rangees(defait, 'Lettrages').map(l => l['Etat'])).toEqual(['ANNULE', 'ANNULE']);
  expect(clore(defait.classeur, ARRETE).classeur).toEqual(defait.classeur);
});

test('propriété : tout accepter ne change aucun solde, à aucune date, et deux fois vaut une', () => {
  const uneLigne = fc.record({
    tiers: fc.constantFrom('C1', 'C2', 'F1'),
    piece: fc.constantFrom('F1', 'F2', 'F3', 'F4', 'R1', 'R2'),
    jour: fc.integer({ min: 1, max: 28 }),
    mois: fc.integer({ min: 9, max: 11 }),
    montant: fc.integer({ min: -500, max: 500 }).filter(n => n !== 0),
  });
  fc.assert(
    fc.property(fc.array(uneLigne, { minLength: 2, maxLength: 10 }), essais => {
      const Ecritures = essais.map(e =>
        ligne(
          e.tiers,
          e.piece,
          `2026-${String(e.mois).padStart(2, '0')}-${String(e.jour).padStart(2, '0')}`,
          e.montant,
        ),
      );
      const depart = clore({ ...DOSSIER, Parametres: PARAMETRES({ LettrageFIFO: 'O' }), Ecritures }, ARRETE);
      const lettre = clore(accepter(depart.classeur), ARRETE);
      const groupes = new Map<unknown, number>();
      for (const l of rangees(lettre, 'Lettrages'))
        groupes.set(l['Groupe'], (groupes.get(l['Groupe']) ?? 0) + Math.round(Number(l['Montant']) * 100));
      for (const total of groupes.values()) expect(total).toBe(0);
      for (const date of ['2026-09-30', '2026-10-31', ARRETE])
        for (const tiers of ['C1', 'C2', 'F1'])
          expect(solde(lettre.classeur, tiers, date)).toBe(solde(depart.classeur, tiers, date));
      expect(clore(lettre.classeur, ARRETE).classeur['Lettrages']).toEqual(lettre.classeur['Lettrages']);
    }),
    { numRuns: 40 },
  );
});

describe('annuler rétablit', () => {
  const jourDe = (n: number) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10);
  const mouvement = fc.record({
    tiers: fc.constantFrom('C1', 'C2', 'F1'),
    // Peu de pièces et de montants : des références communes, des sommes et des restes partiels.
    piece: fc.constantFrom('F101', 'F102', 'R1', 'R2'),
    montant: fc.constantFrom(-700, -500, -200.01, -200, 200, 500, 700),
    jour: fc.integer({ min: 0, max: 85 }),
    devise: fc.constantFrom<Record<string, string | number>>({}, {}, { Devise: 'USD' }),
  });
  const grandLivre = fc
    .array(mouvement, { minLength: 2, maxLength: 9 })
    .map(ms =>
      ms.map(({ tiers, piece, montant, jour, devise }) =>
        ligne(
          tiers,
          piece,
          jourDe(jour),
          montant,
          'Devise' in devise ? { ...devise, MontantDevise: Math.abs(montant) } : {},
        ),
      ),
    );
  const dates = ['2026-09-15', '2026-10-10', '2026-10-31', ARRETE, '2026-12-31'];
  const tout = (classeur: Classeur) => dates.map(d => ouverts(classeur, d));

  test('tout accepté ou marqué, puis tout annulé : les postes ouverts de toute date sont ceux d’avant', () => {
    let lettrees = 0;
    let partiels = 0;
    fc.assert(
      fc.property(grandLivre, fc.constantFrom('0', '0.01'), fc.boolean(), (Ecritures, tolerance, aLaMain) => {
        const reglages = { LettrageFIFO: 'O', ToleranceReglement: tolerance, LettragePartiel: 'O' };
        const depart = clore({ ...DOSSIER, Ecritures, Parametres: PARAMETRES(reglages) }, ARRETE).classeur;
        const decide = aLaMain
          ? modifier(depart, 'PostesALettrer', p => ({ ...p, Marque: `${p['Tiers']}${p['Devise'] ?? ''}` }))
          : accepter(depart);
        const une = clore(decide, ARRETE).classeur;
        // Un second tour : un reste partiel amène son groupe sous un nouveau code.
        const deux = clore(accepter(une), ARRETE).classeur;
        const lignes = rangees(deux, 'Lettrages').filter(l => l['Etat'] === 'LETTRE');
        lettrees += lignes.length;
        partiels += lignes.filter(l => l['Code'] === String(l['Code']).toLowerCase()).length;
        const annule = clore(
          modifier(deux, 'Lettrages', l => ({ ...l, Annuler: 'O' })),
          ARRETE,
        ).classeur;
        expect(rangees(annule, 'Lettrages').filter(l => l['Etat'] === 'LETTRE')).toEqual([]);
        expect(tout(annule)).toEqual(tout(depart));
        expect(soldes(annule)).toEqual(soldes(depart));
      }),
      { numRuns: 40, seed: 20_261_130 },
    );
    expect(lettrees).toBeGreaterThan(40);
    expect(partiels).toBeGreaterThan(0);
  });
});
