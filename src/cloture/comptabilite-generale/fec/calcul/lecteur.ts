/** Du texte d'un FEC à ses lignes, morceau par morceau : séparateurs de lignes mêlés, champs garnis, colonnes par nom. */
import { texteMontant, type Jour, type Montant } from '../../../../comptabilite';
import { type Entete, lireEntete, NUMERO, TOUS_CHAMPS } from './champs';
import { LignesFec } from './lignes';
import type { Signalements } from './signalements';
import { lireJour, lireMontant } from './valeurs';

const LF = 10;
const CR = 13;
const GUILLEMET = 34;
const COMPTE = /^\d{3}[0-9A-Za-z]*$/;
const LONGUEUR_COMPTE = 12;
/** Textes retenus par champ : une puissance de deux. */
const PLACES = 256;

const JOURNAL_CODE = NUMERO.JournalCode;
const JOURNAL_LIB = NUMERO.JournalLib;
const ECRITURE_NUM = NUMERO.EcritureNum;
const ECRITURE_DATE = NUMERO.EcritureDate;
const COMPTE_NUM = NUMERO.CompteNum;
const COMPTE_LIB = NUMERO.CompteLib;
const COMP_AUX_NUM = NUMERO.CompAuxNum;
const COMP_AUX_LIB = NUMERO.CompAuxLib;
const PIECE_REF = NUMERO.PieceRef;
const PIECE_DATE = NUMERO.PieceDate;
const ECRITURE_LIB = NUMERO.EcritureLib;
const DEBIT = NUMERO.Debit;
const CREDIT = NUMERO.Credit;
const ECRITURE_LET = NUMERO.EcritureLet;
const DATE_LET = NUMERO.DateLet;
const VALID_DATE = NUMERO.ValidDate;
const MONTANT_DEVISE = NUMERO.Montantdevise;
const IDEVISE = NUMERO.Idevise;
const MONTANT = NUMERO.Montant;
const SENS = NUMERO.Sens;

/** Vrai pour une espace, une insécable, un caractère de contrôle ou une marque d'ordre. */
const estBlanc = (code: number) => code <= 32 || code === 160 || code === 0xfeff;

/** Un morceau de texte se lit enregistrement par enregistrement ; ce qui est coupé attend la suite. */
export class LecteurFec {
  readonly lignes = new LignesFec();
  entete: Entete | undefined;
  /** Lignes du fichier lues, en-tête et lignes blanches comprises. */
  lues = 0;
  private reste = '';
  private texte = '';
  private debuts = new Int32Array(64);
  private fins = new Int32Array(64);
  private champs = 0;
  /** Où sont les prochains LF, CR et guillemet du texte ; loin s'il n'y en a plus. */
  private lfA = -1;
  private crA = -1;
  private guillemetA = -1;
  private guillemet = false;
  /** Rang dans l'enregistrement de chaque champ, par son numéro ; -1 s'il n'est pas dans le fichier. */
  private readonly rangs = TOUS_CHAMPS.map(() => -1);
  private ouvert = false;
  private minimum = 0;
  private variante = false;
  /** Les derniers textes de chaque champ, et le jour de ceux qui en sont un : presque tout revient sans cesse. */
  private readonly vus: string[] = TOUS_CHAMPS.flatMap(() => Array.from({ length: PLACES }, () => ''));
  private readonly joursVus = new Int32Array(TOUS_CHAMPS.length * PLACES);
  private place = 0;
  private readonly comptesFaux: boolean[] = [];
  private arrete = false;

  constructor(readonly constats: Signalements) {}

  /** Lit la suite du texte. Le dernier enregistrement, peut-être coupé, attend le morceau suivant. */
  ajouter(morceau: string): void {
    if (this.arrete) return;
    const texte = this.reste === '' ? morceau : this.reste + morceau;
    // Une suite de CR peut encore être suivie d'un LF : elle attend aussi.
    let fin = texte.length;
    while (fin > 0 && texte.charCodeAt(fin - 1) === CR) fin--;
    const dernier = fin === 0 ? -1 : Math.max(texte.lastIndexOf('\n', fin), texte.lastIndexOf('\r', fin - 1));
    this.reste = texte.slice(dernier + 1);
    this.lire(texte, dernier + 1);
  }

