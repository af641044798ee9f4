/** « Fermer » un mois : ce qui le permet, ce qu'il fige, et le mois qu'il ouvre (domaine §1.2 ; PCG art. 1031-3). */
import {
  fin,
  lireNumero,
  Numerotation,
  periodeDe,
  suivante,
  texteJour,
  texteMois,
  versIso,
  type Anomalie,
  type Jour,
  type Periode,
} from '../../comptabilite';
import type { Produite } from '../../workbook/plan';
import {
  nomNormalise,
  type AnyTable,
  type Ligne,
  type Rang,
  type TablesLues,
  type Valeurs,
} from '../../workbook/table';
import { EcrituresCloture, Exercices, Parametres, Periodes } from '.';
import { arreteDuClasseur } from './parametres';
import { moisSautes } from './mois-sautes';
import { MODULES_PERMANENTS, suiteDe } from './produites';

type LigneCloture = Ligne<typeof EcrituresCloture>;

/** Quand et par qui un arrêté est fermé. */
export interface Fermeture {
  readonly arrete: Jour;
  readonly le: Jour;
  readonly par: string;
  /** Fermer aussi les mois sautés (voir `mois-sautes`). */
  readonly anterieurs?: boolean;
}

/**
 * C-GEN-08 : les mois se ferment dans l'ordre, sans quoi le cumul d'un mois fermé pourrait encore bouger.
 * @param anterieurs les mois sautés se ferment avec celui-ci
 */
export function controlerFermeture(tables: TablesLues, arrete: Jour, anterieurs = false): Anomalie[] {
  const mois = periodeDe(arrete);
  const sautes = new Set(anterieurs ? moisSautes(tables, arrete).map(l => l.Periode) : []);
  return tables
    .lire(Periodes)
    .lignes.filter(l => l.Periode < mois && l.Etat !== 'FERMEE' && !sautes.has(l.Periode))
    .map(l => ({
      code: 'C-GEN-08',
      gravite: 'BLOQUANT',
      table: Periodes.nom,
      ligne: l.ligne,
      colonne: 'Etat',
      cle: l.Periode,
      message: `${texteMois(l.Periode)} n'est pas fermé : ${texteMois(mois)} ne peut pas l'être avant lui.`,
      remede: `Fermez d'abord ${texteMois(l.Periode)}, ou passez-le à FERMEE s'il a été clôturé ailleurs.`,
      en: {
        message: `${l.Periode} is not closed: ${mois} cannot be closed before it.`,
        remede: `Close ${l.Periode} first, or set it to FERMEE if it was closed elsewhere.`,
      },
    }));
}

/**
 * Ce que « Fermer » écrit : les écritures de l'arrêté reçoivent leur date de validation, ses lignes historisées sont
 * validées, la période est FERMEE ; le mois suivant est ouvert et devient l'arrêté du classeur. Le mois d'après est
 * ajouté s'il manque : les extournes du prochain arrêté y tombent (domaine §1.2).
 * @param tables les tables telles qu'elles sont après la validation
 * @param historiques les tables dont les lignes portent un arrêté et un « validé »
 */
export function produireFermeture(
  tables: TablesLues,
  historiques: readonly AnyTable[],
  fermeture: Fermeture,
): Produite[] {
  const { arrete, le } = fermeture;
  const ecritures: Produite<typeof EcrituresCloture> = {
    table: EcrituresCloture,
    ...figees(
      numeroter(tables.lire(EcrituresCloture).lignes, arrete).map(ligne => ({
        ...ligne,
        DateValidation: le,
      })),
      ligne => `${ligne.CleGeneration}|${ligne.Ligne}`,
      ligne => seFige(ligne, arrete),
    ),
  };
  return [
    ecritures,
    ...historiques.map(table => figerHistorique(table, tables.lire(table).lignes, arrete)),
    produirePeriodes(tables, fermeture),
    produireArrete(tables, arrete),
  ] as Produite[];
}

