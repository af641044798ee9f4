/** C-CPT-03 à 06 et 15 : ce que les écritures font des comptes (domaine §9.1, points 3 et 4 ; §2.4). */
import {
  LIGNES_PAR_TRANCHE,
  signaler,
  type Anomalie,
  type Gravite,
  type Jour,
  type Phrase,
  type Referentiel,
} from '../../../comptabilite';
import { appartenance, convertir, officielDe } from '../../../comptabilite/pcg';
import { lignesEcrites, type LivreControle } from './livre-controle';

/** Ce que le plan de comptes dit d'un compte. */
export interface AttributsCompte {
  /** Le compte a sa propre ligne dans la table. */
  readonly connu: boolean;
  readonly collectif: boolean;
  readonly imputable: boolean;
  readonly bloque: boolean;
}

export interface RegleComptes {
  readonly arrete: Jour;
  readonly journalAN: string;
  attributs(compte: string): AttributsCompte;
  /** Vrai si la période de ce jour accepte encore des écritures : seules celles-là se corrigent. */
  ouverte(jour: Jour): boolean;
  /** Vrai pour un compte qui n'existe que dans un plan de groupe. */
  deGroupe(compte: string): boolean;
  /** Vrai si une référence inconnue est déjà signalée ailleurs (C-GEN-02). */
  readonly referencesControlees: boolean;
}

/** Ce qu'un passage retient d'un compte : combien de lignes en défaut, et la première. */
interface Releve {
  readonly compte: string;
  readonly attributs: AttributsCompte;
  readonly deGroupe: boolean;
  lignes: number;
  premiere: number;
  sansTiers: number;
  premiereSansTiers: number;
  avecTiers: number;
  premiereAvecTiers: number;
  ouvertes: number;
  premiereOuverte: number;
}

/** Les défauts d'imputation d'une table, une anomalie par compte et par défaut ; une seule pour les comptes absents. */
export function* controlerComptes(livre: LivreControle, regle: RegleComptes): Generator<void, Anomalie[]> {
  const releves = yield* relever(livre, regle);
  const touches = [...releves.values()];
  const absents = regle.referencesControlees
    ? []
    : touches.filter(({ attributs, deGroupe }) => !attributs.connu && !deGroupe);
  return [...touches.flatMap(r => juger(livre, r)), ...absentsDuPlan(livre, absents)];
}

const COMPTES_DITS = 6;

function absentsDuPlan(livre: LivreControle, absents: readonly Releve[]): Anomalie[] {
  const [premier] = absents;
  if (!premier) return [];
  const suite = absents.length > COMPTES_DITS ? '…' : '';
  const liste =
    absents
      .slice(0, COMPTES_DITS)
      .map(r => r.compte)
      .join(', ') + suite;
  const n = absents.length;
  return [
    signaler(
      'ALERTE',
      'C-CPT-06',
      {
        fr: `${n > 1 ? `${n} comptes mouvementés manquent` : 'Un compte mouvementé manque'} au plan de comptes : ${liste}.`,
        en: `${n > 1 ? `${n} accounts with entries are` : 'An account with entries is'} missing from the chart: ${liste}.`,
      },
      {
        fr: '« Compléter le plan », dans le volet, les ajoute sous leur libellé officiel.',
        en: '"Complete the chart", in the pane, adds them under their official label.',
      },
      { table: livre.table, ligne: livre.ligne[premier.premiere]!, colonne: 'Compte' },
    ),
  ];
}

function* relever(livre: LivreControle, regle: RegleComptes): Generator<void, Map<string, Releve>> {
  const releves = new Map<string, Releve>();
  const ouvertes = new Map<Jour, boolean>();
  const ouverte = (jour: Jour) => {
    let connue = ouvertes.get(jour);
    if (connue === undefined) ouvertes.set(jour, (connue = regle.ouverte(jour)));
    return connue;
  };
  for (let i = 0; i < livre.n; i++) {
    if (i % LIGNES_PAR_TRANCHE === 0) yield;
    const jour = livre.DateEcriture[i]!;
    if (jour > regle.arrete) continue;
    const compte = livre.Compte[i]!;
    let r = releves.get(compte);
    if (!r) releves.set(compte, (r = nouveau(compte, i, regle)));
    r.lignes++;
    if (livre.Tiers[i] === undefined) {
      if (r.sansTiers++ === 0) r.premiereSansTiers = i;
    } else if (r.avecTiers++ === 0) r.premiereAvecTiers = i;
    if (livre.Journal[i] !== regle.journalAN && ouverte(jour) && r.ouvertes++ === 0) r.premiereOuverte = i;
  }
  return releves;
}

const nouveau = (compte: string, premiere: number, regle: RegleComptes): Releve => ({
  compte,
  attributs: regle.attributs(compte),
  deGroupe: regle.deGroupe(compte),
  premiere,
  lignes: 0,
  sansTiers: 0,
  premiereSansTiers: premiere,
  avecTiers: 0,
  premiereAvecTiers: premiere,
  ouvertes: 0,
  premiereOuverte: premiere,
});

