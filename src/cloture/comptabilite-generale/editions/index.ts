import { signaler, texteMontant, type Anomalie, type Montant } from '../../../comptabilite';
import type { AnyTable, Valeurs } from '../../../workbook/table';
import type { Contexte, TableProduite } from '../../contexte';
import { Tiers } from '../../tables-communes';
import { produireEntiere } from '../../tables-communes/produire-entiere';
import type { Partie, ResultatPartie } from '../partie';
import { balanceAuxiliaire, balanceDetaillee, balanceGenerale } from './balances';
import { editionDe, type Edition } from './edition';
import { axesDemandes, demandeDes, type Demande } from './demandees';
import { expliquerEditions } from './explications';
import { grandLivre, journalGeneral } from './livres';
import { PRESENTATION_EDITIONS } from './presentation';
import { controlerLivres, rapprocher } from './rapprochement';
import * as t from './tables';

/** Une feuille d'Excel a 1 048 576 lignes : une édition plus longue ne s'écrit pas. */
const LIGNES_MAX = 1_000_000;

/** Balances, contrôle des livres, et les éditions demandées (domaine §9.5). Une édition qui n'est pas demandée est vide. */
function* calculer(contexte: Contexte): Generator<void, ResultatPartie> {
  const edition = yield* editionDe(contexte);
  const demande = demandeDes(contexte.parametres);
  if (!edition || edition.livre.n === 0) return { ...vides(), anomalies: [...demande.anomalies] };
  const noms = new Map(contexte.tables.lire(Tiers).lignes.map(l => [l.IdTiers, l.Nom]));
  const generale = yield* balanceGenerale(edition);
  const auxiliaire = yield* balanceAuxiliaire(edition, tiers => noms.get(tiers));
  const livres = yield* rapprocher(edition, generale, auxiliaire);
  const { produites, anomalies } = yield* demandees(edition, demande);
  const total = generale.at(-1);
  return {
    anomalies: [...demande.anomalies, ...controlerLivres(livres, generale), ...anomalies],
    ecritures: [],
    produites: [
      produireEntiere(t.BalanceGenerale, generale, l => `${l.Niveau}|${l.Compte ?? ''}`),
      produireEntiere(t.BalanceAuxiliaire, auxiliaire, l =>
        [l.Niveau, l.Compte ?? '', l.Tiers ?? ''].join('|'),
      ),
      produireEntiere(t.RapprochementLivres, livres, l => l.Livre),
      ...produites,
    ],
    resume: `balance ${texteMontant((total?.SoldeD ?? 0) as Montant)} = ${texteMontant((total?.SoldeC ?? 0) as Montant)}`,
  };
}

function vides(): ResultatPartie {
  const tables: readonly AnyTable[] = [...t.TABLES_BALANCES, ...t.TABLES_DEMANDEES];
  const produites = tables.map(table => produireEntiere(table, [], () => '')) as TableProduite[];
  return { anomalies: [], ecritures: [], produites, resume: '' };
}

function* demandees(edition: Edition, { demandees: voulues, comptes }: Demande) {
  const anomalies: Anomalie[] = [];
  const retenir = <T extends AnyTable>(table: T, lignes: Valeurs<T>[]): Valeurs<T>[] => {
    if (lignes.length <= LIGNES_MAX) return lignes;
    anomalies.push(tropLongue(table, lignes.length));
    return [];
  };
  const detail: Valeurs<typeof t.BalanceDetaillee>[] = [];
  for (const axe of axesDemandes(voulues))
    for (const l of yield* balanceDetaillee(edition, axe)) detail.push(l);
  const livre = voulues.has('GRAND_LIVRE') ? yield* grandLivre(edition, comptes) : [];
  const journal = voulues.has('JOURNAL') ? yield* journalGeneral(edition) : [];
  const produites = [
    produireEntiere(t.BalanceDetaillee, retenir(t.BalanceDetaillee, detail), l =>
      [l.Axe, l.Code ?? '', l.Niveau, l.Compte ?? ''].join('|'),
    ),
    produireEntiere(t.GrandLivreEdite, retenir(t.GrandLivreEdite, livre), l => `${l.Compte}|${l.Rang}`),
    produireEntiere(t.JournalGeneral, retenir(t.JournalGeneral, journal), l => String(l.Rang)),
  ] as TableProduite[];
  return { produites, anomalies };
}

const tropLongue = (table: AnyTable, lignes: number): Anomalie =>
  signaler(
    'ALERTE',
    'C-CPT-18',
    {
      fr: `« ${table.feuille} » aurait ${lignes} lignes, plus qu'une feuille n'en porte : elle reste vide.`,
      en: `"${table.feuille}" would have ${lignes} rows, more than a sheet can hold: it stays empty.`,
    },
    {
      fr: 'Réduisez les comptes demandés (EditionsComptes), ou clôturez un mois plus tôt.',
      en: 'Narrow the accounts asked for (EditionsComptes), or close an earlier month.',
    },
    { table: table.nom },
  );

export const editions: Partie = { ...PRESENTATION_EDITIONS, calculer, expliquer: expliquerEditions };
