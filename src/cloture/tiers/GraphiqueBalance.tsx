import { makeStyles, tokens } from '@fluentui/react-components';
import { useLangue } from '../../ui/langue';
import { Chiffres, Montant } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { Rangee, Tableau } from '../../ui/Tableau';
import type { BalanceVue } from './vue';

const contraste = '@media (forced-colors: active)';

const useStyles = makeStyles({
  piste: { width: '100%', minWidth: '88px', height: '10px', display: 'block' },
  aVenir: { fill: tokens.colorBrandBackground, [contraste]: { fill: 'CanvasText' } },
  enRetard: { fill: tokens.colorPaletteDarkOrangeForeground1, [contraste]: { fill: 'Highlight' } },
});

/** La part d'une tranche dans la plus grande, de 0 à 100 : bleue à venir, orange en retard. */
function Barre({ part, enRetard }: { part: number; enRetard: boolean }) {
  const styles = useStyles();
  return (
    <svg className={styles.piste} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className={enRetard ? styles.enRetard : styles.aVenir} width={part} height="10" />
    </svg>
  );
}

/** Le solde par ancienneté : une barre, un montant et une part par tranche ; le texte dit tout ce que la barre montre. */
export function GraphiqueBalance({ balance, nom }: { balance: BalanceVue; nom: string }) {
  const { t, formats } = useLangue();
  const { tranches, nonAffecte, total, acomptes } = balance;
  const max = Math.max(1, ...tranches.map(x => Math.abs(x.euros)));
  const part = (euros: number) => (
    <Chiffres>{total === 0 ? '' : formats.pourcentage(euros / total)}</Chiffres>
  );
  return (
    <>
      <Tableau
        nom={nom}
        textes={[t.tiers.tranche, '']}
        montants={[t.tiers.montant, t.tiers.part]}
        pied={<Rangee titre={t.tiers.total} cellules={['', <Montant euros={total} />, '']} />}
      >
        {tranches.map(({ nom: tranche, euros, enRetard }) => (
          <Rangee
            key={tranche}
            titre={tranche}
            cellules={[
              <Barre part={(Math.abs(euros) / max) * 100} enRetard={enRetard} />,
              <Montant euros={euros} />,
              part(euros),
            ]}
          />
        ))}
        {nonAffecte !== 0 && (
          <Rangee
            titre={t.tiers.nonAffecte}
            cellules={['', <Montant euros={nonAffecte} />, part(nonAffecte)]}
          />
        )}
      </Tableau>
      {acomptes !== 0 && <Note>{t.tiers.acomptes(formats.total(acomptes))}</Note>}
    </>
  );
}
