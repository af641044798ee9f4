import type { Anomalie } from './anomalie';
import type { Compte } from './compte';
import type { Ecriture } from './ecriture';
import { versIso, type Jour } from './jour';
import { moins, plus, ZERO, type Montant } from './montant';

/** Une ligne d'écriture de clôture déjà dans le classeur, telle que sa table la nomme. */
export interface LigneEcrite {
  readonly ligne: number;
  readonly Compte: Compte;
  readonly Tiers?: string | undefined;
  readonly Section?: string | undefined;
  readonly Debit: Montant;
  readonly Credit: Montant;
  readonly DateValidation?: Jour | undefined;
  readonly CleGeneration?: string | undefined;
}

/**
 * Face aux écritures déjà validées d'un arrêté (domaine §0.4) : de même montant par compte, tiers et section,
 * l'écriture n'est pas refaite ; d'un autre montant, ou devenue sans objet, c'est bloquant.
 * @param modules modules de clé de génération que l'appelant produit ; les écritures des autres ne le regardent pas
 * @example confronterValidees(ecritures, lignes, arrete, new Set(['FAE', 'PCA'])).aEcrire
 */
export function confronterValidees(
  ecritures: readonly Ecriture[],
  existantes: readonly LigneEcrite[],
  arrete: Jour,
  modules: ReadonlySet<string>,
): { aEcrire: Ecriture[]; anomalies: Anomalie[] } {
  const validees = new Map<string, LigneEcrite[]>();
  for (const l of existantes) {
    const [module = '', date = ''] = (l.CleGeneration ?? '').split('|');
    if (l.CleGeneration === undefined || l.DateValidation === undefined) continue;
    if (!modules.has(module) || date !== versIso(arrete)) continue;
    const liste = validees.get(l.CleGeneration);
    if (liste) liste.push(l);
    else validees.set(l.CleGeneration, [l]);
  }
  const nouvelles = new Map(ecritures.map(e => [e.cle, e]));
  const anomalies: Anomalie[] = [];
  for (const [cle, ecrites] of validees) {
    const calculees = nouvelles.get(cle)?.lignes ?? [];
    if (empreinte(ecrites.map(soldeEcrit)) !== empreinte(calculees.map(soldeCalcule))) {
      anomalies.push(autreMontant(cle, ecrites[0]?.ligne));
    }
  }
  return { aEcrire: ecritures.filter(e => !validees.has(e.cle)), anomalies };
}

function autreMontant(cle: string, ligne: number | undefined): Anomalie {
  return {
    code: 'C-GEN-07',
    gravite: 'BLOQUANT',
    table: 'EcrituresCloture',
    colonne: 'DateValidation',
    ...(ligne === undefined ? {} : { ligne }),
    cle,
    message: `L'écriture ${cle} est validée pour d'autres montants que ceux calculés.`,
    remede:
      'Contrepassez-la, ou rétablissez les pièces : une écriture validée ne change pas (PCG art. 1031-3).',
    en: {
      message: `Entry ${cle} is posted for other amounts than those computed.`,
      remede: 'Reverse it, or restore the documents: a posted entry does not change (PCG art. 1031-3).',
    },
  };
}

interface Solde {
  readonly ou: string;
  readonly solde: Montant;
}

const soldeEcrit = (l: LigneEcrite): Solde => ({
  ou: [l.Compte, l.Tiers ?? '', l.Section ?? ''].join('|'),
  solde: moins(l.Debit, l.Credit),
});

const soldeCalcule = (l: Ecriture['lignes'][number]): Solde => ({
  ou: [l.compte, l.tiers ?? '', l.section ?? ''].join('|'),
  solde: moins(l.debit, l.credit),
});

/** Soldes par compte, tiers et section d'une pièce, en un texte qui se compare. */
function empreinte(soldes: readonly Solde[]): string {
  const cumul = new Map<string, Montant>();
  for (const { ou, solde } of soldes) cumul.set(ou, plus(cumul.get(ou) ?? ZERO, solde));
  return [...cumul]
    .filter(([, m]) => m !== 0)
    .map(([ou, m]) => `${ou}=${m}`)
    .sort()
    .join(';');
}
