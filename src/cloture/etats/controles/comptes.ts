/** Les comptes que les états ne savent pas présenter, ou présenteraient mal (domaine §2.4, §12.1, §15). */
import {
  accorder,
  montant,
  signaler,
  texteMontant,
  type Anomalie,
  type Jour,
  type Referentiel,
} from '../../../comptabilite';
import { appartenance, convertir } from '../../../comptabilite/pcg';
import type { Conversion } from '../calcul/arreter';
import { proposer, type Regroupement } from '../calcul/regrouper';
import { sensDe, type Solde } from '../calcul/types';

/** Où est un compte du plan de la société, pour y mener. */
export type LieuCompte = (compte: string) => { table: string; ligne?: number };

const cote = (m: number) => (m > 0 ? { fr: 'débit', en: 'debit' } : { fr: 'crédit', en: 'credit' });

/** C-ETA-01 : chaque solde qu'aucune ligne ne reçoit, avec la ligne proposée. */
export function sansLigne(
  soldes: readonly Solde[],
  regroupement: Regroupement,
  lieu: LieuCompte,
): Anomalie[] {
  const parCompte = new Map<string, number>();
  for (const { compte, montant: m } of soldes) parCompte.set(compte, (parCompte.get(compte) ?? 0) + m);
  return [...parCompte].map(([compte, m]) => {
    const propose = proposer(compte, sensDe(m), regroupement.referentiel);
    const vu = montant(Math.abs(m));
    return signaler(
      'BLOQUANT',
      'C-ETA-01',
      {
        fr: `Le compte ${compte} (${texteMontant(vu)} au ${cote(m).fr}) n’a de ligne dans aucun état.`,
        en: `Account ${compte} (${texteMontant(vu, 'en')} on the ${cote(m).en} side) has no line in any statement.`,
      },
      {
        fr: `Ajoutez-le à « Regroupement des comptes »${propose ? ` : ligne proposée ${propose}` : ', ou HORS pour ne pas le présenter'}.`,
        en: `Add it to "Regroupement des comptes"${propose ? `: suggested line ${propose}` : ', or HORS to leave it out'}.`,
      },
      { ...lieu(compte), cle: compte },
    );
  });
}

/** Ce que devient un compte de l'autre plan, en une phrase. */
const remplace = (compte: string, referentiel: Referentiel): string => {
  if (referentiel === 'PCG2014') return compte.startsWith('6') ? '675' : '775';
  const { compte: vers, regle } = convertir(compte);
  return [vers, ...(regle?.autres ?? [])].join(', ');
};

/** C-CPT-04, bloquant : un compte de l'autre plan serait présenté sur une ligne fausse. Une règle de l'utilisateur lève le doute. */
export function horsMillesime(
  comptes: Iterable<string>,
  regroupement: Regroupement,
  lieu: LieuCompte,
): Anomalie[] {
  const { referentiel } = regroupement;
  return [...new Set(comptes)].sort().flatMap(compte => {
    if (appartenance(compte, referentiel) !== 'BLOQUANT_ETATS') return [];
    const vers = remplace(compte, referentiel);
    return [
      signaler(
        'BLOQUANT',
        'C-CPT-04',
        {
          fr: `Le compte ${compte} n’est pas du ${referentiel} de l’exercice : les états le montreraient sur une ligne fausse.`,
          en: `Account ${compte} is not in ${referentiel}, the chart of the year: statements would show it on a wrong line.`,
        },
        {
          fr: `Passez ses écritures à ${vers}, ou corrigez le référentiel de l’exercice.`,
          en: `Move its entries to ${vers}, or correct the chart of the year.`,
        },
        { ...lieu(compte), cle: compte },
      ),
    ];
  });
}

/** C-ETA-05 : comptes d'attente et virements internes, à solder. */
export function enAttente(soldes: readonly Solde[], lieu: LieuCompte): Anomalie[] {
  return soldes
    .filter(s => /^(47[123]|58)/.test(s.compte))
    .map(({ compte, montant: m }) =>
      signaler(
        'ALERTE',
        'C-ETA-05',
        {
          fr: `Le compte ${compte} garde ${texteMontant(montant(Math.abs(m)))} au ${cote(m).fr}.`,
          en: `Account ${compte} still carries ${texteMontant(montant(Math.abs(m)), 'en')} on the ${cote(m).en} side.`,
        },
        {
          fr: 'Un compte d’attente ou de virement interne se solde avant de clore.',
          en: 'A suspense or internal transfer account is cleared before closing.',
        },
        { ...lieu(compte), cle: compte },
      ),
    );
}

