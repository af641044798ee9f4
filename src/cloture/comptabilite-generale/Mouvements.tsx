import { Link } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { enEuros, maximum, oppose, versIso, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { MessageErreur } from '../../ui/MessageErreur';
import { Note } from '../../ui/Note';
import type { AllerA } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Rangee, Tableau } from '../../ui/Tableau';
import { TEXTES_COMPTABILITE } from '../../ui/textes-comptabilite';
import { lireMouvements, type MouvementsVus } from './vue';

const MONTRES = 20;

interface Proprietes {
  compte: string;
  arrete: string;
  panneau: Pick<ProprietesPanneau, 'lireTables' | 'messageErreur'>;
  allerA: AllerA;
}

/** Les derniers mouvements d'un compte, lus dans le classeur quand on le déplie ; chacun mène à sa ligne. */
export function Mouvements({ compte, arrete, panneau, allerA }: Proprietes) {
  const { t, langue, formats } = useLangue();
  const textes = TEXTES_COMPTABILITE[langue];
  const [lus, setLus] = useState<{ vus: MouvementsVus } | { erreur: unknown }>();
  const { lireTables } = panneau;
  useEffect(() => {
    let perime = false;
    lireMouvements(lireTables, compte, arrete).then(
      vus => {
        if (!perime) setLus({ vus });
      },
      (erreur: unknown) => {
        if (!perime) setLus({ erreur });
      },
    );
    return () => {
      perime = true;
    };
  }, [lireTables, compte, arrete]);
  if (lus === undefined) return <p role="status">{t.commun.chargement}</p>;
  if ('erreur' in lus) return <MessageErreur erreur={panneau.messageErreur(lus.erreur)} />;
  const { lignes, ouverture } = lus.vus;
  const derniers = lignes.slice(-MONTRES);
  return (
    <>
      <Tableau
        nom={textes.mouvements(compte)}
        textes={[textes.date]}
        montants={[textes.debit, textes.credit]}
      >
        {ouverture !== 0 && (
          <Rangee
            titre={textes.ouverture}
            cellules={[
              <Montant euros={enEuros(maximum(ouverture, ZERO))} />,
              <Montant euros={enEuros(maximum(oppose(ouverture), ZERO))} />,
            ]}
          />
        )}
        {derniers.map(l => {
          const piece = l.livre.textes('Piece')[l.rang] ?? l.livre.textes('EcritureNum')[l.rang] ?? '';
          const jour = formats.jour(versIso(l.jour));
          return (
            <Rangee
              key={`${l.table.nom} ${l.ligne}`}
              titre={
                <Link
                  as="button"
                  aria-label={textes.aller(`${jour} ${piece}`)}
                  onClick={() =>
                    allerA({
                      table: l.table.nom,
                      ligne: l.ligne,
                      colonne: l.debit === 0 ? 'Credit' : 'Debit',
                    })
                  }
                >
                  {jour} {piece}
                </Link>
              }
              cellules={[<Montant euros={enEuros(l.debit)} />, <Montant euros={enEuros(l.credit)} />]}
            />
          );
        })}
      </Tableau>
      <Note>
        {lignes.length === 0
          ? textes.sansMouvement
          : textes.derniers(formats.entier(derniers.length), formats.entier(lignes.length))}
      </Note>
    </>
  );
}
