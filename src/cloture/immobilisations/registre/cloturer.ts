import {
  ajouterJours,
  estBloquante,
  fin,
  finDeMois,
  periodeDe,
  texteJour,
  texteMois,
  type Anomalie,
  type Ecriture,
  type Jour,
  ZERO,
} from '../../../comptabilite';
import type { TablesLues, Valeurs } from '../../../workbook/table';
import type { Contexte } from '../../contexte';
import * as communes from '../../tables-communes';
import { controlerBien, controlerPlan } from '../controles';
import { controlerArrete } from '../controles-arrete';
import { ecrituresDepreciations, ecrituresDerogatoire, ecrituresDotations } from '../ecritures/dotations';
import { ecritureMiseEnService, ecrituresSortie, type CadreSorties } from '../ecritures/sorties';
import { confronterValidees } from '../ecritures/validees';
import { Immobilisations, type RapprochementImmo } from '../tables';
import { arreter, dotationsDeLExercice, ouvertureDe, type BienArrete, type CadreArrete } from './arreter';
import { assembler, PART_FICHE } from './bien';
import {
  controlerComposants,
  controlerDisparues,
  controlerNumeros,
  controlerPosterieurs,
  controlerSorti,
} from './controles-registre';
import {
  exerciceDuJour,
  lireImmobilisations,
  lireOptions,
  type DonneesImmobilisations,
  type OptionsImmobilisations,
} from './donnees';
import { proposer, type Proposition } from './facturation';
import type { BienPlanifie } from './plan-produit';
import { planifier } from './plans';
import { rapprocher } from './rapprochement';
import { cadreSorties, controlerVentes, tauxDe } from './ventes';

/** Tout ce que la clôture sait des immobilisations à l'arrêté. */
export interface ImmobilisationsArretees {
  readonly donnees: DonneesImmobilisations;
  readonly options: OptionsImmobilisations;
  readonly debut: Jour;
  /** undefined : aucun exercice ne contient l'arrêté, ou rien n'est à arrêter. */
  readonly cadre: CadreArrete | undefined;
  readonly sorties: CadreSorties | undefined;
  readonly etats: readonly BienArrete[];
  /** Biens sortis à un arrêté précédent : l'annexe de l'exercice les compte encore. */
  readonly sortisAvant: readonly BienPlanifie[];
  readonly planifies: readonly BienPlanifie[];
  readonly ecritures: readonly Ecriture[];
  readonly propositions: readonly Proposition[];
  readonly rapprochement: readonly Valeurs<typeof RapprochementImmo>[];
  readonly anomalies: readonly Anomalie[];
}

/** Ce que les contrôles et les écritures d'une exécution partagent. */
interface Chantier {
  readonly donnees: DonneesImmobilisations;
  readonly options: OptionsImmobilisations;
  readonly cadre: CadreArrete;
  readonly anomalies: Anomalie[];
}

/** Le mois doit exister et ne pas être fermé (domaine §1.2). */
function controlerPeriode(arrete: Jour, tables: TablesLues): Anomalie[] {
  const p = periodeDe(arrete);
  const etat = tables.lire(communes.Periodes).lignes.find(l => l.Periode === p)?.Etat;
  const bloquer = (code: string, message: string, remede: string): Anomalie[] => [
    { code, gravite: 'BLOQUANT', table: 'Periodes', cle: p, message, remede },
  ];
  if (arrete !== finDeMois(arrete))
    return bloquer(
      'C-GEN-06',
      `Le ${texteJour(arrete)} n'est pas une fin de mois.`,
      `Choisissez le ${texteJour(finDeMois(arrete))}.`,
    );
  if (etat === undefined)
    return bloquer('C-GEN-04', `La période ${p} n'existe pas.`, `Ajoutez ${p} à la table Periodes.`);
  if (etat !== 'FERMEE') return [];
  return bloquer(
    'C-GEN-04',
    `${texteMois(p)} est fermé : rien ne s'y écrit plus.`,
    'Clôturez le mois ouvert : les corrections du passé y tombent.',
  );
}

/** Lendemain du dernier mois fermé avant l'arrêté. */
function premierOuvert(arrete: Jour, tables: TablesLues): Jour {
  const fermes = tables
    .lire(communes.Periodes)
    .lignes.filter(l => l.Etat === 'FERMEE')
    .map(l => fin(l.Periode))
    .filter(f => f < arrete);
  return fermes.length === 0 ? (61 as Jour) : ajouterJours(Math.max(...fermes) as Jour, 1);
}

/**
 * Arrête les immobilisations : contrôle et planifie chaque fiche, mesure la période face à ce qui est comptabilisé,
 * en tire les écritures. N'écrit rien.
 */
