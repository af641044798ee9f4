/**
 * La formule d'un profil particulier : + - * / et parenthèses, MIN, MAX, des nombres, et des noms. Un nom simple s'écrit tel quel,
 * un autre entre crochets : « Budget * [Part réalisée] ». Elle se lit une fois, et s'évalue en un arbre qui l'explique.
 */
import { arbre, type Explication, type Phrase } from '../../../comptabilite';

/** Une formule lue. */
export type Formule =
  | { readonly sorte: 'NOMBRE'; readonly texte: string }
  | { readonly sorte: 'NOM'; readonly nom: string }
  | { readonly sorte: 'CALCUL'; readonly signe: Signe; readonly termes: readonly Formule[] };

type Signe = '+' | '-' | '*' | '/' | 'MIN' | 'MAX';

/** Ce qui ne va pas dans une formule, dit dans les deux langues. */
export class FormuleErronee extends Error {
  constructor(readonly phrase: Phrase) {
    super(phrase.fr);
  }
}

const refuser = (fr: string, en: string): never => {
  throw new FormuleErronee({ fr, en });
};

const MORCEAU = /\s*(?:(\d+(?:[.,]\d+)?)|\[([^\]]+)\]|([\p{L}_][\p{L}\p{N}_]*)|([-+*/();]))/uy;

type Morceau = { readonly texte: string; readonly sorte: 'NOMBRE' | 'NOM' | 'SIGNE' };

function decouper(texte: string): Morceau[] {
  const morceaux: Morceau[] = [];
  const fin = texte.trimEnd().length;
  MORCEAU.lastIndex = 0;
  while (MORCEAU.lastIndex < fin) {
    const ou = MORCEAU.lastIndex;
    const [, nombre, crochets, nom, signe] = MORCEAU.exec(texte) ?? [];
    if (nombre !== undefined) morceaux.push({ texte: nombre.replace(',', '.'), sorte: 'NOMBRE' });
    else if (crochets !== undefined || nom !== undefined)
      morceaux.push({ texte: (crochets ?? nom ?? '').trim(), sorte: 'NOM' });
    else if (signe !== undefined) morceaux.push({ texte: signe, sorte: 'SIGNE' });
    else refuser(`« ${texte.slice(ou).trim()} » ne se lit pas`, `"${texte.slice(ou).trim()}" cannot be read`);
  }
  return morceaux;
}

/**
 * Lit une formule. @throws FormuleErronee si elle ne se lit pas
 * @example lireFormule('MIN(Budget; Charges / [Part interne])')
 */
export function lireFormule(texte: string): Formule {
  const morceaux = decouper(texte);
  let rang = 0;
  const voir = (...signes: readonly string[]) => {
    const m = morceaux[rang];
    return m?.sorte === 'SIGNE' && signes.includes(m.texte);
  };
  const prendre = (signe: string) => {
    if (!voir(signe)) refuser(`il manque « ${signe} »`, `"${signe}" is missing`);
    rang++;
  };
  const suite = (signes: readonly Signe[], terme: () => Formule): Formule => {
    let gauche = terme();
    while (voir(...signes)) {
      const signe = morceaux[rang++]?.texte as Signe;
      gauche = { sorte: 'CALCUL', signe, termes: [gauche, terme()] };
    }
    return gauche;
  };
  const somme = (): Formule => suite(['+', '-'], () => suite(['*', '/'], facteur));
  const arguments_ = (): Formule[] => {
    const lus = [somme()];
    while (voir(';')) {
      rang++;
      lus.push(somme());
    }
    prendre(')');
    return lus;
  };
  function facteur(): Formule {
    const m = morceaux[rang++];
    if (m === undefined) return refuser('elle s’arrête trop tôt', 'it ends too early');
    if (m.sorte === 'NOMBRE') return { sorte: 'NOMBRE', texte: m.texte };
    if (m.sorte === 'NOM') {
      const fonction = m.texte.toUpperCase();
      if (!voir('(')) return { sorte: 'NOM', nom: m.texte };
      if (fonction !== 'MIN' && fonction !== 'MAX')
        return refuser(`la fonction ${m.texte} n'existe pas`, `function ${m.texte} does not exist`);
      rang++;
      const termes = arguments_();
      // « MIN(1,5) » est un seul nombre : la virgule y est décimale.
      if (termes.length < 2)
        refuser(
          `${fonction} compare au moins deux valeurs, séparées par « ; »`,
          `${fonction} compares two values or more, separated by ";"`,
        );
      return { sorte: 'CALCUL', signe: fonction, termes };
    }
    if (m.texte === '-')
      return { sorte: 'CALCUL', signe: '-', termes: [{ sorte: 'NOMBRE', texte: '0' }, facteur()] };
    if (m.texte !== '(') return refuser(`« ${m.texte} » n'est pas à sa place`, `"${m.texte}" is misplaced`);
    const dedans = somme();
    prendre(')');
    return dedans;
  }
  const lue = somme();
  const reste = morceaux[rang];
  return reste ? refuser(`« ${reste.texte} » n'est pas à sa place`, `"${reste.texte}" is misplaced`) : lue;
}

/**
 * Évalue une formule : l'arbre de son résultat, arrondi au centime une fois.
 * @param feuille ce que vaut un nom. @throws FormuleErronee une division par zéro, ou ce que lève `feuille`
 */
export function evaluer(formule: Formule, feuille: (nom: string) => Explication): Explication {
  const libelle = { fr: 'CA par formule', en: 'Revenue by formula' };
  return arbre.arrondi(libelle, calculer(formule, feuille));
}

function calculer(formule: Formule, feuille: (nom: string) => Explication): Explication {
  if (formule.sorte === 'NOM') return feuille(formule.nom);
  if (formule.sorte === 'NOMBRE')
    return arbre.constante({ fr: formule.texte, en: formule.texte }, formule.texte);
  const termes = formule.termes.map(t => calculer(t, feuille));
  const [a, b] = termes as [Explication, Explication];
  const nom = (signe: string) => {
    const dire = (langue: 'fr' | 'en') => termes.map(t => t.libelle[langue]).join(` ${signe} `);
    return { fr: dire('fr'), en: dire('en') };
  };
  switch (formule.signe) {
    case '+':
      return arbre.somme(nom('+'), termes);
    case '-':
      return arbre.difference(nom('−'), termes, b.unite);
    case '*':
      return arbre.produit(nom('×'), termes);
    case '/':
      if (b.valeur.isZero())
        refuser(`${b.libelle.fr} vaut zéro, et divise`, `${b.libelle.en} is zero, and divides`);
      return arbre.quotient(nom('/'), a, b);
    case 'MIN':
      return arbre.minimum(nom('; '), termes);
    case 'MAX':
      return arbre.maximum(nom('; '), termes);
  }
}
