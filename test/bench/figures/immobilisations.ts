import type * as Module from '../../../src/cloture/immobilisations';
import type * as Calcul from '../../../src/cloture/immobilisations/calcul';
import type { Bornes, Fiche } from '../../../src/cloture/immobilisations/calcul';
import { CategoriesImmo, Immobilisations } from '../../../src/cloture/immobilisations/tables';
import { lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { depuisEuros, jour, montant, type Montant, ZERO } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';
import type { Cellule } from '../../../src/workbook/table';
import { alea } from '../alea';
import { referentiels } from '../donnees';
import { livre } from '../livre';
import { chronometrer, figure, type Figure } from '../mesure';

const BIENS = 100_000;
const MOIS = 120;
const ESSAIS = 2;
/** Années civiles : aucun exercice n'est à connaître. */
const EXERCICES: readonly Bornes[] = [];

/** Dix ans de linéaire en 30/360, mis en service un jour quelconque de 2020 à 2026. */
function fiches(nombre: number): Fiche[] {
  const hasard = alea(3);
  return Array.from({ length: nombre }, (_, rang) => {
    const entree = jour(hasard.entier(2020, 2025), hasard.entier(1, 12), hasard.entier(1, 28));
    return {
      id: `I${rang}`,
      brut: depuisEuros(hasard.entier(50_000, 5_000_000) / 100),
      residuelle: ZERO,
      acquisition: entree,
      miseEnService: entree,
      dureeMois: MOIS,
      mode: 'LINEAIRE',
      convention: '30_360',
    };
  });
}

/** Le strict minimum : cent vingt cumuls de nombres flottants par bien, sans date, sans objet, sans exercice. */
function planNaif(bruts: readonly Montant[]): number {
  let total = 0;
  for (const brut of bruts) {
    let avant = 0;
    for (let mois = 1; mois <= MOIS; mois++) {
      const cumul = Math.round((brut * mois) / MOIS);
      total += cumul - avant;
      avant = cumul;
    }
  }
  return total;
}

/** Le plan mois par mois sur dix ans, un bien après l'autre : chaque ligne passe à qui la lit, aucune n'est gardée. */
export function plans(): Figure {
  const { parcourir, planEconomique } = livre<typeof Calcul>('src/cloture/immobilisations/calcul/index.ts');
  const biens = fiches(BIENS);
  const bruts = biens.map(b => b.brut);
  const attendu = bruts.reduce((a, b) => a + b, 0);
  let lignes = 0;
  const planifier = () => {
    let total = 0;
    let restes = 0;
    lignes = 0;
    for (const fiche of biens)
      parcourir(planEconomique(fiche, EXERCICES), EXERCICES, 'MENSUELLE', (_, fin, dotation, cumul, vnc) => {
        lignes++;
        total += dotation;
        if (fin > 0 && cumul + vnc !== fiche.brut) restes++;
      });
    if (total !== attendu || restes > 0) throw new Error('Les dotations ne somment pas aux valeurs brutes.');
    return total;
  };
  const [ms = 0, plancherMs = 0] = chronometrer(ESSAIS, planifier, () => planNaif(bruts));
  return figure(
    `Plan mois par mois de ${BIENS} biens sur dix ans : dates, dotation, cumul et VNC de chaque mois, au centime`,
    ms,
    'une boucle nue de cent vingt cumuls par bien : ni date, ni objet, ni contrôle',
    plancherMs,
    { lignes, lignesParSeconde: Math.round(lignes / (ms / 1000)) },
  );
}

const ENTETES = [
  'IdImmo',
  'Libelle',
  'Categorie',
  'Type',
  'Compte',
  'DateAcquisition',
  'DateMiseEnService',
  'ValeurBrute',
  'Mode',
  'DureeMois',
];

/** Un mois de dotations de cent mille biens par la capacité : plans, dotations, annexe, écritures, anomalies. */
export function dotations(): Figure {
  const { immobilisations: capacite } = livre<typeof Module>('src/cloture/immobilisations/index.ts');
  const registre: Cellule[][] = fiches(BIENS).map(f => {
    const { id, acquisition, brut, dureeMois } = f;
    return [
      id,
      `Bien ${id}`,
      'MAT',
      'CORPORELLE',
      '2183',
      acquisition,
      acquisition,
      brut / 100,
      'LINEAIRE',
      dureeMois,
    ];
  });
  const matrice = [ENTETES, ...registre];
  const categories = [
    ['Categorie', 'Libelle', 'Type', 'Compte', 'CompteAmort', 'CompteDotation'],
    ['MAT', 'Matériel', 'CORPORELLE', '2183', '28183', '68112'],
  ];
  const json = JSON.stringify(matrice);
  const lectures = referentiels();
  lectures.set('CategoriesImmo', decoder(CategoriesImmo, categories, { premiereLigne: 4 }));
  lectures.set('Immobilisations', decoder(Immobilisations, matrice, { premiereLigne: 4 }));
  const tables = asTablesLues(lectures);
  const arrete = jour(2026, 11, 30);
  const parametres = lireParametres(tables, arrete);
  let rendu: ReturnType<typeof capacite.calculer> | undefined;
  const [ms = 0, plancherMs = 0] = chronometrer(
    1,
    () => (rendu = capacite.calculer({ arrete, tables, parametres })),
    () => JSON.parse(json) as unknown,
  );
  const lignesDe = (nom: string) => rendu?.produites.find(p => p.table.nom === nom)?.lignes.length ?? 0;
  const total = montant(rendu?.ecritures[0]?.lignes.reduce((somme, l) => somme + l.debit, 0) ?? 0);
  return figure(
    `Un mois de dotations de ${BIENS} biens : plans par exercice, dérogatoire, annexe, écritures et anomalies`,
    ms,
    'JSON.parse de la matrice du registre',
    plancherMs,
    {
      biens: lignesDe('DotationsDuMois'),
      lignesDePlan: lignesDe('PlanAmortissement'),
      dotation: total / 100,
    },
  );
}
