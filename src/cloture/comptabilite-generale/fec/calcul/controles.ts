/** Ce qu'un FEC doit vérifier pour entrer, et ce qu'il fait lire d'abord (domaine §11.4). */
import { LIGNES_PAR_TRANCHE, texteJour, type Jour, type Referentiel } from '../../../../comptabilite';
import { appartenance } from '../../../../comptabilite/pcg';
import type { Bornes } from './exercice';
import { enTexte } from './lecteur';
import type { LignesFec } from './lignes';
import { controlerPieces, type PiecesControlees } from './pieces';
import type { Signalements } from './signalements';

export interface Controle {
  readonly exercice: Bornes;
  readonly referentiel: Referentiel;
}

/** Lignes d'écriture qu'une feuille d'Excel tient sous son titre et ses en-têtes. */
export const LIGNES_MAX = 1_048_572;

/** Totaux d'un fichier, en centimes. */
export interface Totaux extends PiecesControlees {
  readonly debit: number;
  readonly credit: number;
  /** Σ classe 7 − Σ classe 6. */
  readonly resultat: number;
}

/**
 * Contrôle les lignes lues. Rend la main toutes les 20 000 lignes.
 * @returns les totaux ; les constats disent si l'import est permis
 */
export function* controlerFec(
  lignes: LignesFec,
  constats: Signalements,
  controle: Controle,
): Generator<void, Totaux> {
  if (lignes.nombre > LIGNES_MAX)
    constats.noter('TROP_DE_LIGNES', 0, '', String(lignes.nombre), String(LIGNES_MAX));
  const { nombre } = yield* controlerPieces(lignes, constats);
  const lettrages = new Lettrages(lignes);
  const { exercice } = controle;
  const [du, au] = [texteJour(exercice.debut), texteJour(exercice.fin)];
  const collectif = lignes.comptes.textes.map(compte => /^4(11|01)/.test(compte));
  const classe = lignes.comptes.textes.map(compte => compte.charCodeAt(0) - 48);
  let debit = 0;
  let credit = 0;
  let resultat = 0;
  for (let i = 0; i < lignes.nombre; i++) {
    if (i % LIGNES_PAR_TRANCHE === 0) yield;
    const [d, c] = [lignes.debit[i]!, lignes.credit[i]!];
    debit += d;
    credit += c;
    const compte = lignes.compte[i]!;
    if (classe[compte] === 6 || classe[compte] === 7) resultat += c - d;
    const date = lignes.date[i]!;
    if (date !== 0 && (date < exercice.debut || date > exercice.fin))
      constats.noter(
        'HORS_EXERCICE',
        lignes.numeroDeLigne[i]!,
        'EcritureDate',
        texteJour(date as Jour),
        du,
        au,
      );
    controlerLigne(lignes, i, constats);
    if (collectif[compte] && lignes.tiers[i]! < 0)
      constats.noter(
        'SANS_AUXILIAIRE',
        lignes.numeroDeLigne[i]!,
        'CompAuxNum',
        lignes.comptes.textes[compte]!,
      );
    if (lignes.lettrage[i]! >= 0) lettrages.ajouter(i);
  }
  if (debit !== credit) {
    const ecart = enTexte(debit - credit);
    constats.noter('TOTAL', 0, '', enTexte(debit), enTexte(credit), ecart);
  }
  lettrages.controler(constats);
  controlerComptes(lignes, constats, controle);
  controlerSoldes(lignes, constats);
  return { nombre, debit, credit, resultat };
}

