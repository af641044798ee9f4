import type { Capacite, Contexte } from '../../cloture/capacite';
import { ErreurFonction, type Fonction, type Texte } from '../../cloture/fonction';
import { depuisTexte, type Explication, type Jour } from '../../comptabilite';
import type { Source } from '../../functions/source';
import type { SelectedCell } from '../../workbook/selection';
import type { AnyTable } from '../../workbook/table';
import { findCall, type Argument } from './formula';

/** Pourquoi une cellule n'a pas d'arbre : elle n'est pas à nous, ou n'est pas un chiffre. */
export type SansArbre =
  | 'AILLEURS'
  | 'SAISIE'
  | 'ENTETE'
  | 'PAS_UN_CHIFFRE'
  | 'PERIME'
  | 'LIGNE_ILLISIBLE'
  | 'AUTRE_FORMULE'
  | 'ARGUMENT_CALCULE';

/** Ce que l'on sait répondre d'une cellule. */
export type Reponse =
  | { readonly nature: 'ARBRE'; readonly titre: Texte; readonly explication: Explication }
  | { readonly nature: 'RIEN'; readonly raison: SansArbre; readonly precision?: string }
  | { readonly nature: 'REFUS'; readonly motif: Texte };

/** Le classeur tel que la page le suit, et de quoi lire les cellules qu'une formule cite. */
export interface Classeur {
  readonly source: Source;
  readonly capacites: readonly Capacite[];
  readonly catalogue: readonly Fonction[];
  lireReferences(sheet: string, references: readonly string[]): Promise<unknown[]>;
}

const rien = (raison: SansArbre, precision?: string): Reponse => ({
  nature: 'RIEN',
  raison,
  ...(precision === undefined ? {} : { precision }),
});

/** « Pourquoi ce chiffre ? » pour une cellule : celle d'une table générée, ou la formule d'une de nos fonctions. */
export async function expliquerCellule(cellule: SelectedCell, classeur: Classeur): Promise<Reponse> {
  const { table } = cellule;
  const generee = table && tableGeneree(table.name, classeur.capacites);
  try {
    if (table && generee) return expliquerGeneree(cellule, table, generee, classeur);
    if (cellule.formula !== undefined) return await expliquerFormule(cellule, cellule.formula, classeur);
  } catch (error) {
    if (error instanceof ErreurFonction) return { nature: 'REFUS', motif: error };
    throw error;
  }
  return table && tablesLues(classeur.capacites).has(table.name.toLowerCase())
    ? rien('SAISIE', table.name)
    : rien('AILLEURS');
}

const tablesLues = (capacites: readonly Capacite[]): ReadonlySet<string> =>
  new Set(capacites.flatMap(c => c.lit.map(t => t.nom.toLowerCase())));

interface Generee {
  readonly table: AnyTable;
  /** Les capacités qui l'écrivent : plusieurs partagent les écritures et l'historique. */
  readonly capacites: readonly Capacite[];
}

function tableGeneree(nom: string, capacites: readonly Capacite[]): Generee | undefined {
  const ecrivent = capacites.filter(c => c.ecrit.some(t => t.nom.toLowerCase() === nom.toLowerCase()));
  const table = ecrivent[0]?.ecrit.find(t => t.nom.toLowerCase() === nom.toLowerCase());
  return table && { table, capacites: ecrivent };
}

