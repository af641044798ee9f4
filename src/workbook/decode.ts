/** De la feuille aux lignes typées, et retour. Une passe, sans rien écrire. */
import { enEuros, enNombre, enSerie } from '../comptabilite';
import type { Anomalie, Jour, Montant, Quantite } from '../comptabilite';
import type {
  AnyTable,
  Cellule,
  CleColonne,
  Colonne,
  ColonneLibre,
  Lecture,
  Rang,
  Valeur,
  Valeurs,
} from './table';
import { fitText } from './fit';
import { colonneDe, nomNormalise } from './table';
import { normaliserAvoirs } from './tables/avoirs';
import { ColonneLue } from './tables/colonne-lue';
import { trouverDoublons } from './tables/doublons';
import { lireEntetes } from './tables/entetes';
import { estVide, SuiviColonne, type LigneBrute } from './tables/journal';
import { lectureDe, LignesParColonne } from './tables/par-colonne';

export { controlerReferences } from './tables/references';

export interface OptionsDecodage {
  /** Numéro de ligne Excel de l'en-tête. */
  readonly premiereLigne: number;
  /** Le classeur compte ses jours depuis 1904. */
  readonly base1904?: boolean;
}

/** Lignes décodées ensemble : chaque colonne s'y lit d'une traite, et elles tiennent dans la mémoire du processeur. */
const BLOC = 256;

/**
 * Décodage d'une table par tranches : `ajouter` autant de fois qu'il y a de tranches, puis `terminer`.
 *
 * @example const d = new Decodage(Temps, entetes, { premiereLigne: 4 }); d.ajouter(tranche); d.terminer().lignes
 */
export class Decodage<T extends AnyTable> {
  private readonly lues: readonly ColonneLue[];
  private readonly entetes: Record<string, number>;
  private readonly anomalies: Anomalie[];
  private readonly lignes: LignesParColonne;
  private readonly ecartees: Rang[] = [];
  private readonly refusees = new Set<number>();
  private readonly incomplete: boolean;
  private readonly libres: readonly (ColonneLibre & { rang: number; valeurs: Map<number, Cellule> })[];
  /** Dernière ligne de la feuille passée au décodage. */
  private numero: number;

  constructor(
    private readonly table: T,
    entetes: readonly unknown[],
    options: OptionsDecodage,
  ) {
    const lus = lireEntetes(table, entetes, options.premiereLigne);
    this.entetes = lus.entetes;
    this.anomalies = lus.anomalies;
    this.incomplete = lus.anomalies.length > 0;
    this.numero = options.premiereLigne;
    const base1904 = options.base1904 ?? false;
    this.lues = table.colonnes.flatMap(colonne => {
      const rang = lus.entetes[colonne.cle];
      if (rang === undefined) return [];
      const suivi = new SuiviColonne(table, colonne, base1904, lus.avis.get(colonne.cle), this.refusees);
      const code = !table.generee && (table.cle.includes(colonne.cle) || colonne.reference !== undefined);
      return [new ColonneLue(colonne, rang, suivi, code)];
    });
    this.libres = table.colonnesLibres === true ? colonnesLibres(entetes, lus.entetes) : [];
    this.lignes = new LignesParColonne(table, Object.keys(lus.entetes));
  }

  /** Décode les lignes suivantes de la feuille ; les lignes blanches gardent leur numéro. */
  ajouter(matrice: readonly (readonly unknown[])[]): void {
    this.lignes.reserver(matrice.length);
    for (let de = 0; de < matrice.length; de += BLOC)
      this.ajouterBloc(matrice.slice(de, de + BLOC) as LigneBrute[]);
  }

  private ajouterBloc(bloc: readonly LigneBrute[]): void {
    const { lues, lignes } = this;
    const { numeros, n } = lignes;
    const avecLibres = this.libres.length > 0;
    const remplies: LigneBrute[] = [];
    for (const brute of bloc) {
      this.numero++;
      if (estBlanche(brute, lues)) continue;
      numeros[n + remplies.length] = this.numero;
      if (avecLibres) this.garderLibres(brute);
      remplies.push(brute);
    }
    for (const lue of lues) lue.lire(remplies, numeros, lignes.colonne(lue.colonne.cle), n);
    const fin = n + remplies.length;
    if (!this.incomplete && this.refusees.size === 0) lignes.n = fin;
    else this.ecarter(fin);
  }

  private garderLibres(brute: LigneBrute): void {
    for (const { rang, valeurs } of this.libres) valeurs.set(this.numero, brute[rang] as Cellule);
  }

