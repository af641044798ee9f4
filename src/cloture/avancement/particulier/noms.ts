/** Ce que les noms d'une formule désignent : une mesure de l'affaire, ou une colonne ajoutée par l'utilisateur à Affaires. */
import { arbre, type Explication, type Montant, type Quantite, type Taux } from '../../../comptabilite';
import { colonneDe, nomNormalise, taux, type Lecture } from '../../../workbook/table';
import { decoderIsolee } from '../../../workbook/tables/seule';
import type { Affaires } from '../../tables-communes';
import { CaAvancement, type LigneCaAvancement } from '../tables';
import { FormuleErronee } from './formule';

/** Les mesures qu'une formule peut lire, celles de « CA à l'avancement » ; CaReconnu y est le CA de la méthode. */
export const MESURES = [
  'BudgetInitial',
  'Budget',
  'Facture',
  'ResteAFacturer',
  'TempsValorises',
  'Achats',
  'Frais',
  'Receptions',
  'Charges',
  'Raf',
  'Reprevision',
  'JoursVendus',
  'JoursRealises',
  'TauxCalcule',
  'TauxTheorique',
  'TauxPropose',
  'CaReconnu',
] as const satisfies readonly (keyof LigneCaAvancement)[];
export type CleMesure = (typeof MESURES)[number];

const LIBRE = taux({ entete: 'Donnée', en: 'Value' });

const parNom = new Map(
  MESURES.flatMap(cle => {
    const { entete, en } = colonneDe(CaAvancement, cle);
    return [cle, entete, en].map(nom => [nomNormalise(nom), cle] as const);
  }),
);

/** La valeur d'une mesure, en euros, en jours ou en rapport ; undefined si elle est vide. */
export function mesureDe(ligne: LigneCaAvancement, cle: CleMesure): Explication | undefined {
  const valeur = ligne[cle];
  const { entete, en, sorte } = colonneDe(CaAvancement, cle);
  const libelle = { fr: entete, en };
  if (valeur === undefined) return undefined;
  if (sorte === 'taux') return arbre.constante(libelle, valeur as Taux, 'TAUX');
  return sorte === 'quantite'
    ? arbre.constante(libelle, arbre.quantiteExacte(valeur as Quantite), 'JOUR')
    : arbre.constante(libelle, arbre.eurosExacts(valeur as Montant), 'EUR');
}

/**
 * Ce que vaut un nom pour une affaire : sa mesure, sinon la colonne de ce nom à sa ligne d'Affaires.
 * @throws FormuleErronee si personne ne le connaît, s'il est vide ou n'est pas un nombre
 */
export function valeurDe(
  nom: string,
  mesure: (cle: CleMesure) => Explication | undefined,
  affaires: Pick<Lecture<typeof Affaires>, 'libres'>,
  ligne: number,
): Explication {
  const vide = new FormuleErronee({ fr: `« ${nom} » est vide`, en: `"${nom}" is empty` });
  const cle = parNom.get(nomNormalise(nom));
  if (cle !== undefined) {
    const lue = mesure(cle);
    if (lue === undefined) throw vide;
    return lue;
  }
  const libre = affaires.libres?.get(nomNormalise(nom));
  if (!libre)
    throw new FormuleErronee({
      fr: `« ${nom} » n'est ni une mesure, ni une colonne d'Affaires`,
      en: `"${nom}" is neither a measure nor a column of Affaires`,
    });
  const brut = libre.valeurs.get(ligne) ?? '';
  const lu = decoderIsolee(LIBRE, brut);
  if (!('valeur' in lu))
    throw new FormuleErronee({
      fr: `« ${nom} », ligne ${ligne} d'Affaires : « ${String(brut)} » n'est pas un nombre`,
      en: `"${nom}", row ${ligne} of Affaires: "${String(brut)}" is not a number`,
    });
  if (lu.valeur === undefined) throw vide;
  const { entete } = libre;
  const source = { table: 'Affaires', ligne, colonne: entete };
  return arbre.cellule({ fr: entete, en: entete }, source, lu.valeur as Taux, 'NOMBRE');
}
