import { direAnomalie, estBloquante, type Anomalie } from '../comptabilite';
import type { AnyTable, Lecture } from '../workbook/table';
import { ErreurFonction, type Modele } from './fonction';
import type { Parametres } from './tables-communes/parametres';

/** Ce qui empêche de répondre : pour tout le monde, ou pour une affaire seulement. */
export interface Blocages {
  readonly general: Anomalie | undefined;
  readonly parAffaire: ReadonlyMap<string, Anomalie>;
}

const COLONNE = 'IdAffaire';

/** L'affaire que porte une ligne de la feuille, lue ou écartée ; undefined si elle ne se lit pas. */
function affaireDeLaLigne(lecture: Lecture, ligne: number): string | undefined {
  const deLaLigne = (l: object) => (l as { ligne?: unknown }).ligne === ligne;
  const rang = lecture.ecartees.find(deLaLigne) ?? lecture.lignes.find(deLaLigne);
  const affaire = (rang as Record<string, unknown> | undefined)?.[COLONNE];
  return typeof affaire === 'string' ? affaire : undefined;
}

function relever(tables: readonly AnyTable[], modele: Modele): Blocages {
  let general: Anomalie | undefined;
  const parAffaire = new Map<string, Anomalie>();
  for (const table of tables) {
    const lecture = modele.tables.lire(table);
    for (const anomalie of lecture.anomalies.filter(estBloquante)) {
      const affaire = anomalie.ligne === undefined ? undefined : affaireDeLaLigne(lecture, anomalie.ligne);
      if (affaire === undefined) general ??= anomalie;
      else if (!parAffaire.has(affaire)) parAffaire.set(affaire, anomalie);
    }
  }
  return { general, parAffaire };
}

const releves = new WeakMap<Modele, Map<readonly AnyTable[], Blocages>>();

/** Les blocages d'un groupe de tables, relevés une fois par lecture du classeur. */
export function blocages(tables: readonly AnyTable[], modele: Modele): Blocages {
  const connus = releves.get(modele) ?? new Map<readonly AnyTable[], Blocages>();
  releves.set(modele, connus);
  const trouves = connus.get(tables) ?? relever(tables, modele);
  connus.set(tables, trouves);
  return trouves;
}

/** L'anomalie en une phrase de cellule : ce qui ne va pas, où, que faire. */
export function erreurDe(anomalie: Anomalie, autres = 0): ErreurFonction {
  const { table, ligne, message, remede } = anomalie;
  const en = direAnomalie(anomalie, 'en');
  const ou = [table, ligne === undefined ? undefined : `ligne ${ligne}`]
    .filter(x => x !== undefined)
    .join(', ');
  const where = [table, ligne === undefined ? undefined : `row ${ligne}`]
    .filter(x => x !== undefined)
    .join(', ');
  const lieu = (texte: string, phrase: string) =>
    texte === '' || phrase.includes(texte) ? '' : `${texte} : `;
  const suite = autres > 0 ? ` (et ${autres} autre${autres > 1 ? 's' : ''})` : '';
  const more = autres > 0 ? ` (and ${autres} more)` : '';
  return new ErreurFonction(
    'notAvailable',
    `${lieu(ou, message)}${message} ${remede}${suite}`,
    `${lieu(where, en.message)}${en.message} ${en.remede}${more}`,
  );
}

/**
 * Refuse de répondre tant qu'une ligne en cause ne se lit pas : une ligne écartée ne compte pas zéro.
 * @param affaire code de l'affaire, ou "*" pour la société, que toute ligne concerne
 * @throws ErreurFonction #N/A avec la phrase de l'anomalie
 */
export function exigerLisible(tables: readonly AnyTable[], modele: Modele, affaire: string): void {
  const { general, parAffaire } = blocages(tables, modele);
  const anomalie = general ?? (affaire === '*' ? parAffaire.values().next().value : parAffaire.get(affaire));
  if (anomalie === undefined) return;
  const autres = affaire === '*' ? parAffaire.size - (general === undefined ? 1 : 0) : 0;
  throw erreurDe(anomalie, autres);
}

/** Un paramètre illisible vaut pour tout le monde. @throws ErreurFonction #N/A avec la phrase de l'anomalie */
export function exigerParametres(parametres: Parametres): void {
  const anomalie = parametres.anomalies.find(estBloquante);
  if (anomalie) throw erreurDe(anomalie);
}
