/** Les lignes d'écriture des comptes en devise, telles que l'arrêté les voit. */
import {
  moins,
  montant,
  oppose,
  somme,
  versIso,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import { Ecritures, EcrituresCloture } from '../../tables-communes';
import { avecLettrages, Lettrages } from '../../tables-communes/lettrages';
import type { Parametres } from '../../tables-communes/parametres';
import { estReevaluation } from '../../tables-communes/reevaluation';
import type { LigneDevise, NaturePoste } from './calcul/types';
import { MODULE_PROVISION, MODULE_TRESORERIE } from './modules';

/** Comptes monétaires, et ce qu'ils portent ; le plus long préfixe l'emporte. */
const NATURES: readonly (readonly [prefixe: string, nature: NaturePoste])[] = [
  ['4091', 'ACOMPTE'],
  ['4191', 'ACOMPTE'],
  ['40', 'COMMERCIAL'],
  ['41', 'COMMERCIAL'],
  ['45', 'FINANCIER'],
  ['46', 'FINANCIER'],
  ['16', 'FINANCIER'],
  ['17', 'FINANCIER'],
  ['27', 'FINANCIER'],
  ['5124', 'TRESORERIE'],
  ['5314', 'TRESORERIE'],
];

/** La nature d'un compte en devise ; undefined s'il n'est pas monétaire (charges, stocks, immobilisations). */
export const natureDe = (compte: Compte): NaturePoste | undefined =>
  NATURES.find(([prefixe]) => compte.startsWith(prefixe))?.[1];

/** L'échéance d'un lettrage à l'arrêté : un code en minuscules est partiel et réunit aussi ses lignes. */
const lettrageA = (code: string | undefined, le: Jour | undefined, arrete: Jour): string | undefined =>
  code === undefined || (le !== undefined && le > arrete) ? undefined : code;

/** Le premier jour qui compte : celui des derniers à-nouveaux. */
function plancherDe(tables: TablesLues, journalAN: string, arrete: Jour): number {
  let plancher = 0;
  for (const table of [Ecritures, EcrituresCloture])
    for (const l of tables.lire(table).lignes)
      if (l.Journal === journalAN && l.DateEcriture <= arrete && l.DateEcriture > plancher)
        plancher = l.DateEcriture;
  return plancher;
}

export interface LivreDevises {
  readonly lignes: readonly LigneDevise[];
  /** Les lignes du compte de provision avant cet arrêté. */
  readonly provision: readonly LigneProvision[];
}

/** Une ligne du compte de provision : elle compte dans son solde, et pour la part financière passée ici, ou les deux. */
export interface LigneProvision {
  readonly table: string;
  readonly ligne: number;
  readonly jour: Jour;
  readonly libelle: string;
  readonly debit: Montant;
  readonly credit: Montant;
  readonly duSolde: boolean;
  readonly financiere: boolean;
}

/** Le solde créditeur de lignes de provision. */
export const soldeProvision = (lignes: readonly LigneProvision[]): Montant =>
  somme(lignes.map(l => moins(l.credit, l.debit)));

const enDevise = (devise: string | undefined) =>
  devise === undefined || devise.toUpperCase() === 'EUR' ? '' : devise.toUpperCase();

/** Une passe sur les écritures : lignes des comptes monétaires, lettrages du classeur compris, et solde du 1515. */
export function lireLivreDevises(brutes: TablesLues, parametres: Parametres, arrete: Jour): LivreDevises {
  const tables = avecLettrages(brutes, brutes.lire(Lettrages).lignes);
  const plancher = plancherDe(tables, parametres.valeur('JOURNAL_AN'), arrete);
  const provision = parametres.valeur('CPT_CHANGE_PROVISION');
  const ici = versIso(arrete);
  const lignes: LigneDevise[] = [];
  const lignesProvision: LigneProvision[] = [];
  for (const table of [Ecritures, EcrituresCloture])
    for (const l of tables.lire(table).lignes) {
      if (l.DateEcriture > arrete) continue;
      const [module, date, source] = (l.CleGeneration ?? '').split('|');
      const refaite = (module === MODULE_PROVISION || module === MODULE_TRESORERIE) && date === ici;
      if (refaite || (l.CleGeneration !== undefined && estReevaluation({ CleGeneration: l.CleGeneration })))
        continue;
      if (l.Compte.startsWith(provision))
        lignesProvision.push({
          table: table.nom,
          ligne: l.ligne,
          jour: l.DateEcriture,
          libelle: l.Libelle,
          debit: l.Debit,
          credit: l.Credit,
          duSolde: l.DateEcriture >= plancher,
          financiere: module === MODULE_PROVISION && source === 'FINANCIER',
        });
      if (l.DateEcriture < plancher || natureDe(l.Compte) === undefined) continue;
      const solde = montant(l.Debit - l.Credit);
      const devise = enDevise(l.Devise);
      lignes.push({
        table: table.nom,
        ligne: l.ligne,
        compte: l.Compte,
        tiers: l.Tiers ?? '',
        piece: l.Piece,
        date: l.DatePiece,
        echeance: l.DateEcheance,
        montant: solde,
        devise,
        montantDevise: signe(l.MontantDevise, solde),
        lettrage: lettrageA(l.Lettrage, l.DateLettrage, arrete),
        solde: table === EcrituresCloture && devise === '' && module !== 'SAISIE' && module !== 'AN',
      });
    }
  return { lignes, provision: lignesProvision };
}

/** Le montant en devise suit le côté de la ligne ; l'export le donne parfois sans signe. */
function signe(m: Montant | undefined, solde: Montant): Montant | undefined {
  if (m === undefined) return undefined;
  const absolu = montant(Math.abs(m));
  return solde < 0 ? oppose(absolu) : absolu;
}
