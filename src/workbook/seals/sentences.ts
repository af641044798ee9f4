/** Ce que « Vérifier » dit, dans les deux langues : la table, la ligne, ce qui lui est arrivé, et que faire. */
import {
  accorder,
  type Anomalie,
  direAnomalie,
  type Jour,
  periodeDe,
  type Phrase,
  signaler,
  texteMois,
} from '../../comptabilite';
import { Scelles } from '../../cloture/tables-communes';
import type { Objet } from './canonical';
import type { Break } from './chain';
import type { Nature, RowChange, TableChange } from './compare';
import type { Moved } from './late';
import type { Replay } from './replay';

/** Lignes nommées par table ; les autres se comptent. */
const NAMED = 20;

export function sayBreak({ link, nature }: Break): Anomalie {
  const { numero, head } = link;
  const changed = nature === 'CHANGE';
  return signaler(
    'BLOQUANT',
    'C-SCE-01',
    changed
      ? {
          fr: `Le scellé n° ${numero} (${texteMois(periodeDe(head.Arrete))}) a été modifié : son empreinte n'est plus celle de ce qu'il dit.`,
          en: `Seal no. ${numero} (${periodeDe(head.Arrete)}) was altered: its fingerprint is no longer that of what it says.`,
        }
      : {
          fr: `Le scellé n° ${numero} (${texteMois(periodeDe(head.Arrete))}) ne suit pas celui d'avant : la chaîne est rompue.`,
          en: `Seal no. ${numero} (${periodeDe(head.Arrete)}) does not follow the previous one: the chain is broken.`,
        },
    {
      fr: 'Comparez avec une copie du classeur, ou avec l’empreinte notée à la fermeture.',
      en: 'Compare with a copy of the workbook, or with the fingerprint noted at closing.',
    },
    { table: Scelles.nom, ligne: head.ligne, colonne: 'Empreinte', cle: String(numero) },
  );
}

const VERBS: Readonly<Record<Nature, Phrase>> = {
  AJOUTEE: { fr: 'a été ajoutée', en: 'was added' },
  CHANGEE: { fr: 'a changé', en: 'was changed' },
  RETIREE: { fr: 'a disparu', en: 'is gone' },
  ILLISIBLE: { fr: 'ne se lit plus', en: 'cannot be read any more' },
};

/** Les anomalies d'une table qui a bougé depuis le scellé d'un mois. */
export function sayChanges({ change, taken }: Moved, arrete: Jour): Anomalie[] {
  const { table, rows, objet } = change;
  if (objet === 'SITUATION') return alive(change, arrete);
  if (rows.length === 0) return [unnamed(change, arrete)];
  const news = change.datee ? [] : rows.filter(({ nature }) => nature === 'AJOUTEE');
  const moved = rows.filter(row => !news.includes(row));
  const open = moved.filter(({ key }) => !taken.has(key));
  const others = open.slice(NAMED);
  return [
    ...open.slice(0, NAMED).map(row => named(change, row, arrete)),
    ...(others.length > 0
      ? [counted(change, others.length, arrete, { fr: 'ont aussi bougé', en: 'also moved' })]
      : []),
    ...(taken.size > 0 && moved.length > open.length ? [resumed(table.nom, moved.length - open.length)] : []),
    ...(news.length > 0 ? [extra(change, news.length)] : []),
  ];
}

const REMEDY: Readonly<Record<Objet, Phrase>> = {
  ENTREE: {
    fr: 'Le mois fermé ne bouge pas : la correction tombe dans le mois ouvert. Voyez son effet dans « Mois », ou remettez la ligne.',
    en: 'The closed month does not move: the correction falls in the open month. See its effect in "Months", or restore the row.',
  },
  SITUATION: { fr: 'Rien à faire.', en: 'Nothing to do.' },
  RESULTAT: {
    fr: 'Un mois fermé ne se corrige pas sur place (PCG art. 1031-3) : remettez la ligne depuis une copie du classeur.',
    en: 'A closed month is not corrected in place (PCG art. 1031-3): restore the row from a copy of the workbook.',
  },
};

const graveOf = ({ objet }: TableChange): 'BLOQUANT' | 'ALERTE' =>
  objet === 'RESULTAT' ? 'BLOQUANT' : 'ALERTE';
const codeOf = ({ objet }: TableChange): string => (objet === 'RESULTAT' ? 'C-SCE-02' : 'C-SCE-03');
const month = (arrete: Jour): Phrase => ({ fr: texteMois(periodeDe(arrete)), en: periodeDe(arrete) });

/** Une clé telle qu'on la lit : ses parts remplies, séparées. */
export const readableKey = (key: string): string =>
  key
    .split('\u0001')
    .filter(part => part !== '')
    .join(' / ');

function named(change: TableChange, { nature, key, ligne }: RowChange, arrete: Jour): Anomalie {
  const { nom } = change.table;
  const cle = readableKey(key);
  const at = (word: string) => (ligne === undefined ? '' : `, ${word} ${ligne}`);
  const m = month(arrete);
  return signaler(
    graveOf(change),
    codeOf(change),
    {
      fr: `${nom}${at('ligne')} (${cle}) ${VERBS[nature].fr} depuis le scellé de ${m.fr}.`,
      en: `${nom}${at('row')} (${cle}) ${VERBS[nature].en} since the seal of ${m.en}.`,
    },
    REMEDY[change.objet],
    { table: nom, ...(ligne === undefined ? {} : { ligne }), cle },
  );
}

