/** Le volet réel, nourri d'un bilan écrit à la main : de quoi regarder chaque état sans attendre un classeur. */
import { createRoot } from 'react-dom/client';
import Panneau from '../../src/cloture/avancement/Panneau';
import type { Capacite } from '../../src/cloture/capacite';
import {
  type Anomalie,
  compte,
  depuisEuros,
  type Ecriture,
  ecriture,
  jour,
  taux,
  ZERO,
} from '../../src/comptabilite';
import { CATALOGUE } from '../../src/functions/catalogue';
import { ErreurFonction } from '../../src/cloture/fonction';
import { Historique, JournalExecutions, Parametres } from '../../src/cloture/tables-communes';
import { FEUILLES_COMMUNES } from '../../src/cloture/tables-communes/feuilles';
import { evaluate } from '../../src/functions/errors';
import { App } from '../../src/taskpane/App';
import type { Assistant } from '../../src/taskpane/functions/assistant';
import { type DataServices, dataServices } from '../../src/taskpane/data/dataServices';
import { fecServices, type FecServices } from '../../src/taskpane/data/fecServices';
import { recordServices } from '../../src/taskpane/records/recordServices';
import type { Services } from '../../src/taskpane/services';
import type { Entrave, Situation } from '../../src/taskpane/situation';
import { conserverPreferences, lirePreferences } from '../../src/ui/preferences';
import type { BilanExecution, IssueExecution, Langue } from '../../src/ui/proprietes';
import { decoder } from '../../src/workbook/decode';
import { asTablesLues } from '../../src/workbook/reader';
import type { AnyTable, Cellule, Lecture } from '../../src/workbook/table';
import { bilanComptabilite, comptabilite, ECRITURES } from './comptabilite';
import { bilanImmobilisations, immobilisations, registre } from './immobilisations';
import { bilanEtats, etats, lectureEtats } from './etats';
import { bilanTiers, tiers } from './tiers';

const demande = new URLSearchParams(window.location.search);
const cas = demande.get('cas') ?? 'ordinaire';

const capacite = {
  nom: 'avancement',
  titre: { fr: 'CA à l’avancement', en: 'Revenue by stage of completion' },
  lit: [],
  ecrit: [],
  modules: [],
  feuilles: [],
  cachee: { cle: 'ModuleProduits', valeur: 'RATTACHEMENT' },
  calculer: () => ({ capacite: 'avancement', anomalies: [], ecritures: [], produites: [], resume: '' }),
  panneau: () => Promise.resolve({ default: Panneau }),
} satisfies Capacite;

const anomalies: Anomalie[] = [
  {
    code: 'C-REV-03',
    gravite: 'BLOQUANT',
    table: 'Planning',
    ligne: 12,
    colonne: 'IdAffaire',
    message: 'Affaire 24A050 : aucun reste à faire alors que l’affaire est ouverte.',
    remede: 'Planifiez les jours restants, ou forcez le % avec un motif.',
  },
  {
    code: 'C-GEN-02',
    gravite: 'ALERTE',
    table: 'Temps',
    ligne: 1048576,
    colonne: 'IdCollaborateurQuiPorteUnNomTresLong',
    message: 'Collaborateur DUPONT-DE-LA-TOUR-EN-BRIE-SUR-AISNE inconnu de la table Collaborateurs.',
    remede: 'Ajoutez-le, ou corrigez le code.',
  },
  {
    code: 'C-GEN-03',
    gravite: 'INFO',
    table: 'Temps',
    message: 'Colonne Date : textes lus en dates, jour d’abord.',
    remede: '',
  },
];

const affaire = (
  IdAffaire: string,
  pour100: string,
  ca: number,
  fae: number,
  pca: number,
  libelle: string,
) => ({
  Arrete: jour(2026, 11, 30),
  IdAffaire,
  Libelle: libelle,
  TauxCalcule: taux(pour100),
  TauxRetenu: taux(pour100),
  CaReconnu: depuisEuros(ca),
  Fae: depuisEuros(fae),
  Pca: depuisEuros(pca),
  Facture: depuisEuros(ca - fae + pca),
  Budget: depuisEuros(100000),
  Production: depuisEuros(-1234.5),
});

