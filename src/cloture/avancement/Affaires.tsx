import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { enEuros, type Montant as MontantExact, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant, Pourcentage } from '../../ui/Montant';
import type { AllerA } from '../../ui/PanneauExecution';
import { useTableau } from '../../ui/tableau';
import { DetailAffaire } from './DetailAffaire';
import type { AccesForcage } from './Forcage';
import type { LigneCaAvancement } from './tables';
import { type AffaireDuMois, FILTRES, type Filtre, filtrerAffaires, type Passe } from './vue';

/** Deux mille affaires ne se lisent pas d'un coup : une page, et la recherche. */
const PAR_PAGE = 30;

const useStyles = makeStyles({
  affaire: { minWidth: 0, padding: 0, justifyContent: 'flex-start', textAlign: 'left' },
  nom: {
    display: 'block',
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  code: { maxWidth: 0, width: '42%' },
  ajustement: {
    display: 'block',
    textAlign: 'right',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
  },
  compte: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  suite: { alignSelf: 'flex-start' },
});

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

/** Ce que la liste remet à chaque affaire dépliée. */
export interface AccesAffaires {
  readonly passe: ReadonlyMap<string, Passe> | undefined;
  readonly forcage: AccesForcage;
  readonly allerA: AllerA;
  readonly lignesFeuille: ReadonlyMap<string, number>;
}

function UneAffaire({ affaire, acces }: { affaire: AffaireDuMois; acces: AccesAffaires }) {
  const { t } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const [deplie, setDeplie] = useState(false);
  const { ligne, cle } = affaire;
  return (
    <>
      <tr>
        <th scope="row" className={`${tableau.cellule} ${styles.code}`}>
          <Button
            appearance="transparent"
            size="small"
            className={styles.affaire}
            aria-expanded={deplie}
            onClick={() => setDeplie(avant => !avant)}
          >
            {deplie ? '▾ ' : '▸ '}
            {[ligne.IdAffaire, ligne.Lot, ligne.SousLot].filter(Boolean).join(' / ')}
          </Button>
          {ligne.Libelle !== undefined && <span className={styles.nom}>{ligne.Libelle}</span>}
        </th>
        <td className={tableau.cellule}>
          <Pourcentage taux={ligne.TauxRetenu?.toNumber()} />
          {ligne.TauxForce !== undefined && <span className={styles.ajustement}>{t.avancement.force}</span>}
        </td>
        <td className={tableau.cellule}>
          {ligne.CaReconnu !== undefined && <Montant euros={enEuros(ligne.CaReconnu)} />}
          <Ajustement ligne={ligne} />
        </td>
      </tr>
      {deplie && (
        <tr>
          <td colSpan={3} className={tableau.cellule}>
            <DetailAffaire
              affaire={affaire}
              passe={acces.passe && (acces.passe.get(cle) ?? [])}
              acces={acces.forcage}
              allerA={acces.allerA}
              ligneFeuille={acces.lignesFeuille.get(cle)}
            />
          </td>
        </tr>
      )}
    </>
  );
}

function Entetes() {
  const { t } = useLangue();
  const tableau = useTableau();
  return (
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
  );
}

/** Une ligne par affaire : % retenu et CA reconnu ; le reste se déplie. Filtres, recherche, pages. */
export function Affaires({ affaires, acces }: { affaires: readonly AffaireDuMois[]; acces: AccesAffaires }) {
  const { t, formats } = useLangue();
  const tableau = useTableau();
  const styles = useStyles();
  const [recherche, setRecherche] = useState('');
  const [filtre, setFiltre] = useState<Filtre>('TOUTES');
  const [montrees, setMontrees] = useState(PAR_PAGE);
  if (affaires.length === 0) return <p>{t.avancement.sansAffaire}</p>;
  const trouvees = filtrerAffaires(affaires, filtre, recherche);
  const visibles = trouvees.slice(0, montrees);
  const restantes = Math.min(PAR_PAGE, trouvees.length - visibles.length);
  return (
    <>
      {affaires.length > 1 && (
        <>
          <Field label={t.avancement.chercher} hint={t.avancement.chercherExemple}>
            <Input
              type="search"
              value={recherche}
              autoComplete="off"
              onChange={(_, { value }) => {
                setRecherche(value);
                setMontrees(PAR_PAGE);
              }}
            />
          </Field>
          <Field label={t.avancement.filtrer}>
            <Select
              value={filtre}
              onChange={(_, { value }) => setFiltre(FILTRES.find(f => f === value) ?? 'TOUTES')}
            >
              {FILTRES.map(choix => (
                <option key={choix} value={choix}>
                  {t.avancement.filtres[choix]}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
      <p role="status" className={styles.compte}>
        {trouvees.length === 0
          ? t.avancement.aucuneTrouvee
          : t.avancement.nombre(formats.entier(visibles.length), formats.entier(trouvees.length))}
      </p>
      {visibles.length > 0 && (
        <table className={tableau.table} aria-label={t.avancement.affaires}>
          <Entetes />
          <tbody>
            {visibles.map(affaire => (
              <UneAffaire key={affaire.cle} affaire={affaire} acces={acces} />
            ))}
          </tbody>
        </table>
      )}
      {restantes > 0 && (
        <Button size="small" className={styles.suite} onClick={() => setMontrees(n => n + PAR_PAGE)}>
          {t.avancement.suivantes(formats.entier(restantes))}
        </Button>
      )}
    </>
  );
}
