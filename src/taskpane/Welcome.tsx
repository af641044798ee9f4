import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Avancee } from '../ui/Avancee';
import { useLangue } from '../ui/langue';
import { Note } from '../ui/Note';
import { MessageErreur } from '../ui/MessageErreur';
import type { Progression } from '../ui/proprietes';
import type { Services } from './services';

const useStyles = makeStyles({
  texte: { margin: 0 },
  choix: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
  },
});

/** Premier lancement : le classeur n'a aucune de nos tables ; on propose l'exemple, ou de les insérer. */
export default function Welcome({ services, relire }: { services: Services; relire: () => void }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { premiersPas } = services;
  const [aTelecharger, setATelecharger] = useState(false);
  const [travail, setTravail] = useState<{ abandon: AbortController; progression?: Progression }>();
  const [erreur, setErreur] = useState<unknown>();
  const inserer = () => {
    const abandon = new AbortController();
    setErreur(undefined);
    setTravail({ abandon });
    const onProgress = (progression: Progression) => setTravail({ abandon, progression });
    premiersPas
      .insererTables({ onProgress, signal: abandon.signal })
      .then(relire, setErreur)
      .finally(() => setTravail(undefined));
  };
  return (
    <>
      <p className={styles.texte}>{t.accueil.bienvenue.texte}</p>
      <div className={styles.choix}>
        <Button
          appearance="primary"
          onClick={() => void premiersPas.ouvrirExemple().then(ouvert => setATelecharger(!ouvert))}
        >
          {t.accueil.bienvenue.exemple}
        </Button>
        <Note>{t.accueil.bienvenue.exempleTexte}</Note>
        {aTelecharger && (
          <Link href={premiersPas.adresseExemple} download>
            {t.accueil.bienvenue.exempleFichier}
          </Link>
        )}
      </div>
      <div className={styles.choix}>
        <Button disabledFocusable={travail !== undefined} onClick={inserer}>
          {t.accueil.bienvenue.tables}
        </Button>
        <Note>{t.accueil.bienvenue.tablesTexte(formats.entier(premiersPas.tables))}</Note>
      </div>
      {travail && (
        <Avancee
          progression={travail.progression}
          annulation={travail.abandon.signal.aborted}
          annuler={() => travail.abandon.abort()}
        />
      )}
      {erreur !== undefined && (
        <MessageErreur erreur={services.messageErreur(erreur)} recommencer={inserer} />
      )}
    </>
  );
}
