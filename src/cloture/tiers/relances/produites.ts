import { versIso, type Jour } from '../../../comptabilite';
import type { TableProduite } from '../../contexte';
import { direPenalite } from './dire';
import type { RelancesEtablies } from './etablir';
import { PiecesRelancees, Relances } from './tables';

/** Les lettres de l'arrêté ; celles des arrêtés passés restent. */
export function produireRelances(
  { lettres }: RelancesEtablies,
  arrete: Jour,
  nom: (tiers: string) => { readonly Nom: string; readonly Courriel?: string | undefined } | undefined,
): TableProduite<typeof Relances> {
  return {
    table: Relances,
    lignes: lettres.map(l => ({
      Arrete: arrete,
      IdTiers: l.relance.tiers,
      Nom: nom(l.relance.tiers)?.Nom,
      Niveau: l.niveau.niveau,
      Libelle: l.niveau.libelle,
      Langue: l.langue,
      Courriel: nom(l.relance.tiers)?.Courriel,
      Pieces: l.relance.pieces.length,
      RetardMax: Math.max(0, ...l.relance.pieces.map(p => p.retard)),
      Du: l.relance.du,
      Deduit: l.relance.deduit,
      Net: l.relance.net,
      Penalites: l.penalites,
      Indemnites: l.indemnites,
      Total: l.total,
      Objet: l.objet,
      Texte: l.texte,
      EnvoyeeLe: undefined,
      Suite: undefined,
    })),
    cle: x => `${versIso(x.Arrete)}|${x.IdTiers}`,
    portee: x => x.Arrete === arrete,
    colonnesUtilisateur: ['EnvoyeeLe', 'Suite'],
  };
}

/** Le niveau de chaque pièce réclamée à l'arrêté : ce qui l'empêche de redescendre. */
export function produirePiecesRelancees(
  { lettres }: RelancesEtablies,
  arrete: Jour,
): TableProduite<typeof PiecesRelancees> {
  return {
    table: PiecesRelancees,
    lignes: lettres.flatMap(({ pieces }) =>
      pieces.map(({ poste, niveau, retard, penalite, indemnite }) => ({
        Arrete: arrete,
        IdTiers: poste.tiers,
        Compte: poste.compte as string,
        Piece: poste.piece,
        Origine: `${poste.source.table} ${poste.source.ligne}`,
        Echeance: poste.echeance,
        Retard: retard,
        Niveau: niveau,
        Reste: poste.residuel,
        Penalites: penalite?.montant,
        Detail: penalite && direPenalite(penalite),
        Indemnite: indemnite,
      })),
    ),
    cle: x => [versIso(x.Arrete), x.IdTiers, x.Compte, x.Piece, x.Origine].join('|'),
    portee: x => x.Arrete === arrete,
  };
}
