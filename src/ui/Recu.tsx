import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { Icone } from './icones';
import { useLangue } from './langue';
import type { BilanExecution } from './proprietes';

const useStyles = makeStyles({
  recu: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start' },
  icone: { paddingTop: '2px' },
  texte: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  feuilles: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
});

interface ProprietesRecu {
  bilan: BilanExecution;
  ouvrirFeuille: (nom: string) => void;
}

/** Le reçu d'une exécution : le nombre d'écritures, leur équilibre, et les feuilles où tout se lit. */
export function Recu({ bilan, ouvrirFeuille }: ProprietesRecu) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { nombre, debit, credit } = bilan.ecritures;
  const valide = bilan.mode !== 'SIMULER';
  const refuse = valide && bilan.bloque;
  const sommes = (debit === credit ? t.execution.equilibre : t.execution.desequilibre)(
    formats.total(debit),
    formats.total(credit),
  );
  const natures = {
    SIMULER: t.execution.recuSimulation,
    VALIDER: t.execution.recuValidation,
    FERMER: t.execution.recuFermeture,
  };
  const compte = t.execution.ecritures(nombre);
  const phrase = refuse
    ? t.execution.bloque
    : `${natures[bilan.mode]} · ${nombre === 0 ? compte : `${compte}, ${sommes}`}`;
  return (
    <div role="status" className={styles.recu}>
      <span className={styles.icone}>
        <Icone nom={refuse ? 'bloquant' : valide ? 'fait' : 'info'} />
      </span>
      <div>
        <p className={styles.texte}>{phrase}</p>
        {!valide && bilan.bloque && <p className={styles.texte}>{t.execution.simulationBloquee}</p>}
        {valide && !refuse && <Feuilles noms={bilan.feuilles} ouvrirFeuille={ouvrirFeuille} />}
      </div>
    </div>
  );
}

/** Au-delà, la liste se replie : « Tout clôturer » écrit quarante feuilles, et le reste du volet se lit d'abord. */
const FEUILLES_EN_VUE = 10;

/** Un lien par feuille écrite. */
function Feuilles({
  noms,
  ouvrirFeuille,
}: {
  noms: readonly string[];
  ouvrirFeuille: (nom: string) => void;
}) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const liens = (
    <div className={styles.feuilles}>
      {noms.map(nom => (
        <Link
          as="button"
          key={nom}
          lang="fr"
          aria-label={t.execution.ouvrirFeuille(nom)}
          onClick={() => ouvrirFeuille(nom)}
        >
          {nom}
        </Link>
      ))}
    </div>
  );
  if (noms.length <= FEUILLES_EN_VUE) return liens;
  return (
    <details>
      <summary>{t.execution.feuilles(formats.entier(noms.length))}</summary>
      {liens}
    </details>
  );
}
