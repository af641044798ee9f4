/** Un avoir est négatif (domaine §0.1) : la table dit sa convention, la lecture la ramène à celle-là. */
import { accorder, oppose, type Anomalie, type Montant } from '../../comptabilite';
import { colonneDe, type AnyTable } from '../table';
import type { LignesParColonne } from './par-colonne';

/**
 * Met les avoirs en négatif si toute la table les porte en positif. Une table qui mélange les deux conventions est
 * refusée : rien ne dirait lesquels sont à retourner.
 */
export function normaliserAvoirs(table: AnyTable, lignes: LignesParColonne): Anomalie[] {
  const convention = table.avoirs;
  const [principal] = convention?.montants ?? [];
  if (!convention || principal === undefined) return [];
  const avoirs: number[] = [];
  lignes.colonne(convention.colonne).forEach((valeur, rang) => {
    if (valeur === convention.valeur) avoirs.push(rang);
  });
  const montants = lignes.colonne(principal);
  const premier = (voulu: (m: number) => boolean) => {
    const rang = avoirs.find(r => voulu(montants[r] as number));
    return rang === undefined ? undefined : lignes.numeros[rang]!;
  };
  const positif = premier(m => m > 0);
  const negatif = premier(m => m < 0);
  if (positif === undefined) return [];
  const commun = { code: 'C-TAB-07', table: table.nom, ligne: positif, colonne: principal };
  const { entete, en } = colonneDe(table, principal);
  if (negatif !== undefined) {
    return [
      {
        ...commun,
        gravite: 'BLOQUANT',
        message: `${table.nom}, « ${entete} » : les avoirs sont positifs ligne ${positif} et négatifs ligne ${negatif}.`,
        remede: 'Écrivez tous les avoirs en négatif, ou tous en positif avec le type AVOIR.',
        en: {
          message: `${table.nom}, "${en}": credit notes are positive on row ${positif} and negative on row ${negatif}.`,
          remede: 'Write all credit notes as negative, or all as positive with the type AVOIR.',
        },
      },
    ];
  }
  for (const cle of convention.montants) {
    const valeurs = lignes.colonne(cle);
    for (const rang of avoirs) {
      const valeur = valeurs[rang];
      if (typeof valeur === 'number') valeurs[rang] = oppose(valeur as Montant);
    }
  }
  return [
    {
      ...commun,
      gravite: 'INFO',
      message: `${table.nom}, « ${entete} » : ${accorder(avoirs.length, "ligne d'avoir écrite en positif, lue", "lignes d'avoir écrites en positif, lues")} en négatif.`,
      remede: 'Rien à faire.',
      en: {
        message: `${table.nom}, "${en}": ${accorder(avoirs.length, 'credit note row', 'credit note rows', 'en')} written as positive, read as negative.`,
        remede: 'Nothing to do.',
      },
    },
  ];
}
