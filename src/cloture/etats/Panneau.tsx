import { PanneauExecution } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';

/** Volet « États ». */
export default function Panneau(props: ProprietesPanneau) {
  return <PanneauExecution {...props} detail={() => null} />;
}
