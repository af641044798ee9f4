/** L'ordre des lignes et les totaux de chaque état : compte de résultat, bilan, soldes intermédiaires (domaine §12.2-12.6). */
import type { Phrase, Referentiel } from '../../../comptabilite';
import { lignesBilan, lignesCr } from './regrouper';
import type { LigneOfficielle } from './types';

export type Nature = 'TITRE' | 'LIGNE' | 'TOTAL' | 'DONT';

/** Un terme d'un total : une ligne ou un total d'avant, ou les seuls comptes d'une ligne qui ont (ou n'ont pas) ces préfixes. */
export interface Terme {
  readonly code: string;
  readonly signe: 1 | -1;
  readonly seulement?: readonly string[];
  readonly sauf?: readonly string[];
}

export interface Rangee extends Phrase {
  readonly code: string;
  readonly nature: Nature;
  /** Vide pour une ligne officielle, dont les comptes font le montant, et pour un titre. */
  readonly termes: readonly Terme[];
}

/**
 * Lit des termes écrits en une ligne. « -AC » : moins la ligne AC ; « FP4:786 » : ses seuls comptes 786 ; « SUB!747 » :
 * la ligne SUB sans ses comptes 747 ; « XP2!775+777 » : sans les uns ni les autres.
 */
export function lireTermes(texte: string): Terme[] {
  return texte.split(' ').map(mot => {
    const [, moins, code = '', quoi, prefixes = ''] = /^(-?)(\w+)(?:([:!])(.+))?$/.exec(mot) ?? [];
    const liste = prefixes.split('+');
    return {
      code,
      signe: moins === '-' ? -1 : 1,
      ...(quoi === ':' ? { seulement: liste } : quoi === '!' ? { sauf: liste } : {}),
    };
  });
}

const titre = (code: string, fr: string, en: string): Rangee => ({
  code,
  nature: 'TITRE',
  fr,
  en,
  termes: [],
});
const total = (code: string, fr: string, en: string, termes: string): Rangee => ({
  code,
  nature: 'TOTAL',
  fr,
  en,
  termes: lireTermes(termes),
});
const detail = (code: string, fr: string, en: string, termes: string): Rangee => ({
  ...total(code, fr, en, termes),
  nature: 'LIGNE',
});

const parCodes = (lignes: readonly LigneOfficielle[]) => {
  const connues = new Map(lignes.map(l => [l.code, l]));
  /** Les lignes de ces codes que le plan a. */
  return (codes: string): Rangee[] =>
    codes.split(' ').flatMap(code => {
      const l = connues.get(code);
      return l ? [{ code, nature: 'LIGNE' as const, fr: l.fr, en: l.en, termes: [] }] : [];
    });
};

const codes = (rangees: readonly Rangee[]): string => rangees.map(r => r.code).join(' ');

const EXPLOITATION = 'AM VSM AMP VSA AACE IT SAL COT DAI DDI DDC DP VCI AC';

/** Le compte de résultat en liste d'un plan (domaine §12.2, §12.3). */
export function dispositionCr(referentiel: Referentiel): readonly Rangee[] {
  const l = parCodes(lignesCr(referentiel));
  const [produits, charges] = [l('PS PI SUB REP PCI AP'), l(EXPLOITATION)];
  const [fp, fc] = [l('FP1 FP2 FP3 FP4 FP5 FP6 FP7'), l('FC1 FC2 FC3 FC4 FC5')];
  const [xp, xc] = [l('XP XP1 XP2 XP3'), l('XC XC1 XC2 XC3')];
  return [
    titre('HPE', 'Produits d’exploitation', 'Operating income'),
    ...l('VM PV'),
    total('CAN', 'Chiffre d’affaires net', 'Net revenue', 'VM PV'),
    ...produits,
    total('T1', 'Total I', 'Total I', `CAN ${codes(produits)}`),
    titre('HCE', 'Charges d’exploitation', 'Operating expenses'),
    ...charges,
    total('T2', 'Total II', 'Total II', codes(charges)),
    total('REX', '1. Résultat d’exploitation (I − II)', '1. Operating result (I − II)', 'T1 -T2'),
    titre('HOC', 'Opérations faites en commun', 'Joint operations'),
    ...l('QPB QPP'),
    titre('HPF', 'Produits financiers', 'Financial income'),
    ...fp,
    total('T5', 'Total V', 'Total V', codes(fp)),
    titre('HCF', 'Charges financières', 'Financial expenses'),
    ...fc,
    total('T6', 'Total VI', 'Total VI', codes(fc)),
    total('RFI', '2. Résultat financier (V − VI)', '2. Financial result (V − VI)', 'T5 -T6'),
    total(
      'RCAI',
      '3. Résultat courant avant impôts (I − II + III − IV + V − VI)',
      '3. Result before tax and exceptional items',
      'REX QPB -QPP RFI',
    ),
    titre('HXP', 'Produits et charges exceptionnels', 'Exceptional items'),
    ...xp,
    total('T7', 'Total VII', 'Total VII', codes(xp)),
    ...xc,
    total('T8', 'Total VIII', 'Total VIII', codes(xc)),
    total('REXC', '4. Résultat exceptionnel (VII − VIII)', '4. Exceptional result (VII − VIII)', 'T7 -T8'),
    ...l('PART IS'),
    total('TPR', 'Total des produits', 'Total income', 'T1 QPB T5 T7'),
    total('TCH', 'Total des charges', 'Total expenses', 'T2 QPP T6 T8 PART IS'),
    total('RES', 'Bénéfice ou perte', 'Profit or loss', 'TPR -TCH'),
  ];
}

