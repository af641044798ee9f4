import type { Gravite, Jour } from '../../../../src/comptabilite';
import type { Donnees } from '../base';
import { Atelier, j, q } from '../atelier';

export const OCTOBRE = j('2026-10-31');

/** Une affaire sans défaut à fin novembre. */
export const saine = () =>
  new Atelier().affaire().commande(100_000).temps(1, '2026-11-02').planning(9, '2026-12-02');
export const regle = (l: Partial<Donnees['regles'][number]>) => (a: Atelier) =>
  a.remplacer({ regles: a.donnees.regles.map(r => (r.CodeRegle === 'AVR' ? { ...r, ...l } : r)) });
export const ajouter =
  <C extends keyof Donnees>(table: C, l: object) =>
  (a: Atelier) =>
    a.remplacer({ [table]: [...a.donnees[table], { ligne: a.donnees[table].length + 5, ...l }] });
/** Octobre historisé tel qu'il se calcule, et novembre ouvert. */
export const avecOctobre = (a: Atelier) => a.temps(1, '2026-10-02').valider(OCTOBRE);
export const regie = (jours: number) =>
  new Atelier()
    .affaire('A', { RegleCA: 'AVT' })
    .commande(28_000, { CodeProduit: 'REGIE', Quantite: q(jours), Unite: 'JOUR' })
    .temps(1, '2026-11-02')
    .planning(9, '2026-12-02');

/** Un défaut, où il mène, et ce qui le lève ou l'ôte. */
export interface Cas {
  readonly code: string;
  readonly quand: string;
  readonly gravite: Gravite;
  /** Table, ligne et colonne de la cellule fautive ; sans ligne, ce qui manque n'en a pas. */
  readonly lieu: readonly [string, number | undefined, string];
  readonly fautif: () => Atelier;
  /** Le même, défaut ôté ; l'affaire saine si rien n'est dit. */
  readonly sain?: () => Atelier;
  readonly arrete?: Jour;
}
