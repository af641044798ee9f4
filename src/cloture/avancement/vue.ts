/** Ce que le volet montre d'une exécution : les affaires du mois, leur passé, leurs anomalies. Aucun calcul comptable. */
import { type Anomalie, type Jour, moins, type Montant, plus, somme, ZERO } from '../../comptabilite';
import type { BilanExecution } from '../../ui/proprietes';
import type { Ligne } from '../../workbook/table';
import type { Historique } from '../tables-communes';
import { estDesReglesCA } from './lecture';
import type { LigneCaAvancement } from './tables';

/** Ce qu'un arrêté a laissé d'une affaire : des cumuls. */
export interface PointArrete {
  readonly arrete: Jour;
  readonly ca: Montant;
  readonly facture: Montant | undefined;
  readonly budget: Montant | undefined;
  readonly charges: Montant | undefined;
  readonly raf: Montant | undefined;
  readonly reprevision: Montant | undefined;
  /** Une reprise porte tout le passé : son mois ne se déduit pas. */
  readonly reprise: boolean;
}

/** Les arrêtés d'une affaire ou de la société, du plus ancien au plus récent. */
export type Passe = readonly PointArrete[];

/** Un mois de production, et ce qui y a été facturé. */
export interface Mois {
  readonly arrete: Jour;
  readonly reconnu: Montant;
  readonly facture: Montant | undefined;
}

/** Une affaire montrée : sa ligne, et les anomalies qui la nomment. */
export interface AffaireDuMois {
  readonly cle: string;
  readonly ligne: LigneCaAvancement;
  readonly anomalies: readonly Anomalie[];
}

type LigneHistorique = Ligne<typeof Historique>;

interface Groupee {
  readonly IdAffaire: string;
  readonly Lot?: string | undefined;
  readonly SousLot?: string | undefined;
  readonly Regle?: string | undefined;
}

const lieuDe = (l: Groupee) => [l.IdAffaire, l.Lot ?? '', l.SousLot ?? ''].join('|');

export const cleDe = (l: Groupee) => `${lieuDe(l)}|${l.Regle ?? ''}`;

/** La ligne de ce mois que continue une ligne d'historique : celle de sa règle, sinon la première de son lot. */
function continuer(lignes: readonly Groupee[]): (l: Groupee) => string {
  const parLieu = new Map<string, Groupee[]>();
  for (const l of lignes) parLieu.set(lieuDe(l), [...(parLieu.get(lieuDe(l)) ?? []), l]);
  return l => {
    const memes = parLieu.get(lieuDe(l)) ?? [];
    return cleDe(memes.find(m => m.Regle === l.Regle) ?? memes[0] ?? l);
  };
}

/** Les lignes de « CA à l'avancement » qu'une exécution a calculées. */
export function lignesAffaires(bilan: BilanExecution): readonly LigneCaAvancement[] {
  const produite = bilan.produites?.find(p => p.table.nom === 'CaAvancement');
  return (produite?.lignes ?? []) as readonly LigneCaAvancement[];
}

/** Les affaires d'une exécution ; une anomalie va à chaque affaire dont elle écrit le code. */
export function affairesDuMois(bilan: BilanExecution): AffaireDuMois[] {
  const lignes = lignesAffaires(bilan);
  const parCode = new Map<string, Anomalie[]>(lignes.map(({ IdAffaire }) => [IdAffaire, []]));
  for (const anomalie of bilan.anomalies) {
    const mots = new Set(`${anomalie.cle ?? ''} ${anomalie.message}`.split(/[^\p{L}\d._-]+/u));
    for (const mot of mots) parCode.get(mot.replace(/[.]+$/, ''))?.push(anomalie);
  }
  return lignes.map(ligne => ({
    cle: cleDe(ligne),
    ligne,
    anomalies: parCode.get(ligne.IdAffaire) ?? [],
  }));
}

const ajoute = (a: Montant | undefined, b: Montant | undefined) =>
  a === undefined ? b : b === undefined ? a : plus(a, b);

function cumuler(avant: PointArrete | undefined, l: LigneHistorique): PointArrete {
  return {
    arrete: l.Arrete,
    ca: plus(avant?.ca ?? ZERO, l.Montant),
    facture: ajoute(avant?.facture, l.FACT),
    budget: ajoute(avant?.budget, l.BUD),
    charges: ajoute(avant?.charges, l.CH),
    raf: ajoute(avant?.raf, l.RAF),
    reprevision: ajoute(avant?.reprevision, l.REP),
    reprise: (avant?.reprise ?? false) || l.TypeLigne === 'REPRISE',
  };
}

/** Le passé de chaque affaire et celui de la société (clé ''), d'après les lignes CA de l'historique avant l'arrêté, rattachées aux lignes de ce mois. */
export function lirePasse(
  historique: readonly LigneHistorique[],
  arrete: Jour,
  lignes: readonly LigneCaAvancement[],
): Map<string, Passe> {
  const cleDuMois = continuer(lignes);
  const points = new Map<string, Map<Jour, PointArrete>>();
  for (const l of historique) {
    if (l.Module !== 'CA' || l.Arrete >= arrete || l.TypeLigne === 'EXTOURNE') continue;
    if (!estDesReglesCA(l)) continue;
    for (const cle of [cleDuMois(l), '']) {
      const arretes = points.get(cle) ?? new Map<Jour, PointArrete>();
      points.set(cle, arretes);
      arretes.set(l.Arrete, cumuler(arretes.get(l.Arrete), l));
    }
  }
  const tries = [...points].map(([cle, arretes]): [string, Passe] => [
    cle,
    [...arretes.values()].sort((a, b) => a.arrete - b.arrete),
  ]);
  return new Map(tries);
}

