import { useCallback, useEffect, useState } from 'react';
import type { Services } from './services';
import type { Situation } from './situation';

interface Lecture {
  situation: Situation | undefined;
  erreur: unknown;
}

/** La situation du classeur, relue quand il change ; la dernière lecture connue reste affichée entre-temps. */
export function useSituation(services: Services): Lecture & { relire: () => void } {
  const [lecture, setLecture] = useState<Lecture>({ situation: undefined, erreur: undefined });
  const [tour, setTour] = useState(0);
  const relire = useCallback(() => setTour(n => n + 1), []);
  useEffect(() => services.suivre(relire), [services, relire]);
  useEffect(() => {
    let perime = false;
    services.situation().then(
      situation => {
        if (!perime) setLecture({ situation, erreur: undefined });
      },
      (erreur: unknown) => {
        if (!perime) setLecture(avant => ({ ...avant, erreur }));
      },
    );
    return () => {
      perime = true;
    };
  }, [services, tour]);
  return { ...lecture, relire };
}
