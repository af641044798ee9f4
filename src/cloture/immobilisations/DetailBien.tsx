import { Button, Field, makeStyles, Select, Spinner, tokens } from '@fluentui/react-components';
import { Fragment, useMemo, useState } from 'react';
import { enEuros, somme, type Montant as MontantExact, versIso, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import type { AllerA } from '../../ui/PanneauExecution';
import { PERIODICITES, type Periodicite } from './calcul';
import { ChiffresPlan } from './ChiffresPlan';
import { Essai } from './Essai';
import { GraphiquePlan } from './GraphiquePlan';
import type { AccesRegistre } from './registre-lu';
import { planDuBien, type Registre } from './simulation';
import { type BienDuMois, pointsDe } from './vue';

const useStyles = makeStyles({
  detail: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  liste: { display: 'grid', gridTemplateColumns: '1fr auto', margin: 0, rowGap: tokens.spacingVerticalXXS },
  terme: { color: tokens.colorNeutralForeground2 },
  valeur: { margin: 0, textAlign: 'right' },
  constats: { margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  resume: { cursor: 'pointer', fontSize: tokens.fontSizeBase200 },
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

/** Le plan d'un bien : la VNC en dessin par exercice, ses chiffres dans la périodicité choisie. */
function Plan({ bien, registre }: { bien: BienDuMois; registre: Registre | undefined }) {
  const { t } = useLangue();
  const [vue, setVue] = useState<Periodicite | ''>('');
  const { ligne, plan } = bien;
  const points = pointsDe(plan);
  const lignes = useMemo(
    () =>
      vue === '' || registre === undefined ? plan : planDuBien(registre, ligne.IdImmo, vue, ligne.Arrete),
    [vue, registre, plan, ligne],
  );
  if (points.length === 0) return <p>{t.immobilisations.sansPlan}</p>;
  const { dotation, vnc, vues, vue: choisir } = t.immobilisations;
  return (
    <>
      <GraphiquePlan nom={t.immobilisations.plan(ligne.IdImmo)} brut={ligne.Brut ?? ZERO} plan={points} />
      {registre !== undefined && (
        <Field label={choisir} size="small">
          <Select value={vue} onChange={(_, { value }) => setVue(value as Periodicite | '')}>
            <option value="">{vues.FEUILLE}</option>
            {PERIODICITES.map(p => (
              <option key={p} value={p}>
                {vues[p]}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <ChiffresPlan
        ouvert={vue !== ''}
        colonnes={[dotation, vnc]}
        lignes={lignes.flatMap(({ Fin, Economique, VNC }) =>
          Fin === undefined ? [] : [{ fin: Fin, montants: [Economique, VNC] }],
        )}
        total={somme(lignes.map(l => l.Economique ?? ZERO))}
      />
    </>
  );
}

/** Ce que les contrôles disent du bien, et quoi faire. */
function Constats({ anomalies }: Pick<BienDuMois, 'anomalies'>) {
  const { t } = useLangue();
  const styles = useStyles();
  if (anomalies.length === 0) return null;
  return (
    <ul className={styles.constats}>
      {anomalies.map(({ code, gravite, message, remede }) => (
        <li key={`${code} ${message}`}>
          {t.gravite[gravite]} · {message} → {remede}
        </li>
      ))}
    </ul>
  );
}

/** Les dotations déjà comptabilisées du bien, chacune menant à sa ligne d'historique. */
function Passees({ bien, registre, allerA }: { bien: BienDuMois; registre: Registre; allerA: AllerA }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const passees = registre.donnees.dotations.get(bien.ligne.IdImmo) ?? [];
  if (passees.length === 0) return null;
  return (
    <details>
      <summary className={styles.resume}>{t.immobilisations.passees(formats.entier(passees.length))}</summary>
      <ul className={styles.constats}>
        {passees.map(({ Arrete, Economique, ligne }) => (
          <li key={Arrete}>
            <Button
              appearance="transparent"
              size="small"
              onClick={() => allerA({ table: 'Dotations', ligne, colonne: 'IdEcriture' })}
            >
              {formats.jour(versIso(Arrete))}
            </Button>
            <Montant euros={enEuros(Economique ?? ZERO)} />
          </li>
        ))}
      </ul>
    </details>
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
      <Constats anomalies={bien.anomalies} />
      {!essai && <Plan bien={bien} registre={fiche === undefined ? undefined : registre} />}
      {registre === undefined && erreur === undefined && (
        <Spinner size="tiny" label={t.commun.chargement} labelPosition="after" />
      )}
      {erreur !== undefined && <p role="alert">{t.erreur.chargement}</p>}
      {registre !== undefined && fiche === undefined && <p>{t.immobilisations.ficheDisparue}</p>}
      {registre !== undefined && fiche !== undefined && (
        <>
          <Passees bien={bien} registre={registre} allerA={allerA} />
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
