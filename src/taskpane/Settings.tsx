import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../ui/langue';
import { Note } from '../ui/Note';
import { type Preferences, preferencesDe } from '../ui/preferences';
import { Titre } from '../ui/Titre';
import { Parameters } from './Parameters';
import type { Services } from './services';

interface ProprietesReglages {
  preferences: Preferences;
  /** Applique et conserve ; rend faux si le poste refuse de conserver. */
  changer: (preferences: Preferences) => Promise<boolean>;
  services: Services;
}

/** Les réglages du poste (langue et apparence, par défaut ceux d'Excel ; nom dont il signe), et les paramètres du classeur. */
export default function Settings({ preferences, changer, services }: ProprietesReglages) {
  const { t } = useLangue();
  const [refuse, setRefuse] = useState(false);
  const poser = (champ: keyof Preferences, valeur: string) => {
    void changer(preferencesDe({ ...preferences, [champ]: valeur })).then(conserve => setRefuse(!conserve));
  };
  return (
    <>
      <Titre>{t.reglages.poste}</Titre>
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
      <Field label={t.reglages.signature} hint={t.reglages.signatureAide}>
        <Input value={preferences.signature} onChange={(_, { value }) => poser('signature', value)} />
      </Field>
      <Note role="status">{refuse ? t.reglages.nonConserve : t.reglages.conserve}</Note>
      <Titre>{t.reglages.classeur}</Titre>
      <Parameters services={services} />
    </>
  );
}
