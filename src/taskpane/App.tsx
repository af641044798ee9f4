import { Button, Link, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Icone } from '../ui/icones';
import { FournisseurLangue, useLangue } from '../ui/langue';
import { MessageErreur } from '../ui/MessageErreur';
import type { Preferences } from '../ui/preferences';
import type { Langue } from '../ui/proprietes';
import { FournisseurTheme } from '../ui/theme';
import { Boundary } from './Boundary';
import { Hidden } from './Hidden';
import { Home } from './Home';
import { PanelHost } from './PanelHost';
import { adresses, type Route, routeDe, useHash } from './router';
import type { Services } from './services';
import { useSituation } from './useSituation';

const Close = lazy(() => import('./Close'));
const Data = lazy(() => import('./data/Data'));
const Diagnostic = lazy(() => import('./diagnostic/Diagnostic'));
const Explication = lazy(() => import('./explication/Page'));
const Functions = lazy(() => import('./functions/Functions'));
const Help = lazy(() => import('./Help'));
const Months = lazy(() => import('./months/Months'));
const Records = lazy(() => import('./records/Records'));
const History = lazy(() => import('./History'));
const Settings = lazy(() => import('./Settings'));
const Welcome = lazy(() => import('./Welcome'));

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    gap: tokens.spacingVerticalM,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  entete: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
  },
  titre: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    outlineStyle: 'none',
  },
  retour: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXXS },
  corps: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, flexGrow: 1, minWidth: 0 },
  pied: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    paddingTop: tokens.spacingVerticalS,
    fontSize: tokens.fontSizeBase200,
  },
});

interface ProprietesCadre {
  titre: string;
  accueil: boolean;
  cle: string;
  children: ReactNode;
}

/** Le cadre d'une page : titre, retour à l'accueil, contenu, liens. À chaque changement, le titre reçoit le focus. */
function Cadre({ titre, accueil, cle, children }: ProprietesCadre) {
  const { t } = useLangue();
  const styles = useStyles();
  const repere = useRef<HTMLHeadingElement>(null);
  const premiere = useRef(true);
  useEffect(() => {
    document.title = `${titre} · Clôture`;
  }, [titre]);
  useEffect(() => {
    if (!premiere.current) repere.current?.focus();
    premiere.current = false;
  }, [cle]);
  return (
    <div className={styles.page}>
      <header className={styles.entete}>
        {!accueil && (
          <Link href={adresses.accueil} className={styles.retour}>
            <Icone nom="retour" taille={12} />
            {t.navigation.accueil}
          </Link>
        )}
        <h1 className={styles.titre} tabIndex={-1} ref={repere}>
          {titre}
        </h1>
      </header>
      <main className={styles.corps}>{children}</main>
      <nav className={styles.pied} aria-label={t.navigation.principale}>
        {(
          [
            'explication',
            'fonctions',
            'donnees',
            'arretes',
            'mois',
            'historique',
            'aide',
            'reglages',
            'diagnostic',
          ] as const
        ).map(page => (
          <Link key={page} href={adresses[page]}>
            {t.navigation[page]}
          </Link>
        ))}
      </nav>
    </div>
  );
}

interface ProprietesPages {
  services: Services;
  preferences: Preferences;
  changer: (preferences: Preferences) => Promise<boolean>;
}

function Classeur({ route, services }: { route: Route; services: Services }) {
  const { t } = useLangue();
  const { situation, erreur, relire } = useSituation(services);
  const [introuvable, setIntrouvable] = useState(false);
  if (erreur !== undefined) {
    return <MessageErreur erreur={services.messageErreur(erreur)} recommencer={relire} />;
  }
  if (!situation) return <Spinner size="tiny" label={t.commun.chargement} />;
  if (route.page === 'travail') {
    const capacite = services.capacites.find(c => c.nom === route.capacite);
    if (!capacite) return <p>{t.navigation.inconnue}</p>;
    if (situation.caches.includes(capacite)) return <Hidden capacites={[capacite]} />;
    return <PanelHost capacite={capacite} etat={situation.etat} services={services} />;
  }
  if (situation.vierge) return <Welcome services={services} relire={relire} />;
  if (route.page === 'cloture') return <Close services={services} situation={situation} />;
  return (
    <>
      {introuvable && <p role="alert">{t.commun.introuvable}</p>}
      <Home
        situation={situation}
        relire={relire}
        allerA={cellule => void services.allerA(cellule).then(trouve => setIntrouvable(!trouve))}
        ouvrirFeuille={nom => void services.ouvrirFeuille(nom).then(trouve => setIntrouvable(!trouve))}
      />
    </>
  );
}

function titreDe(route: Route, services: Services, { t, langue }: ReturnType<typeof useLangue>): string {
  if (route.page === 'travail') {
    const capacite = services.capacites.find(c => c.nom === route.capacite);
    return capacite?.titre[langue] ?? t.navigation.inconnue;
  }
  if (route.page === 'inconnue') return t.navigation.inconnue;
  return t[route.page].titre;
}

/** Les pages qui lisent la situation du mois ; les autres s'ouvrent même si le classeur ne se lit pas. */
const DU_CLASSEUR: ReadonlySet<Route['page']> = new Set(['accueil', 'cloture', 'travail']);

function Page({ route, services, preferences, changer }: ProprietesPages & { route: Route }) {
  const { t } = useLangue();
  if (DU_CLASSEUR.has(route.page)) return <Classeur route={route} services={services} />;
  switch (route.page) {
    case 'diagnostic':
      return <Diagnostic version={services.version} />;
    case 'donnees':
      return <Data services={services} />;
    case 'fonctions':
      return <Functions services={services} />;
    case 'explication':
      return <Explication services={services} />;
    case 'mois':
      return <Months services={services} />;
    case 'arretes':
      return <Records services={services} />;
    case 'historique':
      return <History services={services} />;
    case 'aide':
      return <Help version={services.version} />;
    case 'reglages':
      return <Settings preferences={preferences} changer={changer} services={services} />;
    default:
      return (
        <Button as="a" href={adresses.accueil}>
          {t.navigation.accueil}
        </Button>
      );
  }
}

function Pages(props: ProprietesPages) {
  const parler = useLangue();
  const hash = useHash();
  const route = routeDe(hash);
  return (
    <Cadre titre={titreDe(route, props.services, parler)} accueil={route.page === 'accueil'} cle={hash}>
      <Boundary key={hash} langue={parler.langue}>
        <Suspense fallback={<Spinner size="tiny" label={parler.t.commun.chargement} />}>
          <Page {...props} route={route} />
        </Suspense>
      </Boundary>
    </Cadre>
  );
}

export interface ProprietesApp {
  services: Services;
  preferences: Preferences;
  langueHote: Langue;
  hoteSombre: () => boolean | undefined;
}

/** Le volet entier : réglages, thème, langue, pages. */
export function App({ services, preferences: initiales, langueHote, hoteSombre }: ProprietesApp) {
  const [preferences, setPreferences] = useState(initiales);
  const langue = preferences.langue === 'auto' ? langueHote : preferences.langue;
  useEffect(() => {
    document.documentElement.lang = langue;
  }, [langue]);
  const changer = (nouvelles: Preferences) => {
    setPreferences(nouvelles);
    return services.conserver(nouvelles);
  };
  return (
    <FournisseurTheme apparence={preferences.apparence} hoteSombre={hoteSombre}>
      <FournisseurLangue langue={langue}>
        <Pages services={services} preferences={preferences} changer={changer} />
      </FournisseurLangue>
    </FournisseurTheme>
  );
}
