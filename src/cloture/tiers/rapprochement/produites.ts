import type { Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import type { LigneRapprochee } from './calcul/types';
import { CONSEILS } from './dire';
import type { ControleTiers } from './etablir';
import { RapprochementTiers } from './tables';

/** Au-delà, un écart ne se lit plus ligne à ligne. */
const CANDIDATS_MAX = 200;

const origine = (l: LigneRapprochee) => (l.ligne === 0 ? l.table : `${l.table} ${l.ligne}`);

/** Chaque contrôle et ses lignes en cause. */
export function produireRapprochement(
  controles: readonly ControleTiers[],
): TableProduite<typeof RapprochementTiers> {
  return {
    table: RapprochementTiers,
    lignes: controles.flatMap((c): Valeurs<typeof RapprochementTiers>[] => [
      {
        Controle: c.controle,
        Rang: 0,
        BalanceAgee: c.balanceAgee,
        Auxiliaire: c.auxiliaire,
        General: c.general,
        Ecart: c.ecart,
      },
      ...c.candidats.slice(0, CANDIDATS_MAX).map((x, i) => ({
        Controle: c.controle,
        Rang: i + 1,
        Nature: x.nature,
        Score: x.score,
        Tiers: x.ligne.tiers || undefined,
        Piece: x.ligne.piece,
        Montant: x.ligne.montant,
        Effet: x.effet,
        Origine: origine(x.ligne),
        Face: x.face && origine(x.face),
        Explication: CONSEILS[x.nature].fr,
      })),
    ]),
    cle: l => `${l.Controle}|${l.Rang}`,
    portee: () => true,
  };
}
