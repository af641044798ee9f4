import { plus, ZERO, type Jour, type Montant, type Taux } from '../../../comptabilite';
import type { LigneHistorique } from './donnees';

/** Ce que l'historique garde d'un groupe à un arrêté. */
export interface ArreteHistorise {
  readonly ca: Montant;
  readonly fae: Montant;
  readonly pca: Montant;
  /** Ligne CA qui porte BUD, FACT, CH, RAF, REP et le % ; undefined si l'arrêté n'a que des ajustements. */
  readonly detail: LigneHistorique | undefined;
  /** Les lignes qui font ces cumuls. */
  readonly lignes: readonly LigneHistorique[];
}

const COMPTEES: ReadonlySet<string> = new Set(['ARRETE', 'MANUEL', 'REPRISE']);

/** Historique rangé par groupe (affaire ou lot) et par arrêté ; les extournes n'y comptent pas (domaine §5.11). */
export class IndexHistorique {
  private readonly groupes = new Map<string, Map<Jour, ArreteHistorise>>();
  /** Clés des groupes historisés de chaque affaire. */
  private readonly affaires = new Map<string, Set<string>>();
  private readonly arretesCa = new Set<Jour>();

  /** @param cleDe la clé du groupe d'une ligne, règle comprise */
  constructor(lignes: readonly LigneHistorique[], cleDe: (l: LigneHistorique) => string) {
    for (const l of lignes) {
      if (!COMPTEES.has(l.TypeLigne) || !['CA', 'FAE', 'PCA'].includes(l.Module)) continue;
      const cle = cleDe(l);
      const arretes = this.groupes.get(cle) ?? new Map<Jour, ArreteHistorise>();
      this.groupes.set(cle, arretes);
      this.affaires.set(l.IdAffaire, (this.affaires.get(l.IdAffaire) ?? new Set()).add(cle));
      const avant = arretes.get(l.Arrete) ?? {
        ca: ZERO,
        fae: ZERO,
        pca: ZERO,
        detail: undefined,
        lignes: [],
      };
      arretes.set(l.Arrete, ajouter(avant, l));
      if (l.Module === 'CA') this.arretesCa.add(l.Arrete);
    }
  }

  /** Ce qui est historisé pour le groupe à cet arrêté, undefined s'il n'y a rien. */
  de(cle: string, arrete: Jour): ArreteHistorise | undefined {
    return this.groupes.get(cle)?.get(arrete);
  }

  /** Ce qui est historisé à cet arrêté pour chaque groupe de l'affaire ; vide s'il n'y a rien. */
  deAffaire(idAffaire: string, arrete: Jour): ArreteHistorise[] {
    return [...(this.affaires.get(idAffaire) ?? [])].flatMap(cle => this.de(cle, arrete) ?? []);
  }

  /** Un arrêté au moins est historisé au plus tard de ce jour, pour une affaire quelconque. */
  aUnArrete(auPlusTard: Jour): boolean {
    for (const arrete of this.arretesCa) if (arrete <= auPlusTard) return true;
    return false;
  }

  /** Cet arrêté est historisé, pour une affaire quelconque. */
  aCetArrete(arrete: Jour): boolean {
    return this.arretesCa.has(arrete);
  }

  /** Affaires historisées à cet arrêté. */
  affairesA(arrete: Jour): string[] {
    return [...this.affaires.keys()].filter(id => this.deAffaire(id, arrete).length > 0);
  }
}

function ajouter(arrete: ArreteHistorise, l: LigneHistorique): ArreteHistorise {
  const avant = { ...arrete, lignes: [...arrete.lignes, l] };
  switch (l.Module) {
    case 'CA':
      return { ...avant, ca: plus(avant.ca, l.Montant), detail: l.TypeLigne === 'MANUEL' ? avant.detail : l };
    case 'FAE':
      return { ...avant, fae: plus(avant.fae, l.Montant) };
    default:
      return { ...avant, pca: plus(avant.pca, l.Montant) };
  }
}

/** % retenu d'une ligne CA historisée : le % forcé, sinon le % proposé (théorique d'une régie, calculé sinon). */
export function tauxFige(l: LigneHistorique | undefined): Taux | undefined {
  return l?.PctForce ?? l?.PctTheorique ?? l?.PctCalcule;
}
