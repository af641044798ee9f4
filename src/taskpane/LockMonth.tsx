import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useId, useState } from 'react';
import { Avancee } from '../ui/Avancee';
import { useExecution } from '../ui/execution';
import { useLangue } from '../ui/langue';
import { MessageErreur } from '../ui/MessageErreur';
import type { ProprietesPanneau } from '../ui/proprietes';
import { Confirmation } from './Confirmation';
import type { Services } from './services';
import type { Entrave, Situation } from './situation';

const useStyles = makeStyles({
  texte: { margin: 0 },
  bouton: { alignSelf: 'flex-start' },
  entraves: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

/** Une raison de ne pas encore fermer, en mots. */
function useDireEntrave(): (entrave: Entrave) => string {
  const { t, langue, formats } = useLangue();
  return entrave => {
    switch (entrave.nature) {
      case 'bloquantes':
        return t.cloture.entrave.bloquantes(
          formats.entier(entrave.nombre),
          entrave.nombre > 1,
          entrave.codes.join(', '),
        );
      case 'anterieur':
        return t.cloture.entrave.anterieur(formats.mois(entrave.arrete));
      case 'aValider':
        return t.cloture.entrave.aValider(entrave.capacite.titre[langue]);
      default:
        return t.cloture.entrave[entrave.nature];
    }
  };
}

const estSaute = (e: Entrave): e is Entrave & { nature: 'anterieur' } => e.nature === 'anterieur' && e.saute;

/** « Fermer le mois » : impossible tant que quelque chose s'y oppose, et on dit quoi. */
export function LockMonth({ services, situation }: { services: Services; situation: Situation }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const dire = useDireEntrave();
  const raisons = useId();
  const [demande, setDemande] = useState(false);
  const [avecSautes, setAvecSautes] = useState(false);
  const sautes = situation.entraves.filter(estSaute);
  const anterieurs = avecSautes && sautes.length > 0;
  const fermer = useCallback<ProprietesPanneau['executer']>(
    (_mode, arrete, options) => services.fermer(arrete, anterieurs, options),
    [services, anterieurs],
  );
  const execution = useExecution(fermer, undefined);
  const { etat } = situation;
  const entraves = anterieurs ? situation.entraves.filter(e => !estSaute(e)) : situation.entraves;
  const mois = etat.arrete === undefined ? '' : formats.mois(etat.arrete);
  const impossible = entraves.length > 0;
  if (execution.enCours) {
    return (
      <Avancee
        progression={execution.progression}
        annulation={execution.annulation}
        annuler={execution.annuler}
      />
    );
  }
  return (
    <>
      <p className={styles.texte}>{t.cloture.fermerTexte}</p>
      {sautes.length > 0 && (
        <Checkbox
          checked={avecSautes}
          onChange={(_, { checked }) => setAvecSautes(checked === true)}
          label={t.cloture.avecSautes(sautes.map(e => formats.mois(e.arrete)).join(', '))}
        />
      )}
      {demande && !impossible && etat.arrete !== undefined ? (
        <Confirmation
          question={t.cloture.confirmer(mois)}
          oui={t.cloture.oui}
          non={t.cloture.non}
          repondre={oui => {
            setDemande(false);
            if (oui) execution.lancer('VALIDER', etat.arrete ?? '');
          }}
        />
      ) : (
        <Button
          className={styles.bouton}
          disabledFocusable={impossible}
          aria-describedby={impossible ? raisons : undefined}
          onClick={() => setDemande(true)}
        >
          {mois === '' ? t.cloture.fermerTitre : t.cloture.fermer(mois)}
        </Button>
      )}
      {impossible && (
        <div id={raisons}>
          <p className={styles.texte}>{t.cloture.entraves}</p>
          <ul className={styles.entraves}>
            {entraves.map((entrave, rang) => (
              <li key={rang}>{dire(entrave)}</li>
            ))}
          </ul>
        </div>
      )}
      {execution.annule && <p role="status">{t.commun.annule}</p>}
      {execution.erreur !== undefined && <MessageErreur erreur={services.messageErreur(execution.erreur)} />}
    </>
  );
}
