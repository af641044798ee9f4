/** Les colonnes d'un FEC et leurs noms (LPF art. A47 A-1, VII-1° ; domaine §11.1). */

/** Les 18 champs, dans l'ordre du texte. */
export const CHAMPS = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const;

/** Un champ : l'un des 18, ou de la variante qui remplace Debit et Credit. */
export type Champ = (typeof CHAMPS)[number] | 'Montant' | 'Sens';

/** Tous les champs qui se lisent ; le rang d'un champ y est son numéro. */
export const TOUS_CHAMPS: readonly Champ[] = [...CHAMPS, 'Montant', 'Sens'];

/** Numéro de chaque champ dans {@link TOUS_CHAMPS}. */
export const NUMERO = Object.fromEntries(TOUS_CHAMPS.map((champ, rang) => [champ, rang])) as Readonly<
  Record<Champ, number>
>;

/** Ce qu'un fichier sépare : la tabulation ou la barre, rien d'autre. */
export type Separateur = '\t' | '|';

/** Noms écrits par des logiciels à la place du nom officiel, normalisés. */
const SYNONYMES: Readonly<Partial<Record<Champ, readonly string[]>>> = {
  JournalCode: ['codejournal', 'journal'],
  JournalLib: ['libellejournal', 'journallibelle'],
  EcritureNum: ['numecriture', 'numeroecriture', 'ecriturenumero'],
  EcritureDate: ['dateecriture', 'datecomptable'],
  CompteNum: ['numcompte', 'numerocompte', 'comptenumero'],
  CompteLib: ['libellecompte', 'comptelibelle'],
  CompAuxNum: ['compteauxnum', 'numcompaux', 'compteauxiliaire', 'compauxnumero'],
  CompAuxLib: ['compteauxlib', 'libcompaux', 'libellecompteauxiliaire', 'compauxlibelle'],
  PieceRef: ['refpiece', 'piece', 'referencepiece'],
  PieceDate: ['datepiece'],
  EcritureLib: ['libelleecriture', 'ecriturelibelle', 'libelle'],
  Debit: ['montantdebit', 'debiteur'],
  Credit: ['montantcredit', 'crediteur'],
  EcritureLet: ['lettrage', 'ecriturelettrage', 'lettre'],
  DateLet: ['datelettrage'],
  ValidDate: ['datevalid', 'datevalidation', 'validationdate'],
  Montantdevise: ['devisemontant'],
  Idevise: ['devise', 'iddevise', 'codedevise', 'idevis'],
};

/** Accents, casse, espaces et ponctuation effacés. */
export const nomReduit = (nom: string): string =>
  nom
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const PAR_NOM: ReadonlyMap<string, Champ> = new Map([
  ...CHAMPS.map((champ): [string, Champ] => [nomReduit(champ), champ]),
  ['montant', 'Montant'],
  ['sens', 'Sens'],
  ...Object.entries(SYNONYMES).flatMap(([champ, noms]) =>
    noms.map((nom): [string, Champ] => [nom, champ as Champ]),
  ),
]);

/** Où se trouve chaque champ dans un enregistrement, ou ce qui manque à l'en-tête. */
export interface Entete {
  readonly separateur: Separateur;
  /** Champ → rang dans l'enregistrement, à partir de zéro. */
  readonly rangs: ReadonlyMap<Champ, number>;
  /** Nombre de colonnes nommées. */
  readonly colonnes: number;
  /** Le fichier met ses champs entre guillemets, en-tête compris. */
  readonly guillemets: boolean;
  readonly manquants: readonly Champ[];
  /** Champs donnés par deux colonnes. */
  readonly doubles: readonly Champ[];
}

const sansGuillemets = (nom: string) => nom.replace(/^"(.*)"$/, '$1');

/**
 * Lit la première ligne : séparateur, puis chaque colonne par son nom, quel que soit l'ordre.
 * Rend undefined si la ligne n'a ni tabulation ni barre.
 * @example lireEntete('JournalCode|JournalLib|…').rangs.get('JournalLib') // 1
 */
export function lireEntete(ligne: string): Entete | undefined {
  const separateur = ligne.includes('\t') ? '\t' : ligne.includes('|') ? '|' : undefined;
  if (!separateur) return undefined;
  const bruts = ligne.split(separateur).map(nom => nom.trim());
  while (bruts.length > 0 && bruts[bruts.length - 1] === '') bruts.pop();
  const rangs = new Map<Champ, number>();
  const doubles: Champ[] = [];
  bruts.forEach((brut, rang) => {
    const champ = PAR_NOM.get(nomReduit(brut));
    if (champ === undefined) return;
    if (rangs.has(champ)) doubles.push(champ);
    else rangs.set(champ, rang);
  });
  const variante = rangs.has('Montant') && rangs.has('Sens') && !rangs.has('Debit') && !rangs.has('Credit');
  const voulus = variante
    ? CHAMPS.map((champ): Champ => (champ === 'Debit' ? 'Montant' : champ === 'Credit' ? 'Sens' : champ))
    : CHAMPS;
  return {
    separateur,
    rangs,
    colonnes: bruts.length,
    guillemets: bruts.length > 0 && bruts.every(brut => sansGuillemets(brut) !== brut),
    manquants: voulus.filter(champ => !rangs.has(champ)),
    doubles,
  };
}
