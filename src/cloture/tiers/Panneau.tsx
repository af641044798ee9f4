import { Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { type AllerA, PanneauExecution, type ProprietesDetail } from '../../ui/PanneauExecution';
import type { BilanExecution, ProprietesPanneau } from '../../ui/proprietes';
import { Titre } from '../../ui/Titre';
import { Debiteurs } from './Debiteurs';
import { DelaisPaiement, type Mesure } from './DelaisPaiement';
import { GraphiqueBalance } from './GraphiqueBalance';
import { Travaux } from './TravauxTiers';
import { balanceVue, indicateurVu, type Sens, tendanceVue } from './vue';

function useMesures(bilan: BilanExecution, sens: Sens): Mesure[] {
  const { t, formats } = useLangue();
  const dire = (nom: string, code: string, unite: (n: string) => string): Mesure[] => {
    const valeur = indicateurVu(bilan, code);
    return valeur === undefined ? [] : [{ nom, texte: unite(formats.total(valeur)) }];
  };
  return sens === 'CLIENT'
    ? [
        ...dire(t.tiers.dso, 'DSO', t.tiers.jours),
        ...dire(t.tiers.dsoAvantAffacturage, 'DSO_AVANT_AFFACTURAGE', t.tiers.jours),
        ...dire(t.tiers.dsoEpuisement, 'DSO_EPUISEMENT', t.tiers.jours),
        ...dire(t.tiers.rotation, 'ROTATION', t.tiers.fois),
      ]
    : dire(t.tiers.dpo, 'DPO', t.tiers.jours);
}

function UnSens({ bilan, allerA, sens }: { bilan: BilanExecution; allerA: AllerA; sens: Sens }) {
  const { t, langue } = useLangue();
  const mesures = useMesures(bilan, sens);
  const balance = balanceVue(bilan, sens, langue);
  if (!balance) return <p>{t.tiers.vide}</p>;
  const qui = sens === 'CLIENT' ? t.tiers.clients : t.tiers.fournisseurs;
  const premiers = sens === 'CLIENT' ? t.tiers.premiers : t.tiers.premiersCreanciers;
  return (
    <>
      <GraphiqueBalance balance={balance} nom={t.tiers.graphique(qui)} />
      <Titre>{premiers}</Titre>
      <Debiteurs
        balance={balance}
        sens={sens}
        nom={premiers}
        ecrite={bilan.mode !== 'SIMULER'}
        allerA={allerA}
      />
      {mesures.length > 0 && (
        <>
          <Titre>{t.tiers.delais}</Titre>
          <DelaisPaiement
            nom={t.tiers.delais}
            mesures={mesures}
            courbe={{ nom: t.tiers.tendance(sens), points: tendanceVue(bilan, sens) }}
          />
        </>
      )}
    </>
  );
}

function Detail({ bilan, allerA }: ProprietesDetail) {
  const { t } = useLangue();
  const [sens, setSens] = useState<Sens>('CLIENT');
  return (
    <>
      <Titre>{t.tiers.sens}</Titre>
      <RadioGroup
        layout="horizontal"
        aria-label={t.tiers.sens}
        value={sens}
        onChange={(_, { value }) => setSens(value as Sens)}
      >
        <Radio value="CLIENT" label={t.tiers.clients} />
        <Radio value="FOURNISSEUR" label={t.tiers.fournisseurs} />
      </RadioGroup>
      <UnSens bilan={bilan} allerA={allerA} sens={sens} />
      <Travaux bilan={bilan} allerA={allerA} />
    </>
  );
}

/** Volet « Clients et fournisseurs » : balance âgée, premiers débiteurs, délais de paiement, lettrage et relances. */
export default function Panneau(props: ProprietesPanneau) {
  return <PanneauExecution {...props} detail={acces => <Detail {...acces} />} />;
}
