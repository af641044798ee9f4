/** Un dossier vide mais réglé : options, périodes, produits, règles, TVA, un salarié et un externe. */
import {
  compte,
  depuisEuros,
  depuisTexte,
  periode,
  quantite,
  taux,
  type Jour,
  type Montant,
} from '../../../src/comptabilite';
import type {
  DonneesAvancement,
  LigneTemps,
  OptionsAvancement,
} from '../../../src/cloture/avancement/calcul/donnees';

/** Les données d'un test, en tableaux : il y ajoute des lignes. */
export type Donnees = DonneesAvancement & { readonly temps: readonly LigneTemps[] };

export const j = (iso: string): Jour => {
  const jour = depuisTexte(iso);
  if (jour === undefined) throw new Error(iso);
  return jour;
};
export const e = (euros: number): Montant => depuisEuros(euros);
export const q = quantite;
export const NOVEMBRE = j('2026-11-30');

export const OPTIONS: OptionsAvancement = {
  echLitteral: false,
  rafLitteral: false,
  livraisonsLitteral: false,
  pcaLitteral: false,
  faeLitteral: false,
  avenantsProbables: false,
  presentation: 'SYNTHESE',
  arretePrecedent: undefined,
  heuresParJour: quantite(7),
  modeAchats: 'JOURS',
  cutOffTVA: 'TTC',
  detailEcriture: 'PAR_TIERS',
  parLot: false,
  collectifExige: false,
  extourneForme: 'INVERSE',
  ecritureArrete: true,
  extourneAutomatique: true,
  tauxTVADefaut: taux('0.2'),
  comptes: { fae: compte('4181'), tvaFae: compte('44587'), pca: compte('487'), vente: compte('706') },
  journal: 'OD',
};

export const ligne = (rang: number) => ({ ligne: rang + 5 });

/** Périodes de 2026 et 2027, ouvertes à partir de celle-ci. */
export function periodes(premiereOuverte: string): Donnees['periodes'] {
  const mois = Array.from(
    { length: 24 },
    (_, i) => `${2026 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
  );
  return mois.map((m, i) => ({
    ...ligne(i),
    Periode: periode(m),
    Etat: m < premiereOuverte ? 'FERMEE' : 'OUVERTE',
  }));
}

export const VIDE: Donnees = {
  affaires: [],
  lots: [],
  produits: [
    { ...ligne(0), CodeProduit: 'FORFAIT', CompteVente: compte('706000'), CodeTVA: 'N20', RegleCA: 'AVR' },
    { ...ligne(1), CodeProduit: 'EXPORT', CompteVente: compte('706900'), CodeTVA: 'EXO', RegleCA: 'AVR' },
    { ...ligne(2), CodeProduit: 'REGIE', CompteVente: compte('706100'), CodeTVA: 'N20', RegleCA: 'AVT' },
    { ...ligne(3), CodeProduit: 'LICENCE', CompteVente: compte('707000'), CodeTVA: 'N20', RegleCA: 'ACH' },
  ],
  regles: [
    { ...ligne(0), CodeRegle: 'AVR', Type: 'AVANCEMENT_REEL' },
    { ...ligne(1), CodeRegle: 'AVT', Type: 'AVANCEMENT_THEORIQUE' },
    { ...ligne(2), CodeRegle: 'ACH', Type: 'ACHEVEMENT' },
  ],
  codesTVA: [
    { ...ligne(0), CodeTVA: 'N20', DateEffet: j('2014-01-01'), Taux: taux('0.2'), Regime: 'DEBITS' },
    { ...ligne(1), CodeTVA: 'EXO', DateEffet: j('2014-01-01'), Taux: taux(0), Regime: 'EXONERE' },
  ],
  tiers: [{ ...ligne(0), IdTiers: 'CL1', Nom: 'Client 1' }],
  comptes: [],
  devis: [],
  commandes: [],
  lignesCommande: [],
  avenants: [],
  livraisons: [],
  echeances: [],
  facturesClients: [],
  temps: [],
  planning: [],
  taches: [],
  collaborateurs: [
    { ...ligne(0), IdCollab: 'S', Statut: 'SALARIE' },
    { ...ligne(1), IdCollab: 'X', Statut: 'EXTERNE' },
  ],
  couts: [{ ...ligne(0), IdCollab: 'S', DateEffet: j('2026-01-01'), CoutJour: e(500) }],
  cotations: [],
  commandesAchat: [],
  receptions: [],
  facturesFournisseurs: [],
  notesFrais: [],
  budgets: [],
  historique: [],
  periodes: periodes('2026-11'),
  ecritures: [],
  forces: [],
  droits: [],
};
