/** Les états se recoupent : actif et passif, résultat des deux, chiffre d'affaires de gestion (domaine §12.7, §15). */
import {
  moins,
  montant,
  signaler,
  texteMontant,
  ZERO,
  type Anomalie,
  type Montant,
  type Phrase,
} from '../../../comptabilite';

const dit = (m: Montant): Phrase => ({ fr: texteMontant(m), en: texteMontant(m, 'en') });

/** C-ETA-02 et C-ETA-04. @param resultats produits moins charges, d'après le compte de résultat puis d'après les comptes */
export function bilanEtResultat(
  actif: Montant,
  passif: Montant,
  resultats: { readonly etat: Montant; readonly comptes: Montant },
): Anomalie[] {
  const anomalies: Anomalie[] = [];
  if (actif !== passif) {
    const [a, p, e] = [dit(actif), dit(passif), dit(moins(actif, passif))];
    anomalies.push(
      signaler(
        'BLOQUANT',
        'C-ETA-02',
        {
          fr: `Le total de l’actif (${a.fr}) n’est pas celui du passif (${p.fr}) : écart ${e.fr}.`,
          en: `Total assets (${a.en}) differ from total equity and liabilities (${p.en}): gap ${e.en}.`,
        },
        {
          fr: 'Corrigez la pièce déséquilibrée (C-CPT-01), importez l’exercice entier avec ses à-nouveaux, ou soldez les comptes HORS : la balance dit lesquels.',
          en: 'Correct the unbalanced entry (C-CPT-01), import the whole fiscal year with its opening balances, or clear the HORS accounts: the trial balance shows which.',
        },
        { table: 'Ecritures' },
      ),
    );
  }
  if (resultats.etat !== resultats.comptes) {
    const [r, c] = [dit(resultats.etat), dit(resultats.comptes)];
    anomalies.push(
      signaler(
        'BLOQUANT',
        'C-ETA-04',
        {
          fr: `Le résultat du compte de résultat (${r.fr}) n’est pas celui du bilan (${c.fr}).`,
          en: `The result of the income statement (${r.en}) differs from that of the balance sheet (${c.en}).`,
        },
        {
          fr: 'Un compte de gestion est écarté ou n’a pas de ligne : complétez « Regroupement des comptes ».',
          en: 'A profit and loss account is left out or has no line: complete "Regroupement des comptes".',
        },
        { table: 'RegroupementComptes' },
      ),
    );
  }
  return anomalies;
}

/** Ce qui rapproche le chiffre d'affaires de gestion et celui des comptes 70. */
export interface RapprochementCA {
  /** Produits des comptes 70 du mois, net de 709, écritures de clôture comprises. */
  readonly comptes: Montant;
  /** Production du mois des affaires reconnues : CA reconnu moins CA de l'arrêté d'avant. */
  readonly production: Montant;
  /** Ce que les affaires reconnues n'expliquent pas : ventes sans affaire, ou d'une affaire sans règle. */
  readonly horsAffaires: Montant;
}

/** C-ETA-03 : CA des comptes 70 = production des affaires + CA hors affaires. */
export function caDeGestion({ comptes, production, horsAffaires }: RapprochementCA): Anomalie[] {
  const ecart = montant(comptes - production - horsAffaires);
  if (ecart === ZERO) return [];
  const [c, p, h, e] = [dit(comptes), dit(production), dit(horsAffaires), dit(ecart)];
  return [
    signaler(
      'BLOQUANT',
      'C-ETA-03',
      {
        fr: `Chiffre d’affaires du mois : comptes 70 ${c.fr}, gestion ${p.fr} plus hors affaires ${h.fr} : écart ${e.fr}.`,
        en: `Revenue of the month: accounts 70 ${c.en}, management ${p.en} plus outside projects ${h.en}: gap ${e.en}.`,
      },
      {
        fr: 'Comparez les comptes 70 du mois à « Factures clients » : ajoutez la facture qui manque d’un côté, donnez-lui la même date, ou l’affaire qui manque à son écriture. Un livre partiel s’importe en entier.',
        en: 'Compare the accounts 70 of the month with "Factures clients": add the invoice missing on one side, give it the same date, or give its entry the missing project. Import a partial ledger in full.',
      },
      { table: 'Ecritures', cle: '70' },
    ),
  ];
}
