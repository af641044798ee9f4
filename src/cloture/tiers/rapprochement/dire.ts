import { texteMontant, type Anomalie, type Montant } from '../../../comptabilite';
import type { Bilingue } from '../../../workbook/table';
import type { NatureEcart } from './calcul/types';
import type { ControleTiers } from './etablir';

/** Une phrase dans les deux langues. */
const conseil = (fr: string, en: string) => ({ fr, en });

/** Ce que dit chaque nature d'erreur, et ce qu'il faut faire. */
export const CONSEILS: Readonly<Record<NatureEcart, Bilingue>> = {
  SANS_TIERS: conseil(
    'Ligne de collectif sans tiers : donnez-lui son tiers.',
    'Control account row without a third party: give it one.',
  ),
  TIERS_D_UN_AUTRE_COLLECTIF: conseil(
    'Le tiers n’est pas de ce collectif : corrigez le compte ou le tiers.',
    'The third party does not belong to this control account: correct one of them.',
  ),
  SENS_INVERSE: conseil('Débit et crédit échangés.', 'Debit and credit swapped.'),
  CHIFFRES_INVERSES: conseil('Deux chiffres inversés dans le montant.', 'Two digits swapped in the amount.'),
  VIRGULE_DEPLACEE: conseil('Virgule déplacée dans le montant.', 'Decimal point misplaced.'),
  DOUBLON_GENERAL: conseil('Passée deux fois au général.', 'Booked twice in the ledger.'),
  DOUBLON_AUXILIAIRE: conseil('Saisie deux fois à l’auxiliaire.', 'Entered twice in the sub-ledger.'),
  MAUVAIS_COMPTE: conseil('Passée sur un autre compte.', 'Booked to another account.'),
  HORS_PERIODE: conseil('Passée après l’arrêté au général.', 'Booked after the closing date in the ledger.'),
  MAUVAIS_TIERS: conseil('Passée au nom d’un autre tiers.', 'Booked to another third party.'),
  MONTANT_DIFFERENT: conseil(
    'Montants différents pour la même pièce.',
    'Different amounts for the same document.',
  ),
  REGROUPEMENT: conseil(
    'Plusieurs pièces passées en une écriture : détaillez-la pour pouvoir lettrer.',
    'Several documents booked as one entry: detail it so that it can be matched.',
  ),
  ABSENTE_DU_GENERAL: conseil('Jamais passée au général.', 'Never booked in the ledger.'),
  ABSENTE_DE_L_AUXILIAIRE: conseil(
    'Écriture manuelle, ou pièce absente de l’auxiliaire.',
    'Manual entry, or document missing from the sub-ledger.',
  ),
};

const NOMS: Readonly<Record<ControleTiers['controle'], Bilingue>> = {
  CLIENTS: conseil('clients', 'customers'),
  FOURNISSEURS: conseil('fournisseurs', 'suppliers'),
  FACTURES_CLIENTS: conseil('factures clients', 'customer invoices'),
};

/** Les soldes comparés, leur écart, et la ligne la plus probable. */
function direSoldes(c: ControleTiers, langue: 'fr' | 'en'): string {
  const m = (montant: Montant) => texteMontant(montant, langue);
  const [balance, auxiliaire, general, ecart, dabord] =
    langue === 'fr'
      ? ['balance âgée', 'auxiliaire', 'général', 'écart', ' ; d’abord']
      : ['aged balance', 'sub-ledger', 'ledger', 'gap', '; first'];
  const soldes = [
    ...(c.balanceAgee === undefined ? [] : [`${balance} ${m(c.balanceAgee)}`]),
    `${auxiliaire} ${m(c.auxiliaire)}`,
    `${general} ${m(c.general)}`,
    `${ecart} ${m(c.ecart)}`,
  ].join(', ');
  const [premier] = c.candidats;
  if (!premier) return `${soldes}.`;
  const { ligne, nature } = premier;
  const deuxPoints = langue === 'fr' ? ' :' : ':';
  return `${soldes}${dabord} ${ligne.piece}, ${m(ligne.montant)}${deuxPoints} ${CONSEILS[nature][langue]}`;
}

/** C-AR-01 bloque ; l'écart entre factures et grand livre alerte (C-AR-05). */
export function direEcarts(controles: readonly ControleTiers[]): Anomalie[] {
  return controles.flatMap((c): Anomalie[] => {
    const juste = c.ecart === 0 && (c.balanceAgee === undefined || c.balanceAgee === c.general);
    if (juste) return [];
    const premier = c.candidats[0];
    const collectif = c.controle !== 'FACTURES_CLIENTS';
    const nom = NOMS[c.controle];
    return [
      {
        code: collectif ? 'C-AR-01' : 'C-AR-05',
        gravite: collectif ? 'BLOQUANT' : 'ALERTE',
        ...(premier ? { table: premier.ligne.table, ligne: premier.ligne.ligne } : {}),
        cle: c.controle,
        message: `Rapprochement ${nom.fr} : ${direSoldes(c, 'fr')}`,
        remede: 'Ouvrez « Rapprochement tiers » : les lignes en cause y sont, la plus probable d’abord.',
        en: {
          message: `Reconciliation of ${nom.en}: ${direSoldes(c, 'en')}`,
          remede: 'Open “Rapprochement tiers”: the rows in cause are there, most likely first.',
        },
      },
    ];
  });
}
