import { Component, type ReactNode } from 'react';
import { TEXTES } from '../ui/dictionnaire';
import { MessageErreur } from '../ui/MessageErreur';
import type { Langue } from '../ui/proprietes';

interface Props {
  langue: Langue;
  children: ReactNode;
}

/** Une erreur d'affichage se dit dans le volet au lieu de le vider ; changer de page la quitte. */
export class Boundary extends Component<Props, { erreur: Error | undefined }> {
  override state = { erreur: undefined as Error | undefined };

  static getDerivedStateFromError(erreur: unknown): { erreur: Error } {
    return { erreur: erreur instanceof Error ? erreur : new Error(String(erreur)) };
  }

  override render(): ReactNode {
    const { erreur } = this.state;
    if (!erreur) return this.props.children;
    const { volet, chargement } = TEXTES[this.props.langue].erreur;
    const message = erreur.name === 'ChunkLoadError' ? chargement : volet;
    return (
      <MessageErreur
        erreur={{ message, remede: '', details: `${erreur.name} : ${erreur.message}`, recommencer: true }}
        recommencer={() => this.setState({ erreur: undefined })}
      />
    );
  }
}
