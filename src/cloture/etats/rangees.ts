/** Les rangées des états officiels, comptes repliés compris. */
import { moins, plus, quotient, texteJour, ZERO, type Montant } from '../../comptabilite';
import type { Valeurs } from '../../workbook/table';
import type { Arrete } from './arreter';
import { netBilan, type BilanPresente, type PartsResultat } from './calcul/arreter';
import {
  dispositionActif,
  dispositionCr,
  dispositionPassif,
  dispositionSig,
  type Rangee,
} from './calcul/dispositions';
import { brut, commeSoldes, contra, evaluer, lu, presenter, type Presentation } from './calcul/presenter';
import { nomsDesComptes } from './lecture';
import type { BilanActif, BilanPassif, CompteResultat, SoldesGestion } from './tables';

/** Poste de la première rangée, qui dit la période et l'édition. */
export const EDITION = 'ETAT';

type Colonne = ReadonlyMap<string, Montant>;
const ecart = (a: Montant, b: Montant | undefined) => (b === undefined ? undefined : moins(a, b));

/** « SARL Exemple, du 01/01/2026 au 30/11/2026 – PROVISOIRE » */
export function edition({ contexte, exercice, definitif, etats }: Arrete) {
  const societe = contexte.parametres.valeur('RaisonSociale');
  const periode = `du ${texteJour(exercice.debut)} au ${texteJour(contexte.arrete)}, en euros`;
  const compare = etats.conversions.length > 0 ? ', N-1 converti au plan de l’exercice' : '';
  const stade = definitif ? 'DÉFINITIF' : 'PROVISOIRE';
  const qui = societe === '' ? '' : `${societe}, `;
  return {
    Poste: EDITION,
    Compte: undefined,
    Nature: 'EDITION' as const,
    Libelle: `${qui}${periode} – ${stade}${compare}`,
  };
}

/** Les montants de chaque colonne d'un état, par code. */
function colonnes<C extends string>(
  rangees: readonly Rangee[],
  presentations: Readonly<Record<C, Presentation | undefined>>,
): Record<C, Colonne | undefined> {
  const entrees = Object.entries(presentations) as [C, Presentation | undefined][];
  return Object.fromEntries(entrees.map(([c, p]) => [c, p && evaluer(rangees, p)])) as Record<
    C,
    Colonne | undefined
  >;
}

/** Ce qu'un compte apporte à une ligne, tous tiers ensemble. */
function parCompte(p: Presentation | undefined, code: string, enContra?: boolean): Map<string, Montant> {
  const vus = new Map<string, Montant>();
  for (const a of p?.parLigne.get(code) ?? [])
    if (enContra === undefined || a.contra === enContra)
      vus.set(a.compte, plus(vus.get(a.compte) ?? ZERO, a.montant));
  return vus;
}

const comptesDe = (presentations: readonly (Presentation | undefined)[], code: string): string[] =>
  [...new Set(presentations.flatMap(p => (p?.parLigne.get(code) ?? []).map(a => a.compte)))].sort();

/** Le budget, présenté comme les mouvements. */
function budgets({ budget, regroupement }: Arrete) {
  const de = (m: ReadonlyMap<string, number> | undefined) => m && presenter(commeSoldes(m), regroupement);
  return { budgetMois: de(budget?.mois), budgetCumul: de(budget?.cumul) };
}

/** Les montants d'une rangée de résultat, une fois lus dans chaque colonne. */
function montantsResultat(
  de: (
    colonne: 'mois' | 'cumul' | 'moisN1' | 'cumulN1' | 'budgetMois' | 'budgetCumul',
  ) => Montant | undefined,
) {
  const [Cumul, CumulN1, BudgetCumul] = [de('cumul') ?? ZERO, de('cumulN1'), de('budgetCumul')];
  return {
    Mois: de('mois') ?? ZERO,
    Cumul,
    CumulN1,
    Variation: ecart(Cumul, CumulN1),
    MoisN1: de('moisN1'),
    BudgetMois: de('budgetMois'),
    BudgetCumul,
    EcartBudget: ecart(Cumul, BudgetCumul),
  };
}

const SANS_MONTANT = {
  Mois: undefined,
  Cumul: undefined,
  CumulN1: undefined,
  Variation: undefined,
  MoisN1: undefined,
  BudgetMois: undefined,
  BudgetCumul: undefined,
  EcartBudget: undefined,
  Liasse: undefined,
};

