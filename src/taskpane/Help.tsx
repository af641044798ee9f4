import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { useLangue } from '../ui/langue';
import { Note } from '../ui/Note';
import { Titre } from '../ui/Titre';
import { adresses } from './router';

const useStyles = makeStyles({
  liste: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  texte: { margin: 0 },
  code: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  liens: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
  },
  touches: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
  },
  touche: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  effet: { margin: 0 },
});

/** L'essentiel en une page ; le reste est livré avec le complément, dans la langue du volet. */
export default function Help({ version }: { version: string }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const separateur = langue === 'fr' ? ';' : ',';
  const livree = (page: string, texte: string) => (
    <Link href={`assets/aide/${page}`} target="_blank" rel="noopener">
      {texte}
    </Link>
  );
  return (
    <>
      <p className={styles.texte}>{t.aide.intro}</p>
      <ol className={styles.liste}>
        {t.aide.etapes.map(etape => (
          <li key={etape}>{etape}</li>
        ))}
      </ol>
      <div className={styles.liens}>
        {livree('controleur.html', t.aide.controleur)}
        {livree('fonctions.html', t.aide.complete)}
        <Link href={adresses.fonctions}>{t.aide.assistant}</Link>
      </div>
      <Titre>{t.aide.fonctions}</Titre>
      <p className={styles.texte}>
        {t.aide.fonctionExemple}{' '}
        <code className={styles.code}>{`=CA.AVANCEMENT("24A010"${separateur} A1)`}</code>
      </p>
      <Titre>{t.aide.raccourcis}</Titre>
      <dl className={styles.touches}>
        {t.aide.touches.map(([touche, effet]) => (
          <Fragment key={touche}>
            <dt className={styles.touche}>{touche}</dt>
            <dd className={styles.effet}>{effet}</dd>
          </Fragment>
        ))}
      </dl>
      <Note>{t.aide.raccourcisNote}</Note>
      <Titre>{t.aide.confidentialite}</Titre>
      <p className={styles.texte}>{t.aide.rienNeSort}</p>
      <Note>{t.aide.version(version)}</Note>
    </>
  );
}
