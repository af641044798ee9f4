/** C-CUT-02 : la TVA qui attend au compte des acomptes est celle des acomptes que rien n'a compensés (domaine §8.10). */
import {
  absolu,
  fraction,
  moins,
  plus,
  somme,
  texteJour,
  texteMontant,
  versIso,
  ZERO,
  type Anomalie,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import { defiler, parColonne } from '../../../workbook/tables/par-colonne';
import { Ecritures, EcrituresCloture } from '../../tables-communes';
import type { Parametres } from '../../tables-communes/parametres';
import type { PosteOuvert } from '../calcul/postes-ouverts';
import type { ModeleTiers } from '../modele';
import { TvaDesPieces } from '../tva';
import { OperationsTiers } from './tables';
import { Acomptes } from './tva-acomptes';

export interface ContexteTvaAcomptes {
  readonly arrete: Jour;
  /** Les tables telles que l'arrêté les laisse : ses écritures comprises. */
  readonly tables: TablesLues;
  readonly parametres: Parametres;
  readonly modele: ModeleTiers;
}

/**
 * Compare le solde de CPT_TVA_ACOMPTE à l'arrêté à la TVA des acomptes ouverts : ceux de OperationsTiers, et ceux que le
 * grand livre porte, dont l'écriture dit la TVA. Un écart bloque, sauf si un acompte ouvert a été comptabilisé hors de
 * OperationsTiers : rien ne dit que sa TVA est bien dans son écriture, et l'écart est une alerte.
 */
export function controlerTvaAcomptes(contexte: ContexteTvaAcomptes): Anomalie[] {
  const { arrete, tables, parametres, modele } = contexte;
  const compte = parametres.valeur('CPT_TVA_ACOMPTE') as string;
  const operations = tables.lire(OperationsTiers).lignes.filter(o => o.Date <= arrete);
  const connues = new Set(operations.map(o => `${o.IdTiers}|${o.Piece ?? o.IdOperation}`));
  const importes = modele
    .postes(arrete)
    .filter(p => p.nature === 'ACOMPTE' && !connues.has(`${p.tiers}|${p.piece}`));
  const ailleurs = importes.length > 0;
  const attendu = plus(
    new Acomptes(operations, new TvaDesPieces(tables, parametres)).enAttente(),
    ailleurs ? tvaDesImportes(importes, compte, tables) : ZERO,
  );
  const solde = soldeDe(compte, contexte);
  const ecart = moins(solde, attendu);
  if (ecart === 0) return [];
  return [
    {
      code: 'C-CUT-02',
      gravite: ailleurs ? 'ALERTE' : 'BLOQUANT',
      table: Ecritures.nom,
      colonne: 'Compte',
      cle: compte,
      message: `Compte ${compte} (TVA sur acomptes) : solde de ${texteMontant(solde)} au ${texteJour(arrete)}, quand les acomptes à compenser en portent ${texteMontant(attendu)} ; écart de ${texteMontant(ecart)}.`,
      remede: ailleurs
        ? 'Vérifiez la TVA des acomptes comptabilisés hors de la table OperationsTiers, ou saisissez-les y.'
        : 'Saisissez dans OperationsTiers l’acompte ou la compensation qui manque, ou soldez le compte par une écriture.',
      en: {
        message: `Account ${compte} (VAT on down payments): balance of ${texteMontant(solde, 'en')} at ${versIso(arrete)}, while the down payments to clear carry ${texteMontant(attendu, 'en')}; gap of ${texteMontant(ecart, 'en')}.`,
        remede: ailleurs
          ? 'Check the VAT of the down payments booked outside the OperationsTiers table, or enter them there.'
          : 'Enter in OperationsTiers the missing down payment or clearing, or settle the account by an entry.',
      },
    },
  ];
}

/** Une écriture importée qui porte des acomptes : leur TVA en attente, leur montant, et ce qui en reste ouvert. */
interface EcritureAcompte {
  tva: Montant;
  verse: Montant;
  ouvert: Montant;
}

/** TVA que les écritures importées portent pour leurs acomptes, en proportion de ce qui en reste ouvert. */
function tvaDesImportes(postes: readonly PosteOuvert[], compteTVA: string, tables: TablesLues): Montant {
  const lignes = parColonne(tables.lire(Ecritures));
  const rangDe = new Map(lignes.numeros.map((ligne, rang) => [ligne, rang]));
  const lire = (cle: 'Exercice' | 'Journal' | 'EcritureNum' | 'Compte') => lignes.colonne(cle) as string[];
  const [exercices, journaux, numeros] = [lire('Exercice'), lire('Journal'), lire('EcritureNum')];
  const ecritureDe = (rang: number) => `${exercices[rang]}|${journaux[rang]}|${numeros[rang]}`;
  const ecritures = new Map<string, EcritureAcompte>();
  const acomptes = new Set<string>();
  for (const p of postes) {
    const rang = p.source.table === Ecritures.nom ? rangDe.get(p.source.ligne) : undefined;
    if (rang === undefined) continue;
    acomptes.add(p.compte);
    const e = ecritures.get(ecritureDe(rang)) ?? { tva: ZERO, verse: ZERO, ouvert: ZERO };
    ecritures.set(ecritureDe(rang), { ...e, ouvert: plus(e.ouvert, absolu(p.residuel)) });
  }
  const [debits, credits] = [lignes.colonne('Debit'), lignes.colonne('Credit')] as Montant[][];
  lire('Compte').forEach((compte, rang) => {
    const deTVA = compte.startsWith(compteTVA);
    const e = deTVA || acomptes.has(compte) ? ecritures.get(ecritureDe(rang)) : undefined;
    if (!e) return;
    const m = moins(debits![rang]!, credits![rang]!);
    if (deTVA) e.tva = plus(e.tva, m);
    else e.verse = plus(e.verse, m);
  });
  return somme(
    [...ecritures.values()].map(({ tva, verse, ouvert }) =>
      verse === 0 ? ZERO : fraction(tva, ouvert, absolu(verse)),
    ),
  );
}

/** Solde débiteur du compte, à-nouveaux compris, au soir de l'arrêté. */
function soldeDe(compte: string, { arrete, tables, modele }: ContexteTvaAcomptes): Montant {
  const depuis = modele.lu.auxiliaire.plancher(arrete);
  let solde = ZERO;
  for (const table of [Ecritures, EcrituresCloture] as const)
    for (const mouvement of defiler<typeof Ecritures, Montant>(
      tables.lire(table as typeof Ecritures),
      ({ Compte, DateEcriture, Debit, Credit }, i) =>
        Compte[i]!.startsWith(compte) && DateEcriture[i]! <= arrete && DateEcriture[i]! >= depuis
          ? moins(Debit[i]!, Credit[i]!)
          : ZERO,
    ))
      solde = plus(solde, mouvement);
  return solde;
}
