/** CPTA.LIGNE et CPTA.POSTE : où un compte se présente, et ce que vaut une ligne d'état. */
import {
  arbre,
  compte as lireCompte,
  enEuros,
  estBloquante,
  periodeDe,
  texteJour,
  versIso,
  type Compte,
  type Explication,
  type Jour,
  type Referentiel,
} from '../../comptabilite';
import { appartenance, convertir } from '../../comptabilite/pcg';
import type { Ligne } from '../../workbook/table';
import { lireArrete, lireChoix, lireCle, SOCIETE } from '../arguments';
import { erreurDe, exigerLisible, exigerParametres } from '../blocages';
import { manque, refus, type Acces, type Fonction, type Modele } from '../fonction';
import { ARRETE, facultatif, parametre } from '../fonction-parametres';
import * as t from '../tables-communes';
import type { Arrete } from './arreter';
import { exerciceDuJour } from './calcul/arreter';
import { HORS, Regroupement } from './calcul/regrouper';
import type { Sens } from './calcul/types';
import { controlerEtats } from './controler';
import { arreteGarde, arreteParTranches, expliquerPoste } from './explications';
import { lireExercices, lireRegroupement } from './lecture';
import { TABLES_LUES_ETATS } from './tables-lues';
import { postes, type PosteArrete } from './rangees';
import { HistoriqueEtats } from './tables';
import { RegroupementComptes } from './tables-saisies';

const COMPTE = parametre(
  ['compte', 'Numéro de compte, au moins trois chiffres : 44587, "445870".'],
  ['account', 'Account number, at least three digits: 44587, "445870".'],
);
const SENS = facultatif(
  parametre(
    ['sens', 'D si le solde est débiteur, C s’il est créditeur. Omis : la ligne, si c’est la même des deux.'],
    ['side', 'D for a debit balance, C for a credit one. Omitted: the line, when it is the same for both.'],
  ),
);
const REFERENTIEL = facultatif(
  parametre(
    ['referentiel', 'PCG2014 ou PCG2025, tables officielles. Omis : le plan et le regroupement du classeur.'],
    ['chart', 'PCG2014 or PCG2025, official tables. Omitted: the chart and the grouping of the workbook.'],
  ),
);

/** @throws ErreurFonction #N/A si le compte est vide, #VALEUR! s'il n'en est pas un */
function lireNumero(brut: unknown): Compte {
  const texte = lireCle(
    brut,
    COMPTE.nom,
    { fr: 'indiquez un compte', en: 'give an account' },
    { fr: 'un compte', en: 'an account' },
  );
  try {
    return lireCompte(texte);
  } catch {
    throw refus(
      `compte : « ${texte} » n’en est pas un ; écrivez au moins trois chiffres, comme 706000`,
      `account: "${texte}" is not one; write at least three digits, such as 706000`,
    );
  }
}

/** Le regroupement demandé : le plan nommé, officiel ; sinon celui de l'exercice du classeur, complété. */
function lirePlan(acces: Acces, brut: unknown): Regroupement {
  const choix = lireChoix(brut, REFERENTIEL.nom, ['CLASSEUR', 'PCG2014', 'PCG2025'] as const, 'CLASSEUR');
  if (choix !== 'CLASSEUR') return new Regroupement(choix);
  const modele = acces.modele();
  const arrete = lireArrete(null, modele.arrete, acces.base1904);
  const parametres = modele.parametres(arrete);
  exigerParametres(parametres);
  exigerLisible(TABLES_LIGNE, modele, SOCIETE);
  const exercice = exerciceDuJour(lireExercices(modele.tables, parametres), arrete);
  if (exercice === undefined) throw sansExercice(arrete);
  return lireRegroupement(modele.tables, parametres, exercice.referentiel);
}

const sansExercice = (arrete: Jour) =>
  manque(
    `aucun exercice ne contient le ${texteJour(arrete)} : complétez la table Exercices`,
    `no fiscal year contains ${versIso(arrete)}: complete table Exercices`,
  );

/** Le compte qui remplace celui de l'autre plan. */
function remplacant(compte: string, referentiel: Referentiel): string {
  if (referentiel === 'PCG2014') return compte.startsWith('6') ? '675' : '775';
  return convertir(compte).compte;
}

function ranger(regroupement: Regroupement, compte: Compte, sens: Sens): string {
  const { referentiel } = regroupement;
  if (appartenance(compte, referentiel) === 'BLOQUANT_ETATS') {
    const vers = remplacant(compte, referentiel);
    throw manque(
      `${compte} n’est pas du ${referentiel} : voir ${vers}`,
      `${compte} is not in ${referentiel}: see ${vers}`,
    );
  }
  const place = regroupement.ranger(compte, sens);
  if (place === HORS) return HORS;
  if (place !== undefined) return place.ligne.code;
  throw manque(
    `${compte} n’a de ligne dans aucun état du ${referentiel} : complétez « Regroupement des comptes »`,
    `${compte} has no line in any ${referentiel} statement: complete "Regroupement des comptes"`,
  );
}

