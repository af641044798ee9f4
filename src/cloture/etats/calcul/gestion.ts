/** Le compte de gestion : une présentation du résultat que le contrôleur compose (domaine §12.7). */
import { montant, quotient, type Montant, type Phrase, type Taux } from '../../../comptabilite';
import { estGestion } from './types';

export type TypeLigne = 'GROUPE' | 'LIGNE' | 'TOTAL' | 'RATIO';

/** Une ligne de la présentation ; `formule` : termes d'un total, ou les deux termes d'un ratio. */
export interface LigneGestion extends Phrase {
  readonly code: string;
  readonly type: TypeLigne;
  readonly prefixes: readonly string[];
  /** Préfixes que la ligne ne prend pas, plus longs que les siens. */
  readonly sauf: readonly string[];
  readonly produit: boolean;
  readonly termes: readonly { readonly code: string; readonly signe: 1 | -1 }[];
  readonly numerateur?: string;
  readonly denominateur?: string;
}

interface Saisie {
  readonly code: string;
  readonly fr: string;
  readonly en?: string;
  readonly type: TypeLigne;
  readonly formule?: string | undefined;
  readonly prefixes?: string | undefined;
  readonly sens?: 'PRODUIT' | 'CHARGE' | undefined;
}

/** Un nom de ligne, un signe, un autre : « CA - ACHATS + AUTRES ». undefined si la formule ne se lit pas. */
function lireTotal(formule: string): LigneGestion['termes'] | undefined {
  const mots = formule
    .replace(/−/g, '-')
    .split(/\s*([+-])\s*/)
    .filter(mot => mot !== '');
  const termes: { code: string; signe: 1 | -1 }[] = [];
  let signe: 1 | -1 | undefined = 1;
  for (const mot of mots) {
    if (mot === '+' || mot === '-') {
      if (signe !== undefined && termes.length > 0) return undefined;
      signe = mot === '+' ? 1 : -1;
    } else {
      if (signe === undefined || !/^\w+$/.test(mot)) return undefined;
      termes.push({ code: mot, signe });
      signe = undefined;
    }
  }
  return signe === undefined ? termes : undefined;
}

/** Une ligne saisie, comprise ; undefined si sa formule ou ses comptes ne se lisent pas. */
export function lireLigneGestion(s: Saisie): LigneGestion | undefined {
  const mots = (s.prefixes ?? '').split(/[;,\s]+/).filter(mot => mot !== '');
  const vide: LigneGestion = {
    code: s.code,
    fr: s.fr,
    en: s.en ?? s.fr,
    type: s.type,
    prefixes: mots.filter(mot => !mot.startsWith('-')),
    sauf: mots.filter(mot => mot.startsWith('-')).map(mot => mot.slice(1)),
    produit: s.sens !== 'CHARGE',
    termes: [],
  };
  if (s.type === 'GROUPE') return vide;
  if (s.type === 'LIGNE')
    return vide.prefixes.length > 0 && mots.every(mot => /^-?[67]\d*$/.test(mot)) ? vide : undefined;
  const formule = s.formule?.trim() ?? '';
  if (s.type === 'TOTAL') {
    const termes = lireTotal(formule);
    return termes && { ...vide, termes };
  }
  const [, numerateur, denominateur] = /^(\w+)\s*\/\s*(\w+)$/.exec(formule) ?? [];
  return numerateur === undefined || denominateur === undefined
    ? undefined
    : { ...vide, numerateur, denominateur };
}

const ligne = (code: string, fr: string, en: string, prefixes: string, sens: 'PRODUIT' | 'CHARGE') =>
  ({ code, fr, en, type: 'LIGNE', prefixes, sens }) as const;
const total = (code: string, fr: string, en: string, formule: string) =>
  ({ code, fr, en, type: 'TOTAL', formule }) as const;
const ratio = (code: string, fr: string, en: string, formule: string) =>
  ({ code, fr, en, type: 'RATIO', formule }) as const;

