import { arbre, type Explication, type Jour } from '../../../comptabilite';
import { arreteDonne, dateLue, dire } from './feuilles';

/** Une ligne du classeur qui couvre une période. */
export interface LigneAPeriode {
  readonly ligne: number;
  readonly PeriodeDu?: Jour | undefined;
  readonly PeriodeAu?: Jour | undefined;
}

/** La part écoulée d'un montant couvrant une période, en jours, bornes comprises (domaine §4.5) ; tout, sans période. */
export function partDePeriode(m: Explication, table: string, l: LigneAPeriode, date: Jour): Explication {
  if (l.PeriodeDu === undefined || l.PeriodeAu === undefined || l.PeriodeAu < l.PeriodeDu) return m;
  const du = dateLue(dire('Début de période', 'Period start'), table, l.ligne, 'PeriodeDu', l.PeriodeDu);
  const au = dateLue(dire('Fin de période', 'Period end'), table, l.ligne, 'PeriodeAu', l.PeriodeAu);
  const un = arbre.constante(dire('Le premier jour compte', 'The first day counts'), 1, 'JOUR');
  const jours = (fr: string, en: string, fin: Explication) =>
    arbre.somme(dire(fr, en), [arbre.difference(dire('Fin - début', 'End - start'), [fin, du]), un]);
  const ecoules = jours(
    'Jours écoulés',
    'Days elapsed',
    arbre.minimum(dire('Fin, au plus tard de l’arrêté', 'End, no later than the closing date'), [
      au,
      arreteDonne(date),
    ]),
  );
  return arbre.prorata(
    dire(`${m.libelle.fr}, part écoulée`, `${m.libelle.en}, elapsed share`),
    m,
    ecoules.valeur.isNegative()
      ? arbre.maximum(ecoules.libelle, [arbre.constante(dire('Zéro', 'Zero'), 0, 'JOUR'), ecoules])
      : ecoules,
    jours('Jours de la période', 'Days of the period', au),
  );
}