const TABLES_LIGNE = [t.Parametres, t.Exercices, t.Periodes, t.PlanComptable, RegroupementComptes] as const;

const LIGNE: Fonction = {
  id: 'CPTA.LIGNE',
  description: {
    fr: 'Ligne du bilan ou du compte de résultat où un compte se présente, selon le sens de son solde.',
    en: 'Line of the balance sheet or income statement where an account is shown, by the side of its balance.',
  },
  parametres: [COMPTE, SENS, REFERENTIEL],
  resultat: { type: 'string' },
  flux: true,
  lit: TABLES_LIGNE,
  exemple: {
    formule: '=CPTA.LIGNE("44587";"C";"PCG2025")',
    arguments: ['44587', 'C', 'PCG2025'],
    resultat: 'P25',
    source: 'règlement ANC 2022-06, tableau de passage : 44 créditeur, dettes fiscales et sociales',
  },
  remarques: {
    fr: 'HORS : le classeur écarte ce compte des états. Un compte de l’autre plan rend #N/A et nomme son remplaçant : CPTA.LIGNE("675";;"PCG2025") renvoie à 657.',
    en: 'HORS: the workbook leaves this account out of the statements. An account of the other chart is #N/A and names its successor: CPTA.LIGNE("675";;"PCG2025") points to 657.',
  },
  creer: acces => (compteLu, sensLu, planLu) => {
    const compte = lireNumero(compteLu);
    const sens = lireChoix(sensLu, SENS.nom, ['AUCUN', 'D', 'C'] as const, 'AUCUN');
    const plan = lirePlan(acces, planLu);
    if (sens !== 'AUCUN') return ranger(plan, compte, sens);
    const [debit, credit] = [ranger(plan, compte, 'D'), ranger(plan, compte, 'C')];
    if (debit === credit) return debit;
    throw refus(
      `${compte} se présente en ${debit} au débit, en ${credit} au crédit : préciser D ou C`,
      `${compte} is shown in ${debit} on the debit side, ${credit} on the credit side: specify D or C`,
    );
  },
};

const CODE = parametre(
  ['codeLigne', 'Code de la colonne « Poste » d’un état : CAN, REX, RES, VA, EBE, CAF, A24, P25, TA…'],
  ['lineCode', 'Code of the "Poste" column of a statement: CAN, REX, RES, VA, EBE, CAF, A24, P25, TA…'],
);

/** Une ligne illisible de ces tables fausserait un montant. */
const TABLES_EXIGEES = [...TABLES_LIGNE, t.Ecritures, t.EcrituresCloture] as const;

const etablis = new WeakMap<Modele, Map<Jour, Arrete>>();

/** Les états d'un mois ouvert. @throws ErreurFonction #N/A si une anomalie bloquante les rendrait faux */
function etatsA(modele: Modele, arrete: Jour): Arrete {
  const connus = etablis.get(modele) ?? new Map<Jour, Arrete>();
  etablis.set(modele, connus);
  const connu = connus.get(arrete);
  if (connu) return connu;
  const parametres = modele.parametres(arrete);
  exigerParametres(parametres);
  exigerLisible(TABLES_EXIGEES, modele, SOCIETE);
  const etats = arreteGarde({ arrete, tables: modele.tables, parametres }, arrete);
  if (etats === undefined) throw sansExercice(arrete);
  // Le rapprochement du CA dit un écart de gestion : les états, eux, restent ceux de la comptabilité.
  const bloquante = controlerEtats(etats).find(a => estBloquante(a) && a.code !== 'C-ETA-03');
  if (bloquante) throw erreurDe(bloquante);
  connus.set(arrete, etats);
  return etats;
}

/** Établit par tranches les états d'un mois ouvert, où une cellule cherchera son poste. */
function* preparer(acces: Acces, arreteLu: unknown): Generator<void, unknown> {
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const contexte = { arrete, tables: modele.tables, parametres: modele.parametres(arrete) };
  return figees(modele, arrete).length > 0 ? undefined : yield* arreteParTranches(contexte, arrete);
}

type LigneFigee = Ligne<typeof HistoriqueEtats>;

/** Les lignes figées d'un mois fermé ; vide s'il n'en a pas laissé. */
function figees({ tables }: Modele, arrete: Jour): readonly LigneFigee[] {
  const mois = periodeDe(arrete);
  const fermee = tables.lire(t.Periodes).lignes.some(p => p.Periode === mois && p.Etat === 'FERMEE');
  return fermee
    ? tables.lire(HistoriqueEtats).lignes.filter(l => l.Arrete === arrete && l.Valide === true)
    : [];
}

