import type { Jour } from '../../../comptabilite';
import type { Contexte } from '../../contexte';
import { cloturerImmobilisations, type ImmobilisationsArretees } from '../registre/cloturer';
import { ArreteExplique } from './arrete';
import { BienExplique } from './bien';

/** Un arrêté expliqué : calculé une fois par lecture du classeur, déplié bien par bien. */
export class ImmobilisationsExpliquees {
  private readonly biens = new Map<string, ArreteExplique>();

  constructor(readonly arretees: ImmobilisationsArretees) {}

  bien(id: string): ArreteExplique | undefined {
    const { etats, cadre } = this.arretees;
    const etat = etats.find(e => e.bien.id === id);
    if (etat === undefined || cadre === undefined) return undefined;
    const connu = this.biens.get(id) ?? new ArreteExplique(etat, cadre, this.arretees);
    this.biens.set(id, connu);
    return connu;
  }

  planifie(id: string): BienExplique | undefined {
    const planifie = this.arretees.planifies.find(p => p.bien.id === id);
    return planifie && new BienExplique(planifie, this.arretees);
  }
}

const connues = new WeakMap<object, Map<Jour, ImmobilisationsExpliquees>>();

/** L'arrêté d'un contexte, gardé tant que la lecture du classeur l'est. */
export function expliqueesDe(contexte: Contexte): ImmobilisationsExpliquees {
  const parArrete = connues.get(contexte.tables) ?? new Map<Jour, ImmobilisationsExpliquees>();
  connues.set(contexte.tables, parArrete);
  const connue =
    parArrete.get(contexte.arrete) ?? new ImmobilisationsExpliquees(cloturerImmobilisations(contexte));
  parArrete.set(contexte.arrete, connue);
  return connue;
}
