/**
 * Des phrases d'acceptation du chapitre « reconnaissance », une par une, là où aucun autre essai ne les dit : capacités 182, 184,
 * 185, 189, 194, 235 à 238 et 256.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { avancement } from '../../../src/cloture/avancement';
import { produireCaAvancement } from '../../../src/cloture/avancement/produites';
import { compte, enEuros } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import { cellulesGenerees, contexteDe, fautesDe, type ClasseurBrut } from '../../explication/rejeu';
import { cloturer, lireScenario, type Rangees } from '../../scenarios/scenario';
import { Atelier, codes, j, NOVEMBRE } from './atelier';

const scenario = (nom: string) => lireScenario(join(__dirname, '../../scenarios', nom));

const avec = (entrees: ClasseurBrut, reglages: Readonly<Record<string, string>>): ClasseurBrut => {
  const [entete = ['Cle', 'Valeur'], ...lignes] = entrees.get('Parametres') ?? [];
  const rangee = (cle: string, valeur: string) =>
    entete.map(nom => (nom === 'Cle' ? cle : nom === 'Valeur' ? valeur : ''));
  const ajoutees = Object.entries(reglages).map(([cle, valeur]) => rangee(cle, valeur));
  return new Map(entrees).set('Parametres', [entete, ...lignes, ...ajoutees]);
};

function lancer(classeur: ClasseurBrut) {
  const contexte = contexteDe(classeur, avancement, NOVEMBRE);
  return { contexte, ...avancement.calculer(contexte) };
}

describe('182 : le CA des états, par affaire et par BU, est celui des écritures', () => {
  const cas = scenario('cas-dore');
  const rendu = cloturer(cas);
  const enObjets = ([entete = [], ...lignes]: readonly string[][]): Rangees =>
    lignes.map(l => Object.fromEntries(entete.map((cle, i) => [cle, l[i] ?? ''])));
  const ecritures = [
    ...enObjets(cas.entrees.get('Ecritures') as string[][]),
    ...enObjets(cas.entrees.get('EcrituresCloture') as string[][]),
    ...(rendu.get('EcrituresCloture') ?? []),
  ];
  const ventes = (garder: (l: Rangees[number]) => boolean) =>
    Math.round(
      ecritures
        .filter(l => l['Compte']?.startsWith('70') && (l['DateEcriture'] ?? '') <= '2026-11-30')
        .filter(garder)
        .reduce((s, l) => s + Number(l['Credit'] || 0) - Number(l['Debit'] || 0), 0) * 100,
    ) / 100;
  const etat = (axe: string, code: string) =>
    Number(rendu.get('ResultatParAxe')?.find(l => l['Axe'] === axe && l['Code'] === code)?.['CA']);

  test('le total de chaque axe est le même, et celui des écritures', () => {
    const totaux = (rendu.get('ResultatParAxe') ?? []).filter(l => l['Code'] === 'TOTAL');
    expect(totaux.map(l => l['Axe'])).toEqual(expect.arrayContaining(['AFFAIRE', 'BU']));
    for (const { CA } of totaux) expect(Number(CA)).toBe(ventes(() => true));
  });

  test.each([
    ['24A010', 'Portails'],
    ['24A020', 'Données'],
    ['24M030', 'Infogérance'],
  ])('%s et sa BU %s, FAE et PCA du mois comprises', (affaire, bu) => {
    expect(etat('AFFAIRE', affaire)).toBe(ventes(l => l['IdAffaire'] === affaire));
    expect(etat('BU', bu)).toBe(etat('AFFAIRE', affaire));
  });
});

test('184 : facturé au-delà du CA, une PCA ; en deçà, une FAE ; jamais les deux', () => {
  // 40 % de 100 000 : un CA de 40 000.
  const a = (facture: number) =>
    new Atelier()
      .affaire()
      .commande(100_000)
      .temps(40, '2026-11-10')
      .planning(60, '2026-12-15')
      .facture(facture, '2026-11-15')
      .a().mesure;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), facture => {
      const { fae, pca } = a(facture);
      expect([enEuros(fae), enEuros(pca)]).toEqual([
        Math.max(0, 40_000 - facture),
        Math.max(0, facture - 40_000),
      ]);
    }),
    { numRuns: 30 },
  );
});

describe('185 : une pièce par affaire, ou par lot', () => {
  /** L1 : 25 % de 60 000, rien de facturé ; L2 : 75 % de 40 000, rien de facturé. */
  const enLots = () =>
    new Atelier()
      .affaire()
      .commande(60_000, { Lot: 'L1' })
      .ligneCommande(40_000, { Ligne: '2', Lot: 'L2' })
      .temps(10, '2026-11-10', { Lot: 'L1' })
      .planning(30, '2026-12-10', { Lot: 'L1' })
      .temps(30, '2026-11-10', { Lot: 'L2' })
      .planning(10, '2026-12-10', { Lot: 'L2' })
      .regle({ Regroupement: 'LOT' });
  const etablies = (parLot: boolean) => enLots().avec({ parLot }).etablir().ecritures;
  const soldes = (parLot: boolean) => {
    const cumul = new Map<string, number>();
    for (const e of etablies(parLot))
      for (const l of e.lignes) {
        const cle = `${e.date}|${l.compte}|${l.idAffaire ?? ''}`;
        cumul.set(cle, (cumul.get(cle) ?? 0) + l.debit - l.credit);
      }
    return cumul;
  };

  test('l’option change le nombre de pièces, pas les totaux', () => {
    const arretees = (parLot: boolean) =>
      etablies(parLot)
        .filter(e => e.extourneDe === undefined)
        .map(e => [e.cle, enEuros(e.lignes[1]?.credit ?? e.lignes[0]!.credit)]);
    expect(arretees(false)).toEqual([['FAE|2026-11-30|A|ARRETE', 45_000]]);
    expect(arretees(true)).toEqual([
      ['FAE|2026-11-30|A#L1|ARRETE', 15_000],
      ['FAE|2026-11-30|A#L2|ARRETE', 30_000],
    ]);
    expect(soldes(true)).toEqual(soldes(false));
  });

  test('chaque ligne d’une pièce de lot se rejoue depuis les cellules', () => {
    const classeur = avec(scenario('av-regroupement-lot').entrees, { DetailEcriture: 'PAR_LOT' });
    const { contexte, ecritures } = lancer(classeur);
    const deLot = ecritures.filter(e => e.cle.includes('#'));
    expect(deLot.length).toBeGreaterThan(0);
    for (const e of deLot)
      for (const l of e.lignes) {
        const colonne = l.debit === 0 ? 'Credit' : 'Debit';
        const ligne = { CleGeneration: e.cle, Compte: l.compte, Tiers: l.tiers, IdAffaire: l.idAffaire };
        const explication = avancement.expliquer?.(contexte, {
          table: 'EcrituresCloture',
          ligne: { ...ligne, Debit: l.debit, Credit: l.credit },
          colonne,
        });
        expect(explication?.valeur.toNumber()).toBe(enEuros(l.debit === 0 ? l.credit : l.debit));
      }
  });
});

