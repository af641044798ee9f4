import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { enEuros, type Montant, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { MontantExact, Pourcentage } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { MontrerPlus, Recherche, usePages } from '../../ui/pages';
import type { AllerA } from '../../ui/PanneauExecution';
import { RangeeDepliable, Tableau } from '../../ui/Tableau';
import { DetailAffaire } from './DetailAffaire';
import type { AccesForcage } from './Forcage';
import type { LigneCaAvancement } from './tables';
import { type AffaireDuMois, FILTRES, type Filtre, filtrerAffaires, type Passe } from './vue';

const useStyles = makeStyles({
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
});

/** Sous le CA, ce qu'il faut constater pour y arriver : à établir (FAE) ou à différer (PCA). */
function Ajustement({ ligne }: { ligne: LigneCaAvancement }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const lignes: [string, Montant | undefined][] = [
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
  const styles = useStyles();
  const { ligne, cle } = affaire;
  return (
    <RangeeDepliable
      titre={[ligne.IdAffaire, ligne.Lot, ligne.SousLot].filter(Boolean).join(' / ')}
      precision={ligne.Libelle !== undefined && <span className={styles.nom}>{ligne.Libelle}</span>}
      classe={styles.code}
      cellules={[
        <>
          <Pourcentage taux={ligne.TauxRetenu?.toNumber()} />
          {ligne.TauxForce !== undefined && <span className={styles.ajustement}>{t.avancement.force}</span>}
        </>,
        <>
          <MontantExact montant={ligne.CaReconnu} />
          <Ajustement ligne={ligne} />
        </>,
      ]}
    >
      {() => (
        <DetailAffaire
          affaire={affaire}
          passe={acces.passe && (acces.passe.get(cle) ?? [])}
          acces={acces.forcage}
          allerA={acces.allerA}
          ligneFeuille={acces.lignesFeuille.get(cle)}
        />
      )}
    </RangeeDepliable>
  );
}

interface Choix {
  readonly recherche: string;
  readonly filtre: Filtre;
}

/** La recherche et le filtre : une affaire seule n'en a pas besoin. */
function Criteres({ choix, changer }: { choix: Choix; changer: (choix: Choix) => void }) {
  const { t } = useLangue();
  return (
    <>
      <Recherche
        nom={t.avancement.chercher}
        exemple={t.avancement.chercherExemple}
        valeur={choix.recherche}
        chercher={recherche => changer({ ...choix, recherche })}
      />
      <Field label={t.avancement.filtrer}>
        <Select
          value={choix.filtre}
          onChange={(_, { value }) =>
            changer({ ...choix, filtre: FILTRES.find(f => f === value) ?? 'TOUTES' })
          }
        >
          {FILTRES.map(filtre => (
            <option key={filtre} value={filtre}>
              {t.avancement.filtres[filtre]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

/** Une ligne par affaire : % retenu et CA reconnu ; le reste se déplie. Filtres, recherche, pages. */
export function Affaires({ affaires, acces }: { affaires: readonly AffaireDuMois[]; acces: AccesAffaires }) {
  const { t, formats } = useLangue();
  const [choix, setChoix] = useState<Choix>({ recherche: '', filtre: 'TOUTES' });
  const trouvees = filtrerAffaires(affaires, choix.filtre, choix.recherche);
  const pages = usePages(trouvees);
  const textes = t.avancement;
  const changer = (autre: Choix) => {
    setChoix(autre);
    pages.revenir();
  };
  if (affaires.length === 0) return <p>{textes.sansAffaire}</p>;
  return (
    <>
      {affaires.length > 1 && <Criteres choix={choix} changer={changer} />}
      <Note role="status">
        {trouvees.length === 0
          ? textes.aucuneTrouvee
          : textes.nombre(formats.entier(pages.visibles.length), formats.entier(trouvees.length))}
      </Note>
      {trouvees.length > 0 && (
        <Tableau nom={textes.affaires} textes={[textes.affaire]} montants={[textes.retenu, textes.ca]}>
          {pages.visibles.map(affaire => (
            <UneAffaire key={affaire.cle} affaire={affaire} acces={acces} />
          ))}
        </Tableau>
      )}
      <MontrerPlus pages={pages} />
    </>
  );
}
