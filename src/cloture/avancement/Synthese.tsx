import { makeStyles, tokens } from '@fluentui/react-components';
import { depuisTexte, enEuros, somme, ZERO, type Jour, type Montant } from '../../comptabilite';
import { Icone } from '../../ui/icones';
import { useLangue } from '../../ui/langue';
import { Note } from '../../ui/Note';
import { Comparaison } from './Comparaison';
import { MoisAffaire } from './MoisAffaire';
import type { LigneCaAvancement } from './tables';
import { ecartDeBouclage, moisDe, type Passe, pointDe } from './vue';

const useStyles = makeStyles({
  boucle: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    alignItems: 'flex-start',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

interface ProprietesSynthese {
  lignes: readonly LigneCaAvancement[];
  passe: ReadonlyMap<string, Passe> | undefined;
  arrete: string;
}

const total = (lignes: readonly LigneCaAvancement[], de: (l: LigneCaAvancement) => Montant | undefined) =>
  somme(lignes.flatMap(l => de(l) ?? []));

/** Toutes affaires : les cumuls comparés à l'arrêté précédent, les mois dessinés, et la preuve que le mois boucle. */
export function Synthese({ lignes, passe, arrete }: ProprietesSynthese) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const present = pointDe(lignes, depuisTexte(arrete) ?? (0 as Jour));
  const societe = passe?.get('') ?? [];
  const ecart = passe && ecartDeBouclage(lignes, passe);
  return (
    <>
      <Comparaison
        nom={t.avancement.synthese}
        present={present}
        precedent={societe.at(-1)}
        autres={[
          { nom: t.avancement.fae, valeur: total(lignes, l => l.Fae) },
          { nom: t.avancement.pca, valeur: total(lignes, l => l.Pca) },
          { nom: t.avancement.production, valeur: total(lignes, l => l.Production) },
        ]}
      />
      {passe && societe.length === 0 && <Note>{t.avancement.sansPrecedent}</Note>}
      {ecart !== undefined && societe.length > 0 && (
        <p className={styles.boucle}>
          <Icone nom={ecart === ZERO ? 'fait' : 'alerte'} />
          <span>
            {ecart === ZERO ? t.avancement.boucle : t.avancement.neBouclePas(formats.total(enEuros(ecart)))}
          </span>
        </p>
      )}
      <MoisAffaire nom={t.avancement.societe} mois={moisDe(societe, present)} />
    </>
  );
}
