import { arbre, type Explication } from '../../../comptabilite';
import type { LigneCaAvancement } from '../tables';
import { dire } from './feuilles';
import type { ExplicationFigee } from './fige';
import type { ExplicationGroupe } from './groupe';
import { partGratuite } from './gratuite';

type Colonne = keyof LigneCaAvancement & string;
type Arbre = Explication | undefined;

const rapport = (fr: string, en: string, num: Explication, den: Explication): Arbre =>
  den.valeur.isZero() ? undefined : arbre.quotient(dire(fr, en), num, den);
const ecart = (fr: string, en: string, ...termes: Explication[]): Explication =>
  arbre.difference(dire(fr, en), termes);

/** D'où vient chaque chiffre d'une ligne de « CA à l'avancement » calculée. */
const CALCULEES: Partial<Readonly<Record<Colonne, (g: ExplicationGroupe) => Arbre>>> = {
  BudgetInitial: g => (g.jours ? undefined : g.ventes.devis),
  CommandesNonLivrees: g => g.ventes.terme('reste', dire('Commandes non livrées', 'Ordered, not delivered')),
  LivraisonsNonFacturees: g =>
    g.ventes.terme('livre', dire('Livraisons non facturées', 'Delivered, not invoiced')),
  EcheancesNonFacturees: g =>
    g.ventes.terme('echeances', dire('Échéances non facturées', 'Scheduled, not invoiced')),
  Avenants: g => g.ventes.avenants,
  Budget: g => g.budget,
  Facture: g => g.facture,
  ResteAFacturer: g => ecart('Reste à facturer', 'To be invoiced', g.budget, g.facture),
  TauxFacturation: g => rapport('% facturation', 'Invoiced %', g.facture, g.budget),
  Gratuite: g => partGratuite(g.dossier.postes),
  TempsValorises: g => g.depenses.tempsValorises,
  Achats: g => g.depenses.achats,
  Frais: g => g.depenses.frais,
  Receptions: g => g.depenses.receptions,
  AchatsIgnores: g => g.depenses.achatsIgnores,
  Charges: g => g.depenses.charges,
  Raf: g => g.depenses.raf,
  Reprevision: g => g.depenses.reprevision,
  JoursVendus: g => g.jours?.vendus,
  JoursRealises: g => g.jours?.realises,
  RafTheorique: g => g.jours?.rafTheorique,
  RafReel: g => g.jours?.rafReel,
  EcartJours: g => g.jours?.ecart,
  ReprevisionJours: g => g.jours?.reprevision,
  TauxTheorique: g => g.jours?.tauxTheorique,
  ProductionIndicative: g => g.jours?.productionIndicative(g.budget, g.caPrecedent),
  TauxCalcule: g => g.tauxCalcule,
  TauxPropose: g => g.tauxPropose,
  TauxForcePrecedent: g => g.tauxForcePrecedent,
  TauxRetenu: g => g.tauxRetenu,
  CaReconnu: g => g.ca,
  FaeProposee: g => g.lignes.proposee('fae'),
  Fae: g => g.fae,
  PcaProposee: g => g.lignes.proposee('pca'),
  Pca: g => g.pca,
  CaAReconnaitre: g => ecart('CA à reconnaître', 'Revenue to recognise', g.budget, g.ca),
  CaPrecedent: g => g.caPrecedent,
  Production: g => g.production,
  MargeADate: g => g.margeADate,
  MargeTerminaison: g => g.margeTerminaison,
  EcartMarge: g => g.ecartMarge,
  Provision: g => g.perte.solde('P1516'),
  VariationProvision: g => g.perte.variation('P1516'),
  EnCours: g => g.perte.solde('ENCOURS'),
  DepreciationEnCours: g => g.perte.solde('P394'),
};

/** L'arbre d'une colonne calculée ; undefined pour une colonne saisie, un libellé ou une cellule vide. */
export function expliquerColonne(groupe: ExplicationGroupe, colonne: string): Arbre {
  return CALCULEES[colonne as Colonne]?.(groupe);
}

const siConnus = (a: Arbre, b: Arbre, faire: (a: Explication, b: Explication) => Arbre): Arbre =>
  a && b ? faire(a, b) : undefined;

/** D'où vient un chiffre d'un arrêté fermé : de l'historique qu'il a figé. */
const FIGEES: Partial<Readonly<Record<Colonne, (f: ExplicationFigee) => Arbre>>> = {
  Budget: f => f.chiffre('BUD'),
  Facture: f => f.chiffre('FACT'),
  ResteAFacturer: f =>
    siConnus(f.chiffre('BUD'), f.chiffre('FACT'), (b, x) =>
      ecart('Reste à facturer', 'To be invoiced', b, x),
    ),
  TauxFacturation: f =>
    siConnus(f.chiffre('FACT'), f.chiffre('BUD'), (x, b) => rapport('% facturation', 'Invoiced %', x, b)),
  Charges: f => f.chiffre('CH'),
  Raf: f => f.chiffre('RAF'),
  Reprevision: f => f.chiffre('REP'),
  TauxCalcule: f => f.pourcent('PctCalcule'),
  CaReconnu: f => f.ca,
  Fae: f => f.fae,
  Pca: f => f.pca,
  CaAReconnaitre: f =>
    siConnus(f.chiffre('BUD'), f.ca, (b, ca) => ecart('CA à reconnaître', 'Revenue to recognise', b, ca)),
  CaPrecedent: f => f.caPrecedent,
  Production: f => f.production,
  MargeADate: f =>
    siConnus(f.ca, f.chiffre('CH'), (ca, ch) => ecart('Marge à date', 'Margin to date', ca, ch)),
  MargeTerminaison: f =>
    siConnus(f.chiffre('BUD'), f.chiffre('REP'), (b, r) =>
      ecart('Marge à terminaison', 'Margin at completion', b, r),
    ),
};

/** L'arbre d'une colonne d'un arrêté fermé ; undefined si l'historique ne la porte pas. */
export function expliquerColonneFigee(figee: ExplicationFigee, colonne: string): Arbre {
  return FIGEES[colonne as Colonne]?.(figee);
}
