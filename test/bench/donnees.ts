/** Un classeur d'essai aussi grand qu'on veut : affaires au forfait, temps, planning, factures, toujours les mêmes. */
import { join } from 'node:path';
import { ajouterJours, jour } from '../../src/comptabilite';
import * as t from '../../src/cloture/tables-communes';
import { decoder } from '../../src/workbook/decode';
import type { Cellule, CleColonne } from '../../src/workbook/table';
import type { AnyTable, Lecture } from '../../src/workbook/table';
import { lireScenario } from '../scenarios/scenario';
import { alea } from './alea';

export type Matrice = Cellule[][];

const REFERENTIELS = [
  'Parametres',
  'Periodes',
  'Exercices',
  'PlanComptable',
  'CodesTVA',
  'Produits',
  'ReglesCA',
];
const ARRETE = jour(2026, 11, 30);
const COLLABORATEURS = 60;
const TACHES = ['Pilotage', 'Réalisation', 'Recette', ''] as const;

const affaire = (rang: number) => `26A${String(rang).padStart(4, '0')}`;
const collab = (rang: number) => `C${String(rang).padStart(3, '0')}`;

/** Une matrice telle qu'Excel la rend : en-têtes lisibles, puis valeurs brutes. */
function matrice<T extends AnyTable>(table: T, cles: readonly CleColonne<T>[], rangs: Matrice): Matrice {
  const entetes = cles.map(cle => table.colonnes.find(c => c.cle === cle)?.entete ?? String(cle));
  return [entetes, ...rangs];
}

const nombre = (n: number, faire: (rang: number) => Cellule[]) =>
  Array.from({ length: n }, (_, rang) => faire(rang));

/** `n` temps passés de juillet à novembre 2026, répartis sur `affaires` affaires : treize colonnes. */
export function temps(n: number, affaires: number): Matrice {
  const hasard = alea(20261130);
  return matrice(
    t.Temps,
    [
      'IdTemps',
      'IdCollab',
      'Date',
      'IdAffaire',
      'Lot',
      'SousLot',
      'Tache',
      'Nature',
      'Jours',
      'Heures',
      'Etat',
      'Facturable',
      'PeriodeComptable',
    ],
    nombre(n, rang => {
      const demi = hasard.entier(1, 2);
      return [
        `T${rang}`,
        collab(hasard.entier(1, COLLABORATEURS)),
        ajouterJours(ARRETE, -hasard.entier(0, 150)),
        affaire(rang % affaires),
        'L1',
        '',
        hasard.parmi(TACHES),
        'PRODUCTION_FACTURABLE',
        demi / 2,
        demi * 3.5,
        hasard.entier(1, 20) === 1 ? 'SOUMIS' : 'VALIDE',
        'O',
        '',
      ];
    }),
  );
}

