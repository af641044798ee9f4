/** CPTA.SOLDE : le solde ou les mouvements d'un choix de comptes, suivis à chaque écriture. */
import { enEuros, lireSelection, terminer, texteJour, versIso, type Jour } from '../../comptabilite';
import { lireArrete, lireCle, lireDateFacultative, SOCIETE } from '../arguments';
import { exigerLisible, exigerParametres } from '../blocages';
import { manque, refus, type Acces, type Fonction, type Modele } from '../fonction';
import { AU, DU, facultatif, parametre } from '../fonction-parametres';
import { Affaires, Parametres, PlanComptable } from '../tables-communes';
import { GrandLivre, TABLES_GRAND_LIVRE } from '../tables-communes/grand-livre';
import { arbreBalance } from '../tables-communes/grand-livre/explications';

const LIT = [...TABLES_GRAND_LIVRE, Parametres, PlanComptable, Affaires] as const;
/** Ce qui, illisible, fausserait un solde : le plan et les affaires ne servent qu'à vérifier un code. */
const DECISIVES = [...TABLES_GRAND_LIVRE, Parametres] as const;

const COMPTES = parametre(
  [
    'comptes',
    'Comptes : un numéro ou son début ("706"), un intervalle ("60-62"), plusieurs ("411;416"), une exclusion ("6;-68").',
  ],
  [
    'accounts',
    'Accounts: a number or its beginning ("706"), a range ("60-62"), several ("411;416"), an exclusion ("6;-68").',
  ],
);
const DEPUIS = facultatif({
  ...DU,
  description: {
    fr: 'Premier jour des mouvements, compris. Omis : le solde de l’exercice, à-nouveaux compris.',
    en: 'First day of the movements, included. Omitted: the balance of the year, opening included.',
  },
});
const JUSQUA = facultatif({
  ...AU,
  description: {
    fr: "Dernier jour, compris ; l'arrêté du classeur s'il est omis.",
    en: 'Last day, included; the closing date of the workbook when omitted.',
  },
});
const AFFAIRE = facultatif(
  parametre(
    ['affaire', 'Code de l’affaire ; omis ou "*" : toute la société.'],
    ['project', 'Project code; omitted or "*": the whole company.'],
  ),
);

/** L'affaire demandée ; undefined pour toute la société. Une cellule vide n'est pas la société. */
function lireAffaireFacultative(brut: unknown): string | undefined {
  if (brut === null || brut === undefined) return undefined;
  const vide = { fr: 'omettez-la, ou "*" pour la société', en: 'omit it, or "*" for the whole company' };
  const code = lireCle(brut, AFFAIRE.nom, vide, { fr: 'un code', en: 'a code' });
  return code === SOCIETE ? undefined : code;
}

/** Une affaire que ni sa table ni une écriture ne connaît n'a pas un solde de zéro. */
function exigerAffaire(livre: GrandLivre, code: string | undefined, { tables }: Modele): void {
  if (code === undefined || tables.lire(Affaires).lignes.some(a => a.IdAffaire === code)) return;
  if (livre.livres.some(l => terminer(l.parAxe('IdAffaire')).valeurs.includes(code))) return;
  throw manque(
    `affaire ${code} inconnue : vérifiez le code dans la table Affaires`,
    `unknown project ${code}: check the code in table Affaires`,
  );
}

function lireComptes(brut: unknown) {
  const vide = { fr: 'indiquez un compte ou un préfixe', en: 'give an account or a prefix' };
  const texte = lireCle(brut, COMPTES.nom, vide, { fr: 'un compte', en: 'an account' });
  const selection = lireSelection(texte);
  if (selection) return selection;
  throw refus(
    `comptes : « ${texte} » ne se comprend pas ; écrivez "706", "60-62", "411;416" ou "6;-68"`,
    `accounts: "${texte}" is not understood; write "706", "60-62", "411;416" or "6;-68"`,
  );
}

function lireJours(duLu: unknown, auLu: unknown, acces: Acces, modele: Modele) {
  const au = lireArrete(auLu, modele.arrete, acces.base1904);
  const du = lireDateFacultative(duLu, DU.nom, acces.base1904);
  if (du === undefined || du <= au) return { du, au };
  throw refus(
    `la période finit le ${texteJour(au)}, avant son début le ${texteJour(du)}`,
    `the period ends on ${versIso(au)}, before it begins on ${versIso(du)}`,
  );
}

