import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

/** Formes distinctes : elles se lisent sans la couleur, et toujours à côté d'un texte. */
const TRACES = {
  bloquant:
    'M5.3 1h5.4L15 5.3v5.4L10.7 15H5.3L1 10.7V5.3L5.3 1Zm0 4.3L8 8m0 0 2.7 2.7M8 8l2.7-2.7M8 8l-2.7 2.7',
  alerte: 'M8 1.5 15 14.5H1L8 1.5Zm0 4.5v4m0 2v.6',
  info: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 3.4V5m0 2v4.6',
  fait: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM4.8 8.2l2.3 2.3 4.1-4.6',
  aFaire: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z',
  retour: 'M10 3 5 8l5 5',
  // Une cellule de la feuille, choisie.
  cellule: 'M1.5 2.5h13v11h-13v-11ZM1.5 6h13M6 2.5v11M8.5 9.5h4',
} as const;

export type NomIcone = keyof typeof TRACES;

const useIcone = makeStyles({
  base: { flexShrink: 0, fill: 'none', stroke: 'currentcolor', strokeWidth: '1.5', display: 'block' },
  bloquant: { color: tokens.colorPaletteRedForeground1 },
  alerte: { color: tokens.colorPaletteDarkOrangeForeground1 },
  info: { color: tokens.colorNeutralForeground3 },
  fait: { color: tokens.colorPaletteGreenForeground1 },
  aFaire: { color: tokens.colorNeutralForeground3 },
  retour: {},
  cellule: {},
});

/** Icône de 16 px, muette pour le lecteur d'écran : le texte à côté dit la même chose. */
export function Icone({ nom, taille = 16 }: { nom: NomIcone; taille?: number }) {
  const styles = useIcone();
  return (
    <svg
      className={mergeClasses(styles.base, styles[nom])}
      width={taille}
      height={taille}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={TRACES[nom]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
