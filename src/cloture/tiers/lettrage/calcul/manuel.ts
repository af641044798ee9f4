import { absolu, texteMontant, type Montant } from '../../../../comptabilite';
import { allouer, compatibles, ecartDeChange, empreinte, total } from './groupes';
import type { PosteALettrer, Proposition } from './types';

/** Un poste que l'utilisateur a marqué ; les postes de même marque vont ensemble. */
export interface PosteMarque {
  readonly poste: PosteALettrer;
  readonly marque: string;
}

/** Une marque qui ne peut pas être lettrée, et pourquoi. */
export interface MarqueRefusee {
  readonly marque: string;
  readonly postes: readonly PosteALettrer[];
  readonly raison: 'SEUL' | 'PERIMETRES' | 'MEME_SENS' | 'ECART';
  readonly ecart: Montant;
}

export interface OptionsMarques {
  readonly tolerance: Montant;
  /** Une somme qui n'est pas nulle donne un lettrage partiel ; sinon elle est refusée. */
  readonly partiel: boolean;
}

function refus(postes: readonly PosteALettrer[], { tolerance, partiel }: OptionsMarques) {
  if (postes.length < 2) return 'SEUL';
  if (!compatibles(postes)) return 'PERIMETRES';
  if (!postes.some(p => p.reste > 0) || !postes.some(p => p.reste < 0)) return 'MEME_SENS';
  const parts = postes.map(p => ({ cle: p.cle, montant: p.reste }));
  const admis = absolu(total(parts)) <= tolerance || ecartDeChange(postes, parts);
  return admis || partiel ? undefined : 'ECART';
}

/** Les lettrages que des marques demandent, et les marques refusées (mission 81). */
export function lettrerMarques(
  marques: readonly PosteMarque[],
  options: OptionsMarques,
): { propositions: Proposition[]; refusees: MarqueRefusee[] } {
  const groupes = new Map<string, PosteALettrer[]>();
  for (const { marque, poste } of marques) {
    const groupe = groupes.get(marque);
    if (groupe) groupe.push(poste);
    else groupes.set(marque, [poste]);
  }
  const propositions: Proposition[] = [];
  const refusees: MarqueRefusee[] = [];
  for (const [marque, postes] of groupes) {
    const entiers = postes.map(p => ({ cle: p.cle, montant: p.reste }));
    const ecart = total(entiers);
    const raison = refus(postes, options);
    if (raison !== undefined) {
      refusees.push({ marque, postes, raison, ecart });
      continue;
    }
    const deChange = ecartDeChange(postes, entiers);
    const exact = deChange || absolu(ecart) <= options.tolerance;
    const parts = exact ? entiers : allouer(postes);
    const { compte, tiers, devise } = postes[0]!;
    propositions.push({
      id: empreinte(parts),
      compte,
      tiers,
      devise,
      regle: 'MANUEL',
      score: 100,
      parts,
      ecart: total(parts),
      deChange,
      partielle: !exact,
      uniciteVerifiee: true,
    });
  }
  return { propositions, refusees };
}

/** Ce qu'un refus dit à l'utilisateur. */
export function direRefus({ marque, raison, ecart }: MarqueRefusee): { fr: string; en: string } {
  switch (raison) {
    case 'SEUL':
      return {
        fr: `La marque « ${marque} » ne porte que sur un poste.`,
        en: `Mark “${marque}” is on one item only.`,
      };
    case 'PERIMETRES':
      return {
        fr: `La marque « ${marque} » réunit plusieurs comptes, tiers ou devises, ou un exercice clos et un autre.`,
        en: `Mark “${marque}” spans several accounts, third parties or currencies, or a closed year and another.`,
      };
    case 'MEME_SENS':
      return {
        fr: `La marque « ${marque} » ne réunit que des débits, ou que des crédits.`,
        en: `Mark “${marque}” gathers debits only, or credits only.`,
      };
    case 'ECART':
      return {
        fr: `La marque « ${marque} » laisse un écart de ${texteMontant(absolu(ecart))}, et le lettrage partiel est refusé (Parametres, LettragePartiel).`,
        en: `Mark “${marque}” leaves a gap of ${texteMontant(absolu(ecart), 'en')}, and partial matching is refused (Parametres, LettragePartiel).`,
      };
  }
}