function juger(livre: LivreControle, r: Releve): Anomalie[] {
  const { connu, collectif, imputable, bloque } = r.attributs;
  const dire = (
    [gravite, code]: readonly [Gravite, string],
    nombre: number,
    rang: number,
    colonne: string,
    suite: Phrase,
    remede: Phrase,
  ) => {
    const { fr, en } = lignesEcrites(nombre);
    return signaler(
      gravite,
      code,
      { fr: `Compte ${r.compte} : ${fr} ${suite.fr}`, en: `Account ${r.compte}: ${en} ${suite.en}` },
      remede,
      { table: livre.table, ligne: livre.ligne[rang]!, colonne, cle: r.compte },
    );
  };
  const anomalies: Anomalie[] = [];
  if (collectif && r.sansTiers > 0)
    anomalies.push(
      dire(
        ['BLOQUANT', 'C-CPT-03'],
        r.sansTiers,
        r.premiereSansTiers,
        'Tiers',
        {
          fr: 'sans tiers, alors que le plan de comptes le dit collectif.',
          en: 'without a third party, though the chart makes it a control account.',
        },
        {
          fr: 'Donnez leur tiers à ces lignes, ou videz la colonne Collectif du compte.',
          en: 'Give these rows their third party, or clear the Collectif column of the account.',
        },
      ),
    );
  if (connu && !collectif && r.avecTiers > 0 && !livre.genere)
    anomalies.push(
      dire(
        ['INFO', 'C-CPT-03'],
        r.avecTiers,
        r.premiereAvecTiers,
        'Tiers',
        {
          fr: 'avec un tiers, alors que le plan de comptes ne le dit pas collectif.',
          en: 'with a third party, though the chart does not make it a control account.',
        },
        {
          fr: 'Mettez O dans la colonne Collectif du compte si ses tiers se suivent.',
          en: 'Put O in the Collectif column of the account if its third parties are tracked.',
        },
      ),
    );
  if (r.deGroupe && !connu)
    anomalies.push(
      dire(
        ['BLOQUANT', 'C-CPT-15'],
        r.lignes,
        r.premiere,
        'Compte',
        {
          fr: 'imputées sur un compte d’un plan de groupe.',
          en: 'posted on an account of a group chart.',
        },
        {
          fr: 'Imputez le compte d’exploitation : le plan de groupe ne sert qu’à présenter.',
          en: 'Post the operating account: the group chart is for presentation only.',
        },
      ),
    );
  if ((bloque || !imputable) && r.ouvertes > 0)
    anomalies.push(
      dire(
        ['BLOQUANT', 'C-CPT-05'],
        r.ouvertes,
        r.premiereOuverte,
        'Compte',
        bloque
          ? {
              fr: 'sur un compte bloqué, dans une période ouverte.',
              en: 'on a blocked account, in an open period.',
            }
          : {
              fr: 'sur un compte non imputable, dans une période ouverte.',
              en: 'on a non-postable account, in an open period.',
            },
        {
          fr: 'Imputez un autre compte, ou rouvrez celui-ci dans le plan de comptes.',
          en: 'Post another account, or reopen this one in the chart.',
        },
      ),
    );
  return anomalies;
}

/**
 * C-CPT-04 : chaque compte mouvementé est du plan de l'exercice. Toujours une alerte ici ; les états bloquent pour ceux
 * qu'ils présenteraient sur une ligne fausse (domaine §2.4).
 * @param comptes les comptes mouvementés de l'exercice, et où chacun paraît d'abord
 */
export function controlerAppartenance(
  comptes: Iterable<{ readonly compte: string; readonly table: string; readonly ligne: number }>,
  referentiel: Referentiel,
): Anomalie[] {
  return [...comptes].flatMap(({ compte, table, ligne }) => {
    const etat = appartenance(compte, referentiel);
    if (etat === 'OUI') return [];
    const proche = officielDe(compte, referentiel);
    const passe = referentiel === 'PCG2025' ? convertir(compte) : undefined;
    const cible = passe && passe.compte !== compte ? passe.compte : undefined;
    const faux = etat === 'BLOQUANT_ETATS';
    return [
      signaler(
        'ALERTE',
        'C-CPT-04',
        {
          fr: `Le compte ${compte} n'est pas du ${referentiel}${faux ? ' : les états refuseront de le présenter' : ''}.`,
          en: `Account ${compte} is not in ${referentiel}${faux ? ': statements will refuse to present it' : ''}.`,
        },
        cible
          ? {
              fr: `Utilisez ${cible}, ou vérifiez le plan de l'exercice.`,
              en: `Use ${cible}, or check the chart of the year.`,
            }
          : {
              fr: `Utilisez une subdivision officielle${proche ? ` de ${proche.compte} ${proche.libelle}` : ''}, ou vérifiez le plan de l'exercice.`,
              en: `Use an official subdivision${proche ? ` of ${proche.compte}` : ''}, or check the chart of the year.`,
            },
        { table, ligne, colonne: 'Compte', cle: compte },
      ),
    ];
  });
}
