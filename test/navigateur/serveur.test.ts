import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type RunningServer } from '../../src/embedded/server/server';

const CDN = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
let dossier: string;
let serveur: RunningServer;

const lire = (chemin: string) => fetch(new URL(chemin, serveur.url));

beforeAll(async () => {
  dossier = mkdtempSync(join(tmpdir(), 'cloture-serveur-'));
  const ecrire = (nom: string, texte: string) => writeFileSync(join(dossier, nom), texte);
  for (const nom of ['page', 'page/frame', 'complement', 'templates', 'node_modules'])
    mkdirSync(join(dossier, nom));
  mkdirSync(join(dossier, 'node_modules/@microsoft/office-js/dist'), { recursive: true });
  ecrire('page/index.html', '<title>page</title>');
  ecrire('page/frame/before.js', 'avant();');
  ecrire('page/frame/after.js', 'apres();');
  ecrire('complement/taskpane.html', `<script src="${CDN}"></script><p>volet</p>`);
  ecrire('complement/app.js', `// ${CDN}`);
  ecrire('node_modules/@microsoft/office-js/dist/office.js', 'office();');
  ecrire('node_modules/@microsoft/office-js/dist/excel-web-16.00.js', 'excel();');
  ecrire('secret.txt', 'secret');
  serveur = await serve({
    root: dossier,
    templates: join(dossier, 'templates'),
    page: join(dossier, 'page'),
    addin: join(dossier, 'complement'),
    port: 0,
  });
});

afterAll(async () => {
  await serveur.close();
  rmSync(dossier, { recursive: true, force: true });
});

test('la page du volet ne change que par l’adresse d’office.js', async () => {
  const page = await (await lire('/taskpane.html')).text();
  expect(page).toBe('<script src="/office/office.js"></script><p>volet</p>');
  expect(await (await lire('/app.js')).text()).toBe(`// ${CDN}`);
});

test('la bibliothèque de Microsoft est servie telle quelle, le fichier d’Excel entre nos deux scripts', async () => {
  expect(await (await lire('/office/office.js')).text()).toBe('office();');
  expect(await (await lire('/office/excel-web-16.00.js')).text()).toBe('avant();\n;excel();\n;apres();');
});

test('la page mère interdit toute requête vers un autre site', async () => {
  const regle = (await lire('/')).headers.get('content-security-policy') ?? '';
  expect(regle).toContain("default-src 'none'");
  expect(regle).toContain("connect-src 'self'");
  expect(regle).not.toMatch(/https?:|\*|unsafe-eval/);
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/atelier/..%2f..%2fsecret.txt',
  '/absent.js',
  '/office/',
])('%s ne sort pas des dossiers servis', async chemin => {
  expect((await lire(chemin)).status).toBe(404);
});

test('un port déjà pris est une erreur reconnaissable', async () => {
  const port = Number(new URL(serveur.url).port);
  const second = serve({ root: dossier, templates: dossier, page: dossier, addin: dossier, port });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
