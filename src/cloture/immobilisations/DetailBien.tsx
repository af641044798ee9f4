import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Fragment, useState } from 'react';
import { enEuros, type Montant as MontantExact, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import type { AllerA } from '../../ui/PanneauExecution';
import { ChiffresPlan } from './ChiffresPlan';
import { Essai } from './Essai';
import { GraphiquePlan } from './GraphiquePlan';
import type { AccesRegistre } from './registre-lu';
import { type BienDuMois, pointsDe } from './vue';

const useStyles = makeStyles({
  detail: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  liste: { display: 'grid', gridTemplateColumns: '1fr auto', margin: 0, rowGap: tokens.spacingVerticalXXS },
  terme: { color: tokens.colorNeutralForeground2 },
  valeur: { margin: 0, textAlign: 'right' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

function Montants({ ligne }: Pick<BienDuMois, 'ligne'>) {
  const { t } = useLangue();
  const styles = useStyles();
  const { immobilisations: textes } = t;
  const montants: [string, MontantExact | undefined][] = [
    [textes.brut, ligne.Brut],
    [textes.enCours, ligne.EnCours],
    [textes.annee, ligne.Annee],
    [textes.anterieur, ligne.Anterieur],
    [textes.cumul, ligne.Cumul],
    [textes.depreciation, ligne.Depreciation],
    [textes.derogatoire, ligne.Derogatoire],
    [textes.solde145, ligne.Solde145],
  ];
  return (
    <dl className={styles.liste}>
      {montants.map(
        ([nom, montant]) =>
          montant !== undefined &&
          montant !== ZERO && (
            <Fragment key={nom}>
              <dt className={styles.terme}>{nom}</dt>
              <dd className={styles.valeur}>
                <Montant euros={enEuros(montant)} />
              </dd>
            </Fragment>
          ),
      )}
    </dl>
  );
}

function Plan({ bien }: { bien: BienDuMois }) {
  const { t } = useLangue();
  const { ligne, plan } = bien;
  const points = pointsDe(plan);
  if (points.length === 0) return <p>{t.immobilisations.sansPlan}</p>;
  return (
    <>
      <GraphiquePlan nom={t.immobilisations.plan(ligne.IdImmo)} brut={ligne.Brut ?? ZERO} plan={points} />
      <ChiffresPlan
        colonnes={[t.immobilisations.dotation, t.immobilisations.vnc]}
        lignes={plan.flatMap(({ Fin, Economique, VNC }) =>
          Fin === undefined ? [] : [{ fin: Fin, montants: [Economique, VNC] }],
        )}
      />
    </>
  );
}

interface ProprietesDetail {
  bien: BienDuMois;
  acces: AccesRegistre;
  allerA: AllerA;
}

/** Un bien déplié : ses montants, son plan, le chemin de sa fiche, et l'essai d'un autre plan. */
export function DetailBien({ bien, acces, allerA }: ProprietesDetail) {
  const { t } = useLangue();
  const styles = useStyles();
  const [essai, setEssai] = useState(false);
  const { registre, erreur } = acces;
  const fiche = registre?.donnees.fiches.find(f => f.IdImmo === bien.ligne.IdImmo);
  return (
    <div className={styles.detail}>
      <Montants ligne={bien.ligne} />
      {!essai && <Plan bien={bien} />}
      {registre === undefined && erreur === undefined && (
        <Spinner size="tiny" label={t.commun.chargement} labelPosition="after" />
      )}
      {erreur !== undefined && <p role="alert">{t.erreur.chargement}</p>}
      {registre !== undefined && fiche === undefined && <p>{t.immobilisations.ficheDisparue}</p>}
      {registre !== undefined && fiche !== undefined && (
        <>
          {essai && <Essai bien={bien} fiche={fiche} registre={registre} />}
          <div className={styles.actions}>
            <Button size="small" aria-expanded={essai} onClick={() => setEssai(!essai)}>
              {essai ? t.immobilisations.fermerEssai : t.immobilisations.essayer}
            </Button>
            <Button
              size="small"
              onClick={() => allerA({ table: 'Immobilisations', ligne: fiche.ligne, colonne: 'IdImmo' })}
            >
              {t.immobilisations.voirFiche}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
