/**
 * Le CA de l'exemple, refait sans le complément : des sommes sur les lignes brutes, une relecture complète par affaire
 * et par mois, telles que le domaine les écrit (§5.3, §5.5 à §5.7, §5.9). Lent et simple : chaque
 * phrase de la règle est une ligne. Ne partage aucun code avec src/cloture.
 */
import { budgetDesDevis, dernieresSaisies, lotSeul, lotsDe } from './independant-options';
import type { Tables } from './noyau';

type Ligne = Readonly<Record<string, unknown>>;

type Methode = 'ACHEVEMENT' | 'AVANCEMENT_REEL' | 'AVANCEMENT_THEORIQUE' | 'PRORATA';
const METHODES: readonly unknown[] = ['ACHEVEMENT', 'AVANCEMENT_REEL', 'AVANCEMENT_THEORIQUE', 'PRORATA'];

/** Ce qu'une affaire doit montrer à un arrêté : centimes, et dix-millièmes de jour pour les jours. */
export interface Attendu {
  readonly affaire: string;
  /** Quand la règle reconnaît lot par lot. */
  readonly lot?: string;
  readonly methode: Methode;
  readonly budget: number;
  readonly facture: number;
  /** Avancement réel seulement. */
  readonly charges?: number;
  readonly raf?: number;
  readonly ca: number;
  readonly fae: number;
  readonly pca: number;
  readonly production: number;
}

/** a × b / c arrondi une fois, demi éloigné de zéro. */
function arr(a: number, b: number, c: number): number {
  const num = BigInt(a) * BigInt(b);
  const den = BigInt(c);
  const negatif = num < 0n !== den < 0n;
  const n = num < 0n ? -num : num;
  const d = den < 0n ? -den : den;
  const q = (2n * n + d) / (2n * d);
  return Number(negatif ? -q : q);
}

const nombre = (x: unknown): number => (typeof x === 'number' ? x : 0);
const somme = (lignes: readonly Ligne[], valeur: (l: Ligne) => number): number =>
  lignes.reduce((total, l) => total + valeur(l), 0);

export class Independant {
  private readonly externes: ReadonlySet<unknown>;

  constructor(
    private readonly tables: Tables,
    private readonly lot?: string,
  ) {
    this.externes = new Set(
      this.lire('Collaborateurs').flatMap(c => (c['Statut'] === 'EXTERNE' ? [c['IdCollab']] : [])),
    );
  }

  /** Les affaires vendues, à un arrêté (numéro de jour d'Excel), avec le CA du mois d'avant. */
  arreter(arrete: number, precedent: number): Attendu[] {
    return this.lire('Affaires').flatMap(a => this.arreterAffaire(a, arrete, precedent));
  }

  private arreterAffaire(a: Ligne, arrete: number, precedent: number): Attendu[] {
    const affaire = String(a['IdAffaire']);
    if (this.lot === undefined && this.regleDe(a)?.['Regroupement'] === 'LOT') {
      return lotsDe(this.tables, affaire).flatMap(lot =>
        new Independant(lotSeul(this.tables, affaire, lot), lot).arreterAffaire(a, arrete, precedent),
      );
    }
    const lue = this.regleDe(a)?.['Type'];
    if (!METHODES.includes(lue)) return [];
    const methode = lue as Methode;
    const m = this.mesurer(affaire, methode, arrete);
    const lot = this.lot === undefined ? {} : { lot: this.lot };
    const production = m.ca - this.caPrecedent(affaire, methode, precedent);
    return [{ ...m, affaire, ...lot, methode, production }];
  }

  private lire(table: string): readonly Ligne[] {
    return this.tables.get(table) ?? [];
  }

  /** La règle de l'affaire : celle du produit de sa commande. */
  private regleDe(affaire: Ligne | undefined): Ligne | undefined {
    const commandes = this.lire('Commandes').filter(c => c['IdAffaire'] === affaire?.['IdAffaire']);
    const lignes = this.lire('LignesCommande').filter(l =>
      commandes.some(c => c['IdCommande'] === l['IdCommande']),
    );
    const produit = this.lire('Produits').find(p => p['CodeProduit'] === lignes[0]?.['CodeProduit']);
    const code = produit?.['RegleCA'] ?? affaire?.['RegleCA'];
    return this.lire('ReglesCA').find(r => r['CodeRegle'] === code);
  }

