import { absolu, moins, type Jour, type Montant } from '../../../comptabilite';
import type { LigneForcee } from './donnees';
import type { Proposition } from './proposition';
import type { Forcage } from './types';

const rang = (module: string, cle: string) => `${module}\u0000${cle}`;

/**
 * Les montants forcés qui valent à un arrêté : ceux de ses lignes, et ceux d'arrêtés passés que leur date d'expiration
 * mène jusqu'ici, tant que la ligne de cet arrêté n'existe pas. Effacer le montant forcé d'une ligne lève donc la décision.
 */
export class Forcages {
  private readonly lignes = new Map<string, LigneForcee>();

  constructor(
    lignes: readonly LigneForcee[],
    private readonly arrete: Jour,
    /** Écart de base au-delà duquel un montant forcé se signale. */
    private readonly seuil: Montant,
  ) {
    // Sans un seul montant forcé, ce qui est le plus courant, les lignes des arrêtés passés ne disent rien.
    if (lignes.every(l => l.Force === undefined)) return;
    for (const l of lignes) {
      if (l.Arrete > arrete) continue;
      const cle = rang(l.Module, l.Cle);
      const autre = this.lignes.get(cle);
      if (!autre || l.Arrete > autre.Arrete) this.lignes.set(cle, l);
    }
  }

  /** La proposition, et ce qui en est décidé ; elle-même si rien n'est forcé. */
  decider(p: Proposition): Proposition {
    const forcage = this.lignes.size === 0 ? undefined : this.de(p);
    return forcage ? p.forcee(forcage) : p;
  }

  /** Ce qui est décidé d'une proposition, undefined si rien ne l'est ou si la décision a expiré. */
  private de({ module, cle, base }: Proposition): Forcage | undefined {
    const l = this.lignes.get(rang(module, cle));
    if (l?.Force === undefined) return undefined;
    const ici = l.Arrete === this.arrete;
    if (!ici && (l.Expire === undefined || l.Expire < this.arrete)) return undefined;
    const vue = baseVue(l) ?? base;
    const ecart = moins(base, vue);
    return {
      montant: l.Force,
      motif: l.Motif,
      auteur: l.Auteur,
      date: l.DateForcage,
      expire: l.Expire,
      base: vue,
      baseModifiee: absolu(ecart) > this.seuil ? ecart : undefined,
      ligne: ici ? l.ligne : undefined,
    };
  }
}

/** La base que l'auteur a vue : celle déjà notée si ce montant était retenu, sinon celle que la feuille montrait. */
function baseVue(l: LigneForcee): Montant | undefined {
  return (l.Retenu === l.Force ? l.BaseForcee : undefined) ?? l.Base;
}
