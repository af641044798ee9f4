import { ajouterJours, moins, plus, somme, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import { TableauImmobilisations } from '../tables';
import { ouvertureDe, type BienArrete } from './arreter';
import { PART_FICHE, type Bien } from './bien';
import type { DonneesImmobilisations } from './donnees';
import type { BienPlanifie } from './plan-produit';
import { cumulsDesParts } from './plans';

/** Une case de l'annexe, par compte. */
interface Poste {
  nombre: number;
  brutN1: Montant;
  acquisitions: Montant;
  virements: Montant;
  brutN: Montant;
  amortN1: Montant;
  amortVirements: Montant;
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
  amortVirements: ZERO,
  dotations: ZERO,
  amortN: ZERO,
  depN1: ZERO,
  depN: ZERO,
});

export interface CadreTableau {
  readonly donnees: DonneesImmobilisations;
  readonly arrete: Jour;
  /** Premier jour de l'exercice. */
  readonly debut: Jour;
}

/** Ce que l'exercice trouve d'un bien à son ouverture, et à quel poste. */
export interface OuvertureDuBien {
  readonly compte: string;
  readonly brut: Montant;
  readonly amort: Montant;
  readonly depreciation: Montant;
  /** Valeurs brutes entrées dans l'exercice, transferts non compris. */
  readonly entrees: Montant;
  /** Brut et amortissements reçus d'une autre fiche dans l'exercice. */
  readonly recu: { readonly brut: Montant; readonly amort: Montant } | undefined;
}

export function ouvrir(bien: Bien, { donnees, arrete, debut }: CadreTableau): OuvertureDuBien {
  const veille = ajouterJours(debut, -1);
  // L'avoir d'un exercice fini diminue le brut, et non les acquisitions de l'exercice.
  const anterieurs = somme(
    bien.mouvements
      .filter(m => m.Type === 'AVOIR_ANTERIEUR' && m.Date >= debut && m.Date <= arrete)
      .map(m => m.Montant),
  );
  const avant = ouvertureDe(bien, donnees.dotations.get(bien.id) ?? [], debut);
  const transfere = donnees.transferts.get(bien.id)?.DateSortie;
  const compte = avant.enCours && bien.compteEnCours !== undefined ? bien.compteEnCours : bien.compte;
  if (transfere !== undefined && transfere >= debut && transfere <= arrete) {
    const brut = bien.brutEntre(transfere);
    return {
      compte,
      brut: ZERO,
      amort: ZERO,
      depreciation: avant.depreciation,
      entrees: plus(moins(bien.brutEntre(arrete), brut), anterieurs),
      recu: { brut, amort: bien.fiche.reprise?.cumul ?? ZERO },
    };
  }
  return {
    compte,
    brut: avant.sorties.has(PART_FICHE) ? ZERO : bien.brut(veille),
    amort: avant.cumul,
    depreciation: avant.depreciation,
    entrees: plus(moins(bien.brutEntre(arrete), bien.brutEntre(veille)), anterieurs),
    recu: undefined,
  };
}

/** Inscrit l'ouverture d'un bien à son poste de départ, et rend ce poste. */
function inscrireOuverture(p: Poste, o: OuvertureDuBien): void {
  p.brutN1 = plus(p.brutN1, o.brut);
  p.acquisitions = plus(p.acquisitions, o.entrees);
  p.amortN1 = plus(p.amortN1, o.amort);
  p.depN1 = plus(p.depN1, o.depreciation);
  if (o.recu === undefined) return;
  p.virements = plus(p.virements, o.recu.brut);
  p.amortVirements = plus(p.amortVirements, o.recu.amort);
}

/** Ce qu'un bien a donné à une autre fiche quitte son poste par les virements, et non par les sorties. */
function inscrireDon(p: Poste, { bien, plans }: BienPlanifie, { arrete, debut }: CadreTableau): void {
  const { TypeSortie, DateSortie } = bien.ligne;
  if (TypeSortie !== 'TRANSFERT' || DateSortie === undefined || DateSortie < debut || DateSortie > arrete)
    return;
  p.virements = moins(p.virements, bien.parts.at(-1)?.brut ?? ZERO);
  p.amortVirements = moins(p.amortVirements, cumulsDesParts(bien, plans, DateSortie).at(-1) ?? ZERO);
}

/** Les tableaux de l'annexe par compte : brut et amortissements, de l'ouverture de l'exercice à l'arrêté. */
export function produireTableau(
  etats: readonly BienArrete[],
  sortisAvant: readonly BienPlanifie[],
  cadre: CadreTableau,
): TableProduite<typeof TableauImmobilisations> {
  const { donnees, arrete, debut } = cadre;
  const postes = new Map<string, Poste>();
  const poste = (compte: string): Poste => {
    const connu = postes.get(compte) ?? vide();
    postes.set(compte, connu);
    return connu;
  };
  for (const etat of etats) {
    const { bien, apres, annee } = etat;
    const o = ouvrir(bien, cadre);
    const actuel = poste(apres.Compte ?? bien.compte);
    const depart = poste(o.compte);
    inscrireOuverture(depart, o);
    if (apres.Etat !== 'SORTI') actuel.nombre++;
    if (depart !== actuel) {
      const vire = apres.Etat === 'SORTI' ? ZERO : plus(o.brut, o.entrees);
      depart.virements = moins(depart.virements, vire);
      actuel.virements = plus(actuel.virements, vire);
    }
    inscrireDon(actuel, etat, cadre);
    actuel.brutN = plus(actuel.brutN, apres.Brut ?? ZERO);
    actuel.dotations = plus(actuel.dotations, annee);
    actuel.amortN = plus(actuel.amortN, apres.Cumul);
    actuel.depN = plus(actuel.depN, apres.Depreciation ?? ZERO);
  }
  for (const sorti of sortisAvant) {
    const { bien } = sorti;
    const historique = (donnees.dotations.get(bien.id) ?? []).filter(
      d => d.Arrete >= debut && d.Arrete <= arrete,
    );
    if (historique.length === 0) continue;
    const o = ouvrir(bien, cadre);
    const p = poste(o.compte);
    inscrireOuverture(p, o);
    inscrireDon(p, sorti, cadre);
    p.dotations = plus(p.dotations, somme(historique.map(d => d.Economique ?? ZERO)));
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
    AmortVirements: p.amortVirements,
    Reprises: moins(plus(plus(p.amortN1, p.amortVirements), p.dotations), p.amortN),
    AmortN: p.amortN,
    DepreciationN1: p.depN1,
    DepreciationN: p.depN,
    NetN: moins(p.brutN, plus(p.amortN, p.depN)),
  };
}
