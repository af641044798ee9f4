import type { Modele } from './fonction';

/**
 * Ce qui se calcule d'une lecture du classeur, une fois par clé, et s'oublie avec elle : les cellules d'une feuille le
 * partagent.
 * @example const livres = new ParLecture<GrandLivre>(); // yield* livres.chercher(modele, '', () => lire(modele))
 */
export class ParLecture<V extends object> {
  private readonly connus = new WeakMap<Modele, Map<string | number, V>>();

  /** Ce qui est connu sous cette clé, ou ce que `calculer` en dit, par tranches. */
  *chercher(modele: Modele, cle: string | number, calculer: () => Generator<void, V>): Generator<void, V> {
    let parCle = this.connus.get(modele);
    if (!parCle) this.connus.set(modele, (parCle = new Map()));
    let connu = parCle.get(cle);
    if (!connu) parCle.set(cle, (connu = yield* calculer()));
    return connu;
  }
}
