/** Des efforts aux feuilles de temps et au planning, avec ce qu'une vraie saisie a d'imparfait. */
import { ajouterJours, periode, quantite, type Jour } from '../../../comptabilite';
import { Affaires, Planning, Temps } from '../../../cloture/tables-communes';
import type { Valeurs } from '../../../workbook/table';
import type { Effort } from './activite';
import { jourDeSemaine, le, lundi } from './calendrier';
import type { Carnet } from './carnet';

const ARRETE = le('2026-11-30');
/** Dernier jour saisi : l'export de l'ERP date du vendredi 4 décembre. */
const DERNIER_SAISI = le('2026-12-04');
/** Les retardataires : leurs derniers jours de novembre attendent l'accord du chef de projet. */
const EN_RETARD: ReadonlyMap<string, Jour> = new Map([
  ['C025', le('2026-11-26')],
  ['C038', le('2026-11-30')],
]);
/** Rangs des temps que le chef de projet a refusés : saisis deux fois, ou sur la mauvaise affaire. */
const REFUSES: ReadonlySet<number> = new Set([4211, 9876, 15_020]);

type LigneTemps = Valeurs<typeof Temps>;

/** Écrit les temps saisis jusqu'au 4 décembre, numérotés dans l'ordre des jours. */
export function ecrireTemps(carnet: Carnet, efforts: readonly Effort[]): void {
  let rang = 0;
  for (const effort of efforts) {
    if (effort.jour > DERNIER_SAISI) break;
    rang++;
    const temps = tempsDe(effort, rang);
    carnet.ajouter(Temps, temps);
    if (REFUSES.has(rang))
      carnet.ajouter(Temps, {
        ...temps,
        IdTemps: `${temps.IdTemps}R`,
        Etat: 'REFUSE',
        Motif: 'Saisi deux fois',
      });
  }
  carnet.ajouter(Temps, ...corrections());
  carnet.trier(Temps, t => `${t.Date}|${t.IdCollab}`);
}

function tempsDe(e: Effort, rang: number): LigneTemps {
  const jours = e.quarts / 4;
  return {
    IdTemps: `T${10_000 + rang}`,
    IdCollab: e.collab,
    Date: e.jour,
    IdAffaire: e.affaire,
    Tache: e.tache === '' ? undefined : e.tache,
    Nature: e.nature,
    Jours: quantite(jours),
    Heures: quantite(jours * 7),
    Etat: etatDe(e),
    Facturable: e.nature === 'PRODUCTION_FACTURABLE',
  };
}

function etatDe({ collab, jour }: Effort): LigneTemps['Etat'] {
  if (jour > ARRETE) return jour > ajouterJours(ARRETE, 2) ? 'BROUILLON' : 'SOUMIS';
  return jour >= (EN_RETARD.get(collab) ?? Infinity) ? 'SOUMIS' : 'VALIDE';
}

/** Une journée de mars imputée à tort, vue en mai quand mars était fermé : elle se corrige dans le mois ouvert. */
function corrections(): LigneTemps[] {
  const commune = {
    IdCollab: 'C023',
    Date: le('2026-03-17'),
    Tache: 'Réalisation',
    Nature: 'PRODUCTION_FACTURABLE',
    Etat: 'VALIDE',
    Facturable: true,
    PeriodeComptable: periode('2026-05'),
    IdOrigine: 'T12764',
    Motif: 'Imputé à tort sur 25E010',
  } as const;
  return [
    { ...commune, IdTemps: 'TC001', IdAffaire: '25E010', Jours: quantite(-1), Heures: quantite(-7) },
    { ...commune, IdTemps: 'TC002', IdAffaire: '26P510', Jours: quantite(1), Heures: quantite(7) },
  ];
}

/**
 * Écrit le planning : à la semaine, au jour pour la première semaine de décembre. Celui des régies garde ce qui fut
 * prévu depuis janvier ; celui des forfaits ne garde du passé que les journées prévues et jamais faites.
 */
export function ecrirePlanning(
  carnet: Carnet,
  efforts: readonly Effort[],
  regies: ReadonlySet<string>,
): void {
  const fins = new Map(carnet.lignes(Affaires).map(a => [a.IdAffaire, a.DateFin ?? ARRETE]));
  const prevus = new Map<string, { effort: Effort; jour: Jour; quarts: number }>();
  for (const effort of efforts) {
    const { jour, affaire, collab } = effort;
    if (!surAffaire(effort) || (jour <= ARRETE && !regies.has(affaire))) continue;
    const debut = jour > ARRETE && jour <= DERNIER_SAISI ? jour : lundi(jour);
    const cle = `${debut}|${collab}|${affaire}`;
    const connu = prevus.get(cle) ?? { effort, jour: debut, quarts: 0 };
    connu.quarts += effort.quarts;
    prevus.set(cle, connu);
  }
  for (const e of manques(efforts)) {
    if (e.jour > (fins.get(e.affaire) ?? ARRETE)) continue;
    prevus.set(`${e.jour}|${e.collab}|${e.affaire}`, { effort: e, jour: e.jour, quarts: 4 });
  }
  const ordre = [...prevus].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, p]) => p);
  ordre.forEach(({ effort, jour, quarts }, rang) =>
    carnet.ajouter(Planning, {
      IdPlan: `P${10_001 + rang}`,
      IdCollab: effort.collab,
      Date: jour,
      IdAffaire: effort.affaire,
      Tache: effort.tache === '' ? undefined : effort.tache,
      // On prévoit par demi-journées.
      Jours: quantite(Math.max(1, Math.round(quarts / 2)) / 2),
      Statut: jour < le('2027-01-01') ? 'CONFIRME' : 'PREVU',
    }),
  );
  carnet.trier(Planning, p => `${p.Date}|${p.IdCollab}`);
}

const surAffaire = (e: Effort) =>
  e.nature === 'PRODUCTION_FACTURABLE' || e.nature === 'PRODUCTION_NON_FACTURABLE';

/** Les journées qu'un arrêt a empêchées en octobre et novembre, prévues sur l'affaire de la veille. */
function manques(efforts: readonly Effort[]): Effort[] {
  const veille = new Map<string, Effort>();
  const manques: Effort[] = [];
  for (const e of efforts) {
    if (surAffaire(e)) veille.set(e.collab, e);
    const derniere = veille.get(e.collab);
    const recent = e.jour >= le('2026-10-01') && e.jour <= ARRETE && jourDeSemaine(e.jour) <= 5;
    if (e.nature === 'MALADIE' && recent && derniere) manques.push({ ...derniere, jour: e.jour, quarts: 4 });
  }
  return manques;
}
