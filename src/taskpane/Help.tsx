import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useLangue } from '../ui/langue';

const useStyles = makeStyles({
  liste: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  titre: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  texte: { margin: 0 },
  code: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
});

/** L'essentiel en une page ; le reste est livré avec le complément, dans la langue du volet. */
export function Help({ version }: { version: string }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const separateur = langue === 'fr' ? ';' : ',';
  return (
    <>
      <p className={styles.texte}>{t.aide.intro}</p>
      <ol className={styles.liste}>
        {t.aide.etapes.map(etape => (
          <li key={etape}>{etape}</li>
        ))}
      </ol>
      <h2 className={styles.titre}>{t.aide.fonctions}</h2>
      <p className={styles.texte}>
        {t.aide.fonctionExemple}{' '}
        <code className={styles.code}>{`=CA.AVANCEMENT("24A010"${separateur} A1)`}</code>
      </p>
      <p className={styles.texte}>{t.aide.clavier}</p>
      <p className={styles.texte}>
        <Link href="assets/aide/fonctions.html" target="_blank" rel="noopener">
          {t.aide.complete}
        </Link>
        {' · '}
        {t.aide.version(version)}
      </p>
    </>
  );
}
