import { enEuros, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { PanneauExecution, type ProprietesDetail } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { TEXTES_COMPTABILITE } from '../../ui/textes-comptabilite';
import { Titre } from '../../ui/Titre';
import { Absents } from './Absents';
import { Balance, Livres } from './Balance';
import { ChoixEditions } from './ChoixEditions';
import { absentsVus, balanceVue, livresVus } from './vue';

function Detail({ bilan, allerA, relancer, panneau }: ProprietesDetail & { panneau: ProprietesPanneau }) {
  const { langue } = useLangue();
  const textes = TEXTES_COMPTABILITE[langue];
  const balance = balanceVue(bilan);
  const livres = livresVus(bilan).map(l => ({
    livre: l.Livre,
    debit: enEuros(l.Debit ?? ZERO),
    ecart: l.Ecart === undefined ? undefined : enEuros(l.Ecart),
  }));
  return (
    <>
      <Absents absents={absentsVus(bilan)} panneau={panneau} relancer={relancer} />
      <Titre>{textes.balance}</Titre>
      {balance ? (
        <Balance balance={balance} arrete={bilan.arrete} panneau={panneau} allerA={allerA} />
      ) : (
        <p>{textes.vide}</p>
      )}
      {livres.length > 0 && (
        <>
          <Titre>{textes.livres}</Titre>
          <Livres livres={livres} />
        </>
      )}
      <ChoixEditions panneau={panneau} />
    </>
  );
}

/** Volet « Comptabilité générale » : balance et recherche d'un compte, plan à compléter, contrôle des livres, éditions. */
export default function Panneau(props: ProprietesPanneau) {
  return <PanneauExecution {...props} detail={acces => <Detail {...acces} panneau={props} />} />;
}
