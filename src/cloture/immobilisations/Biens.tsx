import { useState } from 'react';
import { useLangue } from '../../ui/langue';
import { MontantExact } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { MontrerPlus, Recherche, usePages } from '../../ui/pages';
import type { AllerA } from '../../ui/PanneauExecution';
import { Precision, RangeeDepliable, Tableau } from '../../ui/Tableau';
import { DetailBien } from './DetailBien';
import type { AccesRegistre } from './registre-lu';
import { filtrer, type BienDuMois } from './vue';

interface ProprietesBiens {
  biens: readonly BienDuMois[];
  acces: AccesRegistre;
  allerA: AllerA;
}

function UnBien({ bien, acces, allerA }: { bien: BienDuMois; acces: AccesRegistre; allerA: AllerA }) {
  const { t } = useLangue();
  const { IdImmo, Libelle, Etat, Periode, VNC } = bien.ligne;
  const precisions = [Libelle, Etat === 'EN_SERVICE' ? undefined : Etat && t.immobilisations.etat[Etat]];
  return (
    <RangeeDepliable
      titre={IdImmo}
      precision={precisions.map(texte => texte !== undefined && <Precision key={texte}>{texte}</Precision>)}
      cellules={[<MontantExact montant={Periode} />, <MontantExact montant={VNC} />]}
      auDepliage={acces.demander}
    >
      {() => <DetailBien bien={bien} acces={acces} allerA={allerA} />}
    </RangeeDepliable>
  );
}

/** Les biens à l'arrêté : dotation du mois et VNC ; chacun se déplie sur son plan, et sur l'essai d'un autre. */
export function Biens({ biens, acces, allerA }: ProprietesBiens) {
  const { t, formats } = useLangue();
  const [recherche, setRecherche] = useState('');
  const trouves = filtrer(biens, recherche);
  const pages = usePages(trouves);
  const textes = t.immobilisations;
  const chercher = (valeur: string) => {
    setRecherche(valeur);
    pages.revenir();
  };
  if (biens.length === 0) return <p>{textes.sansBien}</p>;
  return (
    <>
      {biens.length > 1 && (
        <Recherche
          nom={textes.chercher}
          exemple={textes.chercherExemple}
          valeur={recherche}
          chercher={chercher}
        />
      )}
      <Note role="status">
        {trouves.length === 0
          ? textes.aucunTrouve
          : textes.nombre(formats.entier(pages.visibles.length), formats.entier(trouves.length))}
      </Note>
      {trouves.length > 0 && (
        <Tableau nom={textes.biens} textes={[textes.bien]} montants={[textes.periode, textes.vnc]}>
          {pages.visibles.map(bien => (
            <UnBien key={bien.ligne.IdImmo} bien={bien} acces={acces} allerA={allerA} />
          ))}
        </Tableau>
      )}
      <MontrerPlus pages={pages} />
    </>
  );
}
