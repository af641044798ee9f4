import {
  ajouterJours,
  debut,
  estFinDeMois,
  finDeMois,
  moins,
  periodeDe,
  plus,
  texteJour,
  texteMois,
  texteMontant,
  versIso,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { LigneEcritureCloture } from './donnees';

const MODULES: ReadonlySet<string> = new Set(['FAE', 'PCA']);

/** Arrêté précédent : dernier jour du mois d'avant. */
export function arretePrecedent(arrete: Jour): Jour {
  return ajouterJours(debut(periodeDe(arrete)), -1);
}

/** Un arrêté est le dernier jour d'une période qui existe et n'est pas fermée (domaine §1.2). */
export function controlerPeriode(arrete: Jour, periodes: ReadonlyMap<string, string>): Anomalie[] {
  const p = periodeDe(arrete);
  const bloquer = (code: string, message: string, remede: string): Anomalie[] => [
    { code, gravite: 'BLOQUANT', table: 'Periodes', cle: p, message, remede },
  ];
  if (!estFinDeMois(arrete)) {
    const fin = texteJour(finDeMois(arrete));
    return bloquer('C-GEN-06', `Le ${texteJour(arrete)} n'est pas une fin de mois.`, `Choisissez le ${fin}.`);
  }
  const etat = periodes.get(p);
  if (etat === undefined) {
    return bloquer('C-GEN-04', `La période ${p} n'existe pas.`, `Ajoutez ${p} à la table Periodes.`);
  }
  if (etat !== 'FERMEE') return [];
  return bloquer(
    'C-GEN-04',
    `${texteMois(p)} est fermé : rien ne s'y écrit plus.`,
    'Clôturez le mois ouvert : les corrections du passé y tombent.',
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
      cle: suivante,
      message: `Les extournes du ${texteJour(ajouterJours(finDeMois(arrete), 1))} sont impossibles : la période ${suivante} ${etat === undefined ? "n'existe pas" : 'est fermée'}.`,
      remede: `Ajoutez ${suivante} à la table Periodes, à l'état OUVERTE.`,
    },
  ];
}

/**
 * C-CUT-02 : hors arrêté en cours, chaque écriture de FAE ou de PCA a son extourne ; leurs comptes reviennent
 * à zéro.
 */
export function controlerSoldes(lignes: readonly LigneEcritureCloture[], arrete: Jour): Anomalie[] {
  const soldes = new Map<string, { solde: Montant; ligne: number }>();
  for (const l of lignes) {
    const [module = '', date = '', idSource = ''] = (l.CleGeneration ?? '').split('|');
    if (!MODULES.has(module) || date >= versIso(arrete) || l.DateEcriture > arrete) continue;
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
        cle: `${module}|${date}|${idSource}`,
        message: `${module} ${idSource} du ${date} : le compte ${compte} garde ${texteMontant(solde)} après extourne.`,
        remede: "Rétablissez l'écriture et son extourne telles qu'elles ont été générées.",
      },
    ];
  });
}

/**
 * Face aux écritures déjà validées (domaine §0.4) : de même montant, l'écriture n'est pas refaite ; d'un autre
 * montant, ou devenue sans objet, c'est bloquant.
 */
export function confronterValidees(
  ecritures: readonly Ecriture[],
  lignes: readonly LigneEcritureCloture[],
  arrete: Jour,
  modules = MODULES,
): { aEcrire: Ecriture[]; anomalies: Anomalie[] } {
  const validees = new Map<string, LigneEcritureCloture[]>();
  for (const l of lignes) {
    const [module = '', date = ''] = (l.CleGeneration ?? '').split('|');
    if (l.CleGeneration === undefined || l.DateValidation === undefined) continue;
    if (!modules.has(module) || date !== versIso(arrete)) continue;
    const liste = validees.get(l.CleGeneration);
    if (liste) liste.push(l);
    else validees.set(l.CleGeneration, [l]);
  }
  const nouvelles = new Map(ecritures.map(e => [e.cle, e]));
  const anomalies: Anomalie[] = [];
  for (const [cle, anciennes] of validees) {
    if (
      empreinte(anciennes.map(soldeEcrit)) === empreinte((nouvelles.get(cle)?.lignes ?? []).map(soldeCalcule))
    )
      continue;
    anomalies.push({
      code: 'C-GEN-07',
      gravite: 'BLOQUANT',
      table: 'EcrituresCloture',
      ...(anciennes[0] ? { ligne: anciennes[0].ligne } : {}),
      cle,
      message: `L'écriture ${cle} est validée pour d'autres montants que ceux calculés.`,
      remede:
        'Contrepassez-la, ou rétablissez les pièces : une écriture validée ne change pas (PCG art. 1031-3).',
    });
  }
  return { aEcrire: ecritures.filter(e => !validees.has(e.cle)), anomalies };
}

interface Solde {
  readonly compte: string;
  readonly tiers: string;
  readonly solde: Montant;
}

const soldeEcrit = (l: LigneEcritureCloture): Solde => ({
  compte: l.Compte,
  tiers: l.Tiers ?? '',
  solde: moins(l.Debit, l.Credit),
});

const soldeCalcule = (l: Ecriture['lignes'][number]): Solde => ({
  compte: l.compte,
  tiers: l.tiers ?? '',
  solde: moins(l.debit, l.credit),
});

function empreinte(soldes: readonly Solde[]): string {
  const cumul = new Map<string, Montant>();
  for (const s of soldes) {
    const cle = `${s.compte}|${s.tiers}`;
    cumul.set(cle, plus(cumul.get(cle) ?? ZERO, s.solde));
  }
  return [...cumul]
    .filter(([, m]) => m !== 0)
    .map(([cle, m]) => `${cle}=${m}`)
    .sort()
    .join(';');
}
