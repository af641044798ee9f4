/** « Rouvrir » un mois fermé : ce qui le permet, et ce qu'il défige (domaine §1.2). */
import {
  type Anomalie,
  debut,
  depuisTexte,
  fin,
  type Jour,
  type Periode,
  periodeDe,
  type Phrase,
  signaler,
  texteJour,
  texteMois,
  versIso,
} from '../../comptabilite';
import type { Produite } from '../../workbook/plan';
import { type AnyTable, type Ligne, nomNormalise, type TablesLues } from '../../workbook/table';
import { Ecritures, EcrituresCloture, Exercices, Parametres, Periodes } from '.';
import { lireParametres } from './parametres';

/** Les mois que rouvrir celui-ci rouvre : lui, et ceux fermés après lui, dont le cumul part de lui. */
export function moisARouvrir(tables: TablesLues, arrete: Jour): Ligne<typeof Periodes>[] {
  const mois = periodeDe(arrete);
  return tables.lire(Periodes).lignes.filter(l => l.Periode >= mois && l.Etat === 'FERMEE');
}

const refuser = (message: Phrase, remede: Phrase, table: string, ligne?: number): Anomalie =>
  signaler('BLOQUANT', 'C-GEN-10', message, remede, { table, ...(ligne === undefined ? {} : { ligne }) });

/**
 * C-GEN-10 : ce qui interdit de rouvrir. La politique du dossier doit le permettre (paramètre ReouvertureMois), on dit qui et
 * pourquoi, et rien n'est validé ailleurs : ni exercice clôturé, ni écriture importée validée dans ces mois.
 */
export function controlerReouverture(
  tables: TablesLues,
  arrete: Jour,
  { par, motif }: { readonly par: string; readonly motif: string },
): Anomalie[] {
  const mois = periodeDe(arrete);
  const rouverts = moisARouvrir(tables, arrete);
  if (rouverts[0]?.Periode !== mois)
    return [
      refuser(
        { fr: `${texteMois(mois)} n'est pas fermé.`, en: `${mois} is not closed.` },
        { fr: 'Choisissez un mois FERMEE.', en: 'Choose a closed month.' },
        Periodes.nom,
      ),
    ];
  const anomalies: Anomalie[] = [];
  if (!lireParametres(tables, arrete).valeur('ReouvertureMois'))
    anomalies.push(
      refuser(
        {
          fr: 'Ce dossier ne permet pas de rouvrir un mois fermé.',
          en: 'This file does not allow a closed month to be reopened.',
        },
        {
          fr: 'Corrigez par une écriture du mois ouvert ; ou mettez ReouvertureMois à O dans les paramètres.',
          en: 'Correct by an entry of the open month; or set ReouvertureMois to O in the settings.',
        },
        Parametres.nom,
      ),
    );
  if (par.trim() === '')
    anomalies.push(
      refuser(
        { fr: 'Rouvrir un mois demande un nom.', en: 'Reopening a month needs a name.' },
        {
          fr: 'Dites le vôtre aux réglages du volet (« Votre nom ») : il est gardé avec les scellés.',
          en: 'Give yours in the settings of the pane: it is kept with the seals.',
        },
        Periodes.nom,
      ),
    );
  if (motif.trim() === '')
    anomalies.push(
      refuser(
        { fr: 'Rouvrir un mois demande un motif.', en: 'Reopening a month needs a reason.' },
        {
          fr: 'Écrivez pourquoi : il est gardé avec les scellés.',
          en: 'Say why: it is kept with the seals.',
        },
        Periodes.nom,
      ),
    );
  return [...anomalies, ...valideesAilleurs(tables, new Set(rouverts.map(l => l.Periode)))];
}

