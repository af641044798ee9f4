/** De quoi écrire un FEC d'essai, juste ou cassé, et le lire. Le texte est fait ici, pas par notre export. */
import { CHAMPS, type Champ } from '../../../../src/cloture/comptabilite-generale/fec/calcul/champs';
import type { OptionsFec } from '../../../../src/cloture/comptabilite-generale/fec/calcul/fec';
import { sourceOctets } from '../../../../src/cloture/comptabilite-generale/fec/encodage';
import { type LectureMenee, lireFec } from '../../../../src/cloture/comptabilite-generale/fec/lire';

export type LigneBrute = Partial<Record<Champ, string>>;

export const NOM = '123456789FEC20261231.txt';

/** Une ligne juste, que l'essai modifie. */
export const ligne = (plus: LigneBrute = {}): LigneBrute => ({
  JournalCode: 'VT',
  JournalLib: 'Ventes',
  EcritureNum: '1',
  EcritureDate: '20260115',
  CompteNum: '411000',
  CompteLib: 'Clients',
  CompAuxNum: '',
  CompAuxLib: '',
  PieceRef: 'FA1',
  PieceDate: '20260115',
  EcritureLib: 'Facture FA1',
  Debit: '0,00',
  Credit: '0,00',
  EcritureLet: '',
  DateLet: '',
  ValidDate: '20260131',
  Montantdevise: '',
  Idevise: '',
  ...plus,
});

/** Une facture : créance TTC, prestation, TVA à 20 %. */
export const facture = (numero: number, date: string, ttc = '120,00', ht = '100,00', tva = '20,00') => {
  const commun = {
    EcritureNum: String(numero),
    EcritureDate: date,
    PieceDate: date,
    PieceRef: `FA${numero}`,
    EcritureLib: `Facture FA${numero}`,
    ValidDate: date,
  };
  return [
    ligne({ ...commun, CompAuxNum: 'DUPONT', CompAuxLib: 'Dupont SA', Debit: ttc }),
    ligne({ ...commun, CompteNum: '706000', CompteLib: 'Prestations de services', Credit: ht }),
    ligne({ ...commun, CompteNum: '445710', CompteLib: 'TVA collectée', Credit: tva }),
  ];
};

/** Trois pièces justes : lignes 2 à 4, 5 à 7, 8 et 9 du fichier. */
export const base = (): LigneBrute[] => [
  ...facture(1, '20260115'),
  ...facture(2, '20260220'),
  ligne({
    JournalCode: 'BQ',
    JournalLib: 'Banque',
    EcritureDate: '20260305',
    CompteNum: '512000',
    CompteLib: 'Banque',
    PieceRef: 'REL3',
    PieceDate: '20260305',
    EcritureLib: 'Virement Dupont',
    ValidDate: '20260331',
    Debit: '120,00',
  }),
  ligne({
    JournalCode: 'BQ',
    JournalLib: 'Banque',
    EcritureDate: '20260305',
    CompAuxNum: 'DUPONT',
    CompAuxLib: 'Dupont SA',
    PieceRef: 'REL3',
    PieceDate: '20260305',
    EcritureLib: 'Virement Dupont',
    ValidDate: '20260331',
    Credit: '120,00',
  }),
];

export interface Forme {
  readonly separateur?: string;
  readonly finDeLigne?: string;
  readonly entete?: readonly string[];
  /** Champs dans l'ordre des colonnes. */
  readonly ordre?: readonly Champ[];
}

/** Le texte d'un FEC : un enregistrement par ligne, les champs dans l'ordre voulu. */
export function texte(
  lignes: readonly LigneBrute[],
  { separateur = '\t', finDeLigne = '\r\n', ordre = CHAMPS, entete = ordre }: Forme = {},
): string {
  const enregistrements = [entete, ...lignes.map(l => ordre.map(champ => l[champ] ?? ''))];
  return enregistrements.map(champs => champs.join(separateur) + finDeLigne).join('');
}

export const lireTexte = (contenu: string, options: Partial<OptionsFec> = {}): Promise<LectureMenee> =>
  lireOctets(new TextEncoder().encode(contenu), options);

export function lireOctets(
  octets: Uint8Array,
  { fichier = NOM, ...options }: Partial<OptionsFec> = {},
): Promise<LectureMenee> {
  return lireFec(sourceOctets(fichier, octets), options);
}

/** Les messages bloquants, sans le nom du fichier. */
export const refus = (lecture: LectureMenee): string[] =>
  lecture.anomalies.filter(a => a.gravite === 'BLOQUANT').map(a => a.message);
export const alertes = (lecture: LectureMenee): string[] =>
  lecture.anomalies.filter(a => a.gravite === 'ALERTE').map(a => a.message);
