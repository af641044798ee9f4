/** Le passage au PCG2025 des comptes de l'exercice d'avant : ce que la table officielle propose, ce que l'utilisateur retient. */
import { compte, defineTable, enumeration, montant, texte } from '../../workbook/table';
import type { TablesLues } from '../../workbook/table';

export const PassagePlan = defineTable({
  nom: 'PassagePlan',
  feuille: 'Passage au PCG 2025',
  titre: { fr: 'Passage des comptes de N-1 au PCG 2025', en: 'Last year’s accounts, moved to PCG 2025' },
  description: {
    fr: 'Les comptes de l’exercice d’avant, tenu au PCG 2014, qui changent de numéro. Les colonnes N-1 suivent le compte retenu.',
    en: 'Accounts of the previous year, kept under PCG 2014, whose number changes. N-1 columns follow the account retained.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Compte'],
  colonnes: {
    Compte: compte({ entete: 'Compte', en: 'Account', requis: true, note: 'Compte de l’exercice d’avant.' }),
    Libelle: texte({ entete: 'Libellé', en: 'Label', largeur: 40, note: 'Son libellé.' }),
    SoldeN1: montant({ entete: 'Solde N-1', en: 'N-1 balance', note: 'Débit moins crédit, fin d’exercice.' }),
    Propose: compte({ entete: 'Compte proposé', en: 'Proposed account', note: 'Selon la table de passage.' }),
    Etat: enumeration(['CONVERTI', 'A_CONFIRMER', 'A_DECIDER'], {
      entete: 'État',
      en: 'Status',
      note: 'A_DECIDER : sans compte retenu, les états ne peuvent pas le présenter.',
    }),
    AVerifier: texte({
      entete: 'À vérifier',
      en: 'To check',
      largeur: 50,
      note: 'Ce qui peut changer la cible.',
    }),
    Retenu: compte({
      entete: 'Compte retenu',
      en: 'Account retained',
      note: 'À saisir ; vide : le compte proposé.',
    }),
  },
});

/** Les comptes que l'utilisateur a retenus : ancien → nouveau. À passer à `convertir` (comptabilite/pcg). */
export function comptesRetenus(tables: TablesLues): ReadonlyMap<string, string> {
  const retenus = tables.lire(PassagePlan).lignes.filter(l => l.Retenu !== undefined);
  return new Map(retenus.map(l => [l.Compte, l.Retenu as string]));
}
