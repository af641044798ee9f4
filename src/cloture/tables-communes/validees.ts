/** Face aux écritures validées : ce qui est fermé ne se réécrit pas (domaine §0.4, §1.2 ; PCG art. 1031-3). */
import {
  ajouterJours,
  fin,
  moins,
  plus,
  versIso,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../comptabilite';
import type { Ligne, TablesLues } from '../../workbook/table';
import { EcrituresCloture, Periodes } from '.';

type LigneCloture = Ligne<typeof EcrituresCloture>;
type Solde = { readonly compte: string; readonly axe: string; readonly solde: Montant };

/** Soldes par compte, section et tiers d'une pièce, en un texte qui se compare. */
function empreinte(lignes: readonly Solde[]): string {
  const soldes = new Map<string, Montant>();
  for (const { compte, axe, solde } of lignes) {
    const cle = `${compte}|${axe}`;
    soldes.set(cle, plus(soldes.get(cle) ?? ZERO, solde));
  }
  return [...soldes]
    .filter(([, m]) => m !== 0)
    .map(([cle, m]) => `${cle}=${m}`)
    .sort()
    .join(';');
}

/**
 * Compare les écritures recalculées d'un arrêté à celles qui sont validées : égales, elles ne se réécrivent pas ;
 * différentes, ou disparues, c'est bloquant.
 * @param modules modules des clés de génération en cause
 */
export function confronterValidees(
  ecritures: readonly Ecriture[],
  existantes: readonly LigneCloture[],
  arrete: Jour,
  modules: ReadonlySet<string>,
): { aEcrire: Ecriture[]; anomalies: Anomalie[] } {
  const validees = new Map<string, LigneCloture[]>();
  for (const l of existantes) {
    const [module = '', date = ''] = l.CleGeneration.split('|');
    if (l.DateValidation === undefined || !modules.has(module) || date !== versIso(arrete)) continue;
    const liste = validees.get(l.CleGeneration);
    if (liste) liste.push(l);
    else validees.set(l.CleGeneration, [l]);
  }
  const nouvelles = new Map(ecritures.map(e => [e.cle, e]));
  const anomalies: Anomalie[] = [];
  for (const [cle, lignes] of validees) {
    const avant = empreinte(
      lignes.map(l => ({
        compte: l.Compte,
        axe: `${l.Section ?? ''}|${l.Tiers ?? ''}`,
        solde: moins(l.Debit, l.Credit),
      })),
    );
    const apres = empreinte(
      (nouvelles.get(cle)?.lignes ?? []).map(l => ({
        compte: l.compte,
        axe: `${l.section ?? ''}|${l.tiers ?? ''}`,
        solde: moins(l.debit, l.credit),
      })),
    );
    if (avant === apres) continue;
    anomalies.push({
      code: 'C-GEN-07',
      gravite: 'BLOQUANT',
      table: EcrituresCloture.nom,
      ...(lignes[0] ? { ligne: lignes[0].ligne } : {}),
      cle,
      message: `L'écriture ${cle} est validée pour d'autres montants que ceux calculés.`,
      remede:
        'Contrepassez-la, ou rétablissez la ligne d’origine : une écriture validée ne change pas (PCG art. 1031-3).',
      en: {
        message: `Entry ${cle} is validated for other amounts than those computed.`,
        remede: 'Reverse it, or restore the source row: a validated entry does not change.',
      },
    });
  }
  return { aEcrire: ecritures.filter(e => !validees.has(e.cle)), anomalies };
}

/** Lendemain du dernier mois fermé avant l'arrêté ; le premier jour d'Excel s'il n'y en a pas. */
export function premierJourOuvert(arrete: Jour, tables: TablesLues): Jour {
  const fermes = tables
    .lire(Periodes)
    .lignes.filter(l => l.Etat === 'FERMEE')
    .map(l => fin(l.Periode))
    .filter(f => f < arrete);
  return fermes.length === 0 ? (61 as Jour) : ajouterJours(Math.max(...fermes) as Jour, 1);
}
