import { useEffect, useState } from 'react';
import { depuisTexte, type Jour } from '../../comptabilite';
import type { BilanExecution, ProprietesPanneau } from '../../ui/proprietes';
import type { TablesLues } from '../../workbook/table';
import { Historique } from '../tables-communes';
import { CaAvancement, type LigneCaAvancement } from './tables';
import { cleDe, lignesAffaires, lirePasse, type Passe } from './vue';

/** Ce que le classeur sait déjà des affaires : leurs arrêtés passés, et leur ligne dans la feuille de l'arrêté. */
export interface Connu {
  readonly passe: ReadonlyMap<string, Passe>;
  readonly lignesFeuille: ReadonlyMap<string, number>;
}

const INCONNU: Connu = { passe: new Map(), lignesFeuille: new Map() };

function connuDe(tables: TablesLues, arrete: Jour, duMois: readonly LigneCaAvancement[]): Connu {
  const { lignes } = tables.lire(CaAvancement);
  const ecrites = lignes.filter(l => l.Arrete === arrete).map((l): [string, number] => [cleDe(l), l.ligne]);
  return {
    passe: lirePasse(tables.lire(Historique).lignes, arrete, duMois),
    lignesFeuille: new Map(ecrites),
  };
}

/** Lu après chaque exécution ; indéfini tant que la lecture n'est pas finie. */
export function usePasse(
  lireTables: ProprietesPanneau['lireTables'],
  bilan: BilanExecution,
): Connu | undefined {
  const [lu, setLu] = useState<Connu & { pour: BilanExecution }>();
  useEffect(() => {
    let perime = false;
    const jour = depuisTexte(bilan.arrete);
    const poser = (connu: Connu) => {
      if (!perime) setLu({ ...connu, pour: bilan });
    };
    if (jour !== undefined) {
      lireTables([Historique, CaAvancement]).then(
        tables => poser(connuDe(tables, jour, lignesAffaires(bilan))),
        // Sans historique lisible, le volet montre le mois seul : la simulation en dit l'anomalie.
        () => poser(INCONNU),
      );
    }
    return () => {
      perime = true;
    };
  }, [lireTables, bilan]);
  return lu?.pour === bilan ? lu : undefined;
}
