/**
 * Les mois clos de l'exemple : le complément les clôture l'un après l'autre, en mémoire, comme « Fermer » le fait dans
 * Excel. L'historique du classeur est donc celui que ses propres tables donnent.
 */
import {
  ajouterJours,
  estBloquante,
  fin,
  versIso,
  type Anomalie,
  type Jour,
  type Periode,
} from '../../../comptabilite';
import { CAPACITES } from '../../../cloture';
import { calculerEnsemble } from '../../../cloture/tables-communes/enchainement';
import { EcrituresCloture, Exercices, TABLES_COMMUNES } from '../../../cloture/tables-communes';
import { produireFermeture } from '../../../cloture/tables-communes/fermeture';
import { lireParametres } from '../../../cloture/tables-communes/parametres';
import {
  produireControles,
  produireEcritures,
  produireExecution,
  travauxDes,
} from '../../../cloture/tables-communes/produites';
import { DISPOSITION } from '../../../workbook/feuille';
import type { Produite } from '../../../workbook/plan';
import type { AnyTable, Lecture, Ligne, Rang, TablesLues, Valeurs } from '../../../workbook/table';
import { ouvreSuivant } from './calendrier';

const PAR = 'S. Roche';

type Tables = ReadonlyMap<string, readonly Rang[]>;

/** Toutes les tables d'une clôture, chacune une fois. */
const TABLES: readonly AnyTable[] = [
  ...new Map(
    [...TABLES_COMMUNES, ...CAPACITES.flatMap(c => [...c.lit, ...c.ecrit])].map(table => [table.nom, table]),
  ).values(),
];

/** Les tables datées qu'une fermeture valide. */
const DATEES = TABLES.filter(
  table => table.generee && ['Arrete', 'Valide'].every(cle => aColonne(table, cle)),
);

function aColonne(table: AnyTable, cle: string): boolean {
  return table.colonnes.some(colonne => colonne.cle === cle);
}

/**
 * Ferme les mois l'un après l'autre et rend les tables qui en sortent.
 * @throws Error si un mois ne peut pas se fermer : l'exemple aurait une anomalie bloquante.
 */
export function fermerLesMois(tables: Tables, mois: readonly Periode[]): Tables {
  const classeur = new ClasseurEnMemoire(tables);
  for (const periode of mois) fermer(classeur, fin(periode));
  return classeur.contenu();
}

function fermer(classeur: ClasseurEnMemoire, arrete: Jour): void {
  const parametres = lireParametres(classeur, arrete);
  const resultats = calculerEnsemble(CAPACITES, { arrete, tables: classeur, parametres, ferme: true });
  const anomalies = resultats.flatMap(r => r.anomalies);
  refuser(arrete, anomalies);
  // Au cinquième jour du mois suivant, ou au premier jour ouvré d'après.
  const le = ouvreSuivant(ajouterJours(arrete, 5));
  const ecritures = produireEcritures(
    resultats.flatMap(r => r.ecritures),
    {
      arrete,
      modules: new Set(CAPACITES.flatMap(c => [...c.modules])),
      existantes: classeur.lire(EcrituresCloture).lignes,
      exercices: classeur.lire(Exercices).lignes,
    },
  );
  const heure = `${versIso(le)} 18:1${arrete % 10}`;
  const execution = produireExecution({
    id: `${heure}:07 exemple`,
    debut: `${heure}:07`,
    fin: `${heure}:09`,
    arrete,
    modules: CAPACITES.map(c => c.nom),
    mode: 'FERMER',
    etat: 'TERMINEE',
    par: PAR,
    message: resultats.map(r => r.resume).join(' · '),
  });
  const travaux = travauxDes(resultats);
  const produites = [
    ...resultats.flatMap(r => r.produites),
    ecritures,
    produireControles(anomalies, {
      arrete,
      travaux: new Set(),
      tables: new Set(),
      travailDe: a => travaux.get(a),
    }),
  ] as Produite[];
  for (const produite of produites) classeur.ecrire(signee(produite, `${heure}:09`));
  for (const produite of produireFermeture(classeur, DATEES, { arrete, le, par: PAR }))
    classeur.ecrire(produite);
  classeur.ecrire(execution as Produite);
}

function refuser(arrete: Jour, anomalies: readonly Anomalie[]): void {
  const bloquantes = anomalies.filter(estBloquante);
  if (bloquantes.length === 0) return;
  const phrases = bloquantes.map(a => `${a.code} ${a.message}`);
  throw new Error([`L'exemple ne se ferme pas au ${versIso(arrete)} :`, ...phrases].join('\n'));
}

/** Qui a clos et quand, sur les lignes qui le portent. */
function signee(produite: Produite, horodatage: string): Produite {
  const valeurs = {
    ...(aColonne(produite.table, 'Par') ? { Par: PAR } : {}),
    ...(aColonne(produite.table, 'Horodatage') ? { Horodatage: horodatage } : {}),
  };
  return { ...produite, lignes: produite.lignes.map(ligne => ({ ...ligne, ...valeurs })) };
}

/** Des tables qui se lisent et s'écrivent comme celles du classeur, sans feuille. */
class ClasseurEnMemoire implements TablesLues {
  private readonly lectures = new Map<string, Lecture>();

  constructor(tables: Tables) {
    for (const table of TABLES) this.poser(table, tables.get(table.nom) ?? []);
  }

  lire<T extends AnyTable>(table: T): Lecture<T> {
    return this.lectures.get(table.nom) as Lecture<T>;
  }

  /** Remplace les lignes que l'exécution possède : à leur place, ou toutes dans l'ordre voulu si la table est ordonnée. */
  ecrire({ table, lignes, cle, portee, ordonnee }: Produite): void {
    const voulues = new Map(lignes.map(ligne => [cle(ligne), ligne]));
    const gardees: Valeurs<AnyTable>[] = [];
    for (const ligne of this.lire(table).lignes) {
      const voulue = voulues.get(cle(ligne));
      if (!portee(ligne)) {
        gardees.push(ligne);
        voulues.delete(cle(ligne));
      } else if (voulue !== undefined && ordonnee !== true) {
        gardees.push(voulue);
        voulues.delete(cle(ligne));
      }
    }
    this.poser(table, [...gardees, ...voulues.values()] as Rang[]);
  }

  contenu(): Tables {
    return new Map([...this.lectures].map(([nom, { lignes }]) => [nom, lignes as readonly Rang[]]));
  }

  private poser(table: AnyTable, lignes: readonly Rang[]): void {
    const lues = lignes.map((ligne, rang) => ({ ...ligne, ligne: rang + DISPOSITION.donnees }));
    this.lectures.set(table.nom, {
      table,
      lignes: lues as Ligne<AnyTable>[],
      anomalies: [],
      entetes: Object.fromEntries(table.colonnes.map((colonne, rang) => [colonne.cle, rang])),
      absente: false,
      ecartees: [],
    });
  }
}
