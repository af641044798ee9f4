import { Field, Input } from '@fluentui/react-components';
import { useId } from 'react';
import { depuisTexte, estFinDeMois, versIso } from '../comptabilite';
import { useLangue } from './langue';

export type SaisieArrete = { iso: string } | { faute: 'illisible' | 'pasFinDeMois' };

/** Comprend ce qui est tapé dans le champ : un dernier jour de mois, ou la faute à dire. */
export function lireArrete(texte: string): SaisieArrete {
  const jour = depuisTexte(texte.trim());
  if (jour === undefined) return { faute: 'illisible' };
  return estFinDeMois(jour) ? { iso: versIso(jour) } : { faute: 'pasFinDeMois' };
}

interface ProprietesChamp {
  texte: string;
  proposes: readonly string[];
  changer: (texte: string) => void;
}

/** Le choix de l'arrêté : une date tapée, jour d'abord, avec les fins de mois du classeur en propositions. */
export function ChampArrete({ texte, proposes, changer }: ProprietesChamp) {
  const { t, formats } = useLangue();
  const liste = useId();
  const saisie = lireArrete(texte);
  const message =
    'iso' in saisie || texte === ''
      ? {}
      : {
          validationState: 'error' as const,
          validationMessage:
            saisie.faute === 'illisible' ? t.execution.arreteInvalide : t.execution.arreteFinDeMois,
        };
  return (
    <>
      <Field
        label={t.execution.arrete}
        {...(texte === '' ? { hint: t.execution.arreteExemple } : {})}
        {...message}
      >
        <Input
          value={texte}
          list={liste}
          inputMode="numeric"
          autoComplete="off"
          onChange={(_, { value }) => changer(value)}
        />
      </Field>
      <datalist id={liste}>
        {proposes.map(iso => (
          <option key={iso} value={formats.jour(iso)}>
            {formats.mois(iso)}
          </option>
        ))}
      </datalist>
    </>
  );
}
