/**
 * Le profil particulier (capacité 186) : une règle à formule lit une colonne que l'utilisateur a ajoutée à Affaires, ne passe
 * aucune écriture, et tient son historique. Cas de référence (domaine §18) : le budget de vente de 24A010 est de 100 000.
 */
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { avancement } from '../../../src/cloture/avancement';
import { evaluer, FormuleErronee, lireFormule } from '../../../src/cloture/avancement/particulier/formule';
import { arbre, enEuros, estBloquante, jour, type Jour, type Montant } from '../../../src/comptabilite';
import type { Produite } from '../../../src/workbook/plan';
import { cellulesGenerees, contexteDe, fautesDe, type ClasseurBrut } from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';

const NOVEMBRE = jour(2026, 11, 30);
const { entrees } = lireScenario(join(__dirname, '../../scenarios/cas-dore'));

/** La table, une colonne de plus : sa valeur sur la ligne de cette clé, vide ailleurs. */
function avecColonne(table: string, colonne: string, cle: string, valeur: string) {
  const [entete = [], ...lignes] = entrees.get(table) ?? [];
  return [[...entete, colonne], ...lignes.map(l => [...l, l[0] === cle ? valeur : ''])];
}

/** Le cas de référence, le forfait mené par cette formule, « Part réalisée » ajoutée à Affaires. */
const sous = (formule: string, part = '0,4', plus: ClasseurBrut = new Map()): ClasseurBrut =>
  new Map([
    ...entrees,
    ['ReglesCA', avecColonne('ReglesCA', 'Formule', 'FORFAIT_COUTS', formule)],
    ['Affaires', avecColonne('Affaires', 'Part réalisée', '24A010', part)],
    ...plus,
  ]);

function lancer(classeur: ClasseurBrut, arrete: Jour = NOVEMBRE) {
  const contexte = contexteDe(classeur, avancement, arrete);
  const { produites, ecritures, anomalies } = avancement.calculer(contexte);
  const de = (table: string) => (produites as Produite[]).filter(p => p.table.nom === table);
  const affaires = (table: string) => new Set(de(table).flatMap(p => p.lignes.map(l => l['IdAffaire'])));
  return {
    ...{ contexte, ecritures, anomalies, affaires },
    particuliers: de('HistoriqueParticulier'),
    lignes: de('HistoriqueParticulier').flatMap(p => p.lignes),
  };
}

const refus = (classeur: ClasseurBrut) =>
  lancer(classeur)
    .anomalies.filter(a => a.code === 'C-REV-43')
    .map(a => [a.gravite, a.message, a.en?.message]);

test('le CA vient de la colonne ajoutée, va à son historique, et rien ne s’écrit pour l’affaire', () => {
  const { ecritures, anomalies, affaires, lignes } = lancer(sous('Budget * [Part réalisée]'));
  expect(lignes).toMatchObject([
    {
      IdAffaire: '24A010',
      Regle: 'FORFAIT_COUTS',
      Formule: 'Budget * [Part réalisée]',
      Donnees: 'Budget = 100000 ; Part réalisée = 0,4',
    },
  ]);
  expect(enEuros(lignes[0]?.['CaReconnu'] as Montant)).toBe(40_000);
  expect(ecritures.filter(e => e.lignes.some(l => l.idAffaire === '24A010'))).toEqual([]);
  for (const table of ['CaAvancement', 'Historique'])
    expect([...affaires(table)].sort()).toEqual(['24A020', '24M030']);
  expect(anomalies.filter(estBloquante)).toEqual([]);
});

test('les autres affaires gardent leurs chiffres et leurs écritures', () => {
  const sansElle = (rendu: ReturnType<typeof lancer>) =>
    rendu.ecritures.filter(e => e.cle.startsWith('FAE') && !e.cle.includes('24A010')).map(e => e.cle);
  expect(sansElle(lancer(sous('Budget')))).toEqual(sansElle(lancer(entrees)));
});

test('une pièce groupée s’explique sans l’affaire d’un profil particulier', () => {
  const classeur = new Map([
    ...entrees,
    ['ReglesCA', avecColonne('ReglesCA', 'Formule', 'MAINTENANCE', 'Budget')],
  ]);
  const { contexte, ecritures } = lancer(classeur);
  const pca = ecritures.find(e => e.cle === 'PCA|2026-11-30|487|ARRETE');
  const ligne = pca?.lignes.find(l => l.compte === '487');
  expect(enEuros(ligne?.credit ?? (0 as Montant))).toBe(2_800);
  const explication = avancement.expliquer?.(contexte, {
    table: 'EcrituresCloture',
    ligne: { CleGeneration: pca?.cle, Compte: '487', Debit: ligne?.debit, Credit: ligne?.credit },
    colonne: 'Credit',
  });
  expect(explication?.valeur.toNumber()).toBe(2_800);
});

