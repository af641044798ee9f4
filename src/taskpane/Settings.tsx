import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../ui/langue';
import { type Preferences, preferencesDe } from '../ui/preferences';

const useStyles = makeStyles({
  note: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

interface ProprietesReglages {
  preferences: Preferences;
  /** Applique et conserve ; rend faux si le poste refuse de conserver. */
  changer: (preferences: Preferences) => Promise<boolean>;
}

/** Deux réglages : la langue et l'apparence. Par défaut, ceux d'Excel. */
export function Settings({ preferences, changer }: ProprietesReglages) {
  const { t } = useLangue();
  const styles = useStyles();
  const [refuse, setRefuse] = useState(false);
  const poser = (champ: keyof Preferences, valeur: string) => {
    void changer(preferencesDe({ ...preferences, [champ]: valeur })).then(conserve => setRefuse(!conserve));
  };
  return (
    <>
      <Field label={t.reglages.langue}>
        <Select value={preferences.langue} onChange={(_, { value }) => poser('langue', value)}>
          {(['auto', 'fr', 'en'] as const).map(choix => (
            <option key={choix} value={choix}>
              {t.reglages.langues[choix]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t.reglages.theme}>
        <Select value={preferences.apparence} onChange={(_, { value }) => poser('apparence', value)}>
          {(['auto', 'clair', 'sombre'] as const).map(choix => (
            <option key={choix} value={choix}>
              {t.reglages.themes[choix]}
            </option>
          ))}
        </Select>
      </Field>
      <p role="status" className={styles.note}>
        {refuse ? t.reglages.nonConserve : t.reglages.conserve}
      </p>
    </>
  );
}
