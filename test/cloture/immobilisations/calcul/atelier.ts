import { depuisEuros, enEuros, jour, type Jour, type Montant } from '../../../../src/comptabilite';
import type { Bornes, Fiche, LignePlan } from '../../../../src/cloture/immobilisations/calcul';

export const eur = (n: number | string) => depuisEuros(n);
export const j = (texte: string): Jour => {
  const [jj, mm, aaaa] = texte.split('/').map(Number);
  return jour(aaaa!, mm!, jj!);
};

/** Exercices civils connus : 2024 à 2026 ; les suivants se déduisent. */
export const CIVILS: readonly Bornes[] = [2024, 2025, 2026].map(a => ({
  debut: jour(a, 1, 1),
  fin: jour(a, 12, 31),
}));

type Saisie = Omit<Partial<Fiche>, 'brut' | 'residuelle'> & { brut: number; residuelle?: number };

/** Fiche linéaire en 30/360, dont on ne dit que ce qui compte pour le cas. Sans mise en service : `sansMes`. */
export function fiche({ brut, residuelle = 0, ...reste }: Saisie, mes?: string): Fiche {
  return {
    id: 'IMMO-1',
    brut: eur(brut),
    residuelle: eur(residuelle),
    acquisition: mes ? j(mes) : jour(2026, 1, 1),
    ...(mes ? { miseEnService: j(mes) } : {}),
    dureeMois: 60,
    mode: 'LINEAIRE',
    convention: '30_360',
    ...reste,
  };
}

export const montants = (liste: readonly Montant[]) => liste.map(enEuros);
export const dotations = (lignes: readonly LignePlan[]) => montants(lignes.map(l => l.dotation));
export const annee = (a: number): [Jour, Jour] => [jour(a, 1, 1), jour(a, 12, 31)];