/**
 * Ce que fermer valide : les écritures de l'arrêté, et les à-nouveaux définitifs ; ni les à-nouveaux provisoires, ni une
 * contrepassation que l'utilisateur garde au brouillard.
 */
function seFige({ CleGeneration, DateValidation }: LigneCloture, arrete: Jour): boolean {
  const [module = '', date] = CleGeneration.split('|');
  if (DateValidation !== undefined) return false;
  if (module === 'AN') return true;
  return !MODULES_PERMANENTS.has(module) && date === versIso(arrete);
}

/**
 * Les lignes à valider, aux numéros définitifs : par journal et par exercice, les écritures se suivent sans trou, dans
 * l'ordre des dates puis des numéros provisoires ; un numéro déjà validé ne bouge pas (domaine §9.1, point 7).
 */
function numeroter(lignes: readonly LigneCloture[], arrete: Jour): LigneCloture[] {
  const numerotation = new Numerotation(`CL-${periodeDe(arrete)}-`);
  const aValider: LigneCloture[] = [];
  for (const ligne of lignes)
    if (seFige(ligne, arrete)) aValider.push(ligne);
    else numerotation.reserver(suiteDe(ligne), ligne.EcritureNum);
  const provisoires = new Map<string, LigneCloture>();
  for (const ligne of aValider)
    if (!provisoires.has(ligne.CleGeneration)) provisoires.set(ligne.CleGeneration, ligne);
  const definitifs = new Map<string, string>();
  const rang = (ligne: LigneCloture) => lireNumero(ligne.EcritureNum)?.rang ?? 0;
  const ordre = (a: LigneCloture, b: LigneCloture) =>
    a.DateEcriture - b.DateEcriture || rang(a) - rang(b) || a.ligne - b.ligne;
  for (const ligne of [...provisoires.values()].sort(ordre))
    definitifs.set(ligne.CleGeneration, numerotation.suivant(suiteDe(ligne)));
  return aValider.map(ligne => ({
    ...ligne,
    EcritureNum: definitifs.get(ligne.CleGeneration) ?? ligne.EcritureNum,
  }));
}

function figerHistorique(table: AnyTable, lignes: readonly Ligne<AnyTable>[], arrete: Jour): Produite {
  const aFiger = (ligne: Ligne<AnyTable>) => ligne['Arrete'] === arrete && ligne['Valide'] !== true;
  return {
    table,
    ...figees(
      lignes.filter(aFiger).map(ligne => ({ ...ligne, Valide: true })),
      (ligne: Rang) => table.cle.map(cle => String(ligne[cle] ?? '')).join('|'),
      aFiger,
    ),
  };
}

/** Fermer fige les lignes lues et n'en retire aucune : celle qu'un co-auteur vient d'ajouter n'y était pas encore. */
function figees<V, L extends V>(
  lignes: readonly V[],
  cle: (ligne: V) => string,
  aFiger: (ligne: L) => boolean,
) {
  const lues = new Set(lignes.map(cle));
  return { lignes, cle, portee: (ligne: L) => aFiger(ligne) && lues.has(cle(ligne)) };
}

/**
 * Valider un mois ouvert le met en clôture (domaine §1.2) ; un autre état reste ce qu'il est. Sans paramètre DateArrete, le
 * seul mois EN_CLOTURE dit l'arrêté : un second n'y passe pas.
 */
export function produireEnCloture(tables: TablesLues, arrete: Jour): Produite<typeof Periodes> {
  const mois = periodeDe(arrete);
  const seul =
    ligneDe(tables, 'datearrete') !== undefined ||
    !tables.lire(Periodes).lignes.some(l => l.Etat === 'EN_CLOTURE');
  const ouverte = (l: Ligne<typeof Periodes>) => seul && l.Periode === mois && l.Etat === 'OUVERTE';
  return {
    table: Periodes,
    lignes: tables
      .lire(Periodes)
      .lignes.filter(ouverte)
      .map(l => ({ ...l, Etat: 'EN_CLOTURE' })),
    cle: l => l.Periode,
    portee: ouverte,
    colonnesUtilisateur: Periodes.colonnes.map(c => c.cle).filter(cle => cle !== 'Etat'),
  };
}

