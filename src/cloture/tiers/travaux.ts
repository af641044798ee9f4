/** Ce qui passe des écritures de tiers : lettrage, opérations, créances douteuses, chacun sur l'état que laisse l'autre. */
import {
  confronterValidees,
  periodeDe,
  texteMois,
  versIso,
  type Anomalie,
  type Ecriture,
  type Jour,
} from '../../comptabilite';
import type { AnyTable, TablesLues } from '../../workbook/table';
import type { Contexte, TableProduite } from '../contexte';
import { EcrituresCloture, Exercices, Periodes } from '../tables-communes';
import { produireEcritures } from '../tables-communes/produites';
import { premierJourOuvert } from '../tables-communes/mois-ouverts';
import { etablirOperations, operationsDe, rappelsDePerte, type OperationsEtablies } from './acomptes/etablir';
import { controlerTvaAcomptes } from './acomptes/controle-tva';
import { produireEngagements } from './acomptes/engagements';
import { etablirDouteuses, type DouteusesEtablies } from './douteuses/etablir';
import { presenter, produireDepreciations, produireProvisions, soldesClients } from './douteuses/produites';
import { annuler } from './lettrage/decisions';
import { ecrireEcarts, etablirLettrage, type LettrageEtabli } from './lettrage/etablir';
import { remplacerLignes } from '../tables-communes/lettrages';
import { produireLettrages, produirePostes, produirePropositions } from './lettrage/produites';
import { Lettrages } from '../tables-communes/lettrages';
import { ModeleTiers } from './modele';
import { MODULES_TIERS } from './modules';
import { direEcarts } from './rapprochement/dire';
import { etablirRapprochement } from './rapprochement/etablir';
import { produireRapprochement } from './rapprochement/produites';
import { direEcartes } from './relances/dire';
import { etablirRelances, type RelancesEtablies } from './relances/etablir';
import { produirePiecesRelancees, produireRelances } from './relances/produites';

export interface Travaux {
  /** L'état après les écritures de l'arrêté : celui que montrent les balances. */
  readonly modele: ModeleTiers;
  /** Les tables telles que la validation les laisserait : lettrages et écritures de l'arrêté compris. */
  readonly tables: TablesLues;
  readonly ecritures: readonly Ecriture[];
  readonly anomalies: readonly Anomalie[];
  readonly produites: readonly TableProduite[];
  /** Chaque travail, et les états d'où partent le lettrage et les créances douteuses : de quoi expliquer leurs chiffres. */
  readonly avantLettrage: ModeleTiers;
  readonly avantDouteuses: ModeleTiers;
  readonly lettrage: LettrageEtabli;
  readonly operations: OperationsEtablies;
  readonly douteuses: DouteusesEtablies;
  readonly relances: RelancesEtablies;
}

/**
 * Lettre ce que l'utilisateur a décidé, passe ses opérations, reclasse et déprécie les créances douteuses, établit les
 * relances. Rend la main entre deux travaux, autour de chaque modèle et pendant la recherche du lettrage. N'écrit rien.
 */
