import type { Anomalie } from './anomalie';
import type { Compte } from './compte';
import { lireCleGeneration } from './ecriture';
import { ajouterJours, estFinDeMois, finDeMois, texteJour, versIso, type Jour } from './jour';
import { moins, plus, texteMontant, ZERO, type Montant } from './montant';
import { debut, periodeDe, texteMois } from './periode';

/** Une ligne d'écriture de clôture, telle que sa table la nomme. */
interface LigneDatee {
  readonly ligne: number;
  readonly DateEcriture: Jour;
  readonly Compte: Compte;
  readonly Debit: Montant;
  readonly Credit: Montant;
  readonly CleGeneration?: string | undefined;
  readonly IdExtourneDe?: string | undefined;
}

/** Arrêté précédent : celui que disent les paramètres s'il est antérieur, sinon le dernier jour du mois d'avant. */
export function arretePrecedent(arrete: Jour, choisi?: Jour): Jour {
  return choisi !== undefined && choisi < arrete ? choisi : ajouterJours(debut(periodeDe(arrete)), -1);
}

/** Un arrêté est le dernier jour d'une période qui existe et n'est pas fermée (domaine §1.2). */
export function controlerPeriode(arrete: Jour, periodes: ReadonlyMap<string, string>): Anomalie[] {
  const p = periodeDe(arrete);
  const bloquer = (code: string, message: string, remede: string, en: Anomalie['en']): Anomalie[] => [
    {
      code,
      gravite: 'BLOQUANT',
      table: 'Periodes',
      colonne: 'Etat',
      cle: p,
      message,
      remede,
      ...(en ? { en } : {}),
    },
  ];
  if (!estFinDeMois(arrete)) {
    const fin = finDeMois(arrete);
    return bloquer(
      'C-GEN-06',
      `Le ${texteJour(arrete)} n'est pas une fin de mois.`,
      `Choisissez le ${texteJour(fin)}.`,
      { message: `${versIso(arrete)} is not a month end.`, remede: `Choose ${versIso(fin)}.` },
    );
  }
  const etat = periodes.get(p);
  if (etat === undefined) {
    return bloquer('C-GEN-04', `La période ${p} n'existe pas.`, `Ajoutez ${p} à la table Periodes.`, {
      message: `Period ${p} does not exist.`,
      remede: `Add ${p} to the Periodes table.`,
    });
  }
  if (etat !== 'FERMEE') return [];
  return bloquer(
    'C-GEN-04',
    `${texteMois(p)} est fermé : rien ne s'y écrit plus.`,
    'Clôturez le mois ouvert : les corrections du passé y tombent.',
    {
      message: `${p} is closed: nothing is written in it any more.`,
      remede: 'Close the open month: corrections of the past fall in it.',
    },
  );
}

/** C-CUT-01 : l'extourne est datée du premier jour de la période suivante, qui doit exister et être ouverte. */
export function controlerExtourne(arrete: Jour, periodes: ReadonlyMap<string, string>): Anomalie[] {
  const suivante = periodeDe(ajouterJours(finDeMois(arrete), 1));
  const etat = periodes.get(suivante);
  if (etat !== undefined && etat !== 'FERMEE') return [];
  return [
    {
      code: 'C-CUT-01',
      gravite: 'BLOQUANT',
      table: 'Periodes',
      colonne: 'Etat',
      cle: suivante,
      message: `Les extournes du ${texteJour(ajouterJours(finDeMois(arrete), 1))} sont impossibles : la période ${suivante} ${etat === undefined ? "n'existe pas" : 'est fermée'}.`,
      remede: `Ajoutez ${suivante} à la table Periodes, à l'état OUVERTE.`,
      en: {
        message: `The reversals of ${versIso(ajouterJours(finDeMois(arrete), 1))} are impossible: period ${suivante} ${etat === undefined ? 'does not exist' : 'is closed'}.`,
        remede: `Add ${suivante} to the Periodes table, in state OUVERTE.`,
      },
    },
  ];
}

/** Ce qu'une écriture d'un arrêté passé laisse à un compte, extourne déduite. */
interface Reste {
  readonly module: string;
  readonly date: string;
  readonly idSource: string;
  readonly compte: string;
  readonly solde: Montant;
  readonly ligne: number;
}

function restes(lignes: readonly LigneDatee[], arrete: Jour, modules: ReadonlySet<string>): Reste[] {
  const restes = new Map<string, Reste>();
  for (const l of lignes) {
    const { module, arrete: date, source: idSource } = lireCleGeneration(l.CleGeneration);
    if (!modules.has(module) || date >= versIso(arrete) || l.DateEcriture > arrete) continue;
    const cle = `${module}|${date}|${idSource}|${l.Compte}`;
    const avant = restes.get(cle) ?? {
      module,
      date,
      idSource,
      compte: l.Compte,
      solde: ZERO,
      ligne: l.ligne,
    };
    restes.set(cle, { ...avant, solde: plus(avant.solde, moins(l.Debit, l.Credit)) });
  }
  return [...restes.values()].filter(({ solde }) => solde !== 0);
}

