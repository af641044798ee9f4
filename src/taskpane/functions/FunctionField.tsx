import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ParametreFonction } from '../../cloture/fonction';
import { Icone } from '../../ui/icones';
import { useLangue } from '../../ui/langue';
import type { Suggestion } from './assistant';

/** Une liste de propositions reste courte : on tape les premières lettres d'un code. */
const SHOWN = 200;

const useStyles = makeStyles({
  champ: { display: 'flex', gap: tokens.spacingHorizontalXS, flexWrap: 'wrap' },
  saisie: { flexGrow: 1, minWidth: '120px' },
});

interface FieldProps {
  parametre: ParametreFonction;
  text: string;
  placeholder: string;
  suggestions: readonly Suggestion[];
  change: (text: string) => void;
  take: () => void;
}

/** Un argument : tapé, choisi dans les codes du classeur, ou pris dans la cellule sélectionnée. */
export function FunctionField({ parametre, text, placeholder, suggestions, change, take }: FieldProps) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const list = useId();
  const name = parametre.nom[langue];
  return (
    <div>
      <Field
        label={parametre.facultatif ? `${name} (${t.fonctions.facultatif})` : name}
        hint={parametre.description[langue]}
        required={!parametre.facultatif}
      >
        <Input
          className={styles.saisie}
          value={text}
          placeholder={placeholder}
          list={list}
          autoComplete="off"
          onChange={(_, { value }) => change(value)}
          contentAfter={
            <Button
              size="small"
              appearance="transparent"
              aria-label={t.fonctions.prendreAide(name)}
              title={t.fonctions.prendre}
              onClick={take}
            >
              <Icone nom="cellule" />
            </Button>
          }
        />
      </Field>
      <datalist id={list}>
        {suggestions.slice(0, SHOWN).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
    </div>
  );
}
