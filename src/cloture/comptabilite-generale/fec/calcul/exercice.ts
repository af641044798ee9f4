/** L'exercice d'un FEC : ce que dit son nom, ce qu'on précise, ou ce que ses écritures laissent déduire. */
import {
  ajouterJours,
  ajouterMois,
  date,
  debutDeMois,
  depuisTexte,
  finDeMois,
  type Jour,
} from '../../../../comptabilite';
import type { LignesFec } from './lignes';

/** Bornes d'un exercice, comprises. */
export interface Bornes {
  readonly debut: Jour;
  readonly fin: Jour;
  /** Code de la table Exercices ; absent, l'année de clôture. */
  readonly code?: string;
}

/** Ce que dit le nom d'un FEC. */
export interface NomDeFec {
  readonly siren?: string;
  readonly cloture?: Jour;
}

/**
 * SIREN et date de clôture d'un nom SirenFECAAAAMMJJ, suffixe permis.
 * @example lireNom('123456789FEC20261231.txt') // { siren: '123456789', cloture: 31/12/2026 }
 */
export function lireNom(nom: string): NomDeFec {
  const lu = /(\d{9})?FEC(\d{8})/i.exec(nom);
  if (!lu) return {};
  const cloture = depuisTexte(lu[2]!);
  return { ...(lu[1] ? { siren: lu[1] } : {}), ...(cloture === undefined ? {} : { cloture }) };
}

/** Code d'un exercice : l'année de sa clôture, comme « 2026 ». */
export const codeExercice = ({ code, fin }: Bornes): string => code ?? String(date(fin).annee);

const DOUZE_MOIS = 12;

/** Douze mois qui finissent ce jour-là. */
const anneeFinie = (fin: Jour): Bornes => ({
  debut: ajouterJours(finDeMois(ajouterMois(fin, -DOUZE_MOIS)), 1),
  fin,
});

/** Vrai si le journal est celui des à-nouveaux, par son code ou son libellé. */
export function estANouveaux(code: string, libelle: string): boolean {
  const reduit = libelle
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return (
    /^(AN|RAN|ANO|ANX|ANOUV)\d*$/i.test(code.replace(/[^A-Za-z0-9]/g, '')) || reduit.includes('anouveau')
  );
}

/** La date des à-nouveaux, s'ils n'en ont qu'une : ils ouvrent l'exercice. */
function jourDesANouveaux({ journaux, pieces }: LignesFec): Jour | undefined {
  const an = journaux.textes.map((code, rang) => estANouveaux(code, journaux.libelles[rang]!));
  let trouve: number | undefined;
  for (let p = 0; p < pieces.journal.length; p++) {
    if (!an[pieces.journal[p]!]) continue;
    if (pieces.dateMin[p] !== pieces.dateMax[p]) return undefined;
    if (trouve !== undefined && trouve !== pieces.dateMin[p]) return undefined;
    trouve = pieces.dateMin[p];
  }
  return trouve === undefined || trouve === 0 ? undefined : (trouve as Jour);
}

export interface ChoixExercice {
  readonly exercice: Bornes;
  /** Ses bornes ne sont écrites nulle part. */
  readonly deduit: boolean;
}

/**
 * L'exercice du fichier : celui qu'on précise ; sinon un exercice connu qui finit à la clôture du nom du fichier, ou qui
 * contient toutes les écritures ; sinon celui que donnent la clôture, les à-nouveaux et les dates.
 */
export function choisirExercice(
  lignes: LignesFec,
  nom: NomDeFec,
  precise: Bornes | undefined,
  connus: readonly Bornes[] = [],
): ChoixExercice | undefined {
  if (precise) return { exercice: precise, deduit: false };
  const [min, max] = etendue(lignes);
  if (min === undefined || max === undefined) return undefined;
  const { cloture } = nom;
  const connu = cloture
    ? connus.find(({ fin }) => fin === cloture)
    : connus.find(({ debut, fin }) => debut <= min && max <= fin);
  if (connu) return { exercice: connu, deduit: false };
  const ouverture = jourDesANouveaux(lignes);
  if (cloture) {
    const annee = anneeFinie(cloture);
    const plausible =
      ouverture !== undefined && ouverture <= min && ouverture > ajouterMois(cloture, -2 * DOUZE_MOIS);
    if (plausible && ouverture !== annee.debut)
      return { exercice: { debut: ouverture, fin: cloture }, deduit: true };
    // Sans à-nouveaux, un exercice plus court qu'un an ne se devine pas : la première écriture tardive le fait dire.
    return { exercice: annee, deduit: ouverture === undefined && debutDeMois(min) > annee.debut };
  }
  const debut = ouverture !== undefined && ouverture <= min ? ouverture : debutDeMois(min);
  const annee = ajouterJours(ajouterMois(debut, DOUZE_MOIS), -1);
  return { exercice: { debut, fin: max <= annee ? annee : finDeMois(max) }, deduit: true };
}

/** Première et dernière dates d'écriture. */
export function etendue({ pieces }: LignesFec): [min: Jour | undefined, max: Jour | undefined] {
  let min = Infinity;
  let max = 0;
  for (let p = 0; p < pieces.journal.length; p++) {
    const [de, a] = [pieces.dateMin[p]!, pieces.dateMax[p]!];
    if (de > 0 && de < min) min = de;
    if (a > max) max = a;
  }
  return max === 0 || min === Infinity ? [undefined, undefined] : [min as Jour, max as Jour];
}
