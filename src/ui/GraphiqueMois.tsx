import { makeStyles, tokens } from '@fluentui/react-components';
import { useLangue } from './langue';

/** Un mois du graphique : sa date ISO, la valeur des barres et celle de la ligne, en euros. */
export interface MoisGraphique {
  readonly iso: string;
  readonly barre: number;
  readonly ligne: number | undefined;
}

const LARGEUR = 296;
const HAUTEUR = 128;
const HAUT = 8;
const BAS = 18;
/** Au-delà, un mois sur deux porte son nom. */
const MAX_NOMS = 7;

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

interface ProprietesGraphique {
  /** Ce que le graphique montre, lu à voix haute ; les chiffres sont dans le tableau qui l'accompagne. */
  nom: string;
  mois: readonly MoisGraphique[];
  barres: string;
  ligne: string;
}

/** L'échelle des montants : zéro y est toujours, les négatifs descendent sous lui. */
function echelleDe(mois: readonly MoisGraphique[]): (euros: number) => number {
  const valeurs = [0, ...mois.flatMap(m => [m.barre, m.ligne ?? 0])];
  const [min, max] = [Math.min(...valeurs), Math.max(...valeurs)];
  const etendue = max - min || 1;
  return euros => HAUT + ((max - euros) / etendue) * (HAUTEUR - HAUT - BAS);
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

/** Deux suites par mois : des barres, et une ligne à points ronds. Les formes se distinguent sans la couleur. */
export function GraphiqueMois({ nom, mois, barres, ligne }: ProprietesGraphique) {
  const { formats } = useLangue();
  const styles = useStyles();
  const y = echelleDe(mois);
  const pas = LARGEUR / Math.max(1, mois.length);
  const centre = (rang: number) => (rang + 0.5) * pas;
  const largeur = Math.max(2, Math.min(28, pas * 0.62));
  const saut = Math.ceil(mois.length / MAX_NOMS);
  const points = mois.flatMap((m, rang) =>
    m.ligne === undefined ? [] : [{ rang, euros: m.ligne, iso: m.iso }],
  );
  return (
    <>
      <svg className={styles.graphique} viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`} role="img" aria-label={nom}>
        {mois.map((m, rang) => (
          <rect
            key={m.iso}
            className={styles.barre}
            x={centre(rang) - largeur / 2}
            y={Math.min(y(m.barre), y(0))}
            width={largeur}
            height={Math.abs(y(m.barre) - y(0))}
          >
            <title>{`${barres}, ${formats.mois(m.iso)} : ${formats.total(m.barre)}`}</title>
          </rect>
        ))}
        <line className={styles.filet} x1="0" x2={LARGEUR} y1={y(0)} y2={y(0)} />
        <polyline
          className={styles.ligne}
          points={points.map(p => `${centre(p.rang)},${y(p.euros)}`).join(' ')}
        />
        {points.map(p => (
          <circle key={p.iso} className={styles.repere} cx={centre(p.rang)} cy={y(p.euros)} r="3.5">
            <title>{`${ligne}, ${formats.mois(p.iso)} : ${formats.total(p.euros)}`}</title>
          </circle>
        ))}
        {mois.map((m, rang) =>
          rang % saut === 0 ? (
            <text key={m.iso} className={styles.texte} x={centre(rang)} y={HAUTEUR - 5} textAnchor="middle">
              {formats.moisCourt(m.iso)}
            </text>
          ) : null,
        )}
      </svg>
      <Legende barres={barres} ligne={ligne} />
    </>
  );
}
