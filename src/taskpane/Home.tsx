import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Icone, type NomIcone } from '../ui/icones';
import { useLangue } from '../ui/langue';
import type { Cellule } from '../ui/proprietes';
import { adresses } from './router';
import type { EtatTravail, Manque, Situation } from './situation';

const useStyles = makeStyles({
  mois: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  note: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  titre: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  liste: { listStyleType: 'none', margin: 0, padding: 0 },
  ligne: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  icone: { paddingTop: '2px' },
  etat: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  bouton: { alignSelf: 'flex-start' },
});

const ICONES: Record<EtatTravail, NomIcone> = { fait: 'fait', aFaire: 'aFaire', bloquant: 'bloquant' };

function Ligne({ icone, children }: { icone: NomIcone; children: ReactNode }) {
  const styles = useStyles();
  return (
    <li className={styles.ligne}>
      <span className={styles.icone}>
        <Icone nom={icone} />
      </span>
      <div>{children}</div>
    </li>
  );
}

function UnManque({ manque, allerA }: { manque: Manque; allerA: (cellule: Cellule) => void }) {
  const { t } = useLangue();
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
        <Ligne icone="alerte">
          {t.accueil.choisirArrete}
          {vers({ table: 'Parametres' }, t.commun.allerALaTable)}
        </Ligne>
      );
    case 'table':
      return <Ligne icone="bloquant">{t.accueil.tableAbsente(manque.table)}</Ligne>;
    case 'structure': {
      const { ligne, colonne } = manque.anomalie;
      const cellule = {
        table: manque.table,
        ...(ligne === undefined ? {} : { ligne }),
        ...(colonne === undefined ? {} : { colonne }),
      };
      return (
        <Ligne icone="bloquant">
          {t.accueil.structure(manque.table, manque.nombre)} {manque.anomalie.message}
          {vers(cellule, ligne === undefined ? t.commun.allerALaTable : t.commun.allerALaCellule)}
        </Ligne>
      );
    }
    case 'inacheve':
      return <Ligne icone="alerte">{t.accueil.inacheve}</Ligne>;
  }
}

interface ProprietesAccueil {
  situation: Situation;
  allerA: (cellule: Cellule) => void;
  relire: () => void;
}

/** « À faire maintenant » : le mois en cours de clôture, ce qui manque, les travaux et leur état. */
export function Home({ situation, allerA, relire }: ProprietesAccueil) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const { arrete, periode } = situation.etat;
  return (
    <>
      <div>
        <p className={styles.mois}>
          {arrete === undefined ? t.accueil.sansArrete : t.accueil.arrete(formats.mois(arrete))}
        </p>
        {arrete !== undefined && <p className={styles.note}>{t.accueil.periode[periode]}</p>}
      </div>
      {situation.manques.length === 0 ? (
        <p className={styles.note}>{t.accueil.rienAFaire}</p>
      ) : (
        <ul className={styles.liste} aria-label={t.accueil.titre}>
          {situation.manques.map((manque, rang) => (
            <UnManque key={rang} manque={manque} allerA={allerA} />
          ))}
        </ul>
      )}
      <h2 className={styles.titre}>{t.accueil.travaux}</h2>
      <ul className={styles.liste}>
        {situation.travaux.map(({ capacite, etat }) => (
          <Ligne key={capacite.nom} icone={ICONES[etat]}>
            <Link href={adresses.travail(capacite.nom)}>{capacite.titre[langue]}</Link>
            <div className={styles.etat}>{t.accueil.etat[etat]}</div>
          </Ligne>
        ))}
      </ul>
      <Button size="small" className={styles.bouton} onClick={relire}>
        {t.accueil.relire}
      </Button>
    </>
  );
}
