/** `npm run cloture -- … --verifier` et `--rouvrir` : les mois fermés d'un classeur déjà ouvert. */
import { userInfo } from 'node:os';
import { CAPACITES } from '../../cloture';
import { accorder, texteMontant, type Montant } from '../../comptabilite';
import { CloseError } from '../../workbook/errors';
import { reopenMonth } from '../../workbook/reopen';
import type { Replay } from '../../workbook/seals/replay';
import { recordLateChanges } from '../../workbook/seals/corrections';
import { verifySeals } from '../../workbook/seals/verify';
import { describe, EXIT, type MonthRequest, print, UsageError } from './cli';

/** Un arrêté sans scellé est un mauvais usage, pas une altération. */
const asUsage = (error: unknown): never => {
  throw error instanceof CloseError ? new UsageError(error.message) : error;
};

/** Vérifie les scellés : code 1 si quelque chose d'un mois figé a bougé. Le fichier n'est jamais touché. */
export async function verify({ arrete, json }: MonthRequest): Promise<number> {
  const { rejeu, ...verification } = await verifySeals({
    capacites: CAPACITES,
    ...(arrete === undefined ? {} : { arrete }),
  }).catch(asUsage);
  const { scelles, anomalies, intact } = verification;
  if (json) print(JSON.stringify({ ...verification, rejeu }));
  else {
    for (const anomalie of anomalies) print(describe(anomalie));
    if (rejeu) sayEffect(rejeu);
    for (const { numero, arrete: mois, lignes, tables, leve, empreinte } of scelles)
      print(
        `Scellé n° ${numero} au ${mois}${leve ? ' (levé)' : ''} : ${accorder(tables, 'table')}, ${accorder(lignes, 'ligne')}, ${empreinte}`,
      );
    print(verdict(verification));
  }
  return intact ? EXIT.done : EXIT.blocked;
}

function verdict({ arrete, intact }: { arrete?: string; intact: boolean }): string {
  if (arrete === undefined)
    return 'Ce classeur n’a pas de scellé en vigueur : fermez un mois pour le sceller.';
  return intact
    ? `Mois fermé au ${arrete} : intact, chaîne entière.`
    : `Mois fermé au ${arrete} : quelque chose a bougé.`;
}

function sayEffect({ comptes }: Replay): void {
  const money = (euros: number) => texteMontant(Math.round(euros * 100) as Montant);
  for (const { module, compte, idAffaire, fige, recalcule } of comptes)
    print(
      `Effet ${module} ${compte}${idAffaire === undefined ? '' : ` ${idAffaire}`} : figé ${money(fige)}, recalculé ${money(recalcule)}.`,
    );
}

/** Rouvre un mois fermé et ceux qui le suivent : code 1 si quelque chose l'interdit, le fichier est alors intact. */
export async function reopen(
  { arrete, motif, json }: MonthRequest,
  save: () => Promise<void>,
): Promise<number> {
  const reopening = await reopenMonth({
    capacites: CAPACITES,
    arrete: arrete!,
    par: userInfo().username,
    motif,
  }).catch(asUsage);
  const { bloque, anomalies, mois, leves } = reopening;
  if (!bloque) await save();
  if (json) print(JSON.stringify(reopening));
  else {
    for (const anomalie of anomalies) print(describe(anomalie));
    print(
      bloque
        ? 'Réouverture refusée, rien n’est écrit.'
        : `Mois rouverts : ${mois.join(', ')}. Scellés levés : ${leves.join(', ') || 'aucun'}.`,
    );
  }
  return bloque ? EXIT.blocked : EXIT.done;
}

/** Consigne les changements tardifs du dernier mois fermé dans le mois ouvert ; rien à consigner : le fichier est intact. */
export async function correct({ json }: MonthRequest, save: () => Promise<void>): Promise<number> {
  const record = await recordLateChanges({ capacites: CAPACITES, par: userInfo().username }).catch(asUsage);
  const { lignes, effets, redatees, origine, arrete } = record;
  const some = lignes + effets > 0;
  if (some) await save();
  if (json) print(JSON.stringify(record));
  else
    print(
      some
        ? `Changements tardifs du ${origine} consignés au ${arrete} : ${accorder(lignes, 'ligne')}, ${accorder(effets, 'effet')}, ${accorder(redatees, 'ligne redatée', 'lignes redatées')}.`
        : 'Rien n’a changé depuis le dernier mois fermé.',
    );
  return EXIT.done;
}
