/** Un décodeur par sorte de colonne. Le chemin rapide ne fait que des comparaisons ; le reste parle d'abord. */
import {
  compte,
  debut,
  depuisEuros,
  depuisSerie,
  depuisTexte,
  jour,
  periode,
  periodeDe,
  quantite,
  quinzeChiffres,
  taux,
  texteJour,
  type Jour,
} from '../../comptabilite';
import { fitText } from '../fit';
import { MAX_TEXT } from '../matrix';
import { nomNormalise, type Cellule, type Colonne, type Valeur } from '../table';
import { decimalesDe, lireNombre } from './nombres';
import * as dire from './phrases';
import type { Faute } from './phrases';

/** Ce qui a été compris au-delà de la forme attendue ; un avis par colonne. */
export type Avis = 'nombre' | 'date' | 'heure' | 'booleen' | 'liste' | 'texte' | 'periode';

/** Où un décodeur dit ce qu'il comprend et ce qu'il refuse. */
export interface Suivi {
  readonly base1904: boolean;
  aviser(avis: Avis): void;
  alerter(faute: Faute): void;
  refuser(faute: Faute): undefined;
}

/** Décode une cellule non vide ; `undefined` quand elle ne contient que des espaces ou qu'elle est refusée. */
export type Decodeur = (brut: Cellule, suivi: Suivi) => Valeur;

const ERREURS = new Set(
  (
    '#N/A #VALUE! #REF! #NAME? #DIV/0! #NULL! #NUM! #CALC! #SPILL! #BUSY! #GETTING_DATA #CONNECT! #FIELD! #BLOCKED! ' +
    '#UNKNOWN! #EXTERNAL! #PYTHON! #VALEUR! #NOM? #NOMBRE! #NUL! #PROPAGATION! #CALCUL! #OCCUPE!'
  ).split(' '),
);

/** Vrai pour un code d'espace ou d'insécable, ou un caractère de contrôle. */
export const estBlanc = (code: number) => code <= 32 || code === 160 || code === 0x202f || code === 0xfeff;

/** Ôte les espaces des bords, insécables compris ; ne copie rien quand il n'y en a pas. */
export function nettoyer(texte: string): string {
  const n = texte.length;
  if (n === 0 || !(estBlanc(texte.charCodeAt(0)) || estBlanc(texte.charCodeAt(n - 1)))) return texte;
  return texte.replace(/^[\s\u00a0\u202f\ufeff]+|[\s\u00a0\u202f\ufeff]+$/g, '');
}

/** Passe au décodeur de texte une chaîne nettoyée, non vide et qui n'est pas une erreur d'Excel. */
function textuel(brut: string, suivi: Suivi, lire: (texte: string) => Valeur): Valeur {
  const propre = nettoyer(brut);
  if (propre === '') return undefined;
  if (propre.charCodeAt(0) === 35 && ERREURS.has(propre.toUpperCase()))
    return suivi.refuser(dire.erreurExcel(propre));
  return lire(propre);
}

/** Un code plus long est un texte mis à sa place ; les clés des écritures, qui en réunissent plusieurs, ne tiendraient plus. */
const LONGUEUR_CODE = 255;

function decodeurTexte(colonne: Colonne, code: boolean): Decodeur {
  return (brut, suivi) => {
    if (typeof brut === 'string') {
      const propre = nettoyer(brut);
      if (propre.charCodeAt(0) === 35 && ERREURS.has(propre)) return suivi.refuser(dire.erreurExcel(propre));
      if (code && propre.length > LONGUEUR_CODE) return suivi.refuser(dire.codeTropLong(propre));
      if (propre.length >= MAX_TEXT && fitText(propre) !== propre)
        return suivi.refuser(dire.texteTropLong(propre));
      return propre === '' ? undefined : propre;
    }
    if (!colonne.libre) suivi.aviser('texte');
    if (typeof brut === 'boolean') return brut ? 'VRAI' : 'FAUX';
    return String(brut);
  };
}

function decodeurCompte(): Decodeur {
  const connus = new Map<string, Valeur>();
  return (brut, suivi) => {
    if (typeof brut === 'number') suivi.aviser('texte');
    else if (typeof brut !== 'string') return suivi.refuser(dire.pasCompte(brut));
    const cle = String(brut);
    const connu = connus.get(cle);
    if (connu !== undefined) return connu;
    return textuel(cle, suivi, propre => {
      try {
        const lu = compte(propre);
        connus.set(cle, lu);
        return lu;
      } catch {
        return suivi.refuser(dire.pasCompte(propre));
      }
    });
  };
}

/** Excel ne garde que quinze chiffres : en dessous de cet écart relatif, c'est du bruit binaire (0,1 + 0,2). */
const BRUIT = 3e-16;
const QUINZE_CHIFFRES = 1e15;

