import type { LigneAffaire } from './donnees';
import { Dossier, type Traces } from './dossier';
import { cleGroupe, comparerGroupes } from './groupe';
import type { RegleAvancement, Regles } from './regles';

/** Une règle portée par une ligne de vente d'une affaire, et le lot de cette ligne. */
export interface Porteur {
  readonly code: string;
  readonly lot: string;
}

/** Pourquoi une affaire n'est pas de cette méthode. */
export interface AffaireEcartee {
  readonly affaire: LigneAffaire;
  readonly motif: 'AUTRE_METHODE' | 'SANS_REGLE' | 'DEUX_REGLES';
  /** Règles trouvées, avec leur méthode quand elle est connue. */
  readonly regles: readonly string[];
}

/** Une pièce qui peut dire où elle va. */
type Piece =
  | {
      readonly IdAffaire?: string | undefined;
      readonly Lot?: string | undefined;
      readonly SousLot?: string | undefined;
    }
  | undefined;

interface Route {
  readonly affaire: LigneAffaire;
  /** Le seul dossier de l'affaire quand elle se regroupe entière. */
  readonly entier: Dossier | undefined;
  regleDuLot(lot: string): RegleAvancement;
}

/**
 * Mène chaque ligne du classeur au dossier de son groupe : l'affaire, le lot ou le sous-lot que la règle demande
 * (domaine §5.2). Un dossier naît avec la première ligne qui y mène.
 */
export class Aiguillage {
  readonly ecartees = new Map<string, AffaireEcartee>();
  private readonly routes = new Map<string, Route>();
  private readonly connus = new Map<string, Dossier>();

  constructor(
    affaires: readonly LigneAffaire[],
    porteurs: ReadonlyMap<string, readonly Porteur[]>,
    private readonly regles: Regles,
    private readonly traces: Traces,
  ) {
    for (const affaire of affaires) {
      const route = this.tracer(affaire, porteurs.get(affaire.IdAffaire));
      if ('motif' in route) this.ecartees.set(affaire.IdAffaire, route);
      else this.routes.set(affaire.IdAffaire, route);
    }
  }

  /** Le dossier où va une ligne ; undefined si son affaire n'est pas à l'avancement. */
  vers(idAffaire: string, lot?: string, sousLot?: string): Dossier | undefined {
    const route = this.routes.get(idAffaire);
    return route && (route.entier ?? this.duLot(route, lot, sousLot));
  }

  /** Le dossier d'une affaire qui se regroupe entière. */
  entier(idAffaire: string): Dossier | undefined {
    return this.routes.get(idAffaire)?.entier;
  }

  /**
   * Le dossier d'une pièce qui en suit d'autres (facture, sa réception, sa commande) : la première qui nomme une
   * affaire la donne, la première de cette affaire qui nomme un lot le donne.
   */
  versPiece(...pieces: readonly Piece[]): Dossier | undefined {
    const id = pieces.find(p => p?.IdAffaire !== undefined)?.IdAffaire;
    if (id === undefined) return undefined;
    const lieu = pieces.find(p => p?.Lot !== undefined && (p.IdAffaire ?? id) === id);
    return this.vers(id, lieu?.Lot, lieu?.SousLot);
  }

  /** Tous les dossiers, par ordre croissant de leur groupe. */
  dossiers(): ReadonlyMap<string, Dossier> {
    return new Map([...this.connus.values()].sort(comparerGroupes).map(d => [d.cle, d]));
  }

  private duLot(route: Route, lot: string | undefined, sousLot: string | undefined): Dossier {
    const regle = route.regleDuLot(lot ?? '');
    const groupe = {
      IdAffaire: route.affaire.IdAffaire,
      Lot: lot,
      SousLot: regle.regroupement === 'SOUS_LOT' ? sousLot : undefined,
    };
    const cle = cleGroupe(groupe);
    let dossier = this.connus.get(cle);
    if (!dossier) {
      dossier = new Dossier(route.affaire, regle, this.traces, groupe.Lot, groupe.SousLot);
      this.connus.set(cle, dossier);
    }
    return dossier;
  }

  /**
   * La règle d'une affaire : celle de ses lignes de vente, sinon la sienne. Plusieurs règles ne tiennent que si
   * chacune a ses lots, car un groupe n'en historise qu'une (domaine §5.11) ; un lot sans vente suit alors celle de
   * l'affaire.
   */
  private tracer(affaire: LigneAffaire, porteurs: readonly Porteur[] = []): Route | AffaireEcartee {
    const propre = affaire.RegleCA === undefined ? [] : [{ code: affaire.RegleCA, lot: '' }];
    const codes = [...new Set((porteurs.length > 0 ? porteurs : propre).map(p => p.code))].sort();
    const nommees = codes.map(c => `${c} (${this.regles.methode(c) ?? 'inconnue'})`);
    const [seule, autre] = codes.flatMap(c => this.regles.avancement(c) ?? []);
    if (!seule) {
      return { affaire, motif: codes.length === 0 ? 'SANS_REGLE' : 'AUTRE_METHODE', regles: nommees };
    }
    if (!autre) return this.routeUnique(affaire, seule);
    const parLot = this.reglesDesLots(porteurs);
    const defaut = this.regles.avancement(affaire.RegleCA);
    if (!parLot || !defaut || defaut.regroupement === 'AFFAIRE') {
      return { affaire, motif: 'DEUX_REGLES', regles: nommees };
    }
    return { affaire, entier: undefined, regleDuLot: lot => parLot.get(lot) ?? defaut };
  }

  private routeUnique(affaire: LigneAffaire, regle: RegleAvancement): Route {
    if (regle.regroupement !== 'AFFAIRE') return { affaire, entier: undefined, regleDuLot: () => regle };
    const entier = new Dossier(affaire, regle, this.traces);
    this.connus.set(entier.cle, entier);
    return { affaire, entier, regleDuLot: () => regle };
  }

  /** La règle de chaque lot ; undefined si l'un en porte deux, ou si une règle regroupe par affaire. */
  private reglesDesLots(porteurs: readonly Porteur[]): Map<string, RegleAvancement> | undefined {
    const parLot = new Map<string, RegleAvancement>();
    for (const { code, lot } of porteurs) {
      const regle = this.regles.avancement(code);
      if (!regle) continue;
      const connue = parLot.get(lot);
      if (regle.regroupement === 'AFFAIRE' || (connue && connue.code !== code)) return undefined;
      parLot.set(lot, regle);
    }
    return parLot;
  }
}