  /** Lit ce qui restait : le fichier est fini. */
  finir(): void {
    const { reste } = this;
    this.reste = '';
    this.lire(reste, reste.length);
    if (!this.entete && !this.arrete) this.constats.noter('VIDE', 0, '');
    else if (this.ouvert && this.lignes.nombre === 0 && this.constats.bloquants === 0)
      this.constats.noter('AUCUNE_LIGNE', 0, '');
  }

  /** Découpe texte[0, fin[ en enregistrements : un LF, un CR, ou des CR suivis d'un LF terminent une ligne. */
  private lire(texte: string, fin: number): void {
    this.texte = texte;
    this.lignes.ouvrirTexte(texte);
    this.lfA = this.crA = this.guillemetA = -1;
    let debut = 0;
    while (debut < fin && !this.arrete) {
      const apres = this.ouvert ? this.decouper(texte, debut, fin) : this.lireTitre(texte, debut, fin);
      this.lues++;
      if (this.champs > 0) this.ligne();
      debut = apres;
    }
    this.texte = '';
  }

  /** Repère les champs de l'enregistrement qui commence à `debut` ; rend où commence le suivant. */
  private decouper(texte: string, debut: number, limite: number): number {
    const { separateur, guillemets } = this.entete!;
    const fin = this.finDeLigne(texte, debut, limite);
    if (this.guillemetA < debut) this.guillemetA = chercher(texte, '"', debut);
    this.guillemet = this.guillemetA < fin;
    let champ = 0;
    let de = debut;
    let rempli = false;
    for (;;) {
      const a = texte.indexOf(separateur, de);
      const borne = a < 0 || a > fin ? fin : a;
      if (this.fermer(texte, champ++, de, borne, guillemets)) rempli = true;
      if (borne === fin) break;
      de = borne + 1;
    }
    this.champs = rempli ? champ : 0;
    return apresFin(texte, fin, limite);
  }

  /** Où finit la ligne qui commence à `debut` : au prochain LF ou CR. Chacun n'est cherché qu'une fois. */
  private finDeLigne(texte: string, debut: number, limite: number): number {
    if (this.lfA < debut) this.lfA = chercher(texte, '\n', debut);
    if (this.crA < debut) this.crA = chercher(texte, '\r', debut);
    return Math.min(this.lfA, this.crA, limite);
  }

  /** Retient les bornes d'un champ, sans les espaces qui le garnissent ni ses guillemets ; vrai s'il est rempli. */
  private fermer(texte: string, champ: number, debut: number, fin: number, guillemets: boolean): boolean {
    let de = debut;
    let a = fin;
    while (de < a && estBlanc(texte.charCodeAt(de))) de++;
    while (de < a && estBlanc(texte.charCodeAt(a - 1))) a--;
    const cadre = guillemets && a - de > 1 && texte.charCodeAt(de) === GUILLEMET;
    if (cadre && texte.charCodeAt(a - 1) === GUILLEMET) {
      de++;
      a--;
    }
    if (champ === this.debuts.length) this.elargir();
    this.debuts[champ] = de;
    this.fins[champ] = a;
    return de < a;
  }

  /** De la place pour deux fois plus de champs. */
  private elargir(): void {
    const [debuts, fins] = [this.debuts, this.fins];
    this.debuts = new Int32Array(2 * debuts.length);
    this.fins = new Int32Array(2 * fins.length);
    this.debuts.set(debuts);
    this.fins.set(fins);
  }

  /** Lit la première ligne non blanche : l'en-tête. */
  private lireTitre(texte: string, debut: number, limite: number): number {
    const i = this.finDeLigne(texte, debut, limite);
    const ligne = texte.slice(debut, i).replace(/^\ufeff/, '');
    this.champs = 0;
    if (ligne.trim() !== '') this.ouvrir(ligne);
    return apresFin(texte, i, limite);
  }

  private ouvrir(ligne: string): void {
    const { constats } = this;
    const numero = this.lues + 1;
    const entete = lireEntete(ligne);
    this.entete = entete;
    if (!entete) {
      constats.noter(/^\s*<\?xml/i.test(ligne) ? 'XML' : 'SEPARATEUR', numero, '', ligne);
      this.arrete = true;
      return;
    }
    for (const champ of entete.manquants) constats.noter('COLONNE', numero, champ);
    for (const champ of entete.doubles) constats.noter('COLONNE_DOUBLE', numero, champ);
    this.arrete = entete.manquants.length + entete.doubles.length > 0;
    this.ouvert = !this.arrete;
    for (const [champ, rang] of entete.rangs) this.rangs[NUMERO[champ]] = rang;
    this.variante = this.rangs[DEBIT]! < 0;
    // Les deux derniers champs, facultatifs, peuvent être omis d'une ligne ; pas les autres.
    const exiges = [...entete.rangs].filter(([champ]) => champ !== 'Montantdevise' && champ !== 'Idevise');
    this.minimum = 1 + Math.max(...exiges.map(([, r]) => r));
  }

