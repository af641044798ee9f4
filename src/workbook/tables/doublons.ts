/** C-GEN-01 : deux lignes d'une table ne portent pas la même clé. */
import { texteJour, type Anomalie, type Jour } from '../../comptabilite';
import { colonneDe, type AnyTable, type Rang } from '../table';
import { ANOMALIES_PAR_COLONNE } from './journal';

type LigneLue = Rang & { ligne: number };

const SEPARATEUR = '\u0001';

/** Clé d'une ligne en un texte, pour la comparer. */
export function cleTexte(ligne: Rang, cle: readonly string[]): string {
  const [premiere] = cle;
  if (cle.length === 1 && premiere !== undefined) return String(ligne[premiere]);
  return cle.map(c => String(ligne[c] ?? '')).join(SEPARATEUR);
}

/** Clé lisible d'une ligne : « 24A010 / 30/11/2026 ». */
export function cleLisible(table: AnyTable, ligne: Rang, cle: readonly string[] = table.cle): string {
  return cle
    .map(c =>
      colonneDe(table, c).sorte === 'jour' && ligne[c] ? texteJour(ligne[c] as Jour) : String(ligne[c] ?? ''),
    )
    .filter(t => t !== '')
    .join(' / ');
}

/**
 * Nombre de lignes de tête dont les clés, d'une colonne, croissent (plus longues, ou de même longueur et plus
 * grandes) : elles ne peuvent pas se répéter, et un export numéroté n'a pas besoin qu'on retienne un million de clés.
 */
function croissantes(lignes: readonly LigneLue[], cle: readonly string[]): number {
  const [colonne] = cle;
  if (cle.length !== 1 || colonne === undefined) return 0;
  let avant = '';
  for (let rang = 0; rang < lignes.length; rang++) {
    const valeur = lignes[rang]?.[colonne];
    if (typeof valeur !== 'string') return rang;
    const croit = valeur.length === avant.length ? valeur > avant : valeur.length > avant.length;
    if (!croit) return rang;
    avant = valeur;
  }
  return lignes.length;
}

/** Une anomalie par ligne dont la clé est déjà prise plus haut. */
export function trouverDoublons(table: AnyTable, lignes: readonly LigneLue[]): Anomalie[] {
  if (table.cle.length === 0 || croissantes(lignes, table.cle) === lignes.length) return [];
  const vues = new Map<string, number>();
  const anomalies: Anomalie[] = [];
  let autres = 0;
  for (const ligne of lignes) {
    const cle = cleTexte(ligne, table.cle);
    const premiere = vues.get(cle);
    if (premiere === undefined) vues.set(cle, ligne.ligne);
    else if (anomalies.length >= ANOMALIES_PAR_COLONNE) autres++;
    else anomalies.push(doublon(table, ligne, premiere));
  }
  if (autres > 0) {
    anomalies.push({
      code: 'C-GEN-01',
      gravite: 'BLOQUANT',
      table: table.nom,
      message: `${table.nom} : ${autres} autres lignes ont une clé déjà prise.`,
      remede: 'Vérifiez que les mêmes données ne sont pas collées deux fois.',
      en: {
        message: `${table.nom}: ${autres} more rows have a key already taken.`,
        remede: 'Check that the same data is not pasted twice.',
      },
    });
  }
  return anomalies;
}

function doublon(table: AnyTable, ligne: LigneLue, premiere: number): Anomalie {
  const lisible = cleLisible(table, ligne);
  const colonnes = table.cle.map(c => colonneDe(table, c));
  const entetes = colonnes.map(c => `« ${c.entete} »`).join(', ');
  return {
    code: 'C-GEN-01',
    gravite: 'BLOQUANT',
    table: table.nom,
    ligne: ligne.ligne,
    colonne: table.cle[table.cle.length - 1] ?? '',
    cle: lisible,
    message: `${table.nom}, ligne ${ligne.ligne} : la clé ${lisible} (${entetes}) existe déjà ligne ${premiere}.`,
    remede: 'Supprimez la ligne en trop, ou donnez-lui une autre clé.',
    en: {
      message: `${table.nom}, row ${ligne.ligne}: the key ${lisible} (${colonnes.map(c => `"${c.en}"`).join(', ')}) already exists on row ${premiere}.`,
      remede: 'Delete the extra row, or give it another key.',
    },
  };
}
