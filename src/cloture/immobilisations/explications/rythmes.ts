/** Les rythmes d'amortissement, expliqués : le même cumul que `calcul`, en arbre (domaine §3.3, §3.4). */
import { arbre, date, nbJours, n360, type Explication, type Jour } from '../../../comptabilite';
import type { Convention } from '../calcul';
import { moisDe, position, rangDuMois, type Calendrier } from '../calcul/exercices';
import { dire, jours, nombre, type Instant } from './feuilles';

/** Bout de plan d'un seul rythme, en arbres. */
export interface SegmentExplique {
  readonly debut: Jour;
  cumul(d: Instant): Explication;
  /** Le même rythme à partir du lendemain de `d` : `base` sur ce qui reste de la durée, après `cumul`. */
  reprendre(d: Instant, cumul: Explication, base: Explication): SegmentExplique;
}

export interface DureeExpliquee {
  readonly convention: Convention;
  readonly origine: Instant;
  readonly mois: Explication;
}

/** Nombre de 29 février de `du` à `au`, bornes comprises : ce qui sépare les jours réels des années de 365 jours. */
function bissextiles(du: Jour, au: Jour): number {
  let total = 0;
  for (let d = du; d <= au; d = (d + 1) as Jour) if (date(d).mois === 2 && date(d).jour === 29) total++;
  return total;
}

/** Jours passés depuis l'origine, dans l'unité de la convention. */
export function joursPasses({ convention, origine }: DureeExpliquee, d: Instant): Explication {
  const reels = arbre.somme(dire('Jours, bornes comprises', 'Days, both included'), [
    arbre.difference(dire('Jours écoulés', 'Days elapsed'), [d.feuille, origine.feuille]),
    jours(dire('Le premier jour compte', 'The first day counts'), 1),
  ]);
  if (convention === 'REEL_TOTAL') return reels;
  if (convention === '30_360')
    return arbre.somme(dire('Jours en mois de 30 jours', 'Days in 30-day months'), [
      reels,
      jours(
        dire('Correction des mois à 30 jours', 'Correction to 30-day months'),
        n360(origine.jour, d.jour) - nbJours(origine.jour, d.jour),
      ),
    ]);
  return arbre.produit(dire('Jours × 12', 'Days × 12'), [
    arbre.difference(dire('Jours hors 29 février', 'Days without 29 February'), [
      reels,
      jours(dire('29 février', '29 February days'), bissextiles(origine.jour, d.jour)),
    ]),
    nombre(dire('12 mois', '12 months'), 12),
  ]);
}

/** Durée entière, dans la même unité ; `fin` est le dernier jour du plan. */
function totalDe({ convention, origine, mois }: DureeExpliquee, fin: Jour): Explication {
  if (convention === 'ANNUEL_365')
    return arbre.produit(dire('Durée en mois × 365', 'Life in months × 365'), [
      mois,
      jours(dire('365 jours', '365 days'), 365),
    ]);
  const trente = arbre.produit(dire('Durée en mois de 30 jours', 'Life in 30-day months'), [
    mois,
    jours(dire('30 jours', '30 days'), 30),
  ]);
  if (convention === '30_360') return trente;
  return arbre.somme(dire('Jours de toute la durée', 'Days of the whole life'), [
    trente,
    jours(
      dire('Correction aux jours réels', 'Correction to actual days'),
      nbJours(origine.jour, fin) - trente.valeur.toNumber(),
    ),
  ]);
}

/** Linéaire : base × jours passés / durée, plafonné à la base ; `deja` jours sont d'avant le segment. */
export function lineaireExplique(
  duree: DureeExpliquee,
  fin: Jour,
  debut: Jour,
  deja: Explication | undefined,
  avant: Explication,
  base: Explication,
): SegmentExplique {
  const total = totalDe(duree, fin);
  const moins = (libelle: ReturnType<typeof dire>, e: Explication) =>
    deja === undefined ? e : arbre.difference(libelle, [e, deja]);
  const reste = moins(dire('Durée qui reste', 'Remaining life'), total);
  return {
    debut,
    cumul(d) {
      if (d.jour < debut) return avant;
      const ecoule = moins(
        dire('Jours depuis le changement', 'Days since the change'),
        joursPasses(duree, d),
      );
      const acquis =
        reste.valeur.lte(0) || ecoule.valeur.gte(reste.valeur)
          ? base
          : arbre.prorata(
              dire('Amorti par le temps passé', 'Depreciated by elapsed time'),
              base,
              ecoule,
              reste,
            );
      return ajouter(avant, acquis);
    },
    reprendre: (d, cumul, nouvelle) =>
      lineaireExplique(
        duree,
        fin,
        (d.jour + 1) as Jour,
        d.jour < duree.origine.jour
          ? jours(dire('Aucun jour passé', 'No day elapsed'), 0)
          : joursPasses(duree, d),
        cumul,
        nouvelle,
      ),
  };
}

