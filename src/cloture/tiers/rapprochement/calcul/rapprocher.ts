import { moins, montant, oppose, ZERO, type Montant, terminer } from '../../../../comptabilite';
import { referenceNormalisee } from '../../lettrage/calcul/references';
import { chercher } from '../../lettrage/calcul/sous-ensemble';
import { chiffresInverses, virguleDeplacee } from './chiffres';
import {
  NATURES_ECART,
  type Candidat,
  type Comparaison,
  type LigneRapprochee,
  type NatureEcart,
} from './types';

/** Comparaisons permises à la recherche des regroupements. */
const PAS_MAX = 200_000;
const TAILLE_MAX = 6;

type Cle = (l: LigneRapprochee) => string;

const parPiece: Cle = l => `${l.tiers}|${referenceNormalisee(l.piece)}`;
const exacte: Cle = l => `${parPiece(l)}|${l.montant}`;
const sansTiers: Cle = l => `${referenceNormalisee(l.piece)}|${l.montant}`;
const parMontant: Cle = l => `${l.tiers}|${l.montant}`;

function ranger(lignes: Iterable<LigneRapprochee>, cle: Cle): Map<string, LigneRapprochee[]> {
  const rangees = new Map<string, LigneRapprochee[]>();
  for (const l of lignes) {
    const liste = rangees.get(cle(l));
    if (liste) liste.push(l);
    else rangees.set(cle(l), [l]);
  }
  return rangees;
}

/** Les lignes des deux côtés qui n'ont pas encore leur face, et ce qui a été trouvé. */
class Chantier {
  auxiliaire: LigneRapprochee[];
  general: LigneRapprochee[];
  readonly candidats: Omit<Candidat, 'score'>[] = [];
  private readonly vues: ReadonlySet<string>;
  private readonly vuesAux: ReadonlySet<string>;

  constructor(readonly comparaison: Comparaison) {
    this.auxiliaire = [...comparaison.auxiliaire];
    this.general = [...comparaison.general];
    this.vues = new Set(comparaison.auxiliaire.map(exacte));
    this.vuesAux = new Set(comparaison.general.map(exacte));
  }

  ajouter(nature: NatureEcart, ligne: LigneRapprochee, effet: Montant, face?: LigneRapprochee): void {
    this.candidats.push({ nature, ligne, face, effet });
  }

  /** Ôte deux à deux les lignes de même clé ; `voir` en dit ce qu'il faut en dire. */
  apparier(cle: Cle, voir: (a: LigneRapprochee, g: LigneRapprochee) => boolean = () => true): void {
    const faces = ranger(this.general, cle);
    const pris = new Set<LigneRapprochee>();
    this.auxiliaire = this.auxiliaire.filter(a => {
      const restantes = faces.get(cle(a)) ?? [];
      const rang = restantes.findIndex(g => !pris.has(g) && voir(a, g));
      if (rang < 0) return true;
      pris.add(restantes[rang]!);
      return false;
    });
    this.general = this.general.filter(g => !pris.has(g));
  }

  /** Les lignes du général que leur seul aspect met en cause. */
  signaler(): void {
    const faces = ranger(this.auxiliaire, sansTiers);
    const prises = new Set<LigneRapprochee>();
    this.general = this.general.filter(g => {
      if (g.tiers !== '' && this.comparaison.duCollectif(g.tiers)) return true;
      const face = faces.get(sansTiers(g))?.shift();
      if (face) prises.add(face);
      const nature = g.tiers === '' ? 'SANS_TIERS' : 'TIERS_D_UN_AUTRE_COLLECTIF';
      // Face connue : le tiers manque, mais le total n'a pas d'écart ; sinon toute la ligne en est un.
      this.ajouter(nature, g, face ? ZERO : g.montant, face);
      return false;
    });
    this.auxiliaire = this.auxiliaire.filter(a => !prises.has(a));
  }

  /** Même pièce du même tiers, montants différents : l'erreur de frappe a une forme. */
  comparerPieces(): void {
    this.apparier(parPiece, (a, g) => {
      this.ajouter(formeDe(a.montant, g.montant), g, moins(g.montant, a.montant), a);
      return true;
    });
  }

  doublons(): void {
    this.general = this.general.filter(g => {
      if (!this.vues.has(exacte(g))) return true;
      this.ajouter('DOUBLON_GENERAL', g, g.montant);
      return false;
    });
    this.auxiliaire = this.auxiliaire.filter(a => {
      if (!this.vuesAux.has(exacte(a))) return true;
      this.ajouter('DOUBLON_AUXILIAIRE', a, oppose(a.montant));
      return false;
    });
  }

  /** Une pièce que le général porte sur un autre compte, ou après l'arrêté. */
  egarees(): void {
    const { ailleurs, apres } = this.comparaison;
    const chercherDans = (lignes: readonly LigneRapprochee[], nature: NatureEcart) => {
      const rangees = ranger(lignes, sansTiers);
      this.auxiliaire = this.auxiliaire.filter(a => {
        const face = rangees.get(sansTiers(a))?.shift();
        if (!face) return true;
        this.ajouter(nature, face, oppose(a.montant), a);
        return false;
      });
    };
    chercherDans(ailleurs, 'MAUVAIS_COMPTE');
    chercherDans(apres, 'HORS_PERIODE');
  }

