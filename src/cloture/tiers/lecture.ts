import { somme, versIso, type Ecriture, type Jour } from '../../comptabilite';
import type { Ligne, TablesLues } from '../../workbook/table';
import { parColonne } from '../../workbook/tables/par-colonne';
import * as t from '../tables-communes';
import type { Parametres } from '../tables-communes/parametres';
import { estReevaluation } from '../tables-communes/reevaluation';
import { Auxiliaire } from './calcul/auxiliaire';
import type { Sens } from './calcul/collectifs';
import { livreDe, type CelluleSource, type LigneAuxiliaire, type Livre } from './calcul/livre';
import { reprendre, type LigneFacture, type Reprise } from './calcul/pieces';
import { avecLettrages, cleCloture, marquesDe } from '../tables-communes/lettrages';
import { Lettrages } from '../tables-communes/lettrages';

/** D'où viennent les postes d'un sens. */
export type SourcePostes = 'GRAND_LIVRE' | 'FACTURES' | 'AUCUNE';

export interface AuxiliaireLu {
  readonly auxiliaire: Auxiliaire;
  readonly sources: Readonly<Record<Sens, SourcePostes>>;
  readonly reprises: Readonly<Partial<Record<Sens, Reprise>>>;
}

/**
 * Les écritures que l'arrêté en cours vient de calculer : elles remplacent celles de ses modules que le classeur garde
 * d'une exécution précédente ; si l'une est validée, elle leur est comparée à part. Une relance donne ainsi le même état.
 */
export interface ClotureEnCours {
  readonly arrete: Jour;
  readonly modules: ReadonlySet<string>;
  readonly ecritures: readonly Ecriture[];
}

/**
 * L'auxiliaire du classeur, par tranches : les écritures quand elles touchent un compte du sens, sinon les factures et leurs
 * règlements ; les écritures de clôture dans tous les cas. Un lettrage fait ici prévaut sur celui qui est importé.
 */
export function* lireAuxiliaire(
  brutes: TablesLues,
  parametres: Parametres,
  cloture?: ClotureEnCours,
): Generator<void, AuxiliaireLu> {
  const tables = avecLettrages(brutes, brutes.lire(Lettrages).lignes);
  const plan = new Map(tables.lire(t.PlanComptable).lignes.map(l => [l.Compte as string, l]));
  const auxiliaire = new Auxiliaire(plan, parametres.valeur('JOURNAL_AN'));
  yield* auxiliaire.ajouter(grandLivre(tables));
  const duLivre = { CLIENT: auxiliaire.connait('CLIENT'), FOURNISSEUR: auxiliaire.connait('FOURNISSEUR') };
  const collectifs = new Map(tables.lire(t.Tiers).lignes.map(l => [l.IdTiers, l.CompteCollectif]));
  const reprises: Partial<Record<Sens, Reprise>> = {};
  for (const sens of ['CLIENT', 'FOURNISSEUR'] as const) {
    if (duLivre[sens]) continue;
    const reprise = reprendre({
      ...(sens === 'CLIENT' ? facturesClients(tables) : facturesFournisseurs(tables)),
      sens,
      collectif: id => collectifs.get(id),
      acompteALaFacture: parametres.valeur('AcompteALaFacture'),
    });
    reprises[sens] = reprise;
    for (const livre of reprise.livres) yield* auxiliaire.ajouter(livre);
  }
  yield* auxiliaire.ajouter(livreDe(t.EcrituresCloture.nom, ecrituresCloture(tables, cloture), true));
  yield* auxiliaire.clore();
  const source = (sens: Sens): SourcePostes =>
    duLivre[sens] ? 'GRAND_LIVRE' : auxiliaire.connait(sens) ? 'FACTURES' : 'AUCUNE';
  return {
    auxiliaire,
    sources: { CLIENT: source('CLIENT'), FOURNISSEUR: source('FOURNISSEUR') },
    reprises,
  };
}

