import { enEuros, ZERO } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { MontrerPlus, usePages } from '../../ui/pages';
import { Precision, RangeeDepliable, Tableau } from '../../ui/Tableau';
import { RadarCutOff } from './radar/table';
import { Bouton, IssueSaisie, useForme, useSaisie, type Acces } from './Saisie';
import type { LigneConstat } from './vue';

/** Ce qu'on peut faire d'un constat : en proposer l'écriture, le refuser, ou aller voir sa ligne. */
function Detail({ constat: c, acces }: { constat: LigneConstat; acces: Acces }) {
  const { t, formats } = useLangue();
  const textes = t.regularisations;
  const styles = useForme();
  const { issue, ecrire } = useSaisie(acces);
  const decider = (Decision: LigneConstat['Decision']) => {
    const { Arrete, Constat } = c;
    void ecrire({ table: RadarCutOff, cle: { Arrete, Constat }, valeurs: { Decision }, sinon: c });
  };
  return (
    <div className={styles.forme}>
      <Note>{c.Message}</Note>
      <Note>{c.Remede}</Note>
      <Note>
        {c.Module === undefined
          ? textes.sansProposition
          : textes.proposition(c.Module, formats.montant(enEuros(c.Montant ?? ZERO)))}
      </Note>
      <div className={styles.boutons}>
        {!acces.fige && c.Decision === undefined && (
          <>
            {c.Module !== undefined && (
              <Bouton dire={textes.accepter} premier agir={() => decider('ACCEPTER')} />
            )}
            <Bouton dire={textes.refuser} agir={() => decider('REFUSER')} />
          </>
        )}
        {!acces.fige && c.Decision !== undefined && (
          <Bouton dire={textes.annulerDecision} agir={() => decider(undefined)} />
        )}
        {c.TableSource !== undefined && c.LigneSource !== undefined && (
          <Bouton
            dire={textes.voir}
            agir={() => acces.allerA({ table: c.TableSource ?? '', ligne: c.LigneSource ?? 0 })}
          />
        )}
      </div>
      <IssueSaisie issue={issue} acces={acces} />
    </div>
  );
}

/** Les constats du radar, du plus grand enjeu au plus petit. */
export function Radar({ constats, acces }: { constats: readonly LigneConstat[]; acces: Acces }) {
  const { t } = useLangue();
  const textes = t.regularisations;
  const pages = usePages(constats);
  if (constats.length === 0) return <p>{textes.radarVide}</p>;
  return (
    <>
      <Tableau nom={textes.radar} textes={[textes.constat]} montants={[textes.enJeu]}>
        {pages.visibles.map(c => (
          <RangeeDepliable
            key={c.Constat}
            titre={c.Constat.replaceAll('|', ' ')}
            precision={
              <Precision>{c.Decision === undefined ? c.Message : textes.decisions[c.Decision]}</Precision>
            }
            cellules={[<Montant key="risque" euros={enEuros(c.Risque ?? ZERO)} />]}
          >
            {() => <Detail constat={c} acces={acces} />}
          </RangeeDepliable>
        ))}
      </Tableau>
      <MontrerPlus pages={pages} />
    </>
  );
}
