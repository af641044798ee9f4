/** Des octets d'un FEC à ses lignes : en-tête, puis chaque colonne par son nom. */
import { texteMontant, type Jour, type Montant } from '../../../../comptabilite';
import { type Entete, lireEntete, NUMERO, TOUS_CHAMPS } from './champs';
import { apresFin, assembler, Enregistrement, finDeLigne } from './enregistrements';
import { type Decoder, Lexique, memesOctets } from './lexique';
import { LignesFec } from './lignes';
import type { Signalements } from './signalements';
import { Jours, lireMontant } from './valeurs';

const COMPTE = /^\d{3}[0-9A-Za-z]*$/;
const LONGUEUR_COMPTE = 12;
/** « SN » et « - », d'un numéro donné à qui n'en a pas. */
const SN = Uint8Array.of(83, 78);
const TIRET = Uint8Array.of(45);

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

/** Un fichier se lit morceau par morceau, chacun fait de lignes entières, en UTF-8. */
export class LecteurFec {
  readonly lignes: LignesFec;
  entete: Entete | undefined;
  /** Lignes du fichier lues, en-tête et lignes blanches comprises. */
  lues = 0;
  private enregistrement: Enregistrement | undefined;
  /** Rang dans l'enregistrement de chaque champ, par son numéro ; -1 s'il n'est pas dans le fichier. */
  private readonly rangs = new Int32Array(TOUS_CHAMPS.length).fill(-1);
  /** Bornes du champ pointé ; égales s'il est vide. */
  private de = 0;
  private a = 0;
  /** Bornes qu'avait chaque champ à la ligne d'avant, dans le même morceau. */
  private readonly avantDe = new Int32Array(TOUS_CHAMPS.length);
  private readonly avantA = new Int32Array(TOUS_CHAMPS.length);
  private minimum = 0;
  private variante = false;
  private readonly jours = new Jours();
  private readonly libellesComptes: Lexique;
  /** Par compte : s'il n'en est pas un, et le rang de son premier libellé, ou -1. */
  private readonly comptesFaux: boolean[] = [];
  private readonly premiersLibelles: number[] = [];
  private arrete = false;

  constructor(
    readonly constats: Signalements,
    private readonly decoder: Decoder,
  ) {
    this.lignes = new LignesFec(decoder);
    this.libellesComptes = new Lexique(decoder);
  }

  /** Lit des lignes entières. */
  ajouter(octets: Uint8Array): void {
    if (octets.length === 0) return;
    this.lignes.ouvrirMorceau(octets);
    this.avantA.fill(-1);
    for (let debut = 0; debut < octets.length && !this.arrete;) {
      const { enregistrement } = this;
      debut = enregistrement ? enregistrement.lire(octets, debut) : this.lireTitre(octets, debut);
      this.lues++;
      if (enregistrement && enregistrement.champs > 0) this.ligne(enregistrement);
    }
  }

  /** Le fichier est fini. */
  finir(): void {
    if (!this.entete && !this.arrete) this.constats.noter('VIDE', 0, '');
    else if (this.enregistrement && this.lignes.nombre === 0 && this.constats.bloquants === 0)
      this.constats.noter('AUCUNE_LIGNE', 0, '');
  }

  /** Lit la première ligne non blanche : l'en-tête. */
  private lireTitre(octets: Uint8Array, debut: number): number {
    const fin = finDeLigne(octets, debut);
    const ligne = this.decoder(octets.subarray(debut, fin)).replace(/^\ufeff/, '');
    if (ligne.trim() !== '') this.ouvrir(ligne);
    return apresFin(octets, fin);
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
    if (!this.arrete) this.enregistrement = new Enregistrement(entete.separateur, entete.guillemets);
    for (const [champ, rang] of entete.rangs) this.rangs[NUMERO[champ]] = rang;
    this.variante = this.rangs[DEBIT]! < 0;
    // Les deux derniers champs, facultatifs, peuvent être omis d'une ligne ; pas les autres.
    const exiges = [...entete.rangs].filter(([champ]) => champ !== 'Montantdevise' && champ !== 'Idevise');
    this.minimum = 1 + Math.max(...exiges.map(([, r]) => r));
  }

