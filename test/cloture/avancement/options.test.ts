import { enEuros, somme, terminer, type Montant } from '../../../src/comptabilite';
import { detaillerPieces } from '../../../src/cloture/avancement/calcul/pieces';
import { creerModeleAvancement, SOCIETE } from '../../../src/cloture/avancement/calcul/modele';
import { Atelier, codes, e, enEurosParCompte, j, NOVEMBRE } from './atelier';

/** 40 % : charges 20 000, reste à faire 30 000, commande de 100 000. */
const base = () =>
  new Atelier().affaire().commande(100000).temps(40, '2026-11-10').planning(60, '2026-12-15');
const m = (a: Atelier) => a.a().mesure;
const euros = (
  a: Atelier,
  ...cles: (
    | 'budget'
    | 'charges'
    | 'raf'
    | 'ca'
    | 'fae'
    | 'pca'
    | 'achats'
    | 'frais'
    | 'taches'
    | 'cotations'
    | 'achatsIgnores'
    | 'achatsAVenir'
    | 'budgetInitial'
  )[]
) => cles.map(c => enEuros(m(a)[c]));

describe('budget (domaine §5.3)', () => {
  test('DEVIS_SIGNES : les devis signés à l’arrêté et les avenants retenus, pas les commandes', () => {
    const a = base()
      .devis(90000, '2026-05-01')
      .devis(5000, '2026-12-01')
      .devis(7000, '2026-06-01', { Statut: 'PERDU' })
      .avenant(3000, '2026-11-02')
      .avenant(2000, '2026-11-03', { InclusDansCommande: true });
    expect(euros(a, 'budget', 'budgetInitial')).toEqual([103000, 90000]);
    a.regle({ BaseBudget: 'DEVIS_SIGNES' });
    expect(euros(a, 'budget', 'ca')).toEqual([95000, 38000]);
    expect(m(a).termes).toBeUndefined();
    expect(codes(a.etablir().anomalies)).toEqual([]);
  });

  test('un devis signé sans date, un avenant sans commande : dits, pas comptés', () => {
    const alertes = (a: Atelier) => codes(a.etablir().anomalies, 'ALERTE').filter(c => c === 'C-REV-18');
    const devis = base()
      .devis(90000, undefined)
      .devis(100, '2026-05-01')
      .regle({ BaseBudget: 'DEVIS_SIGNES' });
    expect([euros(devis, 'budget'), alertes(devis)]).toEqual([[100], ['C-REV-18']]);
    const avenant = base().avenant(500, '2026-11-02', { IdCommande: 'CV9' });
    expect([euros(avenant, 'budget'), alertes(avenant)]).toEqual([[100000], ['C-REV-18']]);
  });

  test('chaque terme du budget se voit, et leur somme est le budget', () => {
    const a = base()
      .facture(30000, '2026-11-02')
      .livraison(20000, '2026-11-05')
      .echeance(10000, '2027-01-31')
      .livraison(500, '2026-11-06', {
        IdCommande: undefined,
        LigneCommande: undefined,
        CodeProduit: 'FORFAIT',
      });
    expect(m(a).termes).toEqual({ facture: e(30000), livre: e(20500), echeances: e(10000), reste: e(40000) });
    expect(euros(a, 'budget')).toEqual([100500]);
  });
});

