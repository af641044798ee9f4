import { Dossier } from './dossier';
import type { Defaut } from './dossier';
import { verifierCellules } from './regles-cellules';
import type { Connus } from './regles-cellules';
import { verifierClasseur, verifierStyles } from './regles-classeur';
import { verifierFeuille } from './regles-feuille';
import { verifierPaquet, verifierProprietes } from './regles-paquet';
import { verifierTables } from './regles-tables';
import { attribut, fils, premier, sansEchappement } from './xml';

export type { Defaut } from './dossier';

/**
 * Vérifie un classeur .xlsx comme Excel le ferait à l'ouverture, et plus : rend la liste des défauts, vide quand
 * il n'y en a pas. Ne partage aucun code avec le codec ni avec la bibliothèque qui écrit les modèles.
 */
export function verifier(octets: Uint8Array): Defaut[] {
  const d = new Dossier(octets);
  verifierPaquet(d);
  verifierProprietes(d);
  verifierClasseur(d);
  const { formats, differentiels } = verifierStyles(d);
  const connus = connusDe(d, formats);
  for (const f of d.feuilles) {
    verifierFeuille(d, f, connus, differentiels);
    verifierCellules(d, f, connus);
  }
  verifierTables(d, connus);
  return d.defauts;
}

function connusDe(d: Dossier, formats: number): Connus {
  const onglets = fils(premier(d.arbre(d.classeur), 'sheets'), 'sheet');
  const tables = d.feuilles.flatMap(f =>
    f.tables.map((t): [string, ReadonlySet<string>] => {
      const colonnes = fils(premier(t.racine, 'tableColumns'), 'tableColumn');
      const noms = colonnes.map(c => sansEchappement(attribut(c, 'name') ?? '').toLowerCase());
      return [(attribut(t.racine, 'displayName') ?? '').toLowerCase(), new Set(noms)];
    }),
  );
  const cellules = premier(d.arbre(d.liee(d.classeur, 'sheetMetadata')), 'cellMetadata');
  return {
    feuilles: new Set(onglets.map(s => (attribut(s, 'name') ?? '').toLowerCase())),
    tables: new Map(tables),
    formats,
    metadonnees: fils(cellules, 'bk').length,
  };
}
