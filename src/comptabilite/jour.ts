declare const marqueJour: unique symbol;

/**
 * Jour du calendrier : numéro de série d'Excel dans le calendrier 1900, sans heure ni fuseau.
 * 61 est le 01/03/1900 ; 60, le 29/02/1900 d'Excel, n'existe pas et tout ce qui précède est refusé.
 */
export type Jour = number & { readonly [marqueJour]: true };

/** Décalage d'un classeur en calendrier 1904. */
export const DECALAGE_1904 = 1462;
const PREMIER = 61;
const DERNIER = 2_958_465;
/** Série du 01/03/0000 du calendrier grégorien prolongé, origine des cycles de 400 ans. */
const ORIGINE = -693_899;
const JOURS_400_ANS = 146_097;

/** Date civile. */
export interface DateCivile {
  readonly annee: number;
  readonly mois: number;
  readonly jour: number;
}

/**
 * Jour d'une date civile. Ex. : jour(2026, 11, 30) vaut 46356.
 * @throws RangeError si la date n'existe pas (31/02) ou sort de 01/03/1900 - 31/12/9999.
 */
export function jour(annee: number, mois: number, jourDuMois: number): Jour {
  if (!Number.isInteger(annee) || !estDateCivile(annee, mois, jourDuMois)) {
    throw new RangeError(`${jourDuMois}/${mois}/${annee} n'est pas une date.`);
  }
  return borner(serieCivile(annee, mois, jourDuMois));
}

/**
 * Jour d'un numéro de série lu dans une cellule (`base1904` : classeur en calendrier 1904).
 * @throws RangeError si la série a une heure (partie décimale) ou précède le 01/03/1900 (domaine §0.2).
 */
export function depuisSerie(serie: number, base1904 = false): Jour {
  if (!Number.isInteger(serie)) throw new RangeError(`${serie} n'est pas un jour entier.`);
  return borner(base1904 ? serie + DECALAGE_1904 : serie);
}

/**
 * Numéro de série à écrire dans une cellule.
 * @throws RangeError pour un jour d'avant 1904 dans un classeur en calendrier 1904.
 */
export function enSerie(j: Jour, base1904 = false): number {
  const serie = base1904 ? j - DECALAGE_1904 : j;
  if (serie < 0) throw new RangeError(`Le ${texteJour(j)} n'existe pas dans le calendrier 1904.`);
  return serie;
}

const FORMES: readonly { forme: RegExp; ordre: readonly [number, number, number] }[] = [
  { forme: /^(\d{2})\/(\d{2})\/(\d{4})$/, ordre: [3, 2, 1] },
  { forme: /^(\d{4})-(\d{2})-(\d{2})$/, ordre: [1, 2, 3] },
  { forme: /^(\d{4})(\d{2})(\d{2})$/, ordre: [1, 2, 3] },
];

/**
 * Jour d'un texte JJ/MM/AAAA, AAAA-MM-JJ ou AAAAMMJJ ; le jour est toujours avant le mois (domaine §0.2).
 * Rend undefined pour toute autre forme (année à deux chiffres, mois 13, mois en lettres).
 */
export function depuisTexte(texte: string): Jour | undefined {
  const propre = texte.trim();
  for (const { forme, ordre } of FORMES) {
    const lu = forme.exec(propre);
    if (!lu) continue;
    const [annee, mois, jourDuMois] = ordre.map(i => Number(lu[i])) as [number, number, number];
    if (!estDateCivile(annee, mois, jourDuMois)) return undefined;
    const serie = serieCivile(annee, mois, jourDuMois);
    return serie >= PREMIER && serie <= DERNIER ? (serie as Jour) : undefined;
  }
  return undefined;
}

/** AAAA-MM-JJ. */
export function versIso(j: Jour): string {
  const d = date(j);
  return `${chiffres(d.annee, 4)}-${chiffres(d.mois, 2)}-${chiffres(d.jour, 2)}`;
}

/** JJ/MM/AAAA. */
export function texteJour(j: Jour): string {
  const d = date(j);
  return `${chiffres(d.jour, 2)}/${chiffres(d.mois, 2)}/${chiffres(d.annee, 4)}`;
}

