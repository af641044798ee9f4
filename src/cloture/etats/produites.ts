/** Ce que la clôture écrit des états. */
import {
  debut,
  fin,
  moins,
  periodeDe,
  somme,
  suivante,
  texteMois,
  versIso,
  ZERO,
  type Jour,
  type Montant,
} from '../../comptabilite';
import type { Produite } from '../../workbook/plan';
import type { AnyTable, Valeurs } from '../../workbook/table';
import * as t from '../tables-communes';
import type { Arrete } from './arreter';
import { parAxe, resultatDe, type ResultatAxe } from './calcul/axes';
import { dispositionCr } from './calcul/dispositions';
import { commeSoldes, evaluer, lu, presenter } from './calcul/presenter';
import { rangeesGestion } from './presentation-gestion';
import { edition, postes, rangeesActif, rangeesPassif, rangeesResultat, rangeesSig } from './rangees';
import * as tables from './tables';

/** Un état : ses rangées dans l'ordre, à la place de toutes celles d'avant. */
function etat<T extends AnyTable>(
  table: T,
  lignes: readonly Valeurs<T>[],
  cle: (ligne: Valeurs<T>) => string,
): Produite {
  return { table, lignes, cle, portee: () => true, ordonnee: true } as unknown as Produite;
}

const clePoste = (l: { readonly Poste: string; readonly Compte?: string | undefined }) =>
  `${l.Poste}|${l.Compte ?? ''}`;

/** Les états de l'arrêté, et leur historique. */
export function* produireEtats(a: Arrete): Generator<void, Produite[]> {
  const produites: Produite[] = [
    etat(tables.CompteResultat, rangeesResultat(a), clePoste),
    etat(tables.SoldesGestion, rangeesSig(a), clePoste),
  ];
  yield;
  produites.push(
    etat(tables.BilanActif, rangeesActif(a), clePoste),
    etat(tables.BilanPassif, rangeesPassif(a), clePoste),
  );
  yield;
  produites.push(produireMensuel(a));
  yield;
  produites.push(etat(tables.ResultatParAxe, rangeesAxes(a), l => `${l.Axe}|${l.Code}`));
  yield;
  produites.push(etat(tables.CompteGestion, rangeesGestion(a), clePoste), produireHistorique(a) as Produite);
  return produites;
}

/** Les mois d'un exercice, du premier jour de chacun à son dernier. */
export function moisDe({ exercice: { debut: du, fin: au } }: Arrete): { du: Jour; au: Jour }[] {
  const mois: { du: Jour; au: Jour }[] = [];
  for (let p = periodeDe(du); debut(p) <= au; p = suivante(p)) mois.push({ du: debut(p), au: fin(p) });
  return mois;
}

/** Le résultat, un mois par colonne ; un exercice de plus de douze mois a plus de colonnes. */
function produireMensuel(a: Arrete): Produite {
  const { exercice, livre, regroupement } = a;
  const mois = moisDe(a);
  const rangees = dispositionCr(exercice.referentiel);
  const parMois = mois.map(({ du, au }) =>
    du > a.etats.arrete
      ? undefined
      : evaluer(
          rangees,
          presenter(
            commeSoldes(livre.mouvements(du, au < a.etats.arrete ? au : a.etats.arrete)),
            regroupement,
          ),
        ),
  );
  const table = tables.tableMensuelle(mois.map(({ du }) => texteMois(periodeDe(du))));
  const { Poste, Nature, Libelle } = edition(a);
  const lignes: tables.LigneMensuelle[] = [
    { Poste, Nature, Libelle },
    ...rangees.map((r): tables.LigneMensuelle => {
      const rangee = { Poste: r.code, Nature: r.nature, Libelle: r.fr };
      if (r.nature === 'TITRE') return rangee;
      const montants = parMois.map(m => m && lu(m, r.code));
      return {
        ...rangee,
        ...Object.fromEntries(montants.map((m, i) => [`M${i + 1}`, m])),
        Cumul: somme(montants.flatMap(m => m ?? [])),
      };
    }),
  ];
  return etat(table, lignes, l => l.Poste);
}

type LigneAxe = Valeurs<typeof tables.ResultatParAxe>;

/** Le code d'une rangée que l'axe n'affecte pas, et de celle qui totalise la société. */
export const NON_AFFECTE = 'NON AFFECTE';
export const TOTAL_AXE = 'TOTAL';

