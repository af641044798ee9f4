/** « Pourquoi ce chiffre ? » d'un à-nouveau : les écritures de l'exercice d'avant dont il est le solde (domaine §9.6). */
import {
  lireCleGeneration,
  arbre,
  type Compte,
  type Explication,
  type Libelle,
  type Jour,
  ZERO,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { EcrituresCloture } from '../../tables-communes';
import { GrandLivre, type LigneExercice } from '../../tables-communes/grand-livre';
import {
  arbreAnterieur,
  arbreBalance,
  arbreCote,
  citer,
  citerEcriture,
} from '../../tables-communes/grand-livre/explications';
import { estReevaluation, REPRISE_REEVALUATION } from '../../tables-communes/reevaluation';
import { deBilan, Passage, sansOuverture } from './etablir';
import { MODULE_AN_SUIVANT, MODULES_OUVERTURE } from './modules';
import { postesOuvertsDe, type PosteOuvert } from './postes';

type LigneCloture = Ligne<typeof EcrituresCloture>;

const dire = (fr: string, en: string): Libelle => ({ fr, en });
/** L'arbre du débit ou du crédit d'une ligne d'à-nouveaux ; undefined pour une autre cellule. */
export function expliquerANouveaux(contexte: Contexte, demande: CelluleGeneree): Explication | undefined {
  const { table, colonne } = demande;
  if (table !== EcrituresCloture.nom || (colonne !== 'Debit' && colonne !== 'Credit')) return undefined;
  const ligne = demande.ligne as LigneCloture;
  const { module, source } = lireCleGeneration(ligne.CleGeneration);
  if (!MODULES_OUVERTURE.includes(module) || ligne[colonne] === 0) return undefined;
  const tables = module === MODULE_AN_SUIVANT ? contexte.tables : sansOuverture(contexte);
  const livre = GrandLivre.lu(tables, contexte.parametres);
  const exercice = livre.exerciceDu(ligne.DateEcriture);
  const precedent = exercice && livre.exercicePrecedent(exercice);
  if (!exercice || !precedent) return undefined;
  const reprise = new RepriseExpliquee(contexte, livre, precedent, exercice);
  const net = source.endsWith(REPRISE_REEVALUATION)
    ? reprise.reevaluation(ligne.Compte, l => l.Tiers === ligne.Tiers && l.Piece === ligne.Piece)
    : reprise.deLigne(ligne);
  return net && (colonne === 'Credit' ? arbre.oppose(net) : net);
}

/** La reprise d'un exercice, compte par compte, débit positif. */
class RepriseExpliquee {
  private readonly passage: Passage;
  private readonly au: Jour;
  private readonly du: Jour;

  constructor(
    private readonly contexte: Contexte,
    private readonly livre: GrandLivre,
    precedent: LigneExercice,
    exercice: LigneExercice,
  ) {
    this.passage = new Passage({ contexte, precedent, exercice });
    this.au = precedent.DateFin;
    const ouverture = livre.fenetreOuverture(precedent, this.au);
    this.du = (ouverture.reportee ? ouverture.du : precedent.DateDebut) as Jour;
  }

  deLigne(ligne: LigneCloture): Explication | undefined {
    const comptes = this.livre
      .comptes()
      .filter(c => deBilan(c) && this.passage.de(c, ZERO) === (ligne.Compte as string));
    const postes = comptes.filter(c => c.startsWith('4')).flatMap(c => this.postes(c));
    if (ligne.Tiers !== undefined) {
      const sien = postes.find(
        ({ precisions: p }) =>
          p.tiers === ligne.Tiers &&
          p.piece === ligne.Piece &&
          p.devise === ligne.Devise &&
          p.lettrage === ligne.Lettrage,
      );
      return sien && dePoste(sien);
    }
    const termes = [
      ...comptes.map(c => this.solde(c)),
      ...comptes.flatMap(c => this.moinsReevaluation(c)),
      ...postes.map(p => arbre.oppose(dePoste(p))),
      ...this.resultats(ligne.Compte),
    ];
    const [seul, ...autres] = termes;
    return seul && autres.length === 0
      ? seul
      : arbre.somme(dire(`${ligne.Compte}, repris`, `${ligne.Compte}, carried forward`), termes, 'EUR');
  }

  private postes(compte: Compte): PosteOuvert[] {
    return postesOuvertsDe(this.livre, compte, this.du, this.au, this.contexte.tables);
  }

  private solde(compte: string): Explication {
    const demande = { au: this.au, speciales: true };
    return arbreBalance(this.livre, demande, { mesure: 'solde', cote: 'NET' }, c => c === compte);
  }

  /** Les écarts de conversion de l'exercice sur un compte, ou ceux d'une pièce : ils se reprennent à part. */
  reevaluation(compte: string, convient: (l: LigneCloture) => boolean = () => true): Explication | undefined {
    const lignes = this.contexte.tables
      .lire(EcrituresCloture)
      .lignes.filter(
        l =>
          l.Compte === compte && l.DateEcriture >= this.du && l.DateEcriture <= this.au && estReevaluation(l),
      )
      .filter(convient);
    if (lignes.length === 0) return undefined;
    return arbreCote(
      dire('Écart de conversion', 'Translation difference'),
      lignes.map(l => citerEcriture(EcrituresCloture, l)),
      'NET',
    );
  }

  private moinsReevaluation(compte: string): Explication[] {
    const ecart = this.reevaluation(compte);
    return ecart ? [arbre.oppose(ecart)] : [];
  }

  /** Le résultat de l'exercice, et celui d'avant que rien n'a repris : au 120 s'il est bénéficiaire, au 129 sinon. */
  private resultats(compte: string): Explication[] {
    const { parametres } = this.contexte;
    const demande = { au: this.au, speciales: true };
    const deLExercice = arbreBalance(this.livre, demande, { mesure: 'solde', cote: 'NET' }, c => !deBilan(c));
    const anterieur = arbreAnterieur(this.livre, this.au, 'NET');
    return [deLExercice, ...(anterieur ? [anterieur] : [])].filter(r => {
      if (r.valeur.isZero()) return false;
      const cle = r.valeur.isNegative() ? 'CPT_RESULTAT_BENEFICE' : 'CPT_RESULTAT_PERTE';
      return parametres.valeur(cle) === compte;
    });
  }
}

const dePoste = ({ compte, lignes, precisions }: PosteOuvert): Explication => {
  const quoi = [compte, precisions.tiers, precisions.piece].filter(Boolean).join(', ');
  return arbreCote(dire(quoi, quoi), lignes.map(citer), 'NET');
};