describe('charges et reste à faire (domaine §5.7)', () => {
  test('temps et achats, ou temps seuls : les achats ignorés se montrent', () => {
    const a = base().achat(4000, '2026-11-12').frais(300, '2026-11-13').reception(1, 700, '2026-11-14');
    a.commandeAchat(1, 5000, '2026-11-15').frais(50, '2026-12-02');
    expect(euros(a, 'achats', 'frais', 'charges', 'raf', 'achatsIgnores')).toEqual([
      4000, 300, 25000, 35000, 0,
    ]);
    a.regle({ ChargesTempsEtAchats: false });
    expect(euros(a, 'achats', 'frais', 'charges', 'raf', 'achatsIgnores')).toEqual([
      0, 0, 20000, 30000, 5000,
    ]);
  });

  test('charges historisées : CHARGES + FNP - CCA et leurs extournes, à leur date d’effet', () => {
    const a = base()
      .charge('CHARGES', 18000, '2026-10-31')
      .charge('FNP', 900, '2026-10-31')
      .charge('FNP', -900, '2026-11-01')
      .charge('CHARGES', 5000, '2026-11-30')
      .charge('CCA', 600, '2026-11-30')
      .charge('FNP', 100, '2026-12-31')
      .regle({ SourceRealise: 'HISTORIQUE' });
    expect(euros(a, 'charges', 'achatsAVenir', 'raf')).toEqual([22400, 600, 30600]);
  });

  test('charges des pièces ou de l’historique : même total quand rien n’a été réimputé', () => {
    const a = base().achat(4000, '2026-11-12').reception(1, 700, '2026-11-14');
    a.charge('CHARGES', 24000, '2026-11-30').charge('FNP', 700, '2026-11-30');
    const pieces = m(a);
    const historique = m(a.regle({ SourceRealise: 'HISTORIQUE' }));
    expect([historique.charges, historique.ca]).toEqual([pieces.charges, pieces.ca]);
  });

  test('RAF par tâches : la dernière saisie à l’arrêté, au coût du collaborateur ou au coût saisi', () => {
    const a = base()
      .tache(50, '2026-10-31')
      .tache(44, '2026-11-28')
      .tache(9, '2026-12-05')
      .tache(0, '2026-11-28', { Tache: 'Externe', IdCollab: undefined, MontantCout: e(1500) })
      .temps(2, '2026-12-03');
    expect(euros(a, 'taches', 'raf')).toEqual([0, 31000]);
    a.regle({ SourceRAF: 'TACHES' });
    expect(euros(a, 'taches', 'raf')).toEqual([23500, 24500]);
  });

  test('une tâche sans collaborateur ni coût est nommée et bloque : jamais zéro', () => {
    const a = base().regle({ SourceRAF: 'TACHES' }).tache(5, '2026-11-28', { IdCollab: undefined });
    const [manque] = a.etablir().anomalies.filter(x => x.gravite === 'BLOQUANT');
    expect([manque?.code, manque?.table, manque?.ligne]).toEqual(['C-TPS-02', 'TachesAffaire', 5]);
  });

  test('cotations : validées et pas encore commandées, au reste à faire, si la règle les inclut', () => {
    const a = base()
      .cotation(2000, '2026-11-20')
      .cotation(900, '2026-12-02')
      .cotation(800, '2026-11-02', { Statut: 'COMMANDEE' })
      .cotation(700, '2026-11-02', { Statut: 'EN_COURS' });
    expect(euros(a, 'cotations', 'raf', 'charges')).toEqual([0, 30000, 20000]);
    expect(euros(a.regle({ InclureCotations: true }), 'cotations', 'raf', 'charges')).toEqual([
      2000, 32000, 20000,
    ]);
  });

  test('marge nulle : CA = charges, borné au budget ; un % forcé peut le baisser, pas le relever', () => {
    const a = () => base().regle({ MargeNulle: true });
    expect([euros(a(), 'ca'), m(a()).tauxRetenu?.toNumber()]).toEqual([[20000], 0.2]);
    expect(euros(a().temps(200, '2026-11-20'), 'ca')).toEqual([100000]);
    expect(euros(a().force(0.1, 'Recette reportée'), 'ca')).toEqual([10000]);
    expect(euros(a().force(0.5, 'Recette prononcée'), 'ca')).toEqual([20000]);
  });
});

describe('règle sur le produit ou sur la ligne (domaine §5.2)', () => {
  const a = (regleSur: 'PRODUIT' | 'LIGNE') =>
    base()
      .regle({ RegleSur: regleSur })
      .remplacer({ produits: base().donnees.produits.map(p => ({ ...p, RegleCA: 'ACH' })) });

  test('un produit passé à une autre méthode emporte ses lignes, sauf si la règle se lit sur la ligne', () => {
    const lignes = (x: Atelier) =>
      x.remplacer({ lignesCommande: x.donnees.lignesCommande.map(l => ({ ...l, RegleCALigne: 'AVR' })) });
    // À l'achèvement, sans livraison ni échéance : ce qui est facturé.
    expect(euros(lignes(a('PRODUIT')).facture(25000, '2026-11-02'), 'ca', 'fae', 'pca')).toEqual([
      25000, 0, 0,
    ]);
    expect(euros(lignes(a('LIGNE')), 'ca')).toEqual([40000]);
  });
});

