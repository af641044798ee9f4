import type { Anomalie } from './anomalie';
import type { Compte } from './compte';
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
  const soldes = new Map<string, { solde: Montant; ligne: number }>();
  for (const l of lignes) {
    const [module = '', date = '', idSource = ''] = (l.CleGeneration ?? '').split('|');
    if (!modules.has(module) || date >= versIso(arrete) || l.DateEcriture > arrete) continue;
    const cle = `${module}|${date}|${idSource}|${l.Compte}`;
    const avant = soldes.get(cle) ?? { solde: ZERO, ligne: l.ligne };
    soldes.set(cle, { ...avant, solde: plus(avant.solde, moins(l.Debit, l.Credit)) });
  }
  return [...soldes].flatMap(([cle, { solde, ligne }]): Anomalie[] => {
    if (solde === 0) return [];
    const [module, date, idSource, compte] = cle.split('|');
    return [
      {
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
      },
    ];
  });
}
