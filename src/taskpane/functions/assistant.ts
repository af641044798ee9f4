import { type Fonction, SUPPOSES } from '../../cloture/fonction';
import { arreteDuClasseur } from '../../cloture/tables-communes/parametres';
import { Periodes } from '../../cloture/tables-communes';
import { debut, fin, type Jour, versIso } from '../../comptabilite';
import { source } from '../../functions/calls';
import { CATALOGUE } from '../../functions/catalogue';
import { evaluate, type Outcome } from '../../functions/errors';
import type { Langue } from '../../ui/proprietes';
import {
  type Example,
  insertFormula,
  readSelection,
  type Target,
  writeExamples,
} from '../../workbook/formulas';
import { callOf, exampleArguments } from './formula';

/** Une valeur que le classeur propose pour un champ, et ce qu'elle désigne. */
export interface Suggestion {
  readonly value: string;
  readonly label: string;
}

/** Ce que le classeur propose, par nom français de paramètre. */
export interface Suggestions {
  readonly byName: ReadonlyMap<string, readonly Suggestion[]>;
  readonly arrete: Jour | undefined;
}

/** L'assistant des fonctions : ce qu'il demande au classeur et ce qu'il y écrit. */
export interface Assistant {
  readonly functions: readonly Fonction[];
  /** Lit le classeur si ce n'est pas fait, et rend ses codes et ses arrêtés. */
  suggestions(): Promise<Suggestions>;
  /** La valeur qu'aurait la cellule, ou son erreur. */
  evaluate(fonction: Fonction, args: readonly unknown[]): Outcome;
  subscribe(listener: () => void): () => void;
  /** Nom d'une fonction dans Excel : l'espace de noms de la construction, s'il y en a un, puis l'identifiant. */
  nameOf(fonction: Fonction): string;
  insert(formula: string, replace: boolean): Promise<Target & { written: boolean }>;
  selection(): Promise<{ address: string; values: unknown[][] }>;
  /** Faux : la feuille existait déjà, elle est seulement montrée. */
  writeExamples(langue: Langue, headers: readonly [string, ...string[]]): Promise<boolean>;
}

/** Les tables dont les codes remplissent un paramètre : sa clé et son libellé. */
const KEYS: Readonly<Record<string, readonly [table: string, key: string, label: string]>> = {
  affaire: ['Affaires', 'IdAffaire', 'Libelle'],
  immo: ['Immobilisations', 'IdImmo', 'Libelle'],
  tiers: ['Tiers', 'IdTiers', 'Nom'],
};

export const EXAMPLES_SHEET = 'Exemples Clôture';

const namespace = process.env['CLOTURE_NAMESPACE'] ?? '';
const nameOf = ({ id }: Fonction): string => (namespace ? `${namespace}.${id}` : id);

function readSuggestions(): Suggestions {
  const { cache } = source;
  const tables = new Map(CATALOGUE.flatMap(f => f.lit ?? []).map(table => [table.nom, table]));
  const byName = new Map<string, Suggestion[]>();
  for (const [name, [nom, key, label]] of Object.entries(KEYS)) {
    const table = tables.get(nom);
    if (!table) continue;
    const rows = cache.lire(table).lignes as readonly Readonly<Record<string, unknown>>[];
    byName.set(
      name,
      rows.map(row => ({ value: String(row[key]), label: String(row[label] ?? '') })),
    );
  }
  const arrete = arreteDuClasseur(cache);
  const months = cache.lire(Periodes).lignes.map(({ Periode }) => Periode);
  const bounds = (of: (mois: (typeof months)[number]) => Jour) =>
    months.map(mois => ({ value: versIso(of(mois)).split('-').reverse().join('/'), label: mois }));
  byName.set('arrete', bounds(fin));
  byName.set('du', bounds(debut));
  byName.set('au', bounds(fin));
  byName.set('date', bounds(fin));
  return { byName, arrete };
}

function examplesOf(langue: Langue): Example[] {
  return CATALOGUE.map(fonction => {
    const call = callOf(nameOf(fonction), exampleArguments(fonction, langue), langue);
    const { resultat, source: origin, classeur } = fonction.exemple;
    const expected = typeof resultat === 'object' ? resultat : [[resultat]];
    return {
      name: fonction.id,
      description: fonction.description[langue],
      shown: call.shown,
      formula: call.us,
      expected,
      note: classeur ? `${origin} ; ${SUPPOSES[classeur][langue]}` : origin,
    };
  });
}

/** L'assistant sur le classeur ouvert ; il partage le modèle en mémoire des fonctions de cellule. */
export const assistant: Assistant = {
  functions: CATALOGUE,
  async suggestions() {
    await source.cache.start();
    await source.cache.ready;
    return readSuggestions();
  },
  evaluate: (fonction, args) => evaluate(() => fonction.creer(source)(...args)),
  subscribe: listener => source.subscribe(listener),
  nameOf,
  insert: insertFormula,
  selection: readSelection,
  writeExamples: (langue, headers) => writeExamples(EXAMPLES_SHEET, headers, examplesOf(langue)),
};
