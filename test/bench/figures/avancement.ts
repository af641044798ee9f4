import { avancement as capacite } from '../../../src/cloture/avancement';
import { Temps } from '../../../src/cloture/tables-communes';
import { lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';
import { tablesDuMois, temps, type Matrice } from '../donnees';
import { chronometrer, figure, type Figure } from '../mesure';

const LIGNES = 1_000_000;
const AFFAIRES = 2_000;
const ARRETE = jour(2026, 11, 30);

/** Le CA à l'avancement d'une grande société, de la matrice brute des temps aux écritures, anomalies comprises. */
export function avancement(): Figure {
  const json = JSON.stringify(temps(LIGNES, AFFAIRES));
  // La matrice telle qu'un hôte la rend : lue d'un texte, comme celle du plancher.
  const matrice = JSON.parse(json) as Matrice;
  const lectures = tablesDuMois(AFFAIRES);
  let rendu: ReturnType<typeof capacite.calculer> | undefined;
  let anomalies = 0;
  const [ms = 0, plancherMs = 0] = chronometrer(
    5,
    () => {
      const lecture = decoder(Temps, matrice, { premiereLigne: 4 });
      anomalies = lecture.anomalies.length;
      const tables = asTablesLues(new Map(lectures).set('Temps', lecture));
      rendu = capacite.calculer({ arrete: ARRETE, tables, parametres: lireParametres(tables, ARRETE) });
    },
    () => JSON.parse(json) as unknown,
  );
  const bloquantes = rendu?.anomalies.filter(a => a.gravite === 'BLOQUANT').length ?? 0;
  return figure(
    `Décoder ${LIGNES} temps et mesurer ${AFFAIRES} affaires à l'avancement : anomalies, CA, FAE, PCA, écritures, historique`,
    ms,
    'JSON.parse de la même matrice',
    plancherMs,
    {
      lignes: rendu?.produites[0]?.lignes.length ?? 0,
      ecritures: rendu?.ecritures.length ?? 0,
      anomalies: anomalies + (rendu?.anomalies.length ?? 0),
      bloquantes,
    },
  );
}
