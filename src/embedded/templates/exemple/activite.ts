/**
 * Ce que chacun fait, jour après jour, d'octobre 2025 à la fin des affaires. Une journée se coupe en deux demi-journées,
 * données aux affaires à proportion des parts de chacun ; ce qui reste est interne. Les journées du cas de référence
 * sont déjà prises.
 */
import { enNombre, type Jour } from '../../../comptabilite';
import type { NATURES_TEMPS } from '../../../cloture/tables-communes';
import { Planning, Temps } from '../../../cloture/tables-communes';
import { absencesDe, jourLibere } from './absences';
import type { Affectation } from './affaires';
import { alea, type Alea } from './alea';
import { joursOuvres, le } from './calendrier';
import type { Carnet } from './carnet';
import type { Personne } from './equipe';

export type Nature = (typeof NATURES_TEMPS)[number];

/** Un temps, fait ou à faire. */
export interface Effort {
  readonly collab: string;
  readonly jour: Jour;
  readonly affaire: string;
  readonly tache: string;
  readonly nature: Nature;
  /** Quarts de journée. */
  readonly quarts: number;
}

/** Une affaire vue de l'activité. */
export interface Chantier {
  readonly id: string;
  readonly du: Jour;
  readonly au: Jour;
  readonly equipe: readonly Affectation[];
}

interface Place {
  readonly chantier: Chantier;
  readonly part: number;
  readonly du: Jour;
  readonly au: Jour;
  credit: number;
}

const DEBUT = le('2025-10-01');
/** Premier jour où tout le temps de la société est saisi ; avant, seul celui des affaires encore ouvertes l'est. */
const TOUT_SAISI = le('2026-01-01');
const HORIZON = le('2027-05-31');
const JOURNEE = 4;
/** Une journée entière, une demie, un quart : le quart et la demi-journée sont les plus communs. */
const DECOUPES = [1, 1, 2, 2, 3] as const;

const PHASES = [
  ['Conception', 'Ateliers', 'Conception'],
  ['Réalisation', 'Réalisation', 'Revue de code', 'Tests'],
  ['Recette', 'Corrections', 'Documentation', 'Mise en production'],
] as const;
const PILOTAGE = ['Pilotage', 'Comité de projet', 'Suivi client'] as const;

/** Tous les efforts de la société, dans l'ordre des jours puis des personnes. */
export function vivre(carnet: Carnet, equipe: readonly Personne[], chantiers: readonly Chantier[]): Effort[] {
  const pris = journeesPrises(carnet);
  const efforts = equipe.flatMap((p, rang) => journees(p, placesDe(p, chantiers), pris, alea(4500 + rang)));
  return efforts.sort((a, b) => a.jour - b.jour || (a.collab < b.collab ? -1 : a.collab > b.collab ? 1 : 0));
}

/** Quarts de journée que le cas de référence occupe déjà, faits ou prévus. */
function journeesPrises(carnet: Carnet): ReadonlyMap<string, number> {
  const pris = new Map<string, number>();
  for (const ligne of [...carnet.lignes(Temps), ...carnet.lignes(Planning)]) {
    const cle = `${ligne.IdCollab}|${ligne.Date}`;
    pris.set(cle, Math.max(pris.get(cle) ?? 0, enNombre(ligne.Jours) * JOURNEE));
  }
  return pris;
}

function placesDe(p: Personne, chantiers: readonly Chantier[]): Place[] {
  return chantiers.flatMap(chantier =>
    chantier.equipe
      .filter(([collab]) => collab === p.id)
      .map(([, part, du, au]) => ({
        chantier,
        part,
        du: du === undefined ? chantier.du : le(du),
        au: au === undefined ? chantier.au : le(au),
        credit: 0,
      })),
  );
}

function journees(
  p: Personne,
  places: readonly Place[],
  pris: ReadonlyMap<string, number>,
  hasard: Alea,
): Effort[] {
  const absences = absencesDe(p, hasard);
  const efforts: Effort[] = [];
  const interne: Interne = { credit: 0 };
  const debut = p.entree > DEBUT ? p.entree : DEBUT;
  for (const jour of joursOuvres(debut, p.sortie !== undefined && p.sortie < HORIZON ? p.sortie : HORIZON)) {
    const occupe = pris.get(`${p.id}|${jour}`) ?? 0;
    if (jourLibere(p, jour) && occupe === 0) continue;
    const absence = absences.get(jour);
    if (absence !== undefined && occupe === 0) {
      if (!p.externe && jour >= TOUT_SAISI)
        efforts.push({
          collab: p.id,
          jour,
          affaire: 'ABSENCES',
          tache: '',
          nature: absence,
          quarts: JOURNEE,
        });
      continue;
    }
    journee(p, jour, JOURNEE - occupe, places, interne, hasard, efforts);
  }
  return efforts;
}

