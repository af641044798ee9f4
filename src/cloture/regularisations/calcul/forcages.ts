import { absolu, moins, ZERO, type Jour, type Montant } from '../../../comptabilite';
import type { LigneForcee } from './donnees';
import type { Forcage, Proposee, Proposition } from './types';

const rang = (module: string, cle: string) => `${module}\u0000${cle}`;

/**
 * Les montants forcés qui valent à un arrêté : ceux de ses lignes, et ceux d'arrêtés passés que leur date d'expiration
 * mène jusqu'ici, tant que la ligne de cet arrêté n'existe pas. Effacer le montant forcé d'une ligne lève donc la décision.
 */
export class Forcages {
  private readonly lignes = new Map<string, LigneForcee>();

  constructor(
    lignes: Iterable<LigneForcee>,
    private readonly arrete: Jour,
  ) {
    for (const l of lignes) {
      if (l.Arrete > arrete) continue;
      const cle = rang(l.Module, l.Cle);
      const autre = this.lignes.get(cle);
      if (!autre || l.Arrete > autre.Arrete) this.lignes.set(cle, l);
    }
  }

  /** Ce qui est décidé d'une proposition, undefined si rien ne l'est ou si la décision a expiré. */
  de({ module, cle, base }: Pick<Proposee, 'module' | 'cle' | 'base'>): Forcage | undefined {
    const l = this.lignes.get(rang(module, cle));
    if (l?.Force === undefined) return undefined;
    const ici = l.Arrete === this.arrete;
    if (!ici && (l.Expire === undefined || l.Expire < this.arrete)) return undefined;
    return {
      montant: l.Force,
      motif: l.Motif,
      auteur: l.Auteur,
      date: l.DateForcage,
      expire: l.Expire,
      base: baseVue(l) ?? base,
      ligne: ici ? l.ligne : undefined,
    };
  }
}

/** La base que l'auteur a vue : celle déjà notée si ce montant était retenu, sinon celle que la feuille montrait. */
function baseVue(l: LigneForcee): Montant | undefined {
  return (l.Retenu === l.Force ? l.BaseForcee : undefined) ?? l.Base;
}

/**
 * Une proposition et ce qui en est retenu : le montant forcé tel que saisi ; elle-même si rien n'est forcé.
 * @param seuil écart de base au-delà duquel un montant forcé se signale
 */
export function decider(p: Proposition, forcage: Forcage | undefined, seuil: Montant): Proposition {
  if (!forcage) return p;
  const retenu = forcage.montant;
  const ecartDeBase = moins(p.base, forcage.base);
  return {
    ...p,
    forcage,
    retenu,
    ecart: moins(retenu, p.propose ?? ZERO),
    baseModifiee: absolu(ecartDeBase) > seuil ? ecartDeBase : undefined,
  };
}
