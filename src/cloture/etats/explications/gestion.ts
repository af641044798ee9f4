/** L'arbre d'un chiffre du compte de gestion. */
import { arbre, type Explication } from '../../../comptabilite';
import type { Arrete } from '../arreter';
import { IndexGestion, type LigneGestion } from '../calcul/gestion';
import type { Apport } from '../calcul/presenter';
import { lireGestion } from '../presentation-gestion';
import { plusMoins, type ColonneExpliquee } from './colonne';
import { expliquerBudget } from './budget';
import { colonneResultat, rangeesCr } from './resultat';

const COLONNES = {
  Mois: 'Mois',
  Cumul: 'Cumul',
  CumulN1: 'CumulN1',
  PartMois: 'Mois',
  PartCumul: 'Cumul',
  PartN1: 'CumulN1',
} as const;

export function expliquerGestion(
  a: Arrete,
  ligne: Readonly<Record<string, unknown>>,
  colonne: string,
): Explication | undefined {
  const { lignes } = lireGestion(a.contexte.tables);
  const l = lignes.find(x => x.code === ligne['Poste']);
  if (l === undefined) return undefined;
  const reel = (c: 'Mois' | 'Cumul' | 'CumulN1') => colonneResultat(a, rangeesCr(a), c);
  const budget = (c: 'BudgetMois' | 'BudgetCumul' | 'Reste') => expliquerBudget(a, rangeesCr(a), c);
  const de = (c: ColonneExpliquee | undefined, code = l.code) => c && new Gestion(c, lignes).de(code);
  const [cumul, prevu] = [() => de(reel('Cumul')), () => de(budget('BudgetCumul'))];
  switch (colonne) {
    case 'Mois':
    case 'Cumul':
    case 'CumulN1':
      return de(reel(colonne));
    case 'PartMois':
    case 'PartCumul':
    case 'PartN1': {
      const c = reel(COLONNES[colonne]);
      const [haut, bas] = l.type === 'RATIO' ? [l.numerateur, l.denominateur] : [l.code, 'CA'];
      const [n, d] = [de(c, haut), de(c, bas)];
      return n && d && !d.valeur.isZero() ? arbre.quotient({ fr: l.fr, en: l.en }, n, d, 'TAUX') : undefined;
    }
    case 'BudgetMois':
    case 'BudgetCumul':
      return de(budget(colonne));
    case 'EcartBudget': {
      const [r, b] = [cumul(), prevu()];
      return r && b && arbre.difference({ fr: 'Écart au budget', en: 'Variance' }, [r, b], 'EUR');
    }
    case 'Atterrissage': {
      const [r, b] = [cumul(), de(budget('Reste'))];
      return r && b && arbre.somme({ fr: 'Atterrissage', en: 'Landing' }, [r, b], 'EUR');
    }
    default:
      return undefined;
  }
}

/** Les lignes du compte de gestion, dans une colonne du résultat. */
class Gestion {
  private readonly index: IndexGestion;

  constructor(
    private readonly c: ColonneExpliquee,
    private readonly lignes: readonly LigneGestion[],
  ) {
    this.index = new IndexGestion(lignes);
  }

  de(code: string): Explication | undefined {
    const l = this.lignes.find(x => x.code === code);
    if (l === undefined) return undefined;
    const libelle = { fr: l.fr, en: l.en };
    if (l.type === 'LIGNE') {
      const { plus, moins } = this.comptes(l);
      return plusMoins(libelle, plus, moins);
    }
    if (l.type !== 'TOTAL') return undefined;
    const termes = (signe: 1 | -1) =>
      l.termes.filter(t => t.signe === signe).flatMap(t => this.de(t.code) ?? []);
    return plusMoins(libelle, termes(1), termes(-1));
  }

  /** Un compte s'ajoute quand sa ligne officielle se lit du même côté que la nôtre, se retranche sinon. */
  private comptes(l: LigneGestion): { plus: Explication[]; moins: Explication[] } {
    const [plus, moins]: [Explication[], Explication[]] = [[], []];
    for (const [code, apports] of this.c.presentation.parLigne) {
      const produit = this.c.regroupement.ligne(code)?.cote === 'PRODUIT';
      const siens = apports.filter((x: Apport) => this.index.ligneDe(x.compte) === l.code);
      (produit === l.produit ? plus : moins).push(...siens.map(x => this.c.apport(x)));
    }
    return { plus, moins };
  }
}
