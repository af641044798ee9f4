import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  BilanExecution,
  IssueExecution,
  ModeExecution,
  ProprietesPanneau,
  Progression,
} from './proprietes';

export interface EtatExecution {
  enCours: boolean;
  annulation: boolean;
  progression: Progression | undefined;
  bilan: BilanExecution | undefined;
  erreur: unknown;
  annule: boolean;
}

export interface Execution extends EtatExecution {
  lancer(mode: ModeExecution, arrete: string): void;
  annuler(): void;
}

const REPOS: EtatExecution = {
  enCours: false,
  annulation: false,
  progression: undefined,
  bilan: undefined,
  erreur: undefined,
  annule: false,
};

/**
 * La vie d'une exécution vue du volet : progression, annulation (bouton ou Échap), résultat ou erreur. L'issue d'une
 * commande du ruban prend la place de ce qui était montré.
 */
export function useExecution(
  executer: ProprietesPanneau['executer'],
  issue: IssueExecution | undefined,
): Execution {
  const [etat, setEtat] = useState<EtatExecution>({ ...REPOS, ...issue });
  const [montree, setMontree] = useState(issue);
  if (montree !== issue) {
    setMontree(issue);
    setEtat({ ...REPOS, ...issue });
  }
  const controle = useRef<AbortController | undefined>(undefined);

  const lancer = useCallback(
    (mode: ModeExecution, arrete: string) => {
      if (controle.current) return;
      const { signal } = (controle.current = new AbortController());
      // Le résultat précédent reste lisible pendant le calcul : ce qu'on y a déplié le reste aussi.
      setEtat(avant => ({ ...REPOS, bilan: avant.bilan, enCours: true }));
      const onProgress = (progression: Progression) => setEtat(avant => ({ ...avant, progression }));
      executer(mode, arrete, { onProgress, signal })
        .then(
          bilan => setEtat({ ...REPOS, bilan }),
          (erreur: unknown) => setEtat(signal.aborted ? { ...REPOS, annule: true } : { ...REPOS, erreur }),
        )
        .finally(() => {
          controle.current = undefined;
        });
    },
    [executer],
  );

  const annuler = useCallback(() => {
    if (!controle.current) return;
    controle.current.abort();
    setEtat(avant => ({ ...avant, annulation: true }));
  }, []);

  useEffect(() => {
    if (!etat.enCours) return;
    const surTouche = (evenement: KeyboardEvent) => {
      if (evenement.key === 'Escape') annuler();
    };
    window.addEventListener('keydown', surTouche);
    return () => window.removeEventListener('keydown', surTouche);
  }, [etat.enCours, annuler]);

  return { ...etat, lancer, annuler };
}
