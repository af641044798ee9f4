import {
  ajouterJours,
  moins,
  texteJour,
  versIso,
  ZERO,
  type Anomalie,
  type Jour,
} from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import { grilleDe } from '../calcul/grille';
import { PlanAmortissement } from '../tables';
import type { Bien } from './bien';
import { exerciceDuJour, type DonneesImmobilisations, type OptionsImmobilisations } from './donnees';
import { relever, type PlansDuBien } from './plans';

export interface BienPlanifie {
  readonly bien: Bien;
  readonly plans: PlansDuBien;
}

export type LignePlan = Valeurs<typeof PlanAmortissement>;

/** Lignes d'une feuille d'Excel, moins le titre, les en-têtes et une marge pour les totaux. */
const LIGNES_MAX = 1_048_576 - 16;

interface CadrePlan {
  readonly arrete: Jour;
  readonly donnees: DonneesImmobilisations;
  readonly options: Pick<OptionsImmobilisations, 'periodicite'>;
}

/**
 * Le plan de chaque bien par période, prévisionnels compris, jusqu'à sa fin ou sa sortie. Ce qui ne tient pas dans
 * une feuille (`limite` lignes) n'y est pas, bien par bien, et une anomalie dit où il s'arrête.
 */
export function produirePlans(
  biens: readonly BienPlanifie[],
  cadre: CadrePlan,
  limite = LIGNES_MAX,
): { produite: TableProduite<typeof PlanAmortissement>; anomalies: Anomalie[] } {
  const lignes: LignePlan[] = [];
  let dehors = 0;
  let premierDehors: string | undefined;
  for (const b of biens) {
    const avant = lignes.length;
    if (dehors === 0) ajouterPlan(b, cadre, lignes);
    if (dehors === 0 && lignes.length <= limite) continue;
    if (dehors === 0) lignes.length = avant;
    premierDehors ??= b.bien.id;
    dehors++;
  }
  return {
    produite: {
      table: PlanAmortissement,
      lignes,
      cle: l => `${l.IdImmo}|${versIso(l.Debut)}`,
      portee: () => true,
    },
    anomalies: premierDehors === undefined ? [] : [tropDeLignes(dehors, premierDehors, cadre)],
  };
}

function tropDeLignes(dehors: number, premier: string, { options, arrete }: CadrePlan): Anomalie {
  return {
    code: 'C-IMM-19',
    gravite: 'ALERTE',
    table: 'PlanAmortissement',
    cle: premier,
    message: `Les plans au ${texteJour(arrete)} dépassent les 1 048 576 lignes d'une feuille. Biens absents : ${dehors}, à partir de ${premier}. Leurs dotations et leurs écritures sont complètes.`,
    remede:
      options.periodicite === 'ANNUELLE'
        ? 'Lisez le plan d’un de ces biens par IMMO.PLAN, ou archivez les fiches amorties depuis longtemps.'
        : 'Mettez PeriodicitePlan à ANNUELLE, ou lisez le plan d’un de ces biens par IMMO.PLAN.',
    en: {
      message: `The plans at ${texteJour(arrete)} exceed the 1,048,576 rows of a sheet. Assets left out: ${dehors}, from ${premier} on. Their charges and entries are complete.`,
      remede:
        options.periodicite === 'ANNUELLE'
          ? 'Read the plan of one of these assets with IMMO.PLAN, or archive the records depreciated long ago.'
          : 'Set PeriodicitePlan to ANNUELLE, or read the plan of one of these assets with IMMO.PLAN.',
    },
  };
}

/** Les lignes d'un bien seul : ce que montrent IMMO.PLAN et le volet. */
export function lignesDuPlan(b: BienPlanifie, cadre: CadrePlan): LignePlan[] {
  const lignes: LignePlan[] = [];
  ajouterPlan(b, cadre, lignes);
  return lignes;
}

function bornesDuPlan({ bien, plans }: BienPlanifie): { debut: Jour; fin: Jour } | undefined {
  const { fin, economique, fiscal } = plans;
  const debut = Math.min(economique.debut ?? Infinity, fiscal?.debut ?? Infinity);
  if (fin === undefined || !Number.isFinite(debut)) return undefined;
  const sortie = bien.ligne.DateSortie;
  return { debut: debut as Jour, fin: sortie !== undefined && sortie < fin ? sortie : fin };
}

/** Une période après l'autre : le cumul de la précédente est le départ de la suivante. */
function ajouterPlan(b: BienPlanifie, { arrete, donnees, options }: CadrePlan, lignes: LignePlan[]): void {
  const bornes = bornesDuPlan(b);
  if (bornes === undefined || bornes.fin < bornes.debut) return;
  const { bien, plans } = b;
  const { fiscal } = plans;
  const { IdImmo, Libelle, DateSortie: sortie, Previsionnel = false } = bien.ligne;
  const grille = grilleDe(donnees.bornes, options.periodicite);
  const { premier, dernier } = grille.etendre(bornes.debut, bornes.fin);
  const veille = ajouterJours(grille.debuts[premier]!, -1);
  let dote = relever(bien, plans, veille).dote;
  let fiscale = fiscal?.cumul(veille) ?? ZERO;
  let solde = plans.derogatoire.solde(veille);
  for (let rang = premier; rang <= dernier; rang++) {
    const [debut, fin, position] = [grille.debuts[rang]!, grille.fins[rang]!, grille.positions[rang]!];
    const sorti = sortie !== undefined && sortie <= fin;
    const releve = relever(bien, plans, fin, position);
    const cumulFiscal = fiscal?.cumul(fin, position) ?? ZERO;
    const nouveau = sorti || fiscal === undefined ? ZERO : plans.derogatoire.solde(fin);
    lignes.push({
      IdImmo,
      Libelle,
      Exercice: nomDExercice(donnees, fin),
      Debut: debut,
      Fin: fin,
      Economique: moins(releve.dote, dote),
      Cumul: releve.amortissement,
      VNC: releve.vnc,
      Fiscale: fiscal === undefined || sorti ? undefined : moins(cumulFiscal, fiscale),
      Derogatoire: fiscal === undefined ? undefined : moins(nouveau, solde),
      Solde145: fiscal === undefined ? undefined : nouveau,
      Etat: Previsionnel || debut > arrete ? 'PREVU' : fin <= arrete ? 'COMPTABILISE' : 'EN_COURS',
      Previsionnel,
    });
    dote = releve.dote;
    fiscale = cumulFiscal;
    solde = nouveau;
  }
}

const noms = new WeakMap<DonneesImmobilisations, Map<Jour, string>>();

/** L'exercice qui contient une fin de période, ou son année s'il n'est pas au classeur. */
function nomDExercice(donnees: DonneesImmobilisations, fin: Jour): string {
  const connus = noms.get(donnees) ?? new Map<Jour, string>();
  noms.set(donnees, connus);
  const connu = connus.get(fin);
  if (connu !== undefined) return connu;
  const nom = exerciceDuJour(donnees.exercices, fin)?.Exercice ?? versIso(fin).slice(0, 4);
  connus.set(fin, nom);
  return nom;
}
