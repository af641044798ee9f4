import { avancement as capacite } from '../../../src/cloture/avancement';
import { Temps } from '../../../src/cloture/tables-communes';
import { lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';
import { tablesDuMois, temps } from '../donnees';
import { chronometrer, figure, type Figure } from '../mesure';

const LIGNES = 200_000;
const AFFAIRES = 2_000;

/** Le CA à l'avancement d'une grande société, des lignes décodées aux écritures. */
export function avancement(): Figure {
  const matrice = temps(LIGNES, AFFAIRES);
  const json = JSON.stringify(matrice);
  const lectures = tablesDuMois(AFFAIRES);
  lectures.set('Temps', decoder(Temps, matrice, { premiereLigne: 4 }));
  const tables = asTablesLues(lectures);
  const arrete = jour(2026, 11, 30);
  const parametres = lireParametres(tables, arrete);
  let rendu: ReturnType<typeof capacite.calculer> | undefined;
  const [ms = 0, plancherMs = 0] = chronometrer(
    5,
    () => (rendu = capacite.calculer({ arrete, tables, parametres })),
    () => JSON.parse(json) as unknown,
  );
  const bloquantes = rendu?.anomalies.filter(a => a.gravite === 'BLOQUANT').length ?? 0;
  const lignes = rendu?.produites[0]?.lignes.length ?? 0;
  return figure(
    `Mesurer ${AFFAIRES} affaires à l'avancement depuis ${LIGNES} temps : CA, FAE, PCA, écritures, historique`,
    ms,
    'JSON.parse de la matrice des temps',
    plancherMs,
    { lignes, ecritures: rendu?.ecritures.length ?? 0, bloquantes },
  );
}
