/**
 * Le radar du cut-off : ce que les règles de rattachement ne voient pas. Il n'écrit rien et ne change aucun chiffre ;
 * chaque constat dit où regarder, ce qui est en jeu, et la régularisation qu'on peut accepter d'un geste.
 */
import { terminer, type Anomalie } from '../../../comptabilite';
import { facturesEnDouble } from './doubles';
import { periodesDesLibelles } from './libelles';
import { nonFactures } from './non-factures';
import { periodesSuspectes } from './periodes';
import { recurrentsAbsents } from './recurrents';
import { facturesTardives } from './tardives';
import type { Constat, DonneesRadar, OptionsRadar } from './types';

export type * from './types';

const RECHERCHES = [
  nonFactures,
  facturesTardives,
  recurrentsAbsents,
  periodesDesLibelles,
  facturesEnDouble,
  periodesSuspectes,
] as const;

/** Les constats d'un arrêté, du plus grand montant en jeu au plus petit. */
export const balayer = (donnees: DonneesRadar, options: OptionsRadar): Constat[] =>
  terminer(balayerParTranches(donnees, options));

/** Les mêmes, une recherche par tranche. */
export function* balayerParTranches(
  donnees: DonneesRadar,
  options: OptionsRadar,
): Generator<void, Constat[]> {
  const constats: Constat[] = [];
  for (const chercher of RECHERCHES) {
    for (const constat of chercher(donnees, options)) constats.push(constat);
    yield;
  }
  return constats.sort((a, b) => b.risque - a.risque || (identite(a) < identite(b) ? -1 : 1));
}

/** Ce qui retrouve un constat d'une exécution à l'autre. */
export const identite = ({ code, cle }: Pick<Constat, 'code' | 'cle'>): string => `${code}|${cle}`;

/** Le constat dans la feuille « Contrôles ». */
export function enAnomalie({
  code,
  gravite,
  table,
  ligne,
  colonne,
  cle,
  message,
  remede,
}: Constat): Anomalie {
  return {
    code,
    gravite,
    table,
    ligne,
    colonne,
    cle,
    message: message.fr,
    remede: remede.fr,
    en: { message: message.en, remede: remede.en },
  };
}