  /** Un total d'un côté pour plusieurs lignes de l'autre : pas d'écart, mais rien ne se pointe. */
  regroupements(): void {
    const budget = { restant: PAS_MAX };
    const duMemeSigne: Cle = l => `${l.tiers}|${Math.sign(l.montant)}`;
    const decroissantes = [...this.auxiliaire].sort((x, y) => Math.abs(y.montant) - Math.abs(x.montant));
    const rangees = ranger(decroissantes, duMemeSigne);
    const prises = new Set<LigneRapprochee>();
    for (const g of this.general) {
      const memes = (rangees.get(duMemeSigne(g)) ?? []).filter(a => !prises.has(a));
      const { solutions } = terminer(
        chercher(
          {
            cible: Math.abs(g.montant),
            montants: memes.map(a => Math.abs(a.montant)),
            tailleMax: TAILLE_MAX,
            tolerance: 0,
            solutionsMax: 1,
          },
          budget,
        ),
      );
      const trouvees = new Set((solutions[0] ?? []).map(i => memes[i]!));
      if (trouvees.size < 2) continue;
      this.ajouter('REGROUPEMENT', g, ZERO, [...trouvees][0]);
      for (const l of [g, ...trouvees]) prises.add(l);
    }
    this.auxiliaire = this.auxiliaire.filter(a => !prises.has(a));
    this.general = this.general.filter(g => !prises.has(g));
  }

  absentes(): void {
    for (const a of sansNulles(this.auxiliaire)) this.ajouter('ABSENTE_DU_GENERAL', a, oppose(a.montant));
    for (const g of sansNulles(this.general)) this.ajouter('ABSENTE_DE_L_AUXILIAIRE', g, g.montant);
  }
}

/** Les pièces qui ne se soldent pas d'elles-mêmes : une facture et son règlement absents ensemble ne font pas d'écart. */
function sansNulles(lignes: readonly LigneRapprochee[]): LigneRapprochee[] {
  return [...ranger(lignes, parPiece).values()].filter(groupe => total(groupe) !== 0).flat();
}

const total = (lignes: readonly LigneRapprochee[]): Montant =>
  montant(lignes.reduce((s, l) => s + l.montant, 0));

function formeDe(a: Montant, g: Montant): NatureEcart {
  if (a === 0 - g) return 'SENS_INVERSE';
  if (chiffresInverses(a, g)) return 'CHIFFRES_INVERSES';
  return virguleDeplacee(a, g) ? 'VIRGULE_DEPLACEE' : 'MONTANT_DIFFERENT';
}

export interface Rapprochement {
  /** Général moins auxiliaire. */
  readonly ecart: Montant;
  /** Les lignes en cause, la plus probable d'abord ; leurs effets font l'écart. */
  readonly candidats: readonly Candidat[];
}

/**
 * Explique l'écart entre un auxiliaire et son collectif (domaine §8.8) : ôte ce qui se correspond, puis nomme ce qui
 * reste, de l'erreur la plus reconnaissable à la ligne simplement absente. Celle qui fait l'écart à elle seule est en
 * tête. La somme des effets est l'écart.
 */
export function rapprocher(comparaison: Comparaison): Rapprochement {
  const chantier = new Chantier(comparaison);
  chantier.apparier(exacte);
  chantier.signaler();
  chantier.apparier(sansTiers, (a, g) => {
    if (a.tiers === g.tiers) return true;
    chantier.ajouter('MAUVAIS_TIERS', g, ZERO, a);
    return true;
  });
  chantier.doublons();
  chantier.comparerPieces();
  chantier.egarees();
  chantier.apparier(parMontant);
  chantier.regroupements();
  chantier.absentes();
  const ecart = moins(total(comparaison.general), total(comparaison.auxiliaire));
  const candidats = chantier.candidats
    .map(c => ({ ...c, score: scoreDe(c, ecart) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        NATURES_ECART.indexOf(a.nature) - NATURES_ECART.indexOf(b.nature) ||
        Math.abs(b.effet) - Math.abs(a.effet) ||
        (a.ligne.piece < b.ligne.piece ? -1 : 1),
    );
  return { ecart, candidats };
}

/** L'écart entier d'abord ; puis ce qui a un effet ; une ligne sans effet ne s'en occupe qu'un tiers. Une demie compte pour un. */
function scoreDe({ nature, effet }: Omit<Candidat, 'score'>, ecart: Montant): number {
  const forme = 10 - Math.min(9, NATURES_ECART.indexOf(nature) / 2);
  if (effet !== 0 && effet === ecart) return Math.ceil(90 + forme);
  return Math.ceil((effet === 0 ? (ecart === 0 ? 60 : 20) : 50) + forme);
}
