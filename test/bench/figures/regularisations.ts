import { lireDonnees, lireOptions } from '../../../src/cloture/regularisations/lecture';
import { proposerTout } from '../../../src/cloture/regularisations/calcul/etablir';
import { FacturesFournisseurs, Receptions } from '../../../src/cloture/tables-communes';
import { lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { ajouterJours, jour, somme } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';
import type { AnyTable, Cellule } from '../../../src/workbook/table';
import { alea } from '../alea';
import { referentiels } from '../donnees';
import { chronometrer, figure, type Figure } from '../mesure';

const PIECES = 100_000;
const ARRETE = jour(2026, 11, 30);

const matrice = (table: AnyTable, cles: readonly string[], ligne: (n: number) => Cellule[]): Cellule[][] => [
  cles.map(cle => table.colonnes.find(c => c.cle === cle)?.entete ?? cle),
  ...Array.from({ length: PIECES }, (_, n) => ligne(n)),
];

/** Réceptions à période, dont une sur deux a sa facture, et factures à période de un à vingt-quatre mois. */
function pieces() {
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
  const { receptions, factures } = pieces();
  const json = JSON.stringify([receptions, factures]);
  const lectures = referentiels();
  let detail: Record<string, number> = {};
  const proposer = () => {
    const debut = performance.now();
    const lues = new Map(lectures)
      .set(Receptions.nom, decoder(Receptions, receptions, { premiereLigne: 4 }))
      .set(FacturesFournisseurs.nom, decoder(FacturesFournisseurs, factures, { premiereLigne: 4 }));
    const decode = performance.now();
    const tables = asTablesLues(lues);
    const { propositions } = proposerTout(
      lireDonnees(tables),
      lireOptions(lireParametres(tables, ARRETE)),
      ARRETE,
    );
    const [decodage, calcul] = [decode - debut, performance.now() - decode].map(ms =>
      Number((ms / 1000).toFixed(3)),
    );
    detail = {
      decodage: decodage!,
      calcul: calcul!,
      propositions: propositions.length,
      centimes: somme(propositions.map(p => p.retenu)),
    };
    return propositions.length;
  };
  const [ms = 0, plancherMs = 0] = chronometrer(3, proposer, () => JSON.parse(json) as unknown);
  return figure(
    `Propositions de régularisation depuis les valeurs brutes de ${PIECES} réceptions et ${PIECES} factures à période, décodage compris`,
    ms,
    'JSON.parse des mêmes lignes',
    plancherMs,
    detail,
  );
}