const fae: Ecriture = ecriture({
  cle: 'FAE|2026-11-30|24A010|ARRETE',
  origine: 'FAE',
  journal: 'OD',
  date: jour(2026, 11, 30),
  piece: 'FAE-24A010',
  libelle: 'FAE 24A010 Refonte du site',
  lignes: [
    { compte: compte('418100'), tiers: 'CLI001', debit: depuisEuros(18000), credit: ZERO },
    { compte: compte('706000'), debit: ZERO, credit: depuisEuros(15000) },
    { compte: compte('445870'), debit: ZERO, credit: depuisEuros(3000) },
  ],
});

const bilan = (mode: 'SIMULER' | 'VALIDER', arrete: string): BilanExecution => ({
  arrete,
  mode,
  anomalies: cas === 'propre' ? [] : cas === 'bloque' ? anomalies : anomalies.slice(1),
  bloque: cas === 'bloque',
  ecritures: { nombre: 1, debit: 18000, credit: 18000 },
  feuilles: ['CA à l’avancement', 'Ecritures de clôture', 'Contrôles'],
  etapes: [],
  ecrituresDetail: [fae],
  resumes: [],
  produites: [
    {
      table: { nom: 'CaAvancement' },
      lignes: [
        affaire('24A010', '0.45', 45000, 15000, 0, 'Refonte du site · ACME'),
        affaire('24A020', '0.3333333', 1234567.89, 0, 987654.32, 'Tierce maintenance applicative'),
        affaire('24A030', '1', 0, 0, 0, 'Audit'),
      ],
    },
  ],
});

const vide = cas === 'vide' || cas === 'vierge';
const fini = cas === 'propre' || cas === 'fermable' || cas === 'ferme';
const entraves: Entrave[] =
  cas === 'vide'
    ? [{ nature: 'arrete' }]
    : cas === 'ferme'
      ? [{ nature: 'fermee' }]
      : cas === 'fermable'
        ? []
        : [
            { nature: 'periode' },
            { nature: 'donnees' },
            { nature: 'inacheve' },
            { nature: 'bloquantes', nombre: 2, codes: ['C-TAB-01', 'C-GEN-03'] },
            { nature: 'anterieur', arrete: '2026-10-31', saute: true },
            { nature: 'aValider', capacite },
          ];

const situation: Situation = {
  etat: vide
    ? { periode: 'INCONNUE', arretes: [] }
    : {
        arrete: '2026-11-30',
        periode: cas === 'ferme' ? 'FERMEE' : 'EN_CLOTURE',
        arretes: ['2026-10-31', '2026-11-30'],
      },
  vierge: cas === 'vierge',
  tables: vide ? 0 : 27,
  prochaine:
    cas === 'vide'
      ? 'arrete'
      : cas === 'bloque'
        ? 'bloque'
        : cas === 'ferme'
          ? 'fermee'
          : fini
            ? 'fermer'
            : 'simuler',
  manques:
    cas === 'vide'
      ? [{ nature: 'arrete' }, { nature: 'table', table: 'Affaires' }, { nature: 'inacheve' }]
      : cas === 'bloque'
        ? [{ nature: 'structure', table: 'Planning', anomalie: anomalies[0] as Anomalie, nombre: 2 }]
        : [],
  travaux: [
    ...(cas === 'rattachement'
      ? []
      : [{ capacite, etat: cas === 'bloque' ? 'bloquant' : fini ? 'fait' : 'aFaire' } as const]),
    { capacite: immobilisations, etat: fini ? 'fait' : 'aFaire' },
  ],
  caches: cas === 'rattachement' ? [capacite] : [],
  bloquantes: cas === 'bloque' ? 2 : 0,
  alertes: cas === 'fermable' ? 3 : fini ? 0 : undefined,
  entraves,
};

