import { Link } from '@fluentui/react-components';
import { useLangue } from '../../ui/langue';
import { PanneauExecution, type ProprietesDetail } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { ACreer } from './ACreer';
import { Biens } from './Biens';
import { DotationsParCompte } from './DotationsParCompte';
import { parCompte } from './simulation';
import { useRegistre } from './registre-lu';
import { biensDuMois, dotationsDuMois, propositionsDe } from './vue';

function Detail({ bilan, allerA, relancer, panneau }: ProprietesDetail & { panneau: ProprietesPanneau }) {
  const { t } = useLangue();
  const { lireTables } = panneau;
  const acces = useRegistre(lireTables, bilan.arrete, bilan);
  return (
    <>
      <Titre>{t.immobilisations.parCompte}</Titre>
      <DotationsParCompte lignes={parCompte(dotationsDuMois(bilan))} />
      <ACreer propositions={propositionsDe(bilan)} panneau={panneau} relancer={relancer} />
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
  return <PanneauExecution {...props} detail={acces => <Detail {...acces} panneau={props} />} />;
}
