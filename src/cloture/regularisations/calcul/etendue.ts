import { signaler, texteJour, versIso, type Anomalie, type Etendue, type Jour } from '../../../comptabilite';

interface LigneAPeriode {
  readonly ligne: number;
  readonly PeriodeDu?: Jour | undefined;
  readonly PeriodeAu?: Jour | undefined;
}

/**
 * Période d'une ligne de pièce, undefined si elle n'en a pas ; une borne seule n'en fait pas une, et le radar la
 * signale.
 */
export function etendueDe({ PeriodeDu: du, PeriodeAu: au }: LigneAPeriode): Etendue | undefined {
  return du === undefined || au === undefined ? undefined : { du, au };
}

/** Vrai si la période de la ligne finit avant de commencer : rien ne dit ce qui est consommé. */
export const estInversee = ({ PeriodeDu: du, PeriodeAu: au }: LigneAPeriode): boolean =>
  du !== undefined && au !== undefined && au < du;

/** C-CUT-03 : une période inversée est refusée. */
export function refuserInversee(l: LigneAPeriode, table: string, piece: string): Anomalie {
  const [du, au] = [l.PeriodeDu!, l.PeriodeAu!];
  return signaler(
    'BLOQUANT',
    'C-CUT-03',
    {
      fr: `${piece} : la période du ${texteJour(du)} au ${texteJour(au)} finit avant de commencer.`,
      en: `${piece}: the period from ${versIso(du)} to ${versIso(au)} ends before it starts.`,
    },
    { fr: 'Échangez les deux dates.', en: 'Swap the two dates.' },
    { table, ligne: l.ligne, colonne: 'PeriodeAu', cle: piece },
  );
}