/** Année, mois (1 à 12) et jour du mois. */
export function date(j: Jour): DateCivile {
  const depuisOrigine = j - ORIGINE;
  const cycle = Math.floor(depuisOrigine / JOURS_400_ANS);
  const dansCycle = depuisOrigine - cycle * JOURS_400_ANS;
  const annees = Math.floor(
    (dansCycle -
      Math.floor(dansCycle / 1460) +
      Math.floor(dansCycle / 36_524) -
      Math.floor(dansCycle / 146_096)) /
      365,
  );
  const dansAnnee = dansCycle - (365 * annees + Math.floor(annees / 4) - Math.floor(annees / 100));
  const moisDepuisMars = Math.floor((5 * dansAnnee + 2) / 153);
  const mois = moisDepuisMars < 10 ? moisDepuisMars + 3 : moisDepuisMars - 9;
  return {
    annee: annees + 400 * cycle + (mois <= 2 ? 1 : 0),
    mois,
    jour: dansAnnee - Math.floor((153 * moisDepuisMars + 2) / 5) + 1,
  };
}

/** Jour décalé de n jours. @throws RangeError hors du calendrier d'Excel. */
export function ajouterJours(j: Jour, n: number): Jour {
  return borner(j + n);
}

/**
 * Même jour du mois n mois plus loin, ramené au dernier jour du mois s'il n'existe pas (MOIS.DECALER).
 * Ex. : 31/01/2026 + 1 mois = 28/02/2026.
 */
export function ajouterMois(j: Jour, n: number): Jour {
  const d = date(j);
  const rang = d.annee * 12 + d.mois - 1 + n;
  const annee = Math.floor(rang / 12);
  const mois = rang - annee * 12 + 1;
  return borner(serieCivile(annee, mois, Math.min(d.jour, joursDuMois(annee, mois))));
}

/** Premier jour du mois. */
export function debutDeMois(j: Jour): Jour {
  return borner(j - date(j).jour + 1);
}

/** Dernier jour du mois. */
export function finDeMois(j: Jour): Jour {
  const d = date(j);
  return borner(j - d.jour + joursDuMois(d.annee, d.mois));
}

/** Vrai le dernier jour d'un mois. */
export function estFinDeMois(j: Jour): boolean {
  return finDeMois(j) === j;
}

/** NbJours(s, e) = e - s + 1, bornes comprises ; 0 si e précède s (domaine §0.3). */
export function nbJours(s: Jour, e: Jour): number {
  return e < s ? 0 : e - s + 1;
}

/**
 * N360(s, e) : jours 30/360, bornes comprises ; 0 si e précède s. Ce n'est pas JOURS360 d'Excel, qui
 * exclut une borne (domaine §0.3). Ex. : n360(12/05/2026, 31/12/2026) = 229.
 */
export function n360(s: Jour, e: Jour): number {
  if (e < s) return 0;
  const a = date(s);
  const b = date(e);
  const debut = Math.min(a.jour, 30);
  const fin = estFinDeMois(e) ? 30 : Math.min(b.jour, 30);
  return 360 * (b.annee - a.annee) + 30 * (b.mois - a.mois) + fin - debut + 1;
}

/** Nombre de jours du mois (mois de 1 à 12). */
export function joursDuMois(annee: number, mois: number): number {
  if (mois === 2) return estBissextile(annee) ? 29 : 28;
  return mois === 4 || mois === 6 || mois === 9 || mois === 11 ? 30 : 31;
}

function estBissextile(annee: number): boolean {
  return annee % 4 === 0 && (annee % 100 !== 0 || annee % 400 === 0);
}

function estDateCivile(annee: number, mois: number, jourDuMois: number): boolean {
  return (
    Number.isInteger(mois) &&
    Number.isInteger(jourDuMois) &&
    mois >= 1 &&
    mois <= 12 &&
    jourDuMois >= 1 &&
    jourDuMois <= joursDuMois(annee, mois)
  );
}

/** L'année part de mars : le 29 février, s'il existe, en est le dernier jour. */
function serieCivile(annee: number, mois: number, jourDuMois: number): number {
  const a = mois <= 2 ? annee - 1 : annee;
  const moisDepuisMars = mois <= 2 ? mois + 9 : mois - 3;
  const bissextiles = Math.floor(a / 4) - Math.floor(a / 100) + Math.floor(a / 400);
  return ORIGINE + 365 * a + bissextiles + Math.floor((153 * moisDepuisMars + 2) / 5) + jourDuMois - 1;
}

function borner(serie: number): Jour {
  if (!Number.isInteger(serie) || serie < PREMIER || serie > DERNIER) {
    throw new RangeError(`${serie} n'est pas une date d'Excel entre le 01/03/1900 et le 31/12/9999.`);
  }
  return serie as Jour;
}

function chiffres(n: number, longueur: number): string {
  return String(n).padStart(longueur, '0');
}
