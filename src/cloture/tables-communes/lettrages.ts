/** Les lettrages faits dans le classeur, et les écritures telles qu'ils les laissent (domaine §9.4). */
import type { Jour } from '../../comptabilite';
import {
  booleen,
  compte,
  defineTable,
  entier,
  enumeration,
  jour,
  montant,
  texte,
  type AnyTable,
  type CleColonne,
  type Lecture,
  type Ligne,
  type TablesLues,
} from '../../workbook/table';
import { parColonne, relire } from '../../workbook/tables/par-colonne';
import { Ecritures, EcrituresCloture } from '.';

/** Pourquoi des postes vont ensemble ; l'ordre est celui des passes (domaine §9.4). */
export const REGLES_LETTRAGE = ['REFERENCE', 'MONTANT', 'SOUS_ENSEMBLE', 'FIFO', 'MANUEL'] as const;
export type RegleLettrage = (typeof REGLES_LETTRAGE)[number];

const calcule = { calculee: true } as const;
const m = (entete: string, en: string, note: string) => montant({ entete, en, note, ...calcule });
const t = (entete: string, en: string, note: string, largeur?: number) =>
  texte({ entete, en, note, ...calcule, ...(largeur === undefined ? {} : { largeur }) });

const compteTiers = () => compte({ entete: 'Compte', en: 'Account', ...calcule });
const tiers = () => t('Tiers', 'Third party', 'Code du tiers.');
const devise = () => t('Devise', 'Currency', 'Code ISO. Vide : euro.');
const regle = () =>
  enumeration(REGLES_LETTRAGE, {
    entete: 'Règle',
    en: 'Rule',
    note: 'Même référence, montants opposés uniques, sous-ensemble unique, du plus ancien au plus récent, ou votre marque.',
    ...calcule,
  });
const score = () =>
  entier({
    entete: 'Score',
    en: 'Score',
    note: '100 : même référence et somme nulle. Moins : écart, reste, règlement avant la facture, unicité non vérifiée.',
    ...calcule,
  });
const cleLigne = () =>
  texte({
    entete: 'Ligne d’écriture',
    en: 'Entry line',
    requis: true,
    largeur: 30,
    note: 'Exercice, journal, numéro et ligne ; ou clé de génération et ligne.',
    ...calcule,
  });

/** Colonnes que les tables du lettrage partagent. */
export const COLONNES_LETTRAGE = { calcule, m, t, compteTiers, tiers, devise, regle, score, cleLigne };

export const Lettrages = defineTable({
  nom: 'Lettrages',
  feuille: 'Lettrages',
  titre: { fr: 'Lettrages faits ici', en: 'Matching done here' },
  description: {
    fr: 'Une ligne lettrée par ligne, avec sa date et sa raison. Écrivez O dans « Annuler » : la prochaine validation défait tout le groupe et en garde la trace.',
    en: 'One matched line per row, with its date and reason. Type O under “Annuler”: the next validation undoes the whole group and keeps the trace.',
  },
  famille: 'GENEREES',
  generee: true,
  cle: ['Groupe', 'CleLigne'],
  colonnes: {
    Groupe: texte({
      entete: 'Groupe',
      en: 'Group',
      requis: true,
      largeur: 18,
      note: 'Empreinte du lettrage.',
      ...calcule,
    }),
    CleLigne: cleLigne(),
    Code: t('Code', 'Code', 'A à Z, AA… ; en minuscules quand un poste garde un reste.'),
    Etat: enumeration(['LETTRE', 'ANNULE'], {
      entete: 'État',
      en: 'Status',
      requis: true,
      note: 'Un lettrage annulé ne compte plus ; sa trace reste.',
      ...calcule,
    }),
    Annuler: booleen({ entete: 'Annuler', en: 'Undo', note: 'À vous : O pour défaire ce groupe.' }),
    DateLettrage: jour({
      entete: 'Date de lettrage',
      en: 'Matched on',
      note: 'Date du poste le plus récent, ou premier jour ouvert ; avant elle, le poste est ouvert.',
      ...calcule,
    }),
    Montant: m('Montant lettré', 'Matched amount', 'Débit positif ; un groupe et son écart font zéro.'),
    Ecart: m(
      'Écart du groupe',
      'Gap of the group',
      'Ce qui est passé en 658 ou 758 pour ce groupe, ou en 656 ou 756 s’il est de change.',
    ),
    Regle: regle(),
    Score: score(),
    Compte: compteTiers(),
    Tiers: tiers(),
    Devise: devise(),
    Piece: t('Pièce', 'Document', 'Référence de la pièce.', 18),
    Arrete: jour({
      entete: 'Arrêté',
      en: 'Closing date',
      note: 'Arrêté de la validation qui a lettré.',
      ...calcule,
    }),
  },
});

