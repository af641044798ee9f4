import { makeStyles, tokens } from '@fluentui/react-components';
import { type Jour, type Montant, versIso } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { MontantExact } from '../../ui/Montant';
import { Rangee, Tableau } from '../../ui/Tableau';

const useStyles = makeStyles({
  resume: { cursor: 'pointer', fontSize: tokens.fontSizeBase200 },
});

/** Un exercice, tel que le tableau le montre. */
export interface LigneChiffres {
  readonly fin: Jour;
  readonly montants: readonly (Montant | undefined)[];
}

/** Le plan en chiffres, replié sous le graphique : c'est lui que lit le lecteur d'écran. */
export function ChiffresPlan({
  colonnes,
  lignes,
  ouvert,
  legende,
  total,
}: {
  colonnes: readonly string[];
  lignes: readonly LigneChiffres[];
  ouvert?: boolean;
  /** Ce que montrent les colonnes, quand leurs titres ne le disent pas. */
  legende?: string;
  /** Somme de la première colonne : la même dans toutes les vues. */
  total?: Montant;
}) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  return (
    <details open={ouvert ?? false}>
      <summary className={styles.resume}>{t.immobilisations.planChiffres}</summary>
      <Tableau
        nom={t.immobilisations.planChiffres}
        legende={legende}
        textes={[t.immobilisations.exercice]}
        montants={colonnes}
        pied={
          total !== undefined && (
            <Rangee
              titre={t.immobilisations.total}
              cellules={colonnes.map((_, rang) => rang === 0 && <MontantExact montant={total} />)}
            />
          )
        }
      >
        {lignes.map(({ fin, montants }) => (
          <Rangee
            key={fin}
            titre={formats.jour(versIso(fin))}
            cellules={montants.map(montant => (
              <MontantExact montant={montant} />
            ))}
          />
        ))}
      </Tableau>
    </details>
  );
}
