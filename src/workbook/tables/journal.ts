/** Anomalies d'une lecture : une par cellule refusée, un avis par colonne, et un résumé au-delà d'une limite. */
import { accorder, type Anomalie, type Gravite } from '../../comptabilite';
import type { AnyTable, Cellule, Colonne } from '../table';
import { estBlanc, nettoyer, type Avis, type Suivi } from './cellules';
import { VIDE, type Faute } from './phrases';

/** Au-delà, les suivantes d'une même colonne tiennent en une ligne : personne n'en corrige mille à la main. */
export const ANOMALIES_PAR_COLONNE = 100;

/** Un avis dans les deux langues. */
export interface TexteAvis {
  readonly fr: string;
  readonly en: string;
}

const PHRASES: Readonly<Record<Avis, TexteAvis>> = {
  nombre: { fr: 'nombres écrits en texte', en: 'numbers written as text' },
  date: { fr: 'dates écrites en texte', en: 'dates written as text' },
  heure: { fr: "dates avec une heure, que l'on ignore", en: 'dates with a time, which is ignored' },
  booleen: { fr: 'oui/non reconnus', en: 'yes/no recognised' },
  liste: { fr: 'valeurs de liste rapprochées', en: 'list values matched' },
  texte: {
    fr: 'nombres lus comme texte (les zéros de tête, perdus par Excel, ne se retrouvent pas)',
    en: 'numbers read as text (leading zeros, lost by Excel, cannot be found again)',
  },
  periode: { fr: 'mois écrits autrement que AAAA-MM', en: 'months not written as YYYY-MM' },
};

/** Suivi d'une colonne : le décodeur y parle, la lecture en tire ses anomalies. */
export class SuiviColonne implements Suivi {
  /** Numéro de la ligne en cours. */
  ligne = 0;
  /** Ce que la colonne a dit jusqu'ici : avis, alertes et refus. */
  dits = 0;
  private readonly avis = new Map<Avis, { nombre: number; premiere: number }>();
  private readonly anomalies: Anomalie[] = [];
  private readonly debordement = new Map<Gravite, number>();

  constructor(
    private readonly table: AnyTable,
    private readonly colonne: Colonne,
    readonly base1904: boolean,
    private readonly avisEntete: TexteAvis | undefined,
    /** Les lignes refusées, que les colonnes d'une table partagent. */
    private readonly refusees: Set<number>,
  ) {}

  aviser(avis: Avis): void {
    this.dits++;
    const connu = this.avis.get(avis);
    if (connu) connu.nombre++;
    else this.avis.set(avis, { nombre: 1, premiere: this.ligne });
  }

  alerter(faute: Faute): void {
    this.ajouter('C-TAB-06', 'ALERTE', faute);
  }

  refuser(faute: Faute): undefined {
    this.refusees.add(this.ligne);
    this.ajouter('C-GEN-03', 'BLOQUANT', faute);
    return undefined;
  }

  /** Cellule obligatoire vide. */
  vide(): void {
    this.refusees.add(this.ligne);
    this.ajouter('C-TAB-04', 'BLOQUANT', VIDE);
  }

  private ajouter(code: string, gravite: Gravite, { message, remede, en }: Faute): void {
    this.dits++;
    if (this.anomalies.length >= ANOMALIES_PAR_COLONNE) {
      this.debordement.set(gravite, (this.debordement.get(gravite) ?? 0) + 1);
      return;
    }
    const { table, colonne, ligne } = this;
    this.anomalies.push({
      code,
      gravite,
      table: table.nom,
      ligne,
      colonne: colonne.cle,
      message: `${table.nom}, ligne ${ligne}, « ${colonne.entete} » : ${message}.`,
      remede,
      en: { message: `${table.nom}, row ${ligne}, "${colonne.en}": ${en.message}.`, remede: en.remede },
    });
  }

  /** Les anomalies de la colonne, le résumé de celles qui débordent, puis son avis. */
  *conclure(): Iterable<Anomalie> {
    yield* this.anomalies;
    const commun = { table: this.table.nom, colonne: this.colonne.cle };
    const titre = `${this.table.nom}, colonne « ${this.colonne.entete} »`;
    const title = `${this.table.nom}, column "${this.colonne.en}"`;
    for (const [gravite, nombre] of this.debordement) {
      const code = gravite === 'ALERTE' ? 'C-TAB-06' : 'C-GEN-03';
      yield {
        code,
        gravite,
        ...commun,
        message: `${titre} : ${accorder(nombre, 'autre cellule a', 'autres cellules ont')} le même genre de défaut.`,
        remede: 'Corrigez la colonne à la source, puis relancez.',
        en: {
          message: `${title}: ${accorder(nombre, 'more cell has', 'more cells have', 'en')} the same kind of defect.`,
          remede: 'Correct the column at its source, then run again.',
        },
      };
    }
    const compris = [...this.avis].map(([avis, { nombre, premiere }]) => ({
      fr: `${PHRASES[avis].fr} : ${nombre}, dès la ligne ${premiere}`,
      en: `${PHRASES[avis].en}: ${nombre}, from row ${premiere}`,
    }));
    const phrases = [this.avisEntete, ...compris].filter(p => p !== undefined);
    if (phrases.length === 0) return;
    yield {
      code: 'C-TAB-05',
      gravite: 'INFO',
      ...commun,
      message: `${titre} : ${phrases.map(p => p.fr).join(' ; ')}. Compris et lu sans rien modifier.`,
      remede: 'Rien à faire.',
      en: {
        message: `${title}: ${phrases.map(p => p.en).join('; ')}. Understood and read, nothing changed.`,
        remede: 'Nothing to do.',
      },
    };
  }
}

/** Vrai pour une cellule vide ou faite d'espaces. */
export function estVide(brut: unknown): boolean {
  if (brut === '' || brut === null || brut === undefined) return true;
  return typeof brut === 'string' && estBlanc(brut.charCodeAt(0)) && nettoyer(brut) === '';
}

export type LigneBrute = readonly Cellule[];
