/** « Pourquoi ce chiffre ? » des éditions : chaque montant se déplie jusqu'aux lignes d'écriture. */
import { arbre, debut, periodeDe, terminer, type Explication } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import {
  arbreAnterieur,
  arbreBalance,
  arbresParts,
  type MesureBalance,
  type PartBalance,
} from '../../tables-communes/grand-livre/explications';
import type { Axe } from '../../tables-communes/grand-livre';
import { editionDe, type Edition } from './edition';
import { arreteN1, AXES, collectifs, compteActuel, debutTrimestre, RESULTAT_ANTERIEUR } from './balances';
import { arbreLigne } from './explications-livres';
import * as t from './tables';

const ZERO_EUROS = arbre.constante({ fr: 'zéro', en: 'zero' }, 0, 'EUR');
const MESURES: Readonly<Record<string, MesureBalance['mesure']>> = {
  Ouverture: 'ouverture',
  Mois: 'mouvements',
  Trimestre: 'mouvements',
  Cumul: 'cumul',
  Solde: 'solde',
};

/** L'arbre d'une cellule d'une édition ; undefined si ce n'est pas un montant. */
export function expliquerEditions(contexte: Contexte, cellule: CelluleGeneree): Explication | undefined {
  const noms = [...t.TABLES_BALANCES, ...t.TABLES_DEMANDEES].map(table => table.nom);
  if (!noms.includes(cellule.table)) return undefined;
  const edition = terminer(editionDe(contexte));
  if (!edition) return undefined;
  switch (cellule.table) {
    case t.BalanceGenerale.nom:
      return arbreGenerale(edition, cellule);
    case t.BalanceAuxiliaire.nom:
      return arbreParts(edition, cellule.colonne, partsAuxiliaires(edition, cellule));
    case t.BalanceDetaillee.nom:
      return arbreParts(edition, cellule.colonne, partsDetaillees(edition, cellule));
    case t.RapprochementLivres.nom:
      return arbreLivre(edition, cellule);
    default:
      return arbreLigne(edition, cellule);
  }
}

function arbreGenerale(edition: Edition, { ligne, colonne }: CelluleGeneree): Explication | undefined {
  const { livre, arrete } = edition;
  const { Niveau, Compte } = ligne as { Niveau: string; Compte?: string };
  const dedans = (compte: string) =>
    Niveau === 'TOTAL' || (Niveau === 'CLASSE' ? compte.startsWith(Compte ?? '?') : compte === Compte);
  if (colonne === 'SoldeN1') {
    const avant = arreteN1(livre, arrete);
    const exercice = avant && livre.exerciceDu(avant);
    if (avant === undefined || !exercice || typeof ligne['SoldeN1'] !== 'number') return undefined;
    const actuel = (compte: string) => compteActuel(compte, edition, edition.referentielDe(exercice));
    return arbreBalance(livre, { au: avant }, { mesure: 'solde', cote: 'NET' }, c => dedans(actuel(c)));
  }
  const anterieur = dedans(RESULTAT_ANTERIEUR) ? anterieurDe(edition, colonne) : undefined;
  if (Niveau === 'COMPTE' && Compte === RESULTAT_ANTERIEUR) return anterieur;
  const comptes = livre.comptes().filter(dedans);
  const parts = arbreParts(
    edition,
    colonne,
    comptes.map(compte => ({ compte })),
  );
  return parts && anterieur && !anterieur.valeur.isZero()
    ? arbre.somme(
        { fr: 'Comptes et résultat antérieur', en: 'Accounts and prior result' },
        [parts, anterieur],
        'EUR',
      )
    : parts;
}

/** Le résultat des exercices antérieurs, du côté de la colonne. */
function anterieurDe({ livre, arrete }: Edition, colonne: string): Explication | undefined {
  if (!/^(Ouverture|Solde)[DC]$/.test(colonne)) return undefined;
  const net = arbreAnterieur(livre, arrete, 'NET');
  return net && duCote(net, colonne.endsWith('D'));
}

/** Une colonne de balance pour des parts : leur somme, chaque solde de son côté. */
function arbreParts(
  edition: Edition,
  colonne: string,
  parts: readonly PartBalance[],
): Explication | undefined {
  const [, nom = '', lettre] = /^(Ouverture|Mois|Trimestre|Cumul|Solde)([DC])$/.exec(colonne) ?? [];
  const mesure = MESURES[nom];
  if (mesure === undefined) return undefined;
  const { livre, arrete, exercice } = edition;
  const du = nom === 'Trimestre' ? debutTrimestre(exercice, arrete) : debut(periodeDe(arrete));
  const reportee = livre.fenetreOuverture(exercice, arrete).reportee;
  const deCote = mesure === 'solde' || (mesure === 'ouverture' && reportee);
  const cote = deCote ? 'NET' : lettre === 'D' ? 'DEBIT' : 'CREDIT';
  const lus = arbresParts(livre, { au: arrete, du }, { mesure, cote }, parts);
  const termes = deCote ? lus.map(lu => duCote(lu, lettre === 'D')) : lus;
  const [seul, ...autres] = termes;
  if (seul && autres.length === 0) return seul;
  return arbre.somme(
    { fr: 'Comptes', en: 'Accounts' },
    termes.filter(e => !e.valeur.isZero()),
    'EUR',
  );
}

