import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Fonction, ResultatFonction, ValeurCellule } from '../../cloture/fonction';
import type { Outcome } from '../../functions/errors';
import { Icone } from '../../ui/icones';
import { useLangue } from '../../ui/langue';
import { useTableau } from '../../ui/styles-tableau';
import type { Assistant } from './assistant';
import type { Argument } from './formula';

const ROWS = 12;

const useStyles = makeStyles({
  valeur: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
  },
  attente: { margin: 0, color: tokens.colorNeutralForeground2 },
  erreur: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start', margin: 0 },
  icone: { paddingTop: '2px' },
  cadre: { overflowX: 'auto' },
});

const CODES = {
  fr: { notAvailable: '#N/A', invalidValue: '#VALEUR!' },
  en: { notAvailable: '#N/A', invalidValue: '#VALUE!' },
};

const isArray = (value: ResultatFonction): value is readonly (readonly ValeurCellule[])[] =>
  typeof value === 'object';

function useCellText(): (value: ValeurCellule) => string {
  const { langue, formats } = useLangue();
  return value => {
    if (typeof value === 'number') return formats.nombre(value);
    if (typeof value === 'boolean')
      return langue === 'fr' ? (value ? 'VRAI' : 'FAUX') : String(value).toUpperCase();
    return value;
  };
}

function Spill({ rows }: { rows: readonly (readonly ValeurCellule[])[] }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const tableau = useTableau();
  const text = useCellText();
  const name = t.fonctions.tableau(formats.entier(rows.length), formats.entier(rows[0]?.length ?? 0));
  return (
    <>
      <p className={styles.attente}>{name}</p>
      <div className={styles.cadre} role="region" aria-label={name} tabIndex={0}>
        <table className={tableau.table}>
          <tbody>
            {rows.slice(0, ROWS).map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column} className={tableau.celluleMontant}>
                    {text(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Shown({ outcome }: { outcome: Outcome }) {
  const { langue } = useLangue();
  const styles = useStyles();
  const text = useCellText();
  if (!outcome.ok) {
    return (
      <p className={styles.erreur}>
        <span className={styles.icone}>
          <Icone nom="alerte" />
        </span>
        <span>
          {CODES[langue][outcome.error.code]} · {outcome.error[langue]}
        </span>
      </p>
    );
  }
  return isArray(outcome.value) ? (
    <Spill rows={outcome.value} />
  ) : (
    <p className={styles.valeur}>{text(outcome.value)}</p>
  );
}

interface PreviewProps {
  fonction: Fonction;
  args: readonly Argument[];
  assistant: Assistant;
  /** Faux tant que le classeur n'est pas lu. */
  ready: boolean;
}

/** La valeur qu'aurait la cellule, recalculée quand un champ ou le classeur change. */
export function Preview({ fonction, args, assistant, ready }: PreviewProps) {
  const { t } = useLangue();
  const styles = useStyles();
  const [, setRound] = useState(0);
  useEffect(() => assistant.subscribe(() => setRound(round => round + 1)), [assistant]);
  const missing = fonction.parametres.some((p, index) => !p.facultatif && args[index]?.us === '');
  const unread = args.some(argument => !('value' in argument));
  const waiting = !ready
    ? t.fonctions.enAttente
    : missing
      ? t.fonctions.aRemplir
      : unread
        ? t.fonctions.reference
        : undefined;
  return (
    <div role="status">
      {t.fonctions.apercu}
      {waiting === undefined ? (
        <Shown
          outcome={assistant.evaluate(
            fonction,
            args.map(argument => argument.value),
          )}
        />
      ) : (
        <p className={styles.attente}>{waiting}</p>
      )}
    </div>
  );
}
