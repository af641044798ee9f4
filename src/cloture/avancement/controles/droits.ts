import { Droits, type Anomalie, type Jour } from '../../../comptabilite';
import type { DonneesAvancement } from '../calcul/donnees';
import type { AffaireEtablie } from '../calcul/etablir';

/** C-DRT-01 : seul qui en a le droit force un %, une FAE ou une PCA. */
export function controlerDroits(
  affaires: readonly AffaireEtablie[],
  { droits: lignes }: Pick<DonneesAvancement, 'droits'>,
  arrete: Jour,
): Anomalie[] {
  const droits = new Droits(lignes);
  return affaires.flatMap(({ dossier, force }) => {
    const forces = [force?.TauxForce, force?.FaeForcee, force?.PcaForcee];
    if (!force || forces.every(f => f === undefined)) return [];
    return droits.controler(
      {
        quoi: `Affaire ${dossier.nom}, forcée`,
        what: `Project ${dossier.nom}, forced`,
        par: force.Auteur,
        droit: 'FORCER_CA',
        jour: arrete,
      },
      { table: 'CaAvancement', ligne: force.ligne, colonne: 'Auteur', cle: dossier.IdAffaire },
    );
  });
}
