import { Button, Link, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Avancee } from '../../ui/Avancee';
import { Icone, type NomIcone } from '../../ui/icones';
import { useLangue } from '../../ui/langue';
import type { Progression } from '../../ui/proprietes';
import { replay } from './replay';
import { excelCourant, type Rapport, texteDuRapport } from './report';
import type { ScenarioResult } from './scenarios';

const useStyles = makeStyles({
  texte: { margin: 0 },
  titre: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  bouton: { alignSelf: 'flex-start' },
  liste: { listStyleType: 'none', margin: 0, padding: 0 },
  essai: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  icone: { paddingTop: '2px' },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

const SANS_ERREUR = 'aucune';

const abouti = ({ erreur }: ScenarioResult) => erreur === SANS_ERREUR;

function UnEssai({ essai }: { essai: ScenarioResult }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const icone: NomIcone = abouti(essai) ? 'fait' : 'bloquant';
  return (
    <li className={styles.essai}>
      <span className={styles.icone}>
        <Icone nom={icone} />
      </span>
      <div>
        <span lang="fr">{essai.titre}</span>
        <details className={styles.note}>
          <summary>
            {abouti(essai) ? t.diagnostic.reussi : `${t.diagnostic.echec} ${essai.erreur}`} ·{' '}
            {t.diagnostic.duree(formats.entier(essai.dureeMs))}
          </summary>
          <code>{JSON.stringify(essai.observations)}</code>
        </details>
      </div>
    </li>
  );
}

/** Le rapport en JSON : au presse-papiers, en fichier, ou à copier soi-même si l'hôte refuse les deux. */
function Export({ rapport }: { rapport: Rapport }) {
  const { t } = useLangue();
  const styles = useStyles();
  const texte = useMemo(() => texteDuRapport(rapport), [rapport]);
  const [copie, setCopie] = useState<'non' | 'oui' | 'refusee'>('non');
  const adresse = useMemo(
    () => URL.createObjectURL(new Blob([texte], { type: 'application/json' })),
    [texte],
  );
  useEffect(() => () => URL.revokeObjectURL(adresse), [adresse]);
  const copier = () => {
    const ecriture =
      navigator.clipboard?.writeText(texte) ?? Promise.reject(new Error('presse-papiers absent'));
    ecriture.then(
      () => setCopie('oui'),
      () => setCopie('refusee'),
    );
  };
  return (
    <>
      <div className={styles.actions}>
        <Button size="small" onClick={copier}>
          {t.diagnostic.copier}
        </Button>
        <Link href={adresse} download={`diagnostic-cloture-${rapport.date.slice(0, 10)}.json`}>
          {t.diagnostic.telecharger}
        </Link>
      </div>
      <p role="status" className={styles.texte}>
        {copie === 'oui' && t.diagnostic.copie}
        {copie === 'refusee' && t.diagnostic.copieRefusee}
      </p>
      {copie === 'refusee' && (
        <Textarea
          aria-label={t.diagnostic.texte}
          readOnly
          value={texte}
          rows={8}
          onFocus={evenement => evenement.target.select()}
        />
      )}
    </>
  );
}

/** Rejoue dans l'Excel ouvert les essais sur lesquels le complément s'appuie, et en exporte le résultat. */
export default function Diagnostic({ version }: { version: string }) {
  const { t } = useLangue();
  const styles = useStyles();
  const [progression, setProgression] = useState<Progression | undefined>();
  const [rapport, setRapport] = useState<Rapport | undefined>();
  const controle = useRef<AbortController | undefined>(undefined);
  const [annulation, setAnnulation] = useState(false);
  useEffect(() => () => controle.current?.abort(), []);

  const lancer = async () => {
    if (controle.current) return;
    const { signal } = (controle.current = new AbortController());
    setRapport(undefined);
    setAnnulation(false);
    const essais = await replay({ signal, onProgress: setProgression });
    controle.current = undefined;
    setProgression(undefined);
    setRapport({
      produit: 'cloture',
      version,
      date: new Date().toISOString(),
      excel: excelCourant(),
      essais,
    });
  };
  const reussis = rapport?.essais.filter(abouti).length ?? 0;
  return (
    <>
      <p className={styles.texte}>{t.diagnostic.intro}</p>
      <Button
        className={styles.bouton}
        appearance="primary"
        disabledFocusable={progression !== undefined}
        onClick={() => void lancer()}
      >
        {rapport ? t.diagnostic.relancer : t.diagnostic.lancer}
      </Button>
      {progression && (
        <Avancee
          progression={progression}
          annulation={annulation}
          annuler={() => {
            setAnnulation(true);
            controle.current?.abort();
          }}
        />
      )}
      {rapport && (
        <>
          <div role="status">
            <h2 className={styles.titre}>{t.diagnostic.resultat(reussis, rapport.essais.length)}</h2>
          </div>
          <Export rapport={rapport} />
          <ul className={styles.liste}>
            {rapport.essais.map(essai => (
              <UnEssai key={essai.id} essai={essai} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
