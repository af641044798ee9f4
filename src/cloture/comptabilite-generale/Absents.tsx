import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { MontrerPlus, usePages } from '../../ui/pages';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Precision, Rangee, Tableau } from '../../ui/Tableau';
import { TEXTES_COMPTABILITE } from '../../ui/textes-comptabilite';
import { Titre } from '../../ui/Titre';
import { PlanComptable } from '../tables-communes';
import { fichePlan, type CompteAbsent } from './plan/absents';

interface Proprietes {
  absents: readonly CompteAbsent[];
  panneau: Pick<ProprietesPanneau, 'ajouter' | 'messageErreur'>;
  relancer: () => void;
}

/** « Compléter le plan » : les comptes mouvementés qu'il n'a pas, et le bouton qui les ajoute d'un coup. */
export function Absents({ absents, panneau, relancer }: Proprietes) {
  const { langue, formats } = useLangue();
  const textes = TEXTES_COMPTABILITE[langue];
  const [etat, setEtat] = useState<'EN_COURS' | { ajoutes: number } | { erreur: unknown }>();
  const pages = usePages(absents, 30, 8);
  const fini = typeof etat === 'object' ? etat : undefined;
  const completer = () => {
    setEtat('EN_COURS');
    panneau.ajouter(PlanComptable, absents.map(fichePlan)).then(
      ajoutes => {
        setEtat({ ajoutes });
        relancer();
      },
      (erreur: unknown) => setEtat({ erreur }),
    );
  };
  return (
    <>
      {absents.length > 0 && (
        <>
          <Titre>{textes.absents}</Titre>
          <Tableau nom={textes.absents} textes={[textes.compte]} montants={['']}>
            {pages.visibles.map(c => (
              <Rangee
                key={c.Compte}
                titre={
                  <>
                    {c.Compte}
                    <Precision>{c.Libelle}</Precision>
                  </>
                }
                cellules={[textes.lignes(formats.entier(c.Lignes ?? 0))]}
              />
            ))}
          </Tableau>
          <MontrerPlus pages={pages} />
          <div>
            <Button disabledFocusable={etat === 'EN_COURS'} onClick={completer}>
              {textes.completer(formats.entier(absents.length), absents.length > 1)}
            </Button>
          </div>
        </>
      )}
      <p role="status">{fini && 'ajoutes' in fini && textes.complete(formats.entier(fini.ajoutes))}</p>
      {fini && 'erreur' in fini && <MessageErreur erreur={panneau.messageErreur(fini.erreur)} />}
    </>
  );
}
