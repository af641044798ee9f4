/** Chaque exemple de l'aide, évalué par le vrai chemin, donne ce que l'aide annonce. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExempleFonction } from '../../../src/cloture/fonction';
import { createEmbeddedExcel } from '../../../src/embedded/embedded';
import { toUS } from '../../../src/embedded/formula';
import { attachFunctions, evaluateFormulas, functionBridge } from '../../../src/embedded/functions';
import { bootClient } from '../../../src/embedded/node/client';
import { CATALOGUE } from '../../../src/functions/catalogue';
import { functionsMetadata } from '../../../src/functions/metadata';
import { petitClasseur } from '../../exemple/petit-classeur';

const LIVRE = join(__dirname, '../../../templates/exemple-esn.xlsx');

/** Les exemples de la liste dont le classeur ne rend pas la valeur annoncée. */
async function ecarts(fichier: Uint8Array, exemples: readonly ExempleFonction[]): Promise<unknown[]> {
  const excel = await createEmbeddedExcel({ fichier });
  const client = bootClient(excel);
  client.install();
  jest.resetModules();
  await import('../../../src/functions');
  attachFunctions(excel, client.session, functionsMetadata('fr'));
  const bridge = functionBridge(excel);
  const formules = exemples.map(({ formule }) => toUS(formule));
  const rendus = await evaluateFormulas(excel, bridge, formules);
  bridge.dispose();
  client.dispose();
  excel.dispose();
  return exemples.flatMap(({ formule, resultat }, i) => {
    const rendu = rendus[i]!;
    const valeur = 'valeur' in rendu ? rendu.valeur : rendu;
    return JSON.stringify(valeur) === JSON.stringify(resultat) ? [] : [{ formule, resultat, valeur }];
  });
}

const EXEMPLES = CATALOGUE.map(({ exemple }) => exemple);

test('dans le classeur que « npm start » ouvre, débordements compris', async () => {
  const annonces = EXEMPLES.filter(({ classeur }) => classeur !== 'seule affaire');
  expect(annonces.length).toBeGreaterThan(EXEMPLES.length - 6);
  expect(await ecarts(readFileSync(LIVRE), annonces)).toEqual([]);
}, 60_000);

test('tous, dans le classeur de la seule affaire 24A010', async () => {
  expect(await ecarts(await petitClasseur(), EXEMPLES)).toEqual([]);
}, 60_000);
