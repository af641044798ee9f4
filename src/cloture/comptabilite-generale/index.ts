import {
  confronterValidees,
  controlerPeriode,
  terminer,
  type Anomalie,
  type Ecriture,
} from '../../comptabilite';
import type { Capacite } from '../capacite';
import type { Contexte, Resultat, TableProduite } from '../contexte';
import { EcrituresCloture, Periodes } from '../tables-communes';
import { apres } from '../tables-communes/enchainement';
import { PARTIES } from './parties';
import { PRESENTATION_COMPTABILITE_GENERALE } from './presentation';

const { nom: NOM, modules: MODULES } = PRESENTATION_COMPTABILITE_GENERALE;

/** La comptabilité générale (domaine §9) : ses parties l'une après l'autre, chacune sur ce que laisse la précédente. */
function* calculerParTranches(contexte: Contexte): Generator<void, Resultat> {
  const { arrete, tables } = contexte;
  const periodes = new Map(tables.lire(Periodes).lignes.map(l => [l.Periode, l.Etat]));
  const anomalies: Anomalie[] = controlerPeriode(arrete, periodes);
  const ecritures: Ecriture[] = [];
  const produites: TableProduite[] = [];
  const resumes: string[] = [];
  let vu = contexte;
  for (const partie of PARTIES) {
    yield;
    const rendu = yield* partie.calculer(vu);
    anomalies.push(...rendu.anomalies);
    ecritures.push(...rendu.ecritures);
    produites.push(...rendu.produites);
    if (rendu.resume !== '') resumes.push(rendu.resume);
    vu = { ...vu, tables: apres(partie, { capacite: NOM, ...rendu }, vu) };
  }
  const gardees = tables.lire(EcrituresCloture).lignes;
  const validees = confronterValidees(ecritures, gardees, arrete, new Set(MODULES));
  return {
    capacite: NOM,
    anomalies: [...anomalies, ...validees.anomalies],
    ecritures: validees.aEcrire,
    produites,
    resume: `Comptabilité générale : ${resumes.length > 0 ? resumes.join(' ; ') : 'rien à passer'}`,
  };
}

export const comptabiliteGenerale: Capacite = {
  ...PRESENTATION_COMPTABILITE_GENERALE,
  calculer: contexte => terminer(calculerParTranches(contexte)),
  calculerParTranches,
  expliquer: (contexte, cellule) => {
    for (const partie of PARTIES) {
      const arbre = partie.expliquer?.(contexte, cellule);
      if (arbre) return arbre;
    }
    return undefined;
  },
};
