/** Les postes de tiers encore ouverts à la clôture d'un exercice, pièce par pièce. */
import { montant, type Compte, type Jour, type LigneEcriture, type Montant } from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import type { GrandLivre, LigneLivre } from '../../tables-communes/grand-livre';
import { cleCloture, cleImportee, Lettrages, marquesDe } from '../../tables-communes/lettrages';
import { estReevaluation } from '../../tables-communes/reevaluation';
import type { PosteRepris } from './calcul/reprendre';

interface Ouvert {
  solde: number;
  devise: number;
  readonly precisions: Partial<LigneEcriture>;
  readonly lignes: LigneLivre[];
}

/** Un poste repris, et les lignes d'écriture qui le font. */
export interface PosteOuvert extends PosteRepris {
  readonly lignes: readonly LigneLivre[];
}

/** Une ligne de tiers, avec ce que l'à-nouveau en reprend. */
class LigneDeTiers {
  constructor(
    readonly l: LigneLivre,
    private readonly marques: ReturnType<typeof marquesDe>,
  ) {}

  lire<T>(colonne: string): T | undefined {
    return this.l.livre.colonnes.colonne(colonne)[this.l.rang] as T | undefined;
  }

  get solde(): number {
    return this.l.debit - this.l.credit;
  }

  get reevaluation(): boolean {
    const cle = this.lire<string>('CleGeneration');
    return cle !== undefined && estReevaluation({ CleGeneration: cle });
  }

  /** Le lettrage fait ici, sinon celui qui est importé. */
  get lettrage(): { readonly code: string; readonly le: Jour | undefined } | undefined {
    const texte = (c: string) => this.lire<string>(c) ?? '';
    const Ligne = this.lire<number>('Ligne') ?? 0;
    const cle = this.l.livre.table.generee
      ? cleCloture({ CleGeneration: texte('CleGeneration'), Ligne })
      : cleImportee({
          Exercice: texte('Exercice'),
          Journal: texte('Journal'),
          EcritureNum: texte('EcritureNum'),
          Ligne,
        });
    const marque = this.marques.get(cle);
    const code = marque?.Lettrage ?? this.lire<string>('Lettrage');
    if (code === undefined) return undefined;
    return { code, le: marque ? marque.DateLettrage : this.lire<Jour>('DateLettrage') };
  }
}

/**
 * Les postes ouverts d'un compte au soir de la clôture : ses lignes qui nomment un tiers, réunies par tiers et pièce,
 * hors de celles qu'un lettrage complet a soldées à cette date. Un lettrage postérieur suit sa pièce dans le nouvel
 * exercice. Les écarts de conversion n'en sont pas : ils se reprennent à part.
 */
export function postesOuvertsDe(
  livre: GrandLivre,
  compte: Compte,
  du: Jour,
  au: Jour,
  tables: TablesLues,
): PosteOuvert[] {
  const marques = marquesDe(tables.lire(Lettrages).lignes);
  const lignes = livre
    .lignes(compte, du, au)
    .map(l => new LigneDeTiers(l, marques))
    .filter(l => l.lire<string>('Tiers') !== undefined && !l.reevaluation);
  const soldes = soldesDesLettrages(lignes, au);
  const ouverts = new Map<string, Ouvert>();
  for (const l of lignes) {
    const lettrage = l.lettrage;
    if (lettrage && soldes.get(cleLettrage(l, lettrage.code)) === 0 && complet(lettrage, au)) continue;
    const apres = lettrage?.le !== undefined && lettrage.le > au ? lettrage : undefined;
    ranger(ouverts, l, apres);
  }
  return [...ouverts.values()]
    .filter(o => o.solde !== 0)
    .map(o => ({
      compte,
      lignes: o.lignes,
      solde: montant(o.solde),
      precisions:
        o.devise === 0 ? o.precisions : { ...o.precisions, montantDevise: montant(Math.abs(o.devise)) },
    }));
}

const complet = ({ code, le }: { code: string; le: Jour | undefined }, au: Jour): boolean =>
  code === code.toUpperCase() && (le === undefined || le <= au);

const cleLettrage = (l: LigneDeTiers, code: string) => `${l.lire<string>('Tiers')}\u0000${code}`;

/** Somme, à la clôture, des lignes de chaque lettrage complet : non nulle, le lettrage n'a rien soldé encore. */
function soldesDesLettrages(lignes: readonly LigneDeTiers[], au: Jour): Map<string, number> {
  const soldes = new Map<string, number>();
  for (const l of lignes) {
    const lettrage = l.lettrage;
    if (!lettrage || !complet(lettrage, au)) continue;
    const cle = cleLettrage(l, lettrage.code);
    soldes.set(cle, (soldes.get(cle) ?? 0) + l.solde);
  }
  return soldes;
}

function ranger(
  ouverts: Map<string, Ouvert>,
  l: LigneDeTiers,
  apres: { readonly code: string; readonly le: Jour | undefined } | undefined,
): void {
  const tiers = l.lire<string>('Tiers') ?? '';
  const piece = l.lire<string>('Piece') ?? '';
  const devise = l.lire<string>('Devise');
  const cle = [tiers, piece, devise ?? '', apres?.code ?? ''].join('\u0000');
  const connu = ouverts.get(cle);
  const signe = l.solde < 0 ? -1 : 1;
  const enDevise = signe * Math.abs(l.lire<Montant>('MontantDevise') ?? 0);
  if (connu) {
    connu.solde += l.solde;
    connu.devise += enDevise;
    connu.lignes.push(l.l);
    return;
  }
  const echeance = l.lire<Jour>('DateEcheance');
  const libelle = l.lire<string>('Libelle');
  ouverts.set(cle, {
    solde: l.solde,
    devise: enDevise,
    lignes: [l.l],
    precisions: {
      tiers,
      piece,
      datePiece: l.lire<Jour>('DatePiece') ?? l.l.jour,
      ...(libelle === undefined ? {} : { libelle }),
      ...(echeance === undefined ? {} : { echeance }),
      ...(devise === undefined ? {} : { devise }),
      ...(apres === undefined ? {} : { lettrage: apres.code }),
      ...(apres?.le === undefined ? {} : { dateLettrage: apres.le }),
    },
  });
}
