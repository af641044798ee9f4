import { plus, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { LigneHistorique } from './donnees';

/** Ce que l'historique garde d'une affaire à un arrêté. */
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

/** Historique rangé par affaire et par arrêté ; les extournes n'y comptent pas (domaine §5.11). */
export class IndexHistorique {
  private readonly affaires = new Map<string, Map<Jour, ArreteHistorise>>();
  private readonly arretesCa = new Set<Jour>();

  constructor(lignes: readonly LigneHistorique[]) {
    for (const l of lignes) {
      if (!COMPTEES.has(l.TypeLigne) || !['CA', 'FAE', 'PCA'].includes(l.Module)) continue;
      const arretes = this.affaires.get(l.IdAffaire) ?? new Map<Jour, ArreteHistorise>();
      this.affaires.set(l.IdAffaire, arretes);
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

  /** Ce qui est historisé pour l'affaire à cet arrêté, undefined s'il n'y a rien. */
  de(idAffaire: string, arrete: Jour): ArreteHistorise | undefined {
    return this.affaires.get(idAffaire)?.get(arrete);
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
    return [...this.affaires].filter(([, arretes]) => arretes.has(arrete)).map(([id]) => id);
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
