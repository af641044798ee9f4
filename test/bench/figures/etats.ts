import { jour } from '../../../src/comptabilite';
import type { Cellule } from '../../../src/workbook/table';
import { referentiels } from '../donnees';
import { livre } from '../livre';
import { chronometrer, figure, type Figure } from '../mesure';
import type * as Livres from './etats-livres';
import { grandLivre } from './tiers';

const ARRETE = jour(2026, 11, 30);

/** Des lignes brutes du grand livre aux huit états : décodage, rangement, regroupement, contrôles. */
export function etatsDuGrandLivre(): Figure {
  const { asTablesLues, decoder, Ecritures, etats, lireParametres } = livre<typeof Livres>(
    'test/bench/figures/etats-livres.ts',
  );
  const json = JSON.stringify(grandLivre());
  // Les lignes telles qu'un hôte les rend : lues d'un texte, comme celles du plancher.
  const matrice = JSON.parse(json) as Cellule[][];
  const lectures = referentiels();
  const memoireAvant = process.memoryUsage().heapUsed;
  let detail: Record<string, number> = {};
  const etablir = () => {
    const debut = performance.now();
    const ecritures = decoder(Ecritures, matrice, { premiereLigne: 4 });
    const decode = performance.now();
    const tables = asTablesLues(new Map(lectures).set(Ecritures.nom, ecritures));
    const { produites } = etats.calculer({
      arrete: ARRETE,
      tables,
      parametres: lireParametres(tables, ARRETE),
    });
    const [decodage, calcul] = [decode - debut, performance.now() - decode].map(ms =>
      Number((ms / 1000).toFixed(3)),
    );
    detail = {
      decodage: decodage!,
      calcul: calcul!,
      lignes: matrice.length - 1,
      etats: produites.length,
      rangees: produites.reduce((n, p) => n + p.lignes.length, 0),
      memoireMo: Math.round((process.memoryUsage().heapUsed - memoireAvant) / 1_048_576),
    };
    return produites;
  };
  const [ms = 0, plancherMs = 0] = chronometrer(5, etablir, () => JSON.parse(json) as unknown);
  return figure(
    `États d'un exercice depuis les valeurs brutes de ${matrice.length - 1} lignes de grand livre, décodage compris`,
    ms,
    'JSON.parse des mêmes lignes',
    plancherMs,
    detail,
  );
}
