// Construit le complément : une page (volet, fonctions et commandes dans un même environnement d'exécution),
// les métadonnées des fonctions en deux langues, le manifeste de l'hôte choisi, les icônes et l'aide.
//
//   npm run build -- --env url=https://cloture.exemple.fr      manifeste et paquet pour cet hôte
//   npm run build -- --env namespace=CLOTURE                   fonctions sous =CLOTURE.CA.AVANCEMENT()
//   npx webpack serve                                          https://localhost:3001, pour le vrai Excel
const { existsSync, readFileSync } = require('node:fs');
const { homedir } = require('node:os');
const { join, resolve } = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const { buildSync } = require('esbuild');
const HtmlPlugin = require('html-webpack-plugin');
const { DefinePlugin, sources, Compilation } = require('webpack');

const HOTE_DE_DEVELOPPEMENT = 'https://localhost:3001';

/** Ce que la page a le droit de charger : elle-même et la bibliothèque Office. L'empreinte est celle du style vide
 *  que Fluent insère avant d'y ajouter ses règles par programme. */
const CSP = [
  "default-src 'self'",
  "script-src 'self' https://appsforoffice.microsoft.com",
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Émet functions.json et functions-en.json en exécutant le catalogue typé, et le relit quand il change. */
class MetadonneesPlugin {
  constructor(url) {
    this.url = url;
  }

  apply(compiler) {
    const entree = resolve(__dirname, 'src/functions/metadata.ts');
    compiler.hooks.thisCompilation.tap('Metadonnees', compilation => {
      compilation.hooks.processAssets.tap(
        { name: 'Metadonnees', stage: Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL },
        () => {
          const { outputFiles, metafile } = buildSync({
            entryPoints: [entree],
            absWorkingDir: __dirname,
            bundle: true,
            platform: 'node',
            format: 'cjs',
            metafile: true,
            write: false,
            logLevel: 'silent',
          });
          for (const fichier of Object.keys(metafile.inputs)) {
            compilation.fileDependencies.add(resolve(__dirname, fichier));
          }
          const module = { exports: {} };
          new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, require);
          const emettre = (nom, langue) =>
            compilation.emitAsset(
              nom,
              new sources.RawSource(
                JSON.stringify(module.exports.functionsMetadata(langue, this.url), null, 2),
              ),
            );
          emettre('functions.json', 'fr');
          emettre('functions-en.json', 'en');
        },
      );
    });
  }
}

/** Le certificat posé par office-addin-dev-certs s'il existe, sinon celui que le serveur se fabrique. */
function certificat() {
  const dossier = join(homedir(), '.office-addin-dev-certs');
  const lire = nom => readFileSync(join(dossier, nom));
  if (!existsSync(join(dossier, 'localhost.key'))) return {};
  return { key: lire('localhost.key'), cert: lire('localhost.crt'), ca: lire('ca.crt') };
}

/** L'adresse où le complément sera servi, sans barre finale. Excel refuse tout ce qui n'est pas https. */
function adresse(url) {
  const { protocol, href } = new URL(String(url));
  if (protocol !== 'https:') throw new Error(`--env url=${url} : Excel ne charge un complément qu'en https.`);
  return href.replace(/\/+$/, '');
}

/** Met l'hôte choisi, et l'espace de noms s'il en faut un, dans le manifeste écrit pour le poste de développement. */
function manifestePour(manifeste, url, namespace) {
  const heberge = manifeste.replaceAll(HOTE_DE_DEVELOPPEMENT, url);
  if (!namespace) return heberge;
  if (!/^[A-Z][A-Z0-9._]{0,31}$/.test(namespace))
    throw new Error(`--env namespace=${namespace} : nom refusé par Excel.`);
  const inscrit = heberge
    .replace(/(<Metadata>[\s\S]*?<\/Metadata>)/, '$1<Namespace resid="Fonctions.Espace" />')
    .replace(
      '</bt:ShortStrings>',
      `<bt:String id="Fonctions.Espace" DefaultValue="${namespace}" /></bt:ShortStrings>`,
    );
  if (inscrit.split('Fonctions.Espace').length !== 3)
    throw new Error("L'espace de noms n'a pas trouvé sa place.");
  return inscrit;
}

function copies({ url, namespace }) {
  return new CopyPlugin({
    patterns: [
      {
        from: 'manifest.xml',
        transform: contenu => manifestePour(contenu.toString('utf8'), url, namespace),
      },
      // Les captures d'écran illustrent le dépôt ; le produit n'en a pas l'usage.
      { from: 'assets', to: 'assets', globOptions: { ignore: ['**/captures/**', '**/*.mjs'] } },
      { from: 'templates/exemple-esn.xlsx', to: 'modeles/exemple-esn.xlsx' },
      { from: 'src/taskpane/taskpane.css', to: 'taskpane.css' },
    ],
  });
}

module.exports = (env = {}, argv = {}) => {
  const url = adresse(env.url ?? HOTE_DE_DEVELOPPEMENT);
  const namespace = env.namespace ? String(env.namespace) : '';
  const mode = argv.mode ?? 'development';
  return {
    mode,
    name: 'complement',
    target: ['web', 'es2022'],
    // Les fonctions et les commandes s'enregistrent d'abord ; le volet (React, Fluent) n'arrive qu'ensuite.
    entry: { app: ['./src/functions/index.ts', './src/commands/index.ts', './src/taskpane/index.ts'] },
    output: {
      path: resolve(__dirname, String(env.sortie ?? 'dist')),
      filename: '[name].[contenthash:10].js',
      chunkFilename: '[name].[contenthash:10].js',
      clean: true,
    },
    devtool: 'source-map',
    resolve: { extensions: ['.tsx', '.ts', '.mjs', '.js'] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          // Un import d'un index ne retient que ce qu'il nomme.
          sideEffects: false,
          use: {
            loader: 'swc-loader',
            options: {
              jsc: {
                parser: { syntax: 'typescript', tsx: true },
                target: 'es2022',
                transform: { react: { runtime: 'automatic' } },
              },
            },
          },
        },
      ],
    },
    plugins: [
      new DefinePlugin({ 'process.env.CLOTURE_NAMESPACE': JSON.stringify(namespace) }),
      new HtmlPlugin({
        filename: 'taskpane.html',
        template: 'src/taskpane/taskpane.html',
        templateParameters: { csp: CSP },
        inject: 'body',
        scriptLoading: 'blocking',
        minify: false,
      }),
      new MetadonneesPlugin(url),
      copies({ url, namespace }),
    ],
    // Ce que plusieurs chargements partagent part une fois, et avec ceux-là seulement : le volet s'ouvre sans le moteur.
    optimization: {
      splitChunks: {
        chunks: 'async',
        maxAsyncRequests: Infinity,
        cacheGroups: {
          defaultVendors: false,
          default: { minChunks: 2, minSize: 0, reuseExistingChunk: true },
        },
      },
    },
    performance: { hints: false },
    stats: 'errors-warnings',
    devServer: {
      port: 3001,
      server: { type: 'https', options: certificat() },
      headers: { 'Access-Control-Allow-Origin': '*' },
      hot: false,
      client: { overlay: false },
      static: false,
    },
  };
};

module.exports.CSP = CSP;
module.exports.manifestePour = manifestePour;
