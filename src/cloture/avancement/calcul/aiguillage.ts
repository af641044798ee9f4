import { chacun, PIECES_PAR_TRANCHE } from '../../../comptabilite';
import type { LigneAffaire } from './donnees';
import { Dossier, type Traces } from './dossier';
import { cleGroupe, type Groupe } from './groupe';
import { estAvancement, type RegleAvancement, type Regles } from './regles';

/** Une règle portée par une ligne de vente d'une affaire, et le lot de cette ligne. */
export interface Porteur {
  readonly code: string;
  readonly lot: string;
}

/** Pourquoi une affaire n'a pas de chiffre d'affaires. */
export interface AffaireEcartee {
  readonly affaire: LigneAffaire;
  readonly motif: 'REGLE_INCONNUE' | 'SANS_REGLE' | 'DEUX_REGLES';
  /** Règles trouvées, avec leur méthode. */
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

/** Une ligne générée ou historisée qui dit son groupe et sa règle. */
export interface LigneDeGroupe extends Groupe {
  readonly Regle?: string | undefined;
}

interface Route {
  readonly affaire: LigneAffaire;
  /** Le seul dossier de l'affaire quand elle se regroupe entière. */
  readonly entier: Dossier | undefined;
  /** La règle principale : celle des charges, des devis et des avenants. */
  regleDuLot(lot: string): RegleAvancement;
  /** Les autres règles de ses lignes de vente, par code : chacune a ses groupes, sans charges. */
  readonly annexes: ReadonlyMap<string, RegleAvancement>;
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
    private readonly regles: Regles,
    private readonly traces: Traces,
  ) {}

  /** Trace la route de chaque affaire, d'après les règles que portent ses lignes de vente. Rend la main de temps en temps. */
  tracer(
    affaires: readonly LigneAffaire[],
    porteurs: ReadonlyMap<string, readonly Porteur[]>,
  ): Generator<void, void> {
    const tracer = (affaire: LigneAffaire) => {
      const route = this.routeDe(affaire, porteurs.get(affaire.IdAffaire));
      if ('motif' in route) this.ecartees.set(affaire.IdAffaire, route);
      else this.routes.set(affaire.IdAffaire, route);
    };
    return chacun(affaires, tracer, PIECES_PAR_TRANCHE);
  }

  /** Le dossier où va une charge, un devis ou un avenant ; undefined si l'affaire n'a pas de règle. */
  vers(idAffaire: string, lot?: string, sousLot?: string): Dossier | undefined {
    const route = this.routes.get(idAffaire);
    return route && (route.entier ?? this.duLot(route, lot, sousLot));
  }

  /** Le dossier où va une ligne de vente de cette règle ; undefined si personne ne connaît la règle. */
  versRegle(
    idAffaire: string,
    code: string | undefined,
    lot?: string,
    sousLot?: string,
  ): Dossier | undefined {
    const route = this.routes.get(idAffaire);
    const annexe = code === undefined ? undefined : route?.annexes.get(code);
    if (route && annexe) return this.duGroupe(route.affaire, annexe, lot, sousLot, code);
    return this.regles.lue(code) && this.vers(idAffaire, lot, sousLot);
  }

  /** Le groupe d'une ligne historisée ou forcée : celui de sa règle annexe, sinon le principal. */
  groupeDe({ IdAffaire, Lot, SousLot, RegleAnnexe, Regle }: LigneDeGroupe): Groupe {
    const annexe = Regle !== undefined && this.routes.get(IdAffaire)?.annexes.has(Regle) === true;
    return { IdAffaire, Lot, SousLot, RegleAnnexe: RegleAnnexe ?? (annexe ? Regle : undefined) };
  }

