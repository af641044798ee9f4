import { arbre, periodeDe, type Explication, type Jour, grouper } from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import { Collaborateurs, Exercices, FacturesClients, Temps } from '../../tables-communes';
import type { CleParametre, Parametres } from '../../tables-communes/parametres';
import { TvaSurFae } from '../calcul/detail';
import type { DonneesAvancement, OptionsAvancement } from '../calcul/donnees';
import type { LigneDeGroupe } from '../calcul/aiguillage';
import { cleGroupe, type Groupe } from '../calcul/groupe';
import { indexer, type IndexAvancement } from '../calcul/index-affaires';
import { reconnus } from '../calcul/listees';
import { seRecalcule } from '../encours/cout';
import { lireDonnees, lireOptions } from '../lecture';
import { estAncien } from '../perte';
import type { ComptesPerte } from '../perte/ecritures';
import type { ModuleSolde } from '../perte/historique';
import { dire, unefois } from './feuilles';
import { ExplicationFigee } from './fige';
import { ExplicationGroupe, type Lecture } from './groupe';
import { ExplicationPerte } from './perte';
import { ExplicationRegularisations } from './regularisations';

type CleCompte = Extract<CleParametre, `CPT_PERTE${string}` | `CPT_ENCOURS${string}`>;

/** Ce qu'il faut du classeur pour expliquer un arrêté. */
export interface Classeur {
  readonly tables: TablesLues;
  readonly parametres: Parametres;
}

/**
 * Un arrêté que l'on explique : l'index du calcul, pour les affaires demandées seulement, avec l'origine de chaque
 * montant. Se garde d'une cellule à la suivante tant que le classeur n'a pas changé.
 */
export class ArreteExplique {
  readonly index: IndexAvancement;
  readonly donnees: DonneesAvancement;
  readonly options: OptionsAvancement;
  private readonly lecture: Lecture;
  private readonly groupes = new Map<string, ExplicationGroupe>();
  private readonly regularisees = new Map<string, ExplicationRegularisations>();
  private readonly tva: TvaSurFae;

  constructor(
    private readonly classeur: Classeur,
    readonly arrete: Jour,
    /** Codes des affaires ; undefined : toutes. */
    affaires: ReadonlySet<string> | undefined,
  ) {
    const donnees = lireDonnees(classeur.tables);
    this.donnees = affaires
      ? {
          ...donnees,
          affaires: donnees.affaires.filter(a => affaires.has(a.IdAffaire)),
          temps: deCesAffaires(classeur.tables.lire(Temps).lignes, affaires),
          planning: deCesAffaires(donnees.planning, affaires),
        }
      : donnees;
    this.options = lireOptions(classeur.parametres);
    this.tva = new TvaSurFae(donnees.codesTVA, this.options);
    this.index = indexer(this.donnees, this.options, true);
    const noms = new Map(classeur.tables.lire(Collaborateurs).lignes.map(c => [c.IdCollab, c.Nom]));
    this.lecture = {
      index: this.index,
      historique: this.donnees.historique,
      avoirsPositifs: avoirsPositifs(classeur.tables),
      modeAchats: this.options.modeAchats,
      heuresParJour: () => this.parametre('HeuresParJour'),
      nom: id => noms.get(id) ?? id,
      depart: date => ({
        precedent: this.index.precedent(date),
        historique: this.donnees.historique,
        recalculeEnCours: seRecalcule(
          classeur.parametres.valeur('EnCoursAchevement'),
          date,
          classeur.tables.lire(Exercices).lignes,
        ),
      }),
    };
  }

  get fermee(): boolean {
    return this.index.periodes.get(periodeDe(this.arrete)) === 'FERMEE';
  }

  /** L'explication d'un groupe ; undefined si rien ne le mesure. */
  groupe(groupe: LigneDeGroupe): ExplicationGroupe | undefined {
    const dossier = this.index.dossiers.get(this.index.cleDe(groupe));
    if (!dossier) return undefined;
    return unefois(
      this.groupes,
      dossier.cle,
      () => new ExplicationGroupe(dossier, this.arrete, this.lecture),
    );
  }

  /** Les groupes d'une affaire, ceux d'un profil particulier à part. */
  groupesDe(idAffaire: string): ExplicationGroupe[] {
    return reconnus(this.index.parAffaire.get(idAffaire) ?? []).flatMap(d => this.groupe(d) ?? []);
  }

  regularisations(groupe: ExplicationGroupe): ExplicationRegularisations {
    const { arrete, tva, options } = this;
    return unefois(
      this.regularisees,
      groupe.dossier.cle,
      () => new ExplicationRegularisations(groupe, arrete, tva, options, cle => this.parametre(cle)),
    );
  }

  perte(groupe: Groupe): ExplicationPerte {
    return new ExplicationPerte(this.groupe(groupe), groupe, this.lecture.depart(this.arrete));
  }

