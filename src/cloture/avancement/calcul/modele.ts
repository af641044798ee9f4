import {
  direAnomalie,
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
} from '../../../comptabilite';
import { controlerAffaire } from '../controles';
import type { DonneesAvancement, LigneHistorique, OptionsAvancement } from './donnees';
import type { Dossier } from './dossier';
import { caPrecedentDe } from './etablir';
import { tauxFige, type ArreteHistorise } from './historique';
import { indexerParTranches, reindexer, type IndexAvancement } from './index-affaires';
import { affairesA, estFermee, listerAffaires, reconnus, type FicheAffaire } from './listees';
import { mesurer } from './mesures';
import type { AnomalieAffaire, Mesures, Raison } from './reponse';

export type { Mesures } from './reponse';

/** Clé « toute la société ». */
export const SOCIETE = '*';

/** Le chiffre d'affaires du classeur, construit une fois, interrogé par affaire et par arrêté. */
export interface ModeleAvancement {
  /** Affaires qui ont une règle, par ordre croissant. */
  readonly affaires: readonly string[];
  /** Affaires qui ont un chiffre à un jour, par ordre croissant : celles de l'historique si le mois est fermé. */
  listees(arrete: Jour): readonly FicheAffaire[];
  /**
   * Mesures d'une affaire (ou de la société, '*') à un jour. Un mois fermé répond de son historique ; une
   * affaire que la clôture bloquerait ne donne pas de chiffre.
   */
  mesures(affaire: string, arrete: Jour): Mesures | AnomalieAffaire;
  /**
   * Le modèle du même classeur où seuls les temps de ces affaires ont changé, avant comme après : elles seules se rangent
   * et se mesurent de nouveau. Celui-ci reste tel quel.
   */
  avecTemps(temps: DonneesAvancement['temps'], changees: ReadonlySet<string>): ModeleAvancement;
}

/** Les réponses déjà faites, par affaire puis par arrêté. */
type Reponses = Map<string, Map<Jour, Mesures | AnomalieAffaire>>;

/** Construit le modèle : les tables sont rangées une fois, chaque réponse est une recherche. Rend la main de temps en temps. */
export function* creerModeleAvancement(
  donnees: DonneesAvancement,
  options: OptionsAvancement,
): Generator<void, ModeleAvancement> {
  return modeleDe(donnees, options, yield* indexerParTranches(donnees, options), new Map());
}

function modeleDe(
  donnees: DonneesAvancement,
  options: OptionsAvancement,
  index: IndexAvancement,
  reponses: Reponses,
): ModeleAvancement {
  const repondre = (affaire: string, arrete: Jour) =>
    affaire === SOCIETE ? totaliser(index, arrete, mesures) : mesuresAffaire(index, affaire, arrete);
  function mesures(affaire: string, arrete: Jour): Mesures | AnomalieAffaire {
    let parArrete = reponses.get(affaire);
    if (!parArrete) reponses.set(affaire, (parArrete = new Map()));
    let reponse = parArrete.get(arrete);
    if (!reponse) parArrete.set(arrete, (reponse = repondre(affaire, arrete)));
    return reponse;
  }
  return {
    affaires: [...index.parAffaire.keys()],
    listees: arrete => listerAffaires(index, donnees.affaires, arrete),
    mesures,
    avecTemps(temps, changees) {
      const autres = { ...donnees, temps };
      const gardees = new Map(reponses);
      for (const affaire of [...changees, SOCIETE]) gardees.delete(affaire);
      return modeleDe(autres, options, reindexer(index, autres, options, changees), gardees);
    },
  };
}

function mesuresAffaire(index: IndexAvancement, affaire: string, arrete: Jour): Mesures | AnomalieAffaire {
  if (estFermee(index, arrete)) return historisees(index, affaire, arrete);
  const tous = index.parAffaire.get(affaire);
  if (!tous) return horsMethode(index, affaire);
  const dossiers = reconnus(tous);
  if (dossiers.length === 0) return parFormule(affaire);
  const lues: Mesures[] = [];
  for (const dossier of dossiers) {
    const m = calculees(index, dossier, arrete);
    if (m.type === 'ANOMALIE') return m;
    lues.push(m);
  }
  const [seule] = lues;
  return seule && lues.length === 1
    ? seule
    : additionner(lues, 'CALCUL', `affaire ${affaire}`, `project ${affaire}`);
}

