/** De la feuille aux lignes typées, et retour. Une passe, sans rien écrire. */
import { enEuros, enNombre, enSerie } from '../comptabilite';
import type { Anomalie, Jour, Montant, Quantite } from '../comptabilite';
import type { AnyTable, Cellule, CleColonne, Colonne, Lecture, Ligne, Rang, Valeur, Valeurs } from './table';
import { colonneDe } from './table';
import { normaliserAvoirs } from './tables/avoirs';
import { decodeurDe, type Decodeur } from './tables/cellules';
import { trouverDoublons } from './tables/doublons';
import { lireEntetes } from './tables/entetes';
import { estVide, SuiviColonne, type Avancee, type LigneBrute } from './tables/journal';

export { controlerReferences } from './tables/references';

export interface OptionsDecodage {
  /** Numéro de ligne Excel de l'en-tête. */
  readonly premiereLigne: number;
  /** Le classeur compte ses jours depuis 1904. */
  readonly base1904?: boolean;
}

interface ColonneLue {
  readonly colonne: Colonne;
  readonly rang: number;
  readonly decoder: Decodeur;
  readonly suivi: SuiviColonne;
}

/**
 * Décodage d'une table par tranches : `ajouter` autant de fois qu'il y a de tranches, puis `terminer`.
 *
 * @example const d = new Decodage(Temps, entetes, { premiereLigne: 4 }); d.ajouter(tranche); d.terminer().lignes
 */
export class Decodage<T extends AnyTable> {
  private readonly lues: readonly ColonneLue[];
  private readonly modele: Rang;
  private readonly entetes: Record<string, number>;
  private readonly anomalies: Anomalie[];
  private readonly lignes: (Rang & { ligne: number })[] = [];
  private readonly ecartees: Rang[] = [];
  private readonly avancee: Avancee;
  private readonly incomplete: boolean;

  constructor(
    private readonly table: T,
    entetes: readonly unknown[],
    options: OptionsDecodage,
  ) {
    const lus = lireEntetes(table, entetes, options.premiereLigne);
    this.entetes = lus.entetes;
    this.anomalies = lus.anomalies;
    this.incomplete = lus.anomalies.length > 0;
    this.avancee = { ligne: options.premiereLigne, refus: 0 };
    const base1904 = options.base1904 ?? false;
    this.lues = table.colonnes.flatMap(colonne => {
      const rang = lus.entetes[colonne.cle];
      if (rang === undefined) return [];
      const suivi = new SuiviColonne(table, colonne, base1904, lus.avis.get(colonne.cle), this.avancee);
      return [{ colonne, rang, decoder: decodeurDe(colonne), suivi }];
    });
    // Toutes les lignes partent de la même forme : les moteurs JavaScript les lisent alors sans chercher.
    this.modele = Object.fromEntries([...table.colonnes.map(c => [c.cle, undefined]), ['ligne', 0]]);
  }

  /** Décode les lignes suivantes de la feuille ; les lignes blanches gardent leur numéro. */
  ajouter(matrice: readonly (readonly unknown[])[]): void {
    for (const ligne of matrice) {
      this.avancee.ligne++;
      this.ajouterLigne(ligne as LigneBrute);
    }
  }

  private ajouterLigne(brute: LigneBrute): void {
    const { lues, avancee } = this;
    if (estBlanche(brute, lues)) return;
    const lu: Rang & { ligne: number } = { ...this.modele, ligne: avancee.ligne };
    const refusAvant = avancee.refus;
    for (const { colonne, rang, decoder, suivi } of lues) {
      const cellule = brute[rang];
      const refus = avancee.refus;
      let valeur: Valeur = undefined;
      if (cellule !== '' && cellule !== null && cellule !== undefined) valeur = decoder(cellule, suivi);
      if (valeur !== undefined) lu[colonne.cle] = valeur;
      else if (colonne.requis && avancee.refus === refus) suivi.vide();
    }
    if (this.incomplete || avancee.refus !== refusAvant) this.ecartees.push(lu);
    else this.lignes.push(lu);
  }

  /** Contrôle les clés et le signe des avoirs, et rend la lecture. */
  terminer(): Lecture<T> {
    const { table, lignes, entetes } = this;
    for (const { suivi } of this.lues) this.anomalies.push(...suivi.conclure());
    this.anomalies.push(...normaliserAvoirs(table, lignes), ...trouverDoublons(table, lignes));
    return {
      table,
      lignes: lignes as unknown as Ligne<T>[],
      anomalies: this.anomalies,
      entetes,
      absente: false,
      ecartees: this.ecartees,
    };
  }
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
      return String(valeur);
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
