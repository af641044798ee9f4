/**
 * Ce qu'une cellule coûte au complément quand le classeur grandit : les mêmes cellules, des mêmes affaires aux mêmes temps,
 * dans un classeur où dix fois plus de temps sont saisis, sur d'autres affaires.
 */
import { fin, periode, versIso } from '../../../src/comptabilite';
import type { Modele } from '../../../src/cloture/fonction';
import { Periodes, Temps } from '../../../src/cloture/tables-communes';
import { arreteDuClasseur, lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { CATALOGUE } from '../../../src/functions/catalogue';
import { decoder } from '../../../src/workbook/decode';
import { applyDelta } from '../../../src/workbook/delta';
import { asTablesLues } from '../../../src/workbook/reader';
import { colonneDe, type AnyTable, type Lecture } from '../../../src/workbook/table';
import { tablesDuMois, temps, type Matrice } from '../donnees';
import { chronometrer, figure, type Figure } from '../mesure';

const PETIT = 10_000;
const GRAND = 100_000;
const AFFAIRES = 10_000;
/** Une affaire sur dix est suivie ; elle a dix temps, dans le petit classeur comme dans le grand. */
const SUIVIES = 1_000;
const ARRETES = Array.from({ length: 10 }, (_, n) =>
  versIso(fin(periode(`2026-${String(n + 2).padStart(2, '0')}`))),
);
const CELLULES = SUIVIES * ARRETES.length;
const ENTETE = 4;

const affaire = (rang: number) => `26A${String(rang).padStart(4, '0')}`;
const suivie = (n: number) => affaire((n % SUIVIES) * 10);
/** Les autres affaires, chacune à son tour. */
const autre = (n: number) => affaire((n % SUIVIES) * 10 + 1 + (Math.floor(n / SUIVIES) % 9));

/** Les tables du mois, toutes les périodes ouvertes : un arrêté passé se calcule au lieu d'être relu. */
function tables(lignes: number): { matrice: Matrice; lectures: ReturnType<typeof tablesDuMois> } {
  const matrice = temps(lignes, AFFAIRES);
  const colonne = matrice[0]!.indexOf(colonneDe(Temps, 'IdAffaire').entete);
  matrice.slice(1).forEach((ligne, n) => (ligne[colonne] = n < PETIT ? suivie(n) : autre(n)));
  const lectures = tablesDuMois(AFFAIRES);
  const periodes = lectures.get(Periodes.nom)!;
  const ouvertes = periodes.lignes.map(l => ({ ...l, Etat: 'OUVERTE' }));
  lectures.set(Periodes.nom, { ...periodes, lignes: ouvertes });
  lectures.set(Temps.nom, decoder(Temps, matrice, { premiereLigne: ENTETE }) as unknown as Lecture<AnyTable>);
  return { matrice, lectures };
}

/** Le temps passé à répondre aux cellules, une fois le modèle à jour, et ce qu'elles valent ensemble. */
interface Classeur {
  cellules: number;
  total: number;
}

/** Un classeur en mémoire où un temps est corrigé : la ligne se relit seule, puis toutes les cellules se recalculent. */
function corriger(lignes: number, dit: Classeur): () => number {
  const { matrice, lectures } = tables(lignes);
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
    // La première réponse met le modèle à jour ; les autres le cherchent.
    calculer(suivie(0), ARRETES[0]);
    const debut = performance.now();
    let total = 0;
    for (let n = 0; n < SUIVIES; n++)
      for (const arrete of ARRETES) total += calculer(suivie(n), arrete) as number;
    if (!(total > 0)) throw new Error('Des cellules ne se calculent pas.');
    dit.cellules = Math.min(dit.cellules, performance.now() - debut);
    return (dit.total = total);
  };
}

/** Le coût d'une cellule à 100 000 temps, sur celui à 10 000 : un temps corrigé, dix mille cellules recalculées. */
export function echelle(): Figure {
  const dits = [GRAND, PETIT].map((): Classeur => ({ cellules: Infinity, total: 0 }));
  const [grand, petit] = dits as [Classeur, Classeur];
  const [ms = 0, plancherMs = 0] = chronometrer(7, corriger(GRAND, grand), corriger(PETIT, petit));
  // Le même travail par cellule : les deux classeurs répondent la même chose.
  if (grand.total !== petit.total) throw new Error('Les deux classeurs ne répondent pas la même chose.');
  const parCellule = (duree: number) => Number(((duree * 1000) / CELLULES).toFixed(2));
  return figure(
    `Un temps corrigé parmi ${GRAND}, ${CELLULES} cellules CA.AVANCEMENT recalculées par le complément, son modèle tenu à jour compris`,
    ms,
    `la même correction parmi ${PETIT} temps, les mêmes cellules de mêmes valeurs`,
    plancherMs,
    {
      microsecondesParCellule: parCellule(ms),
      'dont répondre, modèle à jour': parCellule(grand.cellules),
      'dans le petit classeur': parCellule(petit.cellules),
      'rapport, modèle à jour': Number((grand.cellules / petit.cellules).toFixed(2)),
    },
  );
}
