import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { Note } from '../../ui/Note';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { RegroupementComptes } from './tables-saisies';
import { type CompteSansLigne } from './vue';

const useStyles = makeStyles({
  liste: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  compte: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  choix: {
    minWidth: 0,
    maxWidth: '100%',
    '& select': { width: '100%', minWidth: 0, textOverflow: 'ellipsis' },
  },
  bouton: { alignSelf: 'flex-start' },
});

interface Gestes {
  saisir: ProprietesPanneau['saisir'];
  messageErreur: ProprietesPanneau['messageErreur'];
  relancer: () => void;
}

/** Un compte, la ligne choisie, et le bouton qui l'écrit puis recalcule. */
function Compte({ compte: c, gestes }: { compte: CompteSansLigne; gestes: Gestes }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const [code, setCode] = useState(c.proposee);
  const [issue, setIssue] = useState<{ ecrit: boolean } | { erreur: unknown }>();
  const regrouper = () => {
    const cle = { Compte: c.compte, Sens: undefined, Referentiel: undefined };
    gestes.saisir({ table: RegroupementComptes, cle, valeurs: { Ligne: code }, sinon: cle }).then(
      ecrit => {
        setIssue({ ecrit });
        if (ecrit) gestes.relancer();
      },
      (erreur: unknown) => setIssue({ erreur }),
    );
  };
  const ecrit = issue && 'ecrit' in issue ? (issue.ecrit ? t.etats.regroupe : t.etats.nonEcrit) : '';
  return (
    <div className={styles.compte}>
      <Field label={t.etats.ligneDe(c.compte)} hint={c.message[langue]}>
        <Select className={styles.choix} value={code} onChange={(_, { value }) => setCode(value)}>
          <option value="">{t.etats.choisir}</option>
          {c.lignes.map(l => (
            <option key={l.code} value={l.code}>{`${l.code} ${l.nom[langue]}`}</option>
          ))}
          <option value="HORS">{t.etats.hors}</option>
        </Select>
      </Field>
      <Button size="small" className={styles.bouton} disabledFocusable={code === ''} onClick={regrouper}>
        {t.etats.regrouper}
      </Button>
      <Note role="status">{ecrit}</Note>
      {issue && 'erreur' in issue && <MessageErreur erreur={gestes.messageErreur(issue.erreur)} />}
    </div>
  );
}

/** Les comptes qu'aucune ligne ne reçoit : on choisit la leur, et l'on recalcule. */
export function ARegrouper({ comptes, gestes }: { comptes: readonly CompteSansLigne[]; gestes: Gestes }) {
  const { t } = useLangue();
  const styles = useStyles();
  return (
    <div className={styles.liste}>
      <Note>{t.etats.aideRegrouper}</Note>
      {comptes.map(c => (
        <Compte key={c.compte} compte={c} gestes={gestes} />
      ))}
    </div>
  );
}