test('194 : un client sans compte de FAE bloque, nommé, quand le dossier en exige un', () => {
  const a = () => new Atelier().affaire().commande(1_000).temps(1, '2026-11-02').planning(1, '2026-12-15');
  const bloque = (x: Atelier) =>
    x
      .avec({ collectifExige: true })
      .etablir()
      .anomalies.filter(y => y.code === 'C-CUT-22')
      .map(y => [y.gravite, y.message]);
  const client = (l: object) =>
    a().remplacer({ tiers: [{ ligne: 5, IdTiers: 'CL1', Nom: 'Client 1', CompteFAE_FAR: undefined, ...l }] });
  expect(bloque(client({}))).toEqual([['BLOQUANT', "Client 1 (CL1) n'a pas de compte FAE ou FAR."]]);
  expect(bloque(client({ CompteFAE_FAR: compte('41810001') }))).toEqual([]);
  expect(bloque(client({}).avec({ detailEcriture: 'GROUPE_COMPTE' }))).toEqual([]);
  expect(codes(client({}).etablir().anomalies)).toEqual([]);
});

describe('235 et 236 : à l’achèvement', () => {
  const vendu = (montant: number) =>
    new Atelier().affaire('A', { RegleCA: 'ACH' }).commande(montant, { CodeProduit: 'LICENCE' });
  const euros = (a: Atelier) => {
    const { ca, fae, pca } = a.a().mesure;
    return [enEuros(ca), enEuros(fae), enEuros(pca)];
  };

  test('235, à la lettre : 4 000 livrés pas facturés, 5 000 facturés, une PCA de 1 000', () => {
    const a = vendu(9_000)
      .regle({ LivraisonsExclusivement: true }, 'ACH')
      .avec({ livraisonsLitteral: true })
      .livraison(4_000, '2026-11-10')
      .facture(5_000, '2026-11-12');
    expect(euros(a)).toEqual([4_000, 0, 1_000]);
  });

  test('236 : facturés 20 000, livré 3 000, échu 2 000, facturé d’avance 4 000 : FAE 5 000, PCA 4 000, CA 21 000', () => {
    const a = vendu(40_000)
      .facture(16_000, '2026-10-10')
      .facture(4_000, '2026-11-12', { PeriodeDu: j('2026-12-01'), PeriodeAu: j('2026-12-31') })
      .livraison(3_000, '2026-11-20')
      .echeance(2_000, '2026-11-30');
    expect(euros(a)).toEqual([21_000, 5_000, 4_000]);
  });
});

