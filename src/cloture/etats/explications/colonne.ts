/** L'arbre d'une rangée d'état, dans une colonne : ses termes, ses lignes, ses comptes. */
import { arbre, type Explication, type Phrase } from '../../../comptabilite';
import type { Rangee, Terme } from '../calcul/dispositions';
import { dansTerme, type Apport, type Presentation } from '../calcul/presenter';
import type { Regroupement } from '../calcul/regrouper';

/** Une colonne qui s'explique : ce qu'elle présente, et l'arbre d'un apport. */
export interface ColonneExpliquee {
  readonly rangees: readonly Rangee[];
  readonly presentation: Presentation;
  readonly regroupement: Regroupement;
  /** L'arbre de ce qu'un compte apporte, dans le sens où la ligne le montre. */
  apport(apport: Apport): Explication;
  /** Ce qu'une ligne ajoute à ses comptes (le résultat à la ligne P10). */
  enPlus?(code: string): readonly Explication[];
  /** Ne compter que le brut, ou que les amortissements ; le net sinon. */
  readonly part?: 'BRUT' | 'CONTRA';
}

/** Ce qui s'ajoute, moins ce qui se retranche. */
export function plusMoins(
  libelle: Phrase,
  plus: readonly Explication[],
  moins: readonly Explication[],
): Explication {
  if (moins.length === 0) return arbre.somme(libelle, plus, 'EUR');
  const somme = { fr: 'À ajouter', en: 'Added' };
  const [premier] = plus;
  const haut = plus.length === 1 && premier ? premier : arbre.somme(somme, plus, 'EUR');
  return arbre.difference(libelle, [haut, ...moins], 'EUR');
}

/** L'arbre d'une rangée ; undefined pour un titre, ou un code que l'état n'a pas. */
export function expliquerRangee(c: ColonneExpliquee, code: string): Explication | undefined {
  const rangee = c.rangees.find(r => r.code === code);
  if (rangee === undefined || rangee.nature === 'TITRE' || rangee.nature === 'DONT') return undefined;
  const libelle = { fr: rangee.fr, en: rangee.en };
  if (rangee.termes.length === 0) return ligne(c, code, libelle, () => true);
  const termes = rangee.termes.map(t => ({ signe: t.signe, e: terme(c, t) }));
  return plusMoins(
    libelle,
    termes.filter(t => t.signe === 1).map(t => t.e),
    termes.filter(t => t.signe === -1).map(t => t.e),
  );
}

function terme(c: ColonneExpliquee, t: Terme): Explication {
  if (t.seulement === undefined && t.sauf === undefined) {
    const rangee = expliquerRangee(c, t.code);
    if (rangee) return rangee;
  }
  const officielle = c.regroupement.ligne(t.code);
  const nom = { fr: officielle?.fr ?? t.code, en: officielle?.en ?? t.code };
  const quoi = t.seulement?.join(', ');
  const sauf = t.sauf?.join(', ');
  const libelle = quoi
    ? { fr: `${nom.fr} : comptes ${quoi}`, en: `${nom.en}: accounts ${quoi}` }
    : sauf
      ? { fr: `${nom.fr}, sauf ${sauf}`, en: `${nom.en}, except ${sauf}` }
      : nom;
  return ligne(c, t.code, libelle, dansTerme(t));
}

function ligne(
  c: ColonneExpliquee,
  code: string,
  libelle: Phrase,
  retenir: (a: Apport) => boolean,
): Explication {
  const apports = (c.presentation.parLigne.get(code) ?? []).filter(retenir);
  const de = (contra: boolean) => apports.filter(a => a.contra === contra).map(a => c.apport(a));
  if (c.part === 'CONTRA') return arbre.somme(libelle, de(true), 'EUR');
  const plus = [...de(false), ...(c.enPlus?.(code) ?? [])];
  return plusMoins(libelle, plus, c.part === 'BRUT' ? [] : de(true));
}
