/** Table de passage du PCG2014 au PCG2025 (domaine §2.3). */
import type { Phrase } from '../anomalie';

/** Une ligne de la table de passage. */
export interface Conversion {
  /** Préfixe de l'ancien plan ; le plus long qui convient l'emporte. */
  readonly de: string;
  /** Compte du nouveau plan, par défaut ; absent quand le solde devrait être nul ou que rien ne convient d'office. */
  readonly vers?: string;
  /** Autres cibles possibles : les faits décident. */
  readonly autres?: readonly string[];
  /** Ce que l'utilisateur doit vérifier ou trancher. */
  readonly avertissement?: Phrase;
}

const SENS_CHANGE: Phrase = {
  fr: 'ce numéro existe dans les deux plans avec deux sens différents',
  en: 'this number exists in both charts with two different meanings',
};
const EXCEPTIONNEL: Phrase = {
  fr: 'en 678 si le fait est majeur et inhabituel',
  en: 'to 678 if the event is both major and unusual',
};
const NATURE: Phrase = {
  fr: 'les transferts de charges n’existent plus : choisissez selon la nature (649, 7587, 708 ou la charge d’origine)',
  en: 'expense transfers no longer exist: choose by nature (649, 7587, 708 or the original expense)',
};
const TRANSITION: Phrase = {
  fr: 'ce compte doit être soldé au passage au nouveau plan ; sinon choisissez sa cible',
  en: 'this account must be nil at the transition; otherwise choose its target',
};
const CESSION: Phrase = {
  fr: 'compte de cession sans subdivision : en 6671 ou 7671 si la cession est financière',
  en: 'disposal account without subdivision: to 6671 or 7671 if the disposal is financial',
};

/** Plusieurs anciens comptes, une cible. */
const tous = (de: string, vers: string): Conversion[] => de.split(' ').map(d => ({ de: d, vers }));
/** Des paires « ancien>nouveau » que rien ne fait discuter. */
const paires = (texte: string): Conversion[] =>
  texte.split(' ').map(paire => {
    const [de = '', vers = ''] = paire.split('>');
    return { de, vers };
  });
/** Des paires dont l'utilisateur peut changer la cible. */
const discutees = (texte: string, avertissement: Phrase, autres: readonly string[] = []): Conversion[] =>
  paires(texte).map(c => ({ ...c, avertissement, ...(autres.length > 0 ? { autres } : {}) }));

const BILAN: readonly Conversion[] = [
  ...tous('1311 1312 1313 1314 1315 1316 1317 1318 138', '131'),
  ...tous('1391 1398', '139'),
  ...paires('1513>1518 153>1521 154>1522 155>1523 156>1524 157>1527 1572>1525 158>1527 1581>1526'),
  ...tous('142 144 146 147', '148'),
  ...paires('16881>1618 16883>1638 16884>1648 16885>1658 16886>1668 16888>1688 1671>16711 1675>1682'),
  ...discutees(
    '16887>1688',
    { fr: 'en 1674 pour une avance conditionnée', en: 'to 1674 for a conditional advance' },
    ['1674'],
  ),
  ...discutees('1674>1673', SENS_CHANGE),
  ...discutees('25>261', { fr: 'parts (261) ou créances (267)', en: 'shares (261) or receivables (267)' }, [
    '267',
  ]),
  ...discutees('501>503', { fr: 'à confirmer', en: 'to be confirmed' }),
  ...paires('4287>425 4387>439 4486>44812 4487>4482'),
  ...discutees('4482>44811', SENS_CHANGE),
  ...tous('4411 4417 4418 4419', '441'),
  ...paires('4424>442 4425>442 443>467 44582>44581 4686>468 4687>467 4747>4756'),
  ...paires('4786>474 47861>4741 47862>4742 4787>475 47871>4751 47872>4752'),
  ...discutees('475>471', SENS_CHANGE, ['472', '473']),
  { de: '4816', vers: '481' },
  ...['4811', '4812', '4818'].map(de => ({ de, avertissement: TRANSITION })),
  ...paires('514>512 515>517 516>517'),
  ...discutees(
    '54>53',
    { fr: 'caisse (53) ou débiteurs divers (467)', en: 'cash (53) or sundry debtors (467)' },
    ['467'],
  ),
];

const RESULTAT: readonly Conversion[] = [
  ...paires('6312>6335 6313>6333 6473>6472 6717>638'),
  ...discutees('6711>6581 6712>6582 6713>658 6714>6541 6715>658 6718>658 6788>658', EXCEPTIONNEL, ['678']),
  ...paires('6751>657 6752>657 6756>6671 6758>658 667>6673'),
  ...discutees('675>657', CESSION, ['6671']),
  ...paires('674>6588 6781>6583 6782>6584 6783>6683'),
  ...discutees(
    '6812>6811',
    { fr: 'en 6862 pour des frais d’émission d’emprunt', en: 'to 6862 for loan issue costs' },
    ['6862'],
  ),
  ...paires('6868>686 74>741 741>741 7711>7581 7713>7582 7714>7583 7715>742 7717>7584 7718>758'),
  ...paires('7751>757 7752>757 7756>7671 7758>758 767>7673 777>747'),
  ...discutees('775>757', CESSION, ['7671']),
  ...paires('774>7588 7781>7585 7782>7586 7783>7683 7788>758'),
  ...discutees('791>758', NATURE, ['649', '7587', '708']),
  ...['796', '797'].map(de => ({ de, avertissement: NATURE, autres: de === '796' ? ['668'] : ['678'] })),
  ...tous('78726 78727', '7872'),
];

/** La table entière, bilan puis résultat. Ce qui n'y est pas garde son numéro. */
export const CONVERSIONS: readonly Conversion[] = [...BILAN, ...RESULTAT];
