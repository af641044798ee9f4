/** Les écritures importées de l'exemple : passées une à une, puis numérotées par journal dans l'ordre des dates. */
import {
  ajouterJours,
  compte,
  finDeMois,
  somme,
  versIso,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { Ecritures } from '../../../cloture/tables-communes';
import type { Valeurs } from '../../../workbook/table';
import { le, ouvreSuivant } from './calendrier';
import type { Carnet } from './carnet';

const JOURNAUX = {
  AN: 'À-nouveaux',
  VE: 'Ventes',
  AC: 'Achats',
  BQ: 'Banque',
  PA: 'Paie',
  OD: 'Opérations diverses',
} as const;
export type CodeJournal = keyof typeof JOURNAUX;

/** Une ligne d'écriture ; un montant négatif passe de l'autre côté. */
export interface LigneJournal {
  readonly compte: string;
  readonly debit?: Montant;
  readonly credit?: Montant;
  readonly tiers?: string;
  readonly affaire?: string;
  readonly echeance?: Jour;
  /** Code de lettrage et sa date. */
  readonly lettrage?: readonly [code: string, date: Jour];
  /** Pièce de la ligne, quand elle n'est pas celle de l'écriture : un à-nouveau garde sa facture. */
  readonly piece?: string;
  readonly datePiece?: Jour;
}

interface EcritureImportee {
  readonly journal: CodeJournal;
  readonly date: Jour;
  readonly piece: string;
  readonly libelle: string;
  readonly lignes: readonly LigneJournal[];
}

const sensDe = ({ debit = ZERO, credit = ZERO }: LigneJournal): number => debit - credit;
/** Le dernier mois clos : ses écritures sont validées. */
const CLOS = le('2026-10-31');

export class Journaux {
  private readonly ecritures: EcritureImportee[] = [];

  /** @throws Error si l'écriture n'est pas équilibrée. */
  passer(
    journal: CodeJournal,
    date: Jour,
    piece: string,
    libelle: string,
    lignes: readonly LigneJournal[],
  ): void {
    const utiles = lignes.filter(ligne => sensDe(ligne) !== 0);
    const solde = utiles.reduce((total, ligne) => total + sensDe(ligne), 0);
    if (solde !== 0) throw new Error(`${journal} ${piece} : déséquilibre de ${solde} centimes.`);
    if (utiles.length > 0) this.ecritures.push({ journal, date, piece, libelle, lignes: utiles });
  }

  /** Solde débiteur d'un compte sur un mois, en centimes. */
  mouvement(prefixe: string, du: Jour, au: Jour): Montant {
    const lignes = this.ecritures.filter(e => e.date >= du && e.date <= au).flatMap(e => e.lignes);
    return somme(lignes.filter(l => l.compte.startsWith(prefixe)).map(l => sensDe(l) as Montant));
  }

  /** Écrit toutes les écritures dans la table. */
  verser(carnet: Carnet): void {
    const rangs = new Map<CodeJournal, number>();
    for (const ecriture of [...this.ecritures].sort((a, b) => a.date - b.date)) {
      const rang = (rangs.get(ecriture.journal) ?? 0) + 1;
      rangs.set(ecriture.journal, rang);
      carnet.ajouter(Ecritures, ...lignesDe(ecriture, `${ecriture.journal}${String(rang).padStart(5, '0')}`));
    }
  }
}

function lignesDe(e: EcritureImportee, numero: string): Valeurs<typeof Ecritures>[] {
  return e.lignes.map((ligne, rang) => {
    const sens = sensDe(ligne);
    return {
      Exercice: versIso(e.date).slice(0, 4),
      Journal: e.journal,
      EcritureNum: numero,
      Ligne: rang + 1,
      JournalLib: JOURNAUX[e.journal],
      DateEcriture: e.date,
      Compte: compte(ligne.compte),
      Tiers: ligne.tiers,
      Piece: ligne.piece ?? e.piece,
      DatePiece: ligne.datePiece ?? e.date,
      Libelle: e.libelle,
      Debit: (sens > 0 ? sens : 0) as Montant,
      Credit: (sens < 0 ? -sens : 0) as Montant,
      Lettrage: ligne.lettrage?.[0],
      DateLettrage: ligne.lettrage?.[1],
      DateValidation: e.date <= CLOS ? ouvreSuivant(ajouterJours(finDeMois(e.date), 5)) : undefined,
      DateEcheance: ligne.echeance,
      IdAffaire: ligne.affaire,
      Origine: 'IMPORT',
    };
  });
}

/** Codes de lettrage, AA, AB… propres à chaque tiers. */
export class Lettrages {
  private readonly rangs = new Map<string, number>();

  suivant(tiers: string): string {
    const rang = this.rangs.get(tiers) ?? 0;
    this.rangs.set(tiers, rang + 1);
    return String.fromCharCode(65 + Math.floor(rang / 26), 65 + (rang % 26));
  }
}