function refus(cause: AnomalieAffaire['cause'], fr: string, en: string): AnomalieAffaire {
  return { type: 'ANOMALIE', cause, fr, en };
}

const parFormule = (affaire: string): AnomalieAffaire =>
  refus(
    'PAR_FORMULE',
    `affaire ${affaire} : son CA vient d'une formule, sans être reconnu ; voir la feuille « CA par formule »`,
    `project ${affaire}: its revenue comes from a formula and is not recognised; see sheet "CA par formule"`,
  );

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
      'SANS_REGLE',
      `affaire ${affaire} sans règle de chiffre d'affaires : donnez-en une au produit ou à l'affaire`,
      `project ${affaire} has no revenue rule: give one to the item or the project`,
    );
  }
  return refus(
    'SANS_REGLE',
    `affaire ${affaire} : règles ${regles}, inconnues ou inconciliables`,
    `project ${affaire}: rules ${regles}, unknown or incompatible`,
  );
}

function calculees(index: IndexAvancement, dossier: Dossier, arrete: Jour): Mesures | AnomalieAffaire {
  const force = index.force(dossier.cle, arrete);
  const m = mesurer(dossier, arrete, force);
  const bloquante = controlerAffaire({ dossier, mesure: m, arrete, force }).find(estBloquante);
  if (bloquante) return bloquee(bloquante);
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
    manques: {
      ...(m.tauxRetenu ? {} : { taux: sansBudget(`affaire ${dossier.nom}`, `project ${dossier.nom}`) }),
      ...(manque ? { production: direEnUnePhrase(precedent.manque) } : {}),
    },
  };
}

/** L'anomalie en une phrase, dans les deux langues. */
function direEnUnePhrase(a: Anomalie): Raison {
  const en = direAnomalie(a, 'en');
  return { fr: `${a.message} ${a.remede}`, en: `${en.message} ${en.remede}` };
}

function bloquee(a: Anomalie): AnomalieAffaire {
  const { fr, en } = direEnUnePhrase(a);
  return refus('BLOQUEE', `${a.code} : ${fr}`, `${a.code}: ${en}`);
}

/** Un mois fermé ne se recalcule pas : il répond de ce qu'il a figé (conception §1, loi 7). */
function historisees(index: IndexAvancement, affaire: string, arrete: Jour): Mesures | AnomalieAffaire {
  if (!index.parAffaire.has(affaire) && !index.ecartees.has(affaire)) return horsMethode(index, affaire);
  const mois = texteMois(periodeDe(arrete));
  if (!estFinDeMois(arrete)) {
    const fin = finDeMois(arrete);
    return refus(
      'SANS_HISTORIQUE',
      `${mois} est fermé : seul son arrêté, le ${texteJour(fin)}, a des chiffres`,
      `${periodeDe(arrete)} is closed: only its closing date, ${versIso(fin)}, has figures`,
    );
  }
  const figees = index.historique.deAffaire(affaire, arrete);
  if (figees.length === 0) {
    return refus(
      'SANS_HISTORIQUE',
      `affaire ${affaire} : ${mois} est fermé sans historique pour elle`,
      `project ${affaire}: ${periodeDe(arrete)} is closed and holds no history for it`,
    );
  }
  return lireFigees(index, affaire, figees, arrete);
}

