/** Ce que l'on dit des écritures de clôture que quelqu'un a changées à la main (domaine §9.1, point 9 ; PCG art. 1031-3). */
import {
  signaler,
  texteMontant,
  depuisEuros,
  depuisTexte,
  type Anomalie,
  type Gravite,
  type Jour,
  type Phrase,
} from '../../comptabilite';
import type { Colonne, TablesLues } from '../../workbook/table';
import { EcrituresCloture } from './ecritures';
import { etatsDesMois } from './mois-ouverts';
import type { Cellules, Rupture } from './sceau';
import { piecesTouchees, type PiecesTouchees } from './sceau-pieces';

/** Ce qui se change encore sur une écriture validée : son libellé et sa référence. Le reste se contrepasse. */
const PERMISES: ReadonlySet<string> = new Set(['Libelle', 'Piece']);

const estValidee = (cellules: Cellules): boolean => cellules['DateValidation'] !== undefined;

/** Seuls le libellé ou la référence d'une ligne validée ont changé : c'est permis, et la trace en reste. */
export const estPermise = ({ colonnes, cellules }: Rupture): boolean =>
  estValidee(cellules) && colonnes.every(({ cle }) => PERMISES.has(cle));

/** Ce que disait une cellule et ce qu'elle dit : « Libellé : « Loyer » devient « Loyer de mars » ». */
export const avantApres = ({ actuelles, cellules }: Rupture, { cle, entete, en }: Colonne): Phrase => {
  const [avant, apres] = [cellules[cle], actuelles[cle]].map(v => String(v ?? ''));
  return { fr: `${entete} : « ${avant} » devient « ${apres} »`, en: `${en}: "${avant}" becomes "${apres}"` };
};

const REMETTRE: Phrase = {
  fr: 'Remettez-la (page « Arrêtés » du volet) ; pour corriger, contrepassez l’écriture et passez-en une autre.',
  en: 'Put it back (“Closes” page of the pane); to correct, reverse the entry and book another.',
};
const RELANCER: Phrase = {
  fr: 'Relancez : l’arrêté en cours se récrit. La page « Arrêtés » du volet la remet aussi.',
  en: 'Run again: the current close is rewritten. The “Closes” page of the pane also puts it back.',
};

/**
 * Les écritures de clôture changées, ajoutées ou retirées à la main depuis que le complément les a écrites. C-ECR-01 :
 * d'un mois fermé, ou validée, elle bloque ; de l'arrêté en cours, relancer la récrit. C-ECR-02 : le libellé ou la
 * référence d'une écriture validée se change ; la trace en reste, l'ancien texte compris.
 */
export function* controlerEcritures(tables: TablesLues, arrete: Jour): Generator<void, Anomalie[]> {
  const touchees = yield* piecesTouchees(tables.lire(EcrituresCloture));
  const etatDe = etatsDesMois(tables);
  const graviteDe = (cle: string, validee: boolean): Gravite => {
    const jour = depuisTexte(cle.split('|')[1] ?? '');
    if (validee || (jour !== undefined && etatDe(jour) === 'FERMEE')) return 'BLOQUANT';
    return jour === arrete ? 'INFO' : 'ALERTE';
  };
  return dire(touchees, graviteDe);
}

type GraviteDe = (cle: string, validee: boolean) => Gravite;

function dire({ changees, ajoutees, retirees, perdues }: PiecesTouchees, graviteDe: GraviteDe): Anomalie[] {
  const point = (gravite: Gravite, message: Phrase, cle: string, ligne?: number, colonne?: string) =>
    signaler(gravite, 'C-ECR-01', message, gravite === 'INFO' ? RELANCER : REMETTRE, {
      table: EcrituresCloture.nom,
      cle,
      ...(ligne === undefined ? {} : { ligne }),
      ...(colonne === undefined ? {} : { colonne }),
    });
  return [
    ...changees.map(changee => {
      const cle = String(changee.cellules['CleGeneration']);
      if (estPermise(changee)) return permise(changee, cle);
      const gravite = graviteDe(cle, estValidee(changee.cellules));
      const noms = (de: (c: Colonne) => string) => changee.colonnes.map(de).join(', ');
      return point(
        gravite,
        {
          fr: `${cle}, ligne ${changee.cellules['Ligne']}, changée à la main depuis que le complément l'a écrite : ${noms(c => c.entete)}.`,
          en: `${cle}, line ${changee.cellules['Ligne']}, changed by hand since the add-in wrote it: ${noms(c => c.en)}.`,
        },
        cle,
        changee.ligne,
        changee.colonnes[0]!.cle,
      );
    }),
    ...ajoutees.map(({ ligne, cle }) =>
      point(
        graviteDe(cle, false),
        { fr: `${cle} : une ligne a été ajoutée à la main.`, en: `${cle}: a line was added by hand.` },
        cle,
        ligne,
      ),
    ),
    ...retirees.map(cellules => {
      const cle = String(cellules['CleGeneration']);
      const solde = depuisEuros(Number(cellules['Debit'] ?? 0) - Number(cellules['Credit'] ?? 0));
      const quoi = (langue: 'fr' | 'en') => `${cellules['Compte']}, ${texteMontant(solde, langue)}`;
      return point(
        graviteDe(cle, estValidee(cellules)),
        {
          fr: `${cle} : la ligne ${cellules['Ligne']} (${quoi('fr')}) a été retirée à la main.`,
          en: `${cle}: line ${cellules['Ligne']} (${quoi('en')}) was removed by hand.`,
        },
        cle,
      );
    }),
    ...[...perdues].map(([cle, n]) => perdue(graviteDe(cle, false), cle, n)),
  ];
}

const permise = (changee: Rupture, cle: string): Anomalie => {
  const textes = changee.colonnes.map(c => avantApres(changee, c));
  return signaler(
    'INFO',
    'C-ECR-02',
    {
      fr: `${cle}, ligne ${changee.cellules['Ligne']}, validée. ${textes.map(t => t.fr).join(' ; ')}.`,
      en: `${cle}, line ${changee.cellules['Ligne']}, validated. ${textes.map(t => t.en).join('; ')}.`,
    },
    {
      fr: 'Un libellé ou une référence se change, et la trace en reste ; la page « Arrêtés » du volet remet l’ancien.',
      en: 'A label or a reference may change, and the trace stays; the “Closes” page of the pane puts the old one back.',
    },
    { table: EcrituresCloture.nom, ligne: changee.ligne, colonne: changee.colonnes[0]!.cle, cle },
  );
};

const perdue = (gravite: Gravite, cle: string, n: number): Anomalie =>
  signaler(
    gravite,
    'C-ECR-01',
    {
      fr: `${cle} : ${n} ligne${n > 1 ? 's' : ''} de plus retirée${n > 1 ? 's' : ''} à la main, que le complément ne sait pas remettre.`,
      en: `${cle}: ${n} more line${n > 1 ? 's' : ''} removed by hand, which the add-in cannot put back.`,
    },
    gravite === 'INFO'
      ? RELANCER
      : {
          fr: 'Reprenez la pièce d’une version précédente du classeur.',
          en: 'Take the document from an earlier version of the workbook.',
        },
    { table: EcrituresCloture.nom, cle },
  );
