import { compte, enEuros, taux, type Montant } from '../../../src/comptabilite';
import { Atelier, codes, e, enEurosParCompte, j, NOVEMBRE, periodes, q } from './atelier';

const DECEMBRE = j('2026-12-31');
const nombres = (m: object, cles: readonly string[]) =>
  Object.fromEntries(cles.map(c => [c, enEuros((m as Record<string, Montant>)[c] as Montant)]));

/** T-REV-03 (domaine §5.7), dit au plus court. */
const rev03 = () =>
  new Atelier()
    .affaire()
    .commande(100000)
    .facture(20000, '2026-09-15')
    .facture(10000, '2026-11-16')
    .temps(60, '2026-11-10')
    .temps(3, '2026-12-01')
    .planning(69, '2026-12-15')
    .commandeAchat(28, 14000, '2026-09-28', { IdCdeAchat: 'CA1' })
    .reception(8, 4000, '2026-10-30', { IdReception: 'R1', IdCdeAchat: 'CA1', LigneCde: '1' })
    .reception(4, 2000, '2026-11-27', { IdReception: 'R2', IdCdeAchat: 'CA1', LigneCde: '1' })
    .achat(4000, '2026-10-31', { IdReception: 'R1', Quantite: q(8) })
    .historique('2026-10-31', 38000, 20000, { PctCalcule: taux('0.38') });

/** T-REV-04 : décembre, avec un avenant de 10 000 accepté le 12. */
const rev04 = () =>
  new Atelier()
    .remplacer({ periodes: periodes('2026-12') })
    .affaire()
    .commande(100000)
    .avenant(10000, '2026-12-12', { IdCommande: 'CV1' })
    .facture(70000, '2026-12-20')
    .temps(104, '2026-12-10')
    .planning(96, '2027-01-15')
    .historique('2026-11-30', 45000, 30000);

describe('T-REV-03, au centime', () => {
  test('mesures', () => {
    const { mesure, caPrecedent, production } = rev03().a();
    expect(
      nombres({ ...mesure, caPrecedent, production }, [
        'budget',
        'facture',
        'tempsValorises',
        'achats',
        'receptions',
        'charges',
        'tempsFuturs',
        'planning',
        'commandesOuvertes',
        'raf',
        'reprevision',
        'ca',
        'fae',
        'pca',
        'caPrecedent',
        'production',
        'margeADate',
        'margeTerminaison',
        'ecartMarge',
      ]),
    ).toEqual({
      budget: 100000,
      facture: 30000,
      tempsValorises: 30000,
      achats: 4000,
      receptions: 2000,
      charges: 36000,
      tempsFuturs: 1500,
      planning: 34500,
      commandesOuvertes: 8000,
      raf: 44000,
      reprevision: 80000,
      ca: 45000,
      fae: 15000,
      pca: 0,
      caPrecedent: 38000,
      production: 7000,
      margeADate: 9000,
      margeTerminaison: 20000,
      ecartMarge: 0,
    });
    expect(mesure.tauxRetenu?.toString()).toBe('0.45');
    expect(codes(rev03().etablir().anomalies)).toEqual([]);
  });

  test('écritures : FAE TTC au 4181, TVA au 44587, extourne le lendemain', () => {
    const [fae, extourne] = rev03().etablir().ecritures;
    expect(enEurosParCompte(fae)).toEqual([
      ['4181', 18000, 0],
      ['706000', 0, 15000],
      ['44587', 0, 3000],
    ]);
    expect(fae).toMatchObject({ cle: 'FAE|2026-11-30|A|ARRETE', date: NOVEMBRE, journal: 'OD' });
    expect(fae?.lignes[0]?.tiers).toBe('CL1');
    expect(extourne).toMatchObject({ extourneDe: fae?.cle, date: j('2026-12-01'), origine: 'EXTOURNE' });
    expect(enEurosParCompte(extourne)).toEqual([
      ['4181', 0, 18000],
      ['706000', 15000, 0],
      ['44587', 3000, 0],
    ]);
  });
});

