import { makeStyles, tokens } from '@fluentui/react-components';
import { versIso, type Jour } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Chiffres } from '../../ui/Montant';
import { Rangee, Tableau } from '../../ui/Tableau';

const LARGEUR = 296;
const HAUTEUR = 64;
const contraste = '@media (forced-colors: active)';

const useStyles = makeStyles({
  courbe: { width: '100%', maxWidth: '420px', height: 'auto', display: 'block' },
  ligne: {
    fill: 'none',
    stroke: tokens.colorBrandForeground1,
    strokeWidth: '2',
    [contraste]: { stroke: 'CanvasText' },
  },
  point: { fill: tokens.colorBrandForeground1, [contraste]: { fill: 'CanvasText' } },
});

export interface Mesure {
  readonly nom: string;
  readonly texte: string;
}

interface Proprietes {
  nom: string;
  mesures: readonly Mesure[];
  courbe: { nom: string; points: readonly { fin: number; jours: number }[] };
}

/** Les délais de l'arrêté et leur tendance ; les douze valeurs de la courbe se lisent dans sa feuille. */
export function DelaisPaiement({ nom, mesures, courbe }: Proprietes) {
  return (
    <>
      <Tableau nom={nom}>
        {mesures.map(m => (
          <Rangee key={m.nom} titre={m.nom} cellules={[<Chiffres>{m.texte}</Chiffres>]} />
        ))}
      </Tableau>
      {courbe.points.length > 1 && <Courbe {...courbe} />}
    </>
  );
}

function Courbe({ nom, points }: Proprietes['courbe']) {
  const { formats } = useLangue();
  const styles = useStyles();
  const max = Math.max(1, ...points.map(p => p.jours));
  const x = (rang: number) => 6 + (rang * (LARGEUR - 12)) / (points.length - 1);
  const y = (jours: number) => HAUTEUR - 6 - (Math.max(0, jours) / max) * (HAUTEUR - 12);
  const dernier = points[points.length - 1]!;
  const dire = ({ fin, jours }: { fin: number; jours: number }) =>
    `${formats.mois(versIso(fin as Jour))} : ${formats.total(jours)}`;
  return (
    <svg
      className={styles.courbe}
      viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`}
      role="img"
      aria-label={`${nom}. ${dire(points[0]!)} ; ${dire(dernier)}`}
    >
      <polyline className={styles.ligne} points={points.map((p, i) => `${x(i)},${y(p.jours)}`).join(' ')} />
      {points.map((p, i) => (
        <circle key={p.fin} className={styles.point} cx={x(i)} cy={y(p.jours)} r="3">
          <title>{dire(p)}</title>
        </circle>
      ))}
    </svg>
  );
}
