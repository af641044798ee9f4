import {
  arbre,
  periodeDe,
  texteJour,
  texteMois,
  versIso,
  type Explication,
  type Libelle,
  grouper,
} from '../../../comptabilite';
import type { Couts } from '../calcul/couts';
import type { LignePlanning, LigneTemps } from '../calcul/donnees';
import type { Entree } from '../calcul/suite';
import { dire, joursLus, montantLu } from './feuilles';

type LigneDeJours = LigneTemps | LignePlanning;

/** Au-delà, les jours d'un collaborateur se lisent par mois. */
const JOURS_LISIBLES = 31;

/** L'équipe : ses noms, ses coûts, et de qui les jours ne coûtent rien (le coût d'un externe vient de ses achats). */
export interface Equipe {
  readonly couts: Couts;
  nom(idCollab: string): string;
  sansCout(idCollab: string): boolean;
}

/**
 * Des jours valorisés : par collaborateur, puis par mois quand il y en a beaucoup, puis jour par jour. Chaque jour vaut
 * arr(jours × coût journalier à la date du jour) (domaine §6.2).
 */
export function joursValorises(
  libelle: Libelle,
  table: 'Temps' | 'Planning',
  entrees: readonly Entree<LigneDeJours>[],
  equipe: Equipe,
): Explication {
  const comptent = entrees.filter(({ origine }) => !equipe.sansCout(origine.IdCollab));
  return parCollaborateur(libelle, 'EUR', comptent, equipe, l => unJour(table, l, equipe.couts));
}

/** Des jours comptés en jours, par collaborateur puis par mois : la méthode théorique ne les valorise pas. */
export function joursComptes(
  libelle: Libelle,
  table: 'Temps' | 'Planning',
  entrees: readonly Entree<LigneDeJours>[],
  equipe: Equipe,
): Explication {
  return parCollaborateur(libelle, 'JOUR', entrees, equipe, l =>
    joursLus(dire(texteJour(l.Date), versIso(l.Date)), table, l.ligne, 'Jours', l.Jours),
  );
}

function parCollaborateur(
  libelle: Libelle,
  unite: 'EUR' | 'JOUR',
  entrees: readonly Entree<LigneDeJours>[],
  equipe: Equipe,
  lire: (ligne: LigneDeJours) => Explication,
): Explication {
  const lignes = entrees.map(e => e.origine).sort((a, b) => a.Date - b.Date || a.ligne - b.ligne);
  const collaborateurs = [...grouper(lignes, l => l.IdCollab)].sort(([a], [b]) => (a < b ? -1 : 1));
  const sommer = (nom: Libelle, termes: readonly Explication[]) => arbre.somme(nom, termes, unite);
  return sommer(
    libelle,
    collaborateurs.map(([id, siennes]) => {
      const nom = dire(equipe.nom(id), equipe.nom(id));
      if (siennes.length <= JOURS_LISIBLES) return sommer(nom, siennes.map(lire));
      const mois = [...grouper(siennes, l => periodeDe(l.Date))];
      return sommer(
        nom,
        mois.map(([p, duMois]) => sommer(dire(texteMois(p), p), duMois.map(lire))),
      );
    }),
  );
}

function unJour(table: string, l: LigneDeJours, couts: Couts): Explication {
  const le = dire(texteJour(l.Date), versIso(l.Date));
  const cout = couts.ligneA(l.IdCollab, l.Date);
  if (!cout) throw new Error(`${table}, ligne ${l.ligne} : un jour compté n'a pas de coût.`);
  const jours = joursLus(dire('Jours', 'Days'), table, l.ligne, 'Jours', l.Jours);
  const prix = montantLu(
    dire('Coût journalier', 'Daily cost'),
    'CoutsCollaborateurs',
    cout.ligne,
    'CoutJour',
    cout.CoutJour,
  );
  return arbre.arrondi(
    le,
    arbre.produit(dire('Jours × coût journalier', 'Days × daily cost'), [jours, prix]),
  );
}
