import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { EcrituresCloture, Historique } from '../../cloture/tables-communes';
import { enEuros, versIso } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import type { Cellule } from '../../ui/proprietes';
import { Precision, RangeeDepliable } from '../../ui/Tableau';
import { copyOf, isEditable, type NewRecord, type RecordRow } from './view';

const useStyles = makeStyles({
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface LineProps {
  readonly row: RecordRow;
  readonly method: string;
  /** Ligne de l'écriture qui porte ce montant. */
  readonly entry: number | undefined;
  readonly goTo: (cellule: Cellule) => void;
  readonly edit: (base: NewRecord) => void;
  readonly copy: (base: NewRecord) => void;
  readonly remove: () => void;
  readonly validate: (par: string) => void;
}

/** Une ligne d'historique ; dépliée, ce qu'on peut en faire : une ligne du complément ou validée ne se change pas. */
export function RecordLine({ row, method, entry, goTo, edit, copy, remove, validate }: LineProps) {
  const { t, formats } = useLangue();
  const texts = t.arretes;
  const styles = useStyles();
  const what = [row.Module, row.IdAffaire, row.Compte].filter(Boolean).join(' · ');
  const how = [
    formats.jour(versIso(row.Arrete)),
    row.DateEffet === row.Arrete ? '' : texts.effet(formats.jour(versIso(row.DateEffet))),
    texts.types[row.TypeLigne],
    method,
    row.IdTiers ?? '',
    row.Valide === true ? texts.validee : '',
  ];
  const act = (label: string, onClick: () => void) => (
    <Button size="small" onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <RangeeDepliable
      titre={what}
      precision={<Precision>{how.filter(x => x !== '').join(' · ')}</Precision>}
      cellules={[<Montant key="montant" euros={enEuros(row.Montant)} />]}
    >
      {() => (
        <div className={styles.boutons}>
          {act(texts.voir, () => goTo({ table: Historique.nom, ligne: row.ligne, colonne: 'Montant' }))}
          {entry !== undefined &&
            act(texts.voirEcriture, () =>
              goTo({ table: EcrituresCloture.nom, ligne: entry, colonne: 'Compte' }),
            )}
          {act(texts.dupliquer, () => copy(copyOf(row)))}
          {isEditable(row) && (
            <>
              {act(texts.modifier, () => edit(row))}
              {act(texts.supprimer, remove)}
              {act(texts.valider, () => validate(row.Par ?? ''))}
            </>
          )}
        </div>
      )}
    </RangeeDepliable>
  );
}
