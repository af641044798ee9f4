import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { MontrerPlus, Recherche, usePages } from '../../ui/pages';
import type { AllerA } from '../../ui/PanneauExecution';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Precision, Rangee, RangeeDepliable, Tableau } from '../../ui/Tableau';
import { TEXTES_COMPTABILITE } from '../../ui/textes-comptabilite';
import { Mouvements } from './Mouvements';
import { chercher, type BalanceVue, type CompteVu } from './vue';

interface Proprietes {
  balance: BalanceVue;
  arrete: string;
  panneau: Pick<ProprietesPanneau, 'lireTables' | 'messageErreur'>;
  allerA: AllerA;
}

/** Des comptes, leur solde, et leurs mouvements quand on les déplie. */
function Comptes({
  nom,
  comptes,
  ...acces
}: Omit<Proprietes, 'balance'> & { nom: string; comptes: readonly CompteVu[] }) {
  const { langue } = useLangue();
  const textes = TEXTES_COMPTABILITE[langue];
  const pages = usePages(comptes);
  if (comptes.length === 0) return <p role="status">{textes.aucun}</p>;
  return (
    <>
      <Tableau nom={nom} textes={[textes.compte]} montants={[textes.solde]}>
        {pages.visibles.map(c => (
          <RangeeDepliable
            key={c.compte}
            nom={textes.mouvements(c.compte)}
            titre={c.compte}
            precision={<Precision>{c.libelle}</Precision>}
            cellules={[<Montant euros={c.solde} />]}
          >
            {() => <Mouvements compte={c.compte} {...acces} />}
          </RangeeDepliable>
        ))}
      </Tableau>
      <MontrerPlus pages={pages} />
    </>
  );
}

/** La balance par classe, et la recherche d'un compte. */
export function Balance({ balance, ...acces }: Proprietes) {
  const { langue, formats } = useLangue();
  const textes = TEXTES_COMPTABILITE[langue];
  const [texte, setTexte] = useState('');
  const { debit, credit } = balance;
  const dire = debit === credit ? textes.equilibre : textes.desequilibre;
  return (
    <>
      <Recherche nom={textes.chercher} exemple={textes.exemple} valeur={texte} chercher={setTexte} />
      {texte.trim() !== '' ? (
        <Comptes key={texte} nom={textes.comptes} comptes={chercher(balance.comptes, texte)} {...acces} />
      ) : (
        <Tableau nom={textes.balance} textes={[textes.compte]} montants={[textes.solde]}>
          {balance.classes.map(c => (
            <RangeeDepliable
              key={c.compte}
              titre={textes.classe(c.compte)}
              cellules={[<Montant euros={c.solde} />]}
            >
              {() => (
                <Comptes
                  nom={textes.classe(c.compte)}
                  comptes={balance.comptes.filter(({ compte }) => compte.startsWith(c.compte))}
                  {...acces}
                />
              )}
            </RangeeDepliable>
          ))}
        </Tableau>
      )}
      <Note>{dire(formats.montant(debit), formats.montant(credit))}</Note>
    </>
  );
}

/** Le contrôle des livres : chaque total, et l'écart avec celui du dessus. */
export function Livres({
  livres,
}: {
  livres: readonly { livre: string; debit: number; ecart: number | undefined }[];
}) {
  const { langue } = useLangue();
  const textes = TEXTES_COMPTABILITE[langue];
  return (
    <Tableau nom={textes.livres} textes={[textes.livre]} montants={[textes.debit, textes.ecart]}>
      {livres.map(({ livre, debit, ecart }) => (
        <Rangee
          key={livre}
          titre={textes.noms[livre as keyof typeof textes.noms]}
          cellules={[<Montant euros={debit} />, ecart === undefined ? null : <Montant euros={ecart} />]}
        />
      ))}
    </Tableau>
  );
}