describe('189 : l’écriture d’en-cours', () => {
  const { entrees } = scenario('av-encours');
  const enCours = (reglages: Readonly<Record<string, string>>) => {
    const { ecritures, produites } = lancer(avec(entrees, reglages));
    const lignes = (produites as Produite[])
      .filter(p => p.table.nom === 'Historique')
      .flatMap(p => p.lignes.filter(l => l['Module'] === 'ENCOURS'));
    return { cles: ecritures.map(e => e.cle).filter(c => c.startsWith('ENCOURS')), lignes };
  };

  test('à O, elle se passe à la validation ; à N, l’historique seul', () => {
    const [avecElle, sans] = [enCours({}), enCours({ EcritureEnCours: 'N' })];
    expect(avecElle.cles.length).toBeGreaterThan(0);
    expect(sans.cles).toEqual([]);
    expect(sans.lignes).toEqual(avecElle.lignes);
    expect(sans.lignes.length).toBeGreaterThan(0);
  });
});

describe('237 : huit colonnes, chacune avec son arbre', () => {
  const HUIT = [
    'BudgetInitial',
    'Facture',
    'ResteAFacturer',
    'TauxFacturation',
    'CaAReconnaitre',
    'CaPrecedent',
    'Production',
  ];

  test.each([
    ['av-achevement', HUIT],
    ['av-gratuite', ['Gratuite']],
  ])('%s', (nom, colonnes) => {
    const { entrees } = scenario(nom);
    const { contexte, produites } = lancer(entrees);
    const feuille = (produites as Produite[]).filter(p => p.table.nom === 'CaAvancement');
    const cellules = [...cellulesGenerees(avancement, contexte, feuille)].filter(c =>
      colonnes.includes(c.colonne),
    );
    expect([...new Set(cellules.map(c => c.colonne))].sort()).toEqual([...colonnes].sort());
    expect(fautesDe(cellules, entrees)).toEqual([]);
  });
});

test('238 : budget nul, le % de facturation reste vide et une alerte dit pourquoi', () => {
  const a = new Atelier().affaire().temps(1, '2026-11-02').planning(1, '2026-12-02').facture(0, '2026-11-03');
  const { affaires, anomalies } = a.etablir();
  const [ligne] = produireCaAvancement(affaires, NOVEMBRE, id => id, []).lignes;
  expect([ligne?.Budget, ligne?.TauxFacturation, ligne?.CaAReconnaitre]).toEqual([0, undefined, 0]);
  expect(codes(anomalies, 'ALERTE')).toContain('C-REV-17');
});

describe('256 : prorata en jours sur la période des lignes', () => {
  const maintenance = (montant: number, ...periodes: readonly (readonly [du: string, au: string])[]) =>
    periodes.reduce(
      (a, [du, au], i) =>
        a.facture(montant, '2026-01-05', {
          IdFacture: `F${i}`,
          PeriodeDu: j(du),
          PeriodeAu: j(au),
        }),
      new Atelier()
        .affaire('A', { RegleCA: 'ACH' })
        .commande(montant * periodes.length, { CodeProduit: 'LICENCE' })
        .regle({ Type: 'PRORATA' }, 'ACH'),
    );
  const ca = (a: Atelier, arrete = NOVEMBRE) => enEuros(a.a(arrete).mesure.ca);

  test.each([
    ['d’un seul jour, le dernier : acquis', '2026-11-30', '2026-11-30', 366],
    ['d’un seul jour, le lendemain : rien', '2026-12-01', '2026-12-01', 0],
    ['à un euro par jour : le nombre de jours', '2026-11-30', '2027-11-30', 1],
    ['année bissextile, 29 février compris', '2028-01-01', '2028-12-31', 60],
  ])('%s', (_, du, au, attendu) => {
    const arrete = du.startsWith('2028') ? j('2028-02-29') : NOVEMBRE;
    expect(ca(maintenance(366, [du, au]), arrete)).toBe(attendu);
  });

  test('deux factures pour des jours communs comptent chacune, et se disent', () => {
    const a = maintenance(300, ['2026-11-01', '2026-11-30'], ['2026-11-16', '2026-12-15']);
    expect(ca(a)).toBe(450);
    expect(codes(a.etablir().anomalies, 'INFO')).toContain('C-REV-24');
  });

  test('une période inversée est refusée', () => {
    expect(codes(maintenance(300, ['2026-11-30', '2026-11-01']).etablir().anomalies)).toContain('C-CUT-03');
  });
});
