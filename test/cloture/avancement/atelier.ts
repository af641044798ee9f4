import {
  ajouterJours,
  compte,
  depuisEuros,
  depuisTexte,
  enEuros,
  periode,
  quantite,
  taux,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../src/comptabilite';
import type {
  DonneesAvancement,
  LigneEcritureCloture,
  LigneHistorique,
  OptionsAvancement,
} from '../../../src/cloture/avancement/calcul/donnees';
import {
  etablir,
  type AffaireEtablie,
  type ArreteEtabli,
} from '../../../src/cloture/avancement/calcul/etablir';
import { indexer } from '../../../src/cloture/avancement/calcul/index-affaires';
import { produireHistorique } from '../../../src/cloture/avancement/produites';

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
  avenantsProbables: false,
  presentation: 'SYNTHESE',
  arretePrecedent: undefined,
  heuresParJour: quantite(7),
  cutOffTVA: 'TTC',
  detailEcriture: 'PAR_TIERS',
  extourneForme: 'INVERSE',
  tauxTVADefaut: taux('0.2'),
  comptes: { fae: compte('4181'), tvaFae: compte('44587'), pca: compte('487'), vente: compte('706') },
  journal: 'OD',
};

const ligne = (rang: number) => ({ ligne: rang + 5 });

/** Périodes de 2026 et 2027, ouvertes à partir de celle-ci. */
export function periodes(premiereOuverte: string): DonneesAvancement['periodes'] {
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

const VIDE: DonneesAvancement = {
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
};

type Lignes<C extends keyof DonneesAvancement> = DonneesAvancement[C][number];
/** Ce qu'un test dit d'une ligne : le reste a une valeur ordinaire. */
type Partielle<C extends keyof DonneesAvancement> = Partial<Omit<Lignes<C>, 'ligne'>>;

/** Un petit dossier, une table à la fois. */
export class Atelier {
  donnees: DonneesAvancement;
  options = OPTIONS;

  constructor(base: DonneesAvancement = VIDE) {
    this.donnees = base;
  }

  private ajouter<C extends keyof DonneesAvancement>(
    table: C,
    defauts: Omit<Lignes<C>, 'ligne'>,
    l: Partielle<C>,
  ): this {
    const lignes = this.donnees[table] as readonly Lignes<C>[];
    const nouvelle = { ...ligne(lignes.length), ...defauts, ...l } as unknown as Lignes<C>;
    this.donnees = { ...this.donnees, [table]: [...lignes, nouvelle] };
    return this;
  }

  remplacer(changes: Partial<DonneesAvancement>): this {
    this.donnees = { ...this.donnees, ...changes };
    return this;
  }

  avec(options: Partial<OptionsAvancement>): this {
    this.options = { ...this.options, ...options };
    return this;
  }

  affaire(IdAffaire = 'A', l: Partielle<'affaires'> = {}): this {
    return this.ajouter(
      'affaires',
      {
        IdAffaire,
        Libelle: `Projet ${IdAffaire}`,
        IdClient: 'CL1',
        Type: 'EXTERNE',
        Statut: 'OUVERTE',
        RegleCA: 'AVR',
      },
      l,
    );
  }

  /** Commande d'une ligne. */
  commande(montant: number, l: Partielle<'commandes'> & Partielle<'lignesCommande'> = {}): this {
    const IdCommande = l.IdCommande ?? `CV${this.donnees.commandes.length + 1}`;
    this.ajouter(
      'commandes',
      {
        IdCommande,
        IdAffaire: 'A',
        IdClient: 'CL1',
        Date: j('2026-05-01'),
        Statut: 'VALIDEE',
        AvecEcheancier: false,
      },
      l,
    );
    return this.ligneCommande(montant, { IdCommande, ...l });
  }

  ligneCommande(montant: number, l: Partielle<'lignesCommande'>): this {
    return this.ajouter(
      'lignesCommande',
      {
        IdCommande: 'CV1',
        Ligne: '1',
        CodeProduit: 'FORFAIT',
        Quantite: q(1),
        Unite: 'FORFAIT',
        MontantHT: e(montant),
      },
      l,
    );
  }

  avenant(montant: number, date: string, l: Partielle<'avenants'> = {}): this {
    const defauts = {
      IdAvenant: `AV${this.donnees.avenants.length}`,
      IdAffaire: 'A',
      Type: 'VENTE' as const,
      Statut: 'ACCEPTE' as const,
    };
    return this.ajouter(
      'avenants',
      { ...defauts, DateValidation: j(date), MontantVente: e(montant), InclusDansCommande: false },
      l,
    );
  }

  echeance(montant: number, date: string, l: Partielle<'echeances'> = {}): this {
    const Ligne = String(this.donnees.echeances.length + 1);
    return this.ajouter(
      'echeances',
      {
        IdCommande: 'CV1',
        Ligne,
        LigneCommande: '1',
        DateEcheance: j(date),
        MontantHT: e(montant),
        Valide: true,
      },
      l,
    );
  }

  facture(montant: number, date: string, l: Partielle<'facturesClients'> = {}): this {
    const IdFacture = l.IdFacture ?? `F${this.donnees.facturesClients.length + 1}`;
    return this.ajouter(
      'facturesClients',
      {
        IdFacture,
        Ligne: '1',
        TypePiece: 'FACTURE',
        DateFacture: j(date),
        IdClient: 'CL1',
        IdAffaire: 'A',
        IdCommande: 'CV1',
        LigneCommande: '1',
        MontantHT: e(montant),
        Validee: true,
      },
      l,
    );
  }

  temps(jours: number, date: string, l: Partielle<'temps'> = {}): this {
    const IdTemps = `T${this.donnees.temps.length + 1}`;
    return this.ajouter(
      'temps',
      { IdTemps, IdCollab: 'S', Date: j(date), IdAffaire: 'A', Jours: q(jours), Etat: 'VALIDE', Facturable: true },
      l,
    );
  }

  planning(jours: number, date: string, l: Partielle<'planning'> = {}): this {
    const IdPlan = `P${this.donnees.planning.length + 1}`;
    return this.ajouter(
      'planning',
      { IdPlan, IdCollab: 'S', Date: j(date), IdAffaire: 'A', Jours: q(jours) },
      l,
    );
  }

  commandeAchat(quantite: number, montant: number, date: string, l: Partielle<'commandesAchat'> = {}): this {
    return this.ajouter(
      'commandesAchat',
      {
        IdCdeAchat: `CA${this.donnees.commandesAchat.length + 1}`,
        Ligne: '1',
        Date: j(date),
        IdAffaire: 'A',
        Quantite: q(quantite),
        MontantHT: e(montant),
        Statut: 'VALIDEE',
      },
      l,
    );
  }

  reception(
    quantite: number | undefined,
    montant: number,
    date: string,
    l: Partielle<'receptions'> = {},
  ): this {
    return this.ajouter(
      'receptions',
      {
        IdReception: `R${this.donnees.receptions.length + 1}`,
        Ligne: '1',
        DateReception: j(date),
        IdAffaire: 'A',
        Quantite: quantite === undefined ? undefined : q(quantite),
        MontantHT: e(montant),
      },
      l,
    );
  }

  achat(montant: number, date: string, l: Partielle<'facturesFournisseurs'> = {}): this {
    return this.ajouter(
      'facturesFournisseurs',
      {
        IdFactF: `FF${this.donnees.facturesFournisseurs.length + 1}`,
        Ligne: '1',
        DateFacture: j(date),
        IdAffaire: 'A',
        MontantHT: e(montant),
        Validee: true,
      },
      l,
    );
  }

  /** Historique d'un arrêté : CA, facturé, et la FAE ou la PCA qui en découle. */
  historique(arrete: string, ca: number, fact: number, l: Partielle<'historique'> = {}): this {
    const commun = { Arrete: j(arrete), IdAffaire: 'A', DateEffet: j(arrete), TypeLigne: 'ARRETE' as const };
    this.ajouter('historique', { ...commun, Module: 'CA', Montant: e(ca), FACT: e(fact) }, l);
    if (ca === fact) return this;
    const Module = ca > fact ? ('FAE' as const) : ('PCA' as const);
    const ecart = { Module, Montant: e(Math.abs(ca - fact)), FACT: undefined, PctCalcule: undefined };
    return this.ajouter('historique', { ...commun, Module, Montant: ecart.Montant }, { ...l, ...ecart });
  }

  force(pct: number, motif?: string, arrete = NOVEMBRE): this {
    return this.ajouter('forces', { Arrete: arrete, IdAffaire: 'A', TauxForce: taux(pct), Motif: motif }, {});
  }

  etablir(arrete: Jour = NOVEMBRE): ArreteEtabli {
    return etablir(indexer(this.donnees, this.options), this.donnees, this.options, arrete);
  }

  /** L'affaire A à l'arrêté. */
  a(arrete: Jour = NOVEMBRE): AffaireEtablie {
    const trouvee = this.etablir(arrete).affaires.find(x => x.dossier.affaire.IdAffaire === 'A');
    if (!trouvee) throw new Error("L'affaire A n'est pas établie.");
    return trouvee;
  }

  /** Écrit l'historique et les écritures de l'arrêté, comme une exécution validée. */
  valider(arrete: Jour, dateValidation?: Jour): this {
    const { affaires, ecritures } = this.etablir(arrete);
    const produite = produireHistorique(affaires, arrete, () => false);
    const garde = this.donnees.historique.filter(h => !produite.portee(h as never));
    const historique = [...garde, ...produite.lignes].map((h, i) => ({
      ...(h as LigneHistorique),
      ...ligne(i),
    }));
    const gardees = this.donnees.ecritures.filter(
      l => l.DateValidation !== undefined || !ecritures.some(x => x.cle === l.CleGeneration),
    );
    const lignes = ecritures.flatMap(x => enLignes(x, dateValidation));
    return this.remplacer({
      historique,
      ecritures: [...gardees, ...lignes].map((l, i) => ({ ...l, ...ligne(i) })),
    });
  }
}

function enLignes(x: Ecriture, DateValidation: Jour | undefined): LigneEcritureCloture[] {
  return x.lignes.map(l => ({
    ligne: 0,
    DateEcriture: x.date,
    Compte: l.compte,
    Tiers: l.tiers,
    Debit: l.debit,
    Credit: l.credit,
    DateValidation,
    CleGeneration: x.cle,
  }));
}

/** Codes des anomalies d'une gravité. */
export const codes = (anomalies: readonly Anomalie[], gravite: Anomalie['gravite'] = 'BLOQUANT'): string[] =>
  anomalies.filter(a => a.gravite === gravite).map(a => a.code);

/** Soldes par compte des lignes d'écriture datées au plus tard de ce jour, en euros. */
export function soldes(lignes: readonly LigneEcritureCloture[], date: Jour): Record<string, number> {
  const parCompte: Record<string, number> = {};
  for (const l of lignes) {
    if (l.DateEcriture > date) continue;
    parCompte[l.Compte] = (parCompte[l.Compte] ?? 0) + l.Debit - l.Credit;
  }
  return Object.fromEntries(Object.entries(parCompte).map(([c, m]) => [c, enEuros(m as Montant)]));
}

/** Débits et crédits d'une écriture, en euros, par compte. */
export const enEurosParCompte = (x: Ecriture | undefined) =>
  x?.lignes.map(l => [l.compte, enEuros(l.debit), enEuros(l.credit)]);

export const lendemain = (jour: Jour) => ajouterJours(jour, 1);
