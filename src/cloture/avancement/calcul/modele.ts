import {
  estBloquante,
  estFinDeMois,
  finDeMois,
  moins,
  periodeDe,
  quotient,
  somme,
  texteJour,
  texteMois,
  versIso,
  ZERO,
  type Anomalie,
  type Jour,
  type Montant,
  type Taux,
} from '../../../comptabilite';
import { controlerAffaire } from '../controles';
import type { DonneesAvancement, OptionsAvancement } from './donnees';
import type { Dossier } from './dossier';
import { caPrecedentDe } from './etablir';
import { indexer, type IndexAvancement } from './index-affaires';
import { estVide, mesurer } from './mesures';
import { arretePrecedent } from './periodes';

/** Clé « toute la société ». */
export const SOCIETE = '*';

/** Une raison de ne pas donner de chiffre, dans les deux langues. */
export interface Raison {
  readonly fr: string;
  readonly en: string;
}

/** Ce qui remplace les mesures quand elles ne peuvent pas être données. */
export interface AnomalieAffaire extends Raison {
  readonly type: 'ANOMALIE';
  readonly cause: 'INCONNUE' | 'AUTRE_METHODE' | 'BLOQUEE' | 'SANS_HISTORIQUE';
}

/**
 * Mesures cumulées d'une affaire, ou de la société, à un arrêté. Une mesure absente est undefined, et `manques`
 * dit pourquoi : jamais zéro.
 */
export interface Mesures {
  readonly type: 'MESURES';
  /** Calculées sur les pièces, ou lues dans l'historique d'un mois fermé. */
  readonly source: 'CALCUL' | 'HISTORIQUE';
  readonly ca: Montant;
  readonly fae: Montant;
  readonly pca: Montant;
  /** % retenu d'une affaire ; CA / budget pour la société. */
  readonly taux: Taux | undefined;
  readonly budget: Montant | undefined;
  readonly facture: Montant | undefined;
  readonly charges: Montant | undefined;
  readonly raf: Montant | undefined;
  readonly production: Montant | undefined;
  readonly manques: Partial<Record<'taux' | 'budget' | 'facture' | 'charges' | 'raf' | 'production', Raison>>;
}

/** L'avancement du classeur, construit une fois, interrogé par affaire et par arrêté. */
export interface ModeleAvancement {
  /** Affaires à l'avancement réel, par ordre croissant. */
  readonly affaires: readonly string[];
  /**
   * Mesures d'une affaire (ou de la société, '*') à un jour. Un mois fermé répond de son historique ; une
   * affaire que la clôture bloquerait ne donne pas de chiffre.
   */
  mesures(affaire: string, arrete: Jour): Mesures | AnomalieAffaire;
}

/** Construit le modèle : les tables sont rangées une fois, chaque réponse est une recherche. */
export function creerModeleAvancement(
  donnees: DonneesAvancement,
  options: OptionsAvancement,
): ModeleAvancement {
  const index = indexer(donnees, options);
  const memoire = new Map<string, Mesures | AnomalieAffaire>();
  const affaires = [...index.dossiers.keys()];
  const repondre = (affaire: string, arrete: Jour) =>
    affaire === SOCIETE ? totaliser(index, arrete, mesures) : mesuresAffaire(index, affaire, arrete);
  function mesures(affaire: string, arrete: Jour): Mesures | AnomalieAffaire {
    const cle = `${arrete}|${affaire}`;
    const connue = memoire.get(cle);
    if (connue) return connue;
    const reponse = repondre(affaire, arrete);
    memoire.set(cle, reponse);
    return reponse;
  }
  return { affaires, mesures };
}

function mesuresAffaire(index: IndexAvancement, affaire: string, arrete: Jour): Mesures | AnomalieAffaire {
  if (estFermee(index, arrete)) return historisees(index, affaire, arrete);
  const dossier = index.dossiers.get(affaire);
  if (!dossier) return horsMethode(index, affaire);
  return calculees(index, dossier, arrete);
}

