import { enEuros, moins, terminer, versIso, type Jour } from '../../comptabilite';
import { lireAffaire, lireArrete } from '../arguments';
import { exigerLisible, exigerParametres } from '../blocages';
import type { AnyTable, Lecture, TablesLues } from '../../workbook/table';
import { lignesVues, valeursChangees } from '../../workbook/tables/par-colonne';
import type { OptionsAvancement } from './calcul/donnees';
import { manque, type Acces, type Modele } from '../fonction';
import { ParLecture } from '../par-lecture';
import {
  Affaires,
  CodesTVA,
  EcrituresCloture,
  Historique,
  Periodes,
  PlanComptable,
  Temps,
  Tiers,
} from '../tables-communes';
import { creerModeleAvancement, type Mesures, type ModeleAvancement } from './calcul/modele';
import type { MesureExpliquee } from './explications/mesures';
import type { Parametres } from '../tables-communes/parametres';
import { lireDonneesParTranches, lireOptions, sansRegles } from './lecture';
import { TABLES_AVANCEMENT } from './tables-lues';

/** Ce dont dépendent les mesures ; comptes, tiers et TVA ne servent qu'aux écritures. */
export const TABLES = TABLES_AVANCEMENT.filter(
  table => ![PlanComptable, Tiers, CodesTVA, EcrituresCloture].some(autre => autre.nom === table.nom),
);
/** Ce dont dépend un mois fermé : rien que ce qu'il a figé. */
const TABLES_FERMEES = [Periodes, Historique];

const modeles = new ParLecture<ModeleAvancement>();

/** Le modèle de l'avancement : un par lecture du classeur et par jeu d'options, car les paramètres sont datés. */
export const modeleA = (modele: Modele, arrete: Jour): ModeleAvancement =>
  terminer(modeleParTranches(modele, arrete));

function modeleParTranches(modele: Modele, arrete: Jour): Generator<void, ModeleAvancement> {
  const { options, cle } = optionsA(modele.parametres(arrete));
  return modeles.chercher(modele, cle, () => construire(modele.tables, options, cle));
}

const optionsLues = new WeakMap<Parametres, { readonly options: OptionsAvancement; readonly cle: string }>();

/** Les options d'un arrêté, et leur clé : lues une fois, dix mille cellules les demandent. */
function optionsA(parametres: Parametres) {
  let lues = optionsLues.get(parametres);
  if (!lues) {
    const options = lireOptions(parametres);
    optionsLues.set(parametres, (lues = { options, cle: JSON.stringify(options) }));
  }
  return lues;
}

/** Construit par tranches le modèle où une cellule de cet arrêté cherchera sa réponse. */
export function preparer(acces: Acces, arreteLu: unknown): Generator<void, unknown> {
  const modele = acces.modele();
  return modeleParTranches(modele, lireArrete(arreteLu, modele.arrete, acces.base1904));
}

/** Un modèle, et les lectures dont il vient. */
interface Construit {
  readonly lectures: ReadonlyMap<AnyTable, Lecture<AnyTable>>;
  readonly modele: ModeleAvancement;
}

/** Le dernier modèle construit par jeu d'options ; il s'oublie avec la lecture des affaires, sans laquelle il ne sert plus. */
const derniers = new WeakMap<Lecture<typeof Affaires>, Map<string, Construit>>();

/** Tout le modèle, ou ce qui en change depuis le dernier quand seuls des temps ont bougé : la saisie de tous les jours. */
function* construire(
  tables: TablesLues,
  options: OptionsAvancement,
  cle: string,
): Generator<void, ModeleAvancement> {
  const parOptions = derniers.get(tables.lire(Affaires)) ?? new Map<string, Construit>();
  derniers.set(tables.lire(Affaires), parOptions);
  const lectures = new Map<AnyTable, Lecture<AnyTable>>(
    TABLES_AVANCEMENT.map(t => [t, tables.lire<AnyTable>(t)]),
  );
  const dernier = parOptions.get(cle);
  const changees = dernier && affairesChangees(dernier.lectures, lectures);
  const modele = changees
    ? dernier.modele.avecTemps(lignesVues(tables.lire(Temps)), changees)
    : yield* creerModeleAvancement(yield* lireDonneesParTranches(tables), options);
  parOptions.set(cle, { lectures, modele });
  return modele;
}

/** Les affaires dont un temps a changé ; undefined si une autre table a changé. */
function affairesChangees(
  avant: Construit['lectures'],
  apres: Construit['lectures'],
): ReadonlySet<string> | undefined {
  for (const [table, lecture] of apres) {
    const lue = avant.get(table)!;
    const pareille = lue === lecture || (lue.absente && lecture.absente);
    if (table.nom !== Temps.nom && !pareille) return undefined;
  }
  return valeursChangees(avant.get(Temps)!, apres.get(Temps)!, 'IdAffaire') as ReadonlySet<string>;
}

/** Les lignes et les paramètres dont dépend une réponse se lisent tous. @throws ErreurFonction #N/A sinon */
export function exigerLu(modele: Modele, affaire: string, arrete: Jour, fige: boolean): void {
  if (!fige) exigerRegles(modele.parametres(arrete));
  exigerLisible(fige ? TABLES_FERMEES : TABLES, modele, affaire);
}

/** @throws ErreurFonction #N/A si un paramètre bloque, ou si la société n'applique aucune règle de CA */
function exigerRegles(parametres: Parametres): void {
  exigerParametres(parametres);
  if (sansRegles(parametres))
    throw manque(
      'ModuleProduits vaut RATTACHEMENT : aucune règle de CA ne s’applique, voir REGUL.FAE et REGUL.PCA',
      'ModuleProduits is RATTACHEMENT: no revenue rule applies, see REGUL.FAE and REGUL.PCA',
    );
}

/**
 * Mesures d'une affaire à un arrêté, ou l'erreur de cellule qui dit pourquoi il n'y en a pas.
 * @throws ErreurFonction #N/A : clé vide, affaire inconnue, anomalie bloquante ; #VALEUR! : date illisible.
 */
export function mesurer(
  acces: Acces,
  affaireLue: unknown,
  arreteLu: unknown,
): { mesures: Mesures; ou: string } {
  const affaire = lireAffaire(affaireLue);
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const reponse = modeleA(modele, arrete).mesures(affaire, arrete);
  exigerLu(modele, affaire, arrete, reponse.type === 'MESURES' && reponse.source === 'HISTORIQUE');
  if (reponse.type === 'ANOMALIE') throw manque(reponse.fr, reponse.en);
  return { mesures: reponse, ou: `${affaire}, ${versIso(arrete)}` };
}

/**
 * La mesure telle qu'une cellule la porte, en euros ou en rapport sans arrondi ; undefined si elle manque. Marge à
 * date = CA reconnu - charges réelles (domaine §5.7).
 */
export function valeurRendue(mesures: Mesures, mesure: MesureExpliquee): number | undefined {
  if (mesure === 'taux') return mesures.taux?.toNumber();
  if (mesure !== 'marge') {
    const montant = mesures[mesure];
    return montant === undefined ? undefined : enEuros(montant);
  }
  return mesures.charges === undefined ? undefined : enEuros(moins(mesures.ca, mesures.charges));
}