/** Le compte de résultat, chaque compte sous sa ligne. */
export function rangeesResultat(a: Arrete): Valeurs<typeof CompteResultat>[] {
  const { mois, cumul, moisN1, cumulN1 } = a.etats.resultat;
  const presentations = { mois, cumul, moisN1, cumulN1, ...budgets(a) };
  const rangees = dispositionCr(a.exercice.referentiel);
  const valeurs = colonnes(rangees, presentations);
  const noms = nomsDesComptes(a.contexte.tables);
  return [
    { ...edition(a), ...SANS_MONTANT },
    ...rangees.flatMap((r): Valeurs<typeof CompteResultat>[] => {
      const Liasse = a.regroupement.ligne(r.code)?.liasse;
      const rangee = { Poste: r.code, Compte: undefined, Nature: r.nature, Libelle: r.fr };
      if (r.nature === 'TITRE') return [{ ...rangee, ...SANS_MONTANT }];
      const comptes = r.termes.length > 0 ? [] : comptesDe(Object.values(presentations), r.code);
      return [
        ...comptes.map(compte => ({
          ...rangeeCompte(r.code, compte, noms),
          ...montantsResultat(
            c => presentations[c] && (parCompte(presentations[c], r.code).get(compte) ?? ZERO),
          ),
          Liasse: undefined,
        })),
        { ...rangee, ...montantsResultat(c => valeurs[c] && lu(valeurs[c], r.code)), Liasse },
      ];
    }),
  ];
}

const rangeeCompte = (poste: string, compte: string, noms: ReadonlyMap<string, string>) => ({
  Poste: poste,
  Compte: compte as Valeurs<typeof CompteResultat>['Compte'],
  Nature: 'COMPTE' as const,
  Libelle: `    ${compte} ${noms.get(compte) ?? ''}`.trimEnd(),
});

/** Les soldes intermédiaires de gestion et la CAF. */
export function rangeesSig(a: Arrete): Valeurs<typeof SoldesGestion>[] {
  const { mois, cumul, cumulN1 } = a.etats.resultat;
  const rangees = dispositionSig(a.exercice.referentiel, a.sig);
  const valeurs = colonnes(rangees, { mois, cumul, cumulN1 });
  const ca = lu(evaluer(dispositionCr(a.exercice.referentiel), cumul), 'CAN');
  const { Poste, Nature, Libelle } = edition(a);
  const sans = {
    Mois: undefined,
    Cumul: undefined,
    PartCA: undefined,
    CumulN1: undefined,
    Variation: undefined,
  };
  return [
    { Poste, Nature, Libelle, ...sans },
    ...rangees.map(r => {
      const [Cumul, CumulN1] = [
        lu(valeurs.cumul ?? new Map(), r.code),
        valeurs.cumulN1 && lu(valeurs.cumulN1, r.code),
      ];
      return {
        Poste: r.code,
        Nature: r.nature,
        Libelle: r.fr,
        Mois: lu(valeurs.mois ?? new Map(), r.code),
        Cumul,
        PartCA: quotient(Cumul, ca),
        CumulN1,
        Variation: ecart(Cumul, CumulN1),
      };
    }),
  ];
}

type Actif = Valeurs<typeof BilanActif>;

export function rangeesActif(a: Arrete): Actif[] {
  const rangees = dispositionActif(a.exercice.referentiel);
  const { presentation: p } = a.etats.bilan;
  const avant = a.etats.bilanN1;
  const bruts = evaluer(rangees, p, code => brut(p, code));
  const contras = evaluer(rangees, p, code => contra(p, code));
  const nets = evaluer(rangees, p);
  const netsN1 = avant && evaluer(rangees, avant.presentation);
  const noms = nomsDesComptes(a.contexte.tables);
  const vide = { Brut: undefined, Amortissements: undefined, Net: undefined, NetN1: undefined };
  return [
    { ...edition(a), ...vide },
    ...rangees.flatMap((r): Actif[] => {
      const rangee = { Poste: r.code, Compte: undefined, Nature: r.nature, Libelle: r.fr };
      if (r.nature === 'TITRE') return [{ ...rangee, ...vide }];
      const comptes = r.termes.length > 0 ? [] : comptesDe([p, avant?.presentation], r.code);
      return [
        ...comptes.map(compte => compteActif(r.code, compte, p, avant, noms)),
        {
          ...rangee,
          Brut: lu(bruts, r.code),
          Amortissements: lu(contras, r.code),
          Net: lu(nets, r.code),
          NetN1: netsN1 && lu(netsN1, r.code),
        },
      ];
    }),
  ];
}

