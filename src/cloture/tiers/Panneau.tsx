import { PanneauExecution } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';

/** Volet « Tiers » : balance âgée, délais de paiement, premiers débiteurs. */
export default function Panneau(props: ProprietesPanneau) {
  return <PanneauExecution {...props} detail={() => <></>} />;
}
