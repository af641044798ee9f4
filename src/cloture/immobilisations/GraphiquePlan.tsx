import { makeStyles, tokens } from '@fluentui/react-components';
import { enEuros, type Jour, type Montant, versIso } from '../../comptabilite';
import { useLangue } from '../../ui/langue';

/** La VNC d'un plan à la fin d'un exercice. */
export interface PointPlan {
  readonly fin: Jour;
  readonly vnc: Montant;
}

const LARGEUR = 296;
const HAUTEUR = 128;
const HAUT = 18;
const BAS = 18;
const MAX_ANNEES = 7;
/** Demi-largeur d'une année écrite : la première et la dernière restent dans le cadre. */
const DEMI_ANNEE = 14;

const contraste = '@media (forced-colors: active)';

const useStyles = makeStyles({
  graphique: { width: '100%', maxWidth: '420px', height: 'auto', display: 'block' },
  barre: { fill: tokens.colorBrandBackground, [contraste]: { fill: 'CanvasText' } },
  essai: {
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
  readonly fins: readonly Jour[];
  readonly pas: number;
  centre(fin: Jour): number;
  hauteur(vnc: Montant): number;
}

/** L'échelle commune au plan et à l'essai : un pas par exercice, la plus haute valeur en haut. */
function echelleDe(series: readonly (readonly PointPlan[])[], plafond: Montant): Echelle {
  const fins = [...new Set(series.flat().map(p => p.fin))].sort((a, b) => a - b);
  const max = Math.max(1, plafond, ...series.flat().map(p => p.vnc));
  const pas = LARGEUR / Math.max(1, fins.length);
  return {
    fins,
    pas,
    centre: fin => (fins.indexOf(fin) + 0.5) * pas,
    hauteur: vnc => (Math.max(0, vnc) / max) * (HAUTEUR - HAUT - BAS),
  };
}

const cadrer = (x: number) => Math.min(LARGEUR - DEMI_ANNEE, Math.max(DEMI_ANNEE, x));

function Annees({ echelle }: { echelle: Echelle }) {
  const styles = useStyles();
  const saut = Math.ceil(echelle.fins.length / MAX_ANNEES);
  return echelle.fins.map((fin, rang) =>
    rang % saut === 0 ? (
      <text
        key={fin}
        className={styles.texte}
        x={cadrer(echelle.centre(fin))}
        y={HAUTEUR - 5}
        textAnchor="middle"
      >
        {versIso(fin).slice(0, 4)}
      </text>
    ) : null,
  );
}

interface ProprietesGraphique {
  /** Ce que le graphique montre, lu à voix haute ; les chiffres sont dans le tableau qui l'accompagne. */
  nom: string;
  brut: Montant;
  plan: readonly PointPlan[];
  essai?: readonly PointPlan[] | undefined;
}

/** La VNC par exercice : des barres pour le plan, une ligne à points ronds pour l'essai. */
export function GraphiquePlan({ nom, brut, plan, essai = [] }: ProprietesGraphique) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const echelle = echelleDe([plan, essai], brut);
  const base = HAUTEUR - BAS;
  const y = (vnc: Montant) => base - echelle.hauteur(vnc);
  const largeur = Math.max(2, Math.min(28, echelle.pas * 0.62));
  const dire = ({ fin, vnc }: PointPlan) => `${formats.jour(versIso(fin))} : ${formats.total(enEuros(vnc))}`;
  return (
    <>
      <svg className={styles.graphique} viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`} role="img" aria-label={nom}>
        <line className={styles.filet} x1="0" x2={LARGEUR} y1={y(brut)} y2={y(brut)} strokeDasharray="3 3" />
        <text className={styles.texte} x="0" y={y(brut) - 5}>
          {t.immobilisations.brut} {formats.total(enEuros(brut))}
        </text>
        {plan.map(point => (
          <rect
            key={point.fin}
            className={styles.barre}
            x={echelle.centre(point.fin) - largeur / 2}
            y={y(point.vnc)}
            width={largeur}
            height={echelle.hauteur(point.vnc)}
          >
            <title>{dire(point)}</title>
          </rect>
        ))}
        <line className={styles.filet} x1="0" x2={LARGEUR} y1={base} y2={base} />
        <polyline
          className={styles.essai}
          points={essai.map(p => `${echelle.centre(p.fin)},${y(p.vnc)}`).join(' ')}
        />
        {essai.map(point => (
          <circle
            key={point.fin}
            className={styles.repere}
            cx={echelle.centre(point.fin)}
            cy={y(point.vnc)}
            r="3.5"
          >
            <title>{dire(point)}</title>
          </circle>
        ))}
        <Annees echelle={echelle} />
      </svg>
      {essai.length > 0 && <Legende />}
    </>
  );
}

function Legende() {
  const { t } = useLangue();
  const styles = useStyles();
  return (
    <ul className={styles.legende}>
      <li className={styles.cle}>
        <svg width="12" height="12" aria-hidden="true">
          <rect className={styles.barre} x="2" y="0" width="8" height="12" />
        </svg>
        {t.immobilisations.planActuel}
      </li>
      <li className={styles.cle}>
        <svg width="20" height="12" aria-hidden="true">
          <line className={styles.essai} x1="0" x2="20" y1="6" y2="6" />
          <circle className={styles.repere} cx="10" cy="6" r="3.5" />
        </svg>
        {t.immobilisations.planEssaye}
      </li>
    </ul>
  );
}
