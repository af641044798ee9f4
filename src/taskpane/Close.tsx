import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { useLangue } from '../ui/langue';
import { Montant } from '../ui/Montant';
import { PanneauExecution } from '../ui/PanneauExecution';
import type { BilanExecution } from '../ui/proprietes';
import { useTableau } from '../ui/tableau';
import { Titre } from '../ui/Titre';
import { TOUT } from './issues';
import { LockMonth } from './LockMonth';
import { bilanDe } from './narrow';
import { adresses } from './router';
import type { Services } from './services';
import type { Situation } from './situation';

const useStyles = makeStyles({
  texte: { margin: 0 },
  note: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Les écritures de chaque travail : leur somme est celle du reçu. Chaque nom mène à son volet, déjà calculé. */
function ByTask({ bilan, capacites }: { bilan: BilanExecution; capacites: Services['capacites'] }) {
  const { t, langue, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const secondes = bilan.etapes.reduce((somme, { dureeMs }) => somme + dureeMs, 0) / 1000;
  return (
    <>
      <Titre>{t.cloture.parTravail}</Titre>
      <table className={tableau.table} aria-label={t.cloture.parTravail}>
        <thead>
          <tr>
            <th scope="col" className={tableau.entete}>
              {t.cloture.travail}
            </th>
            <th scope="col" className={tableau.enteteMontant}>
              {t.cloture.ecritures}
            </th>
            <th scope="col" className={tableau.enteteMontant}>
              {t.execution.debit}
            </th>
          </tr>
        </thead>
        <tbody>
          {capacites.map(capacite => {
            const { nombre, debit } = bilanDe(bilan, capacite).ecritures;
            return (
              <tr key={capacite.nom}>
                <th scope="row" className={tableau.cellule}>
                  <Link href={adresses.travail(capacite.nom)}>{capacite.titre[langue]}</Link>
                </th>
                <td className={tableau.celluleMontant}>{formats.entier(nombre)}</td>
                <td className={tableau.cellule}>
                  <Montant euros={debit} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {secondes >= 0.1 && (
        <p className={styles.note}>{t.cloture.duree(formats.nombre(Math.round(secondes * 10) / 10))}</p>
      )}
    </>
  );
}

/** « Tout clôturer » : simuler ou valider tous les travaux du mois en une exécution, puis fermer le mois. */
export function Close({ services, situation }: { services: Services; situation: Situation }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const issue = useSyncExternalStore(services.issues.suivre, () => services.issues.de(TOUT));
  const { lireTables, saisir, allerA, ouvrirFeuille, messageErreur, toutExecuter, capacites } = services;
  return (
    <>
      <p className={styles.texte}>{t.cloture.intro}</p>
      <PanneauExecution
        {...{ lireTables, saisir, allerA, ouvrirFeuille, messageErreur, langue }}
        executer={toutExecuter}
        etat={situation.etat}
        {...(issue ? { issue } : {})}
        detail={bilan => <ByTask bilan={bilan} capacites={capacites} />}
      />
      <Titre>{t.cloture.fermerTitre}</Titre>
      <LockMonth services={services} situation={situation} />
    </>
  );
}
