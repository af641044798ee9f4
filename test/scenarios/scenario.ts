import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { enEuros, enNombre, versIso, type Anomalie, type Jour, type Montant, type Quantite } from '../../src/comptabilite';
import { CAPACITES } from '../../src/cloture';
import { calculerEnsemble } from '../../src/cloture/tables-communes/enchainement';
import { EcrituresCloture, Exercices, TABLES_COMMUNES } from '../../src/cloture/tables-communes';
import { arreteDuClasseur, lireParametres } from '../../src/cloture/tables-communes/parametres';
import { produireEcritures } from '../../src/cloture/tables-communes/produites';
import { controlerReferences, decoder } from '../../src/workbook/decode';
import type { Produite } from '../../src/workbook/plan';
import { asTablesLues } from '../../src/workbook/reader';
import type { Colonne, Lecture } from '../../src/workbook/table';

export type Rangees = readonly Readonly<Record<string, string>>[];

/** Un scénario : un dossier de CSV, `entrees` que la clôture lit et `attendu` qu'elle doit rendre. */
export interface Scenario {
  readonly nom: string;
  readonly entrees: ReadonlyMap<string, readonly string[][]>;
  readonly attendu: ReadonlyMap<string, readonly string[][]>;
}

/**
 * Lit un scénario. Son fichier SOCLE, s'il en a un, nomme le scénario voisin dont il garde les entrées qu'il ne
 * redonne pas. @throws Error si l'un des deux dossiers manque ou est vide.
 */
export function lireScenario(dossier: string): Scenario {
  const socle = join(dossier, 'SOCLE');
  const voisin = existsSync(socle) ? join(dossier, '..', readFileSync(socle, 'utf8').trim()) : undefined;
  return {
    nom: basename(dossier),
    entrees: new Map([
      ...(voisin === undefined ? [] : lireScenario(voisin).entrees),
      ...lireCsv(join(dossier, 'entrees')),
    ]),
    attendu: lireCsv(join(dossier, 'attendu')),
  };
}

function lireCsv(dossier: string): Map<string, string[][]> {
  const fichiers = existsSync(dossier) ? readdirSync(dossier).filter(f => f.endsWith('.csv')) : [];
  if (fichiers.length === 0) throw new Error(`Scénario vide : ${basename(dossier)} n'a aucun CSV.`);
  return new Map(
    fichiers.map(f => [
      basename(f, '.csv'),
      readFileSync(join(dossier, f), 'utf8')
        .split('\n')
        .filter(l => l !== '')
        .map(l => l.split(';')),
    ]),
  );
}

/** Clôture en mémoire : décode les entrées, calcule chaque capacité, rend les lignes produites par table. */
export function cloturer(scenario: Scenario): Map<string, Rangees> {
  const tables = [...new Set([...TABLES_COMMUNES, ...CAPACITES.flatMap(c => [...c.lit, ...c.ecrit])])];
  const inconnues = [...scenario.entrees.keys()].filter(nom => !tables.some(t => t.nom === nom));
  if (inconnues.length > 0) throw new Error(`Tables inconnues : ${inconnues.join(', ')}.`);
  const lectures = tables.flatMap(t => {
    const matrice = scenario.entrees.get(t.nom);
    return matrice ? [[t.nom, decoder(t, matrice, { premiereLigne: 1 })] as const] : [];
  });
  const lues = asTablesLues(new Map(lectures));
  const arrete = arreteDuClasseur(lues);
  if (arrete === undefined) throw new Error('Le scénario ne dit pas son arrêté (Parametres, DateArrete).');
  const parametres = lireParametres(lues, arrete);
  const resultats = calculerEnsemble(CAPACITES, { arrete, tables: lues, parametres });
  const ecritures = produireEcritures(
    resultats.flatMap(r => r.ecritures),
    {
      arrete,
      modules: new Set(CAPACITES.flatMap(c => [...c.modules])),
      existantes: lues.lire(EcrituresCloture).lignes,
      exercices: lues.lire(Exercices).lignes,
    },
  );
  // Un CSV n'a que des textes : les avis de lecture (INFO) n'y disent rien.
  const lecture = [
    ...lectures.flatMap(([, l]) => l.anomalies),
    ...controlerReferences(new Map<string, Lecture>(lectures)),
  ].filter(a => a.gravite !== 'INFO');
  const anomalies = [...lecture, ...resultats.flatMap(r => r.anomalies)];
  const rendu = new Map<string, Rangees>([['Anomalies', anomalies.map(enRangee)]]);
  for (const p of [...resultats.flatMap(r => r.produites), ecritures] as Produite[]) {
    const lignes = p.lignes.map(l => Object.fromEntries(p.table.colonnes.map(c => [c.cle, enTexte(c, l[c.cle])])));
    rendu.set(p.table.nom, [...(rendu.get(p.table.nom) ?? []), ...lignes]);
  }
  return rendu;
}

const enRangee = (a: Anomalie) => ({ Code: a.code, Gravite: a.gravite, Cle: a.cle ?? '', Message: a.message });

/** Valeur telle qu'écrite dans un CSV : euros à deux décimales, date ISO, O ou N. */
function enTexte(colonne: Colonne, valeur: unknown): string {
  if (valeur === undefined) return '';
  switch (colonne.sorte) {
    case 'montant':
      return enEuros(valeur as Montant).toFixed(2);
    case 'quantite':
      return String(enNombre(valeur as Quantite));
    case 'jour':
      return versIso(valeur as Jour);
    case 'booleen':
      return valeur === true ? 'O' : 'N';
    default:
      return String(valeur);
  }
}
