import { useEffect, useState } from 'react';
import { depuisTexte, Droits as LesDroits } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Note } from '../../ui/Note';
import { PanneauExecution } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { Droits, Parametres } from '../tables-communes';
import { lireParametres } from '../tables-communes/parametres';
import { Propositions } from './Propositions';
import { Radar } from './PanneauRadar';
import { FaePca, FnpCca } from './tables';
import { constatsDe, propositionsDe, propositionsEcrites, type PropositionVue } from './vue';

/** Ce qui est écrit, et qui peut forcer (undefined : tout le monde). */
interface Lu {
  readonly ecrites: readonly PropositionVue[];
  readonly autorises: readonly string[] | undefined;
  /** Les produits suivent les règles de CA : leur rattachement ne se montre pas. */
  readonly sansProduits: boolean;
}

/** Ce que les feuilles gardent de l'arrêté du classeur, lu à l'ouverture : on reprend où l'on s'était arrêté. */
function useEcrites({ lireTables, etat }: ProprietesPanneau): Lu {
  const [lu, setLu] = useState<Lu>({ ecrites: [], autorises: undefined, sansProduits: false });
  const { arrete } = etat;
  useEffect(() => {
    let perime = false;
    const jour = depuisTexte(arrete ?? '');
    if (jour === undefined) return undefined;
    lireTables([FaePca, FnpCca, Droits, Parametres]).then(
      tables => {
        if (perime) return;
        setLu({
          ecrites: propositionsEcrites(tables, jour),
          autorises: new LesDroits(tables.lire(Droits).lignes).autorises('FORCER_REGULARISATIONS', jour),
          sansProduits: lireParametres(tables, jour).valeur('ModuleProduits') === 'RECONNAISSANCE',
        });
      },
      // Sans feuille lisible il n'y a rien à reprendre : la simulation dira pourquoi.
      () => undefined,
    );
    return () => {
      perime = true;
    };
  }, [lireTables, arrete]);
  return lu;
}

/** Volet « Régularisations » : les propositions, ce qu'on en force, ce qu'il faut relire, et le radar. */
export default function Panneau(props: ProprietesPanneau) {
  const { t, formats } = useLangue();
  const [lance, setLance] = useState(props.issue !== undefined);
  const { ecrites, autorises, sansProduits } = useEcrites(props);
  const { saisir, messageErreur, allerA, etat } = props;
  const fige = (arrete: string | undefined) => etat.periode === 'FERMEE' && etat.arrete === arrete;
  const executer: ProprietesPanneau['executer'] = (...demande) => {
    setLance(true);
    return props.executer(...demande);
  };
  return (
    <>
      {sansProduits && <Note>{t.regularisations.sansProduits}</Note>}
      <PanneauExecution
        {...props}
        executer={executer}
        detail={({ bilan, allerA: mener, relancer }) => {
          const acces = {
            saisir,
            messageErreur,
            relancer,
            allerA: mener,
            fige: fige(bilan.arrete),
            autorises,
          };
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
              autorises,
            }}
          />
        </>
      )}
    </>
  );
}
