import { useCallback, useEffect, useRef, useState } from 'react';
import { readSelectedCell, watchSelection, type SelectedCell } from '../../workbook/selection';
import { expliquerCellule, type Reponse } from './explain';
import { suivreClasseur, type ClasseurSuivi } from './workbook';

type Arbre = Extract<Reponse, { nature: 'ARBRE' }>;

/** Ce que la page montre : un arbre et sa cellule, et ce qu'on sait de la cellule sélectionnée depuis. */
export interface Etat {
  readonly montree?: { readonly cellule: SelectedCell; readonly reponse: Arbre };
  /** Dernière cellule sans arbre : un mot, l'arbre d'avant reste. */
  readonly refus?: Exclude<Reponse, Arbre>;
  readonly erreur?: unknown;
  readonly lecture: boolean;
}

/**
 * Explique la cellule active, puis la suivante à chaque sélection si `suivre` le veut. Une cellule sans arbre ne chasse
 * pas celui qu'on lit : suivre un lien vers une cellule saisie laisse l'arbre en place.
 */
export function useExplanation(suivre: boolean): Etat & { expliquer(): void } {
  const [etat, setEtat] = useState<Etat>({ lecture: true });
  const classeur = useRef<ClasseurSuivi | undefined>(undefined);
  const demande = useRef(0);

  const repondre = useCallback(async (lire: () => Promise<SelectedCell>) => {
    const moi = ++demande.current;
    const suivi = classeur.current;
    if (!suivi) return;
    try {
      await suivi.pret();
      const cellule = await lire();
      const reponse = await expliquerCellule(cellule, suivi);
      if (moi !== demande.current) return;
      setEtat(({ montree }) =>
        reponse.nature === 'ARBRE'
          ? { montree: { cellule, reponse }, lecture: false }
          : { ...(montree ? { montree } : {}), refus: reponse, lecture: false },
      );
    } catch (erreur) {
      if (moi === demande.current) setEtat(avant => ({ ...avant, erreur, lecture: false }));
    }
  }, []);

  useEffect(() => {
    const suivi = suivreClasseur();
    classeur.current = suivi;
    void repondre(readSelectedCell);
    return () => {
      classeur.current = undefined;
      suivi.fermer();
    };
  }, [repondre]);

  // Une table a changé : le même chiffre s'explique autrement.
  const montree = etat.montree?.cellule;
  useEffect(() => {
    if (!montree) return;
    return classeur.current?.suivre(() => void repondre(() => Promise.resolve(montree)));
  }, [montree, repondre]);

  useEffect(() => {
    if (!suivre) return;
    // Un Excel qui n'annonce pas la sélection laisse le bouton : rien d'autre ne manque.
    const abonnement = watchSelection(() => void repondre(readSelectedCell)).catch(() => undefined);
    return () => void abonnement.then(cesser => cesser?.());
  }, [suivre, repondre]);

  return { ...etat, expliquer: () => void repondre(readSelectedCell) };
}
