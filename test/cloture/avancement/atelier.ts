import {
  ajouterJours,
  enEuros,
  taux,
  terminer,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../src/comptabilite';
import type {
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
import { e, j, ligne, NOVEMBRE, OPTIONS, q, VIDE, type Donnees } from './base';

export { e, j, NOVEMBRE, OPTIONS, periodes, q } from './base';

type Lignes<C extends keyof Donnees> = Donnees[C][number];
/** Ce qu'un test dit d'une ligne : le reste a une valeur ordinaire. */
type Partielle<C extends keyof Donnees> = Partial<Omit<Lignes<C>, 'ligne'>>;

/** Un petit dossier, une table à la fois. */
export class Atelier {
  donnees: Donnees;
  options = OPTIONS;

  constructor(base: Donnees = VIDE) {
    this.donnees = base;
  }

  private ajouter<C extends keyof Donnees>(
    table: C,
    defauts: Omit<Lignes<C>, 'ligne'>,
    l: Partielle<C>,
  ): this {
    const lignes = this.donnees[table] as readonly Lignes<C>[];
    const nouvelle = { ...ligne(lignes.length), ...defauts, ...l } as unknown as Lignes<C>;
    this.donnees = { ...this.donnees, [table]: [...lignes, nouvelle] };
    return this;
  }

  remplacer(changes: Partial<Donnees>): this {
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
        Nature: 'SITUATION',
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
      {
        IdTemps,
        IdCollab: 'S',
        Date: j(date),
        IdAffaire: 'A',
        Jours: q(jours),
        Etat: 'VALIDE',
        Facturable: true,
      },
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

  devis(montant: number, signature: string | undefined, l: Partielle<'devis'> = {}): this {
    const IdDevis = `D${this.donnees.devis.length + 1}`;
    const DateSignature = signature === undefined ? undefined : j(signature);
    return this.ajouter(
      'devis',
      {
        IdDevis,
        IdAffaire: 'A',
        Statut: 'SIGNE',
        MontantHT: e(montant),
        ...(DateSignature ? { DateSignature } : {}),
      },
      l,
    );
  }

  livraison(montant: number, date: string, l: Partielle<'livraisons'> = {}): this {
    return this.ajouter(
      'livraisons',
      {
        IdBL: `BL${this.donnees.livraisons.length + 1}`,
        Ligne: '1',
        IdCommande: 'CV1',
        LigneCommande: '1',
        IdAffaire: 'A',
        DateLivraison: j(date),
        MontantHT: e(montant),
      },
      l,
    );
  }

  tache(jours: number, saisie: string, l: Partielle<'taches'> = {}): this {
    const defauts = { IdAffaire: 'A', Tache: 'Recette', DateSaisie: j(saisie), IdCollab: 'S' };
    return this.ajouter('taches', { ...defauts, Jours: q(jours) }, l);
  }

  cotation(montant: number, date: string, l: Partielle<'cotations'> = {}): this {
    const IdCotation = `C${this.donnees.cotations.length + 1}`;
    return this.ajouter(
      'cotations',
      { IdCotation, IdAffaire: 'A', Date: j(date), MontantHT: e(montant), Statut: 'VALIDEE' },
      l,
    );
  }

  frais(montant: number, date: string, l: Partielle<'notesFrais'> = {}): this {
    const Ligne = String(this.donnees.notesFrais.length + 1);
    return this.ajouter(
      'notesFrais',
      { IdNdf: 'N1', Ligne, Date: j(date), IdAffaire: 'A', MontantHT: e(montant) },
      l,
    );
  }

  /** Une ligne d'historique des charges : CHARGES, FNP ou CCA, ou leur extourne. */
  charge(Module: 'CHARGES' | 'FNP' | 'CCA', montant: number, effet: string): this {
    const commun = { Arrete: j(effet), IdAffaire: 'A', DateEffet: j(effet), TypeLigne: 'ARRETE' as const };
    return this.ajouter('historique', { ...commun, Module, Montant: e(montant) }, {});
  }

  /** Change des options d'une règle. */
  regle(options: Partielle<'regles'>, code = 'AVR'): this {
    return this.remplacer({
      regles: this.donnees.regles.map(r => (r.CodeRegle === code ? { ...r, ...options } : r)),
    });
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
    return terminer(etablir(indexer(this.donnees, this.options), this.donnees, this.options, arrete));
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
