import { arbre, type Explication, type Jour } from '../../../comptabilite';
import type { LigneHistorique } from '../calcul/donnees';
import { seStocke } from '../encours';
import { estProvisionnable } from '../perte';
import type { ModuleSolde } from '../perte/historique';
import { cleGroupe, type Groupe } from '../calcul/groupe';
import { dire, montantLu, positive, total } from './feuilles';
import type { ExplicationGroupe } from './groupe';

const COMPTEES: ReadonlySet<string> = new Set(['ARRETE', 'MANUEL', 'REPRISE']);

/** D'où part un arrêté : le précédent, l'historique, et si l'en-cours s'y recalcule. */
export interface Depart {
  readonly precedent: Jour;
  readonly historique: readonly LigneHistorique[];
  readonly recalculeEnCours: boolean;
}

/** Les soldes tenus par contrat : perte à terminaison, en-cours et sa dépréciation (domaine §5.5, §5.8). */
export class ExplicationPerte {
  constructor(
    /** undefined : le groupe n'est plus mesuré, ses soldes se reprennent. */
    private readonly groupe: ExplicationGroupe | undefined,
    private readonly cle: Groupe,
    private readonly depart: Depart,
  ) {}

  /** Le solde d'un module à l'arrêté. */
  solde(module: ModuleSolde): Explication {
    if (module === 'ENCOURS') return this.enCours;
    const depreciee = arbre.minimum(dire("Ce que l'en-cours supporte", 'What the work in progress bears'), [
      this.requise,
      this.enCours,
    ]);
    if (module === 'P394') return depreciee;
    if (this.enCours.valeur.isZero()) return this.requise;
    return arbre.difference(dire('Provision au 1516', 'Provision in 1516'), [this.requise, depreciee]);
  }

  /** max(0 ; RAF + en-cours - (BUD - CA)) si le budget ne couvre pas la reprévision, sinon zéro. */
  private get requise(): Explication {
    const { groupe } = this;
    if (!groupe || !estProvisionnable(groupe.dossier) || groupe.budget.valeur.isZero()) return aucunePerte();
    const { budget, ca, depenses } = groupe;
    const { charges, raf } = depenses;
    return expliquerProvision({ budget, ca, charges, raf, enCours: this.enCours });
  }

  /** arr(CH × (BUD - CA) / BUD), ou le solde d'avant quand l'en-cours ne se recalcule pas à cet arrêté. */
  private get enCours(): Explication {
    const { groupe, depart } = this;
    if (!depart.recalculeEnCours) return this.precedent('ENCOURS');
    if (!groupe || !seStocke(groupe.dossier)) return aucunEnCours();
    const { budget, ca, depenses } = groupe;
    if (!depenses.charges.valeur.greaterThan(0)) return aucunEnCours();
    if (!budget.valeur.greaterThan(0)) return depenses.charges;
    const reste = arbre.difference(dire('CA à reconnaître', 'Revenue to recognise'), [budget, ca]);
    const nonLivre = positive(dire('Part du budget pas reconnue', 'Budget not recognised yet'), reste);
    return arbre.prorata(dire('Coût non livré', 'Undelivered cost'), depenses.charges, nonLivre, budget);
  }

  /** Solde historisé à l'arrêté précédent, ajustements et reprises compris. */
  private precedent(module: ModuleSolde): Explication {
    const cle = cleGroupe(this.cle);
    const { historique, precedent } = this.depart;
    const lignes = historique.filter(
      l => l.Module === module && l.Arrete === precedent && COMPTEES.has(l.TypeLigne) && cleGroupe(l) === cle,
    );
    return total(
      dire("Solde de l'arrêté précédent", 'Balance at the previous closing'),
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
  variation(module: ModuleSolde): Explication {
    return arbre.difference(dire('Dotation ou reprise', 'Balance change'), [
      this.solde(module),
      this.precedent(module),
    ]);
  }
}

const aucunEnCours = (): Explication =>
  arbre.constante(dire('Aucun en-cours', 'No work in progress'), 0, 'EUR');
const aucunePerte = (): Explication =>
  arbre.constante(dire('Aucune perte à terminaison', 'No loss at completion'), 0, 'EUR');

/** L'arbre de `provisionRequise` : max(0 ; RAF + en-cours - (BUD - CA)) si le budget ne couvre pas CH + RAF, sinon zéro. */
export function expliquerProvision({
  budget,
  charges,
  raf,
  ca,
  enCours,
}: Readonly<Record<'budget' | 'charges' | 'raf' | 'ca', Explication>> & {
  readonly enCours?: Explication;
}): Explication {
  if (!budget.valeur.lessThan(charges.valeur.plus(raf.valeur))) return aucunePerte();
  const aReconnaitre = arbre.difference(dire('CA à reconnaître', 'Revenue to recognise'), [budget, ca]);
  return positive(
    dire('Provision pour perte à terminaison', 'Provision for loss at completion'),
    arbre.difference(dire('Reste à faire - CA à reconnaître', 'Cost to complete - revenue to recognise'), [
      enCours === undefined || enCours.valeur.isZero()
        ? raf
        : arbre.somme(dire('Reste à faire et en-cours', 'Cost to complete and work in progress'), [
            raf,
            enCours,
          ]),
      aReconnaitre,
    ]),
  );
}
