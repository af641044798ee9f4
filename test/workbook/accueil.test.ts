import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';
import { officeServices } from '../../src/taskpane/officeServices';
import type { Services } from '../../src/taskpane/services';
import { petitClasseur } from '../exemple/petit-classeur';
import { cloturer, saisir } from './classeur-vivant';
import { Vue } from './coauteur';

/** L'accueil du volet, par la vraie bibliothèque : ce qu'un affichage demande à Excel. */
let excel: EmbeddedExcel;
let client: Client;

beforeEach(async () => {
  excel = await createEmbeddedExcel({ fichier: await petitClasseur() });
  client = bootClient(excel);
  client.install();
});

afterEach(() => {
  client.uninstall();
  client.dispose();
  excel.dispose();
});

const sautes = async (services: Services): Promise<string[]> =>
  (await services.situation()).entraves.flatMap(e => (e.nature === 'anterieur' && e.saute ? [e.arrete] : []));

async function envoisDe(geste: () => Promise<unknown>): Promise<number> {
  const avant = client.session.stats.requests;
  await geste();
  return client.session.stats.requests - avant;
}

/** Novembre reste ouvert, rien n'y est validé, et l'arrêté passe en décembre. */
function passerEnDecembre(): Promise<void> {
  const parametres = new Vue(excel, 'Parametres');
  const rang = parametres.corps.findIndex(ligne => ligne.includes('DateArrete'));
  return saisir(client, 'Parametres', 'Valeur', rang, '2026-12-31');
}

test('un mois sauté : les écritures validées se lisent une fois, pas à chaque affichage', async () => {
  const sans = officeServices();
  expect(await sautes(sans)).toEqual([]);
  const affichage = await envoisDe(() => sans.situation());

  await passerEnDecembre();
  const avec = officeServices();
  expect(await sautes(avec)).toEqual(['2026-11-30']);
  expect(await envoisDe(() => avec.situation())).toBe(affichage);
});

test('un mois sauté ne l’est plus dès qu’il est validé : l’accueil le sait et se refait', async () => {
  await passerEnDecembre();
  const services = officeServices();
  expect(await sautes(services)).toEqual(['2026-11-30']);
  const vus: Promise<readonly string[]>[] = [];
  const valide = new Promise<void>(resolve => {
    services.suivre(() => {
      const vu = sautes(services);
      vus.push(vu);
      void vu.then(mois => mois.length === 0 && resolve());
    });
  });
  expect((await cloturer()).bloque).toBe(false);
  await valide;
  expect(await vus.at(-1)).toEqual([]);
});
