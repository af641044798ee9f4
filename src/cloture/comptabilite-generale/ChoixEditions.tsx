import { Button, Checkbox } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { Note } from '../../ui/Note';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { TEXTES_COMPTABILITE } from '../../ui/textes-comptabilite';
import { Titre } from '../../ui/Titre';
import { nomNormalise } from '../../workbook/table';
import { Parametres } from '../tables-communes';
import { AUCUNE, EDITIONS, lireEditions, type EditionDemandee } from './editions/demandees';

const CLE = 'EditionsComptables';
type Panneau = Pick<ProprietesPanneau, 'lireTables' | 'saisir' | 'messageErreur'>;

/** Le réglage en place : sa ligne, et ce qu'elle demande. */
async function lireChoix(lireTables: Panneau['lireTables']) {
  const { lignes } = (await lireTables([Parametres])).lire(Parametres);
  const ligne = lignes.filter(l => nomNormalise(l.Cle) === nomNormalise(CLE)).at(-1);
  return { ligne, demandees: lireEditions(ligne?.Valeur ?? AUCUNE).demandees };
}

/** Le choix des éditions lourdes, gardé dans les paramètres du dossier. */
export function ChoixEditions({ panneau }: { panneau: Panneau }) {
  const { langue } = useLangue();
  const textes = TEXTES_COMPTABILITE[langue];
  const [choix, setChoix] = useState<ReadonlySet<EditionDemandee>>(new Set());
  const [etat, setEtat] = useState<'RETENU' | { erreur: unknown }>();
  const { lireTables } = panneau;
  useEffect(() => {
    let perime = false;
    lireChoix(lireTables).then(
      ({ demandees }) => {
        if (!perime) setChoix(demandees);
      },
      () => undefined,
    );
    return () => {
      perime = true;
    };
  }, [lireTables]);
  const basculer = (edition: EditionDemandee, oui: boolean) => {
    setEtat(undefined);
    setChoix(new Set(EDITIONS.filter(e => (e === edition ? oui : choix.has(e)))));
  };
  const retenir = () => {
    const Valeur = choix.size === 0 ? AUCUNE : [...choix].join(', ');
    lireChoix(lireTables)
      .then(({ ligne }) =>
        panneau.saisir({
          table: Parametres,
          cle: { Cle: ligne?.Cle ?? CLE, DateEffet: ligne?.DateEffet },
          valeurs: { Valeur },
          sinon: { Cle: CLE, Type: 'TEXTE' },
        }),
      )
      .then(
        () => setEtat('RETENU'),
        (erreur: unknown) => setEtat({ erreur }),
      );
  };
  return (
    <>
      <Titre>{textes.editions}</Titre>
      <div role="group" aria-label={textes.editions}>
        {EDITIONS.map(e => (
          <div key={e}>
            <Checkbox
              checked={choix.has(e)}
              label={textes.nomsEditions[e]}
              onChange={(_, { checked }) => basculer(e, checked === true)}
            />
          </div>
        ))}
      </div>
      <Note>{textes.editionsAide}</Note>
      <div>
        <Button onClick={retenir}>{textes.retenir}</Button>
      </div>
      <p role="status">{etat === 'RETENU' && textes.retenu}</p>
      {typeof etat === 'object' && <MessageErreur erreur={panneau.messageErreur(etat.erreur)} />}
    </>
  );
}