type LigneEcritures = Ligne<typeof Ecritures>;
type LigneCloture = Ligne<typeof EcrituresCloture>;
export type LigneLettrage = Ligne<typeof Lettrages>;

const CLE_IMPORTEE = ['Exercice', 'Journal', 'EcritureNum', 'Ligne'] as const;

/** Clé d'une ligne importée : ce qui l'identifie dans Ecritures. */
export const cleImportee = (l: Pick<LigneEcritures, (typeof CLE_IMPORTEE)[number]>) =>
  CLE_IMPORTEE.map(cle => l[cle]).join('|');

/** Clé d'une ligne écrite par la clôture. */
export const cleCloture = (l: Pick<LigneCloture, 'CleGeneration' | 'Ligne'>) =>
  `${l.CleGeneration}#${l.Ligne}`;

/** Ce qu'une ligne d'écriture doit au lettrage fait ici. */
interface Marque {
  readonly Lettrage: string;
  readonly DateLettrage: Jour | undefined;
}

/** Les tables, où certaines lignes sont remplacées par d'autres ; les lectures d'origine ne changent pas. */
export function remplacerLignes(
  tables: TablesLues,
  autres: ReadonlyMap<AnyTable, readonly object[]>,
): TablesLues {
  const lectures = new Map<AnyTable, Lecture>();
  for (const [table, lignes] of autres)
    lectures.set(table, { ...tables.lire(table), lignes } as unknown as Lecture);
  return substituer(tables, lectures);
}

const substituer = (tables: TablesLues, lectures: ReadonlyMap<AnyTable, Lecture>): TablesLues => ({
  lire: <T extends AnyTable>(table: T) =>
    (lectures.get(table) as Lecture<T> | undefined) ?? tables.lire(table),
});

/** Le code et la date de chaque ligne lettrée ici, par clé de ligne. */
export function marquesDe(lettrages: readonly Omit<LigneLettrage, 'ligne'>[]): ReadonlyMap<string, Marque> {
  const marques = new Map<string, Marque>();
  for (const l of lettrages)
    if (l.Etat === 'LETTRE' && l.Code !== undefined)
      marques.set(l.CleLigne, { Lettrage: l.Code, DateLettrage: l.DateLettrage });
  return marques;
}

/**
 * Les tables, lettrages faits ici compris : une ligne de `Lettrages` donne son code et sa date à sa ligne d'écriture, et
 * prévaut sur le lettrage importé. La table Ecritures est à l'utilisateur : rien n'y est écrit.
 */
export function avecLettrages(
  tables: TablesLues,
  lettrages: readonly Omit<LigneLettrage, 'ligne'>[],
): TablesLues {
  const marques = marquesDe(lettrages);
  if (marques.size === 0) return tables;
  const cloture = tables.lire(EcrituresCloture);
  const lectures = new Map<AnyTable, Lecture>([
    [Ecritures, marquerImportees(tables.lire(Ecritures), marques)],
    [EcrituresCloture, { ...cloture, lignes: cloture.lignes.map(l => marquerCloture(l, marques)) }],
  ] as unknown as [AnyTable, Lecture][]);
  return substituer(tables, lectures);
}

const deTiers = (compte: string): boolean => compte.startsWith('4');

function marquerCloture(l: LigneCloture, marques: ReadonlyMap<string, Marque>): LigneCloture {
  const marque = deTiers(l.Compte) ? marques.get(cleCloture(l)) : undefined;
  return marque === undefined ? l : { ...l, ...marque };
}

/** Un grand livre a des centaines de milliers de lignes : seules ses deux colonnes de lettrage sont refaites. */
function marquerImportees(lecture: Lecture<typeof Ecritures>, marques: ReadonlyMap<string, Marque>) {
  const lignes = parColonne(lecture);
  const colonne = (cle: CleColonne<typeof Ecritures>) => lignes.colonne(cle);
  const copie = (cle: 'Lettrage' | 'DateLettrage') => {
    const valeurs = colonne(cle);
    return Array.from({ length: lignes.n }, (_, rang) => valeurs[rang]);
  };
  const comptes = colonne('Compte') as string[];
  const cles = CLE_IMPORTEE.map(colonne);
  const [codes, dates] = [copie('Lettrage'), copie('DateLettrage')];
  for (let rang = 0; rang < lignes.n; rang++) {
    const marque = deTiers(comptes[rang]!) ? marques.get(cles.map(c => c[rang]).join('|')) : undefined;
    if (marque === undefined) continue;
    codes[rang] = marque.Lettrage;
    dates[rang] = marque.DateLettrage;
  }
  const refaites = new Map([
    ['Lettrage', codes],
    ['DateLettrage', dates],
  ]);
  return relire(lecture, lignes.avecColonnes(refaites));
}
