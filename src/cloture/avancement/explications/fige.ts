import {
  arbre,
  texteJour,
  versIso,
  type Explication,
  type Jour,
  type Libelle,
  type Montant,
  type Quantite,
  type Taux,
} from '../../../comptabilite';
import type { AnyTable } from '../../../workbook/table';
import type { LigneHistorique } from '../calcul/donnees';
import type { ArreteHistorise } from '../calcul/historique';
import { dire, montantLu, tauxLu, total } from './feuilles';

/** Une cellule figée par une clôture : elle n'a pas d'autre explication qu'elle-même (conception §1, loi 7). */
export function celluleFigee(
  table: AnyTable,
  ligne: Readonly<Record<string, unknown>>,
  cle: string,
  arrete: Jour,
): Explication | undefined {
  const colonne = table.colonnes.find(c => c.cle === cle);
  const valeur = ligne[cle];
  if (!colonne || valeur === undefined || typeof ligne['ligne'] !== 'number') return undefined;
  const libelle = dire(
    `${colonne.entete}, figé à l'arrêté du ${texteJour(arrete)}`,
    `${colonne.en}, frozen at ${versIso(arrete)}`,
  );
  const source = { table: table.nom, ligne: ligne['ligne'], colonne: cle };
  switch (colonne.sorte) {
    case 'montant':
      return arbre.cellule(libelle, source, arbre.eurosExacts(valeur as Montant), 'EUR');
    case 'taux':
      return arbre.cellule(libelle, source, valeur as Taux, 'TAUX');
    case 'quantite':
      return arbre.cellule(libelle, source, arbre.quantiteExacte(valeur as Quantite), 'JOUR');
    default:
      return undefined;
  }
}

type Chiffre = 'BUD' | 'FACT' | 'CH' | 'RAF' | 'REP';

const NOMS: Readonly<Record<Chiffre, Libelle>> = {
  BUD: dire('Budget de vente', 'Contract revenue'),
  FACT: dire('Facturé', 'Invoiced'),
  CH: dire('Charges réelles', 'Actual costs'),
  RAF: dire('Reste à faire', 'Cost to complete'),
  REP: dire('Reprévision', 'Cost at completion'),
};

/** Un arrêté fermé répond de ses lignes d'historique. */
export class ExplicationFigee {
  constructor(
    private readonly figees: readonly ArreteHistorise[],
    private readonly avant: readonly ArreteHistorise[],
    /** Aucun arrêté n'existe avant : la production n'a pas de départ. */
    private readonly premiere: boolean,
  ) {}

  get ca(): Explication {
    return this.module('CA', dire('CA reconnu', 'Recognised revenue'));
  }

  get fae(): Explication {
    return this.module('FAE', dire('Facture à établir', 'Accrued revenue'));
  }

  get pca(): Explication {
    return this.module('PCA', dire("Produit constaté d'avance", 'Deferred revenue'));
  }

  get caPrecedent(): Explication {
    return moduleDe(this.avant, 'CA', dire('CA M-1', 'Prior revenue'));
  }

  get production(): Explication | undefined {
    if (this.premiere) return undefined;
    return arbre.difference(dire('Production du mois', 'Revenue of the month'), [this.ca, this.caPrecedent]);
  }

  /** Un chiffre de la ligne CA ; undefined si un lot ne l'a pas. */
  chiffre(cle: Chiffre): Explication | undefined {
    const cellules = this.figees.map(({ detail }) => {
      const m = detail?.[cle];
      return detail && m !== undefined
        ? montantLu(nomDe(detail), 'Historique', detail.ligne, cle, m)
        : undefined;
    });
    return cellules.some(c => !c)
      ? undefined
      : total(
          NOMS[cle],
          cellules.flatMap(c => c ?? []),
        );
  }

  pourcent(cle: 'PctCalcule' | 'PctTheorique' | 'PctForce'): Explication | undefined {
    const [seule] = this.figees.length === 1 ? this.figees : [];
    const taux = seule?.detail?.[cle];
    if (!seule?.detail || taux === undefined) return undefined;
    return tauxLu(
      dire(`% historisé (${cle})`, `Recorded % (${cle})`),
      'Historique',
      seule.detail.ligne,
      cle,
      taux,
    );
  }

  /** % retenu : forcé, sinon théorique, sinon calculé ; CA / budget pour plusieurs lots, à l'achèvement ou au prorata. */
  get taux(): Explication | undefined {
    const fige = this.pourcent('PctForce') ?? this.pourcent('PctTheorique') ?? this.pourcent('PctCalcule');
    if (fige) return fige;
    const budget = this.chiffre('BUD');
    if (!budget || budget.valeur.isZero()) return undefined;
    return arbre.quotient(dire('% retenu', 'Applied %'), this.ca, budget);
  }

  private module(module: 'CA' | 'FAE' | 'PCA', libelle: Libelle): Explication {
    return moduleDe(this.figees, module, libelle);
  }
}

function moduleDe(figees: readonly ArreteHistorise[], module: string, libelle: Libelle): Explication {
  const lignes = figees.flatMap(f => f.lignes.filter(l => l.Module === module));
  return total(
    libelle,
    lignes.map(l => montantLu(nomDe(l), 'Historique', l.ligne, 'Montant', l.Montant)),
  );
}

const nomDe = (l: LigneHistorique): Libelle => {
  const lot = [l.IdAffaire, l.Lot, l.SousLot].filter(x => x !== undefined).join(' / ');
  return dire(`Historique ${lot}, ${l.TypeLigne}`, `History ${lot}, ${l.TypeLigne}`);
};
