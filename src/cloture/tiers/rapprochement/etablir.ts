import { montant, somme, ZERO, type Compte, type Jour, type Montant } from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import {
  Ecritures,
  EcrituresCloture,
  Encaissements,
  FacturesClients,
  PlanComptable,
} from '../../tables-communes';
import { estReevaluation } from '../../tables-communes/reevaluation';
import { classer, type LignePlan, type Sens } from '../calcul/collectifs';
import type { ModeleTiers } from '../modele';
import { rapprocher, type Rapprochement } from './calcul/rapprocher';
import type { Candidat, LigneRapprochee } from './calcul/types';

export interface ContexteRapprochement {
  readonly arrete: Jour;
  /** Les tables, écritures de l'arrêté comprises. */
  readonly tables: TablesLues;
  readonly modele: ModeleTiers;
}

/** Un contrôle : ses totaux, et les lignes qui expliquent l'écart. */
export interface ControleTiers {
  readonly controle: 'CLIENTS' | 'FOURNISSEURS' | 'FACTURES_CLIENTS';
  readonly balanceAgee: Montant | undefined;
  readonly auxiliaire: Montant;
  readonly general: Montant;
  readonly ecart: Montant;
  readonly candidats: readonly Candidat[];
}

export interface LigneDeTiers {
  readonly ligne: number;
  readonly DateEcriture: Jour;
  readonly Compte: Compte;
  readonly Tiers?: string | undefined;
  readonly Piece: string;
  readonly Debit: Montant;
  readonly Credit: Montant;
  readonly CleGeneration?: string | undefined;
}

const enLigne = (table: string, l: LigneDeTiers): LigneRapprochee => ({
  table,
  ligne: l.ligne,
  compte: l.Compte,
  tiers: l.Tiers ?? '',
  piece: l.Piece,
  date: l.DateEcriture,
  montant: montant(l.Debit - l.Credit),
});

/** Où une ligne du grand livre se range : un collectif, ou ailleurs. */
type Classement = { readonly sens: Sens; readonly suivie: boolean } | undefined;

/** Le grand livre vu des collectifs : des totaux d'abord, des lignes seulement quand un écart les demande. */
export class GrandLivre {
  private readonly classes = new Map<Compte, Classement>();
  private readonly plan: ReadonlyMap<string, LignePlan>;
  private readonly plancher: number;

  constructor(private readonly contexte: ContexteRapprochement) {
    const { tables, modele, arrete } = contexte;
    this.plan = new Map(tables.lire(PlanComptable).lignes.map(l => [l.Compte as string, l]));
    this.plancher = modele.lu.auxiliaire.plancher(arrete);
  }

  private classe(compte: Compte): Classement {
    if (this.classes.has(compte)) return this.classes.get(compte);
    const lue = classer(compte, this.plan);
    const classe = lue && { sens: lue.sens, suivie: lue.nature !== 'ACOMPTE' };
    this.classes.set(compte, classe);
    return classe;
  }

  /** Parcourt les lignes de classe 4 depuis les derniers à-nouveaux. */
  parcourir(voir: (table: string, l: LigneDeTiers, sens: Sens | undefined) => void): void {
    for (const table of [Ecritures, EcrituresCloture])
      for (const l of this.contexte.tables.lire(table).lignes as readonly LigneDeTiers[]) {
        if (!l.Compte.startsWith('4') || l.DateEcriture < this.plancher) continue;
        if (l.CleGeneration !== undefined && estReevaluation({ CleGeneration: l.CleGeneration })) continue;
        const classe = this.classe(l.Compte);
        voir(table.nom, l, classe?.suivie ? classe.sens : undefined);
      }
  }
}

const total = (lignes: readonly LigneRapprochee[]): Montant => somme(lignes.map(l => l.montant));

/** Balance âgée = auxiliaire = collectif, pour chaque sens que le grand livre porte ; puis factures face au livre. */
export function etablirRapprochement(contexte: ContexteRapprochement): ControleTiers[] {
  const livre = new GrandLivre(contexte);
  const { modele } = contexte;
  const controles: ControleTiers[] = [];
  for (const sens of ['CLIENT', 'FOURNISSEUR'] as const)
    if (modele.lu.sources[sens] === 'GRAND_LIVRE') controles.push(controlerCollectif(contexte, livre, sens));
  const factures = facturesFaceAuLivre(contexte, livre);
  return factures === undefined ? controles : [...controles, factures];
}

/** Vrai si un tiers peut être dans les collectifs de ce sens. */
const admis = (modele: ModeleTiers, sens: Sens) => (tiers: string) => {
  const type = modele.tiers.get(tiers)?.Type;
  return type === undefined || type === 'AUTRE' || type === sens;
};

/** Les lignes d'un sens jusqu'à l'arrêté ; une ligne de l'auxiliaire nomme un tiers de ce sens. */
export function parcourirCollectif(
  { arrete, modele }: ContexteRapprochement,
  livre: GrandLivre,
  sens: Sens,
  voir: (table: string, l: LigneDeTiers, auxiliaire: boolean) => void,
): void {
  const duSens = admis(modele, sens);
  livre.parcourir((table, l, du) => {
    if (du !== sens || l.DateEcriture > arrete) return;
    voir(table, l, l.Tiers !== undefined && duSens(l.Tiers));
  });
}

