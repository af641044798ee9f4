import { Link } from '@fluentui/react-components';
import { direAnomalie } from '../comptabilite';
import { useLangue } from '../ui/langue';
import type { Cellule } from '../ui/proprietes';
import { Line } from './Lines';
import { adresses } from './router';
import type { Manque } from './situation';

/** Ce qui manque au classeur pour clôturer, et le chemin jusqu'à la cellule. */
export function Missing({ manque, allerA }: { manque: Manque; allerA: (cellule: Cellule) => void }) {
  const { t, langue } = useLangue();
  const vers = (cellule: Cellule, action: string) => (
    <>
      {' '}
      <Link as="button" inline aria-label={`${action} : ${cellule.table}`} onClick={() => allerA(cellule)}>
        {action}
      </Link>
    </>
  );
  switch (manque.nature) {
    case 'arrete':
      return (
        <Line icone="alerte">
          {t.accueil.choisirArrete}
          {vers({ table: 'Parametres' }, t.commun.allerALaTable)}
        </Line>
      );
    case 'table':
      return <Line icone="bloquant">{t.accueil.tableAbsente(manque.table)}</Line>;
    case 'structure': {
      const { ligne, colonne } = manque.anomalie;
      const cellule = {
        table: manque.table,
        ...(ligne === undefined ? {} : { ligne }),
        ...(colonne === undefined ? {} : { colonne }),
      };
      return (
        <Line icone="bloquant">
          {t.accueil.structure(manque.table, manque.nombre)} {direAnomalie(manque.anomalie, langue).message}
          {vers(cellule, ligne === undefined ? t.commun.allerALaTable : t.commun.allerALaCellule)}
        </Line>
      );
    }
    case 'inacheve':
      return (
        <Line icone="alerte">
          {t.accueil.inacheve}{' '}
          <Link href={adresses.historique} inline>
            {t.annulation.titre}
          </Link>
        </Line>
      );
  }
}
