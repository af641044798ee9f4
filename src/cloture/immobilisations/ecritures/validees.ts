import {
  moins,
  plus,
  versIso,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { EcrituresCloture } from '../../tables-communes';
import { MODULES, soldeDe } from './lignes';

type LigneCloture = Ligne<typeof EcrituresCloture>;
const MODULES_IMMO: ReadonlySet<string> = new Set(MODULES);

/** Montants par compte et section d'une pièce, en un texte qui se compare. */
function empreinte(lignes: readonly { compte: string; section: string; solde: Montant }[]): string {
  const soldes = new Map<string, Montant>();
  for (const { compte, section, solde } of lignes) {
    const cle = `${compte}|${section}`;
    soldes.set(cle, plus(soldes.get(cle) ?? ZERO, solde));
  }
  return [...soldes]
    .filter(([, m]) => m !== 0)
    .map(([cle, m]) => `${cle}=${m}`)
    .sort()
    .join(';');
}

/**
 * Face aux écritures validées du même arrêté (domaine §0.4) : égales, elles restent et ne sont pas refaites ; autres,
 * ou devenues sans objet, c'est bloquant.
 */
export function confronterValidees(
  ecritures: readonly Ecriture[],
  existantes: readonly LigneCloture[],
  arrete: Jour,
): { aEcrire: Ecriture[]; anomalies: Anomalie[] } {
  const validees = new Map<string, LigneCloture[]>();
  for (const l of existantes) {
    const [module = '', date = ''] = l.CleGeneration.split('|');
    if (l.DateValidation === undefined || !MODULES_IMMO.has(module) || date !== versIso(arrete)) continue;
    const liste = validees.get(l.CleGeneration);
    if (liste) liste.push(l);
    else validees.set(l.CleGeneration, [l]);
  }
  const nouvelles = new Map(ecritures.map(e => [e.cle, e]));
  const anomalies: Anomalie[] = [];
  for (const [cle, lignes] of validees) {
    const avant = empreinte(
      lignes.map(l => ({ compte: l.Compte, section: l.Section ?? '', solde: moins(l.Debit, l.Credit) })),
    );
    const apres = empreinte(
      (nouvelles.get(cle)?.lignes ?? []).map(l => ({
        compte: l.compte,
        section: l.section ?? '',
        solde: soldeDe(l),
      })),
    );
    if (avant === apres) continue;
    anomalies.push({
      code: 'C-GEN-07',
      gravite: 'BLOQUANT',
      table: 'EcrituresCloture',
      ...(lignes[0] ? { ligne: lignes[0].ligne } : {}),
      cle,
      message: `L'écriture ${cle} est validée pour d'autres montants que ceux calculés.`,
      remede:
        'Contrepassez-la, ou rétablissez la fiche : une écriture validée ne change pas (PCG art. 1031-3).',
    });
  }
  return { aEcrire: ecritures.filter(e => !validees.has(e.cle)), anomalies };
}
