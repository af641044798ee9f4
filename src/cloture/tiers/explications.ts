/** « Pourquoi ce chiffre ? » des balances âgées, de leur rapprochement, des délais, de la tendance et de la prévision. */
import type { Explication } from '../../comptabilite';
import type { TablesLues } from '../../workbook/table';
import type { CelluleGeneree, Contexte } from '../contexte';
import type { Sens } from './calcul/collectifs';
import { ArbresBalance } from './explications/balance';
import { ArbresDelais } from './explications/delais';
import { expliquerIndicateur } from './explications/indicateurs';
import { siEcrit } from './explications/postes';
import { expliquerPrevision } from './explications/prevision';
import { expliquerRapprochement } from './explications/rapprochement';
import { expliquerTendance } from './explications/tendance';
import { ModeleTiers } from './modele';
import { RapprochementTiers } from './rapprochement/tables';
import { IndicateursTiers, PrevisionTresorerie, TendanceTiers } from './tables';

const SENS_DE: Readonly<Record<string, Sens>> = {
  BalanceAgeeClients: 'CLIENT',
  BalanceAgeeFournisseurs: 'FOURNISSEUR',
};

const EXPLIQUEES = new Set([
  ...Object.keys(SENS_DE),
  IndicateursTiers.nom,
  TendanceTiers.nom,
  PrevisionTresorerie.nom,
  RapprochementTiers.nom,
]);

/** Les arbres d'une lecture du classeur. */
interface Lus {
  readonly modele: ModeleTiers;
  readonly balances: Map<string, ArbresBalance>;
  readonly delais: ArbresDelais;
}

const lus = new WeakMap<TablesLues, Lus>();

function lire({ tables, parametres }: Contexte): Lus {
  const connu = lus.get(tables);
  if (connu) return connu;
  const modele = ModeleTiers.lu(tables, parametres);
  const lu = { modele, balances: new Map(), delais: new ArbresDelais(modele, tables, parametres) };
  lus.set(tables, lu);
  return lu;
}

/**
 * L'arbre d'une cellule d'une balance âgée, de son rapprochement, d'un indicateur, de la tendance ou de la prévision. Le
 * modèle est celui du classeur tel qu'il est, écritures de clôture écrites comprises.
 */
export function expliquer(contexte: Contexte, cellule: CelluleGeneree): Explication | undefined {
  const { table, ligne, colonne } = cellule;
  if (!EXPLIQUEES.has(table)) return undefined;
  const { modele, balances, delais } = lire(contexte);
  const balance = (sens: Sens, arrete = contexte.arrete) => {
    const cle = `${sens} ${arrete}`;
    const connue = balances.get(cle) ?? new ArbresBalance(modele, modele.balance(arrete, sens), arrete);
    balances.set(cle, connue);
    return connue;
  };
  if (table === IndicateursTiers.nom)
    return expliquerIndicateur({ contexte, modele, delais, balance }, cellule);
  if (table === TendanceTiers.nom) return expliquerTendance({ delais, balance }, cellule);
  const { arrete, tables } = contexte;
  if (table === PrevisionTresorerie.nom) return expliquerPrevision({ modele, arrete, balance }, cellule);
  if (table === RapprochementTiers.nom)
    return siEcrit(() => expliquerRapprochement({ modele, arrete, tables, balance }, cellule));
  return balance(SENS_DE[table]!).expliquer(ligne, colonne);
}
