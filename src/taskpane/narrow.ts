import type { Presentation } from '../cloture/capacite';
import { enEuros, estBloquante, somme, totalCredit, totalDebit } from '../comptabilite';
import type { BilanExecution } from '../ui/proprietes';

/** La part d'un bilan d'ensemble qui revient à une capacité : ses tables, ses écritures, les anomalies de ce qu'elle lit. */
export function bilanDe(bilan: BilanExecution, capacite: Presentation): BilanExecution {
  const tables = new Set([...capacite.lit, ...capacite.ecrit].map(table => table.nom));
  const ecrites = new Set(capacite.ecrit.map(table => table.nom));
  const modules = new Set(capacite.modules);
  const ecritures = bilan.ecrituresDetail.filter(({ cle }) => modules.has(cle.split('|')[0] ?? ''));
  const anomalies = bilan.anomalies.filter(({ table }) => table === undefined || tables.has(table));
  const feuilles = new Set(capacite.ecrit.map(table => table.feuille));
  return {
    ...bilan,
    anomalies,
    bloque: anomalies.some(estBloquante),
    ecritures: {
      nombre: ecritures.length,
      debit: enEuros(somme(ecritures.map(totalDebit))),
      credit: enEuros(somme(ecritures.map(totalCredit))),
    },
    ecrituresDetail: ecritures,
    feuilles: bilan.feuilles.filter(feuille => feuilles.has(feuille)),
    produites: (bilan.produites ?? []).filter(({ table }) => ecrites.has(table.nom)),
  };
}
