/**
 * Ce que la table Parametres dit à une date, sans la liste des paramètres connus : le volet le lit dès l'ouverture, quand la liste,
 * ses notes et ses défauts attendent leur premier besoin.
 */
import { depuisTexte, fin, type Jour } from '../../comptabilite';
import * as t from '../../workbook/table';
import type { AnyTable, Lecture, Ligne } from '../../workbook/table';
import { decoderIsolee } from '../../workbook/tables/seule';
import type { CleParametre } from './parametres';
import { libelle, type Description } from './parametres-sortes';
import { Parametres as TableParametres, Periodes } from './referentiels';

export type LigneParametre = Ligne<typeof TableParametres>;
export type Lecteur = { lire<T extends AnyTable>(table: T): Lecture<T> };

/** Dernière ligne en vigueur de chaque clé ; une ligne sans date vaut depuis toujours. */
export function enVigueur(lignes: readonly LigneParametre[], arrete: Jour): Map<string, LigneParametre> {
  const retenues = new Map<string, LigneParametre>();
  for (const ligne of lignes) {
    if (ligne.DateEffet !== undefined && ligne.DateEffet > arrete) continue;
    const cle = t.nomNormalise(ligne.Cle);
    const autre = retenues.get(cle);
    if (!autre || (ligne.DateEffet ?? 0) >= (autre.DateEffet ?? 0)) retenues.set(cle, ligne);
  }
  return retenues;
}

/** Ce que la feuille écrit d'un réglage à un arrêté ; undefined : son défaut. */
export const reglageEcrit = (tables: Lecteur, cle: CleParametre, arrete: Jour): string | undefined =>
  enVigueur(tables.lire(TableParametres).lignes, arrete).get(t.nomNormalise(cle))?.Valeur;

/** La colonne Valeur est un texte ; une date ou un nombre saisis en nombre y reviennent tels quels. */
export function nombreOuTexte(valeur: string, schema: Description<unknown>['schema']): t.Cellule {
  const sorte = t.registreColonnes.get(schema)?.sorte;
  const numerique = sorte === 'jour' || sorte === 'taux' || sorte === 'quantite' || sorte === 'montant';
  if (!numerique || !/^-?\d+(\.\d+)?$/.test(valeur)) return valeur;
  // 20261130 est une date écrite, 46356 est un numéro de série : le décodeur de jours les distingue.
  return Number(valeur);
}

const DATE = t.jour(libelle);

/**
 * Arrêté du classeur : le paramètre DateArrete, sinon le premier mois rouvert, sinon la fin du mois EN_CLOTURE s'il n'y
 * en a qu'un.
 * `undefined` quand rien ne le dit : l'appelant demande alors de le renseigner.
 */
export function arreteDuClasseur(tables: Lecteur): Jour | undefined {
  const ligne = tables.lire(TableParametres).lignes.find(l => t.nomNormalise(l.Cle) === 'datearrete');
  if (ligne) {
    const lu = decoderIsolee(DATE, nombreOuTexte(ligne.Valeur, DATE));
    if ('valeur' in lu) return lu.valeur as Jour | undefined;
    return depuisTexte(ligne.Valeur);
  }
  const { lignes } = tables.lire(Periodes);
  const rouvertes = lignes.filter(p => p.Etat === 'REOUVERTE').map(p => fin(p.Periode));
  if (rouvertes.length > 0) return Math.min(...rouvertes) as Jour;
  const enCours = lignes.filter(p => p.Etat === 'EN_CLOTURE');
  return enCours.length === 1 && enCours[0] ? fin(enCours[0].Periode) : undefined;
}