function estFermee(index: IndexAvancement, arrete: Jour): boolean {
  return index.periodes.get(periodeDe(arrete)) === 'FERMEE';
}

function refus(cause: AnomalieAffaire['cause'], fr: string, en: string): AnomalieAffaire {
  return { type: 'ANOMALIE', cause, fr, en };
}

function horsMethode(index: IndexAvancement, affaire: string): AnomalieAffaire {
  const ecartee = index.ecartees.get(affaire);
  if (!ecartee) {
    return refus(
      'INCONNUE',
      `affaire ${affaire} inconnue : vérifiez le code dans la table Affaires`,
      `project ${affaire} unknown: check the code in the Affaires table`,
    );
  }
  const regles = ecartee.regles.join(', ');
  if (ecartee.motif === 'SANS_REGLE') {
    return refus(
      'AUTRE_METHODE',
      `affaire ${affaire} sans règle de chiffre d'affaires : donnez-en une au produit ou à l'affaire`,
      `project ${affaire} has no revenue rule: give one to the item or the project`,
    );
  }
  return refus(
    'AUTRE_METHODE',
    `affaire ${affaire} : ${regles} n'est pas l'avancement réel`,
    `project ${affaire}: ${regles} is not the stage-of-completion method`,
  );
}

function calculees(index: IndexAvancement, dossier: Dossier, arrete: Jour): Mesures | AnomalieAffaire {
  const force = index.force(dossier.affaire.IdAffaire, arrete);
  const m = mesurer(dossier, arrete, force?.TauxForce);
  const bloquante = controlerAffaire({ dossier, mesure: m, arrete, force }).find(estBloquante);
  if (bloquante) return bloquee(dossier, bloquante);
  const precedent = caPrecedentDe(dossier, index, arrete);
  const manque = 'manque' in precedent;
  return {
    type: 'MESURES',
    source: 'CALCUL',
    ca: m.ca,
    fae: m.fae,
    pca: m.pca,
    taux: m.tauxRetenu,
    budget: m.budget,
    facture: m.facture,
    charges: m.charges,
    raf: m.raf,
    production: manque ? undefined : moins(m.ca, precedent.ca),
    manques: manque
      ? {
          production: {
            fr: `${precedent.manque.message} ${precedent.manque.remede}`,
            en: sansPrecedent(dossier, arrete),
          },
        }
      : {},
  };
}

function bloquee(dossier: Dossier, a: Anomalie): AnomalieAffaire {
  return refus(
    'BLOQUEE',
    `${a.code} : ${a.message} ${a.remede}`,
    `${a.code} blocks project ${dossier.affaire.IdAffaire}: see row ${a.ligne ?? '?'} of table ${a.table ?? '?'}`,
  );
}

const sansPrecedent = (dossier: Dossier, arrete: Jour) =>
  `project ${dossier.affaire.IdAffaire} has no recorded revenue at ${versIso(arretePrecedent(arrete))}: validate that month first`;

