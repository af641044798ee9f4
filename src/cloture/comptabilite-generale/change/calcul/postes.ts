/** Les postes en devise d'un grand livre : ce qui reste en devise, et ce qu'il vaut au cours d'entrée (domaine §9.7). */
import { absolu, fraction, montant, moins, somme, ZERO, type Montant } from '../../../../comptabilite';
import type { EcartRealise, LigneDevise, NaturePoste, PartOuverte, PosteDevise } from './types';

/** Ce qui empêche un poste de se calculer. */
export interface PosteFautif {
  readonly ligne: LigneDevise;
  readonly faute: 'SANS_MONTANT' | 'DEUX_DEVISES';
}

export interface Postes {
  readonly ouverts: readonly PosteDevise[];
  readonly realises: readonly EcartRealise[];
  readonly fautifs: readonly PosteFautif[];
}

const cleDePiece = (l: LigneDevise) => [l.compte, l.tiers, l.piece].join('/');

/**
 * Réunit les lignes en postes : les lignes d'un lettrage ensemble, les autres par compte, tiers et pièce. Une écriture de
 * clôture en euros solde, dans sa proportion, le poste de sa pièce. Un compte de trésorerie est un seul poste par devise.
 */
export function postesEnDevise(
  lignes: readonly LigneDevise[],
  nature: (l: LigneDevise) => NaturePoste,
): Postes {
  const groupes = new Map<string, LigneDevise[]>();
  const lettree = new Map<string, string>();
  const enAttente: LigneDevise[] = [];
  const ranger = (cle: string, l: LigneDevise) => {
    const connu = groupes.get(cle);
    if (connu) connu.push(l);
    else groupes.set(cle, [l]);
  };
  for (const l of lignes) {
    if (nature(l) === 'TRESORERIE') ranger(l.compte, l);
    else if (l.lettrage !== undefined) {
      const cle = [l.compte, l.tiers, `lettrage ${l.lettrage}`].join('/');
      lettree.set(cleDePiece(l), cle);
      ranger(cle, l);
    } else if (l.solde) enAttente.push(l);
    else ranger(cleDePiece(l), l);
  }
  for (const l of enAttente) {
    const piece = cleDePiece(l);
    ranger(groupes.has(piece) ? piece : (lettree.get(piece) ?? piece), l);
  }
  const ouverts: PosteDevise[] = [];
  const realises: EcartRealise[] = [];
  const fautifs: PosteFautif[] = [];
  for (const [cle, membres] of groupes) {
    const lu = lirePoste(cle, membres, nature);
    if ('faute' in lu) fautifs.push(lu);
    else {
      if (lu.ouvert) ouverts.push(lu.ouvert);
      if (lu.realise) realises.push(lu.realise);
    }
  }
  return { ouverts, realises, fautifs };
}

type Lu = { readonly ouvert?: PosteDevise; readonly realise?: EcartRealise } | PosteFautif;

function lirePoste(
  cle: string,
  membres: readonly LigneDevise[],
  nature: (l: LigneDevise) => NaturePoste,
): Lu {
  const etrangeres = membres.filter(l => l.devise !== '');
  const [premiere] = etrangeres;
  if (!premiere) return {};
  const autre = etrangeres.find(l => l.devise !== premiere.devise);
  if (autre) return { ligne: autre, faute: 'DEUX_DEVISES' };
  const muette = etrangeres.find(l => l.montantDevise === undefined);
  if (muette) return { ligne: muette, faute: 'SANS_MONTANT' };
  const commun = {
    compte: premiere.compte,
    tiers: premiere.tiers,
    devise: premiere.devise,
    nature: nature(premiere),
  };
  const enDevise = somme(etrangeres.map(l => l.montantDevise ?? ZERO));
  const enEuros = somme(membres.map(l => l.montant));
  const tresorerie = commun.nature === 'TRESORERIE';
  const base = { ...commun, cle: `${cle}/${premiere.devise}`, piece: tresorerie ? '' : premiere.piece };
  if (tresorerie) {
    const parts = membres.map(ligne => ({
      ligne,
      devise: ligne.montantDevise ?? ZERO,
      valeur: ligne.montant,
    }));
    const nul = enDevise === 0 && enEuros === 0;
    return nul
      ? {}
      : { ouvert: { ...base, echeance: undefined, residuel: enDevise, valeur: enEuros, parts } };
  }
  const soldees = somme(membres.filter(l => l.solde && l.devise === '').map(l => l.montant));
  const propres = moins(enEuros, soldees);
  // Ce que la clôture a soldé en euros solde la même proportion de la devise.
  const reste = propres === 0 ? ZERO : fraction(enDevise, enEuros, propres);
  const parts = partsOuvertes(etrangeres, reste);
  const valeur = somme(parts.map(p => p.valeur));
  const realise = soldees === 0 ? moins(enEuros, valeur) : ZERO;
  const lettre = membres.some(l => l.lettrage !== undefined);
  return {
    ...(reste === 0
      ? {}
      : { ouvert: { ...base, echeance: parts[0]?.ligne.echeance, residuel: reste, valeur, parts } }),
    ...(realise === 0 || !lettre ? {} : { realise: { ...base, montant: realise } }),
  };
}

/** Le résiduel porte sur les lignes de son côté ; les plus anciennes sont soldées d'abord. */
function partsOuvertes(lignes: readonly LigneDevise[], residuel: Montant): PartOuverte[] {
  const signe = residuel > 0 ? 1 : -1;
  const duCote = lignes
    .filter(l => (l.montantDevise ?? 0) * signe > 0)
    .sort((a, b) => b.date - a.date || b.ligne - a.ligne);
  const parts: PartOuverte[] = [];
  let reste = Math.abs(residuel);
  for (const ligne of duCote) {
    if (reste === 0) break;
    const enDevise = ligne.montantDevise ?? ZERO;
    const pris = Math.min(reste, Math.abs(enDevise));
    reste -= pris;
    parts.push({
      ligne,
      devise: montant(signe * pris),
      valeur: fraction(ligne.montant, pris, absolu(enDevise)),
    });
  }
  return parts.reverse();
}

/** L'écart de conversion d'un poste : sa valeur à la clôture moins sa valeur comptable. Négatif : une perte latente. */
export const ecartDe = (valeurCloture: Montant, valeur: Montant): Montant => moins(valeurCloture, valeur);
