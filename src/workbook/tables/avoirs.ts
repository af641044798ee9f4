/** Un avoir est négatif (domaine §0.1) : la table dit sa convention, la lecture la ramène à celle-là. */
import { oppose, type Anomalie, type Montant } from '../../comptabilite';
import { colonneDe, type AnyTable, type Rang } from '../table';

type LigneLue = Rang & { ligne: number };

/**
 * Met les avoirs en négatif si toute la table les porte en positif. Une table qui mélange les deux conventions est
 * refusée : rien ne dirait lesquels sont à retourner.
 */
export function normaliserAvoirs(table: AnyTable, lignes: readonly LigneLue[]): Anomalie[] {
  const convention = table.avoirs;
  const [principal] = convention?.montants ?? [];
  if (!convention || principal === undefined) return [];
  const avoirs = lignes.filter(l => l[convention.colonne] === convention.valeur);
  const positif = avoirs.find(l => (l[principal] as number) > 0);
  const negatif = avoirs.find(l => (l[principal] as number) < 0);
  if (!positif) return [];
  const commun = { code: 'C-TAB-07', table: table.nom, ligne: positif.ligne, colonne: principal };
  const { entete, en } = colonneDe(table, principal);
  if (negatif) {
    return [
      {
        ...commun,
        gravite: 'BLOQUANT',
        message: `${table.nom}, « ${entete} » : les avoirs sont positifs ligne ${positif.ligne} et négatifs ligne ${negatif.ligne}.`,
        remede: 'Écrivez tous les avoirs en négatif, ou tous en positif avec le type AVOIR.',
        en: {
          message: `${table.nom}, "${en}": credit notes are positive on row ${positif.ligne} and negative on row ${negatif.ligne}.`,
          remede: 'Write all credit notes as negative, or all as positive with the type AVOIR.',
        },
      },
    ];
  }
  for (const ligne of avoirs) {
    for (const cle of convention.montants) {
      const valeur = ligne[cle];
      if (typeof valeur === 'number') ligne[cle] = oppose(valeur as Montant);
    }
  }
  return [
    {
      ...commun,
      gravite: 'INFO',
      message: `${table.nom}, « ${entete} » : ${avoirs.length} lignes d'avoir écrites en positif, lues en négatif.`,
      remede: 'Rien à faire.',
      en: {
        message: `${table.nom}, "${en}": ${avoirs.length} credit note rows written as positive, read as negative.`,
        remede: 'Nothing to do.',
      },
    },
  ];
}