  /** Pointe un champ de l'enregistrement en cours ; faux s'il est vide ou absent. */
  private pointer(champ: number): boolean {
    const { champs, debuts, fins } = this.enregistrement!;
    const rang = this.rangs[champ]!;
    const present = rang >= 0 && rang < champs;
    this.de = present ? debuts[rang]! : 0;
    this.a = present ? fins[rang]! : 0;
    return this.de < this.a;
  }

  /** Texte du champ pointé. */
  private texte(): string {
    return this.decoder(this.enregistrement!.octets.subarray(this.de, this.a));
  }

  private texteDe(champ: number): string {
    return this.decoder(this.octetsDe(champ));
  }

  private jour(champ: number, ligne: number): Jour | 0 {
    if (!this.pointer(champ)) return 0;
    const lu = this.jours.lire(this.enregistrement!.octets, this.de, this.a);
    if (lu === 0) this.constats.noter('DATE', ligne, TOUS_CHAMPS[champ]!, this.texte());
    return lu;
  }

  private montant(champ: number, ligne: number): number {
    if (!this.pointer(champ)) return 0;
    const lu = lireMontant(this.enregistrement!.octets, this.de, this.a);
    if (!Number.isNaN(lu)) return lu;
    this.constats.noter('MONTANT', ligne, TOUS_CHAMPS[champ]!, this.texte());
    return 0;
  }

  /** Vrai si l'enregistrement a ses champs ; sinon le dit. */
  private complet({ champs, debuts, fins, octets }: Enregistrement, numero: number): boolean {
    const { constats } = this;
    const { colonnes } = this.entete!;
    if (champs < this.minimum) {
      constats.noter('CHAMPS_MANQUANTS', numero, '', String(champs), String(colonnes));
      return false;
    }
    if (champs > colonnes) {
      for (let c = colonnes; c < champs; c++) {
        if (debuts[c] === fins[c]) continue;
        const texte = this.decoder(octets.subarray(debuts[c], fins[c]));
        constats.noter('CHAMPS_EN_TROP', numero, '', String(champs), String(colonnes), texte);
        return false;
      }
      constats.noter('SEPARATEUR_FINAL', numero, '');
    }
    return true;
  }

  private ligne(enregistrement: Enregistrement): void {
    const numero = this.lues;
    if (!this.complet(enregistrement, numero)) return;
    const { constats, lignes } = this;
    if (enregistrement.guillemet && !this.entete!.guillemets) constats.noter('GUILLEMET', numero, '');
    const date = this.jour(ECRITURE_DATE, numero);
    if (date === 0 && this.de === this.a) constats.noter('DATE', numero, 'EcritureDate', '');
    const piece = this.piece(this.journal(numero), numero);
    const i = lignes.suivante();
    lignes.numeroDeLigne[i] = numero;
    lignes.piece[i] = piece;
    lignes.date[i] = date;
    lignes.compte[i] = this.compte(numero);
    lignes.tiers[i] = this.tiers(numero);
    this.pointerTexte(PIECE_REF);
    lignes.referenceDe[i] = this.de;
    lignes.referenceA[i] = this.a;
    lignes.datePiece[i] = this.jour(PIECE_DATE, numero);
    this.pointerTexte(ECRITURE_LIB);
    lignes.libelleDe[i] = this.de;
    lignes.libelleA[i] = this.a;
    this.lireMontants(i, numero);
    lignes.lettrage[i] = this.rang(lignes.lettrages, ECRITURE_LET, numero);
    lignes.dateLettrage[i] = this.jour(DATE_LET, numero);
    lignes.validation[i] = this.jour(VALID_DATE, numero);
    lignes.montantDevise[i] = this.montant(MONTANT_DEVISE, numero);
    lignes.devise[i] = this.rang(lignes.devises, IDEVISE, numero);
    lignes.rang[i] = lignes.cumuler(i);
  }

