/** Des propositions aux fiches : ce que le bouton du volet écrit au registre. */
import type { ProprietesPanneau } from '../../ui/proprietes';
import type { AnyTable, Rang, TablesLues, Valeurs } from '../../workbook/table';
import { lignesPrises, Numeroteur, type Proposition } from './registre/facturation';
import { CategoriesImmo, Dotations, Immobilisations, MODES, MouvementsImmo } from './tables';

type Fiche = Valeurs<typeof Immobilisations>;

/** Relues au moment d'écrire : le registre a pu changer depuis la simulation. */
const TABLES_CREATION: readonly AnyTable[] = [Immobilisations, MouvementsImmo, CategoriesImmo, Dotations];

const enTexte = (rang: Rang, cle: string): string | undefined => {
  const valeur = rang[cle];
  return typeof valeur === 'string' ? valeur : undefined;
};

/** Le type d'un compte sans catégorie : 20x incorporelle, 26x et 27x financière, le reste corporelle. */
function typeDuCompte(compte: string): Fiche['Type'] {
  if (compte.startsWith('20')) return 'INCORPORELLE';
  return /^2[67]/.test(compte) ? 'FINANCIERE' : 'CORPORELLE';
}

/**
 * Les fiches que des propositions deviennent : une par ligne de facture, sauf celles que le registre ou un mouvement
 * cite déjà, illisibles comprises ; les numéros suivent le plus grand du préfixe, sans trou. Sans mise en service :
 * elle n'est pas sur la facture.
 * @example fichesACreer(propositions, tables)[0]?.IdImmo // 'INF-0002'
 */
export function fichesACreer(propositions: readonly Proposition[], tables: TablesLues): Fiche[] {
  const registre = tables.lire(Immobilisations);
  const mouvements = tables.lire(MouvementsImmo);
  const categories = new Map(tables.lire(CategoriesImmo).lignes.map(c => [c.Categorie, c]));
  const illisibles = [...registre.ecartees, ...mouvements.ecartees].map(rang => ({
    IdFactF: enTexte(rang, 'IdFactF'),
    LigneFactF: enTexte(rang, 'LigneFactF'),
  }));
  const prise = lignesPrises([...registre.lignes, ...mouvements.lignes, ...illisibles]);
  const numeros = new Numeroteur([
    ...registre.lignes.map(f => f.IdImmo),
    ...registre.ecartees.map(rang => enTexte(rang, 'IdImmo') ?? ''),
    // Le numéro d'une fiche ôtée reste réservé.
    ...tables.lire(Dotations).lignes.map(d => d.IdImmo),
  ]);
  return propositions.flatMap(p => {
    const { IdFactF, Ligne, DateAcquisition, ValeurBrute } = p;
    if (prise(IdFactF, Ligne) || DateAcquisition === undefined || ValeurBrute === undefined) return [];
    const fiche: Fiche = {
      IdImmo: numeros.suivant((p.IdImmo ?? 'IMM-').replace(/\d+$/, '')),
      Libelle: p.Libelle ?? IdFactF,
      Categorie: p.Categorie,
      Type: categories.get(p.Categorie ?? '')?.Type ?? typeDuCompte(p.Compte ?? ''),
      // Un achat marqué immobilisé n'a pas encore de compte 2x : la clôture le demandera.
      Compte: p.Compte?.startsWith('2') ? p.Compte : undefined,
      DateAcquisition,
      ValeurBrute,
      Mode: MODES.find(mode => mode === p.Mode),
      DureeMois: p.DureeMois,
      IdFactF,
      LigneFactF: Ligne,
    };
    return [fiche];
  });
}

/** Ajoute les fiches au registre, l'une après l'autre, par la file des écritures ; rend combien. */
export async function creerFiches(
  propositions: readonly Proposition[],
  { lireTables, saisir }: Pick<ProprietesPanneau, 'lireTables' | 'saisir'>,
): Promise<number> {
  const fiches = fichesACreer(propositions, await lireTables(TABLES_CREATION));
  for (const fiche of fiches) {
    const { IdImmo } = fiche;
    // Aucune valeur à corriger : une ligne qui porte déjà ce numéro reste telle quelle.
    await saisir({ table: Immobilisations, cle: { IdImmo }, valeurs: {}, sinon: fiche });
  }
  return fiches.length;
}
