import { enEuros, enNombre, type Quantite } from '../../../src/comptabilite';
import { productionIndicative } from '../../../src/cloture/avancement/calcul/jours';
import { Atelier, codes, e, enEurosParCompte, j, q } from './atelier';

/** Une régie vendue : `jours` à 700 € (domaine §5.6). */
const regie = (jours: number, l: Parameters<Atelier['commande']>[1] = {}) =>
  new Atelier()
    .affaire('A', { RegleCA: 'AVT' })
    .commande(jours * 700, { CodeProduit: 'REGIE', Quantite: q(jours), Unite: 'JOUR', ...l });

/** T-REV-02 : 40 jours vendus, 26 réalisés, 18 planifiés, 21 000 facturés, CA d'octobre 14 700. */
const rev02 = () =>
  regie(40)
    .temps(20, '2026-10-15')
    .temps(6, '2026-11-12')
    .planning(18, '2026-12-10')
    .facture(14000, '2026-10-20')
    .facture(7000, '2026-11-20')
    .historique('2026-10-31', 14700, 14000);

const enJours = (a: Atelier) => {
  const { jours } = a.a().mesure;
  if (!jours) throw new Error('Pas de jours.');
  const lire = (cle: 'vendus' | 'realises' | 'rafTheorique' | 'rafReel' | 'ecart' | 'reprevision') =>
    enNombre(jours[cle]);
  return [
    lire('vendus'),
    lire('realises'),
    lire('rafTheorique'),
    lire('rafReel'),
    lire('ecart'),
    lire('reprevision'),
  ];
};
const ca = (a: Atelier) => enEuros(a.a().mesure.ca);
const pct = (t: { mul(n: number): { toFixed(n: number): string } } | undefined) => t?.mul(100).toFixed(2);

describe('T-REV-02 : régie vendue (domaine §5.6)', () => {
  test('jours, %, CA 18 200, PCA 2 800, production 3 500', () => {
    const { mesure: m, production } = rev02().a();
    expect(enJours(rev02())).toEqual([40, 26, 14, 18, -4, 44]);
    expect([pct(m.tauxCalcule), pct(m.jours?.tauxTheorique), pct(m.tauxPropose), pct(m.tauxRetenu)]).toEqual([
      '59.09',
      '65.00',
      '65.00',
      '65.00',
    ]);
    expect([m.budget, m.ca, m.fae, m.pca, production]).toEqual([e(28000), e(18200), e(0), e(2800), e(3500)]);
  });

  test('la production indicative est celle d’Akuiteo, montrée et jamais passée', () => {
    const { jours, budget } = rev02().a().mesure;
    expect(jours && productionIndicative(jours, budget, e(14700))).toBe(e(16545.45));
    expect(enEurosParCompte(rev02().etablir().ecritures[0])).toEqual([
      ['706100', 2800, 0],
      ['487', 0, 2800],
    ]);
    const finie = { ...jours!, rafTheorique: 0 as Quantite };
    expect(productionIndicative(finie, budget, e(14700))).toBe(e(13300));
    expect(productionIndicative({ ...jours!, reprevision: 0 as Quantite }, budget, e(0))).toBeUndefined();
  });

  test('rien ne bloque, et l’historique garde le % théorique', () => {
    expect(codes(rev02().etablir().anomalies)).toEqual([]);
    const ligne = rev02()
      .valider(j('2026-11-30'))
      .donnees.historique.find(h => h.Module === 'CA' && h.Arrete === j('2026-11-30'));
    expect([pct(ligne?.PctCalcule), pct(ligne?.PctTheorique), ligne?.PctForce]).toEqual([
      '59.09',
      '65.00',
      undefined,
    ]);
  });
});

