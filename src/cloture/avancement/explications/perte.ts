import { arbre, type Explication, type Jour } from '../../../comptabilite';
import type { LigneHistorique } from '../calcul/donnees';
import { estProvisionnable } from '../perte';
import { cleGroupe, type Groupe } from '../calcul/groupe';
import { dire, montantLu, positive, total } from './feuilles';
import type { ExplicationGroupe } from './groupe';

const COMPTEES: ReadonlySet<string> = new Set(['ARRETE', 'MANUEL', 'REPRISE']);

/** La provision pour perte à terminaison d'un groupe, comme `provisionRequise` (domaine §5.8 ; PCG art. 622-6). */
export class ExplicationPerte {
  constructor(
    /** undefined : le groupe n'est plus mesuré, sa provision se reprend. */
    private readonly groupe: ExplicationGroupe | undefined,
    private readonly cle: Groupe,
    private readonly precedent: Jour,
    private readonly historique: readonly LigneHistorique[],
  ) {}

  /** max(0 ; RAF - (BUD - CA)) si le budget ne couvre pas la reprévision, sinon zéro. */
  get provision(): Explication {
    const { groupe } = this;
    if (!groupe || !estProvisionnable(groupe.dossier) || groupe.budget.valeur.isZero()) return aucunePerte();
    const { budget, ca, depenses } = groupe;
    return expliquerProvision({ budget, ca, charges: depenses.charges, raf: depenses.raf });
  }

  /** Provision historisée à l'arrêté précédent, ajustements et reprises compris. */
  get precedente(): Explication {
    const cle = cleGroupe(this.cle);
    const lignes = this.historique.filter(
      l =>
        l.Module === 'P1516' &&
        l.Arrete === this.precedent &&
        COMPTEES.has(l.TypeLigne) &&
        cleGroupe(l) === cle,
    );
    return total(
      dire("Provision de l'arrêté précédent", 'Provision at the previous closing'),
      lignes.map(l =>
        montantLu(
          dire(`Historique ${l.TypeLigne}`, `History ${l.TypeLigne}`),
          'Historique',
          l.ligne,
          'Montant',
          l.Montant,
        ),
      ),
    );
  }

  /** Dotation si positive, reprise si négative. */
  get variation(): Explication {
    return arbre.difference(dire('Dotation ou reprise', 'Provision change'), [
      this.provision,
      this.precedente,
    ]);
  }
}

const aucunePerte = (): Explication =>
  arbre.constante(dire('Aucune perte à terminaison', 'No loss at completion'), 0, 'EUR');

/** L'arbre de `provisionRequise` : max(0 ; RAF - (BUD - CA)) si le budget ne couvre pas CH + RAF, sinon zéro. */
export function expliquerProvision({
  budget,
  charges,
  raf,
  ca,
}: Readonly<Record<'budget' | 'charges' | 'raf' | 'ca', Explication>>): Explication {
  if (!budget.valeur.lessThan(charges.valeur.plus(raf.valeur))) return aucunePerte();
  const aReconnaitre = arbre.difference(dire('CA à reconnaître', 'Revenue to recognise'), [budget, ca]);
  return positive(
    dire('Provision pour perte à terminaison', 'Provision for loss at completion'),
    arbre.difference(dire('Reste à faire - CA à reconnaître', 'Cost to complete - revenue to recognise'), [
      raf,
      aReconnaitre,
    ]),
  );
}