/** Ce qu'un appel demande au grand livre. @throws ErreurFonction qui dit l'argument, la ligne ou l'exercice en cause */
function lireDemande(acces: Acces, comptesLus: unknown, duLu: unknown, auLu: unknown, affaireLue: unknown) {
  const selection = lireComptes(comptesLus);
  const modele = acces.modele();
  const { du, au } = lireJours(duLu, auLu, acces, modele);
  const affaire = lireAffaireFacultative(affaireLue);
  exigerLisible(DECISIVES, modele, affaire ?? SOCIETE);
  const parametres = modele.parametres(au);
  exigerParametres(parametres);
  const livre = GrandLivre.lu(modele.tables, parametres);
  if (!livre.exerciceDu(au)) throw sansExercice(au);
  exigerConnus(livre, selection, modele);
  exigerAffaire(livre, affaire, modele);
  return { livre, comptes: selection.convient, du, au, affaire };
}

/** Range par tranches le grand livre où une cellule cherchera son solde. */
function preparer(acces: Acces, auLu: unknown): Generator<void, unknown> {
  const modele = acces.modele();
  const au = lireArrete(auLu, modele.arrete, acces.base1904);
  return GrandLivre.lire(modele.tables, modele.parametres(au));
}

const sansExercice = (au: Jour) =>
  manque(
    `aucun exercice ne contient le ${texteJour(au)} : ajoutez-le à la table Exercices`,
    `no fiscal year contains ${versIso(au)}: add it to table Exercices`,
  );

/** Un compte que rien ne connaît n'a pas un solde de zéro. */
function exigerConnus(
  livre: GrandLivre,
  { texte, convient }: ReturnType<typeof lireComptes>,
  modele: Modele,
): void {
  if (livre.livres.some(l => l.comptes.some(convient))) return;
  if (modele.tables.lire(PlanComptable).lignes.some(l => convient(l.Compte))) return;
  throw manque(
    `aucun compte « ${texte} » au plan comptable ni dans les écritures`,
    `no account "${texte}" in the chart of accounts or in the entries`,
  );
}

const SOLDE: Fonction = {
  id: 'CPTA.SOLDE',
  description: {
    fr: 'Solde d’un choix de comptes à une date, débit moins crédit, en euros ; ou leurs mouvements entre deux dates.',
    en: 'Balance of a choice of accounts at a date, debit less credit, in euros; or their movements between two dates.',
  },
  parametres: [COMPTES, DEPUIS, JUSQUA, AFFAIRE],
  resultat: { type: 'number' },
  flux: true,
  lit: LIT,
  exemple: {
    formule: '=CPTA.SOLDE("4181";;"31/10/2026";"24A010")',
    arguments: ['4181', null, '31/10/2026', '24A010'],
    resultat: 21600,
    source: 'domaine §18 : FAE de 18 000 HT à fin octobre sur 24A010, TVA 20 %',
    classeur: 'exemple',
  },
  remarques: {
    fr: 'Un produit a un solde négatif. Les écritures de clôture comptent, validées ou non. Avec « du », les à-nouveaux ne comptent pas ; sans lui, ils ouvrent l’exercice, et à défaut les soldes de bilan d’avant. Les périodes spéciales 13 à 16 ne comptent que si PeriodesSpeciales vaut O.',
    en: 'An income account has a negative balance. Closing entries count, posted or not. With "from", opening entries do not count; without it they open the year, or the earlier balance-sheet balances do. Special periods 13 to 16 count only if PeriodesSpeciales is O.',
  },
  creer: acces => (comptes, du, au, affaire) => {
    const { livre, ...demande } = lireDemande(acces, comptes, du, au, affaire);
    return enEuros(livre.solde(demande));
  },
  preparer: acces => (_comptes, _du, au) => preparer(acces, au),
  expliquer: acces => (comptesLus, duLu, auLu, affaireLue) => {
    const { livre, comptes, du, au, affaire } = lireDemande(acces, comptesLus, duLu, auLu, affaireLue);
    return arbreBalance(
      livre,
      {
        au,
        ...(du === undefined ? {} : { du }),
        ...(affaire === undefined ? {} : { filtre: { colonne: 'IdAffaire', valeur: affaire } }),
      },
      { mesure: du === undefined ? 'solde' : 'mouvements', cote: 'NET' },
      comptes,
    );
  },
};

/** Les fonctions CPTA.* de la comptabilité générale. */
export const FONCTIONS_COMPTABILITE: readonly Fonction[] = [SOLDE];