describe('chaque option de la régie change ce que le domaine dit', () => {
  test('20 jours sur 50 : 40 % de 50 000, 26 000 facturés, PCA 6 000', () => {
    const a = regie(50, { MontantHT: e(50000) })
      .temps(20, '2026-11-03')
      .planning(36, '2026-12-03');
    expect([ca(a), enEuros(a.facture(26000, '2026-11-20').a().mesure.pca)]).toEqual([20000, 6000]);
    expect(enJours(a)).toEqual([50, 20, 30, 36, -6, 56]);
    expect(pct(a.a().mesure.tauxCalcule)).toBe('35.71');
  });

  test('le planning d’un jour saisi après l’arrêté reste au RAF réel, en jours', () => {
    const a = rev02().temps(1, '2026-12-10');
    expect(enJours(a)).toEqual([40, 26, 14, 18, -4, 44]);
  });

  test('RafTheorique_Litteral : le planning jusqu’à l’arrêté', () => {
    const a = rev02().planning(5, '2026-11-02').avec({ rafLitteral: true });
    expect(enJours(a)).toEqual([40, 26, 14, 5, 9, 31]);
    expect(ca(a)).toBe(18200);
  });

  test('heures converties ; une ligne qui n’est pas du temps est au budget, pas aux jours vendus', () => {
    const a = regie(40, { Quantite: q(280), Unite: 'HEURE' })
      .ligneCommande(2000, { Ligne: '2', CodeProduit: 'REGIE', Unite: 'FORFAIT' })
      .temps(10, '2026-11-03');
    expect(enJours(a)[0]).toBe(40);
    expect([a.a().mesure.budget, ca(a)]).toEqual([e(30000), 7500]);
    expect(enJours(a.avec({ heuresParJour: q(8) }))[0]).toBe(35);
  });

  test('les heures d’un avenant retenu s’ajoutent aux jours vendus, sauf s’il est dans la commande', () => {
    const avec = (inclus: boolean) =>
      regie(40)
        .temps(10, '2026-11-03')
        .avenant(7000, '2026-11-05', { Heures: q(70), InclusDansCommande: inclus });
    expect([enJours(avec(false))[0], ca(avec(false))]).toEqual([50, 7000]);
    expect([enJours(avec(true))[0], ca(avec(true))]).toEqual([40, 7000]);
  });

  test('EtatsTemps et FacturablesSeuls choisissent les jours réalisés', () => {
    const a = () =>
      regie(40)
        .temps(10, '2026-11-03')
        .temps(4, '2026-11-04', { Etat: 'SOUMIS' })
        .temps(2, '2026-11-05', { Facturable: false });
    expect(enJours(a())[1]).toBe(12);
    expect(enJours(a().regle({ EtatsTemps: 'VALIDE, SOUMIS' }, 'AVT'))[1]).toBe(16);
    expect(enJours(a().regle({ FacturablesSeuls: true }, 'AVT'))[1]).toBe(10);
  });

  test('dépassement : plafonné à 100 %, ou reconnu si la règle ne plafonne pas', () => {
    const a = () => regie(40).temps(44, '2026-11-03');
    expect([ca(a()), pct(a().a().mesure.jours?.tauxTheorique)]).toEqual([28000, '110.00']);
    expect(ca(a().regle({ Plafonner: false }, 'AVT'))).toBe(30800);
  });

  test('un jour d’externe compte en jours, et vaut 0 en charges', () => {
    const a = regie(40).temps(10, '2026-11-03', { IdCollab: 'X' });
    expect([enJours(a)[1], a.a().mesure.charges]).toEqual([10, 0]);
  });

  test('% forcé : il remplace le % théorique à cet arrêté, et le suivant le montre sans l’appliquer', () => {
    const a = rev02().force(0.6, 'Jalon 3 sur 5');
    expect(ca(a)).toBe(16800);
    const suivant = new Atelier(a.valider(j('2026-11-30')).donnees).a(j('2026-12-31'));
    expect([suivant.tauxForcePrecedent?.toNumber(), enEuros(suivant.mesure.ca)]).toEqual([0.6, 18200]);
  });

  test('C-REV-05 : un budget sans jour vendu bloque, et son % proposé reste vide', () => {
    const sans = regie(40, { Unite: 'UNITE' }).temps(1, '2026-11-03');
    expect(codes(sans.etablir().anomalies)).toContain('C-REV-05');
    expect([sans.a().mesure.tauxPropose, ca(sans)]).toEqual([undefined, 0]);
  });
});
