import { enEuros, taux } from '../../../src/comptabilite';
import { produireCaAvancement } from '../../../src/cloture/avancement/produites';
import { Atelier, codes, e, j, NOVEMBRE, periodes, soldes } from './atelier';

/** Affaire à 45 % : charges 450, reste à faire 550, commande de 100 000. */
const base = () =>
  new Atelier()
    .affaire()
    .commande(100000)
    .temps(0.9, '2026-11-10')
    .planning(1.1, '2026-12-15')
    .facture(20000, '2026-09-15')
    .facture(10000, '2026-11-16');
const avecPasse = () => base().historique('2026-10-31', 38000, 20000);

describe('cas limites (domaine §16)', () => {
  test('7 : avoirs supérieurs aux factures — FAE = CA - FACT, PCA nulle', () => {
    const a = base().facture(-33000, '2026-11-20', { TypePiece: 'AVOIR' });
    const { mesure } = a.a();
    expect([enEuros(mesure.facture), enEuros(mesure.ca), enEuros(mesure.fae), enEuros(mesure.pca)]).toEqual([
      -3000, 45000, 48000, 0,
    ]);
  });

  test('8 : commande annulée après reconnaissance — le budget tombe au facturé, production négative', () => {
    const a = avecPasse();
    a.remplacer({ commandes: a.donnees.commandes.map(c => ({ ...c, Statut: 'ANNULEE' })) });
    const { mesure, production } = a.a();
    expect([
      enEuros(mesure.budget),
      enEuros(mesure.ca),
      enEuros(mesure.pca),
      enEuros(production ?? e(0)),
    ]).toEqual([30000, 13500, 16500, -24500]);
    expect(codes(a.etablir().anomalies)).toEqual([]);
  });

  test('9 : une affaire qui a un CA M-1 et plus aucune pièce reste listée', () => {
    const a = new Atelier().affaire().historique('2026-10-31', 700, 0);
    const { mesure, production } = a.a();
    expect([mesure.ca, production]).toEqual([0, e(-700)]);
  });

  test('11 : le mois de l’extourne manque ou est fermé', () => {
    const fermees = periodes('2027-06').map(p =>
      p.Periode === '2026-11' ? { ...p, Etat: 'OUVERTE' as const } : p,
    );
    expect(codes(avecPasse().remplacer({ periodes: fermees }).etablir().anomalies)).toEqual(['C-CUT-01']);
    const sans = periodes('2026-11').filter(p => p.Periode <= '2026-11');
    expect(codes(avecPasse().remplacer({ periodes: sans }).etablir().anomalies)).toEqual(['C-CUT-01']);
  });

  test('12 : valider deux fois vaut une ; le mois suivant revient à zéro', () => {
    const un = avecPasse().valider(NOVEMBRE);
    const deux = new Atelier(un.donnees).valider(NOVEMBRE);
    expect(deux.donnees).toEqual(un.donnees);
    expect(deux.etablir()).toMatchObject({ ecritures: avecPasse().etablir().ecritures });
    expect(soldes(un.donnees.ecritures, NOVEMBRE)).toEqual({
      '4181': 18000,
      '706000': -15000,
      '44587': -3000,
    });
    expect(soldes(un.donnees.ecritures, j('2026-12-01'))).toEqual({ '4181': 0, '706000': 0, '44587': 0 });
  });

  test('12 : une écriture validée n’est ni refaite ni changée', () => {
    const validee = avecPasse().valider(NOVEMBRE, j('2026-12-05'));
    expect(validee.etablir().ecritures).toEqual([]);
    expect(codes(validee.etablir().anomalies)).toEqual([]);
    const changee = new Atelier(validee.donnees).facture(1000, '2026-11-21').etablir();
    expect(codes(changee.anomalies)).toEqual(['C-GEN-07', 'C-GEN-07']);
    const annulee = new Atelier(validee.donnees).facture(15000, '2026-11-21').etablir();
    expect(codes(annulee.anomalies)).toContain('C-GEN-07');
  });

  test('13 : une facture d’octobre arrivée en novembre tombe en novembre, avec une alerte', () => {
    const a = avecPasse().facture(5000, '2026-10-20');
    const { mesure, production } = a.a();
    expect([enEuros(mesure.fae), enEuros(production ?? e(0))]).toEqual([10000, 7000]);
    expect(codes(a.etablir().anomalies)).toEqual([]);
    expect(codes(a.etablir().anomalies, 'ALERTE')).toContain('C-GEN-04');
  });

  test('23 : reprévision nulle — 0 %, pas de division', () => {
    const { mesure } = new Atelier().affaire().commande(1000).a();
    expect([mesure.ca, mesure.tauxCalcule?.toNumber()]).toEqual([0, 0]);
  });

  test('24 : budget nul avec des charges — CA 0, dit en alerte', () => {
    const a = new Atelier().affaire().temps(1, '2026-11-02').planning(1, '2026-12-02');
    expect([a.a().mesure.ca, a.a().mesure.fae, a.a().mesure.pca]).toEqual([0, 0, 0]);
    expect(codes(a.etablir().anomalies, 'ALERTE')).toContain('C-REV-17');
  });
});

test('un % forcé saisi avant toute exécution, sans règle : sa ligne est celle de la règle principale', () => {
  const { affaires } = base().force(0.5, 'recette').etablir();
  const saisie = { Arrete: NOVEMBRE, IdAffaire: 'A' };
  const cles = (enPlace: Parameters<typeof produireCaAvancement>[3]) => {
    const { lignes, cle } = produireCaAvancement(affaires, NOVEMBRE, () => '', enPlace);
    return [lignes[0]!, { ...lignes[0]!, Regle: undefined }].map(cle);
  };
  const [produite, sienne] = cles([saisie]);
  expect(sienne).toBe(produite);
  // Une feuille qui porte déjà les deux garde les deux : aucune n'est écrasée.
  const [autre, doublon] = cles([saisie, { ...saisie, Regle: 'AVR' }]);
  expect(autre).toBe(produite);
  expect(doublon).not.toBe(produite);
});