function compteActif(
  code: string,
  compte: string,
  p: Presentation,
  avant: BilanPresente | undefined,
  noms: ReadonlyMap<string, string>,
): Actif {
  const de = (q: Presentation | undefined, enContra: boolean) =>
    parCompte(q, code, enContra).get(compte) ?? ZERO;
  const [Brut, Amortissements] = [de(p, false), de(p, true)];
  return {
    ...rangeeCompte(code, compte, noms),
    Brut,
    Amortissements,
    Net: moins(Brut, Amortissements),
    NetN1: avant && moins(de(avant.presentation, false), de(avant.presentation, true)),
  };
}

type Passif = Valeurs<typeof BilanPassif>;

export function rangeesPassif(a: Arrete): Passif[] {
  const rangees = dispositionPassif(a.exercice.referentiel);
  const { bilan, bilanN1: avant } = a.etats;
  const valeurs = evaluer(rangees, bilan.presentation, code => netBilan(bilan, code));
  const valeursN1 = avant && evaluer(rangees, avant.presentation, code => netBilan(avant, code));
  const noms = nomsDesComptes(a.contexte.tables);
  return [
    { ...edition(a), Net: undefined, NetN1: undefined },
    ...rangees.flatMap((r): Passif[] => {
      const rangee = { Poste: r.code, Compte: undefined, Nature: r.nature, Libelle: r.fr };
      if (r.nature === 'TITRE') return [{ ...rangee, Net: undefined, NetN1: undefined }];
      if (r.nature === 'DONT') return parts(rangee, r.code as keyof PartsResultat, bilan, avant);
      const comptes = r.termes.length > 0 ? [] : comptesDe([bilan.presentation, avant?.presentation], r.code);
      return [
        ...comptes.map(compte => ({
          ...rangeeCompte(r.code, compte, noms),
          Net: parCompte(bilan.presentation, r.code).get(compte) ?? ZERO,
          NetN1: avant && (parCompte(avant.presentation, r.code).get(compte) ?? ZERO),
        })),
        { ...rangee, Net: lu(valeurs, r.code), NetN1: valeursN1 && lu(valeursN1, r.code) },
      ];
    }),
  ];
}

/** Une part du résultat ne se montre que si elle existe ; celle de l'exercice toujours. */
function parts(
  rangee: Pick<Passif, 'Poste' | 'Compte' | 'Libelle'> & { Nature: Passif['Nature'] },
  code: keyof PartsResultat,
  bilan: BilanPresente,
  avant: BilanPresente | undefined,
): Passif[] {
  const [Net, NetN1] = [bilan.parts[code], avant?.parts[code]];
  if (code !== 'P10N' && Net === 0 && (NetN1 ?? 0) === 0) return [];
  return [{ ...rangee, Libelle: `    ${rangee.Libelle ?? ''}`, Net, NetN1 }];
}

/** Ce que CPTA.POSTE et l'historique savent d'un arrêté : chaque code, dans son état. */
export interface PosteArrete {
  readonly etat: 'RESULTAT' | 'SOLDES' | 'ACTIF' | 'PASSIF';
  readonly rangee: Rangee;
  readonly mois: Montant | undefined;
  readonly cumul: Montant;
}

export function postes(a: Arrete): PosteArrete[] {
  const { bilan, resultat } = a.etats;
  const { referentiel } = a.exercice;
  const gestion = (etat: 'RESULTAT' | 'SOLDES', rangees: readonly Rangee[]): PosteArrete[] => {
    const [mois, cumul] = [evaluer(rangees, resultat.mois), evaluer(rangees, resultat.cumul)];
    return rangees
      .filter(r => r.nature !== 'TITRE')
      .map(rangee => ({ etat, rangee, mois: lu(mois, rangee.code), cumul: lu(cumul, rangee.code) }));
  };
  const deBilan = (etat: 'ACTIF' | 'PASSIF', rangees: readonly Rangee[]): PosteArrete[] => {
    const nets = evaluer(rangees, bilan.presentation, code => netBilan(bilan, code));
    return rangees
      .filter(r => r.nature !== 'TITRE')
      .map(rangee => ({
        etat,
        rangee,
        mois: undefined,
        cumul:
          rangee.nature === 'DONT' ? bilan.parts[rangee.code as keyof PartsResultat] : lu(nets, rangee.code),
      }));
  };
  return [
    ...gestion('RESULTAT', dispositionCr(referentiel)),
    ...gestion('SOLDES', dispositionSig(referentiel, a.sig)),
    ...deBilan('ACTIF', dispositionActif(referentiel)),
    ...deBilan('PASSIF', dispositionPassif(referentiel)),
  ];
}
