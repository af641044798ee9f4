import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { enEuros } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import { Montant } from '../../ui/Montant';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { useTableau } from '../../ui/tableau';
import { Titre } from '../../ui/Titre';
import { creerFiches } from './creation';
import type { Proposition } from './registre/facturation';

const MONTREES = 50;

interface ProprietesACreer {
  propositions: readonly Proposition[];
  panneau: Pick<ProprietesPanneau, 'lireTables' | 'saisir' | 'messageErreur'>;
  relancer: () => void;
}

/** Les fiches que les factures appellent, et le bouton qui les ajoute au registre. */
export function ACreer({ propositions, panneau, relancer }: ProprietesACreer) {
  const { t } = useLangue();
  const tableau = useTableau();
  const [etat, setEtat] = useState<'EN_COURS' | { creees: number } | { erreur: unknown }>();
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
  const reste = propositions.length - MONTREES;
  return (
    <>
      <Titre>{t.immobilisations.aCreer}</Titre>
      <p>{t.immobilisations.aCreerAide}</p>
      <table className={tableau.table} aria-label={t.immobilisations.aCreer}>
        <tbody>
          {propositions.slice(0, MONTREES).map(p => (
            <tr key={`${p.IdFactF}|${p.Ligne}`}>
              <th scope="row" className={tableau.cellule}>
                {p.IdImmo} {p.Libelle}, {t.immobilisations.factureLigne(p.IdFactF, p.Ligne)}
              </th>
              <td className={tableau.cellule}>
                {p.ValeurBrute !== undefined && <Montant euros={enEuros(p.ValeurBrute)} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {reste > 0 && <p>{t.immobilisations.autresACreer(String(reste))}</p>}
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
