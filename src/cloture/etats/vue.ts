/** Ce que le volet montre des états d'une exécution : aucune règle comptable ici. */
import type { Montant, Phrase } from '../../comptabilite';
import type { BilanExecution } from '../../ui/proprietes';
import {
  dispositionActif,
  dispositionCr,
  dispositionPassif,
  dispositionSig,
  type Rangee,
} from './calcul/dispositions';
import { lignesBilan, lignesCr, proposer } from './calcul/regrouper';
import { estGestion } from './calcul/types';
import { EDITION } from './rangees';

export const VUES = ['RESULTAT', 'SOLDES', 'ACTIF', 'PASSIF'] as const;
export type Vue = (typeof VUES)[number];
export type Comparaison = 'N1' | 'M1';

type Ligne = Readonly<Record<string, unknown>>;

const TABLES: Readonly<Record<Vue, string>> = {
  RESULTAT: 'CompteResultat',
  SOLDES: 'SoldesGestion',
  ACTIF: 'BilanActif',
  PASSIF: 'BilanPassif',
};

const lignesDe = ({ produites }: BilanExecution, table: string): readonly Ligne[] =>
  (produites?.find(p => p.table.nom === table)?.lignes ?? []) as readonly Ligne[];

/** Une rangée montrée : son nom dans les deux langues, deux montants, les comptes qu'elle replie. */
export interface RangeeVue {
  readonly poste: string;
  readonly nom: Phrase;
  readonly nature: string;
  readonly montants: readonly (Montant | undefined)[];
  readonly comptes: readonly {
    readonly compte: string;
    readonly nom: string;
    readonly montants: readonly (Montant | undefined)[];
  }[];
}

/** Le plan de l'exercice se reconnaît à ses lignes. */
export const planDe = (bilan: BilanExecution): 'PCG2014' | 'PCG2025' =>
  lignesDe(bilan, 'CompteResultat').some(l => l['Poste'] === 'XP1') ? 'PCG2014' : 'PCG2025';

const SANS_OPTION = { avec747: false, retraiter621: false, retraiter612: false };

function noms(bilan: BilanExecution): ReadonlyMap<string, Phrase> {
  const plan = planDe(bilan);
  const rangees: readonly Rangee[] = [
    ...dispositionCr(plan),
    ...dispositionSig(plan, SANS_OPTION),
    ...dispositionActif(plan),
    ...dispositionPassif(plan),
  ];
  return new Map(rangees.map(r => [r.code, { fr: r.fr, en: r.en }]));
}

/** Les deux colonnes d'une vue : au bilan, l'arrêté et N-1 ; au résultat, ce que l'on compare. */
function colonnesDe(vue: Vue, comparaison: Comparaison): readonly [string, string] {
  if (vue === 'ACTIF' || vue === 'PASSIF') return ['Net', 'NetN1'];
  return comparaison === 'N1' ? ['Cumul', 'CumulN1'] : ['Mois', 'MoisAvant'];
}

const montantDe = (l: Ligne | undefined, colonne: string) => l?.[colonne] as Montant | undefined;

/** Le mois d'avant d'un poste, dans le résultat par mois ; undefined au premier mois de l'exercice. */
function moisAvant(bilan: BilanExecution): (poste: string) => Montant | undefined {
  const parPoste = new Map(lignesDe(bilan, 'ResultatMensuel').map(l => [l['Poste'], l]));
  const ca = parPoste.get('CAN');
  const remplis = Object.keys(ca ?? {}).filter(c => /^M\d+$/.test(c) && ca?.[c] !== undefined).length;
  return poste => (remplis < 2 ? undefined : montantDe(parPoste.get(poste), `M${remplis - 1}`));
}

/** Les rangées d'un état qui ont un montant : une ligne à zéro dans les deux colonnes n'apprend rien. */
export function rangeesDe(bilan: BilanExecution, vue: Vue, comparaison: Comparaison): RangeeVue[] {
  const [premiere, seconde] = colonnesDe(vue, comparaison);
  const avant = moisAvant(bilan);
  const connus = noms(bilan);
  const montants = (l: Ligne) => [
    montantDe(l, premiere),
    seconde !== 'MoisAvant'
      ? montantDe(l, seconde)
      : l['Compte'] === undefined
        ? avant(String(l['Poste']))
        : undefined,
  ];
  const rangees: RangeeVue[] = [];
  let comptes: RangeeVue['comptes'][number][] = [];
  for (const l of lignesDe(bilan, TABLES[vue])) {
    const poste = String(l['Poste']);
    if (poste === EDITION) continue;
    if (typeof l['Compte'] === 'string') {
      comptes.push({ compte: l['Compte'], nom: String(l['Libelle'] ?? '').trim(), montants: montants(l) });
      continue;
    }
    const siens = montants(l);
    const utile = l['Nature'] === 'TOTAL' || siens.some(m => m !== undefined && m !== 0);
    const libelle = String(l['Libelle'] ?? poste).trim();
    const nom = connus.get(poste) ?? { fr: libelle, en: libelle };
    if (utile) rangees.push({ poste, nom, nature: String(l['Nature']), montants: siens, comptes });
    comptes = [];
  }
  return rangees;
}

/** Ce que dit la première rangée : la société, la période, provisoire ou définitif. */
export const editionDe = (bilan: BilanExecution): string =>
  String(lignesDe(bilan, 'CompteResultat').find(l => l['Poste'] === EDITION)?.['Libelle'] ?? '');

export interface MoisVu {
  readonly rang: string;
  readonly ca: Montant | undefined;
  readonly resultat: Montant | undefined;
}

/** Chiffre d'affaires et résultat de chaque mois écoulé. */
export function moisDuGraphique(bilan: BilanExecution): MoisVu[] {
  const parPoste = new Map(lignesDe(bilan, 'ResultatMensuel').map(l => [l['Poste'], l]));
  const [ca, resultat] = [parPoste.get('CAN'), parPoste.get('RES')];
  return Object.keys(ca ?? {})
    .filter(c => /^M\d+$/.test(c) && ca?.[c] !== undefined)
    .map(rang => ({ rang: rang.slice(1), ca: montantDe(ca, rang), resultat: montantDe(resultat, rang) }));
}

/** Un compte sans ligne, les lignes où il peut aller, et celle qu'on propose. */
export interface CompteSansLigne {
  readonly compte: string;
  readonly message: Phrase;
  readonly proposee: string;
  readonly lignes: readonly { readonly code: string; readonly nom: Phrase }[];
}

export function sansLigne(bilan: BilanExecution): CompteSansLigne[] {
  const plan = planDe(bilan);
  return bilan.anomalies.flatMap(a => {
    if (a.code !== 'C-ETA-01' || a.cle === undefined) return [];
    const lignes = estGestion(a.cle) ? lignesCr(plan) : lignesBilan(plan);
    return [
      {
        compte: a.cle,
        message: { fr: a.message, en: a.en?.message ?? a.message },
        proposee: proposer(a.cle, 'D', plan) ?? proposer(a.cle, 'C', plan) ?? '',
        lignes: lignes.map(l => ({ code: l.code, nom: { fr: l.fr, en: l.en } })),
      },
    ];
  });
}
