import { ModeleTiers } from '../../../src/cloture/tiers/modele';
import { Ecritures, Tiers } from '../../../src/cloture/tables-communes';
import { lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { ajouterJours, jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';
import type { Cellule } from '../../../src/workbook/table';
import { parColonne } from '../../../src/workbook/tables/par-colonne';
import { alea } from '../alea';
import { referentiels } from '../donnees';
import { chronometrer, figure, type Figure } from '../mesure';

const LIGNES = 500_000;
const TIERS = 20_000;
const ARRETE = jour(2026, 11, 30);

const COLONNES = [
  'Exercice',
  'Journal',
  'EcritureNum',
  'Ligne',
  'DateEcriture',
  'Compte',
  'Tiers',
  'Piece',
  'DatePiece',
  'Libelle',
  'Debit',
  'Credit',
  'Lettrage',
  'DateLettrage',
  'DateEcheance',
] as const;

const client = (rang: number) => `C${String(rang).padStart(5, '0')}`;

/** Un grand livre : des factures de trois lignes, neuf sur dix réglées et lettrées, telles qu'Excel les rend. */
export function grandLivre(): Cellule[][] {
  const hasard = alea(411);
  const lignes: Cellule[][] = [
    COLONNES.map(cle => Ecritures.colonnes.find(c => c.cle === cle)?.entete ?? cle),
  ];
  for (let n = 0; lignes.length + 5 <= LIGNES + 1; n++) {
    const date = ajouterJours(ARRETE, -hasard.entier(1, 330));
    const ht = hasard.entier(1_000, 90_000) * 10;
    const tva = ht / 5;
    const [tiers, piece] = [client(hasard.entier(1, TIERS)), `FA${n}`];
    const due = ajouterJours(date, 30);
    const paye = hasard.entier(1, 10) < 10 ? ajouterJours(date, hasard.entier(20, 80)) : undefined;
    const lettre: Cellule[] = paye === undefined ? ['', ''] : [`L${n}`, paye];
    const ecrire = (journal: string, ligne: number, jourDe: number, compte: string, centimes: number) => {
      const auTiers = compte === '411000';
      const montants = [Math.max(0, centimes) / 100, Math.max(0, -centimes) / 100];
      const debut = ['2026', journal, `${journal}${n}`, ligne, jourDe, compte, auTiers ? tiers : ''];
      const fin = auTiers ? [...lettre, centimes > 0 ? due : ''] : ['', '', ''];
      lignes.push([...debut, piece, jourDe, `Pièce ${piece}`, ...montants, ...fin]);
    };
    ecrire('VT', 1, date, '411000', ht + tva);
    ecrire('VT', 2, date, '706000', -ht);
    ecrire('VT', 3, date, '445710', -tva);
    if (paye === undefined) continue;
    ecrire('BQ', 1, paye, '512000', ht + tva);
    ecrire('BQ', 2, paye, '411000', -ht - tva);
  }
  return lignes;
}

function tiers(): Cellule[][] {
  const entetes = ['Code tiers', 'Nom', 'Type', 'Compte collectif'];
  const lignes = Array.from({ length: TIERS }, (_, n) => [
    client(n + 1),
    `Client ${n + 1}`,
    'CLIENT',
    '411000',
  ]);
  return [entetes, ...lignes];
}

/** Le solde du 411 à l'arrêté, en centimes, pris des valeurs brutes : la balance âgée doit le rendre. */
function soldeClients([entetes = [], ...lignes]: readonly Cellule[][]): number {
  const [date = 0, compte = 0, debit = 0, credit = 0] = ['DateEcriture', 'Compte', 'Debit', 'Credit'].map(
    cle => entetes.indexOf(Ecritures.colonnes.find(c => c.cle === cle)?.entete),
  );
  return lignes
    .filter(l => l[compte] === '411000' && Number(l[date]) <= ARRETE)
    .reduce((solde, l) => solde + Math.round(100 * (Number(l[debit]) - Number(l[credit]))), 0);
}

/** Du grand livre brut à la balance âgée : décodage, postes ouverts, échéances, tranches, par tiers et collectif. */
export function balanceAgee(): Figure {
  const json = JSON.stringify(grandLivre());
  // Les lignes telles qu'un hôte les rend : lues d'un texte, comme celles du plancher.
  const matrice = JSON.parse(json) as Cellule[][];
  const lectures = referentiels();
  lectures.set(Tiers.nom, decoder(Tiers, tiers(), { premiereLigne: 4 }));
  const solde = soldeClients(matrice);
  let detail = { total: Infinity };
  const etablir = () => {
    const debut = performance.now();
    const ecritures = decoder(Ecritures, matrice, { premiereLigne: 4 });
    const decode = performance.now();
    const tables = asTablesLues(new Map(lectures).set(Ecritures.nom, ecritures));
    const modele = ModeleTiers.lu(tables, lireParametres(tables, ARRETE));
    const { unites, total } = modele.balance(ARRETE, 'CLIENT');
    const postes = unites.reduce((n, u) => n + u.postes.length, 0);
    const fin = performance.now();
    if (total.total !== solde) throw new Error(`Balance âgée ${total.total}, solde du 411 ${solde}.`);
    const secondes = (de: number, a: number) => Number(((a - de) / 1000).toFixed(3));
    const essai = {
      total: secondes(debut, fin),
      decodage: secondes(debut, decode),
      balance: secondes(decode, fin),
      lignes: parColonne(ecritures).n,
      tiers: unites.length,
      postes,
      centimes: total.total,
    };
    // Le détail est celui du meilleur essai, celui que la figure rend.
    if (essai.total < detail.total) detail = essai;
    return total.total;
  };
  const [ms = 0, plancherMs = 0] = chronometrer(5, etablir, () => JSON.parse(json) as unknown);
  return figure(
    `Balance âgée de ${TIERS} tiers depuis les valeurs brutes de ${LIGNES} lignes de grand livre, décodage compris`,
    ms,
    'JSON.parse des mêmes lignes',
    plancherMs,
    detail,
  );
}
