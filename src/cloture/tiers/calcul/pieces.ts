/** Sans grand livre : les lignes que les factures et les règlements auraient passées (domaine §8.1, §8.10). */
import { compte, moins, oppose, plus, type Compte, type Jour, type Montant } from '../../../comptabilite';
import { livreDe, type CelluleSource, type LigneAuxiliaire, type Livre } from './livre';

/** Une ligne de facture, client ou fournisseur. */
export interface LigneFacture {
  readonly ligne: number;
  readonly id: string;
  readonly tiers: string;
  readonly date: Jour;
  readonly echeance: Jour | undefined;
  readonly acompte: boolean;
  readonly validee: boolean;
  readonly ttc: Montant | undefined;
  /** Les cellules dont le TTC est fait. */
  readonly cellules: readonly CelluleSource[];
  readonly devise: string | undefined;
  /** Jour du paiement de toute la facture (fournisseurs). */
  readonly regleeLe: Jour | undefined;
}

export interface Reglement {
  readonly ligne: number;
  readonly IdReglement: string;
  readonly Date: Jour;
  readonly IdClient: string;
  readonly Montant: Montant;
  readonly IdFacture?: string | undefined;
  readonly MontantAffecte?: Montant | undefined;
  readonly DateAffectation?: Jour | undefined;
}

export interface OptionsPieces {
  readonly sens: 'CLIENT' | 'FOURNISSEUR';
  readonly table: string;
  readonly factures: readonly LigneFacture[];
  readonly reglements: readonly Reglement[];
  /** Compte collectif d'un tiers. */
  collectif(tiers: string): Compte | undefined;
  /** La facture d'acompte est une créance dès son émission. */
  readonly acompteALaFacture: boolean;
}

/** Ce qui n'a pas pu être repris : le volet et les contrôles le disent. */
export interface Reprise {
  readonly livres: readonly Livre[];
  readonly nonValidees: readonly LigneFacture[];
  readonly sansTTC: readonly LigneFacture[];
  readonly facturesInconnues: readonly Reglement[];
}

interface Facture {
  readonly premiere: LigneFacture;
  montant: Montant;
  readonly cellules: CelluleSource[];
  reglee: boolean;
}

const DEFAUT = { CLIENT: compte('411'), FOURNISSEUR: compte('401') } as const;
const ACOMPTES = { CLIENT: compte('4191'), FOURNISSEUR: compte('4091') } as const;

/** Un code qui n'est pas en capitales : le groupe peut rester partiel. */
const code = (facture: string) => `facture ${facture}`;

/**
 * Les lignes des comptes de tiers que donnent factures et règlements. Une facture non validée n'en fait pas ; une
 * facture d'acompte n'en fait qu'à son paiement, au 4191, sauf option ; un règlement affecté solde sa facture, quel
 * que soit le payeur ; le reste d'un règlement est un crédit de celui qui a payé.
 */
export function reprendre(options: OptionsPieces): Reprise {
  const { factures, nonValidees, sansTTC } = grouper(options);
  const inconnues: Reglement[] = [];
  const reglements = options.reglements.flatMap(r => {
    const facture = r.IdFacture === undefined ? undefined : factures.get(r.IdFacture);
    if (r.IdFacture !== undefined && !facture) inconnues.push(r);
    return lignesDuReglement(r, facture, options);
  });
  const lignes = [...factures.values()].flatMap(f => lignesDeLaFacture(f, options));
  return {
    livres: [livreDe(options.table, lignes), livreDe('Encaissements', reglements)],
    nonValidees,
    sansTTC,
    facturesInconnues: inconnues,
  };
}

function grouper({ factures: lignes }: OptionsPieces) {
  const factures = new Map<string, Facture>();
  const nonValidees: LigneFacture[] = [];
  const sansTTC: LigneFacture[] = [];
  for (const l of lignes) {
    if (!l.validee) nonValidees.push(l);
    else if (l.ttc === undefined) sansTTC.push(l);
    else {
      const connue = factures.get(l.id);
      if (connue) {
        connue.montant = plus(connue.montant, l.ttc);
        connue.cellules.push(...l.cellules);
      } else factures.set(l.id, { premiere: l, montant: l.ttc, cellules: [...l.cellules], reglee: false });
    }
  }
  return { factures, nonValidees, sansTTC };
}

