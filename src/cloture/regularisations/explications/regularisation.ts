/** L'arbre de ce qui se passe d'une régularisation : ce qui en est retenu, et sa TVA (domaine §4.1). */
import { arbre, type Explication } from '../../../comptabilite';
import { arbreTauxTVA } from '../../tables-communes/taux-explique';
import type { Regularisation, Taxe } from '../calcul/regularisation';
import type { ArreteExplique } from './arrete';
import { dire, zero } from './pieces';
import { expliquerRetenu } from './proposition';

type Part = 'MONTANT' | 'TVA' | 'TTC';

/** Le montant d'une régularisation, sa TVA, ou les deux ; undefined si une proposition n'a pas d'arbre. */
export function expliquerPart(
  r: Regularisation,
  part: Part,
  explique: ArreteExplique,
): Explication | undefined {
  const ht = horsTaxes(r, explique);
  if (ht === undefined) return undefined;
  const taxe = explique.imputations.taxe(r.module, r.codeTVA);
  const due = taxe ? taxer(r, ht, taxe, explique) : zero();
  const enCharge = taxe?.vers === 'CHARGE';
  switch (part) {
    case 'MONTANT':
      return enCharge
        ? arbre.somme(dire(`${nomDe(r)}, TVA comprise`, `${nomDe(r)}, VAT included`), [ht, due])
        : ht;
    case 'TVA':
      return enCharge ? zero() : due;
    case 'TTC':
      return taxe ? arbre.somme(dire(`${nomDe(r)}, TTC`, `${nomDe(r)}, gross`), [ht, due]) : ht;
  }
}

function horsTaxes(r: Regularisation, { cadre }: ArreteExplique): Explication | undefined {
  const termes = r.propositions.map(p => {
    const e = expliquerRetenu(p, cadre);
    return e && { ...e, libelle: dire(`${p.module} ${p.piece}`, `${p.module} ${p.piece}`) };
  });
  const connus = termes.flatMap(t => t ?? []);
  if (connus.length < termes.length) return undefined;
  const [seul] = connus;
  return connus.length === 1 ? seul : arbre.somme(dire(nomDe(r), nomDe(r)), connus, 'EUR');
}

/** arr(HT × taux). */
function taxer(r: Regularisation, ht: Explication, taxe: Taxe, { cadre }: ArreteExplique): Explication {
  return arbre.arrondi(
    dire(`TVA ${nomDe(r)}`, `VAT ${nomDe(r)}`),
    arbre.produit(dire('HT × taux', 'Net × rate'), [ht, arbreTauxTVA(taxe, cadre.parametres)]),
  );
}

/** « FNP 24A010 · 604000 · FO001 ». */
export const nomDe = ({ module, idAffaire, compte, tiers }: Regularisation): string =>
  `${module} ${[idAffaire, compte, tiers].filter(x => x !== undefined).join(' · ')}`;