/** Montants et quantités : entiers d'unités de 1/facteur. */
function decodeurDecimal(decimales: 2 | 4, enUnites: (valeur: string) => number): Decodeur {
  const facteur = 10 ** decimales;
  const borne = Number.MAX_SAFE_INTEGER;
  const depuisDecimal = (decimal: string, suivi: Suivi): Valeur => {
    let unites: number;
    try {
      unites = enUnites(decimal);
    } catch {
      return suivi.refuser(dire.tropGrand(decimal));
    }
    if (decimalesDe(decimal) > decimales) {
      suivi.alerter(dire.arrondie(decimal, decimales, unites / facteur));
    }
    return unites;
  };
  const depuisNombre = (n: number, suivi: Suivi): Valeur => {
    const net = quinzeChiffres(n);
    const unites = Math.round(net * facteur);
    if (unites / facteur === net && Math.abs(unites) <= borne) return unites + 0;
    if (!Number.isFinite(n)) return suivi.refuser(dire.pasNombre(n));
    return depuisDecimal(enDecimal(net), suivi);
  };
  return (brut, suivi) => {
    if (typeof brut === 'number') {
      const unites = Math.round(brut * facteur);
      // La cellule porte un nombre entier d'unités, exactement ou au bruit près.
      const bruit = Math.abs(unites / facteur - brut);
      const maximum = bruit === 0 ? borne : QUINZE_CHIFFRES;
      if (bruit <= Math.abs(brut) * BRUIT && Math.abs(unites) <= maximum) return unites + 0;
      return depuisNombre(brut, suivi);
    }
    if (typeof brut !== 'string') return suivi.refuser(dire.pasNombre(brut));
    return textuel(brut, suivi, propre => {
      const lu = lireNombre(propre, decimales === 4);
      if ('erreur' in lu) return refuserNombre(lu.erreur, propre, suivi);
      suivi.aviser('nombre');
      return depuisDecimal(lu.decimal, suivi);
    });
  };
}

function refuserNombre(erreur: 'illisible' | 'ambigu', texte: string, suivi: Suivi): undefined {
  return suivi.refuser(erreur === 'ambigu' ? dire.nombreAmbigu(texte) : dire.pasNombre(texte));
}

/** Notation décimale d'un flottant, sans exposant : toString en emploie un sous 10⁻⁶ et au-delà de 10²¹. */
function enDecimal(n: number): string {
  const texte = String(n);
  return texte.includes('e') ? taux(n).toFixed() : texte;
}

function horsBornes(colonne: Colonne, n: number): boolean {
  return colonne.bornes !== undefined && (n < colonne.bornes[0] || n > colonne.bornes[1]);
}

function decodeurTaux(colonne: Colonne): Decodeur {
  const connus = new Map<number, Valeur>();
  const borner = (decimal: string | number, suivi: Suivi): Valeur => {
    const lu = taux(decimal);
    if (!colonne.bornes || !horsBornes(colonne, lu.toNumber())) return lu;
    return suivi.refuser(dire.horsBornes(decimal, colonne.bornes));
  };
  return (brut, suivi) => {
    if (typeof brut === 'number') {
      let lu = connus.get(brut);
      if (lu === undefined) {
        lu = borner(quinzeChiffres(brut), suivi);
        if (lu !== undefined && connus.size < 1000) connus.set(brut, lu);
      }
      return lu;
    }
    if (typeof brut !== 'string') return suivi.refuser(dire.pasTaux(brut));
    return textuel(brut, suivi, propre => {
      const pourcent = propre.endsWith('%');
      const lu = lireNombre(pourcent ? propre.slice(0, -1) : propre, true);
      if ('erreur' in lu) return refuserNombre(lu.erreur, propre, suivi);
      suivi.aviser('nombre');
      return borner(pourcent ? taux(lu.decimal).div(100).toFixed() : lu.decimal, suivi);
    });
  };
}

function decodeurEntier(colonne: Colonne): Decodeur {
  const borner = (n: number, brut: Cellule, suivi: Suivi): Valeur =>
    Number.isSafeInteger(n) && !horsBornes(colonne, n) ? n + 0 : suivi.refuser(dire.pasEntier(brut));
  return (brut, suivi) => {
    if (typeof brut === 'number') return borner(brut, brut, suivi);
    if (typeof brut !== 'string') return borner(Number.NaN, brut, suivi);
    return textuel(brut, suivi, propre => {
      const lu = lireNombre(propre, true);
      if ('erreur' in lu) return borner(Number.NaN, propre, suivi);
      suivi.aviser('nombre');
      return borner(Number(lu.decimal), propre, suivi);
    });
  };
}

/**
 * Les dates qu'un classeur de clôture peut porter. Plus tôt ou plus tard, c'est une date nulle ou « sans fin » d'un
 * autre logiciel, dont les calculs d'échéance et de durée sortiraient du calendrier d'Excel.
 */
const PREMIERE = jour(1901, 1, 1);
const DERNIERE = jour(2999, 12, 31);