test('T-REV-04 : 52 %, CA 57 200, PCA 12 800, production 12 200', () => {
  const { mesure, production } = rev04().a(DECEMBRE);
  expect(
    nombres({ ...mesure, production }, ['budget', 'charges', 'raf', 'ca', 'fae', 'pca', 'production']),
  ).toEqual({
    budget: 110000,
    charges: 52000,
    raf: 48000,
    ca: 57200,
    fae: 0,
    pca: 12800,
    production: 12200,
  });
  const [pca, extourne] = rev04().etablir(DECEMBRE).ecritures;
  expect(enEurosParCompte(pca)).toEqual([
    ['706000', 12800, 0],
    ['487', 0, 12800],
  ]);
  expect(extourne?.date).toBe(j('2027-01-01'));
  expect(codes(rev04().etablir(DECEMBRE).anomalies)).toEqual([]);
});

describe('budget par la valeur résiduelle (domaine §5.3)', () => {
  const budget = (a: Atelier) => enEuros(a.a().mesure.budget);
  const echelonnee = () =>
    new Atelier()
      .affaire()
      .commande(100000, { AvecEcheancier: true })
      .echeance(30000, '2026-11-01', { IdFacture: 'F1', DateFacture: j('2026-11-02') })
      .echeance(70000, '2027-06-30')
      .facture(30000, '2026-11-02', { IdFacture: 'F1' })
      .temps(1, '2026-11-02')
      .planning(1, '2026-12-02');

  test('piège 1 : tout l’échéancier validé compte, quelle que soit l’échéance', () => {
    expect(budget(echelonnee())).toBe(100000);
  });

  test('option littérale : seules les échéances dues à l’arrêté', () => {
    expect(budget(echelonnee().avec({ echLitteral: true }))).toBe(30000);
    expect(budget(echelonnee().echeance(5000, '2026-11-15').avec({ echLitteral: true }))).toBe(35000);
  });

  test('échéancier plus court que la commande : le reste est gardé, avec une alerte', () => {
    const courte = new Atelier()
      .affaire()
      .commande(100000, { AvecEcheancier: true })
      .echeance(60000, '2027-01-31');
    expect(budget(courte.temps(1, '2026-11-02').planning(1, '2026-12-02'))).toBe(100000);
    expect(codes(courte.etablir().anomalies, 'ALERTE')).toContain('C-REV-11');
  });

  test('piège 2 : une ligne livrée puis facturée compte une fois', () => {
    const a = new Atelier().affaire().commande(10000).facture(4000, '2026-11-10').temps(1, '2026-11-02');
    expect(budget(a.planning(1, '2026-12-02'))).toBe(10000);
  });

  test('facturé au-delà de la commande : le budget suit le facturé', () => {
    const a = new Atelier().affaire().commande(10000).facture(12000, '2026-11-10').temps(1, '2026-11-02');
    expect(budget(a.planning(1, '2026-12-02'))).toBe(12000);
  });

  test('piège 3 : un acompte n’est ni facturé ni retranché du budget', () => {
    const a = new Atelier()
      .affaire()
      .commande(100000, { AvecEcheancier: true })
      .echeance(30000, '2026-06-01', { IdFacture: 'AC1', DateFacture: j('2026-06-01') })
      .echeance(70000, '2027-06-30')
      .facture(30000, '2026-06-01', { IdFacture: 'AC1', TypePiece: 'ACOMPTE' })
      .temps(1, '2026-11-02')
      .planning(1, '2026-12-02');
    expect(budget(a)).toBe(100000);
    expect(enEuros(a.a().mesure.facture)).toBe(0);
  });

  test('une ligne de remise négative diminue le budget', () => {
    const a = new Atelier()
      .affaire()
      .commande(10000)
      .ligneCommande(-1000, { Ligne: '2' })
      .temps(1, '2026-11-02');
    expect(budget(a.planning(1, '2026-12-02'))).toBe(9000);
  });

  test('avenant : compté accepté, pas demandé, ni déjà dans la commande, ni avant sa date', () => {
    const base = () =>
      new Atelier().affaire().commande(10000).temps(1, '2026-11-02').planning(1, '2026-12-02');
    expect(budget(base().avenant(500, '2026-11-12'))).toBe(10500);
    expect(budget(base().avenant(500, '2026-12-12'))).toBe(10000);
    expect(budget(base().avenant(500, '2026-11-12', { Statut: 'DEMANDE' }))).toBe(10000);
    expect(budget(base().avenant(500, '2026-11-12', { InclusDansCommande: true }))).toBe(10000);
    expect(budget(base().avenant(500, '2026-11-12', { Statut: 'PROBABLE' }))).toBe(10000);
    const probables = base().avec({ avenantsProbables: true });
    expect(budget(probables.avenant(500, '2026-11-12', { Statut: 'PROBABLE' }))).toBe(10500);
  });

  test('facture sans ligne : étalée sur les lignes de sa commande ; sans commande : telle quelle', () => {
    const a = () => new Atelier().affaire().commande(10000).temps(1, '2026-11-02').planning(1, '2026-12-02');
    expect(budget(a().facture(4000, '2026-11-10', { LigneCommande: undefined }))).toBe(10000);
    const libre = { IdCommande: undefined, LigneCommande: undefined, CodeProduit: 'FORFAIT' };
    expect(budget(a().facture(4000, '2026-11-10', libre))).toBe(14000);
  });
});

