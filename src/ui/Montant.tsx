import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { enEuros, type Montant as Centimes } from '../comptabilite';
import { useLangue } from './langue';

const useMontant = makeStyles({
  chiffres: {
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'right',
    whiteSpace: 'nowrap',
    display: 'block',
  },
  negatif: { color: tokens.colorPaletteRedForeground1 },
  zero: { color: tokens.colorNeutralForeground3 },
});

/** Un montant en euros, à droite, chiffres de même largeur : négatif en rouge avec son signe, zéro « – ». */
export function Montant({ euros }: { euros: number }) {
  const { formats } = useLangue();
  const styles = useMontant();
  return (
    <span className={mergeClasses(styles.chiffres, euros < 0 && styles.negatif, euros === 0 && styles.zero)}>
      {formats.montant(euros)}
    </span>
  );
}

/** Un montant calculé, en centimes ; rien s'il manque. */
export function MontantExact({ montant }: { montant: Centimes | undefined }) {
  return montant === undefined ? null : <Montant euros={enEuros(montant)} />;
}

/** Des chiffres qui ne sont pas un montant (des jours, une part), alignés comme lui. */
export function Chiffres({ children }: { children: string }) {
  const styles = useMontant();
  return <span className={styles.chiffres}>{children}</span>;
}

/** Un taux (0,45) écrit en pourcentage, aligné comme un montant. */
export function Pourcentage({ taux }: { taux: number | undefined }) {
  const { formats } = useLangue();
  return <Chiffres>{taux === undefined ? '' : formats.pourcentage(taux)}</Chiffres>;
}
