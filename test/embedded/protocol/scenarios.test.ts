/** Les scénarios du diagnostic, rejoués sur l'Excel embarqué avec la bibliothèque de Microsoft. */
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient, type Client } from '../../../src/embedded/node/client';
import { runScenario, SCENARIOS, type Observations } from '../../../src/taskpane/diagnostic/scenarios';

/** Ce que la documentation et les preuves disent d'Excel (office-js.md §3, §6.9, §6.10). */
const ATTENDU: Record<string, Observations> = {
  'cellules.nombres-en-texte': {
    valeurs: [
      [7, '007', 1200000, '007'],
      // 24E010 sans format texte : Excel y lit 24 × 10^10 (office-js.md §3.4), le piège des codes d'affaire.
      [512000, '512000', 24e10, '12E5'],
      [true, '=1+1', 0.05, '2026-11-30'],
    ],
    types: [
      ['Double', 'String', 'Double', 'String'],
      ['Double', 'String', 'Double', 'String'],
      ['Boolean', 'String', 'Double', 'String'],
    ],
  },
  'cellules.virgule-decimale': { valeurs: [[1.5, 1.5]] },
  'cellules.null-et-vide': { valeurs: [[1, '', 4]] },
  'cellules.formules': {
    valeurs: [[42], ['#N/A'], ['#DIV/0!'], ['oui']],
    formules: [['=SUM(A1:A2)'], ['=NA()'], ['=1/0'], ['=IF(A1>10,"oui","non")']],
  },
  'cellules.dates': { valeurs: [[46356], [36526]], textes: ['30/11/2026'], formats: ['dd/mm/yyyy'] },
  'cellules.dimensions': { code: 'InvalidArgument' },
  'cellules.application-partielle': { code: 'ItemNotFound', valeurs: [[1], ['']] },
  'cellules.decoupage': { lignes: 2000, derniere: [1999, 'x1999', 499.75] },
  'cellules.debordement': {
    etendue: 'B2:C4',
    valeurs: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  },
  'cellules.feuille-protegee': { code: 'AccessDenied' },
  'tableaux.croissance': { apresVides: 'A2:C3', apresValeurs: 'A2:C4' },
  'tableaux.colonne-a-droite': { colonnes: ['Code', 'Heures', 'Double', 'Neuve'] },
  'tableaux.colonne-calculee': { valeurs: [[2], [4], [20], [40]], formule: '=[@Heures]*2' },
  'tableaux.references-structurees': { avant: 3, apres: 13 },
  'tableaux.lignes-ajoutees': { nombre: 4, codes: ['y', 'a', 'b', 'z'] },
  'tableaux.identite': { memeIdentifiant: true, nom: 'DiagTautre' },
  'tableaux.objet-nul': { nul: [true, true], code: 'ItemNotFound' },
  'tableaux.redimension-refusee': { code: 'InvalidArgument' },
  'tableaux.filtre': { filtre: true, ensuite: false, heures: [10, 20] },
  'evenements.modification': {
    recu: true,
    changeType: 'RangeEdited',
    source: 'Local',
    address: 'A1',
    avant: 1,
    apres: 42,
  },
  'evenements.coupes': { recus: 1 },
  'evenements.calcul': { recu: true, valeur: 42 },
  'references.plage-perimee': { code: 'InvalidObjectPath' },
  'references.plage-suivie': { adresse: 'B7', valeur: 'ici' },
  'parametres.classeur': { valeur: { version: 1, liste: ['a', 'b'] }, efface: true },
};

describe('Scénarios du diagnostic sur l’Excel embarqué', () => {
  let excel: EmbeddedExcel;
  let client: Client;

  beforeAll(async () => {
    excel = await createEmbeddedExcel();
    client = bootClient(excel);
  });
  afterAll(() => excel.dispose());

  test.each(SCENARIOS.map(scenario => [scenario.id, scenario.titre, scenario] as const))(
    '%s : %s',
    async (id, _titre, scenario) => {
      const resultat = await runScenario(scenario, client.Excel);
      expect({ erreur: resultat.erreur, ...resultat.observations }).toEqual({
        erreur: 'aucune',
        ...ATTENDU[id],
      });
    },
  );

  test('chaque scénario a son attendu, et ne laisse rien derrière lui', async () => {
    expect(SCENARIOS.map(scenario => scenario.id).sort()).toEqual(Object.keys(ATTENDU).sort());
    await excel.calculated();
    expect(excel.model.sheets()).toHaveLength(1);
    expect(excel.model.tables()).toHaveLength(0);
    expect(client.session.referenceCount).toBe(0);
  });
});
