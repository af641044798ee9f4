/** Les contrôles des écritures, importées et de clôture, à l'arrêté (domaine §9.1, §15). */
import { date, periodeDe, signaler, texteJour, versIso, type Anomalie, type Jour } from '../../comptabilite';
import type { Contexte } from '../contexte';
import { Exercices, Periodes, PlanComptable } from '../tables-communes';
import { GrandLivre } from '../tables-communes/grand-livre';
import type { Livre } from '../tables-communes/grand-livre/livre';
import { PlanDeComptes, referentielDeLExercice } from '../tables-communes/plan-comptes';
import { controlerAppartenance, controlerComptes, type RegleComptes } from './controles/comptes';
import { controlerExercices, controlerReferentiels } from './controles/exercices';
import { controlerDeuxFois } from './controles/deux-fois';
import type { LivreControle } from './controles/livre-controle';
import { controlerNumeros } from './controles/numeros';
import { controlerPieces } from './controles/pieces';
import type { Partie, ResultatPartie } from './partie';
import { ComptesGroupe } from './plan/tables';
import { PRESENTATION_VERIFICATION } from './presentation-verification';

const colonnesDe = (livre: Livre): LivreControle => ({
  table: livre.table.nom,
  n: livre.n,
  ligne: livre.colonnes.numeros,
  Exercice: livre.textes('Exercice'),
  Journal: livre.textes('Journal'),
  EcritureNum: livre.textes('EcritureNum'),
  Compte: livre.textes('Compte') as readonly string[],
  Tiers: livre.textes('Tiers'),
  Periode: livre.textes('Periode'),
  DateEcriture: livre.jour as readonly Jour[],
  DateValidation: livre.colonnes.colonne('DateValidation') as readonly (Jour | undefined)[],
  genere: livre.table.generee,
  Debit: livre.debit,
  Credit: livre.credit,
});

function* calculer(contexte: Contexte): Generator<void, ResultatPartie> {
  const { arrete, tables, parametres } = contexte;
  const livre = yield* GrandLivre.lire(tables, parametres);
  const anomalies: Anomalie[] = [];
  const exercice = livre.exerciceDu(arrete);
  if (!exercice && livre.n > 0) anomalies.push(sansExercice(arrete));
  anomalies.push(...controlerReferentiels(livre.exercices, j => date(j).annee));
  const regle = regleDes(contexte);
  const livres = livre.livres.map(colonnesDe);
  for (const colonnes of livres) {
    const comptes = { ...regle, referencesControlees: !colonnes.genere && regle.planRempli };
    anomalies.push(...(yield* controlerPieces(colonnes, arrete)));
    anomalies.push(...(yield* controlerComptes(colonnes, comptes)));
    anomalies.push(...(yield* controlerNumeros(colonnes)));
    anomalies.push(...(yield* controlerExercices(colonnes, livre.exercices, arrete)));
  }
  const [importees, generees] = [livres.find(l => !l.genere), livres.find(l => l.genere)];
  if (importees && generees) anomalies.push(...controlerDeuxFois(importees, generees));
  if (exercice) {
    const referentiel = referentielDeLExercice(exercice, parametres);
    const comptes = livre.comptes().flatMap(compte => {
      const [premiere] = livre.lignes(compte, exercice.DateDebut, arrete);
      return premiere ? [{ compte, table: premiere.table.nom, ligne: premiere.ligne }] : [];
    });
    anomalies.push(...controlerAppartenance(comptes, referentiel));
  }
  return { anomalies, ecritures: [], produites: [], resume: '' };
}

function regleDes({
  arrete,
  tables,
  parametres,
}: Contexte): Omit<RegleComptes, 'referencesControlees'> & { planRempli: boolean } {
  const plan = PlanDeComptes.lu(tables);
  const fermees = new Set(
    tables
      .lire(Periodes)
      .lignes.filter(p => p.Etat === 'FERMEE')
      .map(p => p.Periode),
  );
  const groupe = new Set(tables.lire(ComptesGroupe).lignes.map(l => l.CompteGroupe));
  return {
    arrete,
    journalAN: parametres.valeur('JOURNAL_AN'),
    attributs: compte => ({
      connu: plan.fiche(compte) !== undefined,
      collectif: plan.herite(compte, 'Collectif') === true,
      imputable: plan.fiche(compte)?.Imputable !== false,
      bloque: plan.fiche(compte)?.Bloque === true,
    }),
    ouverte: jour => !fermees.has(periodeDe(jour)),
    deGroupe: compte => groupe.has(compte),
    planRempli: tables.lire(PlanComptable).lignes.length > 0,
  };
}

/** C-CPT-10 : sans exercice, ni balance ni état ne savent où commencer. */
const sansExercice = (arrete: Jour): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-CPT-10',
    {
      fr: `Aucun exercice ne contient le ${texteJour(arrete)}.`,
      en: `No fiscal year contains ${versIso(arrete)}.`,
    },
    {
      fr: 'Ajoutez-le à la table Exercices, avec ses dates et son référentiel.',
      en: 'Add it to table Exercices, with its dates and its chart of accounts.',
    },
    { table: Exercices.nom, colonne: 'DateDebut' },
  );

export const verification: Partie = { ...PRESENTATION_VERIFICATION, calculer };
