import {
  ajouterJours,
  estBloquante,
  fin,
  finDeMois,
  periodeDe,
  texteJour,
  texteMois,
  type Anomalie,
  type Compte,
  type Ecriture,
  type Jour,
  type Taux,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { TablesLues } from '../../../workbook/table';
import type { Contexte } from '../../capacite';
import * as communes from '../../tables-communes';
import { controlerArrete, controlerBien, controlerPlan } from '../controles';
import { ecrituresDepreciations, ecrituresDerogatoire, ecrituresDotations } from '../ecritures/dotations';
import {
  ecritureMiseEnService,
  ecrituresSortie,
  type CadreSorties,
  type VenteFacturee,
} from '../ecritures/sorties';
import { confronterValidees } from '../ecritures/validees';
import { Immobilisations } from '../tables';
import { arreter, ouvertureDe, type BienArrete, type CadreArrete } from './arreter';
import { assembler, PART_FICHE, planifier } from './bien';
import {
  controlerComposants,
  controlerDisparues,
  controlerNumeros,
  controlerPosterieurs,
} from './controles-registre';
import {
  exerciceDuJour,
  lireImmobilisations,
  lireOptions,
  type DonneesImmobilisations,
  type OptionsImmobilisations,
} from './donnees';
import { proposer, type Proposition } from './facturation';
import type { BienPlanifie } from './produites';
import { rapprocher } from './rapprochement';

/** Tout ce que la clôture sait des immobilisations à l'arrêté. */
export interface ImmobilisationsArretees {
  readonly donnees: DonneesImmobilisations;
  readonly debut: Jour;
  readonly etats: readonly BienArrete[];
  /** Biens sortis à un arrêté précédent : l'annexe de l'exercice les compte encore. */
  readonly sortisAvant: readonly BienPlanifie[];
  readonly planifies: readonly BienPlanifie[];
  readonly ecritures: readonly Ecriture[];
  readonly propositions: readonly Proposition[];
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
  const rien = {
    donnees,
    debut: arrete,
    etats: [],
    sortisAvant: [],
    planifies: [],
    ecritures: [],
    propositions: [],
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
  const options = lireOptions(parametres);
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
  const sorties = cadreSorties(chantier, tables, taux);
  const calculees = ecrituresDe(biens.etats, sorties);
  const validees = confronterValidees(calculees, tables.lire(communes.EcrituresCloture).lignes, arrete);
  const { propositions, anomalies } = proposer(tables, donnees, options, arrete, (c, d) => taux(c, d)?.taux);
  const ecartees = new Set(
    lecture.ecartees.flatMap(l => (typeof l['IdImmo'] === 'string' ? [l['IdImmo']] : [])),
  );
  const tous = biens.planifies.map(b => b.bien);
  return {
    donnees,
    debut: exercice.DateDebut,
    ...biens,
    ecritures: validees.aEcrire,
    propositions,
    anomalies: [
      ...chantier.anomalies,
      ...validees.anomalies,
      ...anomalies,
      ...controlerNumeros(tous),
      ...controlerComposants(tous, tables.lire(communes.FacturesFournisseurs).lignes),
      ...controlerDisparues(donnees, ecartees),
      ...controlerPosterieurs(biens.etats, donnees, arrete),
      ...controlerVentes(biens.etats, sorties, tables),
      ...rapprocher(
        biens.etats,
        tables,
        calculees,
        { arrete, debut: exercice.DateDebut, exercice: exercice.Exercice },
        options,
      ),
    ],
  };
}

type Biens = Pick<ImmobilisationsArretees, 'etats' | 'sortisAvant' | 'planifies'>;

function arreterTous({ donnees, options, cadre, anomalies }: Chantier): Biens {
  const etats: BienArrete[] = [];
  const sortisAvant: BienPlanifie[] = [];
  const planifies: BienPlanifie[] = [];
  const fiches = [...donnees.fiches].sort((a, b) => (a.IdImmo < b.IdImmo ? -1 : a.IdImmo > b.IdImmo ? 1 : 0));
  for (const fiche of fiches) {
    const bien = assembler(fiche, donnees);
    const defauts = controlerBien(bien, options);
    anomalies.push(...defauts);
    if (defauts.some(estBloquante)) continue;
    const plans = planifier(bien, donnees, options);
    const planifie = { bien, plans };
    planifies.push(planifie);
    const historique = donnees.dotations.get(bien.id) ?? [];
    if (ouvertureDe(bien, historique, cadre.arrete).sorties.has(PART_FICHE)) {
      sortisAvant.push(planifie);
      continue;
    }
    const dejaVus = new Set(defauts.map(d => d.code));
    anomalies.push(...controlerPlan(bien, plans, cadre.arrete).filter(a => !dejaVus.has(a.code)));
    const horsComptes = fiche.Previsionnel === true || fiche.Bloquee === true;
    if (horsComptes || fiche.DateAcquisition > cadre.arrete) continue;
    const etat = arreter(bien, plans, historique, cadre);
    anomalies.push(...controlerArrete(etat, historique));
    etats.push(etat);
  }
  return { etats, sortisAvant, planifies };
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

type TauxALaDate = (
  code: string | undefined,
  date: Jour,
) => { taux: Taux; compte: Compte | undefined } | undefined;

/** Taux d'un code à une date : la dernière date d'effet qui ne la dépasse pas. */
function tauxDe(tables: TablesLues): TauxALaDate {
  const codes = tables.lire(communes.CodesTVA).lignes;
  return (code, date) => {
    let trouve: Ligne<typeof communes.CodesTVA> | undefined;
    for (const c of codes) {
      if (c.CodeTVA !== code || c.DateEffet > date) continue;
      if (trouve === undefined || c.DateEffet > trouve.DateEffet) trouve = c;
    }
    return trouve === undefined ? undefined : { taux: trouve.Taux, compte: trouve.CompteCollectee };
  };
}

function cadreSorties(
  { donnees, options, cadre }: Chantier,
  tables: TablesLues,
  taux: TauxALaDate,
): CadreSorties {
  const ventes = new Map<string, VenteFacturee>();
  for (const f of tables.lire(communes.FacturesClients).lignes) {
    if (f.IdImmo === undefined || !f.Validee || f.DateFacture > cadre.arrete) continue;
    if (f.Compte !== undefined && !/^(757|775|7671)/.test(f.Compte)) continue;
    ventes.set(f.IdImmo, { idFacture: f.IdFacture, montantHT: f.MontantHT, ligne: f.ligne });
  }
  const collectee = options.comptes.tvaCollectee;
  return {
    arrete: cadre.arrete,
    options,
    exercices: donnees.exercices,
    vente: id => ventes.get(id),
    tva: (code, date) => {
      if (code === undefined) return { taux: options.tauxTVA, compte: collectee };
      const lu = taux(code, date);
      return lu === undefined ? undefined : { taux: lu.taux, compte: lu.compte ?? collectee };
    },
  };
}

/** C-IMM-07 et ce qu'une cession demande encore : la vente facturée remplace l'écriture de prix. */
function controlerVentes(etats: readonly BienArrete[], cadre: CadreSorties, tables: TablesLues): Anomalie[] {
  const generees = new Set(
    tables
      .lire(communes.EcrituresCloture)
      .lignes.filter(l => l.DateValidation !== undefined)
      .flatMap(l => {
        const [module, , source] = l.CleGeneration.split('|');
        return module === 'CESSION' && source?.endsWith('-PRIX') ? [source.slice(0, -'-PRIX'.length)] : [];
      }),
  );
  return etats.flatMap(({ bien, sorties }) =>
    sorties.flatMap((s): Anomalie[] => {
      if (s.part.type !== 'CESSION') return [];
      const vente = cadre.vente(bien.id);
      const ou = { table: 'Immobilisations', ligne: bien.ligne.ligne, cle: bien.id };
      const prix = s.part.prixHT;
      if (vente !== undefined) {
        if (generees.has(bien.id))
          return [
            {
              ...ou,
              code: 'C-IMM-07',
              gravite: 'BLOQUANT',
              message: `Immobilisation ${bien.id} : cession facturée par ${vente.idFacture}, et déjà passée par la clôture.`,
              remede: 'Contrepassez l’écriture de prix de la clôture.',
            },
          ];
        const differe = prix !== undefined && prix !== vente.montantHT;
        return [
          {
            ...ou,
            code: 'C-IMM-07',
            gravite: differe ? 'ALERTE' : 'INFO',
            message: `Immobilisation ${bien.id} : la cession est facturée par ${vente.idFacture} ; le prix n'est pas passé une seconde fois.`,
            remede: differe ? 'Le prix de la fiche diffère de la facture : corrigez-le.' : 'Rien à faire.',
          },
        ];
      }
      if (prix === undefined || cadre.tva(bien.ligne.CodeTVACession, s.date) !== undefined) return [];
      return [
        {
          ...ou,
          code: 'C-TVA-01',
          gravite: 'BLOQUANT',
          colonne: 'CodeTVACession',
          message: `Immobilisation ${bien.id} : le code TVA ${bien.ligne.CodeTVACession ?? ''} n'a pas de taux au ${texteJour(s.date)}.`,
          remede: 'Ajoutez ce code à CodesTVA, avec une date d’effet antérieure.',
        },
      ];
    }),
  );
}
