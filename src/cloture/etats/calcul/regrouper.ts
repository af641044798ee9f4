/** Le moteur de regroupement (domaine §12.1) : à chaque compte, une ligne d'état et une seule. */
import type { Referentiel } from '../../../comptabilite';
import { BILAN_2014 } from './bilan-2014';
import { BILAN_2025 } from './bilan-2025';
import { CR_2014 } from './cr-2014';
import { CR_2025 } from './cr-2025';
import { estGestion, type LigneOfficielle, type Place, type Sens } from './types';

/** Un compte écarté des états par décision de l'utilisateur. */
export const HORS = 'HORS';

/** Les lignes du compte de résultat d'un plan, dans l'ordre de l'état. */
export const lignesCr = (r: Referentiel): readonly LigneOfficielle[] => (r === 'PCG2014' ? CR_2014 : CR_2025);

/** Les lignes du bilan d'un plan, actif puis passif. */
export const lignesBilan = (r: Referentiel): readonly LigneOfficielle[] =>
  r === 'PCG2014' ? BILAN_2014 : BILAN_2025;

/** Une décision de l'utilisateur : un préfixe, le sens où elle vaut, la ligne. */
export interface RegleUtilisateur {
  readonly prefixe: string;
  readonly sens: Sens | undefined;
  readonly code: string;
}

export interface OptionsRegroupement {
  /** Où vont les comptes courants d'associés créditeurs (domaine §12.4, note b). */
  readonly ligne455?: 'P27' | 'P21';
  /** Compte entier → lignes imposées par le plan comptable de la société. */
  readonly imposees?: ReadonlyMap<
    string,
    { readonly cr?: string | undefined; readonly bilan?: string | undefined }
  >;
  readonly regles?: readonly RegleUtilisateur[];
}

type Case = { D?: Place; C?: Place };
type Index = Map<string, Case>;

const SENS = ['D', 'C'] as const;

/** @throws Error si deux lignes se disputent un préfixe dans un même sens : la table serait fausse. */
function poser(index: Index, prefixe: string, sens: readonly Sens[], place: Omit<Place, 'prefixe'>): void {
  const la = index.get(prefixe) ?? {};
  for (const s of sens) {
    const prise = la[s];
    if (prise) throw new Error(`${prefixe} ${s} : ${prise.ligne.code} et ${place.ligne.code}.`);
    la[s] = { ...place, prefixe };
  }
  index.set(prefixe, la);
}

function indexer(lignes: readonly LigneOfficielle[]): Index {
  const index: Index = new Map();
  const chacun = (
    liste: string | undefined,
    sens: readonly Sens[],
    ligne: LigneOfficielle,
    contra = false,
  ) => {
    for (const prefixe of liste?.split(' ') ?? []) poser(index, prefixe, sens, { ligne, contra });
  };
  for (const ligne of lignes) {
    chacun(ligne.tous, SENS, ligne);
    chacun(ligne.siD, ['D'], ligne);
    chacun(ligne.siC, ['C'], ligne);
    chacun(ligne.contra, SENS, ligne, true);
  }
  return index;
}

const officiels = new Map<Referentiel, { readonly cr: Index; readonly bilan: Index }>();

function officiel(r: Referentiel) {
  const connu = officiels.get(r) ?? { cr: indexer(lignesCr(r)), bilan: indexer(lignesBilan(r)) };
  officiels.set(r, connu);
  return connu;
}

/** Parmi les préfixes qui admettent ce sens, le plus long. */
function chercher(index: Index, compte: string, sens: Sens): Place | undefined {
  for (let n = compte.length; n > 0; n--) {
    const place = index.get(compte.slice(0, n))?.[sens];
    if (place) return place;
  }
  return undefined;
}

/** Comptes de contrepartie d'un actif : amortissements et dépréciations. */
const CONTRA = /^(28|29|39|49|59)/;

/**
 * Le regroupement d'un plan comptable, complété par l'utilisateur. Ses décisions l'emportent : le compte entier du plan
 * comptable d'abord, puis le plus long préfixe de ses règles, puis les tables officielles.
 * @example new Regroupement('PCG2025').ranger('4191', 'D')?.ligne.code // 'A25' : 419, parce que 4191 ne vaut qu'au crédit
 */
