import { useMemo } from 'react';
import { useLangue } from '../../ui/langue';
import { PanneauExecution, type ProprietesDetail } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { Affaires } from './Affaires';
import { usePasse } from './passe-lu';
import { Prereglages } from './Prereglages';
import { Synthese } from './Synthese';
import { affairesDuMois, lignesAffaires } from './vue';

function Detail({ bilan, allerA, relancer, panneau }: ProprietesDetail & { panneau: ProprietesPanneau }) {
  const { t } = useLangue();
  const { lireTables, saisir, messageErreur, etat } = panneau;
  const lu = usePasse(lireTables, bilan);
  const affaires = useMemo(() => affairesDuMois(bilan), [bilan]);
  const fige = etat.periode === 'FERMEE' && etat.arrete === bilan.arrete;
  if (affaires.length === 0) return <p>{t.avancement.sansAffaire}</p>;
  return (
    <>
      <Titre>{t.avancement.synthese}</Titre>
      <Synthese lignes={lignesAffaires(bilan)} passe={lu?.passe} arrete={bilan.arrete} />
      <Titre>{t.avancement.affaires}</Titre>
      <Affaires
        affaires={affaires}
        acces={{
          passe: lu?.passe,
          lignesFeuille: lu?.lignesFeuille ?? new Map(),
          forcage: { saisir, messageErreur, relancer, fige, autorises: lu?.autorises },
          allerA,
        }}
      />
    </>
  );
}

/** Volet « CA à l'avancement » : choisir l'arrêté, simuler ou valider, lire et forcer le % de chaque affaire. */
export default function Panneau(props: ProprietesPanneau) {
  return (
    <>
      <PanneauExecution {...props} detail={acces => <Detail {...acces} panneau={props} />} />
      <Prereglages saisir={props.saisir} messageErreur={props.messageErreur} />
    </>
  );
}
