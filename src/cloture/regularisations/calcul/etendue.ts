import { texteJour, versIso, type Anomalie, type Etendue, type Jour } from '../../../comptabilite';

interface LigneAPeriode {
  readonly ligne: number;
  readonly PeriodeDu?: Jour | undefined;
  readonly PeriodeAu?: Jour | undefined;
}

/**
 * Période d'une ligne de pièce, undefined si elle n'en a pas. Une période qui finit avant de commencer, ou dont une
 * borne manque, est refusée (C-CUT-03) : rien ne dit alors ce qui est consommé.
 */
export function etendueDe(
  l: LigneAPeriode,
  table: string,
  piece: string,
): { readonly etendue: Etendue | undefined } | { readonly anomalie: Anomalie } {
  const { PeriodeDu: du, PeriodeAu: au } = l;
  if (du === undefined && au === undefined) return { etendue: undefined };
  if (du !== undefined && au !== undefined && du <= au) return { etendue: { du, au } };
  const dire = (j: Jour | undefined, texte: (j: Jour) => string) => (j === undefined ? '…' : texte(j));
  return {
    anomalie: {
      code: 'C-CUT-03',
      gravite: 'BLOQUANT',
      table,
      ligne: l.ligne,
      colonne: au === undefined ? 'PeriodeAu' : 'PeriodeDu',
      cle: piece,
      message: `${piece} : la période du ${dire(du, texteJour)} au ${dire(au, texteJour)} ne se lit pas.`,
      remede: 'Donnez les deux dates, la première avant la seconde, ou aucune.',
      en: {
        message: `${piece}: the period from ${dire(du, versIso)} to ${dire(au, versIso)} cannot be read.`,
        remede: 'Give both dates, the first before the second, or none.',
      },
    },
  };
}
