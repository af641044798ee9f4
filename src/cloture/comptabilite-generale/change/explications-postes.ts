/** Les arbres d'un poste en devise : ce qui en reste, sa valeur comptable, sa valeur au cours de clôture. */
import { absolu, arbre, type Explication, type Libelle } from '../../../comptabilite';
import { TauxChange } from '../../tables-communes';
import type { PartOuverte } from './calcul/types';
import type { PosteReevalue } from './etablir';

const dire = (fr: string, en: string): Libelle => ({ fr, en });

/** Le montant en devise d'une part : la cellule de la ligne, du signe de son côté ; une part entamée est une constante. */
function deviseDe({ ligne, devise }: PartOuverte): Explication {
  const source = { table: ligne.table, ligne: ligne.ligne, colonne: 'MontantDevise' };
  const libelle = dire(`${ligne.piece}, en ${ligne.devise}`, `${ligne.piece}, in ${ligne.devise}`);
  const entiere = absolu(devise) === absolu(ligne.montantDevise ?? devise);
  if (ligne.montantDevise === undefined || !entiere)
    return arbre.constante(
      dire(`${libelle.fr}, reste`, `${libelle.en}, remaining`),
      arbre.eurosExacts(devise),
      'EUR',
    );
  const cellule = arbre.cellule(libelle, source, arbre.eurosExacts(absolu(devise)), 'EUR');
  return devise < 0 ? arbre.oppose(cellule, libelle) : cellule;
}

export const enDevise = ({ poste }: PosteReevalue): Explication =>
  arbre.somme(
    dire(`Reste en ${poste.devise}`, `Remaining in ${poste.devise}`),
    poste.parts.map(deviseDe),
    'EUR',
  );

/** La valeur comptable d'une part : le débit ou le crédit de la ligne, ou sa fraction encore ouverte. */
function valeurDe({ ligne, devise, valeur: v }: PartOuverte): Explication {
  const colonne = ligne.montant < 0 ? 'Credit' : 'Debit';
  const libelle = dire(`${ligne.piece}, à son cours d’entrée`, `${ligne.piece}, at entry rate`);
  const source = { table: ligne.table, ligne: ligne.ligne, colonne };
  const cellule = arbre.cellule(libelle, source, arbre.eurosExacts(absolu(ligne.montant)), 'EUR');
  const entiere = v === ligne.montant;
  const prise = entiere
    ? cellule
    : arbre.prorata(
        libelle,
        cellule,
        arbre.constante(dire('Reste en devise', 'Remaining currency'), arbre.eurosExacts(absolu(devise))),
        arbre.constante(
          dire('Montant en devise', 'Currency amount'),
          arbre.eurosExacts(absolu(ligne.montantDevise ?? devise)),
        ),
      );
  return ligne.montant < 0 ? arbre.oppose(prise, libelle) : prise;
}

export const valeur = ({ poste }: PosteReevalue): Explication =>
  arbre.somme(dire('Valeur comptable', 'Book value'), poste.parts.map(valeurDe), 'EUR');

export const coursDe = ({ cours }: PosteReevalue): Explication =>
  arbre.cellule(
    dire(`Cours de clôture ${cours.Devise}, pour 1 EUR`, `Closing rate ${cours.Devise}, for 1 EUR`),
    { table: TauxChange.nom, ligne: cours.ligne, colonne: 'Taux' },
    cours.Taux,
    'NOMBRE',
  );

export const cloture = (p: PosteReevalue): Explication =>
  arbre.arrondi(
    dire('Valeur à la clôture', 'Closing value'),
    arbre.quotient(dire('Devise ÷ cours', 'Currency ÷ rate'), enDevise(p), coursDe(p), 'EUR'),
  );

export const ecartDe = (p: PosteReevalue): Explication =>
  arbre.difference(dire('Écart de conversion', 'Translation difference'), [cloture(p), valeur(p)]);
