import {
  ajouterJours,
  cleGeneration,
  moins,
  plus,
  somme,
  texteMontant,
  versIso,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../capacite';
import { calendrier } from '../calcul/exercices';
import {
  Dotations,
  DotationsDuMois,
  PlanAmortissement,
  PropositionsImmo,
  TableauImmobilisations,
} from '../tables';
import { ouvertureDe, type BienArrete } from './arreter';
import { amortissementAu, dotationDuPlan, PART_FICHE, vncAu, type Bien, type PlansDuBien } from './bien';
import { exerciceDuJour, type DonneesImmobilisations } from './donnees';
import type { Proposition } from './facturation';

/** L'historique de l'arrêté : ce dont le mois suivant part. */
export function produireDotations(
  etats: readonly BienArrete[],
  arrete: Jour,
): TableProduite<typeof Dotations> {
  return {
    table: Dotations,
    lignes: etats.map(({ bien, apres, dotation, sorties }) => {
      const source =
        dotation !== 0 ? 'DOTATIONS' : sorties.length > 0 ? sourceDe(bien, sorties[0]!.part.id) : undefined;
      return {
        ...apres,
        IdEcriture: source === undefined ? undefined : cleGeneration('AMORT', arrete, source, 'ARRETE'),
      };
    }),
    cle: l => `${l.IdImmo}|${versIso(l.Arrete)}`,
    portee: l => l.Arrete === arrete,
  };
}

const sourceDe = (bien: Bien, part: string) => (part === PART_FICHE ? bien.id : `${bien.id}-${part}`);

/** « Dotations du mois », avec les colonnes Année, Période et Immos en cours d'Akuiteo (domaine §3.9). */
export function produireDotationsDuMois(etats: readonly BienArrete[]): TableProduite<typeof DotationsDuMois> {
  return {
    table: DotationsDuMois,
    lignes: etats.map(e => ({
      IdImmo: e.bien.id,
      Libelle: e.bien.ligne.Libelle,
      Categorie: e.bien.ligne.Categorie,
      Compte: e.apres.Compte,
      CompteDotation: e.bien.compteDotation,
      CompteAmort: e.bien.compteAmort,
      Section: e.bien.section(e.apres.Arrete),
      Etat: e.etat,
      Arrete: e.apres.Arrete,
      Brut: e.apres.Brut,
      EnCours: e.enCours,
      Annee: e.annee,
      Periode: e.apres.Economique,
      Anterieur: e.anterieur,
      Cumul: e.apres.Cumul,
      Depreciation: e.apres.Depreciation,
      VNC: e.apres.VNC,
      FiscalAnnee: e.fiscalAnnee,
      Derogatoire: e.apres.Derogatoire,
      Solde145: e.apres.Solde145,
    })),
    cle: l => l.IdImmo,
    portee: () => true,
  };
}

export interface BienPlanifie {
  readonly bien: Bien;
  readonly plans: PlansDuBien;
}

type LignePlan = Valeurs<typeof PlanAmortissement>;
/** Une feuille d'Excel a 1 048 576 lignes ; le reste se lit par AMORT.PLAN ou IMMO.CUMUL. */
const LIGNES_MAX = 1_000_000;

/** Le plan par exercice de chaque bien, prévisionnels compris, jusqu'à sa fin ou sa sortie. */
export function produirePlans(
  biens: readonly BienPlanifie[],
  donnees: DonneesImmobilisations,
): TableProduite<typeof PlanAmortissement> {
  const lignes: LignePlan[] = [];
  for (const b of biens) {
    if (lignes.length >= LIGNES_MAX) break;
    for (const l of plansDe(b, donnees)) lignes.push(l);
  }
  return {
    table: PlanAmortissement,
    lignes,
    cle: l => `${l.IdImmo}|${versIso(l.Debut)}`,
    portee: () => true,
  };
}

function* plansDe({ bien, plans }: BienPlanifie, donnees: DonneesImmobilisations): Iterable<LignePlan> {
  const debuts = [plans.economique.debut, plans.fiscal?.debut].flatMap(d => d ?? []);
  const { fin } = plans;
  if (debuts.length === 0 || fin === undefined) return;
  const premier = Math.min(...debuts) as Jour;
  const sortie = bien.ligne.DateSortie;
  const dernier = sortie !== undefined && sortie < fin ? sortie : fin;
  const suite = calendrier(donnees.bornes);
  for (let x = suite.contenant(premier); x.debut <= dernier; x = suite.suivant(x)) {
    const sorti = sortie !== undefined && sortie <= x.fin;
    const solde = sorti ? ZERO : plans.derogatoire.solde(x.fin);
    const avant = plans.derogatoire.solde(ajouterJours(x.debut, -1));
    yield {
      IdImmo: bien.id,
      Libelle: bien.ligne.Libelle,
      Exercice: exerciceDuJour(donnees.exercices, x.fin)?.Exercice ?? versIso(x.fin).slice(0, 4),
      Debut: x.debut,
      Fin: x.fin,
      Economique: dotationDuPlan(bien, plans, x.debut, x.fin),
      Cumul: amortissementAu(bien, plans, x.fin),
      VNC: vncAu(bien, plans, x.fin),
      Fiscale: plans.fiscal === undefined || sorti ? undefined : plans.fiscal.dotation(x.debut, x.fin),
      Derogatoire: plans.fiscal === undefined ? undefined : moins(solde, avant),
      Solde145: plans.fiscal === undefined ? undefined : solde,
      Previsionnel: bien.ligne.Previsionnel ?? false,
    };
  }
}

/** Une case de l'annexe, par compte. */
interface Poste {
  nombre: number;
  brutN1: Montant;
  acquisitions: Montant;
  virements: Montant;
  brutN: Montant;
  amortN1: Montant;
  dotations: Montant;
  amortN: Montant;
  depN1: Montant;
  depN: Montant;
}

const vide = (): Poste => ({
  nombre: 0,
  brutN1: ZERO,
  acquisitions: ZERO,
  virements: ZERO,
  brutN: ZERO,
  amortN1: ZERO,
  dotations: ZERO,
  amortN: ZERO,
  depN1: ZERO,
  depN: ZERO,
});

/** Les tableaux de l'annexe par compte : brut et amortissements, de l'ouverture de l'exercice à l'arrêté. */
export function produireTableau(
  etats: readonly BienArrete[],
  sortisAvant: readonly BienPlanifie[],
  donnees: DonneesImmobilisations,
  { arrete, debut }: { arrete: Jour; debut: Jour },
): TableProduite<typeof TableauImmobilisations> {
  const postes = new Map<string, Poste>();
  const poste = (compte: string): Poste => {
    const connu = postes.get(compte) ?? vide();
    postes.set(compte, connu);
    return connu;
  };
  const veille = ajouterJours(debut, -1);
  const ouvrir = (bien: Bien) => {
    const avant = ouvertureDe(bien, donnees.dotations.get(bien.id) ?? [], debut);
    const brut = avant.sorties.has(PART_FICHE) ? ZERO : bien.brut(veille);
    const compte = avant.enCours && bien.compteEnCours !== undefined ? bien.compteEnCours : bien.compte;
    return { avant, brut, compte };
  };
  for (const { bien, apres, annee } of etats) {
    const { avant, brut, compte } = ouvrir(bien);
    const entrees = moins(bien.brutEntre(arrete), bien.brutEntre(veille));
    const actuel = poste(apres.Compte ?? bien.compte);
    const depart = poste(compte);
    if (apres.Etat !== 'SORTI') actuel.nombre++;
    depart.brutN1 = plus(depart.brutN1, brut);
    depart.acquisitions = plus(depart.acquisitions, entrees);
    if (depart !== actuel) {
      const vire = apres.Etat === 'SORTI' ? ZERO : plus(brut, entrees);
      depart.virements = moins(depart.virements, vire);
      actuel.virements = plus(actuel.virements, vire);
    }
    actuel.brutN = plus(actuel.brutN, apres.Brut ?? ZERO);
    depart.amortN1 = plus(depart.amortN1, avant.cumul);
    actuel.dotations = plus(actuel.dotations, annee);
    actuel.amortN = plus(actuel.amortN, apres.Cumul);
    depart.depN1 = plus(depart.depN1, avant.depreciation);
    actuel.depN = plus(actuel.depN, apres.Depreciation ?? ZERO);
  }
  for (const { bien } of sortisAvant) {
    const historique = (donnees.dotations.get(bien.id) ?? []).filter(
      d => d.Arrete >= debut && d.Arrete <= arrete,
    );
    if (historique.length === 0) continue;
    const { avant, brut, compte } = ouvrir(bien);
    const p = poste(compte);
    p.brutN1 = plus(p.brutN1, brut);
    p.acquisitions = plus(p.acquisitions, moins(bien.brutEntre(arrete), bien.brutEntre(veille)));
    p.amortN1 = plus(p.amortN1, avant.cumul);
    p.dotations = plus(p.dotations, somme(historique.map(d => d.Economique ?? ZERO)));
    p.depN1 = plus(p.depN1, avant.depreciation);
  }
  return {
    table: TableauImmobilisations,
    lignes: [...postes.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([compte, p]) => ligneTableau(compte, p)),
    cle: l => l.Compte,
    portee: () => true,
  };
}

function ligneTableau(compte: string, p: Poste): Valeurs<typeof TableauImmobilisations> {
  return {
    Compte: compte as Valeurs<typeof TableauImmobilisations>['Compte'],
    Nombre: p.nombre,
    BrutN1: p.brutN1,
    Acquisitions: p.acquisitions,
    Virements: p.virements,
    Sorties: moins(plus(plus(p.brutN1, p.acquisitions), p.virements), p.brutN),
    BrutN: p.brutN,
    AmortN1: p.amortN1,
    Dotations: p.dotations,
    Reprises: moins(plus(p.amortN1, p.dotations), p.amortN),
    AmortN: p.amortN,
    DepreciationN1: p.depN1,
    DepreciationN: p.depN,
    NetN: moins(p.brutN, plus(p.amortN, p.depN)),
  };
}

export function produirePropositions(
  propositions: readonly Proposition[],
): TableProduite<typeof PropositionsImmo> {
  return {
    table: PropositionsImmo,
    lignes: propositions,
    cle: l => `${l.IdFactF}|${l.Ligne}`,
    portee: () => true,
  };
}

/** Le bilan de la capacité en une ligne. */
export function resumer(
  etats: readonly BienArrete[],
  propositions: readonly Proposition[],
  rapproche: boolean,
): string {
  const total = (de: (e: BienArrete) => Montant | undefined) =>
    texteMontant(somme(etats.map(e => de(e) ?? ZERO)));
  const sorties = etats.reduce((n, e) => n + e.sorties.length, 0);
  const morceaux = [
    `Immobilisations : ${etats.length} bien${etats.length > 1 ? 's' : ''}, dotation ${total(e => e.apres.Economique)}, cumul ${total(e => e.apres.Cumul)}, VNC ${total(e => e.apres.VNC)}`,
    ...(sorties > 0 ? [`${sorties} sortie${sorties > 1 ? 's' : ''}`] : []),
    ...(propositions.length > 0 ? [`${propositions.length} à créer depuis les factures`] : []),
    ...(rapproche || etats.length === 0 ? [] : ['registre non rapproché : pas d’écritures importées']),
  ];
  return morceaux.join(', ');
}