/** Ce mois-ci, dans la forme du passé. */
export function pointDe(lignes: readonly LigneCaAvancement[], arrete: Jour): PointArrete {
  const total = (de: (l: LigneCaAvancement) => Montant | undefined) =>
    somme(lignes.flatMap(l => de(l) ?? []));
  return {
    arrete,
    ca: total(l => l.CaReconnu),
    facture: total(l => l.Facture),
    budget: total(l => l.Budget),
    charges: total(l => l.Charges),
    raf: total(l => l.Raf),
    reprevision: total(l => l.Reprevision),
    reprise: false,
  };
}

const MOIS_MONTRES = 12;

/** La production et le facturé de chaque mois : des différences de cumuls. Le mois d'une reprise ne se déduit pas. */
export function moisDe(passe: Passe, present: PointArrete): Mois[] {
  const points = [...passe, present];
  const mois = points.flatMap((point, rang): Mois[] => {
    const avant = points[rang - 1];
    if (point.reprise) return [];
    const depart = avant?.facture ?? (avant ? undefined : ZERO);
    return [
      {
        arrete: point.arrete,
        reconnu: moins(point.ca, avant?.ca ?? ZERO),
        facture:
          point.facture === undefined || depart === undefined ? undefined : moins(point.facture, depart),
      },
    ];
  });
  // Avant le premier mouvement, l'affaire n'avait pas commencé.
  const premier = mois.findIndex(m => m.reconnu !== ZERO || (m.facture ?? ZERO) !== ZERO);
  return premier < 0 ? [] : mois.slice(premier).slice(-MOIS_MONTRES);
}

/**
 * Production moins (facturé du mois + ΔFAE − ΔPCA), affaire par affaire, puis sommée : zéro quand le mois boucle.
 * Indéfini quand le facturé de l'arrêté précédent n'est pas historisé.
 */
export function ecartDeBouclage(
  lignes: readonly LigneCaAvancement[],
  passe: ReadonlyMap<string, Passe>,
): Montant | undefined {
  const ecarts: Montant[] = [];
  for (const l of lignes) {
    if (l.Production === undefined || l.Facture === undefined) continue;
    const avant = passe.get(cleDe(l))?.at(-1);
    if (avant && avant.facture === undefined) return undefined;
    const factureAvant = avant?.facture ?? ZERO;
    const caAvant = avant?.ca ?? ZERO;
    const facture = moins(l.Facture, factureAvant);
    // FAE - PCA est l'écart du CA au facturé, que les deux existent ensemble ou non.
    const regularise = moins(moins(l.Fae ?? ZERO, l.Pca ?? ZERO), moins(caAvant, factureAvant));
    ecarts.push(moins(l.Production, plus(facture, regularise)));
  }
  return somme(ecarts);
}

/** Le %, la FAE ou la PCA de la ligne est forcé. */
export const estForcee = ({ TauxForce, FaeForcee, PcaForcee }: LigneCaAvancement): boolean =>
  [TauxForce, FaeForcee, PcaForcee].some(force => force !== undefined);

/** Les filtres de la liste, dans l'ordre où on les propose. */
export const FILTRES = ['TOUTES', 'FAE', 'PCA', 'FORCE', 'RECUL', 'PERTE', 'ANOMALIE'] as const;
export type Filtre = (typeof FILTRES)[number];

const RETENUES: Readonly<Record<Filtre, (affaire: AffaireDuMois) => boolean>> = {
  TOUTES: () => true,
  FAE: ({ ligne }) => (ligne.Fae ?? ZERO) > 0,
  PCA: ({ ligne }) => (ligne.Pca ?? ZERO) > 0,
  FORCE: ({ ligne }) => estForcee(ligne),
  RECUL: ({ ligne }) => (ligne.Production ?? ZERO) < 0,
  PERTE: ({ ligne }) => (ligne.MargeTerminaison ?? ZERO) < 0,
  ANOMALIE: ({ anomalies }) => anomalies.some(({ gravite }) => gravite !== 'INFO'),
};

const simple = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Les affaires du filtre dont le code, le libellé ou le client contient le texte, sans accents ni casse. */
export function filtrerAffaires(
  affaires: readonly AffaireDuMois[],
  filtre: Filtre,
  recherche: string,
): readonly AffaireDuMois[] {
  const cherche = simple(recherche.trim());
  return affaires.filter(
    affaire =>
      RETENUES[filtre](affaire) &&
      simple(
        `${affaire.ligne.IdAffaire} ${affaire.ligne.Libelle ?? ''} ${affaire.ligne.Client ?? ''}`,
      ).includes(cherche),
  );
}