/** La présentation livrée, pour une société de services : celle qui sert tant que LignesEtat est vide. */
export const GESTION_LIVREE: readonly LigneGestion[] = [
  ligne('CA', 'Chiffre d’affaires', 'Revenue', '70', 'PRODUIT'),
  ligne('STT', 'Sous-traitance', 'Subcontracting', '604;611;621', 'CHARGE'),
  ligne('ACH', 'Achats pour les affaires', 'Project purchases', '60;-604;-606', 'CHARGE'),
  total('MB', 'Marge sur achats', 'Margin on purchases', 'CA - STT - ACH'),
  ratio('TMB', 'Taux de marge sur achats', 'Margin rate', 'MB / CA'),
  ligne('PERS', 'Personnel', 'Staff', '64', 'CHARGE'),
  ligne('FRAIS', 'Déplacements et missions', 'Travel', '625', 'CHARGE'),
  ligne('STRUC', 'Frais de structure', 'Overheads', '606;61;62;-611;-621;-625', 'CHARGE'),
  ligne('TAXES', 'Impôts et taxes', 'Taxes', '63', 'CHARGE'),
  ligne('AUTP', 'Autres produits d’exploitation', 'Other operating income', '71;72;74;75', 'PRODUIT'),
  ligne('AUTC', 'Autres charges d’exploitation', 'Other operating expenses', '65', 'CHARGE'),
  total(
    'EBITDA',
    'Résultat avant dotations',
    'Result before allowances',
    'MB - PERS - FRAIS - STRUC - TAXES + AUTP - AUTC',
  ),
  ratio('TEBITDA', 'Taux de résultat avant dotations', 'Rate before allowances', 'EBITDA / CA'),
  ligne('DOT', 'Dotations nettes de reprises', 'Net allowances', '681;781', 'CHARGE'),
  total('REXG', 'Résultat d’exploitation', 'Operating result', 'EBITDA - DOT'),
  ligne('FIN', 'Résultat financier', 'Financial result', '66;76;686;786', 'PRODUIT'),
  ligne('EXC', 'Résultat exceptionnel', 'Exceptional result', '67;77;687;787;79', 'PRODUIT'),
  ligne('ISP', 'Participation et impôt', 'Profit sharing and tax', '69', 'CHARGE'),
  total('RNET', 'Résultat net', 'Net result', 'REXG + FIN + EXC - ISP'),
  ratio('TRNET', 'Rentabilité nette', 'Net margin', 'RNET / CA'),
].flatMap(s => lireLigneGestion(s) ?? []);

/** Le plus long préfixe, de tous ceux des lignes, désigne la ligne d'un compte ; un préfixe retiré n'en désigne aucune. */
export class IndexGestion {
  private readonly parPrefixe = new Map<string, string>();
  /** Préfixes que deux lignes se disputent. */
  readonly doubles: readonly string[];

  constructor(lignes: readonly LigneGestion[]) {
    const doubles: string[] = [];
    for (const l of lignes)
      for (const prefixe of l.prefixes) {
        if (this.parPrefixe.has(prefixe)) doubles.push(prefixe);
        else this.parPrefixe.set(prefixe, l.code);
      }
    this.doubles = doubles;
    // Un préfixe retiré d'une ligne reste à celle qui le demande ; sinon il n'est à personne.
    for (const l of lignes)
      for (const prefixe of l.sauf) if (!this.parPrefixe.has(prefixe)) this.parPrefixe.set(prefixe, '');
  }

  /** Le code de la ligne qui reçoit le compte ; undefined si aucune. */
  ligneDe(compte: string): string | undefined {
    for (let n = compte.length; n > 0; n--) {
      const code = this.parPrefixe.get(compte.slice(0, n));
      if (code !== undefined) return code === '' ? undefined : code;
    }
    return undefined;
  }
}

/** Les montants d'une colonne, et les comptes de gestion qu'aucune ligne ne reçoit. */
export interface ColonneGestion {
  readonly montants: ReadonlyMap<string, Montant>;
  readonly sansLigne: readonly string[];
}

/** Une colonne du compte de gestion. @param mouvements débit moins crédit, par compte */
export function calculerGestion(
  lignes: readonly LigneGestion[],
  index: IndexGestion,
  mouvements: ReadonlyMap<string, number>,
): ColonneGestion {
  const bruts = new Map<string, number>();
  const sansLigne: string[] = [];
  for (const [compte, m] of mouvements) {
    if (!estGestion(compte) || m === 0) continue;
    const code = index.ligneDe(compte);
    if (code === undefined) sansLigne.push(compte);
    else bruts.set(code, (bruts.get(code) ?? 0) + m);
  }
  const montants = new Map<string, Montant>();
  for (const l of lignes) {
    if (l.type === 'LIGNE') {
      const brut = bruts.get(l.code) ?? 0;
      montants.set(l.code, montant(l.produit ? 0 - brut : brut));
    } else if (l.type === 'TOTAL')
      montants.set(l.code, montant(l.termes.reduce((s, t) => s + t.signe * (montants.get(t.code) ?? 0), 0)));
  }
  return { montants, sansLigne };
}

/** La part d'une ligne : un ratio vaut son quotient, toute autre sa part du CA ; undefined sans diviseur. */
export function partDe(l: LigneGestion, montants: ReadonlyMap<string, Montant>): Taux | undefined {
  const [haut, bas] = l.type === 'RATIO' ? [l.numerateur, l.denominateur] : [l.code, 'CA'];
  const [n, d] = [montants.get(haut ?? ''), montants.get(bas ?? '')];
  return n === undefined || d === undefined || l.type === 'GROUPE' ? undefined : quotient(n, d);
}