  /** Pointe un champ de texte ; s'il répète celui de la ligne d'avant, à ses bornes d'alors. */
  private pointerTexte(champ: number): void {
    this.pointer(champ);
    const { octets } = this.enregistrement!;
    const { avantDe, avantA, de, a } = this;
    const [avant, fin] = [avantDe[champ]!, avantA[champ]!];
    const repete = memesOctets(octets, avant, fin, octets, de, a);
    this.de = avantDe[champ] = repete ? avant : de;
    this.a = avantA[champ] = repete ? fin : a;
  }

  /** Rang du texte d'un champ dans son lexique ; -1 s'il est vide. */
  private rang(lexique: Lexique, champ: number, numero: number): number {
    return this.pointer(champ) ? lexique.rang(this.enregistrement!.octets, this.de, this.a, numero) : -1;
  }

  /** Rang du code pointé dans son lexique, qui reçoit son libellé à sa première venue. */
  private rangLibelle(lexique: Lexique, libelle: number, numero: number): number {
    const rang = lexique.rang(this.enregistrement!.octets, this.de, this.a, numero);
    if (rang === lexique.libelles.length) lexique.libelles.push(this.texteDe(libelle));
    return rang;
  }

  private journal(numero: number): number {
    if (!this.pointer(JOURNAL_CODE)) this.constats.noter('JOURNAL', numero, 'JournalCode');
    return this.rangLibelle(this.lignes.journaux, JOURNAL_LIB, numero);
  }

  private compte(numero: number): number {
    const { comptes } = this.lignes;
    this.pointer(COMPTE_NUM);
    const rang = this.rangLibelle(comptes, COMPTE_LIB, numero);
    const texte = comptes.textes[rang]!;
    const libelle = this.rang(this.libellesComptes, COMPTE_LIB, numero);
    if (rang === this.comptesFaux.length) {
      this.comptesFaux.push(!COMPTE.test(texte) || texte.length > LONGUEUR_COMPTE);
      this.premiersLibelles.push(libelle);
    } else if (libelle >= 0 && libelle !== this.premiersLibelles[rang]) {
      const [premier, autre] = [comptes.libelles[rang]!, this.libellesComptes.textes[libelle]!];
      this.constats.noter('LIBELLE_COMPTE', numero, 'CompteLib', texte, premier, autre);
    }
    if (this.comptesFaux[rang]) this.constats.noter('COMPTE', numero, 'CompteNum', texte);
    return rang;
  }

  private tiers(numero: number): number {
    return this.pointer(COMP_AUX_NUM) ? this.rangLibelle(this.lignes.auxiliaires, COMP_AUX_LIB, numero) : -1;
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
    const lu = this.texteDe(SENS);
    const sens = lu.toUpperCase();
    const auDebit = sens === 'D' || sens === '+1' || sens === '1';
    if (!auDebit && sens !== 'C' && sens !== '-1') this.constats.noter('SENS', numero, 'Sens', lu);
    debit[i] = auDebit ? montant : 0;
    credit[i] = auDebit ? 0 : montant;
  }

  /** La pièce, par son numéro ; sans numéro, par celui que lui donnent sa date et sa référence. */
  private piece(journal: number, numero: number): number {
    const { lignes } = this;
    const { octets } = this.enregistrement!;
    if (this.pointer(ECRITURE_NUM)) return lignes.pieceDe(journal, octets, this.de, this.a, numero);
    const parties = [ECRITURE_DATE, PIECE_REF].filter(champ => this.pointer(champ));
    const donne = assembler([SN, ...parties.flatMap(champ => [TIRET, this.octetsDe(champ)])]);
    this.constats.noter('SANS_NUMERO', numero, 'EcritureNum', this.decoder(donne));
    return lignes.pieceDe(journal, donne, 0, donne.length, numero);
  }

  private octetsDe(champ: number): Uint8Array {
    this.pointer(champ);
    return this.enregistrement!.octets.subarray(this.de, this.a);
  }
}

/** Montant écrit comme dans un message. */
export const enTexte = (centimes = 0) => texteMontant(centimes as Montant);
