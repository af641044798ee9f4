/** L'arbre de l'étalement (domaine §4.5) : la part échue d'un montant, et ce qui reste à courir. */
import {
  arbre,
  modeApplique,
  poidsEchu,
  type Explication,
  type Jour,
  type Libelle,
  type ModeEtalement,
} from '../../comptabilite';

const dire = (fr: string, en: string): Libelle => ({ fr, en });
const zero = (): Explication => arbre.constante(dire('Zéro', 'Zero'), 0, 'EUR');

/** Une période et le jour où l'on s'arrête, d'où qu'ils viennent : cellules, arguments, ou bornes supposées. */
export interface Etalement {
  readonly du: Explication;
  readonly au: Explication;
  readonly arrete: Explication;
  readonly mode: ModeEtalement;
}

export const arreteConstant = (arrete: Jour): Explication =>
  arbre.constante(dire('Arrêté', 'Closing date'), arrete, 'DATE');

/** La part au plus tard de l'arrêté : jours, mois entiers ou parts de mois. L'arbre de `acquis`. */
export function partEchue(base: Explication, { du, au, arrete, mode }: Etalement): Explication {
  const [premier, dernier, arret] = [du, au, arrete].map(e => e.valeur.toNumber() as Jour) as [
    Jour,
    Jour,
    Jour,
  ];
  const etendue = { du: premier, au: dernier };
  if (arret >= dernier) return base;
  if (arret < premier) return zero();
  const libelle = dire("Part échue à l'arrêté", 'Part elapsed at the closing date');
  if (modeApplique(etendue, mode) !== 'JOURS') {
    const { echu, total } = poidsEchu(etendue, arret, mode);
    return arbre.prorata(
      libelle,
      base,
      arbre.constante(dire(`Mois échus (${mode})`, `Elapsed months (${mode})`), echu),
      arbre.constante(dire('Mois de la période', 'Months of the period'), total),
    );
  }
  const jours = (fr: string, en: string, fin: Explication) =>
    arbre.somme(dire(fr, en), [
      arbre.difference(dire('Du premier au dernier', 'From first to last'), [fin, du]),
      arbre.constante(dire('Le dernier jour compte', 'The last day counts'), 1, 'JOUR'),
    ]);
  return arbre.prorata(
    libelle,
    base,
    jours('Jours échus', 'Elapsed days', arrete),
    jours('Jours de la période', 'Days of the period', au),
  );
}

/** Constaté d'avance : le montant moins sa part échue. L'arbre de `constateDAvance`. */
export const aCourir = (base: Explication, etalement: Etalement): Explication =>
  arbre.difference(dire("Reste à courir après l'arrêté", 'Still to run after the closing date'), [
    base,
    partEchue(base, etalement),
  ]);
