import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTableau } from './styles-tableau';

const useStyles = makeStyles({
  legende: { textAlign: 'left', paddingBottom: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  bouton: { minWidth: 0, padding: 0, justifyContent: 'flex-start', textAlign: 'left' },
  sous: { display: 'block', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface ProprietesTableau {
  /** Ce que le tableau montre, pour qui ne le voit pas ; inutile s'il a une légende. */
  nom?: string;
  legende?: ReactNode;
  /** Titres des colonnes de texte, puis des colonnes de montants ; un titre vide laisse sa case vide. */
  textes?: readonly string[];
  montants?: readonly string[];
  /** La rangée de total. */
  pied?: ReactNode;
  children: ReactNode;
}

/** Un tableau étroit du volet : des colonnes de texte, puis des montants à droite, et un total. */
export function Tableau({ nom, legende, textes = [], montants = [], pied, children }: ProprietesTableau) {
  const tableau = useTableau();
  const styles = useStyles();
  const titres = [
    ...textes.map(titre => ({ titre, classe: tableau.entete })),
    ...montants.map(titre => ({ titre, classe: tableau.enteteMontant })),
  ];
  return (
    <table className={tableau.table} aria-label={nom}>
      {legende !== undefined && <caption className={styles.legende}>{legende}</caption>}
      {titres.length > 0 && (
        <thead>
          <tr>
            {titres.map(({ titre, classe }) =>
              titre === '' ? (
                <td key="" className={classe} />
              ) : (
                <th key={titre} scope="col" className={classe}>
                  {titre}
                </th>
              ),
            )}
          </tr>
        </thead>
      )}
      <tbody>{children}</tbody>
      {pied !== undefined && <tfoot>{pied}</tfoot>}
    </table>
  );
}

interface ProprietesRangee {
  /** Ce que dit la première case, en-tête de la rangée. */
  titre: ReactNode;
  classe?: string | undefined;
  cellules: readonly ReactNode[];
}

/** Une rangée : son titre, puis ses cases ; un montant se range lui-même à droite. */
export function Rangee({ titre, classe, cellules }: ProprietesRangee) {
  const tableau = useTableau();
  return (
    <tr>
      <th scope="row" className={mergeClasses(tableau.cellule, classe)}>
        {titre}
      </th>
      {cellules.map((cellule, rang) => (
        <td key={rang} className={tableau.cellule}>
          {cellule}
        </td>
      ))}
    </tr>
  );
}

/** Sous le titre d'une rangée, ce qui la précise. */
export function Precision({ children }: { children: ReactNode }) {
  return <span className={useStyles().sous}>{children}</span>;
}

/** Un titre de rangée qui agit. */
export function Action(props: { nom?: string; deplie?: boolean; agir: () => void; children: ReactNode }) {
  return (
    <Button
      appearance="transparent"
      size="small"
      className={useStyles().bouton}
      aria-expanded={props.deplie}
      aria-label={props.nom}
      onClick={props.agir}
    >
      {props.children}
    </Button>
  );
}

interface ProprietesDepliable extends ProprietesRangee {
  /** Nom du bouton, quand le titre seul ne dit pas ce qu'il déplie. */
  nom?: string;
  /** Sous le bouton, ce qui précise la rangée. */
  precision?: ReactNode;
  /** Appelé quand la rangée se déplie. */
  auDepliage?: () => void;
  /** Ce que la rangée montre une fois dépliée ; rien n'en est calculé avant. */
  children: () => ReactNode;
}

/** Une rangée dont le titre déplie le détail, sur toute la largeur. */
export function RangeeDepliable({ children, ...rangee }: ProprietesDepliable) {
  const tableau = useTableau();
  const [deplie, setDeplie] = useState(false);
  const basculer = () => {
    if (!deplie) rangee.auDepliage?.();
    setDeplie(!deplie);
  };
  const titre = (
    <>
      <Action {...(rangee.nom === undefined ? {} : { nom: rangee.nom })} deplie={deplie} agir={basculer}>
        {deplie ? '▾ ' : '▸ '}
        {rangee.titre}
      </Action>
      {rangee.precision}
    </>
  );
  return (
    <>
      <Rangee titre={titre} classe={rangee.classe} cellules={rangee.cellules} />
      {deplie && (
        <tr>
          <td colSpan={rangee.cellules.length + 1} className={tableau.cellule}>
            {children()}
          </td>
        </tr>
      )}
    </>
  );
}
