/** Ce qu'une cellule coûte au complément quand le classeur grandit : dix fois plus de temps, autant de cellules. */
import type { Modele } from '../../../src/cloture/fonction';
import { Temps } from '../../../src/cloture/tables-communes';
import { arreteDuClasseur, lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { CATALOGUE } from '../../../src/functions/catalogue';
import { decoder } from '../../../src/workbook/decode';
import { applyDelta } from '../../../src/workbook/delta';
import { asTablesLues } from '../../../src/workbook/reader';
import type { AnyTable, Lecture } from '../../../src/workbook/table';
import { tablesDuMois, temps } from '../donnees';
import { chronometrer, figure, type Figure } from '../mesure';

const PETIT = 10_000;
const GRAND = 100_000;
const CELLULES = 10_000;
const ENTETE = 4;
const ARRETE = '2026-11-30';

/** Un classeur en mémoire où un temps est corrigé : la ligne se relit seule, puis toutes les cellules se recalculent. */
function corriger(lignes: number): () => number {
  const matrice = temps(lignes, CELLULES);
  const lectures = tablesDuMois(CELLULES);
  lectures.set(Temps.nom, decoder(Temps, matrice, { premiereLigne: ENTETE }) as unknown as Lecture<AnyTable>);
  const rang = matrice[0]!.indexOf('Jours');
  const calculer = CATALOGUE.find(({ id }) => id === 'CA.AVANCEMENT')!.creer({
    version: '0',
    base1904: false,
    langue: 'fr',
    modele: () => modele,
  });
  let modele: Modele;
  let tour = 0;
  return () => {
    tour++;
    const ligne = [...matrice[1]!];
    ligne[rang] = 1 + (tour % 3);
    const span = { first: ENTETE, last: ENTETE };
    const relue = applyDelta(lectures.get(Temps.nom)!, span, matrice[0]!, [ligne], false);
    if (!relue) throw new Error('La ligne corrigée ne se relit pas seule.');
    const tables = asTablesLues(lectures.set(Temps.nom, relue));
    const parametres = new Map<number, ReturnType<typeof lireParametres>>();
    modele = {
      arrete: arreteDuClasseur(tables),
      tables,
      parametres: arrete => {
        const connus = parametres.get(arrete) ?? lireParametres(tables, arrete);
        parametres.set(arrete, connus);
        return connus;
      },
    };
    let total = 0;
    for (let n = 0; n < CELLULES; n++)
      total += calculer(`26A${String(n).padStart(4, '0')}`, ARRETE) as number;
    if (!(total > 0)) throw new Error('Des cellules ne se calculent pas.');
    return total;
  };
}

/** Le coût d'une cellule à 100 000 temps, sur celui à 10 000 : un temps corrigé, dix mille cellules recalculées. */
export function echelle(): Figure {
  const [grand, petit] = [corriger(GRAND), corriger(PETIT)];
  const [ms = 0, plancherMs = 0] = chronometrer(7, grand, petit);
  return figure(
    `Un temps corrigé parmi ${GRAND}, ${CELLULES} cellules CA.AVANCEMENT recalculées par le complément`,
    ms,
    `la même correction parmi ${PETIT} temps, autant de cellules`,
    plancherMs,
    { microsecondesParCellule: Math.round((ms * 1000) / CELLULES) },
  );
}
