import { direAnomalie, jour, type Anomalie } from '../../../src/comptabilite';
import { Affaires, FacturesClients, Parametres, Temps, Tiers } from '../../../src/cloture/tables-communes';
import { lireParametres } from '../../../src/cloture/tables-communes/parametres';
import { controlerReferences, decoder, lectureVide } from '../../../src/workbook/decode';
import { asTablesLues } from '../../../src/workbook/reader';
import type { AnyTable, Lecture } from '../../../src/workbook/table';
import { enDeuxLangues } from './langues';

/** Ce que la lecture du classeur trouve se dit en anglais comme en français : même lieu, mêmes chiffres. */
const OPTIONS = { premiereLigne: 4 };

function lire(table: AnyTable, ...lignes: Record<string, unknown>[]) {
  const entetes = table.colonnes.map(c => c.cle);
  return decoder(table, [entetes, ...lignes.map(l => entetes.map(cle => l[cle] ?? ''))], OPTIONS);
}

const facture = {
  IdFacture: 'F1',
  Ligne: '1',
  TypePiece: 'FACTURE',
  DateFacture: 46356,
  IdClient: 'C1',
  MontantHT: 1,
  MontantTTC: 1,
  Validee: 'O',
};

/** Code inconnu, code mal écrit, table absente ; sept colonnes requises. */
const NOMBRES: Readonly<Record<string, number>> = { 'C-GEN-02': 3, 'C-TAB-02': 7 };

/** Une cellule fautive par défaut que la lecture sait nommer. */
const FAUTES: readonly [string, Record<string, unknown>][] = [
  ['C-GEN-03', { MontantHT: 'douze' }],
  ['C-GEN-03', { MontantHT: '1,234' }],
  ['C-GEN-03', { MontantHT: true }],
  ['C-GEN-03', { MontantHT: '#N/A' }],
  ['C-GEN-03', { MontantHT: 1e300 }],
  ['C-GEN-03', { DateFacture: '03/2026' }],
  ['C-GEN-03', { DateFacture: -3 }],
  ['C-GEN-03', { Validee: 'peut-être' }],
  ['C-GEN-03', { TypePiece: 'DEVIS' }],
  ['C-GEN-03', { Compte: '7' }],
  ['C-GEN-03', { Avancement: 'beaucoup' }],
  ['C-TAB-04', { IdClient: '' }],
  ['C-TAB-05', { MontantHT: '1 234,56', Validee: 'oui', DateFacture: '30/11/2026', IdClient: 12 }],
  ['C-TAB-06', { MontantHT: 1.005 }],
];

test.each(FAUTES)('%s %j', (code, cellules) => {
  const { anomalies } = lire(FacturesClients, { ...facture, ...cellules });
  expect([...new Set(anomalies.map(a => a.code))]).toEqual([code]);
  enDeuxLangues(anomalies);
});

test.each<[string, () => readonly Anomalie[]]>([
  ['C-TAB-01', () => lectureVide(Parametres).anomalies],
  ['C-TAB-02', () => decoder(Temps, [['IdTemps']], OPTIONS).anomalies],
  ['C-TAB-03', () => decoder(FacturesClients, [[...Object.keys(facture), 'IdFacture']], OPTIONS).anomalies],
  ['C-TAB-07', () => lire(FacturesClients, { ...facture, TypePiece: 'AVOIR' }).anomalies],
  ['C-GEN-01', () => lire(FacturesClients, facture, facture).anomalies],
  [
    'C-GEN-02',
    () => {
      const tiers = { IdTiers: 'X', Nom: 'X', Type: 'CLIENT', CompteCollectif: '411000' };
      const citees = ['x', 'Y'].map((IdClient, i) => ({ ...facture, Ligne: i, IdClient, IdAffaire: 'A' }));
      return controlerReferences(
        new Map<string, Lecture>([
          ['FacturesClients', lire(FacturesClients, ...citees)],
          ['Tiers', lire(Tiers, tiers)],
          ['Affaires', lectureVide(Affaires)],
        ]),
      );
    },
  ],
  ['C-PAR-01', () => parametres({ Cle: 'CutOffTVA', Valeur: 'PEUT-ETRE' })],
  ['C-PAR-02', () => parametres({ Cle: 'Couleur', Valeur: 'bleu' })],
])('%s', (code, lever) => {
  const anomalies = lever().filter(a => a.code === code);
  expect(anomalies.length).toBe(NOMBRES[code] ?? 1);
  enDeuxLangues(anomalies);
});

function parametres(ligne: Record<string, unknown>): Anomalie[] {
  const tables = asTablesLues(new Map([['Parametres', lire(Parametres, ligne)]]));
  return [...lireParametres(tables, jour(2026, 11, 30)).anomalies];
}

test('sans anglais, le français se montre ; avec, chacun le sien', () => {
  const fr = { code: 'X', gravite: 'INFO' as const, message: 'voilà', remede: 'rien' };
  expect(direAnomalie(fr, 'en').message).toBe('voilà');
  const deux = { ...fr, en: { message: 'there', remede: 'nothing' } };
  expect([direAnomalie(deux, 'en').remede, direAnomalie(deux, 'fr').remede]).toEqual(['nothing', 'rien']);
});
