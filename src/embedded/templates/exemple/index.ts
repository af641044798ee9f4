/**
 * La société d'exemple, Alizé Conseil : quarante-cinq personnes, trente affaires, onze mois de 2026. Tout part du cas
 * de référence (`noyau`) et d'un hasard à graine : mêmes lignes à chaque fabrication, sans horloge.
 */
import { periode } from '../../../comptabilite';
import { EcrituresCloture, Historique, Periodes } from '../../../cloture/tables-communes';
import { Dotations } from '../../../cloture/immobilisations/tables';
import type { Rang } from '../../../workbook/table';
import { ecrireAchats, ecrireNotesFrais, MATERIEL } from './achats';
import { vivre, type Chantier } from './activite';
import { fermerLesMois } from './arretes';
import { ecrireEnAttente } from './avant-commande';
import { ecrireBiens } from './biens';
import { le } from './calendrier';
import { Carnet } from './carnet';
import { ecrireCasDore, FACTURES_DOREES } from './dore';
import { ecrireEcritures } from './ecritures-generales';
import { ecrireEquipe } from './equipe';
import { AVOIRS, facturesCourantes, facturesDesInterventions, MAINTENANCES } from './facturation';
import { ecrireFactures } from './factures';
import { FORFAITS } from './forfaits';
import { ecrireLots } from './lots';
import { ecrireTaches } from './taches';
import { ecrireFraisGeneraux } from './frais-generaux';
import { AUTRES, REGIES } from './regies';
import { ecrireReferentiels } from './referentiels';
import { ecrireReprise } from './reprise';
import { ecrirePlanning, ecrireTemps } from './saisie';
import { sousTraitances } from './sous-traitance';
import { ecrireTiers } from './tiers';
import { ecrireAvenants, ecrireInternes, ecrireVentes } from './ventes';

/** Ce que les clôtures écrivent : l'exemple le tient de ses propres mois. */
const GENEREES: ReadonlySet<string> = new Set(
  [Periodes, Historique, EcrituresCloture, Dotations].map(table => table.nom),
);

const CHANTIERS: readonly Chantier[] = [...FORFAITS, ...REGIES, ...AUTRES].map(({ id, du, au, equipe }) => ({
  id,
  du: le(du),
  au: le(au),
  equipe,
}));

/** Les mois que l'exemple montre clos ; novembre reste à clore. */
const CLOS = Array.from({ length: 10 }, (_, rang) => periode(`2026-${String(rang + 1).padStart(2, '0')}`));

/** Le classeur livré : la société, ses dix mois clos, et novembre ouvert. */
export function composerExemple(
  noyau: ReadonlyMap<string, readonly Rang[]>,
): ReadonlyMap<string, readonly Rang[]> {
  return fermerLesMois(composerSociete(noyau), CLOS);
}

/** Les tables que la société tient, sans rien de ce que la clôture écrit : onze mois ouverts, de janvier à novembre. */
export function composerSociete(
  noyau: ReadonlyMap<string, readonly Rang[]>,
): ReadonlyMap<string, readonly Rang[]> {
  const carnet = new Carnet(new Map([...noyau].filter(([table]) => !GENEREES.has(table))));
  ecrireReferentiels(carnet);
  ecrireTiers(carnet);
  const equipe = ecrireEquipe(carnet);
  ecrireCasDore(carnet);
  ecrireInternes(carnet);
  const efforts = vivre(carnet, equipe, CHANTIERS);
  const achats = ecrireAchats(carnet, [...sousTraitances(carnet, efforts), ...MATERIEL]);
  const forfaitsEtRegies = ecrireVentes(carnet, efforts, achats);
  ecrireAvenants(carnet);
  ecrireEnAttente(carnet);
  const factures = [
    ...FACTURES_DOREES,
    ...MAINTENANCES,
    ...facturesCourantes(),
    ...AVOIRS,
    ...forfaitsEtRegies,
  ];
  ecrireFactures(carnet, [...factures, ...facturesDesInterventions(carnet, factures)]);
  ecrireTemps(carnet, efforts);
  ecrirePlanning(carnet, efforts, new Set(REGIES.map(a => a.id)));
  ecrireLots(carnet);
  ecrireTaches(carnet, efforts);
  ecrireNotesFrais(carnet);
  ecrireBiens(carnet, ecrireFraisGeneraux(carnet));
  ecrireEcritures(carnet, ecrireReprise(carnet));
  return carnet.contenu();
}
