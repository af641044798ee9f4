import type { Explication, Jour, ModeEtalement } from '../../../comptabilite';
import { partEchue } from '../../tables-communes/part-echue';
import { arreteDonne, dateLue, dire } from './feuilles';

/** Une ligne du classeur qui couvre une période. */
export interface LigneAPeriode {
  readonly ligne: number;
  readonly PeriodeDu?: Jour | undefined;
  readonly PeriodeAu?: Jour | undefined;
}

/** La part écoulée d'un montant couvrant une période (domaine §4.5), en jours s'il n'est dit autrement ; tout, sans période. */
export function partDePeriode(
  m: Explication,
  table: string,
  l: LigneAPeriode,
  date: Jour,
  mode: ModeEtalement = 'JOURS',
): Explication {
  if (l.PeriodeDu === undefined || l.PeriodeAu === undefined || l.PeriodeAu < l.PeriodeDu) return m;
  const part = partEchue(m, {
    du: dateLue(dire('Début de période', 'Period start'), table, l.ligne, 'PeriodeDu', l.PeriodeDu),
    au: dateLue(dire('Fin de période', 'Period end'), table, l.ligne, 'PeriodeAu', l.PeriodeAu),
    arrete: arreteDonne(date),
    mode,
  });
  return { ...part, libelle: dire(`${m.libelle.fr}, part écoulée`, `${m.libelle.en}, elapsed share`) };
}
