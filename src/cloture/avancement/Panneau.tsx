import { useLangue } from '../../ui/langue';
import { PanneauExecution } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { Affaires, lignesAffaires } from './Affaires';

/** Volet « CA à l'avancement » : choisir l'arrêté, simuler ou valider, lire le CA de chaque affaire. */
export default function Panneau(props: ProprietesPanneau) {
  const { t } = useLangue();
  return (
    <PanneauExecution
      {...props}
      detail={bilan => (
        <>
          <Titre>{t.avancement.affaires}</Titre>
          <Affaires lignes={lignesAffaires(bilan)} />
        </>
      )}
    />
  );
}
