/** Ce que les états lisent du classeur, mis à la portée du calcul. */
import { montant, terminer, type Jour, type Montant, type Referentiel } from '../../comptabilite';
import type { TablesLues } from '../../workbook/table';
import * as t from '../tables-communes';
import { GrandLivre, type Axe, type Genre } from '../tables-communes/grand-livre';
import type { Parametres } from '../tables-communes/parametres';
import type { AxeLivre, LivreEtats, MouvementAxe } from './calcul/livre';
import { Regroupement, type OptionsRegroupement } from './calcul/regrouper';
import { estGestion, type Solde } from './calcul/types';
import { RegroupementComptes } from './tables-saisies';

/** Un exercice, et le plan où il se tient. */
export interface ExerciceVu {
  readonly code: string;
  readonly debut: Jour;
  readonly fin: Jour;
  readonly referentiel: Referentiel;
  readonly ligne: number;
}

/** Les exercices du classeur, du plus ancien au plus récent. Un plan imposé en paramètre vaut pour tous. */
export function lireExercices(tables: TablesLues, parametres: Parametres): ExerciceVu[] {
  const impose = parametres.valeur('ReferentielComptable');
  return tables
    .lire(t.Exercices)
    .lignes.map(x => ({
      code: x.Exercice,
      debut: x.DateDebut,
      fin: x.DateFin,
      referentiel: impose === 'AUTO' ? x.Referentiel : impose,
      ligne: x.ligne,
    }))
    .sort((a, b) => a.debut - b.debut);
}

/** Les cumuls des écritures importées et de clôture ; rend la main entre deux tranches. */
export function* lireLivre(tables: TablesLues, parametres: Parametres): Generator<void, LivreDuClasseur> {
  const grandLivre = yield* GrandLivre.lire(tables, parametres);
  for (const livre of grandLivre.livres)
    for (const axe of ['Tiers', 'IdAffaire', 'Section'] as const) yield* livre.parAxe(axe);
  return new LivreDuClasseur(grandLivre);
}

const PAR_TIERS = /^4[01]/;

/** Le grand livre du classeur, tel que les états le demandent. */
export class LivreDuClasseur implements LivreEtats {
  constructor(readonly grand: GrandLivre) {}

  get vide(): boolean {
    return this.grand.n === 0;
  }

  soldes(au: Jour): Solde[] {
    const comptes = (compte: string) => !estGestion(compte);
    return parTiers(terminer(this.grand.balance({ au, axe: 'Tiers', comptes })));
  }

  ouverture({ debut, fin }: { readonly debut: Jour; readonly fin: Jour }): Solde[] {
    if (!this.grand.aSesANouveaux({ DateDebut: debut, DateFin: fin })) return [];
    const fenetre = { du: debut, au: fin, genres: new Set<Genre>(['AN']) };
    return parTiers(this.parValeur('Tiers', fenetre, compte => !estGestion(compte)));
  }

  mouvements(du: Jour, au: Jour): Map<string, number> {
    const fenetre = { du, au, genres: this.genres };
    const parCompte = new Map<string, number>();
    for (const livre of this.grand.livres) {
      const totaux = new Float64Array(2 * livre.comptes.length);
      livre.parCompte.ajouterTout(livre.voulues(fenetre), totaux);
      livre.comptes.forEach((compte, rang) => {
        const m = totaux[2 * rang]! - totaux[2 * rang + 1]!;
        if (m !== 0 && estGestion(compte)) parCompte.set(compte, (parCompte.get(compte) ?? 0) + m);
      });
    }
    return parCompte;
  }

  parAxe(axe: AxeLivre, du: Jour, au: Jour): MouvementAxe[] {
    return this.parValeur(axe, { du, au, genres: this.genres }, estGestion).map(({ solde, ...l }) => ({
      ...l,
      montant: solde,
    }));
  }

  resultatAnterieur(au: Jour): Montant {
    return this.grand.resultatAnterieur(au);
  }

  mouvemente(du: Jour, au: Jour): boolean {
    const fenetre = { du, au, genres: this.grand.courants() };
    return this.grand.livres.some(livre => {
      const { entieres, partielles } = livre.voulues(fenetre);
      return entieres.length + partielles.size > 0;
    });
  }

  /** Un résultat repris en cours d'année par le journal des à-nouveaux compte à sa date. */
  private get genres(): ReadonlySet<Genre> {
    return new Set<Genre>([...this.grand.courants(), 'AN']);
  }

  private parValeur(
    axe: Axe,
    fenetre: { du: Jour; au: Jour; genres: ReadonlySet<Genre> },
    retenir: (compte: string) => boolean,
  ): { compte: string; valeur: string; solde: Montant }[] {
    return this.grand.livres.flatMap(livre => {
      const { comptes, valeurs, cumuls } = terminer(livre.parAxe(axe));
      const totaux = new Float64Array(2 * comptes.length);
      cumuls.ajouterTout(livre.voulues(fenetre), totaux);
      return comptes.flatMap((compte, rang) => {
        const solde = montant(totaux[2 * rang]! - totaux[2 * rang + 1]!);
        return solde === 0 || !retenir(compte) ? [] : [{ compte, valeur: valeurs[rang]!, solde }];
      });
    });
  }
}

/** Les soldes, d'un seul tiers pour les comptes 40 et 41, tous tiers ensemble pour les autres. */
function parTiers(lignes: readonly { compte: string; valeur: string; solde: Montant }[]): Solde[] {
  const parCle = new Map<string, Solde>();
  for (const { compte, valeur, solde } of lignes) {
    const tiers = PAR_TIERS.test(compte) ? valeur : '';
    const cle = `${compte}\u0000${tiers}`;
    parCle.set(cle, { compte, tiers, montant: montant((parCle.get(cle)?.montant ?? 0) + solde) });
  }
  return [...parCle.values()].filter(s => s.montant !== 0);
}

/** Le regroupement d'un plan : les tables officielles, complétées par ce que le classeur décide. */
export function lireRegroupement(
  tables: TablesLues,
  parametres: Parametres,
  referentiel: Referentiel,
): Regroupement {
  const imposees: OptionsRegroupement['imposees'] = new Map(
    tables
      .lire(t.PlanComptable)
      .lignes.filter(l => l.LigneCR !== undefined || l.LigneBilan !== undefined)
      .map(l => [l.Compte as string, { cr: l.LigneCR, bilan: l.LigneBilan }]),
  );
  return new Regroupement(referentiel, {
    ligne455: parametres.valeur('Ligne455'),
    imposees,
    regles: tables
      .lire(RegroupementComptes)
      .lignes.filter(l => l.Referentiel === undefined || l.Referentiel === referentiel)
      .map(l => ({ prefixe: l.Compte, sens: l.Sens, code: l.Ligne })),
  });
}

/** Le nom de chaque compte : celui du classeur. */
export const nomsDesComptes = (tables: TablesLues): ReadonlyMap<string, string> =>
  new Map(tables.lire(t.PlanComptable).lignes.map(l => [l.Compte as string, l.Libelle]));
