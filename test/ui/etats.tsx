/** Le volet des états, nourri d'une vraie exécution sur un petit grand livre ; un compte y attend sa ligne au besoin. */
import { etats } from '../../src/cloture/etats';
import { Ecritures, Exercices, Parametres } from '../../src/cloture/tables-communes';
import { lireParametres } from '../../src/cloture/tables-communes/parametres';
import { depuisTexte, type Jour } from '../../src/comptabilite';
import type { BilanExecution, ModeExecution } from '../../src/ui/proprietes';
import { decoder } from '../../src/workbook/decode';
import { asTablesLues } from '../../src/workbook/reader';
import type { AnyTable, Cellule, Lecture } from '../../src/workbook/table';

export { etats };

const ENTETE = [
  'Exercice',
  'Journal',
  'EcritureNum',
  'Ligne',
  'DateEcriture',
  'Compte',
  'Piece',
  'DatePiece',
  'Libelle',
  'Debit',
  'Credit',
];

const ligne = (n: number, date: string, compte: string, debit: number, credit: number): Cellule[] => [
  '2026',
  'OD',
  `E${n}`,
  1,
  date,
  compte,
  `P-${n}`,
  date,
  'Prestation d’intégration et de maintenance',
  debit,
  credit,
];

/** Dix mois de ventes et de salaires ; `orphelin` : un compte sans ligne d'état. */
function ecritures(orphelin: boolean): Lecture<AnyTable> {
  const lignes = Array.from({ length: 11 }, (_, mois) => {
    const date = `2026-${String(mois + 1).padStart(2, '0')}-15`;
    const ventes = 80_000 + mois * 1_500;
    return [
      ligne(4 * mois, date, '706000', 0, ventes),
      ligne(4 * mois + 1, date, '411000', ventes, 0),
      ligne(4 * mois + 2, date, '641000', 72_000, 0),
      ligne(4 * mois + 3, date, '512000', 0, 72_000),
    ];
  }).flat();
  const autres = orphelin
    ? [ligne(98, '2026-11-20', '296000', 0, 500), ligne(99, '2026-11-20', '512000', 500, 0)]
    : [];
  return decoder(Ecritures as AnyTable, [ENTETE, ...lignes, ...autres], { premiereLigne: 4 });
}

/** Les tables que ces états lisent. */
export function lectureEtats(table: AnyTable, orphelin = false): Lecture<AnyTable> | undefined {
  const lire = (matrice: Cellule[][]) => decoder(table, matrice, { premiereLigne: 4 });
  if (table.nom === Ecritures.nom) return ecritures(orphelin);
  if (table.nom === Exercices.nom)
    return lire([
      ['Exercice', 'DateDebut', 'DateFin', 'Referentiel'],
      ['2026', '2026-01-01', '2026-12-31', 'PCG2025'],
    ]);
  if (table.nom === Parametres.nom)
    return lire([
      ['Cle', 'Valeur'],
      ['RaisonSociale', 'Alizé Conseil SAS'],
    ]);
  return undefined;
}

/** Ce qu'une exécution des états rend à l'écran. */
export function bilanEtats(mode: ModeExecution, arrete: string, orphelin: boolean): BilanExecution {
  const tables = asTablesLues(
    new Map(
      [...etats.lit].flatMap(t => [lectureEtats(t, orphelin)].flatMap(l => (l ? [[t.nom, l] as const] : []))),
    ),
  );
  const jour = depuisTexte(arrete) as Jour;
  const { anomalies, produites } = etats.calculer({
    arrete: jour,
    tables,
    parametres: lireParametres(tables, jour),
  });
  return {
    arrete,
    mode,
    anomalies,
    bloque: orphelin,
    ecritures: { nombre: 0, debit: 0, credit: 0 },
    feuilles: ['Compte de résultat', 'Bilan actif', 'Bilan passif'],
    etapes: [],
    ecrituresDetail: [],
    resumes: [],
    produites,
  };
}