const ajouter = (avant: Explication, acquis: Explication): Explication =>
  avant.valeur.isZero() && avant.operation === 'CONSTANTE'
    ? acquis
    : arbre.somme(dire('Cumul', 'Accumulated'), [avant, acquis]);

export interface RegleExpliquee {
  readonly acquisition: Instant;
  readonly mois: Explication;
  readonly coefficient: Explication;
  readonly reste: 'EXERCICES' | 'MOIS';
  readonly calendrier: Calendrier;
}

interface TrancheExpliquee {
  readonly debut: number;
  readonly fin: number;
  readonly longueur: Explication;
  readonly annuite: Explication;
}

const enMois = (trentiemes: number, fr: string, en: string) => nombre(dire(fr, en), trentiemes / 30);

/** VNC × max(coefficient × mois / durée ; mois / mois qui restent), et la VNC entière quand rien ne reste après. */
function annuiteExpliquee(
  vnc: Explication,
  { mois, coefficient }: RegleExpliquee,
  longueur: Explication,
  reste: Explication,
): Explication {
  if (reste.valeur.lte(longueur.valeur)) return vnc;
  const degressif = arbre.produit(dire('Coefficient × mois', 'Coefficient × months'), [
    coefficient,
    longueur,
  ]);
  const lineaire = coefficient.valeur.times(reste.valeur).lt(mois.valeur);
  if (lineaire)
    return arbre.prorata(
      dire('Annuité, en linéaire sur ce qui reste', 'Charge, straight line on what remains'),
      vnc,
      longueur,
      reste,
    );
  const part = arbre.minimum(dire('Au plus la VNC', 'At most the book value'), [degressif, mois]);
  return arbre.prorata(dire('Annuité dégressive', 'Declining charge'), vnc, part, mois);
}

function trancher(regle: RegleExpliquee, base: Explication, depart: number): TrancheExpliquee[] {
  const origine = 30 * rangDuMois(regle.acquisition.jour);
  const tranches: TrancheExpliquee[] = [];
  let vnc = base;
  let ecoule = 0;
  let exercice = regle.calendrier.contenant(regle.acquisition.jour);
  for (; !vnc.valeur.isZero(); exercice = regle.calendrier.suivant(exercice)) {
    const { premier, apres } = moisDe(exercice);
    const ouverture = Math.max(30 * premier, origine);
    const fin = 30 * apres;
    if (fin <= origine) continue;
    const debut = Math.max(ouverture, depart);
    if (debut < fin) {
      const passe = debut - (regle.reste === 'MOIS' ? origine : ouverture - ecoule);
      const longueur = enMois(fin - debut, "Mois de l'exercice", 'Months of the fiscal year');
      const reste = arbre.difference(dire('Mois qui restent', 'Months left'), [
        regle.mois,
        enMois(passe, 'Mois des exercices passés', 'Months of past fiscal years'),
      ]);
      const annuite = annuiteExpliquee(vnc, regle, longueur, reste);
      tranches.push({ debut, fin, longueur, annuite });
      vnc = arbre.difference(dire('VNC fiscale', 'Tax book value'), [vnc, annuite]);
    }
    ecoule += fin - 30 * premier;
  }
  return tranches;
}

/** Dégressif : les annuités des exercices finis, et la part de celle en cours par mois cumulés. */
export function degressifExplique(
  regle: RegleExpliquee,
  debut: Jour,
  depart: number,
  avant: Explication,
  base: Explication,
): SegmentExplique {
  const tranches = trancher(regle, base, depart);
  return {
    debut,
    cumul(d) {
      if (d.jour < debut) return avant;
      const p = position(d.jour);
      const passees = tranches.filter(t => t.debut < p);
      const courante = passees.pop();
      if (courante === undefined) return avant;
      const part = Math.min(p, courante.fin) - courante.debut;
      const acquis =
        p >= courante.fin
          ? courante.annuite
          : arbre.prorata(
              dire("Part de l'annuité en cours", 'Part of the current charge'),
              courante.annuite,
              enMois(part, 'Mois passés', 'Months elapsed'),
              courante.longueur,
            );
      return arbre.somme(dire('Cumul', 'Accumulated'), [avant, ...passees.map(t => t.annuite), acquis]);
    },
    reprendre: (d, cumul, nouvelle) =>
      d.jour < debut
        ? degressifExplique(regle, debut, depart, cumul, nouvelle)
        : degressifExplique(regle, (d.jour + 1) as Jour, position(d.jour), cumul, nouvelle),
  };
}

/** Segment qui n'amortit rien. */
export function figeExplique(debut: Jour, avant: Explication): SegmentExplique {
  return {
    debut,
    cumul: () => avant,
    reprendre: (d, cumul) => figeExplique((d.jour + 1) as Jour, cumul),
  };
}