/**
 * C-CUT-02 : hors arrêté en cours, chaque écriture de régularisation a son extourne ; leurs comptes reviennent à
 * zéro.
 * @param modules modules de clé de génération de l'appelant, qui s'extournent tous
 */
export function controlerSoldes(
  lignes: readonly LigneDatee[],
  arrete: Jour,
  modules: ReadonlySet<string>,
): Anomalie[] {
  return restes(lignes, arrete, modules).map(({ module, date, idSource, compte, solde, ligne }) => ({
    code: 'C-CUT-02',
    gravite: 'BLOQUANT',
    table: 'EcrituresCloture',
    ligne,
    colonne: 'Compte',
    cle: `${module}|${date}|${idSource}`,
    message: `${module} ${idSource} du ${date} : le compte ${compte} garde ${texteMontant(solde)} après extourne.`,
    remede: "Rétablissez l'écriture et son extourne telles qu'elles ont été générées.",
    en: {
      message: `${module} ${idSource} of ${date}: account ${compte} keeps ${texteMontant(solde, 'en')} after reversal.`,
      remede: 'Restore the entry and its reversal as they were generated.',
    },
  }));
}

/**
 * C-CUT-30 : sans extourne automatique (capacité 190), chaque écriture d'un arrêté passé que rien n'annule compte une seconde
 * fois avec celle de cet arrêté. Une contrepassation la nomme, et suffit.
 */
export function rappelerExtournes(
  lignes: readonly LigneDatee[],
  arrete: Jour,
  modules: ReadonlySet<string>,
): Anomalie[] {
  const annulees = new Set(lignes.flatMap(l => (l.DateEcriture <= arrete && l.IdExtourneDe) || []));
  const parPiece = new Map<string, Reste>();
  for (const r of restes(lignes, arrete, modules)) {
    const cle = `${r.module}|${r.date}|${r.idSource}`;
    if (!annulees.has(`${cle}|ARRETE`) && !parPiece.has(cle)) parPiece.set(cle, r);
  }
  return [...parPiece].map(([cle, { module, idSource, date, ligne }]) => ({
    code: 'C-CUT-30',
    gravite: 'ALERTE',
    table: 'EcrituresCloture',
    ligne,
    colonne: 'CleGeneration',
    cle,
    message: `${module} ${idSource} du ${date} n'a pas d'extourne dans le classeur, et ExtourneAutomatique vaut N : elle s'ajoute à celle de cet arrêté.`,
    remede: 'Contrepassez-la, ou passez ExtourneAutomatique à O avant de valider.',
    en: {
      message: `${module} ${idSource} of ${date} has no reversal in the workbook, and ExtourneAutomatique is N: it adds to the one of this close.`,
      remede: 'Reverse it, or set ExtourneAutomatique to O before validating.',
    },
  }));
}

/**
 * C-CUT-31 : un arrêté sans écriture (capacité 190) se dit, avec ce qui n'est pas passé.
 * @param lignes ce que l'arrêté met à l'historique
 */
export function sansEcritures(
  lignes: readonly { readonly module: string; readonly montant: Montant }[],
  arrete: Jour,
): Anomalie[] {
  const totaux = new Map<string, Montant>();
  for (const { module, montant } of lignes) totaux.set(module, plus(totaux.get(module) ?? ZERO, montant));
  if (totaux.size === 0) return [];
  const dire = (langue: 'fr' | 'en') =>
    [...totaux].map(([module, m]) => `${module} ${texteMontant(m, langue)}`).join(', ');
  return [
    {
      code: 'C-CUT-31',
      gravite: 'ALERTE',
      table: 'Parametres',
      colonne: 'Valeur',
      cle: 'EcritureArrete',
      message: `EcritureArrete = N : au ${texteJour(arrete)}, ${dire('fr')} vont à l'historique sans écriture.`,
      remede: 'Remettez-le à O pour les comptabiliser.',
      en: {
        message: `EcritureArrete = N: at ${versIso(arrete)}, ${dire('en')} go to the history without an entry.`,
        remede: 'Set it back to O to post them.',
      },
    },
  ];
}

/** C-CUT-22 : un tiers régularisé sans compte de FAE ou de FAR à lui, quand le dossier en exige un (capacité 194). */
export const collectifManquant = (tiers: string, nom = tiers): Anomalie => ({
  code: 'C-CUT-22',
  gravite: 'BLOQUANT',
  table: 'Tiers',
  colonne: 'CompteFAE_FAR',
  cle: tiers,
  message: `${nom} (${tiers}) n'a pas de compte FAE ou FAR.`,
  remede: 'Donnez-le sur sa fiche, ou passez CollectifTiersExige à N.',
  en: {
    message: `${nom} (${tiers}) has no accrual account.`,
    remede: 'Give it on its record, or set CollectifTiersExige to N.',
  },
});
