import { arbre, type Explication, type Jour, type Libelle } from '../../../comptabilite';
import { affairesA } from '../calcul/listees';
import { SOCIETE } from '../calcul/modele';
import { expliquerArrete, type ArreteExplique, type Classeur } from './arrete';
import { dire } from './feuilles';
import type { ExplicationFigee } from './fige';
import type { ExplicationGroupe } from './groupe';

/** Les chiffres qu'une affaire, ou la société, rend par une fonction. */
export type MesureExpliquee =
  'ca' | 'taux' | 'budget' | 'facture' | 'fae' | 'pca' | 'production' | 'charges' | 'raf' | 'marge';

type Additive = Exclude<MesureExpliquee, 'taux' | 'marge'>;
type Arbre = Explication | undefined;

const NOMS: Readonly<Record<Additive, Libelle>> = {
  ca: dire('CA reconnu', 'Recognised revenue'),
  budget: dire('Budget de vente', 'Contract revenue'),
  facture: dire('Facturé', 'Invoiced'),
  fae: dire('Factures à établir', 'Accrued revenue'),
  pca: dire("Produits constatés d'avance", 'Deferred revenue'),
  production: dire('Production du mois', 'Revenue of the month'),
  charges: dire('Charges réelles', 'Actual costs'),
  raf: dire('Reste à faire', 'Cost to complete'),
};

const DU_GROUPE: Readonly<Record<Additive, (g: ExplicationGroupe) => Explication>> = {
  ca: g => g.ca,
  budget: g => g.budget,
  facture: g => g.facture,
  fae: g => g.fae,
  pca: g => g.pca,
  production: g => g.production,
  charges: g => g.depenses.charges,
  raf: g => g.depenses.raf,
};

const FIGEES: Readonly<Record<Additive, (f: ExplicationFigee) => Arbre>> = {
  ca: f => f.ca,
  budget: f => f.chiffre('BUD'),
  facture: f => f.chiffre('FACT'),
  fae: f => f.fae,
  pca: f => f.pca,
  production: f => f.production,
  charges: f => f.chiffre('CH'),
  raf: f => f.chiffre('RAF'),
};

/**
 * L'arbre d'une mesure du modèle, pour une affaire ou la société ('*') : les lots et les affaires s'y additionnent comme
 * le modèle les additionne. Un mois fermé répond de son historique. undefined si le chiffre n'existe pas.
 */
export function expliquerMesure(
  classeur: Classeur,
  affaire: string,
  mesure: MesureExpliquee,
  arrete: Jour,
): Explication | undefined {
  const explique = expliquerArrete(classeur, arrete, affaire === SOCIETE ? undefined : [affaire]);
  const ids = affaire === SOCIETE ? affairesA(explique.index, explique.arrete) : [affaire];
  const additive = (cle: Additive) => additionner(explique, ids, cle, affaire === SOCIETE);
  if (mesure === 'marge') {
    const [ca, charges] = [additive('ca'), additive('charges')];
    return ca && charges && arbre.difference(dire('Marge à date', 'Margin to date'), [ca, charges]);
  }
  if (mesure !== 'taux') return additive(mesure);
  const seul = affaire === SOCIETE ? undefined : tauxSeul(explique, affaire);
  if (seul) return seul;
  const [ca, budget] = [additive('ca'), additive('budget')];
  if (!ca || !budget || budget.valeur.isZero()) return undefined;
  return arbre.quotient(dire('% retenu', 'Applied %'), ca, budget);
}

/** Le % d'une affaire qui n'a qu'un groupe. */
function tauxSeul(explique: ArreteExplique, affaire: string): Arbre {
  if (explique.fermee) return explique.figeeAffaire(affaire).taux;
  const [seul, autre] = explique.groupesDe(affaire);
  return autre ? undefined : seul?.tauxRetenu;
}

function additionner(
  explique: ArreteExplique,
  ids: readonly string[],
  mesure: Additive,
  societe: boolean,
): Arbre {
  const parAffaire = ids.map(id => {
    const e = deLAffaire(explique, id, mesure);
    return e && societe ? { ...e, libelle: dire(id, id) } : e;
  });
  if (parAffaire.some(e => !e)) return undefined;
  const termes = parAffaire.flatMap(e => e ?? []);
  const [seul] = termes;
  return seul && !societe ? seul : arbre.somme(NOMS[mesure], termes, 'EUR');
}

function deLAffaire(explique: ArreteExplique, id: string, mesure: Additive): Arbre {
  if (explique.fermee) return FIGEES[mesure](explique.figeeAffaire(id));
  const groupes = explique.groupesDe(id);
  const [seul, autre] = groupes;
  if (seul && !autre) return DU_GROUPE[mesure](seul);
  const termes = groupes.map(g => ({
    ...DU_GROUPE[mesure](g),
    libelle: dire(g.dossier.nom, g.dossier.nom),
  }));
  return arbre.somme(NOMS[mesure], termes, 'EUR');
}
