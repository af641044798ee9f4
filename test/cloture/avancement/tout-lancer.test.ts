/**
 * « Tout lancer » (capacité 198) : le calcul d'ensemble est la réunion des calculs de chaque méthode menée seule, quels que
 * soient les montants. Trois affaires, trois méthodes : coûts, jours, prorata (cas de référence, domaine §18).
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { avancement } from '../../../src/cloture/avancement';
import { jour, type Ecriture } from '../../../src/comptabilite';
import { contexteDe, type ClasseurBrut } from '../../explication/rejeu';
import { lireScenario } from '../../scenarios/scenario';

const NOVEMBRE = jour(2026, 11, 30);
const { entrees } = lireScenario(join(__dirname, '../../scenarios/cas-dore'));
const AFFAIRES = ['24A010', '24A020', '24M030'] as const;

const colonne = (table: string, cle: string) => (entrees.get(table)?.[0] ?? []).indexOf(cle);

/** Le classeur où chaque facture, chaque commande est multipliée par un facteur tiré. */
function perturber(facteurs: readonly number[]): ClasseurBrut {
  const autre = new Map(entrees);
  for (const [table, cle] of [
    ['FacturesClients', 'MontantHT'],
    ['LignesCommande', 'MontantHT'],
    ['FacturesFournisseurs', 'MontantHT'],
  ] as const) {
    const rang = colonne(table, cle);
    const [entete = [], ...lignes] = entrees.get(table) ?? [];
    const changees = lignes.map((l, n) =>
      l.map((v, r) => (r === rang ? (Number(v) * (facteurs[n % facteurs.length] ?? 1)).toFixed(2) : v)),
    );
    autre.set(table, [entete, ...changees]);
  }
  return autre;
}

/** Le classeur réduit à une affaire, donc à sa méthode. */
function seule(classeur: ClasseurBrut, affaire: string): ClasseurBrut {
  const rang = colonne('Affaires', 'IdAffaire');
  const [entete = [], ...lignes] = classeur.get('Affaires') ?? [];
  return new Map(classeur).set('Affaires', [entete, ...lignes.filter(l => l[rang] === affaire)]);
}

function lancer(classeur: ClasseurBrut) {
  const { produites, ecritures } = avancement.calculer(contexteDe(classeur, avancement, NOVEMBRE));
  const lignes = (nom: string) =>
    produites.filter(p => p.table.nom === nom).flatMap(p => p.lignes.map(l => JSON.stringify(l)));
  return { ca: lignes('CaAvancement'), historique: lignes('Historique'), soldes: soldes(ecritures) };
}

/** Débit moins crédit par date, compte et affaire : grouper les PCA en une pièce n'en change pas les totaux. */
function soldes(ecritures: readonly Ecriture[]): Map<string, number> {
  const cumul = new Map<string, number>();
  for (const e of ecritures)
    for (const l of e.lignes) {
      const cle = [e.date, l.compte, l.compte === '487' ? '' : l.idAffaire].join('|');
      cumul.set(cle, (cumul.get(cle) ?? 0) + l.debit - l.credit);
    }
  return cumul;
}

test('les méthodes lancées ensemble ou l’une après l’autre donnent les mêmes lignes et les mêmes soldes', () => {
  const facteur = fc.integer({ min: 10, max: 300 }).map(n => n / 100);
  fc.assert(
    fc.property(fc.array(facteur, { minLength: 1, maxLength: 5 }), facteurs => {
      const classeur = perturber(facteurs);
      const ensemble = lancer(classeur);
      const separees = AFFAIRES.map(a => lancer(seule(classeur, a)));
      expect(ensemble.ca).toHaveLength(3);
      expect(ensemble.ca.sort()).toEqual(separees.flatMap(s => s.ca).sort());
      expect(ensemble.historique.sort()).toEqual(separees.flatMap(s => s.historique).sort());
      const reunis = new Map<string, number>();
      for (const s of separees) for (const [cle, m] of s.soldes) reunis.set(cle, (reunis.get(cle) ?? 0) + m);
      expect([...ensemble.soldes].sort()).toEqual([...reunis].sort());
    }),
    { numRuns: 15 },
  );
});
