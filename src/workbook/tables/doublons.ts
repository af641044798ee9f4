/** C-GEN-01 : deux lignes d'une table ne portent pas la même clé. */
import { accorder, texteJour, type Anomalie, type Jour } from '../../comptabilite';
import { colonneDe, type AnyTable, type Rang, type Valeur } from '../table';
import { repetitions } from './empreintes';
import { ANOMALIES_PAR_COLONNE } from './journal';
import type { LigneLue, LignesParColonne } from './par-colonne';

const SEPARATEUR = '\u0001';

/** Les valeurs d'une clé en un texte, pour la comparer ; une colonne facultative vide y compte comme vide. */
export const texteDeCle = (valeurs: readonly Valeur[]): string =>
  valeurs.length === 1 ? String(valeurs[0]) : valeurs.map(v => String(v ?? '')).join(SEPARATEUR);

/** Clé d'une ligne en un texte. */
export const cleTexte = (ligne: Rang, cle: readonly string[]): string => texteDeCle(cle.map(c => ligne[c]));

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
 * Les clés croissent-elles de ligne en ligne ? Elles ne peuvent alors pas se répéter, et un export numéroté n'a pas
 * besoin qu'on retienne un million de clés.
 */
function croissantes(cles: readonly (readonly Valeur[])[], lignes: number): boolean {
  for (let rang = 1; rang < lignes; rang++) if (!suit(cles, rang)) return false;
  return true;
}

/** La première colonne qui change d'une ligne à la suivante y prend un texte plus long, ou de même longueur et plus grand. */
function suit(cles: readonly (readonly Valeur[])[], rang: number): boolean {
  for (const valeurs of cles) {
    const avant = valeurs[rang - 1];
    const valeur = valeurs[rang];
    if (valeur === avant) continue;
    if (typeof valeur !== 'string' || typeof avant !== 'string') return false;
    return valeur.length === avant.length ? valeur > avant : valeur.length > avant.length;
  }
  return false;
}

/** Une anomalie par ligne dont la clé est déjà prise plus haut. */
export function trouverDoublons(table: AnyTable, lignes: LignesParColonne): Anomalie[] {
  const cles = table.cle.map(cle => lignes.colonne(cle));
  if (cles.length === 0 || croissantes(cles, lignes.n)) return [];
  const anomalies: Anomalie[] = [];
  let autres = 0;
  repetitions(cles, lignes.n, (rang, premiere) => {
    if (anomalies.length >= ANOMALIES_PAR_COLONNE) autres++;
    else anomalies.push(doublon(table, lignes.ligne(rang), lignes.numeros[premiere]!));
  });
  if (autres > 0) {
    anomalies.push({
      code: 'C-GEN-01',
      gravite: 'BLOQUANT',
      table: table.nom,
      message: `${table.nom} : ${accorder(autres, 'autre ligne a', 'autres lignes ont')} une clé déjà prise.`,
      remede: 'Vérifiez que les mêmes données ne sont pas collées deux fois.',
      en: {
        message: `${table.nom}: ${accorder(autres, 'more row has', 'more rows have', 'en')} a key already taken.`,
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
