/** La tendance des créances et des dettes sur douze mois (mission 295, 315). */
import { fin, periodeDe, quotient, somme, type Jour, type Taux } from '../../comptabilite';
import type { Valeurs } from '../../workbook/table';
import { derniers, enQuantite, type Delais } from './delais';
import type { ModeleTiers } from './modele';
import type { TendanceTiers } from './tables';

export type LigneTendance = Valeurs<typeof TendanceTiers>;

const MOIS_TENDANCE = 12;

/**
 * Douze fins de mois, chacune avec les lettrages de l'époque ; celles d'avant la première ligne manquent. Rend la main
 * avant chaque mois.
 */
export function* tendance(
  modele: ModeleTiers,
  delais: Delais,
  arrete: Jour,
  seuil: Taux,
): Generator<void, LigneTendance[]> {
  const { auxiliaire } = modele.lu;
  let premier = Infinity;
  for (let i = 0; i < auxiliaire.n; i++) premier = Math.min(premier, auxiliaire.date[i]!);
  const dsos: (Taux | undefined)[] = [];
  const lignes: LigneTendance[] = [];
  for (const f of derniers(arrete, MOIS_TENDANCE).map(fin).reverse()) {
    if (f < premier) continue;
    yield;
    const dso = delais.comptable('CLIENT', f);
    lignes.push(finDeMois(modele, delais, f, { dso, avant: dsos.at(-3), seuil }));
    dsos.push(dso);
  }
  return lignes;
}

interface HausseDso {
  readonly dso: Taux | undefined;
  /** Le DSO de trois mois plus tôt. */
  readonly avant: Taux | undefined;
  readonly seuil: Taux;
}

function finDeMois(
  modele: ModeleTiers,
  delais: Delais,
  f: Jour,
  { dso, avant, seuil }: HausseDso,
): LigneTendance {
  const balance = modele.balance(f, 'CLIENT');
  const echus = balance.unites.flatMap(u => u.postes).filter(v => v.retard > 0 && v.montant > 0);
  const echu = somme(echus.map(v => v.montant));
  const hausse = dso && avant ? dso.minus(avant) : undefined;
  return {
    FinDeMois: f,
    Creances: balance.total.total,
    Echu: echu,
    Ancien: somme(echus.filter(v => v.retard > 90).map(v => v.montant)),
    PartEchu: quotient(echu, balance.total.total),
    CaTTC: delais.mois('CLIENT', periodeDe(f)),
    Dso: enQuantite(dso),
    DsoEpuisement: enQuantite(delais.epuisement('CLIENT', f)?.jours),
    Dettes: modele.balance(f, 'FOURNISSEUR').total.total,
    Dpo: enQuantite(delais.comptable('FOURNISSEUR', f)),
    Alerte: hausse?.gt(seuil)
      ? `DSO en hausse de ${hausse.toFixed(1).replace('.', ',')} jours en trois mois`
      : undefined,
  };
}
