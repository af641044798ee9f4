import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, useState } from 'react';
import { enEuros, type Montant as MontantExact, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant, Pourcentage } from '../../ui/Montant';
import type { BilanExecution } from '../../ui/proprietes';
import { useTableau } from '../../ui/tableau';
import type { LigneCaAvancement } from './tables';

const useStyles = makeStyles({
  affaire: { minWidth: 0, padding: 0, justifyContent: 'flex-start', textAlign: 'left' },
  detail: {
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    margin: 0,
    rowGap: tokens.spacingVerticalXXS,
    paddingInlineStart: tokens.spacingHorizontalM,
  },
  nom: { overflowWrap: 'anywhere' },
  terme: { color: tokens.colorNeutralForeground2 },
  valeur: { margin: 0, textAlign: 'right' },
  ajustement: {
    display: 'block',
    textAlign: 'right',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
  },
});

/** Les lignes de « CA à l'avancement » qu'une exécution a calculées. */
export function lignesAffaires(bilan: BilanExecution): readonly LigneCaAvancement[] {
  const produite = bilan.produites?.find(p => p.table.nom === 'CaAvancement');
  return (produite?.lignes ?? []) as readonly LigneCaAvancement[];
}

function Details({ ligne }: { ligne: LigneCaAvancement }) {
  const { t } = useLangue();
  const styles = useStyles();
  const montants: [string, MontantExact | undefined][] = [
    [t.avancement.fae, ligne.Fae],
    [t.avancement.pca, ligne.Pca],
    [t.avancement.facture, ligne.Facture],
    [t.avancement.budget, ligne.Budget],
    [t.avancement.production, ligne.Production],
  ];
  const nom = [ligne.Libelle, ligne.Client, ligne.Lot, ligne.SousLot].filter(Boolean).join(' · ');
  return (
    <dl className={styles.detail}>
      {nom !== '' && (
        <>
          <dt className={styles.nom}>{nom}</dt>
          <dd className={styles.valeur} />
        </>
      )}
      {montants.map(([nom, montant]) => (
        <Fragment key={nom}>
          <dt className={styles.terme}>{nom}</dt>
          <dd className={styles.valeur}>{montant !== undefined && <Montant euros={enEuros(montant)} />}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** Sous le CA, ce qu'il faut constater pour y arriver : à établir (FAE) ou à différer (PCA). */
function Ajustement({ ligne }: { ligne: LigneCaAvancement }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const lignes: [string, MontantExact | undefined][] = [
    [t.avancement.fae, ligne.Fae],
    [t.avancement.pca, ligne.Pca],
  ];
  return lignes.map(
    ([nom, montant]) =>
      montant !== undefined &&
      montant !== ZERO && (
        <span key={nom} className={styles.ajustement}>
          {nom} {formats.montant(enEuros(montant))}
        </span>
      ),
  );
}

function UneAffaire({ ligne }: { ligne: LigneCaAvancement }) {
  const tableau = useTableau();
  const styles = useStyles();
  const [deplie, setDeplie] = useState(false);
  return (
    <>
      <tr>
        <th scope="row" className={tableau.cellule}>
          <Button
            appearance="transparent"
            size="small"
            className={styles.affaire}
            aria-expanded={deplie}
            onClick={() => setDeplie(avant => !avant)}
          >
            {deplie ? '▾ ' : '▸ '}
            {ligne.IdAffaire}
          </Button>
        </th>
        <td className={tableau.cellule}>
          <Pourcentage taux={ligne.TauxRetenu?.toNumber()} />
        </td>
        <td className={tableau.cellule}>
          {ligne.CaReconnu !== undefined && <Montant euros={enEuros(ligne.CaReconnu)} />}
          <Ajustement ligne={ligne} />
        </td>
      </tr>
      {deplie && (
        <tr>
          <td colSpan={3} className={tableau.cellule}>
            <Details ligne={ligne} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Une ligne par affaire : % retenu et CA reconnu ; FAE, PCA et le reste se déplient. */
export function Affaires({ lignes }: { lignes: readonly LigneCaAvancement[] }) {
  const { t } = useLangue();
  const tableau = useTableau();
  if (lignes.length === 0) return <p>{t.avancement.sansAffaire}</p>;
  return (
    <table className={tableau.table} aria-label={t.avancement.affaires}>
      <thead>
        <tr>
          <th scope="col" className={tableau.entete}>
            {t.avancement.affaire}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.avancement.retenu}
          </th>
          <th scope="col" className={tableau.enteteMontant}>
            {t.avancement.ca}
          </th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((ligne, rang) => (
          <UneAffaire key={rang} ligne={ligne} />
        ))}
      </tbody>
    </table>
  );
}
