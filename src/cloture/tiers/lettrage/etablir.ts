import {
  accorder,
  absolu,
  cleGeneration,
  compte as lireCompte,
  ecriture,
  oppose,
  texteMontant,
  ZERO,
  type Anomalie,
  type Compte,
  type Ecriture,
  type Jour,
} from '../../../comptabilite';
import type { TablesLues, Valeurs } from '../../../workbook/table';
import type { Parametres } from '../../tables-communes/parametres';
import type { Auxiliaire } from '../calcul/auxiliaire';
import { appliquer, type GroupeLettre } from './calcul/appliquer';
import { OPTIONS_LETTRAGE, proposer, seLettreSeule, type Propositions } from './calcul/proposer';
import type { PosteALettrer, Proposition } from './calcul/types';
import { MODULE_LETTRAGE } from '../modules';
import { lireDecisions } from './decisions';
import { lirePostes } from './postes';
import type { Lettrages } from '../../tables-communes/lettrages';

type ValeursLettrage = Valeurs<typeof Lettrages>;

export interface ContexteLettrage {
  readonly arrete: Jour;
  /** Tables où les lettrages faits ici sont déjà reportés sur les écritures. */
  readonly tables: TablesLues;
  readonly parametres: Parametres;
  readonly auxiliaire: Auxiliaire;
  /** Les lettrages déjà faits ici, annulations comprises. */
  readonly anciens: readonly ValeursLettrage[];
  /** Premier jour qui n'est pas dans un mois fermé. */
  readonly ouvert: Jour;
}

/** Le lettrage d'un arrêté : ce qui est lettré, ce qui est proposé, ce qui reste. */
export interface LettrageEtabli {
  readonly lettrages: readonly ValeursLettrage[];
  readonly propositions: Propositions;
  /** Propositions de l'arrêté que l'utilisateur a refusées, telles qu'elles étaient. */
  readonly refusees: ReturnType<typeof lireDecisions>['refusees'];
  readonly marques: ReadonlyMap<string, string>;
  /** Les postes encore ouverts après les décisions. */
  readonly restants: readonly PosteALettrer[];
  readonly ecritures: readonly Ecriture[];
  readonly anomalies: readonly Anomalie[];
  /** Groupes lettrés par cette exécution. */
  readonly faits: number;
}

/** Ce que la ligne d'écart d'un groupe porte à la place d'une pièce : un règlement inexact, ou un autre cours. */
const ECART = 'ECART';
const ECART_DE_CHANGE = 'ECART_CHANGE';

/** Vrai pour la ligne d'écart d'un groupe lettré. */
export const estEcart = (piece: string | undefined) => piece === ECART || piece === ECART_DE_CHANGE;

const cleEcart = (groupe: string, arrete: Jour) => cleGeneration(MODULE_LETTRAGE, arrete, groupe, 'ARRETE');

/** Les lignes d'un groupe, écart compris : leur somme est nulle. */
function lignesDuGroupe(
  groupe: GroupeLettre,
  pieces: ReadonlyMap<string, string>,
  arrete: Jour,
): ValeursLettrage[] {
  const { proposition: p, code, membres, date } = groupe;
  const commun = {
    Groupe: p.id,
    Code: code,
    Etat: 'LETTRE' as const,
    Annuler: undefined,
    Ecart: p.ecart,
    Regle: p.regle,
    Score: p.score,
    Compte: p.compte as Compte,
    Tiers: p.tiers,
    Devise: p.devise || undefined,
    Arrete: arrete,
  };
  const lignes = membres.map(m => ({
    ...commun,
    CleLigne: m.cle,
    DateLettrage: m.date,
    Montant: m.montant,
    Piece: pieces.get(m.cle),
  }));
  if (p.ecart === 0) return lignes;
  const ecart = {
    ...commun,
    CleLigne: `${cleEcart(p.id, arrete)}#1`,
    DateLettrage: date,
    Montant: oppose(p.ecart),
    Piece: p.deChange ? ECART_DE_CHANGE : ECART,
  };
  return [...lignes, ecart];
}

/** Perte ou gain d'un écart : de change selon `EcartChangeReglement` (domaine §9.7), de règlement sinon (§9.4). */
function compteDeResultat(deChange: boolean, perte: boolean, parametres: Parametres): Compte {
  if (!deChange) return parametres.valeur(perte ? 'CPT_ECART_PERTE' : 'CPT_ECART_GAIN');
  return parametres.valeur('EcartChangeReglement') === 'FINANCIER'
    ? parametres.valeur(perte ? 'CPT_CHANGE_PERTE_FIN' : 'CPT_CHANGE_GAIN_FIN')
    : parametres.valeur(perte ? 'CPT_CHANGE_PERTE' : 'CPT_CHANGE_GAIN');
}

/** L'écriture des écarts des groupes de l'arrêté : une perte s'il reste un débit au compte du tiers, un gain sinon. */
export function ecrireEcarts(
  lettrages: readonly ValeursLettrage[],
  { arrete, parametres }: Pick<ContexteLettrage, 'arrete' | 'parametres'>,
): Ecriture[] {
  const groupes = new Map<string, ValeursLettrage>();
  for (const l of lettrages)
    if (
      l.Etat === 'LETTRE' &&
      l.Arrete === arrete &&
      l.Ecart !== undefined &&
      l.Ecart !== 0 &&
      estEcart(l.Piece)
    )
      groupes.set(l.Groupe, l);
  return [...groupes.values()].map(
    ({ Groupe, Compte = '', Tiers = '', Ecart = ZERO, DateLettrage = arrete, Devise, Piece }) => {
      const montant = absolu(Ecart);
      const perte = Ecart > 0;
      const deChange = Piece === ECART_DE_CHANGE;
      const resultat = compteDeResultat(deChange, perte, parametres);
      return ecriture({
        cle: cleEcart(Groupe, arrete),
        origine: 'SAISIE',
        journal: parametres.valeur('JOURNAL_CLOTURE'),
        date: DateLettrage,
        piece: `ECART-${Groupe}`,
        libelle: deChange ? `Écart de change ${Devise ?? ''} ${Tiers}` : `Écart de règlement ${Tiers}`,
        lignes: [
          {
            compte: lireCompte(Compte),
            tiers: Tiers,
            debit: perte ? ZERO : montant,
            credit: perte ? montant : ZERO,
            ...(deChange && Devise !== undefined ? { devise: Devise, montantDevise: ZERO } : {}),
          },
          { compte: resultat, debit: perte ? montant : ZERO, credit: perte ? ZERO : montant },
        ],
      });
    },
  );
}

