/** Qui importe qui. Chaque règle dit quoi faire à la place. */
// D'une capacité, ou d'un de ses sous-dossiers.
const moteur = ['^src/cloture/[^/]+/(calcul|controles)', '^src/cloture/[^/]+/[^/]+/calcul/'];
const regle = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    regle(
      'comptabilite-seule',
      "Le vocabulaire n'importe que decimal.js : déplacer le besoin vers la capacité ou workbook.",
      { path: '^src/comptabilite/' },
      { pathNot: ['^src/comptabilite/', 'node_modules/decimal\\.js'] },
    ),
    regle(
      'moteur-pur',
      'Un calcul ou un contrôle ne reçoit que des lignes déjà lues : importer les types seulement.',
      { path: moteur },
      {
        pathNot: ['^src/comptabilite/', 'node_modules/decimal\\.js', ...moteur],
        dependencyTypesNot: ['type-only'],
      },
    ),
    regle(
      'moteur-sans-hote',
      "Un calcul ne doit atteindre ni Excel, ni l'écran, même par détour.",
      { path: moteur },
      { path: '^src/(embedded|taskpane|functions|commands|ui)/|node_modules/react', reachable: true },
    ),
    regle(
      'capacites-isolees',
      'Les capacités se rencontrent dans les tables du classeur, pas par import.',
      { path: '^src/cloture/([^/]+)/' },
      {
        path: '^src/cloture/[^/]+/',
        pathNot: ['^src/cloture/$1/', '^src/cloture/tables-communes/'],
      },
    ),
    regle(
      'fonctions-sans-react',
      "Les fonctions de cellule ne chargent jamais l'écran : importer fonctions.ts, pas l'index de la capacité.",
      { path: '^src/(functions|cloture/[^/]+/fonctions)' },
      { path: 'node_modules/(react|react-dom|@fluentui)/|^src/(ui|taskpane)/', reachable: true },
    ),
    regle(
      'workbook-sans-metier',
      'Le classeur ne connaît aucune capacité : elles lui sont passées.',
      { path: '^src/workbook/' },
      {
        path: '^src/cloture/',
        // Les registres de toute exécution (écritures, contrôles, journal) sont des tables communes.
        pathNot: '^src/cloture/tables-communes/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    regle(
      'excel-embarque-a-part',
      "Rien du complément n'importe l'Excel embarqué : il passe par Office.js.",
      { path: '^src/(?!embedded/)' },
      { path: '^src/embedded/|^\\.cache/' },
    ),
    regle(
      'ui-neutre',
      'Les composants partagés ne connaissent ni capacité ni classeur.',
      { path: '^src/ui/' },
      {
        path: '^src/(cloture|workbook|embedded|taskpane|functions|commands)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    regle(
      'pas-de-test-en-production',
      'Le code livré ne dépend pas des tests.',
      { path: '^src/' },
      { path: '^test/' },
    ),
    regle(
      'sans-cycle',
      'Deux fichiers qui se tiennent sont un seul : en extraire le commun.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['types', 'import', 'require', 'node', 'default'] },
    exclude: { path: '^\\.cache/' },
  },
};
