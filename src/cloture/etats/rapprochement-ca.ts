/** Le chiffre d'affaires de gestion et celui des comptes 70, du mois (C-ETA-03, domaine §12.7). */
import { ajouterJours, debut, montant, periodeDe, somme, type Jour, type Montant } from '../../comptabilite';
import { defiler } from '../../workbook/tables/par-colonne';
import * as t from '../tables-communes';
import type { Contexte } from '../contexte';
import type { RapprochementCA } from './controles';

/** Le CA reconnu de chaque affaire historisé à un arrêté ; une affaire peut avoir plusieurs lignes (lots, règles). */
function caHistorise({ tables }: Contexte, arrete: Jour): Map<string, number> {
  const ca = new Map<string, number>();
  for (const l of tables.lire(t.Historique).lignes)
    if (l.Module === 'CA' && l.Arrete === arrete && l.TypeLigne !== 'EXTOURNE')
      ca.set(l.IdAffaire ?? '', (ca.get(l.IdAffaire ?? '') ?? 0) + l.Montant);
  return ca;
}

interface Vente {
  readonly affaire: string;
  readonly credit: number;
}

/** Les mouvements du mois des comptes 70 d'une table d'écritures. */
function ventes(contexte: Contexte, table: typeof t.Ecritures | typeof t.EcrituresCloture): Vente[] {
  const du = debut(periodeDe(contexte.arrete));
  const vues: Vente[] = [];
  for (const vente of defiler(contexte.tables.lire(table), (c, i) =>
    c.DateEcriture[i]! >= du && c.DateEcriture[i]! <= contexte.arrete && c.Compte[i]!.startsWith('70')
      ? { affaire: c.IdAffaire[i] ?? '', credit: c.Credit[i]! - c.Debit[i]! }
      : undefined,
  ))
    if (vente) vues.push(vente);
  return vues;
}

const total = (liste: readonly Vente[], retenir: (v: Vente) => boolean = () => true): number =>
  liste.reduce((s, v) => (retenir(v) ? s + v.credit : s), 0);

/**
 * Ce qui se rapproche ; undefined si la comptabilité n'a pas de ventes ce mois-ci, ou si aucune affaire n'a de CA
 * historisé aux deux arrêtés. Quand les écritures portent l'affaire, ce qui n'est pas d'une affaire reconnue est hors
 * affaires. Sinon, les factures le disent.
 */
export function rapprocherCA(contexte: Contexte): RapprochementCA | undefined {
  const { arrete, tables, parametres } = contexte;
  const avant = parametres.valeur('DateArretePrecedent') ?? ajouterJours(debut(periodeDe(arrete)), -1);
  const [reconnu, precedent] = [caHistorise(contexte, arrete), caHistorise(contexte, avant)];
  const [importees, cloture] = [ventes(contexte, t.Ecritures), ventes(contexte, t.EcrituresCloture)];
  if (reconnu.size === 0 || precedent.size === 0 || importees.length === 0) return undefined;
  const dansRegles = ({ affaire }: { readonly affaire: string }) => reconnu.has(affaire);
  const hors = (v: Vente) => !dansRegles(v);
  const analytique = importees.some(v => v.affaire !== '');
  const horsImporte = analytique ? total(importees, hors) : facturesHors(contexte, dansRegles);
  const production = somme([...reconnu].map(([affaire, ca]) => montant(ca - (precedent.get(affaire) ?? 0))));
  return {
    comptes: montant(total(importees) + total(cloture)),
    production,
    horsAffaires: montant(horsImporte + total(cloture, hors)),
  };

  function facturesHors(c: Contexte, estReconnue: (v: { readonly affaire: string }) => boolean): Montant {
    const du = debut(periodeDe(c.arrete));
    return somme(
      tables
        .lire(t.FacturesClients)
        .lignes.filter(
          l =>
            l.TypePiece !== 'ACOMPTE' &&
            l.DateFacture >= du &&
            l.DateFacture <= arrete &&
            !estReconnue({ affaire: l.IdAffaire ?? '' }),
        )
        .map(l => l.MontantHT),
    );
  }
}