/** Ce qu'une ligne dit d'elle seule. */
function controlerLigne(lignes: LignesFec, i: number, constats: Signalements): void {
  const ligne = lignes.numeroDeLigne[i]!;
  const [debit, credit, validation] = [lignes.debit[i]!, lignes.credit[i]!, lignes.validation[i]!];
  if (debit === 0 && credit === 0) constats.noter('LIGNE_NULLE', ligne, 'Debit');
  if (debit < 0) constats.noter('NEGATIF', ligne, 'Debit', enTexte(debit));
  if (credit < 0) constats.noter('NEGATIF', ligne, 'Credit', enTexte(credit));
  if (validation === 0) constats.noter('NON_VALIDEE', ligne, 'ValidDate');
  else if (validation < lignes.date[i]!)
    constats.noter(
      'VALIDEE_AVANT',
      ligne,
      'ValidDate',
      texteJour(validation as Jour),
      texteJour(lignes.date[i] as Jour),
    );
  if (lignes.referenceDe[i] === lignes.referenceA[i]) constats.noter('SANS_PIECE', ligne, 'PieceRef');
  if (lignes.datePiece[i] === 0) constats.noter('SANS_DATE_PIECE', ligne, 'PieceDate');
  if (lignes.libelleDe[i] === lignes.libelleA[i]) constats.noter('SANS_LIBELLE', ligne, 'EcritureLib');
}

/** Un lettrage complet s'annule, par compte et tiers (domaine §9.4) ; en minuscules, il est partiel. */
class Lettrages {
  private readonly groupes = new Map<string, { premiere: number; solde: number }>();

  constructor(private readonly lignes: LignesFec) {}

  ajouter(i: number): void {
    const { lettrage, lettrages, compte, tiers, debit, credit } = this.lignes;
    const lettre = lettrages.textes[lettrage[i]!]!;
    if (lettre !== lettre.toUpperCase()) return;
    const cle = `${compte[i]} ${tiers[i]} ${lettre}`;
    const groupe = this.groupes.get(cle);
    const solde = debit[i]! - credit[i]!;
    if (groupe) groupe.solde += solde;
    else this.groupes.set(cle, { premiere: i, solde });
  }

  controler(constats: Signalements): void {
    const { lettrage, lettrages, compte, comptes, numeroDeLigne } = this.lignes;
    for (const { premiere, solde } of this.groupes.values()) {
      if (solde === 0) continue;
      const nom = comptes.textes[compte[premiere]!]!;
      constats.noter(
        'LETTRAGE',
        numeroDeLigne[premiere]!,
        'EcritureLet',
        lettrages.textes[lettrage[premiere]!]!,
        nom,
        enTexte(solde),
      );
    }
  }
}

/** Les comptes qui ne sont pas du plan de l'exercice, une fois chacun. */
function controlerComptes({ comptes }: LignesFec, constats: Signalements, { referentiel }: Controle): void {
  comptes.textes.forEach((compte, rang) => {
    if (/^\d{3}/.test(compte) && appartenance(compte, referentiel) !== 'OUI')
      constats.noter('HORS_PLAN', comptes.lignes[rang]!, 'CompteNum', compte, referentiel);
  });
}

/** Une pièce qui touche à la fois les classes 6 ou 7 et le résultat de l'exercice (120, 129) solde la gestion. */
function controlerSoldes(lignes: LignesFec, constats: Signalements): void {
  const { comptes, pieces } = lignes;
  const resultat = comptes.textes.map(compte => /^12[09]/.test(compte));
  if (!resultat.includes(true)) return;
  const gestion = comptes.textes.map(compte => /^[67]/.test(compte));
  const surResultat = new Map<number, string>();
  for (let i = 0; i < lignes.nombre; i++)
    if (resultat[lignes.compte[i]!]) surResultat.set(lignes.piece[i]!, comptes.textes[lignes.compte[i]!]!);
  const dites = new Set<number>();
  for (let i = 0; i < lignes.nombre; i++) {
    const piece = lignes.piece[i]!;
    if (!gestion[lignes.compte[i]!] || !surResultat.has(piece) || dites.has(piece)) continue;
    dites.add(piece);
    const [journal, numero] = lignes.nomDe(piece);
    const ligne = lignes.numeroDeLigne[pieces.premiere[piece]!]!;
    constats.noter('SOLDE_GESTION', ligne, 'EcritureNum', journal, numero, surResultat.get(piece)!);
  }
}
