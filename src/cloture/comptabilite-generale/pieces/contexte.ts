/** Ce que les pièces lisent du classeur, une fois : mois, plan, tiers, TVA, écritures déjà passées. */
import {
  lireCleGeneration,
  CodesParDate,
  versIso,
  type Anomalie,
  type Compte,
  type Jour,
  type LieuAnomalie,
  type LigneEcriture,
} from '../../../comptabilite';
import type { Ligne, TablesLues } from '../../../workbook/table';
import { CodesTVA, EcrituresCloture, Exercices, PlanComptable, Tiers } from '../../tables-communes';
import { etatsDesMois, premierJourOuvert, type EtatDuMois } from '../../tables-communes/mois-ouverts';
import type { Parametres } from '../../tables-communes/parametres';
import type { LigneModele } from './calcul/types';
import * as dire from './dire';
import { ModelesEcritures } from './tables';

export class ContextePieces {
  readonly ouvert: Jour;
  readonly etatDuMois: (jour: Jour) => EtatDuMois;
  readonly tiers: ReadonlyMap<string, Ligne<typeof Tiers>>;
  readonly tva: CodesParDate<Ligne<typeof CodesTVA>>;
  readonly modeles: ReadonlyMap<string, readonly LigneModele[]>;
  private readonly plan: ReadonlyMap<string, Ligne<typeof PlanComptable>>;
  private readonly exercices: readonly Ligne<typeof Exercices>[];

  constructor(
    readonly arrete: Jour,
    readonly tables: TablesLues,
    readonly parametres: Parametres,
  ) {
    this.ouvert = premierJourOuvert(arrete, tables);
    this.etatDuMois = etatsDesMois(tables);
    this.tiers = new Map(tables.lire(Tiers).lignes.map(l => [l.IdTiers, l]));
    this.tva = new CodesParDate(tables.lire(CodesTVA).lignes, parametres.valeur('TauxTVADefaut'));
    this.plan = new Map(tables.lire(PlanComptable).lignes.map(l => [l.Compte as string, l]));
    this.exercices = tables.lire(Exercices).lignes;
    const modeles = new Map<string, LigneModele[]>();
    for (const l of tables.lire(ModelesEcritures).lignes) {
      const connu = modeles.get(l.Modele);
      if (connu) connu.push(l);
      else modeles.set(l.Modele, [l]);
    }
    this.modeles = modeles;
  }

  /** Les sources d'un module que d'autres arrêtés ont déjà écrites : elles ne le seront pas deux fois. */
  sourcesAilleurs(module: string): Map<string, Ligne<typeof EcrituresCloture>[]> {
    const sources = new Map<string, Ligne<typeof EcrituresCloture>[]>();
    const ici = versIso(this.arrete);
    for (const l of this.tables.lire(EcrituresCloture).lignes) {
      const { module: du, arrete: date, source } = lireCleGeneration(l.CleGeneration);
      if (du !== module || date === ici) continue;
      const connues = sources.get(source);
      if (connues) connues.push(l);
      else sources.set(source, [l]);
    }
    return sources;
  }

  /** Ce qui interdit d'écrire à cette date : mois fermé, mois ou exercice inconnu. */
  dateInterdite(date: Jour, quoi: dire.Chose, lieu: LieuAnomalie): Anomalie | undefined {
    const etat = this.etatDuMois(date);
    if (etat === 'FERMEE') return dire.moisFerme(quoi, date, this.ouvert, lieu);
    if (!this.exercices.some(x => x.DateDebut <= date && date <= x.DateFin))
      return dire.exerciceInconnu(quoi, date, lieu);
    return etat === 'INCONNU' ? dire.moisInconnu(quoi, date, lieu) : undefined;
  }

  /** Ce qui ne va pas dans les comptes d'une pièce : inconnus, bloqués, de regroupement, collectif sans tiers et l'inverse. */
  controlerLignes(
    lignes: readonly LigneEcriture[],
    quoi: dire.Chose,
    lieu: (i: number) => LieuAnomalie,
  ): Anomalie[] {
    return lignes.flatMap((l, i) => {
      const anomalies: Anomalie[] = [];
      const compte = this.plan.get(l.compte);
      if (!compte && this.plan.size > 0) anomalies.push(dire.compteInconnu(quoi, l.compte, lieu(i)));
      if (compte?.Bloque) anomalies.push(dire.compteBloque(quoi, l.compte, lieu(i)));
      if (compte?.Imputable === false) anomalies.push(dire.compteDeRegroupement(quoi, l.compte, lieu(i)));
      if (l.tiers === undefined && this.estCollectif(l.compte))
        anomalies.push(dire.tiersManquant(quoi, l.compte, lieu(i)));
      if (l.tiers !== undefined && !this.estCollectif(l.compte) && !l.compte.startsWith('4'))
        anomalies.push(dire.tiersDeTrop(quoi, l.compte, lieu(i)));
      return anomalies;
    });
  }

  /** Vrai si chaque ligne de ce compte nomme un tiers : le plan le dit, sinon son préfixe. */
  estCollectif(compte: Compte): boolean {
    return this.plan.get(compte)?.Collectif ?? /^(40[1345]|41[136])/.test(compte);
  }
}