function ligne(
  options: OptionsPieces,
  montant: Montant,
  l: Omit<LigneAuxiliaire, 'Debit' | 'Credit'>,
): LigneAuxiliaire {
  const auDebit = options.sens === 'CLIENT' ? montant : oppose(montant);
  const zero = moins(montant, montant);
  return { ...l, Debit: auDebit > 0 ? auDebit : zero, Credit: auDebit < 0 ? oppose(auDebit) : zero };
}

function lignesDeLaFacture(f: Facture, options: OptionsPieces): LigneAuxiliaire[] {
  const { premiere: p, montant, cellules, reglee } = f;
  const Compte = options.collectif(p.tiers) ?? DEFAUT[options.sens];
  const commun = {
    ligne: p.ligne,
    Tiers: p.tiers,
    Piece: p.id,
    DatePiece: p.date,
    Devise: p.devise,
    cellules,
  };
  const auCompte = !p.acompte || options.acompteALaFacture;
  const payee = p.regleeLe !== undefined;
  const lettree = reglee || payee;
  const facture = ligne(options, montant, {
    ...commun,
    Compte,
    DateEcriture: p.date,
    Libelle: montant < 0 ? `Avoir ${p.id}` : `Facture ${p.id}`,
    DateEcheance: p.echeance,
    estFacture: !p.acompte,
    ...(lettree ? { Lettrage: code(p.id), DateLettrage: p.date } : {}),
  });
  if (!payee) return auCompte ? [facture] : [];
  const le = Math.max(p.regleeLe!, p.date) as Jour;
  const reglement = ligne(options, oppose(montant), {
    ...commun,
    Compte: auCompte ? Compte : ACOMPTES[options.sens],
    DateEcriture: le,
    Libelle: `Règlement de ${p.id}`,
    cellules: cellules.map(c => ({ ...c, signe: -1 })),
    ...(auCompte ? { Lettrage: code(p.id), DateLettrage: le } : {}),
  });
  return auCompte ? [facture, reglement] : [reglement];
}

function lignesDuReglement(
  r: Reglement,
  facture: Facture | undefined,
  options: OptionsPieces,
): LigneAuxiliaire[] {
  const affecte = facture ? (r.MontantAffecte ?? r.Montant) : moins(r.Montant, r.Montant);
  const reste = moins(r.Montant, affecte);
  const lignes: LigneAuxiliaire[] = [];
  const commun = {
    ligne: r.ligne,
    Piece: r.IdReglement,
    DatePiece: r.Date,
    Libelle: `Règlement ${r.IdReglement}`,
  };
  if (facture && affecte !== 0) {
    const { premiere: p } = facture;
    const acompte = p.acompte && !options.acompteALaFacture;
    facture.reglee = true;
    const entier = r.MontantAffecte === undefined;
    lignes.push(
      ligne(options, oppose(affecte), {
        ...commun,
        Tiers: p.tiers,
        Compte: acompte ? ACOMPTES[options.sens] : (options.collectif(p.tiers) ?? DEFAUT[options.sens]),
        DateEcriture: r.Date,
        ...(acompte
          ? {}
          : { Lettrage: code(p.id), DateLettrage: Math.max(r.Date, r.DateAffectation ?? r.Date) as Jour }),
        cellules: [
          {
            table: 'Encaissements',
            ligne: r.ligne,
            colonne: entier ? 'Montant' : 'MontantAffecte',
            montant: affecte,
            signe: -1,
          },
        ],
      }),
    );
  }
  if (reste !== 0) {
    const cellule = { table: 'Encaissements', ligne: r.ligne } as const;
    const affectee: CelluleSource = { ...cellule, colonne: 'MontantAffecte', montant: affecte, signe: 1 };
    lignes.push(
      ligne(options, oppose(reste), {
        ...commun,
        Tiers: r.IdClient,
        Compte: options.collectif(r.IdClient) ?? DEFAUT[options.sens],
        DateEcriture: r.Date,
        cellules: [
          { ...cellule, colonne: 'Montant', montant: r.Montant, signe: -1 },
          ...(affecte === 0 ? [] : [affectee]),
        ],
      }),
    );
  }
  return lignes;
}
