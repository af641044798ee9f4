import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Jour } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { MontantExact } from '../../ui/Montant';
import type { BilanExecution } from '../../ui/proprietes';
import { Rangee, RangeeDepliable, Tableau } from '../../ui/Tableau';
import { EcrituresCompte, type Menees } from './EcrituresCompte';
import { rangeesDe, VUES, type Comparaison, type RangeeVue, type Vue } from './vue';

const useStyles = makeStyles({
  choix: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  liste: { minWidth: 0, maxWidth: '100%', '& select': { width: '100%', minWidth: 0 } },
  total: { fontWeight: tokens.fontWeightSemibold },
  titre: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
});

const COMPARAISONS = ['N1', 'M1'] as const;

/** Les comptes d'une ligne ; chacun déplie ses écritures. */
function Comptes({ rangee, arrete, menees }: { rangee: RangeeVue; arrete: Jour; menees: Menees }) {
  const { t, langue } = useLangue();
  return (
    <Tableau nom={t.etats.detail(rangee.nom[langue])}>
      {rangee.comptes.map(c => (
        <RangeeDepliable
          key={c.compte}
          titre={c.nom}
          cellules={[<MontantExact key="montant" montant={c.montants[0]} />]}
        >
          {() => <EcrituresCompte compte={c.compte} arrete={arrete} menees={menees} />}
        </RangeeDepliable>
      ))}
    </Tableau>
  );
}

/** Un état au choix : ses lignes non nulles, deux colonnes, et les comptes sous chacune. */
export function Etat({ bilan, arrete, menees }: { bilan: BilanExecution; arrete: Jour; menees: Menees }) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const [vue, setVue] = useState<Vue>('RESULTAT');
  const [comparaison, setComparaison] = useState<Comparaison>('N1');
  const gestion = vue === 'RESULTAT' || vue === 'SOLDES';
  const montants =
    gestion && comparaison === 'M1'
      ? [t.etats.mois, t.etats.moisAvant]
      : [gestion ? t.etats.cumul : t.etats.montant, t.etats.cumulN1];
  const rendre = (r: RangeeVue) => {
    const cellules = r.montants.map((m, i) => <MontantExact key={i} montant={m} />);
    const classe = r.nature === 'TOTAL' ? styles.total : r.nature === 'TITRE' ? styles.titre : undefined;
    if (r.comptes.length === 0)
      return <Rangee key={r.poste} titre={r.nom[langue]} classe={classe} cellules={cellules} />;
    return (
      <RangeeDepliable key={r.poste} titre={r.nom[langue]} classe={classe} cellules={cellules}>
        {() => <Comptes rangee={r} arrete={arrete} menees={menees} />}
      </RangeeDepliable>
    );
  };
  return (
    <>
      <div className={styles.choix}>
        <Field label={t.etats.etat}>
          <Select className={styles.liste} value={vue} onChange={(_, { value }) => setVue(value as Vue)}>
            {VUES.map(v => (
              <option key={v} value={v}>
                {t.etats.noms[v]}
              </option>
            ))}
          </Select>
        </Field>
        {gestion && (
          <Field label={t.etats.comparer}>
            <Select
              className={styles.liste}
              value={comparaison}
              onChange={(_, { value }) => setComparaison(value as Comparaison)}
            >
              {COMPARAISONS.map(c => (
                <option key={c} value={c}>
                  {t.etats.comparaisons[c]}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      <Tableau nom={t.etats.noms[vue]} textes={[t.etats.ligne]} montants={montants}>
        {rangeesDe(bilan, vue, comparaison).map(rendre)}
      </Tableau>
    </>
  );
}
