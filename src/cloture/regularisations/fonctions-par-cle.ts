/** REGUL.FNP, CCA, FAE et PCA : elles suivent les tables ; un mois fermé répond de ses feuilles figées. */
import { arbre, enEuros, somme, ZERO, type Explication } from '../../comptabilite';
import { lireArrete, lireCle, SOCIETE } from '../arguments';
import { exigerLisible } from '../blocages';
import { manque, type Acces, type Fonction, type Modele, type Texte } from '../fonction';
import { ARRETE, parametre } from '../fonction-parametres';
import { Affaires, Periodes, PlanComptable } from '../tables-communes';
import type { ModuleRegul } from './calcul/types';
import { estFermee, expliquerLigne } from './explications';
import { lignesA, preparer, sansArbre, TABLES, type LigneDite } from './fonctions-commun';
import { TABLEAU } from './fonctions-tableau';
import { FaePca, FnpCca, type LignePropositions } from './tables';

const CLE = parametre(
  ['cle', 'Code de l\'affaire, compte ou début de compte, ou "*" pour toute la société. Vide : #N/A.'],
  ['key', 'Project code, account or start of an account, or "*" for the whole company. Empty: #N/A.'],
);
/** Ce que désigne une clé : une affaire, sinon un compte et ceux qu'il commence. @throws ErreurFonction #N/A sinon */
function choisir(
  modele: Modele,
  cle: string,
  lignes: readonly LigneDite[],
): (l: LignePropositions) => boolean {
  if (cle === SOCIETE) return () => true;
  if (modele.tables.lire(Affaires).lignes.some(a => a.IdAffaire === cle)) return l => l.IdAffaire === cle;
  const commence = (compte: string | undefined) => compte?.startsWith(cle) === true;
  const connu =
    modele.tables.lire(PlanComptable).lignes.some(c => commence(c.Compte)) ||
    lignes.some(({ l }) => commence(l.Compte));
  if (/^\d/.test(cle) && connu) return l => commence(l.Compte);
  throw manque(
    `${cle} n'est ni une affaire ni un compte : vérifiez la table Affaires et le plan comptable`,
    `${cle} is neither a project nor an account: check table Affaires and the chart of accounts`,
  );
}

/** Les lignes d'un module que désigne une clé, et où l'on est. */
function lireLignes(acces: Acces, module: ModuleRegul, cleLue: unknown, arreteLu: unknown) {
  const cle = lireCle(
    cleLue,
    CLE.nom,
    {
      fr: 'indiquez une affaire, un compte, ou "*" pour la société',
      en: 'give a project, an account, or "*"',
    },
    { fr: 'un code', en: 'a code' },
  );
  const modele = acces.modele();
  const arrete = lireArrete(arreteLu, modele.arrete, acces.base1904);
  const fermee = estFermee(modele.tables, arrete);
  exigerLisible(fermee ? [Periodes, FaePca, FnpCca] : TABLES, modele, SOCIETE);
  const lignes = lignesA(modele, arrete);
  const retenue = choisir(modele, cle, lignes);
  return { modele, arrete, cle, lignes: lignes.filter(({ l }) => l.Module === module && retenue(l)) };
}

interface Description {
  readonly module: 'FNP' | 'CCA' | 'FAE' | 'PCA';
  readonly description: Texte;
  readonly exemple: readonly [cle: string, resultat: number, source: string];
  readonly remarques: Texte;
}

/** Le total retenu d'un module, en euros hors taxes. */
function parModule({
  module,
  description,
  exemple: [cle, resultat, source],
  remarques,
}: Description): Fonction {
  const id = `REGUL.${module}`;
  return {
    id,
    description,
    parametres: [CLE, ARRETE],
    resultat: { type: 'number' },
    flux: true,
    lit: TABLES,
    exemple: {
      formule: `=${id}("${cle}";"30/11/2026")`,
      arguments: [cle, '30/11/2026'],
      resultat,
      source,
      classeur: 'exemple',
    },
    remarques,
    creer: acces => (cleLue, arreteLu) =>
      enEuros(somme(lireLignes(acces, module, cleLue, arreteLu).lignes.map(({ l }) => l.Retenu ?? ZERO))),
    preparer: acces => (_, arrete) => preparer(acces, arrete),
    expliquer: acces => (cleLue, arreteLu) => {
      const { modele, arrete, cle: de, lignes } = lireLignes(acces, module, cleLue, arreteLu);
      const contexte = { arrete, tables: modele.tables, parametres: modele.parametres(arrete) };
      const termes = lignes.flatMap(({ table, l }): Explication[] => {
        if (l.Retenu === undefined || l.Retenu === 0) return [];
        const e = expliquerLigne(contexte, table, l);
        if (e === undefined) throw sansArbre(l);
        return [{ ...e, libelle: { fr: `${module} ${l.Piece}`, en: `${module} ${l.Piece}` } }];
      });
      return arbre.somme({ fr: `${module}, ${de}`, en: `${module}, ${de}` }, termes, 'EUR');
    },
  };
}

const SUITE: Texte = {
  fr: 'Montants retenus, avant extourne. Un début de compte vaut tous les comptes qu’il commence ; une affaire de même code l’emporte. Un mois fermé répond de ses feuilles figées.',
  en: 'Retained amounts, before reversal. The start of an account stands for all accounts it begins; a project with the same code wins. A closed month answers from its frozen sheets.',
};
const PRODUITS: Texte = {
  fr: `${SUITE.fr} Une société dont ModuleProduits vaut RECONNAISSANCE n’en a pas ici : voir CA.FAE et CA.PCA.`,
  en: `${SUITE.en} A company whose ModuleProduits is RECONNAISSANCE has none here: see CA.FAE and CA.PCA.`,
};

const PAR_MODULE: readonly Description[] = [
  {
    module: 'FNP',
    description: {
      fr: "Factures non parvenues à l'arrêté d'une affaire ou d'un compte, en euros hors taxes.",
      en: 'Accrued expenses of a project or an account at the closing date, in euros excluding VAT.',
    },
    exemple: ['24A010', 2000, 'réception de sous-traitance BR-2026-046 du cas de référence'],
    remarques: SUITE,
  },
  {
    module: 'CCA',
    description: {
      fr: "Charges constatées d'avance à l'arrêté d'une affaire ou d'un compte, en euros hors taxes.",
      en: 'Prepaid expenses of a project or an account at the closing date, in euros excluding VAT.',
    },
    exemple: ['24A010', 0, 'aucune facture à période dans le cas de référence'],
    remarques: SUITE,
  },
  {
    module: 'FAE',
    description: {
      fr: "Factures à établir rattachées à l'arrêté, d'une affaire ou d'un compte, en euros hors taxes.",
      en: 'Accrued income from deliveries and schedule at the closing date, of a project or an account, in euros excluding VAT.',
    },
    exemple: ['24A010', 0, 'le cas de référence reconnaît son CA par règles'],
    remarques: PRODUITS,
  },
  {
    module: 'PCA',
    description: {
      fr: "Produits constatés d'avance rattachés à l'arrêté, d'une affaire ou d'un compte, en euros hors taxes.",
      en: 'Deferred income from invoices with a period at the closing date, of a project or an account, in euros excluding VAT.',
    },
    exemple: ['24A010', 0, 'le cas de référence reconnaît son CA par règles'],
    remarques: PRODUITS,
  },
];

/** Les fonctions qui suivent les propositions de régularisation. */
export const FONCTIONS_PAR_CLE: readonly Fonction[] = [...PAR_MODULE.map(parModule), TABLEAU];
