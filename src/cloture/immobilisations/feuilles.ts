import { decrireFeuille, type DescriptionFeuille } from '../../workbook/feuille';
import {
  Dotations,
  DotationsDuMois,
  DotationsParCompte,
  ModificationsImmo,
  PlanAmortissement,
  PropositionsImmo,
  RapprochementImmo,
  RegistreImmo,
  TableauImmobilisations,
  TABLES_SAISIES,
} from './tables';

const sommes = (...cles: string[]) => Object.fromEntries(cles.map(cle => [cle, 'SOMME' as const]));

/** Les feuilles des immobilisations, dans l'ordre du classeur : registre, calcul du mois, plans, annexe. */
export const FEUILLES_IMMOBILISATIONS: readonly DescriptionFeuille[] = [
  ...TABLES_SAISIES.map(table =>
    decrireFeuille(table, {
      formatsConditionnels: table.colonnes.some(c => c.cle === 'Bloquee')
        ? [{ colonne: 'Bloquee', quand: { vaut: 'O' }, ton: 'alerte' }]
        : [],
    }),
  ),
  decrireFeuille(DotationsDuMois, {
    totaux: sommes(
      'Brut',
      'EnCours',
      'Annee',
      'Periode',
      'Anterieur',
      'Cumul',
      'Depreciation',
      'VNC',
      'FiscalAnnee',
      'Derogatoire',
      'Solde145',
    ),
    formatsConditionnels: [
      { colonne: 'Etat', quand: { vaut: 'SORTI' }, ton: 'attenue' },
      { colonne: 'Etat', quand: { vaut: 'EN_ATTENTE_MES' }, ton: 'alerte' },
      { colonne: 'Periode', quand: { compare: '<', a: 0 }, ton: 'alerte' },
      { colonne: 'VNC', quand: { compare: '<', a: 0 }, ton: 'erreur' },
    ],
  }),
  decrireFeuille(DotationsParCompte, { totaux: sommes('Nombre', 'Annee', 'Periode', 'Cumul') }),
  decrireFeuille(RegistreImmo, {
    totaux: sommes('Brut', 'Cumul', 'Depreciation', 'VNC'),
    formatsConditionnels: [{ colonne: 'Etat', quand: { vaut: 'SORTI' }, ton: 'attenue' }],
  }),
  decrireFeuille(PlanAmortissement, {
    formatsConditionnels: [
      { colonne: 'Etat', quand: { vaut: 'PREVU' }, ton: 'attenue' },
      { colonne: 'Etat', quand: { vaut: 'EN_COURS' }, ton: 'alerte' },
    ],
  }),
  decrireFeuille(TableauImmobilisations, {
    totaux: sommes(
      ...TableauImmobilisations.colonnes.filter(c => c.sorte === 'montant').map(c => c.cle),
      'Nombre',
    ),
  }),
  decrireFeuille(RapprochementImmo, {
    totaux: sommes('Ecart'),
    formatsConditionnels: [{ colonne: 'Ecart', quand: { compare: '<>', a: 0 }, ton: 'erreur' }],
  }),
  decrireFeuille(PropositionsImmo),
  decrireFeuille(ModificationsImmo),
  decrireFeuille(Dotations, {
    formatsConditionnels: [{ colonne: 'Etat', quand: { vaut: 'SORTI' }, ton: 'attenue' }],
  }),
];