/** Ce que l'utilisateur a décidé d'un compte, et où il l'a écrit. */
export interface Decision {
  readonly compte: string;
  readonly code: string;
  readonly table: string;
  readonly ligne: number;
  readonly colonne: string;
}

/** C-ETA-07 : une décision qui nomme une ligne que l'état n'a pas, ou d'un autre état que celui du compte. */
export function decisionsInconnues(decisions: readonly Decision[], regroupement: Regroupement): Anomalie[] {
  return decisions.flatMap(({ compte, code, table, ligne, colonne }) => {
    const connue = regroupement.ligne(code);
    const gestion = /^[67]/.test(compte);
    const convient =
      code === 'HORS' ||
      (connue !== undefined && gestion === (connue.cote === 'PRODUIT' || connue.cote === 'CHARGE'));
    if (convient) return [];
    const pourquoi = connue
      ? { fr: 'n’est pas de l’état de ce compte', en: 'is not in the statement of that account' }
      : {
          fr: `n’existe pas au ${regroupement.referentiel}`,
          en: `does not exist in ${regroupement.referentiel}`,
        };
    return [
      signaler(
        'BLOQUANT',
        'C-ETA-07',
        {
          fr: `Compte ${compte} : la ligne ${code} ${pourquoi.fr}.`,
          en: `Account ${compte}: line ${code} ${pourquoi.en}.`,
        },
        {
          fr: 'Écrivez un code de l’état (colonne « Poste »), ou videz la cellule.',
          en: 'Write a code of the statement (column "Poste"), or clear the cell.',
        },
        { table, ligne, colonne, cle: compte },
      ),
    ];
  });
}

/** Au plus ce nombre de comptes cités dans une phrase. */
const CITES = 5;

/** C-ETA-10 : comptes de N-1 passés au plan de l'exercice par un choix d'office, que l'utilisateur doit voir. */
export function conversions(faites: readonly Conversion[]): Anomalie[] {
  const aVoir = faites.filter(c => c.etat === 'A_CONFIRMER' || c.etat === 'A_DECIDER');
  if (aVoir.length === 0) return [];
  const cites = aVoir.slice(0, CITES).map(c => `${c.ancien} → ${c.etat === 'A_DECIDER' ? '?' : c.compte}`);
  const reste = aVoir.length - cites.length;
  const liste = cites.join(', ');
  return [
    signaler(
      'ALERTE',
      'C-ETA-10',
      {
        fr: `Colonnes N-1 : ${liste}${reste > 0 ? ` et ${accorder(reste, 'autre')}` : ''} passés au plan de l’exercice par défaut.`,
        en: `Prior-year columns: ${liste}${reste > 0 ? ` and ${reste} more` : ''} moved to the chart of the year by default.`,
      },
      {
        fr: 'Vérifiez ces comptes : la table de passage dépend des faits. Le résultat de N-1 ne change pas.',
        en: 'Check these accounts: the conversion depends on facts. The prior result does not change.',
      },
      { table: 'Ecritures' },
    ),
  ];
}

/** C-ETA-09 : un exercice dont le plan contredit la date d'ouverture (domaine §2.1). */
export function planContredit(
  exercice: {
    readonly code: string;
    readonly debut: Jour;
    readonly referentiel: Referentiel;
    readonly ligne: number;
  },
  bornes: { readonly obligatoire: Jour; readonly anticipe: Jour },
): Anomalie[] {
  const { code, debut, referentiel, ligne } = exercice;
  const trop = referentiel === 'PCG2014' ? debut >= bornes.obligatoire : debut < bornes.anticipe;
  if (!trop) return [];
  const autre = referentiel === 'PCG2014' ? 'PCG2025' : 'PCG2014';
  return [
    signaler(
      'BLOQUANT',
      'C-ETA-09',
      {
        fr: `L’exercice ${code} est tenu au ${referentiel}, que sa date d’ouverture ne permet pas.`,
        en: `Fiscal year ${code} uses ${referentiel}, which its opening date does not allow.`,
      },
      {
        fr: `Choisissez ${autre} : le plan suit la date d’ouverture (règlement ANC 2022-06). Un cas particulier se force par ReferentielComptable.`,
        en: `Choose ${autre}: the chart follows the opening date (ANC regulation 2022-06). A special case is forced by ReferentielComptable.`,
      },
      { table: 'Exercices', ligne, colonne: 'Referentiel' },
    ),
  ];
}