export const COLONNES_AXE = {
  CA: 'CAN',
  AutresProduits: 'PS PI SUB REP PCI AP',
  Achats: 'AM VSM AMP VSA AACE',
  Taxes: 'IT',
  Personnel: 'SAL COT',
  Autres: 'DAI DDI DDC DP VCI AC',
  Exploitation: 'REX',
  Resultat: 'RES',
} as const;

/** Les axes qui ont un code, chacun suivi du total de la société. */
export function axesDe(a: Arrete): ResultatAxe[] {
  const { livre, exercice } = a;
  const bu = new Map(a.contexte.tables.lire(t.Affaires).lignes.map(x => [x.IdAffaire, x.BU ?? '']));
  const { arrete, debutMois } = a.etats;
  const de = (
    axe: ResultatAxe['axe'],
    colonne: 'IdAffaire' | 'Section',
    codeDe: (valeur: string) => string,
  ) =>
    parAxe(
      axe,
      codeDe,
      livre.parAxe(colonne, exercice.debut, arrete),
      livre.parAxe(colonne, debutMois, arrete),
    );
  return [
    ...de('AFFAIRE', 'IdAffaire', affaire => affaire),
    ...de('BU', 'IdAffaire', affaire => bu.get(affaire) ?? ''),
    ...de('SECTION', 'Section', section => section),
  ];
}

function rangeesAxes(a: Arrete): LigneAxe[] {
  const libelles = new Map(a.contexte.tables.lire(t.Affaires).lignes.map(x => [x.IdAffaire, x.Libelle]));
  const axes = axesDe(a);
  return (['AFFAIRE', 'BU', 'SECTION'] as const).flatMap(axe => {
    const siens = axes.filter(x => x.axe === axe);
    if (siens.length === 0) return [];
    const lignes = siens.map((x): LigneAxe => ({
      Axe: axe,
      Code: x.code === '' ? NON_AFFECTE : x.code,
      Libelle: x.code === '' ? 'Écritures sans code' : axe === 'AFFAIRE' ? libelles.get(x.code) : undefined,
      ...montantsAxe(a, x),
    }));
    const total = Object.fromEntries(
      MONTANTS_AXE.map(cle => [cle, somme(lignes.map(l => l[cle] ?? ZERO))]),
    ) as Record<(typeof MONTANTS_AXE)[number], Montant>;
    return [...lignes, { Axe: axe, Code: TOTAL_AXE, Libelle: 'Total de la société', ...total }];
  });
}

const MONTANTS_AXE = [
  'CA',
  'AutresProduits',
  'Achats',
  'Taxes',
  'Personnel',
  'Autres',
  'Exploitation',
  'HorsExploitation',
  'Resultat',
  'ResultatMois',
] as const;

function montantsAxe(
  a: Arrete,
  { cumul, mois }: ResultatAxe,
): Record<(typeof MONTANTS_AXE)[number], Montant> {
  const valeurs = evaluer(
    dispositionCr(a.exercice.referentiel),
    presenter(commeSoldes(cumul), a.regroupement),
  );
  const de = (codes: string) => somme(codes.split(' ').map(code => lu(valeurs, code)));
  const colonnes = Object.fromEntries(
    Object.entries(COLONNES_AXE).map(([cle, codes]) => [cle, de(codes)]),
  ) as Record<keyof typeof COLONNES_AXE, Montant>;
  return {
    ...colonnes,
    HorsExploitation: moins(colonnes.Resultat, colonnes.Exploitation),
    ResultatMois: resultatDe(mois),
  };
}

function produireHistorique(a: Arrete): Produite<typeof tables.HistoriqueEtats> {
  const { arrete } = a.contexte;
  return {
    table: tables.HistoriqueEtats,
    lignes: postes(a).map(({ etat: Etat, rangee, mois, cumul }) => ({
      Arrete: arrete,
      Etat,
      Poste: rangee.code,
      Libelle: rangee.fr,
      Mois: mois,
      Cumul: cumul,
      Valide: false,
    })),
    cle: l => `${versIso(l.Arrete)}|${l.Etat}|${l.Poste}`,
    portee: l => l.Arrete === arrete && l.Valide !== true,
  };
}