/** Les lignes d'un collectif sans tiers, ou d'un tiers d'un autre, font l'écart avec l'auxiliaire. */
function controlerCollectif(contexte: ContexteRapprochement, livre: GrandLivre, sens: Sens): ControleTiers {
  const { arrete, modele } = contexte;
  let bonnes = 0;
  const mauvaises: LigneRapprochee[] = [];
  parcourirCollectif(contexte, livre, sens, (table, l, auxiliaire) => {
    if (auxiliaire) bonnes += l.Debit - l.Credit;
    else mauvaises.push(enLigne(table, l));
  });
  const { ecart, candidats } = rapprocher({
    auxiliaire: [],
    general: mauvaises,
    ailleurs: [],
    apres: [],
    duCollectif: admis(modele, sens),
  });
  const signe = sens === 'CLIENT' ? 1 : -1;
  return {
    controle: sens === 'CLIENT' ? 'CLIENTS' : 'FOURNISSEURS',
    balanceAgee: montant(signe * modele.balance(arrete, sens).total.total),
    auxiliaire: montant(bonnes),
    general: montant(bonnes + ecart),
    ecart,
    candidats,
  };
}

/** Les factures et les règlements des clients jusqu'à l'arrêté, réunis par pièce ; undefined s'il manque les uns ou les autres. */
export function documentsClients(tables: TablesLues, arrete: Jour): LigneRapprochee[] | undefined {
  const encaissements = tables.lire(Encaissements).lignes;
  const factures = tables.lire(FacturesClients).lignes.filter(f => f.Validee && f.TypePiece !== 'ACOMPTE');
  if (encaissements.length === 0 || factures.length === 0) return undefined;
  return [
    ...regrouper(
      factures.map(f => ({
        table: FacturesClients.nom,
        ligne: f.ligne,
        compte: '',
        tiers: f.IdClient,
        piece: f.IdFacture,
        date: f.DateFacture,
        montant: f.MontantTTC,
      })),
    ),
    ...regrouper(
      encaissements.map(e => ({
        table: Encaissements.nom,
        ligne: e.ligne,
        compte: '',
        tiers: e.IdClient,
        piece: e.IdReglement,
        date: e.Date,
        montant: montant(-(e.MontantAffecte ?? e.Montant)),
      })),
    ),
  ].filter(l => l.date <= arrete);
}

/** Factures et encaissements face au grand livre, tiers par tiers : seuls ceux qui diffèrent sont comparés. */
function facturesFaceAuLivre(
  { arrete, tables, modele }: ContexteRapprochement,
  livre: GrandLivre,
): ControleTiers | undefined {
  const auxiliaire = documentsClients(tables, arrete);
  if (modele.lu.sources.CLIENT !== 'GRAND_LIVRE' || auxiliaire === undefined) return undefined;
  const soldes = new Map<string, number>();
  let general = 0;
  livre.parcourir((table, l, sens) => {
    if (sens !== 'CLIENT' || l.DateEcriture > arrete || table !== Ecritures.nom) return;
    const solde = l.Debit - l.Credit;
    general += solde;
    soldes.set(l.Tiers ?? '', (soldes.get(l.Tiers ?? '') ?? 0) + solde);
  });
  for (const l of auxiliaire) soldes.set(l.tiers, (soldes.get(l.tiers) ?? 0) - l.montant);
  const enCause = new Set([...soldes].filter(([, s]) => s !== 0).map(([tiers]) => tiers));
  const rendu =
    enCause.size === 0
      ? { ecart: ZERO, candidats: [] }
      : comparerTiers(enCause, auxiliaire, livre, { arrete, modele });
  return {
    controle: 'FACTURES_CLIENTS',
    balanceAgee: undefined,
    auxiliaire: total(auxiliaire),
    general: montant(general),
    ...rendu,
  };
}

/** Compare les documents et le grand livre des tiers dont les soldes diffèrent. */
function comparerTiers(
  enCause: ReadonlySet<string>,
  auxiliaire: readonly LigneRapprochee[],
  livre: GrandLivre,
  { arrete, modele }: Pick<ContexteRapprochement, 'arrete' | 'modele'>,
): Rapprochement {
  const general: LigneRapprochee[] = [];
  const apres: LigneRapprochee[] = [];
  const ailleurs: LigneRapprochee[] = [];
  livre.parcourir((table, l, sens) => {
    if (table !== Ecritures.nom) return;
    if (sens === undefined && l.DateEcriture <= arrete && !l.Compte.startsWith('44'))
      ailleurs.push(enLigne(table, l));
    if (sens !== 'CLIENT' || !enCause.has(l.Tiers ?? '')) return;
    (l.DateEcriture <= arrete ? general : apres).push(enLigne(table, l));
  });
  return rapprocher({
    auxiliaire: auxiliaire.filter(l => enCause.has(l.tiers)),
    general,
    ailleurs,
    apres,
    duCollectif: tiers => modele.tiers.get(tiers)?.Type !== 'FOURNISSEUR',
  });
}

/** Les lignes d'une même pièce n'en font qu'une, comme au grand livre. */
function regrouper(lignes: readonly LigneRapprochee[]): LigneRapprochee[] {
  const pieces = new Map<string, LigneRapprochee[]>();
  for (const l of lignes) {
    const cle = `${l.tiers}|${l.piece}`;
    const connues = pieces.get(cle);
    if (connues) connues.push(l);
    else pieces.set(cle, [l]);
  }
  return [...pieces.values()].map(membres => ({ ...membres[0]!, membres, montant: total(membres) }));
}
