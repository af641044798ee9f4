import { useEffect, useState } from 'react';
import { depuisTexte } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { PanneauExecution } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { Propositions } from './Propositions';
import { Radar } from './PanneauRadar';
import { FaePca, FnpCca } from './tables';
import { constatsDe, propositionsDe, propositionsEcrites, type PropositionVue } from './vue';

/** Ce que les feuilles gardent de l'arrêté du classeur, lu à l'ouverture : on reprend où l'on s'était arrêté. */
function useEcrites({ lireTables, etat }: ProprietesPanneau): readonly PropositionVue[] {
  const [ecrites, setEcrites] = useState<readonly PropositionVue[]>([]);
  const { arrete } = etat;
  useEffect(() => {
    let perime = false;
    const jour = depuisTexte(arrete ?? '');
    if (jour === undefined) return undefined;
    lireTables([FaePca, FnpCca]).then(
      tables => {
        if (!perime) setEcrites(propositionsEcrites(tables, jour));
      },
      // Sans feuille lisible il n'y a rien à reprendre : la simulation dira pourquoi.
      () => undefined,
    );
    return () => {
      perime = true;
    };
  }, [lireTables, arrete]);
  return ecrites;
}

/** Volet « Régularisations » : les propositions, ce qu'on en force, ce qu'il faut relire, et le radar. */
export default function Panneau(props: ProprietesPanneau) {
  const { t, formats } = useLangue();
  const [lance, setLance] = useState(props.issue !== undefined);
  const ecrites = useEcrites(props);
  const { saisir, messageErreur, allerA, etat } = props;
  const fige = (arrete: string | undefined) => etat.periode === 'FERMEE' && etat.arrete === arrete;
  const executer: ProprietesPanneau['executer'] = (...demande) => {
    setLance(true);
    return props.executer(...demande);
  };
  return (
    <>
      <PanneauExecution
        {...props}
        executer={executer}
        detail={({ bilan, allerA: mener, relancer }) => {
          const acces = { saisir, messageErreur, relancer, allerA: mener, fige: fige(bilan.arrete) };
          return (
            <>
              <Titre>{t.regularisations.propositions}</Titre>
              <Propositions propositions={propositionsDe(bilan)} acces={acces} />
              <Titre>{t.regularisations.radar}</Titre>
              <Radar constats={constatsDe(bilan)} acces={acces} />
            </>
          );
        }}
      />
      {!lance && ecrites.length > 0 && etat.arrete !== undefined && (
        <>
          <Titre>{t.regularisations.reprise(formats.jour(etat.arrete))}</Titre>
          <Propositions
            propositions={ecrites}
            acces={{
              saisir,
              messageErreur,
              relancer: () => undefined,
              allerA: cellule => void allerA(cellule),
              fige: fige(etat.arrete),
            }}
          />
        </>
      )}
    </>
  );
}
