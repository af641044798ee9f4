import { Field, Input, Select } from '@fluentui/react-components';
import { useLangue } from './langue';

interface ProprietesAuteur {
  readonly valeur: string;
  readonly changer: (valeur: string) => void;
  /** Ceux qui ont le droit ; undefined si tout le monde l'a. */
  readonly autorises?: readonly string[] | undefined;
}

/** Qui décide : un nom libre, ou l'un de ceux que la table Droits nomme. */
export function Auteur({ valeur, changer, autorises }: ProprietesAuteur) {
  const { t } = useLangue();
  if (autorises === undefined)
    return (
      <Field label={t.commun.auteur}>
        <Input value={valeur} onChange={(_, { value }) => changer(value)} />
      </Field>
    );
  return (
    <Field label={t.commun.auteur} hint={t.commun.auteurAutorise}>
      <Select value={valeur} onChange={(_, { value }) => changer(value)}>
        <option value="">—</option>
        {autorises.map(nom => (
          <option key={nom}>{nom}</option>
        ))}
      </Select>
    </Field>
  );
}
