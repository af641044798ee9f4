import { enEuros, somme } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { useTableau } from '../../ui/tableau';
import type { DotationCompte } from './simulation';

/** Les dotations du mois : une ligne par couple de comptes, ce qui est comptabilisé et depuis l'ouverture. */
export function DotationsParCompte({ lignes }: { lignes: readonly DotationCompte[] }) {
  const { t } = useLangue();
  const tableau = useTableau();
  if (lignes.length === 0) return <p>{t.immobilisations.aucuneDotation}</p>;
  return (
    <table className={tableau.table} aria-label={t.immobilisations.parCompte}>
      <thead>
        <tr>
          <th scope="col" className={tableau.entete}>
            {t.immobilisations.dotation} / {t.immobilisations.amortissement}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.immobilisations.periode}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.immobilisations.annee}
          </th>
        </tr>
      </thead>
      <tbody>
        {lignes.map(({ compteDotation, compteAmort, periode, annee }) => (
          <tr key={`${compteDotation}|${compteAmort}`}>
            <th scope="row" className={tableau.cellule}>
              {compteDotation} / {compteAmort}
            </th>
            <td className={tableau.cellule}>
              <Montant euros={enEuros(periode)} />
            </td>
            <td className={tableau.cellule}>
              <Montant euros={enEuros(annee)} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className={tableau.cellule}>
            {t.immobilisations.total}
          </th>
          <td className={tableau.cellule}>
            <Montant euros={enEuros(somme(lignes.map(l => l.periode)))} />
          </td>
          <td className={tableau.cellule}>
            <Montant euros={enEuros(somme(lignes.map(l => l.annee)))} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
