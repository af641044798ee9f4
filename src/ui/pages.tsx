import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from './langue';

const useStyles = makeStyles({ suite: { alignSelf: 'flex-start' } });

export interface Pages<T> {
  readonly visibles: readonly T[];
  /** Combien la page suivante en montrera ; zéro quand tout est là. */
  readonly restants: number;
  readonly montrerPlus: () => void;
  /** Revient à la première page : la liste n'est plus la même. */
  readonly revenir: () => void;
}

/** Une longue liste montrée page après page. `premieres` : combien avant tout clic, si ce n'est pas une page. */
export function usePages<T>(tous: readonly T[], parPage = 30, premieres = parPage): Pages<T> {
  const [montres, setMontres] = useState(premieres);
  return {
    visibles: tous.slice(0, montres),
    restants: Math.max(0, Math.min(parPage, tous.length - montres)),
    montrerPlus: () => setMontres(montres + parPage),
    revenir: () => setMontres(premieres),
  };
}

/** « Montrer 30 de plus » ; rien quand tout est montré. */
export function MontrerPlus({ pages }: { pages: Pages<unknown> }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  if (pages.restants === 0) return null;
  return (
    <Button size="small" className={styles.suite} onClick={pages.montrerPlus}>
      {t.commun.montrerPlus(formats.entier(pages.restants))}
    </Button>
  );
}

interface ProprietesRecherche {
  nom: string;
  exemple?: string;
  valeur: string;
  chercher: (valeur: string) => void;
}

/** Le champ qui réduit une liste à ce qu'on y cherche. */
export function Recherche({ nom, exemple, valeur, chercher }: ProprietesRecherche) {
  return (
    <Field label={nom} {...(exemple === undefined ? {} : { hint: exemple })}>
      <Input type="search" value={valeur} autoComplete="off" onChange={(_, { value }) => chercher(value)} />
    </Field>
  );
}
