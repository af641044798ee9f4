import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { JournalControles } from '../cloture/tables-communes';
import { useLangue } from '../ui/langue';
import { Note } from '../ui/Note';
import type { NomIcone } from '../ui/icones';
import type { Cellule } from '../ui/proprietes';
import { Titre } from '../ui/Titre';
import { Hidden } from './Hidden';
import { Line, Lines } from './Lines';
import { Missing } from './Missing';
import { adresses } from './router';
import type { EtatTravail, Situation } from './situation';

const useStyles = makeStyles({
  mois: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  ensuite: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  action: { margin: 0 },
  fort: { fontWeight: tokens.fontWeightSemibold },
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  etat: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

const ICONES: Record<EtatTravail, NomIcone> = { fait: 'fait', aFaire: 'aFaire', bloquant: 'bloquant' };

/** La première lettre d'une phrase qui commence par un mois. */
const majuscule = (texte: string) => texte.charAt(0).toUpperCase() + texte.slice(1);

/** L'action suivante, en une phrase et un bouton. */
function Ensuite({ situation, relire }: { situation: Situation; relire: () => void }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { prochaine, etat, bloquantes } = situation;
  const mois = etat.arrete === undefined ? '' : formats.mois(etat.arrete);
  const phrases = {
    ...t.accueil.prochaines,
    bloque: t.accueil.prochaines.bloque(formats.entier(bloquantes), bloquantes > 1),
    fermer: t.accueil.prochaines.fermer(mois),
    fermee: majuscule(t.accueil.prochaines.fermee(mois)),
  };
  const sansCalcul = prochaine === 'arrete' || prochaine === 'donnees' || prochaine === 'fermee';
  return (
    <section className={styles.ensuite} aria-label={t.accueil.prochaine}>
      <p className={styles.action}>
        <span className={styles.fort}>{t.accueil.prochaine} · </span>
        {phrases[prochaine]}
      </p>
      <div className={styles.boutons}>
        <Button as="a" href={adresses.cloture} appearance={sansCalcul ? 'secondary' : 'primary'}>
          {prochaine === 'fermer' ? t.cloture.fermerTitre : t.cloture.titre}
        </Button>
        {sansCalcul && <Button onClick={relire}>{t.accueil.relire}</Button>}
      </div>
    </section>
  );
}

/** Les étapes du mois, dans l'ordre de la clôture, chacune avec son état lu dans les tables. */
function Etapes({
  situation,
  ouvrirFeuille,
}: {
  situation: Situation;
  ouvrirFeuille: (nom: string) => void;
}) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const { manques, alertes, entraves, etat, vierge, tables } = situation;
  const fautive = manques.some(({ nature }) => nature === 'table' || nature === 'structure');
  const donnees = fautive ? 'bloquant' : vierge ? 'aFaire' : 'fait';
  const fermee = etat.periode === 'FERMEE';
  return (
    <Lines label={t.accueil.etapes} ordered>
      <Line icone={ICONES[donnees]}>
        {t.accueil.donnees}
        <div className={styles.etat}>
          {donnees === 'fait'
            ? t.accueil.donneesEtat.fait(formats.entier(tables))
            : t.accueil.donneesEtat[donnees]}
        </div>
      </Line>
      {situation.travaux.map(({ capacite, etat: avancee }) => (
        <Line key={capacite.nom} icone={ICONES[avancee]}>
          <Link href={adresses.travail(capacite.nom)}>{capacite.titre[langue]}</Link>
          <div className={styles.etat}>{t.accueil.etat[avancee]}</div>
        </Line>
      ))}
      <Line icone={alertes === undefined ? 'aFaire' : alertes > 0 ? 'alerte' : 'fait'}>
        {alertes === undefined ? (
          t.accueil.controles
        ) : (
          <Link as="button" onClick={() => ouvrirFeuille(JournalControles.feuille)}>
            {t.accueil.controles}
          </Link>
        )}
        <div className={styles.etat}>
          {alertes === undefined
            ? t.accueil.controlesEtat.aucun
            : alertes === 0
              ? t.accueil.controlesEtat.fait
              : t.accueil.controlesEtat.alertes(formats.entier(alertes))}
        </div>
      </Line>
      <Line icone={fermee ? 'fait' : 'aFaire'}>
        <Link href={adresses.cloture}>{t.accueil.fermeture}</Link>
        <div className={styles.etat}>
          {fermee ? t.accueil.periode.FERMEE : entraves.length === 0 ? t.accueil.pret : t.accueil.apres}
        </div>
      </Line>
    </Lines>
  );
}

interface ProprietesAccueil {
  situation: Situation;
  allerA: (cellule: Cellule) => void;
  ouvrirFeuille: (nom: string) => void;
  relire: () => void;
}

/** « À faire maintenant » : le mois en cours de clôture, l'action suivante, ce qui manque, les étapes et leur état. */
export function Home({ situation, allerA, ouvrirFeuille, relire }: ProprietesAccueil) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { arrete, periode } = situation.etat;
  return (
    <>
      <div>
        <p className={styles.mois}>
          {arrete === undefined ? t.accueil.sansArrete : t.accueil.arrete(formats.mois(arrete))}
        </p>
        {arrete !== undefined && <Note>{t.accueil.periode[periode]}</Note>}
      </div>
      <Ensuite situation={situation} relire={relire} />
      {situation.manques.length > 0 && (
        <Lines label={t.accueil.titre}>
          {situation.manques.map((manque, rang) => (
            <Missing key={rang} manque={manque} allerA={allerA} />
          ))}
        </Lines>
      )}
      <Titre>{t.accueil.etapes}</Titre>
      <Etapes situation={situation} ouvrirFeuille={ouvrirFeuille} />
      <Hidden capacites={situation.caches} />
    </>
  );
}
