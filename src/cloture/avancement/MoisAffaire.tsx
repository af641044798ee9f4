import { makeStyles, tokens } from '@fluentui/react-components';
import { enEuros, versIso } from '../../comptabilite';
import { Graphique } from '../../ui/Graphique';
import { useLangue } from '../../ui/langue';
import { MontantExact } from '../../ui/Montant';
import { Rangee, Tableau } from '../../ui/Tableau';
import type { Mois } from './vue';

const useStyles = makeStyles({
  resume: { fontSize: tokens.fontSizeBase200, cursor: 'pointer' },
});

/** Reconnu et facturé par mois : le dessin, et les mêmes chiffres dans un tableau. */
export function MoisAffaire({ nom, mois }: { nom: string; mois: readonly Mois[] }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  if (mois.length < 2) return null;
  return (
    <div>
      <Graphique
        nom={t.avancement.mois(nom)}
        barres={t.avancement.reconnuMois}
        ligne={t.avancement.factureMois}
        points={mois.map(m => {
          const iso = versIso(m.arrete);
          return {
            cle: iso,
            court: formats.moisCourt(iso),
            dit: formats.mois(iso),
            barre: enEuros(m.reconnu),
            ligne: m.facture === undefined ? undefined : enEuros(m.facture),
          };
        })}
      />
      <details>
        <summary className={styles.resume}>{t.avancement.moisChiffres}</summary>
        <Tableau
          nom={t.avancement.moisChiffres}
          textes={[t.avancement.unMois]}
          montants={[t.avancement.reconnuMois, t.avancement.factureMois]}
        >
          {mois.map(m => (
            <Rangee
              key={m.arrete}
              titre={formats.moisCourt(versIso(m.arrete))}
              cellules={[<MontantExact montant={m.reconnu} />, <MontantExact montant={m.facture} />]}
            />
          ))}
        </Tableau>
      </details>
    </div>
  );
}