  /** Fait naître le dossier d'une ligne historisée : il reste listé sans pièce. */
  ouvrir(ligne: LigneDeGroupe): void {
    const { IdAffaire, Lot, SousLot, RegleAnnexe } = this.groupeDe(ligne);
    if (RegleAnnexe === undefined) this.vers(IdAffaire, Lot, SousLot);
    else this.versRegle(IdAffaire, RegleAnnexe, Lot, SousLot);
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

  /** Tous les dossiers, dans l'ordre où ils sont nés. */
  dossiers(): readonly Dossier[] {
    return [...this.connus.values()];
  }

  private duLot(
    { affaire, regleDuLot }: Route,
    lot: string | undefined,
    sousLot: string | undefined,
  ): Dossier {
    return this.duGroupe(affaire, regleDuLot(lot ?? ''), lot, sousLot);
  }

  private duGroupe(
    affaire: LigneAffaire,
    regle: RegleAvancement,
    lot: string | undefined,
    sousLot: string | undefined,
    annexe?: string,
  ): Dossier {
    const entiere = regle.regroupement === 'AFFAIRE';
    const groupe = {
      IdAffaire: affaire.IdAffaire,
      Lot: entiere ? undefined : lot,
      SousLot: regle.regroupement === 'SOUS_LOT' ? sousLot : undefined,
      RegleAnnexe: annexe,
    };
    const cle = cleGroupe(groupe);
    let dossier = this.connus.get(cle);
    if (!dossier) {
      dossier = new Dossier(affaire, regle, this.traces, groupe.Lot, groupe.SousLot, annexe);
      this.connus.set(cle, dossier);
    }
    return dossier;
  }

  /**
   * Les règles d'une affaire : celles de ses lignes de vente, sinon la sienne. La principale est celle de l'avancement,
   * qui a besoin des charges ; sans avancement, celle de l'affaire. Deux règles à l'avancement ne tiennent que si
   * chacune a ses lots, car les charges ne se partagent pas ; un lot sans vente suit alors celle de l'affaire.
   */
  private routeDe(affaire: LigneAffaire, porteurs: readonly Porteur[] = []): Route | AffaireEcartee {
    const propre = affaire.RegleCA === undefined ? [] : [{ code: affaire.RegleCA, lot: '' }];
    const codes = [...new Set((porteurs.length > 0 ? porteurs : propre).map(p => p.code))].sort();
    const lues = codes.flatMap(c => this.regles.lue(c) ?? []);
    const [seule, autre] = lues.filter(estAvancement);
    const defaut = this.regles.lue(affaire.RegleCA);
    const principale = seule ?? lues.find(r => r.code === affaire.RegleCA) ?? lues[0];
    if (!principale) {
      return { affaire, motif: codes.length === 0 ? 'SANS_REGLE' : 'REGLE_INCONNUE', regles: codes };
    }
    const annexes = new Map(
      lues
        .filter(r => r !== principale && !estAvancement(r))
        // Les devis vont au groupe principal : le budget d'une règle annexe part de ses pièces.
        .map(r => [r.code, { ...r, baseBudget: 'REPREVISION_VENTES' as const }] as const),
    );
    if (!autre) return this.routeUnique(affaire, principale, annexes);
    const parLot = this.reglesDesLots(porteurs);
    if (!parLot || !defaut || !estAvancement(defaut) || defaut.regroupement === 'AFFAIRE') {
      return { affaire, motif: 'DEUX_REGLES', regles: lues.map(r => `${r.code} (${r.methode})`) };
    }
    return { affaire, entier: undefined, regleDuLot: lot => parLot.get(lot) ?? defaut, annexes };
  }

  private routeUnique(affaire: LigneAffaire, regle: RegleAvancement, annexes: Route['annexes']): Route {
    const entier =
      regle.regroupement === 'AFFAIRE' ? this.duGroupe(affaire, regle, undefined, undefined) : undefined;
    return { affaire, entier, regleDuLot: () => regle, annexes };
  }

  /** La règle de chaque lot ; undefined si l'un en porte deux, ou si une règle regroupe par affaire. */
  private reglesDesLots(porteurs: readonly Porteur[]): Map<string, RegleAvancement> | undefined {
    const parLot = new Map<string, RegleAvancement>();
    for (const { code, lot } of porteurs) {
      const regle = this.regles.lue(code);
      if (!regle || !estAvancement(regle)) continue;
      const connue = parLot.get(lot);
      if (regle.regroupement === 'AFFAIRE' || (connue && connue.code !== code)) return undefined;
      parLot.set(lot, regle);
    }
    return parLot;
  }
}
