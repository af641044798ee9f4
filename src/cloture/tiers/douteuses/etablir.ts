import {
  absolu,
  moins,
  plus,
  somme,
  taux as unTaux,
  ZERO,
  type Anomalie,
  type Compte,
  type Ecriture,
  type Jour,
  type LigneEcriture,
  type Montant,
  type Taux,
} from '../../../comptabilite';
import type { Ligne, TablesLues } from '../../../workbook/table';
import type { Parametres } from '../../tables-communes/parametres';
import type { PosteDate } from '../calcul/echeancier';
import type { ModeleTiers } from '../modele';
import { TvaDesPieces } from '../tva';
import {
  baseHT,
  depreciation,
  netDesPieces,
  partager,
  tauxParAge,
  type PartTTC,
} from './calcul/depreciation';
import { nonDeductible, sansConstat, sansDepreciation, sansTaux } from './dire';
import { ecritureDe } from './ecritures';
import { CreancesDouteuses, Depreciations, TauxDepreciation } from './tables';

export interface ContexteDouteuses {
  readonly arrete: Jour;
  readonly tables: TablesLues;
  readonly parametres: Parametres;
  readonly modele: ModeleTiers;
}

/** Une pièce dépréciée, ou qui l'était à l'arrêté précédent. */
export interface PieceDepreciee {
  readonly tiers: string;
  readonly piece: string;
  readonly compte: Compte;
  readonly ttc: Montant;
  readonly parts: readonly PartTTC[];
  readonly base: Montant;
  readonly perte: Taux;
  readonly montant: Montant;
  readonly precedent: Montant;
  readonly origine: 'INDIVIDUELLE' | 'STATISTIQUE';
  readonly motif: string | undefined;
}

export interface DouteusesEtablies {
  readonly pieces: readonly PieceDepreciee[];
  readonly ecritures: readonly Ecriture[];
  readonly anomalies: readonly Anomalie[];
}

/** Un constat de la table, en vigueur ou non. */
export type Constat = Ligne<typeof CreancesDouteuses>;

/** Les constats en vigueur : le dernier de chaque client et pièce à l'arrêté. */
export class Constats {
  private readonly derniers = new Map<string, Map<string, Constat>>();

  constructor(lignes: readonly Constat[], arrete: Jour) {
    for (const l of lignes) {
      if (l.DateEffet > arrete) continue;
      const pieces = this.derniers.get(l.IdTiers) ?? new Map<string, Constat>();
      const autre = pieces.get(l.Piece ?? '');
      if (autre === undefined || l.DateEffet >= autre.DateEffet) pieces.set(l.Piece ?? '', l);
      this.derniers.set(l.IdTiers, pieces);
    }
  }

  /** Douteux dès qu'un constat l'est : toute sa créance passe au 416 (PCG art. 1214-41). */
  douteux(tiers: string): boolean {
    return [...(this.derniers.get(tiers)?.values() ?? [])].some(c => c.Saine !== true);
  }

  /** Tous les constats du client disent qu'il est redevenu sain. */
  redevenuSain(tiers: string): boolean {
    const pieces = this.derniers.get(tiers);
    return pieces !== undefined && pieces.size > 0 && !this.douteux(tiers);
  }

  pour(tiers: string, piece: string): Constat | undefined {
    const pieces = this.derniers.get(tiers);
    return pieces?.get(piece) ?? pieces?.get('');
  }
}

/** Une pièce d'un client et ce qui en reste dû, TTC. */
export type PieceTTC = Pick<PosteDate, 'tiers' | 'piece' | 'compte' | 'echeance'> & {
  readonly reste: Montant;
};

const enPieces = (postes: readonly PosteDate[]): PieceTTC[] => {
  const pieces = new Map<string, PieceTTC>();
  for (const { tiers, piece, compte, echeance, residuel } of postes) {
    const cle = `${compte}|${piece}`;
    const connue = pieces.get(cle);
    pieces.set(cle, {
      tiers,
      piece,
      compte,
      echeance: connue === undefined ? echeance : (Math.min(connue.echeance, echeance) as Jour),
      reste: plus(connue?.reste ?? ZERO, residuel),
    });
  }
  return [...pieces.values()].filter(p => p.reste !== 0);
};

