import { makeStyles, tokens } from '@fluentui/react-components';
import { useLangue } from './langue';

/** Une abscisse du graphique, et ses valeurs en euros : celle de la barre, celle de la ligne. */
export interface PointGraphique {
  readonly cle: string;
  /** Ce qui s'écrit sous l'axe, court, et ce qui se lit au survol. */
  readonly court: string;
  readonly dit: string;
  readonly barre: number | undefined;
  readonly ligne: number | undefined;
}

interface ProprietesGraphique {
  /** Ce que le graphique montre, lu à voix haute ; les chiffres sont dans le tableau qui l'accompagne. */
  nom: string;
  points: readonly PointGraphique[];
  /** Ce que disent les barres, et la ligne à points ronds. */
  barres: string;
  ligne: string;
  /** Une valeur de référence, en pointillé au-dessus du reste. */
  plafond?: { euros: number; texte: string };
}

const LARGEUR = 296;
const HAUTEUR = 128;
const BAS = 18;
/** Au-delà, une abscisse sur deux porte son nom. */
const MAX_NOMS = 7;
/** Demi-largeur d'un nom d'abscisse : le premier et le dernier restent dans le cadre. */
const DEMI_NOM = 14;

const contraste = '@media (forced-colors: active)';

const useStyles = makeStyles({
  graphique: { width: '100%', maxWidth: '480px', height: 'auto', display: 'block' },
  barre: { fill: tokens.colorBrandBackground, [contraste]: { fill: 'CanvasText' } },
  ligne: {
    fill: 'none',
    stroke: tokens.colorNeutralForeground1,
    strokeWidth: '2',
    [contraste]: { stroke: 'Highlight' },
  },
  repere: {
    fill: tokens.colorNeutralBackground1,
    stroke: tokens.colorNeutralForeground1,
    strokeWidth: '2',
    [contraste]: { fill: 'Canvas', stroke: 'Highlight' },
  },
  filet: { stroke: tokens.colorNeutralStroke2, [contraste]: { stroke: 'CanvasText' } },
  texte: {
    fill: tokens.colorNeutralForeground2,
    fontSize: '11px',
    fontFamily: tokens.fontFamilyBase,
    fontVariantNumeric: 'tabular-nums',
    [contraste]: { fill: 'CanvasText' },
  },
  legende: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  cle: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

interface Echelle {
  readonly pas: number;
  x(rang: number): number;
  y(euros: number): number;
}

/** L'échelle des montants : zéro y est toujours, les négatifs descendent sous lui. */
function echelleDe(points: readonly PointGraphique[], plafond: number | undefined): Echelle {
  const valeurs = [0, plafond ?? 0, ...points.flatMap(p => [p.barre ?? 0, p.ligne ?? 0])];
  const [min, max] = [Math.min(...valeurs), Math.max(...valeurs)];
  // Le texte du plafond se lit au-dessus de lui.
  const haut = plafond === undefined ? 8 : 18;
  const pas = LARGEUR / Math.max(1, points.length);
  return {
    pas,
    x: rang => (rang + 0.5) * pas,
    y: euros => haut + ((max - euros) / (max - min || 1)) * (HAUTEUR - haut - BAS),
  };
}

function Legende({ barres, ligne }: { barres: string; ligne: string }) {
  const styles = useStyles();
  return (
    <ul className={styles.legende}>
      <li className={styles.cle}>
        <svg width="12" height="12" aria-hidden="true">
          <rect className={styles.barre} x="2" y="0" width="8" height="12" />
        </svg>
        {barres}
      </li>
      <li className={styles.cle}>
        <svg width="20" height="12" aria-hidden="true">
          <line className={styles.ligne} x1="0" x2="20" y1="6" y2="6" />
          <circle className={styles.repere} cx="10" cy="6" r="3.5" />
        </svg>
        {ligne}
      </li>
    </ul>
  );
}

interface ProprietesSuite {
  points: readonly PointGraphique[];
  echelle: Echelle;
  /** Ce que dit la suite. */
  nom: string;
}

function Barres({ points, echelle, nom }: ProprietesSuite) {
  const { formats } = useLangue();
  const styles = useStyles();
  const { pas, x, y } = echelle;
  const largeur = Math.max(2, Math.min(28, pas * 0.62));
  return points.map(({ cle, dit, barre }, rang) =>
    barre === undefined ? null : (
      <rect
        key={cle}
        className={styles.barre}
        x={x(rang) - largeur / 2}
        y={Math.min(y(barre), y(0))}
        width={largeur}
        height={Math.abs(y(barre) - y(0))}
      >
        <title>{`${nom}, ${dit} : ${formats.total(barre)}`}</title>
      </rect>
    ),
  );
}

function Ligne({ points, echelle, nom }: ProprietesSuite) {
  const { formats } = useLangue();
  const styles = useStyles();
  const reperes = points.flatMap(({ cle, dit, ligne }, rang) =>
    ligne === undefined ? [] : [{ cle, x: echelle.x(rang), y: echelle.y(ligne), dit, ligne }],
  );
  return (
    <>
      <polyline className={styles.ligne} points={reperes.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {reperes.map(({ cle, x, y, dit, ligne }) => (
        <circle key={cle} className={styles.repere} cx={x} cy={y} r="3.5">
          <title>{`${nom}, ${dit} : ${formats.total(ligne)}`}</title>
        </circle>
      ))}
    </>
  );
}

function Abscisses({ points, echelle }: { points: readonly PointGraphique[]; echelle: Echelle }) {
  const styles = useStyles();
  const saut = Math.ceil(points.length / MAX_NOMS);
  const cadrer = (x: number) => Math.min(LARGEUR - DEMI_NOM, Math.max(DEMI_NOM, x));
  return points.map(({ cle, court }, rang) =>
    rang % saut === 0 ? (
      <text
        key={cle}
        className={styles.texte}
        x={cadrer(echelle.x(rang))}
        y={HAUTEUR - 5}
        textAnchor="middle"
      >
        {court}
      </text>
    ) : null,
  );
}

/** Deux suites : des barres, et une ligne à points ronds. Les formes se distinguent sans la couleur. */
export function Graphique({ nom, points, barres, ligne, plafond }: ProprietesGraphique) {
  const styles = useStyles();
  const echelle = echelleDe(points, plafond?.euros);
  const trait = { className: styles.filet, x1: 0, x2: LARGEUR };
  const [base, haut] = [echelle.y(0), echelle.y(plafond?.euros ?? 0)];
  return (
    <>
      <svg className={styles.graphique} viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`} role="img" aria-label={nom}>
        {plafond && (
          <>
            <line {...trait} y1={haut} y2={haut} strokeDasharray="3 3" />
            <text className={styles.texte} x="0" y={haut - 5}>
              {plafond.texte}
            </text>
          </>
        )}
        <Barres points={points} echelle={echelle} nom={barres} />
        <line {...trait} y1={base} y2={base} />
        <Ligne points={points} echelle={echelle} nom={ligne} />
        <Abscisses points={points} echelle={echelle} />
      </svg>
      {points.some(p => p.ligne !== undefined) && <Legende barres={barres} ligne={ligne} />}
    </>
  );
}
