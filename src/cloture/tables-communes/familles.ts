/** La règle de CA d'une famille de produits : ses produits en héritent, sauf ceux qui ont la leur (domaine §5.2). */
import { accorder, signaler, type Anomalie } from '../../comptabilite';
import { defineTable, texte, type Ligne, type TablesLues } from '../../workbook/table';
import { Produits } from './regles';

export const FamillesProduits = defineTable({
  nom: 'FamillesProduits',
  feuille: 'Familles de produits',
  titre: { fr: 'Familles de produits', en: 'Item families' },
  description: {
    fr: 'La règle de CA d’une famille : ses produits la suivent tous, sauf ceux qui en ont une. La changer les change ensemble.',
    en: 'The revenue rule of a family: all its items follow it, except those with their own. Changing it changes them together.',
  },
  famille: 'REFERENTIELS',
  cle: ['Famille'],
  colonnes: {
    Famille: texte({
      entete: 'Famille',
      en: 'Family',
      requis: true,
      synonymes: ['Sous-famille'],
      note: 'Le nom que portent les produits dans « Famille ».',
    }),
    Libelle: texte({ entete: 'Libellé', en: 'Label', largeur: 32, note: 'Désignation.' }),
    RegleCA: texte({
      entete: 'Règle de CA',
      en: 'Revenue rule',
      reference: 'ReglesCA',
      note: 'Règle des produits de la famille qui n’ont pas la leur.',
    }),
  },
});

/** Les produits, chacun avec la règle qu'il suit : la sienne, sinon celle de sa famille. */
export function lireProduits(tables: TablesLues): readonly Ligne<typeof Produits>[] {
  const { lignes } = tables.lire(Produits);
  const regles = new Map(
    tables
      .lire(FamillesProduits)
      .lignes.flatMap(f => (f.RegleCA === undefined ? [] : [[f.Famille, f.RegleCA] as const])),
  );
  if (regles.size === 0) return lignes;
  return lignes.map(p => (p.RegleCA === undefined ? { ...p, RegleCA: regles.get(p.Famille ?? '') } : p));
}

/**
 * C-REV-40 : ce que fait la règle d'une famille, produit par produit, pour que la changer ne surprenne pas.
 * @returns une information par famille qui a une règle
 */
export function controlerFamilles(tables: TablesLues): Anomalie[] {
  const produits = tables.lire(Produits).lignes;
  return tables.lire(FamillesProduits).lignes.flatMap(f => {
    if (f.RegleCA === undefined) return [];
    const siens = produits.filter(p => p.Famille === f.Famille);
    const codes = (lus: readonly { readonly CodeProduit: string }[]) =>
      lus.map(p => p.CodeProduit).join(', ');
    const [suivent, autres] = [
      siens.filter(p => p.RegleCA === undefined),
      siens.filter(p => p.RegleCA !== undefined && p.RegleCA !== f.RegleCA),
    ];
    return [
      signaler(
        'INFO',
        'C-REV-40',
        {
          fr: `Famille ${f.Famille}, règle ${f.RegleCA} : ${accorder(suivent.length, 'produit la suit', 'produits la suivent')} (${codes(suivent) || 'aucun'})${autres.length === 0 ? '' : `, ${accorder(autres.length, 'garde la sienne', 'gardent la leur')} (${codes(autres)})`}.`,
          en: `Family ${f.Famille}, rule ${f.RegleCA}: ${accorder(suivent.length, 'item follows', 'items follow', 'en')} it (${codes(suivent) || 'none'})${autres.length === 0 ? '' : `, ${accorder(autres.length, 'keeps its', 'keep their', 'en')} own (${codes(autres)})`}.`,
        },
        {
          fr: 'Rien à faire ; videz la règle d’un produit pour qu’il suive sa famille.',
          en: 'Nothing to do; clear the rule of an item to let it follow its family.',
        },
        { table: FamillesProduits.nom, ligne: f.ligne, colonne: 'RegleCA', cle: f.Famille },
      ),
    ];
  });
}
