/** « Pourquoi ce chiffre ? » d'une pièce saisie, d'un abonnement ou d'une contrepassation : les cellules dont il vient. */
import {
  lireCleGeneration,
  arbre,
  type Explication,
  type Libelle,
  type Montant,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { CelluleGeneree, Contexte } from '../../contexte';
import { Ecritures, EcrituresCloture } from '../../tables-communes';
import { arbreTauxTVA } from '../../tables-communes/taux-explique';
import { sourceDe } from './abonnements';
import { echeances } from './calcul/abonnement';
import { cleDePiece, type LigneDuLivre } from './calcul/contrepasser';
import { ContextePieces } from './contexte';
import { arbresDuModele } from './explications-modele';
import { MODULE_ABONNEMENT, MODULE_BROUILLARD, MODULE_CONTREPASSATION, MODULE_SAISIE } from './modules';
import { tvaDeLigne, type LigneSaisie } from './saisies';
import { Abonnements, SaisieEcritures } from './tables';

type LigneCloture = Ligne<typeof EcrituresCloture>;
type Cote = 'Debit' | 'Credit';

const dire = (fr: string, en: string): Libelle => ({ fr, en });

const cellule = (libelle: Libelle, table: string, ligne: number, colonne: string, m: Montant): Explication =>
  arbre.cellule(libelle, { table, ligne, colonne }, arbre.eurosExacts(m), 'EUR');

/** L'arbre du débit ou du crédit d'une écriture de ces modules ; undefined pour une autre cellule. */
export function expliquerPieces(contexte: Contexte, demande: CelluleGeneree): Explication | undefined {
  const { colonne } = demande;
  if (demande.table !== EcrituresCloture.nom || (colonne !== 'Debit' && colonne !== 'Credit'))
    return undefined;
  const ligne = demande.ligne as LigneCloture;
  const { module, source } = lireCleGeneration(ligne.CleGeneration);
  if (ligne[colonne] === 0) return undefined;
  if (module === MODULE_SAISIE) return deSaisie(contexte, ligne, source, colonne);
  if (module === MODULE_ABONNEMENT) {
    const { modele, part } = dAbonnement(contexte, ligne, source) ?? {};
    if (!part || modele === undefined) return part;
    return duCote(arbresDuModele(contexte.tables, modele, part)[ligne.Ligne - 1], colonne);
  }
  if (module === MODULE_CONTREPASSATION || module === MODULE_BROUILLARD)
    return deContrepassation(contexte, ligne, colonne);
  return undefined;
}

function deSaisie(
  { arrete, tables, parametres }: Contexte,
  ligne: LigneCloture,
  id: string,
  cote: Cote,
): Explication | undefined {
  const saisies = tables
    .lire(SaisieEcritures)
    .lignes.filter(l => l.IdPiece === id)
    .sort((a, b) => a.Ligne - b.Ligne);
  const type = saisies[0]?.Type;
  if (type === 'ECRITURE') {
    const saisie = saisies[ligne.Ligne - 1];
    const m = saisie?.[cote];
    return saisie && m !== undefined
      ? cellule(dire('Montant saisi', 'Amount entered'), SaisieEcritures.nom, saisie.ligne, cote, m)
      : undefined;
  }
  if (type === undefined) return undefined;
  if (type === 'MODELE') {
    const montant = (l: LigneSaisie) =>
      cellule(dire('Montant saisi', 'Amount entered'), SaisieEcritures.nom, l.ligne, 'Montant', l.Montant!);
    const arbres = saisies.flatMap(l => arbresDuModele(tables, l.Modele ?? '', montant(l)));
    return duCote(arbres[ligne.Ligne - 1], cote);
  }
  const contexte = new ContextePieces(arrete, tables, parametres);
  const vente = type === 'FACTURE_CLIENT' || type === 'AVOIR_CLIENT';
  const parts = saisies.map(l => partsDe(l, vente, contexte));
  if (ligne.Ligne === 1)
    return arbre.somme(
      dire('Montant toutes taxes comprises', 'Amount including VAT'),
      parts.flatMap(p => [p.ht, ...(p.autoliquidee ? [] : p.tva)]),
    );
  const base = parts[ligne.Ligne - 2];
  if (base)
    return base.dansLaCharge
      ? arbre.somme(dire('Charge, TVA comprise', 'Expense, VAT included'), [base.ht, ...base.tva])
      : base.ht;
  const taxes = parts.filter(p => p.comptes.includes(ligne.Compte)).flatMap(p => p.tva);
  return taxes.length === 0 ? undefined : arbre.somme(dire('TVA de la pièce', 'VAT of the document'), taxes);
}

interface Parts {
  readonly ht: Explication;
  readonly tva: readonly Explication[];
  readonly comptes: readonly string[];
  readonly dansLaCharge: boolean;
  readonly autoliquidee: boolean;
}

/** Le HT d'une ligne de facture, et sa TVA : arr(HT × taux), au taux de son code ou du dossier. */
function partsDe(l: LigneSaisie, vente: boolean, contexte: ContextePieces): Parts {
  const ht = cellule(dire('Montant HT', 'Net amount'), SaisieEcritures.nom, l.ligne, 'Montant', l.Montant!);
  const tva = tvaDeLigne(l, vente, contexte);
  const vide = { ht, tva: [], comptes: [], dansLaCharge: false, autoliquidee: false };
  if (tva === undefined || tva.regime === 'AUCUNE') return vide;
  const code = l.CodeTVA === undefined ? undefined : contexte.tva.enVigueur(l.CodeTVA, l.Date);
  const taux = arbreTauxTVA({ taux: tva.taux, ligne: code?.ligne }, contexte.parametres);
  const montant = arbre.arrondi(
    dire('TVA de la ligne', 'VAT of the row'),
    arbre.produit(dire('HT × taux', 'Net × rate'), [ht, taux]),
  );
  return {
    ht,
    tva: [montant],
    comptes:
      tva.regime === 'NORMALE'
        ? [tva.compte]
        : tva.regime === 'AUTOLIQUIDEE'
          ? [tva.deductible, tva.collectee]
          : [],
    dansLaCharge: tva.regime === 'DANS_LA_CHARGE',
    autoliquidee: tva.regime === 'AUTOLIQUIDEE',
  };
}

/** Un arbre débit positif, vu de son côté de l'écriture. */
const duCote = (e: Explication | undefined, cote: Cote): Explication | undefined =>
  e && cote === 'Credit' ? arbre.oppose(e) : e;

/** FIXE : la cellule du montant. ETALE : arr(total × k / n) − arr(total × (k − 1) / n). */
function dAbonnement(
  { tables }: Contexte,
  ligne: LigneCloture,
  source: string,
): { readonly part: Explication; readonly modele: string | undefined } | undefined {
  const abonnement = tables.lire(Abonnements).lignes.find(l => source.startsWith(`${l.IdAbonnement}#`));
  if (!abonnement) return undefined;
  const { Modele: modele } = abonnement;
  const lue = echeances(abonnement, ligne.DateSurvenance ?? ligne.DateEcriture).find(
    e => sourceDe(abonnement.IdAbonnement, e) === source,
  );
  const montant = cellule(
    dire('Montant de l’abonnement', 'Subscription amount'),
    Abonnements.nom,
    abonnement.ligne,
    'Montant',
    abonnement.Montant,
  );
  if (!lue || lue.total === undefined || abonnement.Mode === 'FIXE') return { part: montant, modele };
  const n = arbre.constante(dire('Nombre de périodes', 'Number of periods'), lue.total);
  const cumul = (k: number) =>
    arbre.prorata(
      dire(`Cumul à la période ${k}`, `Cumulative at period ${k}`),
      montant,
      arbre.constante(dire('Périodes échues', 'Periods elapsed'), k),
      n,
    );
  const part = arbre.difference(dire('Part de la période', 'Share of the period'), [
    cumul(lue.rang),
    cumul(lue.rang - 1),
  ]);
  return { part, modele };
}

/** La cellule de la ligne d'origine : de l'autre côté, ou du même avec l'autre signe. */
function deContrepassation({ tables }: Contexte, ligne: LigneCloture, cote: Cote): Explication | undefined {
  const m = ligne[cote];
  const autre: Cote = cote === 'Debit' ? 'Credit' : 'Debit';
  const voulu = m < 0 ? cote : autre;
  for (const table of [Ecritures, EcrituresCloture]) {
    const lignes = (tables.lire(table).lignes as readonly LigneDuLivre[]).filter(
      l => cleDePiece(l) === ligne.IdExtourneDe && (l.Debit !== 0 || l.Credit !== 0),
    );
    const origine = lignes[ligne.Ligne - 1];
    if (!origine) continue;
    const lue = cellule(
      dire("Ligne d'origine", 'Original row'),
      table.nom,
      origine.ligne,
      voulu,
      origine[voulu],
    );
    return m < 0 ? arbre.oppose(lue) : lue;
  }
  return undefined;
}