function direBornes({ bornes, ambigus, pas }: Propositions): Anomalie[] {
  const anomalies = bornes.map(({ compte, tiers, postes }): Anomalie => ({
    code: 'C-LET-04',
    gravite: 'INFO',
    cle: tiers,
    message: `Lettrage de ${tiers} (${compte}) : ${postes} postes, la recherche s'est arrêtée à sa borne ; d'autres rapprochements sont possibles.`,
    remede: 'Lettrez d’abord ce qui est sûr, ou relevez LettragePasMax dans Parametres.',
    en: {
      message: `Matching of ${tiers} (${compte}): ${postes} items, the search stopped at its bound; other matches are possible.`,
      remede: 'Match what is certain first, or raise LettragePasMax in Parametres.',
    },
  }));
  if (ambigus.length === 0) return anomalies;
  const exemples = (langue: 'fr' | 'en') =>
    ambigus
      .slice(0, 3)
      .map(p => `${p.piece} (${p.tiers}, ${texteMontant(absolu(p.reste), langue)})`)
      .join(', ');
  return [
    ...anomalies,
    {
      code: 'C-LET-05',
      gravite: 'INFO',
      message: `${accorder(ambigus.length, 'poste se solde', 'postes se soldent')} de plusieurs façons : rien n'est proposé (${exemples('fr')}) ; ${pas} comparaisons.`,
      remede: 'Marquez-les dans « Postes à lettrer ».',
      en: {
        message: `${accorder(ambigus.length, 'item', 'items', 'en')} can be settled in several ways: nothing is proposed (${exemples('en')}); ${pas} comparisons.`,
        remede: 'Mark them in “Postes à lettrer”.',
      },
    },
  ];
}

/**
 * Applique les décisions de l'utilisateur, lettre seul ce que le réglage LettrageAuto permet, propose le reste. Rend la
 * main entre deux tranches de recherche. N'écrit rien.
 */
export function* etablirLettrage(contexte: ContexteLettrage): Generator<void, LettrageEtabli> {
  const { arrete, tables, parametres, auxiliaire, anciens, ouvert } = contexte;
  const { postes, codes, dejaLettrees } = lirePostes(tables, auxiliaire, arrete);
  const tolerance = parametres.valeur('ToleranceReglement');
  const decisions = lireDecisions(tables, postes, {
    tolerance,
    partiel: parametres.valeur('LettragePartiel'),
  });
  const refuses = new Set([
    ...decisions.refusees.map(r => r.Proposition),
    ...anciens.filter(l => l.Etat === 'ANNULE').map(l => l.Groupe),
  ]);
  const trouvees = yield* proposer(decisions.restants, {
    ...OPTIONS_LETTRAGE,
    tolerance,
    pasMax: parametres.valeur('LettragePasMax'),
    fifo: parametres.valeur('LettrageFIFO'),
    refuses,
  });
  const reglage = parametres.valeur('LettrageAuto');
  const seules = trouvees.propositions.filter(p => seLettreSeule(p, reglage));
  const retenues: Proposition[] = [...decisions.propositions, ...seules];
  const groupes = appliquer(retenues, { postes, dejaLettrees, codes, ouvert });
  const pieces = new Map<string, string>([
    ...anciens.flatMap(l => (l.Piece === undefined ? [] : [[l.CleLigne, l.Piece] as const])),
    ...[...postes.values()].map(p => [p.cle, p.piece] as const),
  ]);
  const nouvelles = groupes.flatMap(g => lignesDuGroupe(g, pieces, arrete));
  const lettrages = reprendreLettrages(anciens, nouvelles);
  const faites = new Set(retenues.map(p => p.id));
  return {
    lettrages,
    propositions: {
      ...trouvees,
      propositions: trouvees.propositions.filter(p => !faites.has(p.id)),
    },
    refusees: decisions.refusees,
    marques: decisions.marques,
    restants: resteOuvert(decisions.restants, seules),
    ecritures: ecrireEcarts(lettrages, contexte),
    anomalies: [...decisions.anomalies, ...direBornes(trouvees)],
    faits: groupes.length,
  };
}

/** Les postes que les lettrages automatiques n'ont pas pris : ils sont toujours pris en entier. */
function resteOuvert(
  postes: readonly PosteALettrer[],
  seules: readonly Proposition[],
): readonly PosteALettrer[] {
  const pris = new Set(seules.flatMap(p => p.parts.map(part => part.cle)));
  return postes.filter(p => !pris.has(p.cle));
}

/** Les lettrages d'avant ; une ligne passée sous un nouveau code quitte l'ancien. */
function reprendreLettrages(
  anciens: readonly ValeursLettrage[],
  nouvelles: readonly ValeursLettrage[],
): ValeursLettrage[] {
  const reprises = new Set(nouvelles.map(l => l.CleLigne));
  return [...anciens.filter(l => l.Etat === 'ANNULE' || !reprises.has(l.CleLigne)), ...nouvelles];
}