  /** Ce qu'un groupe a figé à cet arrêté. */
  figee(groupe: LigneDeGroupe): ExplicationFigee {
    const { historique } = this.index;
    const cle = this.index.cleDe(groupe);
    const precedent = this.index.precedent(this.arrete);
    const lus = (date: Jour) => [historique.de(cle, date)].flatMap(h => h ?? []);
    const avant = lus(precedent);
    return new ExplicationFigee(
      lus(this.arrete),
      avant,
      avant.length === 0 && !historique.aUnArrete(precedent),
    );
  }

  /** Ce qu'une affaire, tous lots, a figé à cet arrêté. */
  figeeAffaire(idAffaire: string): ExplicationFigee {
    const { historique } = this.index;
    const precedent = this.index.precedent(this.arrete);
    const avant = historique.deAffaire(idAffaire, precedent);
    return new ExplicationFigee(
      historique.deAffaire(idAffaire, this.arrete),
      avant,
      avant.length === 0 && !historique.aUnArrete(precedent),
    );
  }

  /** Les comptes où un solde se dote et se reprend. */
  comptesDe(module: ModuleSolde): ComptesPerte {
    const { parametres } = this.classeur;
    const valeur = (cle: CleCompte) => parametres.valeur(cle);
    if (module === 'P1516')
      return {
        dotation: valeur('CPT_PERTE_DOTATION'),
        provision: valeur('CPT_PERTE_PROVISION'),
        reprise: valeur('CPT_PERTE_REPRISE'),
      };
    const enCours = valeur('CPT_ENCOURS');
    if (module === 'ENCOURS')
      return { dotation: enCours, provision: valeur('CPT_ENCOURS_VARIATION'), reprise: enCours };
    const ancien = estAncien(this.classeur.tables.lire(Exercices).lignes, this.arrete);
    return {
      dotation: valeur('CPT_ENCOURS_DOTATION'),
      provision: valeur(ancien ? 'CPT_ENCOURS_DEPR_2014' : 'CPT_ENCOURS_DEPR'),
      reprise: valeur('CPT_ENCOURS_REPRISE'),
    };
  }

  /** Ce dont varie un solde de chaque contrat de l'affaire, y compris un lot qui n'est plus mesuré. */
  variations(idAffaire: string, module: ModuleSolde): Explication[] {
    const contrats = new Map<string, Groupe>(this.groupesDe(idAffaire).map(g => [g.dossier.cle, g.dossier]));
    for (const l of this.donnees.historique) {
      if (l.Module === module && l.IdAffaire === idAffaire) contrats.set(cleGroupe(l), l);
    }
    return [...contrats.values()].map(c => this.perte(c).variation(module));
  }

  /** Un paramètre du dossier : sa cellule, ou son défaut. */
  private parametre(cle: CleParametre & ('TauxTVADefaut' | 'HeuresParJour')): Explication {
    const { parametres } = this.classeur;
    const ligne = parametres.ligne(cle);
    const nom = dire(`Paramètre ${cle}`, `Setting ${cle}`);
    const valeur =
      cle === 'HeuresParJour' ? arbre.quantiteExacte(parametres.valeur(cle)) : parametres.valeur(cle);
    const unite = cle === 'HeuresParJour' ? 'NOMBRE' : 'TAUX';
    return ligne === undefined
      ? arbre.constante(nom, valeur, unite)
      : arbre.cellule(nom, { table: 'Parametres', ligne, colonne: 'Valeur' }, valeur, unite);
  }
}

/** La table des factures porte ses avoirs en positif : la lecture l'a dit. */
function avoirsPositifs(tables: TablesLues): boolean {
  return tables.lire(FacturesClients).anomalies.some(a => a.code === 'C-TAB-07' && a.gravite === 'INFO');
}

/** Les lignes par affaire d'une table longue : rangées une fois par lecture, car on explique affaire après affaire. */
const rangees = new WeakMap<readonly object[], ReadonlyMap<string, readonly object[]>>();

function deCesAffaires<L extends { readonly IdAffaire: string }>(
  lignes: readonly L[],
  affaires: ReadonlySet<string>,
): readonly L[] {
  const connues = rangees.get(lignes) as ReadonlyMap<string, readonly L[]> | undefined;
  const parAffaire = connues ?? grouper(lignes, l => l.IdAffaire);
  rangees.set(lignes, parAffaire);
  return [...affaires].flatMap(id => parAffaire.get(id) ?? []);
}

/** Au-delà, les arrêtés gardés s'oublient : leurs arbres tiennent de la place. */
const GARDES = 100;
const gardes = new WeakMap<TablesLues, Map<string, ArreteExplique>>();

/** L'arrêté expliqué pour ces affaires ; il reste, car on en lit les cellules à la suite. */
export function expliquerArrete(
  classeur: Classeur,
  arrete: Jour,
  affaires: readonly string[] | undefined,
): ArreteExplique {
  const cle = `${arrete}|${affaires?.join('|') ?? '*'}|${JSON.stringify(lireOptions(classeur.parametres))}`;
  const gardees = gardes.get(classeur.tables) ?? new Map<string, ArreteExplique>();
  gardes.set(classeur.tables, gardees);
  if (!gardees.has(cle) && gardees.size >= GARDES) gardees.clear();
  return unefois(gardees, cle, () => new ArreteExplique(classeur, arrete, affaires && new Set(affaires)));
}
