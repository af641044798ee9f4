/** Un solde de bilan tenu par contrat et ajusté par différence, sans extourne : 1516, 394, 345 (domaine §5.8, §5.11). */
import { moins, ZERO, type Montant } from '../../../comptabilite';
import { cleGroupe, type Groupe } from '../calcul/groupe';
import type { ProvisionHistorisee } from './historique';

/** Ce qu'un contrat doit porter à l'arrêté, et ce qui manque ou déborde. */
export interface Solde {
  readonly groupe: Groupe;
  readonly provision: Montant;
  readonly precedente: Montant;
  /** Provision moins provision précédente : dotation si positive, reprise si négative. */
  readonly variation: Montant;
}

/** Les soldes d'un arrêté, face à ceux de l'arrêté précédent. */
export class Soldes {
  readonly varies: Solde[] = [];
  private readonly tenus = new Set<string>();

  constructor(private readonly avant: ReadonlyMap<string, ProvisionHistorisee>) {}

  /** Le contrat porte ce solde ; un solde nul qui l'était déjà ne se dit pas. */
  tenir(groupe: Groupe, provision: Montant): void {
    const cle = cleGroupe(groupe);
    this.tenus.add(cle);
    const precedente = this.avant.get(cle)?.montant ?? ZERO;
    if (provision === 0 && precedente === 0) return;
    this.varies.push({ groupe, provision, precedente, variation: moins(provision, precedente) });
  }

  /** Les contrats d'avant que rien ne tient plus reviennent à zéro. */
  solder(): void {
    for (const [cle, { groupe }] of this.avant) if (!this.tenus.has(cle)) this.tenir(groupe, ZERO);
  }

  /** Les contrats d'avant que rien ne tient gardent leur solde. */
  garder(): void {
    for (const [cle, { groupe, montant }] of this.avant)
      if (!this.tenus.has(cle)) this.tenir(groupe, montant);
  }
}
