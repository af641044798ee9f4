import { Link, makeStyles } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { useLangue } from '../ui/langue';
import { Chiffres, Montant } from '../ui/Montant';
import { Note } from '../ui/Note';
import { PanneauExecution } from '../ui/PanneauExecution';
import type { BilanExecution } from '../ui/proprietes';
import { Rangee, Tableau } from '../ui/Tableau';
import { Titre } from '../ui/Titre';
import { TOUT } from './issues';
import { LockMonth } from './LockMonth';
import { bilanDe } from './narrow';
import { adresses } from './router';
import type { Services } from './services';
import type { Situation } from './situation';

const useStyles = makeStyles({
  texte: { margin: 0 },
});

/** Les écritures de chaque travail : leur somme est celle du reçu. Chaque nom mène à son volet, déjà calculé. */
function ByTask({ bilan, capacites }: { bilan: BilanExecution; capacites: Services['capacites'] }) {
  const { t, langue, formats } = useLangue();
  const secondes = bilan.etapes.reduce((somme, { dureeMs }) => somme + dureeMs, 0) / 1000;
  return (
    <>
      <Titre>{t.cloture.parTravail}</Titre>
      <Tableau
        nom={t.cloture.parTravail}
        textes={[t.cloture.travail]}
        montants={[t.cloture.ecritures, t.execution.debit]}
      >
        {capacites.map(capacite => {
          const { nombre, debit } = bilanDe(bilan, capacite).ecritures;
          return (
            <Rangee
              key={capacite.nom}
              titre={<Link href={adresses.travail(capacite.nom)}>{capacite.titre[langue]}</Link>}
              cellules={[<Chiffres>{formats.entier(nombre)}</Chiffres>, <Montant euros={debit} />]}
            />
          );
        })}
      </Tableau>
      {secondes >= 0.1 && <Note>{t.cloture.duree(formats.nombre(Math.round(secondes * 10) / 10))}</Note>}
    </>
  );
}

/** « Tout clôturer » : simuler ou valider tous les travaux du mois en une exécution, puis fermer le mois. */
export default function Close({ services, situation }: { services: Services; situation: Situation }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const issue = useSyncExternalStore(services.issues.suivre, () => services.issues.de(TOUT));
  const { lireTables, saisir, ajouter, allerA, ouvrirFeuille, messageErreur, toutExecuter } = services;
  const capacites = situation.travaux.map(({ capacite }) => capacite);
  return (
    <>
      <p className={styles.texte}>{t.cloture.intro}</p>
      <PanneauExecution
        {...{ lireTables, saisir, ajouter, allerA, ouvrirFeuille, messageErreur, langue }}
        executer={toutExecuter}
        etat={situation.etat}
        {...(issue ? { issue } : {})}
        detail={({ bilan }) => <ByTask bilan={bilan} capacites={capacites} />}
      />
      <Titre>{t.cloture.fermerTitre}</Titre>
      <LockMonth services={services} situation={situation} />
    </>
  );
}
