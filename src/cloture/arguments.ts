import { depuisEuros, depuisSerie, depuisTexte, type Jour, type Montant } from '../comptabilite';
import { ErreurFonction, type Texte } from './fonction';

/**
 * Lecture des arguments d'une fonction de cellule, tels qu'Excel les envoie : un texte reste un texte, une
 * cellule vide est 0 (null sur le web), un argument omis est null. Rien n'est deviné : ce qui n'est pas compris
 * devient une erreur qui nomme l'argument.
 */

/** Clé « toute la société ». */
export const SOCIETE = '*';

const refus = (fr: string, en: string) => new ErreurFonction('invalidValue', fr, en);

function montrer(brut: unknown): string {
  return typeof brut === 'boolean' ? (brut ? 'VRAI' : 'FAUX') : String(brut);
}

/** Omis, cellule vide d'Excel sur le web, ou texte blanc. Zéro n'est vide que là où zéro n'a pas de sens. */
export function estVide(brut: unknown): boolean {
  return brut === null || brut === undefined || (typeof brut === 'string' && brut.trim() === '');
}

/**
 * Clé d'une affaire : le texte exactement, aux blancs du bord près ; un nombre devient son écriture (24 → "24").
 * @throws ErreurFonction #N/A si la clé est vide (null, 0, "") — une cellule vide ne doit jamais devenir le total
 * de la société —, #VALEUR! si c'est un booléen ou une plage.
 */
export function lireAffaire(brut: unknown): string {
  if (estVide(brut) || brut === 0)
    throw new ErreurFonction(
      'notAvailable',
      'affaire vide : indiquez un code, ou "*" pour la société',
      'empty project: give a code, or "*" for the whole company',
    );
  if (typeof brut === 'string') return brut.trim();
  if (typeof brut === 'number' && Number.isFinite(brut)) return String(brut);
  throw refus(
    `affaire : un code est attendu, pas « ${montrer(brut)} »`,
    `project: a code is expected, not "${montrer(brut)}"`,
  );
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

/**
 * Arrêté d'une fonction par clé : la date donnée, sinon l'arrêté du classeur.
 * @throws ErreurFonction #VALEUR! si la date est illisible, #N/A si le classeur ne dit pas son arrêté.
 */
export function lireArrete(brut: unknown, duClasseur: Jour | undefined, base1904 = false): Jour {
  const arrete = lireDateFacultative(brut, { fr: 'arrete', en: 'closingDate' }, base1904) ?? duClasseur;
  if (arrete !== undefined) return arrete;
  throw new ErreurFonction(
    'notAvailable',
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