  private regleDuCode(affaire: string): Ligne | undefined {
    return this.regleDe(this.lire('Affaires').find(a => a['IdAffaire'] === affaire));
  }

  /** CA du mois d'avant : la reprise si elle est de ce jour, sinon le même calcul. */
  private caPrecedent(affaire: string, methode: Attendu['methode'], precedent: number): number {
    const reprises = this.lire('Historique').filter(h => h['Module'] === 'CA' && h['Arrete'] === precedent);
    if (reprises.length > 0)
      return somme(
        reprises.filter(h => h['IdAffaire'] === affaire),
        h => nombre(h['Montant']),
      );
    return this.mesurer(affaire, methode, precedent).ca;
  }

  private mesurer(affaire: string, methode: Attendu['methode'], d: number) {
    if (methode === 'ACHEVEMENT' || methode === 'PRORATA') return this.mesurerLignes(affaire, methode, d);
    const budget = this.budget(affaire, d);
    const facture = this.facture(affaire, d);
    const cout =
      methode === 'AVANCEMENT_REEL'
        ? { charges: this.charges(affaire, d), raf: this.raf(affaire, d) }
        : undefined;
    const ca = cout ? this.caDesCouts(budget, cout) : this.caDesJours(affaire, budget, d);
    return { budget, facture, ...cout, ca, fae: Math.max(0, ca - facture), pca: Math.max(0, facture - ca) };
  }

  /**
   * §5.5 et §5.9, sans livraisons exclusives : FAE = livré pas encore facturé ; PCA = facturé pas encore rendu ;
   * CA = FACT + FAE - PCA. Ces affaires n'ont pas d'échéancier, et leurs livraisons n'ont ni commande ni période.
   */
  private mesurerLignes(affaire: string, methode: Methode, d: number) {
    const livre = this.lire('Livraisons').filter(
      l => l['IdAffaire'] === affaire && nombre(l['DateLivraison']) <= d && !this.estFacturee(l, d),
    );
    const fae = somme(livre, l => nombre(l['MontantHT']));
    const facture = this.facture(affaire, d);
    const pca = somme(this.factures(affaire, d), f =>
      methode === 'PRORATA' ? this.pasEncoreCouru(f, d) : this.pasEncoreLivre(f, d),
    );
    return { budget: this.budget(affaire, d) + fae, facture, ca: facture + fae - pca, fae, pca };
  }

  /** X - prorata(X, du, au, arrêté), en jours, bornes comprises (§4.5). */
  private pasEncoreCouru(f: Ligne, d: number): number {
    const [x, du, au] = [nombre(f['MontantHT']), nombre(f['PeriodeDu']), nombre(f['PeriodeAu'])];
    if (du === 0 || d >= au) return 0;
    return d < du ? x : x - arr(x, d - du + 1, au - du + 1);
  }

  /** Toute la facture, si sa période ou sa livraison commence après l'arrêté (§5.5). */
  private pasEncoreLivre(f: Ligne, d: number): number {
    const aVenir = this.lire('Livraisons').some(
      l => l['IdFacture'] === f['IdFacture'] && nombre(l['DateLivraison']) > d,
    );
    return aVenir || nombre(f['PeriodeDu']) > d ? nombre(f['MontantHT']) : 0;
  }

  /** §5.7 : CA = arr(BUD × CH / REP). */
  private caDesCouts(budget: number, { charges, raf }: { charges: number; raf: number }): number {
    const rep = charges + raf;
    return rep <= 0 || charges <= 0 ? 0 : arr(budget, Math.min(charges, rep), rep);
  }

  /** §5.6 : CA = arr(BUD × min(1 ; JR / JV)). */
  private caDesJours(affaire: string, budget: number, d: number): number {
    const realises = somme(this.tempsComptes(affaire, d), t => nombre(t['Jours']));
    const vendus = somme(this.commandes(affaire, d), c =>
      somme(this.lignesDe(c), l => nombre(l['Quantite'])),
    );
    return vendus === 0 ? 0 : arr(budget, Math.max(0, Math.min(realises, vendus)), vendus);
  }