  private vide(rang: number): boolean {
    return rang < 0 || rang >= this.champs || this.debuts[rang] === this.fins[rang];
  }

  /** Texte d'un champ ; déjà vu, il n'est pas recopié. */
  private champ(numero: number): string {
    const rang = this.rangs[numero]!;
    if (this.vide(rang)) return '';
    const { texte, vus } = this;
    const de = this.debuts[rang]!;
    const a = this.fins[rang]!;
    const place = numero * PLACES + melange(texte, de, a);
    this.place = place;
    const vu = vus[place]!;
    if (vu.length === a - de && texte.startsWith(vu, de)) return vu;
    this.joursVus[place] = 0;
    return (vus[place] = texte.slice(de, a));
  }

  /** Bornes d'un champ dans le texte ; égales s'il est vide. */
  private bornes(numero: number): [de: number, a: number] {
    const rang = this.rangs[numero]!;
    return this.vide(rang) ? [0, 0] : [this.debuts[rang]!, this.fins[rang]!];
  }

  private jour(champ: number, ligne: number): Jour | 0 {
    const rang = this.rangs[champ]!;
    if (this.vide(rang)) return 0;
    const texte = this.champ(champ);
    const { place } = this;
    const vu = this.joursVus[place] as Jour | 0;
    if (vu !== 0) return vu;
    const lu = lireJour(texte, 0, texte.length);
    if (lu !== undefined) return (this.joursVus[place] = lu) as Jour;
    this.constats.noter('DATE', ligne, TOUS_CHAMPS[champ]!, this.champ(champ));
    return 0;
  }

  private montant(champ: number, ligne: number): number {
    const rang = this.rangs[champ]!;
    if (this.vide(rang)) return 0;
    const lu = lireMontant(this.texte, this.debuts[rang]!, this.fins[rang]!);
    if (!Number.isNaN(lu)) return lu;
    this.constats.noter('MONTANT', ligne, TOUS_CHAMPS[champ]!, this.champ(champ));
    return 0;
  }

  /** Vrai si l'enregistrement a ses champs ; sinon le dit. */
  private complet(numero: number): boolean {
    const { constats, champs } = this;
    const { colonnes } = this.entete!;
    if (champs < this.minimum) {
      constats.noter('CHAMPS_MANQUANTS', numero, '', String(champs), String(colonnes));
      return false;
    }
    if (champs > colonnes) {
      for (let c = colonnes; c < champs; c++) {
        if (this.debuts[c] === this.fins[c]) continue;
        const texte = this.texte.slice(this.debuts[c], this.fins[c]);
        constats.noter('CHAMPS_EN_TROP', numero, '', String(champs), String(colonnes), texte);
        return false;
      }
      constats.noter('SEPARATEUR_FINAL', numero, '');
    }
    return true;
  }

  private ligne(): void {
    const numero = this.lues;
    if (!this.complet(numero)) return;
    const { constats, lignes } = this;
    if (this.guillemet && !this.entete!.guillemets) constats.noter('GUILLEMET', numero, '');
    const date = this.jour(ECRITURE_DATE, numero);
    if (date === 0 && this.vide(this.rangs[ECRITURE_DATE]!))
      constats.noter('DATE', numero, 'EcritureDate', '');
    const codeJournal = this.champ(JOURNAL_CODE);
    if (codeJournal === '') constats.noter('JOURNAL', numero, 'JournalCode');
    const journal = lignes.journaux.rang(codeJournal, numero, this.champ(JOURNAL_LIB));
    const piece = lignes.pieceDe(journal, this.numeroDe(date, numero));
    const i = lignes.suivante();
    lignes.numeroDeLigne[i] = numero;
    lignes.piece[i] = piece;
    lignes.date[i] = date;
    lignes.compte[i] = this.compte(numero);
    lignes.tiers[i] = this.tiers(numero);
    [lignes.referenceDe[i], lignes.referenceA[i]] = this.bornes(PIECE_REF);
    lignes.datePiece[i] = this.jour(PIECE_DATE, numero);
    [lignes.libelleDe[i], lignes.libelleA[i]] = this.bornes(ECRITURE_LIB);
    this.lireMontants(i, numero);
    lignes.lettrage.push(this.champ(ECRITURE_LET));
    lignes.dateLettrage[i] = this.jour(DATE_LET, numero);
    lignes.validation[i] = this.jour(VALID_DATE, numero);
    lignes.montantDevise[i] = this.montant(MONTANT_DEVISE, numero);
    lignes.devise.push(this.champ(IDEVISE));
    lignes.rang[i] = lignes.cumuler(i);
  }