/** Les écritures importées, par colonne : la plupart ne touchent pas un tiers, et la plupart des autres sont lettrées. */
function grandLivre(tables: TablesLues): Livre {
  const lignes = parColonne(tables.lire(t.Ecritures));
  return {
    table: t.Ecritures.nom,
    n: lignes.n,
    lire: colonne => {
      const valeurs = lignes.colonne(colonne) as LigneAuxiliaire[typeof colonne][];
      return rang => valeurs[rang] as LigneAuxiliaire[typeof colonne];
    },
    ligne: rang => lignes.ligne(rang) as unknown as LigneAuxiliaire,
  };
}

function ecrituresCloture(tables: TablesLues, cloture?: ClotureEnCours): readonly LigneAuxiliaire[] {
  const gardees = tables.lire(t.EcrituresCloture).lignes.filter(l => !estReevaluation(l));
  if (!cloture) return gardees;
  const arrete = versIso(cloture.arrete);
  const remplacee = ({ CleGeneration }: (typeof gardees)[number]) => {
    const [module = '', du] = CleGeneration.split('|');
    return du === arrete && cloture.modules.has(module);
  };
  const marques = marquesDe(tables.lire(Lettrages).lignes);
  const enPlace = new Map(gardees.filter(remplacee).map(l => [cleCloture(l), l.ligne]));
  const nouvelles = cloture.ecritures.flatMap(e =>
    e.lignes.map((l, i): LigneAuxiliaire => ({
      ligne: 0,
      enPlace: enPlace.get(cleCloture({ CleGeneration: e.cle, Ligne: i + 1 })),
      Journal: e.journal,
      DateEcriture: e.date,
      Compte: l.compte,
      Tiers: l.tiers,
      Piece: l.piece ?? e.piece,
      DatePiece: e.date,
      Libelle: l.libelle ?? e.libelle,
      Debit: l.debit,
      Credit: l.credit,
      DateEcheance: l.echeance,
      CleGeneration: e.cle,
      ...marques.get(cleCloture({ CleGeneration: e.cle, Ligne: i + 1 })),
    })),
  );
  return [...gardees.filter(l => !remplacee(l)), ...nouvelles];
}

function facturesClients(tables: TablesLues) {
  return {
    table: t.FacturesClients.nom,
    factures: tables.lire(t.FacturesClients).lignes.map((l): LigneFacture => ({
      ligne: l.ligne,
      id: l.IdFacture,
      tiers: l.IdClient,
      date: l.DateFacture,
      echeance: l.DateEcheance,
      acompte: l.TypePiece === 'ACOMPTE',
      validee: l.Validee,
      ttc: l.MontantTTC,
      cellules: [
        {
          table: t.FacturesClients.nom,
          ligne: l.ligne,
          colonne: 'MontantTTC',
          montant: l.MontantTTC,
          signe: 1,
        },
      ],
      devise: l.Devise,
      regleeLe: undefined,
    })),
    reglements: tables.lire(t.Encaissements).lignes,
  };
}

function facturesFournisseurs(tables: TablesLues) {
  return {
    table: t.FacturesFournisseurs.nom,
    factures: tables.lire(t.FacturesFournisseurs).lignes.map((l): LigneFacture => ({
      ligne: l.ligne,
      id: l.IdFactF,
      tiers: l.IdFournisseur,
      date: l.DateFacture,
      echeance: l.DateEcheance,
      acompte: false,
      validee: l.Validee,
      ...ttcFournisseur(l),
      devise: undefined,
      regleeLe: l.DateReglement,
    })),
    reglements: [],
  };
}

/** Le TTC d'une facture fournisseur : sa colonne, sinon HT + TVA ; undefined quand la TVA manque aussi. */
function ttcFournisseur(l: Ligne<typeof t.FacturesFournisseurs>): Pick<LigneFacture, 'ttc' | 'cellules'> {
  const cellule = (colonne: 'MontantTTC' | 'MontantHT' | 'MontantTVA'): CelluleSource[] => {
    const montant = l[colonne];
    return montant === undefined
      ? []
      : [{ table: t.FacturesFournisseurs.nom, ligne: l.ligne, colonne, montant, signe: 1 }];
  };
  const cellules =
    l.MontantTTC === undefined ? [...cellule('MontantHT'), ...cellule('MontantTVA')] : cellule('MontantTTC');
  const connu = l.MontantTTC !== undefined || l.MontantTVA !== undefined;
  return { ttc: connu ? somme(cellules.map(c => c.montant)) : undefined, cellules };
}
