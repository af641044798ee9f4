import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { MontantExact } from '../../ui/Montant';
import { MontrerPlus, usePages } from '../../ui/pages';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Rangee, Tableau } from '../../ui/Tableau';
import { Titre } from '../../ui/Titre';
import { creerFiches } from './creation';
import type { Proposition } from './registre/facturation';

interface ProprietesACreer {
  propositions: readonly Proposition[];
  panneau: Pick<ProprietesPanneau, 'lireTables' | 'saisir' | 'messageErreur'>;
  relancer: () => void;
}

/** Les fiches que les factures appellent, et le bouton qui les ajoute au registre. */
export function ACreer({ propositions, panneau, relancer }: ProprietesACreer) {
  const { t } = useLangue();
  const [etat, setEtat] = useState<'EN_COURS' | { creees: number } | { erreur: unknown }>();
  const pages = usePages(propositions);
  if (propositions.length === 0) return null;
  const creer = () => {
    setEtat('EN_COURS');
    creerFiches(propositions, panneau).then(
      creees => {
        setEtat({ creees });
        relancer();
      },
      (erreur: unknown) => setEtat({ erreur }),
    );
  };
  const fini = typeof etat === 'object' ? etat : undefined;
  return (
    <>
      <Titre>{t.immobilisations.aCreer}</Titre>
      <p>{t.immobilisations.aCreerAide}</p>
      <Tableau nom={t.immobilisations.aCreer}>
        {pages.visibles.map(p => (
          <Rangee
            key={`${p.IdFactF}|${p.Ligne}`}
            titre={`${p.IdImmo} ${p.Libelle}, ${t.immobilisations.factureLigne(p.IdFactF, p.Ligne)}`}
            cellules={[<MontantExact montant={p.ValeurBrute} />]}
          />
        ))}
      </Tableau>
      <MontrerPlus pages={pages} />
      <div>
        <Button disabledFocusable={etat === 'EN_COURS'} onClick={creer}>
          {t.immobilisations.creer(String(propositions.length))}
        </Button>
      </div>
      <p role="status">{fini && 'creees' in fini && t.immobilisations.creees(String(fini.creees))}</p>
      {fini && 'erreur' in fini && <MessageErreur erreur={panneau.messageErreur(fini.erreur)} />}
    </>
  );
}
