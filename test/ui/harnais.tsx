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
import { App } from '../../src/taskpane/App';
import type { Services } from '../../src/taskpane/services';
import type { Situation } from '../../src/taskpane/situation';
import { conserverPreferences, lirePreferences } from '../../src/ui/preferences';
import type { BilanExecution, Langue } from '../../src/ui/proprietes';
import { bilanImmobilisations, immobilisations, registre } from './immobilisations';

const demande = new URLSearchParams(window.location.search);
const cas = demande.get('cas') ?? 'ordinaire';

const capacite = {
  nom: 'avancement',
  titre: { fr: 'CA à l’avancement', en: 'Revenue by stage of completion' },
  lit: [],
  ecrit: [],
  modules: [],
  feuilles: [],
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

const situation: Situation = {
  etat:
    cas === 'vide'
      ? { periode: 'INCONNUE', arretes: [] }
      : { arrete: '2026-11-30', periode: 'EN_CLOTURE', arretes: ['2026-10-31', '2026-11-30'] },
  manques:
    cas === 'vide'
      ? [{ nature: 'arrete' }, { nature: 'table', table: 'Affaires' }, { nature: 'inacheve' }]
      : cas === 'bloque'
        ? [{ nature: 'structure', table: 'Planning', anomalie: anomalies[0] as Anomalie, nombre: 2 }]
        : [],
  travaux: [
    { capacite, etat: cas === 'bloque' ? 'bloquant' : cas === 'propre' ? 'fait' : 'aFaire' },
    { capacite: immobilisations, etat: 'aFaire' },
  ],
};

const services: Services = {
  capacites: [capacite, immobilisations],
  version: '0.1.0',
  situation: () =>
    cas === 'panne' ? Promise.reject(new Error('RichApi.Error : AccessDenied')) : Promise.resolve(situation),
  suivre: () => () => undefined,
  executer: choisie => (mode, arrete, options) => {
    if (choisie.nom === 'immobilisations')
      return Promise.resolve(bilanImmobilisations(mode, arrete, cas === 'vide'));
    if (cas === 'panne-calcul') return Promise.reject(new Error('AccessDenied'));
    if (cas !== 'long') return Promise.resolve(bilan(mode, arrete));
    options.onProgress({ etape: 'Lecture de Temps', fait: 40000, total: 100000 });
    return new Promise((_, refuser) =>
      options.signal.addEventListener('abort', () => setTimeout(() => refuser(new Error('annulé')), 300)),
    );
  },
  fermer: arrete => Promise.resolve({ ...bilan('VALIDER', arrete), mode: 'FERMER' }),
  lireTables: () => Promise.resolve(registre),
  allerA: () => Promise.resolve(cas !== 'bloque'),
  ouvrirFeuille: () => Promise.resolve(true),
  messageErreur: erreur => ({
    message: 'Excel refuse l’écriture : la feuille est protégée ou le classeur est en lecture seule.',
    remede: 'Ôtez la protection de la feuille, puis recommencez.',
    details: String(erreur),
    recommencer: true,
  }),
  issue: { derniere: () => undefined, suivre: () => () => undefined },
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
