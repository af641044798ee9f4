import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { Note } from '../../ui/Note';
import type { AllerA } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';

/** Ce qu'il faut du volet pour écrire une décision puis recalculer. */
export interface Acces {
  readonly saisir: ProprietesPanneau['saisir'];
  readonly messageErreur: ProprietesPanneau['messageErreur'];
  readonly relancer: () => void;
  readonly allerA: AllerA;
  /** Le mois est fermé : rien ne s'y décide plus. */
  readonly fige: boolean;
  /** Ceux qui ont le droit de forcer ; undefined si tout le monde l'a. */
  readonly autorises?: readonly string[] | undefined;
}

type Issue = { readonly erreur: unknown } | { readonly ecrit: boolean } | undefined;

/** Écrit une décision dans sa feuille, recalcule, et dit ce qui s'est passé. */
export function useSaisie({ saisir, relancer }: Acces) {
  const [issue, setIssue] = useState<Issue>();
  const ecrire = (saisie: Parameters<typeof saisir>[0]) =>
    saisir(saisie).then(
      ecrit => {
        setIssue({ ecrit });
        if (ecrit) relancer();
        return ecrit;
      },
      (erreur: unknown) => {
        setIssue({ erreur });
        return false;
      },
    );
  return { issue, ecrire };
}

/** L'issue d'une saisie, lue à haute voix. */
export function IssueSaisie({ issue, acces }: { issue: Issue; acces: Acces }) {
  const { t } = useLangue();
  const textes = t.regularisations;
  const message = issue && 'ecrit' in issue ? (issue.ecrit ? textes.ecrit : textes.nonEcrit) : '';
  return (
    <>
      <Note role="status">{message}</Note>
      {issue && 'erreur' in issue && <MessageErreur erreur={acces.messageErreur(issue.erreur)} />}
    </>
  );
}

export const useForme = makeStyles({
  forme: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Un petit bouton d'une rangée dépliée. */
export const Bouton = ({ dire, agir, premier }: { dire: string; agir: () => void; premier?: boolean }) => (
  <Button size="small" {...(premier === true ? { appearance: 'primary' as const } : {})} onClick={agir}>
    {dire}
  </Button>
);
