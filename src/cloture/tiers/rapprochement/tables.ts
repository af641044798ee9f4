/** Le rapprochement de la balance âgée, de l'auxiliaire et du collectif (domaine §8.8, C-AR-01). */
import { defineTable, entier, enumeration, montant, texte } from '../../../workbook/table';
import { NATURES_ECART } from './calcul/types';

const calcule = { calculee: true } as const;
const m = (entete: string, en: string, note: string) => montant({ entete, en, note, ...calcule });
const t = (entete: string, en: string, note: string, largeur?: number) =>
  texte({ entete, en, note, ...calcule, ...(largeur === undefined ? {} : { largeur }) });

export const RapprochementTiers = defineTable({
  nom: 'RapprochementTiers',
  feuille: 'Rapprochement tiers',
  titre: { fr: 'Rapprochement des tiers et des comptes', en: 'Third parties to ledger reconciliation' },
  description: {
    fr: 'Balance âgée, auxiliaire et collectif doivent être égaux. Sous chaque écart, les lignes en cause, la plus probable d’abord : leurs effets font l’écart.',
    en: 'Aged balance, sub-ledger and control accounts must agree. Under each gap, the rows in cause, most likely first: their effects make up the gap.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Controle', 'Rang'],
  colonnes: {
    Controle: enumeration(['CLIENTS', 'FOURNISSEURS', 'FACTURES_CLIENTS'], {
      entete: 'Contrôle',
      en: 'Check',
      requis: true,
      note: 'Collectifs clients, collectifs fournisseurs, ou factures et encaissements face au grand livre.',
      ...calcule,
    }),
    Rang: entier({
      entete: 'Rang',
      en: 'Rank',
      requis: true,
      note: '0 : les totaux ; puis les lignes en cause.',
      ...calcule,
    }),
    BalanceAgee: m('Balance âgée', 'Aged balance', 'Total de la balance âgée, acomptes non compris.'),
    Auxiliaire: m('Auxiliaire', 'Sub-ledger', 'Somme des tiers du collectif.'),
    General: m('Général', 'Ledger', 'Solde des comptes collectifs.'),
    Ecart: m('Écart', 'Gap', 'Général moins auxiliaire.'),
    Nature: enumeration(NATURES_ECART, { entete: 'Nature', en: 'Nature', largeur: 28, ...calcule }),
    Score: entier({
      entete: 'Score',
      en: 'Score',
      note: 'Plus de 90 : fait l’écart à elle seule.',
      ...calcule,
    }),
    Tiers: t('Tiers', 'Third party', 'Tiers de la ligne.'),
    Piece: t('Pièce', 'Document', 'Pièce de la ligne.', 18),
    Montant: m('Montant', 'Amount', 'De la ligne, débit positif.'),
    Effet: m('Effet', 'Effect', 'Ce qu’elle met dans l’écart.'),
    Origine: t('Origine', 'Source', 'Table et ligne de la feuille.', 22),
    Face: t('En face', 'Counterpart', 'La ligne de l’autre côté, s’il y en a une.', 22),
    Explication: t('Que faire', 'What to do', 'Ce que la ligne a, et comment la corriger.', 60),
  },
});