describe('contrôles', () => {
  test('une période fermée, absente, ou une date en cours de mois est refusée', () => {
    expect(codes(base().etablir(j('2026-10-31')).anomalies)).toContain('C-GEN-04');
    expect(codes(base().etablir(j('2029-01-31')).anomalies)).toContain('C-GEN-04');
    expect(codes(avecPasse().etablir(j('2026-11-15')).anomalies)).toContain('C-GEN-06');
  });

  test('C-REV-01 : un historique dont le CA et la FAE se contredisent', () => {
    const a = avecPasse();
    const historique = a.donnees.historique.map(h => (h.Module === 'FAE' ? { ...h, Montant: e(17000) } : h));
    expect(codes(a.remplacer({ historique }).etablir().anomalies)).toEqual(['C-REV-01']);
  });

  test('C-REV-02 : une facture non validée bloque si elle est au plus tard de l’arrêté', () => {
    expect(codes(avecPasse().facture(1, '2026-11-30', { Validee: false }).etablir().anomalies)).toEqual([
      'C-REV-02',
    ]);
    expect(codes(avecPasse().facture(1, '2026-12-01', { Validee: false }).etablir().anomalies)).toEqual([]);
  });

  test('C-REV-03 : reste à faire nul sur une affaire ouverte, sauf terminée ou % forcé', () => {
    const sans = (l = {}) => new Atelier().affaire('A', l).commande(1000).temps(1, '2026-11-02');
    expect(codes(sans().etablir().anomalies)).toEqual(['C-REV-03']);
    expect(codes(sans({ Statut: 'TERMINEE' }).etablir().anomalies)).toEqual([]);
    expect(codes(sans().force(0.6, 'Six jalons sur dix').etablir().anomalies)).toEqual([]);
  });

  test('C-REV-04 : un % forcé sans motif bloque ; avec motif il s’applique, à cet arrêté seulement', () => {
    expect(codes(avecPasse().force(0.5).etablir().anomalies)).toEqual(['C-REV-04']);
    expect(codes(avecPasse().force(0.5, ' ').etablir().anomalies)).toEqual(['C-REV-04']);
    const force = avecPasse().force(0.5, 'Jalon 5 recetté');
    expect(enEuros(force.a().mesure.ca)).toBe(50000);
    expect(enEuros(force.a().mesure.ecartMarge)).toBe(50);
    expect(enEuros(avecPasse().force(0.5, 'Octobre', j('2026-10-31')).a().mesure.ca)).toBe(45000);
  });

  test('C-REV-06 : un avancement qui recule se signale', () => {
    const a = base().historique('2026-10-31', 60000, 20000, { PctCalcule: taux('0.6') });
    expect(codes(a.etablir().anomalies, 'ALERTE')).toContain('C-REV-06');
    expect(codes(a.etablir().anomalies)).toEqual([]);
  });

  test('C-REV-09 : pas d’historique alors qu’il y a un passé', () => {
    const b = avecPasse()
      .affaire('B')
      .commande(1000, { IdAffaire: 'B' })
      .temps(1, '2026-10-02', { IdAffaire: 'B' });
    b.planning(1, '2026-12-02', { IdAffaire: 'B' });
    expect(codes(b.etablir().anomalies)).toEqual(['C-REV-09']);
    expect(codes(base().etablir().anomalies)).toEqual([]);
    const neuve = avecPasse()
      .affaire('B')
      .commande(1000, { IdAffaire: 'B' })
      .temps(1, '2026-11-02', { IdAffaire: 'B' });
    neuve.planning(1, '2026-12-02', { IdAffaire: 'B' });
    expect(codes(neuve.etablir().anomalies)).toEqual([]);
  });

  test('CA M-1 : lignes ARRETE, MANUEL et REPRISE du seul arrêté précédent', () => {
    const a = base()
      .historique('2026-09-30', 5000, 5000)
      .historique('2026-10-31', 30000, 30000, { TypeLigne: 'REPRISE', FACT: e(20000) })
      .historique('2026-10-31', 8000, 8000, { TypeLigne: 'MANUEL' });
    expect(enEuros(a.a().caPrecedent ?? e(0))).toBe(38000);
  });

  test('chaque affaire suit sa méthode ; une affaire interne n’a pas de chiffre d’affaires', () => {
    const a = avecPasse()
      .affaire('T', { RegleCA: 'ACH' })
      .affaire('I', { Type: 'INTERNE', RegleCA: undefined });
    a.commande(500, { IdAffaire: 'T', CodeProduit: 'LICENCE' });
    const { affaires, anomalies } = a.etablir();
    expect(affaires.map(x => x.dossier.affaire.IdAffaire)).toEqual(['A', 'T']);
    expect(anomalies.filter(x => x.code === 'C-REV-07')).toEqual([]);
  });

  test('C-CUT-02 : une FAE passée sans son extourne', () => {
    const a = avecPasse().valider(NOVEMBRE);
    const decembre = j('2026-12-31');
    const ecritures = a.donnees.ecritures.filter(l => l.CleGeneration?.endsWith('|ARRETE'));
    expect(codes(a.etablir(decembre).anomalies)).not.toContain('C-CUT-02');
    expect(codes(new Atelier(a.donnees).remplacer({ ecritures }).etablir(decembre).anomalies)).toContain(
      'C-CUT-02',
    );
  });
});
