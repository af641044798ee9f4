import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Anomalies } from '../../ui/Anomalies';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { Rangee, Tableau } from '../../ui/Tableau';
import type { Services } from '../services';
import type { LateRecord, Reopening, Verification } from './monthServices';

const useStyles = makeStyles({
  bloc: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalS,
  },
  texte: { margin: 0 },
  bouton: { alignSelf: 'flex-start' },
});

const majuscule = (texte: string) => texte.charAt(0).toUpperCase() + texte.slice(1);

/** Ce que « Vérifier » a trouvé : la phrase, les lignes, l'effet, et de quoi consigner. */
export function VerificationView({
  verification,
  record,
  services,
}: {
  verification: Verification;
  record: () => void;
  services: Services;
}) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { arrete, intact, anomalies, rejeu } = verification;
  if (arrete === undefined) return <p className={styles.texte}>{t.mois.rien}</p>;
  const nom = majuscule(formats.mois(arrete));
  const phrase = !intact ? t.mois.bouge(nom) : anomalies.length > 0 ? t.mois.info(nom) : t.mois.intact(nom);
  return (
    <div className={styles.bloc}>
      <p className={styles.texte}>{phrase}</p>
      {anomalies.length > 0 && (
        <Anomalies anomalies={anomalies} allerA={cellule => void services.allerA(cellule)} />
      )}
      {rejeu && rejeu.comptes.length > 0 && (
        <Tableau legende={t.mois.effet} textes={[t.mois.compte]} montants={[t.mois.fige, t.mois.recalcule]}>
          {rejeu.comptes.map(({ module, compte, idAffaire, fige, recalcule }) => (
            <Rangee
              key={`${module} ${compte} ${idAffaire ?? ''}`}
              titre={[compte, module, idAffaire].filter(Boolean).join(' · ')}
              cellules={[<Montant euros={fige} />, <Montant euros={recalcule} />]}
            />
          ))}
        </Tableau>
      )}
      {!intact && (
        <>
          <Note>{t.mois.consignerTexte}</Note>
          <Button className={styles.bouton} onClick={record}>
            {t.mois.consigner}
          </Button>
        </>
      )}
    </div>
  );
}

export function RecordOutcome({ record }: { record: LateRecord }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { lignes, effets, redatees } = record;
  return (
    <p className={styles.texte}>
      {t.mois.consigne(formats.entier(lignes), formats.entier(effets), formats.entier(redatees))}
    </p>
  );
}

export function ReopenOutcome({ reopening, services }: { reopening: Reopening; services: Services }) {
  const { t } = useLangue();
  const styles = useStyles();
  const { bloque, anomalies, mois } = reopening;
  return (
    <div className={styles.bloc}>
      <p className={styles.texte}>{bloque ? t.mois.refus : t.mois.rouverts(mois.join(', '))}</p>
      {anomalies.length > 0 && (
        <Anomalies anomalies={anomalies} allerA={cellule => void services.allerA(cellule)} />
      )}
    </div>
  );
}
