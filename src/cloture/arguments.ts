import { depuisEuros, depuisSerie, depuisTexte, texteJour, type Jour, type Montant } from '../comptabilite';
import { manque, refus, type Texte } from './fonction';
import { AFFAIRE, ARRETE, AU, DU } from './fonction-parametres';

/**
 * Lecture des arguments d'une fonction de cellule, tels qu'Excel les envoie : un texte reste un texte, une
 * cellule vide est 0 (null sur le web), un argument omis est null. Rien n'est deviné : ce qui n'est pas compris
 * devient une erreur qui nomme l'argument.
 */

/** Clé « toute la société ». */
export const SOCIETE = '*';

function montrer(brut: unknown): string {
  return typeof brut === 'boolean' ? (brut ? 'VRAI' : 'FAUX') : String(brut);
}

/** Omis, cellule vide d'Excel sur le web, ou texte blanc. Zéro n'est vide que là où zéro n'a pas de sens. */
export function estVide(brut: unknown): boolean {
  return brut === null || brut === undefined || (typeof brut === 'string' && brut.trim() === '');
}

/**
 * Clé d'une affaire, d'un bien, d'un tiers : le texte exactement, aux blancs du bord près ; un nombre devient son
 * écriture (24 → "24").
 * @param vide ce qu'une clé vide demande — une cellule vide ne doit jamais devenir un total
 * @param attendu ce qu'une clé doit être
 * @throws ErreurFonction #N/A si la clé est vide (null, 0, ""), #VALEUR! si c'est un booléen ou une plage.
 */
export function lireCle(brut: unknown, nom: Texte, vide: Texte, attendu: Texte): string {
  if (estVide(brut) || brut === 0) throw manque(`${nom.fr} vide : ${vide.fr}`, `empty ${nom.en}: ${vide.en}`);
  if (typeof brut === 'string') return brut.trim();
  if (typeof brut === 'number' && Number.isFinite(brut)) return String(brut);
  throw refus(
    `${nom.fr} : ${attendu.fr} est attendu, pas « ${montrer(brut)} »`,
    `${nom.en}: ${attendu.en} is expected, not "${montrer(brut)}"`,
  );
}

/** Clé d'une affaire, ou "*" pour la société. @throws ErreurFonction comme `lireCle` */
export function lireAffaire(brut: unknown): string {
  const vide = {
    fr: 'indiquez un code, ou "*" pour la société',
    en: 'give a code, or "*" for the whole company',
  };
  return lireCle(brut, AFFAIRE.nom, vide, { fr: 'un code', en: 'a code' });
}

/**
 * Date : numéro de série (l'heure est ignorée, comme le font les fonctions de date d'Excel), texte ISO ou texte
 * français (« 30/11/2026 »). Un argument vide (null, "", 0) rend undefined : à l'appelant de dire ce qu'il vaut.
 * @throws ErreurFonction #VALEUR! pour tout ce qui n'est pas une date.
 */
export function lireDateFacultative(brut: unknown, nom: Texte, base1904 = false): Jour | undefined {
  if (estVide(brut) || brut === 0) return undefined;
  const jour = typeof brut === 'string' ? depuisTexte(brut.trim()) : depuisNombre(brut, base1904);
  if (jour !== undefined) return jour;
  throw refus(
    `${nom.fr} : « ${montrer(brut)} » n'est pas une date ; écrivez 30/11/2026, 2026-11-30 ou DATE(2026;11;30)`,
    `${nom.en}: "${montrer(brut)}" is not a date; write 30/11/2026, 2026-11-30 or DATE(2026,11,30)`,
  );
}

function depuisNombre(brut: unknown, base1904: boolean): Jour | undefined {
  if (typeof brut !== 'number' || !Number.isFinite(brut)) return undefined;
  try {
    return depuisSerie(Math.floor(brut), base1904);
  } catch {
    return undefined;
  }
}

/** Date obligatoire. @throws ErreurFonction #VALEUR! si elle est vide ou illisible. */
export function lireDate(brut: unknown, nom: Texte, base1904 = false): Jour {
  const jour = lireDateFacultative(brut, nom, base1904);
  if (jour === undefined)
    throw refus(`${nom.fr} : date vide, indiquez une date`, `${nom.en}: empty date, give a date`);
  return jour;
}

/** Les deux bornes d'une période, dans l'ordre. @throws ErreurFonction #VALEUR! si elles sont inversées. */
export function lirePeriode(
  duLu: unknown,
  auLu: unknown,
  base1904: boolean,
  noms = [DU, AU] as const,
): { debut: Jour; fin: Jour } {
  const debut = lireDate(duLu, noms[0].nom, base1904);
  const fin = lireDate(auLu, noms[1].nom, base1904);
  if (fin >= debut) return { debut, fin };
  throw refus(
    `la période finit le ${texteJour(fin)}, avant son début le ${texteJour(debut)}`,
    `the period ends on ${texteJour(fin)}, before it begins on ${texteJour(debut)}`,
  );
}

/**
 * Arrêté d'une fonction par clé : la date donnée, sinon l'arrêté du classeur.
 * @throws ErreurFonction #VALEUR! si la date est illisible, #N/A si le classeur ne dit pas son arrêté.
 */
export function lireArrete(brut: unknown, duClasseur: Jour | undefined, base1904 = false): Jour {
  const arrete = lireDateFacultative(brut, ARRETE.nom, base1904) ?? duClasseur;
  if (arrete !== undefined) return arrete;
  throw manque(
    'arrêté inconnu : renseignez DateArrete dans la table Parametres, ou mettez une période EN_CLOTURE',
    'unknown closing date: fill in DateArrete in the Parametres table, or set a period to EN_CLOTURE',
  );
}

/** Nombre obligatoire. @throws ErreurFonction #VALEUR! s'il est vide ou n'est pas un nombre. */
export function lireNombre(brut: unknown, nom: Texte): number {
  if (typeof brut === 'number' && Number.isFinite(brut)) return brut;
  if (estVide(brut))
    throw refus(`${nom.fr} : valeur vide, indiquez un nombre`, `${nom.en}: empty value, give a number`);
  throw refus(
    `${nom.fr} : « ${montrer(brut)} » n'est pas un nombre`,
    `${nom.en}: "${montrer(brut)}" is not a number`,
  );
}

/** Montant en euros. @throws ErreurFonction #VALEUR! s'il est vide, n'est pas un nombre ou dépasse le calcul exact. */
export function lireMontant(brut: unknown, nom: Texte): Montant {
  const euros = lireNombre(brut, nom);
  try {
    return depuisEuros(euros);
  } catch {
    throw refus(
      `${nom.fr} : ${euros} dépasse ce qui se calcule au centime`,
      `${nom.en}: ${euros} is beyond what can be computed to the cent`,
    );
  }
}

/** Choix dans une liste de codes, sans distinguer les majuscules ; vide (null, "", 0) rend la valeur par défaut. */
export function lireChoix<C extends string>(brut: unknown, nom: Texte, choix: readonly C[], defaut: C): C {
  if (estVide(brut) || brut === 0) return defaut;
  const code = String(brut).trim().toUpperCase();
  const trouve = choix.find(c => c === code);
  if (trouve !== undefined) return trouve;
  throw refus(
    `${nom.fr} : « ${montrer(brut)} » inconnu ; choix : ${choix.join(', ')}`,
    `${nom.en}: "${montrer(brut)}" unknown; choices: ${choix.join(', ')}`,
  );
}
