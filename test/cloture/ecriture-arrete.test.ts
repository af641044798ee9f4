/**
 * Écriture d'arrêté automatique, extourne automatique (capacité 190) : deux réglages, sur le cas de référence (domaine §18), pour
 * les régularisations comme pour le chiffre d'affaires. L'historique ne dépend d'aucun des deux.
 */
import { join } from 'node:path';
import { avancement } from '../../src/cloture/avancement';
import type { Capacite } from '../../src/cloture/capacite';
import { regularisations } from '../../src/cloture/regularisations';
import {
  compte,
  depuisEuros,
  depuisTexte,
  estBloquante,
  rappelerExtournes,
  versIso,
  ZERO,
  type Ecriture,
  type Jour,
} from '../../src/comptabilite';
import { contexteDe, type ClasseurBrut } from '../explication/rejeu';
import { lireScenario } from '../scenarios/scenario';

const { entrees } = lireScenario(join(__dirname, '../scenarios/cas-dore'));
const j = (iso: string) => depuisTexte(iso) as Jour;
const NOVEMBRE = j('2026-11-30');

const avec = (reglages: Readonly<Record<string, string>>): ClasseurBrut => {
  const [entete = [], ...lignes] = entrees.get('Parametres') ?? [];
  const ajoutees = Object.entries(reglages).map(([cle, valeur]) =>
    entete.map(nom => (nom === 'Cle' ? cle : nom === 'Valeur' ? valeur : '')),
  );
  return new Map(entrees).set('Parametres', [entete, ...lignes, ...ajoutees]);
};

/** Modules qui s'extournent : ce que les deux réglages commandent. */
const ARRETE = new Set(['FAE', 'PCA', 'RFAE', 'RPCA', 'AAE', 'FNP', 'CCA', 'AAR', 'CAP']);
const deArrete = (e: Ecriture) => ARRETE.has(e.cle.split('|')[0] ?? '');

function lancer(capacite: Capacite, reglages: Readonly<Record<string, string>> = {}) {
  const rendu = capacite.calculer(contexteDe(avec(reglages), capacite, NOVEMBRE));
  const historique = rendu.produites.filter(p => p.table.nom === 'Historique').flatMap(p => p.lignes);
  return { ...rendu, ecritures: rendu.ecritures.filter(deArrete), historique };
}

const codes = (rendu: ReturnType<typeof lancer>, code: string) =>
  rendu.anomalies.filter(a => a.code === code).map(a => a.gravite);

describe.each([
  ['régularisations', regularisations],
  ['chiffre d’affaires', avancement],
] as const)('%s', (_, capacite) => {
  const defaut = lancer(capacite);

  test('les deux à O, leur défaut : chaque écriture a son extourne, datée du 1er décembre', () => {
    const [arretees, extournes] = [false, true].map(sens =>
      defaut.ecritures.filter(e => (e.extourneDe !== undefined) === sens),
    );
    expect(arretees?.length).toBeGreaterThan(0);
    expect(extournes?.map(e => e.extourneDe)).toEqual(arretees?.map(e => e.cle));
    expect(new Set(extournes?.map(e => versIso(e.date)))).toEqual(new Set(['2026-12-01']));
    expect(lancer(capacite, { EcritureArrete: 'O', ExtourneAutomatique: 'O' }).ecritures).toEqual(
      defaut.ecritures,
    );
  });

  test('ExtourneAutomatique = N : les mêmes écritures, aucune extourne, le même historique', () => {
    const sans = lancer(capacite, { ExtourneAutomatique: 'N' });
    expect(sans.ecritures).toEqual(defaut.ecritures.filter(e => e.extourneDe === undefined));
    expect(sans.historique).toEqual(defaut.historique);
    expect(sans.anomalies.some(estBloquante)).toBe(false);
  });

  test.each(['O', 'N'])(
    'EcritureArrete = N (extourne %s) : rien que l’historique, et une alerte le chiffre',
    extourne => {
      const sans = lancer(capacite, { EcritureArrete: 'N', ExtourneAutomatique: extourne });
      expect(sans.ecritures).toEqual([]);
      expect(sans.historique).toEqual(defaut.historique);
      expect(codes(sans, 'C-CUT-31')).toEqual(['ALERTE']);
      expect(codes(defaut, 'C-CUT-31')).toEqual([]);
      expect(sans.anomalies.some(estBloquante)).toBe(false);
    },
  );
});

describe('le mois d’après, sans extourne automatique', () => {
  const ligne = (n: number, cle: string, date: string, debit: number, annule?: string) => ({
    ligne: n,
    DateEcriture: j(date),
    Compte: compte('4181'),
    Debit: debit > 0 ? depuisEuros(debit) : ZERO,
    Credit: debit < 0 ? depuisEuros(-debit) : ZERO,
    CleGeneration: cle,
    ...(annule === undefined ? {} : { IdExtourneDe: annule }),
  });
  const passee = ligne(5, 'FAE|2026-11-30|24A010|ARRETE', '2026-11-30', 9_600);
  const rappels = (...lignes: Parameters<typeof rappelerExtournes>[0]) =>
    rappelerExtournes(lignes, j('2026-12-31'), new Set(['FAE'])).map(a => [a.code, a.gravite, a.cle]);

  test('une écriture que rien n’annule s’ajouterait : une alerte la nomme', () => {
    expect(rappels(passee)).toEqual([['C-CUT-30', 'ALERTE', 'FAE|2026-11-30|24A010']]);
  });

  test('extournée, ou contrepassée à la main : plus rien à dire', () => {
    expect(rappels(passee, ligne(6, 'FAE|2026-11-30|24A010|EXTOURNE', '2026-12-01', -9_600))).toEqual([]);
    const contre = ligne(
      6,
      'CONTREPASSATION|2026-12-31|D1|ARRETE',
      '2026-12-02',
      -9_600,
      passee.CleGeneration,
    );
    expect(rappels(passee, contre)).toEqual([]);
  });

  test('contrepassée après l’arrêté : elle y compte encore, et se rappelle', () => {
    const apres = ligne(
      6,
      'CONTREPASSATION|2027-01-31|D1|ARRETE',
      '2027-01-02',
      -9_600,
      passee.CleGeneration,
    );
    expect(rappels(passee, apres)).toEqual([['C-CUT-30', 'ALERTE', 'FAE|2026-11-30|24A010']]);
  });

  test('une écriture de l’arrêté en cours n’est pas encore à extourner', () => {
    expect(rappels({ ...passee, CleGeneration: 'FAE|2026-12-31|24A010|ARRETE' })).toEqual([]);
  });
});