/** L'actif d'un plan : le modèle de 2014 montre les charges constatées d'avance après les disponibilités. */
export function dispositionActif(referentiel: Referentiel): readonly Rangee[] {
  const l = parCodes(lignesBilan(referentiel));
  const immobilise = l('A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16 A17 A18');
  const circulant = l(
    referentiel === 'PCG2025'
      ? 'A19 A20 A21 A22 A23 A24 A25 A26 A27 A28 A29 A30 A31'
      : 'A19 A20 A21 A22 A23 A24 A25 A27 A28 A29 A30 A31 A26',
  );
  return [
    ...l('A01'),
    titre('HAI', 'Actif immobilisé', 'Fixed assets'),
    ...immobilise,
    total('TAI', 'Total de l’actif immobilisé', 'Total fixed assets', codes(immobilise)),
    titre('HAC', 'Actif circulant', 'Current assets'),
    ...circulant,
    total('TAC', 'Total de l’actif circulant', 'Total current assets', codes(circulant)),
    ...l('A32 A33 A34'),
    total('TA', 'Total de l’actif', 'Total assets', 'A01 TAI TAC A32 A33 A34'),
  ];
}

const dont = (code: string, fr: string, en: string): Rangee => ({ code, nature: 'DONT', fr, en, termes: [] });

/** Ce dont la ligne P10 est faite : montré, jamais ajouté une seconde fois. */
export const PARTS_RESULTAT: readonly Rangee[] = [
  dont('P10N', 'dont résultat de l’exercice', 'of which result of the year'),
  dont('P10A', 'dont résultat antérieur en instance d’affectation', 'of which prior result not yet allotted'),
  dont('P10P', 'dont exercice précédent pas encore clos', 'of which prior year not yet closed'),
  dont('P10D', 'dont acomptes sur dividendes', 'of which interim dividends'),
];

export function dispositionPassif(referentiel: Referentiel): readonly Rangee[] {
  const l = parCodes(lignesBilan(referentiel));
  const dettes = l('P18 P19 P20 P21 P22 P23 P24 P25 P26 P27 P28');
  return [
    titre('HCP', 'Capitaux propres', 'Equity'),
    ...l('P01 P02 P03 P04 P05 P06 P07 P08 P09'),
    ...l('P10'),
    ...PARTS_RESULTAT,
    ...l('P11 P12'),
    total(
      'TCP',
      'Total des capitaux propres',
      'Total equity',
      'P01 P02 P03 P04 P05 P06 P07 P08 P09 P10 P11 P12',
    ),
    titre('HAF', 'Autres fonds propres', 'Other equity'),
    ...l('P13 P14 P15'),
    total('TAF', 'Total des autres fonds propres', 'Total other equity', 'P13 P14 P15'),
    titre('HPR', 'Provisions', 'Provisions'),
    ...l('P16 P17'),
    total('TPV', 'Total des provisions', 'Total provisions', 'P16 P17'),
    titre('HDE', 'Dettes', 'Liabilities'),
    ...dettes,
    total('TDE', 'Total des dettes', 'Total liabilities', codes(dettes)),
    ...l('P29'),
    total('TP', 'Total du passif', 'Total equity and liabilities', 'TCP TAF TPV TDE P29'),
  ];
}

export interface OptionsSig {
  /** La quote-part des subventions d'investissement (747) dans les subventions de l'EBE. */
  readonly avec747: boolean;
  /** Le personnel extérieur (621) avec le personnel, le crédit-bail (612) hors des consommations. */
  readonly retraiter621: boolean;
  readonly retraiter612: boolean;
}

/**
 * Les soldes intermédiaires de gestion et la capacité d'autofinancement (domaine §12.6). Les deux CAF doivent être égales :
 * l'une s'ajoute depuis l'EBE, l'autre se retranche du résultat.
 */
