import { PanneauExecution } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';

/** Volet « Régularisations » : choisir l'arrêté, simuler ou valider, lire les écritures. */
export default function Panneau(props: ProprietesPanneau) {
  return <PanneauExecution {...props} detail={() => null} />;
}
