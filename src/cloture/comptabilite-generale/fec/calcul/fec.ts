/** La lecture d'un FEC de bout en bout, par tranches : morceaux d'octets, contrôles, lignes des tables. */
import {
  estBloquante,
  referentielDe,
  texteJour,
  type Anomalie,
  type Jour,
  type Referentiel,
} from '../../../../comptabilite';
import type { Valeurs } from '../../../../workbook/table';
import type { Ecritures, Exercices, Periodes, PlanComptable, Tiers } from '../../../tables-communes';
import type { RapportFec } from '../tables';
import { controlerFec, type Totaux } from './controles';
import { choisirExercice, etendue, lireNom, type Bornes } from './exercice';
import { LecteurFec } from './lecteur';
import type { Decoder } from './lexique';
import type { LignesFec } from './lignes';
import { rapportDuFec } from './rapport';
import { Signalements } from './signalements';
import { ecrituresDuFec, exerciceDuFec, periodesDuFec } from './tables';
import { comptesDuFec, tiersDuFec } from './tiers';

export interface OptionsFec {
  /** Nom du fichier, tel que les messages le disent ; SirenFECAAAAMMJJ donne le SIREN et la clôture. */
  readonly fichier: string;
  /** L'exercice, quand on le précise. */
  readonly exercice?: Bornes;
  /** Les exercices que le classeur connaît. */
  readonly connus?: readonly Bornes[];
  /** Le plan, quand il n'est pas celui que donne la date d'ouverture. */
  readonly referentiel?: 'AUTO' | Referentiel;
}

/** Un FEC lu et contrôlé. Bloqué, il n'a aucune ligne à écrire. */
export interface LectureFec {
  readonly fichier: string;
  readonly siren?: string;
  readonly exercice?: Bornes;
  readonly referentiel?: Referentiel;
  readonly derniereEcriture?: Jour;
  readonly lignes: LignesFec;
  readonly totaux?: Totaux;
  readonly anomalies: readonly Anomalie[];
  readonly bloque: boolean;
}

/** Les lignes de chaque table, prêtes à écrire. */
export interface TablesFec {
  readonly ecritures: readonly Valeurs<typeof Ecritures>[];
  readonly comptes: readonly Valeurs<typeof PlanComptable>[];
  readonly tiers: readonly Valeurs<typeof Tiers>[];
  readonly exercice: Valeurs<typeof Exercices>;
  readonly periodes: readonly Valeurs<typeof Periodes>[];
  readonly rapport: readonly Valeurs<typeof RapportFec>[];
}

/**
 * Lit un FEC donné par morceaux, dans l'ordre. `suite` finit la lecture et contrôle, en rendant la main.
 * @example const lecture = new LectureParTranches({ fichier }, decoder); lecture.ajouter(octets); terminer(lecture.suite())
 */
export class LectureParTranches {
  private readonly constats: Signalements;
  private readonly lecteur: LecteurFec;

  constructor(
    private readonly options: OptionsFec,
    decoder: Decoder,
  ) {
    this.constats = new Signalements(options.fichier);
    this.lecteur = new LecteurFec(this.constats, decoder);
  }

  /** Lignes du fichier lues jusqu'ici. */
  get lues(): number {
    return this.lecteur.lues;
  }

  /** Refuse le fichier pour son encodage, avant toute lecture. */
  refuserEncodage(encodage: string): void {
    this.constats.noter('ENCODAGE', 0, '', encodage);
  }

  /** Lit des lignes entières, en UTF-8. */
  ajouter(octets: Uint8Array): void {
    this.lecteur.ajouter(octets);
  }

  *suite(): Generator<void, LectureFec> {
    const { options, constats } = this;
    const { lignes } = this.lecteur;
    if (constats.nombre('ENCODAGE') === 0) this.lecteur.finir();
    const nom = lireNom(options.fichier);
    const choix = choisirExercice(lignes, nom, options.exercice, options.connus);
    const base = { fichier: options.fichier, lignes, ...(nom.siren ? { siren: nom.siren } : {}) };
    if (!choix) return { ...base, anomalies: constats.anomalies(), bloque: true };
    const { exercice, deduit } = choix;
    if (deduit) constats.noter('EXERCICE_DEDUIT', 0, '', texteJour(exercice.debut), texteJour(exercice.fin));
    const referentiel = referentielDe(exercice.debut, options.referentiel);
    const totaux = yield* controlerFec(lignes, constats, { exercice, referentiel });
    tiersDuFec(lignes, constats);
    const anomalies = constats.anomalies();
    const [, dernier] = etendue(lignes);
    return {
      ...base,
      exercice,
      referentiel,
      totaux,
      ...(dernier === undefined ? {} : { derniereEcriture: dernier }),
      anomalies,
      bloque: anomalies.some(estBloquante),
    };
  }
}

/**
 * Les lignes des tables d'un FEC qui ne bloque pas ; rend la main entre deux tranches.
 * @throws Error si la lecture est bloquée : rien ne s'importe à moitié
 */
export function* tablesDuFec(lecture: LectureFec): Generator<void, TablesFec> {
  const { lignes, exercice, referentiel, totaux, fichier, anomalies } = lecture;
  if (lecture.bloque || !exercice || !referentiel || !totaux)
    throw new Error('Un FEC qui a des anomalies bloquantes ne s’importe pas.');
  const ecritures = yield* ecrituresDuFec(lignes, exercice);
  return {
    ecritures,
    comptes: comptesDuFec(lignes),
    tiers: tiersDuFec(lignes, new Signalements(fichier)),
    exercice: exerciceDuFec(exercice, referentiel),
    periodes: periodesDuFec(exercice),
    rapport: rapportDuFec({ fichier, lignes, exercice, totaux, anomalies }),
  };
}