describe('charges et reste à faire (domaine §5.7, §6.2)', () => {
  const base = () => new Atelier().affaire().commande(10000).planning(1, '2026-12-15');
  const m = (a: Atelier) => a.a().mesure;

  test('le coût est celui de la date du temps', () => {
    const couts = [
      { ligne: 5, IdCollab: 'S', DateEffet: j('2026-01-01'), CoutJour: e(400) },
      { ligne: 6, IdCollab: 'S', DateEffet: j('2026-11-15'), CoutJour: e(420) },
    ];
    const a = base().remplacer({ couts }).temps(1, '2026-11-14').temps(1, '2026-11-15');
    expect(enEuros(m(a).tempsValorises)).toBe(820);
  });

  test('C-TPS-02 : sans coût à la date, c’est bloquant et jamais zéro', () => {
    const a = base().temps(1, '2025-12-31').planning(1, '2026-12-16', { IdCollab: 'Z' });
    const bloquantes = a.etablir().anomalies.filter(x => x.code === 'C-TPS-02');
    expect(bloquantes.map(x => [x.gravite, x.table, x.ligne])).toEqual([
      ['BLOQUANT', 'Temps', 5],
      ['BLOQUANT', 'Planning', 6],
    ]);
  });

  test('seuls les temps des états de la règle comptent', () => {
    const a = base().temps(1, '2026-11-02').temps(5, '2026-11-03', { Etat: 'BROUILLON' });
    expect(enEuros(m(a).tempsValorises)).toBe(500);
    expect(codes(a.etablir().anomalies, 'ALERTE')).toContain('C-TPS-01');
    const regles = a.donnees.regles.map(r => ({ ...r, EtatsTemps: 'VALIDE, BROUILLON' }));
    expect(enEuros(m(a.remplacer({ regles })).tempsValorises)).toBe(3000);
  });

  test('un temps saisi après l’arrêté remplace le planning du même jour, et lui seul', () => {
    const a = base().temps(1, '2026-11-02').planning(1, '2026-12-01').planning(1, '2026-12-02');
    a.temps(0.5, '2026-12-01');
    expect([enEuros(m(a).tempsFuturs), enEuros(m(a).planning)]).toEqual([250, 1000]);
  });

  test('le planning au plus tard de l’arrêté ne compte pas', () => {
    expect(enEuros(m(base().temps(1, '2026-11-02').planning(9, '2026-11-30')).planning)).toBe(500);
  });

  test('§16 cas 15 : un jour d’externe vaut 0, son coût vient de ses achats', () => {
    const a = base().temps(10, '2026-11-02', { IdCollab: 'X' }).achat(3000, '2026-11-20');
    expect(enEuros(m(a).charges)).toBe(3000);
    const regles = a.donnees.regles.map(r => ({ ...r, ChargesTempsEtAchats: false }));
    const couts = [
      ...a.donnees.couts,
      { ligne: 9, IdCollab: 'X', DateEffet: j('2026-01-01'), CoutJour: e(300) },
    ];
    expect(enEuros(m(a.remplacer({ regles, couts })).charges)).toBe(3000);
    expect(enEuros(m(a).achats)).toBe(0);
  });

  test('des jours d’externes planifiés sans commande ouverte se signalent', () => {
    const a = base().temps(1, '2026-11-02').planning(5, '2026-12-10', { IdCollab: 'X' });
    expect(codes(a.etablir().anomalies, 'ALERTE')).toContain('C-REV-13');
  });

  test('§16 cas 16 : réception de 10 à 100 €, 6 facturés à 110 € → reste 400 €', () => {
    const a = base().reception(10, 1000, '2026-11-05', { IdReception: 'R1' });
    a.achat(660, '2026-11-20', { IdReception: 'R1', Quantite: q(6) });
    expect([enEuros(m(a).receptions), enEuros(m(a).achats)]).toEqual([400, 660]);
  });

  test('réception facturée sans quantité : en montant, jamais négatif', () => {
    const a = base().reception(undefined, 1000, '2026-11-05', { IdReception: 'R1' });
    a.achat(1200, '2026-11-20', { IdReception: 'R1' });
    expect([enEuros(m(a).receptions), enEuros(m(a).achats)]).toEqual([0, 1200]);
  });

  test('une facture d’achat non validée, ou postérieure, n’éteint pas la réception', () => {
    const recue = () => base().reception(10, 1000, '2026-11-05', { IdReception: 'R1' });
    const non = recue().achat(1000, '2026-11-20', { IdReception: 'R1', Quantite: q(10), Validee: false });
    expect([enEuros(m(non).receptions), enEuros(m(non).achats)]).toEqual([1000, 0]);
    const tard = recue().achat(1000, '2026-12-02', { IdReception: 'R1', Quantite: q(10) });
    expect([enEuros(m(tard).receptions), enEuros(m(tard).achats)]).toEqual([1000, 0]);
  });

  test('ce qui est exclu des charges passe au reste à faire, sans changer la reprévision', () => {
    const inclus = base().temps(1, '2026-11-02').achat(1000, '2026-11-20');
    const exclu = base().temps(1, '2026-11-02').achat(1000, '2026-11-20', { HorsAvancement: true });
    expect(m(exclu).reprevision).toBe(m(inclus).reprevision);
    expect([enEuros(m(exclu).charges), enEuros(m(exclu).achatsAVenir)]).toEqual([500, 1000]);
    const stock = base().temps(1, '2026-11-02').reception(10, 1000, '2026-11-20', { Consommee: false });
    expect([enEuros(m(stock).receptions), enEuros(m(stock).achatsAVenir)]).toEqual([0, 1000]);
  });

  test('un achat à période : la part consommée en charge, le reste à venir (T-CUT-06)', () => {
    const periode = { PeriodeDu: j('2026-07-01'), PeriodeAu: j('2027-06-30') };
    const a = base().achat(3600, '2026-07-01', periode);
    expect([enEuros(m(a).achats), enEuros(m(a).achatsAVenir)]).toEqual([1509.04, 2090.96]);
    const r = base().reception(1, 3600, '2026-07-01', periode);
    expect([enEuros(m(r).receptions), enEuros(m(r).achatsAVenir)]).toEqual([1509.04, 2090.96]);
  });

  test('le retour d’une réception à période se déduit de même : T-CUT-06 au signe près', () => {
    const periode = { PeriodeDu: j('2026-07-01'), PeriodeAu: j('2027-06-30') };
    const r = base().reception(undefined, -3600, '2026-07-01', periode);
    expect([enEuros(m(r).receptions), enEuros(m(r).achatsAVenir)]).toEqual([-1509.04, -2090.96]);
  });

  test('un achat à période en mois, comme sa CCA : T-CUT-06 en MOIS, 7/12 à venir', () => {
    const periode = { PeriodeDu: j('2026-07-01'), PeriodeAu: j('2027-06-30') };
    const enMois = { modeAchats: 'MOIS' } as const;
    const a = base().avec(enMois).achat(3600, '2026-07-01', periode);
    expect([enEuros(m(a).achats), enEuros(m(a).achatsAVenir)]).toEqual([1500, 2100]);
    const r = base().avec(enMois).reception(1, 3600, '2026-07-01', periode);
    expect([enEuros(m(r).receptions), enEuros(m(r).achatsAVenir)]).toEqual([1500, 2100]);
  });

  test('commande d’achat facturée sans réception : elle n’est plus à venir', () => {
    const a = base().commandeAchat(10, 1000, '2026-10-01', { IdCdeAchat: 'CA1' });
    a.achat(400, '2026-11-02', { IdCdeAchat: 'CA1', LigneCde: '1', Quantite: q(4) });
    expect([enEuros(m(a).achats), enEuros(m(a).commandesOuvertes)]).toEqual([400, 600]);
  });

  test('§16 cas 14 : un temps déplacé après la clôture corrige le mois ouvert, au coût de sa date', () => {
    const couts = [
      { ligne: 5, IdCollab: 'S', DateEffet: j('2026-01-01'), CoutJour: e(400) },
      { ligne: 6, IdCollab: 'S', DateEffet: j('2026-11-01'), CoutJour: e(500) },
    ];
    const corrige = { PeriodeComptable: '2026-11' as never };
    const a = base().remplacer({ couts }).temps(3, '2026-10-10').temps(-3, '2026-10-10', corrige);
    a.affaire('B').temps(3, '2026-10-10', { ...corrige, IdAffaire: 'B' });
    const tv = (id: string, jour: string) =>
      a.etablir(j(jour)).affaires.find(x => x.dossier.affaire.IdAffaire === id)?.mesure.tempsValorises;
    expect([tv('A', '2026-10-31'), tv('B', '2026-10-31')]).toEqual([e(1200), e(0)]);
    expect([tv('A', '2026-11-30'), tv('B', '2026-11-30')]).toEqual([e(0), e(1200)]);
  });
});

