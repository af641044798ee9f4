import { Link } from '@fluentui/react-components';
import { useLangue } from '../../ui/langue';
import { type AllerA, PanneauExecution } from '../../ui/PanneauExecution';
import type { BilanExecution, ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { Biens } from './Biens';
import { DotationsParCompte } from './DotationsParCompte';
import { parCompte } from './simulation';
import { useRegistre } from './registre-lu';
import { biensDuMois, dotationsDuMois } from './vue';

interface ProprietesDetail {
  bilan: BilanExecution;
  allerA: AllerA;
  lireTables: ProprietesPanneau['lireTables'];
}

function Detail({ bilan, allerA, lireTables }: ProprietesDetail) {
  const { t } = useLangue();
  const acces = useRegistre(lireTables, bilan.arrete, bilan);
  return (
    <>
      <Titre>{t.immobilisations.parCompte}</Titre>
      <DotationsParCompte lignes={parCompte(dotationsDuMois(bilan))} />
      <Titre>{t.immobilisations.biens}</Titre>
      <Biens biens={biensDuMois(bilan)} acces={acces} allerA={allerA} />
      <Link href="assets/aide/amortissements.html" target="_blank" rel="noopener">
        {t.immobilisations.aide}
      </Link>
    </>
  );
}

/** Volet « Immobilisations » : dotations du mois par compte, plan de chaque bien, essais sans rien écrire. */
export default function Panneau(props: ProprietesPanneau) {
  return (
    <PanneauExecution
      {...props}
      detail={(bilan, allerA) => <Detail bilan={bilan} allerA={allerA} lireTables={props.lireTables} />}
    />
  );
}
