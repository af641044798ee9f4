/** Pourquoi ce débit, ce crédit d'une opération : le schéma de l'écriture, compté en arbres (domaine §8.6, §8.10). */
import { arbre, type Explication, type Montant } from '../../../comptabilite';
import { arbreTauxTVA } from '../../tables-communes/taux-explique';
import type { Contexte } from '../../contexte';
import type { Arithmetique } from '../acomptes/calcul/arithmetique';
import { lignesEn, type LigneDe } from '../acomptes/calcul/schemas';
import type { LigneOperation, OperationLue } from '../acomptes/etablir';
import { OperationsTiers } from '../acomptes/tables';
import type { Rendu } from '../acomptes/tva-acomptes';
import { TvaDesPieces } from '../tva';
import { arbreHorsTaxe, dire, ZERO_EUROS } from './postes';

/** Les montants d'une opération, et leur nom à l'écran. */
const MONTANTS = {
  Montant: dire('Montant', 'Amount'),
  Frais: dire('Frais', 'Fees'),
  Interets: dire('Intérêts', 'Interest'),
  Retenue: dire('Retenue', 'Retention'),
  Encaisse: dire('Encaissé', 'Received'),
} as const;

/** Un montant d'une opération : sa cellule, ou zéro si elle est vide. */
export function celluleOperation(o: LigneOperation, colonne: keyof typeof MONTANTS): Explication {
  const montant: Montant | undefined = o[colonne];
  if (montant === undefined) return ZERO_EUROS;
  const { fr, en } = MONTANTS[colonne];
  return arbre.cellule(
    dire(`${fr}, ${o.IdOperation}`, `${en}, ${o.IdOperation}`),
    { table: OperationsTiers.nom, ligne: o.ligne, colonne },
    arbre.eurosExacts(montant),
    'EUR',
  );
}

function enArbres(taux: Explication): Arithmetique<Explication> {
  return {
    zero: ZERO_EUROS,
    estNul: e => e.valeur.isZero(),
    moins: (e, ...autres) => {
      const saisis = autres.filter(a => a !== ZERO_EUROS);
      return saisis.length === 0 ? e : arbre.difference(dire('Ce qui reste', 'What is left'), [e, ...saisis]);
    },
    plus: (e, autre) => arbre.somme(dire('Ensemble', 'Together'), [e, autre]),
    horsTaxe: ttc => arbreHorsTaxe(ttc, taux),
    tvaSur: ht =>
      arbre.arrondi(dire('TVA', 'VAT'), arbre.produit(dire('HT × taux', 'Net × rate'), [ht, taux])),
  };
}

/** TVA d'un TTC : le TTC moins son HT arrondi. */
const arbreTva = (ttc: Explication, taux: Explication): Explication =>
  arbre.difference(dire('TVA', 'VAT'), [ttc, arbreHorsTaxe(ttc, taux)]);

/** La TVA qu'une compensation rend : arr(TVA × compensé / reçu), moins ce que les précédentes ont rendu. */
function arbreRendu({ recus, compenses }: Rendu, { tables, parametres }: Contexte): Explication {
  const tva = new TvaDesPieces(tables, parametres);
  const montants = (operations: readonly LigneOperation[], fr: string, en: string) =>
    arbre.somme(
      dire(fr, en),
      operations.map(o => celluleOperation(o, 'Montant')),
      'EUR',
    );
  const recu = montants(recus, 'Acompte', 'Down payment');
  const tvaRecue = arbre.somme(
    dire('TVA de l’acompte', 'VAT of the down payment'),
    recus.flatMap(o => {
      const lu = tva.duCode(o.CodeTVA, o.Date);
      return lu ? [arbreTva(celluleOperation(o, 'Montant'), arbreTauxTVA(lu, parametres))] : [];
    }),
    'EUR',
  );
  const cumul = (operations: readonly LigneOperation[]) => {
    const libelle = dire('Compensé à ce jour', 'Cleared to date');
    const compense = arbre.minimum(libelle, [montants(operations, 'Compensé', 'Cleared'), recu]);
    return arbre.prorata(dire('TVA rendue à ce jour', 'VAT given back to date'), tvaRecue, compense, recu);
  };
  return compenses.length === 1
    ? cumul(compenses)
    : arbre.difference(dire('TVA rendue', 'VAT given back'), [
        cumul(compenses),
        cumul(compenses.slice(0, -1)),
      ]);
}

/** Les lignes d'une opération dans l'ordre de son écriture, chaque montant en arbre. */
export function arbresOperation(
  { ligne, operation, comptes, tva, rendu }: OperationLue,
  contexte: Contexte,
): LigneDe<Explication>[] {
  const taux = tva
    ? arbreTauxTVA(tva, contexte.parametres)
    : arbre.constante(dire('Sans TVA', 'No VAT'), 0, 'TAUX');
  const montants = {
    montant: celluleOperation(ligne, 'Montant'),
    frais: celluleOperation(ligne, 'Frais'),
    interets: celluleOperation(ligne, 'Interets'),
    retenue: celluleOperation(ligne, 'Retenue'),
    encaisse: celluleOperation(ligne, 'Encaisse'),
    tvaRendue: rendu && arbreRendu(rendu, contexte),
  };
  return lignesEn(operation, montants, comptes, enArbres(taux));
}
