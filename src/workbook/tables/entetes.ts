/** Reconnaissance des en-têtes : par clé, en-tête ou synonyme, à n'importe quelle place. */
import type { Anomalie } from '../../comptabilite';
import { nomNormalise, nomsReconnus, type AnyTable, type Colonne } from '../table';
import type { TexteAvis } from './journal';

export interface EntetesLus {
  /** Clé de colonne → rang dans la table de la feuille. */
  readonly entetes: Record<string, number>;
  readonly anomalies: Anomalie[];
  /** Ce qui s'est compris d'un en-tête : clé de colonne → phrase de l'avis. */
  readonly avis: Map<string, TexteAvis>;
}

/** Retrouve chaque colonne de la table dans sa ligne d'en-tête. Les colonnes inconnues sont ignorées. */
export function lireEntetes(table: AnyTable, ligne: readonly unknown[], numero: number): EntetesLus {
  const lus: EntetesLus = { entetes: {}, anomalies: [], avis: new Map() };
  const titres = ligne.map(titre => String(titre ?? '').trim());
  const noms = titres.map(nomNormalise);
  for (const colonne of table.colonnes) {
    const { propres, synonymes } = nomsReconnus(colonne);
    const rangs = noms.flatMap((nom, rang) =>
      nom !== '' && (propres.includes(nom) || synonymes.includes(nom)) ? [rang] : [],
    );
    const [rang] = rangs;
    if (rang === undefined) {
      if (colonne.requis) lus.anomalies.push(colonneAbsente(table, colonne, numero));
      continue;
    }
    lus.entetes[colonne.cle] = rang;
    if (rangs.length > 1) {
      lus.anomalies.push(
        colonneDouble(
          table,
          colonne,
          numero,
          rangs.map(r => titres[r] ?? ''),
        ),
      );
    } else if (!propres.includes(noms[rang] ?? '')) {
      lus.avis.set(colonne.cle, {
        fr: `en-tête « ${titres[rang]} » reconnu`,
        en: `heading "${titres[rang]}" recognised`,
      });
    }
  }
  for (const cle of deplacees(table, lus.entetes)) {
    const avant = lus.avis.get(cle);
    lus.avis.set(cle, {
      fr: [avant?.fr, 'colonne déplacée'].filter(Boolean).join(' ; '),
      en: [avant?.en, 'column moved'].filter(Boolean).join('; '),
    });
  }
  return lus;
}

function colonneAbsente(table: AnyTable, colonne: Colonne, ligne: number): Anomalie {
  return {
    code: 'C-TAB-02',
    gravite: 'BLOQUANT',
    table: table.nom,
    ligne,
    colonne: colonne.cle,
    message: `Table ${table.nom} : la colonne obligatoire « ${colonne.entete} » (${colonne.cle}) est absente.`,
    remede: `Ajoutez une colonne nommée « ${colonne.entete} » à la table.`,
    en: {
      message: `Table ${table.nom}: the required column "${colonne.entete}" (${colonne.cle}) is missing.`,
      remede: `Add a column named "${colonne.entete}" to the table.`,
    },
  };
}

function colonneDouble(
  table: AnyTable,
  colonne: Colonne,
  ligne: number,
  titres: readonly string[],
): Anomalie {
  return {
    code: 'C-TAB-03',
    gravite: 'BLOQUANT',
    table: table.nom,
    ligne,
    colonne: colonne.cle,
    message: `Table ${table.nom} : ${titres.map(t => `« ${t} »`).join(' et ')} désignent la même colonne, ${colonne.cle}.`,
    remede: `Gardez une seule colonne « ${colonne.entete} » et renommez l'autre.`,
    en: {
      message: `Table ${table.nom}: ${titres.map(t => `"${t}"`).join(' and ')} name the same column, ${colonne.cle}.`,
      remede: `Keep one column "${colonne.entete}" and rename the other.`,
    },
  };
}

/** Les colonnes à bouger, au moins, pour retrouver l'ordre du schéma : hors de la plus longue suite croissante. */
function deplacees(table: AnyTable, entetes: Readonly<Record<string, number>>): string[] {
  const rangs = table.colonnes.flatMap(({ cle }) => {
    const rang = entetes[cle];
    return rang === undefined ? [] : [{ cle, rang }];
  });
  const suites = rangs.map(() => ({ longueur: 1, avant: -1 }));
  let fin = 0;
  rangs.forEach(({ rang }, i) => {
    const ici = suites[i]!;
    for (let j = 0; j < i; j++) {
      if (rangs[j]!.rang < rang && suites[j]!.longueur >= ici.longueur) {
        ici.longueur = suites[j]!.longueur + 1;
        ici.avant = j;
      }
    }
    if (ici.longueur > (suites[fin]?.longueur ?? 0)) fin = i;
  });
  const enPlace = new Set<number>();
  for (let i = rangs.length ? fin : -1; i >= 0; i = suites[i]!.avant) enPlace.add(i);
  return rangs.filter((_, i) => !enPlace.has(i)).map(({ cle }) => cle);
}
