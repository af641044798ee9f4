/** Pourquoi ces créances nettes : les soldes débiteurs des clients, moins ce que l'arrêté déprécie (mission 300). */
import { arbre, type Explication } from '../../../comptabilite';
import type { CelluleGeneree, Contexte } from '../../contexte';
import type { PosteDate } from '../calcul/echeancier';
import { parTiersEtNature, PRESENTATIONS, type ChiffreNet } from '../douteuses/produites';
import type { Travaux } from '../travaux';
import { arbreResiduel, dire, ZERO_EUROS } from './postes';
import { expliquerProvision } from './provisions';

type Nature = 'COURANT' | 'EFFET' | 'DOUTEUX';

class ArbresNets {
  private readonly parTiers: ReturnType<typeof parTiersEtNature>;

  constructor(
    private readonly contexte: Contexte,
    private readonly travaux: Travaux,
  ) {
    this.parTiers = parTiersEtNature(travaux.modele.postesDe(contexte.arrete, 'CLIENT'));
  }

  chiffre(voulu: ChiffreNet): Explication {
    switch (voulu) {
      case 'courants':
        return this.debiteurs('COURANT');
      case 'effets':
        return this.debiteurs('EFFET');
      case 'douteux':
        return this.debiteurs('DOUTEUX');
      case 'crediteurs':
        return this.crediteurs();
      case 'brut':
        return arbre.somme(dire('Créances clients, brut', 'Receivables, gross'), [
          this.debiteurs('COURANT'),
          this.debiteurs('EFFET'),
          this.debiteurs('DOUTEUX'),
        ]);
      case 'individuelles':
        return enMoins(this.depreciees('INDIVIDUELLE'));
      case 'statistiques':
        return enMoins(this.depreciees('STATISTIQUE'));
      case 'deprecie':
        return enMoins(this.depreciees('INDIVIDUELLE'), this.depreciees('STATISTIQUE'));
      case 'net':
        return arbre.somme(dire('Créances clients, net', 'Receivables, net'), [
          this.chiffre('brut'),
          this.chiffre('deprecie'),
        ]);
    }
  }

  private nom(tiers: string) {
    const nom = this.travaux.modele.tiers.get(tiers)?.Nom ?? tiers;
    return dire(nom, nom);
  }

  private residuels(siens: readonly PosteDate[]): Explication[] {
    return siens.map(p => arbreResiduel(this.travaux.modele.lu.auxiliaire, p));
  }

  /** Σ max(0 ; solde du client). */
  private debiteurs(nature: Nature): Explication {
    const libelles = {
      COURANT: dire('Clients débiteurs', 'Debtor customers'),
      EFFET: dire('Effets à recevoir', 'Bills receivable'),
      DOUTEUX: dire('Clients douteux', 'Doubtful customers'),
    };
    const soldes = [...this.parTiers].flatMap(([tiers, natures]) => {
      const siens = natures.get(nature);
      if (siens === undefined) return [];
      const solde = arbre.somme(this.nom(tiers), this.residuels(siens), 'EUR');
      return [arbre.maximum(this.nom(tiers), [ZERO_EUROS, solde])];
    });
    return arbre.somme(libelles[nature], soldes, 'EUR');
  }

  /** Σ max(0 ; - solde du client). */
  private crediteurs(): Explication {
    const soldes = [...this.parTiers].flatMap(([tiers, natures]) =>
      [...natures.values()].map(siens =>
        arbre.maximum(this.nom(tiers), [
          ZERO_EUROS,
          arbre.difference(this.nom(tiers), [ZERO_EUROS, ...this.residuels(siens)]),
        ]),
      ),
    );
    return arbre.somme(dire('Clients créditeurs', 'Creditor customers'), soldes, 'EUR');
  }

  private depreciees(origine: 'INDIVIDUELLE' | 'STATISTIQUE'): Explication {
    const { contexte, travaux } = this;
    const libelle =
      origine === 'INDIVIDUELLE'
        ? dire('Dépréciations pièce par pièce', 'Allowances by document')
        : dire('Dépréciations par âge', 'Allowances by age');
    const pieces = travaux.douteuses.pieces.filter(p => p.origine === origine);
    return arbre.somme(
      libelle,
      pieces.flatMap(
        piece => expliquerProvision({ contexte, modele: travaux.avantDouteuses, piece }, 'Montant') ?? [],
      ),
      'EUR',
    );
  }
}

const enMoins = (...depreciations: readonly Explication[]): Explication =>
  arbre.difference(dire('Dépréciation', 'Allowance'), [ZERO_EUROS, ...depreciations]);

/** L'arbre d'un montant de « Créances nettes ». */
export function expliquerNettes(
  contexte: Contexte,
  travaux: Travaux,
  { ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  const presentee = PRESENTATIONS.find(
    l => l.presentation === ligne['Presentation'] && l.ordre === ligne['Ordre'],
  );
  return presentee && colonne === 'Montant'
    ? new ArbresNets(contexte, travaux).chiffre(presentee.chiffre)
    : undefined;
}