export class Regroupement {
  private readonly index: { readonly cr: Index; readonly bilan: Index };
  private readonly parCode: ReadonlyMap<string, LigneOfficielle>;
  private readonly regles = new Map<string, { D?: string; C?: string }>();
  private readonly connus = new Map<string, Place | typeof HORS | undefined>();
  private readonly imposees: NonNullable<OptionsRegroupement['imposees']>;
  private readonly ligne455: 'P27' | 'P21';

  constructor(
    readonly referentiel: Referentiel,
    options: OptionsRegroupement = {},
  ) {
    this.index = officiel(referentiel);
    this.parCode = new Map([...lignesCr(referentiel), ...lignesBilan(referentiel)].map(l => [l.code, l]));
    this.imposees = options.imposees ?? new Map();
    this.ligne455 = options.ligne455 ?? 'P27';
    for (const { prefixe, sens, code } of options.regles ?? []) {
      const la = this.regles.get(prefixe) ?? {};
      for (const s of sens === undefined ? SENS : [sens]) la[s] = code;
      this.regles.set(prefixe, la);
    }
  }

  /** La ligne de ce code, de l'un ou l'autre état. */
  ligne(code: string): LigneOfficielle | undefined {
    return this.parCode.get(code);
  }

  /**
   * Où un solde de ce sens se présente. HORS : l'utilisateur l'écarte ; undefined : aucune ligne, à regrouper (C-ETA-01).
   * Une ligne imposée que l'état n'a pas vaut undefined : le contrôle la signale.
   */
  ranger(compte: string, sens: Sens): Place | typeof HORS | undefined {
    const cle = sens + compte;
    if (this.connus.has(cle)) return this.connus.get(cle);
    const place = this.choisir(compte, sens);
    this.connus.set(cle, place);
    return place;
  }

  private choisir(compte: string, sens: Sens): Place | typeof HORS | undefined {
    const decidee = this.decidee(compte, sens);
    if (decidee !== undefined) return this.imposer(compte, decidee);
    if (estGestion(compte)) return chercher(this.index.cr, compte, sens);
    const place = chercher(this.index.bilan, compte, sens);
    const p21 = this.ligne455 === 'P21' && sens === 'C' && compte.startsWith('455');
    return p21 ? this.imposer(compte, 'P21') : place;
  }

  private decidee(compte: string, sens: Sens): string | undefined {
    const imposee = this.imposees.get(compte)?.[estGestion(compte) ? 'cr' : 'bilan'];
    if (imposee !== undefined) return imposee;
    if (this.regles.size === 0) return undefined;
    for (let n = compte.length; n > 0; n--) {
      const code = this.regles.get(compte.slice(0, n))?.[sens];
      if (code !== undefined) return code;
    }
    return undefined;
  }

  private imposer(compte: string, code: string): Place | typeof HORS | undefined {
    if (code === HORS) return HORS;
    const ligne = this.parCode.get(code);
    if (ligne === undefined || estGestion(compte) !== (ligne.cote === 'PRODUIT' || ligne.cote === 'CHARGE'))
      return undefined;
    return { ligne, contra: ligne.cote === 'ACTIF' && CONTRA.test(compte), prefixe: compte };
  }
}

/** Un numéro de compte ramené à cinq chiffres, pour dire lesquels sont voisins. */
const rang = (compte: string): number => Number(compte.slice(0, 5).replace(/\D/g, '0').padEnd(5, '0'));

/**
 * La ligne qu'on propose pour un compte qui n'en a pas : celle du préfixe officiel le plus proche par son numéro, qui a
 * au moins ses deux premiers chiffres et admet ce sens ; undefined si aucun.
 * @example proposer('296000', 'C', 'PCG2025') // 'A13'
 */
export function proposer(compte: string, sens: Sens, referentiel: Referentiel): string | undefined {
  const { cr, bilan } = officiel(referentiel);
  let proche: string | undefined;
  let ecart = Infinity;
  for (const [prefixe, places] of estGestion(compte) ? cr : bilan) {
    const place = places[sens];
    const distance = Math.abs(rang(prefixe) - rang(compte));
    if (!place || prefixe.slice(0, 2) !== compte.slice(0, 2) || distance >= ecart) continue;
    ecart = distance;
    proche = place.ligne.code;
  }
  return proche;
}