  /** §5.3 : par ligne de commande, facturé, puis échéancier non facturé, puis reste ; les factures sans commande à part. */
  private budget(affaire: string, d: number): number {
    if (this.regleDuCode(affaire)?.['BaseBudget'] === 'DEVIS_SIGNES')
      return budgetDesDevis(this.tables, affaire, d);
    const toutes = this.lire('Commandes').filter(c => c['IdAffaire'] === affaire);
    const parCommande = somme(toutes, c => {
      const factures = somme(
        this.factures(affaire, d).filter(f => f['IdCommande'] === c['IdCommande']),
        f => nombre(f['MontantHT']),
      );
      if (!this.commandes(affaire, d).includes(c)) return factures;
      const avenants = this.lire('Avenants').filter(
        a =>
          a['IdAffaire'] === affaire &&
          a['Type'] === 'VENTE' &&
          a['Statut'] === 'ACCEPTE' &&
          a['InclusDansCommande'] === false &&
          nombre(a['DateValidation']) <= d,
      );
      const vendu =
        somme(this.lignesDe(c), l => nombre(l['MontantHT'])) +
        somme(avenants, a => nombre(a['MontantVente']));
      const aFacturer = somme(
        this.lire('EcheancierFacturation').filter(
          e => e['IdCommande'] === c['IdCommande'] && e['Valide'] === true && !this.estFacturee(e, d),
        ),
        e => nombre(e['MontantHT']),
      );
      const echeances = Math.min(aFacturer, Math.max(0, vendu - factures));
      const reste = c['Statut'] === 'VALIDEE' ? Math.max(0, vendu - factures - echeances) : 0;
      return factures + echeances + reste;
    });
    const libres = this.factures(affaire, d).filter(f => f['IdCommande'] === undefined);
    return parCommande + somme(libres, f => nombre(f['MontantHT']));
  }

  private commandes(affaire: string, d: number): readonly Ligne[] {
    const engagees: readonly unknown[] = ['VALIDEE', 'SOLDEE'];
    return this.lire('Commandes').filter(
      c => c['IdAffaire'] === affaire && engagees.includes(c['Statut']) && nombre(c['Date']) <= d,
    );
  }

  private lignesDe(commande: Ligne): readonly Ligne[] {
    return this.lire('LignesCommande').filter(l => l['IdCommande'] === commande['IdCommande']);
  }

  /** Une échéance facturée par un acompte reste à facturer (§5.3, piège 3). */
  private estFacturee(echeance: Ligne, d: number): boolean {
    const facture = this.lire('FacturesClients').find(f => f['IdFacture'] === echeance['IdFacture']);
    return facture !== undefined && facture['TypePiece'] !== 'ACOMPTE' && nombre(facture['DateFacture']) <= d;
  }

  private factures(affaire: string, d: number): readonly Ligne[] {
    return this.lire('FacturesClients').filter(
      f =>
        f['IdAffaire'] === affaire &&
        f['TypePiece'] !== 'ACOMPTE' &&
        f['Validee'] === true &&
        nombre(f['DateFacture']) <= d,
    );
  }

  private facture(affaire: string, d: number): number {
    return somme(this.factures(affaire, d), f => nombre(f['MontantHT']));
  }

  /** CH = temps valorisés + achats facturés + notes de frais + réceptions non facturées. */
  private charges(affaire: string, d: number): number {
    const temps = somme(this.tempsComptes(affaire, d), t => this.cout(t));
    const frais = this.lire('NotesFrais').filter(n => n['IdAffaire'] === affaire && nombre(n['Date']) <= d);
    return (
      temps +
      somme(this.achats(affaire, d), f => this.partConsommee(f, d)) +
      somme(frais, n => nombre(n['MontantHT'])) +
      somme(this.receptions(affaire, d), r => (r['Consommee'] === false ? 0 : this.nonFacture(r, d)))
    );
  }