/** Un solde débit moins crédit, gardé seulement s'il est du côté demandé. */
function duCote(solde: Explication, debiteur: boolean): Explication {
  const libelle = debiteur
    ? { fr: 'Solde débiteur', en: 'Debit balance' }
    : { fr: 'Solde créditeur', en: 'Credit balance' };
  const oriente = debiteur ? solde : arbre.difference(libelle, [ZERO_EUROS, solde]);
  return arbre.maximum(libelle, [oriente, ZERO_EUROS]);
}

const parAxe = ({ livre, arrete }: Edition, axe: Axe) =>
  terminer(livre.balance({ au: arrete, du: debut(periodeDe(arrete)), axe }));

function partsAuxiliaires(edition: Edition, { ligne }: CelluleGeneree): PartBalance[] {
  const { Niveau, Compte, Tiers } = ligne as { Niveau: string; Compte?: string; Tiers?: string };
  const toute = parAxe(edition, 'Tiers');
  const tenus = collectifs(toute, edition.plan);
  return toute
    .filter(l => tenus.has(l.compte) && (Niveau === 'TOTAL' || l.compte === Compte))
    .filter(l => Niveau !== 'TIERS' || l.valeur === (Tiers ?? ''))
    .map(l => ({ compte: l.compte, filtre: { colonne: 'Tiers', valeur: l.valeur } }));
}

function partsDetaillees(edition: Edition, { ligne }: CelluleGeneree): PartBalance[] {
  const {
    Axe: axe,
    Niveau,
    Code,
    Compte,
  } = ligne as { Axe: keyof typeof AXES; Niveau: string; Code?: string; Compte?: string };
  return parAxe(edition, AXES[axe])
    .filter(l => Niveau === 'TOTAL' || l.valeur === (Code ?? ''))
    .filter(l => Niveau !== 'COMPTE' || l.compte === Compte)
    .map(l => ({ compte: l.compte, filtre: { colonne: AXES[axe], valeur: l.valeur } }));
}

/** Le livre dont chaque livre vient. */
const DESSUS: Readonly<Record<string, string>> = {
  GRAND_LIVRE: 'JOURNAL',
  BALANCE: 'GRAND_LIVRE',
  AUXILIAIRE: 'COLLECTIFS',
};

/** Un total du contrôle des livres ; l'écart est sa différence avec le livre du dessus. */
function arbreLivre(edition: Edition, { ligne, colonne }: CelluleGeneree): Explication | undefined {
  const nom = String(ligne['Livre']);
  if (colonne === 'Debit' || colonne === 'Credit') return totalLivre(edition, nom, colonne);
  const dessus = DESSUS[nom];
  if (colonne !== 'Ecart' || dessus === undefined) return undefined;
  const libelle = { fr: 'Écart', en: 'Difference' };
  if (nom !== 'AUXILIAIRE') {
    const ecart = (cote: 'Debit' | 'Credit') =>
      arbre.difference(libelle, [totalLivre(edition, nom, cote), totalLivre(edition, dessus, cote)]);
    const debits = ecart('Debit');
    return debits.valeur.isZero() ? ecart('Credit') : debits;
  }
  const net = (livre: string) =>
    arbre.difference({ fr: 'Débits moins crédits', en: 'Debits less credits' }, [
      totalLivre(edition, livre, 'Debit'),
      totalLivre(edition, livre, 'Credit'),
    ]);
  return arbre.difference(libelle, [net(nom), net(dessus)]);
}

/** À-nouveaux et mouvements d'un livre, d'un côté. */
function totalLivre(edition: Edition, nom: string, cote: 'Debit' | 'Credit'): Explication {
  const { livre, arrete, exercice } = edition;
  const auxiliaire = nom === 'COLLECTIFS' || nom === 'AUXILIAIRE';
  const tenus = auxiliaire ? collectifs(parAxe(edition, 'Tiers'), edition.plan) : undefined;
  const parts =
    nom === 'AUXILIAIRE'
      ? partsAuxiliaires(edition, { table: '', colonne: '', ligne: { Niveau: 'TOTAL' } })
      : livre
          .comptes()
          .filter(c => tenus?.has(c) ?? true)
          .map(compte => ({ compte }));
  const lettre = cote === 'Debit' ? 'D' : 'C';
  const avecOuverture = auxiliaire || !livre.fenetreOuverture(exercice, arrete).reportee;
  const colonnes = [...(avecOuverture ? ['Ouverture'] : []), 'Cumul'];
  const termes = colonnes.flatMap(c => arbreParts(edition, `${c}${lettre}`, parts) ?? []);
  return arbre.somme({ fr: 'À-nouveaux et mouvements', en: 'Opening and movements' }, termes, 'EUR');
}
