import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import type { AllerA } from '../../ui/PanneauExecution';
import { Rangee, Tableau } from '../../ui/Tableau';
import { type BalanceVue, type Sens, TABLES } from './vue';

const useStyles = makeStyles({
  alerte: { display: 'block', color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200 },
});

interface Proprietes {
  balance: BalanceVue;
  sens: Sens;
  nom: string;
  /** La balance est dans le classeur : ses lignes s'y montrent. */
  ecrite: boolean;
  allerA: AllerA;
}

type Debiteur = BalanceVue['debiteurs'][number];

/** Son nom, qui mène à sa ligne une fois la balance écrite, et ce qui dépasse son plafond. */
function Nom({
  debiteur,
  sens,
  ecrite,
  allerA,
}: Omit<Proprietes, 'balance' | 'nom'> & { debiteur: Debiteur }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { nom, ligne, depassement } = debiteur;
  const aller = () => allerA({ table: TABLES[sens], ligne, colonne: 'Total' });
  return (
    <>
      {ecrite ? (
        <Link as="button" aria-label={t.tiers.voir(nom)} onClick={aller}>
          {nom}
        </Link>
      ) : (
        nom
      )}
      {depassement > 0 && (
        <span className={styles.alerte}>{t.tiers.depassement(formats.total(depassement))}</span>
      )}
    </>
  );
}

/** Les plus grands soldes, et ce qui en est échu. */
export function Debiteurs({ balance, nom, ...acces }: Proprietes) {
  const { t } = useLangue();
  return (
    <Tableau nom={nom} textes={[t.tiers.tiers]} montants={[t.tiers.du, t.tiers.echu]}>
      {balance.debiteurs.map(d => (
        <Rangee
          key={d.tiers}
          titre={<Nom debiteur={d} {...acces} />}
          cellules={[<Montant euros={d.du} />, <Montant euros={d.echu} />]}
        />
      ))}
    </Tableau>
  );
}
