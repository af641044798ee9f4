import { moins, somme, ZERO, type Jour, type Montant } from '../../../../comptabilite';
import type { PartLettree, PosteALettrer } from './types';

/** Portée d'un code : un compte, un tiers, une devise (domaine §9.4). */
export const perimetre = (p: Pick<PosteALettrer, 'compte' | 'tiers' | 'devise'>): string =>
  [p.compte, p.tiers, p.devise].join('|');

/** Où un code ne sert qu'une fois : un compte et un tiers, toutes devises ; deux groupes n'y portent pas le même. */
export const portee = (p: Pick<PosteALettrer, 'compte' | 'tiers'>): string => [p.compte, p.tiers].join('|');

/** Ce qui peut se lettrer ensemble : le même périmètre, et jamais un exercice clos avec un autre. */
const ensemble = (p: PosteALettrer): string => `${perimetre(p)}|${p.exerciceClos}`;

/** Vrai si ces postes peuvent porter le même code. */
export const compatibles = (postes: readonly PosteALettrer[]): boolean =>
  new Set(postes.map(ensemble)).size <= 1;

/** Ordre de traitement : par date, puis par clé ; jamais celui des lignes, qu'un tri change. */
export function parDate(a: PosteALettrer, b: PosteALettrer): number {
  return a.date - b.date || (a.cle < b.cle ? -1 : a.cle > b.cle ? 1 : 0);
}

/** Les postes par périmètre, chacun dans l'ordre des dates. */
export function parPerimetre(postes: Iterable<PosteALettrer>): PosteALettrer[][] {
  const groupes = new Map<string, PosteALettrer[]>();
  for (const poste of postes) {
    const cle = ensemble(poste);
    const groupe = groupes.get(cle);
    if (groupe) groupe.push(poste);
    else groupes.set(cle, [poste]);
  }
  return [...groupes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, g]) => g.sort(parDate));
}

/** Ordre d'imputation : par échéance, sinon par date. */
function parEcheance(a: PosteALettrer, b: PosteALettrer): number {
  return (a.echeance ?? a.date) - (b.echeance ?? b.date) || parDate(a, b);
}

/**
 * Ce que des postes se prennent l'un à l'autre : le côté le plus faible est soldé, l'autre l'est du plus ancien au plus
 * récent, jusqu'à la même somme. La somme des parts est toujours nulle ; aucune part si tout est du même côté.
 */
export function allouer(postes: readonly PosteALettrer[]): PartLettree[] {
  const debits = postes.filter(p => p.reste > 0).sort(parEcheance);
  const credits = postes.filter(p => p.reste < 0).sort(parEcheance);
  const aPrendre = Math.min(somme(debits.map(p => p.reste)), -somme(credits.map(p => p.reste)));
  return [...prendre(debits, aPrendre as Montant), ...prendre(credits, aPrendre as Montant)];
}

function prendre(postes: readonly PosteALettrer[], total: Montant): PartLettree[] {
  const parts: PartLettree[] = [];
  let reste = total;
  for (const { cle, reste: ouvert } of postes) {
    if (reste === 0) break;
    const pris = Math.min(Math.abs(ouvert), reste) as Montant;
    parts.push({ cle, montant: (ouvert < 0 ? 0 - pris : pris) as Montant });
    reste = moins(reste, pris);
  }
  return parts;
}

/** Date d'un lettrage : celle du plus récent de ses postes (FEC, DateLet ; domaine §9.4). */
export function dateDe(postes: readonly { readonly date: Jour }[]): Jour {
  return Math.max(...postes.map(p => p.date)) as Jour;
}

/** Empreinte d'un contenu : la même pour les mêmes lignes et les mêmes parts, dans n'importe quel ordre. */
export function empreinte(parts: readonly PartLettree[]): string {
  const texte = parts
    .map(p => `${p.cle}=${p.montant}`)
    .sort()
    .join('\n');
  // FNV-1a, deux fois 32 bits de départs différents : pas un secret, une identité.
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < texte.length; i++) {
    const code = texte.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x85ebca6b);
  }
  const hexa = (n: number) => (n >>> 0).toString(16).padStart(8, '0');
  return hexa(a) + hexa(b);
}

/**
 * Vrai si les parts soldent des postes entiers au centime de leur devise et pas en euros : ce qui reste est un écart de
 * change (domaine §9.7). Ex. : 10 000 USD facturés 9 090,91 et reçus 8 620,69.
 */
export function ecartDeChange(postes: readonly PosteALettrer[], parts: readonly PartLettree[]): boolean {
  const parCle = new Map(postes.map(p => [p.cle, p]));
  let enDevise = 0;
  for (const { cle, montant } of parts) {
    const poste = parCle.get(cle);
    if (poste?.resteDevise === undefined || poste.devise === '' || poste.reste !== montant) return false;
    enDevise += poste.resteDevise;
  }
  return enDevise === 0 && total(parts) !== 0;
}

/** Somme des parts d'un groupe. */
export const total = (parts: readonly PartLettree[]): Montant =>
  parts.length === 0 ? ZERO : somme(parts.map(p => p.montant));