describe('TVA et détail des écritures', () => {
  const deux = () =>
    new Atelier()
      .affaire()
      .commande(60000)
      .ligneCommande(40000, { Ligne: '2', CodeProduit: 'EXPORT' })
      .temps(1, '2026-11-02')
      .planning(1, '2026-12-15');

  test('§16 cas 18 : pas de TVA sur un produit exonéré ; la FAE se répartit au prorata du budget', () => {
    expect(enEurosParCompte(deux().etablir().ecritures[0])).toEqual([
      ['4181', 56000, 0],
      ['706000', 0, 30000],
      ['706900', 0, 20000],
      ['44587', 0, 6000],
    ]);
  });

  test('CutOffTVA = HT : pas de TVA', () => {
    const [fae] = deux().avec({ cutOffTVA: 'HT' }).etablir().ecritures;
    expect(fae?.lignes.map(l => l.compte)).toEqual(['4181', '706000', '706900']);
  });

  test('grouper change le nombre de lignes, jamais les totaux', () => {
    const a = () =>
      deux()
        .affaire('B')
        .commande(1000, { IdAffaire: 'B' })
        .temps(1, '2026-11-02', { IdAffaire: 'B' })
        .planning(1, '2026-12-15', { IdAffaire: 'B' });
    const total = (x: Atelier) => {
      const parCompte = new Map<string, number>();
      for (const l of x
        .etablir()
        .ecritures.filter(y => y.origine === 'FAE')
        .flatMap(y => y.lignes)) {
        parCompte.set(l.compte, (parCompte.get(l.compte) ?? 0) + l.debit - l.credit);
      }
      return Object.fromEntries([...parCompte].sort());
    };
    const groupe = a().avec({ detailEcriture: 'GROUPE_COMPTE' });
    expect(total(groupe)).toEqual(total(a()));
    expect(groupe.etablir().ecritures.map(x => x.cle)).toEqual([
      'FAE|2026-11-30|4181|ARRETE',
      'FAE|2026-11-30|4181|EXTOURNE',
    ]);
  });

  test('le compte de FAE du tiers l’emporte ; un code TVA sans taux bloque', () => {
    const tiers = [{ ligne: 5, IdTiers: 'CL1', Nom: 'Client 1', CompteFAE_FAR: compte('41810001') }];
    expect(deux().remplacer({ tiers }).etablir().ecritures[0]?.lignes[0]?.compte).toBe('41810001');
    expect(codes(deux().remplacer({ codesTVA: [] }).etablir().anomalies)).toContain('C-TVA-01');
  });

  test('ExtourneForme = NEGATIVE : mêmes côtés, signes contraires', () => {
    const [, extourne] = deux().avec({ extourneForme: 'NEGATIVE' }).etablir().ecritures;
    expect(enEurosParCompte(extourne)?.[0]).toEqual(['4181', -56000, 0]);
  });
});
