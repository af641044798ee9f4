/** Les arbres d'un montant de balance : ses comptes, leurs mois, puis leurs lignes d'écriture. */
import {
  arbre,
  debut,
  grouper,
  periodeDe,
  type Explication,
  type Jour,
  type Libelle,
  type Montant,
} from '../../../comptabilite';
import type { AnyTable, Ligne } from '../../../workbook/table';
import type { Ecritures, EcrituresCloture } from '../ecritures';
import type { GrandLivre, LigneLivre } from '.';
import type { Genre } from './livre';

/** Ce qu'on explique d'une balance, et de quel côté. */
export interface MesureBalance {
  readonly mesure: 'ouverture' | 'mouvements' | 'cumul' | 'solde';
  /** NET : débit moins crédit. */
  readonly cote: 'DEBIT' | 'CREDIT' | 'NET';
}

export interface DemandeArbre {
  readonly au: Jour;
  readonly du?: Jour;
  readonly speciales?: boolean;
  /** Les seules lignes de cette valeur d'une colonne ('' : sans valeur). */
  readonly filtre?: { readonly colonne: string; readonly valeur: string };
}

type Cote = 'Debit' | 'Credit';

/** Une ligne d'écriture citée par un arbre : de quoi la nommer, la retrouver, et ce qu'elle porte de chaque côté. */
export interface LigneCitee {
  readonly table: string;
  readonly ligne: number;
  readonly jour: Jour;
  readonly libelle: string;
  readonly debit: Montant;
  readonly credit: Montant;
}

/** Une ligne du grand livre, citée par son numéro et son libellé. */
export function citer({ livre, rang, table, ligne, jour, debit, credit }: LigneLivre): LigneCitee {
  const [numero = '', libelle = ''] = [livre.textes('EcritureNum')[rang], livre.textes('Libelle')[rang]];
  return { table: table.nom, ligne, jour, libelle: `${numero} ${libelle}`.trim(), debit, credit };
}

/** Une ligne d'une table d'écritures, citée par son libellé. */
export const citerEcriture = (
  { nom }: AnyTable,
  l: Ligne<typeof Ecritures> | Ligne<typeof EcrituresCloture>,
): LigneCitee => ({
  table: nom,
  ligne: l.ligne,
  jour: l.DateEcriture,
  libelle: l.Libelle,
  debit: l.Debit,
  credit: l.Credit,
});

const euros = ({ table, ligne, libelle, debit, credit }: LigneCitee, cote: Cote): Explication =>
  arbre.cellule(
    { fr: libelle, en: libelle },
    { table, ligne, colonne: cote },
    arbre.eurosExacts(cote === 'Debit' ? debit : credit),
    'EUR',
  );

/** Au-delà, les lignes d'un compte se réunissent par mois : le premier niveau tient à l'écran. */
const LIGNES_DITES = 40;

function arbreLignes(libelle: Libelle, lignes: readonly LigneCitee[], cote: Cote): Explication {
  const siennes = lignes.filter(l => (cote === 'Debit' ? l.debit : l.credit) !== 0);
  if (siennes.length <= LIGNES_DITES)
    return arbre.somme(
      libelle,
      siennes.map(l => euros(l, cote)),
      'EUR',
    );
  const mois = grouper(siennes, l => debut(periodeDe(l.jour)));
  const termes = [...mois].map(([m, dedans]) => {
    const p = periodeDe(m);
    return arbre.somme(
      { fr: p, en: p },
      dedans.map(l => euros(l, cote)),
      'EUR',
    );
  });
  return arbre.somme(libelle, termes, 'EUR');
}

/** Les lignes d'un compte qui font une mesure. */
function lignesDe(
  livre: GrandLivre,
  demande: DemandeArbre,
  mesure: MesureBalance['mesure'],
  compte: string,
): LigneLivre[] {
  const { au, filtre } = demande;
  const exercice = livre.exerciceDu(au);
  if (!exercice) return [];
  const courants = livre.courants(demande.speciales);
  const ouverture = livre.fenetreOuverture(exercice, au);
  const reprise = ouverture.reportee && (compte < '1' || compte >= '6');
  const prendre = (du: number, jusque: number, genres: ReadonlySet<Genre>) =>
    livre.lignes(compte, du as Jour, jusque as Jour, genres);
  const ouvertes = reprise ? [] : prendre(ouverture.du, ouverture.au, ouverture.genres);
  const depuis = mesure === 'mouvements' ? (demande.du ?? exercice.DateDebut) : exercice.DateDebut;
  const mouvements = prendre(depuis, au, courants);
  const lignes =
    mesure === 'ouverture' ? ouvertes : mesure === 'solde' ? [...ouvertes, ...mouvements] : mouvements;
  return filtre ? lignes.filter(l => valeurDe(l, filtre.colonne) === filtre.valeur) : lignes;
}