  /** RAF = temps postérieurs + planning postérieur + commandes d'achat non reçues + achats exclus des charges. */
  private raf(affaire: string, d: number): number {
    const comptes = this.tempsComptes(affaire, Infinity);
    const saisis = new Set(comptes.map(t => `${String(t['IdCollab'])}|${nombre(t['Date'])}`));
    const planning = this.lire('Planning').filter(
      p =>
        p['IdAffaire'] === affaire &&
        nombre(p['Date']) > d &&
        !saisis.has(`${String(p['IdCollab'])}|${nombre(p['Date'])}`),
    );
    const commandes = this.lire('CommandesAchat').filter(
      c => c['IdAffaire'] === affaire && c['Statut'] === 'VALIDEE' && nombre(c['Date']) <= d,
    );
    return (
      somme(
        comptes.filter(t => this.dateComptable(t) > d),
        t => this.cout(t),
      ) +
      this.prevu(affaire, planning, d) +
      somme(commandes, c => this.nonRecu(c, d)) +
      somme(this.achats(affaire, d), f => nombre(f['MontantHT']) - this.partConsommee(f, d)) +
      somme(this.receptions(affaire, d), r => (r['Consommee'] === false ? this.nonFacture(r, d) : 0))
    );
  }

  /** Le planning valorisé, ou les jours que le chef de projet a saisis par tâche, au coût de l'arrêté. */
  private prevu(affaire: string, planning: readonly Ligne[], d: number): number {
    if (this.regleDuCode(affaire)?.['SourceRAF'] !== 'TACHES') return somme(planning, p => this.cout(p));
    return somme(dernieresSaisies(this.tables, affaire, d), t => this.cout({ ...t, Date: d }));
  }

  private tempsComptes(affaire: string, d: number): readonly Ligne[] {
    return this.lire('Temps').filter(
      t => t['IdAffaire'] === affaire && t['Etat'] === 'VALIDE' && this.dateComptable(t) <= d,
    );
  }

  /** Une correction d'un mois fermé compte au premier jour de sa période comptable (§6.4). */
  private dateComptable(t: Ligne): number {
    if (typeof t['PeriodeComptable'] !== 'string') return nombre(t['Date']);
    const [annee = 0, mois = 0] = t['PeriodeComptable'].split('-').map(Number);
    return Date.UTC(annee, mois - 1, 1) / 86_400_000 + 25_569;
  }

  /** Jours × coût du jour à sa date ; 0 pour un externe, dont le coût vient de ses achats (§5.7 c'). */
  private cout(t: Ligne): number {
    if (this.externes.has(t['IdCollab'])) return 0;
    const tarifs = this.lire('CoutsCollaborateurs').filter(
      c => c['IdCollab'] === t['IdCollab'] && nombre(c['DateEffet']) <= nombre(t['Date']),
    );
    const dernier = tarifs.reduce((a, b) => (nombre(b['DateEffet']) > nombre(a['DateEffet']) ? b : a));
    return arr(nombre(t['Jours']), nombre(dernier['CoutJour']), 10_000);
  }

  private achats(affaire: string, d: number): readonly Ligne[] {
    return this.lire('FacturesFournisseurs').filter(
      f =>
        f['IdAffaire'] === affaire &&
        f['Validee'] === true &&
        f['Immobilisee'] !== true &&
        nombre(f['DateFacture']) <= d,
    );
  }

  /** Hors avancement : rien ; à cheval sur une période : la part consommée, en jours (§4.5). */
  private partConsommee(f: Ligne, d: number): number {
    const ht = nombre(f['MontantHT']);
    const [du, au] = [nombre(f['PeriodeDu']), nombre(f['PeriodeAu'])];
    if (f['HorsAvancement'] === true) return 0;
    if (du === 0) return ht;
    return d < du ? 0 : arr(ht, Math.min(d, au) - du + 1, au - du + 1);
  }

  private receptions(affaire: string, d: number): readonly Ligne[] {
    return this.lire('Receptions').filter(r => r['IdAffaire'] === affaire && nombre(r['DateReception']) <= d);
  }

  private nonFacture(r: Ligne, d: number): number {
    const factures = this.lire('FacturesFournisseurs').filter(
      f => f['IdReception'] === r['IdReception'] && f['Validee'] === true && nombre(f['DateFacture']) <= d,
    );
    const quantite = nombre(r['Quantite']);
    return arr(nombre(r['MontantHT']), quantite - somme(factures, f => nombre(f['Quantite'])), quantite);
  }

  private nonRecu(c: Ligne, d: number): number {
    const recus = this.lire('Receptions').filter(
      r => r['IdCdeAchat'] === c['IdCdeAchat'] && nombre(r['DateReception']) <= d,
    );
    const quantite = nombre(c['Quantite']);
    return arr(nombre(c['MontantHT']), quantite - somme(recus, r => nombre(r['Quantite'])), quantite);
  }
}
