// Ce que le compilateur ne voit pas : horloge et hasard dans le moteur, Office.js hors de sa maison.
import officeAddins from 'eslint-plugin-office-addins';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const office = ['Excel', 'Office', 'OfficeExtension', 'OfficeRuntime', 'CustomFunctions'].map(name => ({
  name,
  message:
    'Office.js ne paraît que dans src/workbook et les trois coquilles (functions, taskpane, commands).',
}));

export default tseslint.config(
  { ignores: ['dist/**', '.cache/**', 'node_modules/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-globals': ['error', ...office],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: [
      'src/workbook/**',
      'src/functions/**',
      'src/taskpane/**',
      'src/commands/**',
      'src/embedded/**',
      'test/**',
    ],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['src/workbook/**/*.ts'],
    plugins: { 'office-addins': officeAddins },
    rules: {
      'office-addins/load-object-before-read': 'error',
      'office-addins/call-sync-after-load': 'error',
      'office-addins/no-navigational-load': 'error',
      'office-addins/no-empty-load': 'error',
    },
  },
  {
    files: [
      'src/comptabilite/**',
      'src/cloture/*/calcul.ts',
      'src/cloture/*/calcul/**',
      'src/cloture/*/*/calcul/**',
      'src/cloture/*/controles.ts',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Le moteur est sans hasard.' },
        { object: 'Math', property: 'round', message: "Utiliser arr() : demi s'éloignant de zéro." },
        {
          object: 'Date',
          property: 'now',
          message: "Le moteur est sans horloge : l'arrêté est un argument.",
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date']", message: 'Une date est un Jour, sans fuseau.' },
        {
          selector: "CallExpression[callee.property.name='toLocaleString']",
          message: 'Le moteur est sans langue.',
        },
      ],
    },
  },
);