const valeurDe = ({ livre, rang }: LigneLivre, colonne: string): string => livre.textes(colonne)[rang] ?? '';

const COMPTES: Libelle = { fr: 'Comptes', en: 'Accounts' };

/** Des lignes d'écriture, d'un côté, ou débits moins crédits ; par mois quand elles sont nombreuses. */
export function arbreCote(
  quoi: Libelle,
  lignes: readonly LigneCitee[],
  cote: MesureBalance['cote'],
): Explication {
  const dire = (fr: string, en: string): Libelle => ({ fr: `${quoi.fr}, ${fr}`, en: `${quoi.en}, ${en}` });
  const debits = () => arbreLignes(dire('débits', 'debits'), lignes, 'Debit');
  const credits = () => arbreLignes(dire('crédits', 'credits'), lignes, 'Credit');
  if (cote === 'DEBIT') return debits();
  if (cote === 'CREDIT') return credits();
  return arbre.difference(dire('débits moins crédits', 'debits less credits'), [debits(), credits()]);
}

/** Les charges et produits d'avant l'exercice que rien n'a repris ; undefined si ses à-nouveaux sont là. */
export function arbreAnterieur(
  livre: GrandLivre,
  au: Jour,
  cote: MesureBalance['cote'],
): Explication | undefined {
  const exercice = livre.exerciceDu(au);
  const ouverture = exercice && livre.fenetreOuverture(exercice, au);
  if (!ouverture?.reportee) return undefined;
  const lignes = livre
    .comptes()
    .filter(c => c >= '6' && c < '8')
    .flatMap(c => livre.lignes(c, ouverture.du as Jour, ouverture.au as Jour, ouverture.genres));
  return arbreCote({ fr: 'Charges et produits', en: 'Expenses and income' }, lignes.map(citer), cote);
}

/**
 * L'arbre d'une mesure de balance pour des comptes : un terme par compte. À bâtir sur le grand livre qui a fait le chiffre.
 * @example arbreBalance(livre, { au: arrete }, { mesure: 'solde', cote: 'NET' }, c => c.startsWith('706'))
 */
export function arbreBalance(
  livre: GrandLivre,
  demande: DemandeArbre,
  mesure: MesureBalance,
  convient: (compte: string) => boolean,
): Explication {
  const termes = livre
    .comptes()
    .filter(convient)
    .flatMap(compte => {
      const lignes = lignesDe(livre, demande, mesure.mesure, compte);
      return lignes.length === 0
        ? []
        : [arbreCote({ fr: compte, en: compte }, lignes.map(citer), mesure.cote)];
    });
  const [seul, ...autres] = termes;
  if (seul && autres.length === 0) return seul;
  return arbre.somme(COMPTES, termes, 'EUR');
}

/** Une part d'une balance : un compte, et la valeur d'axe qui le borne. */
export interface PartBalance {
  readonly compte: string;
  readonly filtre?: DemandeArbre['filtre'];
}

/** L'arbre de chaque part. Les lignes d'un compte se lisent une fois et se partagent entre les siennes, une par tiers souvent. */
export function arbresParts(
  livre: GrandLivre,
  demande: Omit<DemandeArbre, 'filtre'>,
  { mesure, cote }: MesureBalance,
  parts: readonly PartBalance[],
): Explication[] {
  const lues = new Map<string, Map<string, LigneLivre[]>>();
  return parts.map(({ compte, filtre }) => {
    const cle = `${compte}|${filtre?.colonne ?? ''}`;
    const parValeur =
      lues.get(cle) ??
      grouper(lignesDe(livre, demande, mesure, compte), l => (filtre ? valeurDe(l, filtre.colonne) : ''));
    lues.set(cle, parValeur);
    const lignes = parValeur.get(filtre?.valeur ?? '');
    if (!lignes) return arbre.somme(COMPTES, [], 'EUR');
    const nom = [compte, filtre?.valeur].filter(Boolean).join(' ');
    return arbreCote({ fr: nom, en: nom }, lignes.map(citer), cote);
  });
}
