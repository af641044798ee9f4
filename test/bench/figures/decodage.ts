import { Temps } from '../../../src/cloture/tables-communes';
import { decoder } from '../../../src/workbook/decode';
import { temps } from '../donnees';
import { chronometrer, figure, type Figure } from '../mesure';

const LIGNES = 200_000;

/** Décodage d'une grande table : chaque cellule typée, chaque clé contrôlée. */
export function decodage(): Figure {
  const matrice = temps(LIGNES, 2_000);
  const json = JSON.stringify(matrice);
  let lues = 0;
  const [ms = 0, plancherMs = 0] = chronometrer(
    5,
    () => (lues = decoder(Temps, matrice, { premiereLigne: 4 }).lignes.length),
    () => JSON.parse(json) as unknown,
  );
  return figure(
    `Décoder ${LIGNES} lignes de Temps (13 colonnes de valeurs d'Excel) en lignes typées et contrôlées`,
    ms,
    'JSON.parse de la même matrice',
    plancherMs,
    { lignes: lues },
  );
}
