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

type Nature = PosteDate['nature'];

/** Les postes de chaque client par nature, acomptes non compris : chaque solde se présente à part, sans se compenser. */
export function parTiersEtNature(
  postes: readonly PosteDate[],
): ReadonlyMap<string, Map<Nature, PosteDate[]>> {
  const parTiers = new Map<string, Map<Nature, PosteDate[]>>();
  for (const poste of postes) {
    const { tiers, nature } = poste;
    if (nature === 'ACOMPTE') continue;
    const natures = parTiers.get(tiers) ?? new Map<Nature, PosteDate[]>();
    parTiers.set(tiers, natures);
    const connus = natures.get(nature);
    if (connus) connus.push(poste);
    else natures.set(nature, [poste]);
  }
  return parTiers;
}

export function soldesClients(postes: readonly PosteDate[]): SoldesClients {
  const parTiers = [...parTiersEtNature(postes).values()];
  const solde = (siens: readonly PosteDate[] | undefined) => somme((siens ?? []).map(p => p.residuel));
  const debiteurs = (nature: Nature) => somme(parTiers.map(n => maximum(solde(n.get(nature)), ZERO)));
  const crediteurs = somme(
    parTiers.flatMap(n => [...n.values()].map(siens => maximum(oppose(solde(siens)), ZERO))),
  );
  return {
    courants: debiteurs('COURANT'),
    effets: debiteurs('EFFET'),
    douteux: debiteurs('DOUTEUX'),
    crediteurs,
  };
}

/** Ce que montre une ligne des présentations ; une dépréciation s'y lit en moins. */
export type ChiffreNet = keyof SoldesClients | 'brut' | 'deprecie' | 'individuelles' | 'statistiques' | 'net';

interface LignePresentee {
  readonly presentation: number;
  readonly ordre: number;
  readonly libelle: string;
  readonly compte: string;
  readonly chiffre: ChiffreNet;
}

const presentation = (
  numero: number,
  lignes: readonly (readonly [libelle: string, compte: string, chiffre: ChiffreNet])[],
): LignePresentee[] =>
  lignes.map(([libelle, compte, chiffre], rang) => ({
    presentation: numero,
    ordre: rang + 1,
    libelle,
    compte,
    chiffre,
  }));

/** Les lignes des trois présentations, dans l'ordre de la feuille (mission 300). */
export const PRESENTATIONS: readonly LignePresentee[] = [
  ...presentation(1, [['Créances clients et comptes rattachés', '411, 413, 416, 491', 'net']]),
  ...presentation(2, [
    ['Créances clients, brut', '411, 413, 416', 'brut'],
    ['Dépréciation des créances clients', '491', 'deprecie'],
    ['Créances clients, net', '', 'net'],
  ]),
  ...presentation(3, [
    ['Clients', '411', 'courants'],
    ['Effets à recevoir', '413', 'effets'],
    ['Clients douteux ou litigieux', '416', 'douteux'],
    ['Dépréciation des clients douteux', '491', 'individuelles'],
    ['Dépréciation par âge', '491', 'statistiques'],
    ['Créances clients, net', '', 'net'],
    ['Pour mémoire, au passif : clients créditeurs', '4197', 'crediteurs'],
  ]),
];

/**
 * Les trois présentations des créances clients : simple, avec dépréciation, détaillée par compte ; le même net
 * (mission 300).
 */
export function presenter(
  soldes: SoldesClients,
  depreciations: readonly PieceDepreciee[],
): TableProduite<typeof CreancesNettes> {
  const depreciees = (origine: PieceDepreciee['origine']) =>
    oppose(somme(depreciations.filter(p => p.origine === origine).map(p => p.montant)));
  const individuelles = depreciees('INDIVIDUELLE');
  const statistiques = depreciees('STATISTIQUE');
  const deprecie = plus(individuelles, statistiques);
  const brut = somme([soldes.courants, soldes.effets, soldes.douteux]);
  const net = plus(brut, deprecie);
  const chiffres: Readonly<Record<ChiffreNet, Montant>> = {
    ...soldes,
    brut,
    deprecie,
    individuelles,
    statistiques,
    net,
  };
  return {
    table: CreancesNettes,
    lignes: PRESENTATIONS.map(l => ({
      Presentation: l.presentation,
      Ordre: l.ordre,
      Libelle: l.libelle,
      Compte: l.compte || undefined,
      Montant: chiffres[l.chiffre],
      Net: l.chiffre === 'net',
    })),
    cle: l => `${l.Presentation}|${l.Ordre}`,
    portee: () => true,
  };
}