  private compte(numero: number): number {
    const { comptes } = this.lignes;
    const texte = this.champ(COMPTE_NUM);
    const libelle = this.champ(COMPTE_LIB);
    const connus = comptes.textes.length;
    const rang = comptes.rang(texte, numero, libelle);
    if (rang === connus) this.comptesFaux.push(!COMPTE.test(texte) || texte.length > LONGUEUR_COMPTE);
    else if (libelle !== comptes.libelles[rang] && libelle !== '')
      this.constats.noter('LIBELLE_COMPTE', numero, 'CompteLib', texte, comptes.libelles[rang]!, libelle);
    if (this.comptesFaux[rang]) this.constats.noter('COMPTE', numero, 'CompteNum', texte);
    return rang;
  }

  private tiers(numero: number): number {
    const texte = this.champ(COMP_AUX_NUM);
    return texte === '' ? -1 : this.lignes.auxiliaires.rang(texte, numero, this.champ(COMP_AUX_LIB));
  }

  /** Débit et crédit en centimes, des deux colonnes ou du montant et de son sens. */
  private lireMontants(i: number, numero: number): void {
    const { debit, credit } = this.lignes;
    if (!this.variante) {
      debit[i] = this.montant(DEBIT, numero);
      credit[i] = this.montant(CREDIT, numero);
      if (debit[i] !== 0 && credit[i] !== 0)
        this.constats.noter('DEUX_COTES', numero, 'Debit', enTexte(debit[i]), enTexte(credit[i]));
      return;
    }
    const montant = this.montant(MONTANT, numero);
    const sens = this.champ(SENS).toUpperCase();
    const auDebit = sens === 'D' || sens === '+1' || sens === '1';
    if (!auDebit && sens !== 'C' && sens !== '-1')
      this.constats.noter('SENS', numero, 'Sens', this.champ(SENS));
    debit[i] = auDebit ? montant : 0;
    credit[i] = auDebit ? 0 : montant;
  }

  /** Le numéro de l'écriture ; sans numéro, celui que lui donnent sa date et sa pièce. */
  private numeroDe(date: number, numero: number): string {
    const lu = this.champ(ECRITURE_NUM);
    if (lu !== '') return lu;
    const jour = date === 0 ? '' : this.champ(ECRITURE_DATE);
    const donne = ['SN', jour, this.champ(PIECE_REF)].filter(partie => partie !== '').join('-');
    this.constats.noter('SANS_NUMERO', numero, 'EcritureNum', donne);
    return donne;
  }
}

/** Une place parmi {@link PLACES}, tirée de quelques caractères du champ. */
function melange(texte: string, de: number, a: number): number {
  const milieu = (de + a) >> 1;
  const code =
    texte.charCodeAt(a - 1) + 37 * texte.charCodeAt(a > de + 1 ? a - 2 : de) + 101 * texte.charCodeAt(milieu);
  return (code + a - de) & (PLACES - 1);
}

const LOIN = Infinity;

function chercher(texte: string, quoi: string, de: number): number {
  const trouve = texte.indexOf(quoi, de);
  return trouve < 0 ? LOIN : trouve;
}

/** Où commence l'enregistrement d'après : une fin de ligne est LF, CR, ou des CR suivis d'un LF. */
function apresFin(texte: string, fin: number, limite: number): number {
  let i = fin;
  while (i < limite && texte.charCodeAt(i) === CR) i++;
  if (i < limite && texte.charCodeAt(i) === LF) return i + 1;
  return i > fin ? fin + 1 : i;
}

/** Montant écrit comme dans un message. */
export const enTexte = (centimes = 0) => texteMontant(centimes as Montant);
