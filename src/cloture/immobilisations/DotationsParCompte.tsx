import { somme } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { MontantExact } from '../../ui/Montant';
import { Rangee, Tableau } from '../../ui/Tableau';
import type { DotationCompte } from './simulation';

/** Les dotations du mois : une ligne par couple de comptes, ce qui est comptabilisé et depuis l'ouverture. */
export function DotationsParCompte({ lignes }: { lignes: readonly DotationCompte[] }) {
  const { t } = useLangue();
  const textes = t.immobilisations;
  if (lignes.length === 0) return <p>{textes.aucuneDotation}</p>;
  const montants = ({ periode, annee }: Pick<DotationCompte, 'periode' | 'annee'>) => [
    <MontantExact montant={periode} />,
    <MontantExact montant={annee} />,
  ];
  const total = { periode: somme(lignes.map(l => l.periode)), annee: somme(lignes.map(l => l.annee)) };
  return (
    <Tableau
      nom={textes.parCompte}
      textes={[`${textes.dotation} / ${textes.amortissement}`]}
      montants={[textes.periode, textes.annee]}
      pied={<Rangee titre={textes.total} cellules={montants(total)} />}
    >
      {lignes.map(ligne => {
        const comptes = `${ligne.compteDotation} / ${ligne.compteAmort}`;
        return <Rangee key={comptes} titre={comptes} cellules={montants(ligne)} />;
      })}
    </Tableau>
  );
}
