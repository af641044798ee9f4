import { ajouterJours, jour, somme } from '../../../src/comptabilite';
import type { AnyTable, Cellule } from '../../../src/workbook/table';
import { alea } from '../alea';
import { referentiels } from '../donnees';
import { livre } from '../livre';
import { chronometrer, figure, type Figure } from '../mesure';
import type * as Livres from './regularisations-livres';

const PIECES = 100_000;
const ARRETE = jour(2026, 11, 30);

const matrice = (table: AnyTable, cles: readonly string[], ligne: (n: number) => Cellule[]): Cellule[][] => [
  cles.map(cle => table.colonnes.find(c => c.cle === cle)?.entete ?? cle),
  ...Array.from({ length: PIECES }, (_, n) => ligne(n)),
];

/** Réceptions à période, dont une sur deux a sa facture, et factures à période de un à vingt-quatre mois. */
function pieces({
  Receptions,
  FacturesFournisseurs,
}: Pick<typeof Livres, 'Receptions' | 'FacturesFournisseurs'>) {
  const hasard = alea(408);
  const periode = (): [Cellule, Cellule] => {
    const du = ajouterJours(ARRETE, -hasard.entier(0, 300));
    return [du, ajouterJours(du, hasard.entier(29, 730))];
  };
  const receptions = matrice(
    Receptions,
    [
      'IdReception',
      'Ligne',
      'DateReception',
      'IdFournisseur',
      'IdAffaire',
      'Compte',
      'CodeTVA',
      'Quantite',
      'MontantHT',
      'PeriodeDu',
      'PeriodeAu',
    ],
    n => [
      `BR${n}`,
      1,
      ajouterJours(ARRETE, -hasard.entier(0, 300)),
      `FO${n % 500}`,
      '',
      '611000',
      'N20',
      1,
      hasard.entier(100, 90_000) / 10,
      ...periode(),
    ],
  );
  const factures = matrice(
    FacturesFournisseurs,
    [
      'IdFactF',
      'Ligne',
      'Reference',
      'DateFacture',
      'IdFournisseur',
      'IdReception',
      'LigneReception',
      'Compte',
      'CodeTVA',
      'Quantite',
      'MontantHT',
      'MontantTTC',
      'PeriodeDu',
      'PeriodeAu',
      'Validee',
    ],
    n => {
      const ht = hasard.entier(100, 90_000) / 10;
      const visee: Cellule[] = n % 2 === 0 ? [`BR${n}`, 1] : ['', ''];
      const date = ajouterJours(ARRETE, -hasard.entier(0, 300));
      return [
        `FF${n}`,
        1,
        `R${n}`,
        date,
        `FO${n % 500}`,
        ...visee,
        '611000',
        'N20',
        1,
        ht,
        ht * 1.2,
        ...periode(),
        'O',
      ];
    },
  );
  return { receptions, factures };
}

/** Des valeurs brutes de cent mille réceptions et cent mille factures à période aux propositions, décodage compris. */
export function regularisations(): Figure {
  const livres = livre<typeof Livres>('test/bench/figures/regularisations-livres.ts');
  const { Receptions, FacturesFournisseurs, decoder, lireDonnees } = livres;
  const json = JSON.stringify(pieces(livres));
  // Les lignes telles qu'un hôte les rend : lues d'un texte, comme celles du plancher.
  const { receptions, factures } = JSON.parse(json) as ReturnType<typeof pieces>;
  const lectures = referentiels();
  const durees = { decodage: Infinity, calcul: Infinity };
  const proposer = () => {
    const debut = performance.now();
    const lues = new Map(lectures)
      .set(Receptions.nom, decoder(Receptions, receptions, { premiereLigne: 4 }))
      .set(FacturesFournisseurs.nom, decoder(FacturesFournisseurs, factures, { premiereLigne: 4 }));
    const decode = performance.now();
    const tables = livres.asTablesLues(lues);
    const options = livres.lireOptions(livres.lireParametres(tables, ARRETE));
    const { propositions } = livres.proposerTout(lireDonnees(tables), options, ARRETE);
    durees.decodage = Math.min(durees.decodage, decode - debut);
    durees.calcul = Math.min(durees.calcul, performance.now() - decode);
    return propositions;
  };
  const [ms = 0, plancherMs = 0] = chronometrer(5, proposer, () => JSON.parse(json) as unknown);
  // Ce qui n'est pas copié dans une proposition se relit quand sa feuille s'écrit : les deux temps se montrent.
  const propositions = proposer();
  const ecrire = () => livres.produireCharges(propositions, ARRETE, () => undefined).lignes;
  const [feuilles = 0] = chronometrer(5, ecrire);
  return figure(
    `Propositions de régularisation depuis les valeurs brutes de ${PIECES} réceptions et ${PIECES} factures à période, décodage compris`,
    ms,
    'JSON.parse des mêmes lignes',
    plancherMs,
    {
      decodage: secondes(durees.decodage),
      calcul: secondes(durees.calcul),
      propositions: propositions.length,
      centimes: somme(propositions.map(p => p.retenu)),
      lignesDeFeuille: ecrire().length,
      versLaFeuille: secondes(feuilles),
    },
  );
}

const secondes = (ms: number) => Number((ms / 1000).toFixed(3));
