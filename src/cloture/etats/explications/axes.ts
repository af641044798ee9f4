/** L'arbre d'un chiffre du résultat par affaire, BU ou section. */
import { arbre, type Explication } from '../../../comptabilite';
import { Affaires } from '../../tables-communes';
import type { Arrete } from '../arreter';
import { commeSoldes, presenter } from '../calcul/presenter';
import { axesDe, COLONNES_AXE, NON_AFFECTE, TOTAL_AXE } from '../produites';
import { ResultatParAxe } from '../tables';
import { colonneDe } from '../../../workbook/table';
import { expliquerRangee, plusMoins } from './colonne';
import { texteDe, type Filtre } from './livre';
import { colonneMouvements, rangeesCr } from './resultat';

/** Ce qui, sur une ligne d'écriture, la met sous un code de l'axe. */
function codesDe(a: Arrete, axe: string): (l: Parameters<Filtre>[0]) => string {
  if (axe === 'SECTION') return l => texteDe(l, 'Section');
  if (axe === 'AFFAIRE') return l => texteDe(l, 'IdAffaire');
  const bu = new Map(a.contexte.tables.lire(Affaires).lignes.map(x => [x.IdAffaire, x.BU ?? '']));
  return l => bu.get(texteDe(l, 'IdAffaire')) ?? '';
}

export function expliquerAxe(
  a: Arrete,
  ligne: Readonly<Record<string, unknown>>,
  colonne: string,
): Explication | undefined {
  const [axe, code] = [String(ligne['Axe']), String(ligne['Code'])];
  const { entete: fr, en } = colonneDe(ResultatParAxe, colonne);
  const deCode = (voulu: string): Explication | undefined => {
    const resultat = axesDe(a).find(x => x.axe === axe && x.code === voulu);
    if (resultat === undefined) return undefined;
    const { arrete, debutMois } = a.etats;
    const duMois = colonne === 'ResultatMois';
    const jours = { du: duMois ? debutMois : a.exercice.debut, au: arrete };
    const codeDe = codesDe(a, axe);
    const presentation = presenter(commeSoldes(duMois ? resultat.mois : resultat.cumul), a.regroupement);
    const c = colonneMouvements(a, rangeesCr(a), presentation, jours, l => codeDe(l) === voulu);
    const de = (poste: string) => expliquerRangee(c, poste);
    const nom = { fr: `${fr}, ${voulu || NON_AFFECTE}`, en: `${en}, ${voulu || 'not allotted'}` };
    if (duMois) return de('RES');
    if (colonne === 'HorsExploitation') {
      const [resultatNet, exploitation] = [de('RES'), de('REX')];
      return resultatNet && exploitation && arbre.difference(nom, [resultatNet, exploitation], 'EUR');
    }
    const postes = COLONNES_AXE[colonne as keyof typeof COLONNES_AXE] as string | undefined;
    return postes === undefined
      ? undefined
      : plusMoins(
          nom,
          postes.split(' ').flatMap(p => de(p) ?? []),
          [],
        );
  };
  if (code !== TOTAL_AXE) return deCode(code === NON_AFFECTE ? '' : code);
  const termes = axesDe(a)
    .filter(x => x.axe === axe)
    .flatMap(x => deCode(x.code) ?? []);
  return termes.length === 0 ? undefined : arbre.somme({ fr, en }, termes, 'EUR');
}
