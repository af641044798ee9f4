import {
  ajouterJours,
  auCredit,
  auDebit,
  cleGeneration,
  CumulParCompte,
  ecriture,
  extourner,
  periodeDe,
  plus,
  type Compte,
  type Ecriture,
  type Jour,
  type LigneEcriture,
  type Montant,
  type OrigineEcriture,
} from '../../../comptabilite';
import type { LigneTiers, Options } from './donnees';
import { CLES, MODULE_ABONNEMENT } from './modules';
import { SCHEMAS, type Regularisation } from './regularisation';
import type { ModuleRegul } from './types';

const ORIGINES: Readonly<Record<ModuleRegul, OrigineEcriture>> = {
  FAE: 'FAE',
  PCA: 'PCA',
  AAE: 'FAE',
  FNP: 'FNP',
  CCA: 'CCA',
  AAR: 'FNP',
  CAP: 'FNP',
};

export interface Contexte {
  readonly arrete: Jour;
  readonly options: Pick<
    Options,
    'detailEcriture' | 'parLot' | 'extourneForme' | 'journal' | 'ecritureArrete' | 'extourneAutomatique'
  >;
  readonly tiers: ReadonlyMap<string, LigneTiers>;
}

/** Ce qui se passe en une pièce. */
export interface Piece {
  /** Clé de génération de son écriture d'arrêté. */
  readonly cle: string;
  readonly module: ModuleRegul;
  readonly source: string;
  readonly libelle: string;
  readonly extournee: boolean;
  readonly regularisations: Regularisation[];
}

/**
 * Écritures de l'arrêté, chacune suivie de son extourne du lendemain (domaine §4.2 à §4.4). FAE, FNP et avoirs : une
 * pièce par tiers et affaire (et lot, PAR_LOT), ou une par compte de bilan ; PCA et CCA : une par compte de bilan ; une charge à payer a
 * la sienne, et un abonnement n'a pas d'extourne. EcritureArrete et ExtourneAutomatique en décident. Les affaires ne se compensent jamais (PCG art. 1011-5).
 */
export function ecrituresDe(regularisations: readonly Regularisation[], contexte: Contexte): Ecriture[] {
  const { ecritureArrete, extourneAutomatique, extourneForme } = contexte.options;
  if (!ecritureArrete) return [];
  const lendemain = ajouterJours(contexte.arrete, 1);
  return [...piecesDe(regularisations, contexte).values()].flatMap(p => {
    const e = passer(p, contexte);
    if (!e) return [];
    return p.extournee && extourneAutomatique ? [e, extourner(e, lendemain, extourneForme)] : [e];
  });
}

/** Les pièces de l'arrêté, par clé de génération, dans l'ordre de leur première régularisation. */
export function piecesDe(
  regularisations: readonly Regularisation[],
  contexte: Contexte,
): ReadonlyMap<string, Piece> {
  const pieces = new Map<string, Piece>();
  for (const r of regularisations) {
    const nouvelle = pieceDe(r, contexte);
    const piece = pieces.get(nouvelle.cle) ?? nouvelle;
    piece.regularisations.push(r);
    pieces.set(piece.cle, piece);
  }
  return pieces;
}

function pieceDe(r: Regularisation, { arrete, options, tiers }: Contexte): Piece {
  const { module, extournee, compteBilan, idAffaire } = r;
  const piece = (source: string, libelle: string): Piece => ({
    cle: cleGeneration(extournee ? CLES[module] : MODULE_ABONNEMENT, arrete, source, 'ARRETE'),
    ...{ module, source, libelle, extournee },
    regularisations: [],
  });
  if (r.piece !== undefined) return piece(r.piece, `Charge à payer ${r.piece}`);
  if (!parTiers(r, options)) return piece(compteBilan, `${module} de la période`);
  const affaire = [r.tiers, idAffaire].filter(x => x !== undefined).join('/');
  const source = options.parLot && r.lot !== undefined ? `${affaire}#${r.lot}` : affaire;
  const nom = tiers.get(r.tiers ?? '')?.Nom ?? r.tiers ?? '';
  return piece(source, [module, idAffaire, nom].filter(x => x !== undefined).join(' '));
}

/** Une PCA et une CCA se groupent toujours : 486 et 487 n'ont pas de tiers (domaine §4.4). */
function parTiers({ module, tiers }: Regularisation, options: Contexte['options']): boolean {
  return options.detailEcriture === 'PAR_TIERS' && SCHEMAS[module].tva && tiers !== undefined;
}

/** Ce qu'une régularisation porte à un compte : son montant, sa TVA, ou les deux au compte de bilan. */
export interface Mouvement {
  readonly regularisation: Regularisation;
  readonly part: 'MONTANT' | 'TVA' | 'TTC';
  readonly compte: Compte;
  readonly tiers?: string;
  readonly idAffaire?: string;
}

/** Les mouvements d'une pièce, de chaque côté ; l'écriture cumule ceux d'un même compte, tiers et affaire. */
export function mouvementsDe(
  { module, regularisations }: Piece,
  options: Contexte['options'],
): { readonly debit: readonly Mouvement[][]; readonly credit: readonly Mouvement[][] } {
  const [resultat, bilan, taxes]: [Mouvement[], Mouvement[], Mouvement[]] = [[], [], []];
  for (const r of regularisations) {
    const affaire = r.idAffaire === undefined ? {} : { idAffaire: r.idAffaire };
    const auTiers = parTiers(r, options) && r.tiers !== undefined;
    const tiers = auTiers ? { ...affaire, tiers: r.tiers } : {};
    bilan.push({ regularisation: r, part: 'TTC', compte: r.compteBilan, ...tiers });
    resultat.push({ regularisation: r, part: 'MONTANT', compte: r.compte, ...affaire });
    taxes.push({ regularisation: r, part: 'TVA', compte: r.compteTVA, ...(auTiers ? affaire : {}) });
  }
  const [suite, enTete] = [[resultat, taxes], [bilan]];
  return SCHEMAS[module].sens === 1 ? { debit: suite, credit: enTete } : { debit: enTete, credit: suite };
}

const PARTS: Readonly<Record<Mouvement['part'], (r: Regularisation) => Montant>> = {
  MONTANT: r => r.montant,
  TVA: r => r.tva,
  TTC: r => plus(r.montant, r.tva),
};

function cumuler(mouvements: readonly Mouvement[], cote: typeof auDebit): LigneEcriture[] {
  const cumul = new CumulParCompte();
  for (const { regularisation, part, compte, ...precisions } of mouvements)
    cumul.ajouter(compte, PARTS[part](regularisation), precisions);
  return cumul.lignes(cote);
}

function passer(p: Piece, { arrete, options }: Contexte): Ecriture | undefined {
  const { debit, credit } = mouvementsDe(p, options);
  const lignes = [...debit.flatMap(m => cumuler(m, auDebit)), ...credit.flatMap(m => cumuler(m, auCredit))];
  if (lignes.length === 0) return undefined;
  return ecriture({
    cle: p.cle,
    origine: ORIGINES[p.module],
    journal: options.journal,
    date: arrete,
    piece: `${p.module}-${periodeDe(arrete)}-${p.source}`,
    libelle: p.libelle,
    lignes,
  });
}