/** Les issues que la page retient, comme dans la coquille. */
const issues = new Map<string, IssueExecution>();
const abonnes = new Set<() => void>();
const noter = (travail: string, rendu: BilanExecution): BilanExecution => {
  issues.set(travail, { bilan: rendu });
  for (const prevenir of abonnes) prevenir();
  return rendu;
};

/** L'assistant sur le vrai catalogue ; le classeur, lui, propose deux affaires et ne se lit pas. */
const assistant: Assistant = {
  functions: CATALOGUE,
  suggestions: () =>
    Promise.resolve({
      byName: new Map([
        [
          'affaire',
          [
            { value: '24A010', label: 'Refonte du site' },
            { value: '24A020', label: 'Tierce maintenance applicative' },
          ],
        ],
      ]),
      arrete: jour(2026, 11, 30),
    }),
  evaluate: (fonction, args) => {
    const source = { version: '0.1.0', base1904: false, langue: 'fr' as const, modele: () => refuser() };
    return evaluate(() => fonction.creer(source)(...args));
  },
  subscribe: () => () => undefined,
  nameOf: fonction => fonction.id,
  insert: (_formule, remplacer) =>
    Promise.resolve({ address: "'Liste des affaires'!B9", empty: false, written: remplacer }),
  selection: () => Promise.resolve({ address: "'Feuille 1'!B2", values: [[12000]] }),
  writeExamples: () => Promise.resolve(cas !== 'vide'),
};

function refuser(): never {
  throw new ErreurFonction('notAvailable', 'Affaire 24A010 : budget absent', 'Project 24A010: no budget');
}

/** Le journal et les paramètres que lisent l'historique et les réglages, en plus du registre. */
const journal: [AnyTable, Cellule[][]][] = [
  [
    JournalExecutions,
    [
      ['IdExecution', 'Debut', 'Fin', 'Module', 'Arrete', 'Mode', 'Etat', 'Par', 'Message'],
      ...(cas === 'vide'
        ? []
        : [
            [
              '1',
              '2026-11-02 18:04:11',
              '2026-11-02 18:04:12',
              'avancement, immobilisations',
              '31/10/2026',
              'FERMER',
              'TERMINEE',
              'Léa Roussel',
              'CA à l’avancement : 3 affaires',
            ],
            [
              '2',
              '2026-12-01 09:12:40',
              '',
              'avancement',
              '30/11/2026',
              'VALIDER',
              'COMMENCEE',
              'Clôture',
              '',
            ],
          ]),
    ],
  ],
  [
    Parametres,
    [
      ['Cle', 'Valeur'],
      ['DateArrete', '30/11/2026'],
      ['TauxTVADefaut', '0,2'],
      ['CPT_FAE', '4181'],
    ],
  ],
  [
    Historique,
    [
      [
        'Arrete',
        'Module',
        'IdAffaire',
        'DateEffet',
        'Montant',
        'TypeLigne',
        'BUD',
        'FACT',
        'CH',
        'RAF',
        'REP',
      ],
      ['30/09/2026', 'CA', '24A010', '30/09/2026', 30000, 'ARRETE', 100000, 20000, 24000, 56000, 80000],
      ['31/10/2026', 'CA', '24A010', '31/10/2026', 38000, 'ARRETE', 100000, 30000, 30400, 49600, 80000],
    ],
  ],
];
const lecture = (table: AnyTable): Lecture<AnyTable> => {
  const siennes = window.location.hash.includes('comptabilite') ? ECRITURES : [];
  const matrice = [...journal, ...siennes].find(([connue]) => connue.nom === table.nom)?.[1];
  if (matrice) return decoder(table, matrice, { premiereLigne: 4 });
  return (table.nom === 'Ecritures' ? lectureEtats(table) : undefined) ?? registre.lire(table);
};

let pret: Promise<Assistant> | undefined;
let donnees: Promise<DataServices> | undefined;
let fec: Promise<FecServices> | undefined;