function borner(lu: Jour, suivi: Suivi): Valeur {
  return lu >= PREMIERE && lu <= DERNIERE ? lu : suivi.refuser(dire.dateLointaine(texteJour(lu)));
}

const DATE_HEURE = /^(\d{2}\/\d{2}\/\d{4}|\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;

function lireDateTexte(propre: string, suivi: Suivi): Valeur {
  const avecHeure = DATE_HEURE.exec(propre);
  const lu = depuisTexte(avecHeure?.[1] ?? propre);
  if (lu === undefined) return suivi.refuser(dire.dateAmbigue(propre));
  suivi.aviser(avecHeure ? 'heure' : 'date');
  return borner(lu, suivi);
}

function lireDateNombre(brut: number, suivi: Suivi): Valeur {
  // 20261130 : une date écrite AAAAMMJJ dans une cellule numérique.
  if (brut > 2_958_465 && Number.isInteger(brut)) return lireDateTexte(String(brut), suivi);
  try {
    const lu = depuisSerie(Math.floor(brut), suivi.base1904);
    if (!Number.isInteger(brut)) suivi.aviser('heure');
    return borner(lu, suivi);
  } catch {
    return suivi.refuser(dire.pasDate(brut));
  }
}

const decoderJour: Decodeur = (brut, suivi) => {
  if (typeof brut === 'number') {
    if (Number.isInteger(brut) && brut >= PREMIERE && brut <= DERNIERE && !suivi.base1904) return brut;
    return lireDateNombre(brut, suivi);
  }
  if (typeof brut !== 'string') return suivi.refuser(dire.pasDate(brut));
  return textuel(brut, suivi, propre => lireDateTexte(propre, suivi));
};

const OUI = new Set(['o', 'oui', 'vrai', 'true', 'yes', 'y', '1', 'x']);
const NON = new Set(['n', 'non', 'faux', 'false', 'no', '0']);

const decoderBooleen: Decodeur = (brut, suivi) => {
  if (brut === 'O') return true;
  if (brut === 'N') return false;
  if (brut === true || brut === false) {
    suivi.aviser('booleen');
    return brut;
  }
  return textuel(String(brut), suivi, propre => {
    const nom = propre.toLowerCase();
    const lu = OUI.has(nom) ? true : NON.has(nom) ? false : undefined;
    if (lu === undefined) return suivi.refuser(dire.pasBooleen(propre));
    suivi.aviser('booleen');
    return lu;
  });
};

function decodeurEnumeration(colonne: Colonne): Decodeur {
  const valeurs = colonne.valeurs ?? [];
  const exactes = new Set<Cellule>(valeurs);
  const proches = new Map(valeurs.map(v => [nomNormalise(v), v]));
  for (const [alias, valeur] of Object.entries(colonne.alias ?? {})) proches.set(nomNormalise(alias), valeur);
  return (brut, suivi) => {
    if (exactes.has(brut)) return brut as string;
    return textuel(String(brut), suivi, propre => {
      const lu = proches.get(nomNormalise(propre));
      if (lu === undefined) return suivi.refuser(dire.horsListe(propre, valeurs));
      if (lu !== propre) suivi.aviser('liste');
      return lu;
    });
  };
}

const decoderPeriode: Decodeur = (brut, suivi) => {
  if (typeof brut === 'number') {
    // Excel transforme « 2026-11 » saisi à la main en 01/11/2026.
    const lu = lireDateNombre(brut, suivi);
    if (lu === undefined) return undefined;
    const p = periodeDe(lu as Parameters<typeof periodeDe>[0]);
    if (debut(p) !== lu) {
      return suivi.refuser(dire.jourPasMois(texteJour(lu as ReturnType<typeof debut>)));
    }
    suivi.aviser('periode');
    return p;
  }
  return textuel(String(brut), suivi, propre => {
    const francais = /^(0?[1-9]|1[0-2])\/(\d{4})$/.exec(propre);
    if (francais) suivi.aviser('periode');
    try {
      return periode(francais ? `${francais[2]}-${francais[1]?.padStart(2, '0')}` : propre);
    } catch {
      return suivi.refuser(dire.pasMois(propre));
    }
  });
};

/**
 * Le décodeur d'une colonne, prêt à lire un million de cellules.
 * @param code un texte y est un identifiant de l'utilisateur : clé de sa table, ou renvoi à une autre
 */
export function decodeurDe(colonne: Colonne, code = false): Decodeur {
  switch (colonne.sorte) {
    case 'texte':
      return decodeurTexte(colonne, code);
    case 'compte':
      return decodeurCompte();
    case 'periode':
      return decoderPeriode;
    case 'montant':
      return decodeurDecimal(2, depuisEuros);
    case 'quantite':
      return decodeurDecimal(4, quantite);
    case 'taux':
      return decodeurTaux(colonne);
    case 'entier':
      return decodeurEntier(colonne);
    case 'jour':
      return decoderJour;
    case 'booleen':
      return decoderBooleen;
    case 'enumeration':
      return decodeurEnumeration(colonne);
  }
}
