import { Link } from '@fluentui/react-components';
import type { Presentation } from '../cloture/capacite';
import { useLangue } from '../ui/langue';
import { Note } from '../ui/Note';
import { adresses } from './router';

/** Les travaux qu'un réglage cache, chacun avec le réglage, et où le lire. */
export function Hidden({ capacites }: { capacites: readonly Presentation[] }) {
  const { t, langue } = useLangue();
  return capacites.map(({ nom, titre, cachee }) => (
    <Note key={nom}>
      {t.accueil.cache(titre[langue], `${cachee?.cle} = ${cachee?.valeur}`)}{' '}
      <Link href={adresses.reglages}>{t.navigation.reglages}</Link>
    </Note>
  ));
}
