import type { ReactNode } from 'react';
import { Avancee } from '../../ui/Avancee';
import { MessageErreur } from '../../ui/MessageErreur';
import type { Services } from '../services';
import type { Work } from './useWork';

interface ProprietesEtat<T> {
  work: Work<T>;
  services: Services;
  /** Ce qu'on dit du résultat. */
  children: (result: T) => ReactNode;
}

/** L'état d'un travail de la page : son avancée, son erreur, ou son résultat, annoncé. */
export function WorkState<T>({ work, services, children }: ProprietesEtat<T>) {
  const { running, result, error } = work;
  if (running)
    return (
      <Avancee
        progression={running.progress}
        annulation={running.abort.signal.aborted}
        annuler={() => running.abort.abort()}
      />
    );
  if (error !== undefined) return <MessageErreur erreur={services.messageErreur(error)} />;
  return <div role="status">{result === undefined ? null : children(result)}</div>;
}