function counted(change: TableChange, count: number, arrete: Jour, verb: Phrase): Anomalie {
  const { nom } = change.table;
  const m = month(arrete);
  return signaler(
    graveOf(change),
    codeOf(change),
    {
      fr: `${nom} : ${count} autres lignes du scellé de ${m.fr} ${verb.fr}.`,
      en: `${nom}: ${count} more rows of the seal of ${m.en} ${verb.en}.`,
    },
    REMEDY[change.objet],
    { table: nom },
  );
}

/** La table n'est plus celle du scellé, et on ne sait plus dire quelle ligne. */
function unnamed(change: TableChange, arrete: Jour): Anomalie {
  const { nom } = change.table;
  const m = month(arrete);
  return signaler(
    graveOf(change),
    codeOf(change),
    {
      fr: `${nom} n'est plus celle du scellé de ${m.fr} ; la feuille masquée des scellés ne permet pas de dire quelle ligne.`,
      en: `${nom} is no longer that of the seal of ${m.en}; the hidden sheet of seals cannot tell which row.`,
    },
    REMEDY[change.objet],
    { table: nom },
  );
}

/** Ce qui était prévu à l'arrêté et ne l'est plus ainsi ; ce qui s'y est ajouté depuis va de soi. */
function alive({ table: { nom }, rows }: TableChange, arrete: Jour): Anomalie[] {
  const count = rows.filter(({ nature }) => nature !== 'AJOUTEE').length;
  if (count === 0) return [];
  const m = month(arrete);
  return [
    signaler(
      'INFO',
      'C-SCE-04',
      {
        fr: `${nom} : ${accorder(count, "ligne d'après", "lignes d'après")} ${m.fr}, ${count < 2 ? 'changée ou retirée' : 'changées ou retirées'} depuis sa fermeture. Le mois recalculé en dépend.`,
        en: `${nom}: ${accorder(count, 'row', 'rows', 'en')} after ${m.en} changed or removed since closing. The recomputed month depends on that.`,
      },
      REMEDY.SITUATION,
      { table: nom },
    ),
  ];
}

function resumed(nom: string, count: number): Anomalie {
  return signaler(
    'INFO',
    'C-SCE-05',
    {
      fr: `${nom} : ${accorder(count, 'ligne changée après coup est comprise', 'lignes changées après coup sont comprises')} dans un mois fermé depuis, et ${count < 2 ? 'scellée telle quelle' : 'scellées telles quelles'}.`,
      en: `${nom}: ${accorder(count, 'row changed afterwards is', 'rows changed afterwards are', 'en')} included in a month closed since, sealed as found.`,
    },
    { fr: 'Rien à faire.', en: 'Nothing to do.' },
    { table: nom },
  );
}

function extra({ table: { nom } }: TableChange, count: number): Anomalie {
  return signaler(
    'INFO',
    'C-SCE-06',
    {
      fr: `${nom} : ${accorder(count, 'ligne')} de plus, sans date, hors du mois scellé.`,
      en: `${nom}: ${accorder(count, 'more row', 'more rows', 'en')}, undated, not part of the sealed month.`,
    },
    { fr: 'Rien à faire.', en: 'Nothing to do.' },
    { table: nom },
  );
}

/**
 * Le mois recalculé ne redonne pas ce qu'il a figé. Si des lignes ont bougé, c'en est l'effet ; sinon, c'est le calcul qui
 * a changé (une autre version du complément), et cela se dit plus fort.
 */
export function sayReplay(rejeu: Replay, arrete: Jour, moved: boolean): Anomalie[] {
  const { comptes, lignes, anomalies } = rejeu;
  const m = month(arrete);
  const gravite = moved ? 'INFO' : 'ALERTE';
  if (anomalies.length > 0)
    return [
      signaler(
        'INFO',
        'C-SCE-07',
        {
          fr: `${m.fr} ne se recalcule plus : ${anomalies[0]!.message}`,
          en: `${m.en} cannot be recomputed any more: ${direAnomalie(anomalies[0]!, 'en').message}`,
        },
        { fr: anomalies[0]!.remede, en: direAnomalie(anomalies[0]!, 'en').remede },
        {},
      ),
    ];
  if (comptes.length + lignes.length === 0) return [];
  return [
    signaler(
      gravite,
      'C-SCE-07',
      {
        fr: `${m.fr} recalculé aujourd'hui diffère de ce qui est figé : ${accorder(comptes.length, 'compte')}, ${accorder(lignes.length, 'montant')} des feuilles générées.`,
        en: `${m.en} recomputed today differs from what is frozen: ${accorder(comptes.length, 'account', 'accounts', 'en')}, ${accorder(lignes.length, 'amount', 'amounts', 'en')} of generated sheets.`,
      },
      moved
        ? { fr: 'Le mois ouvert en portera l’effet.', en: 'The open month will carry the effect.' }
        : {
            fr: 'Rien n’a bougé dans les tables : une autre version du complément calcule autrement.',
            en: 'Nothing moved in the tables: another version of the add-in computes differently.',
          },
      {},
    ),
  ];
}
