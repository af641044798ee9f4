/** Les arbres d'un montant d'état : lignes, comptes, mois, puis cellules des écritures. */
import {
  arbre,
  periodeDe,
  texteMois,
  type Explication,
  type Jour,
  type Periode,
  type Phrase,
} from '../../../comptabilite';
import type { Genre, LigneLivre } from '../../tables-communes/grand-livre';
import type { Arrete } from '../arreter';
import { nomsDesComptes } from '../lecture';

/** Des jours, bornes comprises, et les genres d'écritures qui comptent. */
export interface FenetreExpliquee {
  readonly du: Jour;
  readonly au: Jour;
  readonly genres: ReadonlySet<Genre>;
}

/** Au-delà, les écritures d'un compte se rangent par mois : le premier niveau tient à l'écran. */
const PAR_MOIS = 40;

/** Les écritures d'un compte qui comptent dans un montant : toutes, d'un tiers, d'une affaire. */
export type Filtre = (ligne: LigneLivre) => boolean;

/** La valeur d'une colonne de texte d'une ligne d'écriture ; '' si elle est vide. */
export const texteDe = (l: LigneLivre, colonne: string): string => l.livre.textes(colonne)[l.rang] ?? '';

const moisAnglais = (p: Periode): string => p;

/** Les arbres des comptes d'un arrêté. */
export class ArbresLivre {
  private readonly noms: ReadonlyMap<string, string>;

  constructor(private readonly a: Arrete) {
    this.noms = nomsDesComptes(a.contexte.tables);
  }

  nommer(compte: string): Phrase {
    const nom = `${compte} ${this.noms.get(compte) ?? ''}`.trim();
    return { fr: nom, en: nom };
  }

  /** Les mouvements d'un compte dans ces jours, au débit ou au crédit. */
  compte(
    compte: string,
    fenetres: readonly FenetreExpliquee[],
    auDebit: boolean,
    filtre: Filtre = () => true,
  ): Explication {
    const lignes = fenetres.flatMap(({ du, au, genres }) =>
      this.a.livre.grand.lignes(compte, du, au, genres).filter(filtre),
    );
    const libelle = this.nommer(compte);
    if (lignes.length <= PAR_MOIS) return solder(libelle, lignes, auDebit);
    const parMois = new Map<Periode, LigneLivre[]>();
    for (const l of lignes) {
      const mois = periodeDe(l.jour);
      const la = parMois.get(mois) ?? [];
      la.push(l);
      parMois.set(mois, la);
    }
    return arbre.somme(
      libelle,
      [...parMois].map(([mois, siennes]) =>
        solder({ fr: texteMois(mois), en: moisAnglais(mois) }, siennes, auDebit),
      ),
      'EUR',
    );
  }

  /** Les jours d'un mouvement : un résultat repris par le journal des à-nouveaux compte à sa date. */
  mouvements(du: Jour, au: Jour): FenetreExpliquee[] {
    return [{ du, au, genres: new Set<Genre>([...this.a.livre.grand.courants(), 'AN']) }];
  }

  /** Les jours d'un solde de bilan : ce qui ouvre l'exercice, puis ses mouvements. */
  solde(au: Jour): FenetreExpliquee[] {
    const { grand } = this.a.livre;
    const exercice = grand.exerciceDu(au);
    if (exercice === undefined) return [];
    const { du, au: fin, genres } = grand.fenetreOuverture(exercice, au);
    return [
      { du: du as Jour, au: fin as Jour, genres },
      { du: exercice.DateDebut, au, genres: grand.courants() },
    ];
  }
}

/** Débits et crédits d'écritures : leur différence, du côté voulu. */
function solder(libelle: Phrase, lignes: readonly LigneLivre[], auDebit: boolean): Explication {
  const cote = (colonne: 'Debit' | 'Credit') => {
    const cellules = lignes
      .filter(l => (colonne === 'Debit' ? l.debit : l.credit) !== 0)
      .map(l => {
        const piece = texteDe(l, 'Piece');
        const dit = `${piece} ${texteDe(l, 'Libelle')}`.trim();
        const m = colonne === 'Debit' ? l.debit : l.credit;
        const source = { table: l.table.nom, ligne: l.ligne, colonne };
        return arbre.cellule({ fr: dit, en: dit }, source, arbre.eurosExacts(m), 'EUR');
      });
    const nom = colonne === 'Debit' ? { fr: 'Débits', en: 'Debits' } : { fr: 'Crédits', en: 'Credits' };
    return { cellules, noeud: arbre.somme(nom, cellules, 'EUR') };
  };
  const [plus, moins] = auDebit ? [cote('Debit'), cote('Credit')] : [cote('Credit'), cote('Debit')];
  if (moins.cellules.length === 0) return arbre.somme(libelle, plus.cellules, 'EUR');
  return arbre.difference(libelle, [plus.noeud, moins.noeud], 'EUR');
}
