import { useEffect, useState } from 'react';
import { depuisTexte, Droits as LesDroits, type Jour } from '../../comptabilite';
import type { BilanExecution, ProprietesPanneau } from '../../ui/proprietes';
import type { TablesLues } from '../../workbook/table';
import { Droits, Historique } from '../tables-communes';
import { CaAvancement, type LigneCaAvancement } from './tables';
import { cleDe, lignesAffaires, lirePasse, type Passe } from './vue';

/** Ce que le classeur sait déjà des affaires : leurs arrêtés passés, et leur ligne dans la feuille de l'arrêté. */
export interface Connu {
  readonly passe: ReadonlyMap<string, Passe>;
  readonly lignesFeuille: ReadonlyMap<string, number>;
  /** Ceux qui ont le droit de forcer ; undefined si tout le monde l'a. */
  readonly autorises: readonly string[] | undefined;
}

const INCONNU: Connu = { passe: new Map(), lignesFeuille: new Map(), autorises: undefined };

function connuDe(tables: TablesLues, arrete: Jour, duMois: readonly LigneCaAvancement[]): Connu {
  const { lignes } = tables.lire(CaAvancement);
  const ecrites = lignes.filter(l => l.Arrete === arrete).map((l): [string, number] => [cleDe(l), l.ligne]);
  return {
    passe: lirePasse(tables.lire(Historique).lignes, arrete, duMois),
    lignesFeuille: new Map(ecrites),
    autorises: new LesDroits(tables.lire(Droits).lignes).autorises('FORCER_CA', arrete),
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
      lireTables([Historique, CaAvancement, Droits]).then(
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
