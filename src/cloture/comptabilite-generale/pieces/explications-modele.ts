/** L'arbre d'une ligne qu'un modèle a faite : sa part du montant, son montant fixe, ou ce qui équilibre. */
import { arbre, type Explication, type Libelle } from '../../../comptabilite';
import type { Ligne, TablesLues } from '../../../workbook/table';
import { ModelesEcritures } from './tables';

type LigneLue = Ligne<typeof ModelesEcritures>;

const dire = (fr: string, en: string): Libelle => ({ fr, en });

/** Les lignes d'un modèle pour un montant, débit positif, dans leur ordre ; une ligne nulle n'y est pas. */
export function arbresDuModele(tables: TablesLues, code: string, montant: Explication): Explication[] {
  const lignes = tables
    .lire(ModelesEcritures)
    .lignes.filter(l => l.Modele === code)
    .sort((a, b) => a.Ligne - b.Ligne);
  const fixes = lignes.map(l => deLigne(l, montant));
  const autres = fixes.flatMap(e => e ?? []);
  const libre = arbre.oppose(
    arbre.somme(dire('Autres lignes du modèle', 'Other template rows'), autres, 'EUR'),
  );
  return fixes.map(e => e ?? libre).filter(e => !e.valeur.isZero());
}

/** La part ou le montant d'une ligne ; undefined si elle équilibre. */
function deLigne(l: LigneLue, montant: Explication): Explication | undefined {
  const source = (colonne: string) => ({ table: ModelesEcritures.nom, ligne: l.ligne, colonne });
  const du = `${l.Modele}, ligne ${l.Ligne}`;
  const of = `${l.Modele}, row ${l.Ligne}`;
  const fait =
    l.Montant !== undefined
      ? arbre.cellule(dire(du, of), source('Montant'), arbre.eurosExacts(l.Montant), 'EUR')
      : l.Part === undefined
        ? undefined
        : arbre.arrondi(
            dire(du, of),
            arbre.produit(dire('Montant × part', 'Amount × share'), [
              montant,
              arbre.cellule(dire('Part', 'Share'), source('Part'), l.Part, 'TAUX'),
            ]),
          );
  return fait && (l.Sens === 'DEBIT' ? fait : arbre.oppose(fait));
}
