/** Ce que le radar trouve, une ligne par constat, et ce que l'utilisateur en décide. */
import {
  compte,
  defineTable,
  entier,
  enumeration,
  jour,
  montant,
  texte,
  type Ligne,
} from '../../../workbook/table';
import { affaireGeneree } from '../../tables-communes/colonnes';

const calcule = { calculee: true } as const;
const t = (entete: string, en: string, note: string, largeur?: number) =>
  texte({ entete, en, note, ...calcule, ...(largeur === undefined ? {} : { largeur }) });

export const RadarCutOff = defineTable({
  nom: 'RadarCutOff',
  feuille: 'Radar du cut-off',
  titre: { fr: 'Radar du cut-off', en: 'Cut-off radar' },
  description: {
    fr: 'Ce que les règles de rattachement ne voient pas, du plus grand enjeu au plus petit. Écrivez ACCEPTER pour en faire une proposition, REFUSER pour ne plus le revoir.',
    en: 'What the cut-off rules do not see, largest stake first. Type ACCEPTER to turn it into a proposal, REFUSER not to see it again.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Arrete', 'Constat'],
  colonnes: {
    Arrete: jour({ entete: 'Arrêté', en: 'Closing date', requis: true, ...calcule }),
    Constat: texte({
      entete: 'Constat',
      en: 'Finding',
      requis: true,
      largeur: 26,
      note: 'Code et pièce : ce qui retrouve la décision à la prochaine exécution.',
      ...calcule,
    }),
    Decision: enumeration(['ACCEPTER', 'REFUSER'], {
      entete: 'Décision',
      en: 'Decision',
      alias: { O: 'ACCEPTER', OUI: 'ACCEPTER', X: 'ACCEPTER', N: 'REFUSER', NON: 'REFUSER' },
      note: 'À vous : ACCEPTER ou REFUSER. La dernière décision vaut aussi aux arrêtés suivants.',
    }),
    Motif: texte({ entete: 'Motif', en: 'Reason', largeur: 30, note: 'Pourquoi.' }),
    Risque: montant({
      entete: 'En jeu',
      en: 'At risk',
      note: 'Ce que le résultat du mois aurait de faux, hors taxes.',
      ...calcule,
    }),
    Message: t('Ce qui se voit', 'What shows', 'Le constat, en une phrase.', 70),
    Remede: t('Que faire', 'What to do', 'Le geste attendu.', 50),
    TableSource: t('Table', 'Table', 'La table de la ligne en cause.', 22),
    LigneSource: entier({ entete: 'Ligne', en: 'Row', note: 'Sa ligne dans la feuille.', ...calcule }),
    Module: t('Module proposé', 'Proposed module', 'FAE, PCA, FNP, CCA, AAE ou AAR ; vide : rien à écrire.'),
    Montant: montant({
      entete: 'Montant proposé',
      en: 'Proposed amount',
      note: 'Ce que passera la proposition acceptée : celui que vous aviez sous les yeux.',
      ...calcule,
    }),
    Compte: compte({ entete: 'Compte', en: 'Account', ...calcule }),
    IdTiers: t('Code tiers', 'Third-party code', 'Tiers de la proposition.'),
    IdAffaire: affaireGeneree(),
    CodeTVA: t('Code TVA', 'VAT code', 'Code TVA de la proposition.'),
  },
});

export type LigneRadar = Ligne<typeof RadarCutOff>;

/** Colonnes où l'utilisateur décide. */
export const COLONNES_DECIDEES = ['Decision', 'Motif'] as const;
