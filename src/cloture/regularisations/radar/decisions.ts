/** Ce que l'utilisateur a décidé des constats : accepté, un constat devient une proposition comme les autres. */
import { versIso, type Jour, type Montant } from '../../../comptabilite';
import type { TableProduite } from '../../contexte';
import { Proposition } from '../calcul/proposition';
import { identite, type Constat, type RegularisationProposee } from '.';
import { COLONNES_DECIDEES, RadarCutOff, type LigneRadar } from './table';

/** Un constat, ce qui en est décidé, et le montant que l'utilisateur avait sous les yeux. */
export interface ConstatDecide {
  readonly constat: Constat;
  readonly decision: 'ACCEPTER' | 'REFUSER' | undefined;
  readonly motif: string | undefined;
  readonly montant: Montant | undefined;
}

/**
 * La dernière décision de chaque constat au plus tard de l'arrêté. Celle d'un arrêté passé vaut encore, au montant
 * d'aujourd'hui ; celle de cet arrêté, au montant qu'elle montrait.
 */
export function decider(
  constats: readonly Constat[],
  lignes: readonly LigneRadar[],
  arrete: Jour,
): ConstatDecide[] {
  const dernieres = new Map<string, LigneRadar>();
  for (const l of lignes) {
    if (l.Arrete > arrete || (l.Decision === undefined && l.Arrete !== arrete)) continue;
    const autre = dernieres.get(l.Constat);
    if (autre === undefined || l.Arrete > autre.Arrete) dernieres.set(l.Constat, l);
  }
  return constats.map(constat => {
    const l = dernieres.get(identite(constat));
    const vu = l?.Arrete === arrete && l.Decision === 'ACCEPTER' ? l.Montant : undefined;
    return {
      constat,
      decision: l?.Decision,
      motif: l?.Motif,
      montant: vu ?? constat.proposition?.montant,
    };
  });
}

/** Les propositions des constats acceptés. */
export function proposeesDuRadar(decides: readonly ConstatDecide[], arrete: Jour): Proposition[] {
  return decides.flatMap(({ constat, decision, montant }) =>
    decision === 'ACCEPTER' && constat.proposition !== undefined && montant !== undefined
      ? [proposee(constat, constat.proposition, montant, arrete)]
      : [],
  );
}

const proposee = (
  constat: Constat,
  { module, montant: actuel, compte, idTiers, idAffaire, codeTVA }: RegularisationProposee,
  accepte: Montant,
  arrete: Jour,
): Proposition =>
  Proposition.de(
    {
      table: constat.table,
      ligne: constat.ligne,
      id: constat.cle,
      autreCle: `Radar|${identite(constat)}`,
      ...{ idAffaire, tiers: idTiers, compte, codeTVA },
      date: arrete,
    },
    { module, base: actuel, propose: accepte },
  );

/** La feuille « Radar du cut-off » de l'arrêté, dans l'ordre des enjeux. */
export function produireRadar(decides: readonly ConstatDecide[], arrete: Jour): TableProduite {
  const cle = (l: { Arrete: Jour; Constat: string }) => `${versIso(l.Arrete)}|${l.Constat}`;
  return {
    table: RadarCutOff,
    lignes: decides.map(d => ligneDe(d, arrete)),
    cle,
    portee: (l: { Arrete: Jour }) => l.Arrete === arrete,
    colonnesUtilisateur: COLONNES_DECIDEES,
  } as unknown as TableProduite;
}

const ligneDe = ({ constat, decision, motif, montant }: ConstatDecide, arrete: Jour) => ({
  Arrete: arrete,
  Constat: identite(constat),
  Decision: decision,
  Motif: motif,
  Risque: constat.risque,
  Message: constat.message.fr,
  Remede: constat.remede.fr,
  TableSource: constat.table,
  LigneSource: constat.ligne,
  Module: constat.proposition?.module,
  Montant: montant,
  Compte: constat.proposition?.compte,
  IdTiers: constat.proposition?.idTiers,
  IdAffaire: constat.proposition?.idAffaire,
  CodeTVA: constat.proposition?.codeTVA,
});
