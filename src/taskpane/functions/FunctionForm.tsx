import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Fonction } from '../../cloture/fonction';
import { helpAnchor } from '../../functions/metadata';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import type { Services } from '../services';
import type { Assistant } from './assistant';
import { FunctionField } from './FunctionField';
import { callOf, exampleTexts, readField, type Selections } from './formula';
import { InsertButton } from './InsertButton';
import { Preview } from './Preview';
import { prefill, useSuggestions } from './suggestions';

const useStyles = makeStyles({
  nom: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
  },
  texte: { margin: 0 },
  champs: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  bouton: { alignSelf: 'flex-start' },
  formule: {
    display: 'block',
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    overflowWrap: 'anywhere',
  },
});

interface FormProps {
  fonction: Fonction;
  assistant: Assistant;
  services: Services;
}

/** Une fonction choisie : ses champs, préremplis quand le classeur le permet, sa valeur en direct, son insertion. */
export function FunctionForm({ fonction, assistant, services }: FormProps) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { suggestions, error } = useSuggestions(assistant, fonction);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [selections, setSelections] = useState<Selections>(new Map());
  const initial = prefill(fonction, suggestions);
  const texts = fonction.parametres.map((_, index) => typed[index] ?? initial[index] ?? '');
  const args = texts.map((text, index) => readField(fonction, index, text, langue, selections));
  const call = callOf(assistant.nameOf(fonction), args, langue);
  const change = (index: number, text: string) => setTyped(before => ({ ...before, [index]: text }));
  const take = async (index: number) => {
    const { address, values } = await assistant.selection();
    if (values.length > 0) setSelections(before => new Map(before).set(address, values));
    change(index, `=${address}`);
  };
  return (
    <>
      <h2 className={styles.nom} tabIndex={-1} ref={title}>
        {fonction.id}
      </h2>
      <p className={styles.texte}>
        {fonction.description[langue]}
        {fonction.flux ? ` ${t.fonctions.suit}` : ''}
      </p>
      <div className={styles.champs}>
        {fonction.parametres.map((parametre, index) => (
          <FunctionField
            key={parametre.nom.fr}
            parametre={parametre}
            text={texts[index] ?? ''}
            placeholder={exampleTexts(fonction, langue)[index] ?? ''}
            suggestions={suggestions?.byName.get(parametre.nom.fr) ?? []}
            change={text => change(index, text)}
            take={() => void take(index)}
          />
        ))}
        {fonction.parametres.length > 0 && (
          <Button
            size="small"
            className={styles.bouton}
            onClick={() => setTyped({ ...exampleTexts(fonction, langue) })}
          >
            {t.fonctions.exemple}
          </Button>
        )}
      </div>
      {error !== undefined && <MessageErreur erreur={services.messageErreur(error)} />}
      <div>
        {t.fonctions.formule}
        <code className={styles.formule}>{call.shown}</code>
      </div>
      <Preview fonction={fonction} args={args} assistant={assistant} ready={suggestions !== undefined} />
      <InsertButton call={call} assistant={assistant} services={services} />
      <Link href={`assets/aide/fonctions.html#${anchor(fonction.id, langue)}`} target="_blank" rel="noopener">
        {t.fonctions.aide}
      </Link>
    </>
  );
}

const anchor = (id: string, langue: 'fr' | 'en') => helpAnchor(id) + (langue === 'fr' ? '' : '-en');
