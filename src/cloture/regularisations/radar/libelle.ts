/** La période que dit un libellé : « novembre 2026 », « 11/2026 », « T3 2026 », « du 01/10 au 31/12 ». */
import {
  ajouterJours,
  ajouterMois,
  date,
  depuisTexte,
  finDeMois,
  jour,
  type Etendue,
  type Jour,
} from '../../../comptabilite';

/** Les mois et leurs abréviations, sans accents ; les plus longs d'abord dans l'expression qui en est tirée. */
const MOIS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout']
      .concat(['septembre', 'octobre', 'novembre', 'decembre'])
      .map((nom, rang) => [nom, rang + 1]),
  ),
  janv: 1,
  fevr: 2,
  fev: 2,
  avr: 4,
  juil: 7,
  sept: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
const NOM = `(${Object.keys(MOIS)
  .sort((a, b) => b.length - a.length)
  .join('|')})\\.?`;
const AN = '(20\\d{2})';
/** Un mois en chiffres n'est pas le morceau d'une date ni d'un numéro de pièce. */
const SEUL = { avant: '(?<![\\d/.-])', apres: '(?![\\d/.-]*\\d)' } as const;

type Lecteur = (lu: RegExpExecArray, reference: Jour) => Etendue | undefined;

const mois = (an: number, rang: number, nombre = 1): Etendue => {
  const du = jour(an, rang, 1);
  return { du, au: ajouterJours(ajouterMois(du, nombre), -1) };
};

/** L'année qui met le jour au plus près de la référence. */
function auPlusPres(jourDuMois: string, rang: string, reference: Jour): Jour | undefined {
  const { annee } = date(reference);
  const essais = [annee - 1, annee, annee + 1].flatMap(
    an => depuisTexte(`${jourDuMois}/${rang}/${an}`) ?? [],
  );
  const ecart = (j: Jour) => Math.abs(j - reference);
  return essais.sort((a, b) => ecart(a) - ecart(b))[0];
}

const leJourLu = (j: string, m: string, an: string | undefined, reference: Jour): Jour | undefined =>
  an === undefined ? auPlusPres(j, m, reference) : depuisTexte(`${j}/${m}/${an}`);

const duAu: Lecteur = (lu, reference) => {
  const [, j1 = '', m1 = '', a1, j2 = '', m2 = '', a2] = lu;
  const au = leJourLu(j2, m2, a2 ?? a1, reference);
  if (au === undefined) return undefined;
  const du = leJourLu(j1, m1, a1, au);
  if (du === undefined) return undefined;
  if (du <= au) return { du, au };
  return a2 === undefined ? { du, au: ajouterMois(au, 12) } : undefined;
};

const deMoisAMois: Lecteur = lu => {
  const [premier, dernier, an] = [MOIS[lu[1] ?? ''] ?? 0, MOIS[lu[2] ?? ''] ?? 0, Number(lu[3])];
  const nombre = dernier - premier + 1;
  return nombre > 1 ? mois(an, premier, nombre) : mois(an - 1, premier, nombre + 12);
};

const moisSansAnnee: Lecteur = (lu, reference) => {
  const rang = String(MOIS[lu[1] ?? ''] ?? 1).padStart(2, '0');
  const du = auPlusPres('01', rang, reference);
  return du === undefined ? undefined : { du, au: finDeMois(du) };
};

/** Du plus précis au plus vague : la première forme lue l'emporte. */
const FORMES: readonly (readonly [RegExp, Lecteur])[] = [
  [/\bdu (\d{2})\/(\d{2})(?:\/(20\d{2}))? au (\d{2})\/(\d{2})(?:\/(20\d{2}))?(?!\d)/, duAu],
  [new RegExp(`\\b${NOM} ?(?:a|-|/) ?${NOM} ?${AN}\\b`), deMoisAMois],
  [/\b[tq]([1-4])[ /-]?(20\d{2})\b/, ([, rang, an]) => mois(Number(an), 3 * Number(rang) - 2, 3)],
  [
    /\b([1-4])(?:er|e|eme|nd)? ?trim(?:estre|\.)? ?(20\d{2})\b/,
    ([, rang, an]) => mois(Number(an), 3 * Number(rang) - 2, 3),
  ],
  [
    /\b(?:s([12])|([12])(?:er|e|eme|nd)? ?semestre)[ /-]?(20\d{2})\b/,
    ([, court, long, an]) => mois(Number(an), 6 * Number(court ?? long) - 5, 6),
  ],
  [new RegExp(`\\b${NOM}[ /-]?${AN}\\b`), ([, nom = '', an]) => mois(Number(an), MOIS[nom] ?? 1)],
  [
    new RegExp(`${SEUL.avant}(0[1-9]|1[0-2])[/-]${AN}${SEUL.apres}`),
    ([, rang, an]) => mois(Number(an), Number(rang)),
  ],
  [
    new RegExp(`${SEUL.avant}${AN}[/-](0[1-9]|1[0-2])${SEUL.apres}`),
    ([, an, rang]) => mois(Number(an), Number(rang)),
  ],
  [/\b(?:annee|annuel(?:le)?|exercice|an) (20\d{2})\b/, ([, an]) => mois(Number(an), 1, 12)],
  [/\b(janvier|fevrier|avril|juillet|aout|septembre|octobre|novembre|decembre)\b/, moisSansAnnee],
];

const simple = (texte: string) =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, ' ');

/**
 * Période de service que dit un libellé, bornes comprises ; undefined s'il n'en dit pas, ou s'il dit une date seule.
 * Une année tue est celle qui met la période au plus près de la référence (la date de l'écriture).
 * Ex. : « Loyer T4 2026 » vaut du 01/10/2026 au 31/12/2026.
 */
export function periodeDuLibelle(libelle: string, reference: Jour): Etendue | undefined {
  const texte = simple(libelle);
  for (const [forme, lire] of FORMES) {
    const lu = forme.exec(texte);
    const etendue = lu && lire(lu, reference);
    if (etendue) return etendue;
  }
  return undefined;
}