/** Deux lots : L1 à 25 % de 60 000, facturé 20 000 ; L2 à 75 % de 40 000, facturé 10 000. */
const enLots = () =>
  new Atelier()
    .affaire()
    .commande(60000, { Lot: 'L1', SousLot: 'S1' })
    .ligneCommande(40000, { Ligne: '2', Lot: 'L2' })
    .temps(10, '2026-11-10', { Lot: 'L1', SousLot: 'S1' })
    .planning(30, '2026-12-10', { Lot: 'L1', SousLot: 'S2' })
    .temps(30, '2026-11-10', { Lot: 'L2' })
    .planning(10, '2026-12-10', { Lot: 'L2' })
    .facture(20000, '2026-11-15')
    .facture(10000, '2026-11-16', { LigneCommande: '2' });

describe('regroupement (domaine §5.2)', () => {
  const groupes = (a: Atelier) => a.etablir().affaires.map(x => [x.dossier.nom, enEuros(x.mesure.ca)]);

  test('par affaire, par lot, par sous-lot : le % se calcule là', () => {
    expect(groupes(enLots())).toEqual([['A', 50000]]);
    expect(groupes(enLots().regle({ Regroupement: 'LOT' }))).toEqual([
      ['A / L1', 15000],
      ['A / L2', 30000],
    ]);
    expect(groupes(enLots().regle({ Regroupement: 'SOUS_LOT' }))).toEqual([
      ['A / L1 / S1', 60000],
      ['A / L1 / S2', 0],
      ['A / L2', 30000],
    ]);
  });

  test.each(['AFFAIRE', 'LOT', 'SOUS_LOT'] as const)(
    '%s : budget, facturé, charges et RAF ont le même total',
    niveau => {
      const mesures = enLots()
        .regle({ Regroupement: niveau })
        .etablir()
        .affaires.map(x => x.mesure);
      const total = (de: (x: (typeof mesures)[number]) => Montant) => enEuros(somme(mesures.map(de)));
      expect([total(x => x.budget), total(x => x.facture), total(x => x.charges), total(x => x.raf)]).toEqual(
        [100000, 30000, 20000, 20000],
      );
    },
  );

  test('FAE d’un lot et PCA d’un autre ne se compensent pas ; une pièce par affaire', () => {
    const { ecritures } = enLots().regle({ Regroupement: 'LOT' }).etablir();
    expect(ecritures.map(x => x.cle)).toEqual([
      'FAE|2026-11-30|A|ARRETE',
      'FAE|2026-11-30|A|EXTOURNE',
      'PCA|2026-11-30|487|ARRETE',
      'PCA|2026-11-30|487|EXTOURNE',
    ]);
    expect(enEurosParCompte(ecritures[0])?.[1]).toEqual(['706000', 0, 20000]);
    expect(enEurosParCompte(ecritures[2])?.[0]).toEqual(['706000', 5000, 0]);
  });

  test('l’historique est par lot, et la production aussi ; les fonctions additionnent les lots', () => {
    const a = enLots()
      .regle({ Regroupement: 'LOT' })
      .valider(NOVEMBRE)
      .temps(10, '2026-12-05', { Lot: 'L1' });
    const decembre = new Atelier(a.donnees).etablir(j('2026-12-31'));
    expect(codes(decembre.anomalies).filter(c => c !== 'C-REV-03')).toEqual([]);
    expect(decembre.affaires.map(x => enEuros(x.caPrecedent ?? e(0)))).toEqual([15000, 30000]);
    const modele = terminer(
      creerModeleAvancement(enLots().regle({ Regroupement: 'LOT' }).donnees, a.options),
    );
    const lue = modele.mesures('A', NOVEMBRE);
    expect(lue).toMatchObject({
      type: 'MESURES',
      ca: e(45000),
      fae: e(20000),
      pca: e(5000),
      budget: e(100000),
    });
    expect(modele.mesures(SOCIETE, NOVEMBRE)).toMatchObject({ ca: e(45000) });
  });

  test('deux règles dans une affaire : chacune ses lots, sinon c’est bloquant', () => {
    const deux = (lot: string) =>
      enLots()
        .affaire('A', { RegleCA: 'AVR' })
        .ligneCommande(7000, {
          Ligne: '3',
          CodeProduit: 'REGIE',
          Lot: lot,
          Unite: 'JOUR',
          Quantite: 100000 as never,
        })
        .regle({ Regroupement: 'LOT' })
        .regle({ Regroupement: 'LOT' }, 'AVT');
    const sepa = deux('L3').remplacer({ affaires: enLots().donnees.affaires });
    expect(groupes(sepa.temps(5, '2026-11-12', { Lot: 'L3' })).at(-1)).toEqual(['A / L3', 3500]);
    const melees = deux('L2').remplacer({ affaires: enLots().donnees.affaires });
    expect(codes(melees.etablir().anomalies)).toEqual(['C-REV-10']);
  });
});

