import { Link, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Parametres, Periodes } from '../cloture/tables-communes';
import {
  arreteDuClasseur,
  type CleParametre,
  lireParametres,
  PARAMETRES,
} from '../cloture/tables-communes/parametres';
import { type Jour, versIso } from '../comptabilite';
import { useLangue } from '../ui/langue';
import { Note } from '../ui/Note';
import { MessageErreur } from '../ui/MessageErreur';
import { Recherche } from '../ui/pages';
import { Titre } from '../ui/Titre';
import { parameterNote } from './parametersEn';
import type { Services } from './services';

const useStyles = makeStyles({
  note: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  texte: { margin: 0 },
  liste: { listStyleType: 'none', margin: 0, padding: 0 },
  ligne: {
    paddingBlock: tokens.spacingVerticalXS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  tete: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
  },
  cle: { overflowWrap: 'anywhere' },
  valeur: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
});

/** Un paramètre tel qu'il vaut : sa valeur en mots, et la ligne d'où elle vient si le classeur la donne. */
interface Parametre {
  cle: CleParametre;
  valeur: unknown;
  ligne: number | undefined;
}

interface Lus {
  arrete: Jour | undefined;
  parametres: readonly Parametre[];
}

async function lire(services: Services): Promise<Lus> {
  const tables = await services.lireTables([Parametres, Periodes]);
  const arrete = arreteDuClasseur(tables);
  const lus = lireParametres(tables, arrete ?? (0 as Jour));
  const cles = Object.keys(PARAMETRES) as CleParametre[];
  return {
    arrete,
    parametres: cles.map(cle => ({ cle, valeur: lus.valeur(cle), ligne: lus.ligne(cle) })),
  };
}

/** La valeur telle que la feuille l'écrit : une date en clair, un oui en O. */
function useDireValeur(): (parametre: Parametre) => string {
  const { t, formats } = useLangue();
  return ({ cle, valeur }) => {
    if (valeur === undefined || valeur === '') return t.reglages.vide;
    if (typeof valeur === 'boolean') return valeur ? 'O' : 'N';
    if (typeof valeur === 'number') {
      if (cle.startsWith('Date')) return formats.jour(versIso(valeur as Jour));
      return formats.nombre(cle === 'HeuresParJour' ? valeur / 10_000 : valeur / 100);
    }
    return typeof valeur === 'object' ? formats.nombre(Number(valeur)) : String(valeur);
  };
}

interface ProprietesListe {
  titre: string;
  parametres: readonly Parametre[];
  allerA: (ligne?: number) => void;
}

function Liste({ titre, parametres, allerA }: ProprietesListe) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const dire = useDireValeur();
  return (
    <ul className={styles.liste} aria-label={titre}>
      {parametres.map(parametre => (
        <li key={parametre.cle} className={styles.ligne}>
          <div className={styles.tete}>
            {parametre.ligne === undefined ? (
              <span className={styles.cle}>{parametre.cle}</span>
            ) : (
              <Link
                as="button"
                className={styles.cle}
                aria-label={t.reglages.voir(parametre.cle)}
                onClick={() => allerA(parametre.ligne)}
              >
                {parametre.cle}
              </Link>
            )}
            <span className={styles.valeur}>{dire(parametre)}</span>
          </div>
          <p className={styles.note}>{parameterNote(parametre.cle, langue)}</p>
        </li>
      ))}
    </ul>
  );
}

/** Les paramètres du classeur en vigueur à l'arrêté : ceux qu'il écrit, chacun avec sa cellule, puis les défauts. */
export function Parameters({ services }: { services: Services }) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const [lecture, setLecture] = useState<{ lus?: Lus; erreur?: unknown }>({});
  const [recherche, setRecherche] = useState('');
  const [introuvable, setIntrouvable] = useState(false);
  useEffect(() => {
    let perime = false;
    const relire = () =>
      lire(services).then(
        lus => {
          if (!perime) setLecture({ lus });
        },
        (erreur: unknown) => {
          if (!perime) setLecture({ erreur });
        },
      );
    void relire();
    const cesser = services.suivre(() => void relire());
    return () => {
      perime = true;
      cesser();
    };
  }, [services]);
  const allerA = (ligne?: number) => {
    const cellule = { table: Parametres.nom, ...(ligne === undefined ? {} : { ligne, colonne: 'Valeur' }) };
    services.allerA(cellule).then(
      trouve => setIntrouvable(!trouve),
      () => setIntrouvable(true),
    );
  };
  const { lus, erreur } = lecture;
  if (erreur !== undefined) return <MessageErreur erreur={services.messageErreur(erreur)} />;
  if (!lus) return <Spinner size="tiny" label={t.commun.chargement} />;
  const cherche = recherche.trim().toLowerCase();
  const trouves = lus.parametres.filter(({ cle }) =>
    `${cle} ${parameterNote(cle, langue)}`.toLowerCase().includes(cherche),
  );
  const duClasseur = trouves.filter(({ ligne }) => ligne !== undefined);
  const parDefaut = trouves.filter(({ ligne }) => ligne === undefined);
  return (
    <>
      {lus.arrete !== undefined && <Note>{t.reglages.classeurTexte(formats.jour(versIso(lus.arrete)))}</Note>}
      <p className={styles.texte}>
        <Link as="button" onClick={() => allerA()}>
          {t.reglages.voirTable}
        </Link>
      </p>
      {introuvable && <p role="alert">{t.commun.introuvable}</p>}
      <Recherche nom={t.reglages.chercher} valeur={recherche} chercher={setRecherche} />
      {trouves.length === 0 && <p role="status">{t.reglages.aucunParametre}</p>}
      {duClasseur.length > 0 && (
        <>
          <Titre niveau={3}>{t.reglages.duClasseur}</Titre>
          <Liste titre={t.reglages.duClasseur} parametres={duClasseur} allerA={allerA} />
        </>
      )}
      {parDefaut.length > 0 && (
        <details open={cherche !== ''}>
          <summary>{t.reglages.parDefaut(formats.entier(parDefaut.length))}</summary>
          <Liste titre={t.reglages.defauts} parametres={parDefaut} allerA={allerA} />
        </details>
      )}
    </>
  );
}