/** L'exercice clôturé, ou les écritures importées que le logiciel comptable a validées. */
function valideesAilleurs(tables: TablesLues, mois: ReadonlySet<Periode>): Anomalie[] {
  const clos = tables
    .lire(Exercices)
    .lignes.filter(x => x.Cloture === true)
    .filter(x => [...mois].some(p => x.DateDebut <= fin(p) && debut(p) <= x.DateFin))
    .map(x =>
      refuser(
        { fr: `L'exercice ${x.Exercice} est clôturé.`, en: `Fiscal year ${x.Exercice} is closed.` },
        {
          fr: 'Un exercice clôturé ne se rouvre pas : corrigez dans l’exercice ouvert.',
          en: 'A closed year is not reopened: correct in the open year.',
        },
        Exercices.nom,
        x.ligne,
      ),
    );
  const validee = tables
    .lire(Ecritures)
    .lignes.find(l => l.DateValidation !== undefined && mois.has(periodeDe(l.DateEcriture)));
  if (!validee) return clos;
  return [
    ...clos,
    refuser(
      {
        fr: `L'écriture ${validee.Journal} ${validee.EcritureNum} du ${texteJour(validee.DateEcriture)} est validée dans la comptabilité.`,
        en: `Entry ${validee.Journal} ${validee.EcritureNum} of ${versIso(validee.DateEcriture)} is validated in the ledger.`,
      },
      {
        fr: 'Un mois validé ne se rouvre pas (PCG art. 1031-3) : corrigez par une écriture du mois ouvert.',
        en: 'A validated month is not reopened (PCG art. 1031-3): correct by an entry of the open month.',
      },
      Ecritures.nom,
      validee.ligne,
    ),
  ];
}

/**
 * Ce que « Rouvrir » écrit, l'inverse de « Fermer » : les périodes sont REOUVERTE, les écritures et l'historique de
 * l'arrêté et des suivants ne sont plus validés, une exécution les remplace ; l'arrêté du classeur redevient celui-ci.
 * @param historiques les tables dont les lignes portent un arrêté et un « validé »
 * @param precedent l'arrêté d'où partait sa production
 */
export function produireReouverture(
  tables: TablesLues,
  historiques: readonly AnyTable[],
  { arrete, precedent }: { arrete: Jour; precedent: Jour | undefined },
): Produite[] {
  const rouverts = new Set(moisARouvrir(tables, arrete).map(l => l.Periode));
  const periodes: Produite<typeof Periodes> = {
    table: Periodes,
    lignes: moisARouvrir(tables, arrete).map(l => ({ ...l, Etat: 'REOUVERTE', DateFermeture: undefined })),
    cle: l => l.Periode,
    portee: l => rouverts.has(l.Periode),
  };
  const defigee = (l: Ligne<typeof EcrituresCloture>) =>
    l.DateValidation !== undefined && (arreteDeCle(l.CleGeneration) ?? 0) >= arrete;
  const ecritures: Produite<typeof EcrituresCloture> = {
    table: EcrituresCloture,
    lignes: tables
      .lire(EcrituresCloture)
      .lignes.filter(defigee)
      .map(l => ({ ...l, DateValidation: undefined })),
    cle: l => `${l.CleGeneration}|${l.Ligne}`,
    portee: defigee,
  };
  return [
    ecritures,
    ...historiques.map(table => defiger(table, tables.lire(table).lignes, arrete)),
    periodes,
    revenir(tables, arrete, precedent),
  ] as Produite[];
}

const arreteDeCle = (cle: string): Jour | undefined => depuisTexte(cle.split('|')[1] ?? '');

function defiger(table: AnyTable, lignes: readonly Ligne<AnyTable>[], arrete: Jour): Produite {
  const figee = (l: Ligne<AnyTable>) => (l['Arrete'] as Jour) >= arrete && l['Valide'] === true;
  return {
    table,
    lignes: lignes.filter(figee).map(l => ({ ...l, Valide: false })),
    cle: l => table.cle.map(cle => String(l[cle] ?? '')).join('|'),
    portee: figee,
  };
}

/** Les dates du dossier, s'il les dit : l'arrêté, et celui d'avant. */
function revenir(tables: TablesLues, arrete: Jour, precedent: Jour | undefined): Produite<typeof Parametres> {
  const dates = new Map([
    ['datearrete', arrete],
    ['datearreteprecedent', precedent],
  ]);
  const lignes = tables.lire(Parametres).lignes.flatMap(l => {
    const jour = dates.get(nomNormalise(l.Cle));
    if (jour === undefined) return [];
    return [{ ...l, Valeur: /^\d{4}-/.test(l.Valeur) ? versIso(jour) : texteJour(jour) }];
  });
  const ecrites = new Set(lignes.map(l => l.ligne));
  return {
    table: Parametres,
    lignes,
    cle: l => [l.Cle, l.DateEffet ?? ''].join('|'),
    portee: l => ecrites.has(l.ligne),
  };
}
