import {
  maximum,
  moins,
  oppose,
  plus,
  somme,
  versIso,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import type { PosteDate } from '../calcul/echeancier';
import type { DouteusesEtablies, PieceDepreciee } from './etablir';
import { CreancesNettes, Depreciations, ProvisionsClients } from './tables';

const commun = (p: PieceDepreciee, arrete: Jour) => ({
  IdTiers: p.tiers,
  IdFacture: p.piece || undefined,
  Arrete: arrete,
  Compte: p.compte || undefined,
  CreanceTTC: p.ttc,
  BaseHT: p.base,
  Taux: p.perte,
  Montant: p.montant,
  Origine: p.origine,
  Motif: p.motif,
});

/** Les dépréciations de l'arrêté, avec ce qui change depuis le précédent. */
export function produireProvisions(
  { pieces }: DouteusesEtablies,
  arrete: Jour,
  nom: (tiers: string) => string | undefined,
): TableProduite<typeof ProvisionsClients> {
  return {
    table: ProvisionsClients,
    lignes: pieces.map(p => {
      const variation = moins(p.montant, p.precedent);
      return {
        ...commun(p, arrete),
        Nom: nom(p.tiers),
        TauxTVA:
          p.parts.map(x => `${x.taux.times(100).toString().replace('.', ',')} %`).join(' + ') || undefined,
        Precedent: p.precedent,
        Dotation: maximum(variation, ZERO),
        Reprise: maximum(oppose(variation), ZERO),
        NetTTC: moins(p.ttc, p.montant),
      };
    }),
    cle: x => [x.IdTiers, x.IdFacture ?? '', x.Compte ?? ''].join('|'),
    portee: () => true,
  };
}

/** L'historique dont l'arrêté suivant part ; une pièce qui n'est plus dépréciée n'y est plus. */
export function produireDepreciations(
  { pieces }: DouteusesEtablies,
  arrete: Jour,
): TableProduite<typeof Depreciations> {
  return {
    table: Depreciations,
    lignes: pieces.map(p => ({ ...commun(p, arrete), Valide: undefined })),
    cle: x => [x.IdTiers, x.IdFacture ?? '', x.Compte ?? '', versIso(x.Arrete)].join('|'),
    portee: x => x.Arrete === arrete && x.Valide !== true,
  };
}

/** Ce que doivent les clients débiteurs, et ce qui est dû aux créditeurs, tiers par tiers (PCG art. 1214-40). */
export interface SoldesClients {
  readonly courants: Montant;
  readonly effets: Montant;
  readonly douteux: Montant;
  /** Soldes créditeurs, positifs : au passif. */
  readonly crediteurs: Montant;
}

export function soldesClients(postes: readonly PosteDate[]): SoldesClients {
  const parTiers = new Map<string, Map<PosteDate['nature'], Montant>>();
  for (const { tiers, nature, residuel } of postes) {
    if (nature === 'ACOMPTE') continue;
    const natures = parTiers.get(tiers) ?? new Map<PosteDate['nature'], Montant>();
    natures.set(nature, plus(natures.get(nature) ?? ZERO, residuel));
    parTiers.set(tiers, natures);
  }
  const debiteurs = (nature: PosteDate['nature']) =>
    somme([...parTiers.values()].map(n => maximum(n.get(nature) ?? ZERO, ZERO)));
  const crediteurs = somme(
    [...parTiers.values()].flatMap(n => [...n.values()].map(s => maximum(oppose(s), ZERO))),
  );
  return {
    courants: debiteurs('COURANT'),
    effets: debiteurs('EFFET'),
    douteux: debiteurs('DOUTEUX'),
    crediteurs,
  };
}

type LigneNette = Valeurs<typeof CreancesNettes>;

/**
 * Les trois présentations des créances clients : simple, avec dépréciation, détaillée par compte ; le même net
 * (mission 300).
 */
export function presenter(
  soldes: SoldesClients,
  depreciations: readonly PieceDepreciee[],
): TableProduite<typeof CreancesNettes> {
  const individuelles = somme(depreciations.filter(p => p.origine === 'INDIVIDUELLE').map(p => p.montant));
  const statistiques = somme(depreciations.filter(p => p.origine === 'STATISTIQUE').map(p => p.montant));
  const deprecie = plus(individuelles, statistiques);
  const brut = somme([soldes.courants, soldes.effets, soldes.douteux]);
  const net = moins(brut, deprecie);
  const lignes: LigneNette[] = [];
  const ajouter = (presentation: number, libelle: string, compte: string, montant: Montant, total = false) =>
    lignes.push({
      Presentation: presentation,
      Ordre: lignes.filter(l => l.Presentation === presentation).length + 1,
      Libelle: libelle,
      Compte: compte || undefined,
      Montant: montant,
      Net: total,
    });
  ajouter(1, 'Créances clients et comptes rattachés', '411, 413, 416, 491', net, true);
  ajouter(2, 'Créances clients, brut', '411, 413, 416', brut);
  ajouter(2, 'Dépréciation des créances clients', '491', oppose(deprecie));
  ajouter(2, 'Créances clients, net', '', net, true);
  ajouter(3, 'Clients', '411', soldes.courants);
  ajouter(3, 'Effets à recevoir', '413', soldes.effets);
  ajouter(3, 'Clients douteux ou litigieux', '416', soldes.douteux);
  ajouter(3, 'Dépréciation des clients douteux', '491', oppose(individuelles));
  ajouter(3, 'Dépréciation par âge', '491', oppose(statistiques));
  ajouter(3, 'Créances clients, net', '', net, true);
  ajouter(3, 'Pour mémoire, au passif : clients créditeurs', '4197', soldes.crediteurs);
  return {
    table: CreancesNettes,
    lignes,
    cle: l => `${l.Presentation}|${l.Ordre}`,
    portee: () => true,
  };
}