/** Les chiffres figés d'une affaire, ses lots additionnés. */
function lireFigees(
  index: IndexAvancement,
  affaire: string,
  figees: readonly ArreteHistorise[],
  arrete: Jour,
): Mesures {
  const precedent = index.precedent(arrete);
  const avant = index.historique.deAffaire(affaire, precedent);
  const sansProduction = avant.length === 0 && !index.historique.aUnArrete(precedent);
  const ca = somme(figees.map(f => f.ca));
  const total = (de: (l: LigneHistorique) => Montant | undefined): Montant | undefined => {
    const valeurs = figees.map(f => f.detail && de(f.detail));
    return valeurs.some(v => v === undefined) ? undefined : somme(valeurs.map(v => v ?? ZERO));
  };
  const budget = total(d => d.BUD);
  const seule = figees.length === 1 ? figees[0] : undefined;
  const lues = {
    taux: (seule && tauxFige(seule.detail)) ?? (budget && quotient(ca, budget)),
    budget,
    facture: total(d => d.FACT),
    charges: total(d => d.CH),
    raf: total(d => d.RAF),
    production: sansProduction ? undefined : moins(ca, somme(avant.map(f => f.ca))),
  };
  const absente = {
    fr: `affaire ${affaire} : l'historique du ${texteJour(arrete)} ne donne pas ce chiffre`,
    en: `project ${affaire}: the history of ${periodeDe(arrete)} does not hold this figure`,
  };
  const manques = Object.entries(lues).filter(([, v]) => v === undefined);
  return {
    type: 'MESURES',
    source: 'HISTORIQUE',
    ca,
    fae: somme(figees.map(f => f.fae)),
    pca: somme(figees.map(f => f.pca)),
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
  const ids = affairesA(index, arrete);
  if (fermee && ids.length === 0) {
    const mois = texteMois(periodeDe(arrete));
    return refus(
      'SANS_HISTORIQUE',
      `${mois} est fermé sans historique`,
      `${periodeDe(arrete)} is closed without history`,
    );
  }
  const autres = fermee ? [] : [...index.ecartees.values()].filter(e => e.motif !== 'SANS_REGLE');
  if (autres.length > 0) return incomplet(autres.map(e => e.affaire.IdAffaire));
  const lues: Mesures[] = [];
  for (const id of ids) {
    const m = mesures(id, arrete);
    if (m.type === 'ANOMALIE') return { ...m, fr: `affaire ${id} : ${m.fr}`, en: `project ${id}: ${m.en}` };
    lues.push(m);
  }
  return additionner(lues, fermee ? 'HISTORIQUE' : 'CALCUL', 'société', 'company');
}

/** Le total d'une société dont des affaires ont une règle qui ne se calcule pas n'est pas le sien. */
function incomplet(affaires: readonly string[]): AnomalieAffaire {
  const noms = affaires.join(', ');
  return refus(
    'SANS_REGLE',
    `le total serait incomplet : la règle de ${noms} ne se calcule pas`,
    `the total would be incomplete: the rule of ${noms} cannot be computed`,
  );
}

const sansBudget = (fr: string, en: string): Raison => ({
  fr: `${fr} sans budget de vente`,
  en: `${en} without contract revenue`,
});

/** Somme de mesures ; le % d'un total est CA / budget. */
function additionner(lues: readonly Mesures[], source: Mesures['source'], fr: string, en: string): Mesures {
  const total = (mesure: (m: Mesures) => Montant | undefined): Montant | undefined => {
    const valeurs = lues.map(mesure);
    return valeurs.some(v => v === undefined) ? undefined : somme(valeurs.map(v => v ?? ZERO));
  };
  const ca = somme(lues.map(m => m.ca));
  const budget = total(m => m.budget);
  const taux = budget === undefined ? undefined : quotient(ca, budget);
  return {
    type: 'MESURES',
    source,
    ca,
    fae: somme(lues.map(m => m.fae)),
    pca: somme(lues.map(m => m.pca)),
    taux,
    budget,
    facture: total(m => m.facture),
    charges: total(m => m.charges),
    raf: total(m => m.raf),
    production: total(m => m.production),
    manques: Object.assign(
      taux === undefined ? { taux: sansBudget(fr, en) } : {},
      ...lues.map(m => m.manques),
    ),
  };
}