export function dispositionSig(referentiel: Referentiel, o: OptionsSig): readonly Rangee[] {
  const neuf = referentiel === 'PCG2025';
  const sortis = [...(o.retraiter621 ? ['621'] : []), ...(o.retraiter612 ? ['612'] : [])];
  const aace = sortis.length === 0 ? 'AACE' : `AACE!${sortis.join('+')}`;
  const reclasse = neuf && !o.avec747 ? ' SUB:747' : '';
  const bail = o.retraiter612 ? ' -AACE:612' : '';
  const exceptionnel = neuf ? 'XP -XC' : 'XP1 XP2 XP3 -XC1 -XC2 -XC3';
  const v = neuf ? 'FP1 FP2 FP3 FP4 FP5 FP6 FP7' : 'FP1 FP2 FP3 FP4 FP5 FP7';
  const vi = neuf ? '-FC1 -FC2 -FC3 -FC4 -FC5' : '-FC1 -FC2 -FC3 -FC5';
  return [
    detail('SVM', 'Ventes de marchandises', 'Sales of goods', 'VM'),
    detail('SCM', 'Coût d’achat des marchandises vendues', 'Cost of goods sold', 'AM VSM'),
    total('MC', 'Marge commerciale', 'Trading margin', 'SVM -SCM'),
    total('PRO', 'Production de l’exercice', 'Production of the year', 'PV PS PI'),
    detail(
      'CST',
      'Consommations en provenance de tiers',
      'Consumption from third parties',
      `AMP VSA ${aace}`,
    ),
    total('VA', 'Valeur ajoutée', 'Value added', 'MC PRO -CST'),
    detail('SSU', 'Subventions d’exploitation', 'Operating grants', neuf && !o.avec747 ? 'SUB!747' : 'SUB'),
    detail('SIT', 'Impôts, taxes et versements assimilés', 'Taxes and duties', 'IT'),
    detail('SPE', 'Charges de personnel', 'Staff costs', `SAL COT${o.retraiter621 ? ' AACE:621' : ''}`),
    total('EBE', 'Excédent brut d’exploitation', 'EBITDA (French EBE)', 'VA SSU -SIT -SPE'),
    detail('SRE', 'Reprises et autres produits', 'Reversals and other income', 'REP AP'),
    detail('SDA', 'Dotations et autres charges', 'Allowances and other expenses', 'DAI DDI DDC DP AC'),
    ...(neuf
      ? [
          detail(
            'SCE',
            'Cessions et subventions d’investissement',
            'Disposals and investment grants',
            `PCI -VCI${reclasse}`,
          ),
        ]
      : []),
    total('SREX', 'Résultat d’exploitation', 'Operating result', `EBE SRE -SDA${neuf ? ' SCE' : ''}${bail}`),
    detail('SQP', 'Opérations faites en commun', 'Joint operations', 'QPB -QPP'),
    detail('SFI', 'Résultat financier', 'Financial result', `${v} ${vi}`),
    total('SRC', 'Résultat courant avant impôts', 'Result before tax and exceptional items', 'SREX SQP SFI'),
    total('SEX', 'Résultat exceptionnel', 'Exceptional result', exceptionnel),
    detail('SPI', 'Participation et impôts', 'Profit sharing and tax', 'PART IS'),
    total('SRN', 'Résultat net', 'Net result', 'SRC SEX -SPI'),
    detail(
      'PMV',
      'Plus ou moins-values de cession (pour mémoire)',
      'Gains and losses on disposals (memo)',
      neuf ? 'PCI FP6 -VCI -FC4' : 'XP2:775 -XC2:675',
    ),
    total(
      'CAF',
      'Capacité d’autofinancement',
      'Cash flow from operations (French CAF)',
      cafAdditive(neuf) + (neuf && o.avec747 ? ' -SUB:747' : '') + bail,
    ),
    total(
      'CAFS',
      'La même, par le résultat',
      'The same, from the result',
      neuf
        ? 'SRN DAI DDI DDC DP FC1:686 XC:687 FC4 -REP -FP4:786 -XP:787 -FP6 -PCI VCI -SUB:747'
        : 'SRN DAI DDI DDC DP FC1:686 XC3:687 XC2:675 -REP!791 -FP4:786 -XP3:787 -XP2:775+777',
    ),
  ];
}

const cafAdditive = (neuf: boolean): string =>
  neuf
    ? 'EBE AP QPB -QPP -AC FP1 FP2 FP3 FP4!786 FP5 FP7 -FC1!686 -FC2 -FC3 -FC5 XP!787 -XC!687 -PART -IS'
    : 'EBE AP REP:791 QPB -QPP -AC FP1 FP2 FP3 FP4!786 FP5 FP7 -FC1!686 -FC2 -FC3 -FC5 XP1 XP2!775+777 XP3!787 -XC1 -XC2!675 -XC3!687 -PART -IS';
