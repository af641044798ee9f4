import {
  absolu,
  appliquer,
  fraction,
  plus,
  texteMontant,
  type Anomalie,
  type Jour,
  type Montant,
  type Taux,
} from '../../../comptabilite';
import type { Ligne, Valeurs } from '../../../workbook/table';
import type { TablesLues } from '../../../workbook/table';
import * as communes from '../../tables-communes';
import type { CategoriesImmo, PropositionsImmo } from '../tables';
import type { DonneesImmobilisations, OptionsImmobilisations } from './donnees';

type Facture = Ligne<typeof communes.FacturesFournisseurs>;
type Produit = Ligne<typeof communes.Produits>;
type Categorie = Ligne<typeof CategoriesImmo>;
export type Proposition = Valeurs<typeof PropositionsImmo>;

const paire = (facture: string, ligne: string) => `${facture}\u0000${ligne}`;

/**
 * Seuil (domaine §3.10) : la valeur unitaire HT doit le dépasser ; par option, le total de la ligne (LIGNE), et
 * l'égalité suffit (inclusif). À 500,00 juste, les deux règles diffèrent.
 */
export function depasseSeuil(
  ht: Montant,
  unitaire: Montant,
  seuil: Montant,
  { seuilBase, seuilInclusif }: Pick<OptionsImmobilisations, 'seuilBase' | 'seuilInclusif'>,
): boolean {
  const compare = seuilBase === 'LIGNE' ? ht : unitaire;
  return seuilInclusif ? compare >= seuil : compare > seuil;
}

interface Dossier {
  readonly produits: ReadonlyMap<string, Produit>;
  readonly parCommande: ReadonlyMap<string, string | undefined>;
  readonly internes: ReadonlySet<string>;
  readonly tiers: ReadonlyMap<string, Ligne<typeof communes.Tiers>>;
  readonly categories: readonly Categorie[];
}

function dossierDe(tables: TablesLues, donnees: DonneesImmobilisations): Dossier {
  return {
    produits: new Map(tables.lire(communes.Produits).lignes.map(p => [p.CodeProduit, p])),
    parCommande: new Map(
      tables.lire(communes.CommandesAchat).lignes.map(c => [paire(c.IdCdeAchat, c.Ligne), c.CodeProduit]),
    ),
    internes: new Set(
      tables
        .lire(communes.Affaires)
        .lignes.filter(a => a.Type !== 'EXTERNE')
        .map(a => a.IdAffaire),
    ),
    tiers: new Map(tables.lire(communes.Tiers).lignes.map(t => [t.IdTiers, t])),
    categories: [...donnees.categories.values()],
  };
}

/** Pourquoi la ligne s'immobilise ; undefined si elle ne s'immobilise pas. */
function raisonDe(
  f: Facture,
  unitaire: Montant,
  produit: Produit | undefined,
  categorie: Categorie | undefined,
  dossier: Dossier,
  options: OptionsImmobilisations,
): string | undefined {
  // Le choix de l'utilisateur prime, dans les deux sens.
  if (f.Immobilisee === false) return undefined;
  if (f.Immobilisee === true) return 'Marquée « Immobilisée » sur la facture.';
  if (f.Compte.startsWith('2')) return `Passée au compte ${f.Compte}.`;
  const interne = f.IdAffaire === undefined || dossier.internes.has(f.IdAffaire);
  const seuil = categorie?.Seuil ?? options.seuil;
  if (produit?.Immobilisable !== true || !interne) return undefined;
  if (!depasseSeuil(f.MontantHT, unitaire, seuil, options)) return undefined;
  return `Produit immobilisable, affaire interne, ${options.seuilBase === 'LIGNE' ? 'ligne' : 'valeur unitaire'} au-delà de ${texteMontant(seuil)} ; à reclasser du compte ${f.Compte}.`;
}

interface Citation {
  readonly IdFactF?: string | undefined;
  readonly LigneFactF?: string | undefined;
}

/** Les lignes de facture déjà au registre : celle qu'on cite, ou toute la facture si la ligne n'est pas dite. */
export function lignesPrises(citations: readonly Citation[]): (facture: string, ligne: string) => boolean {
  const prises = new Set<string>();
  const entieres = new Set<string>();
  for (const { IdFactF, LigneFactF } of citations) {
    if (IdFactF === undefined) continue;
    if (LigneFactF === undefined) entieres.add(IdFactF);
    else prises.add(paire(IdFactF, LigneFactF));
  }
  return (facture, ligne) => entieres.has(facture) || prises.has(paire(facture, ligne));
}

/** Numéros libres d'un préfixe, à la suite du plus grand. */
export class Numeroteur {
  private readonly derniers = new Map<string, number>();

