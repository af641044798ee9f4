import {
  Link,
  makeStyles,
  mergeClasses,
  tokens,
  Tree,
  TreeItem,
  TreeItemLayout,
  type TreeItemValue,
} from '@fluentui/react-components';
import { type KeyboardEvent, useState } from 'react';
import { arbre, type Explication as Arbre, type Source } from '../comptabilite';
import { useLecture } from './lecture-explication';
import { useLangue } from './langue';

const useStyles = makeStyles({
  // Le retrait d'origine (24 px par niveau) ne tient pas dans 320 px.
  ligne: {
    paddingLeft: `calc(var(--fluent-TreeItem--level, 1) * 10px - 10px)`,
    alignItems: 'flex-start',
    paddingBlock: tokens.spacingVerticalXS,
    minHeight: 'auto',
  },
  feuille: { paddingLeft: `calc(var(--fluent-TreeItem--level, 1) * 10px + 14px)` },
  contenu: { width: '100%', minWidth: 0 },
  tete: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
  },
  valeur: {
    fontVariantNumeric: 'tabular-nums',
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
    marginLeft: 'auto',
  },
  detail: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    whiteSpace: 'normal',
  },
});

/** Au-delà, un nœud se montre par tranches : mille lignes de temps ne figent pas le volet. */
const TRANCHE = 50;

/** Ce qui nomme une cellule et y mène. */
export interface Cellules {
  nommer(source: Source): string;
  aller(source: Source): void;
}

interface ProprietesNoeud {
  explication: Arbre;
  chemin: string;
  ouverts: ReadonlySet<TreeItemValue>;
  cellules: Cellules;
}

function Contenu({ explication, cellules }: Pick<ProprietesNoeud, 'explication' | 'cellules'>) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const { valeur, detail } = useLecture();
  const source = explication.operation === 'CELLULE' ? explication.source : undefined;
  return (
    <div className={styles.contenu}>
      <div className={styles.tete}>
        <span>{explication.libelle[langue]}</span>
        <span className={styles.valeur}>{valeur(explication)}</span>
      </div>
      <div className={styles.detail}>
        {source ? (
          <Link
            as="button"
            inline
            tabIndex={-1}
            title={t.explication.aller(cellules.nommer(source))}
            onClick={() => cellules.aller(source)}
          >
            {cellules.nommer(source)}
          </Link>
        ) : (
          detail(explication)
        )}
      </div>
    </div>
  );
}

function Feuille({ explication, chemin, cellules }: Omit<ProprietesNoeud, 'ouverts'>) {
  const styles = useStyles();
  const surTouche = (evenement: KeyboardEvent) => {
    if (evenement.key === 'Enter' && explication.operation === 'CELLULE') cellules.aller(explication.source);
  };
  return (
    <TreeItem itemType="leaf" value={chemin} onKeyDown={surTouche}>
      <TreeItemLayout className={mergeClasses(styles.ligne, styles.feuille)}>
        <Contenu explication={explication} cellules={cellules} />
      </TreeItemLayout>
    </TreeItem>
  );
}

function Branche({
  termes,
  chemin,
  ouverts,
  cellules,
}: Omit<ProprietesNoeud, 'explication'> & { termes: readonly Arbre[] }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const [montres, setMontres] = useState(TRANCHE);
  const reste = Math.min(TRANCHE, termes.length - montres);
  const suivre = () => setMontres(montres + TRANCHE);
  return (
    <Tree>
      {termes.slice(0, montres).map((terme, rang) => (
        <Noeud
          key={rang}
          explication={terme}
          chemin={`${chemin}.${rang}`}
          ouverts={ouverts}
          cellules={cellules}
        />
      ))}
      {reste > 0 && (
        <TreeItem
          itemType="leaf"
          value={`${chemin}.suite`}
          onClick={suivre}
          onKeyDown={evenement => evenement.key === 'Enter' && suivre()}
        >
          <TreeItemLayout className={mergeClasses(styles.ligne, styles.feuille)}>
            {t.explication.suite(formats.entier(reste))}
          </TreeItemLayout>
        </TreeItem>
      )}
    </Tree>
  );
}

function Noeud({ explication, chemin, ouverts, cellules }: ProprietesNoeud) {
  const styles = useStyles();
  const { termes } = arbre.lireNoeud(explication);
  if (termes.length === 0) return <Feuille explication={explication} chemin={chemin} cellules={cellules} />;
  return (
    <TreeItem itemType="branch" value={chemin}>
      <TreeItemLayout className={styles.ligne}>
        <Contenu explication={explication} cellules={cellules} />
      </TreeItemLayout>
      {ouverts.has(chemin) && (
        <Branche termes={termes} chemin={chemin} ouverts={ouverts} cellules={cellules} />
      )}
    </TreeItem>
  );
}

export interface ProprietesExplication {
  explication: Arbre;
  /** Ce que l'arbre explique, pour le lecteur d'écran. */
  titre: string;
  cellules: Cellules;
}

/** L'arbre d'un chiffre : le premier niveau ouvert, le reste se déplie ; une cellule mène à elle-même. */
export function Explication({ explication, titre, cellules }: ProprietesExplication) {
  const { t } = useLangue();
  const [ouverts, setOuverts] = useState<ReadonlySet<TreeItemValue>>(new Set(['0']));
  return (
    <Tree
      aria-label={t.explication.arbre(titre)}
      openItems={ouverts}
      onOpenChange={(_, { openItems }) => setOuverts(new Set(openItems))}
    >
      <Noeud explication={explication} chemin="0" ouverts={ouverts} cellules={cellules} />
    </Tree>
  );
}