const inconnu = (code: string, connus: readonly string[]) => {
  const debut = code.slice(0, 1);
  const proches = connus.filter(c => c.startsWith(debut)).slice(0, 8);
  const fr = proches.length > 0 ? ` ; de même initiale : ${proches.join(', ')}` : '';
  const en = proches.length > 0 ? `; with the same initial: ${proches.join(', ')}` : '';
  return manque(
    `${code} n’est un poste d’aucun état : voyez la colonne « Poste »${fr}`,
    `${code} is not a line of any statement: see column "Poste"${en}`,
  );
};

type Trouve = { readonly figee: LigneFigee } | { readonly etats: Arrete; readonly poste: PosteArrete };

function trouver(acces: Acces, codeLu: unknown, arreteLu: unknown): Trouve {
  const code = lireCle(
    codeLu,
    CODE.nom,
    { fr: 'indiquez un poste, comme CAN ou A24', en: 'give a line, such as CAN or A24' },
    { fr: 'un code', en: 'a code' },
  ).toUpperCase();
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const lignes = figees(modele, arrete);
  if (lignes.length > 0) {
    const figee = lignes.find(l => l.Poste === code);
    if (figee === undefined)
      throw inconnu(
        code,
        lignes.map(l => l.Poste),
      );
    return { figee };
  }
  const etats = etatsA(modele, arrete);
  const tous = postes(etats);
  const poste = tous.find(p => p.rangee.code === code);
  if (poste === undefined)
    throw inconnu(
      code,
      tous.map(p => p.rangee.code),
    );
  return { etats, poste };
}

const POSTE: Fonction = {
  id: 'CPTA.POSTE',
  description: {
    fr: "Montant d'un poste d'état à l'arrêté, en euros : cumul de l'exercice au résultat, net au bilan.",
    en: 'Amount of a statement line at the closing date, in euros: year to date for the result, net for the balance sheet.',
  },
  parametres: [CODE, ARRETE],
  resultat: { type: 'number' },
  flux: true,
  lit: [...TABLES_LUES_ETATS, HistoriqueEtats],
  exemple: {
    formule: '=CPTA.POSTE("A24";"31/10/2026")',
    arguments: ['A24', '31/10/2026'],
    resultat: 21600,
    source: 'FAE 24A010 du cas de référence au 31/10 : 18 000 HT, TTC au 4181',
    classeur: 'seule affaire',
  },
  remarques: {
    fr: 'Les totaux et les soldes de gestion ont aussi leur code. Un mois fermé répond de la feuille « Historique des états ». Tant qu’un compte n’a pas de ligne ou que l’actif n’est pas le passif, la fonction rend #N/A et dit pourquoi.',
    en: 'Totals and management balances have a code too. A closed month answers from sheet "Historique des états". As long as an account has no line or assets differ from liabilities, the function is #N/A and says why.',
  },
  creer: acces => (codeLu, arreteLu) => {
    const trouve = trouver(acces, codeLu, arreteLu);
    return enEuros('figee' in trouve ? exigerCumul(trouve.figee) : trouve.poste.cumul);
  },
  preparer: acces => (_, arrete) => preparer(acces, arrete),
  expliquer: acces => (codeLu, arreteLu) => {
    const trouve = trouver(acces, codeLu, arreteLu);
    return 'figee' in trouve ? expliquerFigee(trouve.figee) : expliquerOuvert(trouve.etats, trouve.poste);
  },
};

function exigerCumul({ Poste, Cumul }: LigneFigee) {
  if (Cumul !== undefined) return Cumul;
  throw manque(`${Poste} : l’historique n’a pas de montant`, `${Poste}: the history has no amount`);
}

function expliquerFigee(l: LigneFigee): Explication {
  const dit = l.Libelle ?? l.Poste;
  return arbre.cellule(
    { fr: `${dit}, figé au ${texteJour(l.Arrete)}`, en: `${dit}, frozen on ${versIso(l.Arrete)}` },
    { table: HistoriqueEtats.nom, ligne: l.ligne, colonne: 'Cumul' },
    arbre.eurosExacts(exigerCumul(l)),
    'EUR',
  );
}

function expliquerOuvert(etats: Arrete, { etat, rangee }: PosteArrete): Explication {
  const e = expliquerPoste(etats, etat, rangee.code);
  if (e) return e;
  throw manque(`${rangee.code} : rien à expliquer`, `${rangee.code}: nothing to explain`);
}

/** Les fonctions CPTA.* des états. */
export const FONCTIONS_ETATS: readonly Fonction[] = [LIGNE, POSTE];