function expliquerGeneree(
  cellule: SelectedCell,
  place: NonNullable<SelectedCell['table']>,
  { table, capacites }: Generee,
  { source }: Classeur,
): Reponse {
  if (place.header) return rien('ENTETE', table.nom);
  const modele = source.modele();
  const lecture = modele.tables.lire(table);
  const ligne = lecture.lignes.find(l => (l as { ligne?: unknown }).ligne === cellule.row);
  if (!ligne) return rien('LIGNE_ILLISIBLE', table.nom);
  const cle = Object.entries(lecture.entetes).find(([, rang]) => rang === place.column)?.[0];
  const colonne = table.colonnes.find(c => c.cle === cle);
  const arrete = arreteDe(ligne) ?? modele.arrete;
  if (!colonne || arrete === undefined) return rien('PAS_UN_CHIFFRE', table.nom);
  const contexte: Contexte = { arrete, tables: modele.tables, parametres: modele.parametres(arrete) };
  for (const capacite of capacites) {
    const explication = capacite.expliquer?.(contexte, { table: table.nom, ligne, colonne: colonne.cle });
    if (!explication) continue;
    const titre = (langue: 'fr' | 'en') =>
      [table.titre[langue], nomDeLigne(table, ligne), langue === 'fr' ? colonne.entete : colonne.en].join(
        ' · ',
      );
    return { nature: 'ARBRE', titre: { fr: titre('fr'), en: titre('en') }, explication };
  }
  // Un montant écrit que le calcul ne redonne plus est bien un chiffre du complément : sa feuille est périmée.
  const chiffre =
    colonne.sorte === 'montant' && (ligne as Record<string, unknown>)[colonne.cle] !== undefined;
  return rien(chiffre ? 'PERIME' : 'PAS_UN_CHIFFRE', colonne.entete);
}

/** L'arrêté d'une ligne générée : sa colonne, ou celui que dit sa clé de génération. */
function arreteDe(ligne: Readonly<Record<string, unknown>>): Jour | undefined {
  const { Arrete, CleGeneration } = ligne;
  if (typeof Arrete === 'number') return Arrete as Jour;
  return typeof CleGeneration === 'string' ? depuisTexte(CleGeneration.split('|')[1] ?? '') : undefined;
}

/** Ce qui nomme une ligne à l'écran : les textes de sa clé, sans les dates. */
function nomDeLigne(table: AnyTable, ligne: Readonly<Record<string, unknown>>): string {
  const valeurs = table.cle.map(cle => ligne[cle]).filter(v => typeof v === 'string' && v !== '');
  return valeurs.join(' ');
}

async function expliquerFormule(
  cellule: SelectedCell,
  formule: string,
  { source, catalogue, lireReferences }: Classeur,
): Promise<Reponse> {
  const explicables = catalogue.filter(f => f.expliquer ?? f.expliquerCellule);
  const appel = findCall(formule, new Set(explicables.map(f => f.id)));
  const fonction = explicables.find(f => f.id === appel?.id);
  // Une autre formule a pu trier, filtrer ou découper le tableau : la place n'y dit plus rien.
  const deplace = !appel?.whole && (cellule.spilled ?? fonction?.resultat.matrice);
  if (!appel || !fonction || deplace) return rien('AUTRE_FORMULE');
  const calcule = appel.args.find(a => a.kind === 'expression');
  if (calcule) return rien('ARGUMENT_CALCULE', calcule.kind === 'expression' ? calcule.text : '');
  const references = appel.args.flatMap(a => (a.kind === 'reference' ? [a.reference] : []));
  const lues = await lireReferences(cellule.sheet, references);
  const valeurs = fonction.parametres.map((_, rang) => valeurDe(appel.args[rang], references, lues));
  const { row: ligne, column: colonne } = cellule.spilled ?? { row: 0, column: 0 };
  const explication = fonction.expliquerCellule
    ? fonction.expliquerCellule(source, { ligne, colonne })(...valeurs)
    : fonction.expliquer?.(source)(...valeurs);
  if (!explication) return rien('PAS_UN_CHIFFRE', String(cellule.value ?? ''));
  const nom = `${fonction.id}(${appel.args.map(ecrire).join(' ; ')})`;
  return { nature: 'ARBRE', titre: { fr: nom, en: nom.replaceAll(' ; ', ', ') }, explication };
}

/** Une cellule vide vaut 0 pour une fonction, comme Excel la lui passe. */
function valeurDe(
  argument: Argument | undefined,
  references: readonly string[],
  lues: readonly unknown[],
): unknown {
  if (argument?.kind !== 'reference') return argument?.kind === 'value' ? argument.value : null;
  const valeur = lues[references.indexOf(argument.reference)];
  return valeur === '' ? 0 : valeur;
}

function ecrire(argument: Argument): string {
  if (argument.kind === 'reference') return argument.reference;
  return argument.kind === 'value' ? String(argument.value ?? '') : argument.text;
}
