import { Button, Field, Link, makeStyles, Select, tokens } from '@fluentui/react-components';
import { use, useState } from 'react';
import type { Fonction } from '../../cloture/fonction';
import { useLangue } from '../../ui/langue';
import { Recherche } from '../../ui/pages';
import { MessageErreur } from '../../ui/MessageErreur';
import { Titre } from '../../ui/Titre';
import type { Services } from '../services';
import type { Assistant } from './assistant';
import { FunctionForm } from './FunctionForm';

const useStyles = makeStyles({
  liste: { listStyleType: 'none', margin: 0, padding: 0 },
  ligne: {
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  nom: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', textAlign: 'left' },
  note: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  texte: { margin: 0 },
  bouton: { alignSelf: 'flex-start' },
});

const familyOf = ({ id }: Fonction) => id.split('.')[0] ?? id;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Les fonctions dont le nom ou la description contient tous les mots cherchés, sans accents ni casse. */
function found(functions: readonly Fonction[], family: string, search: string, langue: 'fr' | 'en') {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return functions.filter(fonction => {
    const text = plain(`${fonction.id} ${fonction.description[langue]}`);
    return (family === '' || familyOf(fonction) === family) && words.every(word => text.includes(word));
  });
}

function Examples({ assistant, services }: { assistant: Assistant; services: Services }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const [message, setMessage] = useState('');
  const [error, setError] = useState<unknown>();
  const write = () => {
    setError(undefined);
    assistant
      .writeExamples(langue, t.fonctions.exemplesEntetes as unknown as [string, ...string[]])
      .then(
        written =>
          setMessage(
            written
              ? t.fonctions.exemplesEcrits(String(assistant.functions.length))
              : t.fonctions.exemplesDeja,
          ),
        setError,
      );
  };
  return (
    <>
      <Titre>{t.fonctions.exemples}</Titre>
      <p className={styles.texte}>{t.fonctions.exemplesTexte}</p>
      <Button className={styles.bouton} onClick={write}>
        {t.fonctions.ecrireExemples}
      </Button>
      <p role="status" className={styles.note}>
        {message}
      </p>
      {error !== undefined && <MessageErreur erreur={services.messageErreur(error)} />}
    </>
  );
}

interface ListProps {
  assistant: Assistant;
  choose: (fonction: Fonction) => void;
}

function List({ assistant, choose }: ListProps) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const [family, setFamily] = useState('');
  const families = [...new Set(assistant.functions.map(familyOf))];
  const names: Readonly<Record<string, string>> = t.fonctions.familles;
  const functions = found(assistant.functions, family, search, langue);
  return (
    <>
      <Recherche
        nom={t.fonctions.chercher}
        exemple={t.fonctions.chercherExemple}
        valeur={search}
        chercher={setSearch}
      />
      <Field label={t.fonctions.famille}>
        <Select value={family} onChange={(_, { value }) => setFamily(value)}>
          <option value="">{t.fonctions.toutes}</option>
          {families.map(name => (
            <option key={name} value={name}>
              {names[name] ?? name}
            </option>
          ))}
        </Select>
      </Field>
      <p role="status" className={styles.note}>
        {functions.length === 0 ? t.fonctions.aucune : t.fonctions.nombre(formats.entier(functions.length))}
      </p>
      <ul className={styles.liste} aria-label={t.fonctions.titre}>
        {functions.map(fonction => (
          <li key={fonction.id} className={styles.ligne}>
            <Link as="button" className={styles.nom} onClick={() => choose(fonction)}>
              {fonction.id}
            </Link>
            <p className={styles.note}>{fonction.description[langue]}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** L'assistant : choisir une fonction, la remplir depuis les tables, voir sa valeur, l'écrire dans la cellule active. */
export default function Functions({ services }: { services: Services }) {
  // La même promesse à chaque rendu : services.assistant() la garde.
  const assistant = use(services.assistant());
  const { t } = useLangue();
  const styles = useStyles();
  const [chosen, setChosen] = useState<Fonction>();
  if (chosen) {
    return (
      <>
        <Button size="small" className={styles.bouton} onClick={() => setChosen(undefined)}>
          {t.fonctions.autre}
        </Button>
        <FunctionForm key={chosen.id} fonction={chosen} assistant={assistant} services={services} />
      </>
    );
  }
  return (
    <>
      <List assistant={assistant} choose={setChosen} />
      <Examples assistant={assistant} services={services} />
    </>
  );
}
