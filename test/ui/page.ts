/** Construit le harnais et le sert avec la règle de sécurité de la vraie page. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CSP } from '../../webpack.config.js';

const racine = join(__dirname, '../..');

export interface PageServie {
  adresse: string;
  fermer(): Promise<void>;
}

export async function servirHarnais(): Promise<PageServie> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'harnais.tsx')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const css = readFileSync(join(racine, 'src/taskpane/taskpane.css'), 'utf8');
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CSP}">
<title>Clôture</title><link rel="icon" href="data:,"><link rel="stylesheet" href="taskpane.css"></head>
<body><div id="volet"></div><script src="harnais.js"></script></body></html>`;
  const fichiers: Record<string, [type: string, contenu: string]> = {
    '/': ['text/html; charset=utf-8', html],
    '/taskpane.css': ['text/css', css],
    '/harnais.js': ['text/javascript; charset=utf-8', outputFiles[0]?.text ?? ''],
  };
  const serveur = createServer((requete, reponse) => {
    const fichier = fichiers[new URL(requete.url ?? '/', 'http://localhost').pathname];
    reponse.writeHead(fichier ? 200 : 404, { 'content-type': fichier?.[0] ?? 'text/plain' });
    reponse.end(fichier?.[1] ?? '');
  });
  await new Promise<void>(pret => serveur.listen(0, '127.0.0.1', pret));
  const { port } = serveur.address() as AddressInfo;
  return {
    adresse: `http://127.0.0.1:${port}/`,
    fermer: () =>
      new Promise(fini => {
        serveur.closeAllConnections();
        serveur.close(() => fini());
      }),
  };
}