function pieces(affaires: number): [AnyTable, Matrice][] {
  const hasard = alea(7);
  const commande = (rang: number) => `CV${rang}`;
  return [
    [
      t.Affaires,
      matrice(
        t.Affaires,
        ['IdAffaire', 'Libelle', 'IdClient', 'Type', 'Statut', 'RegleCA', 'Contrat', 'CLT'],
        nombre(affaires, rang => {
          return [
            affaire(rang),
            `Projet ${rang}`,
            'CL001',
            'EXTERNE',
            'OUVERTE',
            'FORFAIT_COUTS',
            'FORFAIT',
            'O',
          ];
        }),
      ),
    ],
    [
      t.Commandes,
      matrice(
        t.Commandes,
        ['IdCommande', 'IdAffaire', 'IdClient', 'Date', 'Statut', 'Devise', 'AvecEcheancier'],
        nombre(affaires, r => [commande(r), affaire(r), 'CL001', jour(2026, 6, 1), 'VALIDEE', 'EUR', 'N']),
      ),
    ],
    [
      t.LignesCommande,
      matrice(
        t.LignesCommande,
        [
          'IdCommande',
          'Ligne',
          'CodeProduit',
          'Designation',
          'Quantite',
          'Unite',
          'PrixUnitaire',
          'MontantHT',
          'CodeTVA',
        ],
        nombre(affaires, rang => {
          const prix = hasard.entier(40_000, 90_000);
          return [commande(rang), 1, 'FORFAIT', 'Réalisation', 1, 'FORFAIT', prix, prix, 'N20'];
        }),
      ),
    ],
    [
      t.FacturesClients,
      matrice(
        t.FacturesClients,
        [
          'IdFacture',
          'Ligne',
          'TypePiece',
          'DateFacture',
          'DateEcheance',
          'IdClient',
          'IdAffaire',
          'IdCommande',
          'LigneCommande',
          'CodeProduit',
          'Compte',
          'Quantite',
          'CodeTVA',
          'MontantHT',
          'MontantTVA',
          'MontantTTC',
          'Validee',
          'Devise',
        ],
        nombre(affaires, rang => {
          const ht = hasard.entier(5_000, 30_000);
          const dates = [jour(2026, 10, 15), jour(2026, 11, 30)];
          const objet = ['CL001', affaire(rang), commande(rang), 1, 'FORFAIT', '706000', 1, 'N20'];
          return [`FC${rang}`, 1, 'FACTURE', ...dates, ...objet, ht, ht / 5, ht * 1.2, 'O', 'EUR'];
        }),
      ),
    ],
    [
      t.Planning,
      matrice(
        t.Planning,
        ['IdPlan', 'IdCollab', 'Date', 'IdAffaire', 'Tache', 'Jours', 'Statut'],
        nombre(affaires * 5, rang => {
          const date = ajouterJours(ARRETE, hasard.entier(1, 60));
          return [`P${rang}`, collab(hasard.entier(1, 60)), date, affaire(rang % affaires), '', 1, 'PREVU'];
        }),
      ),
    ],
  ];
}

function equipe(): [AnyTable, Matrice][] {
  const numeros = nombre(COLLABORATEURS, rang => [collab(rang + 1)]);
  return [
    [
      t.Collaborateurs,
      matrice(
        t.Collaborateurs,
        ['IdCollab', 'Nom', 'DateEntree', 'Statut', 'Productif', 'Centre'],
        numeros.map(([id = '']) => [id, `Personne ${id}`, jour(2020, 1, 1), 'SALARIE', 'O', 'DEV']),
      ),
    ],
    [
      t.CoutsCollaborateurs,
      matrice(
        t.CoutsCollaborateurs,
        ['IdCollab', 'DateEffet', 'CoutJour'],
        numeros.map(([id = ''], rang) => [id, jour(2026, 1, 1), 300 + rang * 5]),
      ),
    ],
    [
      t.Tiers,
      matrice(
        t.Tiers,
        ['IdTiers', 'Nom', 'Type', 'CompteCollectif'],
        [['CL001', 'Client', 'CLIENT', '411000']],
      ),
    ],
  ];
}

type Lectures = Map<string, Lecture<AnyTable>>;

/** Les référentiels de l'exemple, décodés : paramètres, périodes, exercices, comptes, TVA. */
export function referentiels(): Lectures {
  const { entrees } = lireScenario(join(__dirname, '../scenarios/exemple-esn'));
  const tables = t.TABLES_COMMUNES.filter(table => REFERENTIELS.includes(table.nom));
  return new Map(
    tables.map(table => [table.nom, decoder(table, entrees.get(table.nom) ?? [], { premiereLigne: 4 })]),
  );
}

/** Toutes les tables d'une clôture à l'avancement, sauf les temps, décodées. */
export function tablesDuMois(affaires: number): Lectures {
  const lectures = referentiels();
  for (const [table, m] of [...pieces(affaires), ...equipe()])
    lectures.set(table.nom, decoder(table, m, { premiereLigne: 4 }));
  return lectures;
}
