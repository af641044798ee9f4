import { texteMontant, type Anomalie } from '../../../comptabilite';
import type { NatureEcart } from './calcul/types';
import type { ControleTiers } from './etablir';

/** Ce que dit chaque nature d'erreur, et ce qu'il faut faire. */
export const CONSEILS: Readonly<Record<NatureEcart, { readonly fr: string; readonly en: string }>> = {
  SANS_TIERS: {
    fr: 'Ligne de collectif sans tiers : donnez-lui son tiers.',
    en: 'Control account row without a third party: give it one.',
  },
  TIERS_D_UN_AUTRE_COLLECTIF: {
    fr: 'Le tiers n’est pas de ce collectif : corrigez le compte ou le tiers.',
    en: 'The third party does not belong to this control account: correct one of them.',
  },
  SENS_INVERSE: { fr: 'Débit et crédit échangés.', en: 'Debit and credit swapped.' },
  CHIFFRES_INVERSES: {
    fr: 'Deux chiffres inversés dans le montant.',
    en: 'Two digits swapped in the amount.',
  },
  VIRGULE_DEPLACEE: { fr: 'Virgule déplacée dans le montant.', en: 'Decimal point misplaced.' },
  DOUBLON_GENERAL: { fr: 'Passée deux fois au général.', en: 'Booked twice in the ledger.' },
  DOUBLON_AUXILIAIRE: { fr: 'Saisie deux fois à l’auxiliaire.', en: 'Entered twice in the sub-ledger.' },
  MAUVAIS_COMPTE: { fr: 'Passée sur un autre compte.', en: 'Booked to another account.' },
  HORS_PERIODE: {
    fr: 'Passée après l’arrêté au général.',
    en: 'Booked after the closing date in the ledger.',
  },
  MAUVAIS_TIERS: { fr: 'Passée au nom d’un autre tiers.', en: 'Booked to another third party.' },
  MONTANT_DIFFERENT: {
    fr: 'Montants différents pour la même pièce.',
    en: 'Different amounts for the same document.',
  },
  REGROUPEMENT: {
    fr: 'Plusieurs pièces passées en une écriture : détaillez-la pour pouvoir lettrer.',
    en: 'Several documents booked as one entry: detail it so that it can be matched.',
  },
  ABSENTE_DU_GENERAL: { fr: 'Jamais passée au général.', en: 'Never booked in the ledger.' },
  ABSENTE_DE_L_AUXILIAIRE: {
    fr: 'Écriture manuelle, ou pièce absente de l’auxiliaire.',
    en: 'Manual entry, or document missing from the sub-ledger.',
  },
};

/** C-AR-01 bloque ; l'écart entre factures et grand livre alerte (C-AR-05). */
export function direEcarts(controles: readonly ControleTiers[]): Anomalie[] {
  return controles.flatMap((c): Anomalie[] => {
    const balance = c.balanceAgee ?? c.auxiliaire;
    const juste = c.ecart === 0 && (c.balanceAgee === undefined || balance === c.general);
    if (juste) return [];
    const premier = c.candidats[0];
    const collectif = c.controle !== 'FACTURES_CLIENTS';
    const nom = { CLIENTS: 'clients', FOURNISSEURS: 'fournisseurs', FACTURES_CLIENTS: 'factures clients' }[
      c.controle
    ];
    const suite = premier
      ? ` ; d'abord ${premier.ligne.piece}, ${texteMontant(premier.ligne.montant)} : ${CONSEILS[premier.nature].fr}`
      : '.';
    const more = premier
      ? `; first ${premier.ligne.piece}, ${texteMontant(premier.ligne.montant)}: ${CONSEILS[premier.nature].en}`
      : '.';
    const chiffres = (balanceDite: string) =>
      [...(c.balanceAgee === undefined ? [] : [`${balanceDite} ${texteMontant(balance)}`])].join('');
    return [
      {
        code: collectif ? 'C-AR-01' : 'C-AR-05',
        gravite: collectif ? 'BLOQUANT' : 'ALERTE',
        ...(premier ? { table: premier.ligne.table, ligne: premier.ligne.ligne } : {}),
        cle: c.controle,
        message: `Rapprochement ${nom} : ${[chiffres('balance âgée'), `auxiliaire ${texteMontant(c.auxiliaire)}`, `général ${texteMontant(c.general)}`].filter(x => x !== '').join(', ')}, écart ${texteMontant(c.ecart)}${suite}`,
        remede: 'Ouvrez « Rapprochement tiers » : les lignes en cause y sont, la plus probable d’abord.',
        en: {
          message: `Reconciliation (${c.controle}): ${[chiffres('aged balance'), `sub-ledger ${texteMontant(c.auxiliaire)}`, `ledger ${texteMontant(c.general)}`].filter(x => x !== '').join(', ')}, gap ${texteMontant(c.ecart)}${more}`,
          remede: 'Open “Rapprochement tiers”: the rows in cause are there, most likely first.',
        },
      },
    ];
  });
}
