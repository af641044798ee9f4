/** Anomalies d'une lecture : une par cellule refusée, un avis par colonne, et un résumé au-delà d'une limite. */
import type { Anomalie, Gravite } from '../../comptabilite';
import type { AnyTable, Cellule, Colonne } from '../table';
import { estBlanc, nettoyer, type Avis, type Suivi } from './cellules';

/** Au-delà, les suivantes d'une même colonne tiennent en une ligne : personne n'en corrige mille à la main. */
export const ANOMALIES_PAR_COLONNE = 100;

const PHRASES: Readonly<Record<Avis, string>> = {
  nombre: 'nombres écrits en texte',
  date: 'dates écrites en texte',
  heure: "dates avec une heure, que l'on ignore",
  booleen: 'oui/non reconnus',
  liste: 'valeurs de liste rapprochées',
  texte: 'nombres lus comme texte (les zéros de tête, perdus par Excel, ne se retrouvent pas)',
  periode: 'mois écrits autrement que AAAA-MM',
};

/** Suivi d'une colonne : le décodeur y parle, la lecture en tire ses anomalies. */
export class SuiviColonne implements Suivi {
  ligne = 0;
  refus = 0;
  private readonly avis = new Map<Avis, { nombre: number; premiere: number }>();
  private readonly anomalies: Anomalie[] = [];
  private readonly debordement = new Map<Gravite, number>();

  constructor(
    private readonly table: AnyTable,
    private readonly colonne: Colonne,
    readonly base1904: boolean,
    private readonly avisEntete: string | undefined,
  ) {}

  aviser(avis: Avis): void {
    const connu = this.avis.get(avis);
    if (connu) connu.nombre++;
    else this.avis.set(avis, { nombre: 1, premiere: this.ligne });
  }

  alerter(message: string, remede: string): void {
    this.ajouter('C-TAB-06', 'ALERTE', message, remede);
  }

  refuser(message: string, remede: string): undefined {
    this.refus++;
    this.ajouter('C-GEN-03', 'BLOQUANT', message, remede);
    return undefined;
  }

  /** Cellule obligatoire vide. */
  vide(): void {
    this.refus++;
    const remede = 'Remplissez la cellule, ou videz toute la ligne si elle ne sert pas.';
    this.ajouter(
      'C-TAB-04',
      'BLOQUANT',
      'la cellule est vide alors que cette colonne est obligatoire',
      remede,
    );
  }

  private ajouter(code: string, gravite: Gravite, message: string, remede: string): void {
    if (this.anomalies.length >= ANOMALIES_PAR_COLONNE) {
      this.debordement.set(gravite, (this.debordement.get(gravite) ?? 0) + 1);
      return;
    }
    const ou = `${this.table.nom}, ligne ${this.ligne}, « ${this.colonne.entete} »`;
    this.anomalies.push({
      code,
      gravite,
      table: this.table.nom,
      ligne: this.ligne,
      colonne: this.colonne.cle,
      message: `${ou} : ${message}.`,
      remede,
    });
  }

  /** Les anomalies de la colonne, le résumé de celles qui débordent, puis son avis. */
  *conclure(): Iterable<Anomalie> {
    yield* this.anomalies;
    const commun = { table: this.table.nom, colonne: this.colonne.cle };
    const titre = `${this.table.nom}, colonne « ${this.colonne.entete} »`;
    for (const [gravite, nombre] of this.debordement) {
      const code = gravite === 'ALERTE' ? 'C-TAB-06' : 'C-GEN-03';
      const message = `${titre} : ${nombre} autres cellules ont le même genre de défaut.`;
      yield { code, gravite, ...commun, message, remede: 'Corrigez la colonne à la source, puis relancez.' };
    }
    const compris = [...this.avis].map(
      ([avis, { nombre, premiere }]) => `${PHRASES[avis]} : ${nombre}, dès la ligne ${premiere}`,
    );
    const phrases = [this.avisEntete, ...compris].filter(p => p !== undefined);
    if (phrases.length === 0) return;
    const message = `${titre} : ${phrases.join(' ; ')}. Compris et lu sans rien modifier.`;
    yield { code: 'C-TAB-05', gravite: 'INFO', ...commun, message, remede: 'Rien à faire.' };
  }
}

/** Vrai pour une cellule vide ou faite d'espaces. */
export function estVide(brut: unknown): boolean {
  if (brut === '' || brut === null || brut === undefined) return true;
  return typeof brut === 'string' && estBlanc(brut.charCodeAt(0)) && nettoyer(brut) === '';
}

export type LigneBrute = readonly Cellule[];