  /** Écarte, des lignes lues jusqu'à `fin`, celles qu'une anomalie bloquante refuse. */
  private ecarter(fin: number): void {
    const { lignes, refusees } = this;
    const { numeros } = lignes;
    lignes.retenir(fin, rang => {
      if (!this.incomplete && !refusees.has(numeros[rang]!)) return true;
      this.ecartees.push(lignes.ligne(rang));
      return false;
    });
  }

  /** Contrôle les clés et le signe des avoirs, et rend la lecture. */
  terminer(): Lecture<T> {
    const { table, lignes, entetes } = this;
    lignes.ajuster();
    for (const { suivi } of this.lues) this.anomalies.push(...suivi.conclure());
    this.anomalies.push(...normaliserAvoirs(table, lignes), ...trouverDoublons(table, lignes));
    return lectureDe(lignes, {
      table,
      anomalies: this.anomalies,
      entetes,
      absente: false,
      ecartees: this.ecartees,
      ...(this.libres.length === 0
        ? {}
        : { libres: new Map(this.libres.map(l => [nomNormalise(l.entete), l])) }),
    });
  }
}

/** Les colonnes nommées que la table ne connaît pas. */
function colonnesLibres(entetes: readonly unknown[], connues: Readonly<Record<string, number>>) {
  const prises = new Set(Object.values(connues));
  return entetes.flatMap((titre, rang) => {
    const entete = String(titre ?? '').trim();
    return entete === '' || prises.has(rang) ? [] : [{ entete, rang, valeurs: new Map<number, Cellule>() }];
  });
}

/** Aucune cellule des colonnes lues n'est remplie ; la première l'est presque toujours, et suffit. */
function estBlanche(brute: LigneBrute, lues: readonly ColonneLue[]): boolean {
  for (const { rang } of lues) if (!estVide(brute[rang])) return false;
  return true;
}

/**
 * Décode une table entière, en-tête compris. Rien ne lève : ce qui ne se comprend pas est une anomalie et sa ligne
 * est écartée.
 *
 * @param matrice valeurs de la plage de la table, ligne d'en-tête d'abord
 * @example decoder(Temps, plage.values, { premiereLigne: 4 }).lignes[0]?.Jours
 */
export function decoder<T extends AnyTable>(
  table: T,
  matrice: readonly (readonly unknown[])[],
  options: OptionsDecodage,
): Lecture<T> {
  const decodage = new Decodage(table, matrice[0] ?? [], options);
  decodage.ajouter(matrice.slice(1));
  return decodage.terminer();
}

/** Lecture d'une table absente du classeur : vide, et bloquante si la table est indispensable. */
export function lectureVide<T extends AnyTable>(table: T): Lecture<T> {
  const anomalies: Anomalie[] = table.requise
    ? [
        {
          code: 'C-TAB-01',
          gravite: 'BLOQUANT',
          table: table.nom,
          message: `La table ${table.nom} (feuille « ${table.feuille} ») est absente du classeur.`,
          remede: 'Copiez la feuille du modèle cloture-vierge.xlsx, ou donnez ce nom à votre table.',
          en: {
            message: `The table ${table.nom} (sheet "${table.feuille}") is missing from the workbook.`,
            remede: 'Copy the sheet of the template cloture-vierge.xlsx, or give your table this name.',
          },
        },
      ]
    : [];
  return { table, lignes: [], anomalies, entetes: {}, absente: true, ecartees: [] };
}

/** Valeur à écrire dans la cellule ; vide quand la colonne l'est. Ne protège pas « = » : c'est le rôle de l'écriture. */
export function encoderValeur(colonne: Colonne, valeur: Valeur, base1904 = false): string | number | boolean {
  if (valeur === undefined) return '';
  switch (colonne.sorte) {
    case 'montant':
      return enEuros(valeur as Montant);
    case 'quantite':
      return enNombre(valeur as Quantite);
    case 'taux':
      return Number(valeur);
    case 'jour':
      return enSerie(valeur as Jour, base1904);
    case 'booleen':
      return valeur === true ? 'O' : 'N';
    case 'entier':
      return valeur as number;
    default:
      return fitText(String(valeur));
  }
}

/**
 * Valeur d'une colonne d'une ligne, telle qu'à écrire dans la feuille.
 * @example encoder(Temps, ligne, 'Date') // 46356
 */
export function encoder<T extends AnyTable>(
  table: T,
  ligne: Valeurs<T>,
  colonne: CleColonne<T>,
  base1904 = false,
): string | number | boolean {
  return encoderValeur(colonneDe(table, colonne), (ligne as Rang)[colonne], base1904);
}

/** Toute la ligne, dans l'ordre des colonnes de la table. */
export function encoderLigne<T extends AnyTable>(table: T, ligne: Valeurs<T>, base1904 = false): Cellule[] {
  return table.colonnes.map(c => encoderValeur(c, (ligne as Rang)[c.cle], base1904));
}
