/** Ce que le volet des pièces lit des champs tapés, et ce qu'il ajoute aux feuilles. */
import { compte, depuisTexte, type Compte, type Jour, type Montant } from '../../../comptabilite';
import { lireEuros } from '../../../ui/euros';
import type { BilanExecution } from '../../../ui/proprietes';
import type { TablesLues, Valeurs } from '../../../workbook/table';
import { Contrepassations, PiecesContrepassees, SaisieEcritures } from './tables';

/** Les champs d'un formulaire, tels que tapés. */
export type Champs = Readonly<Record<string, string>>;
/** Un champ fautif : vide alors qu'il le faut, ou illisible. */
export type Fautes = Readonly<Record<string, 'manque' | 'illisible'>>;

export type LigneSaisie = Valeurs<typeof SaisieEcritures>;
export type LigneDemande = Valeurs<typeof Contrepassations>;

/** Le code libre suivant d'une suite « PREFIXE-n ». Ex. : codeSuivant(['S-1', 'S-4'], 'S-') = 'S-5'. */
export function codeSuivant(codes: Iterable<string>, prefixe: string): string {
  let rang = 0;
  for (const code of codes) {
    const lu = code.startsWith(prefixe) ? Number(code.slice(prefixe.length)) : Number.NaN;
    if (Number.isInteger(lu)) rang = Math.max(rang, lu);
  }
  return `${prefixe}${rang + 1}`;
}

class Lecteur {
  readonly fautes: Record<string, 'manque' | 'illisible'> = {};

  constructor(private readonly champs: Champs) {}

  texte(cle: string, requis = false): string | undefined {
    const texte = (this.champs[cle] ?? '').trim();
    if (texte === '' && requis) this.fautes[cle] = 'manque';
    return texte === '' ? undefined : texte;
  }

  private lu<T>(cle: string, lire: (texte: string) => T | undefined, requis: boolean): T | undefined {
    const texte = this.texte(cle, requis);
    if (texte === undefined) return undefined;
    const valeur = lire(texte);
    if (valeur === undefined) this.fautes[cle] = 'illisible';
    return valeur;
  }

  jour(cle: string, requis = false): Jour | undefined {
    return this.lu(cle, depuisTexte, requis);
  }

  montant(cle: string): Montant | undefined {
    return this.lu(cle, lireEuros, true);
  }

  compte(cle: string): Compte | undefined {
    const lire = (texte: string) => {
      try {
        return compte(texte);
      } catch {
        return undefined;
      }
    };
    return this.lu(cle, lire, true);
  }
}

/** La ligne de saisie des champs tapés, ou les champs fautifs. */
export function lireSaisie(
  champs: Champs,
  id: string,
): { readonly ligne: LigneSaisie } | { readonly fautes: Fautes } {
  const lus = new Lecteur(champs);
  const modele = champs['Type'] === 'MODELE';
  const date = lus.jour('Date', true);
  const piece = lus.texte('Piece', true);
  const libelle = lus.texte('Libelle', true);
  const reste = {
    Tiers: lus.texte('Tiers', !modele),
    Montant: lus.montant('Montant'),
    ...(modele
      ? { Modele: lus.texte('Modele', true) }
      : { Compte: lus.compte('Compte'), CodeTVA: lus.texte('CodeTVA') }),
  };
  if (
    Object.keys(lus.fautes).length > 0 ||
    date === undefined ||
    piece === undefined ||
    libelle === undefined
  )
    return { fautes: lus.fautes };
  const Type = champs['Type'] as LigneSaisie['Type'];
  return { ligne: { IdPiece: id, Ligne: 1, Type, Date: date, Piece: piece, Libelle: libelle, ...reste } };
}

/** La demande de contrepassation des champs tapés, ou les champs fautifs. */
export function lireDemande(
  champs: Champs,
  id: string,
): { readonly ligne: LigneDemande } | { readonly fautes: Fautes } {
  const lus = new Lecteur(champs);
  const date = lus.jour('Date', true);
  const motif = lus.texte('Motif', true);
  const criteres = {
    Cle: lus.texte('Cle'),
    Journal: lus.texte('Journal'),
    Du: lus.jour('Du'),
    Au: lus.jour('Au'),
    Compte: lus.texte('Compte'),
    Tiers: lus.texte('Tiers'),
    Piece: lus.texte('Piece'),
  };
  if (Object.values(criteres).every(c => c === undefined)) lus.fautes['Cle'] ??= 'manque';
  if (Object.keys(lus.fautes).length > 0 || date === undefined || motif === undefined)
    return { fautes: lus.fautes };
  const Mode = lus.texte('Mode') as LigneDemande['Mode'];
  const Brouillard = champs['Brouillard'] === 'O' ? true : undefined;
  return { ligne: { IdDemande: id, Date: date, Motif: motif, Mode, Brouillard, ...criteres } };
}

/** Les codes déjà pris d'une table de saisie. */
export const codesDe = (
  tables: TablesLues,
  table: typeof SaisieEcritures | typeof Contrepassations,
): string[] =>
  table.nom === SaisieEcritures.nom
    ? tables.lire(SaisieEcritures).lignes.map(l => l.IdPiece)
    : tables.lire(Contrepassations).lignes.map(l => l.IdDemande);

/** Le compte rendu des contrepassations d'une exécution. */
export const contrepassees = (bilan: BilanExecution): readonly Valeurs<typeof PiecesContrepassees>[] =>
  (bilan.produites?.find(p => p.table.nom === PiecesContrepassees.nom)?.lignes ?? []) as readonly Valeurs<
    typeof PiecesContrepassees
  >[];