interface Interne {
  credit: number;
}

/** Une journée de travail : des demi-journées, chacune à l'affaire la plus en retard sur sa part. */
function journee(
  p: Personne,
  jour: Jour,
  libres: number,
  places: readonly Place[],
  interne: Interne,
  hasard: Alea,
  efforts: Effort[],
): void {
  const ouvertes = places.filter(place => place.du <= jour && jour <= place.au);
  const reste = Math.max(0, 1 - ouvertes.reduce((total, { part }) => total + part, 0));
  for (let libre = libres; libre > 0;) {
    const quarts = Math.min(libre, hasard.parmi(DECOUPES));
    libre -= quarts;
    for (const place of ouvertes) place.credit += place.part * quarts;
    interne.credit += reste * quarts;
    const choisie = ouvertes.reduce<Place | undefined>(
      (mieux, place) => (place.credit > (mieux?.credit ?? interne.credit) ? place : mieux),
      undefined,
    );
    (choisie ?? interne).credit -= quarts;
    if (choisie) ajouter(efforts, surAffaire(p, jour, quarts, choisie, hasard));
    else if (!p.externe && jour >= TOUT_SAISI) ajouter(efforts, enInterne(p, jour, quarts, reste, hasard));
  }
}

/** Deux demi-journées de la même tâche se saisissent en une. */
function ajouter(efforts: Effort[], effort: Effort): void {
  const avant = efforts.at(-1);
  const memes = (['collab', 'jour', 'affaire', 'tache', 'nature'] as const).every(
    cle => avant?.[cle] === effort[cle],
  );
  if (avant && memes) efforts[efforts.length - 1] = { ...avant, quarts: avant.quarts + effort.quarts };
  else efforts.push(effort);
}

function surAffaire(p: Personne, jour: Jour, quarts: number, { chantier }: Place, hasard: Alea): Effort {
  const avance = (jour - chantier.du) / Math.max(1, chantier.au - chantier.du);
  const phase = PHASES[avance < 0.2 ? 0 : avance < 0.8 ? 1 : 2];
  const tache = p.metier === 'Chef de projet' ? hasard.parmi(PILOTAGE) : hasard.parmi(phase);
  const reprise = tache === 'Corrections' && hasard.entier(1, 5) === 1;
  const nature = reprise ? 'PRODUCTION_NON_FACTURABLE' : 'PRODUCTION_FACTURABLE';
  return { collab: p.id, jour, affaire: chantier.id, tache, nature, quarts };
}

const INTERNES: readonly (readonly [affaire: string, tache: string, nature: Nature])[] = [
  ['INTERNE', "Réunion d'équipe", 'INTERNE'],
  ['INTERNE', 'Administration', 'INTERNE'],
  ['INTERNE', 'Outillage', 'INTERNE'],
  ['FORMATION', 'Formation', 'FORMATION'],
  ['AVANTVENTE', "Réponse à appel d'offres", 'AVANT_VENTE'],
];

function enInterne(p: Personne, jour: Jour, quarts: number, reste: number, hasard: Alea): Effort {
  const [affaire, tache, nature] = activiteInterne(p, reste, hasard);
  return { collab: p.id, jour, affaire, tache, nature, quarts };
}

function activiteInterne(p: Personne, reste: number, hasard: Alea): (typeof INTERNES)[number] {
  if (p.metier === 'Commercial')
    return hasard.parmi([INTERNES[4], INTERNES[4], INTERNES[0]].flatMap(x => (x ? [x] : [])));
  if (!p.productive) return hasard.parmi(INTERNES.slice(0, 2));
  if (reste > 0.5 && hasard.entier(1, 3) > 1) return ['INTERCONTRAT', 'Disponible', 'INTERCONTRAT'];
  return hasard.parmi(INTERNES);
}
