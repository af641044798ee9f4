import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { Note } from '../../ui/Note';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { ReglesCA } from '../tables-communes';
import { METIERS, PREREGLAGES, type Metier } from './metiers';

const useStyles = makeStyles({
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Poser les règles d'un métier dans ReglesCA : celles qui y sont déjà ne changent pas. */
export function Prereglages({ saisir, messageErreur }: Pick<ProprietesPanneau, 'saisir' | 'messageErreur'>) {
  const { t } = useLangue();
  const textes = t.avancement.prereglages;
  const styles = useStyles();
  const [dit, setDit] = useState('');
  const [erreur, setErreur] = useState<unknown>();
  const poser = async (metier: Metier) => {
    setErreur(undefined);
    try {
      for (const regle of PREREGLAGES[metier])
        await saisir({ table: ReglesCA, cle: regle, valeurs: {}, sinon: regle });
      setDit(textes.posees(PREREGLAGES[metier].map(r => r.CodeRegle).join(', ')));
    } catch (echec) {
      setErreur(echec);
    }
  };
  return (
    <>
      <Titre>{textes.titre}</Titre>
      <Note>{textes.texte}</Note>
      <div className={styles.boutons}>
        {METIERS.map(metier => (
          <Button key={metier} size="small" onClick={() => void poser(metier)}>
            {textes.metiers[metier]}
          </Button>
        ))}
      </div>
      <Note role="status">{dit}</Note>
      {erreur !== undefined && <MessageErreur erreur={messageErreur(erreur)} />}
    </>
  );
}