function parTiers(postes: readonly PosteDate[]): Map<string, PosteDate[]> {
  const groupes = new Map<string, PosteDate[]>();
  for (const p of postes) {
    if (p.tiers === '' || (p.nature !== 'COURANT' && p.nature !== 'DOUTEUX')) continue;
    const groupe = groupes.get(p.tiers);
    if (groupe) groupe.push(p);
    else groupes.set(p.tiers, [p]);
  }
  return new Map([...groupes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Reclasse les créances douteuses, mesure les dépréciations et en passe la différence (domaine §8.7). N'écrit rien.
 */
export function etablirDouteuses(contexte: ContexteDouteuses): DouteusesEtablies {
  const { arrete, tables, parametres, modele } = contexte;
  const constats = new Constats(tables.lire(CreancesDouteuses).lignes, arrete);
  const tva = new TvaDesPieces(tables, parametres);
  const avant = precedentes(tables, arrete);
  const bornes = tables.lire(TauxDepreciation).lignes.map(l => ({ du: l.JoursDu, taux: l.Taux }));
  const statistique = parametres.valeur('DepreciationStatistique');
  const anomalies: Anomalie[] = [];
  const ecritures: Ecriture[] = [];
  const pieces: PieceDepreciee[] = [];
  for (const [tiers, postes] of parTiers(modele.postesDe(arrete, 'CLIENT'))) {
    const douteuses = postes.filter(p => p.nature === 'DOUTEUX');
    const courantes = netDesPieces(enPieces(postes.filter(p => p.nature === 'COURANT')));
    const douteux = constats.douteux(tiers);
    if (douteux) ecritures.push(...reclasser(tiers, courantes, contexte));
    else if (constats.redevenuSain(tiers))
      ecritures.push(...revenir(tiers, netDesPieces(enPieces(douteuses)), contexte));
    else if (douteuses.length > 0) anomalies.push(sansConstat(tiers, douteuses, arrete));
    const compteDouteux = parametres.valeur('CPT_DOUTEUX');
    const aDeprecier = douteux
      ? [...netDesPieces([...enPieces(douteuses), ...courantes.map(p => ({ ...p, compte: compteDouteux }))])]
      : statistique
        ? courantes.filter(p => arrete > p.echeance)
        : [];
    for (const p of fusionner(aDeprecier)) {
      const constat = douteux ? constats.pour(tiers, p.piece) : undefined;
      const perte = douteux ? constat?.TauxPerte : tauxParAge(arrete - p.echeance, bornes);
      if (perte === undefined || perte.isZero()) {
        if (douteux) anomalies.push(sansDepreciation(p, constat, arrete));
        continue;
      }
      const parts = partsDe(p, constat, tva);
      if (parts === undefined) {
        anomalies.push(sansTaux(p, constat));
        continue;
      }
      const cle = cleDepreciation(tiers, p.piece, p.compte);
      pieces.push({
        tiers,
        piece: p.piece,
        compte: p.compte,
        ttc: p.reste,
        parts,
        base: baseHT(parts),
        perte,
        montant: depreciation(parts, perte),
        precedent: avant.get(cle)?.Montant ?? ZERO,
        origine: douteux ? 'INDIVIDUELLE' : 'STATISTIQUE',
        motif: constat?.Motif,
      });
    }
  }
  const toutes = [...pieces, ...disparues(pieces, avant)];
  if (pieces.some(p => p.origine === 'STATISTIQUE')) anomalies.push(nonDeductible(pieces));
  return { pieces: toutes, ecritures: [...ecritures, ...deprecier(toutes, contexte)], anomalies };
}

/** Les morceaux d'une même pièce au même compte n'en font qu'un. */
function fusionner(pieces: readonly PieceTTC[]): PieceTTC[] {
  const fusion = new Map<string, PieceTTC>();
  for (const p of pieces) {
    const cle = `${p.compte}|${p.piece}`;
    const connue = fusion.get(cle);
    fusion.set(cle, connue === undefined ? p : { ...connue, reste: plus(connue.reste, p.reste) });
  }
  return [...fusion.values()];
}

function partsDe(
  p: PieceTTC,
  constat: Constat | undefined,
  tva: TvaDesPieces,
): readonly PartTTC[] | undefined {
  if (constat?.CodeTVA !== undefined) {
    const lu = tva.duCode(constat.CodeTVA, constat.DateEffet);
    return lu && [{ ttc: p.reste, taux: lu.taux }];
  }
  const facture = tva.parts(p.piece);
  if (facture !== undefined && facture.length > 0) return partager(p.reste, facture);
  if (tva.dateDe(p.piece) !== undefined) return undefined;
  const defaut = tva.tauxUnique(p.piece);
  return defaut && [{ ttc: p.reste, taux: defaut.taux }];
}

export const cleDepreciation = (tiers: string, piece: string, compte: string) =>
  `${tiers}|${piece}|${compte}`;

/** Les dépréciations du dernier arrêté avant celui-ci. */
export function precedentes(
  tables: TablesLues,
  arrete: Jour,
): ReadonlyMap<string, Ligne<typeof Depreciations>> {
  const lignes = tables.lire(Depreciations).lignes.filter(l => l.Arrete < arrete);
  const dernier = Math.max(0, ...new Set(lignes.map(l => l.Arrete)));
  return new Map(
    lignes
      .filter(l => l.Arrete === dernier)
      .map(l => [cleDepreciation(l.IdTiers, l.IdFacture ?? '', l.Compte ?? ''), l] as const),
  );
}

/** Ce qui était déprécié et ne l'est plus : la dépréciation se reprend. */
function disparues(
  pieces: readonly PieceDepreciee[],
  avant: ReadonlyMap<string, Ligne<typeof Depreciations>>,
): PieceDepreciee[] {
  const presentes = new Set(pieces.map(p => cleDepreciation(p.tiers, p.piece, p.compte)));
  return [...avant]
    .filter(([cle, l]) => !presentes.has(cle) && l.Montant !== 0)
    .map(([, l]) => ({
      tiers: l.IdTiers,
      piece: l.IdFacture ?? '',
      compte: l.Compte ?? ('' as Compte),
      ttc: ZERO,
      parts: [],
      base: ZERO,
      perte: unTaux(0),
      montant: ZERO,
      precedent: l.Montant,
      origine: l.Origine ?? 'INDIVIDUELLE',
      motif: 'Soldée, ou plus dépréciée',
    }));
}

const duTiers = (p: PieceTTC): Pick<LigneEcriture, 'tiers' | 'piece' | 'echeance'> => ({
  tiers: p.tiers,
  piece: p.piece,
  echeance: p.echeance,
});

/** D 416 / C 411, TTC, pièce par pièce : l'échéance suit la créance. */
function reclasser(tiers: string, pieces: readonly PieceTTC[], contexte: ContexteDouteuses): Ecriture[] {
  const douteux = contexte.parametres.valeur('CPT_DOUTEUX');
  return ecritureDe(contexte, 'DOUTEUX', tiers, `Créances douteuses ${tiers}`, [
    ...pieces.map(p => ({ compte: douteux, debit: p.reste, credit: ZERO, ...duTiers(p) })),
    ...pieces.map(p => ({ compte: p.compte, debit: ZERO, credit: p.reste, ...duTiers(p) })),
  ]);
}

/** Une créance redevenue saine revient au collectif du client. */
function revenir(tiers: string, pieces: readonly PieceTTC[], contexte: ContexteDouteuses): Ecriture[] {
  const { parametres, modele } = contexte;
  const collectif = modele.tiers.get(tiers)?.CompteCollectif ?? parametres.valeur('CPT_CLIENT');
  return ecritureDe(contexte, 'DOUTEUX', tiers, `Créances redevenues saines ${tiers}`, [
    ...pieces.map(p => ({ compte: collectif, debit: p.reste, credit: ZERO, ...duTiers(p) })),
    ...pieces.map(p => ({ compte: p.compte, debit: ZERO, credit: p.reste, ...duTiers(p) })),
  ]);
}

/** Différences avec l'arrêté précédent ; dotations et reprises ne se compensent pas (PCG art. 1011-5). */
function deprecier(pieces: readonly PieceDepreciee[], contexte: ContexteDouteuses): Ecriture[] {
  const { parametres } = contexte;
  const depreciations = parametres.valeur('CPT_DEPR_CLIENT');
  const tiers = [...new Set(pieces.map(p => p.tiers))].sort();
  return tiers.flatMap(id => {
    const siennes = pieces.filter(p => p.tiers === id).map(p => moins(p.montant, p.precedent));
    const hausse = somme(siennes.filter(v => v > 0));
    const baisse = absolu(somme(siennes.filter(v => v < 0)));
    return [
      ...ecritureDe(contexte, 'PROVCLI', `${id}-DOTATION`, `Dépréciation des créances de ${id}`, [
        { compte: parametres.valeur('CPT_DOT_CLIENT'), debit: hausse, credit: ZERO },
        { compte: depreciations, debit: ZERO, credit: hausse },
      ]),
      ...ecritureDe(contexte, 'PROVCLI', `${id}-REPRISE`, `Reprise de dépréciation des créances de ${id}`, [
        { compte: depreciations, debit: baisse, credit: ZERO },
        { compte: parametres.valeur('CPT_REP_CLIENT'), debit: ZERO, credit: baisse },
      ]),
    ];
  });
}
