import { signaler, texteJour, versIso, type Anomalie, type Etendue, type Jour } from '../../../comptabilite';

interface LigneAPeriode {
  readonly ligne: number;
  readonly PeriodeDu?: Jour | undefined;
  readonly PeriodeAu?: Jour | undefined;
}

/**
 * Période d'une ligne de pièce, undefined si elle n'en a pas ; une borne seule n'en fait pas une, et le radar la
 * signale. Une période qui finit avant de commencer est refusée (C-CUT-03) : rien ne dit ce qui est consommé.
 */
export function etendueDe(
  l: LigneAPeriode,
  table: string,
  piece: string,
): { readonly etendue: Etendue | undefined } | { readonly anomalie: Anomalie } {
  const { PeriodeDu: du, PeriodeAu: au } = l;
  if (du === undefined || au === undefined) return { etendue: undefined };
  if (du <= au) return { etendue: { du, au } };
  return {
    anomalie: signaler(
      'BLOQUANT',
      'C-CUT-03',
      {
        fr: `${piece} : la période du ${texteJour(du)} au ${texteJour(au)} finit avant de commencer.`,
        en: `${piece}: the period from ${versIso(du)} to ${versIso(au)} ends before it starts.`,
      },
      { fr: 'Échangez les deux dates.', en: 'Swap the two dates.' },
      { table, ligne: l.ligne, colonne: 'PeriodeAu', cle: piece },
    ),
  };
}
