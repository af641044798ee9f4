/**
 * Les options de l'avancement que l'exemple emploie, refaites sur les lignes brutes, telles que le domaine les écrit
 * (§5.2, §5.3, §5.7) : budget des devis signés, reste à faire par tâche, regroupement par lot. Ne partage aucun code
 * avec src/cloture.
 */
import type { Tables } from './noyau';

type Ligne = Readonly<Record<string, unknown>>;

const nombre = (x: unknown): number => (typeof x === 'number' ? x : 0);
const lire = (tables: Tables, table: string): readonly Ligne[] => tables.get(table) ?? [];
const somme = (lignes: readonly Ligne[], cle: string): number =>
  lignes.reduce((total, l) => total + nombre(l[cle]), 0);

/** §5.3 : BUD = devis signés à la date, plus les avenants de vente acceptés. */
export function budgetDesDevis(tables: Tables, affaire: string, d: number): number {
  const signes = lire(tables, 'Devis').filter(
    v => v['IdAffaire'] === affaire && v['Statut'] === 'SIGNE' && nombre(v['DateSignature']) <= d,
  );
  const avenants = lire(tables, 'Avenants').filter(
    a =>
      a['IdAffaire'] === affaire &&
      a['Type'] === 'VENTE' &&
      a['Statut'] === 'ACCEPTE' &&
      nombre(a['DateValidation']) <= d,
  );
  return somme(signes, 'MontantHT') + somme(avenants, 'MontantVente');
}

/** §5.7 : pour chaque tâche, la dernière saisie au plus tard de la date. */
export function dernieresSaisies(tables: Tables, affaire: string, d: number): Ligne[] {
  const connues = lire(tables, 'TachesAffaire').filter(
    t => t['IdAffaire'] === affaire && nombre(t['DateSaisie']) <= d,
  );
  return [...new Set(connues.map(t => t['Tache']))].map(tache =>
    connues
      .filter(t => t['Tache'] === tache)
      .reduce((a, b) => (nombre(b['DateSaisie']) > nombre(a['DateSaisie']) ? b : a)),
  );
}

/** Les lots d'une affaire, tels que ses lignes de commande les nomment. */
export function lotsDe(tables: Tables, affaire: string): string[] {
  const commandes = lire(tables, 'Commandes').filter(c => c['IdAffaire'] === affaire);
  const lignes = lire(tables, 'LignesCommande').filter(l =>
    commandes.some(c => c['IdCommande'] === l['IdCommande']),
  );
  return [...new Set(lignes.map(l => String(l['Lot'])))].sort();
}

/** Les tables qui portent un lot : ce qui n'est pas du lot n'y est plus. */
const DECOUPEES = [
  'LignesCommande',
  'FacturesClients',
  'Temps',
  'Planning',
  'FacturesFournisseurs',
  'Receptions',
  'CommandesAchat',
  'NotesFrais',
  'Historique',
] as const;

/**
 * Un lot de l'affaire, seul : ses lignes, et sa part de chaque échéance, qui ne nomme pas de ligne de commande et
 * s'étale donc sur toutes, au prorata de leur montant, par arrondi cumulé (§0.1, §5.3).
 */
export function lotSeul(tables: Tables, affaire: string, lot: string): Tables {
  const lignes = lire(tables, 'LignesCommande');
  const duLot = (l: Ligne) => l['Lot'] === lot;
  const echeances = lire(tables, 'EcheancierFacturation')
    .filter(e => e['IdAffaire'] === affaire)
    .map(e => {
      const poids = lignes.filter(l => l['IdCommande'] === e['IdCommande']);
      const rang = poids.findIndex(duLot);
      const tout = somme(poids, 'MontantHT');
      const jusqua = (n: number) =>
        Math.round((nombre(e['MontantHT']) * somme(poids.slice(0, n), 'MontantHT')) / tout);
      return { ...e, MontantHT: jusqua(rang + 1) - jusqua(rang) };
    });
  const reduites = DECOUPEES.map(nom => [nom, lire(tables, nom).filter(duLot)] as const);
  return new Map<string, readonly Ligne[]>([
    ...tables,
    ...reduites,
    ['EcheancierFacturation', echeances],
  ]) as Tables;
}
