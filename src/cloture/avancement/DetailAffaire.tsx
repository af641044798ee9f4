import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { versIso } from '../../comptabilite';
import { Anomalies } from '../../ui/Anomalies';
import { useLangue } from '../../ui/langue';
import { Note } from '../../ui/Note';
import type { AllerA } from '../../ui/PanneauExecution';
import { Comparaison } from './Comparaison';
import { type AccesForcage, Forcage } from './Forcage';
import { MoisAffaire } from './MoisAffaire';
import { CaAvancement } from './tables';
import { type AffaireDuMois, moisDe, type Passe, pointDe } from './vue';

const useStyles = makeStyles({
  bloc: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  nom: { overflowWrap: 'anywhere' },
});

interface ProprietesDetail {
  affaire: AffaireDuMois;
  passe: Passe | undefined;
  acces: AccesForcage;
  allerA: AllerA;
  /** Ligne de la feuille, quand l'arrêté y est déjà écrit. */
  ligneFeuille: number | undefined;
}

/** Une affaire dépliée : son % et son motif, ses cumuls comparés au mois d'avant, ses mois, ses anomalies. */
export function DetailAffaire({ affaire, passe, acces, allerA, ligneFeuille }: ProprietesDetail) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { ligne, anomalies } = affaire;
  const present = pointDe([ligne], ligne.Arrete);
  const nom = [ligne.Libelle, ligne.Client, ligne.Lot, ligne.SousLot].filter(Boolean).join(' · ');
  const forces = [
    ligne.TauxCalcule && `${t.avancement.propose} ${formats.pourcentage(ligne.TauxCalcule.toNumber())}`,
    ligne.TauxForce && `${t.avancement.nouveau} ${formats.pourcentage(ligne.TauxForce.toNumber())}`,
    ligne.Motif && `${t.avancement.motif} : ${ligne.Motif}`,
  ].filter(Boolean);
  return (
    <div className={styles.bloc}>
      {nom !== '' && <div className={styles.nom}>{nom}</div>}
      {forces.length > 0 && <Note>{forces.join(' · ')}</Note>}
      {/* Hors avancement, il n'y a pas de % à forcer : une FAE ou une PCA se force dans la feuille. */}
      {ligne.TauxCalcule !== undefined && <Forcage ligne={ligne} acces={acces} />}
      <Comparaison
        nom={ligne.IdAffaire}
        present={present}
        precedent={passe?.at(-1)}
        autres={[
          { nom: t.avancement.fae, valeur: ligne.Fae },
          { nom: t.avancement.pca, valeur: ligne.Pca },
          { nom: t.avancement.production, valeur: ligne.Production },
        ]}
      />
      {passe && <MoisAffaire nom={ligne.IdAffaire} mois={moisDe(passe, present)} />}
      {anomalies.length > 0 && <Anomalies anomalies={anomalies} allerA={allerA} />}
      {ligneFeuille !== undefined && (
        <div>
          <Link
            as="button"
            aria-label={`${t.avancement.voirLigne} : ${ligne.IdAffaire}, ${formats.jour(versIso(ligne.Arrete))}`}
            onClick={() => allerA({ table: CaAvancement.nom, ligne: ligneFeuille, colonne: 'TauxRetenu' })}
          >
            {t.avancement.voirLigne}
          </Link>
        </div>
      )}
    </div>
  );
}
