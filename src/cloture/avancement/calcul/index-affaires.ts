import type { Jour } from '../../../comptabilite';
import { rangerAchats } from './achats';
import { indexerCouts, type Couts } from './couts';
import type { DonneesAvancement, LigneAffaire, LigneForcee, OptionsAvancement } from './donnees';
import { Dossier } from './dossier';
import { IndexHistorique } from './historique';
import { Regles, type RegleAvancement } from './regles';
import { rangerTemps } from './temps';
import { rangerVentes, reglesParAffaire } from './ventes';

/** Pourquoi une affaire n'est pas de cette méthode. */
export interface AffaireEcartee {
  readonly affaire: LigneAffaire;
  readonly motif: 'AUTRE_METHODE' | 'SANS_REGLE' | 'DEUX_REGLES';
  /** Règles trouvées, avec leur méthode quand elle est connue. */
  readonly regles: readonly string[];
}

/** Toutes les tables, lues une fois et rangées par affaire. */
export interface IndexAvancement {
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly ecartees: ReadonlyMap<string, AffaireEcartee>;
  readonly historique: IndexHistorique;
  readonly periodes: ReadonlyMap<string, string>;
  readonly couts: Couts;
  /** % forcé d'une affaire à un arrêté, tel que saisi. */
  force(idAffaire: string, arrete: Jour): LigneForcee | undefined;
}

/**
 * Construit l'index : chaque table est parcourue une fois (le planning deux, avant et après les temps).
 * @param explicable garder l'origine de chaque montant, pour expliquer les chiffres de ces affaires.
 */
export function indexer(
  donnees: DonneesAvancement,
  options: OptionsAvancement,
  explicable = false,
): IndexAvancement {
  const regles = new Regles(donnees);
  const dossiers = new Map<string, Dossier>();
  const ecartees = new Map<string, AffaireEcartee>();
  const parAffaire = reglesParAffaire(donnees, regles);
  for (const affaire of [...donnees.affaires].sort((a, b) => (a.IdAffaire < b.IdAffaire ? -1 : 1))) {
    const choix = choisir(affaire, parAffaire.get(affaire.IdAffaire), regles);
    if ('motif' in choix) ecartees.set(affaire.IdAffaire, choix);
    else dossiers.set(affaire.IdAffaire, new Dossier(affaire, choix, explicable));
  }
  rangerVentes(donnees, dossiers, regles, options);
  const couts = indexerCouts(donnees.couts, donnees.collaborateurs);
  rangerTemps(donnees, dossiers, couts);
  rangerAchats(donnees, dossiers);
  const forces = new Map(donnees.forces.map(f => [`${f.Arrete}|${f.IdAffaire}`, f]));
  return {
    dossiers,
    ecartees,
    historique: new IndexHistorique(donnees.historique),
    periodes: new Map(donnees.periodes.map(p => [p.Periode, p.Etat])),
    couts,
    force: (idAffaire, arrete) => forces.get(`${arrete}|${idAffaire}`),
  };
}

/** La règle d'une affaire : celle de ses lignes de vente, sinon la sienne. */
function choisir(
  affaire: LigneAffaire,
  desLignes: ReadonlySet<string> | undefined,
  regles: Regles,
): RegleAvancement | AffaireEcartee {
  const codes = [...(desLignes ?? (affaire.RegleCA === undefined ? [] : [affaire.RegleCA]))].sort();
  const reelles = codes.flatMap(c => regles.avancementReel(c) ?? []);
  const [seule, autre] = reelles;
  if (seule && !autre) return seule;
  const nommees = codes.map(c => `${c} (${regles.methode(c) ?? 'inconnue'})`);
  if (seule) return { affaire, motif: 'DEUX_REGLES', regles: nommees };
  return { affaire, motif: codes.length === 0 ? 'SANS_REGLE' : 'AUTRE_METHODE', regles: nommees };
}