/** Un mois fermé ne se recalcule pas : il répond de ce qu'il a figé (conception §1, loi 7). */
function historisees(index: IndexAvancement, affaire: string, arrete: Jour): Mesures | AnomalieAffaire {
  if (!index.dossiers.has(affaire) && !index.ecartees.has(affaire)) return horsMethode(index, affaire);
  const mois = texteMois(periodeDe(arrete));
  if (!estFinDeMois(arrete)) {
    const fin = finDeMois(arrete);
    return refus(
      'SANS_HISTORIQUE',
      `${mois} est fermé : seul son arrêté, le ${texteJour(fin)}, a des chiffres`,
      `${periodeDe(arrete)} is closed: only its closing date, ${versIso(fin)}, has figures`,
    );
  }
  const h = index.historique.de(affaire, arrete);
  if (!h) {
    return refus(
      'SANS_HISTORIQUE',
      `affaire ${affaire} : ${mois} est fermé sans historique pour elle`,
      `project ${affaire}: ${periodeDe(arrete)} is closed and holds no history for it`,
    );
  }
  const avant = index.historique.de(affaire, arretePrecedent(arrete));
  const premier = !index.historique.aUnArrete(arretePrecedent(arrete));
  const d = h.detail;
  const lues = {
    taux: d?.PctForce ?? d?.PctCalcule,
    budget: d?.BUD,
    facture: d?.FACT,
    charges: d?.CH,
    raf: d?.RAF,
    production: avant || !premier ? moins(h.ca, avant?.ca ?? ZERO) : undefined,
  };
  const absente = {
    fr: `affaire ${affaire} : l'historique du ${texteJour(arrete)} ne donne pas ce chiffre`,
    en: `project ${affaire}: the history of ${periodeDe(arrete)} does not hold this figure`,
  };
  const manques = Object.entries(lues).filter(([, v]) => v === undefined);
  return {
    type: 'MESURES',
    source: 'HISTORIQUE',
    ca: h.ca,
    fae: h.fae,
    pca: h.pca,
    ...lues,
    manques: Object.fromEntries(manques.map(([cle]) => [cle, absente])),
  };
}

/** Total de la société : la somme des affaires ; une seule affaire sans chiffre, et le total n'en a pas. */
function totaliser(
  index: IndexAvancement,
  arrete: Jour,
  mesures: (affaire: string, arrete: Jour) => Mesures | AnomalieAffaire,
): Mesures | AnomalieAffaire {
  const fermee = estFermee(index, arrete);
  const ids = fermee ? index.historique.affairesA(arrete) : [...index.dossiers.keys()];
  if (fermee && ids.length === 0) {
    const mois = texteMois(periodeDe(arrete));
    return refus(
      'SANS_HISTORIQUE',
      `${mois} est fermé sans historique`,
      `${periodeDe(arrete)} is closed without history`,
    );
  }
  const autres = fermee ? [] : [...index.ecartees.values()].filter(e => e.motif !== 'SANS_REGLE');
  if (autres.length > 0) {
    const noms = autres.map(e => e.affaire.IdAffaire).join(', ');
    return refus(
      'AUTRE_METHODE',
      `le total serait incomplet : ${noms} suivent une méthode qui n'est pas encore calculée`,
      `the total would be incomplete: ${noms} follow a method that is not computed yet`,
    );
  }
  const lues: Mesures[] = [];
  for (const id of ids) {
    const dossier = index.dossiers.get(id);
    if (!fermee && dossier && estVide(mesurer(dossier, arrete))) continue;
    const m = mesures(id, arrete);
    if (m.type === 'ANOMALIE') return { ...m, fr: `affaire ${id} : ${m.fr}`, en: `project ${id}: ${m.en}` };
    lues.push(m);
  }
  const total = (mesure: (m: Mesures) => Montant | undefined): Montant | undefined => {
    const valeurs = lues.map(mesure);
    return valeurs.some(v => v === undefined) ? undefined : somme(valeurs.map(v => v ?? ZERO));
  };
  const ca = somme(lues.map(m => m.ca));
  const budget = total(m => m.budget);
  const taux = budget === undefined ? undefined : quotient(ca, budget);
  const sansTaux = { fr: 'société sans budget de vente', en: 'company without contract revenue' };
  return {
    type: 'MESURES',
    source: fermee ? 'HISTORIQUE' : 'CALCUL',
    ca,
    fae: somme(lues.map(m => m.fae)),
    pca: somme(lues.map(m => m.pca)),
    taux,
    budget,
    facture: total(m => m.facture),
    charges: total(m => m.charges),
    raf: total(m => m.raf),
    production: total(m => m.production),
    manques: Object.assign(taux === undefined ? { taux: sansTaux } : {}, ...lues.map(m => m.manques)),
  };
}