test('le mois est la différence avec le mois d’avant, lu dans cet historique ; un mois sauté se dit', () => {
  const passe = (arrete: string): ClasseurBrut =>
    new Map([
      [
        'HistoriqueParticulier',
        [
          ['Arrete', 'IdAffaire', 'Regle', 'CaReconnu'],
          [arrete, '24A010', 'FORFAIT_COUTS', '37500'],
        ],
      ],
    ]);
  const suivi = lancer(sous('Budget * [Part réalisée]', '0,4', passe('2026-10-31')));
  expect(enEuros(suivi.lignes[0]?.['Production'] as Montant)).toBe(2_500);
  expect(suivi.particuliers[0]?.portee({ ligne: 5, Arrete: jour(2026, 10, 31) })).toBe(false);
  const saute = lancer(sous('Budget * [Part réalisée]', '0,4', passe('2026-09-30')));
  expect(saute.lignes[0]?.['Production']).toBeUndefined();
  expect(saute.anomalies.filter(a => a.code === 'C-REV-44')).toMatchObject([{ gravite: 'ALERTE' }]);
});

test('chaque montant s’explique, et se rejoue depuis les cellules, la colonne ajoutée comprise', () => {
  const classeur = sous('MIN(Budget; Charges / [Part réalisée]) - Facture / 2', '0.4');
  const { contexte, particuliers } = lancer(classeur);
  const cellules = [...cellulesGenerees(avancement, contexte, particuliers)];
  expect(cellules.map(c => c.colonne)).toEqual(['CaReconnu', 'CaPrecedent', 'Production']);
  expect(fautesDe(cellules, classeur)).toEqual([]);
});

test.each([
  ['Budget *', 'elle s’arrête trop tôt'],
  ['Budget ? 2', '« ? 2 » ne se lit pas'],
  ['(Budget', 'il manque « ) »'],
  ['Budget 2', "« 2 » n'est pas à sa place"],
  ['MIN(1,5)', 'MIN compare au moins deux valeurs, séparées par « ; »'],
  ['ARRONDI(Budget)', "la fonction ARRONDI n'existe pas"],
  ['Budget * Partage', "« Partage » n'est ni une mesure, ni une colonne d'Affaires"],
  ['Budget / (Facture - Facture)', 'vaut zéro, et divise'],
  ['Budget * Budget * Budget * Budget', "plus qu'un montant ne tient"],
])('« %s » bloque, et dit pourquoi dans les deux langues', (formule, pourquoi) => {
  const [[gravite, message, english] = []] = refus(sous(formule));
  expect(gravite).toBe('BLOQUANT');
  expect(message).toContain(pourquoi);
  expect(english).toMatch(/^Rule FORFAIT_COUTS, project 24A010: /);
});

test.each([
  ['', 'est vide'],
  [' \u00a0', 'est vide'],
  ['presque', "« presque » n'est pas un nombre"],
])('une donnée « %s » bloque', (part, pourquoi) => {
  expect(refus(sous('Budget * [Part réalisée]', part)).map(([, message]) => message)).toEqual([
    expect.stringContaining(pourquoi),
  ]);
});

test('une formule quelconque vaut ce que vaut son calcul', () => {
  type Cas = { readonly texte: string; readonly vaut: Decimal };
  const nombre = fc.integer({ min: 1, max: 99_999 }).map(n => ({ texte: String(n), vaut: new Decimal(n) }));
  const { cas } = fc.letrec<{ cas: Cas }>(tie => ({
    cas: fc.oneof(
      { maxDepth: 4 },
      nombre,
      fc
        .tuple(tie('cas'), fc.constantFrom('+', '-', '*', 'MIN', 'MAX'), tie('cas'))
        .map(([a, signe, b]): Cas => {
          switch (signe) {
            case '+':
              return { texte: `(${a.texte} + ${b.texte})`, vaut: a.vaut.plus(b.vaut) };
            case '-':
              return { texte: `(${a.texte} - ${b.texte})`, vaut: a.vaut.minus(b.vaut) };
            case '*':
              return { texte: `(${a.texte}) * ${b.texte}`, vaut: a.vaut.times(b.vaut) };
            default:
              return {
                texte: `${signe}(${a.texte}; ${b.texte})`,
                vaut: signe === 'MIN' ? Decimal.min(a.vaut, b.vaut) : Decimal.max(a.vaut, b.vaut),
              };
          }
        }),
    ),
  }));
  const exact = Decimal.clone({ precision: 60 });
  fc.assert(
    fc.property(cas, ({ texte, vaut }) => {
      const lu = evaluer(lireFormule(texte), () => arbre.constante({ fr: '', en: '' }, 0)).valeur;
      if (vaut.abs().lt('1e15')) expect(lu.toFixed(2)).toBe(new exact(vaut).toFixed(2));
    }),
  );
});

test.each([
  ['1 + 2 * 3', '7.00'],
  ['(1 + 2) * 3', '9.00'],
  ['10 - 4 - 3', '3.00'],
  ['12 / 3 / 2', '2.00'],
  ['-2 * 3', '-6.00'],
  ['1,005 + 0.00', '1.01'],
  ['max(1; 2; 3)', '3.00'],
])('« %s » = %s', (texte, attendu) => {
  expect(
    evaluer(lireFormule(texte), () => {
      throw new FormuleErronee({ fr: '', en: '' });
    }).valeur.toFixed(2),
  ).toBe(attendu);
});