  constructor(ids: readonly string[]) {
    for (const id of ids) {
      const [, prefixe, chiffres] = /^(.*?)(\d+)$/.exec(id) ?? [];
      if (prefixe === undefined || chiffres === undefined || chiffres.length > 9) continue;
      this.derniers.set(prefixe, Math.max(this.derniers.get(prefixe) ?? 0, Number(chiffres)));
    }
  }

  suivant(prefixe: string): string {
    const numero = (this.derniers.get(prefixe) ?? 0) + 1;
    this.derniers.set(prefixe, numero);
    return prefixe + String(numero).padStart(4, '0');
  }
}

/**
 * Fiches à créer depuis les factures validées : règle des trois conditions (produit immobilisable, affaire interne,
 * seuil), une fiche par ligne, jamais deux fois — une ligne que le registre ou un mouvement cite ne revient pas. La
 * dette va au 404 et la TVA au 44562.
 */
export function proposer(
  tables: TablesLues,
  donnees: DonneesImmobilisations,
  options: OptionsImmobilisations,
  arrete: Jour,
  tauxTVA: (code: string | undefined, date: Jour) => Taux | undefined,
): { propositions: Proposition[]; anomalies: Anomalie[] } {
  const factures = tables
    .lire(communes.FacturesFournisseurs)
    .lignes.filter(f => f.Validee && f.DateFacture <= arrete);
  if (factures.length === 0) return { propositions: [], anomalies: [] };
  const dossier = dossierDe(tables, donnees);
  const prise = lignesPrises([...donnees.fiches, ...[...donnees.mouvements.values()].flat()]);
  // Le numéro d'une fiche ôtée reste réservé.
  const numeros = new Numeroteur([...donnees.fiches.map(f => f.IdImmo), ...donnees.dotations.keys()]);
  const propositions: Proposition[] = [];
  const anomalies: Anomalie[] = [];
  const ordre = [...factures].sort(
    (a, b) =>
      a.DateFacture - b.DateFacture || (paire(a.IdFactF, a.Ligne) < paire(b.IdFactF, b.Ligne) ? -1 : 1),
  );
  for (const f of ordre) {
    if (prise(f.IdFactF, f.Ligne)) continue;
    const code =
      f.IdCdeAchat === undefined || f.LigneCde === undefined
        ? undefined
        : dossier.parCommande.get(paire(f.IdCdeAchat, f.LigneCde));
    const produit = code === undefined ? undefined : dossier.produits.get(code);
    const compte = f.Compte.startsWith('2') ? f.Compte : (produit?.CompteImmo ?? f.Compte);
    const categorie = dossier.categories.find(c => c.Compte === compte);
    const unitaire =
      f.Quantite === undefined || f.Quantite === 0 ? f.MontantHT : fraction(f.MontantHT, 10_000, f.Quantite);
    const raison = raisonDe(f, unitaire, produit, categorie, dossier, options);
    if (raison === undefined) continue;
    if (f.MontantHT <= 0) {
      anomalies.push(avoirSansMouvement(f));
      continue;
    }
    const tva = f.MontantTVA ?? appliquer(f.MontantHT, tauxTVA(f.CodeTVA, f.DateFacture) ?? options.tauxTVA);
    propositions.push({
      IdFactF: f.IdFactF,
      Ligne: f.Ligne,
      IdImmo: numeros.suivant(categorie?.Prefixe ?? 'IMM-'),
      Libelle:
        produit?.Libelle ?? `${dossier.tiers.get(f.IdFournisseur)?.Nom ?? f.IdFournisseur} ${f.Reference}`,
      Categorie: categorie?.Categorie,
      Compte: compte,
      DateAcquisition: f.DateFacture,
      ValeurBrute: f.MontantHT,
      ValeurUnitaire: unitaire,
      Mode: categorie?.Mode ?? produit?.ModeAmort,
      DureeMois: categorie?.DureeMois ?? produit?.DureeAmort,
      CompteFournisseur: dossier.tiers.get(f.IdFournisseur)?.CompteImmo ?? options.comptes.fournisseur,
      CompteTVA: options.comptes.tvaDeductible,
      MontantTVA: tva,
      MontantTTC: plus(f.MontantHT, tva),
      Raison: raison,
    });
  }
  return { propositions, anomalies };
}

function avoirSansMouvement(f: Facture): Anomalie {
  return {
    code: 'C-IMM-18',
    gravite: 'ALERTE',
    table: 'FacturesFournisseurs',
    ligne: f.ligne,
    cle: `${f.IdFactF}|${f.Ligne}`,
    message: `Avoir ${f.IdFactF} de ${texteMontant(absolu(f.MontantHT))} sur une immobilisation, sans mouvement au registre.`,
    remede: 'Ajoutez un mouvement AVOIR à la fiche, avec ce numéro de facture et de ligne.',
  };
}