export function cloturerImmobilisations({ arrete, tables, parametres }: Contexte): ImmobilisationsArretees {
  const donnees = lireImmobilisations(tables);
  const options = lireOptions(parametres);
  const rien = {
    donnees,
    options,
    debut: arrete,
    cadre: undefined,
    sorties: undefined,
    etats: [],
    sortisAvant: [],
    planifies: [],
    ecritures: [],
    propositions: [],
    rapprochement: [],
  };
  const lecture = tables.lire(Immobilisations);
  const utiles = [lecture, tables.lire(communes.FacturesFournisseurs)];
  if (donnees.dotations.size === 0 && utiles.every(l => l.lignes.length + l.ecartees.length === 0))
    return { ...rien, anomalies: [] };
  const exercice = exerciceDuJour(donnees.exercices, arrete);
  if (exercice === undefined) {
    const anomalie: Anomalie = {
      code: 'C-GEN-04',
      gravite: 'BLOQUANT',
      table: 'Exercices',
      message: `Aucun exercice ne contient le ${texteJour(arrete)}.`,
      remede: 'Ajoutez-le à la table Exercices, avec ses dates et son plan comptable.',
    };
    return { ...rien, anomalies: [anomalie] };
  }
  const chantier: Chantier = {
    donnees,
    options,
    cadre: {
      arrete,
      debut: exercice.DateDebut,
      fin: exercice.DateFin,
      derogatoireMensuel: options.derogatoireMensuel,
      ouvert: premierOuvert(arrete, tables),
    },
    anomalies: controlerPeriode(arrete, tables),
  };
  const biens = arreterTous(chantier);
  const taux = tauxDe(tables);
  const tous = biens.planifies.map(b => b.bien);
  const sorties = cadreSorties(arrete, chantier, new Map(tous.map(b => [b.id, b])), tables, taux);
  const calculees = ecrituresDe(biens.etats, sorties);
  const validees = confronterValidees(calculees, tables.lire(communes.EcrituresCloture).lignes, arrete);
  const { propositions, anomalies } = proposer(tables, donnees, options, arrete, (c, d) => taux(c, d)?.taux);
  const ecartees = new Set(
    lecture.ecartees.flatMap(l => (typeof l['IdImmo'] === 'string' ? [l['IdImmo']] : [])),
  );
  const cadre = { arrete, debut: exercice.DateDebut, exercice: exercice.Exercice };
  const sortis = biens.sortisAvant.map(({ bien }) => ({
    bien,
    annee: dotationsDeLExercice(donnees.dotations.get(bien.id) ?? [], cadre, ZERO),
  }));
  const rapprochement = rapprocher(
    biens.etats,
    [...biens.etats, ...sortis],
    tables,
    calculees,
    cadre,
    options,
  );
  return {
    donnees,
    options,
    debut: exercice.DateDebut,
    cadre: chantier.cadre,
    sorties,
    ...biens,
    ecritures: validees.aEcrire,
    propositions,
    rapprochement: rapprochement.lignes,
    anomalies: [
      ...chantier.anomalies,
      ...validees.anomalies,
      ...anomalies,
      ...controlerNumeros(tous, donnees),
      ...controlerComposants(tous, tables.lire(communes.FacturesFournisseurs).lignes),
      ...controlerDisparues(donnees, ecartees),
      ...controlerPosterieurs(biens.etats, donnees, arrete),
      ...controlerVentes(biens.etats, sorties, tables),
      ...rapprochement.anomalies,
    ],
  };
}

type Biens = Pick<ImmobilisationsArretees, 'etats' | 'sortisAvant' | 'planifies'>;

function arreterTous(chantier: Chantier): Biens {
  const { donnees, options, cadre, anomalies } = chantier;
  const etats: BienArrete[] = [];
  const sortisAvant: BienPlanifie[] = [];
  const planifies: BienPlanifie[] = [];
  const fiches = [...donnees.fiches].sort((a, b) => (a.IdImmo < b.IdImmo ? -1 : a.IdImmo > b.IdImmo ? 1 : 0));
  for (const fiche of fiches) {
    const bien = assembler(fiche, donnees);
    const defauts = controlerBien(bien, options, donnees);
    for (const d of defauts) anomalies.push(d);
    if (defauts.some(estBloquante)) continue;
    const planifie = { bien, plans: planifier(bien, donnees, options) };
    planifies.push(planifie);
    const historique = donnees.dotations.get(bien.id) ?? [];
    const avant = ouvertureDe(bien, historique, cadre.arrete);
    if (avant.sorties.has(PART_FICHE)) {
      anomalies.push(...controlerSorti(bien, avant));
      sortisAvant.push(planifie);
      continue;
    }
    const dejaVus = new Set(defauts.map(d => d.code));
    for (const a of controlerPlan(bien, planifie.plans, cadre.arrete))
      if (!dejaVus.has(a.code)) anomalies.push(a);
    if (!estAuBilan(fiche, chantier)) continue;
    const etat = arreter(bien, planifie.plans, historique, cadre, avant);
    for (const a of controlerArrete(etat, historique, donnees)) anomalies.push(a);
    etats.push(etat);
  }
  return { etats, sortisAvant, planifies };
}

/** Un prévisionnel n'entre jamais dans les comptes ; une fiche reçue par transfert y entre au jour du transfert. */
function estAuBilan(
  { IdImmo, Previsionnel, DateAcquisition }: DonneesImmobilisations['fiches'][number],
  { donnees, cadre }: Chantier,
): boolean {
  const recue = donnees.transferts.get(IdImmo)?.DateSortie ?? DateAcquisition;
  return Previsionnel !== true && DateAcquisition <= cadre.arrete && recue <= cadre.arrete;
}

function ecrituresDe(etats: readonly BienArrete[], cadre: CadreSorties): Ecriture[] {
  return [
    ...etats.flatMap(e => ecritureMiseEnService(e, cadre)),
    ...ecrituresDotations(etats, cadre),
    ...ecrituresDerogatoire(etats, cadre),
    ...ecrituresDepreciations(etats, cadre),
    ...etats.flatMap(e => e.sorties.flatMap(s => ecrituresSortie(e, s, cadre))),
  ];
}