/** La période fermée et les deux suivantes. Un mois qu'aucun exercice ne contient n'est pas inventé. */
function produirePeriodes(tables: TablesLues, fermeture: Fermeture): Produite<typeof Periodes> {
  const { arrete, le, par, anterieurs = false } = fermeture;
  const fermee = periodeDe(arrete);
  const connues = new Map(tables.lire(Periodes).lignes.map(l => [l.Periode, l]));
  const exercices = tables.lire(Exercices).lignes;
  const nouvelle = (Periode: Periode): Valeurs<typeof Periodes>[] => {
    const exercice = exercices.find(x => x.DateDebut <= fin(Periode) && fin(Periode) <= x.DateFin);
    return exercice ? [{ Periode, Exercice: exercice.Exercice, Etat: 'OUVERTE' }] : [];
  };
  const prochaine = suivante(fermee);
  const aOuvrir = [prochaine, suivante(prochaine)].filter(p => !connues.has(p));
  // Sans paramètre DateArrete, c'est l'état EN_CLOTURE qui dit l'arrêté : il passe au mois suivant.
  const releve =
    !ligneDe(tables, 'datearrete') && connues.get(fermee)?.Etat === 'EN_CLOTURE' ? prochaine : undefined;
  const lignes = [
    ...[connues.get(fermee), ...(anterieurs ? moisSautes(tables, arrete) : [])].flatMap(l =>
      l ? [{ ...l, Etat: 'FERMEE' as const, DateFermeture: le, Par: par }] : [],
    ),
    ...[releve && connues.get(releve)].flatMap(l => (l ? [l] : [])),
    ...aOuvrir.flatMap(nouvelle),
  ].map(l => (l.Periode === releve ? { ...l, Etat: 'EN_CLOTURE' as const } : l));
  const ecrites = new Set(lignes.map(l => l.Periode));
  return { table: Periodes, lignes, cle: l => l.Periode, portee: l => ecrites.has(l.Periode) };
}

const ligneDe = (tables: TablesLues, cle: 'datearrete' | 'datearreteprecedent') =>
  tables.lire(Parametres).lignes.find(l => nomNormalise(l.Cle) === cle);

/** La même ligne, avec une autre date, écrite comme l'utilisateur écrit les siennes. */
function dater(ligne: Ligne<typeof Parametres> | undefined, jour: Jour): Ligne<typeof Parametres>[] {
  if (!ligne) return [];
  return [{ ...ligne, Valeur: /^\d{4}-/.test(ligne.Valeur) ? versIso(jour) : texteJour(jour) }];
}

/**
 * L'arrêté du classeur avance d'un mois s'il était celui que l'on ferme, ou un plus ancien. Un arrêté précédent choisi
 * devient celui que l'on ferme : sans cela, la production du mois suivant repartirait d'avant lui.
 */
function produireArrete(tables: TablesLues, arrete: Jour): Produite<typeof Parametres> {
  const actuel = arreteDuClasseur(tables);
  const prochain = fin(suivante(periodeDe(arrete)));
  const lignes =
    actuel === undefined || actuel <= arrete
      ? [
          ...dater(ligneDe(tables, 'datearrete'), prochain),
          ...dater(ligneDe(tables, 'datearreteprecedent'), arrete),
        ]
      : [];
  const ecrites = new Set(lignes.map(l => l.ligne));
  return {
    table: Parametres,
    lignes,
    cle: l => [l.Cle, l.DateEffet ?? ''].join('|'),
    portee: l => ecrites.has(l.ligne),
  };
}