export function* travailler({ arrete, tables: lues, parametres }: Contexte): Generator<void, Travaux> {
  const ouvert = premierJourOuvert(arrete, lues);
  const modules = new Set(MODULES_TIERS);
  const etat = function* (tables: TablesLues, ecritures: readonly Ecriture[]) {
    const modele = yield* ModeleTiers.lire(tables, parametres, { arrete, modules, ecritures });
    yield* modele.ouvrir(arrete);
    return modele;
  };

  const annulation = annuler(lues.lire(Lettrages).lignes, ouvert, arrete);
  const avant = avecTable(lues, annulation.lettrages);
  yield;
  // Un groupe déjà lettré l'est avec son écart : sans lui, une relance le rouvrirait.
  const depart = yield* etat(avant, ecrireEcarts(annulation.lettrages, { arrete, parametres }));
  yield;
  const { auxiliaire } = depart.lu;
  const lettrage = yield* etablirLettrage({
    arrete,
    tables: avant,
    parametres,
    auxiliaire,
    anciens: annulation.lettrages,
    ouvert,
  });
  yield;
  const tables = lettrage.faits === 0 ? avant : avecTable(lues, lettrage.lettrages);
  const ecarts = lettrage.ecritures;
  const lettre = lettrage.faits === 0 ? depart : yield* etat(tables, ecarts);

  yield;
  const operations = etablirOperations({ arrete, tables, parametres, modele: lettre, ouvert });
  const passees = [...ecarts, ...operations.ecritures];
  yield;
  const apresOperations = operations.ecritures.length === 0 ? lettre : yield* etat(tables, passees);

  yield;
  const douteuses = etablirDouteuses({ arrete, tables, parametres, modele: apresOperations });
  const toutes = [...passees, ...douteuses.ecritures];
  yield;
  const modele = douteuses.ecritures.length === 0 ? apresOperations : yield* etat(tables, toutes);

  yield;
  const relances = etablirRelances({ arrete, tables, parametres, modele });
  const validees = confronterValidees(toutes, lues.lire(EcrituresCloture).lignes, arrete, modules);
  yield;
  const apres = avecEcritures(tables, toutes, arrete, modules);
  yield;
  const controles = etablirRapprochement({ arrete, tables: apres, modele });
  const nom = (tiers: string) => modele.tiers.get(tiers);
  return {
    modele,
    avantLettrage: depart,
    avantDouteuses: apresOperations,
    lettrage,
    operations,
    douteuses,
    relances,
    tables: apres,
    ecritures: validees.aEcrire,
    anomalies: [
      ...moisFerme(arrete, lues, auxiliaire.n > 0),
      ...annulation.anomalies,
      ...lettrage.anomalies,
      ...operations.anomalies,
      ...controlerTvaAcomptes({ arrete, tables: apres, parametres, modele }),
      ...rappelsDePerte(operationsDe(lues, arrete)),
      ...douteuses.anomalies,
      ...relances.anomalies,
      ...direEcartes(relances, arrete),
      ...direEcarts(controles),
      ...validees.anomalies,
    ],
    produites: [
      ...produitesDuLettrage(lettrage),
      produireEngagements(lues, arrete),
      produireProvisions(douteuses, arrete, tiers => nom(tiers)?.Nom),
      presenter(soldesClients(modele.postesDe(arrete, 'CLIENT')), douteuses.pieces),
      produireDepreciations(douteuses, arrete),
      produireRelances(relances, arrete, nom),
      produirePiecesRelancees(relances, arrete),
      produireRapprochement(controles),
    ],
  };
}

const produitesDuLettrage = (l: LettrageEtabli): TableProduite[] => [
  produirePropositions(l),
  produirePostes(l),
  produireLettrages(l),
];

const avecTable = (tables: TablesLues, lettrages: readonly object[]): TablesLues =>
  remplacerLignes(tables, new Map<AnyTable, readonly object[]>([[Lettrages, lettrages]]));

/** Les écritures de l'arrêté à la place de celles que le classeur garde d'une exécution précédente. */
function avecEcritures(
  tables: TablesLues,
  ecritures: readonly Ecriture[],
  arrete: Jour,
  modules: ReadonlySet<string>,
): TablesLues {
  const existantes = tables.lire(EcrituresCloture).lignes;
  const exercices = tables.lire(Exercices).lignes;
  const { lignes } = produireEcritures(ecritures, { arrete, modules, existantes, exercices });
  const ancienne = ({ CleGeneration }: (typeof existantes)[number]) => {
    const [module = '', date] = CleGeneration.split('|');
    return date === versIso(arrete) && modules.has(module);
  };
  return remplacerLignes(
    tables,
    new Map<AnyTable, readonly object[]>([
      [EcrituresCloture, [...existantes.filter(l => !ancienne(l)), ...lignes.map(l => ({ ...l, ligne: 0 }))]],
    ]),
  );
}

/** Un mois fermé ne se réécrit pas (domaine §1.2). */
function moisFerme(arrete: Jour, tables: TablesLues, connu: boolean): Anomalie[] {
  const p = periodeDe(arrete);
  const etat = tables.lire(Periodes).lignes.find(l => l.Periode === p)?.Etat;
  if (!connu || etat !== 'FERMEE') return [];
  return [
    {
      code: 'C-GEN-04',
      gravite: 'BLOQUANT',
      table: Periodes.nom,
      cle: p,
      message: `${texteMois(p)} est fermé : rien ne s'y écrit plus.`,
      remede: 'Clôturez le mois ouvert : les corrections du passé y tombent.',
      en: {
        message: `${p} is closed: nothing is written in it any more.`,
        remede: 'Close the open month: corrections of the past fall in it.',
      },
    },
  ];
}
