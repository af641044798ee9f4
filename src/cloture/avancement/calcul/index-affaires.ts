import { arretePrecedent, terminer, valeursDe, type Jour, type Lignes } from '../../../comptabilite';
import { rangerAchats } from './achats';
import { Aiguillage, type AffaireEcartee, type LigneDeGroupe } from './aiguillage';
import { indexerCouts, type Couts } from './couts';
import type { DonneesAvancement, LigneForcee, OptionsAvancement } from './donnees';
import type { Dossier } from './dossier';
import { rangerFrais } from './frais';
import { cleGroupe, comparerGroupes } from './groupe';
import { IndexHistorique } from './historique';
import { Regles } from './regles';
import { rangerTaches } from './taches';
import { rangerTemps } from './temps';
import { rangerVentes, reglesParAffaire } from './ventes';

export type { AffaireEcartee } from './aiguillage';

/** Toutes les tables, lues une fois et rangées par groupe : affaire, lot ou sous-lot. */
export interface IndexAvancement {
  /** Les dossiers par clé de groupe, en ordre croissant. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** Les dossiers d'une affaire : un seul si elle n'est pas découpée. */
  readonly parAffaire: ReadonlyMap<string, readonly Dossier[]>;
  readonly ecartees: ReadonlyMap<string, AffaireEcartee>;
  readonly historique: IndexHistorique;
  readonly periodes: ReadonlyMap<string, string>;
  readonly couts: Couts;
  /** La clé du groupe d'une ligne générée ou historisée. */
  cleDe(ligne: LigneDeGroupe): string;
  /** Ce qu'un groupe a de forcé à un arrêté, tel que saisi. */
  force(cle: string, arrete: Jour): LigneForcee | undefined;
  /** L'arrêté d'où part la production de cet arrêté. */
  precedent(arrete: Jour): Jour;
}

/**
 * Construit l'index : chaque table est parcourue une fois (le planning deux, avant et après les temps).
 * @param explicable garder l'origine de chaque montant, pour expliquer les chiffres de ces affaires.
 */
export const indexer = (donnees: DonneesAvancement, options: OptionsAvancement, explicable = false) =>
  terminer(indexerParTranches(donnees, options, explicable));

/** Le même index, qui rend la main de temps en temps. */
export function* indexerParTranches(
  donnees: DonneesAvancement,
  options: OptionsAvancement,
  explicable = false,
): Generator<void, IndexAvancement> {
  const regles = new Regles(donnees, options);
  const traces = explicable ? 'TOUT' : options.presentation === 'DETAIL' ? 'VENTES' : 'RIEN';
  const aiguillage = new Aiguillage(regles, traces);
  yield* aiguillage.tracer(donnees.affaires, yield* reglesParAffaire(donnees, regles));
  const couts = indexerCouts(donnees.couts, donnees.collaborateurs);
  yield* rangerVentes(donnees, aiguillage, regles, options);
  yield* rangerTemps(donnees, aiguillage, couts);
  yield;
  rangerTaches(donnees.taches, aiguillage, couts);
  yield;
  yield* rangerAchats(donnees, aiguillage, options.modeAchats);
  yield;
  rangerFrais(donnees, aiguillage);
  yield;
  // Un lot historisé qui n'a plus de pièce reste listé (domaine §16 cas 9).
  for (const h of donnees.historique) {
    if (h.Module === 'CA') aiguillage.ouvrir(h);
  }
  const cleDe = (l: LigneDeGroupe) => cleGroupe(aiguillage.groupeDe(l));
  const forces = new Map(donnees.forces.map(f => [`${f.Arrete}|${cleDe(f)}`, f]));
  return {
    ...ranger(aiguillage.dossiers()),
    ecartees: aiguillage.ecartees,
    historique: new IndexHistorique(donnees.historique, cleDe),
    periodes: new Map(donnees.periodes.map(p => [p.Periode, p.Etat])),
    couts,
    cleDe,
    force: (cle, arrete) => forces.get(`${arrete}|${cle}`),
    precedent: arrete => arretePrecedent(arrete, options.arretePrecedent),
  };
}

/**
 * L'index où seuls les temps de quelques affaires ont changé : elles seules se rangent de nouveau, car rien n'y vient d'une
 * autre. L'index d'avant reste tel quel.
 * @param donnees les mêmes que celles de l'index, temps à part
 */
export function reindexer(
  index: IndexAvancement,
  donnees: DonneesAvancement,
  options: OptionsAvancement,
  changees: ReadonlySet<string>,
): IndexAvancement {
  const autres = [...index.dossiers.values()].filter(d => !changees.has(d.IdAffaire));
  const leurs = indexer(restreindre(donnees, changees), options);
  return { ...index, ...ranger([...autres, ...leurs.dossiers.values()]) };
}

/** Les dossiers par clé et par affaire, en ordre croissant. */
function ranger(dossiers: readonly Dossier[]): Pick<IndexAvancement, 'dossiers' | 'parAffaire'> {
  const enOrdre = [...dossiers].sort(comparerGroupes);
  const parAffaire = new Map<string, Dossier[]>();
  for (const d of enOrdre) {
    const liste = parAffaire.get(d.IdAffaire);
    if (liste) liste.push(d);
    else parAffaire.set(d.IdAffaire, [d]);
  }
  return { dossiers: new Map(enOrdre.map(d => [d.cle, d])), parAffaire };
}

/** Ce qu'il faut ranger pour ces affaires seules : les autres pièces n'y trouvent pas leur dossier. */
function restreindre(donnees: DonneesAvancement, affaires: ReadonlySet<string>): DonneesAvancement {
  return {
    ...donnees,
    affaires: deCesAffaires(donnees.affaires, affaires),
    temps: deCesAffaires(donnees.temps, affaires),
    planning: deCesAffaires(donnees.planning, affaires),
  };
}

/** Les lignes de ces affaires : la colonne des affaires se parcourt seule, pas une ligne des autres n'est vue. */
function deCesAffaires<L extends { readonly IdAffaire: string }>(
  lignes: Lignes<L>,
  affaires: ReadonlySet<string>,
): L[] {
  const leurs: L[] = [];
  valeursDe(lignes, 'IdAffaire').forEach((id, rang) => affaires.has(id) && leurs.push(lignes.at(rang)!));
  return leurs;
}
