/** Des lignes du classeur au texte d'un FEC, et sa description (domaine §11.1-11.3). */
import {
  accorder,
  date,
  LIGNES_PAR_TRANCHE,
  texteJour,
  type Jour,
  type Montant,
} from '../../../../comptabilite';
import { CHAMPS } from './champs';
import type { Bornes } from './exercice';
import type { LigneAExporter } from './ordre';

/** Ce que les tables de référence ajoutent aux écritures. */
export interface Libelles {
  readonly comptes: ReadonlyMap<string, string>;
  readonly tiers: ReadonlyMap<string, string>;
}

export const SEPARATEUR = '\t';
export const FIN_DE_LIGNE = '\r\n';

const chiffres = (n: number, longueur: number) => String(n).padStart(longueur, '0');

/** AAAAMMJJ, ou rien. */
export function jourFec(jour: Jour | undefined): string {
  if (jour === undefined) return '';
  const { annee, mois, jour: j } = date(jour);
  return chiffres(annee, 4) + chiffres(mois, 2) + chiffres(j, 2);
}

/** « 1234,56 », sans séparateur de milliers ; le signe est en tête. */
export function montantFec(montant: Montant): string {
  const centimes = chiffres(Math.abs(montant), 3);
  return `${montant < 0 ? '-' : ''}${centimes.slice(0, -2)},${centimes.slice(-2)}`;
}

/** Un champ n'a ni séparateur ni fin de ligne : un FEC n'a pas de guillemets pour les tenir. */
export const champFec = (texte: string | undefined): string =>
  texte === undefined ? '' : texte.replace(/ *[|\u0000-\u001f]+ */g, ' ').trim();

function enregistrement(ligne: LigneAExporter, { comptes, tiers }: Libelles): string {
  const { Compte, Tiers, Journal, MontantDevise, Devise } = ligne;
  const champs = [
    champFec(Journal),
    champFec(ligne.JournalLib) || champFec(Journal),
    champFec(ligne.EcritureNum),
    jourFec(ligne.DateEcriture),
    Compte,
    champFec(comptes.get(Compte)) || Compte,
    champFec(Tiers),
    Tiers === undefined ? '' : champFec(tiers.get(Tiers)) || champFec(Tiers),
    champFec(ligne.Piece),
    jourFec(ligne.DatePiece),
    champFec(ligne.Libelle),
    montantFec(ligne.Debit),
    montantFec(ligne.Credit),
    champFec(ligne.Lettrage),
    jourFec(ligne.DateLettrage),
    jourFec(ligne.DateValidation),
    MontantDevise === undefined || Devise === undefined ? '' : montantFec(MontantDevise),
    champFec(Devise),
  ];
  return champs.join(SEPARATEUR) + FIN_DE_LIGNE;
}

/** Le texte du FEC par morceaux, en-tête d'abord ; les lignes sont déjà dans l'ordre. */
export function* texteFec(lignes: readonly LigneAExporter[], libelles: Libelles): Generator<string, void> {
  yield CHAMPS.join(SEPARATEUR) + FIN_DE_LIGNE;
  for (let de = 0; de < lignes.length; de += LIGNES_PAR_TRANCHE)
    yield lignes
      .slice(de, de + LIGNES_PAR_TRANCHE)
      .map(ligne => enregistrement(ligne, libelles))
      .join('');
}

/**
 * Nom du fichier : SirenFECAAAAMMJJ, à la date de clôture ; un extrait porte _PROV (domaine §11.2).
 * @example nomDeFec('123456789', jour(2026, 12, 31), false) // '123456789FEC20261231.txt'
 */
export const nomDeFec = (siren: string, cloture: Jour, extrait: boolean): string =>
  `${siren}FEC${jourFec(cloture)}${extrait ? '_PROV' : ''}.txt`;

/** Ce que la description du fichier dit. */
export interface ADecrire {
  readonly nom: string;
  readonly exercice: Bornes;
  readonly encodage: string;
  readonly empreinte: string;
  readonly octets: number;
  readonly lignes: readonly LigneAExporter[];
  readonly extrait: boolean;
}

const SENS: Readonly<Record<(typeof CHAMPS)[number], string>> = {
  JournalCode: 'code du journal (table Ecritures, « Journal »)',
  JournalLib: 'libellé du journal',
  EcritureNum: 'numéro de l’écriture : une suite par journal, ou une pour la société',
  EcritureDate: 'date comptable, AAAAMMJJ',
  CompteNum: 'numéro de compte ; trois premiers chiffres conformes au plan comptable général',
  CompteLib: 'libellé du compte (table PlanComptable)',
  CompAuxNum: 'code du tiers (table Tiers) ; vide si le compte n’en a pas',
  CompAuxLib: 'nom du tiers',
  PieceRef: 'référence de la pièce justificative',
  PieceDate: 'date de la pièce, AAAAMMJJ',
  EcritureLib: 'libellé de l’écriture',
  Debit: 'débit en euros, virgule décimale',
  Credit: 'crédit en euros, virgule décimale',
  EcritureLet: 'lettrage ; vide si la ligne n’est pas lettrée',
  DateLet: 'date du lettrage, AAAAMMJJ',
  ValidDate: 'date de validation, AAAAMMJJ ; vide si l’écriture n’est pas validée',
  Montantdevise: 'montant dans la devise de la pièce',
  Idevise: 'code ISO de la devise ; vide pour l’euro',
};

/** La description qui accompagne le fichier (LPF art. A47 A-1, XI). */
export function descriptionFec({ lignes, exercice, ...fichier }: ADecrire): string {
  let [debit, credit] = [0, 0];
  const journaux = new Map<string, { libelle: string; lignes: number }>();
  for (const { Journal, JournalLib = Journal, Debit, Credit } of lignes) {
    debit += Debit;
    credit += Credit;
    const journal = journaux.get(Journal) ?? { libelle: JournalLib, lignes: 0 };
    journaux.set(Journal, { ...journal, lignes: journal.lignes + 1 });
  }
  const paragraphes = [
    [
      `Description du fichier ${fichier.nom}`,
      fichier.extrait
        ? 'Extrait : ce fichier ne contient pas toutes les écritures de l’exercice.'
        : 'Fichier des écritures comptables de l’exercice.',
      `Exercice : du ${texteJour(exercice.debut)} au ${texteJour(exercice.fin)}`,
      `Encodage : ${fichier.encodage} ; champs séparés par une tabulation ; lignes terminées par CR LF ; sans guillemets`,
      `Lignes d’écriture : ${lignes.length} ; débit ${montantFec(debit as Montant)} ; crédit ${montantFec(credit as Montant)}`,
      `Taille : ${fichier.octets} octets`,
      `Empreinte SHA-256 : ${fichier.empreinte}`,
    ],
    ['Ordre : à-nouveaux, puis date de validation, numéro d’écriture et ligne.'],
    [
      'Champs, dans l’ordre du fichier :',
      ...CHAMPS.map((champ, rang) => `${rang + 1}. ${champ} : ${SENS[champ]}`),
    ],
    [
      'Journaux :',
      ...[...journaux].map(
        ([code, { libelle, lignes: n }]) => `${code} : ${libelle} (${accorder(n, 'ligne')})`,
      ),
    ],
  ];
  return paragraphes.map(lignesDe => lignesDe.join(FIN_DE_LIGNE)).join(FIN_DE_LIGNE.repeat(2)) + FIN_DE_LIGNE;
}
