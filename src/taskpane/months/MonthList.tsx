import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { NomIcone } from '../../ui/icones';
import { useLangue } from '../../ui/langue';
import { MontrerPlus, usePages } from '../../ui/pages';
import { Confirmation } from '../Confirmation';
import { Line, Lines } from '../Lines';
import type { Month } from './view';

const useStyles = makeStyles({
  mois: { fontWeight: tokens.fontWeightSemibold },
  note: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  boutons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalXS,
  },
  bloc: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalXS,
  },
});

const ICONES: Record<Month['etat'], NomIcone> = {
  OUVERTE: 'aFaire',
  EN_CLOTURE: 'aFaire',
  FERMEE: 'fait',
  REOUVERTE: 'alerte',
};

interface ProprietesMois {
  busy: boolean;
  verify: (arrete: string) => void;
  reopen: (arrete: string, motif: string) => void;
}

/** Chaque mois, son état, son scellé, et ce qu'on peut y faire. */
export function MonthList({ months, ...gestures }: ProprietesMois & { months: readonly Month[] }) {
  const { t } = useLangue();
  const pages = usePages(months, 12);
  return (
    <>
      <Lines label={t.mois.liste}>
        {pages.visibles.map(month => (
          <OneMonth key={month.periode} month={month} {...gestures} />
        ))}
      </Lines>
      <MontrerPlus pages={pages} />
    </>
  );
}

function OneMonth({ month, busy, verify, reopen }: ProprietesMois & { month: Month }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const { arrete, etat, scelle } = month;
  const nom = formats.mois(arrete);
  const closed = etat === 'FERMEE';
  return (
    <Line icone={ICONES[etat]}>
      <span className={styles.mois}>{nom}</span> · {t.mois.etat[etat]}
      {scelle ? (
        <>
          <div className={styles.note}>
            {t.mois.scelle(formats.entier(scelle.Numero), scelle.Par ?? '', scelle.Horodatage ?? '')}
          </div>
          <div className={styles.note}>
            {t.mois.empreinte} {scelle.Empreinte.slice(0, 16)}…
          </div>
        </>
      ) : (
        closed && <div className={styles.note}>{t.mois.sansScelle}</div>
      )}
      {closed && !busy && !asking && (
        <div className={styles.boutons}>
          {scelle && (
            <Button size="small" onClick={() => verify(arrete)}>
              {t.mois.verifierMois(nom)}
            </Button>
          )}
          <Button size="small" onClick={() => setAsking(true)}>
            {t.mois.rouvrirMois(nom)}
          </Button>
        </div>
      )}
      {asking && !busy && (
        <Reopen
          nom={nom}
          answer={motif => {
            setAsking(false);
            if (motif !== undefined) reopen(arrete, motif);
          }}
        />
      )}
    </Line>
  );
}

/** Rouvrir demande un motif, puis un accord. */
function Reopen({ nom, answer }: { nom: string; answer: (motif: string | undefined) => void }) {
  const { t } = useLangue();
  const styles = useStyles();
  const [motif, setMotif] = useState('');
  return (
    <div className={styles.bloc}>
      <Field label={t.mois.motif} required>
        <Input value={motif} onChange={(_, { value }) => setMotif(value)} />
      </Field>
      <Confirmation
        question={t.mois.confirmer(nom)}
        oui={t.mois.oui}
        non={t.mois.non}
        repondre={oui => answer(oui ? motif : undefined)}
      />
    </div>
  );
}
