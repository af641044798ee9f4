import { makeStyles, tokens } from '@fluentui/react-components';

const filet = `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`;
const bord = { paddingBlock: tokens.spacingVerticalXS, paddingInline: tokens.spacingHorizontalXS };

/** Styles communs des tableaux étroits du volet : filets fins, montants à droite, pas de décor. */
export const useTableau = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  entete: {
    ...bord,
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
    borderBottom: filet,
  },
  enteteMontant: {
    ...bord,
    textAlign: 'right',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
    borderBottom: filet,
  },
  cellule: {
    ...bord,
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: filet,
    overflowWrap: 'anywhere',
  },
  celluleMontant: {
    ...bord,
    textAlign: 'right',
    verticalAlign: 'top',
    borderBottom: filet,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
});
