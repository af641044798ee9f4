import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { enEuros } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import type { AllerA } from '../../ui/PanneauExecution';
import { useTableau } from '../../ui/tableau';
import { DetailBien } from './DetailBien';
import type { AccesRegistre } from './registre-lu';
import { filtrer, type BienDuMois } from './vue';

const PAR_PAGE = 30;

const useStyles = makeStyles({
  bien: { minWidth: 0, padding: 0, justifyContent: 'flex-start', textAlign: 'left' },
  libelle: { display: 'block', overflowWrap: 'anywhere' },
  etat: { display: 'block', color: tokens.colorNeutralForeground2 },
  compte: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

interface ProprietesBiens {
  biens: readonly BienDuMois[];
  acces: AccesRegistre;
  allerA: AllerA;
}

function UnBien({ bien, acces, allerA }: { bien: BienDuMois; acces: AccesRegistre; allerA: AllerA }) {
  const { t } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const [deplie, setDeplie] = useState(false);
  const { ligne } = bien;
  const basculer = () => {
    if (!deplie) acces.demander();
    setDeplie(!deplie);
  };
  return (
    <>
      <tr>
        <th scope="row" className={tableau.cellule}>
          <Button
            appearance="transparent"
            size="small"
            className={styles.bien}
            aria-expanded={deplie}
            onClick={basculer}
          >
            {deplie ? '▾ ' : '▸ '}
            {ligne.IdImmo}
          </Button>
          <span className={styles.libelle}>{ligne.Libelle}</span>
          {ligne.Etat !== undefined && ligne.Etat !== 'EN_SERVICE' && (
            <span className={styles.etat}>{t.immobilisations.etat[ligne.Etat]}</span>
          )}
        </th>
        <td className={tableau.cellule}>
          {ligne.Periode !== undefined && <Montant euros={enEuros(ligne.Periode)} />}
        </td>
        <td className={tableau.cellule}>
          {ligne.VNC !== undefined && <Montant euros={enEuros(ligne.VNC)} />}
        </td>
      </tr>
      {deplie && (
        <tr>
          <td colSpan={3} className={tableau.cellule}>
            <DetailBien bien={bien} acces={acces} allerA={allerA} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Les biens à l'arrêté : dotation du mois et VNC ; chacun se déplie sur son plan, et sur l'essai d'un autre. */
export function Biens({ biens, acces, allerA }: ProprietesBiens) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const [recherche, setRecherche] = useState('');
  const [montres, setMontres] = useState(PAR_PAGE);
  if (biens.length === 0) return <p>{t.immobilisations.sansBien}</p>;
  const trouves = filtrer(biens, recherche);
  const visibles = trouves.slice(0, montres);
  const restants = Math.min(PAR_PAGE, trouves.length - visibles.length);
  return (
    <>
      {biens.length > 1 && (
        <Field label={t.immobilisations.chercher} hint={t.immobilisations.chercherExemple}>
          <Input
            type="search"
            value={recherche}
            autoComplete="off"
            onChange={(_, { value }) => {
              setRecherche(value);
              setMontres(PAR_PAGE);
            }}
          />
        </Field>
      )}
      <p role="status" className={styles.compte}>
        {trouves.length === 0
          ? t.immobilisations.aucunTrouve
          : t.immobilisations.nombre(formats.entier(visibles.length), formats.entier(trouves.length))}
      </p>
      {visibles.length > 0 && (
        <table className={tableau.table} aria-label={t.immobilisations.biens}>
          <thead>
            <tr>
              <th scope="col" className={tableau.entete}>
                {t.immobilisations.bien}
              </th>
              <th scope="col" className={tableau.enteteMontant}>
                {t.immobilisations.periode}
              </th>
              <th scope="col" className={tableau.enteteMontant}>
                {t.immobilisations.vnc}
              </th>
            </tr>
          </thead>
          <tbody>
            {visibles.map(bien => (
              <UnBien key={bien.ligne.IdImmo} bien={bien} acces={acces} allerA={allerA} />
            ))}
          </tbody>
        </table>
      )}
      {restants > 0 && (
        <Button size="small" onClick={() => setMontres(n => n + PAR_PAGE)}>
          {t.immobilisations.suivants(formats.entier(restants))}
        </Button>
      )}
    </>
  );
}
