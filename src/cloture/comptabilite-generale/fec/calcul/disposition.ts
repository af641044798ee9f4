/** Les écritures mises à la disposition d'un autre logiciel : une disposition est une donnée, décrite une fois. */
import { date, type Jour, type Montant } from '../../../../comptabilite';
import { champFec, type Libelles } from './ecrire';
import type { LigneAExporter } from './ordre';

/** Ce qu'une colonne contient. */
export type Contenu =
  | { readonly constante: string }
  | { readonly champ: ChampTexte; readonly sansAccents?: boolean }
  | { readonly date: 'ECRITURE' | 'PIECE' | 'ECHEANCE'; readonly forme: string; readonly vide?: string }
  | { readonly montant: 'DEBIT' | 'CREDIT' | 'MONTANT'; readonly decimale: ',' | '.' | 'CENTIMES' }
  | { readonly sens: readonly [debit: string, credit: string] };

export type ChampTexte =
  | 'JOURNAL'
  | 'NUMERO'
  | 'RANG'
  | 'COMPTE'
  | 'TIERS'
  | 'TIERS_OU_COMPTE'
  | 'NOM_TIERS'
  | 'NOM_TIERS_OU_COMPTE'
  | 'PIECE'
  | 'LETTRAGE'
  | 'LIBELLE';

export type Colonne = Contenu & {
  readonly titre: string;
  /** Nombre exact de caractères, coupé ou complété. */
  readonly largeur?: number;
  /** Complété à droite (défaut) ou à gauche, par ce caractère. */
  readonly comble?: { readonly cote: 'GAUCHE' | 'DROITE'; readonly par: string };
  readonly guillemets?: boolean;
};

/** Ce qu'un logiciel attend d'un fichier d'écritures. Une de plus : un fichier de `logiciels`, une ligne de sa liste. */
export interface Disposition {
  readonly code: string;
  readonly nom: string;
  /** Le texte public qui décrit ce format. */
  readonly source: string;
  readonly extension: 'txt' | 'csv';
  readonly encodage: 'iso-8859-15' | 'utf-8';
  readonly separateur: string;
  readonly entete: boolean;
  readonly colonnes: readonly Colonne[];
}

const deux = (n: number) => String(n).padStart(2, '0');

/** Une date dans la forme voulue, par exemple JJMMAA, JJ/MM/AAAA ou AAAAMMJJ. */
function dateDans(jour: Jour, forme: string): string {
  const { annee, mois, jour: j } = date(jour);
  return forme
    .replace('AAAA', String(annee).padStart(4, '0'))
    .replace('AA', deux(annee % 100))
    .replace('MM', deux(mois))
    .replace('JJ', deux(j));
}

function montantDans(centimes: number, decimale: ',' | '.' | 'CENTIMES'): string {
  const absolu = String(Math.abs(centimes)).padStart(3, '0');
  const signe = centimes < 0 ? '-' : '';
  return decimale === 'CENTIMES'
    ? signe + String(Math.abs(centimes))
    : `${signe}${absolu.slice(0, -2)}${decimale}${absolu.slice(-2)}`;
}

const sansAccents = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '');

function texteDe(champ: ChampTexte, ligne: LigneAExporter, rang: number, libelles: Libelles): string {
  switch (champ) {
    case 'JOURNAL':
      return ligne.Journal;
    case 'NUMERO':
      return ligne.EcritureNum;
    case 'RANG':
      return String(rang);
    case 'COMPTE':
      return ligne.Compte;
    case 'TIERS':
      return ligne.Tiers ?? '';
    case 'TIERS_OU_COMPTE':
      return ligne.Tiers ?? ligne.Compte;
    case 'NOM_TIERS':
      return ligne.Tiers === undefined ? '' : (libelles.tiers.get(ligne.Tiers) ?? ligne.Tiers);
    case 'NOM_TIERS_OU_COMPTE':
      return ligne.Tiers === undefined
        ? (libelles.comptes.get(ligne.Compte) ?? ligne.Compte)
        : texteDe('NOM_TIERS', ligne, rang, libelles);
    case 'LETTRAGE':
      return ligne.Lettrage ?? '';
    case 'PIECE':
      return ligne.Piece;
    case 'LIBELLE':
      return ligne.Libelle;
  }
}

/** Une ligne est au débit si son débit l'emporte : un crédit négatif est un débit pour qui n'a qu'un montant et un sens. */
const netDe = ({ Debit, Credit }: LigneAExporter): Montant => (Debit - Credit) as Montant;

function contenuDe(colonne: Colonne, ligne: LigneAExporter, rang: number, libelles: Libelles): string {
  if ('constante' in colonne) return colonne.constante;
  if ('sens' in colonne) return colonne.sens[netDe(ligne) >= 0 ? 0 : 1];
  if ('champ' in colonne) {
    const texte = champFec(texteDe(colonne.champ, ligne, rang, libelles));
    return colonne.sansAccents ? sansAccents(texte) : texte;
  }
  if ('date' in colonne) {
    const dates = { ECRITURE: ligne.DateEcriture, PIECE: ligne.DatePiece, ECHEANCE: ligne.DateEcheance };
    const jour = dates[colonne.date];
    return jour === undefined ? (colonne.vide ?? '') : dateDans(jour, colonne.forme);
  }
  const montants = { DEBIT: ligne.Debit, CREDIT: ligne.Credit, MONTANT: Math.abs(netDe(ligne)) };
  return montantDans(montants[colonne.montant], colonne.decimale);
}

/**
 * Le texte d'une colonne. Un texte trop long est coupé ; un montant, jamais.
 * @throws RangeError si un montant ou un compte ne tient pas dans sa largeur
 */
function celluleDe(
  colonne: Colonne,
  ligne: LigneAExporter,
  rang: number,
  libelles: Libelles,
  separateur: string,
) {
  let texte = contenuDe(colonne, ligne, rang, libelles);
  if (separateur !== '' && 'champ' in colonne) texte = texte.replaceAll(separateur, ' ');
  const { largeur, comble, guillemets } = colonne;
  if (largeur !== undefined) {
    const coupable = 'champ' in colonne && !/COMPTE|JOURNAL|RANG/.test(colonne.champ);
    if (texte.length > largeur && !coupable)
      throw new RangeError(
        `« ${texte} » ne tient pas dans les ${largeur} caractères de « ${colonne.titre} ».`,
      );
    texte = texte.slice(0, largeur);
    const par = comble?.par ?? ' ';
    texte = comble?.cote === 'GAUCHE' ? texte.padStart(largeur, par) : texte.padEnd(largeur, par);
  }
  return guillemets ? `"${texte.replaceAll('"', "'")}"` : texte;
}

const FIN = '\r\n';

/**
 * Le fichier d'écritures d'un logiciel, les lignes étant déjà dans l'ordre.
 * @throws RangeError si un compte, un journal ou un montant ne tient pas dans sa colonne
 */
export function texteDisposition(
  { colonnes, separateur, entete }: Disposition,
  lignes: readonly LigneAExporter[],
  libelles: Libelles,
): string {
  const textes = entete ? [colonnes.map(c => c.titre).join(separateur) + FIN] : [];
  let rang = 0;
  let derniere = '';
  for (const ligne of lignes) {
    const piece = `${ligne.Journal}\u0000${ligne.EcritureNum}`;
    if (piece !== derniere) rang++;
    derniere = piece;
    textes.push(colonnes.map(c => celluleDe(c, ligne, rang, libelles, separateur)).join(separateur) + FIN);
  }
  return textes.join('');
}
