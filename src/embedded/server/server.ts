/**
 * Le petit serveur de l'atelier. Il sert la page, les pages du complément telles que webpack les a faites, les
 * modèles de classeur et, depuis `node_modules`, la bibliothèque de Microsoft. Il ne touche qu'à deux choses :
 * l'adresse d'office.js dans la page du volet, et les deux scripts mis autour du fichier excel-web.
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

export interface ServerOptions {
  /** Racine du projet, pour node_modules. */
  root: string;
  /** Dossier des modèles de classeur. */
  templates: string;
  /** Page de l'atelier construite. */
  page: string;
  /** Pages du complément construites. */
  addin: string;
  /** Port voulu ; 0 en prend un libre. */
  port: number;
}

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.xml': 'application/xml; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Adresse de production d'office.js, que seul l'atelier remplace. */
const OFFICE_CDN = 'https://appsforoffice.microsoft.com/lib/1/hosted/';
const EXCEL_FILE = /^excel-web-16\.00(\.debug)?\.js$/;

/** Règle de la page mère : rien ne sort ; Univer pose ses styles dans la page, d'où 'unsafe-inline' pour eux seuls. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Ouvre le serveur sur la boucle locale. Un port déjà pris est une erreur `EADDRINUSE`. */
export async function serve(options: ServerOptions): Promise<RunningServer> {
  const server = createServer((request, response) => {
    try {
      answer(options, request, response);
    } catch (error) {
      send(response, 500, 'text/plain; charset=utf-8', String(error));
    }
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close(error => (error ? reject(error) : resolve()));
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function answer(options: ServerOptions, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', '');
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  if (path === '/') return sendPage(response, join(options.page, 'index.html'));
  if (path.startsWith('/atelier/')) return sendFile(response, options.page, path.slice(9));
  if (path.startsWith('/modeles/')) return sendFile(response, options.templates, path.slice(9));
  if (path.startsWith('/office/')) return sendOffice(options, response, path.slice(8));
  return sendAddin(options, response, path.slice(1));
}

function sendPage(response: ServerResponse, file: string): void {
  response.setHeader('content-security-policy', PAGE_POLICY);
  send(response, 200, TYPES['.html'] ?? '', readFileSync(file));
}

function sendAddin(options: ServerOptions, response: ServerResponse, name: string): void {
  if (!name.endsWith('.html')) return sendFile(response, options.addin, name);
  const file = inside(options.addin, name);
  if (!file) return send(response, 404, 'text/plain', '');
  send(response, 200, TYPES['.html'] ?? '', readFileSync(file, 'utf8').replaceAll(OFFICE_CDN, '/office/'));
}

function sendOffice(options: ServerOptions, response: ServerResponse, name: string): void {
  const folder = join(options.root, 'node_modules/@microsoft/office-js/dist');
  const file = inside(folder, name);
  if (!file) return send(response, 404, 'text/plain', '');
  if (!EXCEL_FILE.test(name)) return sendFile(response, folder, name);
  const around = (part: string): string => readFileSync(join(options.page, 'frame', `${part}.js`), 'utf8');
  const text = [around('before'), readFileSync(file, 'utf8'), around('after')].join('\n;');
  send(response, 200, TYPES['.js'] ?? '', text);
}

function sendFile(response: ServerResponse, folder: string, name: string): void {
  const file = inside(folder, name);
  if (!file) return send(response, 404, 'text/plain', '');
  response.writeHead(200, headers(TYPES[extname(file)] ?? 'application/octet-stream', statSync(file).size));
  createReadStream(file).pipe(response);
}

/** Le fichier demandé, s'il existe et reste dans son dossier. */
function inside(folder: string, name: string): string | undefined {
  const file = normalize(join(folder, name));
  if (!file.startsWith(normalize(folder) + sep)) return undefined;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

function headers(type: string, length: number): Record<string, string | number> {
  return { 'content-type': type, 'content-length': length, 'cache-control': 'no-cache' };
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, headers(type, bytes.length));
  response.end(bytes);
}