describe('niveau de détail et présentation (domaine §5.2, §5.4)', () => {
  const deuxProduits = () =>
    base()
      .ligneCommande(50000, { Ligne: '2', CodeProduit: 'AUTRE' })
      .remplacer({
        produits: [...base().donnees.produits, { ...base().donnees.produits[0]!, CodeProduit: 'AUTRE' }],
      });

  test('par compte, ou par compte et produit : plus de lignes, même total', () => {
    const fae = (a: Atelier) => a.a().fae.map(r => [r.codeProduit, enEuros(r.montant)]);
    expect(fae(deuxProduits())).toEqual([[undefined, 60000]]);
    expect(fae(deuxProduits().regle({ NiveauDetail: 'COMPTE_PRODUIT' }))).toEqual([
      ['AUTRE', 20000],
      ['FORFAIT', 40000],
    ]);
  });

  test('détail : une ligne par ligne de pièce, dont la somme est la synthèse', () => {
    const a = base()
      .facture(30000, '2026-11-02')
      .livraison(20000, '2026-11-05')
      .echeance(10000, '2027-01-31')
      .avec({ presentation: 'DETAIL' });
    const { dossier, mesure } = a.a();
    const lignes = detaillerPieces(dossier, mesure, NOVEMBRE);
    expect(
      lignes.map(l => [
        l.sorte,
        l.piece,
        enEuros(l.budget),
        enEuros(l.facture),
        enEuros(l.ca),
        enEuros(l.fae),
      ]),
    ).toEqual([
      ['COMMANDE', 'CV1', 40000, 0, 16000, 4000],
      ['ECHEANCE', 'CV1', 10000, 0, 4000, 1000],
      ['FACTURE', 'F1', 30000, 30000, 12000, 3000],
      ['LIVRAISON', 'BL1', 20000, 0, 8000, 2000],
    ]);
  });

  test('détail d’un budget de devis : devis, avenants, factures', () => {
    const a = base()
      .devis(90000, '2026-05-01')
      .avenant(10000, '2026-11-02')
      .facture(30000, '2026-11-02')
      .regle({ BaseBudget: 'DEVIS_SIGNES' })
      .avec({ presentation: 'DETAIL' });
    const { dossier, mesure } = a.a();
    const lignes = detaillerPieces(dossier, mesure, NOVEMBRE);
    expect(lignes.map(l => [l.sorte, enEuros(l.budget), enEuros(l.facture), enEuros(l.ca)])).toEqual([
      ['AVENANT', 10000, 0, 4000],
      ['DEVIS', 90000, 0, 36000],
      ['FACTURE', 0, 30000, 0],
    ]);
  });
});

test('DateArretePrecedent : la production part de cet arrêté, pas de la fin du mois d’avant', () => {
  const a = base().historique('2026-09-30', 10000, 0).historique('2026-10-31', 25000, 0);
  expect(enEuros(a.a().production ?? e(0))).toBe(15000);
  expect(enEuros(a.avec({ arretePrecedent: j('2026-09-30') }).a().production ?? e(0))).toBe(30000);
});

test('la part gratuite et le % forcé ne changent rien aux jours ni aux charges', () => {
  const sans = m(base());
  const avec = m(base().force(0.7, 'Jalon'));
  expect([avec.charges, avec.raf, avec.budget]).toEqual([sans.charges, sans.raf, sans.budget]);
});
