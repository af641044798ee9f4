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
  type Ecriture,
  type Jour,
  type LigneEcriture,
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

interface Contexte {
  readonly arrete: Jour;
  readonly options: Pick<Options, 'detailEcriture' | 'extourneForme' | 'journal'>;
  readonly tiers: ReadonlyMap<string, LigneTiers>;
}

/** Ce qui se passe en une pièce. */
interface Piece {
  readonly module: ModuleRegul;
  readonly source: string;
  readonly libelle: string;
  readonly extournee: boolean;
  readonly regularisations: Regularisation[];
}

/**
 * Écritures de l'arrêté, chacune suivie de son extourne du lendemain (domaine §4.2 à §4.4). FAE, FNP et avoirs : une
 * pièce par tiers et affaire, ou une par compte de bilan ; PCA et CCA : une par compte de bilan ; une charge à payer a
 * la sienne, et un abonnement n'a pas d'extourne. Les affaires ne se compensent jamais (PCG art. 1011-5).
 */
export function ecrituresDe(regularisations: readonly Regularisation[], contexte: Contexte): Ecriture[] {
  const pieces = new Map<string, Piece>();
  for (const r of regularisations) {
    const nouvelle = pieceDe(r, contexte);
    const cle = `${r.module}|${nouvelle.source}`;
    const piece = pieces.get(cle) ?? nouvelle;
    piece.regularisations.push(r);
    pieces.set(cle, piece);
  }
  const lendemain = ajouterJours(contexte.arrete, 1);
  return [...pieces.values()].flatMap(p => {
    const e = passer(p, contexte);
    if (!e) return [];
    return p.extournee ? [e, extourner(e, lendemain, contexte.options.extourneForme)] : [e];
  });
}

function pieceDe(r: Regularisation, { options, tiers }: Contexte): Piece {
  const { module, extournee, compteBilan, idAffaire } = r;
  const commun = { module, extournee, regularisations: [] };
  if (r.piece !== undefined) return { ...commun, source: r.piece, libelle: `Charge à payer ${r.piece}` };
  if (!parTiers(r, options)) return { ...commun, source: compteBilan, libelle: `${module} de la période` };
  const source = [r.tiers, idAffaire].filter(x => x !== undefined).join('/');
  const nom = tiers.get(r.tiers ?? '')?.Nom ?? r.tiers ?? '';
  return { ...commun, source, libelle: [module, idAffaire, nom].filter(x => x !== undefined).join(' ') };
}

/** Une PCA et une CCA se groupent toujours : 486 et 487 n'ont pas de tiers (domaine §4.4). */
function parTiers({ module, tiers }: Regularisation, options: Contexte['options']): boolean {
  return options.detailEcriture === 'PAR_TIERS' && SCHEMAS[module].tva && tiers !== undefined;
}

function passer(p: Piece, { arrete, options }: Contexte): Ecriture | undefined {
  const [lignes, bilan, taxes] = [new CumulParCompte(), new CumulParCompte(), new CumulParCompte()];
  for (const r of p.regularisations) {
    const affaire = r.idAffaire === undefined ? {} : { idAffaire: r.idAffaire };
    const tiers = parTiers(r, options) && r.tiers !== undefined ? { ...affaire, tiers: r.tiers } : {};
    bilan.ajouter(r.compteBilan, plus(r.montant, r.tva), tiers);
    lignes.ajouter(r.compte, r.montant, affaire);
    taxes.ajouter(r.compteTVA, r.tva, 'tiers' in tiers ? affaire : {});
  }
  const { sens } = SCHEMAS[p.module];
  const [resultat, contrepartie] = sens === 1 ? [auDebit, auCredit] : [auCredit, auDebit];
  const enTete = bilan.lignes(contrepartie);
  const suite = [...lignes.lignes(resultat), ...taxes.lignes(resultat)];
  const toutes: LigneEcriture[] = sens === 1 ? [...suite, ...enTete] : [...enTete, ...suite];
  if (toutes.length === 0) return undefined;
  const cle = p.extournee ? CLES[p.module] : MODULE_ABONNEMENT;
  return ecriture({
    cle: cleGeneration(cle, arrete, p.source, 'ARRETE'),
    origine: ORIGINES[p.module],
    journal: options.journal,
    date: arrete,
    piece: `${p.module}-${periodeDe(arrete)}-${p.source}`,
    libelle: p.libelle,
    lignes: toutes,
  });
}