const services: Services = {
  capacites: [capacite, immobilisations, tiers, comptabilite, etats],
  version: '0.1.0',
  situation: () =>
    cas === 'panne' ? Promise.reject(new Error('RichApi.Error : AccessDenied')) : Promise.resolve(situation),
  suivre: () => () => undefined,
  executer: choisie => (mode, arrete, options) => {
    if (choisie.nom === 'etats') return Promise.resolve(bilanEtats(mode, arrete, cas === 'bloque'));
    if (choisie.nom === 'tiers') return Promise.resolve(bilanTiers(mode, arrete, cas === 'vide'));
    if (choisie.nom === 'comptabilite-generale')
      return Promise.resolve(bilanComptabilite(mode, arrete, cas === 'vide'));
    if (choisie.nom === 'immobilisations')
      return Promise.resolve(bilanImmobilisations(mode, arrete, cas === 'vide'));
    if (cas === 'panne-calcul') return Promise.reject(new Error('AccessDenied'));
    if (cas !== 'long') return Promise.resolve(noter(choisie.nom, bilan(mode, arrete)));
    options.onProgress({ etape: 'Lecture de Temps', fait: 40000, total: 100000 });
    return new Promise((_, refuser) =>
      options.signal.addEventListener('abort', () => setTimeout(() => refuser(new Error('annulé')), 300)),
    );
  },
  toutExecuter: (mode, arrete) => Promise.resolve(noter('tout', bilan(mode, arrete))),
  fermer: arrete => Promise.resolve(noter('tout', { ...bilan('VALIDER', arrete), mode: 'FERMER' })),
  lireTables: tables => Promise.resolve(asTablesLues(new Map(tables.map(t => [t.nom, lecture(t)])))),
  saisir: () => Promise.resolve(cas !== 'bloque'),
  ajouter: (_, lignes) => Promise.resolve(lignes.length),
  allerA: () => Promise.resolve(cas !== 'bloque'),
  ouvrirFeuille: () => Promise.resolve(true),
  messageErreur: erreur => ({
    message:
      'Excel refuse l’écriture : la feuille ou la structure du classeur est protégée, ou le classeur est en lecture seule.',
    remede: 'Ôtez la protection de la feuille, puis recommencez.',
    details: String(erreur),
    recommencer: true,
  }),
  issues: {
    de: travail => issues.get(travail),
    suivre: prevenir => {
      abonnes.add(prevenir);
      return () => abonnes.delete(prevenir);
    },
  },
  donnees: () => (donnees ??= Promise.resolve(dataServices(FEUILLES_COMMUNES))),
  fec: () => (fec ??= Promise.resolve(fecServices(FEUILLES_COMMUNES))),
  assistant: () => (pret ??= Promise.resolve(assistant)),
  arretes: () => Promise.resolve(recordServices),
  mois: () => Promise.reject(new Error('le harnais n’a pas de classeur')),
  annulation: {
    derniere: () =>
      Promise.resolve({
        id: 'x',
        debut: '2026-11-30 18:00:00',
        arrete: jour(2026, 11, 30),
        modules: ['avancement'],
        mode: 'VALIDER',
        etat: 'TERMINEE',
        par: 'Léa',
        message: '',
      }),
    annuler: () => Promise.reject(new Error('le harnais n’a pas de classeur')),
  },
  premiersPas: {
    tables: 27,
    insererTables: () => Promise.resolve(27),
    ouvrirExemple: () => Promise.resolve(false),
    adresseExemple: 'modeles/exemple-esn.xlsx',
  },
  conserver: conserverPreferences,
};

void lirePreferences().then(preferences =>
  createRoot(document.getElementById('volet') as HTMLElement).render(
    <App
      services={services}
      preferences={preferences}
      langueHote={(demande.get('langue') as Langue | null) ?? 'fr'}
      hoteSombre={() => undefined}
    />,
  ),
);
