import type { Cellule, Colonne, Valeur } from '../table';
import { decodeurDe, type Decodeur } from './cellules';
import type { LigneBrute, SuiviColonne } from './journal';

/** Une colonne de la feuille, qui se lit d'une traite sur un bloc de lignes. */
export class ColonneLue {
  private readonly decoder: Decodeur;

  constructor(
    readonly colonne: Colonne,
    /** Rang de la colonne dans la feuille. */
    readonly rang: number,
    readonly suivi: SuiviColonne,
    /** Un texte y est un identifiant. */
    code: boolean,
  ) {
    this.decoder = decodeurDe(colonne, code);
  }

  /**
   * Décode la colonne d'un bloc dans `cible`, à partir du rang `vers`. Une cellule qui répète celle du dessus n'est pas
   * décodée deux fois, sauf si elle a fait dire quelque chose : chaque ligne a ses anomalies.
   */
  lire(bloc: readonly LigneBrute[], numeros: readonly number[], cible: Valeur[], vers: number): void {
    const { rang, suivi } = this;
    let avant: Cellule;
    let lu: Valeur;
    let repetable = false;
    for (let i = 0; i < bloc.length; i++) {
      const cellule = bloc[i]![rang];
      if (!repetable || cellule !== avant) {
        const dits = suivi.dits;
        suivi.ligne = numeros[vers + i]!;
        lu = this.lireCellule(cellule);
        avant = cellule;
        repetable = suivi.dits === dits;
      }
      cible[vers + i] = lu;
    }
  }

  private lireCellule(cellule: Cellule): Valeur {
    const { suivi } = this;
    const dits = suivi.dits;
    const vide = cellule === '' || cellule === null || cellule === undefined;
    const lu = vide ? undefined : this.decoder(cellule, suivi);
    if (lu === undefined && this.colonne.requis && suivi.dits === dits) suivi.vide();
    return lu;
  }
}
