/** Ce que les créances douteuses disent à l'utilisateur. */
import { somme, texteJour, texteMontant, versIso, type Anomalie, type Jour } from '../../../comptabilite';
import type { PosteDate } from '../calcul/echeancier';
import type { Constat, PieceDepreciee, PieceTTC } from './etablir';
import { CreancesDouteuses } from './tables';

export function sansConstat(tiers: string, postes: readonly PosteDate[], arrete: Jour): Anomalie {
  const total = somme(postes.map(p => p.residuel));
  return {
    code: 'C-AR-03',
    gravite: 'ALERTE',
    table: CreancesDouteuses.nom,
    cle: tiers,
    message: `${tiers} a ${texteMontant(total)} au 416 au ${texteJour(arrete)}, sans constat ni dépréciation.`,
    remede: 'Ajoutez le client à « Créances douteuses » avec son taux de perte, ou dites-le redevenu sain.',
    en: {
      message: `${tiers} has ${texteMontant(total, 'en')} in 416 at ${versIso(arrete)}, with no assessment and no allowance.`,
      remede: 'Add the customer to “Créances douteuses” with its loss rate, or mark it no longer doubtful.',
    },
  };
}

export function sansDepreciation(p: PieceTTC, constat: Constat | undefined, arrete: Jour): Anomalie {
  return {
    code: 'C-AR-03',
    gravite: 'ALERTE',
    table: CreancesDouteuses.nom,
    ...(constat ? { ligne: constat.ligne, colonne: 'TauxPerte' } : {}),
    cle: `${p.tiers} ${p.piece}`,
    message: `${p.piece} de ${p.tiers} est au 416 au ${texteJour(arrete)}, sans dépréciation.`,
    remede: 'Donnez un taux de perte à la pièce ou au client.',
    en: {
      message: `${p.piece} of ${p.tiers} is in 416 at ${versIso(arrete)}, with no allowance.`,
      remede: 'Give a loss rate to the document or to the customer.',
    },
  };
}

export function sansTaux(p: PieceTTC, constat: Constat | undefined): Anomalie {
  return {
    code: 'C-AR-20',
    gravite: 'BLOQUANT',
    table: CreancesDouteuses.nom,
    ...(constat ? { ligne: constat.ligne, colonne: 'CodeTVA' } : {}),
    cle: `${p.tiers} ${p.piece}`,
    message: `${p.piece} de ${p.tiers} : le taux de TVA n'est pas connu, la base HT ne se calcule pas.`,
    remede: 'Donnez un code TVA de la table CodesTVA à la ligne, ou aux lignes de la facture.',
    en: {
      message: `${p.piece} of ${p.tiers}: the VAT rate is not known, the base net of VAT cannot be computed.`,
      remede: 'Give the row, or the invoice rows, a VAT code of table CodesTVA.',
    },
  };
}

export function nonDeductible(pieces: readonly PieceDepreciee[]): Anomalie {
  const total = somme(pieces.filter(p => p.origine === 'STATISTIQUE').map(p => p.montant));
  return {
    code: 'C-AR-21',
    gravite: 'ALERTE',
    table: 'Parametres',
    cle: 'DepreciationStatistique',
    message: `${texteMontant(total)} de dépréciations par âge : admises en comptabilité si l'expérience les justifie, en général non déductibles.`,
    remede: 'Gardez la justification des taux, et réintégrez le montant au résultat fiscal.',
    en: {
      message: `${texteMontant(total, 'en')} of allowances by age: acceptable in the accounts if experience supports them, usually not tax-deductible.`,
      remede: 'Keep the support of the rates, and add the amount back for tax.',
    },
  };
}
