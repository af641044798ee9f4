import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import type { FormulaReport } from '../../workbook/ownFormulas';
import { Confirmation } from '../Confirmation';
import type { Services } from '../services';
import type { DataServices } from './dataServices';
import { useWork } from './useWork';
import { WorkState } from './WorkState';

const useStyles = makeStyles({
  bouton: { alignSelf: 'flex-start' },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** « Réparer les formules » et « Figer en valeurs ». */
export function Formulas({ services, data }: { services: Services; data: DataServices }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const [asked, setAsked] = useState(false);
  const repair = useWork<FormulaReport>();
  const freeze = useWork<FormulaReport>();
  const busy = repair.running !== undefined || freeze.running !== undefined;
  return (
    <>
      <p className={styles.note}>{t.donnees.reparerTexte}</p>
      <Button
        className={styles.bouton}
        disabledFocusable={busy}
        onClick={() => repair.start(options => data.repair(options))}
      >
        {t.donnees.reparer}
      </Button>
      <WorkState work={repair} services={services}>
        {({ changed, left, leftAt }) => (
          <>
            {t.donnees.reparees(formats.entier(changed))}
            {left > 0 && ` ${t.donnees.protegees(formats.entier(left), leftAt.join(', '))}`}
          </>
        )}
      </WorkState>
      <p className={styles.note}>{t.donnees.figerTexte}</p>
      {asked ? (
        <Confirmation
          question={t.donnees.figerQuestion}
          oui={t.donnees.oui}
          non={t.donnees.non}
          repondre={yes => {
            setAsked(false);
            if (yes) freeze.start(options => data.freeze(options));
          }}
        />
      ) : (
        <Button className={styles.bouton} disabledFocusable={busy} onClick={() => setAsked(true)}>
          {t.donnees.figer}
        </Button>
      )}
      <WorkState work={freeze} services={services}>
        {({ changed, left, leftAt }) => (
          <>
            {t.donnees.figees(formats.entier(changed))}
            {left > 0 && ` ${t.donnees.laissees(formats.entier(left), leftAt.join(', '))}`}
          </>
        )}
      </WorkState>
    </>
  );
}
